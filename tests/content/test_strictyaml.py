"""YAML as it is read here: plain, small, and every value with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.content.problem import ContentError
from tutor.content.strictyaml import load

PATH = Path("q.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("010", 10),
        ("-3", -3),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2024-01-01", "2024-01-01"),
        ("1.50", 1.5),
        (".5", 0.5),
        ("2e-3", 0.002),
        ("0x10", "0x10"),
        (".inf", ".inf"),
        ("'1'", "1"),
        ('"a\\tb"', "a\tb"),
        ('"\\e]52;c;\\a"', "]52;c;"),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("'a # b'", "a # b"),
        ("a#b", "a#b"),
    ],
)
def test_scalars_follow_yaml_1_2(text, value):
    read = load(f"a: {text}", PATH).data["a"]
    assert read == value
    assert type(read) is type(value)


def test_keys_are_texts():
    assert load("1: a\ntrue: b\n", PATH).data == {"1": "a", "true": "b"}


def test_every_value_knows_its_line_and_a_number_how_it_was_written():
    document = load(
        "\n# a comment\na:\n  - b: 1.50\n    c: >\n      long\n      text\n  -\n    d\ne: {f: x,\n  g: y}\n", PATH, 10
    )
    assert document.data == {"a": [{"b": 1.5, "c": "long text\n"}, "d"], "e": {"f": "x", "g": "y"}}
    lines = {"": 12, "a": 12, "a/0": 13, "a/0/b": 13, "a/0/c": 14, "a/1": 18, "e": 19, "e/f": 19, "e/g": 20}
    assert {"/".join(map(str, where)): line for where, line in document.lines.items()} == lines
    assert document.written == {("a", 0, "b"): "1.50"}
    assert document.line(("a", 0, "missing", 3)) == 13


def test_what_editors_do_not_count_is_no_line():
    assert load("a: 'x\u2028y\x85z'\nb: 1\n", PATH).lines["b",] == 2


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: &x 2\n", 2, "anchors"),
        ("a: 1\nb: *x\n", 2, "anchors"),
        ("a: 1\nb: !!python/object/apply:os.system [x]\n", 2, "tags"),
        ("a: 1\nb: !x 2\n", 2, "tags"),
        ("a: 1\n<<: {b: 2}\na: 3\n", 3, "there twice, first in line 1"),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", 4, "there twice, first in line 2"),
        ("a: 1\n? [b]\n: c\n", 2, "a key must be a word"),
        ("a:\n\t- b\n", 2, "a tab"),
        ("a: b: c\n", 1, "a colon inside"),
        ("a: [1, 2\nb: 3\n", 1, "not closed"),
        ("a: {b: 1\nc: 3\n", 1, "not closed"),
        ("a: 'b\nc: 3\n", 1, "quote"),
        ('a: "\\q"\n', 1, "escape"),
        ("a: 'b' c\n", 1, "after its quotes"),
        ("a: @b\n", 1, "cannot start"),
        ("a: - b\n", 1, "a list starts on a line of its own"),
        ("a: | b\n  c\n", 1, "line end"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: b # c\n", 1, "starts a comment"),
        ("a: 1\nb: \x07\n", 2, "control character"),
        ("a:\n" + "".join("  " * n + "- b:\n" for n in range(1, 60)), 21, "too deeply"),
    ],
)
def test_what_is_refused(text, line, words):
    with pytest.raises(ContentError) as caught:
        load(text, PATH)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert words in problem.message
    assert len(str(problem).split("\n")) == 1
