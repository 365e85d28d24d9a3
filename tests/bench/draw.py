"""What drawing costs, as ratios within one run: `python tests/bench/draw.py`; beside plotext<6 where installed."""

from __future__ import annotations

import importlib.util
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version

import numpy as np

from tutor.draw.chart import Series, chart
from tutor.draw.pixels import picture
from tutor.draw.trace import Trace

WIDTH, HEIGHT = 100, 24
rng = np.random.default_rng(0)


def milliseconds(run: Callable[[], object], times: int = 60) -> float:
    """The median of `times` runs after one to warm up."""
    run()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def report(what: str, value: float, target: str) -> None:
    print(f"{what:<66} {value:8.3f}   target {target}")


def losses(count: int) -> tuple[np.ndarray, np.ndarray]:
    xs = np.arange(count, dtype=float)
    return xs, np.exp(-3 * xs / count) + rng.normal(0, 0.03, count)


def plotext_chart(pair: list[Series]) -> str:
    import plotext

    plotext.clear_figure()
    plotext.plotsize(WIDTH, HEIGHT)
    plotext.theme("clear")
    for one in pair:
        plotext.plot(one.xs, one.ys, marker="braille", label=one.name)
    return plotext.build()


def main() -> None:
    xs, ys = losses(10_000)
    pair = [Series("loss", xs, ys), Series("val_loss", xs, ys * 1.1 + 0.05, "series2", "dashed")]
    small = milliseconds(lambda: chart(pair, WIDTH, HEIGHT))
    report("chart 100x24, two series of 10,000 points: ms", small, "(0.4 to 1)")
    report("the same in ASCII: ms", milliseconds(lambda: chart(pair, WIDTH, HEIGHT, ascii=True)), "(0.4 to 1)")
    if importlib.util.find_spec("plotext") and version("plotext").startswith("5."):
        peer = milliseconds(lambda: plotext_chart(pair), 5)
        report("the same / plotext", small / peer, "<= 0.03")

    many = losses(1_000_000)
    traces = [Trace(), Trace()]
    for trace in traces:
        trace.extend(*many)
    tick = 1_000_000.0

    def grow() -> None:
        nonlocal tick
        tick += 100
        for trace in traces:
            trace.extend(tick + np.arange(100.0), rng.normal(0.1, 0.03, 100))
        chart(
            [Series("loss", traces[0].xs, traces[0].ys), Series("val_loss", traces[1].xs, traces[1].ys)], WIDTH, HEIGHT
        )

    report("100 points appended to 1,000,000 and drawn / chart of 10,000", milliseconds(grow) / small, "<= 1.5")
    whole = [Series("loss", *many), Series("val_loss", *many)]
    report("1,000,000 points at once, nothing thinned: ms", milliseconds(lambda: chart(whole, WIDTH, HEIGHT), 10), "-")

    plot = np.full((480, 640, 3), 255, dtype=np.uint8)
    across = np.arange(640)
    for shift in range(3):
        plot[(240 + 180 * np.sin(across / 60)).astype(int) + shift, across] = (31, 119, 180)
    report("picture 100x48 of a plot 640x480: ms", milliseconds(lambda: picture(plot, 100, 48)), "<= 2")
    noise = rng.integers(0, 256, (96, 100, 3), dtype=np.uint8)
    report("picture 100x48 of noise, the worst there is: ms", milliseconds(lambda: picture(noise, 100, 48)), "-")


if __name__ == "__main__":
    main()
