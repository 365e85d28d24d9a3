"""Reviews and newswires: the shipped samples, Keras's own files from a server of ours, and every way to miss them."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import time

import numpy as np
import pytest
from datasets.server import refusing, serving, silent

from tutor.datasets import newswires, reviews, source, texts
from tutor.datasets.source import Published

LOADERS = [reviews, newswires]
SIZES = {reviews: (4000, 1000), newswires: (6532, 2568)}
RAW = [[1, 4, 2], [3], [2, 2, 5, 1, 6], [7, 1], [1, 2, 3, 4, 5, 6], [2], [4, 4], [5, 1, 3]]
WORDS = {f"word{rank}": rank for rank in range(1, 8)}


def ragged(rows):
    array = np.empty(len(rows), object)
    array[:] = rows
    return array


def npz(**arrays):
    content = io.BytesIO()
    np.savez(content, **arrays)
    return content.getvalue()


IMDB = npz(
    x_train=ragged(RAW[:5]), y_train=np.array([0, 1, 0, 1, 1]), x_test=ragged(RAW[5:]), y_test=np.array([1, 0, 1])
)
REUTERS = npz(x=ragged(RAW), y=np.arange(8))
FILES = {
    reviews: {"imdb.npz": IMDB, "imdb_word_index.json": json.dumps(WORDS).encode()},
    newswires: {"reuters.npz": REUTERS, "reuters_word_index.json": json.dumps(WORDS).encode()},
}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache of Keras's, no patience, and small files as the ones that Keras publishes."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.delenv("NNTUTOR_LANG", raising=False)
    monkeypatch.setattr(source, "PATIENCE", 0.3)
    for loader, files in FILES.items():
        (archive, content), (index, words) = files.items()
        published = (
            Published(archive, hashlib.sha256(content).hexdigest()),
            Published(index, hashlib.md5(words, usedforsecurity=False).hexdigest()),
        )
        monkeypatch.setattr(loader, "_FILES", published)
    return tmp_path / "keras" / "datasets"


def counts(parts):
    return tuple(len(x) for x, _y in parts)


# -- the samples --


@pytest.mark.parametrize("loader", LOADERS)
def test_the_sample_has_kerass_shape(loader):
    parts = loader.load_data()
    assert counts(parts) == SIZES[loader]
    for x, y in parts:
        assert (x.ndim, x.dtype, y.ndim, y.dtype.kind) == (1, object, 1, "i")
        assert all(type(text) is list and text[0] == 1 for text in x)
        assert all(type(index) is int for index in x[0])


@pytest.mark.parametrize("loader", LOADERS)
def test_the_sample_is_the_one_that_was_described(loader):
    name = loader.__name__.rpartition(".")[2]
    path = source.SAMPLES / f"{name}.npz"
    with np.load(path) as arrays:
        digest = hashlib.sha256(b"".join(arrays[key].tobytes() for key in arrays.files)).hexdigest()
    assert digest in (source.SAMPLES / f"{name}.md").read_text(encoding="utf-8")


def test_the_samples_are_about_three_megabytes_together():
    assert sum(path.stat().st_size for path in source.SAMPLES.glob("*.npz")) < 3.2e6


@pytest.mark.parametrize("loader", LOADERS)
def test_indices_are_ranks_by_frequency_in_the_training_texts(loader):
    (x, _y), (x_test, _y_test) = loader.load_data()
    words = loader.get_word_index()
    frequencies = np.bincount([index for text in x for index in text[1:]], minlength=len(words) + 4)[4:]
    assert len(frequencies) == len(words)
    assert (np.diff(frequencies) <= 0).all()
    assert sorted(words.values()) == list(range(1, len(words) + 1))
    assert max(max(text) for text in x_test) <= len(words) + 3


def test_a_review_can_be_read_back():
    (x, y), _test = reviews.load_data()
    words = {2: "?"} | {rank + 3: word for word, rank in reviews.get_word_index().items()}
    readings = {" ".join(words[index] for index in text[1:]): label for text, label in zip(x, y, strict=True)}
    assert readings["this stuff is not stuffing its not good at all save your money"] == 0
    assert y.mean() == 0.65


def test_a_newswire_has_its_topic():
    (x, y), (_x, y_test) = newswires.load_data()
    names = newswires.get_label_names()
    assert (len(names), len(set(names)), set(y.tolist()), set(y_test.tolist()) <= set(y.tolist())) == (
        52, 52, set(range(52)), True,
    )  # fmt: skip
    cocoa = newswires.get_word_index()["cocoa"] + 3
    told = [text.count(cocoa) for text, label in zip(x, y, strict=True) if names[label] == "cocoa"]
    assert sum(told) / len(told) > 3


@pytest.mark.parametrize("loader", LOADERS)
def test_num_words_leaves_the_commonest_and_2_for_the_others(loader):
    (x, _y), (x_test, _y_test) = loader.load_data(num_words=1000)
    assert max(max(text) for part in (x, x_test) for text in part) == 999
    (whole, _y), _test = loader.load_data()
    assert all([i if i < 1000 else 2 for i in long] == short for long, short in zip(whole, x, strict=True))


def test_texts_of_one_length_are_still_a_list_each():
    coding = texts.Coding(num_words=10)
    part = ([[1, 2], [3, 4]], np.array([0, 1]))
    (x, _y), _test = texts.split(part, part, coding)
    assert (x.shape, sorted(x.tolist())) == ((2,), [[1, 4, 5], [1, 6, 7]])


@pytest.mark.parametrize("loader", LOADERS)
def test_no_text_short_enough_is_said(loader):
    with pytest.raises(ValueError, match="maxlen=1"):
        loader.load_data(maxlen=1)


@pytest.mark.parametrize(
    ("language", "loader", "line"),
    [
        ("es", reviews, "Reseñas de comida (muestra): 4000 para entrenar, 1000 para probar\n"),
        ("en", reviews, "Food reviews (sample): 4000 to train on, 1000 to test on\n"),
        ("es", newswires, "Noticias de Reuters (muestra): 6532 para entrenar, 2568 para probar\n"),
        ("en", newswires, "Reuters newswires (sample): 6532 to train on, 2568 to test on\n"),
    ],
)
def test_one_line_says_which_it_is(language, loader, line, monkeypatch, capsys):
    monkeypatch.setenv("NNTUTOR_LANG", language)
    loader.load_data()
    assert capsys.readouterr().out == line


# -- Keras's files --


def test_reviews_come_from_a_server_that_has_them_and_are_kept(cache, monkeypatch, capsys):
    with serving(FILES[reviews]) as (address, asked):
        monkeypatch.setattr(source, "ORIGIN", address)
        assert counts(reviews.load_data(full=True)) == (5, 3)
        assert asked == ["imdb.npz", "imdb_word_index.json"]
        assert counts(reviews.load_data(full=True)) == (5, 3)
        assert len(asked) == 2
    assert sorted(path.name for path in cache.iterdir()) == ["imdb.npz", "imdb_word_index.json"]
    assert counts(reviews.load_data()) == (5, 3)
    assert reviews.get_word_index() == WORDS
    assert set(capsys.readouterr().out.splitlines()) == {"Film reviews of IMDB (full): 5 to train on, 3 to test on"}


def test_newswires_come_from_a_server_that_has_them(monkeypatch, capsys):
    with serving(FILES[newswires]) as (address, _asked):
        monkeypatch.setattr(source, "ORIGIN", address)
        assert counts(newswires.load_data(full=True)) == (6, 2)
    assert counts(newswires.load_data(test_split=0.5)) == (4, 4)
    assert newswires.get_word_index() == WORDS
    assert (len(newswires.get_label_names()), newswires.get_label_names()[3]) == (46, "earn")
    assert "Reuters newswires (full): 6 to train on, 2 to test on" in capsys.readouterr().out


@pytest.mark.parametrize("loader", LOADERS)
def test_nothing_is_looked_up_unasked(loader, monkeypatch):
    with serving(FILES[loader]) as (address, asked):
        monkeypatch.setattr(source, "ORIGIN", address)
        assert counts(loader.load_data()) == SIZES[loader]
        loader.get_word_index()
    assert asked == []


def falls_back(loader, cache, capsys):
    """The full set cannot be had: the sample comes within a second (besides being read), and nothing is left behind."""
    start = time.monotonic()
    assert source.published(loader._FILES, fetch=True) is None
    assert time.monotonic() - start < 1
    assert counts(loader.load_data(full=True)) == SIZES[loader]
    assert "the tutor's sample; the download was not possible" in capsys.readouterr().out
    assert len(loader.get_word_index()) > 10_000
    assert not [path for path in cache.glob("*") if path.suffix in {".npz", ".part"}]
    return True


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("place", [refusing, silent])
def test_without_a_network_or_with_a_silent_one_the_sample_comes(loader, place, cache, monkeypatch, capsys):
    with place() as address:
        monkeypatch.setattr(source, "ORIGIN", address)
        assert falls_back(loader, cache, capsys)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("how", [{"torn": True}, {"stalling": True}])
def test_a_download_that_breaks_off_or_stalls_is_none(loader, how, cache, monkeypatch, capsys):
    with serving(FILES[loader], **how) as (address, asked):
        monkeypatch.setattr(source, "ORIGIN", address)
        assert falls_back(loader, cache, capsys)
    assert asked


@pytest.mark.parametrize("loader", LOADERS)
def test_a_file_with_another_checksum_is_never_unpacked(loader, cache, monkeypatch, capsys):
    with serving({name: npz(x=np.arange(3)) for name in FILES[loader]}) as (address, _asked):
        monkeypatch.setattr(source, "ORIGIN", address)
        assert falls_back(loader, cache, capsys)


@pytest.mark.parametrize("loader", LOADERS)
def test_a_damaged_or_half_a_cache_is_passed_over(loader, cache):
    cache.mkdir(parents=True)
    archive, index = FILES[loader]
    (cache / archive).write_bytes(FILES[loader][archive])
    assert counts(loader.load_data()) == SIZES[loader]  # without its words
    (cache / index).write_bytes(b"{}")
    assert counts(loader.load_data()) == SIZES[loader]
    (cache / index).write_bytes(FILES[loader][index])
    (cache / archive).write_bytes(FILES[loader][archive][:-9])
    assert counts(loader.load_data()) == SIZES[loader]
    assert len(loader.get_word_index()) > 10_000


def test_a_silent_network_is_waited_for_three_seconds_and_not_for_each_file():
    with silent() as address:
        start = time.monotonic()
        assert not source.download(address, source.keras_cache() / "kept", "", patience=0.2)
        assert time.monotonic() - start < 1


def test_importing_costs_no_numpy():
    code = (
        "import sys, tutor.datasets.reviews, tutor.datasets.newswires, tutor.datasets.housing\n"
        "print('numpy' in sys.modules, 'keras' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


OPTIONS = [
    {}, {"num_words": 6}, {"num_words": 7, "skip_top": 5}, {"maxlen": 5}, {"seed": 3}, {"start_char": None},
    {"oov_char": None, "num_words": 6}, {"index_from": 10}, {"start_char": None, "index_from": None},
    {"start_char": None, "oov_char": None, "index_from": 0, "skip_top": 2},
]  # fmt: skip
KERASS = """
import json, sys
from keras.src.datasets import imdb, reuters
path, options = json.loads(sys.argv[1]), json.loads(sys.argv[2])
kept = []
for module, file in zip((imdb, reuters), path):
    module.get_file = lambda *_args, file=file, **_how: file
    for one in options:
        parts = module.load_data(**one)
        kept.append([[[list(map(int, text)) for text in x], [int(label) for label in y]] for x, y in parts])
print(json.dumps(kept))
"""


@pytest.mark.keras
def test_every_option_does_what_it_does_in_keras(cache):
    cache.mkdir(parents=True)
    for files in FILES.values():
        for name, content in files.items():
            (cache / name).write_bytes(content)
    paths = [str(cache / "imdb.npz"), str(cache / "reuters.npz")]
    done = subprocess.run(
        [sys.executable, "-c", KERASS, json.dumps(paths), json.dumps(OPTIONS)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    ours = [
        [[list(map(list, x)), y.tolist()] for x, y in loader.load_data(**options)]
        for loader in LOADERS
        for options in OPTIONS
    ]
    assert ours == json.loads(done.stdout.splitlines()[-1])
