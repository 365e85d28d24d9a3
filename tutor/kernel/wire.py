"""What a kernel's messages mean: content of a message in, events out. The door where a kernel's text is cleaned."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from tutor.clean import clean, clean_output
from tutor.kernel.events import Answer, Cleared, Display, Event, Failure, Input, Metrics, Text
from tutor.kernel.vitals import vitals
from tutor.locale import _

METRICS = "application/vnd.nntutor.metrics+json"
ASKED = "asked"
"""The name under which a reply tells what an expression is worth."""
KEEP = 1 << 17
"""Characters kept at each end of a text too long to be looked at whole."""

_PHASES = ("begin", "step", "epoch", "end")
# A sequence whose end is still to come: output is flushed anywhere. A string sequence gives up at the line's end.
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b\n]{0,4096}\x1b?|[ -/]*)?\Z")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a kernel: the channel it came on, what it is, which request it answers, what it says.

    `lost` counts what was cut out of a stream's text too long to be read: `text` is then its head and `tail` its end.
    """

    channel: Literal["shell", "iopub", "stdin", "control"]
    kind: str
    parent: str
    content: Mapping[str, Any]
    lost: int = 0


class Wire:
    """Reads the messages of one cell; remembers an escape sequence that is cut in two by a flush."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {"stdout": "", "stderr": ""}

    def events(self, message: Message) -> Iterator[Event]:
        """The events that a message stands for; none for what says nothing to a learner."""
        content = message.content
        match message.kind:
            case "stream":
                yield from self._text(content, message.lost)
            case "display_data" | "update_display_data" | "execute_result":
                yield shown(content, update=message.kind == "update_display_data")
            case "error":
                yield failure(content)
            case "clear_output":
                yield Cleared(wait=bool(content.get("wait")))
            case "input_request":
                yield Input(clean(str(content.get("prompt", ""))), password=bool(content.get("password")))
            case "execute_reply":
                yield from _pages(content)

    def _text(self, content: Mapping[str, Any], lost: int) -> Iterator[Text]:
        stream: Literal["stdout", "stderr"] = "stderr" if content.get("name") == "stderr" else "stdout"
        text = self._open[stream] + str(content.get("text", ""))
        self._open[stream] = ""
        head, tail, cut = shorten(text)
        if lost:
            tail, cut = str(content.get("tail", "")), lost + cut
        elif (at := text.rfind("\x1b", -4100)) >= 0 and (found := _UNFINISHED.match(text, at)):
            self._open[stream] = found[0]
            if cut:
                tail = tail[: len(tail) - len(found[0])]
            else:
                head = text[:at]
        if head := clean_output(head):
            yield Text(head, stream)
        if cut:
            yield Text(clean_output(tail), stream, lost=cut)


def shorten(text: str, keep: int = KEEP) -> tuple[str, str, int]:
    """Head and tail of a text too long to be handled whole, and how many characters were between them."""
    if len(text) <= 2 * keep:
        return text, "", 0
    return text[:keep], text[-keep:], len(text) - 2 * keep


def shown(content: Mapping[str, Any], *, update: bool = False) -> Display | Metrics:
    """A rich result; one report of a training run if it carries our own MIME type."""
    data = content.get("data")
    data = dict(data) if isinstance(data, dict) else {}
    report = data.pop(METRICS, None)
    if isinstance(report, dict) and (metrics := _metrics(report)):
        return metrics
    transient = content.get("transient") or {}
    count = content.get("execution_count")
    return Display(
        {str(kind): _shown(str(kind), value) for kind, value in data.items()},
        str(transient.get("display_id") or ""),
        update,
        count if isinstance(count, int) else None,
    )


def _shown(kind: str, value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    return _short(value) if kind.startswith("text/") and isinstance(value, str) else value


def _short(text: str) -> str:
    head, tail, cut = shorten(text)
    return clean_output(f"{head}\n… {cut} …\n{tail}" if cut else head)


def failure(content: Mapping[str, Any]) -> Failure:
    """An exception; `ename` may be anything at all."""
    traceback = content.get("traceback") or ()
    return Failure(
        clean(str(content.get("ename", "")), multiline=False)[:200],
        _short(str(content.get("evalue", ""))),
        tuple(_short(str(frame)) for frame in traceback),
    )


def answered(reply: Mapping[str, Any]) -> Answer:
    """What a reply tells of the expression that was asked; its value is JSON inside the text of a `str`."""
    told = dict(reply.get("user_expressions") or {}).get(ASKED) or {}
    if told.get("status") != "ok":
        failed = failure(told or reply)
        return Answer("failed", reason=clean(f"{failed.name}: {failed.message}".strip(": "), multiline=False)[:200])
    try:
        return Answer("ok", json.loads(ast.literal_eval(dict(told["data"])["text/plain"])))
    except (KeyError, TypeError, ValueError, SyntaxError, RecursionError):
        return Answer("failed", reason=_("What the kernel answered could not be read."))


def _pages(content: Mapping[str, Any]) -> Iterator[Display]:
    """What `name?` shows: IPython sends it along with the reply."""
    for page in content.get("payload") or ():
        data = page.get("data") if isinstance(page, dict) and page.get("source") == "page" else None
        if isinstance(data, dict):
            yield Display({str(kind): _shown(str(kind), value) for kind, value in data.items()})


def _metrics(report: Mapping[str, Any]) -> Metrics | None:
    """The report as an event; nothing if it is not one of ours (any cell can send this MIME type)."""
    phase, values = report.get("phase"), report.get("values")
    if phase not in _PHASES or not isinstance(values, dict | None):
        return None
    try:
        counts = {name: int(report.get(name) or 0) for name in ("epoch", "epochs", "step", "steps")}
        if not all(0 <= count < 1 << 53 for count in counts.values()):
            return None
        return Metrics(
            run=clean(str(report["run"]), multiline=False),
            phase=cast(Literal["begin", "step", "epoch", "end"], phase),
            **counts,
            values={clean(str(name), multiline=False)[:80]: float(value) for name, value in (values or {}).items()},
            rate=None if report.get("rate") is None else float(report["rate"]),
            note=clean(str(report.get("note") or ""), multiline=False),
            seconds=float(report.get("seconds") or 0.0),
            vitals=vitals(report.get("vitals")),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
