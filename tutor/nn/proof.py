"""A proof: what was trained and how, in one line that anybody can train again to see that its goal was met.

`nnt1.` and then, in base 64 for addresses, a checksum and the compressed text of a claim (see `tutor.nn.claim`). It is
short because the compressor knows the words of a link beforehand. A line that is mistyped fails by its checksum; one
that is made up fails when it is trained again, for nothing else in it is believed.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.locale import _
from tutor.nn.claim import Claim, ProofError, claim_in, written
from tutor.nn.data import CLASSIFIED, MEASURED
from tutor.nn.goal import GoalError, Standing, misfit, parse_goal, told
from tutor.nn.run import Run

if TYPE_CHECKING:
    from tutor.nn.state import State

HEAD = "nnt1."
LONGEST = 60_000  # characters of a line
LARGEST = 250_000  # bytes of what it holds
MOST_EPOCHS = 20_000
MOST_WORK = 1_200_000  # updates of the weights, times the layers: about a minute, two where they are dear
ASK_EVERY = 10  # epochs between two questions whether to stop
CHECK = 4  # bytes of the checksum

_LINE = re.compile(r"nnt1\.([A-Za-z0-9_-]+)=*")
_WORDS = (
    "own&points=&classes=3&loss=cross-entropy&optimizer=momentum&optimizer=rmsprop&optimizer=adam"
    "&goal=accuracy_train%3E%3D0.9&accuracy_test%3E%3D0.95;inputs%3C%3D2;layers%3C%3D1;epochs%3C%3D500"
    ";loss_train%3C0.;neurons%3C%3D4&goal=loss_test%3C0.05;neurons%3C%3D3"
    "&learningRate_hide=true&activation_hide=true&problem_hide=true&noise_hide=true&dataset_hide=true"
    "&initZero=true&problem=regression&regDataset=reg-gauss&dataset=spiral&dataset=gauss&dataset=xor"
    "&regularization=L1&regularization=L2&regularizationRate=0.001&activation=leaky_relu&activation=gelu"
    "&activation=sigmoid&activation=linear&activation=relu&learningRate=0.1&learningRate=0.3&learningRate=0.01"
    "&batchSize=1&percTrainData=70&noise=10&networkShape=8,8&networkShape=4,4&x=false&y=false"
    "&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true&seed=0."
).encode("ascii")
"""What a line is likely to say, the likeliest last. A part of the format: another text needs another head."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a replay: whether the goal is met, why or why not, and what the line says, if it could be read."""

    is_met: bool
    words: str
    claim: Claim | None = None
    standings: tuple[Standing, ...] = ()


def never() -> bool:
    """Nobody wants it stopped."""
    return False


def proof(run: Run) -> str:
    """The line for `run` as it is now, its goal met or not: printable ASCII without spaces, safe to paste."""
    return line(Claim(run.start, run.journal, run.epoch, run.point))


def line(claim: Claim) -> str:
    """`claim` as a line."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _WORDS)
    packed = packer.compress(written(claim).encode("utf-8")) + packer.flush()
    return HEAD + _encoded(_checksum(packed) + packed)


def read(text: str) -> Claim:
    """What the line `text` says; raises ProofError for what is no proof, is damaged, or is too much to replay."""
    text = "".join(text.split()) if len(text) <= LONGEST else text[:LONGEST]
    found = _LINE.fullmatch(text)
    if found is None:
        raise ProofError(_("This is no proof: one is a line that starts with {head}").format(head=HEAD))
    try:
        data = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
    except (binascii.Error, ValueError) as error:
        raise ProofError(_("This proof is damaged: copy the whole line again.")) from error
    check, packed = data[:CHECK], data[CHECK:]
    if check != _checksum(packed) or _encoded(data) != found[1]:
        words = _("This proof is damaged or was changed: its checksum does not fit. Copy the whole line again.")
        raise ProofError(words)
    claim = claim_in(_unpacked(packed))
    _refuse_absurd(claim)
    return claim


def verify(text: str, is_cancelled: Callable[[], bool] = never) -> Verdict:
    """Whether the line `text` holds: it is trained again, and its goal looked at. Never raises for what it says."""
    try:
        return held(read(text), is_cancelled)
    except ProofError as error:
        return Verdict(is_met=False, words=str(error))


def held(claim: Claim, is_cancelled: Callable[[], bool] = never) -> Verdict:
    """Whether `claim` is true; `is_cancelled` is asked now and then, and ends it."""
    try:
        goal = parse_goal(claim.state.goal)
    except GoalError as error:
        return Verdict(is_met=False, words=str(error), claim=claim)
    if reason := misfit(goal, claim.state):
        return Verdict(is_met=False, words=reason, claim=claim)
    try:
        run = replayed(claim, is_cancelled)
    except ProofError as error:
        return Verdict(is_met=False, words=str(error), claim=claim)
    standings = goal.standings(run)
    is_met = all(standing.is_met for standing in standings)
    return Verdict(is_met, told(standings), claim, standings)


def replayed(claim: Claim, is_cancelled: Callable[[], bool] = never) -> Run:
    """The run of `claim`, at its end; raises ProofError where it cannot come to it, or is cancelled on the way."""
    run = Run(claim.state)
    waiting = list(claim.journal)
    stops = [(epoch, 0) for epoch in range(ASK_EVERY, claim.epoch, ASK_EVERY)] + [(claim.epoch, claim.point)]
    for epoch, point in stops:
        if is_cancelled():
            raise ProofError(_("The replay was stopped."))
        due = [change for change in waiting if (change.epoch, change.point) <= (epoch, point)]
        del waiting[: len(due)]
        try:
            run.redo(due, epoch, point)
        except ValueError as error:
            words = _("This proof says nothing that can be trained again: {reason}")
            raise ProofError(words.format(reason=error)) from error
    return run


def _refuse_absurd(claim: Claim) -> None:
    """What nobody trains, or nobody waits for."""
    if claim.epoch > MOST_EPOCHS:
        words = _("This proof asks for {count} epochs; at most {most} are trained again.")
        raise ProofError(words.format(count=claim.epoch, most=MOST_EPOCHS))
    state = claim.state
    smallest = min([state.batch_size, *(int(one.value) for one in claim.journal if one.name == "batch_size")])
    points = _point_count(state) * state.train_share // 100
    steps = (claim.epoch + 1) * -(-points // smallest)
    most = MOST_WORK // (len(state.shape) + 1)
    if steps > most:
        words = _("This proof asks for {count} steps of training; at most {most} are made again.")
        raise ProofError(words.format(count=steps, most=most))


def _point_count(state: State) -> int:
    """How many points a state draws, its own or the original's number."""
    if state.is_regression:
        return MEASURED
    return len(state.points) if state.dataset == "own" else CLASSIFIED


def _unpacked(packed: bytes) -> str:
    """The text in a line, of which no more is unpacked than a line may hold."""
    unpacker = zlib.decompressobj(-15, zdict=_WORDS)
    try:
        text = unpacker.decompress(packed, LARGEST)
        if unpacker.eof and not unpacker.unused_data:
            return text.decode("utf-8")
    except (zlib.error, UnicodeDecodeError) as error:
        raise ProofError(_("This proof is damaged: copy the whole line again.")) from error
    raise ProofError(_("This proof is damaged: copy the whole line again."))


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _checksum(packed: bytes) -> bytes:
    return zlib.crc32(packed).to_bytes(CHECK, "big")
