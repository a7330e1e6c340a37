"""A recording whose rate was wrong: what is counted in its frames is converted with it.

Points are converted, never lengths. In and out of a cue and the times of its words each move to the
frame that begins nearest; what the file gave in milliseconds stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from interviews.models import Cue, Recording, Segment, Transcript
from production.actions.schedule import sign
from production.models import User, indexing
from production.timecode import Range, Rate, convert

BATCH = 500


@transaction.atomic
@indexing.gathered()
def change_rate(*, recording: Recording, was: Rate, by: User) -> None:
    """Save a recording that carries its new rate; StaleRecord where somebody saved it meanwhile."""
    Recording.everything.select_for_update().get(pk=recording.pk)
    sign(recording, by)
    recording.save()
    now = recording.frames
    if (was.num, was.den) == (now.num, now.den):
        return  # another numbering: labels move, frames don't
    _segments(recording, was, now, by)
    cues = Cue.objects.filter(transcript__recording=recording)
    _plain_cues(cues.filter(word_times__isnull=True), was, now)
    _timed_cues(cues.filter(word_times__isnull=False), was, now)
    transcripts = Transcript.everything.filter(recording=recording)
    indexing.changed(Transcript, list(transcripts.values_list("pk", flat=True)))


def _segments(recording: Recording, was: Rate, now: Rate, by: User) -> None:
    for segment in Segment.everything.select_for_update().filter(recording=recording).order_by("pk"):
        moved = Range(segment.in_frame, segment.out_frame).converted(was, now)
        segment.in_frame, segment.out_frame = moved.start, moved.end
        sign(segment, by)
        segment.save()


def _plain_cues(cues: QuerySet[Cue], was: Rate, now: Rate) -> None:
    """All at once: as `timecode.convert` does it, in whole numbers."""
    many, one = 2 * was.den * now.num, was.num * now.den
    start = (F("in_frame") * many + one) / (2 * one)
    end = (F("out_frame") * many + one) / (2 * one)
    cues.update(in_frame=start, out_frame=Greatest(end, start + 1), version=F("version") + 1)


def _timed_cues(cues: QuerySet[Cue], was: Rate, now: Rate) -> None:
    """Their words have times of their own, counted from the cue's in."""
    fields = ["in_frame", "out_frame", "word_times", "version"]
    moved = _moved(cues, was, now)
    while batch := list(islice(moved, BATCH)):
        Cue.objects.bulk_update(batch, fields)


def _moved(cues: QuerySet[Cue], was: Rate, now: Rate) -> Iterator[Cue]:
    for cue in cues.order_by("pk").iterator(chunk_size=BATCH):
        moved = Range(cue.in_frame, cue.out_frame).converted(was, now)
        cue.word_times = [_times(times, cue.in_frame, moved.start, was, now) for times in cue.word_times]
        cue.in_frame, cue.out_frame = moved.start, moved.end
        cue.version += 1
        yield cue


def _times(times: Any, start: int, moved: int, was: Rate, now: Rate) -> Any:
    return times and [convert(start + at, was, now) - moved for at in times]
