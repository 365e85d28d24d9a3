from __future__ import annotations

import pytest

from tutor.console.eraser import reset
from tutor.progress import Place, Progress


@pytest.fixture
def stored(tmp_path):
    store = Progress(tmp_path / "progress.db")
    for unit in ("1.1", "1.3"):
        store.visit(unit, "en", 3, Place(unit), reached_end=True)
    yield store
    store.close()


@pytest.fixture
def notebook(tmp_path):
    path = tmp_path / "1.01-add.ipynb"
    path.write_text("{}", encoding="utf-8")
    return path


def test_one_unit_is_forgotten_and_its_notebook_put_aside(stored, notebook, paper, tmp_path):
    terminal = paper()
    assert reset(stored, [notebook], "1.1", terminal, is_sure=True) == 0
    assert set(stored.lessons()) == {"1.3"}
    (copy,) = tmp_path.glob("progress.db.before-reset-*")
    (aside,) = tmp_path.glob("1.01-add.ipynb.before-reset-*")
    assert str(copy) in terminal.said
    assert str(aside) in terminal.said
    assert not notebook.exists()
    kept = Progress(copy)
    assert set(kept.lessons()) == {"1.1", "1.3"}
    kept.close()


@pytest.mark.parametrize(("typed", "left"), [("y\n", 0), ("sí\n", 0), ("n\n", 2), ("\n", 2), ("", 2)])
def test_all_is_forgotten_only_on_a_yes(stored, notebook, paper, typed, left):
    terminal = paper(typed)
    assert reset(stored, [notebook], None, terminal, is_sure=False) == 0
    assert len(stored.lessons()) == left
    assert notebook.exists() == bool(left)
    assert ("Nothing was changed." in terminal.noted) == bool(left)


def test_without_a_copy_nothing_is_forgotten(notebook, paper):
    store = Progress(None)
    store.visit("1.1", "en", 3, Place("1.1"), reached_end=True)
    terminal = paper()
    assert reset(store, [notebook], None, terminal, is_sure=True) == 1
    assert store.lessons()
    assert notebook.exists()
    assert "nothing was changed" in terminal.noted
    store.close()
