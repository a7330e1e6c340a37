"""The overview of a film: what comes next, what waits for this member, how far each scene has come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from production.access import Access, Permission, film_view
from production.models import (
    Film,
    IssuedCallSheet,
    Location,
    Person,
    Release,
    Scene,
    ShootDay,
)
from production.running_order import day_numbers, plan

OPEN_RELEASES = (Release.State.NEEDED, Release.State.SENT, Release.State.SPOKEN)


@film_view(Permission.SEE_FILM)
def film_overview(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    today = timezone.now().astimezone(ZoneInfo(film.time_zone)).date()
    days = _with_sheets(film.shoot_days.exclude(day_type=ShootDay.Type.OFF))
    day = _day_at_hand(days.with_running_order(), today)
    context: dict[str, Any] = {"today": today, "counts": _counts(film)}
    if day is not None:
        planned = plan(day)
        mine = planned.calls.get(access.person.pk) if access.person else None
        context |= {"day": day, "plan": planned, "mine": mine, "is_past": day.date < today}
        context["number"], context["of"] = day_numbers(film).get(day.pk, (None, None))
    if access.may(Permission.SEE_DRAFTS) and day is not None:
        context["to_issue"] = _to_issue(days, day, today)
    if access.may(Permission.SEE_RELEASES):
        context["open_releases"] = list(
            film.releases.filter(state__in=OPEN_RELEASES).select_related("person", "location")[:6]
        )
    return render(request, "script/overview.html", context)


def _with_sheets(days: Any) -> Any:
    """With the latest issued sheet of each day: its key and colour."""
    sheets = IssuedCallSheet.objects.filter(day=OuterRef("pk")).order_by("-version")
    return days.annotate(
        issued=Subquery(sheets.values("colour")[:1]), sheet=Subquery(sheets.values("pk")[:1])
    )


def _day_at_hand(days: QuerySet[Any], today: date) -> Any:
    """The coming day; when all are past, the first shoot day without an issued sheet, else the last."""
    return (
        days.filter(date__gte=today).first()
        or days.filter(issued=None, day_type=ShootDay.Type.SHOOT).first()
        or days.last()
    )


def _to_issue(days: QuerySet[Any], day: Any, today: date) -> list[Any]:
    """The next days without an issued sheet; due is what is shot today or tomorrow."""
    waiting = list(days.filter(issued=None, date__gte=day.date)[:3])
    for one in waiting:
        one.is_due = today <= one.date <= today + timedelta(days=1)
    return waiting


def _counts(film: Film) -> dict[str, int]:
    """How much there is of everything, in one query."""

    def number(model: Any) -> Subquery:
        rows = model.objects.filter(film=OuterRef("pk")).order_by().values("film")
        return Subquery(rows.annotate(n=Count("pk")).values("n"))

    row = (
        Film.objects.filter(pk=film.pk)
        .values(
            scenes_n=number(Scene),
            people_n=number(Person),
            locations_n=number(Location),
            days_n=number(ShootDay),
            sheets_n=number(IssuedCallSheet),
        )
        .get()
    )
    return {name.removesuffix("_n"): count or 0 for name, count in row.items()}
