"""The two languages of one lesson: the same cells, the same questions, the same labs, the same numbers."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.content.code import difference
from tutor.content.lesson import Ask, Experiment, Lesson
from tutor.content.problem import Problem
from tutor.content.value import same, values
from tutor.locale import _


def differences(lesson: Lesson, other: Lesson) -> Iterator[Problem]:
    """Where `lesson` is not what `other` is in its language; each fault is told once, in the file that has more."""
    mine = {cell.name: cell for cell in lesson.cells}
    its = {cell.name: cell for cell in other.cells}
    for one, names, rest in ((lesson, mine, other), (other, its, lesson)):
        for cell in one.cells:
            if cell.name not in {other_cell.name for other_cell in rest.cells}:
                message = _("the cell “{name}” is not in {path}: add it there, or give both the same name")
                yield Problem(one.path, names[cell.name].line, message.format(name=cell.name, path=_short(rest)))
    shared = [name for name in mine if name in its]
    if shared != [name for name in its if name in mine]:
        yield Problem(lesson.path, 1, _("the cells stand in another order than in {path}").format(path=_short(other)))
    for name in shared:
        cell, twin = mine[name], its[name]
        if cell.tags != twin.tags:
            message = _("the tags of the cell “{name}” are not those in {path}: give both the same")
            yield Problem(lesson.path, cell.line, message.format(name=name, path=_short(other)))
        line = difference(cell, twin)
        if line is not None:
            message = _("the cell “{name}” does something else than in {path}: only strings and comments may differ")
            yield Problem(lesson.path, line, message.format(name=name, path=_short(other)))
    yield from _questions(lesson, other)
    yield from _labs(lesson, other)
    yield from _values(lesson, other)


def _questions(lesson: Lesson, other: Lesson) -> Iterator[Problem]:
    mine, its = ([block for block in one.blocks if isinstance(block, Ask)] for one in (lesson, other))
    if [ask.reference for ask in mine] == [ask.reference for ask in its]:
        return
    for one, asks, rest in ((lesson, mine, other), (other, its, lesson)):
        theirs = {block.reference for block in rest.blocks if isinstance(block, Ask)}
        for ask in asks:
            if ask.reference not in theirs:
                message = _("the question {reference} is not in {path}: ask the same in both")
                yield Problem(one.path, ask.line, message.format(reference=ask.reference, path=_short(rest)))
                return
    message = _("the questions stand in another order than in {path}")
    yield Problem(lesson.path, mine[0].line if mine else 1, message.format(path=_short(other)))


def _labs(lesson: Lesson, other: Lesson) -> Iterator[Problem]:
    mine, its = ([block for block in one.blocks if isinstance(block, Experiment)] for one in (lesson, other))
    if [(lab.name, lab.options) for lab in mine] != [(lab.name, lab.options) for lab in its]:
        line = next((one.line for one, two in zip(mine, its, strict=False) if one.name != two.name), 0)
        line = line or next((lab.line for lab in mine[len(its) :] or mine), 1)
        yield Problem(
            lesson.path, line, _("other labs than in {path}: show the same in both").format(path=_short(other))
        )


def _values(lesson: Lesson, other: Lesson) -> Iterator[Problem]:
    """The numbers that only one of them marks; how often, and in which order, is each language's own."""
    for one, rest in ((lesson, other), (other, lesson)):
        theirs = list(values(rest))
        for value in values(one):
            if value.place is not None and not any(same(value, its) for its in theirs):
                message = _("the value {text} of the cell “{name}” is not in {path}: mark the same numbers in both")
                words = message.format(text=value.text, name=value.place.cell, path=_short(rest))
                yield Problem(one.path, value.line, words)


def _short(lesson: Lesson) -> str:
    return f"{lesson.path.parent.name}/{lesson.path.name}"
