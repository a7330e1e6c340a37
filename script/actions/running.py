"""How long a script runs, without its words: what is asked for after each edit.

As :func:`script.actions.content.script` counts it, from the columns that lengths follow from alone.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils import timezone

from interviews.models import Segment
from interviews.quotes import Span, spoken
from production import timecode
from production.models import ArchiveClip
from script.actions import clearing, media
from script.actions import content as gather
from script.models import Cell, Row, Script
from script.pdf import content
from script.pdf.content import RunningTime

_Cell = namedtuple(
    "_Cell",
    "pk row_id column element text lasts_ms is_recorded pace language "
    "ranges kept segment_id clip_id clip_in clip_out",
)


@dataclass(frozen=True, slots=True)
class Timed:
    """A row, as :func:`content.running_time` takes it."""

    key: int
    scene: int
    seconds: Fraction
    measured_seconds: Fraction
    clearance: str


@dataclass(frozen=True, slots=True)
class _Lasts:
    element: str
    seconds: Fraction
    basis: str
    clearance: str


@dataclass(frozen=True)
class Times:
    rows: tuple[Timed, ...]
    target: int | None

    @cached_property
    def rows_of(self) -> dict[int, list[Timed]]:
        found: dict[int, list[Timed]] = defaultdict(list)
        for row in self.rows:
            found[row.scene].append(row)
        return found

    @property
    def running_time(self) -> RunningTime:
        return content.running_time(self.rows)


def times(script: Script, *, today: date | None = None, with_releases: bool = True) -> Times:
    """In a fixed number of queries; without releases for who may not see where they stand."""
    cells = [
        _Cell(*values)
        for values in Cell.objects.filter(row__scene__script=script).values_list(*_Cell._fields)
    ]
    counting = _Counting(script, cells, today or timezone.localdate(), with_releases)
    of_row: dict[int, dict[str, list[_Lasts]]] = defaultdict(lambda: {"sound": [], "picture": []})
    for cell in cells:
        of_row[cell.row_id][cell.column].append(counting.lasts(cell))
    rows = Row.objects.filter(scene__script=script).order_by("scene__position", "scene", "position", "pk")
    return Times(
        tuple(_timed(key, scene, of_row[key]) for key, scene in rows.values_list("pk", "scene_id")),
        script.target_seconds,
    )


def _timed(key: int, scene: int, columns: dict[str, list[_Lasts]]) -> Timed:
    seconds, measured = max(content.column_length(columns[column]) for column in ("sound", "picture"))
    states = [cell.clearance for cells in columns.values() for cell in cells]
    return Timed(key, scene, seconds, measured, max(states, key=content.CLEARANCES.index, default=""))


class _Counting:
    def __init__(self, script: Script, cells: Sequence[Any], today: date, with_releases: bool) -> None:
        self.script, self.today, self.with_releases = script, today, with_releases
        self.segments = {
            one.pk: one
            for one in Segment.everything.filter(
                pk__in=Cell.objects.filter(row__scene__script=script).values("segment")
            ).select_related("recording__interview")
        }
        clips = ArchiveClip.everything.filter(
            pk__in=Cell.objects.filter(row__scene__script=script).values("clip")
        )
        self.clips = {one.pk: one for one in clips.prefetch_related("copies")}
        self.media = {key: media.medium_of_clip(clip, script.frames) for key, clip in self.clips.items()}
        self.rates = {one.recording_id: one.recording.frames for one in self.segments.values()}
        self.people = self._people(cells)
        named = {person for people in self.people.values() for person in people}
        self.clearances = clearing.clearances(script.film, named, today)
        own = gather.narrator_paces(script, cells) if script.uses_own_pace else {}
        self.pace = lambda language: own.get(language, 0) or script.pace_of(language)

    def _people(self, cells: Iterable[Any]) -> dict[int, tuple[int, ...]]:
        """Who is heard in each soundbite; the transcripts are asked where no segment says it."""
        found: dict[int, tuple[int, ...]] = {}
        spans = []
        for cell in cells:
            if cell.segment_id is None:
                continue
            segment = self.segments[cell.segment_id]
            if segment.speaker_id:
                found[cell.pk] = (segment.speaker_id,)
            else:
                spans += [
                    Span((cell.pk, at), segment.recording, start, end)
                    for at, (start, end) in enumerate(self._spans(cell))
                ]
        for key, said in spoken(spans).items():
            cell_key: Any = key
            found[cell_key[0]] = (*found.get(cell_key[0], ()), *said.people)
        return found

    def _spans(self, cell: Any) -> list[tuple[int, int]]:
        ranges = cell.kept["ranges"] if cell.kept else cell.ranges
        segment = self.segments[cell.segment_id]
        return [(start, end) for start, end in ranges] or [(segment.in_frame, segment.out_frame)]

    def lasts(self, cell: Any) -> _Lasts:
        if cell.element == "soundbite":
            return self._soundbite(cell)
        if cell.element == "narration":
            lasts, basis = gather.narration_length(cell, cell.pace or self.pace(self._language(cell)))
            return _Lasts(cell.element, lasts, basis, "")
        if cell.clip_id is not None and cell.element != "lower_third":
            clip, medium = self.clips[cell.clip_id], self.media[cell.clip_id]
            part = media.clip_part(cell, clip, medium)
            lasts, basis = media.clip_length(cell, clip, medium, (part,) if part else ())
            return _Lasts(cell.element, lasts, basis, clearing.clip_clearance(clip))
        lasts = Fraction(cell.lasts_ms or 0, 1000)
        return _Lasts(cell.element, lasts, "given" if cell.lasts_ms else "", "")

    def _language(self, cell: Any) -> str:
        return cell.language or self.script.language

    def _soundbite(self, cell: Any) -> _Lasts:
        recording = self.segments[cell.segment_id].recording
        rate: timecode.Rate = self.rates[recording.pk]
        lasts = rate.seconds(sum(end - start for start, end in self._spans(cell)))
        if not self.with_releases:
            return _Lasts(cell.element, lasts, "measured", "")
        people = self.people.get(cell.pk, ())
        clearance, _why = clearing.cleared(people, self.clearances, recording, self.today)
        return _Lasts(cell.element, lasts, "measured", clearance)
