"""The generator gives the numbers that the original's JavaScript does."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.nn.seedrandom import SeedRandom


def numbers(seed, count=100):
    source = SeedRandom(seed)
    return [source.random() for _turn in range(count)]


def test_the_numbers_that_seedrandoms_own_readme_shows():
    assert numbers("hello.", 2) == [0.9282578795792454, 0.3752569768646784]


@settings(max_examples=25)
@given(st.text(max_size=600))
def test_any_text_is_a_seed_and_gives_the_same_numbers_again(seed):
    drawn = numbers(seed, 20)
    assert drawn == numbers(seed, 20)
    assert all(0 <= number < 1 for number in drawn)


def test_seeds_differ_beyond_the_length_of_a_key():
    long = "x" * 300
    assert len({tuple(numbers(seed, 3)) for seed in ("", "0", "01", "é", "𝄞", long, long + "y", "y" + long)}) == 8


def test_a_number_has_all_the_digits_of_a_double():
    drawn = numbers("0.5", 2000)
    assert len({number * 2**40 % 1 for number in drawn}) > 1000
    assert sum(drawn) / len(drawn) == pytest.approx(0.5, abs=0.02)
    assert not any(a == b for a, b in zip(drawn, islice(drawn, 1, None), strict=False))


def test_a_range():
    source, same = SeedRandom("1"), SeedRandom("1")
    assert source.uniform(-6, 6) == same.random() * 12 - 6
