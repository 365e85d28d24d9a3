"""Modules that are not there, and names that they do not have."""

from __future__ import annotations

from tutor.explain.attributes import KNOWN
from tutor.explain.near import near
from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()
_MODULES = (
    "numpy", "keras", "tensorflow", "matplotlib", "sklearn", "scipy", "math", "random", "os", "sys", "time", "json",
    "pathlib", "itertools", "functools", "collections", "statistics", "datetime", "csv", "re", "pandas", "PIL",
)  # fmt: skip
_OTHER_NAMES = {"sklear": "sklearn", "scikit": "sklearn", "cv2": "", "skimage": ""}


@book.rule(
    "ModuleNotFoundError",
    r"No module named '(?P<name>(?!(?:keras|tensorflow)\.)[\w.]{1,80})'",
    "import numpyy",
    "import nowhere_to_be_found",
)
def _missing(case: Case) -> str:
    root = case["name"].partition(".")[0]
    if "." in case["name"] and root in _MODULES:
        return _("`{root}` is there, but it has no part `{name}`. Look up how it is imported.").format(
            root=root, name=case["name"]
        )
    if meant := near(root, _MODULES):
        return _("There is no module `{name}`. Did you mean `{near}`?").format(name=root, near=meant)
    return _(
        "There is no module `{name}` in the Python that runs the cells: it is spelt otherwise, or not installed there."
    ).format(name=root)


@book.rule(
    "ModuleNotFoundError",
    r"No module named '(?P<name>(?:keras|tensorflow)\.[\w.]{1,80})'",
    "import keras\nfrom keras.layers.core import Dense",
)
def _old_keras(case: Case) -> str:
    return _(
        "This Keras has no `{name}`; many programs on the web are for older ones. Layers are in `keras.layers`, "
        "and the rest is one level deep too: `keras.optimizers`, `keras.utils`."
    ).format(name=case["name"])


@book.rule(
    "ImportError",
    r"cannot import name '(?P<name>\w{1,60})' from (?:partially initialized module )?'(?P<module>[\w.]{1,80})'",
    "from numpy import arrray",
    "from math import squareroot",
)
def _no_such_name(case: Case) -> str:
    words = _("`{module}` has nothing called `{name}`.").format(module=case["module"], name=case["name"])
    if meant := near(case["name"], KNOWN.get(case["module"], ())):
        return words + " " + _("Did you mean `{near}`?").format(near=meant)
    return words + " " + _("Check the spelling, with its capitals, and whether the example is for another version.")
