"""A trained network as a Keras program, a NumPy program and an equation: each is run, and gives the same outputs."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product

import numpy as np
import pytest

from tutor.locale import use
from tutor.nn.export import FORMS, export
from tutor.nn.keys import ACTIVATIONS
from tutor.nn.run import Run
from tutor.nn.state import parse

EVERYTHING = "xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true"
OUTPUTS = {
    "tanh": "dataset=circle",
    "sigmoid": "dataset=xor&loss=cross-entropy",
    "softmax": "dataset=spiral&classes=3&loss=cross-entropy",
    "softmax by squares": "dataset=gauss&classes=6",
    "linear": "problem=regression&regDataset=reg-gauss",
}
LINKS = [
    *(
        f"#{output}&activation={activation}&networkShape=4,3&{EVERYTHING}&seed=0.4"
        for output, activation in product(OUTPUTS.values(), ACTIVATIONS)
    ),
    "#networkShape=&sinX=true&x=false&seed=1",
    "#networkShape=8,8,8,8,8,8&seed=2&learningRate=0.1",
    "#networkShape=1&y=false&seed=3",
    "#x=false&y=false&seed=4",
    "#initZero=true&seed=5",
    "#regularization=L1&regularizationRate=0.03&seed=6",
    "#dataset=gauss&classes=3&optimizer=adam&networkShape=&x=false&y=false&seed=7",
]
XY = np.random.default_rng(5).uniform(-6, 6, (200, 2))


def trained(link, epochs=3):
    run = Run(parse(link))
    for _epoch in range(epochs):
        run.advance()
    return run


def names_of(source):
    names: dict[str, object] = {"__name__": "exported"}
    exec(compile(source, "exported", "exec"), names)  # noqa: S102 (what is exported is run, that is the test)
    return names


@pytest.mark.parametrize("link", LINKS)
def test_the_numpy_program_gives_the_same_outputs(link):
    run = trained(link)
    predict = names_of(export(run, "numpy"))["predict"]
    assert predict(XY) == pytest.approx(run.outputs(XY), abs=1e-9)
    assert predict([1.5, -2]) == pytest.approx(run.outputs(np.array([[1.5, -2.0]])), abs=1e-9)


@pytest.mark.parametrize("link", LINKS)
def test_the_equation_gives_the_same_outputs(link):
    run = trained(link)
    f = names_of(export(run, "equation"))["f"]
    answers = np.asarray(f(*XY.T))
    wanted = run.outputs(XY)
    if wanted.shape[1] == 1:
        wanted = wanted[:, 0]
    assert np.abs(answers - wanted).max() < 1e-6
    assert np.abs(f(*XY[7]) - wanted[7]).max() < 1e-6


@pytest.mark.parametrize("link", [LINKS[0], "#learningRate=3&dataset=spiral&networkShape=8,8&seed=0.1"])
def test_the_equation_is_short_and_stays_near_where_it_is_steep(link):
    run = trained(link, 30)
    source = export(run, "equation")
    places = np.random.default_rng(1).uniform(-6, 6, (20_000, 2))
    assert np.abs(names_of(source)["f"](*places.T) - run.outputs(places)[:, 0]).max() < 1e-6
    body = source[source.index("def f") :]
    assert max(map(len, body.splitlines())) <= 100
    assert len(body) < 0.7 * len(export(run, "numpy"))


def test_an_equation_reads_as_one():
    run = Run(parse("#networkShape=2&sinX=true&y=false&seed=1"))
    for layer, to, frm, value in [
        (0, 0, 0, 0.5),
        (0, 0, 1, -1.25),
        (0, 1, 0, 0.0),
        (0, 1, 1, 2.0),
        (1, 0, 0, -3.0),
        (1, 0, 1, 0.0),
    ]:
        run.set_weight(layer, to, frm, value)
    for layer, to, value in [(0, 0, 0.0), (0, 1, -1.0), (1, 0, 0.125)]:
        run.set_bias(layer, to, value)
    assert export(run, "equation").endswith(
        "from numpy import sin, tanh\n"
        "\n"
        "def f(x1, x2):\n"
        "    a1 = tanh(0.5*x1 - 1.25*sin(x1))\n"
        "    a2 = tanh(2*sin(x1) - 1)\n"
        "    return tanh(-3*a1 + 0.125)\n"
    )


def test_what_has_run_away_is_exported_as_it_is():
    run = trained("#problem=regression&activation=linear&networkShape=2&learningRate=10&seed=0.70711", 10)
    assert not np.isfinite(run.outputs(XY)).all()
    for form in ("numpy", "equation"):
        names = names_of(export(run, form))
        with np.errstate(all="ignore"):
            answers = names["predict"](XY) if form == "numpy" else names["f"](*XY.T)
        assert not np.isfinite(answers).any()


def test_an_export_says_where_it_comes_from_in_the_language_in_use():
    run = trained("#seed=1", 2)
    use("es")
    try:
        texts = [export(run, form) for form in FORMS]
    finally:
        use("en")
    assert all("https://playground.tensorflow.org/#activation=tanh" in text for text in texts)
    assert all("2 épocas" in text for text in texts)


def test_a_program_runs_as_it_stands(tmp_path):
    run = trained(LINKS[0])
    path = tmp_path / "network.py"
    path.write_text(export(run, "numpy"), encoding="utf-8")
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True)
    said = [float(line.split("[")[-1].rstrip("]")) for line in done.stdout.splitlines()]
    assert said == pytest.approx(run.outputs(np.array([[0.0, 0], [1, 2], [-3, 4]]))[:, 0], abs=1e-6)


RUNNER = """
import json, sys
import numpy as np
job = json.load(open(sys.argv[1]))
for source in job["programs"]:
    names = {"__name__": "exported"}
    exec(compile(source, "exported", "exec"), names)
    print(json.dumps(names["predict"](np.array(job["points"])).tolist()))
"""


@pytest.mark.keras
def test_the_keras_program_gives_the_same_outputs(tmp_path):
    runs = [trained(link) for link in LINKS]
    job = tmp_path / "job.json"
    programs = [export(run, "keras") for run in runs]
    job.write_text(json.dumps({"programs": programs, "points": XY[:50].tolist()}), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", RUNNER, job], capture_output=True, text=True, check=False, timeout=170)
    assert done.returncode == 0, done.stderr[-2000:]
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[[")]
    assert len(answers) == len(runs)
    for run, answer, link in zip(runs, answers, LINKS, strict=True):
        assert np.array(answer) == pytest.approx(run.outputs(XY[:50]), abs=1e-6), link


@pytest.mark.keras
def test_the_keras_program_runs_as_it_stands(tmp_path):
    run = trained(LINKS[0])
    path = tmp_path / "network.py"
    path.write_text(export(run, "keras"), encoding="utf-8")
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [line for line in done.stdout.splitlines() if line.startswith("[")]
    said = [float(line.split("[")[-1].rstrip("]")) for line in lines]
    assert said == pytest.approx(run.outputs(np.array([[0.0, 0], [1, 2], [-3, 4]]))[:, 0], abs=1e-6)
