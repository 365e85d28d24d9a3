"""Answers that are run: the job that a trial is given for them, and its report turned into a result."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tutor.clean import clean
from tutor.content.programs import printed
from tutor.content.sketch import COURSES
from tutor.content.syntax import has, is_same
from tutor.grading.curves import course, distance, heights
from tutor.grading.differences import shown, words
from tutor.grading.numbers import number
from tutor.grading.outcome import Outcome, Raised, Result, Shown
from tutor.locale import LANGUAGES, _

if TYPE_CHECKING:
    from tutor.content.kinds import Question
    from tutor.content.programs import Check, Code, Mistake, Predict, Syntax, When
    from tutor.content.sketch import Curve

    Runnable = Code | Predict | Curve

_MAKES = re.compile(r"^\s*(?:import|from)\s+(keras|tensorflow)\b", re.MULTILINE)


class Unsound(RuntimeError):  # noqa: N818 (it says what the question is)
    """The question itself cannot be run; the message is for its author."""


def needs_run(question: Question) -> bool:
    """Whether an answer to it is graded by running something."""
    return question.kind in {"code", "predict", "curve", "goal"}


def modules(question: Runnable, answer: str = "") -> tuple[str, ...]:
    """What is worth importing before the job comes."""
    match question.kind:
        case "code":
            source = f"{question.setup}\n{question.solution.en}\n{answer}"
        case "predict":
            source = f"{question.setup}\n{question.program.en}"
        case "curve":
            source = question.program
    return ("numpy", "keras") if _MAKES.search(source) else ("numpy",)


def is_attempt(question: Runnable, answer: object) -> bool:
    """Whether something was answered: blank is not, and a starter as it was given is not."""
    if answer is None or (isinstance(answer, str | list | tuple) and not answer):
        return False
    if isinstance(answer, str) and not answer.strip():
        return False
    if question.kind != "code":
        return True
    return not any(is_same(_text(answer), question.starter.text(language)) for language in LANGUAGES)


def job(question: Runnable, answer: object, seed: int, language: str = "en") -> dict[str, Any]:
    """What a trial has to do; plain data. Raises ValueError for what is no answer."""
    match question.kind:
        case "code":
            return {
                "kind": "code",
                "setup": question.setup,
                "solution": question.solution.en,
                "answer": _text(answer),
                "seed": seed,
                "checks": [_check(check) for check in question.checks],
                "mistakes": [_when(mistake.when) for mistake in question.mistakes],
            }
        case "predict":
            _text(answer)
            return {"kind": "predict", "setup": question.setup, "program": question.program.text(language)}
        case "curve":
            _sketch(question, answer)
            return {"kind": "curve", "program": question.program, "series": question.series}


def graded(question: Runnable, answer: object, report: Mapping[str, Any]) -> Result:
    """What `report` says of `answer`; raises Unsound where it is the question that failed."""
    if "fault" in report:
        raise Unsound(clean(str(report["fault"])))
    if "trouble" in report and question.kind == "code":
        return Result(Outcome.ERROR, trouble=str(report["trouble"]))
    if "trouble" in report:
        raise Unsound(str(report["trouble"]))
    output = clean(str(report["output"]))
    if report["raised"] and question.kind != "code":
        raise Unsound(_raised(report["raised"]).message or _raised(report["raised"]).name)
    match question.kind:
        case "code":
            return replace(_code(question, _text(answer), report), output=output)
        case "predict":
            return replace(_predict(question, _text(answer), output), output=output)
        case "curve":
            return _curve(question, answer, [float(value) for value in report["curve"]])


def _code(question: Code, answer: str, report: Mapping[str, Any]) -> Result:
    if report["raised"]:
        return _stopped(report["raised"])
    checks: Sequence[Mapping[str, Any]] = report["checks"]
    share = sum(bool(check["right"]) for check in checks) / len(checks)
    failed = next((index for index, check in enumerate(checks) if not check["right"]), None)
    lacking = [*_lacking(question.require, answer, wanted=True), *_lacking(question.forbid, answer, wanted=False)]
    fatal = next((one for one in lacking if not one.remark), None)
    told = checks[failed if failed is not None else -1]
    call = _shown(told)
    known = None
    if failed is not None or fatal is not None:
        known = next((one for one, is_shown in zip(question.mistakes, report["mistakes"], strict=True)
                      if is_shown and _reads(one, answer)), None)  # fmt: skip
    if known is not None:
        held = (known.misconception or known.id,)
        return Result(Outcome.WRONG, 0.0, known.message, misconceptions=held, mistake=known.id, shown=call)
    if failed is None and fatal is not None:
        return Result(Outcome.WRONG, 0.0, fatal.message, shown=None)
    if failed is None:
        notes = tuple(one.message for one in lacking)
        outcome = Outcome.RIGHT_BUT if notes else Outcome.RIGHT
        return Result(outcome, 1.0, question.feedback, notes=notes, shown=call)
    message = question.checks[failed].message
    if share == 0 and told["raised"]:
        return replace(_stopped(told["raised"]), feedback=message, shown=call)
    outcome = Outcome.PARTIAL if share else Outcome.WRONG
    raised = _raised(told["raised"]) if told["raised"] and "name" in told["raised"] else None
    return Result(outcome, share, message, shown=call, raised=raised)


def _predict(question: Predict, answer: str, output: str) -> Result:
    given = printed(answer)
    if given == printed(output):
        return Result(Outcome.RIGHT, 1.0, question.feedback)
    known = next((one for one in question.wrong if printed(one.text) == given), None)
    if known is None:
        return Result(Outcome.WRONG, 0.0, question.feedback)
    held = (known.misconception,) if known.misconception else ()
    return Result(Outcome.WRONG, 0.0, known.feedback, misconceptions=held)


def _curve(question: Curve, answer: object, values: Sequence[float]) -> Result:
    """Half for how it goes, half for how near it is; a word alone says how it goes."""
    if not values:
        raise Unsound(_("no “{series}” was reported").format(series=question.series))
    real = heights(values, question.points, question.low, question.high)
    goes = course(real)
    sketch = _sketch(question, answer)
    if isinstance(sketch, str):
        drawn, far, score = sketch, 1.0, 0.5 if sketch == goes else 0.0
    else:
        curve = heights(sketch, question.points, question.low, question.high)
        drawn, far = course(curve), distance(curve, real)
        near = 1.0 if far <= question.tolerance else max(0.0, 1 - (far - question.tolerance) / (3 * question.tolerance))
        score = 0.5 * (drawn == goes) + 0.5 * near
    outcome = Outcome.RIGHT if score == 1 else Outcome.PARTIAL if score else Outcome.WRONG
    view = question.views.get(drawn) if drawn != goes else None  # type: ignore[call-overload]  # a word is a course here
    scale = question.high - question.low
    shown_curve = tuple(question.low + height * scale for height in real)
    return Result(outcome, score, view or question.feedback, curve=shown_curve, course=goes)


def _sketch(question: Curve, answer: object) -> list[float] | str:
    """The heights that were drawn, or the word for how the curve goes; raises ValueError for neither."""
    if isinstance(answer, str):
        word = answer.strip().lower()
        known: dict[str, str] = {name: name for name in COURSES} | _COURSE_WORDS
        if word in known:
            return known[word]
        answer = answer.replace(";", " ").split()
    if isinstance(answer, list | tuple) and len(answer) >= 2:  # noqa: PLR2004 (a line needs two ends)
        return [_number(value) for value in answer]
    message = _("no curve: write {count} numbers, or how it goes: {words}")
    raise ValueError(message.format(count=question.points, words=", ".join(COURSES)))


def _number(value: object) -> float:
    read = number(str(value))
    if read is None:
        raise ValueError(_("“{answer}” is no number").format(answer=str(value)[:40]))
    return float(read)


_COURSE_WORDS = {
    "cae": "falls", "baja": "falls", "se estanca": "plateaus", "oscila": "oscillates", "diverge": "diverges",
    "gira": "turns", "baja y sube": "turns",
}  # fmt: skip


def _stopped(told: Mapping[str, Any]) -> Result:
    match told.get("stop"):
        case "exit":
            return Result(Outcome.ERROR, trouble=_("Your program leaves Python (exit): leave that out."))
        case "input":
            return Result(Outcome.ERROR, trouble=_("Your program asks for input; nobody answers here: leave that out."))
        case _:
            return Result(Outcome.ERROR, raised=_raised(told))


def _raised(told: Mapping[str, Any]) -> Raised:
    frames = tuple(clean(str(frame)) for frame in told.get("frames", ()))
    name, message = (clean(str(told.get(part, ""))) for part in ("name", "message"))
    return Raised(name, message, int(told.get("line", 0)), frames)


def _shown(told: Mapping[str, Any]) -> Shown:
    given = tuple((str(name), shown(value)) for name, value in told["given"])
    differs = words(told["difference"]) if told["difference"] else ""
    return Shown(told["call"], given, shown(told["got"]), shown(told["expected"]), differs)


def _lacking(wanted_syntax: Sequence[Syntax], answer: str, *, wanted: bool) -> list[Syntax]:
    return [one for one in wanted_syntax if has(answer, one.syntax) is not wanted]


def _reads(mistake: Mistake, answer: str) -> bool:
    when = mistake.when
    return (not when.uses or has(answer, when.uses)) and (not when.lacks or not has(answer, when.lacks))


def _check(check: Check) -> dict[str, Any]:
    return {
        "call": check.call, "given": dict(check.given), "times": check.times, "expect": check.expect,
        "absolute": check.tolerance.absolute, "relative": check.tolerance.relative, "keeps": check.keeps,
    }  # fmt: skip


def _when(when: When) -> dict[str, Any]:
    return {
        "call": when.call, "given": dict(when.given), "gives": when.gives, "raises": when.raises, "holds": when.holds,
        "prints": when.prints, "absolute": when.tolerance.absolute, "relative": when.tolerance.relative,
    }  # fmt: skip


def _text(answer: object) -> str:
    if isinstance(answer, str):
        return answer
    if isinstance(answer, bool | int | float):
        return str(answer)
    raise ValueError(_("an answer is a text, a number, true or false"))
