"""The events of a film with what covers them become the content of the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, QuerySet
from django.urls import reverse

from production import coverage
from production.access import Access
from production.actions.reports import head
from production.models import Film, HistoricalEvent, Scene
from production.pdf.timeline_content import Event, Timeline


def events(film: Film) -> QuerySet[Any]:
    """Events, each with `is_covered` by anything at all, the scenes that tell it, people and sources."""
    scenes = Scene.objects.exclude(status=Scene.Status.DROPPED)
    rows: QuerySet[Any] = HistoricalEvent.objects.filter(film=film)
    rows = rows.annotate(is_covered=ExpressionWrapper(coverage.is_covered(), BooleanField()))
    return rows.prefetch_related(Prefetch("scenes", scenes, to_attr="told_in"), "people", "sources")


def timeline(film: Film, access: Access, rows: Iterable[Any]) -> Timeline:
    """These events with what covers them, as far as this member sees it: one query a lane."""
    found = list(rows)
    lanes = coverage.lanes(access)
    covers = [lane.of(film, found) for lane in lanes]
    told = tuple(
        Event(
            title=event.title,
            date=event.dated,
            place=event.place,
            who=event.who,
            covers=tuple(tuple(cover.sign for cover in by_event.get(event.pk, [])) for by_event in covers),
            is_covered=event.is_covered,
            certainty=event.certainty,
            sources=tuple(map(str, event.sources.all())),
            url=reverse("event-detail", args=[film.slug, event.pk]),
        )
        for event in found
    )
    return Timeline(head(film), tuple(lane.words for lane in lanes), told)
