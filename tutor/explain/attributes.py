"""What an object does not have: `None` where there should be something, a list that is no array, a slip in a name."""

from __future__ import annotations

from tutor.explain.near import near
from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()
_ARRAY = (
    "T", "all", "any", "argmax", "argmin", "argsort", "astype", "clip", "copy", "cumsum", "dot", "dtype", "fill",
    "flatten", "item", "max", "mean", "min", "nbytes", "ndim", "prod", "ravel", "repeat", "reshape", "round", "shape",
    "size", "sort", "squeeze", "std", "sum", "swapaxes", "tolist", "transpose", "var",
)  # fmt: skip
_NUMPY = (
    *_ARRAY, "abs", "absolute", "arange", "arctan", "around", "array", "array_equal", "asarray", "average", "bincount",
    "broadcast_to", "ceil", "column_stack", "concatenate", "cos", "count_nonzero", "diag", "diff", "divide", "einsum",
    "empty", "exp", "expand_dims", "eye", "flip", "float32", "float64", "floor", "full", "full_like", "hstack",
    "identity", "inf", "int32", "int64", "isclose", "isnan", "linalg", "linspace", "load", "loadtxt", "log", "log10",
    "log2", "logical_and", "matmul", "maximum", "median", "meshgrid", "minimum", "multiply", "nan", "newaxis", "ones",
    "ones_like", "outer", "pad", "percentile", "pi", "power", "random", "roll", "save", "sign", "sin", "split", "sqrt",
    "square", "stack", "subtract", "tan", "tanh", "tile", "uint8", "unique", "vstack", "where", "zeros", "zeros_like",
)  # fmt: skip
_RANDOM = (
    "choice", "default_rng", "normal", "permutation", "rand", "randint", "randn", "random", "seed", "shuffle",
    "uniform",
)  # fmt: skip
_MODEL = (
    "add", "build", "compile", "count_params", "evaluate", "export", "fit", "get_layer", "get_weights", "inputs",
    "layers", "load_weights", "metrics_names", "optimizer", "outputs", "pop", "predict", "save", "save_weights",
    "set_weights", "summary", "trainable", "weights",
)  # fmt: skip
_LAYERS = (
    "Activation", "Add", "AveragePooling2D", "BatchNormalization", "Concatenate", "Conv1D", "Conv2D", "Dense",
    "Dropout", "Embedding", "Flatten", "GRU", "GlobalAveragePooling2D", "Input", "LSTM", "LayerNormalization",
    "MaxPooling2D", "Normalization", "RandomFlip", "Rescaling", "Reshape", "SimpleRNN",
)  # fmt: skip
_OPTIMIZERS = ("SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta", "Adamax", "Nadam")
_KERAS = (
    "Input", "Model", "Sequential", "activations", "applications", "callbacks", "datasets", "initializers", "layers",
    "losses", "metrics", "models", "ops", "optimizers", "preprocessing", "random", "regularizers", "saving", "utils",
)  # fmt: skip
KNOWN = {
    "numpy": _NUMPY,
    "numpy.random": _RANDOM,
    "numpy.ndarray": _ARRAY,
    "Sequential": _MODEL,
    "Functional": _MODEL,
    "keras": _KERAS,
    "keras.layers": _LAYERS,
    "keras.optimizers": _OPTIMIZERS,
    "list": tuple(name for name in dir(list) if not name.startswith("_")),
    "str": tuple(name for name in dir(str) if not name.startswith("_")),
    "dict": tuple(name for name in dir(dict) if not name.startswith("_")),
}
"""Names that things have, the ones a beginner wants: enough to find what a misspelt one meant."""
_MORE = {"length": "size", "len": "size", "append": "", "push": ""}


@book.rule(
    "AttributeError TypeError",
    r"'NoneType' object (?:has no attribute '(?P<name>\w{1,60})'|is not (?:subscriptable|iterable|callable))"
    r"|object of type 'NoneType' has no len|unsupported operand type\(s\) for [^\n]{1,12}: [^\n]{0,60}'NoneType'"
    r"|not supported between instances of [^\n]{0,60}'NoneType'",
    "rows = [3, 1].sort()\nrows.append(1)",
    "rows = [3, 1].sort()\nrows[0]",
    "import numpy as np\nnp.array([1, None]) + 1",
)
def _none(case: Case) -> str:
    if case["name"]:
        return _(
            "What stands before `.{name}` is `None`, that is, nothing: the result of a function without `return`, "
            "or of a method that changes its object and gives nothing back (`rows = rows.sort()`)."
        ).format(name=case["name"])
    return _(
        "Something here is `None`, that is, nothing: a missing value, the result of a function without `return`, "
        "or of a method like `rows.sort()`, which changes the list and gives nothing back."
    )


@book.rule(
    "AttributeError",
    r"'(?P<kind>list|tuple)' object has no attribute '(?P<name>\w{1,60})'",
    "rows = [[1, 2], [3, 4]]\nrows.shape",
)
def _list_as_array(case: Case) -> str:
    if case["name"] not in _ARRAY or case["name"] in KNOWN["list"]:
        return ""
    return _("`.{name}` belongs to arrays, and this is a `{kind}`: `np.array(…)` makes an array of it.").format(
        name=case["name"], kind=case["kind"]
    )


@book.rule(
    "AttributeError",
    r"'numpy\.ndarray' object has no attribute '(?P<name>append|push|extend|insert|remove|pop|len|length|index)'",
    "import numpy as np\nnp.arange(3).append(4)",
)
def _array_as_list(case: Case) -> str:
    if case["name"] in {"len", "length"}:
        return _(
            "An array's number of elements is `a.size`, its sizes by axis `a.shape`; `len(a)` counts along the first "
            "axis."
        )
    return _(
        "An array does not grow or shrink. Collect in a list and make the array at the end (`np.array(rows)`), or "
        "use `np.append(a, x)`, which gives a new one."
    )


@book.rule(
    "AttributeError",
    r"module 'numpy' has no attribute '(?P<name>\w{1,40})'\.?\s+`np\.\w{1,40}` was a deprecated alias",
    "import numpy as np\nnp.float",
)
def _old_alias(case: Case) -> str:
    return _("`np.{name}` is from an old NumPy and is gone. Write `{name}` alone.").format(name=case["name"])


@book.rule(
    "AttributeError",
    r"(?:module|^)\s?'(?P<kind>[\w.]{1,80})'(?: object)? has no attribute '(?P<name>\w{1,60})'(?!\.?\s+`np)",
    "import numpy as np\nnp.arrray([1])",
    "import numpy as np\nnp.zeros(3).shapes",
    "rows = [1]\nrows.apend(2)",
    "'abc'.uper()",
)
def _slip(case: Case) -> str:
    kind, name = case["kind"], case["name"]
    if (kind in {"list", "tuple"} and name in _ARRAY) or (kind == "numpy.ndarray" and name in _MORE):
        return ""
    meant = near(name, KNOWN.get(kind, ()))
    if not meant:
        return ""
    return _("`{kind}` has no `{name}`. Did you mean `{near}`?").format(kind=kind, name=name, near=meant)


@book.rule(
    "AttributeError",
    r"^'(?P<kind>int|float|numpy\.float64|numpy\.int64)' object has no attribute '(?P<name>\w{1,60})'",
    "a = 5\na.shape",
    "total = 3\ntotal.append(1)",
)
def _number_as_array(case: Case) -> str:
    if case["name"] in _ARRAY:
        return _(
            "`.{name}` belongs to arrays, and this is a single number (`{kind}`). Did a `sum` or an index take the "
            "axes away?"
        ).format(name=case["name"], kind=case["kind"])
    if case["name"] in KNOWN["list"]:
        return _(
            "`.{name}` belongs to lists, and this is a single number (`{kind}`). Was the variable given another "
            "value on the way?"
        ).format(name=case["name"], kind=case["kind"])
    return ""
