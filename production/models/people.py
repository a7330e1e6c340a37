"""The register of people: crew and contributors in one, since one person may be both."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import labels
from production.models.fields import LineField, ParagraphsField
from production.models.films import Film, Membership
from production.models.records import Lines, Record, RecordManager, RecordQuerySet, live_unique

phone_validator = RegexValidator(
    r"^(?=(?:[^0-9]*[0-9]){3})[0-9+()./\- ]+(?: ?(?:ext\.?|x) ?[0-9]+)?\Z",
    _("Write a phone number: digits, spaces, + ( ) - and an extension like “ext 12”."),
)


class PersonQuerySet(RecordQuerySet):
    def crew(self) -> Self:
        return self.filter(is_crew=True)

    def contributors(self) -> Self:
        return self.filter(is_contributor=True)

    def unavailable_on(self, day: date) -> Self:
        """Who is away on a date, or doesn't work on the film then."""
        away = Q(unavailable__first_date__lte=day, unavailable__last_date__gte=day)
        return self.filter(away | Q(starts_on__gt=day) | Q(finishes_on__lt=day)).distinct()


class PersonManager(RecordManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    pass


class Person(Record):
    class Department(models.TextChoices):
        PRODUCTION = "production", labels.DEPARTMENTS["production"]
        DIRECTION = "direction", labels.DEPARTMENTS["direction"]
        CAMERA = "camera", labels.DEPARTMENTS["camera"]
        SOUND = "sound", labels.DEPARTMENTS["sound"]
        LIGHTING_GRIP = "lighting_grip", labels.DEPARTMENTS["lighting_grip"]
        ART = "art", labels.DEPARTMENTS["art"]
        MAKEUP_WARDROBE = "makeup_wardrobe", labels.DEPARTMENTS["makeup_wardrobe"]
        DATA = "data", labels.DEPARTMENTS["data"]
        LOCATIONS = "locations", labels.DEPARTMENTS["locations"]
        TRANSPORT = "transport", labels.DEPARTMENTS["transport"]
        CATERING = "catering", labels.DEPARTMENTS["catering"]
        MEDIC_SAFETY = "medic_safety", labels.DEPARTMENTS["medic_safety"]
        POST = "post", labels.DEPARTMENTS["post"]

    class HeaderRole(models.TextChoices):
        DIRECTOR = "director", labels.HEADER_ROLES["director"]
        PRODUCER = "producer", labels.HEADER_ROLES["producer"]
        PRODUCTION_MANAGER = "production_manager", labels.HEADER_ROLES["production_manager"]
        FIRST_AD = "first_ad", labels.HEADER_ROLES["first_ad"]
        FIELD_PRODUCER = "field_producer", labels.HEADER_ROLES["field_producer"]

    # which of these nobody sees but those who may see private data: chosen per film
    MAY_BE_PRIVATE = (
        "phone",
        "second_phone",
        "email",
        "diet",
        "access_needs",
        "companion",
        "emergency_contact",
        "born",
        "died",
        "notes",
        "unavailable",
    )

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="people")
    membership = models.OneToOneField(
        Membership,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
        help_text=_("The member of the film who is this person: they see their own call first."),
    )
    name = LineField(_("name"), max_length=120)
    said = LineField(_("how to say it"), max_length=120, blank=True)
    addressed = LineField(_("how to address them"), max_length=120, blank=True)
    line = LineField(_("who they are, in one line"), blank=True)
    is_crew = models.BooleanField(_("crew"), default=False)
    is_contributor = models.BooleanField(_("contributor"), default=False)
    number = models.PositiveSmallIntegerField(
        _("number on the call sheet"),
        null=True,
        blank=True,
        help_text=_("Kept for the whole film."),
    )
    position = LineField(_("position"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=20, choices=Department, blank=True)
    header_role = models.CharField(
        _("stands in the head of call sheets as"), max_length=20, choices=HeaderRole, blank=True
    )
    phone = LineField(_("phone"), max_length=60, blank=True, validators=[phone_validator])
    second_phone = LineField(_("second phone"), max_length=60, blank=True, validators=[phone_validator])
    email = models.EmailField(_("e-mail"), blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    reads = models.CharField(
        _("documents in"),
        max_length=8,
        blank=True,
        choices=[("en", _("English")), ("es", _("Spanish"))],
        help_text=_("The language of their courtesy sheet."),
    )
    interpreter_needed = models.BooleanField(_("needs an interpreter"), default=False)
    is_interpreter = models.BooleanField(_("works as interpreter"), default=False)
    diet = LineField(_("diet"), blank=True)
    access_needs = LineField(_("access needs"), blank=True)
    companion = LineField(_("companion"), blank=True)
    emergency_contact = LineField(_("emergency contact"), blank=True)
    may_be_held = models.BooleanField(
        _("may be held between days"),
        default=False,
        help_text=_("Days between their first and last day count as held."),
    )
    starts_on = models.DateField(
        _("starts on"), null=True, blank=True, help_text=_("Their first date on this film.")
    )
    finishes_on = models.DateField(
        _("finishes on"), null=True, blank=True, help_text=_("Their last date on this film.")
    )
    born = models.DateField(_("born"), null=True, blank=True)
    died = models.DateField(_("died"), null=True, blank=True)
    notes = ParagraphsField(_("notes"))

    history = HistoricalRecords(bases=[Lines])
    objects: ClassVar[Any] = PersonManager()

    class Meta(Record.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *Record.Meta.constraints,
            live_unique(
                "film",
                "number",
                name="production_person_number",
                message=_("Another person of this film has this number."),
                condition=Q(number__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(born=None) | Q(died=None) | Q(died__gte=F("born")),
                name="production_person_lived",
                violation_error_message=_("The date of death lies before the date of birth."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(finishes_on=None) | Q(finishes_on__gte=F("starts_on")),
                name="production_person_dates",
                violation_error_message=_("They would finish before they start."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not (self.is_crew or self.is_contributor):
            raise ValidationError({"is_crew": _("Say whether this is crew, a contributor or both.")})
        if self.is_crew and not self.department:
            raise ValidationError({"department": _("Crew stand in a department on the call sheet.")})
        if self.born and self.died and self.died < self.born:
            raise ValidationError({"died": _("The date of death lies before the date of birth.")})
        if self.starts_on and self.finishes_on and self.finishes_on < self.starts_on:
            raise ValidationError({"finishes_on": _("They would finish before they start.")})

    @property
    def ref(self) -> str:
        """How a running order refers to this person: the number, else the name."""
        return str(self.number) if self.number is not None else self.name

    def is_on_film(self, on: date) -> bool:
        """Whether a date lies between their first and their last on this film."""
        return not (self.starts_on and on < self.starts_on) and not (
            self.finishes_on and on > self.finishes_on
        )

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.second_phone or self.email)


class Unavailability(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="unavailable")
    first_date = models.DateField(_("from"))
    last_date = models.DateField(_("to"))
    reason = LineField(_("reason"), blank=True)

    class Meta:
        ordering = ["first_date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_date__gte=F("first_date")),
                name="production_unavailability_order",
                violation_error_message=_("The last date lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_date} – {self.last_date}"
