"""The lab `descent` in two variables: the surface from above, four marked ways over it, and who is ahead."""

from __future__ import annotations

from tutor.draw.canvas import Ink, Role, Row, Span
from tutor.draw.numbers import number
from tutor.draw.plane import Plane
from tutor.labs.lab import Drawing, Params
from tutor.labs.lab import Surface as Area
from tutor.labs.prose import beside, column, folded, minus
from tutor.labs.race import NEAR, SURFACES, X_REACH, Y_REACH, Run, is_flat, race
from tutor.locale import _, ngettext

_ASIDE = 74
"""From this width on the table stands beside the picture."""
_ROWS = 11
NAMES = {"sgd": "SGD", "momentum": "Momentum", "rmsprop": "RMSprop", "adam": "Adam"}
"""As the field writes them, in every language."""
LETTERS = {"sgd": "s", "momentum": "m", "rmsprop": "r", "adam": "a"}
"""What marks a runner's way; the capital is where it is."""
_ROLES: dict[str, Role] = {"sgd": "series1", "momentum": "series2", "rmsprop": "series3", "adam": "series4"}


def runs(params: Params) -> tuple[Run, ...]:
    """The race as these parameters have it."""
    return race(params["surface"], float(params["x"]), float(params["y"]), float(params["rate"]))


def draw(params: Params, width: int, *, ascii: bool) -> Drawing:
    """The surface with the four ways, and the table beside it or below."""
    step, runners = int(params["steps"]), runs(params)
    table = _table(runners, step, ascii=ascii)
    aside = max(sum(len(span.text) for span in row) for row in table) + 2
    plane = _picture(params["surface"], runners, step, width - aside if width >= _ASIDE else width, ascii=ascii)
    rows = beside(plane.rows(), table) if width >= _ASIDE else [*plane.rows(), *table]
    return Drawing(tuple(rows), Area(plane.left, 0, plane.columns, plane.lines))


def _picture(surface: str, runners: tuple[Run, ...], step: int, width: int, *, ascii: bool) -> Plane:
    shape = SURFACES[surface]
    plane = Plane(width, _ROWS, (-X_REACH, X_REACH), (-Y_REACH, Y_REACH), ascii=ascii, x_label="x")
    plane.contours(shape.loss, shape.levels, Ink("muted"))
    for run in runners:
        for place in run.places[: step + 1]:
            plane.point(*place, LETTERS[run.name], Ink(_ROLES[run.name]))
    for run in runners:
        plane.point(*run.at(step), LETTERS[run.name].upper(), Ink(_ROLES[run.name], bold=True, reverse=True))
    if step == 0:
        plane.point(*runners[0].at(0), "@", Ink("accent", bold=True))
    return plane


def _table(runners: tuple[Run, ...], step: int, *, ascii: bool) -> list[Row]:
    """A line a runner: its mark, its name, its loss, and at which step it arrived or was lost."""
    marks = ["", *(LETTERS[run.name].upper() for run in runners)]
    names = column([_("step {step}").format(step=step), *(NAMES[run.name] for run in runners)], right=False)
    losses = column(["J", *(_loss(run, step) for run in runners)])
    states = [_("there at"), *(_state(run, step) for run in runners)]
    rows: list[Row] = []
    for index, (mark, name, loss, state) in enumerate(zip(marks, names, losses, column(states), strict=True)):
        run = runners[index - 1] if index else None
        ink = Ink(_ROLES[run.name], bold=True, reverse=True) if run else Ink("muted")
        rest = Span(folded(f" {name}  {loss}  {state}", ascii=ascii), Ink("text" if run else "muted"))
        rows.append((Span(mark or " ", ink if run else Ink("muted")), rest))
    return rows


def _loss(run: Run, step: int) -> str:
    loss = run.loss(step)
    return minus(number(loss) if abs(loss) >= 1000 else f"{round(loss, 3) + 0.0:.3f}").rjust(7)  # noqa: PLR2004 (its decimals)


def _state(run: Run, step: int) -> str:
    if run.is_lost(step):
        return _("lost")
    return str(run.arrived) if run.has_arrived(step) else "-"


def describe(params: Params) -> str:
    """Who is ahead, and how each of the four ends."""
    step, runners, surface = int(params["steps"]), runs(params), params["surface"]
    x, y = (minus(f"{float(params[name]):g}") for name in ("x", "y"))
    if is_flat(surface, runners[0].at(0)):
        if SURFACES[surface].at(runners[0].at(0)) - SURFACES[surface].lowest <= NEAR:
            return _("All four stand at the minimum, where the gradient is 0: none of them moves.")
        return _(
            "At ({x}, {y}) the gradient is 0, though it is no minimum but a saddle: none of the four moves."
        ).format(x=x, y=y)
    if step == 0:
        text = _("All four start at ({x}, {y}), with the learning rate {rate:g}.")
        question = _("Who will be at the bottom first?")
        return f"{text.format(x=x, y=y, rate=params['rate'])} {question}"
    best = min(runners, key=lambda run: run.loss(step))
    text = ngettext(
        "After {step} step {name} is lowest, at J = {loss}.",
        "After {step} steps {name} is lowest, at J = {loss}.",
        step,
    )
    now = text.format(step=step, name=NAMES[best.name], loss=_loss(best, step).strip())
    return f"{now} {_stand(surface, runners, step)}"


def _stand(surface: str, runners: tuple[Run, ...], step: int) -> str:
    """Who has arrived, in this order, who is lost, who stands on a saddle, and who is on the way."""
    said, rest = [], list(runners)
    if there := sorted((run for run in rest if run.has_arrived(step)), key=lambda run: run.arrived or 0):
        order = ", ".join(f"{NAMES[run.name]} ({run.arrived})" for run in there)
        said.append(_("At the bottom, with the steps it took: {order}.").format(order=order))
    if lost := [run for run in rest if run.is_lost(step)]:
        said.append(_("Too large a rate, thrown far out of the picture: {names}.").format(names=_names(lost)))
    rest = [run for run in rest if run not in there and run not in lost]
    if stuck := [
        run for run in rest if is_flat(surface, run.at(step)) and run.loss(step) - SURFACES[surface].lowest > NEAR
    ]:
        said.append(_("On the saddle, where the gradient is 0: {names}.").format(names=_names(stuck)))
    if rest := [run for run in rest if run not in stuck]:
        said.append(_("On the way: {names}.").format(names=_names(rest)))
    return " ".join(said)


def _names(runners: list[Run]) -> str:
    return ", ".join(NAMES[run.name] for run in runners)
