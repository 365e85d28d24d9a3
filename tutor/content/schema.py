"""The JSON Schema of quiz files, from the same models that read them: editors complete and check with it."""

from __future__ import annotations

from typing import Any

from tutor.content.quiz import Quiz

_TEXT = {"type": ["string", "number", "boolean"]}  # YAML's own types; a text is what was written
_EXPRESSION = {"type": "string", "pattern": r"^\s*\{[^{}]+\}\s*$"}
_COMPUTED = frozenset({"answer", "value", "right", "absolute", "relative"})
_OURS = frozenset({"path", "line"})  # what the reader adds


def schema() -> dict[str, Any]:
    """The schema, in draft 2020-12."""
    written = Quiz.model_json_schema(by_alias=True)
    parts = written["$defs"]
    for part in (written, *parts.values()):
        for name in _OURS:
            part.get("properties", {}).pop(name, None)
        if "vars" in part.get("properties", {}) or part.get("title") in {"WrongNumber", "Tolerance", "Option"}:
            _allow_expressions(part["properties"])
    for text in parts["Bilingual"]["properties"].values():
        text.update(_TEXT)
    parts["Bilingual"] = {"anyOf": [_TEXT, parts["Bilingual"]], "description": parts["Bilingual"]["description"]}
    for part, name in (("Text", "accepted"), ("WrongText", "text")):
        place = parts[part]["properties"][name]
        place.get("items", place).update(_TEXT)
    for part in ("Check", "When"):
        for name in ("expect", "gives", "holds", "prints"):
            if name in parts[part]["properties"]:
                parts[part]["properties"][name].update(_TEXT)
        names = parts[part]["properties"]["given"]["patternProperties"]
        names.update(dict.fromkeys(names, _TEXT))
    parts["Variable"] = {"anyOf": [parts["Variable"], {"type": "array", "minItems": 1}, {"type": "string"}]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **written}


def _allow_expressions(properties: dict[str, Any]) -> None:
    for name in _COMPUTED & properties.keys():
        place = properties[name]
        if place.get("type") in ("number", "boolean"):
            properties[name] = {"anyOf": [place, _EXPRESSION]}
        elif "anyOf" in place:
            place["anyOf"].append(_EXPRESSION)
