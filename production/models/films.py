"""The film: everything belongs to one, and members see only theirs."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import zones
from production.models.fields import LineField
from production.models.records import Record, RecordManager, live_unique

COLOURS = ["White", "Blue", "Pink", "Yellow", "Green", "Goldenrod", "Buff", "Salmon", "Cherry"]


def default_colours() -> list[str]:
    return list(COLOURS)


def default_languages() -> list[str]:
    return ["en"]


def default_private_fields() -> list[str]:
    return ["second_phone", "email", "born", "died", "emergency_contact", "notes", "unavailable"]


class FilmQuerySet(models.QuerySet["Film"]):
    def of(self, user: Any) -> Self:
        """Films of which this user is a member."""
        return self.filter(memberships__user=user, memberships__binned_at=None)


class FilmManager(RecordManager.from_queryset(FilmQuerySet)):  # type: ignore[misc]
    pass


class Film(Record):
    class Paper(models.TextChoices):
        A4 = "a4", _("A4")
        LETTER = "letter", _("US Letter")

    class Rate(models.TextChoices):
        R23976 = "24000/1001", "23.976"
        R24 = "24/1", "24"
        R25 = "25/1", "25"
        R2997 = "30000/1001", "29.97"
        R30 = "30/1", "30"
        R50 = "50/1", "50"
        R5994 = "60000/1001", "59.94"
        R60 = "60/1", "60"

    title = LineField(_("title"))
    slug = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        help_text=_("Stands in the address of every page of this film."),
    )
    directors = LineField(_("director(s)"), blank=True)
    company = LineField(_("production company"), blank=True)
    logo = models.ForeignKey(
        "production.StoredFile", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    notice = LineField(
        _("notice on the film's overview"),
        blank=True,
        help_text=_("One line that every member sees, for example about sample data."),
    )
    languages = models.JSONField(_("languages of the film"), default=default_languages)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    paper = models.CharField(_("paper"), max_length=8, choices=Paper, default=Paper.A4)
    frame_rate = models.CharField(_("frame rate"), max_length=12, choices=Rate, default=Rate.R25)
    drop_frame = models.BooleanField(_("drop-frame timecode"), default=False)
    emergency_number = LineField(_("emergency number"), max_length=40, default="112")
    revision_colours = models.JSONField(_("revision colours"), default=default_colours)
    turnaround_hours = models.PositiveSmallIntegerField(
        _("least turnaround, hours"),
        default=10,
        validators=[MinValueValidator(0), MaxValueValidator(24)],
        help_text=_("Between yesterday's wrap and today's call."),
    )
    lunch_within_hours = models.PositiveSmallIntegerField(
        _("lunch due within, hours"), default=6, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    lunch_minutes = models.PositiveSmallIntegerField(
        _("length of lunch, minutes"), default=60, validators=[MaxValueValidator(240)]
    )
    issue_hours = models.PositiveSmallIntegerField(
        _("issue call sheets so many hours before general call"),
        default=12,
        validators=[MaxValueValidator(72)],
    )
    show_eighths = models.BooleanField(_("count page eighths"), default=False)
    production_office = LineField(_("production office"), blank=True)
    production_office_phone = LineField(_("phone of the production office"), max_length=60, blank=True)
    safety_line = LineField(_("safety line on call sheets"), blank=True)
    confidentiality = LineField(_("confidentiality line on documents"), blank=True)
    approvals = LineField(_("approval names on call sheets"), blank=True, help_text=_("Separated by commas."))
    private_fields = models.JSONField(_("private fields of people"), default=default_private_fields)

    history = HistoricalRecords()
    objects: ClassVar[Any] = FilmManager()

    class Meta(Record.Meta):
        ordering = ["title"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(drop_frame=False) | Q(frame_rate__in=["30000/1001", "60000/1001"]),
                name="production_film_drop_rate",
                violation_error_message=_("Drop-frame timecode exists at 29.97 and 59.94 only."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        from django.core.exceptions import ValidationError

        if not zones.is_zone(self.time_zone):
            raise ValidationError({"time_zone": _("There is no time zone of this name.")})

    def colour(self, version: int) -> str:
        """The revision colour of a version counted from 1: White, Blue … Second White, Second Blue …"""
        names = self.revision_colours or COLOURS
        round_, index = divmod(version - 1, len(names))
        return names[index] if round_ == 0 else f"{ordinal_word(round_ + 1)} {names[index]}"


def ordinal_word(number: int) -> str:
    """Second, Third … as it stands before a revision colour."""
    words = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"]
    return words[number - 1] if number <= len(words) else f"{number}th"


class Membership(Record):
    class Role(models.TextChoices):
        PRODUCER = "producer", _("Producer")
        DIRECTOR = "director", _("Director")
        EDITOR = "editor", _("Editor")
        CREW = "crew", _("Crew")
        VIEWER = "viewer", _("Viewer")

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["user__name", "user__email"]
        constraints = [
            *Record.Meta.constraints,
            live_unique(
                "film",
                "user",
                name="production_membership_once",
                message=_("This person is a member of the film already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_token(token))


class Invitation(models.Model):
    """A private link by e-mail; only its hash is kept."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=12, choices=Membership.Role)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="production_invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="production_invitation_revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="production_invitation_lives"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.get_role_display()}"

    @property
    def is_open(self) -> bool:
        return not self.accepted_at and not self.revoked_at and self.expires_at > timezone.now()


def new_token() -> str:
    """256 bits for a private link."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class SubmittedForm(models.Model):
    """A form's one-time key with where its first submit led, so that a second answers like the first."""

    key = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    location = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="production_form_once")]

    def __str__(self) -> str:
        return self.path
