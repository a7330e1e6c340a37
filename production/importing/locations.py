"""Locations out of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production.formats import coordinates
from production.importing.fields import (
    Meaning,
    column,
)
from production.importing.kind import Keys, Kind
from production.importing.names import key
from production.models import Film, Import, Location

K = Import.Kind


def _degrees(most: int) -> Callable[[str, Meaning], Any]:
    def read(text: str, meaning: Meaning) -> Any:
        try:
            return coordinates.parse(text, most)
        except coordinates.NoCoordinate as error:
            words = _("Write degrees between -%(most)s and %(most)s, like 19.3449 or 19°20'42\"N.")
            raise ValidationError(words % {"most": most}) from error

    return read


def _locations(film: Film) -> Iterator[tuple[int, Keys]]:
    for pk, name in Location.objects.filter(film=film).values_list("pk", "name"):
        yield pk, [f"name {key(name)}"]


LOCATIONS = Kind(
    K.LOCATIONS,
    Location,
    (
        column(Location, "name", "location", "place", "locación", "lugar", "nombre"),
        column(Location, "address", "street", "domicilio", "dirección"),
        column(Location, "latitude", "lat", read=_degrees(90)),
        column(Location, "longitude", "lon", "long", "lng", read=_degrees(180)),
        column(Location, "time_zone", "zone", "zona", show=lambda place: place.zone),
        column(Location, "entrance", "entrada", "access"),
        column(Location, "crew_parking", "parking", "estacionamiento"),
        column(Location, "unit_parking", "truck parking"),
        column(Location, "base", "unit base", "base camp", "campamento base"),
        column(Location, "holding"),
        column(Location, "catering"),
        column(Location, "toilets", "restrooms", "baños", "sanitarios"),
        column(Location, "load_in"),
        column(Location, "opens", "opening time", "abre"),
        column(Location, "closes", "closing time", "cierra"),
        column(Location, "hours", "opening hours", "horario"),
        column(Location, "rules", "reglas"),
        column(Location, "contact_name", "contact", "contacto"),
        column(Location, "contact_phone", "phone", "teléfono", "contact phone"),
        column(Location, "hospital_name", "hospital", "nearest hospital"),
        column(Location, "hospital_address", "hospital address", "dirección del hospital"),
        column(Location, "hospital_phone", "hospital phone", "teléfono del hospital"),
        column(Location, "emergency_number", "emergency", "emergencias"),
        column(Location, "permit_required", "permit", "permiso"),
        column(Location, "notes", "note", "comments", "observaciones", "comentarios"),
    ),
    keys=lambda place, names: [f"name {key(place.name)}"] if place.name else [],
    index=_locations,
    read=lambda rows: rows.select_related("film"),
)
