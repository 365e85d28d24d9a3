"""A trained network as a text that, run, gives the same outputs: a Keras program, a NumPy program, an equation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tutor.nn.export.equation import equation
from tutor.nn.export.keras_program import keras_program
from tutor.nn.export.numpy_program import numpy_program
from tutor.nn.export.trained import Trained

if TYPE_CHECKING:
    from tutor.nn.run import Run

Form = Literal["keras", "numpy", "equation"]
FORMS: tuple[Form, ...] = ("keras", "numpy", "equation")


def export(run: Run, form: Form) -> str:
    """The network of `run` as it is now, as a text in `form`; its outputs agree to 1e-6."""
    network = Trained.of(run)
    match form:
        case "keras":
            return keras_program(network)
        case "numpy":
            return numpy_program(network)
        case "equation":
            return equation(network)
