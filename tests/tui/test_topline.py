"""The line at the top, in the room that there is."""

from __future__ import annotations

import pytest

from tutor.draw.canvas import row_text, row_width
from tutor.tui.widgets.topline import TopLine

TITLE, MIDDLE, STATE = "1.5 Entrena tu primera red", "§ 2/9 Cuando una recta no basta", "● kernel listo"


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize(
    ("width", "middle"),
    [(120, MIDDLE), (80, "§ 2/9 Cuando una recta no basta"), (65, "§ 2/9 Cuando una…"), (54, "§ 2/9…"), (53, "")],
)
def test_the_middle_is_cut_before_the_title_is(width, middle, ascii):
    line = TopLine(ascii=ascii)
    line.show(TITLE, middle=MIDDLE, state=STATE)
    row = line.row(width)
    assert row_width(row) == width
    assert " ".join(row_text(row).split()) == " ".join(f"{TITLE} {middle} {STATE}".split()).replace(
        "…", "~" if ascii else "…"
    )
