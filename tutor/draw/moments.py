"""How far away a moment is, in words."""

from __future__ import annotations

from tutor.locale import _, ngettext

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


def within(seconds: float) -> str:
    """As `in 3 hours`, `in 2 days`; what is over, or nearly, is `now`."""
    if seconds < MINUTE:
        return _("now")
    if seconds < HOUR:
        count = round(seconds / MINUTE)
        return ngettext("in {count} minute", "in {count} minutes", count).format(count=count)
    if seconds < 2 * DAY:
        count = max(1, round(seconds / HOUR))
        return ngettext("in {count} hour", "in {count} hours", count).format(count=count)
    count = round(seconds / DAY)
    return ngettext("in {count} day", "in {count} days", count).format(count=count)


def ago(seconds: float) -> str:
    """As `today`, `3 days ago`."""
    count = int(max(0.0, seconds) // DAY)
    if count == 0:
        return _("today")
    return ngettext("{count} day ago", "{count} days ago", count).format(count=count)
