"""Any plain `model.fit(...)` reports: `keras.Model` is wrapped so that a callback of ours comes along.

Whatever goes wrong in here, the learner's call runs as Keras would have run it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from tutor.live.feed import Feed
from tutor.live.notes import note_failure
from tutor.live.steering import Steering
from tutor.live.wire import Run, Send

if TYPE_CHECKING:
    from inspect import BoundArguments

Method = Callable[..., Any]


def install(keras: Any, send: Send, steering: Steering) -> Callable[[], None]:
    """Wrap `keras.Model`'s `fit`, `evaluate` and `predict`; returns what undoes it."""
    model = keras.Model
    callback = type("LiveFeed", (Feed, keras.callbacks.Callback), {})
    originals = {name: getattr(model, name) for name in ("fit", "evaluate", "predict")}

    def attach(call: BoundArguments) -> Feed:
        feed: Feed = callback(Run(send), steering)
        given = call.arguments.get("callbacks")
        if isinstance(given, keras.callbacks.CallbackList):
            feed.join(given, model=call.args[0], epochs=call.arguments.get("epochs", 1))
        else:
            listed = given if isinstance(given, list | tuple) else [] if given is None else [given]
            call.arguments["callbacks"] = [*listed, feed]
        return feed

    for name, original in originals.items():
        setattr(model, name, _reporting(original, attach, steering) if name == "fit" else _quiet(original))

    def undo() -> None:
        for name, original in originals.items():
            setattr(model, name, original)

    return undo


def is_history(result: Any) -> bool:
    """Whether it is what `fit` returns; as a cell's result its chart says it."""
    return type(result).__name__ == "History" and type(result).__module__.startswith("keras.")


def _binder(original: Method) -> Callable[..., BoundArguments]:
    """Binds a call's arguments; `verbose="auto"` is silence, because Keras's bar prints control characters."""
    import inspect  # noqa: PLC0415 (Keras has imported it; a plain `import tutor.live` need not)

    signature = inspect.signature(original)

    def bind(*args: Any, **kwargs: Any) -> BoundArguments:
        call = signature.bind(*args, **kwargs)
        if call.arguments.get("verbose", "auto") == "auto":
            call.arguments["verbose"] = 0
        return call

    return bind


def _quiet(original: Method) -> Method:
    """`original` without a bar that nobody asked for."""
    bind = _binder(original)

    @functools.wraps(original)
    def quiet(*args: Any, **kwargs: Any) -> Any:
        call: BoundArguments | None = None
        with suppress(TypeError):  # a wrong call: Keras says so in its own words
            call = bind(*args, **kwargs)
        return original(*call.args, **call.kwargs) if call else original(*args, **kwargs)

    return quiet


def _reporting(original: Method, attach: Callable[[BoundArguments], Feed], steering: Steering) -> Method:
    """`fit` with a feed; without one if attaching it fails."""
    bind = _binder(original)

    @functools.wraps(original)
    def fit(*args: Any, **kwargs: Any) -> Any:
        prepared: tuple[BoundArguments, Feed] | None = None
        try:
            call = bind(*args, **kwargs)
            prepared = call, attach(call)
        except Exception as error:  # noqa: BLE001 (a chart is never worth a training)
            note_failure(error)
        if prepared is None:
            return original(*args, **kwargs)
        call, feed = prepared
        with _followed(feed, steering):
            result = original(*call.args, **call.kwargs)
            feed.examine(call.arguments)
            return result

    return fit


@contextmanager
def _followed(feed: Feed, steering: Steering) -> Iterator[None]:
    try:
        with steering.taken():
            yield
    except KeyboardInterrupt:
        feed.end("interrupted")
        raise
    finally:
        feed.end()
    if feed.is_interrupted:  # the code after `fit` must not go on as if the training were done
        raise KeyboardInterrupt
