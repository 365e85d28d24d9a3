"""The playground without a screen: a link is trained, its numbers and its programs are printed, a proof is verified."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tutor.draw.canvas import Span
from tutor.draw.chart import Series, chart, keys
from tutor.draw.numbers import number, percent
from tutor.locale import _, ngettext
from tutor.nn.export import Form, export
from tutor.nn.goal import Goal, GoalError, misfit, parse_goal, told
from tutor.nn.proof import proof, verify
from tutor.nn.remarks import remarks
from tutor.nn.run import Run
from tutor.nn.state import link, new_seed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tutor.console.terminal import Terminal
    from tutor.nn.state import State

TELL_EVERY = 1.0
"""Seconds between two lines about a training under way."""
CHART = (72, 12)
"""Columns and rows of the chart of losses."""


def show_data(state: State, epochs: int, terminal: Terminal) -> int:
    """Points, weights and losses of a training, as one JSON document alone on the output."""
    run = Run(_seeded(state))
    before = _weights(run)
    losses = _trained(run, epochs, terminal)
    after = _weights(run)
    terminal.line(
        {
            "link": link(run.state),
            "train": _points(*run.data.train),
            "test": _points(*run.data.test),
            "initial_weights": before[0],
            "initial_biases": before[1],
            "loss_train": losses[:, 0].tolist(),
            "loss_test": losses[:, 1].tolist(),
            "final_weights": after[0],
            "final_biases": after[1],
        }
    )
    return 0


def show_export(state: State, epochs: int, form: Form, terminal: Terminal) -> int:
    """The trained network as a program or an equation, alone on the output."""
    run = Run(_seeded(state))
    _trained(run, epochs, terminal)
    terminal.out.write(export(run, form))
    return 0


def show_training(state: State, epochs: int, terminal: Terminal, tell_every: float = TELL_EVERY) -> int:
    """How the losses went, where they ended, what is to be seen in them, and how it stands to the link's goal.

    Every `tell_every` seconds it is said how far it is.
    """
    run = Run(_seeded(state))
    wanted = _goal(run.state, terminal)
    losses = _trained(run, epochs, terminal, tell_every)
    places = np.arange(len(losses))
    lines = [
        Series(_("training loss"), places, losses[:, 0]),
        Series(_("test loss"), places, losses[:, 1], dash="dashed"),
    ]
    width = min(terminal.width, CHART[0])
    signs = keys(lines, ascii=terminal.ascii)
    legend = [(sign, Span(f" {line.name}")) for sign, line in zip(signs, lines, strict=True)]
    terminal.rows(chart(lines, width, CHART[1], ascii=terminal.ascii, legend=legend, x_label=_("epoch")))
    train, test = map(float, losses[-1])
    words = ngettext("After {count} epoch: training loss {train}, test loss {test}.",
                     "After {count} epochs: training loss {train}, test loss {test}.", epochs)  # fmt: skip
    terminal.say(words.format(count=epochs, train=number(train), test=number(test)))
    accuracy = run.accuracy()[1]
    if np.isfinite(accuracy):
        terminal.say(_("Right on the test points: {share}.").format(share=percent(float(accuracy))))
    for remark in remarks(run, losses[:, 0], losses[:, 1]):
        terminal.say(remark.words)
    if wanted is not None:
        standings = wanted.standings(run)
        terminal.say(told(standings))
        if all(standing.is_met for standing in standings):
            terminal.say(_("The goal is met; this line proves it:"))
            terminal.say(proof(run))
    terminal.note(link(run.state))
    return 0


def show_verdict(line: str, terminal: Terminal) -> int:
    """Whether a proof line holds: 0 if it does, 1 if it does not."""
    verdict = verify(line)
    sign = (("✓", "+") if verdict.is_met else ("✗", "x"))[terminal.ascii]
    terminal.say(f"{sign} {verdict.words}")
    if verdict.claim is not None:
        terminal.say(link(verdict.claim.state))
    return 0 if verdict.is_met else 1


def _goal(state: State, terminal: Terminal) -> Goal | None:
    if not state.goal:
        return None
    try:
        goal = parse_goal(state.goal)
    except GoalError as error:
        terminal.note(str(error))
        return None
    terminal.note(misfit(goal, state))
    return goal


def _seeded(state: State) -> State:
    """With a seed of its own where the link has none, so that its link says what was trained."""
    return state if state.seed else replace(state, seed=new_seed())


def _trained(run: Run, epochs: int, terminal: Terminal, tell_every: float = TELL_EVERY) -> NDArray[np.float64]:
    """The losses (epochs + 1, 2), for training and test points, from before the first epoch."""
    losses = np.empty((epochs + 1, 2))
    losses[0] = run.losses()
    told_at = time.monotonic()
    for epoch in range(1, epochs + 1):
        run.advance()
        losses[epoch] = run.losses()
        if time.monotonic() - told_at >= tell_every:
            told_at = time.monotonic()
            words = _("epoch {epoch}/{epochs}: training loss {train}, test loss {test}")
            train, test = map(float, losses[epoch])
            terminal.note(words.format(epoch=epoch, epochs=epochs, train=number(train), test=number(test)))
    return losses


def _points(xy: NDArray[np.float64], labels: NDArray[Any]) -> list[list[float]]:
    return [[*map(float, place), float(label)] for place, label in zip(xy, labels, strict=True)]


def _weights(run: Run) -> tuple[list[Any], list[Any]]:
    network = run.network
    return [one.tolist() for one in network.weights], [one.tolist() for one in network.biases]
