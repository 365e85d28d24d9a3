"""Answers into outcomes. Pure: knows no file, no kernel and no screen.

A learner's answer comes as text typed or as YAML's own types; what cannot be read as an answer at all is a
`ValueError` that says what to write, so that a slip of the pen never counts as a mistake.
"""

from __future__ import annotations

from tutor.grading.judge import grade, grade_quiz, summed
from tutor.grading.numbers import number
from tutor.grading.outcome import Outcome, QuizResult, Remark, Result

__all__ = ["Outcome", "QuizResult", "Remark", "Result", "grade", "grade_quiz", "number", "summed"]
