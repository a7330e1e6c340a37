"""Scripts: the film as it will be shown. A film has one working script, and others beside it: a teaser."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import timecode
from production.models import Film, Record
from production.models.fields import LineField, ParagraphsField
from production.models.records import live_unique
from production.models.timecodes import RATES, Rated, TimecodeField
from production.timecode import Label, Rate
from script.formats.cut_subtitles import Reading, Rules
from script.pdf import content

PACE = 130  # words a minute
SLOWEST, FASTEST = 40, 400
RECORD_START = "01:00:00:00"


def default_paces() -> dict[str, int]:
    return {}


def default_reading() -> dict[str, dict[str, int]]:
    return {}


class Script(Rated, Record):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="scripts")
    title = LineField(_("title"), max_length=120)
    is_working = models.BooleanField(
        _("the working script"), default=False, help_text=_("The one that the film is cut by.")
    )
    # as in Rated, but no script is without it
    rate = models.CharField(_("frames a second"), max_length=12, choices=RATES, default="25/1")
    record_start = TimecodeField(
        _("timecode of its first frame"), default=RECORD_START, blank=False, help_text=_("Of the record.")
    )
    target_seconds = models.PositiveIntegerField(_("target length"), null=True, blank=True)
    language = models.CharField(_("language of the narration"), max_length=8, default="en")
    pace = models.PositiveSmallIntegerField(
        _("pace, words a minute"),
        default=PACE,
        validators=[MinValueValidator(SLOWEST), MaxValueValidator(FASTEST)],
    )
    paces: Any = models.JSONField(_("pace of other languages"), default=default_paces, blank=True)
    uses_own_pace = models.BooleanField(
        _("count at the narrator's own pace"),
        default=False,
        help_text=_("As measured where narration has been recorded."),
    )
    # {"es": {"characters": 42, "per_second": 17, "shortest": 1000, "longest": 7000}}, as Rules of subtitles;
    # of a language that isn't there as the trade has it
    reading: Any = models.JSONField(
        _("how fast subtitles may be read"), default=default_reading, blank=True, editable=False
    )
    handles = models.PositiveSmallIntegerField(
        _("handles, frames"), default=0, help_text=_("What the editing system gets before and after a clip.")
    )
    cover_after = models.PositiveSmallIntegerField(
        _("warn of a voice without pictures after, seconds"), default=20
    )
    notes = ParagraphsField(_("notes"), max_length=4_000)
    revision = models.PositiveIntegerField(default=0, editable=False)  # the number of its last step

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["-is_working", "title", "pk"]
        verbose_name = _("script")
        verbose_name_plural = _("scripts")
        constraints = [
            *Record.Meta.constraints,
            *Rated.Meta.constraints,
            live_unique(
                "film",
                name="script_one_working",
                message=_("Another script is the working one."),
                condition=Q(is_working=True),
            ),
            live_unique(
                "film", "title", name="script_title", message=_("There is a script of this title already.")
            ),
            models.CheckConstraint(
                condition=Q(pace__gte=SLOWEST, pace__lte=FASTEST), name="script_script_pace"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Its revision goes on by steps alone: a form that was opened before one puts nothing back."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = {field.name for field in self._meta.concrete_fields} - {
                "id",
                "revision",
            }
        super().save(*args, **kwargs)

    @property
    def frames(self) -> Rate:
        """Its rate with its numbering."""
        return timecode.rate_of(self.rate, drop=self.drop_frame)

    @property
    def start(self) -> Label:
        return timecode.read(self.record_start or RECORD_START)

    @property
    def target_words(self) -> str:
        return content.clock(self.target_seconds) if self.target_seconds else ""

    def pace_of(self, language: str) -> int:
        """Words a minute in a language, as the script says it."""
        return int(self.paces.get(language) or self.pace)

    @property
    def rules(self) -> Reading:
        """How fast its subtitles may be read, in each language."""
        return Reading(of={language: Rules(**rules) for language, rules in self.reading.items()})

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {**self.check_labels("record_start")}
        if "record_start" not in errors and not self.start.has_frames:
            errors["record_start"] = _("Write it to the frame: 01:00:00:00.")
        if errors:
            raise ValidationError(errors)
