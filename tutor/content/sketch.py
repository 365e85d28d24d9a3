"""A question whose answer is drawn: how the loss will go when a program trains."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from tutor.content.parts import Bilingual, Finite, fault
from tutor.content.programs import Program, Seconds
from tutor.content.question import Asked
from tutor.locale import _

Course = Literal["falls", "plateaus", "oscillates", "diverges", "turns"]
"""How a curve goes: it falls; it stays where it is, or soon does; up and down; up and away; down and up again."""
COURSES: tuple[Course, ...] = get_args(Course)


class Curve(Asked):
    """The learner sketches the course of `series`; then `program` trains, and the real one is drawn over the sketch.

    A sketch is `points` values between `low` and `high`, spread evenly from the first report to the last.
    """

    kind: Literal["curve"] = "curve"
    program: Annotated[Program, StringConstraints(min_length=1)]
    series: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] = "loss"
    points: Annotated[int, Field(ge=5, le=60)] = 20
    low: Finite = 0.0
    high: Finite
    shape: Course
    tolerance: Annotated[float, Field(gt=0, le=0.5)] = 0.1
    """The mean distance from the real curve that is full marks, as a share of the height."""
    feedback: Bilingual
    views: dict[Course, Bilingual] = Field(default_factory=dict)
    """What is said to who drew a curve of this course."""
    timeout: Seconds = 60.0

    @model_validator(mode="after")
    def _has_height(self) -> Curve:
        if self.low >= self.high:
            raise fault(_("high has to be above low"))
        if self.vars:
            raise fault(_("a program has no variables: leave them out"), "vars")
        return self
