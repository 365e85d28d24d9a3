"""A name that nothing stands for: defined in a cell that was not run, further down, misspelt, or not imported."""

from __future__ import annotations

import builtins
from enum import Enum, auto

from tutor.explain.definitions import definitions
from tutor.explain.near import near
from tutor.explain.raised import Raised
from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()
_NOT_DEFINED = r"name '(?P<name>\w{1,80})' is not defined"
_IMPORTS = {
    "np": "import numpy as np", "numpy": "import numpy", "keras": "import keras", "tf": "import tensorflow as tf",
    "plt": "import matplotlib.pyplot as plt", "math": "import math", "random": "import random", "os": "import os",
    "time": "import time", "sys": "import sys", "json": "import json", "layers": "from keras import layers",
    "Sequential": "from keras import Sequential", "Dense": "from keras.layers import Dense",
    "Conv2D": "from keras.layers import Conv2D", "Flatten": "from keras.layers import Flatten",
    "Dropout": "from keras.layers import Dropout", "Path": "from pathlib import Path",
    "train_test_split": "from sklearn.model_selection import train_test_split",
}  # fmt: skip
_FOREIGN = {
    "true": "True",
    "false": "False",
    "null": "None",
    "none": "None",
    "nil": "None",
    "nan": "np.nan",
    "inf": "np.inf",
    "pi": "np.pi",
}
_QUOTED = 40
"""Characters of a line that an explanation quotes."""


class _Why(Enum):
    ABOVE = auto()
    BELOW = auto()
    LATER = auto()
    IMPORT = auto()
    SLIP = auto()
    NOWHERE = auto()
    UNKNOWN = auto()


def _why(name: str, raised: Raised) -> tuple[_Why, int]:
    """The reason for which the name stands for nothing, and the cell or line where it gets its value."""
    cells = [definitions(source) for source in raised.cells]
    here = min(raised.here, len(cells))
    above = [index for index in range(here) if name in cells[index].lines]
    if above:
        return _Why.ABOVE, above[-1]
    if here < len(cells) and name in cells[here].lines:
        line = cells[here].lines[name]
        return (_Why.LATER, line) if not raised.function and 0 < raised.number <= line else (_Why.UNKNOWN, 0)
    below = [index for index in range(here + 1, len(cells)) if name in cells[index].lines]
    if below:
        return _Why.BELOW, below[0]
    if name in _IMPORTS:
        return _Why.IMPORT, 0
    if name in _FOREIGN or near(name, _candidates(raised)):
        return _Why.SLIP, 0
    if cells and all(cell.is_complete for cell in cells):
        return _Why.NOWHERE, 0
    return _Why.UNKNOWN, 0


def _candidates(raised: Raised) -> list[str]:
    known = [name for source in raised.cells[: raised.here + 1] for name in definitions(source).lines]
    return [*known, *(name for name in dir(builtins) if not name.startswith("_"))]


def _line(raised: Raised, cell: int, name: str) -> str:
    """The line of the cell that defines the name, as an explanation quotes it."""
    source = raised.cells[cell]
    text = source.split("\n")[definitions(source).lines[name] - 1].strip()
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


@book.rule("NameError", _NOT_DEFINED, "total = 3\n# %%\nprint(total)", "import numpy as np\n# %%\nnp.zeros(3)")
def _elsewhere(case: Case) -> str:
    why, cell = _why(case["name"], case.raised)
    if why is _Why.ABOVE:
        return _(
            "`{name}` comes from cell {number}, above: `{line}`. "
            "That cell has not been run in this kernel, or it stopped before that line. Run it first."
        ).format(name=case["name"], number=cell + 1, line=_line(case.raised, cell, case["name"]))
    if why is _Why.BELOW:
        return _("`{name}` gets its value only further down, in cell {number}: `{line}`.").format(
            name=case["name"], number=cell + 1, line=_line(case.raised, cell, case["name"])
        )
    return ""


@book.rule("NameError", _NOT_DEFINED, "print(total)\ntotal = 3", "count = count + 1")
def _later(case: Case) -> str:
    why, line = _why(case["name"], case.raised)
    if why is not _Why.LATER:
        return ""
    if line == case.raised.number:
        return _("Line {line} needs `{name}` before it has a value: give it one before, above.").format(
            name=case["name"], line=line
        )
    return _("`{name}` is used in line {number}, but gets its value only in line {line}. The order counts.").format(
        name=case["name"], number=case.raised.number, line=line
    )


@book.rule("NameError", _NOT_DEFINED, "np.zeros(3)")
def _not_imported(case: Case) -> str:
    if _why(case["name"], case.raised)[0] is not _Why.IMPORT:
        return ""
    return _("`{name}` has not been imported: `{line}` at the top.").format(
        name=case["name"], line=_IMPORTS[case["name"]]
    )


@book.rule("NameError", _NOT_DEFINED, "prnt(2)", "total = 3\nprint(Total)", "ready = true")
def _slip(case: Case) -> str:
    name = case["name"]
    if _why(name, case.raised)[0] is not _Why.SLIP:
        return ""
    meant = _FOREIGN.get(name) or near(name, _candidates(case.raised))
    return _("Nothing is called `{name}`. Did you mean `{near}`? (Capitals count.)").format(name=name, near=meant)


@book.rule("NameError", _NOT_DEFINED, "print(wordless)")
def _nowhere(case: Case) -> str:
    if _why(case["name"], case.raised)[0] is not _Why.NOWHERE:
        return ""
    if len(case.raised.cells) == 1:
        return _("Nothing gives `{name}` a value. Is it spelt right? If it is meant as text, it needs quotes.").format(
            name=case["name"]
        )
    return _(
        "No cell of this lesson gives `{name}` a value. Is it spelt right? If it is meant as text, it needs quotes."
    ).format(name=case["name"])


@book.rule(
    "UnboundLocalError",
    r"local variable '(?P<name>\w{1,80})'",
    "count = 0\ndef step():\n    count = count + 1\nstep()",
)
def _local(case: Case) -> str:
    return _(
        "A variable that a function gives a value is its own, even if one outside has the same name: "
        "`{name}` has none yet here. Pass it as an argument and return the new value."
    ).format(name=case["name"])
