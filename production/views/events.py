"""The historical timeline: what happened when, and what of it the film covers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from production import coverage
from production.access import Access, Permission, film_view
from production.drawings import timeline as drawing
from production.forms.events import EventForm
from production.forms.fields import PlainSelect
from production.models import Film, HistoricalEvent, Scene, Theme
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record

MOST_DRAWN = 300  # a picture of more is read by nobody
YEARS = range(100, 2200)


class EventFilter(FilterSet):
    q = SearchFilter("title", "place", "figures", "description", label=_("Search"))
    coverage = ChoiceFilter(
        choices=[("covered", _("covered")), ("uncovered", _("not covered"))],
        method="by_coverage",
        label=_("Coverage"),
    )
    certainty = ChoiceFilter(choices=HistoricalEvent.Certainty, label=_("Certainty"))
    theme = ModelChoiceFilter(
        field_name="themes",
        queryset=lambda request: Theme.objects.filter(film=request.access.film),
        widget=PlainSelect,
        label=_("Theme"),
    )

    class Meta:
        model = HistoricalEvent
        fields: list[str] = []

    def by_coverage(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_covered=value == "covered") if value else rows


def covered(event: Any) -> str:
    return gettext("covered") if event.is_covered else gettext("not covered")


COLUMNS = [
    Column("date", _("Date"), lambda e: e.date, sort="date_earliest"),
    Column("title", _("Event"), lambda e: e.title, sort="title"),
    Column("place", _("Place"), lambda e: e.place, sort="place"),
    Column("figures", _("Who"), lambda e: e.figures),
    Column("scenes", _("Scenes"), lambda e: ", ".join(scene.number for scene in e.told_in)),
    Column(
        "covered", _("Coverage"), lambda e: gettext("covered") if e.is_covered else gettext("not covered")
    ),
    Column("certainty", _("Certainty"), lambda e: e.get_certainty_display(), sort="certainty"),
]


def _all(film: Film) -> QuerySet[HistoricalEvent]:
    """Events, each with whether anything at all covers it, and the scenes that tell it."""
    covered = reduce(or_, (Q(lane.covers()) for lane in coverage.LANES))
    scenes = Scene.objects.exclude(status=Scene.Status.DROPPED)
    rows: QuerySet[HistoricalEvent] = HistoricalEvent.objects.filter(film=film)
    rows = rows.annotate(is_covered=ExpressionWrapper(covered, BooleanField()))
    return rows.prefetch_related(Prefetch("scenes", scenes, to_attr="told_in"))


def _with_covers(film: Film, access: Access, rows: Iterable[Any]) -> list[Any]:
    """The same events, each with what covers it by lane: one query a lane."""
    events = list(rows)
    for event in events:
        event.covers = {}
    for lane in coverage.lanes(access):
        found = lane.of(film, events)
        for event in events:
            event.covers[lane.name] = found.get(event.pk, [])
    return events


@film_view(Permission.SEE_SCENES)
@require_safe
def event_list(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    filtered = EventFilter(request.GET, queryset=_all(film), request=request)
    drawn = _with_covers(film, access, filtered.qs.prefetch_related(None)[:MOST_DRAWN])
    picture = _picture(request, film, access, drawn)
    return listing(
        request,
        _all(film),
        filters=EventFilter,
        columns=COLUMNS,
        template="production/event_list.html",
        name=str(_("timeline")),
        context={
            "row_template": "production/_event_row.html",
            "has_bin": True,
            "picture": picture,
            "spans": _spans(request, film, access, drawn, picture),
            "uncovered": sum(not event.is_covered for event in drawn),
        },
    )


def _picture(request: HttpRequest, film: Film, access: Access, events: list[Any]) -> drawing.Picture | None:
    lanes = coverage.lanes(access)
    words = drawing.Words(
        tuple(str(lane.words) for lane in lanes), gettext("Not covered"), gettext("not covered")
    )
    window = _window(request)
    told = [
        drawing.Event(
            event.title,
            event.date,
            event.dated,
            tuple(tuple(cover.sign for cover in event.covers[lane.name]) for lane in lanes),
            reverse("event-detail", args=[film.slug, event.pk]),
            event.is_covered,
        )
        for event in events
        if event.dated is not None and _meets(event, window)
    ]
    return drawing.picture(told, words, language=request.LANGUAGE_CODE, window=window)


def _window(request: HttpRequest) -> tuple[date, date] | None:
    """The years that are looked at closely: ``?from=1937&to=1940``."""
    years = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(year.isascii() and year.isdigit() and len(year) <= 4 for year in years):
        return None
    first, last = map(int, years)
    if first not in YEARS or last not in YEARS or last < first:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def _meets(event: Any, window: tuple[date, date] | None) -> bool:
    return window is None or (event.date_earliest <= window[1] and event.date_latest >= window[0])


def _spans(
    request: HttpRequest, film: Film, access: Access, events: list[Any], picture: drawing.Picture | None
) -> list[tuple[str, str]]:
    """The stretches between the breaks of the whole picture, each as words and a query that looks closer."""
    if _window(request) is not None:
        return [(gettext("the whole time"), "?")]
    if picture is None or len(picture.axis.spans) < 2:
        return []
    years = [(first.year, last.year) for first, last in picture.axis.spans]
    return [
        (str(first) if first == last else f"{first}–{last}", f"?from={first}&to={last}")
        for first, last in years
    ]


@film_view(Permission.SEE_SCENES)
@require_safe
def event_detail(request: HttpRequest, film: Film, event: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    rows = _all(film).prefetch_related("people", "themes", "sources")
    found = _with_covers(film, access, [get_object_or_404(rows, pk=event)])[0]
    context = {
        "event": found,
        "lanes": [(lane, found.covers[lane.name]) for lane in coverage.lanes(access)],
    }
    return render(request, "production/event_detail.html", context)


@film_view(Permission.EDIT_SCENES)
def event_new(request: HttpRequest, film: Film) -> HttpResponse:
    return _edit(request, film, HistoricalEvent(film=film))


@film_view(Permission.EDIT_SCENES)
def event_edit(request: HttpRequest, film: Film, event: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(HistoricalEvent.objects, film=film, pk=event))


def _edit(request: HttpRequest, film: Film, event: HistoricalEvent) -> HttpResponse:
    return edit_record(
        request,
        film,
        EventForm,
        event,
        template="production/event_edit.html",
        done=lambda saved: reverse("event-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_SCENES)
@require_POST
def event_bin(request: HttpRequest, film: Film, event: int) -> HttpResponse:
    found = get_object_or_404(HistoricalEvent.objects, film=film, pk=event)
    return bin_record(
        request,
        found,
        undo=reverse("event-restore", args=[film.slug, found.pk]),
        back=reverse("event-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_SCENES)
@require_POST
def event_restore(request: HttpRequest, film: Film, event: int) -> HttpResponse:
    found = get_object_or_404(HistoricalEvent.everything, film=film, pk=event)
    return restore_record(request, found, back=reverse("event-list", args=[film.slug]))
