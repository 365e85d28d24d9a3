"""What a learner does today is there tomorrow, and nothing runs again by itself."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_lesson_and_a_quiz_of_the_course(at_desk, language):
    desk = at_desk()
    painted = desk.open("2.1", language=language)
    painted.press("n")
    painted.quiet(0.2)
    painted.press("\r")
    painted.until("Esc done" if language == "en" else "Esc")
    painted.quiet(0.2)
    painted.press("\rprint('mine', 6 * 7)")
    painted.until("print('mine', 6 * 7)")
    painted.press("\x12")
    painted.until("mine 42")
    painted.press("q")
    painted.until("◐ 2.1")
    painted.press("/1.13")
    painted.until("/ 1.13")
    painted.press("\r")
    score = take(painted)
    painted.escape()
    painted.until("1.13", score)
    painted.press("q")
    assert painted.ended() == 0
    assert desk.is_clean()

    again = desk.start(language=language)
    again.until("◐ 2.1")
    again.until(score)
    again.press("/2.1")
    again.until("/ 2.1")
    again.press("\r")
    again.until("●")
    again.press("n")
    again.until("mine 42", "print('mine', 6 * 7)", "from last time" if language == "en" else "de la última vez")
    assert again.shows("kernel ready") or again.shows("kernel listo")


def take(painted):
    """Answer the twelve questions, mostly with the first option or a number; the score that was shown."""
    for number in range(1, 13):
        painted.until(f" {number}/12")
        painted.quiet(0.2)
        painted.press("a" if "a  " in painted.text() else "1")
        painted.quiet(0.1)
        painted.press("\r")
        painted.until("→")
        painted.quiet(0.1)
        painted.press("\r")
    painted.until("%")
    return next(word for word in painted.text().split() if word.endswith("%"))
