"""Releases, as far as a call sheet asks: who and what may be shown, and how far that has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import labels
from production.models.fields import LineField, ParagraphsField
from production.models.files import StoredFile
from production.models.films import Film
from production.models.locations import Location
from production.models.people import Person
from production.models.records import Record


class Release(Record):
    class Kind(models.TextChoices):
        APPEARANCE = "appearance", _("Appearance")
        ESTATE = "estate", _("Estate of a deceased contributor")
        LOCATION = "location", _("Location")

    class State(models.TextChoices):
        NEEDED = "needed", _("Needed")
        SENT = "sent", _("Sent")
        SPOKEN = "spoken", _("Spoken on camera")
        SIGNED = "signed", _("Signed")
        FILED = "filed", _("Filed")
        RESTRICTED = "restricted", _("Signed with restrictions")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")
        NOT_REQUIRED = "not_required", _("Not required")
        SUPERSEDED = "superseded", _("Superseded")

    GIVEN = (State.SIGNED, State.FILED, State.RESTRICTED)

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="releases")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name=_("person"),
    )
    location = models.ForeignKey(
        Location,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name=_("location"),
    )
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.NEEDED)
    limits = LineField(
        _("limits"), max_length=500, blank=True, help_text=_("As agreed: “no promo”, “not before …”.")
    )
    reason = LineField(_("reason"), max_length=500, blank=True, help_text=_("Why no release is required."))
    signer = LineField(_("signed by"), max_length=120, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    authority_on_file = models.BooleanField(_("authority over the estate is on file"), default=False)
    language = models.CharField(_("language of the form"), max_length=8, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    notes = ParagraphsField(_("notes"))

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["kind", "person__name", "location__name", "pk"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="location", location__isnull=False, person=None)
                | Q(kind__in=["appearance", "estate"], person__isnull=False, location=None),
                name="production_release_of_one",
                violation_error_message=_("A release is of a person or of a location, as its kind says."),
            ),
            models.CheckConstraint(
                condition=~Q(state="not_required") | ~Q(reason=""),
                name="production_release_reason",
                violation_error_message=_("Say why no release is required."),
            ),
            models.CheckConstraint(
                condition=~Q(state="restricted") | ~Q(limits=""),
                name="production_release_limits",
                violation_error_message=_("Write down the restrictions."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "filed", "restricted"])
                | Q(signed_on__isnull=False)
                | Q(kind="estate"),
                name="production_release_signed_on",
                violation_error_message=_("Give the date on which it was signed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person or self.location}"

    @property
    def heirs_signed(self) -> str:
        """“2/3”: how many heirs have signed; "" where there are none."""
        heirs = self.heirs.all()
        return f"{sum(heir.signed_on is not None for heir in heirs)}/{len(heirs)}" if heirs else ""

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if self.kind == self.Kind.LOCATION and not self.location_id:
            errors["location"] = _("Choose the location.")
        if self.kind in (self.Kind.APPEARANCE, self.Kind.ESTATE) and not self.person_id:
            errors["person"] = _("Choose the person.")
        if self.state == self.State.NOT_REQUIRED and not self.reason:
            errors["reason"] = _("Say why no release is required.")
        if self.state == self.State.RESTRICTED and not self.limits:
            errors["limits"] = _("Write down the restrictions.")
        if self.state in self.GIVEN and not self.signed_on and self.kind != self.Kind.ESTATE:
            errors["signed_on"] = _("Give the date on which it was signed.")
        if self.signed_on and self.expires_on and self.expires_on < self.signed_on:
            errors["expires_on"] = _("It would expire before it was signed.")
        if errors:
            raise ValidationError(errors)
        self.person = self.person if self.kind != self.Kind.LOCATION else None
        self.location = self.location if self.kind == self.Kind.LOCATION else None


class Heir(models.Model):
    """One of n heirs; an estate release is complete when all n have signed."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="heirs")
    name = LineField(_("name"), max_length=120)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody's release stands: a code of labels.RELEASE_STANDINGS and its detail."""

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
    every heir's signature.
    """
    latest = sorted((r for r in releases if r.state != Release.State.SUPERSEDED), key=lambda r: r.pk)
    own = [r for r in latest if r.kind == Release.Kind.APPEARANCE]
    for release in reversed(own):
        if release.state in (Release.State.REFUSED, Release.State.WITHDRAWN):
            return Standing(release.state)
        if release.state == Release.State.EXPIRED or _lapsed(release, on):
            return Standing("expired")
        if release.state == Release.State.NOT_REQUIRED:
            return Standing("not_required", release.reason)
        if release.state in Release.GIVEN and _in_life(person, release):
            return Standing("restricted", release.limits) if release.limits else Standing("signed")
    if person.died is None:
        return Standing("needed")
    estates = [r for r in latest if r.kind == Release.Kind.ESTATE]
    return _estate(estates[-1], on) if estates else Standing("estate", "0/0")


def _estate(release: Release, on: date) -> Standing:
    if release.state in (Release.State.REFUSED, Release.State.WITHDRAWN):
        return Standing(release.state)
    if release.state == Release.State.EXPIRED or _lapsed(release, on):
        return Standing("expired")
    heirs = list(release.heirs.all())
    signed = sum(heir.signed_on is not None for heir in heirs)
    if heirs and signed == len(heirs) and release.authority_on_file:
        return Standing("restricted", release.limits) if release.limits else Standing("signed")
    return Standing("estate", f"{signed}/{len(heirs)}")


def _in_life(person: Person, release: Release) -> bool:
    return person.died is None or (release.signed_on is not None and release.signed_on <= person.died)


def _lapsed(release: Release, on: date) -> bool:
    return release.expires_on is not None and release.expires_on < on
