from __future__ import annotations

import base64
import io
import re
import time

import numpy as np
from PIL import Image

from tutor.draw.canvas import row_text, row_width
from tutor.kernel.events import Display, Failure, Metrics, Text
from tutor.kernel.transcript import Transcript
from tutor.show.output import output_rows


def said(*events):
    transcript = Transcript()
    for event in events:
        transcript.add(event)
    return transcript


def shown(*events, width=60, **options):
    rows = output_rows(said(*events), width, **options)
    assert all(row_width(row) <= width for row in rows)
    return [row_text(row) for row in rows]


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


DIGIT = np.zeros((28, 28), np.uint8)
DIGIT[6:22, 12:16] = 255


def test_standard_error_has_a_bar():
    assert shown(Text("uno\n"), Text("cuidado\n", "stderr"), Text("dos\n")) == ["uno", "▏ cuidado", "dos"]
    assert shown(Text("cuidado\n", "stderr"), ascii=True) == ["| cuidado"]


def test_it_does_not_matter_in_which_pieces_the_text_came():
    text = "\x1b[31m 1/40\x1b[0m ━━\r 2/40\b\b\b9\n你好\rab\tz\n" * 5
    whole = output_rows(said(Text(text)), 30)
    for size in (1, 2, 3, 7):
        pieces = [Text(text[at : at + size]) for at in range(0, len(text), size)]
        assert output_rows(said(*pieces), 30) == whole


def test_a_result_is_its_plain_text_and_html_only_its_words():
    both = {"text/plain": "   a\n0  1", "text/html": "<table><tr><td>1</table>"}
    assert shown(Display(both, count=3)) == ["   a", "0  1"]
    assert shown(Display({"text/html": "<b>hola</b> <i>mundo</i>"})) == ["hola mundo"]
    only = {"text/plain": "<IPython.core.display.HTML object>", "text/html": "<b>hola</b>"}
    assert shown(Display(only)) == ["hola"]
    assert shown(Display({"text/plain": "<__main__.A object at 0x7f>"})) == ["<__main__.A object at 0x7f>"]
    assert shown(Display({"application/json": {"a": [1]}})) == ["{", '  "a": [', "    1", "  ]", "}"]
    assert shown(Display({"model/stl": "x"})) == ["[model/stl]"]


def test_latex_is_drawn():
    assert shown(Display({"text/latex": r"$\displaystyle \frac{a}{b}$", "text/plain": "a/b"})) == [" a", "───", " b"]


def test_a_picture_with_its_words_below():
    rows = output_rows(said(Display({"image/png": png(DIGIT), "text/plain": "un 1 · x 0–27"})), 60)
    assert len(rows) == 15
    assert row_text(rows[-1]) == "un 1 · x 0–27"
    assert rows[5][0].ink.bg is not None
    plain = shown(Display({"image/png": png(DIGIT), "text/plain": "<Figure size 640x480 with 1 Axes>"}), color=False)
    assert len(plain) == 14
    assert "█" in "".join(plain)


def test_a_broken_picture_says_why():
    assert shown(Display({"image/png": "AAAA"}))[0].startswith("picture not shown: ")
    assert shown(Display({"image/png": "ñ"}))[0].startswith("picture not shown: ")


def test_a_long_output_is_folded_and_unfolded():
    flood = Text("".join(f"{n}\n" for n in range(1000)))
    rows = shown(flood)
    assert len(rows) == 121
    assert "⋯ 880 lines not shown · t: show ⋯" in rows
    assert "⋯ 880 lines not shown ⋯" in shown(flood, keys=False)
    assert len(shown(flood, limit=30)) == 31
    assert len(shown(flood, unfolded=True)) == 1000


def test_what_was_never_kept_is_counted_too():
    rows = shown(Text("x" * 79 + "\n"), Text("línea\n" * 60_000), width=80)
    note = next(row for row in rows if "⋯" in row)
    assert re.search(r"lines not shown, \d+ characters not kept", note)


def test_a_training_and_a_failure_stand_where_they_happened():
    run = Metrics("r", "step", 1, 2, 5, 10, {"loss": 0.5})
    rows = shown(Text("antes\n"), run, Text("después\n"), Failure("ValueError", "malo"))
    assert rows[0] == "antes"
    assert "── loss" in rows[1]
    assert rows[-2:] == ["después", "✗ ValueError: malo"]


def test_repainting_a_growing_output_is_cheap():
    transcript = said(Text("línea 0.2333\n" * 9000), Display({"image/png": png(np.tile(DIGIT, (20, 20)))}))
    output_rows(transcript, 80)
    start = time.process_time()
    for _ in range(10):
        output_rows(transcript, 80)
    assert time.process_time() - start < 0.2  # half a millisecond each at leisure


def test_a_failure_is_explained_by_whoever_knows_the_cells():
    failure = Failure("ValueError", "boom")
    explained = shown(failure, explain=lambda one: f"{one.name} means: {one.message}")
    assert explained == ["⇒ ValueError means: boom", *shown(failure)]
    assert shown(failure, explain=lambda _one: "") == shown(failure)
