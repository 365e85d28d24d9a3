"""Calls: too few arguments, too many, of another name, of another kind; and what cannot be called."""

from __future__ import annotations

import builtins

from tutor.explain.near import near
from tutor.explain.rule import Book, Case
from tutor.locale import _, ngettext

book = Book()
_PARAMETERS = (
    *("axis", "keepdims", "dtype", "shape", "size", "copy", "order", "out"),
    *("epochs", "batch_size", "verbose", "validation_data", "validation_split", "callbacks", "shuffle", "class_weight"),
    *("sample_weight", "steps_per_epoch", "initial_epoch", "optimizer", "loss", "metrics", "run_eagerly", "x", "y"),
    *("figsize", "label", "color", "linewidth", "title", "cmap", "alpha", "marker", "end", "sep", "key", "reverse"),
)


@book.rule(
    "TypeError",
    r"(?P<call>[\w.<>]{1,80})\(\) missing (?:(?P<n>\d+) required (?:positional|keyword-only) arguments?: "
    r"(?P<names>[^\n]{1,200})|required argument (?P<one>'\w{1,40}'))",
    "def add(a, b):\n    return a + b\nadd(1)",
    "import numpy as np\nnp.zeros()",
)
def _missing(case: Case) -> str:
    if case["call"].endswith("set_model"):
        return ""
    names, call = case["names"] or case["one"], case["call"].removesuffix(".__init__")
    many = case.number("n") or 1
    return ngettext(
        "`{call}` was called without its argument {names}, which has no default.",
        "`{call}` was called without its arguments {names}, which have no default.",
        many,
    ).format(call=call, names=names)


@book.rule(
    "TypeError",
    r"(?P<call>[\w.<>]{1,80})\(\) takes (?:from \d+ to |at most )?(?P<n>\d+) positional arguments?"
    r"(?: but (?P<m>\d+) (?:was|were) given| \((?P<given>\d+) given\))",
    "def add(a, b):\n    return a + b\nadd(1, 2, 3)",
    "class Layer:\n    def forward():\n        pass\nLayer().forward()",
    "import numpy as np\nnp.array(1, 2, 3)",
)
def _too_many(case: Case) -> str:
    n, m = case.number("n"), case.number("m") or case.number("given")
    call, is_method = case["call"], "." in case["call"]
    if is_method and not n and m == 1:
        return _("A method gets its object as the first argument: it is to be written `def {name}(self):`.").format(
            name=call.rpartition(".")[2]
        )
    if call == "array":
        return _(
            "The elements of an array go together in one list: `np.array([1, 2, 3])`, with brackets inside the "
            "parentheses."
        )
    words = _("`{call}` got {m} arguments by position and takes {n} at most.").format(call=call, m=m, n=n)
    if is_method:
        words += " " + _("In both counts, the object before the point is one.")
    return words


@book.rule(
    "TypeError",
    r"(?P<call>[\w.<>]{1,80})\(\) got an unexpected keyword argument '(?P<name>\w{1,60})'",
    "import numpy as np\nnp.mean([1, 2], axes=0)",
    "def f(a):\n    return a\nf(1, b=2)",
)
def _unexpected(case: Case) -> str:
    call = (
        case["call"].rpartition(".")[2] if case["call"].startswith(("TensorFlowTrainer", "Trainer")) else case["call"]
    )
    words = _("`{call}` has no argument called `{name}`.").format(call=call.strip("_"), name=case["name"])
    if meant := near(case["name"], _PARAMETERS, 0.7):
        words += " " + _("Did you mean `{near}`?").format(near=meant)
    return words


@book.rule(
    "TypeError",
    r"(?P<call>[\w.<>]{1,80})\(\) got multiple values for argument '(?P<name>\w{1,60})'",
    "def f(a, b=1):\n    return a\nf(1, a=2)",
)
def _twice(case: Case) -> str:
    return _("`{call}` gets `{name}` twice: once by its position and once by its name.").format(
        call=case["call"], name=case["name"]
    )


@book.rule(
    "TypeError",
    r"'(?P<kind>[\w.]{1,60})' object is not callable",
    "import numpy as np\nnp.zeros(3).shape()",
    "import numpy as np\na = np.zeros(3)\na(0)",
    "print = 3\nprint('a')",
    "rows = [1, 2]\nrows(0)",
)
def _not_callable(case: Case) -> str:
    kind, line = case["kind"], case.raised.line
    if kind == "NoneType":
        return ""
    for name in ("shape", "size", "ndim", "dtype", "T"):
        if f".{name}(" in line:
            return _(
                "`.{name}` is a value, not a function: without parentheses after it. For one of its numbers: "
                "`a.shape[0]`."
            ).format(name=name)
    shadowed = [name for name in dir(builtins) if name.islower() and f"{name}(" in line]
    for name in sorted(shadowed, key=len, reverse=True):
        if case.has(rf"(?<![\w.]){name}\("):
            return _(
                "If `{name}` was given a value somewhere (`{name} = …`), it hides Python's own: `del {name}` brings "
                "that back."
            ).format(name=name)
    if kind in {"list", "numpy.ndarray", "tuple", "dict"}:
        return _(
            "Parentheses call a function, and this is a `{kind}`. An element is taken with brackets: `a[0]`, not "
            "`a(0)`."
        ).format(kind=kind)
    if kind in {"int", "float", "numpy.float64", "numpy.int64"}:
        return _("Parentheses after a number call it like a function. Is a `*` missing: `2 * (a + b)`?")
    return ""


@book.rule(
    "TypeError",
    r"'(?P<kind>float|str|tuple|list|NoneType)' object cannot be interpreted as an integer"
    r"|expected a sequence of integers or a single integer, got '(?P<value>[^'\n]{1,60})'",
    "for i in range(10 / 2):\n    pass",
    "import numpy as np\nnp.zeros(2.5)",
    "import numpy as np\nnp.random.rand((2, 3))",
    "range('3')",
)
def _no_integer(case: Case) -> str:
    match case["kind"]:
        case "tuple" | "list":
            if case.has(r"\brandn?\("):
                return _(
                    "`rand` and `randn` take the sizes one by one, without inner parentheses: `np.random.rand(2, 3)`."
                )
            return _("A whole number is wanted here, and it gets several in parentheses or brackets.")
        case "str":
            return _("A whole number is wanted here, and it gets text: `int('3')` makes a number of it.")
        case "NoneType":
            return _("A whole number is wanted here, and it gets `None`: a function without `return`, perhaps.")
    return _(
        "A whole number is wanted here, and it gets a float. `/` always gives one, even 10 / 2: use `//` or `int(…)`."
    )
