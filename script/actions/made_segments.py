"""Segments that come with what is brought into a script: those that are logged already, and new ones.

A step that made segments keeps their keys with the version that it left (``facts["made"]``). Its undo
takes them along, as long as nobody changed them since and nothing else uses them; its redo brings back
those that went. Which stayed stands in ``facts["stay"]``.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import Any

from interviews.actions import segments as of_interviews
from interviews.models import Recording, Segment
from production.models import Film, User
from production.models.fields import clean_text
from production.steps import Refused
from script.models import Draft, ScriptStep

COVERS = 0.9  # of a range: a segment that holds so much of it is the one
GIST_WORDS, LONGEST_GIST = 8, 120


class Segments:
    """For each range that a soundbite takes its segment: one that is logged, else a new one."""

    def __init__(self, film: Film | int, recordings: Iterable[int]) -> None:
        self.made: list[Segment] = []
        keys = set(recordings)
        rows: Any = Recording.objects.filter(interview__film=film, interview__binned_at=None, pk__in=keys)
        self.recordings = {one.pk: one for one in rows.select_related("interview")}
        self.logged: dict[int, Logged] = {key: Logged() for key in keys}
        for segment in Segment.objects.of_film(film).filter(recording__in=keys):
            self.logged[segment.recording_id].add(segment)

    def want(self, key: int, start: int, end: int, words: str) -> Segment:
        """Refused where the recording is gone, or ends before."""
        recording = self.recordings.get(key)
        if recording is None:
            raise Refused("gone", field="segment")
        if end > (recording.duration or recording.frames.day):
            raise Refused("after", field="ranges", end=str(recording.source(recording.duration or 0)))
        near = self.logged[key].near(start, end)
        found = max(near, key=lambda one: _alike(one, start, end), default=None)
        if found is None or not _covers(found, start, end):
            found = Segment(recording=recording, in_frame=start, out_frame=end, gist=gist_of(words))
            self.made.append(found)
            self.logged[key].add(found)
        found.recording = recording
        return found

    def write(self, by: User) -> list[list[int]]:
        """Log the new ones; their keys and versions, for the step that they come with."""
        of_interviews.make(segments=self.made, by=by)
        return [[segment.pk, segment.version] for segment in self.made]


class Logged:
    """The segments of a recording by where they begin, so that of thousands only those near are weighed."""

    def __init__(self) -> None:
        self.at: list[tuple[int, int]] = []
        self.segments: list[Segment] = []
        self.longest = 0

    def add(self, segment: Segment) -> None:
        insort(self.at, (segment.in_frame, len(self.segments)))
        self.segments.append(segment)
        self.longest = max(self.longest, segment.frames)

    def near(self, start: int, end: int) -> Iterator[Segment]:
        first = bisect_left(self.at, (start - self.longest, -1))
        for _in_frame, number in self.at[first : bisect_left(self.at, (end, -1))]:
            yield self.segments[number]


def _shared(segment: Segment, start: int, end: int) -> int:
    return min(segment.out_frame, end) - max(segment.in_frame, start)


def _covers(segment: Segment, start: int, end: int) -> bool:
    return _shared(segment, start, end) >= COVERS * (end - start)


def _alike(segment: Segment, start: int, end: int) -> tuple[bool, float]:
    """Of those that cover it the one that is nearest to being it."""
    together = max(segment.out_frame, end) - min(segment.in_frame, start)
    return _covers(segment, start, end), _shared(segment, start, end) / together


def gist_of(words: str) -> str:
    """Its first words."""
    found = clean_text(words, lines=False).split()
    gist = " ".join(found[:GIST_WORDS])
    return f"{gist[:LONGEST_GIST]} …" if len(found) > GIST_WORDS or len(gist) > LONGEST_GIST else gist


# -- they go and come with their step --------------------------------------------------------------


def put_away(step: ScriptStep, by: User) -> None:
    """When the step was taken back: the segments that it made, as far as they are its alone."""
    if not (made := dict(step.facts.get("made", ()))):
        return
    away = of_interviews.put_away_untouched(versions=made, used=_in_drafts(step), by=by)
    made |= {segment.pk: segment.version for segment in away}
    stay = Segment.objects.filter(pk__in=made).count()
    step.facts |= {"made": list(map(list, made.items())), "away": [one.pk for one in away], "stay": stay}


def bring_back(step: ScriptStep, by: User) -> None:
    """Before the step is made again: what its undo took away."""
    if away := step.facts.get("away"):
        made = dict(step.facts["made"])
        made |= {one.pk: one.version for one in of_interviews.bring_back_many(keys=away, by=by)}
        step.facts |= {"made": list(map(list, made.items())), "away": [], "stay": 0}


def _in_drafts(step: ScriptStep) -> set[int]:
    """What was locked since: a draft leads to the segments that it quotes."""
    drafts = Draft.objects.filter(script=step.script_id, locked_at__gte=step.made_at)
    return {cell.segment for draft in drafts for cell in draft.pages.cells if cell.segment}
