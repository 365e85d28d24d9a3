"""Places that are not there, and indices that are none."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()


@book.rule(
    "IndexError",
    r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)",
    "import numpy as np\nnp.zeros(3)[3]",
    "import numpy as np\nnp.zeros((2, 3))[0, -4]",
)
def _bounds(case: Case) -> str:
    if case.has(r"\bto_categorical\("):
        return ""
    size = case.number("size")
    if not size:
        return _("There is nothing along axis {axis}: the array is empty there. Look at its `.shape`.").format(
            axis=case["axis"]
        )
    return _(
        "There is no index {index} on axis {axis}: it has {size}, counted 0 to {last} (or -1 to -{size} from the end)."
    ).format(index=case["index"], axis=case["axis"], size=size, last=size - 1)


@book.rule(
    "IndexError",
    r"array is (?P<n>\d+)-dimensional, but (?P<m>\d+) were indexed",
    "import numpy as np\nnp.zeros(3)[0, 1]",
    "import numpy as np\nnp.array(3)[0]",
)
def _too_many(case: Case) -> str:
    if not case.number("n"):
        return _("This array is a single number, without axes, so it takes no index. `a.item()` gives the number.")
    return _(
        "There are {m} indices, and the array has {n} (`.ndim`): one for each axis at most. Look at its `.shape`."
    ).format(m=case["m"], n=case["n"])


@book.rule(
    "IndexError",
    r"^only integers, slices",
    "import numpy as np\nnp.zeros(3)[1.5]",
    "import numpy as np\nnp.zeros(3)['a']",
)
def _kind(case: Case) -> str:
    if case.has(r"\[[^\]\n/]{0,80}/(?!/)"):
        return _("An index is a whole number, and `/` always gives a float, even 4 / 2. Whole division is `//`.")
    return _(
        "An array's index is a whole number, a slice, or an array of those. A float must become one (`int(i)`); text "
        "has no place here."
    )


@book.rule(
    "IndexError",
    r"^arrays used as indices must be of integer",
    "import numpy as np\nnp.eye(3)[np.array([0.0, 1.0])]",
)
def _float_indices(_case: Case) -> str:
    return _(
        "The array of indices holds floats. As whole numbers: `i.astype(int)`; for a mask, compare: `a[a > 0]`; of "
        "probabilities, the most likely class: `p.argmax(axis=1)`."
    )


@book.rule(
    "IndexError",
    r"boolean index did not match indexed array along (?:axis|dimension) (?P<axis>\d+); size of (?:axis|dimension) is "
    r"(?P<m>\d+) but size of corresponding boolean (?:axis|dimension) is (?P<n>\d+)",
    "import numpy as np\nnp.zeros(3)[np.array([True, False])]",
)
def _mask(case: Case) -> str:
    return _(
        "The mask has {n} on axis {axis}, and the array has {m}: a mask needs one yes or no for each. Was it made "
        "from another array?"
    ).format(axis=case["axis"], m=case["m"], n=case["n"])


@book.rule("IndexError", r"invalid index to scalar variable", "import numpy as np\nnp.zeros(3)[0][0]")
def _scalar(_case: Case) -> str:
    return _("This is a single number already, so it takes no index: there is one `[…]` too many.")


@book.rule(
    "IndexError",
    r"^(?P<kind>list|tuple|string|list assignment) index out of range",
    "rows = [1, 2]\nrows[5]",
    "rows = [1]\nrows[1] = 2",
)
def _range(case: Case) -> str:
    if case["kind"] == "list assignment":
        return _(
            "A list does not grow by writing past its end: `rows.append(x)` adds one. Of n elements the last is n - 1."
        )
    return _(
        "The index goes past the end: of n elements the first is 0 and the last n - 1 (or -1). `len(…)` says how "
        "many there are."
    )


@book.rule(
    "TypeError",
    r"(?P<kind>list|tuple|string) indices must be integers(?: or slices)?, not '?(?P<what>[\w.]{1,40})",
    "rows = [[1, 2], [3, 4]]\nrows[0, 1]",
    "rows = [1, 2]\nrows[1.0]",
    "rows = [1, 2]\nrows['a']",
)
def _list_kind(case: Case) -> str:
    match case["what"]:
        case "tuple":
            return _(
                "Lists take one index at a time: `rows[0][1]`. With `rows[0, 1]` it must be an array: `np.array(rows)`."
            )
        case "float":
            return _("An index is a whole number and this is a float; `/` always gives one. Use `//` or `int(i)`.")
        case "str":
            return _("This is a list, whose places have numbers; by name one looks up in a dictionary.")
    return ""


@book.rule("IndexError", r"pop from empty list", "rows = []\nrows.pop()")
def _pop(_case: Case) -> str:
    return _("The list is empty: there is nothing left to take out. `if rows:` asks first.")
