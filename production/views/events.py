"""The historical timeline: what happened when, and what of it the film covers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter, NumberFilter

from production import coverage
from production.access import Access, Permission, film_view
from production.actions import timeline
from production.drawings import timeline as drawing
from production.forms.events import EventForm
from production.forms.fields import PlainSelect
from production.historic_dates import YEARS
from production.models import Film, HistoricalEvent, Theme
from production.pdf import timeline_content as content
from production.pdf.wording import Words
from production.templatetags.dates import historic_date
from production.templatetags.registers import word
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record

MOST_DRAWN = 300  # a picture of more is read by nobody


class EventFilter(FilterSet):
    q = SearchFilter("title", "place", "figures", "description", label=_("Search"))
    first = NumberFilter(
        method="not_before", label=_("From year"), min_value=YEARS[0], max_value=YEARS[-1], decimal_places=0
    )
    last = NumberFilter(
        method="not_after", label=_("To year"), min_value=YEARS[0], max_value=YEARS[-1], decimal_places=0
    )
    coverage = ChoiceFilter(method="by_coverage", label=_("Coverage"))
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lanes = coverage.lanes(self.request.access)
        self.filters["coverage"].extra["choices"] = [
            ("covered", _("covered")),
            ("uncovered", _("not covered")),
            *((lane.name, lane.without) for lane in lanes),
        ]

    def not_before(self, rows: QuerySet[Any], name: str, value: Decimal) -> QuerySet[Any]:
        return rows.filter(date_latest__gte=date(int(value), 1, 1))

    def not_after(self, rows: QuerySet[Any], name: str, value: Decimal) -> QuerySet[Any]:
        return rows.filter(date_earliest__lte=date(int(value), 12, 31))

    def by_coverage(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value in ("covered", "uncovered"):
            return rows.filter(is_covered=value == "covered")
        lane = next(lane for lane in coverage.LANES if lane.name == value)
        return rows.exclude(Q(lane.covers()))

    @property
    def window(self) -> tuple[date, date] | None:
        """The years that are looked at closely, where both are given in their order."""
        years = [self.form.cleaned_data.get(name) for name in ("first", "last")] if self.is_bound else []
        if not years or None in years or years[1] < years[0]:
            return None
        return date(int(years[0]), 1, 1), date(int(years[1]), 12, 31)


COLUMNS = [
    Column("date", _("Date"), lambda e: historic_date(e.date), sort="date_earliest"),
    Column("title", _("Event"), lambda e: e.title, sort="title"),
    Column("place", _("Place"), lambda e: e.place, sort="place"),
    Column("figures", _("Who"), lambda e: e.who),
    Column("scenes", _("Scenes"), lambda e: ", ".join(scene.number for scene in e.told_in)),
    Column(
        "covered", _("Coverage"), lambda e: gettext("covered") if e.is_covered else gettext("not covered")
    ),
    Column("certainty", _("Certainty"), lambda e: word(e.certainty, "certainty"), sort="certainty"),
]


@film_view(Permission.SEE_SCENES)
@require_safe
def event_list(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    rows = timeline.events(film)
    filtered = EventFilter(request.GET, queryset=rows, request=request)
    drawn = timeline.timeline(film, access, filtered.qs[:MOST_DRAWN])
    words = Words(request.LANGUAGE_CODE, drawn.head.as_of)
    picture = content.picture(drawn.lanes, drawn.events, words, window=filtered.window)
    return listing(
        request,
        rows,
        filters=EventFilter,
        columns=COLUMNS,
        template="production/event_list.html",
        name=str(_("timeline")),
        context={
            "row_template": "production/_event_row.html",
            "has_bin": True,
            "picture": picture,
            "most": MOST_DRAWN if len(drawn.events) == MOST_DRAWN else 0,
            "spans": _spans(request, picture, filtered.window),
            "uncovered": drawn.uncovered,
            "pdf": reverse("event-list-pdf", args=[film.slug]),
        },
    )


def _spans(
    request: HttpRequest, picture: drawing.Picture | None, window: tuple[date, date] | None
) -> list[tuple[str, str]]:
    """The stretches between the breaks of the picture, each as words and a query that looks closer."""
    query = request.GET.copy()
    for name in ("page", "export", "first", "last"):
        query.pop(name, None)
    if window is not None:
        return [(gettext("the whole time"), f"?{query.urlencode()}")]
    found = []
    for first, last in picture.axis.spans if picture and picture.breaks else []:
        words = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        query["first"], query["last"] = str(first.year), str(last.year)
        found.append((words, f"?{query.urlencode()}"))
    return found


@film_view(Permission.SEE_SCENES)
@require_safe
@bounded
def event_list_pdf(request: HttpRequest, film: Film) -> HttpResponse:
    from production.pdf.timeline import render as draw

    access: Access = request.access  # type: ignore[attr-defined]
    found = timeline.timeline(film, access, timeline.events(film))
    body = draw(found, Words(language_of(request), found.head.as_of), paper=paper_of(request))
    return pdf_answer(body, f"{film.slug}-timeline")


@film_view(Permission.SEE_SCENES)
@require_safe
def event_detail(request: HttpRequest, film: Film, event: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    found = get_object_or_404(timeline.events(film).prefetch_related("themes"), pk=event)
    lanes = coverage.lanes(access)
    context = {
        "event": found,
        "lanes": [(lane, lane.of(film, [found])[found.pk]) for lane in lanes],
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
