"""What is read and taken away from the playground: explanations, exports, links, points from a file, the source."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from textual import work

from tutor.locale import _
from tutor.nn.state import PRESETS, link, parse
from tutor.tui.dialogs import Choice, Choose
from tutor.tui.playground.orders import Ask
from tutor.tui.playground.pick import Pick
from tutor.tui.playground.reader import Reader
from tutor.tui.playground.steering import Points, Steering

if TYPE_CHECKING:
    from textual import events

    from tutor.nn.export import Form
    from tutor.nn.history import History
    from tutor.nn.run import Run

FORMS: tuple[Form, ...] = ("keras", "numpy", "equation")
ADDRESS = "playground.tensorflow.org"


@dataclass(frozen=True, slots=True)
class Desk:
    """What is done outside of the screen. All raise OSError or ValueError with a sentence for the learner.

    `write(name, text)` puts a text into a file beside the learner and says which; `points(path)` reads a table.
    """

    write: Callable[[str, str], Awaitable[Path]]
    points: Callable[[str], Awaitable[Points]]
    source: Callable[[], str]


class Errands(Steering):
    """Keys that open a page or a question over the screen; `desk` does what goes beyond it."""

    desk: Desk

    def heard(self, topic: str, answer: object) -> None:
        """The answer to what was asked of the run."""
        text = str(answer)
        match topic:
            case "explain":
                self.app.push_screen(Reader(_("What you see"), text, can_copy=False, ascii=self.ascii))
            case _:
                self._export(topic, text)

    def action_explain(self) -> None:
        """What one sees, in words."""
        self.trainer.tell(Ask("explain", _explained))

    def action_export(self) -> None:
        """Ask in which form."""
        labels = (_("a Keras program"), _("a NumPy program"), _("an equation"))
        choices = [Choice(form[0], label, form) for form, label in zip(FORMS, labels, strict=True)]

        def chosen(picked: str | None) -> None:
            for form in FORMS:
                if form == picked:
                    self.trainer.tell(Ask(form, partial(_exported, form)))

        self.app.push_screen(Choose(_("Take the trained network away as"), choices, ascii=self.ascii), chosen)

    def _export(self, form: str, text: str) -> None:
        name = f"playground-{form}.py"

        def then(what: str | None) -> None:
            if what == "write":
                self._write(name, text)
            elif what == "copy":
                self._copy(text)

        note = _("w writes it into {name}").format(name=name)
        page = Reader(_("The network as it is now"), text, note=note, is_code=True, can_write=True, ascii=self.ascii)
        self.app.push_screen(page, then)

    @work(group="errand")
    async def _write(self, name: str, text: str) -> None:
        try:
            path = await self.desk.write(name, text)
        except OSError as error:
            self.notify(_("Not written: {error}").format(error=error), severity="error", markup=False)
        else:
            self.notify(str(path), title=_("Written"), timeout=8, markup=False)

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.notify(_("Copied, if your terminal lets programs copy."), timeout=4, markup=False)

    def _show_line(self, title: str, line: str, note: str) -> None:
        """A line to take away; it is in the clipboard at once."""
        self.app.copy_to_clipboard(line)

        def then(what: str | None) -> None:
            if what == "copy":
                self._copy(line)

        self.app.push_screen(Reader(title, line, note=note, ascii=self.ascii), then)

    def action_link(self) -> None:
        """The link of the state on the screen."""
        if self.frame is not None:
            note = _("Copied. Here or in a browser it opens the same network, untrained; o takes one back.")
            self._show_line(_("Link"), link(self.frame.state), note)

    def action_proof(self) -> None:
        """The line that proves the goal."""
        if self.frame is not None and self.frame.proof:
            note = _("Copied. It is the answer to a question that asks for this goal.")
            self._show_line(_("Proof"), self.frame.proof, note)

    def action_open(self) -> None:
        """A preset, or a link."""

        def chosen(value: str | None) -> None:
            if value:
                self.open_state(parse(value))

        offers = [(preset.title(), preset.link) for preset in PRESETS]
        question = _("Open a preset, or paste a link")
        self.app.push_screen(
            Pick(question, _("https://playground.tensorflow.org/#…"), parse, offers, ascii=self.ascii), chosen
        )

    def on_paste(self, event: events.Paste) -> None:
        """A link pasted anywhere opens."""
        if ADDRESS in event.text:
            event.stop()
            try:
                self.open_state(parse(event.text.strip()))
            except ValueError as error:
                self.notify(str(error), severity="warning", markup=False)

    def action_table(self) -> None:
        """Points from a file."""

        def chosen(path: str | None) -> None:
            if path:
                self._read(path)

        question = _("Points from a CSV file: x, y and a class or a label in each row")
        self.app.push_screen(Pick(question, _("the file's name"), _anything, ascii=self.ascii), chosen)

    @work(group="errand")
    async def _read(self, path: str) -> None:
        try:
            self.take_points(await self.desk.points(path))
        except (OSError, ValueError) as error:
            self.notify(_("Not read: {error}").format(error=error), severity="error", timeout=10, markup=False)

    def action_source(self) -> None:
        """The network's own program."""
        note = _("What trains here, line by line: tutor/nn/network.py")
        page = Reader(_("The network's program"), self.desk.source(), note=note, is_code=True, ascii=self.ascii)
        self.app.push_screen(page)


def _anything(_value: str) -> None:
    return None


def _explained(run: Run, history: History) -> str:
    from tutor.nn.remarks import remarks  # noqa: PLC0415 (only for this key)

    before = history.losses[0] < run.epoch
    now = (run.epoch, *run.losses())
    epochs, train, test = (np.append(one[before], last) for one, last in zip(history.losses, now, strict=True))
    said = [one.words for one in remarks(run, train, test, epochs)]
    return "\n\n".join(said) if said else _("Nothing stands out: the network learns as it should.")


def _exported(form: Form, run: Run, _history: History) -> str:
    from tutor.nn.export import export  # noqa: PLC0415 (only for this key)

    return export(run, form)
