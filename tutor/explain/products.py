"""Shapes that do not go together: products of matrices, and computing element by element."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.explain.shape import clash, turned, written
from tutor.locale import _

book = Book()


@book.rule(
    "ValueError",
    r"shapes \((?P<a>[\d, ]+)\) and \((?P<b>[\d, ]+)\) not aligned: (?P<m>\d+) \(dim \d+\) != (?P<n>\d+)",
    "import numpy as np\nnp.dot(np.zeros((2, 3)), np.zeros((2, 3)))",
    "import numpy as np\nnp.dot(np.zeros(3), np.zeros(4))",
)
def _not_aligned(case: Case) -> str:
    a, b = case.sizes("a"), case.sizes("b")
    words = _("A product of {a} and {b} needs two equal sizes, and they are {m} and {n}.").format(
        a=written(a), b=written(b), m=case["m"], n=case["n"]
    )
    if ways := turned(a, b):
        return words + " " + _("These would fit: {ways}. Which one do you mean?").format(ways=ways)
    return words + " " + _("Look at the `.shape` of both.")


@book.rule(
    "ValueError",
    r"matmul: Input operand 1 has a mismatch in its core dimension.{0,120}?\(size (?P<n>\d+) is different from "
    r"(?P<m>\d+)\)",
    "import numpy as np\nnp.zeros((2, 3)) @ np.zeros((2, 3))",
)
def _matmul(case: Case) -> str:
    return _(
        "`a @ b` needs the last size of `a` to equal the first size of `b` (the last but one, where there are more): "
        "here {m} and {n}. Print both `.shape`s: one may need `.T`, or they may stand in the wrong order."
    ).format(m=case["m"], n=case["n"])


@book.rule(
    "ValueError",
    r"matmul: Input operand (?P<which>\d) does not have enough dimensions \(has 0",
    "import numpy as np\nnp.zeros((2, 3)) @ 2",
    "import numpy as np\n2 @ np.zeros(3)",
)
def _matmul_number(case: Case) -> str:
    if case["which"] == "1":
        return _(
            "To the right of `@` stands a single number. `@` multiplies matrices; by a number one multiplies with `*`."
        )
    return _("To the left of `@` stands a single number. `@` multiplies matrices; by a number one multiplies with `*`.")


@book.rule(
    "ValueError",
    r"operands could not be broadcast together with shapes \((?P<a>[\d, ]*)\) \((?P<b>[\d, ]*)\)\s*$",
    "import numpy as np\nnp.zeros((2, 3)) + np.zeros((3, 2))",
    "import numpy as np\nnp.zeros((2, 3)) - np.zeros(2)",
)
def _broadcast(case: Case) -> str:
    a, b = case.sizes("a"), case.sizes("b")
    sizes = clash(a, b)
    if sizes is None:
        return ""
    words = _(
        "Element by element, {a} and {b} do not fit: compared from the right, sizes must be equal or 1, "
        "and here {m} meets {n}."
    ).format(a=written(a), b=written(b), m=sizes[0], n=sizes[1])
    flat, other = (a, b) if len(a) == 1 else (b, a)
    if len(flat) == 1 and len(other) > 1 and other[-2] == flat[0]:
        words += " " + _("`.reshape(-1, 1)` makes a column of the {flat}.").format(flat=written(flat))
    return words


@book.rule(
    "ValueError",
    r"could not broadcast input array from shape \((?P<a>[\d, ]*)\) into shape \((?P<b>[\d, ]*)\)",
    "import numpy as np\na = np.zeros((3, 4))\na[0] = np.zeros(3)",
)
def _broadcast_into(case: Case) -> str:
    return _(
        "The place you write to has shape {b}, and what you put there has {a}. Check what the index selects."
    ).format(a=written(case.sizes("a")), b=written(case.sizes("b")))


@book.rule(
    "ValueError",
    r"non-broadcastable output operand with shape \((?P<a>[\d, ]*)\) doesn't match the broadcast shape \((?P<b>[\d,"
    r" ]*)\)",
    "import numpy as np\na = np.zeros((2, 3))\na += np.zeros((4, 2, 3))",
)
def _output_operand(case: Case) -> str:
    return _(
        "The result has shape {b}, and it is to be written into an array of shape {a}, which cannot grow. "
        "`a = a + b` instead of `a += b` makes a new array."
    ).format(a=written(case.sizes("a")), b=written(case.sizes("b")))


@book.rule(
    "ValueError",
    r"remapped shapes \[original->remapped\]: \((?P<a>[\d, ]*)\)\s+and requested shape \((?P<b>[\d, ]*)\)",
    "import numpy as np\nnp.broadcast_to(np.zeros(3), (2, 4))",
)
def _broadcast_to(case: Case) -> str:
    return _("Shape {a} cannot be stretched to {b}: from the right, each size must be the same, or 1.").format(
        a=written(case.sizes("a")), b=written(case.sizes("b"))
    )
