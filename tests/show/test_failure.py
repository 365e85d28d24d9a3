from __future__ import annotations

from textwrap import dedent

from tutor.draw.canvas import row_text
from tutor.kernel.events import Failure
from tutor.show.failure import failure_rows

HEAD = ("\x1b[31m-----\x1b[39m", "\x1b[31mZeroDivisionError\x1b[39m      Traceback (most recent call last)")
CALL = (
    "\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[1]\x1b[39m\x1b[32m, line 4\x1b[39m\n"
    "\x1b[32m      1\x1b[39m \x1b[38;5;28;01mdef\x1b[39;00m f(x):\n\x1b[32m      2\x1b[39m     y = x\n"
    "\x1b[32m      3\x1b[39m     \x1b[38;5;28;01mreturn\x1b[39;00m y / \x1b[32m0\x1b[39m\n"
    "\x1b[32m----> \x1b[39m\x1b[32m4\x1b[39m f(\x1b[32m3\x1b[39m)\n"
)
INSIDE = "Cell In[1], line 3, in f(x)\n      1 def f(x):\n      2     y = x\n----> 3     return y / 0\n"
LIBRARY = "File ~/lib/keras/layer.py:346, in Layer.call(self)\n    341     s = 1\n--> 342     raise ValueError\n"


def shown(failure, width=60, **options):
    return "\n".join(row_text(row) for row in failure_rows(failure, width, **options))


def expected(text):
    return dedent(text).strip("\n")


def test_the_learners_lines_come_first_and_the_rest_is_counted():
    failure = Failure("ZeroDivisionError", "division by zero", (*HEAD, CALL, INSIDE, LIBRARY, LIBRARY, "Zero…"))
    assert shown(failure) == expected("""
        Cell In[1], line 4
            3     return y / 0
        →   4 f(3)
        Cell In[1], line 3, in f(x)
            2     y = x
        →   3     return y / 0
        ✗ ZeroDivisionError: division by zero
        ⋯ 2 more frames · t: whole traceback
    """)


def test_unfolded_it_is_the_whole_traceback_with_its_colours():
    failure = Failure(
        "ZeroDivisionError", "division by zero", (*HEAD, CALL, LIBRARY, "ZeroDivisionError: division by zero")
    )
    text = shown(failure, unfolded=True)
    assert "layer.py:346" in text
    assert text.endswith("ZeroDivisionError: division by zero")
    assert any(span.ink.fg == "red" for row in failure_rows(failure, 60, unfolded=True) for span in row)


def test_a_recursion_is_shown_once():
    frame = "Cell In[7], line 1, in r(n)\n----> 1 def r(n): return r(n+1)\n"
    text = shown(Failure("RecursionError", "maximum recursion depth exceeded", (*HEAD, CALL, *[frame] * 2900)))
    assert text.count("Cell In[7]") == 1
    assert "2899 more frames" in text


def test_of_chained_exceptions_the_last_one_is_shown():
    divider = "\nThe above exception was the direct cause of the following exception:\n"
    text = shown(Failure("ValueError", "malo", (*HEAD, CALL, divider, HEAD[1], INSIDE, "ValueError: malo")))
    assert "line 3, in f(x)" in text
    assert "line 4" not in text
    assert "1 more frame ·" in text


def test_a_syntax_error_points_at_the_place():
    frame = (
        "  \x1b[36mCell\x1b[39m \x1b[32mIn[3]\x1b[39m, line 1\n    x = (\n         ^\nSyntaxError: incomplete input\n"
    )
    assert shown(Failure("SyntaxError", "incomplete input (1, 5)", (frame,))) == expected("""
        Cell In[3], line 1
            x = (
                 ^
        ✗ SyntaxError: incomplete input (1, 5)
    """)


def test_an_interruption_is_no_error_and_a_long_message_is_cut():
    assert shown(Failure("KeyboardInterrupt", "")) == "■ KeyboardInterrupt"
    text = shown(Failure("ValueError", "\n".join(f"línea {n}" for n in range(30))))
    assert text.split("\n")[-1] == "⋯ more · t: whole traceback"
    assert len(text.split("\n")) == 9
    assert "t:" not in shown(Failure("ValueError", "\n" * 30 + "x"), keys=False)
    assert shown(Failure("E", "x", (CALL,)), ascii=True).isascii()


def test_what_it_means_stands_above_behind_a_sign_of_its_own():
    failure = Failure("NameError", "name 'w' is not defined", (*HEAD, CALL, "NameError: …"))
    words = "`w` comes from cell 3, above: `w = 1`. Run it first, and then this one."
    assert shown(failure, explanation=words, width=40).startswith(
        expected("""
        ⇒ `w` comes from cell 3, above: `w = 1`.
          Run it first, and then this one.
        Cell In[1], line 4
    """)
    )
    assert shown(failure, explanation=words, ascii=True).startswith("=> `w` comes")
    assert shown(failure, explanation=words, unfolded=True).startswith("⇒ `w` comes")
    assert "⇒" not in shown(failure)
    assert shown(failure, explanation="the shape is (2, 3, 4) here", width=20).split("\n")[1] == "  (2, 3, 4) here"
