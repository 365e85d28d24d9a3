"""A Markdown text on its way into blocks. Takes every text; what an author should repair is gathered as problems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from markdown_it.token import Token

from tutor.content import directives, strictyaml
from tutor.content.directives import Directive
from tutor.content.inline import image_text, inlines
from tutor.content.lesson import (
    Ask,
    Block,
    Cell,
    Code,
    Experiment,
    Heading,
    Inline,
    Items,
    Math,
    Note,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
)
from tutor.content.near import did_you_mean
from tutor.content.parser import parser
from tutor.content.problem import ContentError, Problem
from tutor.locale import _

DEPTH = 8
"""How deep directives may nest; the text of deeper ones is shown as it is."""

_NAME = re.compile(r"[\w.-]{1,60}")
_REFERENCE = re.compile(r"[\w.-]+/[\w.-]+")
_CELL_OPTIONS = ("name", "tags")
_TAGS = ("raises-exception", "optional", "export")


@dataclass(frozen=True, slots=True)
class _Where:
    """Where tokens stand: the file's line of their first one, their text's lines, and what is around them."""

    first_line: int
    source: Sequence[str]
    nested: bool = False
    depth: int = 0
    silent: bool = False

    def line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)


class Page:
    """One text: its blocks, and its `problems`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._names: set[str] = set()
        self._cells = 0
        self._env: dict[str, Any] = {}

    def read(self, text: str, first_line: int = 1) -> tuple[Block, ...]:
        """The blocks of a clean `text` whose first line is line `first_line` of the file."""
        return self._read(text, _Where(first_line, text.split("\n")))

    def _read(self, text: str, where: _Where) -> tuple[Block, ...]:
        return self._blocks(parser().parse(text, self._env), where)

    def _blocks(self, tokens: Sequence[Token], where: _Where) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for token, inner in _groups(tokens):
            blocks.extend(self._block(token, inner, where))
        return tuple(blocks)

    def _block(self, token: Token, inner: Sequence[Token], where: _Where) -> tuple[Block, ...]:  # noqa: C901 (a match)
        match token.type:
            case "paragraph_open":
                return self._paragraph(inner[0], where)
            case "heading_open":
                return (
                    Heading(int(token.tag[1:]), inlines(inner[0].children or (), where.line(token)), where.line(token)),
                )
            case "bullet_list_open" | "ordered_list_open":
                within = replace(where, nested=True)
                items = tuple(self._blocks(item, within) for _open, item in _groups(inner))
                return (Items(items, int(token.attrGet("start") or 1) if token.tag == "ol" else None),)
            case "blockquote_open":
                return (Quote(self._blocks(inner, replace(where, nested=True))),)
            case "fence" | "colon_fence":
                return self._fence(token, where)
            case "code_block":
                return (Code(token.content.rstrip("\n")),)
            case "math_block" | "math_block_label":
                return (Math(token.content.strip()),)
            case "table_open":
                return (_table(inner, where),)
            case "html_block":
                return () if _is_comment(token.content) else (_as_text(token.content),)
            case "hr":
                return (Rule(),)
            case _:  # MyST's line comments, targets and block breaks
                return ()

    def _paragraph(self, token: Token, where: _Where) -> tuple[Block, ...]:
        children = token.children or []
        if token.content.startswith("$$") and not any(child.type == "math_inline_double" for child in children):
            self._problem(where, where.line(token), _("a formula that is not closed: end it with $$"))
        if len(children) == 1 and children[0].type == "image":
            image = children[0]
            title = str(image.attrGet("title") or "")
            caption = (Paragraph((Inline(title),)),) if title else ()
            return (Picture(image_text(image), str(image.attrGet("src") or ""), caption),)
        runs = inlines(children, where.line(token))
        return (Paragraph(runs),) if runs else ()

    def _fence(self, token: Token, where: _Where) -> tuple[Block, ...]:
        line = where.line(token)
        if not _is_closed(token, where.source):
            message = _("a block that is not closed: end it with {fence}")
            self._problem(where, line, message.format(fence=token.markup))
            where = replace(where, silent=True)
        if token.type == "fence" and token.info.startswith("{code-cell}") and not where.nested:
            return (self._cell(token, where),)
        found = directives.directive(token.info, token.content)
        if found is None or where.depth >= DEPTH:
            language = token.info.split()[0] if token.info.split() else ""
            return (Code(token.content.rstrip("\n"), language),)
        return self._directive(found, line, where)

    def _directive(self, found: Directive, line: int, where: _Where) -> tuple[Block, ...]:
        body_line = line + found.body_offset
        match found.name:
            case "code-cell":
                message = _("a cell inside another block, or not opened with ```{code-cell}: move it to the top level")
                self._problem(where, line, message)
                return (Code(found.body, "python"),)
            case "question":
                return self._question(found, line, where)
            case "lab":
                return self._lab(found, line, where)
            case "math":
                return (Math(f"{found.argument}\n{found.body}".strip()),)
            case name if name in directives.CODE:
                return (Code(found.body, found.argument or found.options.get("language", "")),)
            case name if name in directives.PICTURES:
                caption = self._inside(found.body, body_line, where)
                return (Picture(found.options.get("alt", ""), found.argument, caption),)
            case name:
                self._suggest(name, directives.KNOWN, "{{{}}}", line, where)
                kind = found.options.get("class", name) if name == "admonition" else name
                return (Note(kind, self._line(found.argument, line), self._inside(found.body, body_line, where)),)

    def _question(self, found: Directive, line: int, where: _Where) -> tuple[Block, ...]:
        if where.nested:
            self._problem(where, line, _("a question inside another block: move it to the top level"))
        if not _REFERENCE.fullmatch(found.argument):
            self._problem(where, line, _("a question needs its name: write {question} quiz-id/question-id"))
        return (Ask(found.argument, line),)

    def _lab(self, found: Directive, line: int, where: _Where) -> tuple[Block, ...]:
        name, options, odd = directives.settings(found)
        if where.nested:
            self._problem(where, line, _("a lab inside another block: move it to the top level"))
        if not name or "=" in name or odd:
            self._problem(where, line, _("a lab needs its name, then options: write {lab} neuron gate=xor"))
        return (Experiment(name, options, line),)

    def _inside(self, body: str, line: int, where: _Where) -> tuple[Block, ...]:
        if not body.strip():
            return ()
        return self._read(body, _Where(line, body.split("\n"), nested=True, depth=where.depth + 1, silent=where.silent))

    def _line(self, text: str, line: int) -> tuple[Inline, ...]:
        token = parser().parseInline(text, self._env)[0] if text else None
        return inlines(token.children or (), line) if token else ()

    def _cell(self, token: Token, where: _Where) -> Cell:
        line = where.line(token)
        text = directives.cell_text(token.content)
        name, tags = self._options(text, line, where)
        index, self._cells = self._cells, self._cells + 1
        if name in self._names:
            self._problem(where, line, _("a second cell named “{name}”: give it another name").format(name=name))
        name = name or f"cell-{index + 1}"
        while name in self._names:
            name += "-2"
        self._names.add(name)
        return Cell(name, index, text.source, tags, line + text.source_offset)

    def _options(self, text: directives.CellText, line: int, where: _Where) -> tuple[str, frozenset[str]]:
        try:
            document = strictyaml.load(text.yaml, self.path, line + text.yaml_offset)
        except ContentError as error:
            self.problems.extend(() if where.silent else error.problems)
            return "", frozenset()
        options = {} if document.data is None else document.data
        if not isinstance(options, dict):
            self._problem(where, document.line(()), _("no options: write “:name: value”"))
            return "", frozenset()
        for key in options:
            self._suggest(key, _CELL_OPTIONS, ":{}:", document.line((key,)), where)
        tags = options.get("tags") or []
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            self._problem(where, document.line(("tags",)), _("tags are a list: write “:tags: [raises-exception]”"))
            tags = []
        for tag in tags:
            self._suggest(tag, _TAGS, "{}", document.line(("tags",)), where)
        name = document.written.get(("name",)) or options.get("name") or ""
        if name and not (isinstance(name, str) and _NAME.fullmatch(name)):
            message = _("a cell's name is one word of letters, digits and hyphens, such as “train”")
            self._problem(where, document.line(("name",)), message)
            name = ""
        return name, frozenset(tags)

    def _suggest(self, word: str, known: Sequence[str] | frozenset[str], form: str, line: int, where: _Where) -> None:
        """A problem only where `word` looks like a slip: other documents have words of their own."""
        if word not in known and (near := did_you_mean(word, known, cutoff=0.75)):
            message = _("unknown: {word}; did you mean {near}?")
            self._problem(where, line, message.format(word=form.format(word), near=form.format(near)))

    def _problem(self, where: _Where, line: int, message: str) -> None:
        if not where.silent:
            self.problems.append(Problem(self.path, line, message))


def _groups(tokens: Sequence[Token]) -> list[tuple[Token, Sequence[Token]]]:
    """Each token of the outermost level, with the tokens between it and its closing one."""
    groups: list[tuple[Token, Sequence[Token]]] = []
    start = 0
    depth = 0
    for index, token in enumerate(tokens):
        if depth == 0:
            start = index
        depth += token.nesting
        if depth == 0:
            groups.append((tokens[start], tokens[start + 1 : index]))
    return groups


def _is_closed(token: Token, source: Sequence[str]) -> bool:
    first, end = token.map or (0, 0)
    last = source[end - 1].strip(" \t>") if end <= len(source) else ""
    return end - 1 > first and len(last) >= len(token.markup) and not last.strip(token.markup[0])


def _is_comment(html: str) -> bool:
    text = html.strip()
    return text.startswith("<!--") and text.find("-->") == len(text) - 3


def _as_text(html: str) -> Paragraph:
    runs: list[Inline] = []
    for line in html.strip().split("\n"):
        runs += [Inline(line.strip()), Inline("\n", "break")]
    return Paragraph(tuple(runs[:-1]))


def _table(tokens: Sequence[Token], where: _Where) -> Table:
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    align: list[Literal["left", "center", "right"]] = []
    for _part, part in _groups(tokens):
        for row_open, row in _groups(part):
            rows.append(tuple(inlines(cell[0].children or (), where.line(row_open)) for _open, cell in _groups(row)))
            if len(rows) == 1:
                align = [_alignment(head) for head, _cell in _groups(row)]
    return Table(rows[0] if rows else (), tuple(rows[1:]), tuple(align))


def _alignment(cell: Token) -> Literal["left", "center", "right"]:
    style = str(cell.attrGet("style") or "")
    return "center" if "center" in style else "right" if "right" in style else "left"
