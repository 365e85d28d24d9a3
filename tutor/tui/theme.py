"""The colours: a quiet night, one accent."""

from __future__ import annotations

from textual.theme import Theme

THEME = Theme(
    name="nntutor",
    primary="#82aaff",
    secondary="#c792ea",
    accent="#7fdbca",
    success="#9ece6a",
    warning="#e0af68",
    error="#f7768e",
    foreground="#d6deeb",
    background="#11151c",
    surface="#161b24",
    panel="#1e2632",
    variables={
        "foreground-muted": "#8291a7",
        "block-cursor-background": "#7fdbca",
        "input-cursor-background": "#7fdbca",
    },
)
