"""A question that is answered in the playground: a network is to be trained until it meets a goal."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from tutor.content.parts import Bilingual, fault
from tutor.content.question import Asked
from tutor.locale import _

MOST = 20_000  # characters of a link or a proof: points of one's own make them long
Line = Annotated[str, StringConstraints(min_length=1, max_length=MOST, pattern=r"^\s*\S+\s*$")]
"""A link or a proof: no white space in it. What it says is read where the networks are."""
Setting = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{1,40}$")]


class Goal(Asked):
    """The learner opens `link`, trains until `goal` is met, and answers with the proof that the playground writes.

    What makes the data, what the link hides and what `fixed` names (keys of a link) may not be changed. `proof` is the
    author's own: it shows that the goal can be met.
    """

    kind: Literal["goal"] = "goal"
    link: Line
    goal: Annotated[str, StringConstraints(max_length=400, pattern=r"\S")]
    fixed: Annotated[tuple[Setting, ...], Field(max_length=30, strict=False)] = ()
    proof: Line
    feedback: Bilingual

    @model_validator(mode="after")
    def _is_constant(self) -> Goal:
        if self.vars:
            raise fault(_("a goal has no variables: leave them out"), "vars")
        return self
