"""What every question has, and how its options and parts get their letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Annotated, Any

from pydantic import Field, PrivateAttr, StringConstraints

from tutor.content.parts import LETTERS, Bilingual, Keyed, Model, Name, Part, fault
from tutor.content.shuffle import mixed
from tutor.content.variables import Variable, VariableName
from tutor.locale import LANGUAGES, _

Hints = Annotated[tuple[Bilingual, ...], Field(max_length=10, strict=False)]


class Asked(Model):
    """What every question has."""

    id: Name
    unit: Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]?\.[1-9][0-9]?)?$")] = ""
    """The unit that teaches it; empty if none is named."""
    prompt: Bilingual
    """Markdown."""
    hints: Hints = ()
    """A ladder: each says a little more than the one before; Markdown."""
    vars: dict[VariableName, Variable] = Field(default_factory=dict)
    """What differs from attempt to attempt; `{expression}` in texts and answers is computed from them."""
    line: int = 1
    _written: Mapping[str, Any] | None = PrivateAttr(None)

    @property
    def written(self) -> Mapping[str, Any] | None:
        """How it stands in the file, its expressions not computed; None without `vars`."""
        return self._written

    @property
    def is_graded(self) -> bool:
        """Whether it counts in the score."""
        return True


def give_keys(options: Sequence[Keyed]) -> None:
    """Letter the options; none may have another's text."""
    refuse_doubles([option.text for option in options], "options", _("two options have the same text: change one"))
    for letter, option in zip(LETTERS, options, strict=False):
        option._key = letter  # noqa: SLF001 (an option does not know its place)


def refuse_doubles(texts: Iterable[Bilingual], where: str, message: str) -> None:
    """Raise `message` as the fault at `where` if two of `texts` agree in a language."""
    for one, other in combinations(texts, 2):
        if any(one.text(language).strip() == other.text(language).strip() for language in LANGUAGES):
            raise fault(message, where)


def lettered(texts: Sequence[Bilingual], name: str) -> tuple[Part, ...]:
    """`texts` of the question `name` with letters that tell nothing of their order."""
    places = mixed(range(len(texts)), 0, name)
    return tuple(Part(LETTERS[places.index(place)], text) for place, text in enumerate(texts))
