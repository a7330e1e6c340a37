"""The cues of a transcript as rows: a window of them, however many there are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from interviews.actions.replacing import Wanted, finds
from interviews.actions.steps import Refused
from interviews.models import Cue, Recording, Segment, Transcript, TranslatedCue, Translation
from production import timecode
from production.timecode import Label

WINDOW = 120
ABOVE = 12  # rows before the one that was asked for
MOST_FOUND = 300

_PLACE = re.compile(r"([0-9]{1,15})-([0-9]{1,15})")
# [inaudible 01:02:03], [crosstalk], [?name], (laughs): what isn't speech, or isn't sure
_MARK = re.compile(r"\[[^\[\]\n]{1,80}\]|\([^()\n]{1,40}\)")


@dataclass(frozen=True)
class Piece:
    text: str
    kind: str = ""  # "mark", "unsure", "hit"


@dataclass(frozen=True)
class CueRow:
    """A cue as it is read: with its timecode, its line of a translation, and how much of it is logged."""

    cue: Cue
    source: Label
    running: str
    pieces: list[Piece]
    segments: int = 0
    line: TranslatedCue | None = None
    conflict: Conflict | None = None

    @property
    def place(self) -> str:
        return f"{self.cue.in_frame}-{self.cue.pk}"

    @property
    def is_stale(self) -> bool:
        return self.line is not None and self.line.wording != self.cue.wording


@dataclass(frozen=True)
class Conflict:
    """A text that two people changed: as it was read, as it stands, as it was typed."""

    field: str  # "text", "line", "speaker"
    base: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Window:
    rows: list[CueRow]
    earlier: str = ""  # places of the first and of the last row, where more lie beyond them
    later: str = ""
    found: int = 0
    is_cut: bool = False  # more was found than is shown


def pieces(text: str, hits: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    spans = [(start, end, "hit") for start, end in hits]
    for mark in _MARK.finditer(text):
        if not any(start < mark.end() and mark.start() < end for start, end in hits):
            kind = "unsure" if mark[0].startswith("[?") else "mark"
            spans.append((mark.start(), mark.end(), kind))
    return list(_pieces(text, sorted(spans)))


def _pieces(text: str, spans: list[tuple[int, int, str]]) -> Iterator[Piece]:
    at = 0
    for start, end, kind in spans:
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], kind)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def ordered(rows: QuerySet[Cue]) -> QuerySet[Cue]:
    return rows.select_related("speaker__person").order_by("in_frame", "pk")


def window(transcript: Transcript, asked: QueryDict, translation: Translation | None) -> Window:
    """What `?at=`, `?before=`, `?after=`, `?find=` or `?only=` ask for."""
    rows = Cue.objects.filter(transcript=transcript)
    if find := asked.get("find", "").strip():
        return _found(transcript, find, translation)
    rows = _only(rows, asked.get("only", ""), translation)
    if place := _place(asked.get("before", "")):
        return _before(transcript, rows, place, translation)
    if place := _place(asked.get("after", "")):
        return _after(transcript, rows, place, translation)
    return _around(transcript, rows, frame(asked.get("at", "")), translation)


def frame(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _place(text: str) -> tuple[int, int] | None:
    found = _PLACE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def _only(rows: QuerySet[Cue], what: str, translation: Translation | None) -> QuerySet[Cue]:
    """Lines that wait: stale ones, missing ones."""
    if translation is None or what not in ("stale", "missing"):
        return rows
    lines = TranslatedCue.objects.filter(translation=translation, cue=OuterRef("pk"))
    if what == "missing":
        return rows.exclude(Exists(lines))
    return rows.filter(Exists(lines.exclude(wording=OuterRef("wording"))))


def _earlier(rows: QuerySet[Cue], place: tuple[int, int]) -> QuerySet[Cue]:
    return rows.filter(Q(in_frame__lt=place[0]) | Q(in_frame=place[0], pk__lt=place[1]))


def _before(
    transcript: Transcript, rows: QuerySet[Cue], place: tuple[int, int], translation: Translation | None
) -> Window:
    found = list(ordered(_earlier(rows, place)).reverse()[: WINDOW + 1])
    shown = rows_of(transcript, found[:WINDOW][::-1], translation)
    return Window(shown, earlier=shown[0].place if len(found) > WINDOW else "")


def _after(
    transcript: Transcript, rows: QuerySet[Cue], place: tuple[int, int], translation: Translation | None
) -> Window:
    later = rows.filter(Q(in_frame__gt=place[0]) | Q(in_frame=place[0], pk__gt=place[1]))
    found = list(ordered(later)[: WINDOW + 1])
    shown = rows_of(transcript, found[:WINDOW], translation)
    return Window(shown, later=shown[-1].place if len(found) > WINDOW else "")


def _around(transcript: Transcript, rows: QuerySet[Cue], at: int, translation: Translation | None) -> Window:
    above = list(ordered(_earlier(rows, (at, 0))).reverse()[: ABOVE + 1])
    below = list(ordered(rows.filter(in_frame__gte=at))[: WINDOW + 1])
    shown = rows_of(transcript, [*above[:ABOVE][::-1], *below[:WINDOW]], translation)
    earlier = shown[0].place if len(above) > ABOVE else ""
    later = shown[-1].place if len(below) > WINDOW else ""
    return Window(shown, earlier, later)


def _found(transcript: Transcript, find: str, translation: Translation | None) -> Window:
    try:
        hits = {one.cue.pk: one.places for one in finds(transcript, Wanted(find))}
    except Refused:
        return Window([])
    keys = list(hits)[:MOST_FOUND]
    cues = list(ordered(Cue.objects.filter(pk__in=keys)))
    shown = rows_of(transcript, cues, translation, hits)
    return Window(shown, found=len(hits), is_cut=len(hits) > MOST_FOUND)


def rows_of(
    transcript: Transcript,
    cues: Sequence[Cue],
    translation: Translation | None = None,
    hits: dict[int, Any] | None = None,
    conflicts: dict[int, Conflict] | None = None,
) -> list[CueRow]:
    recording = transcript.recording
    start, rate = recording.start, recording.frames
    logged = Logged(recording, cues)
    lines = _lines(translation, cues)
    return [
        CueRow(
            cue,
            timecode.source(cue.in_frame, start, rate),
            timecode.running(cue.in_frame, rate),
            pieces(cue.text, (hits or {}).get(cue.pk, ())),
            logged.count(cue.in_frame, cue.out_frame),
            lines.get(cue.pk),
            (conflicts or {}).get(cue.pk),
        )
        for cue in cues
    ]


def _lines(translation: Translation | None, cues: Iterable[Cue]) -> dict[int, TranslatedCue]:
    if translation is None:
        return {}
    keys = [cue.pk for cue in cues]
    return {line.cue_id: line for line in TranslatedCue.objects.filter(translation=translation, cue__in=keys)}


class Logged:
    """How many segments of the recording lie on a range."""

    def __init__(self, recording: Recording, cues: Sequence[Cue]) -> None:
        first = min((cue.in_frame for cue in cues), default=0)
        last = max((cue.out_frame for cue in cues), default=0)
        rows = Segment.objects.filter(recording=recording, in_frame__lt=last, out_frame__gt=first)
        ranges = list(rows.order_by().values_list("in_frame", "out_frame"))
        self._ins = sorted(start for start, _end in ranges)
        self._outs = sorted(end for _start, end in ranges)

    def count(self, in_frame: int, out_frame: int) -> int:
        return bisect_left(self._ins, out_frame) - bisect_right(self._outs, in_frame)


def with_counts(translations: QuerySet[Translation]) -> QuerySet[Translation]:
    """With how many of their lines stand, and how many of those are stale."""
    lines = TranslatedCue.objects.filter(translation=OuterRef("pk"))
    return translations.annotate(
        line_count=_count(lines), stale_count=_count(lines.exclude(wording=F("cue__wording")))
    )


def _count(rows: QuerySet[Any]) -> Any:

    counted = rows.order_by().values("translation").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
