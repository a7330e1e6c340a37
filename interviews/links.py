"""Where a recording is logged; until there is a log, the page on which it stands."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from interviews.models import Recording
from production.models import Film


def log_of(film: Film, recording: Recording, at: int | None = None) -> str:
    """The log, at one of its frames."""
    try:
        url = reverse("log", args=[film.slug, recording.pk])
    except NoReverseMatch:
        return reverse("interview-detail", args=[film.slug, recording.interview_id])
    return url if at is None else f"{url}?at={at}"
