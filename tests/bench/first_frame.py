"""How soon a learner sees something: the menu against the smallest Textual app, a lesson, a resize. Prints ratios.

Run: python tests/bench/first_frame.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from painted import PYTHON, Painted

RUNS = 9
SMALLEST = """
from textual.app import App
from textual.widgets import Footer, Header, Label
class Smallest(App):
    def compose(self):
        yield Header()
        yield Label("the smallest")
        yield Footer()
Smallest().run()
"""


def frame(argv: list[str], env: dict[str, str], *words: str) -> float:
    painted = Painted(argv, env)
    try:
        return painted.until(*words)
    finally:
        painted.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        env = {"NNTUTOR_HOME": home, "PYTHONDONTWRITEBYTECODE": ""}
        smallest, menu = [PYTHON, "-c", SMALLEST], [PYTHON, "-m", "tutor", "--lang", "en"]
        frame(smallest, env, "the smallest"), frame(menu, env, "Train your first network")
        pairs = [
            (frame(smallest, env, "the smallest"), frame(menu, env, "Train your first network")) for _ in range(RUNS)
        ]
        least, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(b / a for a, b in pairs)
        times = f"smallest app {least * 1e3:.0f} ms, menu {ours * 1e3:.0f} ms"
        print(f"first frame: {times}, ratio {ratio:.2f} (to reach: 1.60)")

        painted = Painted(menu, env)
        painted.until("Train your first network")
        painted.quiet(1.0)
        opens, resizes = [], []
        for unit, words in (("1.5", "In a few minutes"), ("2.1", "tensor"), ("2.5", "NumPy")):
            painted.press("/")
            painted.until("/")
            painted.press(unit)
            painted.quiet()
            painted.press("\r")
            opens.append((unit, painted.until(words, f"{unit} ", "kernel")))
            painted.quiet(1.0)
            painted.until("kernel ready")  # what comes to the screen from now on is the resize's
            painted.quiet(0.6)
            for columns, lines in ((120, 40), (80, 24)):
                painted.resize(columns, lines)
                resizes.append(painted.quiet(0.1))
                painted.until(words)
                painted.quiet(0.6)
            painted.quiet(1.0)
            painted.press("q")
            painted.until("q quit")
            painted.quiet()
        for unit, seconds in opens:
            print(f"lesson {unit}: readable {seconds * 1e3:.0f} ms after Enter (to reach: 150 ms)")
        middle = statistics.median(resizes)
        print(f"resize: last byte after {middle * 1e3:.0f} ms, {max(resizes) * 1e3:.0f} at worst (to reach: 150 ms)")
        painted.close()


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    main()
