"""Interviews, recordings and segments in the reader's words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from interviews import material as counted
from interviews import selects
from interviews.models import Interview, Segment
from interviews.models.segments import MOST_STARS
from production.templatetags.dates import year_date

register = template.Library()


@register.filter
def material(interview: Any) -> counted.Material:
    """What there is of an interview as `material.interviews()` gives it."""
    return counted.material(interview.taken)


@register.filter
def held_until(interview: Interview) -> str:
    """The day before which nothing may be shown, while it hasn't come."""
    held = interview.is_held_back(timezone.localdate())
    return year_date(interview.not_before) if held else ""


@register.filter
def running(segment: Segment) -> str:
    """0:07, 1:05, 1:02:03: how long a segment lasts by the clock."""
    return selects.running(segment.recording.frames.seconds(segment.frames))


@register.filter
def stars(segment: Segment) -> str:
    """★★★☆☆."""
    return "★" * segment.rating + "☆" * (MOST_STARS - segment.rating)
