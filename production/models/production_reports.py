"""Daily production reports: what a day was to be, what it was, and the versions that were signed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import labels
from production.models.call_sheets import Frozen, IssuedQuerySet
from production.models.fields import DayTimeField, LineField, ParagraphsField
from production.models.films import Film
from production.models.people import Person
from production.models.records import Record, RecordManager, RecordQuerySet
from production.models.releases import Release
from production.models.scenes import Scene
from production.models.schedule import MINUTES, RunningItem, ShootDay
from production.models.shots import Shot
from production.pdf import production_report_content


class ReportQuerySet(RecordQuerySet):
    def closed(self) -> Self:
        """Reports whose day is closed."""
        return self.exclude(closed_at=None)


class ReportManager(RecordManager.from_queryset(ReportQuerySet)):  # type: ignore[misc]
    pass


class ProductionReport(Record):
    """What was noted on the day; open until it is signed, and again while it is corrected."""

    TIMES = ("call", "first_shot", "lunch_out", "lunch_in", "wrap")

    day = models.ForeignKey(ShootDay, on_delete=models.CASCADE, related_name="production_reports")
    call = DayTimeField(_("call"))
    first_shot = DayTimeField(_("first shot"))
    lunch_out = DayTimeField(_("lunch from"))
    lunch_in = DayTimeField(_("lunch until"))
    wrap = DayTimeField(_("wrap"))
    weather = LineField(_("weather as it was"), blank=True)
    incidents = ParagraphsField(
        _("incidents"), max_length=4_000, help_text=_("Accidents, damage, what was lost; empty: none.")
    )
    notes = ParagraphsField(_("notes"), max_length=4_000)
    next_day = ParagraphsField(_("changes of the next day"), max_length=2_000)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    correction = LineField(_("why it is corrected"), max_length=300, blank=True, editable=False)

    history = HistoricalRecords()
    objects: ClassVar[Any] = ReportManager()

    class Meta(Record.Meta):
        ordering = ["day__date", "day__unit", "pk"]
        verbose_name = _("production report")
        verbose_name_plural = _("production reports")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["day"],
                name="production_report_once",
                violation_error_message=_("This day has a production report already."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="production_report_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Production report of %(day)s") % {"day": self.day})

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def clean(self) -> None:
        given = [(name, getattr(self, name)) for name in self.TIMES if getattr(self, name) is not None]
        wrong = [late for early, late in pairwise(given) if late[1] < early[1]]
        if wrong:
            text = _("This lies before the time above it; 01:30 +1 is after midnight.")
            raise ValidationError({name: text for name, _time in wrong})


class ReportedItem(models.Model):
    """What became of one item of the running order."""

    class Outcome(models.TextChoices):
        DONE = "done", labels.OUTCOMES["done"]
        PART = "part", labels.OUTCOMES["part"]
        NOT_DONE = "not_done", labels.OUTCOMES["not_done"]

    report = models.ForeignKey(ProductionReport, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(RunningItem, on_delete=models.PROTECT, related_name="reported")
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    reason = LineField(_("reason"), max_length=300, blank=True)
    to_pool = models.BooleanField(_("what is left goes back to the pool"), default=True)
    rest = models.ForeignKey(
        RunningItem, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )  # what closing put into the pool for the part that is left

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "item"], name="production_reported_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_outcome_display()}"


class AddedItem(models.Model):
    """What was shot and stood in no running order."""

    report = models.ForeignKey(ProductionReport, on_delete=models.CASCADE, related_name="added")
    scene = models.ForeignKey(
        Scene,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scene"),
    )
    title = LineField(_("what"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True, validators=[MINUTES])

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class ReportedShot(models.Model):
    """A shot that landed on the day."""

    report = models.ForeignKey(ProductionReport, on_delete=models.CASCADE, related_name="shots")
    shot = models.ForeignKey(Shot, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "shot"], name="production_reported_shot_once")
        ]

    def __str__(self) -> str:
        return str(self.shot)


class PersonTime(models.Model):
    """When somebody came and went."""

    report = models.ForeignKey(ProductionReport, on_delete=models.CASCADE, related_name="times")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    arrived = DayTimeField(_("arrived"))
    released = DayTimeField(_("released"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="production_person_time_once"),
            models.CheckConstraint(
                condition=Q(arrived=None) | Q(released=None) | Q(released__gte=models.F("arrived")),
                name="production_person_time_order",
                violation_error_message=_("They would have gone before they came."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class ReleaseSigning(models.Model):
    """A release that was signed on the day; it becomes so when the day is closed."""

    report = models.ForeignKey(ProductionReport, on_delete=models.CASCADE, related_name="signings")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    signer = LineField(_("signed by"), max_length=120)
    signed_on = models.DateField(_("signed on"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "release"], name="production_release_signing_once")
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.signer}"


class MediaCard(models.Model):
    """One card with what is on it and where its copies are."""

    class Checksum(models.TextChoices):
        XXHASH = "xxh64", "xxHash64"
        MD5 = "md5", "MD5"
        SHA1 = "sha1", "SHA-1"
        SHA256 = "sha256", "SHA-256"
        OTHER = "other", _("other")

    report = models.ForeignKey(ProductionReport, on_delete=models.CASCADE, related_name="cards")
    label = LineField(_("card"), max_length=60)
    camera = LineField(_("camera or recorder"), max_length=80, blank=True)
    gigabytes = models.DecimalField(
        _("GB"), max_digits=8, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    minutes = models.PositiveIntegerField(
        _("minutes"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    copy_1 = LineField(_("copy 1"), max_length=80, blank=True)
    copy_2 = LineField(_("copy 2"), max_length=80, blank=True)
    checksum = models.CharField(_("checksum"), max_length=8, choices=Checksum, blank=True)
    verified_by = LineField(_("verified by"), max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class SignedReport(models.Model):
    """A production report as it was signed: a snapshot that never changes."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="signed_reports")
    day = models.ForeignKey(ShootDay, on_delete=models.PROTECT, related_name="signed_reports")
    version = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField()  # production_report_content.to_json
    signer = LineField(_("signed by"), max_length=120)
    signed_at = models.DateTimeField(_("signed"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = IssuedQuerySet.as_manager()

    class Meta:
        ordering = ["day__date", "day__unit", "version"]
        verbose_name = _("signed production report")
        verbose_name_plural = _("signed production reports")
        constraints = [
            models.UniqueConstraint(fields=["day", "version"], name="production_signed_report_version"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Frozen

    @property
    def report(self) -> production_report_content.ProductionReport:
        return production_report_content.from_json(self.content)
