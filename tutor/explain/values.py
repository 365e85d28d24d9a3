"""What arrays hold: text among numbers, objects, and numbers that a dtype has no room for."""

from __future__ import annotations

from tutor.explain.near import near
from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()
_DTYPES = (
    "float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool",
    "complex64", "complex128", "object", "str", "float", "int",
)  # fmt: skip
_BITS = 64


@book.rule(
    "UFuncTypeError TypeError",
    r"(?:did not contain a loop with signature matching types|resolved dtypes are not compatible with)[^\n]{0,60}?"
    r"dtype\('[<>|=]?[UST](?P<size>\d*)|kwarg is necessary when using the string (?P<name>\w+) ufunc",
    "import numpy as np\nnp.array(['1', '2']) + 1",
    "import numpy as np\nnp.array(['1', '2']).mean()",
    "import numpy as np\nnp.array(['1', '2']) * 2",
)
def _text_array(_case: Case) -> str:
    return _(
        "One of the arrays holds text, not numbers (its `.dtype` begins with `<U`): one value in quotes makes all "
        "text. "
        "`a.astype(float)` converts it."
    )


@book.rule(
    "TypeError",
    r"loop of ufunc does not support argument \d+ of type (?P<kind>[\w.]{1,40}) which has no callable "
    r"(?P<name>\w{1,40}) method",
    "import numpy as np\nnp.sqrt(np.array([1, None]))",
    "import numpy as np\nnp.exp(np.array([1.0, 2.0], dtype=object))",
)
def _object_array(case: Case) -> str:
    return _(
        "The array has dtype `object`: a bag of Python things, on which `np.{name}` cannot compute. "
        "Look for `None` or text in it; if all are numbers: `a.astype(float)`."
    ).format(name=case["name"])


@book.rule(
    "TypeError",
    r"ufunc '(?P<name>\w{1,40})' not supported for the input types",
    "import numpy as np\nnp.exp('a')",
    "import numpy as np\nnp.isnan(np.array(['a']))",
)
def _no_numbers(case: Case) -> str:
    return _(
        "`np.{name}` works on numbers, and here it gets something else: text, perhaps. Look at its type or its "
        "`.dtype`."
    ).format(name=case["name"])


@book.rule(
    "ValueError",
    r"could not convert string to float: (?:np\.str_\()?(?P<text>'[^'\n]{0,200}'|\"[^\"\n]{0,200}\")",
    "float('3,5')",
    "import numpy as np\nnp.array(['a', 'b']).astype(float)",
)
def _text_to_float(case: Case) -> str:
    text = case["text"][1:-1]
    if text.count(",") == 1 and text.replace(",", "").strip().isdigit():
        return _("{text} is not a number to Python: the decimal sign is a point, {point}.").format(
            text=case["text"], point=text.replace(",", ".").strip()
        )
    return _(
        "The text {text} is not a number, so it cannot become one. Is it a heading, a name, an empty field?"
    ).format(text=case["text"])


@book.rule(
    "ValueError",
    r"invalid literal for int\(\) with base 10: (?P<text>'[^'\n]{0,200}'|\"[^\"\n]{0,200}\")",
    "int('3.5')",
    "int('abc')",
)
def _text_to_int(case: Case) -> str:
    text = case["text"][1:-1].strip()
    if text.replace(".", "", 1).lstrip("+-").isdigit():
        return _(
            "`int` reads whole numbers only, and {text} has a decimal point: `int(float({text}))` cuts it off."
        ).format(text=case["text"])
    return _("`int` reads whole numbers only, and the text {text} is none.").format(text=case["text"])


@book.rule(
    "ValueError OverflowError",
    r"cannot convert float (?P<what>NaN|infinity) to integer",
    "import numpy as np\na = np.zeros(3, dtype=int)\na[0] = np.nan",
    "int(float('inf'))",
)
def _nan_to_int(case: Case) -> str:
    return _(
        "No whole number stands for {what}. Where does it come from: a division by 0, a missing value? `np.isnan(a)` "
        "finds NaN."
    ).format(what=case["what"])


@book.rule(
    "UFuncTypeError",
    r"Cannot cast ufunc '(?P<name>\w{1,40})' output from dtype\('(?P<a>\w{1,20})'\) to dtype\('(?P<b>\w{1,20})'\)",
    "import numpy as np\na = np.zeros(3, dtype=np.uint8)\na += 1.5",
    "import numpy as np\na = np.zeros(3, dtype=int)\na /= 2",
)
def _in_place(case: Case) -> str:
    return _(
        "The result is `{a}`, and it is to be written into an array of `{b}`, which would spoil it. "
        "Make a new array (`a = a + b`, not `a += b`), or begin with `a.astype(float)`."
    ).format(a=case["a"], b=case["b"])


@book.rule(
    "OverflowError",
    r"Python integer (?P<value>-?\d{1,40}) out of bounds for (?P<dtype>u?int(?P<bits>\d{1,2}))",
    "import numpy as np\nnp.zeros(3, dtype=np.uint8) + 300",
    "import numpy as np\nnp.uint8(-1)",
)
def _out_of_dtype(case: Case) -> str:
    bits = case.number("bits")
    if not 0 < bits <= _BITS:
        return ""
    low, high = (0, 2**bits - 1) if case["dtype"].startswith("u") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    words = _("{value} does not fit into `{dtype}`, which holds {low} to {high}.").format(
        value=case["value"], dtype=case["dtype"], low=low, high=high
    )
    if case["dtype"] == "uint8":
        words += " " + _("Images are `uint8`: first make floats of them, `a.astype(float)`.")
    return words


@book.rule(
    "TypeError",
    r"numpy boolean (?P<which>subtract|negative)",
    "import numpy as np\n-np.array([True, False])",
    "import numpy as np\nnp.array([True]) - np.array([False])",
)
def _minus_of_booleans(case: Case) -> str:
    if case["which"] == "negative":
        return _("An array of true and false has no minus. The opposite of each is `~a`; as 1 and 0: `a.astype(int)`.")
    return _("True and false cannot be subtracted. Where they differ: `a != b`; as 1 and 0: `a.astype(int)`.")


@book.rule("ValueError", r"Integers to negative integer powers", "import numpy as np\nnp.arange(3) ** -1")
def _negative_power(_case: Case) -> str:
    return _(
        "Whole numbers to a negative power would be fractions, which an `int` array cannot hold. With floats it "
        "works: `a ** -1.0`."
    )


@book.rule(
    "TypeError",
    r"Cannot interpret '(?P<value>[^'\n]{1,200})' as a data type",
    "import numpy as np\nnp.zeros(2, 3)",
    "import numpy as np\nnp.array(1, 2)",
)
def _no_dtype(case: Case) -> str:
    if case.has(r"\b(?:zeros|ones|empty)\("):
        return _(
            "The second argument is the dtype, not a size: the shape goes in parentheses of its own, `np.zeros((2, "
            "3))`."
        )
    if case.has(r"\barray\("):
        return _("The second argument is the dtype, not an element: all elements go in one list, `np.array([1, 2])`.")
    return _("{value} stands where a dtype is expected (`float`, `int`, `np.uint8`).").format(value=case["value"])


@book.rule(
    "TypeError",
    r"data type '(?P<name>[^'\n]{1,80})' not understood",
    "import numpy as np\nnp.zeros(3, dtype='flaot32')",
)
def _unknown_dtype(case: Case) -> str:
    words = _("There is no dtype called `{name}`.").format(name=case["name"])
    if meant := near(case["name"], _DTYPES):
        words += " " + _("Did you mean `{near}`?").format(near=meant)
    return words
