"""The schema says what the parser says, of the shipped quizzes and of broken ones."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tutor.content import strictyaml
from tutor.content.kinds import KINDS
from tutor.content.schema import schema

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(schema())
FILES = sorted((ROOT / "quizzes").glob("*.yaml"))


def data(path):
    return strictyaml.load(path.read_text("utf-8"), path).data


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_shipped_quizzes_fit(path):
    assert list(VALIDATOR.iter_errors(data(path))) == []


def test_it_is_a_schema_and_knows_every_kind():
    Draft202012Validator.check_schema(schema())
    kinds = schema()["properties"]["questions"]["items"]["discriminator"]["mapping"]
    assert kinds.keys() == KINDS.keys()
    assert "line" not in str(schema()["$defs"]["Number"]["properties"].keys())
    assert "path" not in schema()["properties"]


@pytest.mark.parametrize(
    "question",
    [
        {"kind": "number", "vars": {"m": {"low": 1, "high": 9}, "n": [1, 2], "k": "m * n"}, "answer": "{k}",
         "feedback": 3, "wrong": [{"value": "{m}", "feedback": "x"}]},
        {"kind": "text", "accepted": ["a", 10], "feedback": {"es": "a", "en": "b"},
         "wrong": [{"text": 3, "feedback": "x"}]},
        {"kind": "shape", "answer": [3, "None"], "feedback": "x", "hints": ["one", {"es": "dos", "en": "two"}]},
        {"kind": "true_false", "answer": False, "feedback": {"true": "x", "false": "y"}},
    ],
    ids=lambda question: question["kind"],
)  # fmt: skip
def test_what_the_parser_reads_fits(question):
    quiz = {"id": "q", "title": "T", "unit": "1.1", "questions": [{"id": "a", "prompt": "P", **question}]}
    assert list(VALIDATOR.iter_errors(quiz)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda quiz: quiz.pop("id"),
        lambda quiz: quiz.update(pass_=0.5),
        lambda quiz: quiz.update({"pass": 7}),
        lambda quiz: quiz["questions"][0].update(kind="chioce"),
        lambda quiz: quiz["questions"][0].update(rigth=True),
        lambda quiz: quiz["questions"][0].update(line=3),
        lambda quiz: quiz["questions"][0].pop("prompt"),
        lambda quiz: quiz["questions"][0].update(prompt={"es": "solo"}),
        lambda quiz: quiz["questions"][1]["options"][0].pop("feedback"),
    ],
)
def test_what_the_parser_refuses_does_not_fit(change):
    quiz = copy.deepcopy(data(FILES[0]))
    change(quiz)
    assert list(VALIDATOR.iter_errors(quiz))
