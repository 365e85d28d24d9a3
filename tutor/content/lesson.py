"""A lesson: its blocks of prose and its cells, as frozen models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number in the prose comes from, as its author writes it, and the file's line where that stands."""

    target: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text in a paragraph. `math` holds TeX; `image` holds the alternative text; `href` a link's target.

    `origin` says which cell computes the number in it: for `check`, the learner sees nothing of it.
    """

    text: str
    kind: Literal["text", "code", "math", "image", "break"] = "text"
    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    href: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of a section; `level` counts from 1."""

    level: int
    text: tuple[Inline, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that flows."""

    text: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is the first number of an ordered one, `None` for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else said."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Code that is shown, not run."""

    source: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row is as wide as the head, and `align` has one entry a column."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[Literal["left", "center", "right"], ...]


@dataclass(frozen=True, slots=True)
class Math:
    """Display mathematics, as TeX without its delimiters."""

    tex: str


@dataclass(frozen=True, slots=True)
class Note:
    """An admonition (`note`, `tip`, `warning`, `exercise`, `solution`, …) or an unknown directive's text in a box."""

    kind: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its alternative text and its source."""

    alt: str
    source: str
    caption: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of a quiz, shown in the flow: `quiz-id/question-id`."""

    reference: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Experiment:
    """A lab, opened in the flow: its name, and its options as they are written. Which there are, others know."""

    name: str
    options: tuple[tuple[str, str], ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """Code that a session runs. `name` is stable when the lesson is edited; `index` counts from 0 in the lesson.

    `line` is the file's line where `source` starts.
    """

    name: str
    index: int
    source: str
    tags: frozenset[str] = frozenset()
    line: int = 0

    @property
    def may_fail(self) -> bool:
        """The author says that this cell raises."""
        return "raises-exception" in self.tags


Block = Heading | Paragraph | Items | Quote | Code | Table | Math | Note | Picture | Rule | Ask | Experiment | Cell


@dataclass(frozen=True, slots=True)
class Lesson:
    """One unit in one language. `uses_keras` asks the kernel to import Keras ahead of need.

    Without `has_remarks` nothing is said below its trainings until the learner asks for it: naming what ails them is
    the learner's task.
    """

    unit: str
    title: str
    language: str
    minutes: int
    path: Path
    blocks: tuple[Block, ...]
    uses_keras: bool = False
    has_remarks: bool = True

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells, in the order in which they run (cells stand at the top level only)."""
        return tuple(block for block in self.blocks if isinstance(block, Cell))
