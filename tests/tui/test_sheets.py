"""What a sheet draws fits into its width, whatever stands on it."""

from __future__ import annotations

import pytest

from tutor.content.lesson import Inline, Paragraph
from tutor.draw.canvas import row_text, row_width
from tutor.locale import use
from tutor.tui.widgets.asked import Asked, Mark, Offer, Verdict
from tutor.tui.widgets.sheets.match import Match


def offers(*texts: str) -> tuple[Offer, ...]:
    return tuple(Offer(text, text, (Paragraph((Inline(text),)),)) for text in texts)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", range(30, 90))
def test_the_right_partner_is_pointed_at_whole_or_not_at_all(width, language):
    use(language)
    rights = offers("sparse_categorical_crossentropy", "mse", "binary_crossentropy")
    sheet = Match(Asked((), "match", rights, offers("one of several classes", "a price in dollars", "yes or no")))
    for index in (1, 2, 0):
        sheet.letter(index)
    marks = tuple(Mark("wrong", partner=right.blocks) for right in rights)
    sheet.verdict = Verdict("wrong", "Not right.", marks=marks)
    rows = sheet.rows(width)
    assert max(map(row_width, rows)) <= width
    whole = {"en": "← the right one", "es": "← la correcta"}[language]
    assert all(row_text(row).rstrip().endswith(whole) for row in rows if "←" in row_text(row))
    assert width < 60 or sum("←" in row_text(row) for row in rows) >= 1
