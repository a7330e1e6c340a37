"""Where releases stand on a date: computed from what is on record, never stored.

Not legal advice: the rules are the trade's, and every page that shows them says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from production import labels
from production.models.people import Person
from production.models.releases import Release

MAJORITY = 18  # years, in Mexico as in Argentina


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a release stands: a code of labels.RELEASE_STANDINGS and its detail."""

    code: str
    detail: str = ""

    @property
    def words(self) -> Any:
        return labels.RELEASE_STANDINGS[self.code]

    @property
    def is_clear(self) -> bool:
        return self.code in ("signed", "restricted", "not_required")


def standing(person: Person, releases: Iterable[Release], on: date) -> Standing:
    """The standing of a person's release on a date; `releases` with heirs prefetched.

    Signed in life stays valid; who died before signing needs the estate: authority on file and
    every heir's signature. For who was under age when it was signed, a guardian must have signed.
    """
    latest = sorted((r for r in releases if r.state != Release.State.SUPERSEDED), key=lambda r: r.pk)
    own = [r for r in latest if r.kind in (Release.Kind.APPEARANCE, Release.Kind.MINOR)]
    waits = Standing("needed")
    for release in reversed(own):
        if (found := _ended(release, on)) is not None:
            return found
        if release.state in Release.GIVEN and _in_life(person, release):
            if not needs_guardian(person, release):
                return _given(release)
            waits = Standing("guardian")
    if person.died is None:
        return waits
    estates = [r for r in latest if r.kind == Release.Kind.ESTATE]
    return standing_of(estates[-1], on) if estates else Standing("estate", "0/0")


def standing_of(release: Release, on: date) -> Standing:
    """The standing of one release by itself: of a place, of materials, of an estate, a notice, a permit."""
    if release.state == Release.State.SUPERSEDED:
        return Standing("superseded")
    if (found := _ended(release, on)) is not None:
        return found
    if release.kind == Release.Kind.ESTATE:
        return _estate(release)
    if release.state not in Release.GIVEN or (release.valid_since and on < release.valid_since):
        return Standing("needed")
    if release.person and needs_guardian(release.person, release):
        return Standing("guardian")
    return _given(release)


def is_in_force(release: Release, on: date) -> bool:
    return standing_of(release, on).is_clear


def needs_guardian(person: Person, release: Release) -> bool:
    """An appearance signed by somebody who was a child that day counts for nothing by itself."""
    if release.kind != Release.Kind.APPEARANCE or person.born is None or release.signed_on is None:
        return False
    born, signed = person.born, release.signed_on
    age = signed.year - born.year - ((signed.month, signed.day) < (born.month, born.day))
    return age < MAJORITY


def _ended(release: Release, on: date) -> Standing | None:
    """What settles the matter before anybody asks for signatures."""
    if release.state in (Release.State.REFUSED, Release.State.WITHDRAWN):
        return Standing(release.state)
    if release.state == Release.State.EXPIRED or _lapsed(release, on):
        return Standing("expired")
    if release.state == Release.State.NOT_REQUIRED:
        return Standing("not_required", release.reason)
    return None


def _given(release: Release) -> Standing:
    return Standing("restricted", release.limits) if release.limits else Standing("signed")


def _estate(release: Release) -> Standing:
    heirs = list(release.heirs.all())
    signed = sum(heir.signed_on is not None for heir in heirs)
    if heirs and signed == len(heirs) and release.authority_on_file:
        return _given(release)
    return Standing("estate", f"{signed}/{len(heirs)}")


def _in_life(person: Person, release: Release) -> bool:
    return person.died is None or (release.signed_on is not None and release.signed_on <= person.died)


def _lapsed(release: Release, on: date) -> bool:
    return release.valid_until is not None and release.valid_until < on
