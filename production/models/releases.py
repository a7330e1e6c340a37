"""Releases: who and what may be shown, on whose word, and how far that has come."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production.models import release_steps
from production.models.archive import ArchiveClip
from production.models.fields import LineField, ParagraphsField
from production.models.files import StoredFile
from production.models.films import Film
from production.models.locations import Location, Permit
from production.models.people import Person
from production.models.records import Lines, Record


class Release(Record):
    class Kind(models.TextChoices):
        APPEARANCE = "appearance", _("Appearance")
        MINOR = "minor", _("Minor (the guardian signs)")
        ESTATE = "estate", _("Estate of a deceased contributor")
        LOCATION = "location", _("Location")
        MATERIALS = "materials", _("Materials (photographs, letters)")
        CROWD = "crowd", _("Crowd notice")
        HERITAGE = "heritage", _("Heritage permit")

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

    class Decision(models.TextChoices):
        """What the production made of a withdrawal."""

        PENDING = "pending", _("Not decided yet")
        FOLLOWED = "followed", _("Followed: they leave the film")
        CONTESTED = "contested", _("Contested: counsel looks at it")

    GIVEN = (State.SIGNED, State.FILED, State.RESTRICTED)
    OPEN = (State.NEEDED, State.SENT, State.SPOKEN)
    OF_PERSON = (Kind.APPEARANCE, Kind.MINOR, Kind.ESTATE)
    OF_PLACE = (Kind.LOCATION, Kind.CROWD, Kind.HERITAGE)
    # signed by several, posted or granted: no one day on which it was signed
    WITHOUT_SIGNING_DAY = (Kind.ESTATE, Kind.CROWD, Kind.HERITAGE)

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
    material = LineField(_("what material"), max_length=300, blank=True)
    owner = LineField(_("owner of the material"), max_length=120, blank=True)
    copyright_holder = LineField(_("copyright holder"), max_length=120, blank=True)
    clips = models.ManyToManyField(
        ArchiveClip, blank=True, related_name="releases", verbose_name=_("clips in the archive")
    )
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    posted_where = LineField(_("where it is posted"), max_length=300, blank=True)
    permit = models.ForeignKey(
        Permit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name=_("permit on record"),
    )
    authority = LineField(_("authority"), max_length=120, blank=True)
    authority_number = LineField(_("number of the permit"), max_length=80, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.NEEDED)
    limits = LineField(
        _("limits"), max_length=500, blank=True, help_text=_("As agreed: “no promo”, “not before …”.")
    )
    reason = LineField(_("reason"), max_length=500, blank=True, help_text=_("Why no release is required."))
    signer = LineField(_("signed by"), max_length=120, blank=True)
    on_behalf_of = LineField(_("on whose behalf"), max_length=120, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_ground = LineField(_("ground of the withdrawal"), max_length=500, blank=True)
    withdrawal_decision = models.CharField(
        _("decision about the withdrawal"), max_length=12, choices=Decision, blank=True
    )
    authority_on_file = models.BooleanField(_("authority over the estate is on file"), default=False)
    fee_amount = models.DecimalField(
        _("fee paid"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    fee_currency = models.CharField(_("currency"), max_length=3, blank=True)
    fee_paid_on = models.DateField(_("paid on"), null=True, blank=True)
    language = models.CharField(_("language of the form"), max_length=8, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    notes = ParagraphsField(_("notes"))

    history = HistoricalRecords(m2m_fields=[clips], bases=[Lines])

    class Meta(Record.Meta):
        ordering = ["kind", "person__name", "location__name", "pk"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["location", "crowd", "heritage"], location__isnull=False, person=None)
                | Q(kind__in=["appearance", "minor", "estate"], person__isnull=False, location=None)
                | Q(kind="materials", location=None),
                name="production_release_of_one",
                violation_error_message=_("A release is of a person or of a location, as its kind says."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="materials") | ~Q(material="") & (~Q(owner="") | Q(person__isnull=False)),
                name="production_release_material",
                violation_error_message=_("Say what material it is, and whose."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="heritage")
                | Q(permit__isnull=False)
                | ~Q(authority="") & ~Q(authority_number=""),
                name="production_release_authority",
                violation_error_message=_("Choose the permit, or give its authority and number."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="crowd", state__in=["signed", "filed", "restricted"])
                | Q(posted_on__isnull=False) & ~Q(posted_where=""),
                name="production_release_posted",
                violation_error_message=_("Say where the notice was posted, and when."),
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
                | Q(kind__in=["estate", "crowd", "heritage"]),
                name="production_release_signed_on",
                violation_error_message=_("Give the date on which it was signed."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="minor", state__in=["signed", "filed", "restricted"]) | ~Q(signer=""),
                name="production_release_guardian",
                violation_error_message=_("Name the guardian who signed."),
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawal_ground="") & ~Q(withdrawal_decision=""),
                name="production_release_withdrawn",
                violation_error_message=_("Say when it was withdrawn, on what ground, and what was decided."),
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | Q(state="superseded") & ~Q(superseded_by=F("pk")),
                name="production_release_superseded",
                violation_error_message=_("Only a superseded release names the one that took its place."),
            ),
            models.CheckConstraint(
                condition=Q(fee_amount=None, fee_currency="", fee_paid_on=None)
                | Q(fee_amount__isnull=False, fee_amount__gte=0) & ~Q(fee_currency=""),
                name="production_release_fee",
                violation_error_message=_("A fee is an amount with its currency."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.of}"

    @property
    def of(self) -> Any:
        """Of whom or of what, in a few words."""
        if self.kind == self.Kind.MATERIALS:
            return self.material
        return self.person or self.location

    @property
    def owned_by(self) -> str:
        """Who owns the material: as written, else the person of the register."""
        return self.owner or str(self.person or "")

    @property
    def heirs_signed(self) -> str:
        """“2/3”: how many heirs have signed; "" where there are none."""
        heirs = self.heirs.all()
        return f"{sum(heir.signed_on is not None for heir in heirs)}/{len(heirs)}" if heirs else ""

    @property
    def valid_until(self) -> date | None:
        """The last day on which it counts: its own, or that of the permit it rests on."""
        return self.expires_on or (self.permit.last_date if self.permit else None)

    @property
    def valid_since(self) -> date | None:
        return self.valid_from or (self.permit.first_date if self.permit else None)

    def clean(self) -> None:
        errors = {
            **release_steps.faults(self, today=timezone.localdate()),
            **self._faults_of_kind(),
            **self._faults_of_state(),
            **self._faults_of_successor(),
            **self._faults_of_dates(),
            **self._faults_of_fee(),
        }
        if errors:
            raise ValidationError(errors)
        if self.kind not in (*self.OF_PERSON, self.Kind.MATERIALS):
            self.person = None
        if self.kind not in self.OF_PLACE:
            self.location = None

    def _faults_of_kind(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        if self.kind in self.OF_PERSON and not self.person_id:
            errors["person"] = _("Choose the person.")
        if self.kind in self.OF_PLACE and not self.location_id:
            errors["location"] = _("Choose the location.")
        if self.kind == self.Kind.MATERIALS:
            if not self.material:
                errors["material"] = _("Say what material it is: “three photographs, 1939”.")
            if not self.owner and not self.person_id:
                errors["owner"] = _("Say who owns it: write the name, or choose the person.")
        if self.kind == self.Kind.HERITAGE and not self.permit_id:
            for name in ("authority", "authority_number"):
                if not getattr(self, name):
                    errors[name] = _("Give it, or choose the permit on record.")
        if self.permit and self.location_id and self.permit.location_id != self.location_id:
            errors["permit"] = _("This permit is of another place.")
        return errors

    def _faults_of_state(self) -> dict[str, Any]:
        given, withdrawn = self.state in self.GIVEN, self.state == self.State.WITHDRAWN
        wanted = {
            "reason": (self.state == self.State.NOT_REQUIRED, _("Say why no release is required.")),
            "limits": (self.state == self.State.RESTRICTED, _("Write down the restrictions.")),
            "signed_on": (
                given and self.kind not in self.WITHOUT_SIGNING_DAY,
                _("Give the date on which it was signed."),
            ),
            "signer": (given and self.kind == self.Kind.MINOR, _("Name the guardian who signed.")),
            "posted_on": (given and self.kind == self.Kind.CROWD, _("Say when the notice was posted.")),
            "posted_where": (given and self.kind == self.Kind.CROWD, _("Say where the notice was posted.")),
            "withdrawn_on": (withdrawn, _("Say when it was withdrawn.")),
            "withdrawal_ground": (withdrawn, _("Say on what ground it was withdrawn.")),
            "withdrawal_decision": (withdrawn, _("Say what was decided.")),
        }
        return {name: text for name, (asked, text) in wanted.items() if asked and not getattr(self, name)}

    def _faults_of_successor(self) -> dict[str, Any]:
        by, superseded = self.superseded_by, self.state == self.State.SUPERSEDED
        text: Any = ""
        if superseded and by is None:
            text = _("Choose the release that took its place.")
        elif by is not None and not superseded:
            text = _("Only a superseded release names the one that took its place.")
        elif by is not None and self.pk is not None and self.pk in (by.pk, by.superseded_by_id):
            text = _("Two releases can't take each other's place.")
        elif by is not None and (by.person_id, by.location_id) != (self.person_id, self.location_id):
            text = _("That one is of somebody else, or of another place.")
        return {"superseded_by": text} if text else {}

    def _faults_of_dates(self) -> dict[str, Any]:
        since = self.signed_on or self.valid_from
        if since and self.expires_on and self.expires_on < since:
            return {"expires_on": _("It would expire before it was signed.")}
        if self.valid_from and self.expires_on and self.expires_on < self.valid_from:
            return {"expires_on": _("It would end before it begins.")}
        return {}

    def _faults_of_fee(self) -> dict[str, Any]:
        if self.fee_amount is not None and not self.fee_currency:
            return {"fee_currency": _("Say in which currency.")}
        if self.fee_amount is None and (self.fee_currency or self.fee_paid_on):
            return {"fee_amount": _("Give the amount.")}
        return {}


class Heir(models.Model):
    """One of n heirs; an estate release is complete when all n have signed."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="heirs")
    name = LineField(_("name"), max_length=120)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Evidence(Record):
    """Something that proves what a release says: the form, a mail, a recording, a note of the day."""

    class Kind(models.TextChoices):
        FORM = "form", _("Form")
        EMAIL = "email", _("E-mail exchange")
        RECORDING = "recording", _("Recording")
        NOTE = "note", _("Note made at the time")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.FORM)
    on = models.DateField(_("date"))
    words = LineField(_("what it says, where it lies"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["on", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(words=""),
                name="production_evidence_of_something",
                violation_error_message=_("Hand in the file, or say where it lies."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"
