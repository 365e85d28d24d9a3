"""The sick trainings of lesson 3.12 on five seeds: each is told by its own rule. One process, Keras starts once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.clinic import RULES, diagnose
from tutor.content.markdown import read_lesson
from tutor.kernel.training import Training

TOP = Path(__file__).parents[2]
WARD = TOP / "tests" / "clinic" / "ward.py"
LESSON = TOP / "lessons" / "en" / "3.12-the-clinic.md"
SEEDS = (1, 2, 3, 4, 5)


def trainings(programs, folder):
    """What the ward writes of each program."""
    path = folder / "programs.json"
    path.write_text(json.dumps(programs))
    env = os.environ | {"PYTHONPATH": str(TOP), "MPLBACKEND": "Agg"}
    ran = subprocess.run([sys.executable, WARD, path], capture_output=True, text=True, env=env, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {line["name"]: line["error"] for line in lines} == dict.fromkeys(programs, "")
    return {line["name"]: [Training.from_json(run) for run in line["trainings"]] for line in lines}


def cells():
    """The lesson's cells that train, by name."""
    return {cell.name: cell.source for cell in read_lesson(LESSON).cells if not cell.may_fail}


def program(seed):
    """All cells with another seed in the place of the lesson's, and without what only shows something."""
    lines = "\n".join(cells().values()).splitlines()
    source = "\n".join(line for line in lines if not line.startswith(("print(", "first = ")))
    source = re.sub(r"\bseed=1\b", f"seed={seed}", source)
    for old, new in ((101, 100 + seed), (1, seed)):
        source = source.replace(f"default_rng({old})", f"default_rng({new})")
    return source


@pytest.mark.keras
@pytest.mark.timeout(600)
def test_each_patient_of_the_lesson_is_told_by_its_rule(tmp_path):
    names = [name for name, source in cells().items() if re.search(r"^model = ward\(", source, re.MULTILINE)]
    assert set(names) == {"healthy", *(rule.illness for rule in RULES)}
    ran = trainings({str(seed): program(seed) for seed in SEEDS}, tmp_path)
    for seed, runs in ran.items():
        told = [found.illness if (found := diagnose(run)) else "healthy" for run in runs]
        assert dict(zip(names, told, strict=True)) == {name: name for name in names}, f"seed {seed}"
