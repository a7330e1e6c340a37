"""What pages of interviews are about, fetched through the film: nobody reaches another's by its number."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from interviews.models import Recording
from production.models import Film


def recording_of(film: Film, key: int) -> Recording:
    """A recording outside the bin, and so its interview; else 404."""
    rows = Recording.objects.filter(interview__film=film, interview__binned_at=None)
    return get_object_or_404(rows.select_related("interview__film"), pk=key)
