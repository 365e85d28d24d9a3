"""Kinds of values that do not go together: text and numbers, lists and arithmetic, unpacking, keys, items."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()
_NUMBER = r"(?:int|float|numpy\.float64|numpy\.int64)"


@book.rule(
    "TypeError",
    r"can only concatenate str \(not \"(?P<a>[\w.]{1,40})\"\) to str"
    rf"|unsupported operand type\(s\) for (?P<sign>\S{{1,12}}?): '(?:{_NUMBER}' and 'str'|str' and '{_NUMBER}')",
    "'epoch ' + 1",
    "1 + 'a'",
    "'3' / 2",
)
def _text_and_number(case: Case) -> str:
    if case["a"] or case["sign"] in {"+", "+="}:
        return _(
            "Text and a number cannot be added. To write it: `f'epoch {n}'`; to compute, make the text a number: "
            "`float(text)`."
        )
    return _(
        "One of the two is text (in quotes, or from `input()`), and it cannot be computed with: `float(text)` makes "
        "a number of it."
    )


@book.rule(
    "TypeError",
    r"unsupported operand type\(s\) for (?P<sign>[-+*/%@&|^=]{1,4}|\*\* or pow\(\)): '(?:list' and '(?!NoneType|str)"
    r"|(?!NoneType|str)[\w.]{1,40}' and 'list')"
    r"|can only concatenate list \(not \"(?:int|float)\"\) to list|can't multiply sequence by non-int of type 'float'",
    "rows = [1, 2]\nrows / 2",
    "rows = [1, 2]\nrows + 1",
    "rows = [1, 2]\nrows * 1.5",
    "[3, 4] - [1, 1]",
)
def _list_arithmetic(_case: Case) -> str:
    return _(
        "Lists do not compute: `+` joins them and `*` repeats them. Arrays do, element by element: `np.array(rows)`."
    )


@book.rule(
    "TypeError",
    r"'(?P<sign>[<>]=?)' not supported between instances of '(?P<a>(?!NoneType)[\w.]{1,40})' and '(?P<b>"
    r"(?!NoneType)[\w.]{1,40})'",
    "'3' < 4",
    "[1, 2] < 3",
)
def _comparison(case: Case) -> str:
    kinds = {case["a"], case["b"]}
    if "str" in kinds and kinds & {"int", "float"}:
        return _("Text and numbers have no order between them: `float(text)` makes a number of the text.")
    if "list" in kinds and kinds & {"int", "float"}:
        return _(
            "A list is not compared with a number element by element; an array is: `np.array(rows) {sign} 3`."
        ).format(sign=case["sign"])
    return ""


@book.rule(
    "ValueError", r"too many values to unpack \(expected (?P<n>\d{1,9})(?:, got (?P<m>\d{1,9}))?\)", "a, b = 1, 2, 3"
)
def _unpack_more(case: Case) -> str:
    return _(
        "There are {n} names to the left, and more values to the right. The right side, printed, shows how many "
        "there are."
    ).format(n=case["n"])


@book.rule(
    "ValueError",
    r"not enough values to unpack \(expected (?:at least )?(?P<n>\d{1,9}), got (?P<m>\d{1,9})\)",
    "a, b, c = 1, 2",
)
def _unpack_fewer(case: Case) -> str:
    return _("There are {n} names to the left, and the right side gives {m}.").format(n=case["n"], m=case["m"])


@book.rule(
    "TypeError",
    r"cannot unpack non-iterable (?P<kind>(?!NoneType)[\w.]{1,40}) object",
    "a, b = 5",
)
def _unpack_one(case: Case) -> str:
    if case.has(r"\.evaluate\("):
        return ""
    return _("There are several names to the left, and to the right a single value (`{kind}`).").format(
        kind=case["kind"]
    )


@book.rule(
    "TypeError",
    r"'(?P<kind>int|float|numpy\.float64|numpy\.int64)' object is not iterable",
    "for i in 5:\n    pass",
    "sum(3)",
)
def _not_iterable(case: Case) -> str:
    if case.has(r"^\s*for\b"):
        return _("One cannot go through a number. To count up to it: `for i in range(n):`.")
    return _("Several values are wanted here, in a list or an array, and it gets a single number.")


@book.rule("TypeError", r"object of type '(?P<kind>int|float|numpy\.float64|numpy\.int64)' has no len", "len(5)")
def _no_length(_case: Case) -> str:
    return _("A number has no length; `len` is for lists, text and arrays. Is another variable meant?")


@book.rule(
    "TypeError",
    r"'(?P<kind>builtin_function_or_method|function|method|type)' object is not subscriptable",
    "import numpy as np\nnp.zeros[3]",
    "len[3]",
)
def _function_indexed(_case: Case) -> str:
    return _("Brackets after the name of a function: to call it, parentheses, `np.zeros(3)`.")


@book.rule(
    "TypeError",
    r"'(?P<kind>int|float|bool)' object is not subscriptable",
    "total = 3\ntotal[0]",
)
def _number_indexed(case: Case) -> str:
    return _("What stands before the brackets is a single number (`{kind}`), so it has no elements.").format(
        kind=case["kind"]
    )


@book.rule(
    "TypeError",
    r"'(?P<kind>tuple|str)' object does not support item assignment",
    "size = (2, 3)\nsize[0] = 4",
    "word = 'abc'\nword[0] = 'd'",
)
def _fixed(case: Case) -> str:
    if case["kind"] == "tuple":
        return _(
            "A tuple (in parentheses) cannot be changed. A list can: `list(size)`; an array's shape changes with "
            "`reshape`."
        )
    return _("Text cannot be changed in place; make a new one: `word.replace('a', 'd')`.")


@book.rule(
    "TypeError",
    r"unhashable type: '(?P<kind>list|dict|set|numpy\.ndarray)'",
    "{}[[1, 2]]",
)
def _unhashable(case: Case) -> str:
    return _(
        "A `{kind}` can change, so it cannot be a key of a dictionary nor in a set. A tuple can: `tuple(…)`."
    ).format(kind=case["kind"])


@book.rule("KeyError", r"^(?P<key>[^\n]{1,200})$", "{'loss': 1}['los']", "{1: 2}[3]")
def _key(case: Case) -> str:
    if case.has(r"\bhistory\b") or case["key"].startswith(("'pop from", '"')):
        return ""
    return _("There is no key {key} in it. `list(…)` of the dictionary shows those it has; capitals count.").format(
        key=case["key"]
    )
