"""What stands anywhere in a lesson's blocks, however deep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tutor.content.lesson import Block, Heading, Inline, Items, Note, Paragraph, Picture, Quote, Table


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, the ones inside others after the one that holds them."""
    for block in blocks:
        yield block
        match block:
            case Items(items=items):
                for item in items:
                    yield from walk(item)
            case Quote(blocks=inner) | Note(blocks=inner) | Picture(caption=inner):
                yield from walk(inner)
            case _:
                pass


def runs(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every run of text in `blocks`."""
    for block in walk(blocks):
        match block:
            case Heading(text=text) | Paragraph(text=text) | Note(title=text):
                yield from text
            case Table(head=head, rows=rows):
                for cell in (*head, *(cell for row in rows for cell in row)):
                    yield from cell
            case _:
                pass


def links(blocks: Iterable[Block]) -> Iterator[str]:
    """The targets of the links in `blocks`, each once."""
    yield from dict.fromkeys(run.href for run in runs(blocks) if run.href)
