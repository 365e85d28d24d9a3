from __future__ import annotations

import importlib
import sys

import pytest

from tutor.live.arrivals import Arrival


@pytest.fixture
def module(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "late_guest.py").write_text("name = 'guest'\n")
    yield "late_guest"
    sys.modules.pop("late_guest", None)


def test_acts_once_the_module_has_run(module):
    seen = []
    arrival = Arrival(module, lambda guest: seen.append(guest.name))
    arrival.install()
    assert seen == []
    guest = importlib.import_module(module)
    assert seen == ["guest"]
    assert guest.__spec__.loader.get_filename() == guest.__file__
    assert arrival not in sys.meta_path


def test_acts_at_once_on_a_module_that_is_here():
    seen = []
    Arrival("sys", seen.append).install()
    assert seen == [sys]


def test_a_failing_import_fails_as_ever_and_may_be_tried_again(module, tmp_path):
    (tmp_path / "late_guest.py").write_text("raise RuntimeError('no')\n")
    seen = []
    arrival = Arrival(module, seen.append)
    arrival.install()
    with pytest.raises(RuntimeError):
        importlib.import_module(module)
    assert seen == []
    (tmp_path / "late_guest.py").write_text("name = 'longer than before'\n")
    importlib.invalidate_caches()
    importlib.import_module(module)
    assert len(seen) == 1


def test_a_missing_module_is_missing():
    arrival = Arrival("no_such_guest", pytest.fail)
    arrival.install()
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_guest")
    arrival.uninstall()
    assert arrival not in sys.meta_path
