"""The line at the bottom: which keys work now. It knows no key itself; it asks the screen what is bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.canvas import width as cells
from tutor.locale import N_, _
from tutor.tui.widgets.line import Line

if TYPE_CHECKING:
    from textual import events
    from textual.binding import ActiveBinding
    from textual.screen import Screen

NAMES = {
    "up": "↑", "down": "↓", "left": "←", "right": "→",
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "⇧Tab", "space": N_("Space"), "backspace": "⌫",
    "pageup": N_("PgUp"), "pagedown": N_("PgDn"), "home": N_("Home"), "end": N_("End"), "delete": N_("Del"),
    "question_mark": "?", "slash": "/", "less_than_sign": "<", "greater_than_sign": ">",
    "left_square_bracket": "[", "right_square_bracket": "]", "full_stop": ".", "comma": ",",
    "plus": "+", "minus": "-", "equals_sign": "=",
}  # fmt: skip
ASCII_NAMES = {
    "up": N_("Up"), "down": N_("Down"), "left": N_("Left"), "right": N_("Right"),
    "shift+tab": "S-Tab", "backspace": "Bksp",
}  # fmt: skip
GLOSSARY = Binding(
    "g", "app.glossary", N_("glossary"), show=False, tooltip=N_("The course's terms in both languages"), id="glossary"
)
"""The key that opens the glossary over a screen."""
ARROWS = "↑↓←→"
GAP = 2


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do one thing: how they are written, what they do, and the binding that a click on them runs."""

    label: str
    description: str
    tooltip: str
    active: ActiveBinding

    @property
    def is_help(self) -> bool:
        """The way to the keys that found no room."""
        return self.label == "?"


def key_name(key: str, *, ascii: bool = False) -> str:
    """How a key is written: `ctrl+r` is `^R`, `up` is an arrow."""
    if name := (ASCII_NAMES.get(key) if ascii else "") or NAMES.get(key):
        return _(name) if len(name) > 1 else name  # a sign is no word: "." is the decimal point in the catalogue
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+"), ascii=ascii).upper()
    return key.capitalize() if len(key) > 1 else key


def active_keys(screen: Screen[object], *, ascii: bool = False, hidden: bool = False) -> list[Key]:
    """The keys that work on `screen` now, in the order of their bindings; one for all keys of the same description.

    A printable key that the focused field would take as text is not among them. `hidden` adds those with `show=False`
    that have a tooltip, which the keys that Textual binds by itself do not.
    """
    focused = screen.focused
    grouped: dict[str, tuple[list[str], ActiveBinding]] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if not binding.description or binding.system or not (binding.show or (hidden and binding.tooltip)):
            continue
        label = binding.key_display or key_name(key, ascii=ascii)
        character = _character(key)
        if focused and character and not binding.priority and focused.check_consume_key(key, character):
            continue
        labels, _first = grouped.setdefault(binding.description, ([], active))
        if label not in labels:
            labels.append(label)
    return [
        Key(_join(labels), _(description), _(active.tooltip) if active.tooltip else "", active)
        for description, (labels, active) in grouped.items()
    ]


def _character(key: str) -> str:
    """The character that the key types, if it types one."""
    if key == "space":
        return " "
    name = NAMES.get(key, key)
    return name if len(name) == 1 and name not in ARROWS + "⌫" else ""


def _join(labels: list[str]) -> str:
    return ("" if all(label in ARROWS for label in labels) else "/").join(labels)


def fitting(keys: list[Key], width: int) -> list[Key]:
    """The keys that fit in `width` cells: the last ones go first, but the way to help stays."""
    kept = list(keys)
    while kept and sum(cells(key.label) + 1 + cells(key.description) for key in kept) + GAP * (len(kept) - 1) > width:
        spare = [key for key in kept if not key.is_help] or kept
        kept.remove(spare[-1])
    return kept


class KeyLine(Line):
    """The bottom line. A click on a key does what the key does."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; }
    """
    RULE_ABOVE = True
    KEY = Ink(fg="accent", bold=True)
    TEXT = Ink(fg="muted")
    OFF = Ink(fg="muted", dim=True)

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh(), immediate=True)

    def row(self, width: int) -> Row:
        """The keys and what they do."""
        row = [Span(" ")]
        for key in self._keys(width):
            ink, text = (self.KEY, self.TEXT) if key.active.enabled else (self.OFF, self.OFF)
            row += [Span(key.label, ink), Span(f" {key.description}" + " " * GAP, text)]
        return tuple(row)

    def _keys(self, width: int) -> list[Key]:
        return fitting(active_keys(self.screen, ascii=self.ascii), width - 2)

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the key under the mouse."""
        x = event.x - 1
        for key in self._keys(self.size.width):
            length = cells(key.label) + 1 + cells(key.description)
            if 0 <= x < length and key.active.enabled:
                await self.app.run_action(key.active.binding.action, key.active.node)
                return
            x -= length + GAP
