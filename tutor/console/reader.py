"""A lesson as text: its prose, its cells by number, and its labs as they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.content.asked import asked
from tutor.content.lesson import Block, Cell, Code, Experiment, Heading, Inline
from tutor.locale import ngettext
from tutor.show.prose import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tutor.console.terminal import Terminal
    from tutor.content.lesson import Lesson
    from tutor.content.quiz import Question
    from tutor.draw.canvas import Row


def read(lesson: Lesson, terminal: Terminal, find: Callable[[str], Question | None] = lambda _: None) -> int:
    """The whole lesson, as wide as the terminal; `find` knows the questions that it names."""
    top = Heading(1, (Inline(f"{lesson.unit} {lesson.title}"),))
    terminal.rows(prose([top], terminal.width, ascii=terminal.ascii))
    terminal.say(
        ngettext("{minutes} minute", "{minutes} minutes", lesson.minutes).format(minutes=lesson.minutes) + "\n"
    )
    for part in _parts(asked(lesson.blocks, find, lesson.language)):
        if isinstance(part, Cell):
            terminal.say(f"[{part.index + 1}]")
            part = [Code(part.source, "python")]  # noqa: PLW2901 (the cell as it is shown)
        rows = _drawn(part, terminal) if isinstance(part, Experiment) else None
        if rows is not None:
            terminal.rows(rows)
            terminal.say()
            continue
        part = [part] if isinstance(part, Experiment) else part  # noqa: PLW2901 (as above)
        terminal.rows(prose(part, terminal.width, ascii=terminal.ascii, links="print"))
        terminal.say()
    return 0


def _drawn(lab: Experiment, terminal: Terminal) -> list[Row] | None:
    from tutor.show.lab import lab_rows  # noqa: PLC0415 (NumPy, for lessons with a lab)

    return lab_rows(lab.name, lab.options, terminal.width, ascii=terminal.ascii)


def _parts(blocks: tuple[Block, ...]) -> Iterator[list[Block] | Cell | Experiment]:
    """Runs of prose, and the cells and labs between them."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Cell | Experiment):
            if run:
                yield run
            run = []
            yield block
        else:
            run.append(block)
    if run:
        yield run
