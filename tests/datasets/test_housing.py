"""The houses of Ames: all of them come with the tutor."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from tutor.datasets import housing, source


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.delenv("NNTUTOR_LANG", raising=False)


def test_the_sample_has_kerass_shape_and_no_gaps():
    (x, y), (x_test, y_test) = housing.load_data()
    assert [x.shape, y.shape, x_test.shape, y_test.shape] == [(2344, 33), (2344,), (586, 33), (586,)]
    for part in (x, y, x_test, y_test):
        assert part.dtype == np.float64
        assert np.isfinite(part).all()
    assert min(y.min(), y_test.min()) > 12_000
    assert 150_000 < y.mean() < 200_000


def test_the_split_is_kerass_and_follows_its_seed():
    (x, y), (x_test, _y_test) = housing.load_data(test_split=0.25, seed=5)
    assert (len(x), len(x_test)) == (2197, 733)
    again = housing.load_data(test_split=0.25, seed=5)[0]
    assert (again[0] == x).all()
    assert not (housing.load_data(test_split=0.25)[0][1][:50] == y[:50]).all()
    whole = np.load(source.SAMPLES / "housing.npz")["y"]
    order = np.arange(len(whole))
    np.random.RandomState(5).shuffle(order)
    assert (y == whole[order][: len(y)]).all()


def test_every_column_has_its_name_and_a_spread():
    (x, _y), _test = housing.load_data()
    names = housing.get_feature_names()
    assert len(names) == len(set(names)) == 33
    assert {"Gr_Liv_Area", "Year_Built", "Latitude"} <= set(names)
    assert "Sale_Price" not in names
    assert (x.std(axis=0) > 0).all()


def test_the_finished_basement_is_an_area_again():
    (x, _y), _test = housing.load_data()
    column = dict(zip(housing.get_feature_names(), x.T, strict=True))
    parts = column["BsmtFin_SF_1"] + column["BsmtFin_SF_2"] + column["Bsmt_Unf_SF"]
    assert (parts == column["Total_Bsmt_SF"]).all()
    assert column["BsmtFin_SF_1"].max() > 1000


def test_the_sample_is_the_one_that_was_described():
    with np.load(source.SAMPLES / "housing.npz") as arrays:
        digest = hashlib.sha256(b"".join(arrays[key].tobytes() for key in arrays.files)).hexdigest()
    assert digest in (source.SAMPLES / "housing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "Casas de Ames (todas, con el tutor): 2344 para entrenar, 586 para probar\n"),
        ("en", "Houses of Ames (all, with the tutor): 2344 to train on, 586 to test on\n"),
    ],
)
def test_one_line_says_what_it_is(language, line, monkeypatch, capsys):
    monkeypatch.setenv("NNTUTOR_LANG", language)
    housing.load_data()
    assert capsys.readouterr().out == line
