"""Narrowing what was said down: by who speaks, about what, how good, in which language, when, where.

Of segments all of it is asked; of cues too, where a theme and a rating are those of a segment on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from interviews.models import (
    Cue,
    Interview,
    Recording,
    Segment,
    Subject,
    Transcript,
    TranslatedCue,
    Translation,
)
from production import full_text
from production.looking import Narrowed
from production.models import Film, Person, Theme
from production.search import KINDS, Answer, Hit

LOOKED_BACK = 45_000  # frames before a segment in which a cue may begin that reaches into it


@dataclass(frozen=True)
class Criteria:
    person: Person | None = None
    theme: Theme | None = None
    rating: int = 0  # at least
    language: str = ""
    since: date | None = None
    until: date | None = None
    interview: Interview | None = None
    recording: Recording | None = None

    @property
    def ask(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


# -- segments ----------------------------------------------------------------------------------


def with_speaker(segments: Any) -> Any:
    """`who`: the person who speaks. The one who was written; else the last that the transcript names
    in the segment; else the only subject of the interview."""
    said = Cue.objects.filter(
        transcript__recording=OuterRef("recording"),
        transcript__is_main=True,
        transcript__binned_at=None,
        in_frame__lt=OuterRef("out_frame"),
        in_frame__gt=OuterRef("in_frame") - LOOKED_BACK,
        out_frame__gt=OuterRef("in_frame"),
        speaker__person__isnull=False,
    ).order_by("-in_frame", "-pk")
    asked: Any = Interview.subjects.through._default_manager.filter(
        interview=OuterRef("recording__interview"), subject__binned_at=None
    )
    only = (
        asked.order_by()
        .values("interview")
        .annotate(found=Count("pk"), person=Min("subject__person"))
        .filter(found=1)
    )
    return segments.annotate(
        who=Coalesce(
            "speaker_id",
            Subquery(said.values("speaker__person")[:1]),
            Subquery(only.values("person")),
            output_field=BigIntegerField(),
        )
    )


def segments(film: Film, criteria: Criteria) -> Any:
    rows = Segment.objects.of_film(film).filter(_of_recording("recording__", criteria))
    if criteria.person:
        rows = with_speaker(rows).filter(who=criteria.person.pk)
    if criteria.theme:
        rows = rows.filter(Exists(_themes(criteria.theme, OuterRef("pk"))))
    if criteria.rating:
        rows = rows.filter(rating__gte=criteria.rating)
    return in_language(rows, criteria.language) if criteria.language else rows


def _of_recording(path: str, criteria: Criteria) -> Q:
    """The criteria that a recording answers."""
    found = Q()
    if criteria.recording:
        found &= Q(**{f"{path}pk": criteria.recording.pk})
    if criteria.interview:
        found &= Q(**{f"{path}interview": criteria.interview.pk})
    if criteria.since or criteria.until:
        days: Any = Interview.objects.with_day()
        days = days.filter(shot_on__gte=criteria.since) if criteria.since else days
        days = days.filter(shot_on__lte=criteria.until) if criteria.until else days
        found &= Q(**{f"{path}interview__in": days.order_by().values("pk")})
    return found


def _themes(theme: Theme, segment: OuterRef) -> Any:
    return Segment.themes.through._default_manager.filter(segment=segment, theme=theme.pk)


def in_language(segments: Any, language: str) -> Any:
    """Those that quote a transcript in this language: their recording's own, else that of another camera."""
    main = Transcript.objects.filter(is_main=True, recording__binned_at=None)
    own = main.filter(recording=OuterRef("recording"))
    beside = main.filter(recording__interview=OuterRef("recording__interview"))
    spoken = Coalesce(*(Subquery(rows.values("language")[:1]) for rows in (own, beside)))
    return segments.alias(spoken=spoken).filter(spoken=language)


# -- what search looks in ----------------------------------------------------------------------


def narrowed(film: Film, criteria: Criteria) -> dict[Any, Narrowed]:
    found = {
        Segment: Narrowed(rows=segments(film, criteria)),
        Cue: _cues(criteria),
        TranslatedCue: _translated(criteria),
    }
    if not (criteria.theme or criteria.rating or criteria.recording):
        found[Interview] = Narrowed(rows=_interviews(film, criteria))
    return found


def _cues(criteria: Criteria) -> Narrowed:
    texts = Transcript.objects.filter(_of_recording("recording__", criteria))
    if criteria.language:
        texts = texts.filter(language=criteria.language)
    return Narrowed(_lines(Cue.objects.all(), "", criteria), texts)


def _translated(criteria: Criteria) -> Narrowed:
    texts = Translation.objects.filter(_of_recording("transcript__recording__", criteria))
    if criteria.language:
        texts = texts.filter(language=criteria.language)
    return Narrowed(_lines(TranslatedCue.objects.all(), "cue__", criteria), texts)


def _lines(rows: Any, cue: str, criteria: Criteria) -> Any:
    """The cues themselves, where their text isn't enough to choose by; None where it is."""
    if not (criteria.person or criteria.theme or criteria.rating):
        return None
    if criteria.person:
        rows = rows.filter(**{f"{cue}speaker__person": criteria.person.pk})
    if criteria.theme or criteria.rating:
        marked = Segment.objects.filter(
            recording=OuterRef(f"{cue}transcript__recording"),
            in_frame__lt=OuterRef(f"{cue}out_frame"),
            out_frame__gt=OuterRef(f"{cue}in_frame"),
            rating__gte=criteria.rating,
        )
        if criteria.theme:
            marked = marked.filter(Exists(_themes(criteria.theme, OuterRef("pk"))))
        rows = rows.filter(Exists(marked))
    return rows


def _interviews(film: Film, criteria: Criteria) -> Any:
    rows: Any = Interview.objects.filter(film=film).with_day()
    if criteria.interview:
        rows = rows.filter(pk=criteria.interview.pk)
    if criteria.person:
        theirs = Subject.objects.filter(person=criteria.person, interviews=OuterRef("pk"))
        rows = rows.filter(Exists(theirs))
    if criteria.language:
        rows = rows.filter(languages__icontains=f'"{criteria.language}"')
    rows = rows.filter(shot_on__gte=criteria.since) if criteria.since else rows
    return rows.filter(shot_on__lte=criteria.until) if criteria.until else rows


# -- without words -----------------------------------------------------------------------------


def in_order(film: Film, criteria: Criteria, kind: str = "") -> Answer:
    """All that the criteria leave, as it was recorded: segments first, then what was said."""
    found = {code: list(hits) for code, hits in _in_order(film, criteria)}
    more = frozenset(code for code, hits in found.items() if len(hits) > full_text.MOST)
    found = {code: hits[: full_text.MOST] for code, hits in found.items()}
    hits = [hit for code, hits in found.items() if kind in ("", code) for hit in hits]
    return Answer(hits, {code: len(found[code]) for code in KINDS if found.get(code)}, more)


def _in_order(film: Film, criteria: Criteria) -> Iterator[tuple[str, Iterator[Hit]]]:
    rows = segments(film, criteria).in_order()
    yield "segment", _hits("interviews.segment", "segment", rows)
    said = _cues(criteria)
    cues = Cue.objects.all() if said.rows is None else said.rows
    texts = said.texts.filter(recording__interview__film=film).exclude(
        Q(recording__binned_at__isnull=False) | Q(recording__interview__binned_at__isnull=False)
    )
    order = ("transcript__recording__interview__date", "transcript__recording", "transcript", "in_frame")
    cues = cues.filter(transcript__in=texts).order_by(*order, "pk")
    yield "cue", _hits("interviews.cue", "cue", cues)


def _hits(source: str, kind: str, rows: Any) -> Iterator[Hit]:
    for key in rows.values_list("pk", flat=True)[: full_text.MOST + 1]:
        yield source, key, kind
