"""Lessons 3.6 and 3.7, newswires by topic: what their prose says is what their cells compute."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.keras
CLASSES = "3.06-several-classes.md"
CONFUSION = "3.07-confusion-and-imbalance.md"


def failed(lesson):
    return [name for name, cell in lesson.cells.items() if cell["error"]]


@pytest.fixture(scope="module")
def classes(play):
    ask = {
        "losses": "[first[0], second[0]]",
        "untrained": "second[0] - penalty",
        "taller": "[softmax(np.array([score, 1.0, 0.1, -1.0]))[1:].max() for score in (2.0, 4.0, 10.0)]",
        "even": "[-np.log(1 / 10), -np.log(1 / 2)]",
    }
    return play(CLASSES, "en", ask=ask)


def test_classes_only_the_cell_that_may_fail_fails(classes):
    assert failed(classes) == ["whole-numbers"]
    assert "target.shape=(32,), output.shape=(32, 52)" in classes.error("whole-numbers")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("load", "topic 12 = earn"),
        ("load", "52 topics: acq"),
        ("counts", "the first two together: 67.9%"),
        ("counts", "topics with fewer than 20: 28"),
        ("softmax", "all 5 higher:  [0.638 0.235 0.095 0.032]"),
        ("one-hot", "(6532,) -> (6532, 52)"),
        ("one-hot", "as Keras does it: True"),
        ("loss", "by hand:     [0.357 1.204]"),
        ("loss", "sparse:      [0.357 1.204]"),
        ("model", "  6,708 (None, 52)"),
        ("model", "663,348 in all"),
        ("two-ways", "ln 52 = 3.95"),
    ],
)
def test_figures_of_the_classes(classes, cell, printed):
    assert printed in classes.text(cell)


def test_both_losses_agree_and_start_near_the_logarithm_of_52(classes):
    one_hot, sparse = classes.answers["losses"]
    assert one_hot == pytest.approx(sparse, rel=1e-4)
    assert classes.answers["untrained"] == pytest.approx(3.95, abs=0.1)


def test_a_higher_score_lowers_the_other_probabilities(classes):
    first, second, third = classes.answers["taller"]
    assert first > second > third
    assert classes.answers["even"] == pytest.approx([2.303, 0.693], abs=0.001)


@pytest.fixture(scope="module")
def trained(play):
    ask = {
        "accuracy": "accuracy",
        "always": "always",
        "diagonal": "confusion.trace() / confusion.sum()",
        "recall": "recall.mean()",
        "largest": "recall[order[:2]].mean()",
        "smallest": "recall[order[26:]].mean()",
        "never": "[(recall == 0).sum(), (confusion.sum(axis=0) == 0).sum()]",
        "topics": "[topics[topic] for topic in top]",
        "part": "part",
        "validation": "history.history['val_loss']",
        "weighted": "(lambda network, n: [network.fit(x_hot, y_train, epochs=12, batch_size=128, verbose=0,"
        " validation_split=0.2, class_weight={k: len(y_train) / (52 * c) for k, c in enumerate(n)}),"
        " (lambda said: [(said == y_test).mean(), np.mean([(said[y_test == k] == k).mean() for k in range(52)])])"
        "(network.predict(x_hot_test, verbose=0).argmax(axis=1))][1])(build(), np.bincount(y_train))",
    }
    return play(CONFUSION, "es", ask=ask)


def test_training_only_the_cell_that_may_fail_fails(trained):
    assert failed(trained) == ["no-argmax"]
    assert "must be of integer" in trained.error("no-argmax")


def test_nine_in_ten_are_right_and_above_the_mark_of_the_course(trained):
    assert trained.answers["accuracy"] >= 0.85
    assert trained.answers["accuracy"] == pytest.approx(0.90, abs=0.015)
    assert trained.answers["diagonal"] == pytest.approx(trained.answers["accuracy"], abs=1e-5)
    assert trained.answers["always"] == pytest.approx(0.422, abs=0.001)


def test_the_validation_loss_still_falls_slowly_at_the_end(trained):
    loss = trained.answers["validation"]
    assert 0 < loss[7] - loss[11] < loss[0] - loss[3]


def test_accuracy_hides_that_most_topics_are_found_seldom(trained):
    assert trained.answers["recall"] == pytest.approx(0.44, abs=0.05)
    assert trained.answers["largest"] > 0.95
    assert trained.answers["smallest"] < trained.answers["recall"]
    never_found, never_answered = trained.answers["never"]
    assert 15 <= never_found <= 21
    assert never_found / 2 < never_answered <= never_found


def test_currencies_are_taken_for_interest_rates_and_ships_for_oil(trained):
    place = {topic: n for n, topic in enumerate(trained.answers["topics"])}
    part = trained.answers["part"]
    money, interest, ship, crude = (place[topic] for topic in ("money-fx", "interest", "ship", "crude"))
    assert part[interest][money] == max(n for k, n in enumerate(part[interest]) if k != interest)
    assert part[money][interest] > 3
    assert part[ship][crude] == max(n for k, n in enumerate(part[ship]) if k != ship)


def test_weights_for_rare_topics_raise_the_mean_recall(trained):
    accuracy, recall = trained.answers["weighted"]
    assert accuracy == pytest.approx(0.9, abs=0.03)
    assert recall == pytest.approx(0.6, abs=0.07)
    assert recall > trained.answers["recall"] + 0.1


def test_the_diagonal_of_the_heat_map_outshines_its_rows(trained):
    part = trained.answers["part"]
    assert len(part) == 8
    assert all(row[n] > 2 * max(row[:n] + row[n + 1 :]) for n, row in enumerate(part))
