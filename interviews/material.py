"""What there is of interviews: how much was recorded, transcribed and logged, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Sum

from interviews.models import Interview, Proxy, Recording, Segment, Subject, Transcript
from interviews.narrowing import with_speaker
from production import timecode
from production.models import Film

LOGGED_FROM = Fraction(3, 4)  # of a recording: a log that reaches this far is one


def recordings() -> Any:
    """Recordings with `segment_count`, `segment_frames`, `has_transcript` and `has_proxy`."""
    return Recording.objects.annotate(
        segment_count=Segment.objects.count_for("recording"),
        segment_frames=Segment.objects.frames_for("recording"),
        has_transcript=Exists(Transcript.objects.filter(recording=OuterRef("pk"))),
        has_proxy=Exists(Proxy.objects.filter(recording=OuterRef("pk"))),
    )


def interviews(film: Film) -> QuerySet[Any]:
    """Interviews with `shot_on`, and in plain lists `asked` (subjects) and `taken` (recordings)."""
    rows: Any = Interview.objects.filter(film=film).with_day()
    return rows.select_related("item__day").prefetch_related(
        Prefetch("subjects", Subject.objects.select_related("person"), to_attr="asked"),
        Prefetch("recordings", recordings(), to_attr="taken"),
    )


def said_by(subject: Subject) -> tuple[int, str]:
    """In how many segments they speak, and how long these are together."""
    rows = with_speaker(Segment.objects.of_film(subject.film_id))
    theirs = rows.filter(who=subject.person_id).order_by()
    frames = Sum(F("out_frame") - F("in_frame"))
    count, length = 0, Fraction()
    for rate, found, lasts in theirs.values_list("recording__rate").annotate(found=Count("pk"), lasts=frames):
        count, length = count + found, length + timecode.rate_of(rate).seconds(lasts)
    return count, timecode.format_seconds(round(length)) if count else ""


def answers(film: int) -> Prefetch[Any]:
    """The segments that answer a question, as its `answered_by`."""
    rows = Segment.objects.of_film(film).select_related("recording", "recording__interview")
    return Prefetch("answers", rows.in_order(), to_attr="answered_by")


def seconds(recording: Recording) -> Fraction:
    return recording.frames.seconds(recording.duration or 0)


@dataclass(frozen=True)
class Material:
    """Of one interview or several; in seconds by the clock."""

    recordings: int
    recorded: int
    transcribed: int  # recordings that have a transcript
    segments: int
    selected: int

    @property
    def recorded_words(self) -> str:
        return timecode.format_seconds(self.recorded) if self.recorded else ""

    @property
    def selected_words(self) -> str:
        return timecode.format_seconds(self.selected) if self.selected else ""


def material(taken: Iterable[Any]) -> Material:
    """Of recordings as `recordings()` gives them."""
    taken = list(taken)
    selected = sum((one.frames.seconds(one.segment_frames) for one in taken), Fraction())
    return Material(
        recordings=len(taken),
        recorded=round(_recorded(taken)),
        transcribed=sum(one.has_transcript for one in taken),
        segments=sum(one.segment_count for one in taken),
        selected=round(selected),
    )


def _recorded(taken: list[Any]) -> Fraction:
    """What was said at the same time counts once: of each interview, the camera that ran longest."""
    ran: dict[tuple[int, str, str], Fraction] = defaultdict(Fraction)
    for one in taken:
        ran[one.interview_id, one.kind, one.camera.casefold()] += seconds(one)
    longest: dict[int, Fraction] = defaultdict(Fraction)
    for (interview, _kind, _camera), length in ran.items():
        longest[interview] = max(longest[interview], length)
    return sum(longest.values(), Fraction())


def reached(interview: Any) -> dict[int, int]:
    """By recording, the last frame of which a segment was made."""
    rows = Segment.objects.filter(recording__in=[one.pk for one in interview.taken])
    found: dict[int, int] = {}
    for recording, out_frame in rows.order_by().values_list("recording", "out_frame"):
        found[recording] = max(found.get(recording, 0), out_frame)
    return found


def status_by_facts(interview: Any, ends: dict[int, int]) -> str:
    """The further status that the recordings suggest; "" where they have nothing to say."""
    status = Interview.Status
    order = list(status)
    suggested = status.PLANNED
    if interview.taken:
        suggested = status.SHOT
    if any(one.has_transcript for one in interview.taken):
        suggested = status.TRANSCRIBED
    if any(_is_logged(one, ends.get(one.pk)) for one in interview.taken):
        suggested = status.LOGGED
    return str(suggested) if order.index(suggested) > order.index(status(interview.status)) else ""


def _is_logged(recording: Recording, last: int | None) -> bool:
    """Whoever logs goes from front to back: how far they have come tells."""
    if last is None:
        return False
    return not recording.duration or last >= LOGGED_FROM * recording.duration
