from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tutor.draw.trace import Trace


@given(st.lists(st.lists(st.floats(-1e6, 1e6), max_size=60), max_size=20))
def test_extremes_ends_and_order_survive_and_the_size_is_bounded(pieces):
    trace = Trace(limit=16)
    count = 0
    for piece in pieces:
        trace.extend(np.arange(count, count + len(piece)), piece)
        count += len(piece)
    everything = [y for piece in pieces for y in piece]
    assert len(trace.xs) == len(trace.ys)
    assert np.all(np.diff(trace.xs) >= 0)
    assert len(trace.xs) <= 16 + max(8, 2 * count // 8)
    if everything:
        assert (trace.ys.min(), trace.ys.max()) == (min(everything), max(everything))
        assert all(everything[int(x)] == y for x, y in zip(trace.xs, trace.ys, strict=True))


def test_a_million_points_keep_their_one_spike_in_few_points():
    trace = Trace(limit=2000)
    ys = np.sin(np.arange(1_000_000) / 1e5)
    ys[654_321] = 9.0
    for start in range(0, 1_000_000, 10_000):
        trace.extend(np.arange(start, start + 10_000), ys[start : start + 10_000])
    assert len(trace.ys) < 5000
    assert trace.ys.max() == 9.0
    gaps = np.diff(trace.xs)
    assert gaps.max() < 8000


def test_single_points_and_gaps_are_kept():
    trace = Trace()
    for step, value in enumerate([1.0, np.nan, 3.0]):
        trace.append(step, value)
    assert trace.xs.tolist() == [0, 1, 2]
    assert np.isnan(trace.ys[1])
