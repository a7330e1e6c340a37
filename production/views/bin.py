"""The bin of a film: what was deleted, by whom, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from production.access import Access, Permission, film_view
from production.models import (
    ArchiveClip,
    Copy,
    Film,
    Location,
    LocationPicture,
    Permit,
    Person,
    Record,
    Release,
    Scene,
    Set,
    Source,
    Theme,
    TravelTime,
)

MOST = 200  # of each kind, the latest


@dataclass(frozen=True)
class Kind:
    """Records of one kind: who may bring them back, and through what they belong to the film."""

    model: type[Record]
    noun: str
    permission: Permission
    owner: str = "film"


KINDS = [
    Kind(Scene, "scene", Permission.EDIT_SCENES),
    Kind(Theme, "theme", Permission.EDIT_SCENES),
    Kind(Person, "person", Permission.EDIT_PEOPLE),
    Kind(Location, "location", Permission.EDIT_LOCATIONS),
    Kind(Set, "set", Permission.EDIT_LOCATIONS, "location"),
    Kind(Permit, "permit", Permission.EDIT_LOCATIONS, "location"),
    Kind(LocationPicture, "picture", Permission.EDIT_LOCATIONS, "location"),
    Kind(TravelTime, "travel", Permission.EDIT_LOCATIONS, "origin"),
    Kind(Release, "release", Permission.EDIT_RELEASES),
    Kind(ArchiveClip, "clip", Permission.EDIT_ARCHIVE),
    Kind(Copy, "copy", Permission.EDIT_ARCHIVE, "clip"),
    Kind(Source, "source", Permission.EDIT_ARCHIVE),
]


@film_view(Permission.EDIT_SCENES)
def bin_list(request: HttpRequest, film: Film) -> HttpResponse:
    """Of each kind what this member may edit, the latest first."""
    access: Access = request.access  # type: ignore[attr-defined]
    deleted = [entry for kind in KINDS if access.may(kind.permission) for entry in _deleted(film, kind)]
    deleted.sort(key=lambda entry: entry["record"].binned_at, reverse=True)
    return render(request, "production/bin_list.html", {"deleted": deleted})


def _deleted(film: Film, kind: Kind) -> list[dict[str, Any]]:
    rows: Any = kind.model.everything.binned().select_related("binned_by", kind.owner)
    if kind.owner == "film":
        rows = rows.filter(film=film)
    else:  # what lies in a deleted place comes back with the place
        rows = rows.filter(**{f"{kind.owner}__film": film, f"{kind.owner}__binned_at": None})
    if kind.model is Release:
        rows = rows.select_related("person", "location")
    if kind.model is TravelTime:
        rows = rows.select_related("destination")
    if kind.model is LocationPicture:
        rows = rows.select_related("file")
    return [
        {
            "record": record,
            "kind": kind.model._meta.verbose_name,
            "restore": _address(film, kind, record),
        }
        for record in rows.order_by("-binned_at")[:MOST]
    ]


def _address(film: Film, kind: Kind, record: Record) -> str:
    owner = [] if kind.owner == "film" else [getattr(record, f"{kind.owner}_id")]
    return reverse(f"{kind.noun}-restore", args=[film.slug, *owner, record.pk])
