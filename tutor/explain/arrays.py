"""How an array is laid out: its axes, its shape, its rows of one length, its yes or no."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.explain.shape import elements, written
from tutor.locale import _

book = Book()


@book.rule(
    "AxisError",
    r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<n>[1-9]\d*)",
    "import numpy as np\nnp.zeros((2, 3)).sum(axis=2)",
    "import numpy as np\nnp.argmax(np.zeros(3), axis=1)",
)
def _axis(case: Case) -> str:
    n = case.number("n")
    if n == 1:
        return _("There is no axis {axis}: this array has one dimension, so its only axis is 0 (or -1).").format(
            axis=case["axis"]
        )
    return _("There is no axis {axis}: an array of {n} dimensions has the axes 0 to {last} (or -1 to -{n}).").format(
        axis=case["axis"], n=n, last=n - 1
    )


@book.rule(
    "AxisError",
    r"axis (?P<axis>-?\d+) is out of bounds for array of dimension 0",
    "import numpy as np\nnp.max(3, 4)",
)
def _axis_of_number(case: Case) -> str:
    return _(
        "There is no axis {axis}: the first argument is a single number. Several numbers go in one list: `np.max([3, "
        "4])`."
    ).format(axis=case["axis"])


@book.rule(
    "ValueError",
    r"cannot select an axis to squeeze out which has size not equal to one",
    "import numpy as np\nnp.zeros((2, 3)).squeeze(0)",
)
def _squeeze(_case: Case) -> str:
    return _("`squeeze` takes away axes of size 1 only, and this axis is longer. Look at `.shape`.")


@book.rule("ValueError", r"^axes don't match array", "import numpy as np\nnp.transpose(np.zeros((2, 3)), (0, 1, 2))")
def _transpose(_case: Case) -> str:
    return _("`transpose` wants every axis of the array once: as many numbers as it has dimensions (`.ndim`).")


@book.rule(
    "ValueError",
    r"cannot reshape array of size (?P<size>\d+) into shape \((?P<shape>(?:\d|,|\s|newaxis){1,200})\)",
    "import numpy as np\nnp.arange(10).reshape(3, 4)",
    "import numpy as np\nnp.arange(10).reshape(-1, 4)",
    "import numpy as np\nnp.arange(10).reshape(3, -1)",
)
def _reshape(case: Case) -> str:
    size, shape = case.number("size"), case.sizes("shape")
    needed = elements(shape)
    if "newaxis" in case["shape"] or (len(shape) == 1 and "," not in case["shape"]) or case.has(r"-\s*1\b"):
        return _(
            "A reshape keeps every element, and there are {size}: the -1 cannot be filled in, "
            "because {size} is not a multiple of {needed}."
        ).format(size=size, needed=needed)
    return _("A reshape keeps every element: the array has {size}, and the shape {shape} needs {needed}.").format(
        size=size, shape=written(shape), needed=needed
    )


@book.rule("ValueError", r"can only specify one unknown dimension", "import numpy as np\nnp.arange(10).reshape(-1, -1)")
def _two_unknown(_case: Case) -> str:
    return _("Only one size of a shape can be -1: it is worked out from the others.")


@book.rule(
    "ValueError",
    r"inhomogeneous shape after (?P<n>\d+) dimensions?\. The detected shape was \((?P<shape>[\d, ]{1,200})\)",
    "import numpy as np\nnp.array([[1, 2], [3]])",
    "import numpy as np\nnp.array([np.zeros(2), np.zeros(3)])",
)
def _inhomogeneous(case: Case) -> str:
    return _(
        "An array is a full block: all rows have one length. It goes well as far as {shape}; "
        "what is inside those {count} is not of one length."
    ).format(shape=written(case.sizes("shape")), count=elements(case.sizes("shape")))


@book.rule(
    "ValueError",
    r"^setting an array element with a sequence\.?$",
    "import numpy as np\na = np.zeros(3)\na[0] = [1, 2]",
)
def _sequence_as_element(_case: Case) -> str:
    return _("One place of an array holds one number, and here it is given several (a list or an array).")


@book.rule(
    "ValueError",
    r"truth value of an array with more than one element is ambiguous",
    "import numpy as np\nif np.array([1, 2]) > 1:\n    pass",
    "import numpy as np\na = np.array([1, 2])\na > 0 and a < 2",
)
def _truth(case: Case) -> str:
    if case.has(r"\b(?:and|or|not)\b"):
        return _(
            "`and`, `or` and `not` want one yes or no, and a comparison of arrays gives one for each element. "
            "Element by element it is `&`, `|` and `~`, each side in parentheses: `(a > 0) & (a < 2)`."
        )
    return _(
        "One yes or no is wanted here, and a comparison of arrays gives one for each element. "
        "Say which you mean: `.all()` (every one) or `.any()` (at least one)."
    )


@book.rule(
    "ValueError", r"truth value of an empty array is ambiguous", "import numpy as np\nif np.array([]):\n    pass"
)
def _truth_of_nothing(_case: Case) -> str:
    return _(
        "The array is empty, so it is neither true nor false. To ask whether there is anything in it: `a.size > 0`."
    )


@book.rule(
    "TypeError",
    r"only (?:0-dimensional|length-1|size-1) arrays can be converted to Python scalars",
    "import numpy as np\nint(np.array([1, 2]))",
    "import math\nimport numpy as np\nmath.sqrt(np.zeros(3))",
)
def _number_of_array(case: Case) -> str:
    if case.has(r"\bmath\."):
        return _(
            "The functions of `math` take one number and here they get an array. NumPy has them for arrays: "
            "`np.sqrt(a)`, `np.exp(a)`."
        )
    return _(
        "One number is wanted, and this is an array. For a single element: `a[0]` or, if it has only one, `a.item()`; "
        "to convert them all: `a.astype(int)`."
    )


@book.rule(
    "ValueError", r"can only convert an array of size 1 to a Python scalar", "import numpy as np\nnp.zeros(2).item()"
)
def _item(_case: Case) -> str:
    return _("`.item()` is for arrays of one element, and this one has another size. Choose one: `a[0]`.")


@book.rule(
    "ValueError RuntimeWarning",
    r"zero-size array to reduction operation|attempt to get arg(?:max|min) of an empty sequence"
    r"|\b(?:max|min)\(\) arg is an empty sequence|\b(?:max|min)\(\) iterable argument is empty|^Mean of empty slice",
    "import numpy as np\nnp.max(np.array([]))",
    "import numpy as np\nnp.argmax([])",
    "max([])",
)
def _of_nothing(_case: Case) -> str:
    return _(
        "There is nothing in it to choose from or to average: it is empty. Check what was to fill it, or a mask that "
        "let nothing through."
    )
