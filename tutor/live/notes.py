"""Failures of ours, kept where the learner does not see them."""

from __future__ import annotations


def note_failure(error: Exception) -> None:
    """Keep a failure of ours for whoever looks for it, out of the learner's sight."""
    import logging  # noqa: PLC0415 (8 ms that a kernel has paid already and a plain import has not)

    logging.getLogger("tutor.live").debug("live report failed", exc_info=error)
