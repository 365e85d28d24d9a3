"""What can be measured of a training when it is over: data, targets, layers; plain data, from a few hundred rows.

Pure NumPy over whatever Keras was given; each part may fail alone, and then is simply not told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from tutor.live.notes import note_failure

PATIENCE = 0.3
"""Seconds of work after which no further part is begun; not of the wall's clock, which a busy machine outruns."""

Vitals = dict[str, Any]


def measure(model: Any, call: Mapping[str, Any], clock: Callable[[], float] = time.thread_time) -> Vitals:
    """The vitals of `model` after `model.fit(**call)`, as plain data; empty where nothing could be measured."""
    import numpy as np  # noqa: PLC0415 (Keras has imported it; a plain `import tutor.live` need not)

    from tutor.live.vitals import anatomy, compiled, inputs, targets  # noqa: PLC0415 (as above)
    from tutor.live.vitals.samples import Samples  # noqa: PLC0415 (as above)

    until = clock() + PATIENCE
    found: Vitals = {}
    samples = Samples.of(call)
    parts: tuple[Callable[[], Vitals], ...] = (
        lambda: compiled.told(model),
        lambda: anatomy.told(model, samples),
        lambda: inputs.told(samples),
        lambda: targets.told(samples, found.get("loss", "")),
        lambda: targets.related(samples, found.get("target", {})),
        lambda: inputs.shared(samples),
    )
    with np.errstate(all="ignore"):
        for part in parts:
            if clock() > until:
                break
            try:
                found |= part()
            except Exception as error:  # noqa: BLE001 (a remark is never worth a training)
                note_failure(error)
    return found


__all__ = ["Vitals", "measure"]
