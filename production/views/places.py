"""What belongs to a location: its sets, permits, pictures and the ways to others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.forms.locations import PermitForm, PictureForm, PicturesForm, SetForm, TravelForm
from production.forms.records import RecordForm
from production.models import Film, Location, LocationPicture, Permit, Record, Set, TravelTime
from production.views.records import bin_record, edit_record, restore_record

EDIT = Permission.EDIT_LOCATIONS


def _location(request: HttpRequest, film: Film, pk: int) -> Location:
    """The location; locked for a change, so that of two overlapping permits sent at once one is refused."""
    rows = Location.objects.filter(film=film)
    if request.method == "POST":
        rows = rows.select_for_update()
    return get_object_or_404(rows, pk=pk)


def _home(film: Film, location: Location | int) -> str:
    return reverse("location-detail", args=[film.slug, getattr(location, "pk", location)])


def _edit(
    request: HttpRequest, film: Film, form: type[RecordForm], record: Record, location: Location, noun: str
) -> HttpResponse:
    return edit_record(
        request,
        film,
        form,
        record,
        template=f"production/{noun}_edit.html",
        done=lambda saved: _home(film, location),
        context={"location": location},
    )


def _bin(request: HttpRequest, film: Film, record: Record, location: Location, noun: str) -> HttpResponse:
    undo = reverse(f"{noun}-restore", args=[film.slug, location.pk, record.pk])
    return bin_record(request, record, undo=undo, back=_home(film, location))


def _of(model: Any, location: Location, pk: int, **owner: Any) -> Any:
    rows: models.QuerySet[Any] = model.objects.filter(**(owner or {"location": location}))
    return get_object_or_404(rows, pk=pk)


def _restore(
    request: HttpRequest, film: Film, model: Any, location: int, pk: int, owner: str
) -> HttpResponse:
    place = _location(request, film, location)
    record = get_object_or_404(model.everything.filter(**{owner: place}), pk=pk)
    return restore_record(request, record, back=_home(film, place))


@film_view(EDIT)
def set_new(request: HttpRequest, film: Film, location: int) -> HttpResponse:
    place = _location(request, film, location)
    return _edit(request, film, SetForm, Set(location=place), place, "set")


@film_view(EDIT)
def set_edit(request: HttpRequest, film: Film, location: int, set: int) -> HttpResponse:
    place = _location(request, film, location)
    return _edit(request, film, SetForm, _of(Set, place, set), place, "set")


@film_view(EDIT)
@require_POST
def set_bin(request: HttpRequest, film: Film, location: int, set: int) -> HttpResponse:
    place = _location(request, film, location)
    return _bin(request, film, _of(Set, place, set), place, "set")


@film_view(EDIT)
@require_POST
def set_restore(request: HttpRequest, film: Film, location: int, set: int) -> HttpResponse:
    return _restore(request, film, Set, location, set, "location")


@film_view(EDIT)
def permit_new(request: HttpRequest, film: Film, location: int) -> HttpResponse:
    place = _location(request, film, location)
    return _edit(request, film, PermitForm, Permit(location=place), place, "permit")


@film_view(EDIT)
def permit_edit(request: HttpRequest, film: Film, location: int, permit: int) -> HttpResponse:
    place = _location(request, film, location)
    return _edit(request, film, PermitForm, _of(Permit, place, permit), place, "permit")


@film_view(EDIT)
@require_POST
def permit_bin(request: HttpRequest, film: Film, location: int, permit: int) -> HttpResponse:
    place = _location(request, film, location)
    return _bin(request, film, _of(Permit, place, permit), place, "permit")


@film_view(EDIT)
@require_POST
def permit_restore(request: HttpRequest, film: Film, location: int, permit: int) -> HttpResponse:
    return _restore(request, film, Permit, location, permit, "location")


@film_view(EDIT)
def travel_new(request: HttpRequest, film: Film, location: int) -> HttpResponse:
    place = _location(request, film, location)
    return _edit(request, film, TravelForm, TravelTime(origin=place), place, "travel")


@film_view(EDIT)
def travel_edit(request: HttpRequest, film: Film, location: int, travel: int) -> HttpResponse:
    place = _location(request, film, location)
    return _edit(request, film, TravelForm, _of(TravelTime, place, travel, origin=place), place, "travel")


@film_view(EDIT)
@require_POST
def travel_bin(request: HttpRequest, film: Film, location: int, travel: int) -> HttpResponse:
    place = _location(request, film, location)
    return _bin(request, film, _of(TravelTime, place, travel, origin=place), place, "travel")


@film_view(EDIT)
@require_POST
def travel_restore(request: HttpRequest, film: Film, location: int, travel: int) -> HttpResponse:
    return _restore(request, film, TravelTime, location, travel, "origin")


@film_view(EDIT)
def picture_new(request: HttpRequest, film: Film, location: int) -> HttpResponse:
    place = _location(request, film, location)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PicturesForm(*data)
    if request.method == "POST" and form.is_valid():
        kept = form.save(location=place, film=film, by=request.user)  # type: ignore[arg-type]
        words = ngettext("%(count)s picture was added.", "%(count)s pictures were added.", len(kept))
        messages.success(request, words % {"count": len(kept)})
        return redirect(_home(film, place))
    return render(request, "production/picture_new.html", {"form": form, "location": place})


@film_view(EDIT)
def picture_edit(request: HttpRequest, film: Film, location: int, picture: int) -> HttpResponse:
    place = _location(request, film, location)
    return _edit(request, film, PictureForm, _of(LocationPicture, place, picture), place, "picture")


@film_view(EDIT)
@require_POST
def picture_bin(request: HttpRequest, film: Film, location: int, picture: int) -> HttpResponse:
    place = _location(request, film, location)
    return _bin(request, film, _of(LocationPicture, place, picture), place, "picture")


@film_view(EDIT)
@require_POST
def picture_restore(request: HttpRequest, film: Film, location: int, picture: int) -> HttpResponse:
    return _restore(request, film, LocationPicture, location, picture, "location")
