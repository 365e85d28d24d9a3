"""`compile`, `fit`, `evaluate`, `predict`: what they are given."""

from __future__ import annotations

from tutor.explain.near import near
from tutor.explain.rule import Book, Case
from tutor.locale import N_, _

book = Book()
MODEL = (
    "import keras\nimport numpy as np\nX, Y = np.zeros((20, 4)), np.zeros((20, 1))\n"
    "m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\n"
)
COMPILED = MODEL + "m.compile('sgd', 'mse')\n"
_KNOWN = {
    "optimizer": ("sgd", "adam", "adamw", "rmsprop", "adagrad", "adadelta", "adamax", "nadam", "ftrl", "lion"),
    "loss": (
        "mse", "mae", "mean_squared_error", "mean_absolute_error", "binary_crossentropy", "categorical_crossentropy",
        "sparse_categorical_crossentropy", "huber", "hinge", "kl_divergence", "log_cosh", "poisson",
    ),
    "metric": (
        "accuracy", "acc", "mse", "mae", "auc", "precision", "recall", "binary_accuracy", "categorical_accuracy",
        "sparse_categorical_accuracy", "top_k_categorical_accuracy",
    ),
    "activation function": (
        "relu", "sigmoid", "softmax", "tanh", "linear", "elu", "selu", "gelu", "softplus", "silu", "leaky_relu",
        "exponential", "swish",
    ),
    "initializer": ("glorot_uniform", "glorot_normal", "he_normal", "he_uniform", "zeros", "ones", "random_normal"),
    "regularizer": ("l1", "l2", "l1_l2"),
}  # fmt: skip
_KINDS = {
    "optimizer": N_("an optimizer"),
    "loss": N_("a loss"),
    "metric": N_("a metric"),
    "activation function": N_("an activation function"),
    "initializer": N_("an initializer"),
    "regularizer": N_("a regulariser"),
}


@book.rule(
    "ValueError",
    r"Expected `metrics` argument to be a list, tuple, or dict\. Received instead: metrics=(?P<value>\w{1,60})",
    MODEL + "m.compile('sgd', 'mse', metrics='accuracy')",
)
def _metrics(case: Case) -> str:
    return _("`metrics` takes a list, even of one: `metrics=['{value}']`.").format(value=case["value"])


@book.rule(
    "ValueError",
    r"Could not interpret (?P<kind>optimizer|loss|metric|activation function|initializer|regularizer) identifier: "
    r"(?P<name>(?!<class)[^\n]{1,100})",
    MODEL + "m.compile('sgdd', 'mse')",
    MODEL + "m.compile('sgd', 'msee')\nm.fit(X, Y, verbose=0)",
    MODEL + "m.compile('sgd', 'mse', metrics=['acuracy'])\nm.fit(X, Y, verbose=0)",
    "import keras\nkeras.layers.Dense(3, activation='rellu')",
    MODEL + "m.compile('mse', 'sgd')",
)
def _unknown(case: Case) -> str:
    kind, name = case["kind"], case["name"]
    words = _("Keras does not know {name} as {kind}.").format(name=f"`{name}`", kind=_(_KINDS[kind]))
    if meant := near(name, _KNOWN[kind], 0.6):
        return words + " " + _("Did you mean `{near}`?").format(near=meant)
    if other := next((other for other, names in _KNOWN.items() if name in names), ""):
        return words + " " + _("It is {kind}: have two arguments changed places?").format(kind=_(_KINDS[other]))
    return words + " " + _("Known are: {names}, …").format(names=", ".join(f"`{one}`" for one in _KNOWN[kind][:4]))


@book.rule(
    "ValueError",
    r"Could not interpret (?P<kind>[\w ]{1,40}) identifier: <class '(?:[\w.]{0,100}\.)?(?P<name>\w{1,60})'",
    MODEL + "m.compile(optimizer=keras.optimizers.SGD, loss='mse')",
)
def _class_given(case: Case) -> str:
    return _("`{name}` is given as it is, without being called: `{name}()`, with parentheses.").format(
        name=case["name"]
    )


@book.rule(
    "ValueError",
    r"must call `compile\(\)` before using the model",
    MODEL + "m.fit(X, Y, verbose=0)",
    MODEL + "m.evaluate(X, Y, verbose=0)",
)
def _not_compiled(_case: Case) -> str:
    return _(
        "The model has no loss and no optimizer yet: `model.compile(optimizer=…, loss=…)` comes before `fit` and "
        "`evaluate`. A model built anew must be compiled anew."
    )


@book.rule("ValueError", r"No loss to compute\. Provide a `loss`", MODEL + "m.compile('sgd')\nm.fit(X, Y, verbose=0)")
def _no_loss(_case: Case) -> str:
    return _(
        "The model was compiled without a loss, so there is nothing to make smaller: `model.compile(…, loss='mse')`."
    )


@book.rule(
    "ValueError",
    r"Data cardinality is ambiguous[^\n]{0,120}?'x' sizes: (?P<x>[\d, ]{1,100})\s+'y' sizes: (?P<y>[\d, ]{1,100})"
    r"(?:\s+'sample_weight' sizes: (?P<w>[\d, ]{1,100}))?",
    COMPILED + "m.fit(X, Y[:15], verbose=0)",
    COMPILED + "m.fit(X, Y, sample_weight=np.ones(3), verbose=0)",
)
def _cardinality(case: Case) -> str:
    if case["w"] and case.sizes("x") == case.sizes("y"):
        return _("Every example needs its weight: there are {x} examples and {w} weights (`sample_weight`).").format(
            x=case["x"], w=case["w"]
        )
    return _(
        "Every example needs its label: `x` has {x} and `y` has {y}. The first sizes of their `.shape`s must be equal."
    ).format(x=case["x"], y=case["y"])


@book.rule(
    "ValueError",
    r"^None values not supported",
    COMPILED + "m.fit(X, verbose=0)",
    COMPILED + "m.fit(X, None, verbose=0)",
)
def _none(case: Case) -> str:
    if not case.has(r"\.(?:fit|evaluate|train_on_batch)\("):
        return ""
    return _("Something that was needed is `None`. In most cases it is the labels: `fit(x, y)` takes both.")


@book.rule(
    "ValueError",
    r"^Unrecognized data type: x=[\s\S]{0,17000}\(of type <class '(?P<kind>list|tuple|numpy\.ndarray)'>\)$",
    COMPILED + "m.predict([[1, 2, 3, 4]], verbose=0)",
    COMPILED + "m.fit(X, Y.tolist(), verbose=0)",
)
def _list(case: Case) -> str:
    if case["kind"] == "numpy.ndarray":
        return _("`x` is an array, but `y` is not: lists are not taken here. `np.array(y)` makes an array of it.")
    return _("Keras takes arrays here, not Python lists: `np.array(…)`.")


@book.rule(
    "ValueError",
    r"^Invalid dtype: (?P<dtype>object|str\d*)",
    COMPILED + "m.fit(X.astype(object), Y, verbose=0)",
    COMPILED + "m.fit(X.astype(str), Y, verbose=0)",
)
def _dtype(case: Case) -> str:
    if case["dtype"] == "object":
        return _(
            "One of the arrays has dtype `object`: `None`, text or lists of unequal length are in it. "
            "A network takes numbers; if all are: `.astype('float32')`."
        )
    return _(
        "One of the arrays holds text. A network takes numbers: for numbers in quotes `.astype('float32')`; for "
        "names of classes, their numbers 0, 1, …"
    )


@book.rule(
    "ValueError",
    r"`validation_split` is only supported for tensors or NumPy arrays",
    COMPILED + "def batches():\n    yield X, Y\nm.fit(batches(), validation_split=0.2, verbose=0)",
)
def _validation_split(_case: Case) -> str:
    return _(
        "`validation_split` cuts arrays, and this is a generator or a `Dataset`. Give the rest apart: "
        "`validation_data=…`."
    )


@book.rule(
    "TypeError AttributeError",
    r"'History' object (?:is not subscriptable|has no attribute '(?P<name>\w{1,60})')",
    COMPILED + "h = m.fit(X, Y, verbose=0)\nh['loss']",
    COMPILED + "h = m.fit(X, Y, verbose=0)\nh.predict(X)",
)
def _history(case: Case) -> str:
    if case["name"]:
        return _(
            "`fit` returns the history of the training, not the model: write `model.{name}(…)`. The losses are in "
            "`history.history['loss']`."
        ).format(name=case["name"])
    return _("`fit` returns an object whose dictionary is inside: `history.history['loss']`.")


@book.rule(
    "KeyError",
    r"^'(?P<key>\w{1,60})'$",
    COMPILED + "h = m.fit(X, Y, verbose=0)\nh.history['val_loss']",
    COMPILED + "h = m.fit(X, Y, verbose=0)\nh.history['accuracy']",
)
def _history_key(case: Case) -> str:
    if not case.has(r"\bhistory\b"):
        return ""
    if case["key"].startswith("val_"):
        return _(
            "There is no {key} in the history: values with `val_` come only if `fit` got `validation_data` or "
            "`validation_split`. `history.history.keys()` shows those there are."
        ).format(key=f"`{case['key']}`")
    return _(
        "There is no {key} in the history: it has `loss` and the `metrics` given to `compile`, under their names "
        "there. `history.history.keys()` shows them."
    ).format(key=f"`{case['key']}`")


@book.rule(
    "TypeError",
    r"cannot unpack non-iterable float object",
    COMPILED + "loss, accuracy = m.evaluate(X, Y, verbose=0)",
)
def _evaluate(case: Case) -> str:
    if not case.has(r"\.evaluate\("):
        return ""
    return _(
        "Compiled without `metrics`, the model gives one number from `evaluate`, the loss. For the accuracy too: "
        "`metrics=['accuracy']`."
    )


@book.rule(
    "AttributeError",
    r"'(?:Sequential|Functional)' object has no attribute '(?P<name>predict_classes|predict_proba)'",
    MODEL + "m.predict_classes(X)",
)
def _predict_classes(case: Case) -> str:
    return _(
        "`{name}` is gone from Keras. `model.predict(x)` gives the probabilities, and `.argmax(axis=1)` of them the "
        "classes."
    ).format(name=case["name"])


@book.rule(
    "TypeError AttributeError",
    r"set_model\(\) missing 1 required positional argument|object has no attribute 'set_model'",
    COMPILED + "m.fit(X, Y, callbacks=[keras.callbacks.EarlyStopping], verbose=0)",
    COMPILED + "m.fit(X, Y, callbacks=['stop'], verbose=0)",
)
def _callback(_case: Case) -> str:
    return _(
        "`callbacks` takes a list of callbacks that were made by calling them: `[keras.callbacks.EarlyStopping()]`, "
        "with parentheses."
    )
