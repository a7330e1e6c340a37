"""Transcripts: who said what, on which frames of a recording.

The file that was brought stays as it is. What people change afterwards are steps, each of which can
be taken back; the translations beside it know which wording of a cue they are of.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from interviews.models.recordings import Recording
from production.models import Person, Record, StoredFile
from production.models.fields import LineField, ParagraphsField
from production.models.files import own_name
from production.models.records import RecordManager, RecordQuerySet, live_unique

LONGEST_TEXT = 200_000  # letters of one cue


class TranscriptQuerySet(RecordQuerySet):
    def with_counts(self) -> Self:
        return self.annotate(cue_count=Count("cues")).order_by(*self.model._meta.ordering)


class TranscriptManager(RecordManager.from_queryset(TranscriptQuerySet)):  # type: ignore[misc]
    pass


class Transcript(Record):
    class Kind(models.TextChoices):
        VERBATIM = "verbatim", _("Verbatim")
        CLEAN = "clean", _("Clean")

    class Zero(models.TextChoices):
        """What the file's zero means."""

        FIRST_FRAME = "first_frame", _("The recording's first frame")
        SOURCE = "source", _("Timecode 00:00:00:00: the file counts source timecode")

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="transcripts")
    language = models.CharField(_("language"), max_length=8)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.VERBATIM)
    maker = LineField(
        _("made by"), max_length=120, blank=True, help_text=_("The person or the program that wrote it.")
    )
    # the one whose words segments quote
    is_main = models.BooleanField(_("the one that segments quote"), default=False)
    original = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    format = models.CharField(max_length=12, blank=True, editable=False)  # of the original: srt, vtt …
    encoding = models.CharField(max_length=20, blank=True, editable=False)
    zero = models.CharField(_("zero means"), max_length=12, choices=Zero, default=Zero.FIRST_FRAME)
    revision = models.PositiveIntegerField(default=0, editable=False)  # number of its last step
    notes = ParagraphsField(_("notes"), max_length=4_000)

    history = HistoricalRecords()
    objects: ClassVar[Any] = TranscriptManager()

    class Meta(Record.Meta):
        ordering = ["-is_main", "language", "pk"]
        verbose_name = _("transcript")
        verbose_name_plural = _("transcripts")
        constraints = [
            *Record.Meta.constraints,
            live_unique(
                "recording",
                name="interviews_transcript_main",
                message=_("Another transcript of this recording is the one that segments quote."),
                condition=Q(is_main=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recording} · {self.language} · {self.get_kind_display()}"


class Speaker(models.Model):
    """Somebody who speaks in a transcript, as its file names them; mapped once to who they are."""

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="speakers")
    name = LineField(_("name in the transcript"), max_length=120)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "name"],
                name="interviews_speaker_once",
                violation_error_message=_("This transcript has a speaker of that name already."),
            )
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name


class Cue(models.Model):
    """One stretch of speech, [in, out), in frames of the recording."""

    # the index of a cue's place begins with it
    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="cues", db_index=False)
    in_frame = models.BigIntegerField()
    out_frame = models.BigIntegerField()
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="cues")
    text = ParagraphsField(_("text"), max_length=LONGEST_TEXT)
    # for each of text.split(): [in, out] in frames after in_frame, or null; null where no word has a time
    word_times: Any = models.JSONField(null=True, blank=True)
    # as the file gave them, so that an export gives them back; null once a person moved the cue
    in_ms = models.BigIntegerField(null=True, blank=True)
    out_ms = models.BigIntegerField(null=True, blank=True)
    written = models.CharField(max_length=120, blank=True)  # both, where not in the format's usual way
    version = models.PositiveIntegerField(default=1)
    wording = models.PositiveIntegerField(default=1)  # counts the changes of its text, for translations

    class Meta:
        ordering = ["in_frame", "pk"]
        indexes = [models.Index(fields=["transcript", "in_frame", "id"], name="interviews_cue_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_frame__gte=0, out_frame__gt=F("in_frame")), name="interviews_cue_range"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class TranscriptStep(models.Model):
    """One change of a transcript, with what it takes to go back."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text changed")
        SPLIT = "split", _("cue split")
        MERGE = "merge", _("cues merged")
        SHIFT = "shift", _("cues shifted")
        TIMES = "times", _("in and out changed")
        REPLACE = "replace", _("found and replaced")
        SPEAKERS = "speakers", _("speakers mapped")
        ADD = "add", _("cue added")
        DELETE = "delete", _("cue deleted")

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    facts: Any = models.JSONField(default=dict)  # for the reader: how many, what, by how much
    before: Any = models.JSONField(default=list)  # rows as they stood, by key
    after: Any = models.JSONField(default=list)  # and as this step left them
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["transcript", "number"], name="interviews_step_number"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="interviews_step_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"


class TranscriptImport(models.Model):
    """A file on its way to become a transcript, or a log its segments: looked at, then taken as a whole."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits to be taken")
        TAKEN = "taken", _("Taken")
        DISCARDED = "discarded", _("Discarded")

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    name = LineField(_("name"), max_length=255)
    content = models.FileField(upload_to=own_name, blank=True)  # until it is taken or discarded
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=12, blank=True)
    options: Any = models.JSONField(default=dict)  # encoding, columns: guessed, then chosen
    found: Any = models.JSONField(default=dict)  # what reading it gave, for the preview
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    transcript = models.ForeignKey(
        Transcript, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # what it became; a log's segments stand in the recording

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="interviews_import_taken_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def film_id(self) -> int:
        return self.recording.film_id

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Translation(Record):
    """A transcript in another language, on the same frames."""

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=8)
    maker = LineField(_("translated by"), max_length=120, blank=True)
    notes = ParagraphsField(_("notes"), max_length=4_000)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["language", "pk"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            *Record.Meta.constraints,
            live_unique(
                "transcript",
                "language",
                name="interviews_translation_language",
                message=_("There is a translation into this language already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transcript} → {self.language}"


class TranslatedCueQuerySet(models.QuerySet["TranslatedCue"]):
    def stale(self) -> Self:
        """Those whose original was worded anew since."""
        return self.exclude(wording=F("cue__wording"))


class TranslatedCue(models.Model):
    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="cues")
    cue = models.ForeignKey(Cue, on_delete=models.CASCADE, related_name="translated")
    text = ParagraphsField(_("text"), max_length=LONGEST_TEXT)
    wording = models.PositiveIntegerField()  # of the cue, when this was written or last found right
    source_text = ParagraphsField(max_length=LONGEST_TEXT, editable=False)  # the cue's words then
    version = models.PositiveIntegerField(default=1)

    objects = TranslatedCueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation", "cue"], name="interviews_translated_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_stale(self) -> bool:
        return self.wording != self.cue.wording
