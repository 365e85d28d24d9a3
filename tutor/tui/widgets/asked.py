"""A question of a quiz as a screen shows it: in one language, its Markdown read, in the attempt's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tutor.content.lesson import Block
    from tutor.draw.canvas import Row

Style = Literal["one", "several", "order", "match", "field", "code", "curve", "none"]
"""How it is answered: one option, several, an order, pairs, a line, a program, a curve; `none` cannot be shown."""
Sign = Literal["", "right", "partly", "wrong", "missed", "noted"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be answered: its key, what is handed on when it is, and how it reads."""

    key: str
    answer: object
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Plane:
    """Where a curve is drawn: how many columns, and the values at the bottom and the top."""

    points: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for an answer. `remark` stands above it, `how` to answer below it.

    `offers` are what is chosen from; of a match, the right-hand sides, and `lefts` the rows that want one.
    """

    prompt: tuple[Block, ...]
    style: Style = "field"
    offers: tuple[Offer, ...] = ()
    lefts: tuple[Offer, ...] = ()
    remark: str = ""
    how: str = ""
    wanted: str = ""
    """What belongs into an empty line, such as “a number”."""
    lacking: str = ""
    """What is said when there is nothing to answer yet."""
    measured_in: str = ""
    hints: tuple[tuple[Block, ...], ...] = ()
    hint: int = 0
    """The hint that was read last, from 1; it is shown again."""
    code: str = ""
    """A program that stands below the prompt and is not changed."""
    starter: str = ""
    """What stands in the editor."""
    draft: str = ""
    """What was answered last, to go on from; empty if nothing was."""
    solution: tuple[str, ...] = ()
    """Lines of code, or of text; empty where the verdict says what is right."""
    tries: int = 0
    """Answers that were given before and were not right."""
    plane: Plane | None = None
    address: str = ""
    """A link to the playground, where the answer is found."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of one offer, or of one row of a match: in a sign, in words, and why; `partner` is the right one."""

    sign: Sign = ""
    words: str = ""
    reason: tuple[Block, ...] = ()
    partner: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an answer: in a word, the reason for it, and where to learn more.

    `marks` go with the offers, or with the rows of a match; `places` are the right places of an order's offers.
    """

    sign: Literal["right", "partly", "wrong", "noted"]
    words: str
    reason: tuple[Block, ...] = ()
    unit: str = ""
    marks: tuple[Mark, ...] = ()
    places: tuple[int, ...] = ()
    ran: Callable[[int], list[Row]] | None = None
    """What came of a program that was run, drawn below the reason."""
    curve: tuple[float, ...] = ()
    """The real curve under a sketched one."""
    is_final: bool = True
    """Nothing is left to try: it is right, or the question is asked but once."""
