"""What is measured after `fit`, over layers of a page: the real ones are in tests/clinic/test_lesson_runs.py."""

from __future__ import annotations

import json
import math
from types import SimpleNamespace

import numpy as np
import pytest

from tutor.live.vitals import measure
from tutor.live.wire import plain_json

CHANCE = np.random.default_rng(1)


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def linear(z):
    return z


def tanh(z):
    return np.tanh(z)


class Dense:
    def __init__(self, kernel, bias, activation):
        self.units, self.activation = kernel.shape[1], activation
        self._weights = [kernel, bias]

    def get_weights(self):
        return self._weights

    def count_params(self):
        return sum(one.size for one in self._weights)


class Layer(SimpleNamespace):
    pass


def kind(name, **fields):
    return type(name, (Layer,), {})(**fields)


class Sequential:
    def __init__(self, *layers, loss="mse"):
        self.layers = list(layers)
        self.loss = loss
        self.optimizer = kind("SGD", momentum=0.9)


def dense(inputs, units, activation=relu, *, kernel=None, bias=0.0):
    kernel = CHANCE.normal(size=(inputs, units)) if kernel is None else np.full((inputs, units), kernel)
    return Dense(kernel, np.full(units, bias), activation)


X = CHANCE.normal(size=(300, 4))
Y = (X @ [1.0, -2.0, 0.5, 0.0] > 0).astype(int)


def told(*layers, x=X, y=Y, loss="binary_crossentropy", **call):
    model = Sequential(*(layers or (dense(4, 8), dense(8, 1, sigmoid))), loss=loss)
    found = measure(model, {"x": x, "y": y, **call})
    json.dumps(plain_json(found), allow_nan=False)
    return found


def test_a_network_that_is_well():
    found = told(validation_data=(X[:50] + 0.1, Y[:50]))
    assert (found["loss"], found["optimizer"], found["momentum"], found["logits"]) == (
        "binary_crossentropy", "sgd", True, False,
    )  # fmt: skip
    assert found["output"] == {"units": 1, "activation": "sigmoid"}
    assert found["inputs"]["rows"] == 300
    assert found["inputs"]["size"] == pytest.approx(1, abs=0.2)
    assert found["target"] == {"kind": "labels", "outputs": 1, "classes": 2, "low": 0.0, "high": 1.0}
    assert found["baseline"] == pytest.approx(0.69, abs=0.01)
    assert found["neighbours"]["alike"] > 0.4
    assert found["leak"]["match"] < 0.95
    assert (found["validation"]["moved"], found["shared"]) == (0.0, 0.0)
    first, last = found["layers"]
    assert (first["alike"], first["zero"], first["dead"] < 0.5) == (False, False, True)
    assert "dead" not in last


@pytest.mark.parametrize("given", ["mse", "mean_squared_error", "MSE"])
def test_a_loss_has_one_name(given):
    assert told(loss=given)["loss"] == "mean_squared_error"


def test_a_loss_object_and_a_function():
    assert told(loss=kind("MeanSquaredError"))["loss"] == "mean_squared_error"
    crossentropy = told(loss=kind("BinaryCrossentropy", from_logits=True))
    assert (crossentropy["loss"], crossentropy["logits"]) == ("binary_crossentropy", True)

    def mean_absolute_error(a, b):
        return a - b

    assert told(loss=mean_absolute_error)["loss"] == "mean_absolute_error"
    assert told(loss={"a": "mse"})["loss"] == ""


def test_dead_saturated_zero_and_alike():
    assert told(dense(4, 8, bias=-50.0), dense(8, 1, sigmoid))["layers"][0]["dead"] == 1.0
    assert told(dense(4, 8, tanh, bias=50.0), dense(8, 1))["layers"][0]["saturated"] == 1.0
    zero = told(dense(4, 8, kernel=0.0), dense(8, 1))["layers"][0]
    assert (zero["zero"], zero["alike"]) == (True, True)
    one = told(dense(4, 8, kernel=0.5), dense(8, 1))["layers"][0]
    assert (one["zero"], one["alike"]) == (False, True)
    assert told(dense(4, 8, kernel=np.nan), dense(8, 1))["layers"][0]["finite"] is False


def test_an_activation_of_its_own_is_the_layer_s():
    found = told(dense(4, 8, linear), kind("ReLU"), kind("Dropout"), dense(8, 3, linear), kind("Softmax"))
    assert [layer["activation"] for layer in found["layers"]] == ["relu", "softmax"]
    assert found["output"] == {"units": 3, "activation": "softmax"}
    assert "dead" in found["layers"][0]


def test_what_stands_before_the_units_is_passed():
    images = X.reshape(300, 2, 2)
    found = told(
        kind("Rescaling", scale=1e-9, offset=0.0), kind("Flatten"), dense(4, 8, bias=-1.0), dense(8, 1), x=images
    )
    assert found["layers"][0]["dead"] == 1.0
    assert found["scales"] is True
    found = told(kind("Mystery"), dense(4, 8), dense(8, 1))
    assert "dead" not in found["layers"][0]


def test_validation_on_another_scale_and_the_split():
    found = told(x=X[:200], y=Y[:200], validation_data=(X[200:] * 50 + 9, Y[200:]))
    assert found["validation"]["moved"] == 1.0
    mixed = np.concatenate([X[:200], X[200:] * 50])
    assert told(x=mixed, validation_split=1 / 3)["validation"]["moved"] == 1.0
    assert told(x=mixed, validation_split=1 / 3)["inputs"]["rows"] == 200


def test_a_leak_and_shared_examples():
    found = told(x=np.column_stack([X, Y]))
    assert (found["leak"]["feature"], round(found["leak"]["match"], 6)) == (4, 1.0)
    classes = np.eye(3)[np.arange(300) % 3]
    found = told(x=np.column_stack([X, classes[:, 1]]), y=classes)
    assert found["target"]["kind"] == "one-hot"
    assert found["leak"]["feature"] == 4
    assert told(validation_data=(X[:80], Y[:80]))["shared"] == 1.0
    assert told(x=X.astype("float32"), validation_data=(X[:80].astype("float32"), Y[:80]))["shared"] == 1.0


def test_labels_that_belong_to_others():
    assert abs(told(y=CHANCE.permutation(Y))["neighbours"]["alike"]) < 0.1


@pytest.mark.parametrize(
    ("loss", "y", "least"),
    [
        ("mse", np.array([0.0, 2.0] * 150), 1.0),
        ("mae", np.array([0.0, 4.0] * 150), 2.0),
        ("categorical_crossentropy", np.eye(4)[np.arange(300) % 4], math.log(4)),
        ("sparse_categorical_crossentropy", np.arange(300) % 4, math.log(4)),
        ("hinge", Y, None),
    ],
)
def test_the_loss_of_always_answering_the_same(loss, y, least):
    assert told(loss=loss, y=y)["baseline"] == (None if least is None else pytest.approx(least))


class Frame:
    """A table that takes rows as pandas does."""

    def __init__(self, values):
        self.values, self.shape = values, values.shape

    @property
    def iloc(self):
        return self.values


class Tensor:
    """Takes slices and nothing else."""

    def __init__(self, values):
        self.values, self.shape = values, values.shape

    def __getitem__(self, key):
        assert isinstance(key, slice)
        return self.values[key]


@pytest.mark.parametrize("wrap", [Frame, Tensor])
def test_tables_and_tensors(wrap):
    assert told(x=wrap(X), y=wrap(Y))["inputs"]["rows"] == 300


def endless():
    raise AssertionError("a generator was read")
    yield


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (None, None),
        (4, None),
        (endless(), None),
        ([X, X], Y),
        (X, Y[:10]),
        (np.array(["a", "b"]), Y[:2]),
        (X[:0], Y[:0]),
    ],
)
def test_what_cannot_be_looked_at_is_not(x, y):
    found = told(x=x, y=y)
    assert "inputs" not in found
    assert found["loss"] == "binary_crossentropy"


def test_a_model_of_no_known_kind():
    assert measure(object(), {"x": X, "y": Y})["inputs"]["rows"] == 300


def test_few_rows_of_much_are_looked_at():
    class Large(np.ndarray):
        taken = 0

        def __getitem__(self, key):
            part = super().__getitem__(key)
            Large.taken += part.size
            return part

    large = np.zeros((20_000, 1000), dtype="float32").view(Large)
    measure(Sequential(dense(1000, 4), dense(4, 1)), {"x": large, "y": np.zeros(20_000)})
    assert 0 < Large.taken <= 256 * 1000


def test_out_of_time_no_part_is_begun():
    times = iter([0.0, 0.1, 1.0])
    assert set(measure(Sequential(dense(4, 1)), {"x": X, "y": Y}, lambda: next(times))) == {
        "loss", "logits", "optimizer", "momentum",
    }  # fmt: skip
