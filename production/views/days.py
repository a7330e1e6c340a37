"""The schedule: its days, and one day as list and picture."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from production.access import Access, Permission, film_view
from production.actions import schedule
from production.forms.days import DayForm
from production.forms.fields import DateInput
from production.models import (
    DepartmentNote,
    Film,
    IssuedCallSheet,
    ProductionReport,
    RunningItem,
    ShootDay,
    StaleRecord,
)
from production.panels import panels
from production.running_order import day_numbers, plan
from production.templatetags.schedule import clock
from production.views.day_pages import film_day, on_open_day, planned, running
from production.views.listing import Column, SearchFilter, listing
from production.views.records import edit_record

SEARCHED = (
    "unit",
    "running_items__title",
    "running_items__scene__title",
    "running_items__location__name",
    "running_items__set__location__name",
    "running_items__scene__set__location__name",
)


class DayFilter(FilterSet):
    q = SearchFilter(*SEARCHED, label=gettext_lazy("Search"))
    unit = CharFilter(lookup_expr="icontains", label=gettext_lazy("Unit"))
    day_type = ChoiceFilter(choices=ShootDay.Type, label=gettext_lazy("Type"))
    since = DateFilter("date", "gte", label=gettext_lazy("From"), widget=DateInput)
    until = DateFilter("date", "lte", label=gettext_lazy("To"), widget=DateInput)

    class Meta:
        model = ShootDay
        fields: list[str] = []


def columns_for(numbers: dict[int, tuple[int, int]]) -> list[Column]:
    return [
        Column("number", gettext_lazy("Day"), lambda d: numbers.get(d.pk, ("",))[0], align="end"),
        Column("date", gettext_lazy("Date"), lambda d: d.date, sort="date"),
        Column("type", gettext_lazy("Type"), lambda d: d.get_day_type_display(), sort="day_type"),
        Column("unit", gettext_lazy("Unit"), lambda d: d.unit, sort="unit"),
        Column("places", gettext_lazy("Places"), lambda d: ", ".join(p.name for p in plan(d).places)),
        Column("call", gettext_lazy("Call"), lambda d: clock(plan(d).start, d.date), sort="general_call"),
        Column("wrap", gettext_lazy("Wrap"), lambda d: clock(plan(d).wrap, d.date)),
        Column("minutes", gettext_lazy("Length, minutes"), lambda d: plan(d).total_minutes, align="end"),
        Column("sheet", gettext_lazy("Call sheet"), lambda d: d.sheet_colour or ""),
        Column("closed", gettext_lazy("Closed"), lambda d: _("closed") if d.is_closed else ""),
    ]


def with_sheets(days: QuerySet[ShootDay]) -> QuerySet[ShootDay]:
    """With the colour and key of the latest issued sheet, and whether there is anything for a draft."""
    issued = IssuedCallSheet.objects.filter(day=OuterRef("pk")).order_by("-version")
    items = RunningItem.objects.filter(day=OuterRef("pk"))
    reports = ProductionReport.objects.filter(day=OuterRef("pk"))
    return days.annotate(
        sheet=Subquery(issued.values("pk")[:1]),
        sheet_colour=Subquery(issued.values("colour")[:1]),
        has_items=Exists(items),
        has_report=Exists(reports),
        is_closed=Exists(reports.exclude(closed_at=None)),
    )


@film_view(Permission.SEE_FILM)
def day_list(request: HttpRequest, film: Film) -> HttpResponse:
    numbers = day_numbers(film)
    return listing(
        request,
        with_sheets(film.shoot_days.with_running_order()),
        filters=DayFilter,
        columns=columns_for(numbers),
        template="production/day_list.html",
        name=_("schedule"),
        context={"numbers": numbers, "row_template": "production/_day_row.html"},
    )


@film_view(Permission.SEE_FILM)
def day_detail(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    timed = planned(film, day)
    number, of = day_numbers(film).get(day, (None, None))
    context: dict[str, Any] = {
        **running(request, film, timed),
        "number": number,
        "of": of,
        "sheet": timed.day.call_sheets.order_by("-version").defer("content").first(),
        "report": ProductionReport.objects.filter(day=timed.day).first(),
        "signed": timed.day.signed_reports.order_by("-version").defer("content").first(),
        "before": film.shoot_days.filter(date__lt=timed.day.date).last(),
        "after": film.shoot_days.filter(date__gt=timed.day.date).first(),
        "panels": panels("day", access, timed.day),
    }
    if access.may(Permission.SEE_DRAFTS):
        order = list(DepartmentNote._meta.get_field("department").choices or ())
        words = [code for code, _label in order]
        notes = sorted(timed.day.department_notes.all(), key=lambda note: words.index(note.department))
        vehicles = timed.day.vehicles.select_related("driver").prefetch_related("passengers")
        context |= {"notes": notes, "vehicles": vehicles}
    return render(request, "production/day_detail.html", context)


@film_view(Permission.EDIT_SCHEDULE)
def day_new(request: HttpRequest, film: Film) -> HttpResponse:
    last = film.shoot_days.last()
    day = ShootDay(film=film, unit=last.unit if last else ShootDay._meta.get_field("unit").get_default())
    return _edit(request, film, day)


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def day_edit(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    return _edit(request, film, film_day(film, day))


def _edit(request: HttpRequest, film: Film, day: ShootDay) -> HttpResponse:
    return edit_record(
        request,
        film,
        DayForm,
        day,
        template="production/day_edit.html",
        done=lambda saved: reverse("day-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def day_bin(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = film_day(film, day)
    try:
        schedule.bin_day(day=found, by=request.user)  # type: ignore[arg-type]
    except schedule.DayIsIssued as refusal:
        messages.error(request, str(refusal.message))
        return redirect("day-detail", film.slug, found.pk)
    except StaleRecord:
        messages.error(request, _("Somebody else changed this day meanwhile; it was not deleted."))
        return redirect("day-list", film.slug)
    undo = reverse("day-restore", args=[film.slug, found.pk])
    messages.success(request, _("Deleted: %(record)s.") % {"record": found}, extra_tags=undo)
    return redirect("day-list", film.slug)


@film_view(Permission.EDIT_SCHEDULE)
@require_POST
def day_restore(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = get_object_or_404(ShootDay.everything.filter(film=film), pk=day)
    try:
        with transaction.atomic():
            schedule.restore_day(day=found, by=request.user)  # type: ignore[arg-type]
    except IntegrityError:
        text = _("%(record)s can't come back: this unit has another day on its date.")
        messages.error(request, text % {"record": found})
        return redirect("day-list", film.slug)
    messages.success(request, _("Restored: %(record)s.") % {"record": found})
    return redirect("day-detail", film.slug, found.pk)
