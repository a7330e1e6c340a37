"""Times of a production report on its page."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from production.clock import DAY, format_day_time

register = template.Library()


@register.filter
def clock_of(moment: datetime | None, on: date) -> str:
    """07:00, 01:30 +1; by its own clock, also of moments that were stored."""
    if moment is None:
        return ""
    return format_day_time((moment.date() - on).days * DAY + moment.hour * 60 + moment.minute)
