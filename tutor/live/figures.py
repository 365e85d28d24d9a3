"""Figures for a terminal: drawn so that few pixels tell most, described in a line, and shown once.

Imports no matplotlib: everything here gets its objects from the learner's own import.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from tutor.live.caption import caption

# A picture in an 80×24 terminal has some 76×46 pixels. So: wide and small, strokes that survive the shrinking, no
# margins; sizes in between 76 and 480 pixels read well too, as a notebook shows them.
STYLE: dict[str, object] = {
    "figure.figsize": (4.6, 2.8),
    "figure.dpi": 110,
    "figure.autolayout": True,
    "savefig.pad_inches": 0.04,
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titlepad": 3,
    "axes.labelpad": 1,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.xmargin": 0.02,
    "axes.ymargin": 0.04,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.major.size": 2,
    "ytick.major.size": 2,
    "xtick.major.pad": 1.5,
    "ytick.major.pad": 1.5,
    "lines.linewidth": 3,
    "lines.markersize": 7,
    "grid.linewidth": 0.6,
    "grid.alpha": 0.5,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "legend.borderaxespad": 0.2,
    "image.interpolation": "nearest",
}


def style(matplotlib: Any) -> None:
    """Draw for the terminal, if it is the tutor's that shows the figures; the learner's own settings come after."""
    if "NNTUTOR_STEER" in os.environ:
        matplotlib.rcParams.update(STYLE)


def describe(module: Any) -> Callable[[], None]:
    """Give `matplotlib.figure.Figure` its caption as `text/plain`; returns what undoes it.

    A method and not a formatter of IPython's, because the inline backend throws those for figures away.
    """

    def write(figure: Any, printer: Any, _cycle: bool) -> None:  # noqa: FBT001 (IPython's protocol)
        try:
            text = caption(figure, language=os.environ.get("NNTUTOR_LANG", "en"))
        except Exception:  # noqa: BLE001 (an axes of a strange kind still is a picture)
            text = repr(figure)
        printer.text(text)

    module.Figure._repr_pretty_ = write

    def undo() -> None:
        del module.Figure._repr_pretty_

    return undo


def is_about_to_be_shown(result: Any) -> bool:
    """Whether a cell's result is a figure drawn in this cell, or what `plt.plot(…)` returned: the picture says it."""
    inline = sys.modules.get("matplotlib_inline.backend_inline")
    if inline is None or not inline.show._draw_called:  # noqa: SLF001 (the backend's own word for "this cell has drawn")
        return False
    if type(result).__name__ == "Figure":
        managers = sys.modules["matplotlib._pylab_helpers"].Gcf.get_all_fig_managers()
        return any(manager.canvas.figure is result for manager in managers)
    return _is_drawn(result)


def _is_drawn(result: Any) -> bool:
    """Whether it is something on a figure, or a collection as plotting functions return them."""
    if type(result).__module__.partition(".")[0] == "matplotlib":
        return True
    if isinstance(result, dict):
        return any(map(_is_drawn, result.values()))
    if isinstance(result, list | tuple):
        return any(map(_is_drawn, result[:20]))
    return getattr(getattr(result, "dtype", None), "kind", "") == "O" and any(map(_is_drawn, result.flat[:1]))
