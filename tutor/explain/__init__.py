"""What an exception usually means and where to look: plain text in, one short explanation out.

Knows no kernel, no widget and no file of the learner's. `explain` is the room's door.
"""

from __future__ import annotations

from tutor.explain.explanation import explain

__all__ = ["explain"]
