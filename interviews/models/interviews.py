"""Interviews: one sitting with one subject or several, and what was agreed about it."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from interviews.models.subjects import Subject
from production.models import Film, Person, Record, RunningItem
from production.models.fields import LineField, ParagraphsField
from production.models.records import RecordManager, RecordQuerySet


class InterviewQuerySet(RecordQuerySet):
    def with_day(self) -> Self:
        """`shot_on`: the day of its running item, else the date that was written."""
        return self.annotate(shot_on=Coalesce("item__day__date", "date"))

    def held_back(self, today: datetime.date) -> Self:
        """Those of which nothing may be shown yet."""
        return self.filter(not_before__gt=today)


class InterviewManager(RecordManager.from_queryset(InterviewQuerySet)):  # type: ignore[misc]
    pass


class Interview(Record):
    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        SHOT = "shot", _("Shot")
        TRANSCRIBED = "transcribed", _("Transcribed")
        LOGGED = "logged", _("Logged")

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    title = LineField(_("title"), max_length=200)
    subjects = models.ManyToManyField(
        Subject, blank=True, related_name="interviews", verbose_name=_("interview subjects")
    )
    item = models.ForeignKey(
        RunningItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("item of the schedule"),
        help_text=_("It gives the day and the place."),
    )
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Where it stands on no shooting day.")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PLANNED)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    interviewer = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("interviewer"),
    )
    interpreter = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("interpreter"),
    )
    synopsis = ParagraphsField(_("synopsis"))
    not_before = models.DateField(
        _("not before"), null=True, blank=True, help_text=_("Nothing of it may be shown before this day.")
    )
    restrictions = ParagraphsField(
        _("restrictions"),
        max_length=4_000,
        help_text=_("What was promised: what isn't used, who sees it first."),
    )

    history = HistoricalRecords(m2m_fields=[subjects])
    objects: ClassVar[Any] = InterviewManager()

    class Meta(Record.Meta):
        ordering = ["date", "title", "pk"]
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> datetime.date | None:
        """When it was shot, by the schedule where it stands there."""
        if self.item is not None and self.item.day is not None:
            return self.item.day.date
        return self.date

    def is_held_back(self, today: datetime.date) -> bool:
        return self.not_before is not None and today < self.not_before
