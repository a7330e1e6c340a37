"""The overview of a film: what comes next, what waits for this member, how far each scene has come."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from interviews.models import Interview
from production.access import Access, Permission, film_view
from production.models import (
    ArchiveClip,
    Film,
    IssuedCallSheet,
    Location,
    Person,
    Release,
    Scene,
    ShootDay,
    Shot,
)
from production.running_order import day_numbers, plan, plans
from script.actions.running import times
from script.models import Script
from script.progress import progress
from script.waiting import ASKS, waits

AHEAD = 40  # days in which one's own next call is looked for


@film_view(Permission.SEE_FILM)
def film_overview(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    today = timezone.now().astimezone(ZoneInfo(film.time_zone)).date()
    role = access.membership.role
    context: dict[str, Any] = {
        "today": today,
        "counts": _counts(film),
        "waits": waits(film, role, today),
        "has_waits": role in ASKS,
        **_next_day(access, film, today),
    }
    if access.may(Permission.SEE_SCENES):
        context["progress"] = progress(film)
    if access.may(Permission.SEE_SCRIPT):
        context["written"] = _written(film, with_releases=access.may(Permission.SEE_RELEASES))
    return render(request, "script/overview.html", context)


# -- the script --------------------------------------------------------------------------------


def _written(film: Film, *, with_releases: bool) -> dict[str, Any] | None:
    """The working script: how long it runs against its target, and its last draft."""
    script = Script.objects.filter(film=film, is_working=True).first()
    if script is None:
        return None
    runs = times(script, with_releases=with_releases).running_time
    return {
        "script": script,
        "runs": runs,
        "share": min(100, round(100 * runs.total / script.target_seconds)) if script.target_seconds else None,
        "draft": script.drafts.order_by("-number").defer("content").first(),
    }


# -- days --------------------------------------------------------------------------------------


def _next_day(access: Access, film: Film, today: date) -> dict[str, Any]:
    """The day at hand, and the next on which this member is wanted, where that is another."""
    days = _with_sheets(film.shoot_days.exclude(day_type=ShootDay.Type.OFF)).with_running_order()
    day = _day_at_hand(days, today)
    if day is None:
        return {}
    planned, person = plan(day), access.person
    number, of = day_numbers(film).get(day.pk, (None, None))
    context = {"day": day, "plan": planned, "number": number, "of": of, "is_past": day.date < today}
    if person is None:
        return context
    context["mine"] = planned.calls.get(person.pk)
    if context["mine"] is None:
        ahead = plans(days.filter(date__gte=today)[:AHEAD])
        context["own_next"] = next(
            ((one.day, one.calls[person.pk]) for one in ahead if person.pk in one.calls), None
        )
    return context


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


# -- how much there is -------------------------------------------------------------------------

COUNTED = {
    "scenes": Scene,
    "shots": Shot,
    "people": Person,
    "scripts": Script,
    "interviews": Interview,
    "locations": Location,
    "clips": ArchiveClip,
    "days": ShootDay,
    "sheets": IssuedCallSheet,
    "releases": Release,
}


def _counts(film: Film) -> dict[str, int]:
    """How much there is of everything, in one query."""

    def number(model: Any) -> Subquery:
        rows = model.objects.filter(film=OuterRef("pk")).order_by().values("film")
        return Subquery(rows.annotate(n=Count("pk")).values("n"))

    asked = {f"{name}_n": number(model) for name, model in COUNTED.items()}
    row = Film.objects.filter(pk=film.pk).values(**asked).get()
    return {name: row[f"{name}_n"] or 0 for name in COUNTED}
