"""A rule: which exception it knows, what it says of it, and programs that raise it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tutor.explain.raised import Raised

_LONGEST = 60
"""Characters of a learner's text that an explanation quotes."""
_DIGITS = re.compile(r"-?\d{1,15}")


@dataclass(frozen=True, slots=True)
class Case:
    """A failure that a rule's pattern was found in; `case["size"]` is the text of that group."""

    raised: Raised
    found: re.Match[str]

    def __getitem__(self, group: str) -> str:
        text = " ".join((self.found[group] or "").split())
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

    def number(self, group: str) -> int:
        """The group as a whole number, 0 if it is none."""
        found = _DIGITS.search(self.found[group] or "")
        return int(found[0]) if found else 0

    def sizes(self, group: str) -> tuple[int, ...]:
        """The numbers in the group: a shape without its `None`s."""
        return tuple(int(size) for size in _DIGITS.findall((self.found[group] or "")[:400])[:32])

    def has(self, pattern: str) -> bool:
        """The pattern is found in the learner's own line."""
        return bool(_compiled(pattern).search(self.raised.line))


Say = Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """`samples` are programs that raise what the rule explains: the tests run them.

    Of one with cells, `# %%` between them, only the last is run.
    """

    id: str
    names: tuple[str, ...]
    pattern: str
    say: Say
    samples: tuple[str, ...]

    def words(self, raised: Raised) -> str:
        """The explanation, or nothing where the rule does not hold."""
        found = _compiled(self.pattern).search(raised.message) if raised.name in self.names else None
        return self.say(Case(raised, found)) if found else ""


class Book:
    """The rules of one module, in the order in which they stand there."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def rule(self, names: str, pattern: str, *samples: str) -> Callable[[Say], Say]:
        """The function says what an exception of these names means when its message holds the pattern."""

        def keep(say: Say) -> Say:
            self._rules.append(Rule(say.__name__.strip("_"), tuple(names.split()), pattern, say, samples))
            return say

        return keep


_compiled = cache(re.compile)
