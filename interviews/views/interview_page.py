"""What the page of an interview shows: where it was shot, its recordings, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from interviews import material, sitting
from interviews.models import Interview, Question, Recording
from production.models import Film, RunningItem


@dataclass(frozen=True)
class Line:
    """A recording with what is known of it, in words."""

    recording: Any
    start: str
    end: str
    length: str
    selected: str


def line_of(recording: Recording) -> Line:
    """Of a recording as `material.recordings()` gives it."""
    found = material.material([recording])
    lasts = recording.duration
    end = str(recording.source(lasts)) if lasts else ""
    return Line(recording, str(recording.start), end, found.recorded_words, found.selected_words)


def context_of(film: Film, interview: Any) -> dict[str, Any]:
    """Of an interview as `material.interviews()` gives it."""
    item = _item(interview)
    return {
        "interview": interview,
        "item": item,
        "place": item.place if item else None,
        "is_held_back": interview.is_held_back(timezone.localdate()),
        "material": material.material(interview.taken),
        "lines": [line_of(one) for one in interview.taken],
        "picture": sitting.picture_of(film, interview.taken),
        "suggested": material.status_by_facts(interview, material.reached(interview)),
        "asked": _asked(interview),
    }


def _item(interview: Interview) -> RunningItem | None:
    near = ("day", "scene__set__location", "set__location", "location")
    return RunningItem.objects.select_related(*near).filter(pk=interview.item_id).first()


def _asked(interview: Any) -> list[tuple[Any, list[Any]]]:
    """Each subject with their questions, and the segments that answer these."""
    rows = Question.objects.filter(subject__in=interview.asked).select_related("theme")
    questions = list(rows.prefetch_related(material.answers(interview.film_id)))
    return [
        (subject, [one for one in questions if one.subject_id == subject.pk]) for subject in interview.asked
    ]
