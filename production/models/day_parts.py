"""What belongs to a shoot day beside its running order and calls: vehicles, notes, accepted warnings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production.models.fields import DayTimeField, LineField, ParagraphsField
from production.models.people import Person
from production.models.records import Record
from production.models.schedule import ShootDay


class Vehicle(Record):
    day = models.ForeignKey(ShootDay, on_delete=models.CASCADE, related_name="vehicles")
    name = LineField(_("vehicle"), max_length=120)
    driver = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("driver"),
    )
    pick_up = DayTimeField(_("pick-up"))
    pick_up_place = LineField(_("pick-up place"), blank=True)
    passengers = models.ManyToManyField(
        Person, blank=True, related_name="rides", verbose_name=_("passengers")
    )
    note = LineField(_("note"), max_length=300, blank=True)

    history = HistoricalRecords(m2m_fields=[passengers])

    class Meta(Record.Meta):
        ordering = ["pick_up", "pk"]
        verbose_name = _("vehicle")
        verbose_name_plural = _("vehicles")

    def __str__(self) -> str:
        return self.name


class DepartmentNote(Record):
    day = models.ForeignKey(ShootDay, on_delete=models.CASCADE, related_name="department_notes")
    department = models.CharField(_("department"), max_length=20, choices=Person.Department)
    note = ParagraphsField(_("note"), max_length=2_000, blank=False)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["pk"]
        verbose_name = _("department note")
        verbose_name_plural = _("department notes")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["day", "department"],
                condition=Q(binned_at=None),
                name="production_note_once",
                violation_error_message=_("This department has a note on this day already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_department_display()


class AcceptedWarning(models.Model):
    """An amber point of a day's readiness that somebody accepted, and why.

    ``facts`` is the digest of what was accepted: when the facts change, the point comes back.
    """

    day = models.ForeignKey(ShootDay, on_delete=models.CASCADE, related_name="accepted_warnings")
    rule = models.CharField(max_length=40)
    subject = models.CharField(max_length=120, blank=True)
    facts = models.CharField(max_length=64)
    reason = LineField(_("reason"), max_length=300)
    accepted_at = models.DateTimeField(auto_now_add=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["accepted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "rule", "subject", "facts"], name="production_warning_accepted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject}"
