"""A lesson as text: its prose, and its cells by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.content.asked import asked
from tutor.content.lesson import Block, Cell, Code, Heading, Inline
from tutor.locale import ngettext
from tutor.show.prose import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tutor.console.terminal import Terminal
    from tutor.content.lesson import Lesson
    from tutor.content.quiz import Question


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
        terminal.rows(prose(part, terminal.width, ascii=terminal.ascii, links="print"))
        terminal.say()
    return 0


def _parts(blocks: tuple[Block, ...]) -> Iterator[list[Block] | Cell]:
    """Runs of prose, and the cells between them."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Cell):
            if run:
                yield run
            run = []
            yield block
        else:
            run.append(block)
    if run:
        yield run
