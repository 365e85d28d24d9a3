"""Arrays put together and taken apart, and systems of equations."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()


@book.rule(
    "ValueError",
    r"array dimensions except for the concatenation axis must match exactly, but along dimension (?P<axis>\d+), "
    r"the array at index (?P<i>\d+) has size (?P<m>\d+) and the array at index (?P<j>\d+) has size (?P<n>\d+)",
    "import numpy as np\nnp.concatenate([np.zeros((2, 3)), np.zeros((2, 4))])",
    "import numpy as np\nnp.hstack([np.zeros((2, 3)), np.zeros((3, 3))])",
)
def _concatenate(case: Case) -> str:
    return _(
        "Arrays are joined along one axis and must agree on all others: on axis {axis}, number {i} has {m} and "
        "number {j} "
        "has {n} (counting from 0). Perhaps another `axis` is meant."
    ).format(axis=case["axis"], i=case["i"], j=case["j"], m=case["m"], n=case["n"])


@book.rule(
    "ValueError",
    r"input arrays must have same number of dimensions, but the array at index (?P<i>\d+) has (?P<m>\d+) dimension"
    r"(?:\(s\)|s)? and the array at index (?P<j>\d+) has (?P<n>\d+) dimension",
    "import numpy as np\nnp.concatenate([np.zeros((2, 3)), np.zeros(3)])",
)
def _concatenate_dimensions(case: Case) -> str:
    return _(
        "Only arrays of as many dimensions can be joined: number {i} has {m} and number {j} has {n} (counting from 0). "
        "`a[np.newaxis, :]` makes a row of a 1-D array, `a[:, np.newaxis]` a column."
    ).format(i=case["i"], j=case["j"], m=case["m"], n=case["n"])


@book.rule(
    "ValueError",
    r"all input arrays must have the same shape",
    "import numpy as np\nnp.stack([np.zeros((2, 3)), np.zeros((2, 4))])",
)
def _stack(_case: Case) -> str:
    return _(
        "`np.stack` piles arrays of one and the same shape, and these differ. To join them along an axis: "
        "`np.concatenate`."
    )


@book.rule(
    "ValueError", r"zero-dimensional arrays cannot be concatenated", "import numpy as np\nnp.concatenate([1, 2])"
)
def _concatenate_numbers(_case: Case) -> str:
    return _(
        "These are single numbers, and only arrays can be joined. Of numbers one makes an array: `np.array([1, 2])`."
    )


@book.rule("ValueError", r"need at least one array to (?:concatenate|stack)", "import numpy as np\nnp.concatenate([])")
def _concatenate_nothing(_case: Case) -> str:
    return _("The list of arrays is empty, so there is nothing to join. Was it filled before this line?")


@book.rule(
    "TypeError",
    r"only integer scalar arrays can be converted to a scalar index",
    "import numpy as np\nnp.concatenate(np.zeros(3), np.zeros(3))",
    "import numpy as np\nrows = [1, 2, 3]\nrows[np.array([0, 1])]",
)
def _scalar_index(case: Case) -> str:
    if case.has(r"\b(?:concatenate|[vhd]?stack|column_stack|append)\("):
        return _(
            "The arrays to join go together in one list: `np.concatenate([a, b])`. The second argument is the axis."
        )
    return _(
        "A whole number is wanted here, and it gets an array. A list takes one index at a time; an array, many: "
        "`np.array(rows)[indices]`."
    )


@book.rule(
    "ValueError",
    r"array split does not result in an equal division",
    "import numpy as np\nnp.split(np.arange(10), 3)",
)
def _split(_case: Case) -> str:
    return _(
        "`np.split` makes equal parts only, and the length is not a multiple of their number. `np.array_split` "
        "allows unequal ones."
    )


@book.rule("LinAlgError", r"Singular matrix", "import numpy as np\nnp.linalg.inv(np.ones((2, 2)))")
def _singular(_case: Case) -> str:
    return _(
        "The matrix has no inverse: one row (or column) can be made from the others, or is all zeros. "
        "`np.linalg.matrix_rank(a)` says how many are independent."
    )


@book.rule(
    "LinAlgError",
    r"Last 2 dimensions of the array must be square|(?P<n>\d)-dimensional array given\. Array must be at least two",
    "import numpy as np\nnp.linalg.inv(np.zeros((2, 3)))",
    "import numpy as np\nnp.linalg.inv(np.zeros(3))",
)
def _square(case: Case) -> str:
    if case["n"]:
        return _("This takes a matrix, and the array has {n} dimension. Look at its `.shape`.").format(n=case["n"])
    return _("Only a square matrix has an inverse and a determinant: as many rows as columns. Look at its `.shape`.")


@book.rule(
    "LinAlgError",
    r"Matrix is not positive definite",
    "import numpy as np\nnp.linalg.cholesky(np.array([[1.0, 2.0], [2.0, 1.0]]))",
)
def _definite(_case: Case) -> str:
    return _(
        "Cholesky is for symmetric matrices whose eigenvalues are all above 0, and here one is not: "
        "`np.linalg.eigvalsh(a)`."
    )


@book.rule(
    "ValueError",
    r"Cannot take a larger sample than population when",
    "import numpy as np\nnp.random.choice([1, 2, 3], 5, replace=False)",
)
def _sample(_case: Case) -> str:
    return _("Without repeating (`replace=False`) one cannot draw more elements than there are.")


@book.rule(
    "ValueError",
    r"probabilities do not sum to 1",
    "import numpy as np\nnp.random.choice([1, 2], p=[0.5, 0.6])",
)
def _probabilities(_case: Case) -> str:
    return _("The probabilities `p` must add up to 1. Dividing by their sum makes them: `p / p.sum()`.")
