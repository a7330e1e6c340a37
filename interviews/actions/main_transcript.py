"""Which transcript of a recording its segments quote: one at most."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from interviews.models import Recording, Transcript
from production.models import User


@transaction.atomic
def make_main(*, transcript: Transcript, by: User) -> None:
    """Segments quote this one from now on, and no other."""
    _lock(transcript.recording_id)
    for other in Transcript.objects.filter(recording=transcript.recording_id, is_main=True):
        if other.pk != transcript.pk:
            _save(other, by, is_main=False)
    now = Transcript.objects.get(pk=transcript.pk)
    if not now.is_main:
        _save(now, by, is_main=True)


@transaction.atomic
def restore(*, transcript: Transcript, by: User) -> None:
    """Back from the bin, beside the one that took its place meanwhile."""
    _lock(transcript.recording_id)
    others = Transcript.objects.filter(recording=transcript.recording_id, is_main=True)
    if transcript.is_main and others.exclude(pk=transcript.pk).exists():
        transcript.is_main = False
    transcript.binned_at = transcript.binned_by = None
    _save(transcript, by)


def is_first(recording: Recording) -> bool:
    """Whether no other is quoted yet; nobody else adds one until the transaction ends."""
    _lock(recording.pk)
    return not Transcript.objects.filter(recording=recording, is_main=True).exists()


def _lock(recording: int) -> None:
    Recording.everything.select_for_update().get(pk=recording)


def _save(record: Any, by: User, **values: Any) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record._history_user = by
    record.save()
