"""Where we shoot: locations with their sets, permits, pictures and ways between them."""

from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import zones
from production.models.fields import LineField, ParagraphsField
from production.models.files import StoredFile
from production.models.films import Film
from production.models.people import phone_validator
from production.models.records import Record, RecordManager, RecordQuerySet, live_unique


class Location(Record):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="locations")
    name = LineField(_("name"), max_length=120)
    address = LineField(_("address"), max_length=300, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("Found from the coordinates when left empty."),
    )
    entrance = LineField(_("entrance"), max_length=300, blank=True)
    crew_parking = LineField(_("crew parking"), max_length=300, blank=True)
    unit_parking = LineField(_("unit parking"), max_length=300, blank=True)
    base = LineField(_("base"), max_length=300, blank=True)
    holding = LineField(_("holding"), max_length=300, blank=True)
    catering = LineField(_("catering"), max_length=300, blank=True)
    toilets = LineField(_("toilets"), max_length=300, blank=True)
    load_in = LineField(_("load-in"), max_length=300, blank=True)
    opens = models.TimeField(_("open from"), null=True, blank=True)
    closes = models.TimeField(_("open until"), null=True, blank=True)
    closed_weekdays = models.JSONField(
        _("closed on"), default=list, blank=True, help_text=_("0 is Monday, 6 is Sunday.")
    )
    hours = LineField(_("notes on opening hours"), max_length=300, blank=True)
    rules = LineField(_("rules of the house"), max_length=500, blank=True)
    contact_name = LineField(_("site contact"), max_length=120, blank=True)
    contact_phone = LineField(
        _("phone of the site contact"), max_length=60, blank=True, validators=[phone_validator]
    )
    hospital_name = LineField(_("nearest hospital"), blank=True)
    hospital_address = LineField(_("address of the hospital"), max_length=300, blank=True)
    hospital_phone = LineField(
        _("phone of the hospital"), max_length=60, blank=True, validators=[phone_validator]
    )
    emergency_number = LineField(
        _("emergency number here"),
        max_length=40,
        blank=True,
        help_text=_("Where it differs from the film's."),
    )
    permit_required = models.BooleanField(_("permit required"), default=False)
    notes = ParagraphsField(_("notes"))

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                "film",
                Lower("name"),
                condition=Q(binned_at=None),
                name="production_location_name",
                violation_error_message=_("There is a location of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="production_location_coordinates",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__isnull=False),
                name="production_location_hours",
                violation_error_message=_("Give both times, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.time_zone and not zones.is_zone(self.time_zone):
            raise ValidationError({"time_zone": _("There is no time zone of this name.")})
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("Give both latitude and longitude, or neither.")})
        if (self.opens is None) != (self.closes is None):
            missing = "opens" if self.opens is None else "closes"
            raise ValidationError({missing: _("Give both times, or neither.")})
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("Open until must lie after open from.")})

    @property
    def zone(self) -> str:
        """The zone typed, else the one of the coordinates, else the film's."""
        if self.time_zone:
            return self.time_zone
        if self.latitude is not None and self.longitude is not None:
            return zones.zone_at(float(self.latitude), float(self.longitude))
        return self.film.time_zone

    @property
    def has_hospital(self) -> bool:
        return bool(self.hospital_name and self.hospital_address and self.hospital_phone)

    def is_closed_on(self, day: date) -> bool:
        return day.weekday() in self.closed_weekdays


class Set(Record):
    """A place inside a location at which a scene plays: the study, the courtyard."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="sets")
    name = LineField(_("name"), max_length=120)
    notes = LineField(_("notes"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["location__name", "name", "pk"]
        verbose_name = _("set")
        verbose_name_plural = _("sets")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                "location",
                Lower("name"),
                condition=Q(binned_at=None),
                name="production_set_name",
                violation_error_message=_("This location has a set of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location.name} – {self.name}"


class PermitQuerySet(RecordQuerySet):
    def covering(self, day: date) -> Self:
        return self.filter(first_date__lte=day, last_date__gte=day)


class PermitManager(RecordManager.from_queryset(PermitQuerySet)):  # type: ignore[misc]
    pass


class Permit(Record):
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="permits")
    number = LineField(_("number"), max_length=80)
    issuer = LineField(_("issued by"), blank=True)
    first_date = models.DateField(_("first date"))
    last_date = models.DateField(_("last date"))
    daily_from = models.TimeField(_("daily from"), null=True, blank=True)
    daily_until = models.TimeField(_("daily until"), null=True, blank=True)
    conditions = ParagraphsField(_("conditions"), max_length=2_000)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects: ClassVar[Any] = PermitManager()

    class Meta(Record.Meta):
        ordering = ["first_date", "number"]
        verbose_name = _("permit")
        verbose_name_plural = _("permits")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_date__gte=F("first_date")),
                name="production_permit_dates",
                violation_error_message=_("The last date lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(daily_from=None, daily_until=None)
                | Q(daily_from__isnull=False, daily_until__isnull=False),
                name="production_permit_window",
                violation_error_message=_("Give both times of the daily window, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.number}".strip()

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if self.first_date and self.last_date and self.last_date < self.first_date:
            errors["last_date"] = _("The last date lies before the first.")
        if (self.daily_from is None) != (self.daily_until is None):
            missing = "daily_from" if self.daily_from is None else "daily_until"
            errors[missing] = _("Give both times of the daily window, or neither.")
        if errors:
            raise ValidationError(errors)
        if self.location_id and self.first_date and self.last_date and (other := self._overlapping()):
            raise ValidationError(
                {
                    "first_date": _(
                        "Permit %(number)s of the same issuer covers some of these dates already "
                        "(%(first)s to %(last)s)."
                    )
                    % {"number": other.number, "first": other.first_date, "last": other.last_date}
                }
            )

    def _overlapping(self) -> Permit | None:
        same = Permit.objects.filter(location_id=self.location_id, issuer__iexact=self.issuer)
        spans = same.exclude(pk=self.pk).filter(
            first_date__lte=self.last_date, last_date__gte=self.first_date
        )
        return next((p for p in spans if self._window_meets(p.daily_from, p.daily_until)), None)

    def _window_meets(self, start: time | None, end: time | None) -> bool:
        if not (self.daily_from and self.daily_until and start and end):
            return True
        if self.daily_until <= self.daily_from or end <= start:  # one of them runs past midnight
            return True
        return self.daily_from < end and start < self.daily_until


class LocationPicture(Record):
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = LineField(_("caption"), blank=True)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.caption or str(self.file)


class TravelTime(Record):
    """Minutes from one location to another, for the moves of a day; the way back is the same."""

    origin = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="ways_out")
    destination = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="ways_in")
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=[MinValueValidator(1)])

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["origin__name", "destination__name"]
        verbose_name = _("travel time")
        verbose_name_plural = _("travel times")
        constraints = [
            *Record.Meta.constraints,
            live_unique(
                "origin",
                "destination",
                name="production_travel_once",
                message=_("The travel time between these two is given already."),
            ),
            models.CheckConstraint(
                condition=~Q(origin=F("destination")),
                name="production_travel_away",
                violation_error_message=_("Choose two different locations."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} → {self.destination}"
