"""What the log shows: the segments of a recording, and the cues of its transcript in its own frames.

A log is opened with hundreds of segments on thousands of cues: its rows are plain lists and
dictionaries, asked for in a fixed number of queries and sent as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from interviews.models import Cue, Recording, Segment, Speaker
from interviews.quotes import NOTHING, Quote, Source, quotes, source_of, synced

AROUND = 60  # cues in the first answer of the page
BEFORE = 8  # of them before the frame that was asked for
AT_ONCE = 500  # cues read from the database


def segments_of(recording: Recording) -> list[Segment]:
    rows = Segment.objects.filter(recording=recording).select_related("speaker")
    found = list(rows.prefetch_related("themes", "questions", "scenes", "events"))
    for segment in found:
        segment.recording = recording  # nobody asks again for what is known
    return found


def with_words(segments: Sequence[Segment]) -> list[dict[str, Any]]:
    words = quotes(segments)
    return [row_of(segment, words[segment.pk]) for segment in segments]


def row_of(segment: Segment, quote: Quote = NOTHING) -> dict[str, Any]:
    """A segment as the page keeps it."""
    return {
        "id": segment.pk,
        "version": segment.version,
        "in": segment.in_frame,
        "out": segment.out_frame,
        "gist": segment.gist,
        "rating": segment.rating,
        "speaker": segment.speaker_id,
        "speakerName": segment.speaker.name if segment.speaker else ", ".join(quote.speakers),
        "themes": [[theme.pk, theme.name] for theme in segment.themes.all()],
        "note": segment.note,
        "used": sum(len(rows.all()) for rows in (segment.questions, segment.scenes, segment.events)),
        "gone": segment.is_binned,
        "words": quote.words,
        "inWords": quote.in_words,
        "outWords": quote.out_words,
        "by": quote.by,
        "language": quote.language,
    }


@dataclass(frozen=True)
class Words:
    """The transcript that a recording is logged by, and the part of it that a page begins with."""

    source: Source
    speakers: dict[int, str]
    window: list[dict[str, Any]]
    total: int

    @property
    def is_borrowed(self) -> bool:
        """It is that of another recording of the interview."""
        return self.source.transcript.recording_id != self.source.recording.pk


def words_of(recording: Recording, at: int) -> Words | None:
    """The cues around a frame, and how many there are in all."""
    source = source_of(recording)
    if source is None:
        return None
    cues, names = cues_of(source), speakers_of(source)
    there, _ = source.frames(at, at)
    before = list(cues.filter(in_frame__lt=there).order_by("-in_frame", "-pk")[:BEFORE])[::-1]
    window = [*before, *cues.filter(in_frame__gte=there)[: AROUND - len(before)]]
    rows = [_shown(cue, source, names) for cue in window]
    return Words(source, names, rows, cues.count())


def cues_of(source: Source) -> QuerySet[Cue]:
    return Cue.objects.filter(transcript=source.transcript).order_by("in_frame", "pk")


def speakers_of(source: Source) -> dict[int, str]:
    rows = Speaker.objects.filter(transcript=source.transcript).select_related("person")
    return {speaker.pk: str(speaker) for speaker in rows}


def _shown(cue: Cue, source: Source, names: dict[int, str]) -> dict[str, Any]:
    frame = synced(cue.in_frame, source.transcript.recording, source.recording)
    return {
        "pk": cue.pk,
        "label": source.recording.source(max(frame, 0)),
        "speaker": names.get(cue.speaker_id or 0, ""),
        "text": cue.text,
    }


def cue_rows(source: Source) -> Iterator[list[Any]]:
    """[key, in, out, speaker's key, text, times of its words], frames being the recording's own."""
    fields = ("pk", "in_frame", "out_frame", "speaker", "text", "word_times")
    rows = cues_of(source).values_list(*fields).iterator(chunk_size=AT_ONCE)
    mine, theirs = source.recording, source.transcript.recording
    if mine.pk == theirs.pk:
        return (list(row) for row in rows)
    return (_moved(row, theirs, mine) for row in rows)


def _moved(row: Iterable[Any], theirs: Recording, mine: Recording) -> list[Any]:
    """A cue of another camera, point by point."""
    key, start, end, speaker, text, times = row

    def here(frame: int) -> int:
        return synced(frame, theirs, mine)

    first = here(start)
    moved = [pair and [here(start + point) - first for point in pair] for pair in times or []]
    return [key, first, max(here(end), first + 1), speaker, text, moved or None]
