"""Runs programs that train, as a lesson's kernel would, and writes each training as it would be kept: a JSON a line.

`python ward.py PROGRAMS.json`: a JSON object of name to Python source. Keras starts once for all of them. Each program
has names of its own. A line is {"name", "trainings": […], "error"}; of the curves only the ends of epochs are told.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras

from tutor.kernel.events import Metrics
from tutor.kernel.training import Training
from tutor.kernel.wire import METRICS, shown
from tutor.live import fit
from tutor.live.steering import Steering

RUNS: dict[str, Training] = {}


def hear(bundle, _display_id, _update):
    """What the wire would bring, in JSON and back."""
    event = shown({"data": {METRICS: json.loads(json.dumps(bundle[METRICS], allow_nan=False))}})
    assert isinstance(event, Metrics)
    RUNS.setdefault(event.run, Training()).add(event)


def brief(run):
    """What the rules look at, in few digits."""
    ends = {
        name: [[x, short(y)] for x, y in points if x >= 1 and x == int(x)] for name, points in run["series"].items()
    }
    return run | {"run": "r", "series": ends, "vitals": short(run["vitals"])}


def short(value):
    """Numbers of six digits."""
    match value:
        case dict():
            return {name: short(one) for name, one in value.items()}
        case list():
            return [short(one) for one in value]
        case float():
            return float(f"{value:.6g}")
    return value


def main(path):
    out, sys.stdout = sys.stdout, sys.stderr  # what the programs print is not for our reader
    fit.install(keras, hear, Steering(None))
    for name, source in json.loads(Path(path).read_text()).items():
        RUNS.clear()
        error = ""
        try:
            exec(compile(source, name, "exec"), {"__name__": "__main__"})  # noqa: S102 (the programs are our own)
        except Exception as failure:  # noqa: BLE001 (told in the line)
            error = f"{type(failure).__name__}: {failure}"
        line = {"name": name, "trainings": [brief(run.to_json()) for run in RUNS.values()], "error": error}
        print(json.dumps(line), file=out, flush=True)
        keras.backend.clear_session()


if __name__ == "__main__":
    main(sys.argv[1])
