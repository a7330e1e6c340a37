"""Whom we interview, and what we want to hear from them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production.models import Film, Person, Record, RunningItem, Theme
from production.models.fields import ParagraphsField
from production.models.records import RecordManager, RecordQuerySet, live_unique


class SubjectQuerySet(RecordQuerySet):
    def with_counts(self) -> Self:
        """How many questions each has, and how many must-gets still wait for an answer."""
        live = Q(questions__binned_at=None)
        waits = live & Q(questions__is_must=True) & ~Q(questions__state=Question.State.ANSWERED)
        counted = self.annotate(
            question_count=Count("questions", filter=live), open_musts=Count("questions", filter=waits)
        )
        return counted.order_by(*self.model._meta.ordering)


class SubjectManager(RecordManager.from_queryset(SubjectQuerySet)):  # type: ignore[misc]
    pass


class Subject(Record):
    """A person of this film whom we interview; who they are stands in the register of people."""

    class Status(models.TextChoices):
        RESEARCH = "research", _("To research")
        CONTACTED = "contacted", _("Contacted")
        PRE_INTERVIEWED = "pre_interviewed", _("Pre-interviewed")
        SCHEDULED = "scheduled", _("Scheduled")
        INTERVIEWED = "interviewed", _("Interviewed")
        DECLINED = "declined", _("Declined")

    BEFORE_THE_DAY = (Status.RESEARCH, Status.CONTACTED, Status.PRE_INTERVIEWED)

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.RESEARCH)
    is_irreplaceable = models.BooleanField(
        _("irreplaceable"),
        default=False,
        help_text=_("Nobody else can say this, and it can't be shot again."),
    )
    brief = ParagraphsField(
        _("brief"), help_text=_("What they know, what we want from them, what was agreed.")
    )
    sensitivities = ParagraphsField(
        _("sensitivities"),
        help_text=_(
            "What hurts, what they won't talk about, how to approach it. Crew and viewers never see it."
        ),
    )

    history = HistoricalRecords()
    objects: ClassVar[Any] = SubjectManager()

    class Meta(Record.Meta):
        ordering = ["person__name", "pk"]
        verbose_name = _("interview subject")
        verbose_name_plural = _("interview subjects")
        constraints = [
            *Record.Meta.constraints,
            live_unique(
                "film",
                "person",
                name="interviews_subject_person",
                message=_("This person is an interview subject already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def interview_dates(self) -> list[date]:
        """When an interview with this person stands in the schedule."""
        items = RunningItem.objects.on_live_days().filter(kind=RunningItem.Kind.INTERVIEW)
        theirs = items.filter(Q(people=self.person_id) | Q(scene__people=self.person_id))
        return sorted(set(theirs.exclude(day=None).values_list("day__date", flat=True)))

    def status_by_schedule(self, dates: list[date], today: date) -> str:
        """The status that the schedule suggests; "" where it has nothing to say."""
        if dates and self.status in self.BEFORE_THE_DAY:
            return str(self.Status.SCHEDULED if dates[-1] >= today else self.Status.INTERVIEWED)
        if dates and self.status == self.Status.SCHEDULED and dates[-1] < today:
            return str(self.Status.INTERVIEWED)
        return ""


class Question(Record):
    class State(models.TextChoices):
        OPEN = "open", _("To ask")
        ASKED = "asked", _("Asked")
        ANSWERED = "answered", _("Answered")

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField(default=0, editable=False)
    text = ParagraphsField(_("question"), blank=False, max_length=2_000)
    is_must = models.BooleanField(_("must-get"), default=False)
    language = models.CharField(_("asked in"), max_length=8, blank=True)
    note = ParagraphsField(_("note"), max_length=2_000, help_text=_("What to follow up, what to listen for."))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        text = " ".join(self.text.split())
        return text if len(text) <= 60 else f"{text[:59]}…"
