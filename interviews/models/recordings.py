"""Recordings: what a camera or a sound recorder took of an interview, and what plays in its stead.

A frame of a recording is counted from its first one, 0. Its source timecode follows from where the
recording starts; several recordings of one interview lie beside each other by their sync offsets.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from interviews.models.interviews import Interview
from production import timecode
from production.models import Record
from production.models.fields import LineField, ParagraphsField
from production.models.files import own_name
from production.models.records import live_unique
from production.models.timecodes import RATES, Rated, TimecodeField
from production.timecode import Label, Rate

FIRST_FRAME = "00:00:00:00"


class Recording(Rated, Record):
    class Kind(models.TextChoices):
        PICTURE = "picture", _("Camera")
        SOUND = "sound", _("Sound recorder")

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="recordings")
    reel = LineField(
        _("reel or card"), max_length=60, help_text=_("What stands on the tape, card or drive: A001.")
    )
    kind = models.CharField(_("recorded by"), max_length=8, choices=Kind, default=Kind.PICTURE)
    camera = LineField(_("camera or track"), max_length=40, blank=True, help_text=_("A, B, boom, lavalier."))
    # as in Rated, but no recording is without it
    rate = models.CharField(_("frames a second"), max_length=12, choices=RATES)
    start_timecode = TimecodeField(_("timecode of its first frame"), default=FIRST_FRAME, blank=False)
    duration = models.PositiveBigIntegerField(_("length"), null=True, blank=True)  # in frames
    sync_offset = models.BigIntegerField(
        _("sync offset"),
        default=0,
        help_text=_("By how many of its frames it begins after the interview's first recording."),
    )
    file_name = LineField(_("file name at the source"), max_length=255, blank=True)
    notes = ParagraphsField(_("notes"), max_length=4_000)

    history = HistoricalRecords()
    converts = False  # whoever changes the rate converts what is counted in its frames

    class Meta(Record.Meta):
        ordering = ["reel", "camera", "pk"]
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = [*Record.Meta.constraints, *Rated.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.reel} · {self.camera}" if self.camera else self.reel

    @property
    def film_id(self) -> int:
        return self.interview.film_id

    @property
    def frames(self) -> Rate:
        """Its rate with its numbering."""
        return timecode.rate_of(self.rate, drop=self.drop_frame)

    @property
    def start(self) -> Label:
        return timecode.read(self.start_timecode or FIRST_FRAME)

    def source(self, frame: int) -> Label:
        """The source timecode of one of its frames."""
        return timecode.source(frame, self.start, self.frames)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {**self.check_labels("start_timecode")}
        if "start_timecode" not in errors and not self.start.has_frames:
            errors["start_timecode"] = _("Write it to the frame: 01:00:00:00.")
        errors = errors or self._check_rate()
        if errors:
            raise ValidationError(errors)

    def holds(self) -> tuple[int, int]:
        """How many cues and segments count in its frames, in the bin or not."""
        cues = self.transcripts.model._base_manager.filter(recording=self, cues__isnull=False)
        segments = self.segments.model._base_manager.filter(recording=self)
        return cues.count(), segments.count()

    def _check_rate(self) -> dict[str, Any]:
        """Another rate makes other moments of the same frames, unless they are converted with it."""
        if self._state.adding or self.converts:
            return {}
        stored = type(self).everything.filter(pk=self.pk).values_list("rate", "drop_frame").first()
        if stored in (None, (self.rate, self.drop_frame)) or not any(holds := self.holds()):
            return {}
        cues, segments = holds
        if stored and stored[0] != self.rate:
            text = _(
                "%(cues)s cues and %(segments)s segments are counted in its frames. Tick below that they "
                "are converted: each in and out moves to the frame that is nearest in time."
            )
            name = "rate"
        else:
            text = _(
                "%(cues)s cues and %(segments)s segments are shown by its timecode. Tick below that their "
                "labels change: no frame moves."
            )
            name = "drop_frame"
        return {name: ValidationError(text % {"cues": cues, "segments": segments}, code="convert")}


class Proxy(Record):
    """A small file to play in the page: uploaded, or one of the media folder that is only pointed at."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="proxies")
    name = LineField(_("name"), max_length=255)
    file = models.FileField(upload_to=own_name, blank=True)
    path = models.CharField(_("path in the media folder"), max_length=500, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    # as read from the file
    duration_ms = models.PositiveBigIntegerField(null=True, blank=True)
    rate = models.CharField(_("frames a second"), max_length=12, choices=RATES, blank=True)
    drop_frame = models.BooleanField(_("drop-frame"), default=False)
    start_timecode = models.CharField(max_length=20, blank=True)
    has_picture = models.BooleanField(default=True)
    # by how many ms the file's zero lies after the recording's first frame
    offset_ms = models.BigIntegerField(_("begins after"), default=0)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        verbose_name = _("proxy")
        verbose_name_plural = _("proxies")
        constraints = [
            *Record.Meta.constraints,
            live_unique(
                "recording",
                name="interviews_proxy_recording",
                message=_("This recording has a proxy already."),
            ),
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(path="")) | (~Q(file="") & Q(path="")),
                name="interviews_proxy_file_or_path",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def film_id(self) -> int:
        return self.recording.film_id


class ProxyUpload(models.Model):
    """A proxy on its way in, piece by piece."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="+")
    name = LineField(max_length=255)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    content = models.FileField(upload_to=own_name, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)  # of its first bytes, to find it again
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    touched_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name

    @property
    def film_id(self) -> int:
        return self.recording.film_id
