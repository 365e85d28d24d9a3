"""YAML without its traps: no anchors, aliases, tags or duplicate keys; `no` is a text; every value knows its line.

Built on PyYAML's pure parser and composer; the constructors, where YAML's dangers live, are not used at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from tutor.clean import clean
from tutor.content.problem import ContentError, Problem
from tutor.content.source import QUIZ_BYTES, too_large
from tutor.locale import _

DEPTH = 40
_INT = re.compile(r"[-+]?[0-9]{1,300}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_CUT = re.compile(r"[ \t]+#")
_ODD_LINE_END = re.compile("[\x85\u2028\u2029]")
_BARE = "tag:yaml.org,2002:str"

Where = tuple[str | int, ...]
"""A value's place: keys and indexes from the top."""


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data, the line of each value (its key's, in a mapping), and how numbers and booleans were written."""

    data: Any
    lines: Mapping[Where, int] = field(default_factory=dict)
    written: Mapping[Where, str] = field(default_factory=dict)

    def line(self, where: Where) -> int:
        """The line of `where`, or of the nearest thing around it that exists."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def load(text: str, path: Path, first_line: int = 1) -> Document:
    """The one document in `text`, whose first line is line `first_line` of `path`; raises ContentError."""
    if len(text) > QUIZ_BYTES:
        raise ContentError([Problem(path, first_line, too_large(len(text), QUIZ_BYTES))])
    reader = _Tree(text.replace("\r\n", "\n").replace("\r", "\n"), path, first_line)
    return reader.document()


class _Loader(Reader, Scanner, Parser, Composer, BaseResolver):
    """PyYAML up to the node tree, with bounded depth and nothing that refers, merges or constructs."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _Refused(event.start_mark, _("anchors and aliases (& and *) are not read: put the text in quotes"))
        if event.tag is not None:
            raise _Refused(event.start_mark, _("tags (!) are not read: put the text in quotes"))
        self.depth += 1
        if self.depth > DEPTH:
            raise _Refused(event.start_mark, _("nested too deeply: the most is {depth}").format(depth=DEPTH))
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Refused(yaml.MarkedYAMLError):
    """Valid YAML that is not read here."""

    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(problem=message, problem_mark=mark)


class _Tree:
    """Turns a node tree into plain data and notes the lines."""

    def __init__(self, text: str, path: Path, first_line: int) -> None:
        # YAML counts these as line ends and no editor does.
        self.text = _ODD_LINE_END.sub(" ", text.removeprefix("\ufeff"))
        self.path = path
        self.first_line = first_line
        self.lines: dict[Where, int] = {}
        self.written: dict[Where, str] = {}

    def document(self) -> Document:
        try:
            node = _Loader(self.text).get_single_node()
            self.lines[()] = self.first_line if node is None else self._line(node.start_mark)
            data = None if node is None else self._value(node, ())
        except yaml.reader.ReaderError as error:
            line = self.first_line + self.text.count("\n", 0, error.position)
            message = _("a control character (code {code}): remove it").format(code=error.character)
            raise ContentError([Problem(self.path, line, message)]) from error
        except yaml.MarkedYAMLError as error:
            raise ContentError([self._problem(error)]) from error
        return Document(data, self.lines, self.written)

    def _value(self, node: Any, where: Where) -> Any:
        self.lines.setdefault(where, self._line(node.start_mark))
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*where, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        value = self._scalar(node)
        if isinstance(value, bool | int | float):
            self.written[where] = node.value
        return value

    def _mapping(self, node: Any, where: Where) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _Refused(key_node.start_mark, _("a key must be a word: put texts with [ or { in quotes"))
            key = clean(key_node.value, multiline=False)
            if key in values:
                message = _("the key “{key}” is there twice, first in line {line}: keep one")
                raise _Refused(key_node.start_mark, message.format(key=key, line=self.lines[*where, key]))
            self.lines[*where, key] = self._line(key_node.start_mark)
            values[key] = self._value(value_node, (*where, key))
        return values

    def _scalar(self, node: Any) -> str | int | float | bool | None:
        text: str = node.value
        if node.style is not None:
            return clean(text)
        if text in {"", "~", "null", "Null", "NULL"}:
            return None
        if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
            return text.lower() == "true"
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _CUT.match(self.text, node.end_mark.index):
            message = _("“ #” starts a comment: put the text in quotes, or the comment on a line of its own")
            raise _Refused(node.end_mark, message)
        return clean(text)

    def _line(self, mark: Any) -> int:
        return self.first_line + int(mark.line)

    def _problem(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        context = error.context or ""
        if error.context_mark and ("quoted" in context or "flow" in context or "simple key" in context):
            mark = error.context_mark  # where it was opened, not where the end was missed
        return Problem(self.path, self._line(mark) if mark else self.first_line, _advice(error))


def _advice(error: yaml.MarkedYAMLError) -> str:
    """PyYAML's words as advice to somebody who writes quizzes."""
    if isinstance(error, _Refused):
        return str(error.problem)
    words = f"{error.context or ''}; {error.problem or ''}"
    for sign, advice in (
        ("'\\t'", _("a tab: indent with spaces")),
        ("mapping values are not allowed", _("a colon inside a text, or a wrong indent: put the text in quotes")),
        ("simple key", _("a key without a colon after it: write “key: value”")),
        ("quoted scalar; found unknown escape", _("an unknown \\ escape: use 'single quotes', or write \\\\")),
        ("quoted scalar", _("a quote that is not closed: add it")),
        ("flow sequence", _("a list in [ ] that is not closed: texts with , ? : [ or { in them need quotes")),
        ("flow mapping", _("a mapping in { } that is not closed: texts with , ? : [ or { in them need quotes")),
        ("block mapping", _("a wrong indent, or a text that goes on after its quotes: align it with the lines above")),
        ("block collection", _("a wrong indent: align the item with the ones above")),
        ("block scalar", _("nothing but a line end may follow | or >: write the text below it, indented")),
        ("sequence entries", _("a list starts on a line of its own: put a text that starts with “- ” in quotes")),
        ("flow node", _("a bracket that is not closed: add it, or put the text in quotes")),
        ("single document", _("a second document (---): one file holds one")),
        ("document start", _("something stands after the end: check the indent")),
        ("cannot start any token", _("a text cannot start with this character: put it in quotes")),
        ("alias", _("anchors and aliases (& and *) are not read: put the text in quotes")),
        ("anchor", _("anchors and aliases (& and *) are not read: put the text in quotes")),
        ("tag", _("tags (!) are not read: put the text in quotes")),
    ):
        if sign in words:
            return advice
    return _("not valid YAML ({words}): put the text in quotes").format(words=clean(words, multiline=False).strip("; "))
