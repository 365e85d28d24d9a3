"""Which data the lessons use, on a plain terminal; what is said of it holds."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.console.conftest import Paper
from tutor import datasets
from tutor.console.datasets import DATASETS, show_datasets
from tutor.datasets import housing, mnist, newswires, reviews
from tutor.locale import use


@pytest.fixture(autouse=True)
def no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    return tmp_path / "datasets"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_data_set_has_its_origin_size_and_licence(language, width):
    use(language)
    terminal = Paper(width=width)
    assert show_datasets(terminal, as_json=False) == 0
    for one in DATASETS:
        assert f"\n{one.name}: " in f"\n{terminal.said}"
        assert f"from tutor.datasets import {one.name}" in terminal.said
    assert len(re.findall(r"\d\.\d\s+MB", terminal.said)) == 4
    assert ("licencia" if language == "es" else "licence") in terminal.said
    indented = [line for line in terminal.said.splitlines() if line.startswith("  ") and "import" not in line]
    assert max(map(len, indented)) <= width


def test_as_json_it_is_data_alone(no_cache):
    no_cache.mkdir()
    (no_cache / "mnist.npz").touch()
    (no_cache / "imdb.npz").touch()
    terminal = Paper()
    show_datasets(terminal, as_json=True)
    told = {one["name"]: one for one in json.loads(terminal.said)}
    assert list(told) == ["mnist", "reviews", "newswires", "housing"]
    assert told["mnist"]["full"]["here"]
    assert not told["reviews"]["full"]["here"]  # without its words
    assert told["housing"]["full"] is None
    for one in told.values():
        assert set(one) == {"name", "what", "sample", "origin", "licence", "full", "import"}
        assert one["sample"]["bytes"] > 50_000


def test_every_loader_is_listed_and_its_sample_described():
    loaders = {path.stem for path in (DATASETS[0].sample.parent.parent).glob("*.py")}
    assert loaders - {"__init__", "source", "texts"} == {one.name for one in DATASETS}
    assert datasets.__doc__
    for one in DATASETS:
        about = one.sample.with_suffix(".md").read_text(encoding="utf-8")
        assert all(part in about for part in ("**Origin**", "**Licence of the data**", "**How built**", "**SHA-256**"))


def test_the_sizes_are_those_of_the_samples():
    sizes = {
        one.name: [int(number.replace(",", "")) for number in re.findall(r"[\d,]+\d", one.size)] for one in DATASETS
    }
    for loader in (mnist, reviews, newswires):
        (x, _y), (x_test, _y_test) = loader.load_data()
        assert sizes[loader.__name__.rpartition(".")[2]][:2] == [len(x), len(x_test)]
    assert sizes["reviews"][2] == len(reviews.get_word_index())
    assert sizes["newswires"][2:] == [len(newswires.get_label_names()), len(newswires.get_word_index())]
    (x, _y), (x_test, _y_test) = housing.load_data()
    assert sizes["housing"] == [len(x) + len(x_test)]


def test_the_command_line_knows_it():
    done = subprocess.run(
        [sys.executable, "-m", "tutor", "--lang", "en", "datasets", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert [one["name"] for one in json.loads(done.stdout)] == [one.name for one in DATASETS]
    assert done.stderr == ""
