"""The learner's notebook: real, whole, and never lost."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.content.lesson import Cell, Heading, Inline, Lesson, Paragraph
from tutor.notebook import Kept, Notebook

LESSON = Lesson(
    unit="1.5",
    title="Your first network",
    language="en",
    minutes=12,
    path=Path("1.05.md"),
    blocks=(
        Heading(2, (Inline("Load "), Inline("x", "code"))),
        Paragraph((Inline("Some prose."),)),
        Cell("load", 0, "x = 1"),
        Cell("train", 1, "print(x)"),
    ),
)
STREAM = {"output_type": "stream", "name": "stdout", "text": "2\n"}
RAN = Kept("print(2)", [STREAM], 3, "ok", 0.25)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "notebooks" / "en" / "1.05.ipynb"


def test_there_is_nothing_at_first(path):
    notebook = Notebook(path)
    assert (notebook.load(), notebook.warning, path.exists()) == ({}, "", False)


def test_what_is_kept_comes_back(path):
    kept = {"train": RAN, "load": Kept("x = 2  # ñ")}
    Notebook(path).save(LESSON, kept)
    assert Notebook(path).load() == kept


def test_it_is_a_notebook_for_jupyter(path):
    Notebook(path).save(LESSON, {"train": RAN})
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == [
        ("markdown", "# 1.5 Your first network"),
        ("markdown", "## Load x"),
        ("code", "x = 1"),
        ("code", "print(2)"),
    ]
    assert notebook.cells[3].outputs[0].text == "2\n"
    assert notebook.cells[3].execution_count == 3


def test_a_cell_neither_run_nor_edited_follows_the_author(path):
    Notebook(path).save(LESSON, {"train": RAN})
    assert set(Notebook(path).load()) == {"train"}


def test_work_in_a_cell_that_the_lesson_lost_is_kept(path):
    Notebook(path).save(LESSON, {"load": Kept("x = 5"), "train": RAN})
    shorter = dataclasses.replace(LESSON, blocks=LESSON.blocks[:3])
    notebook = Notebook(path)
    notebook.save(shorter, notebook.load())
    assert Notebook(path).load() == {"load": Kept("x = 5"), "train": RAN}


def test_what_jupyter_did_to_it_is_read(path):
    Notebook(path).save(LESSON, {})
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].source = "x = 7\nx"
    notebook.cells[3].outputs = [nbformat.v4.new_output("stream", text="a\nb\n")]
    notebook.cells.append(nbformat.v4.new_code_cell("mine = 1"))
    nbformat.write(notebook, path)
    assert isinstance(json.loads(path.read_text())["cells"][2]["source"], list)
    ours = Notebook(path)
    kept = ours.load()
    assert kept["load"].source == "x = 7\nx"
    assert kept["train"].outputs[0]["text"] == "a\nb\n"
    for _again in range(2):
        ours.save(LESSON, kept)
    again = nbformat.read(path, as_version=4)
    nbformat.validate(again)
    assert [cell.source for cell in again.cells[-2:]] == ["print(x)", "mine = 1"]


def test_what_could_drive_the_terminal_does_not_come_back(path):
    evil = "\x1b]52;c;aGk=\x07\u202ex"
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": [evil]},
        {"output_type": "error", "ename": evil, "evalue": evil, "traceback": [evil]},
        {"output_type": "display_data", "data": {"text/plain": evil, "image/png": "aGk="}, "metadata": {}},
    ]
    Notebook(path).save(LESSON, {"train": Kept(evil, outputs, 1, "ok\x1b[2J")})
    kept = Notebook(path).load()["train"]
    said = kept.source + kept.status + json.dumps(kept.outputs, ensure_ascii=False)
    assert not set(said) & set("\x1b\x07\u202e")
    assert "\\u001b" not in said
    assert kept.outputs[2]["data"]["image/png"] == "aGk="


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b'{"cells": 3}', b'{"cells": [3]}', b"\xff\xfe\x00", b"[" * 100_000]
    + [json.dumps({"cells": [cell]}).encode() for cell in (
        {"cell_type": "code", "metadata": {"nntutor": {"name": "load"}}, "outputs": 3},
        {"cell_type": "code", "metadata": {"nntutor": {"name": "load", "seconds": "long"}}, "outputs": []},
    )],
)  # fmt: skip
def test_what_cannot_be_read_is_set_aside_and_never_overwritten(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    notebook = Notebook(path)
    assert notebook.load() == {}
    notebook.save(LESSON, {"train": RAN})
    (aside,) = path.parent.glob("*.unreadable-*")
    assert aside.read_bytes() == content
    assert aside.name in notebook.warning
    assert Notebook(path).load() == {"train": RAN}


def test_saving_without_loading_sets_aside_too(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{torn")
    Notebook(path).save(LESSON, {"train": RAN})
    assert [one.read_bytes() for one in path.parent.glob("*.unreadable-*")] == [b"{torn"]


def test_a_disk_that_will_not_have_it_raises_and_leaves_the_old_one(path):
    Notebook(path).save(LESSON, {"train": RAN})
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
    script = (
        limit + "import sys; sys.path.insert(0, sys.argv[2]); import test_notebook as t; from pathlib import Path\n"
    )
    script += "t.Notebook(Path(sys.argv[1])).save(t.LESSON, {})"
    done = subprocess.run(
        [sys.executable, "-c", script, path, Path(__file__).parent], capture_output=True, text=True, check=False
    )
    assert "OSError" in done.stderr
    assert Notebook(path).load() == {"train": RAN}
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_kill_9_never_tears_it(path):
    script = "import sys; sys.path.insert(0, sys.argv[2]); import test_notebook as t; from pathlib import Path\n"
    script += "n = t.Notebook(Path(sys.argv[1]))\n"
    script += "while True: n.save(t.LESSON, {'train': t.Kept('y' * 300_000, [], 1, 'ok')}); print('.', flush=True)"
    for kill in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", script, path, Path(__file__).parent], stdout=subprocess.PIPE, text=True
        )
        for _save in range(kill + 1):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        notebook = Notebook(path)
        assert len(notebook.load()["train"].source) == 300_000
        assert notebook.warning == ""


def test_a_killed_programs_half_file_is_cleared_away_later(path):
    path.parent.mkdir(parents=True)
    old, young = path.with_name(f".{path.name}.1.tmp"), path.with_name(f".{path.name}.2.tmp")
    for half in (old, young):
        half.write_text("{")
    os.utime(old, (0, 0))
    Notebook(path).save(LESSON, {})
    assert (old.exists(), young.exists()) == (False, True)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp"])), st.integers(0, 9))
def test_any_source_comes_back(tmp_path_factory, source, count):
    path = tmp_path_factory.mktemp("home") / "1.05.ipynb"
    kept = {"train": Kept(source, [], count, "ok", 1.5)}
    Notebook(path).save(LESSON, kept)
    assert Notebook(path).load() == kept
