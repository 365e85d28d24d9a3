"""The lab `digit`: draw a digit on 28 × 28 pixels, and the lesson's own network reads it as one draws."""

from __future__ import annotations

from tutor.labs.digit.sheet import LAB

__all__ = ["LAB"]
