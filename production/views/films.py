"""Films: which are mine, a new one, what waits in this one, its settings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from production.access import Access, Permission, film_view
from production.actions import films
from production.forms.films import FilmNewForm, FilmSettingsForm
from production.models import (
    Film,
    IssuedCallSheet,
    Location,
    Membership,
    Person,
    Release,
    Scene,
    ShootDay,
)
from production.once import once
from production.running_order import day_numbers, plan
from production.views.records import edit_record

OPEN_RELEASES = (Release.State.NEEDED, Release.State.SENT, Release.State.SPOKEN)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who has one film goes straight into it."""
    slugs = list(Film.objects.of(request.user).values_list("slug", flat=True)[:2])
    return redirect("film-overview", film=slugs[0]) if len(slugs) == 1 else redirect("film-list")


@login_required
def film_list(request: HttpRequest) -> HttpResponse:
    """Everybody's first page; with ?switch= the names alone, for the menu of a film's page."""
    mine = (
        Membership.objects.filter(user=request.user, film__binned_at=None)
        .select_related("film")
        .order_by("film__title")
    )
    if request.headers.get("HX-Request") and "switch" in request.GET:
        return render(
            request, "production/_film_switch.html", {"memberships": mine, "here": request.GET["switch"]}
        )
    return render(request, "production/film_list.html", {"memberships": mine})


@login_required
def film_new(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return once(request, lambda: _film_new(request))
    return _film_new(request)


def _film_new(request: HttpRequest) -> HttpResponse:
    film = Film()
    user: Any = request.user
    form = FilmNewForm(request.POST or None, instance=film, film=film, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                films.create(film=form.instance, by=user)
        except IntegrityError:  # somebody took the address in this moment
            form.add_error("slug", _("Another film has this address."))
        else:
            messages.success(request, _("%(film)s is there. You are its producer.") % {"film": film})
            return redirect("film-overview", film=film.slug)
    return render(request, "production/film_new.html", {"form": form})


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
    return render(request, "production/film_overview.html", context)


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


@film_view(Permission.EDIT_FILM)
def film_settings(request: HttpRequest, film: Film) -> HttpResponse:
    return edit_record(
        request,
        film,
        FilmSettingsForm,
        film,
        template="production/film_settings.html",
        done=lambda saved: reverse("film-settings", kwargs={"film": saved.slug}),
    )
