"""kill -9 of the program: nothing that was shown as kept is lost, and nothing of a kernel stays."""

from __future__ import annotations

import pytest
from terminal.learner import settle

pytestmark = pytest.mark.terminal
QUIZ = """
    id: quiz
    title: Three things
    unit: "1.2"
    pass: 0.5
    questions:
      - {id: one, kind: number, prompt: "The first?", answer: 1, feedback: Told one}
      - {id: two, kind: number, prompt: "The second?", answer: 2, feedback: Told two}
      - {id: three, kind: true_false, prompt: "The third?", answer: true, feedback: {true: Told three, false: Untold}}
"""


def test_between_two_answers(course, at_desk):
    course.quiz(QUIZ)
    desk = at_desk(course.root)
    painted = desk.start()
    painted.until("3 questions")
    painted.press("\r")
    painted.until("The first?")
    painted.press("1\r")
    painted.until("Told one", "Enter next")
    painted.press("\r")
    painted.until("The second?")
    painted.press("5\r")
    painted.until("Told two")
    painted.kill()

    again = desk.start()
    again.until("answered 2 of 3")
    again.press("\r")
    again.until("The third?", "3/3", "answers so far are kept")
    again.press("a")
    again.until("Enter answer")
    again.quiet(0.1)
    again.press("\r")
    again.until("Told three")
    again.press("\r")
    again.until("The second?", "try again")
    assert "2 of 3" in again.text()


def test_while_a_cell_runs_with_children(course, at_desk):
    course.cells(
        """
        import os, subprocess, sys
        subprocess.Popen(["sleep", "1000"])
        subprocess.Popen(["sleep", "1000"], start_new_session=True)
        if os.fork() == 0:
            os.setsid()
            while True: pass
        sum(range(10**12))
        """
    )
    desk = at_desk(course.root)
    painted = desk.open()
    painted.press("\x12")
    settle(painted, lambda: len(desk.processes()) == 5, "guard, kernel and three children")
    painted.kill()
    assert desk.is_clean(10)


def test_the_edit_of_a_second_ago(course, at_desk):
    course.cells("print('author')")
    desk = at_desk(course.root)
    painted = desk.open()
    painted.press("n\r")
    painted.until("Esc done")
    painted.press("\r# of the learner")
    painted.until("# of the learner")
    notebook = desk.home / "notebooks" / "en" / "1.1-lesson.ipynb"
    settle(painted, notebook.exists, "no notebook", timeout=2)
    painted.kill()
    again = desk.open()
    again.until("# of the learner", "edited")
    assert "[ ]" in again.text()
