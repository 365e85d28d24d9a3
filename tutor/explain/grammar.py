"""Source that is no Python: brackets, quotes, colons, signs."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()
_SIGNS = {
    "×": "*",
    "·": "*",
    "÷": "/",
    "−": "-",
    "–": "-",
    "—": "-",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "²": "**2",
    "，": ",",
    "：": ":",
}
_INVALID = r"^invalid syntax(?! ?\.)"


@book.rule(
    "SyntaxError",
    r"expected ':'",
    "for i in range(3)\n    print(i)",
    "def f(x)\n    return x",
    "if 1:\n    pass\nelse if 2:\n    pass",
)
def _colon(case: Case) -> str:
    if case.has(r"^\s*else\s+if\b"):
        return _("In Python `else if` is one word: `elif`.")
    return _("A colon is missing: lines with `if`, `else`, `for`, `while`, `def`, `class` and `with` end in `:`.")


@book.rule(
    "SyntaxError",
    r"'(?P<sign>[(\[{])' was never closed(?: \(line (?P<line>\d{1,6})\))?",
    "rows = [1, 2\ntotal = 3",
    "print((1 + 2)",
)
def _never_closed(case: Case) -> str:
    closing = {"(": ")", "[": "]", "{": "}"}[case["sign"]]
    if line := case["line"] or case.raised.number:
        return _(
            "The `{sign}` in line {line} is never closed: a `{closing}` is missing, in that line or below."
        ).format(sign=case["sign"], line=line, closing=closing)
    return _("A `{sign}` is never closed: a `{closing}` is missing.").format(sign=case["sign"], closing=closing)


@book.rule(
    "SyntaxError",
    r"closing parenthesis '(?P<b>[)\]}])' does not match opening parenthesis '(?P<a>[(\[{])'(?: on line "
    r"(?P<line>\d{1,6}))?",
    "import numpy as np\nnp.array([[1, 2], [3, 4])",
)
def _mismatch(case: Case) -> str:
    closing = {"(": ")", "[": "]", "{": "}"}[case["a"]]
    return _(
        "The `{a}` opened last is still open when `{b}` comes: a `{closing}` is missing before it, or `{b}` is the "
        "wrong one."
    ).format(a=case["a"], b=case["b"], closing=closing)


@book.rule("SyntaxError", r"unmatched '(?P<sign>[)\]}])'", "print('hi'))")
def _unmatched(case: Case) -> str:
    return _("This `{sign}` closes nothing: there is one too many, or its opening one is missing.").format(
        sign=case["sign"]
    )


@book.rule(
    "SyntaxError",
    r"invalid character '(?P<sign>[“”„‟«»‘’‚‛´`])' \(U\+",
    "word = “hello”",
    "word = ‘hello’",
)
def _quotes(case: Case) -> str:
    return _(
        "`{sign}` is a quotation mark of printed text, often copied along. Python's are the straight ones: \" or '."
    ).format(sign=case["sign"])


@book.rule(
    "SyntaxError",
    r"invalid (?:non-printable )?character (?:'(?P<sign>[^'“”„‟«»‘’‚‛´`])' \()?U\+(?P<code>[0-9A-F]{4,6})",
    "x = 3 × 4",
    "x =\u00a03\u200b4",
)
def _character(case: Case) -> str:
    if not case["sign"]:
        return _(
            "There is an invisible character (U+{code}) in this line, copied along from a page. Type the line anew."
        ).format(code=case["code"])
    if plain := _SIGNS.get(case["sign"]):
        return _("Python does not know the sign `{sign}`: write `{plain}`.").format(sign=case["sign"], plain=plain)
    return _("Python does not know the sign `{sign}` outside of text in quotes.").format(sign=case["sign"])


@book.rule(
    "SyntaxError",
    r"unterminated (?P<triple>triple-quoted )?(?:f-)?string literal",
    "word = 'hello",
    "word = 'it's'",
    'word = """hello',
)
def _string(case: Case) -> str:
    if case["triple"]:
        return _("A text opened with three quotation marks is never closed with three.")
    return _(
        "A text in quotes is not closed in its line. Is the closing mark missing, or is there one like it inside "
        "(an apostrophe needs double quotes around the text)?"
    )


@book.rule("SyntaxError", r"Maybe you meant '==' or ':=' instead of '='", "x = 1\nif x = 3:\n    pass")
def _equals(_case: Case) -> str:
    return _("`=` gives a value; to ask whether two are equal: `==`.")


@book.rule(
    "SyntaxError",
    r"cannot assign to (?P<what>[\w -]{1,60}?)(?: here)?(?:\.|,| \(|$)",
    "3 = x",
    "len([1]) = 3",
    "a-b = 3",
)
def _assign(case: Case) -> str:
    if case["what"] in {"True", "False", "None"}:
        return _("`{what}` is a word of Python's own and cannot be given a value.").format(what=case["what"])
    if case["what"] == "expression" and case.has(r"\w-\w"):
        return _(
            "To the left of `=` stands one name, without `-`, which means minus: write `learning_rate`, not "
            "`learning-rate`."
        )
    return _(
        "To the left of `=` stands the name that gets the value, to the right the value. To ask whether two are "
        "equal: `==`."
    )


@book.rule("SyntaxError", r"Perhaps you forgot a comma", "rows = [1, 2 3]")
def _comma(_case: Case) -> str:
    return _(
        "Between two elements something is missing, mostly a comma. Look just before the mark, and at quotes and "
        "brackets there."
    )


@book.rule("SyntaxError", r"Missing parentheses in call to '(?P<name>print|exec)'", "print 'hello'")
def _print(case: Case) -> str:
    return _(
        "`{name}` is a function: what it takes goes in parentheses, `{name}(…)`. Without them is Python 2."
    ).format(name=case["name"])


@book.rule("SyntaxError", r"'(?P<name>return|yield|break|continue)' (?:outside|not properly in)", "return 5", "break")
def _outside(case: Case) -> str:
    if case["name"] in {"return", "yield"}:
        return _("`{name}` stands outside of any function: does the line belong, moved in, to a `def`?").format(
            name=case["name"]
        )
    return _("`{name}` stands outside of any loop: does the line belong, moved in, to a `for` or `while`?").format(
        name=case["name"]
    )


@book.rule("SyntaxError", r"positional argument follows keyword argument", "print(end='', 2)")
def _positional(_case: Case) -> str:
    return _("Arguments without a name come first, those with one (`name=value`) after them.")


@book.rule(
    "SyntaxError",
    r"f-string: expecting '}'|f-string: expecting '=', or '!'|f-string: (?:empty|valid) expression",
    "x = 1\nf'{x'",
    "f'{}'",
)
def _fstring(_case: Case) -> str:
    return _(
        "In an f-string every brace that opens has one that closes and a value between them; a brace that is meant as "
        "text is written twice."
    )


@book.rule("SyntaxError", r"invalid (?:decimal|hexadecimal|octal|binary) literal", "y = 2x", "1layer = 3")
def _decimal(_case: Case) -> str:
    return _(
        "A number and letters stand together: a product needs its sign (`2 * x`), and a name cannot begin with a digit."
    )


@book.rule("SyntaxError", r"leading zeros in decimal integer literals", "day = 08")
def _zeros(_case: Case) -> str:
    return _("A whole number does not begin with 0 in Python: write 8, not 08.")


@book.rule("SyntaxError", r"unexpected character after line continuation character", "x = 3 \\ 4")
def _backslash(_case: Case) -> str:
    return _("The sign `\\` continues a line and can only be its last one. To divide: `/`.")


@book.rule(
    "SyntaxError",
    _INVALID,
    "for = 3",
    "x = 1\nx++",
    "x = 1\nif x => 3:\n    pass",
    "learning rate = 0.1",
    "lambda = 0.1",
)
def _invalid(case: Case) -> str:
    if case.has(
        r"^\s*(?:for|class|lambda|def|if|import|in|is|from|with|while|return|pass|try|global|as|and|or|not|del"
        r"|else)\s*=[^=]"
    ):
        return _("This name is a word of Python's own, so no variable can have it. `{name}_` would do.").format(
            name=case.raised.line.split("=")[0].strip()
        )
    if case.has(r"\w\s*(?:\+\+|--)\s*$"):
        return _("Python has no `++` and no `--`: write `n += 1`.")
    if case.has(r"=>|=<"):
        return _("In comparisons the `=` comes last: `>=` and `<=`.")
    if case.has(r"^\s*[A-Za-z_]\w*(?: [A-Za-z_]\w*){1,4} = "):
        return _("A name is one word, without spaces: `learning_rate`.")
    return ""
