"""The learner's side of the wire: what trains in the kernel is told to whoever watches.

An IPython extension (`%load_ext tutor.live`): from then on any plain `model.fit(...)` reports its metrics, and
`report(step, loss=…)` does the same for a loop written by hand. Imports neither Keras nor NumPy nor matplotlib: it
waits until the learner does.
"""

from __future__ import annotations

from tutor.live.extension import load_ipython_extension, unload_ipython_extension
from tutor.live.loop import report

__all__ = ["load_ipython_extension", "report", "unload_ipython_extension"]
