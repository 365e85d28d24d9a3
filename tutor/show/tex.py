"""TeX's mathematics into a small tree. Never raises: what it does not know it shows by its name."""

from __future__ import annotations

import re
from unicodedata import normalize

from tutor.show.formula import Accent, Fenced, Fraction, Grid, Group, Node, Root, Script, Sign, Stack, Words
from tutor.show.texsymbols import ACCENTS, ALIGNED, DOUBLE_STRUCK, FENCES, PLAIN, SCRIPT, SIGNS, SPACES

LONGEST = 4_000
"""Characters of a formula beyond which it is shown as it stands."""
_DEEPEST = 24
_SILENT = {
    "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag", "middle", "rm", "bf", "it",
    "right", "end", "hline", "centering", "small", "large", "left", "protect", "allowbreak", "strut",
}  # fmt: skip
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|%[^\n]*\n?|\d+(?:\.\d+)?|:=|\s+|.", re.DOTALL)


def parse(tex: str) -> Node:
    """The formula as a tree; line breaks and `&` outside any environment align it."""
    if len(tex) > LONGEST:
        return Words(" ".join(tex.split()))
    return _Parser(tex).everything()


class _Parser:
    def __init__(self, tex: str) -> None:
        self.marks = [mark for mark in _TOKEN.findall(tex) if not mark.startswith("%")]
        self.at = 0
        self.depth = 0

    def everything(self) -> Node:
        rows: list[tuple[Node, ...]] = []
        while self.at < len(self.marks):
            first, *more = self.rows()
            if rows and isinstance(last := rows[-1][-1], Group) and isinstance(first[0], Group):
                first = (*rows.pop()[:-1], Group((*last.items, *first[0].items)), *first[1:])
            rows += [first, *more]
            self.at += 1  # a closing mark that nothing opened
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return Grid(tuple(rows), aligned=True) if rows else Group()

    def rows(self) -> list[tuple[Node, ...]]:
        r"""Cells split at `&` and `\\`, up to `}`, `\end` or `\right`."""
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            cells.append(self.items())
            mark = self.peek()
            if mark == "&":
                self.at += 1
                continue
            rows.append(tuple(cells))
            cells = []
            if mark not in {"\\\\", "\\cr", "\\newline"}:
                break
            self.at += 1
            if self.peek() == "[":
                self.bracket()
        if len(rows) > 1 and rows[-1] == (Group(),):
            rows.pop()
        return rows

    def items(self) -> Group:
        items: list[Node] = []
        while (mark := self.peek()) and mark not in {"}", "&", "\\\\", "\\cr", "\\newline", "\\end", "\\right"}:
            node = self.atom()
            if node is not None:
                items.append(self.scripts(node))
        return Group(tuple(items))

    def scripts(self, base: Node) -> Node:
        low: Node | None = None
        raised: list[Node] = []
        while (mark := self.peek(skip=True)) in {"_", "^", "'", "\\limits", "\\nolimits"}:
            self.skip_space()
            self.at += 1
            if mark == "_":
                low = self.argument()
            elif mark == "^":
                raised.append(self.argument())
            elif mark == "'":
                raised.append(Sign("′"))
        high = raised[0] if len(raised) == 1 else Group(tuple(raised)) if raised else None
        if isinstance(base, Stack) and base.brace:
            return Stack(base.base, base.above or high, base.below or low, brace=True)
        return base if low is None and high is None else Script(base, low, high)

    def atom(self) -> Node | None:
        mark = self.next()
        if mark.isspace():
            return None
        if mark == "{":
            return self.braced()
        if mark in {"_", "^"}:
            self.at -= 1
            return Group()
        if mark == "~":
            return Sign(" ", "space")
        if mark.startswith("\\"):
            return self.command(mark[1:])
        if mark[0].isdigit():
            return Sign(mark, "number")
        return Sign(*PLAIN.get(mark, (mark, "letter")))

    def braced(self) -> Node:
        """What stands between `{`, already read, and its `}`."""
        if self.depth >= _DEEPEST:
            return Words(self.raw())
        self.depth += 1
        group = self.items()
        while self.peek() not in {"", "}"}:
            self.at += 1
            group = Group((*group.items, *self.items().items))
        self.depth -= 1
        self.at += 1
        if len(group.items) != 1:
            return group
        only = group.items[0]
        return Sign(only.text) if isinstance(only, Sign) and only.part not in {"number", "name", "big"} else only

    def command(self, name: str) -> Node | None:
        if name in SIGNS:
            return Sign(*SIGNS[name])
        if name in SPACES:
            return Sign(" " * SPACES[name], "space")
        if name in ACCENTS:
            return Accent(ACCENTS[name], self.argument())
        return self.structure(name)

    def structure(self, name: str) -> Node | None:  # noqa: C901, PLR0912 (a case for each command)
        match name:
            case "frac" | "dfrac" | "tfrac" | "cfrac":
                return Fraction(self.argument(), self.argument())
            case "binom" | "dbinom" | "tbinom":
                return Fraction(self.argument(), self.argument(), line=False)
            case "sqrt":
                degree = self.bracket() if self.peek(skip=True) == "[" else ""
                return Root(self.argument(), degree)
            case "text" | "textrm" | "textbf" | "textit" | "texttt" | "mbox" | "hbox" | "textsf" | "textnormal":
                return Words(self.text())
            case "operatorname" | "operatorname*" | "DeclareMathOperator":
                return Sign(self.text(), "name")
            case "mathrm" | "mathit" | "mathsf" | "mathtt":
                return Words(self.text()) if self.peek(skip=True) == "{" and self.is_word() else self.argument()
            case "mathbb" | "mathcal" | "mathscr":
                table = DOUBLE_STRUCK if name == "mathbb" else SCRIPT
                return Sign("".join(table.get(char, char) for char in self.text()))
            case "left":
                return self.fenced()
            case "begin":
                return self.environment()
            case "underbrace" | "overbrace":
                return Stack(self.argument(), brace=True)
            case "overset" | "stackrel":
                above = self.argument()
                return Stack(self.argument(), above=above)
            case "underset":
                below = self.argument()
                return Stack(self.argument(), below=below)
            case "xrightarrow":
                return Stack(Sign("⟶", "relation"), above=self.argument())
            case "not":
                body = self.argument()
                return Sign(normalize("NFC", body.text + "\u0338"), body.part) if isinstance(body, Sign) else body
            case "color" | "label" | "tag" | "tag*" | "hspace" | "vspace" | "phantom" | "hspace*":
                self.text()
                return None
            case "textcolor" | "colorbox":
                self.text()
                return self.argument()
            case "boldsymbol" | "mathbf" | "bm" | "pmb" | "mathop" | "mathrel" | "mathbin" | "mathstrut" | "boxed":
                return self.argument()
            case _ if name in _SILENT or re.fullmatch(r"[bB]ig+[lrm]?", name):
                return None
            case _:
                return Sign(name, "name" if len(name) > 1 else "letter")

    def fenced(self) -> Node:
        left = self.fence()
        if self.depth >= _DEEPEST:
            return Sign(left, "open")
        self.depth += 1
        rows = self.rows()
        self.depth -= 1
        right = ""
        if self.peek() == "\\right":
            self.at += 1
            right = self.fence()
        body = rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else Grid(tuple(rows), aligned=True)
        return Fenced(left, body, right)

    def fence(self) -> str:
        self.skip_space()
        mark = self.next()
        if mark == ".":
            return ""
        return SIGNS.get(mark[1:], (mark[1:], ""))[0] if mark.startswith("\\") else mark

    def environment(self) -> Node:
        name = self.text()
        if name in {"array", "alignat", "tabular"} and self.peek(skip=True) == "{":
            self.text()
        if self.depth >= _DEEPEST:
            return Words(name)
        self.depth += 1
        rows = self.rows()
        while self.peek() in {"}", "\\right"}:
            self.at += 1
            rows += self.rows()
        self.depth -= 1
        if self.peek() == "\\end":
            self.at += 1
            self.text()
        if len(rows) == 1 and len(rows[0]) == 1 and name in ALIGNED:
            return rows[0][0]
        left, right = FENCES.get(name, ("", ""))
        return Grid(tuple(rows), left, right, aligned=name not in FENCES)

    def argument(self) -> Node:
        """A command's argument: a group, or the next mark alone."""
        if self.peek(skip=True) in {"", "}", "&", "\\\\", "\\end", "\\right"}:
            return Group()
        self.skip_space()
        if self.depth >= _DEEPEST:
            return Words(self.text())
        self.depth += 1
        mark = self.peek()
        if mark[0].isdigit() and len(mark) > 1:  # x^10 raises only the 1
            self.marks[self.at : self.at + 1] = list(mark)
        node = self.atom() or Group()
        self.depth -= 1
        return node

    def text(self) -> str:
        """The words of `{…}`, or the next mark."""
        if self.peek(skip=True) in {"", "}"}:
            return ""
        self.skip_space()
        mark = self.next()
        return self.raw() if mark == "{" else mark.lstrip("\\")

    def raw(self) -> str:
        """Everything up to the `}` of a `{` already read, without inner braces and backslashes."""
        words: list[str] = []
        depth = 1
        while mark := self.next():
            depth += (mark == "{") - (mark == "}")
            if not depth:
                break
            if mark not in {"{", "}", "$"}:
                words.append(" " if mark.isspace() or mark == "~" else mark.removeprefix("\\"))
        return "".join(words)

    def is_word(self) -> bool:
        """Whether the braces that follow hold letters only."""
        self.skip_space()
        end = self.at + 1
        while end < len(self.marks) and self.marks[end].isalpha():
            end += 1
        return end < len(self.marks) and self.marks[end] == "}"

    def bracket(self) -> str:
        """The text of `[…]`."""
        self.skip_space()
        self.at += 1
        words = []
        while (mark := self.next()) and mark != "]":
            words.append(mark)
        return "".join(words)

    def skip_space(self) -> None:
        while self.at < len(self.marks) and self.marks[self.at].isspace():
            self.at += 1

    def peek(self, *, skip: bool = False) -> str:
        """The next mark, or the next that is no space; empty at the end."""
        at = self.at
        while skip and at < len(self.marks) and self.marks[at].isspace():
            at += 1
        return self.marks[at] if at < len(self.marks) else ""

    def next(self) -> str:
        self.at += 1
        return self.marks[self.at - 1] if self.at <= len(self.marks) else ""
