"""Whether a film has a file already: by its bytes, whatever it is called now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from interviews.models import Recording, Transcript, TranscriptImport

S = TranscriptImport.State


@dataclass(frozen=True)
class Known:
    """Where the same file is: taken at a moment as a transcript or as a log, or waiting."""

    recording: Recording
    at: datetime
    transcript: Transcript | None = None
    is_open: bool = False


def waiting(recording: Recording, data: bytes) -> TranscriptImport | None:
    """The import of this recording in which the file waits already."""
    digest = hashlib.sha256(data).hexdigest()
    return TranscriptImport.objects.filter(recording=recording, sha256=digest, state=S.OPEN).first()


def known(imported: TranscriptImport) -> Known | None:
    """The same file elsewhere in the film, what was taken before what waits."""
    film = imported.recording.interview.film_id
    taken = Transcript.objects.filter(
        original__sha256=imported.sha256,
        recording__interview__film=film,
        recording__binned_at=None,
        recording__interview__binned_at=None,
    )
    transcript = taken.select_related("recording").order_by("-created_at").first()
    if transcript is not None:
        return Known(transcript.recording, transcript.created_at, transcript)
    return _import(imported, film)


def _import(imported: TranscriptImport, film: int) -> Known | None:
    rows = TranscriptImport.objects.filter(
        recording__interview__film=film,
        recording__binned_at=None,
        recording__interview__binned_at=None,
        sha256=imported.sha256,
        state__in=[S.OPEN, S.TAKEN],
        transcript=None,
    ).exclude(pk=imported.pk)
    found = rows.select_related("recording").order_by("-state", "-created_at").first()
    if found is None:
        return None
    return Known(found.recording, found.taken_at or found.created_at, is_open=found.is_open)
