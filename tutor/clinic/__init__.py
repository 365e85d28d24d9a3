"""What ails a finished training: its curves and what was measured of it in, one quiet sentence out, or nothing.

Pure: knows no kernel, no file, no screen. `diagnose` is the room's door, `remark` gives its words alone.
"""

from __future__ import annotations

from tutor.clinic.rules import RULES, Remark, Rule, diagnose, remark
from tutor.clinic.sight import Run, Sight

__all__ = ["RULES", "Remark", "Rule", "Run", "Sight", "diagnose", "remark"]
