"""The points: the original's sets are proved by the oracles; here ours for more classes, own points, splits, noise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tutor.nn.data import draw
from tutor.nn.keys import DATASETS
from tutor.nn.seedrandom import SeedRandom
from tutor.nn.state import MANY_CLASSES, State


def data(**settings):
    return draw(State(seed="0.5", **settings), SeedRandom("0.5"))


@pytest.mark.parametrize("classes", range(3, 7))
@pytest.mark.parametrize("dataset", sorted(set(MANY_CLASSES) - {"own"}))
def test_more_classes_are_as_many_as_even_and_within_sight(dataset, classes):
    points = data(dataset=dataset, classes=classes)
    labels, counts = np.unique(points.labels, return_counts=True)
    assert labels.tolist() == list(range(classes))
    assert set(counts) == {500 // classes}
    assert np.abs(points.xy).max() < 6
    assert 0 < points.train_size < len(points.xy)


def test_rings_lie_around_each_other():
    points = data(dataset="circle", classes=4)
    r = np.hypot(*points.xy.T)
    outer = [r[points.labels == ring].max() for ring in range(4)]
    inner = [r[points.labels == ring].min() for ring in range(4)]
    assert all(out < into for out, into in zip(outer, inner[1:], strict=False))


def test_clouds_lie_around_a_circle():
    points = data(dataset="gauss", classes=5)
    centres = np.array([points.xy[points.labels == cloud].mean(axis=0) for cloud in range(5)])
    assert np.hypot(*centres.T) == pytest.approx(3.5, abs=0.3)


def test_arms_are_turned_copies_of_one():
    points = data(dataset="spiral", classes=3)
    ends = [max(points.xy[points.labels == arm].tolist(), key=lambda xy: np.hypot(*xy)) for arm in range(3)]
    angles = np.sort(np.arctan2(*np.array(ends).T))
    assert np.diff(angles) == pytest.approx(2 * np.pi / 3)


@pytest.mark.parametrize("dataset", sorted(set(DATASETS) - {"own"}))
@pytest.mark.parametrize("classes", [2, 3])
def test_noise_blurs(dataset, classes):
    clear, noisy = data(dataset=dataset, classes=classes), data(dataset=dataset, classes=classes, noise=50)
    assert not (np.array_equal(clear.labels, noisy.labels) and np.array_equal(clear.xy, noisy.xy))
    assert set(noisy.labels) == set(clear.labels)


def test_xor_has_two_classes_whatever_the_link_says():
    assert set(data(dataset="xor", classes=5).labels) == {-1, 1}
    assert State(dataset="xor", classes=5).outputs == 1


@pytest.mark.parametrize(("share", "train"), [(1, 5), (10, 50), (50, 250), (99, 495)])
def test_the_share_to_train_on(share, train):
    points = data(train_share=share)
    assert points.train_size == len(points.train[0]) == train
    assert len(points.test[1]) == 500 - train


def test_own_points_are_shuffled_and_split_like_all_others():
    own = tuple((float(i), -float(i), 1.0 if i % 2 else -1.0) for i in range(20))
    points = data(dataset="own", points=own, train_share=30)
    assert sorted(map(tuple, np.column_stack([points.xy, points.labels]))) == sorted(own)
    assert points.train_size == 6
    assert points.xy[:, 0].tolist() != [point[0] for point in own]


def test_labels_of_own_points_follow_the_number_of_classes():
    own = tuple((0.0, float(i), label) for i, label in enumerate([-1.0, 0.0, 1.0, 2.0, 5.0]))
    state = State(dataset="own", points=own, seed="1")
    for classes, labels in ((2, [-1, -1, 1, 1, 1]), (3, [0, 0, 1, 2, 2]), (6, [0, 0, 1, 2, 5])):
        points = draw(replace(state, classes=classes), SeedRandom("1"))
        assert points.labels[np.argsort(points.xy[:, 1])].tolist() == labels


def test_no_point_is_no_fault():
    points = data(dataset="own")
    assert points.xy.shape == (0, 2)
    assert points.train_size == 0
