"""Numbers that cannot be computed: division by zero, overflow, what is not a number."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()


@book.rule("ZeroDivisionError", r"zero|0", "1 / 0", "7 % 0", "7.0 // 0")
def _zero_division(_case: Case) -> str:
    return _(
        "The divisor is 0 here. Print it just before: is it the length of something empty, a counter not yet counted "
        "up?"
    )


@book.rule(
    "FloatingPointError RuntimeWarning",
    r"overflow encountered in (?P<name>[\w ]{1,40})",
    "import numpy as np\nwith np.errstate(over='raise'):\n    np.exp(np.array([1000.0]))",
)
def _overflow(case: Case) -> str:
    if case["name"] == "exp":
        return _(
            "`np.exp` of a large number is too large for its dtype (in `float64` from about 709 on). "
            "Use a formula that never takes `exp` of large positive numbers."
        )
    return _(
        "The result of `{name}` is too large for its dtype. In a training: is the learning rate too high, are the "
        "inputs not scaled?"
    ).format(name=case["name"])


@book.rule(
    "FloatingPointError RuntimeWarning",
    r"underflow encountered in (?P<name>[\w ]{1,40})",
    "import numpy as np\nwith np.errstate(under='raise'):\n    np.exp(np.array([-1000.0]))",
)
def _underflow(case: Case) -> str:
    return _(
        "The result of `{name}` is so near to 0 that its dtype cannot hold it. Mostly 0 will do: "
        "`np.errstate(under='ignore')`."
    ).format(name=case["name"])


@book.rule(
    "FloatingPointError RuntimeWarning",
    r"divide by zero encountered in (?P<name>[\w ]{1,40})",
    "import numpy as np\nwith np.errstate(divide='raise'):\n    np.array([1.0]) / 0",
    "import numpy as np\nwith np.errstate(divide='raise'):\n    np.log(np.array([0.0]))",
)
def _divide(case: Case) -> str:
    if case["name"].startswith("log"):
        return _(
            "The logarithm of 0 is minus infinity, and there is a 0 among the values. A small constant keeps it "
            "away: `np.log(p + 1e-9)`."
        )
    return _("There is a 0 among the divisors. `a == 0` says where.")


@book.rule(
    "FloatingPointError RuntimeWarning",
    r"invalid value encountered in (?P<name>[\w ]{1,40})",
    "import numpy as np\nwith np.errstate(invalid='raise'):\n    np.log(np.array([-1.0]))",
    "import numpy as np\nwith np.errstate(invalid='raise'):\n    np.array([0.0]) / 0",
)
def _invalid(case: Case) -> str:
    if case["name"] in {"log", "sqrt", "log2", "log10"}:
        return _("`np.{name}` of a negative number is NaN (not a number), and there is one among the values.").format(
            name=case["name"]
        )
    return _(
        "The result of `{name}` is NaN (not a number): 0 / 0, infinity minus infinity, or a NaN that was there before."
    ).format(name=case["name"])
