"""What a cell has said, reduced to what is kept: bounded, in order, and storable as a notebook's outputs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tutor.clean import clean_output
from tutor.kernel.events import Cleared, Display, Event, Failure, Finished, Metrics, Text
from tutor.kernel.training import Training
from tutor.kernel.wire import METRICS, failure, shown
from tutor.locale import _

KEEP = 1 << 16
"""Characters kept of a stream's head, and of its tail."""
ITEMS = 200
"""Items kept of a cell; beyond, those in the middle go and are counted."""
DATA = 32 << 20
"""Characters of rich results kept of a cell."""

_HALF_SEQUENCE = re.compile(r"\x1b[^a-zA-Z]{0,32}\Z")
_NEAR = 4096


class Stream:
    """Standard output or error between two other outputs: its head, its tail, and how much was between them."""

    def __init__(self, stream: Literal["stdout", "stderr"]) -> None:
        self.stream = stream
        self._head: list[str] = []
        self._room = KEEP
        self._tail: list[str] = []
        self._tail_size = 0
        self._lost = 0

    @property
    def lost(self) -> int:
        """Characters not kept."""
        return self._lost + max(0, self._tail_size - KEEP)

    @property
    def text(self) -> str:
        """What is kept; a gap is a line of its own that counts what is not."""
        head, tail = "".join(self._head), "".join(self._tail)[-KEEP:]
        if not self.lost:
            return head + tail
        count = f"{self.lost:,}".replace(",", " ")
        gap = _("… {count} characters not kept …").format(count=count)
        return f"{_to_line_end(head)}\n{gap}\n{_from_line_start(tail)}"

    def add(self, text: str, lost: int = 0) -> None:
        """Go on with `text`, after a gap of `lost` characters."""
        if lost:
            self._lost += lost + self._tail_size
            self._room, self._tail, self._tail_size = 0, [], 0
        if self._room:
            self._head.append(text[: self._room])
            text, self._room = text[self._room :], max(0, self._room - len(text))
        if text:
            self._tail.append(text)
            self._tail_size += len(text)
        if self._tail_size > 4 * KEEP:
            self._tail = ["".join(self._tail)[-KEEP:]]
            self._lost += self._tail_size - KEEP
            self._tail_size = KEEP


@dataclass(frozen=True, slots=True)
class Shown:
    """A rich result by MIME type; `count` is set on a cell's own result (`Out[n]`)."""

    data: Mapping[str, Any]
    display_id: str = ""
    count: int | None = None


Item = Stream | Shown | Training | Failure


class Transcript:
    """Takes events, keeps items. `version` grows with each change, so that a view knows when to paint."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.version = 0
        self._runs: dict[str, Training] = {}
        self._clear_next = False
        self._dropped = 0

    def add(self, event: Event) -> None:
        """Take an event; `Input` leaves nothing behind."""
        match event:
            case Text(text, stream, lost):
                self._output()
                self._stream(stream).add(text, lost)
            case Display():
                self._display(event)
            case Metrics():
                self._report(event)
            case Failure():
                self._output()
                self._append(event)
            case Cleared(wait=True):
                self._clear_next = True
                return
            case Cleared():
                self._clear()
            case Finished():
                for training in self._runs.values():
                    training.finish()
            case _:
                return
        self.version += 1

    def _stream(self, name: Literal["stdout", "stderr"]) -> Stream:
        last = self.items[-1] if self.items else None
        if isinstance(last, Stream) and last.stream == name:
            return last
        stream = Stream(name)
        self._append(stream)
        return stream

    def _display(self, event: Display) -> None:
        if not event.update:
            self._output()
        item = Shown(self._affordable(event), event.display_id, event.count)
        if event.display_id:
            for at, old in enumerate(self.items):
                if isinstance(old, Shown) and old.display_id == event.display_id:
                    self.items[at] = Shown(item.data, item.display_id, old.count)
        if not event.update:
            self._append(item)

    def _affordable(self, event: Display) -> Mapping[str, Any]:
        """The data, or a word about it where a cell has shown too much."""
        others = (item for item in self.items if isinstance(item, Shown))
        kept = sum(_size(item.data) for item in others if not (item.display_id and item.display_id == event.display_id))
        size = _size(event.data)
        if kept + size <= DATA:
            return event.data
        return {"text/plain": _("… {count} characters not kept …").format(count=size)}

    def _report(self, event: Metrics) -> None:
        training = self._runs.get(event.run)
        if training is None:
            training = self._runs[event.run] = Training(event.run)
        training.add(event)
        if self._clear_next or not any(item is training for item in self.items):
            self._output()
            self._append(training)

    def _output(self) -> None:
        """Something is about to be shown: what waited to be cleared goes."""
        if self._clear_next:
            self._clear()

    def _clear(self) -> None:
        self.items = []
        self._clear_next = False
        self._dropped = 0

    def _append(self, item: Item) -> None:
        self.items.append(item)
        if len(self.items) <= ITEMS:
            return
        middle = ITEMS // 2
        gone = 1 if self._dropped else 2  # the word about the gap takes a place itself
        del self.items[middle + 1 : middle + 1 + gone]
        words = Shown({"text/plain": _("… {count} outputs not kept …").format(count=self._dropped + gone)})
        if self._dropped:
            self.items[middle] = words
        else:
            self.items.insert(middle, words)
        self._dropped += gone

    def to_outputs(self) -> list[dict[str, Any]]:
        """The items as outputs of notebook format 4; a training is one display with its whole history."""
        return [_output(item) for item in self.items]

    @classmethod
    def from_outputs(cls, outputs: Sequence[Mapping[str, Any]]) -> Transcript:
        """A transcript of stored outputs; what is not understood is left out."""
        transcript = cls()
        for output in outputs:
            match output.get("output_type"):
                case "stream":
                    text = output.get("text", "")
                    text = text if isinstance(text, str) else "".join(map(str, text))
                    transcript.add(Text(clean_output(text), "stderr" if output.get("name") == "stderr" else "stdout"))
                case "error":
                    transcript.add(failure(output))
                case "display_data" | "execute_result":
                    transcript._restore(output)
        return transcript

    def _restore(self, output: Mapping[str, Any]) -> None:
        data = output.get("data")
        stored = data.get(METRICS) if isinstance(data, Mapping) else None
        if isinstance(stored, Mapping) and isinstance(stored.get("history"), Mapping):
            try:
                training = Training.from_json(stored["history"])
            except ValueError:  # its text says what it was
                training = None
            if training:
                self._append(training)
                self.version += 1
                return
        self.add(shown(output))


def _output(item: Item) -> dict[str, Any]:
    match item:
        case Stream():
            return {"output_type": "stream", "name": item.stream, "text": item.text}
        case Failure(name, message, traceback):
            return {"output_type": "error", "ename": name, "evalue": message, "traceback": list(traceback)}
        case Training():
            words = " · ".join(f"{name} {value:.4g}" for name, value in item.values.items())
            data = {METRICS: {"run": item.run, "history": item.to_json()}, "text/plain": words}
            return {"output_type": "display_data", "data": data, "metadata": {}}
        case Shown(data, _display, count):
            kind = "display_data" if count is None else "execute_result"
            rest = {} if count is None else {"execution_count": count}
            return {"output_type": kind, "data": dict(data), "metadata": {}, **rest}


def _size(data: Mapping[str, Any]) -> int:
    return sum(len(value) for value in data.values() if isinstance(value, str))


def _to_line_end(head: str) -> str:
    """Up to the last line end nearby; without one, at least not through the middle of a colour."""
    end = head.rfind("\n", max(0, len(head) - _NEAR))
    return head[:end] if end >= 0 else _HALF_SEQUENCE.sub("", head)


def _from_line_start(tail: str) -> str:
    """From the first line start nearby, if there is one and the tail was cut."""
    start = tail.find("\n", 0, _NEAR) if len(tail) == KEEP else -1
    return tail[start + 1 :]
