"""What pydantic finds wrong with a quiz, in words for its author: where it stands and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tutor.clean import clean
from tutor.content.near import did_you_mean, suggestion
from tutor.content.problem import Problem
from tutor.content.strictyaml import Document, Where
from tutor.locale import LANGUAGES, _

BOUNDS = {
    "pass": ("0", "1"),
    "minutes": ("1", "600"),
    "times": ("1", "50"),
    "points": ("5", "60"),
    "timeout": ("0", "60"),
}
PARTS = {
    "pairs": "pair", "extra": "extra", "checks": "check", "require": "syntax", "forbid": "syntax",
    "mistakes": "mistake",
}  # fmt: skip
EXAMPLES = {
    "link": "link: https://playground.tensorflow.org/#dataset=xor", "goal": "goal: loss_test<0.05;neurons<=3",
    "proof": "proof: nnt1.…", "fixed": "fixed: [learningRate]",
    "call": "call: f(1, 2)", "when": "when: {call: f(1, 2), gives: 3}", "syntax": "syntax: loop", "high": "high: 1",
}  # fmt: skip
Keys = Mapping[str, Sequence[str]]
"""The keys that each part of a quiz knows: of "quiz", "choice", "option", "text", …"""


def problems(errors: Sequence[Mapping[str, Any]], document: Document, path: Path, keys: Keys) -> list[Problem]:
    """One Problem a fault; what only follows from another fault is left out."""
    found: list[Problem] = []
    told: set[Where] = set()
    for error in errors:
        loc: Where = tuple(error["loc"])
        kind, where = _kind(loc)
        if error["type"] == "too_short" and any(other["loc"][: len(loc)] == loc for other in errors if other != error):
            continue  # what failed is not counted
        if error["type"] == "missing" and any(_is_slip(other, loc) for other in errors):
            continue  # it is there, under a name with a slip
        if error["type"] == "extra_forbidden":
            if where[:-1] in told:
                continue  # an unquoted comma makes several keys of one text
            told.add(where[:-1])
        where += tuple(error["ctx"]["at"]) if error["type"] == "content" else ()
        line = document.line((*where, "kind") if error["type"] == "union_tag_invalid" else where)
        found.append(
            Problem(path, line, _subject(where, document.data) + _sentence(error, where, kind, document, keys))
        )
    return found


def _is_slip(error: Mapping[str, Any], loc: Where) -> bool:
    return (
        error["type"] == "extra_forbidden"
        and error["loc"][:-1] == loc[:-1]
        and bool(did_you_mean(str(error["loc"][-1]), [str(loc[-1])]))
    )


def _kind(loc: Where) -> tuple[str, Where]:
    """The kind of the question that pydantic puts into its paths, and the path without it."""
    if len(loc) > 2 and loc[0] == "questions" and isinstance(loc[2], str):  # noqa: PLR2004 (questions, index, kind)
        return loc[2], loc[:2] + loc[3:]
    return "", loc


def _subject(where: Where, data: Any) -> str:
    """Whose fault it is: question “id”, option 2, feedback."""
    parts: list[str] = []
    for index, step in enumerate(where):
        if isinstance(step, int):
            parts[-1] = _item(data, str(where[index - 1]), step)
        elif step != "[key]":
            parts.append(clean(step, multiline=False)[:60])
    return ", ".join(parts) + ": " if parts else ""


def _item(data: Any, of: str, index: int) -> str:
    if of != "questions":
        return _("option {n}").format(n=index + 1) if of == "options" else f"{of} {index + 1}"
    item = data["questions"][index]
    name = item.get("id") if isinstance(item, dict) else None
    return _("question “{name}”").format(name=name if isinstance(name, str) else index + 1)


def _sentence(error: Mapping[str, Any], where: Where, kind: str, document: Document, keys: Keys) -> str:  # noqa: C901, PLR0912 (a match)
    key = str(where[-1]) if where else ""
    match error["type"]:
        case "missing" if key in LANGUAGES:
            return _("a language is missing: write {es: …, en: …}, or one text for both")
        case "missing":
            return _("missing: write “{example}”").format(example=_example(key, kind))
        case "extra_forbidden":
            known = keys[_part(where[:-1], kind)]
            comma = _("; a text with a comma needs quotes") if known == keys["text"] else ""
            return _("unknown key") + suggestion(key, known) + comma
        case "union_tag_invalid":
            return _("unknown kind “{kind}”").format(kind=error["ctx"]["tag"]) + suggestion(
                error["ctx"]["tag"], _kinds(error)
            )
        case "union_tag_not_found":
            return _("no kind: write “kind: choice”, or another kind of question")
        case "string_pattern_mismatch" if key == "[key]":
            return _("no name for a variable: write letters and digits, as “width”")
        case "string_pattern_mismatch" | "string_type" if key == "unit":
            return _('no unit: write its number in quotes, as “unit: "1.5"”')
        case "string_pattern_mismatch" | "string_type" if key == "id":
            return _("no id: write small letters, digits and hyphens, as “id: steps-per-epoch”")
        case "string_pattern_mismatch" if key in {"raises", "series"}:
            return _("no name: write letters and digits, as “{example}”").format(
                example="ValueError" if key == "raises" else "val_loss"
            )
        case "string_type" | "string_too_short" | "string_too_long" | "string_pattern_mismatch" if _line_at(where):
            return _("not what belongs here: write it in one line, as “{example}”").format(
                example=EXAMPLES[_line_at(where)]
            )
        case "model_type" | "model_attributes_type" | "string_type" | "string_too_short" | "string_pattern_mismatch":
            return _shape(where, kind, document, keys)
        case "dict_type":
            return _("no variables: write each as “name: {low: 1, high: 9}”")
        case "bool_type":
            return _("neither true nor false: write one of them, without quotes")
        case "float_type" | "int_type" | "finite_number" | "int_from_float":
            return _("no number: write one without quotes, as “{key}: 0.5”").format(key=key)
        case "less_than_equal" | "greater_than_equal" | "greater_than":
            low, high = BOUNDS.get(key, ("0", "…"))
            return _("out of range: write a number from {low} to {high}").format(low=low, high=high)
        case "too_short" | "too_long":
            least, most = _bounds(key, kind)
            return _("write {least} to {most} of them").format(least=least, most=most)
        case "tuple_type":
            return _("no list: write each on a line that starts with “- ”")
        case "literal_error":
            return _("none of those that are known: write {known}").format(
                known=error["ctx"]["expected"].replace("'", "")
            )
        case "content":
            return str(error["ctx"]["said"])
        case _:
            return clean(str(error["msg"]), multiline=False)


def _line_at(where: Where) -> str:
    """The key of a goal's link, goal, proof or settings that stands at `where`, if one does."""
    match where:
        case ("questions", int(), "link" | "goal" | "proof" | "fixed" as key, *_rest):
            return key
        case _:
            return ""


def _kinds(error: Mapping[str, Any]) -> list[str]:
    return [name.strip().strip("'") for name in str(error["ctx"]["expected_tags"]).split(",")]


def _bounds(key: str, kind: str) -> tuple[int, int]:
    match key:
        case "options":
            return (3 if kind == "choices" else 2), 26
        case "items":
            return 3, 12
        case "pairs":
            return 2, 12
        case "range":
            return 2, 2
        case "accepted":
            return 1, 100
        case "checks":
            return 1, 20
        case "extra" | "hints" | "fixed":
            return 0, {"extra": 12, "hints": 10}.get(key, 30)
        case "require" | "forbid" | "mistakes":
            return 0, 20
        case "wrong":
            return 0, 50
        case _:
            return 1, 500


def _shape(where: Where, kind: str, document: Document, keys: Keys) -> str:
    part = _part(where, kind)
    if part != "text":
        return _("keys are expected here: {keys}").format(keys=", ".join(keys[part]))
    value = document.data
    for step in where:
        value = value[step]
    if value is None or value == "" or (isinstance(value, str) and not value.strip()):
        return _("empty: write a text, {es: …, en: …} or one for both languages")
    return _("no text: write {es: …, en: …}, or one text for both languages")


def _part(where: Where, kind: str) -> str:
    """Which part of a quiz stands at `where`."""
    match where:
        case ():
            return "quiz"
        case ("questions", int()):
            return kind or "choice"
        case (*_rest, "options", int()):
            return "opinion" if kind == "guess" else "option"
        case (*_rest, "wrong", int()):
            return f"{kind} wrong"
        case ("questions", _index, "vars", str()):
            return "variable"
        case (*_rest, "tolerance"):
            return "tolerance"
        case (*_rest, str(key), int()) if key in PARTS:
            return PARTS[key]
        case (*_rest, "when"):
            return "when"
        case ("questions", _index, "feedback") if kind == "true_false":
            return "verdicts"
        case _:
            return "text"


def _example(key: str, kind: str) -> str:
    both = "{es: …, en: …}"
    match key:
        case "id":
            return "id: a-name"
        case "unit":
            return 'unit: "1.5"'
        case "questions" | "options" | "items" | "pairs" | "accepted" | "checks":
            return f"{key}: " + _("and a list below it")
        case "answer":
            return {"true_false": "answer: true", "shape": "answer: (None, 512)"}.get(kind, "answer: 0.5")
        case "shape":
            return "shape: falls" if kind == "curve" else "shape: (None, 512)"
        case _ if key in EXAMPLES:
            return EXAMPLES[key]
        case "program" | "solution" | "starter" | "sample":
            return f"{key}: |"
        case "feedback" if kind == "true_false":
            return f"feedback: {{true: {both}, false: {both}}}"
        case _:
            return f"{key}: {both}"
