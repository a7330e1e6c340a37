"""Where a recording is logged."""

from __future__ import annotations

from django.urls import reverse

from interviews.models import Recording
from production.models import Film


def log_of(film: Film, recording: Recording, at: int | None = None) -> str:
    """The log, at one of its frames."""
    url = reverse("log", args=[film.slug, recording.pk])
    return url if at is None else f"{url}?at={at}"
