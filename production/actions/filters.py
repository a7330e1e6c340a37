"""Keeping a list's search under a name. A person's own filters are written one after the other."""

from __future__ import annotations

from django.db import transaction

from production.models import Membership, SavedFilter

MOST = 50  # of one person on one list


class TooMany(Exception):
    """Whoever keeps more than this finds none of them again."""


@transaction.atomic
def keep(*, wanted: SavedFilter, by: Membership) -> SavedFilter:
    """Save a filter; a new one of a name that is there takes the place of the old."""
    Membership.objects.select_for_update().get(pk=by.pk)
    own = SavedFilter.objects.filter(film=wanted.film, owner=wanted.owner, page=wanted.page)
    if wanted.is_default:
        own.exclude(pk=wanted.pk).filter(is_default=True).update(is_default=False)
    if wanted.pk is None:
        same = own.filter(name__iexact=wanted.name).first()
        if same is None and own.count() >= MOST:
            raise TooMany
        wanted.pk = same.pk if same else None
        wanted._state.adding = same is None
        wanted.created_at = same.created_at if same else wanted.created_at
    wanted.save()
    return wanted
