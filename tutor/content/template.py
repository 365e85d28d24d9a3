"""A question's text with `{expression}` in it, filled in with the numbers of an attempt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from tutor.content.formula.evaluate import evaluate, names_in
from tutor.content.formula.limits import FormulaError, Value
from tutor.locale import _

Where = tuple[str | int, ...]
Context = Literal["prose", "code", "math"]

PROGRAMS = frozenset({"setup", "program", "starter", "solution", "sample"})
CODE = frozenset({"call", "expect", "gives", "holds", "prints", "syntax", "uses", "lacks", "raises"})
TEXTS = (
    PROGRAMS
    | CODE
    | frozenset({"title", "prompt", "text", "feedback", "message", "view", "left", "right", "measured_in", "es", "en"})
)
LISTS = frozenset({"hints", "items", "accepted"})  # of texts
FIXED = frozenset({"id", "kind", "unit", "vars", "line", "misconception"})
_PARTS = re.compile(r"(?P<code>(`{1,3}).+?\2)|(?P<math>\$\$.+?\$\$|\$[^$\n]+\$)", re.DOTALL)
_PLACE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_INNERMOST = re.compile(r"\{([^{}]*)\}")
_LATEX = re.compile(r"[A-Za-z}\]_^]")


class TemplateError(ValueError):
    """An expression that has no value; `where` in the question it stands, and why."""

    def __init__(self, where: Where, reason: str) -> None:
        super().__init__(reason)
        self.where = where


def is_text(where: Where) -> bool:
    """Whether a text for learners stands at `where` in a quiz, and no number or truth."""
    match where:
        case (*_rest, "options", int(), "right"):
            return False
        case (*_rest, "feedback", "true" | "false"):
            return True
        case (*_rest, "given" | "views", str()):
            return True
        case (*_rest, str(key), int()) if key in LISTS:
            return True
        case _:
            return bool(where) and where[-1] in TEXTS


def filled(data: Any, values: Mapping[str, Value], where: Where = ()) -> Any:
    """`data` of a question with every expression in its texts and answers computed; raises TemplateError."""
    if isinstance(data, dict):
        return {
            key: one if not where and key in FIXED else filled(one, values, (*where, key)) for key, one in data.items()
        }
    if isinstance(data, list):
        return [filled(one, values, (*where, index)) for index, one in enumerate(data)]
    if not isinstance(data, str):
        return data
    if PROGRAMS & set(where[:2]):
        return _named(data, values)
    try:
        whole = _PLACE.fullmatch(data.strip())
        if whole and whole[1] is not None and not is_text(where):
            return _plain(_computed(whole[1], values))
        return _text(data, values, str(where[-1]) if where[-1:] in {("es",), ("en",)} else "")
    except FormulaError as error:
        raise TemplateError(where, str(error)) from error


def spelled(value: Value, context: Context = "code", language: str = "") -> str:
    """`value` as it stands in a text: numbers short, arrays as Python's lists, in formulas as matrices.

    In the prose of a `language` a number is written as there; without one it may be an answer that is compared.
    """
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int | float):
        text = f"{value:.12g}" if isinstance(value, float) else str(value)
        if context != "prose" or not language:
            return text
        return (text.replace(".", ",") if language == "es" else text).replace("-", "−")
    if isinstance(value, tuple):
        inside = ", ".join(spelled(one) for one in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if context == "math" and value.ndim <= 2:  # noqa: PLR2004 (a vector or a matrix)
        rows = value if value.ndim > 1 else [[one] for one in value]
        lines = r" \\ ".join(" & ".join(spelled(one) for one in row) for row in _plain(rows))
        return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"
    return _nested(_plain(value))


def _named(source: str, values: Mapping[str, Value]) -> str:
    """A program keeps its braces; only a variable's name in them is put in its place."""
    return _INNERMOST.sub(lambda place: spelled(values[place[1]]) if place[1] in values else place[0], source)


def _text(text: str, values: Mapping[str, Value], language: str) -> str:
    parts, end = [], 0
    for part in _PARTS.finditer(text):
        parts.append(_places(text[end : part.start()], values, "prose", language))
        code = part["code"]
        parts.append(_math(part[0], values) if code is None else _places(code, values, "code", language))
        end = part.end()
    return "".join([*parts, _places(text[end:], values, "prose", language)])


def _places(text: str, values: Mapping[str, Value], context: Context, language: str) -> str:
    """Every brace holds an expression; a doubled one is a brace."""

    def put(place: re.Match[str]) -> str:
        return place[0][0] if place[1] is None else spelled(_computed(place[1], values), context, language)

    return _PLACE.sub(put, text)


def _math(text: str, values: Mapping[str, Value]) -> str:
    """In LaTeX a brace after a command, `_` or `^` stays, and holds an expression only if it names a variable."""

    def put(place: re.Match[str]) -> str:
        try:
            names = names_in(place[1])
        except FormulaError:
            return place[0]
        if not _LATEX.match(text[place.start() - 1 : place.start()]):
            return spelled(_computed(place[1], values), "math")
        if not names or not names <= values.keys():
            return place[0]
        return f"{{{spelled(_computed(place[1], values), 'math')}}}"

    return _INNERMOST.sub(put, text)


def _computed(source: str, values: Mapping[str, Value]) -> Value:
    try:
        return evaluate(source, values)
    except FormulaError as error:
        message = _("“{source}”: {reason}").format(source=source.strip()[:60], reason=error)
        raise FormulaError(message) from error


def _plain(value: Value) -> Any:
    """`value` as YAML would have it."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.tolist() if hasattr(value, "tolist") else value


def _nested(value: Any) -> str:
    return f"[{', '.join(map(_nested, value))}]" if isinstance(value, list) else spelled(value)
