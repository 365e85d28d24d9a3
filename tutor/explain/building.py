"""Layers put together to a model, the shape of what goes in, and models in files."""

from __future__ import annotations

from tutor.explain.fitting import COMPILED, MODEL
from tutor.explain.near import near
from tutor.explain.rule import Book, Case
from tutor.explain.shape import elements, written
from tutor.locale import _

book = Book()
_PARAMETERS = (
    "units", "activation", "use_bias", "kernel_initializer", "bias_initializer", "kernel_regularizer", "name",
    "filters", "kernel_size", "strides", "padding", "input_shape", "rate", "pool_size", "return_sequences",
    "learning_rate", "momentum", "nesterov", "weight_decay", "dtype", "shape", "batch_size",
)  # fmt: skip


@book.rule(
    "ValueError",
    r"expected axis -1 of input shape to have value (?P<n>\d{1,9}), but received input with shape \((?P<shape>[^"
    r"()\n]{1,100})\)",
    COMPILED + "m.fit(np.zeros((20, 5)), Y, verbose=0)",
    MODEL + "m.predict(np.zeros((20, 5)), verbose=0)",
)
def _features(case: Case) -> str:
    return _(
        "The layer was built for {n} numbers per example, and the data has shape ({shape}): {m} per example. Change "
        "the `Input` or the data."
    ).format(n=case["n"], shape=case["shape"], m=(case.sizes("shape") or (0,))[-1])


@book.rule(
    "ValueError",
    r"Expected shape \((?:None|\d+),? ?(?P<a>[^()\n]{0,100})\), but input has incompatible shape \((?P<b>[^"
    r"()\n]{0,100})\)",
    MODEL + "m.predict(np.zeros(4), verbose=0)",
    MODEL + "m.predict(np.zeros((20, 2, 2)), verbose=0)",
    "import keras\nimport numpy as np\nm = keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Conv2D(2, 3)])\n"
    "m.predict(np.zeros((8, 8)), verbose=0)",
)
def _input(case: Case) -> str:
    wanted, given = case.sizes("a"), case.sizes("b")
    # Inside `fit` the number of examples is unknown and the given shape begins with None.
    inside = given if case["b"].startswith("None") else given[1:]
    words = _("The network takes {a} per example, and the data has shape ({b}).").format(a=written(wanted), b=case["b"])
    if given == wanted:
        return words + " " + _("A single example needs the axis of examples before it: `x[np.newaxis]`.")
    if wanted and elements(inside) == elements(wanted) and "None" not in case["a"]:
        sizes = ", ".join(map(str, wanted))
        return words + " " + _("There are as many elements: `x.reshape(-1, {sizes})`.").format(sizes=sizes)
    return words + " " + _("The first axis counts the examples.")


@book.rule(
    "ValueError",
    r"expected (?P<min>min_)?ndim=(?P<n>\d), found ndim=(?P<m>\d)\. Full shape received: \((?P<shape>[^()\n]{0,100})\)",
    "import keras\nkeras.Sequential([keras.Input((28, 28)), keras.layers.Conv2D(3, 3)])",
    "import keras\nkeras.Sequential([keras.Input((4,)), keras.layers.LSTM(3)])",
)
def _dimensions(case: Case) -> str:
    words = _("The layer takes {n} dimensions, the examples counted, and gets {m}: ({shape}).").format(
        n=case["n"], m=case["m"], shape=case["shape"]
    )
    if case["min"] and case["n"] == "4":
        return words + " " + _("Images have height, width and channels: for grey ones `Input((28, 28, 1))`.")
    if case["n"] == "3":
        return words + " " + _("For each example it wants steps and features: `Input((steps, features))`.")
    return words


@book.rule(
    "ValueError",
    r"Cannot convert '(?P<n>\d{1,9})' to a shape",
    "import keras\nkeras.Input(4)",
    "import keras\nkeras.Sequential([keras.layers.Dense(3, input_shape=4)])",
)
def _shape(case: Case) -> str:
    return _("A shape is a tuple, even of one number, and the comma makes it one: `({n},)`.").format(n=case["n"])


@book.rule(
    "ValueError",
    r"invalid value for `units`, expected a positive integer\. Received: units=(?P<value>[^\n]{1,60})",
    "import keras\nkeras.layers.Dense('3')",
    "import keras\nkeras.layers.Dense(7 / 2)",
)
def _units(case: Case) -> str:
    return _(
        "The number of units is a whole number above 0, without quotes, and here it is {value}. `/` gives a float: "
        "use `//`."
    ).format(value=case["value"])


@book.rule(
    "ValueError",
    r"(?:Unrecognized keyword arguments passed to (?P<call>\w{1,60})|Argument\(s\) not recognized): \{'"
    r"(?P<name>\w{1,60})'",
    "import keras\nkeras.layers.Dense(3, activacion='relu')",
    "import keras\nkeras.optimizers.SGD(lr=0.1)",
)
def _keyword(case: Case) -> str:
    words = _("There is no argument called `{name}` here.").format(name=case["name"])
    if case["call"]:
        words = _("`{call}` has no argument called `{name}`.").format(call=case["call"], name=case["name"])
    if meant := "learning_rate" if case["name"] == "lr" else near(case["name"], _PARAMETERS):
        words += " " + _("Did you mean `{near}`?").format(near=meant)
    return words


@book.rule(
    "ValueError",
    r"Only instances of `keras\.Layer` can be added to a Sequential model\. Received: [\s\S]{0,400}?\(of type <class"
    r" '(?P<kind>\w{1,40})'>\)",
    "import keras\nkeras.Sequential([keras.layers.Dense])",
    "import keras\nkeras.Sequential([keras.layers.Dense(3), 'relu'])",
)
def _no_layer(case: Case) -> str:
    match case["kind"]:
        case "type":
            return _("A layer was named and not made: `Dense(8)`, with its parentheses.")
        case "list" | "tuple":
            return _("`add` takes one layer at a time, and here it gets several.")
        case "str":
            return _(
                "A text is no layer. An activation goes inside one, `Dense(8, activation='relu')`, or becomes one: "
                "`Activation('relu')`."
            )
    return _("Only layers can be put together to a model, and this is a `{kind}`.").format(kind=case["kind"])


@book.rule(
    "ValueError",
    r"Expected `trainable` to be a boolean\. Received: trainable=<(?P<layer>\w{1,40}) name=",
    "import keras\nkeras.Sequential(keras.layers.Dense(3), keras.layers.Dense(2))",
)
def _unlisted(_case: Case) -> str:
    return _("The layers of a `Sequential` go together in one list: `Sequential([…, …])`, with brackets.")


@book.rule(
    "ValueError AttributeError",
    r"but the layer isn't built|must build the layer before accessing|has never been called and thus has no defined"
    r"|saving a model that has not yet been built|cannot be built because it has no layers",
    "import keras\nkeras.layers.Dense(3).count_params()",
    "import keras\nkeras.layers.Dense(3).kernel",
    "import keras\nkeras.Sequential([keras.layers.Dense(3)]).output",
    MODEL + "m = keras.Sequential()\nm.compile('sgd', 'mse')\nm.fit(X, Y, verbose=0)",
)
def _not_built(case: Case) -> str:
    if "no layers" in case.raised.message:
        return _("The model has no layers yet: `model.add(…)`, or a list of them in `Sequential([…])`.")
    return _(
        "There are no weights yet, because the size of the input is not known: begin the model with "
        "`keras.Input((features,))`, or call it on data first."
    )


@book.rule(
    "ValueError",
    r"Computed output size would be zero or negative\. Received `inputs shape=\((?P<a>[^()\n]{1,80})\)`, `kernel"
    r" shape=\((?P<k>[^()\n]{1,80})\)",
    "import keras\nkeras.Sequential([keras.Input((2, 2, 1)), keras.layers.Conv2D(3, 3)])",
)
def _kernel(case: Case) -> str:
    return _(
        "The image has become smaller than the kernel that is to slide over it: {a} against {k}. "
        "`padding='same'`, fewer pooling layers or a smaller kernel."
    ).format(a=written(case.sizes("a")[:-1]), k=written(case.sizes("k")[:-2]))


@book.rule(
    "ValueError",
    r"total size of the tensor must be unchanged\. Received: input_shape=\((?P<a>[^()\n]{1,80})\), target_shape=\("
    r"(?P<b>[^()\n]{1,80})\)",
    "import keras\nkeras.Sequential([keras.Input((4,)), keras.layers.Reshape((3, 3))])",
)
def _reshape(case: Case) -> str:
    a, b = case.sizes("a"), case.sizes("b")
    return _("`Reshape` keeps every element of an example: {a} has {m}, and {b} needs {n}.").format(
        a=written(a), b=written(b), m=elements(a), n=elements(b)
    )


@book.rule(
    "ValueError",
    r"weight shape \((?P<a>[^()\n]{0,80})\) is not compatible with provided weight shape \((?P<b>[^()\n]{0,80})\)"
    r"|weight list of length (?P<m>\d{1,4}), but the layer was expecting (?P<n>\d{1,4}) weights",
    MODEL + "m.layers[0].set_weights([np.zeros((2, 2)), np.zeros(3)])",
    MODEL + "m.layers[0].set_weights([np.zeros((4, 1))])",
)
def _weights(case: Case) -> str:
    if case["n"]:
        return _("The layer has {n} arrays of weights (a `Dense` has kernel and bias), and it is given {m}.").format(
            n=case["n"], m=case["m"]
        )
    return _(
        "The layer's weights have shape ({a}), and those given have ({b}). `layer.get_weights()` shows what it has."
    ).format(a=case["a"], b=case["b"])


@book.rule(
    "ValueError",
    r"^File not found: filepath=(?P<file>[^\n]{1,200}?)\. Please ensure",
    "import keras\nkeras.models.load_model('nowhere.keras')",
)
def _load(case: Case) -> str:
    return _(
        "No model can be read from `{file}`: there is no such file where the cells run (`os.listdir()`), or it was "
        "not written by `model.save`."
    ).format(file=case["file"])


@book.rule(
    "ValueError",
    r"File format not supported: filepath=(?P<a>[^\n]{1,100}?)\. Keras 3|Invalid filepath extension for"
    r" saving[\s\S]{0,400}?Received: filepath=(?P<b>[^\n]{1,100}?)\.?$"
    r"|filepath provided must end in `\.keras`[^\n]{0,60}?Received: filepath=(?P<c>[^\n]{1,100})$",
    "import keras\nkeras.models.load_model('model')",
    MODEL + "m.save('model')",
    "import keras\nkeras.callbacks.ModelCheckpoint('best')",
)
def _extension(case: Case) -> str:
    return _("The name of a model's file ends in `.keras`, and this is `{file}`.").format(
        file=case["a"] or case["b"] or case["c"]
    )


@book.rule(
    "ValueError",
    r"filename must end in `\.weights\.h5`\. Received: filepath=(?P<file>[^\n]{1,100})",
    MODEL + "m.save_weights('model.keras')",
)
def _weights_file(case: Case) -> str:
    return _(
        "`save_weights` writes files that end in `.weights.h5`, and this is `{file}`. The whole model: "
        "`model.save('m.keras')`."
    ).format(file=case["file"])


@book.rule(
    "ValueError",
    r"No such layer: (?P<name>[^\n]{1,60}?)\. Existing layers are: \[(?P<names>[^\]\n]{0,400})\]",
    MODEL + "m.get_layer('hidden')",
)
def _layer_name(case: Case) -> str:
    return _("The model has no layer called `{name}`. It has: {names}.").format(name=case["name"], names=case["names"])


@book.rule(
    "ValueError",
    r"argument `rate`\. Expected a float value between 0 and 1\. Received: rate=(?P<value>[^\n]{1,40})",
    "import keras\nkeras.layers.Dropout(20)",
)
def _rate(case: Case) -> str:
    return _(
        "A dropout's rate is the part that is switched off, from 0 to 1 (0.2 is a fifth), and here it is {value}."
    ).format(value=case["value"])
