"""The files that transcripts were made of, for whoever may see interviews."""

from __future__ import annotations

from interviews.models import Transcript
from production import file_owners
from production.access import Permission
from production.models import Film, StoredFile


def _is_original(film: Film, stored: StoredFile) -> bool:
    rows = Transcript.objects.filter(original=stored, recording__interview__film=film)
    return bool(rows.filter(recording__binned_at=None, recording__interview__binned_at=None).exists())


file_owners.add(Permission.SEE_INTERVIEWS, _is_original)
