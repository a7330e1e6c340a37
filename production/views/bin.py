"""The bin of a film: what was deleted, by whom, and the way back."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from production.access import Access, Permission, film_view
from production.actions.emptying import DAYS
from production.kinds import KINDS, Kind, named_by
from production.models import Film, RunningItem, Shot

MOST = 200  # of each kind, the latest


@film_view(Permission.EDIT_SCENES)
def bin_list(request: HttpRequest, film: Film) -> HttpResponse:
    """Of each kind what this member may edit, the latest first."""
    access: Access = request.access  # type: ignore[attr-defined]
    kinds = [kind for kind in KINDS if kind.is_binned and access.may(kind.permission)]
    deleted = [entry for kind in kinds for entry in _deleted(film, kind)]
    deleted.sort(key=lambda entry: entry["record"].binned_at, reverse=True)
    return render(request, "production/bin_list.html", {"deleted": deleted, "most_days": DAYS})


def _deleted(film: Film, kind: Kind) -> list[dict[str, Any]]:
    rows: Any = kind.model.everything.binned().filter(**{kind.film_path: film})
    if kind.owner != "film":  # what lies in a deleted place comes back with the place
        rows = rows.filter(**{f"{kind.owner}__binned_at": None})
    if kind.model is Shot:  # of a scene in the bin: comes back with the scene
        rows = rows.filter(Shot.STANDING)
    if kind.model is RunningItem:
        rows = rows.filter(Q(day=None) | Q(day__binned_at=None))
    now = timezone.now()
    return [
        {
            "days": max(0, DAYS - (now - record.binned_at).days) if kind.is_purged else None,
            "record": record,
            "kind": kind.model._meta.verbose_name,
            "history": reverse("record-history", args=[film.slug, kind.noun, record.pk]),
            "restore": kind.path(film, "restore", record),
        }
        for record in rows.select_related(*named_by(kind.model)).order_by("-binned_at")[:MOST]
    ]
