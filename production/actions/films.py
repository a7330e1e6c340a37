"""A new film with its first producer."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from production.models import Film, Membership, User

RESERVED = {"new", "import"}


@transaction.atomic
def create(*, film: Film, by: User) -> Film:
    """Save a new film; who creates it is its producer. Without an address it gets one by its title."""
    if not film.slug:
        film.slug = free_slug(film.title)
    film.save()
    Membership.objects.create(film=film, user=by, role=Membership.Role.PRODUCER)
    return film


def free_slug(title: str) -> str:
    """An address that no film has: ``the-house``, ``the-house-2`` …"""
    stem = slugify(title)[:50].strip("-") or "film"
    taken = RESERVED | set(Film.everything.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
