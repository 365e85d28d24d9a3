"""The built wheel, installed elsewhere, from another directory: what a learner gets who never saw the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.terminal


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=TOP, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel, which borrows everything else from the running one.

    A `.pth` file adds a folder without reading the `.pth` files inside it, so an editable install of the checkout
    stays out of sight.
    """
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False, symlinks=True)
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "--no-deps", "--no-index", wheel],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return home


def nntutor(installed: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment |= {"NNTUTOR_HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.run(
        [installed / "bin" / "nntutor", *arguments],
        cwd="/", env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_course_and_the_catalogues_are_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for kind in ("lessons", "quizzes"):
        ours = {f"tutor/course/{path.relative_to(TOP)}" for path in (TOP / kind).rglob("*.*")}
        assert ours
        assert ours <= names
    assert "tutor/locale/es/LC_MESSAGES/nntutor.mo" in names
    assert {str(path.relative_to(TOP)) for path in (TOP / "tutor").rglob("*.tcss")} <= names
    assert not [name for name in names if name.startswith(("tests/", "lessons/", "scripts/")) or ".cache" in name]


def test_it_is_the_installed_package_that_runs(installed, tmp_path):
    program = "import tutor, sys; print(tutor.__file__)"
    done = subprocess.run(
        [installed / "bin" / "python", "-c", program], cwd="/", capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_it_lists_the_lessons_from_the_root(installed, tmp_path):
    done = nntutor(installed, tmp_path, "list", "--json")
    assert done.returncode == 0, done.stderr
    listed = {entry["id"] for entry in json.loads(done.stdout)}
    assert {"1.5", "2.1", "2.5"} <= listed


def test_it_runs_a_lesson_from_the_root(installed, tmp_path):
    done = nntutor(installed, tmp_path, "run", "2.1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
