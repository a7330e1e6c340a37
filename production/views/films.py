"""Films: which are mine, a new one, the settings of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from production.access import Permission, film_view
from production.actions import films
from production.forms.films import FilmNewForm, FilmSettingsForm
from production.models import (
    Film,
    Membership,
)
from production.once import once
from production.views.records import edit_record


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
