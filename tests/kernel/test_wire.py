"""From messages to events: cleaned, bounded, nothing lost but what is counted."""

from __future__ import annotations

import asyncio
import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tutor.kernel.events import Cleared, Display, Failure, Metrics, Text
from tutor.kernel.inbox import FOLD, Inbox
from tutor.kernel.wire import KEEP, METRICS, Message, Wire, shown


def said(*texts, name="stdout"):
    wire = Wire()
    messages = [Message("iopub", "stream", "", {"name": name, "text": text}) for text in texts]
    return [event for message in messages for event in wire.events(message)]


def report(**fields):
    return {"data": {METRICS: {"run": "r", "phase": "step", "values": {}, **fields}, "text/plain": "fallback"}}


colours = st.lists(st.sampled_from(["a", "é\n", "\x1b[31m", "\x1b[0;1m", "\x1b]52;c;eA==\x07", "\x1b[2J", "\r", "b"]))


@given(colours.map("".join), st.lists(st.integers(0, 60), max_size=5))
def test_a_text_flushed_in_pieces_means_the_same_as_in_one(text, cuts):
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [text[start:end] for start, end in pairwise(edges)]
    assert "".join(event.text for event in said(*pieces)) == "".join(event.text for event in said(text))


@given(st.text(alphabet=st.characters() | st.sampled_from("\x1b[]\x07\x9b\x9d\\m;"), max_size=60))
def test_no_control_gets_through_but_colours_and_returns(text):
    kept = "".join(event.text for event in said(text))
    assert not any((ord(char) < 32 and char not in "\n\t\r\b\x1b") or 127 <= ord(char) < 160 for char in kept)
    assert "\x1b]" not in kept


def test_a_long_text_is_cut_before_it_is_cleaned():
    head, tail = said("a" * 10_000_000 + "b")
    assert (len(head.text), head.lost) == (KEEP, 0)
    assert (len(tail.text), tail.lost) == (KEEP, 10_000_001 - 2 * KEEP)
    assert tail.text.endswith("ab")


def test_reports_become_metrics_with_nan_and_infinity():
    event = shown(report(values={"loss": "nan", "val": "-inf", "ok": 1}, rate=0.1, epoch=2, epochs=3, step=4, steps=5))
    assert isinstance(event, Metrics)
    assert math.isnan(event.values["loss"])
    assert event.values["val"] == -math.inf
    assert (event.epoch, event.epochs, event.step, event.steps, event.rate) == (2, 3, 4, 5, 0.1)


def test_a_report_that_is_none_of_ours_shows_its_text():
    for broken in ({"phase": "x"}, {"values": 3}, {"values": {"loss": []}}, {"step": 10**400}, {"rate": "x"}):
        assert shown(report(**broken)) == Display({"text/plain": "fallback"})


def test_everything_a_cell_can_send_is_taken():
    wire = Wire()

    def events(kind, content):
        return list(wire.events(Message("iopub", kind, "", content)))

    assert events("error", {"ename": None, "evalue": "\x1b]0;t\x07x", "traceback": None}) == [Failure("None", "x")]
    assert events("clear_output", {"wait": True}) == [Cleared(wait=True)]
    assert events("display_data", {"data": None}) == [Display({})]
    assert events("display_data", {"data": {"text/html": ["a", "\x07b"]}}) == [Display({"text/html": "ab"})]
    assert events("comm_open", {"data": {}}) == []


async def drained(inbox):
    events = []
    while inbox._waiting:
        events.append(await inbox.get())
    return events


async def test_text_that_waits_is_merged_and_loses_its_middle():
    inbox = Inbox()
    for number in range(400_000):
        inbox.put(Text(f"{number}\n"))
    assert len(inbox._waiting) <= 2
    assert inbox._size <= FOLD
    inbox.put(Text("e", "stderr"))
    head, tail, other = await drained(inbox)
    whole = sum(len(f"{number}\n") for number in range(400_000))
    assert len(head.text) + tail.lost + len(tail.text) == whole
    assert head.text.startswith("0\n1\n")
    assert tail.text.endswith("399999\n")
    assert other == Text("e", "stderr")


async def test_gaps_that_wait_become_one():
    inbox = Inbox()
    for _ in range(50):
        inbox.put(Text("h" * KEEP))
        inbox.put(Text("t" * KEEP, lost=1000))
    events = await drained(inbox)
    assert len(events) <= 3
    assert sum(len(event.text) + event.lost for event in events) == 50 * (2 * KEEP + 1000)


async def test_an_update_that_nobody_saw_gives_way_to_the_next():
    inbox = Inbox()
    for number in range(5):
        inbox.put(Display({"text/plain": str(number)}, "a", update=True))
    inbox.put(Display({"text/plain": "b"}, "b", update=True))
    assert [event.data["text/plain"] for event in await drained(inbox)] == ["4", "b"]


async def test_the_inbox_waits_for_the_first_event():
    inbox = Inbox()
    waiting = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    assert not waiting.done()
    inbox.put(Text("a"))
    assert await waiting == Text("a")
