"""Gather what a release form is filled with."""

from __future__ import annotations

from collections.abc import Collection

from production.actions.releases import consequences
from production.actions.reports import head
from production.models import Film, Release
from production.pdf.release_form_content import ReleaseForm

MOST_DATES = 12


def blank_form(film: Film, kind: str) -> ReleaseForm:
    """With the film's own data, and nobody's."""
    return ReleaseForm(
        head=head(film),
        kind=kind,
        directors=film.directors,
        office=film.production_office,
        phone=film.production_office_phone,
    )


def release_form(release: Release, *, hidden: Collection[str] = ()) -> ReleaseForm:
    """The form that this release waits for; what this reader must not be sent is left to write."""
    film, person, place = release.film, release.person, release.location
    days = consequences(release).days
    return ReleaseForm(
        head=head(film),
        kind=release.kind,
        directors=film.directors,
        office=film.production_office,
        phone=film.production_office_phone,
        person=person.name if person else "",
        died=person.died if person and "died" not in hidden else None,
        place=place.name if place else "",
        address=place.address if place else "",
        material=release.material,
        owner=release.owned_by,
        copyright_holder=release.copyright_holder,
        signer=release.signer,
        on_behalf_of=release.on_behalf_of,
        heirs=tuple(heir.name for heir in release.heirs.all()),
        dates=tuple(sorted({day.date for day in days}))[:MOST_DATES],
        limits=release.limits,
        fee=release.fee_amount,
        currency=release.fee_currency,
        posted_where=release.posted_where,
    )
