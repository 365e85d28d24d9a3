"""TensorFlow's tensors: shapes, dtypes, memory, and tensors that hold no numbers yet."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.explain.shape import clash, turned, written
from tutor.locale import _

book = Book()
_IMPORT = "import tensorflow as tf\n"


@book.rule(
    "InvalidArgumentError",
    r"Matrix size-incompatible: In\[0\]: \[(?P<a>[\d,]{1,80})\], In\[1\]: \[(?P<b>[\d,]{1,80})\]",
    _IMPORT + "tf.zeros((2, 3)) @ tf.zeros((2, 3))",
)
def _matmul(case: Case) -> str:
    a, b = case.sizes("a"), case.sizes("b")
    words = _("A product of {a} and {b} needs two equal sizes, and they are {m} and {n}.").format(
        a=written(a), b=written(b), m=a[-1], n=b[-2] if len(b) > 1 else b[-1]
    )
    if ways := turned(a, b):
        words += " " + _("These would fit: {ways}. Which one do you mean?").format(
            ways=ways.replace("a.T", "tf.transpose(a)").replace("b.T", "tf.transpose(b)")
        )
    return words


@book.rule(
    "InvalidArgumentError",
    r"Incompatible shapes: \[(?P<a>[\d,]{0,80})\] vs\. \[(?P<b>[\d,]{0,80})\]",
    _IMPORT + "tf.zeros((2, 3)) + tf.zeros((3, 2))",
    "import keras\nimport numpy as np\nm = keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Conv2D(2, 3)])\n"
    "m.compile('sgd', 'mse')\nm.fit(np.zeros((20, 8, 8, 1)), np.zeros(20), verbose=0)",
)
def _shapes(case: Case) -> str:
    a, b = case.sizes("a"), case.sizes("b")
    if "compile_loss" in case.raised.message:
        if len(b) <= len(a) + 1:
            return ""
        return _(
            "The labels of a batch have shape {a}, and what the network gives for it has {b}: its last layers do not "
            "make one label of an example. Is a `Flatten()` missing?"
        ).format(a=written(a), b=written(b))
    sizes = clash(a, b)
    if sizes is None:
        return ""
    return _(
        "Element by element, {a} and {b} do not fit: compared from the right, sizes must be equal or 1, "
        "and here {m} meets {n}."
    ).format(a=written(a), b=written(b), m=sizes[0], n=sizes[1])


@book.rule(
    "InvalidArgumentError",
    r"Input to reshape is a tensor with (?P<m>\d{1,15}) values, but the requested shape has (?P<n>\d{1,15})",
    _IMPORT + "tf.reshape(tf.zeros((2, 3)), (4, 2))",
)
def _reshape(case: Case) -> str:
    return _("A reshape keeps every element: the tensor has {m}, and the new shape needs {n}.").format(
        m=case["m"], n=case["n"]
    )


@book.rule(
    "InvalidArgumentError TypeError",
    r"cannot compute (?P<name>\w{1,40}) as input #\d+ ?\(zero-based\) was expected to be an? (?P<a>\w{1,20}) tensor"
    r" but is an? (?P<b>\w{1,20}) tensor"
    r"|Cannot convert (?P<value>[^\n]{1,60}?) to EagerTensor of dtype (?P<dtype>\w{1,20})",
    _IMPORT + "tf.constant([1, 2]) * tf.constant([1.5, 2.0])",
    _IMPORT + "tf.constant([1, 2]) * 1.5",
)
def _dtypes(case: Case) -> str:
    if case["value"]:
        return _(
            "TensorFlow does not mix dtypes: {value} does not go into `{dtype}`. Convert the tensor first: "
            "`tf.cast(t, tf.float32)`."
        ).format(value=case["value"], dtype=case["dtype"])
    return _(
        "TensorFlow does not mix dtypes: one tensor is `{a}`, the other `{b}`. Convert one: `tf.cast(t, tf.float32)`."
    ).format(a=case["a"], b=case["b"])


@book.rule(
    "InvalidArgumentError",
    r"ConcatOp : Dimension (?P<axis>\d+) in both shapes must be equal: shape\[0\] = \[(?P<a>[\d,]{1,80})\] vs\."
    r" shape\[\d+\] = \[(?P<b>[\d,]{1,80})\]",
    _IMPORT + "tf.concat([tf.zeros((2, 3)), tf.zeros((2, 4))], 0)",
)
def _concat(case: Case) -> str:
    return _(
        "Tensors are joined along one axis and must agree on all others: on axis {axis}, {a} and {b} do not. Perhaps "
        "another `axis` is meant."
    ).format(axis=case["axis"], a=written(case.sizes("a")), b=written(case.sizes("b")))


@book.rule(
    "ResourceExhaustedError",
    r"OOM when allocating tensor with shape ?\[(?P<shape>[\d,]{1,100})\] and type (?P<dtype>\w{1,20})",
    _IMPORT + "tf.zeros((200000, 200000, 100))",
)
def _memory(case: Case) -> str:
    return _(
        "There is no memory for a tensor of shape {shape}. A smaller `batch_size` or smaller layers take less."
    ).format(shape=written(case.sizes("shape")))


@book.rule(
    "TypeError",
    r"'[\w.]{0,80}EagerTensor' object does not support item assignment",
    _IMPORT + "t = tf.constant([1, 2])\nt[0] = 3",
)
def _constant(_case: Case) -> str:
    return _("A tensor cannot be changed. Change an array and make the tensor of it: `a = t.numpy().copy()`.")


@book.rule(
    "AttributeError",
    r"EagerTensor'? object has no attribute '(?P<name>\w{1,60})'",
    _IMPORT + "tf.zeros((2, 3)).reshape(3, 2)",
)
def _method(case: Case) -> str:
    return _(
        "Tensors do not have `.{name}`. As an array they have what arrays have, `t.numpy()`; TensorFlow's own are "
        "functions: `tf.reshape(t, …)`."
    ).format(name=case["name"])


@book.rule(
    "ValueError",
    r"Can't convert non-rectangular Python sequence to Tensor",
    _IMPORT + "tf.constant([[1, 2], [3]])",
)
def _ragged(_case: Case) -> str:
    return _("A tensor is a full block: all rows have one length, and in this list they do not.")


@book.rule(
    "ValueError",
    r"Failed to convert a NumPy array to a Tensor \(Unsupported object type (?P<kind>[\w.]{1,60})\)",
    _IMPORT + "import numpy as np\ntf.constant(np.array([1, None]))",
)
def _object(_case: Case) -> str:
    return _(
        "The array has dtype `object`: `None`, text or lists are among its numbers. Without them: "
        "`a.astype('float32')`."
    )


@book.rule(
    "ValueError AttributeError",
    r"A KerasTensor is symbolic|A KerasTensor cannot be used as input to a TensorFlow function"
    r"|'KerasTensor' object has no attribute 'numpy'",
    "import keras\nimport numpy as np\nnp.sqrt(keras.Input((4,)))",
    "import keras\nimport tensorflow as tf\ntf.sqrt(keras.Input((4,)))",
)
def _symbolic(_case: Case) -> str:
    return _(
        "What `keras.Input` gives holds no numbers yet: it stands for data to come. Only layers and `keras.ops` "
        "compute with it; numbers come from `model.predict(x)`."
    )


@book.rule(
    "AttributeError",
    r"module 'tensorflow' has no attribute '(?P<name>Session|placeholder|global_variables_initializer|get_variable"
    r"|contrib|to_float)'",
    _IMPORT + "tf.Session()",
)
def _first_version(case: Case) -> str:
    return _(
        "`tf.{name}` is from TensorFlow 1, of before 2019. TensorFlow 2 computes at once, without sessions; look for "
        "a newer example."
    ).format(name=case["name"])
