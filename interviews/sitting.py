"""An interview as its picture shows it: every recording at its place on one axis of seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.db.models import Max, Min

from interviews.drawings.sitting import Picture, Select, Track, picture
from interviews.links import log_of
from interviews.models import Cue, Recording, Segment
from production.models import Film

MOST_DRAWN = 2_000  # segments


def picture_of(film: Film, taken: list[Recording]) -> Picture | None:
    keys = [one.pk for one in taken]
    segments: dict[int, list[Segment]] = defaultdict(list)
    for segment in Segment.objects.filter(recording__in=keys).order_by("in_frame")[:MOST_DRAWN]:
        segments[segment.recording_id].append(segment)
    spoken = _spoken(keys)
    return picture([_track(film, one, segments[one.pk], spoken.get(one.pk)) for one in taken])


def _spoken(keys: Iterable[int]) -> dict[int, tuple[int, int]]:
    """By recording, the first and the last frame of its transcript."""
    cues = Cue.objects.filter(transcript__recording__in=keys, transcript__binned_at=None)
    rows = cues.order_by().values_list("transcript__recording")
    found = rows.annotate(first=Min("in_frame"), last=Max("out_frame"))
    return {key: (first, last) for key, first, last in found}


def _track(
    film: Film, recording: Recording, segments: list[Segment], spoken: tuple[int, int] | None
) -> Track:
    def at(frame: int) -> Fraction:
        return recording.frames.seconds(frame + recording.sync_offset)

    lasts = recording.duration or max([*(one.out_frame for one in segments), *(spoken or ())], default=0)
    return Track(
        name=str(recording),
        words=str(recording.start),
        start=at(0),
        end=at(lasts),
        ends=bool(recording.duration),
        selects=tuple(_select(film, one, recording, at) for one in segments),
        transcribed=(at(spoken[0]), at(spoken[1])) if spoken else None,
        url=log_of(film, recording),
    )


def _select(film: Film, segment: Segment, recording: Recording, at: Any) -> Select:
    segment.recording = recording
    stars = "★" * segment.rating
    words = " ".join(filter(None, (stars, str(segment.source_in), segment.gist)))
    url = log_of(film, recording, segment.in_frame)
    return Select(at(segment.in_frame), at(segment.out_frame), segment.rating, words, url)
