"""What a program meets around it: files, memory, the depth of calls."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()


@book.rule(
    "FileNotFoundError",
    r"No such file or directory: (?P<file>'[^'\n]{1,300}')|^(?P<other>[^\n]{1,300}?) not found\.?$"
    r"|unable to open file: name = (?P<h5>'[^'\n]{1,300}')",
    "open('nowhere.txt')",
    "import numpy as np\nnp.loadtxt('nowhere.csv')",
)
def _file(case: Case) -> str:
    return _(
        "There is no file {file} where the cells run. `import os; os.getcwd()` says which folder that is, "
        "`os.listdir()` what is in it."
    ).format(file=case["file"] or case["other"] or case["h5"])


@book.rule("RecursionError", r"maximum recursion depth exceeded", "def f(n):\n    return f(n - 1)\nf(3)")
def _recursion(case: Case) -> str:
    if case.raised.function:
        return _(
            "`{name}` calls itself (directly or through others) and does not come to an end: is the case missing in "
            "which it returns without calling again?"
        ).format(name=case.raised.function)
    return _(
        "A function calls itself and does not come to an end: is the case missing in which it returns without "
        "calling again?"
    )


@book.rule(
    "MemoryError ArrayMemoryError _ArrayMemoryError",
    r"^(?:Unable to allocate (?P<size>[\d.]{1,12} \w{1,5}) for an array with shape \((?P<shape>[\d, ]{1,200})\) and"
    r" data type (?P<dtype>\w{1,20}))?",
    "import numpy as np\nnp.zeros((10**7, 10**7))",
    "[0] * 10**15",
)
def _memory(case: Case) -> str:
    if case["size"]:
        return _(
            "An array of shape ({shape}) in `{dtype}` takes {size}, more than there is. Is a size wrong, or has a "
            "subtraction of (n,) and (n, 1) made it n by n?"
        ).format(shape=case["shape"], dtype=case["dtype"], size=case["size"].replace(". ", " "))
    return _("It takes more memory than there is. Is a size or a number of repetitions too large?")
