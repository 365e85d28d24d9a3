"""The lab `backprop`: a computation graph walked backwards; each gradient is typed, and a mistake has a name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tutor.draw.canvas import Ink, Row
from tutor.labs import correction
from tutor.labs.diagnosis import Finding, diagnosed, is_right, parsed
from tutor.labs.graph import GRAPHS, VARIANTS, Graph, graph
from tutor.labs.lab import Choice, Control, Drawing, Entry, Lab, Params, Press
from tutor.labs.prose import wrapped
from tutor.labs.wiring import Known, value, wiring
from tutor.locale import _, ngettext

_HINTS = 2
_MOST_TOLD = 2
"""Mistakes that are named where the same number comes of several."""


@dataclass(frozen=True, slots=True)
class _Work:
    """How far one is. `typed` is the last answer and `at` the gradient it was for; empty where nothing was typed."""

    done: int = 0
    typed: str = ""
    at: int = 0
    hints: int = 0
    shown: tuple[int, ...] = ()
    """Those that were not worked out but looked up."""

    @property
    def kept(self) -> tuple[int, str, int, int, tuple[int, ...]]:
        """As a lab's parameters hold it."""
        return self.done, self.typed, self.at, self.hints, self.shown


def _work(params: Params) -> _Work:
    return _Work(*params["work"])


def _graph(params: Params) -> Graph:
    return graph(params["graph"], int(params["numbers"]))


def _title() -> str:
    return _("Backpropagation")


def _controls(params: Params) -> tuple[Control, ...]:
    shown, done = _graph(params), _work(params).done
    graphs = tuple((name, one.formula) for name, one in GRAPHS.items())
    choices = (
        Choice("graph", _("graph"), graphs),
        Press("other", _("other numbers"), "m"),
        Press("again", _("start again"), "r"),
    )
    if done >= len(shown.asked):
        return choices
    asked = Entry("answer", f"d{shown.nodes[-1].name}/d{shown.asked[done]}")
    return (asked, Press("hint", _("hint"), "h"), Press("show", _("show it"), "w"), *choices)


def _moved(params: Params, name: str) -> Params:
    """Another graph, or other numbers: nothing of it has been answered."""
    return {**params, "work": _Work().kept, "answer": ""} if name in {"graph", "numbers"} else params


def _press(params: Params, name: str) -> Params:
    shown, work = _graph(params), _work(params)
    is_over = work.done >= len(shown.asked)
    match name:
        case "answer" if not is_over:
            return {**params, "work": _answered(shown, work, str(params["answer"]).strip()).kept, "answer": ""}
        case "hint" if not is_over:
            return {**params, "work": replace(work, typed="", hints=min(_HINTS, work.hints + 1)).kept}
        case "show" if not is_over:
            looked_up = _Work(work.done + 1, "", work.done, 0, (*work.shown, work.done))
            return {**params, "work": looked_up.kept}
        case "other":
            return _moved({**params, "numbers": (int(params["numbers"]) + 1) % VARIANTS}, "numbers")
        case "again":
            return _moved(params, "numbers")
        case _:
            return {**params, "answer": ""} if name == "answer" else params


def _answered(shown: Graph, work: _Work, typed: str) -> _Work:
    if not typed:
        return work
    number = parsed(typed)
    if number is not None and is_right(shown, shown.asked[work.done], number):
        return _Work(work.done + 1, typed, work.done, 0, work.shown)
    return replace(work, typed=typed, at=work.done)


# -- what is drawn and said --


def _draw(params: Params, width: int, ascii: bool) -> Drawing:  # noqa: FBT001 (the contract of every lab)
    shown, work = _graph(params), _work(params)
    gradients, last = shown.gradients(), shown.nodes[-1].name
    known = {last: 1.0, **{name: gradients[name] for name in shown.asked[: work.done]}}
    asked = shown.asked[work.done] if work.done < len(shown.asked) else ""
    count = _("{done} of {count} gradients").format(done=work.done, count=len(shown.asked))
    rows = [
        *wrapped(f"{shown.formula}   {count}", width, Ink("heading", bold=True), ascii=ascii),
        *wiring(shown, Known(known, asked), width, ascii=ascii),
        *_typed(shown, work, width, ascii=ascii),
    ]
    return Drawing(tuple(rows))


def _typed(shown: Graph, work: _Work, width: int, *, ascii: bool) -> list[Row]:
    """What was typed last, and whether it is right; an empty row before there is anything."""
    if not work.typed:
        return [()]
    is_wrong = work.at == work.done
    mark, ink = ("✗", Ink("error", bold=True)) if is_wrong else ("✓", Ink("success", bold=True))
    sign = ("x" if is_wrong else "v") if ascii else mark
    said = f"{sign} d{shown.nodes[-1].name}/d{shown.asked[work.at]} = {work.typed}"
    return wrapped("".join(char for char in said if char.isprintable()), width, ink, ascii=ascii)[:1]


def _describe(params: Params) -> str:
    """What was right or wrong with the last answer, and what is asked next."""
    shown, work = _graph(params), _work(params)
    asked, last = shown.asked, shown.nodes[-1].name
    if work.typed and work.at == work.done and work.done < len(asked):
        return _wrong(shown, asked[work.done], work.typed)
    if work.hints and work.done < len(asked):
        return correction.hint(shown, asked[work.done], work.hints)
    if not work.done:
        text = _(
            "{formula} gives {last} = {value}. Now backwards, from d{last}/d{last} = 1: by how much does {last} change "
            "for each unit of {name}?"
        )
        result = value(shown.values()[last])
        return text.format(formula=_named(shown), last=last, value=result, name=asked[0])
    before = correction.solved(shown, asked[work.at])
    right = _("Right: {gradient}.") if work.typed else _("It is {gradient}.")
    said = right.format(gradient=before)
    if work.done < len(asked):
        following = _("Next: d{last}/d{name}?").format(last=last, name=asked[work.done])
        return f"{said} {following}"
    return f"{said} {_over(shown, work)}"


def _named(shown: Graph) -> str:
    """The formula with the numbers that are put into it."""
    given = ", ".join(f"{one.name} = {value(one.value)}" for one in shown.nodes if one.step is None)
    return _("{formula} with {numbers}").format(formula=shown.formula, numbers=given)


def _wrong(shown: Graph, name: str, typed: str) -> str:
    number = parsed(typed)
    if number is None:
        return correction.unread()
    found: tuple[Finding, ...] = diagnosed(shown, name, number)[:_MOST_TOLD]
    first, *others = (correction.told(shown, name, one) for one in found)
    another = _("Or: {mistake}")
    return " ".join([first, *(another.format(mistake=other) for other in others)])


def _over(shown: Graph, work: _Work) -> str:
    """That all is done, and how many were looked up."""
    if not work.shown:
        return _("All {count} gradients are yours.").format(count=len(shown.asked))
    text = ngettext(
        "That is all; {count} of them was shown to you.",
        "That is all; {count} of them were shown to you.",
        len(work.shown),
    )
    return text.format(count=len(work.shown))


LAB = Lab(
    name="backprop",
    title=_title,
    start={"graph": "product", "numbers": 0, "answer": "", "work": _Work().kept},
    controls=_controls,
    draw=_draw,
    describe=_describe,
    press=_press,
    moved=_moved,
)
"""Which graph with which of its sets of numbers, what is being typed, and how far back one has come."""
