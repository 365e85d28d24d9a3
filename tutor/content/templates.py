"""The questions of a file whose texts are computed: filled in before the models see them, as seed 0 would have it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tutor.content import variables
from tutor.content.kinds import KINDS
from tutor.content.problem import Problem
from tutor.content.strictyaml import Document
from tutor.content.template import TemplateError, filled
from tutor.content.variables import Variable, VariableName
from tutor.locale import _

_VARIABLES = TypeAdapter(dict[VariableName, Variable])


class Templates:
    """Fills the questions of `document` in place; `written` is how they stood, `problems` what has no value."""

    def __init__(self, document: Document, path: Path) -> None:
        self.written: dict[int, Mapping[str, Any]] = {}
        self.problems: list[Problem] = []
        self._unfilled: set[int] = set()
        self._unnamed: set[int] = set()
        questions = document.data.get("questions")
        for index, question in enumerate(questions if isinstance(questions, list) else []):
            if not isinstance(question, dict) or "vars" not in question or str(question.get("kind")) not in KINDS:
                continue
            self.written[index] = copy.deepcopy(question)
            try:
                known = _VARIABLES.validate_python(question["vars"])
            except ValidationError:  # the models say why
                self._unnamed.add(index)
                continue
            self._fill(document, path, index, known)

    def others(self, errors: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """The faults that the models found, without those that only say that an expression is no number."""
        kept = [
            error
            for error in errors
            if (place := error["loc"][1:2]) == ()
            or (place[0] not in self._unfilled and (place[0] not in self._unnamed or "vars" in error["loc"]))
        ]
        return kept if kept or self.problems else list(errors)

    def _fill(self, document: Document, path: Path, index: int, known: Mapping[str, Variable]) -> None:
        question = document.data["questions"][index]
        try:
            document.data["questions"][index] = filled(question, variables.values(known, 0, str(question.get("id"))))
        except TemplateError as error:
            where, reason = error.where, str(error)
        else:
            return
        self._unfilled.add(index)
        name = question.get("id")
        message = _("question “{name}”: {message}")
        words = message.format(name=name if isinstance(name, str) else index + 1, message=reason)
        self.problems.append(Problem(path, document.line(("questions", index, *where)), words))
