"""A formula as a tree."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.show.texsymbols import Part


@dataclass(frozen=True, slots=True)
class Sign:
    """One character, number or function's name, and the part it plays."""

    text: str
    part: Part = "letter"


@dataclass(frozen=True, slots=True)
class Words:
    """Ordinary words: TeX's text command."""

    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """A line of parts."""

    items: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """Something with an index, an exponent, limits."""

    base: Node
    low: Node | None
    high: Node | None


@dataclass(frozen=True, slots=True)
class Fraction:
    """`line=False` is a binomial coefficient."""

    top: Node
    bottom: Node
    line: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """A root; `degree` is empty for the square root."""

    body: Node
    degree: str = ""


@dataclass(frozen=True, slots=True)
class Accent:
    """`mark` is a combining character."""

    mark: str
    body: Node


@dataclass(frozen=True, slots=True)
class Fenced:
    """Between brackets that grow; an empty one is not drawn."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells: a matrix, cases, or lines aligned at `&`."""

    rows: tuple[tuple[Node, ...], ...]
    left: str = ""
    right: str = ""
    aligned: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """Something above or below, with or without a brace between."""

    base: Node
    above: Node | None = None
    below: Node | None = None
    brace: bool = False


Node = Sign | Words | Group | Script | Fraction | Root | Accent | Fenced | Grid | Stack
