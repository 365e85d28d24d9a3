"""How a lesson is cut into what is one widget each."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.content.lesson import Ask, Block, Cell, Experiment, Heading, Lesson


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a lesson that is one widget: prose up to the next `##` or cell, a cell, a question or a lab."""

    section: int
    content: tuple[Block, ...] | Cell | Ask | Experiment


def pieces(lesson: Lesson) -> tuple[Piece, ...]:
    """The lesson cut at its `##` headings and around its cells; section 0 stands before the first heading."""
    cut: list[Piece] = []
    prose_blocks: list[Block] = []
    section = 0

    def flush() -> None:
        if prose_blocks:
            cut.append(Piece(section, tuple(prose_blocks)))
            prose_blocks.clear()

    for block in lesson.blocks:
        if isinstance(block, Cell | Ask | Experiment):
            flush()
            cut.append(Piece(section, block))
            continue
        if isinstance(block, Heading) and block.level == 2:  # noqa: PLR2004 (a section is a `##`)
            flush()
            section += 1
        prose_blocks.append(block)
    flush()
    return tuple(cut)
