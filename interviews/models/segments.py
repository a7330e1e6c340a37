"""Segments: the selects of a recording. A segment is a range of frames; its words are the transcript's."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from interviews.models.recordings import Recording
from interviews.models.subjects import Question
from production.models import Film, HistoricalEvent, Person, Record, Scene, Theme
from production.models.fields import LineField, ParagraphsField
from production.models.records import RecordManager, RecordQuerySet
from production.timecode import Label

MOST_STARS = 5


class SegmentQuerySet(RecordQuerySet):
    def of_film(self, film: Film | int) -> Self:
        """Those of a film, on recordings outside the bin."""
        return self.filter(
            recording__interview__film=film,
            recording__binned_at=None,
            recording__interview__binned_at=None,
        )

    def in_order(self) -> Self:
        return self.order_by("recording__interview__date", "recording", "in_frame", "pk")

    def unplaced(self) -> Self:
        """Those that speak to no scene."""
        placed = Segment.scenes.through._default_manager.filter(segment=OuterRef("pk"), scene__binned_at=None)
        return self.exclude(Exists(placed))

    def count_for(self, owner: str) -> Coalesce:
        """How many of these a recording (``"recording"``) of another query has, as a column of it."""
        return self._for(owner, Count("pk"))

    def frames_for(self, owner: str) -> Coalesce:
        """How many frames they have together; frames of two segments that overlap count for each."""
        return self._for(owner, Sum(F("out_frame") - F("in_frame")))

    def _for(self, owner: str, sum_of: Any) -> Coalesce:
        rows = self.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
        return Coalesce(Subquery(rows.annotate(found=sum_of).values("found")), 0)


class SegmentManager(RecordManager.from_queryset(SegmentQuerySet)):  # type: ignore[misc]
    pass


class Segment(Record):
    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="segments")
    in_frame = models.BigIntegerField(_("in"))
    out_frame = models.BigIntegerField(_("out"))
    gist = LineField(_("gist"), max_length=300, blank=True, help_text=_("What is said, in a line."))
    rating = models.PositiveSmallIntegerField(
        _("rating"), default=0, validators=[MaxValueValidator(MOST_STARS)]
    )
    speaker = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("speaker"),
        help_text=_("Where empty, who speaks in the transcript."),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    note = ParagraphsField(_("note"), max_length=4_000)
    questions = models.ManyToManyField(
        Question, blank=True, related_name="answers", verbose_name=_("questions that it answers")
    )
    scenes = models.ManyToManyField(
        Scene, blank=True, related_name="+", verbose_name=_("scenes it speaks to")
    )
    events = models.ManyToManyField(
        HistoricalEvent, blank=True, related_name="+", verbose_name=_("events it tells of")
    )

    history = HistoricalRecords(m2m_fields=[themes, questions, scenes, events])
    objects: ClassVar[Any] = SegmentManager()

    class Meta(Record.Meta):
        ordering = ["in_frame", "pk"]
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        indexes = [models.Index(fields=["recording", "in_frame"], name="interviews_segment_place")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(in_frame__gte=0, out_frame__gt=F("in_frame")),
                name="interviews_segment_range",
                violation_error_message=_("The out must lie after the in; it is the first frame left out."),
            ),
            models.CheckConstraint(condition=Q(rating__lte=MOST_STARS), name="interviews_segment_rating"),
        ]

    def __str__(self) -> str:
        return self.gist or f"{self.recording.reel} {self.source_in}"

    @property
    def frames(self) -> int:
        return self.out_frame - self.in_frame

    @property
    def source_in(self) -> Label:
        return self.recording.source(self.in_frame)

    @property
    def source_out(self) -> Label:
        return self.recording.source(self.out_frame)

    def clean(self) -> None:
        super().clean()
        lasts = self.recording.duration
        if lasts and self.out_frame is not None and self.out_frame > lasts:
            text = _("The recording ends at %(end)s.")
            raise ValidationError({"out_frame": text % {"end": self.recording.source(lasts)}})
