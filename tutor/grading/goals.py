"""Goals of the playground: an answer is a proof line, which is replayed and compared with what the question asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.grading.outcome import Outcome, Result
from tutor.grading.programs import Unsound
from tutor.locale import _
from tutor.nn.claim import ProofError
from tutor.nn.goal import GoalError, misfit, parse_goal
from tutor.nn.keys import LinkError
from tutor.nn.proof import held, never, read
from tutor.nn.run import Run
from tutor.nn.state import link, parse
from tutor.nn.terms import departures, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from tutor.content.goal import Goal
    from tutor.nn.claim import Claim
    from tutor.nn.state import State

SEEDS = 5  # that a link without one is tried with


def start(question: Goal) -> State:
    """Where the learner begins: the question's link with its goal. Raises Unsound for what cannot be read."""
    try:
        state = parse(question.link.strip())
        wanted = parse_goal(question.goal)
        if state.goal and parse_goal(state.goal) != wanted:
            raise Unsound(_("its link has another goal: leave it out of the link"))
    except (LinkError, GoalError) as error:
        raise Unsound(str(error)) from error
    if reason := misfit(wanted, state):
        raise Unsound(reason)
    if names := unknown(question.fixed):
        raise Unsound(_("a link has no “{name}” that could be fixed").format(name=names[0]))
    return replace(state, goal=wanted.text)


def address(question: Goal) -> str:
    """The link that the learner opens; as it is written where it cannot be read."""
    try:
        return link(start(question))
    except Unsound:
        return question.link.strip()


def refusal(question: Goal, line: str) -> str:
    """Why the proof `line` is none for `question`, as far as reading tells; empty where it has to be trained again.

    Raises Unsound where it is the question that cannot be read.
    """
    asked = start(question)
    try:
        return _difference(question, read(line), asked)
    except ProofError as error:
        return str(error)


def is_met_at_once(question: Goal) -> bool:
    """Whether a network that was never trained meets the goal, of the link's seed or, without one, of a few."""
    asked = start(question)
    goal = parse_goal(asked.goal)
    seeds = [asked.seed] if asked.seed else [str(number) for number in range(SEEDS)]
    return any(goal.is_met(Run(replace(asked, seed=seed))) for seed in seeds)


def judged(question: Goal, answer: object, is_cancelled: Callable[[], bool] = never) -> Result:
    """What the proof line `answer` is worth; it is trained again for that, which takes a while.

    `is_cancelled` is asked now and then. Raises Unsound where it is the question that cannot be read.
    """
    asked = start(question)
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return Result(Outcome.NOT_ATTEMPTED)
    try:
        claim = read(str(answer))
    except ProofError as error:
        return Result(Outcome.ERROR, trouble=str(error))
    if difference := _difference(question, claim, asked):
        return Result(Outcome.WRONG, trouble=difference)
    verdict = held(claim, is_cancelled)
    if not verdict.is_met:
        return Result(Outcome.WRONG, trouble=verdict.words)
    return Result(Outcome.RIGHT, 1.0, question.feedback)


def _difference(question: Goal, claim: Claim, asked: State) -> str:
    """What `claim` proves beside what is asked, in a sentence."""
    if claim.goal != parse_goal(asked.goal):
        words = _("This proof is for another goal: {theirs}. Here it is {ours}.")
        return words.format(theirs=claim.goal.text if claim.goal else _("none"), ours=asked.goal)
    if changed := departures(claim, asked, question.fixed):
        words = _("This proof is of another network: here you may not change {names}.")
        return words.format(names=", ".join(changed))
    return ""
