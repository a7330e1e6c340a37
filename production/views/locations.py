"""Locations: where they are, what is allowed there, what is shot there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import dates, timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import BooleanFilter, FilterSet

from production import sun, zones
from production.access import Access, Permission, film_view
from production.forms.locations import LocationForm
from production.models import Film, Location, Scene, ShootDay, TravelTime
from production.views.facts import facts
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record
from production.views.shot_rows import table_of

SEARCHED = ("name", "address", "contact_name", "hospital_name", "notes")
PAGE = {
    "place": ["address", "entrance", "load_in", "base", "holding", "catering", "toilets"],
    "parking": ["crew_parking", "unit_parking"],
    "house": ["hours", "rules", "contact_name", "contact_phone"],
    "emergency": ["hospital_name", "hospital_address", "hospital_phone", "emergency_number"],
    "more": ["notes"],
}


class LocationFilter(FilterSet):
    q = SearchFilter(*SEARCHED, label=_("Search"))
    permit = BooleanFilter(field_name="permit_required", label=_("Permit required"))

    class Meta:
        model = Location
        fields: list[str] = []


COLUMNS = [
    Column("name", _("Name"), lambda place: place.name, sort="name"),
    Column("address", _("Address"), lambda place: place.address, sort="address"),
    Column("zone", _("Time zone"), lambda place: place.zone),
    Column("sets", _("Sets"), lambda place: place.set_count, sort="set_count", align="end"),
    Column("permits", _("Permits"), lambda place: place.permit_count, sort="permit_count", align="end"),
    Column("hospital", _("Hospital"), lambda place: place.hospital_name),
]


def _counted(film: Film) -> QuerySet[Location]:
    rows = Location.objects.filter(film=film).select_related("film")
    return rows.annotate(
        set_count=Count("sets", filter=Q(sets__binned_at=None), distinct=True),
        permit_count=Count("permits", filter=Q(permits__binned_at=None), distinct=True),
    ).order_by("name", "pk")


@film_view(Permission.SEE_LOCATIONS)
def location_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        _counted(film),
        filters=LocationFilter,
        columns=COLUMNS,
        template="production/location_list.html",
        name=str(_("locations")),
        context={"row_template": "production/_location_row.html", "has_bin": True},
    )


@film_view(Permission.SEE_LOCATIONS)
def location_detail(request: HttpRequest, film: Film, location: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    place = get_object_or_404(Location.objects.select_related("film"), film=film, pk=location)
    context: dict[str, Any] = {
        "location": place,
        "closed": [dates.WEEKDAYS[day] for day in place.closed_weekdays if day in dates.WEEKDAYS],
        "zone_is_found": not place.time_zone and place.latitude is not None,
        "sun": sun_today(place),
        "sets": place.sets.annotate(scene_count=Count("scenes", filter=Q(scenes__binned_at=None))).order_by(
            "name", "pk"
        ),
        "permits": place.permits.select_related("file"),
        "pictures": place.pictures.select_related("file"),
        "ways": ways_of(place),
        "scenes": Scene.objects.filter(film=film, set__location=place).select_related("set__location"),
        "days": days_at(film, place),
        "today": timezone.now().astimezone(ZoneInfo(place.zone)).date(),
        **table_of(place),
        **{name: facts(place, fields) for name, fields in PAGE.items()},
    }
    if access.may(Permission.SEE_RELEASES):
        context["releases"] = place.releases.all()
    return render(request, "production/location_detail.html", context)


def sun_today(place: Location) -> sun.SunTimes | None:
    if place.latitude is None or place.longitude is None:
        return None
    zone = place.zone if zones.is_zone(place.zone) else "UTC"
    today = datetime.now(ZoneInfo(zone)).date()
    return sun.sun_times(float(place.latitude), float(place.longitude), today, zone)


def ways_of(place: Location) -> list[tuple[TravelTime, Location]]:
    """Travel times with the other end: a way there is a way back."""
    rows = TravelTime.objects.filter(Q(origin=place) | Q(destination=place))
    rows = rows.filter(origin__binned_at=None, destination__binned_at=None)
    return [
        (way, way.destination if way.origin_id == place.pk else way.origin)
        for way in rows.select_related("origin", "destination")
    ]


def days_at(film: Film, place: Location) -> QuerySet[ShootDay]:
    """The days of which an item lies here: its own place, else its set's, else its scene's set's."""
    here = (
        Q(running_items__location=place)
        | Q(running_items__location=None, running_items__set__location=place)
        | Q(
            running_items__location=None,
            running_items__set=None,
            running_items__scene__set__location=place,
        )
    )
    return ShootDay.objects.filter(here, film=film, running_items__binned_at=None).distinct()


@film_view(Permission.EDIT_LOCATIONS)
def location_new(request: HttpRequest, film: Film) -> HttpResponse:
    return _edit(request, film, Location(film=film))


@film_view(Permission.EDIT_LOCATIONS)
def location_edit(request: HttpRequest, film: Film, location: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Location.objects, film=film, pk=location))


def _edit(request: HttpRequest, film: Film, location: Location) -> HttpResponse:
    return edit_record(
        request,
        film,
        LocationForm,
        location,
        template="production/location_edit.html",
        done=lambda saved: reverse("location-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_LOCATIONS)
@require_POST
def location_bin(request: HttpRequest, film: Film, location: int) -> HttpResponse:
    place = get_object_or_404(Location.objects, film=film, pk=location)
    return bin_record(
        request,
        place,
        undo=reverse("location-restore", args=[film.slug, place.pk]),
        back=reverse("location-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_LOCATIONS)
@require_POST
def location_restore(request: HttpRequest, film: Film, location: int) -> HttpResponse:
    place = get_object_or_404(Location.everything, film=film, pk=location)
    return restore_record(request, place, back=reverse("location-list", args=[film.slug]))
