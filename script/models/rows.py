"""What a script is made of: scenes in its order, their rows, and the cells in the two columns of a row.

A cell cites at most one source and says what that is; its words, length and rights come from there.
They are no records of their own: who writes to a script goes by steps (``script.actions.steps``),
which keep what was and take it back. Each carries a version, so that nothing is overwritten silently.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interviews.models import Segment
from production.models import ArchiveClip, Person, Scene, Shot
from production.models.fields import LineField, ParagraphsField
from production.models.timecodes import TimecodeField
from script.models.scripts import FASTEST, SLOWEST, Script

GAP = 1 << 40  # between two places, so that something fits between them
LONGEST_TEXT = 60_000


class ScriptScene(models.Model):
    """A scene of the film in the order of a script; a chapter that no scene was planned for has none."""

    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="scenes")
    scene = models.ForeignKey(Scene, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.BigIntegerField(default=0)
    # given at the first lock and kept from then on; until then scenes are counted
    number = LineField(_("number"), max_length=12, blank=True)
    title = LineField(_("title"), max_length=200, blank=True)  # where empty, the scene's
    target_seconds = models.PositiveIntegerField(_("target length"), null=True, blank=True)
    is_omitted = models.BooleanField(default=False)  # cut after the first lock: its number stands
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("scene of a script")
        verbose_name_plural = _("scenes of a script")
        constraints = [
            models.UniqueConstraint(
                fields=["script", "scene"],
                name="script_scene_once",
                violation_error_message=_("This scene stands in the script already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or (self.scene.title if self.scene else "")

    @property
    def film_id(self) -> int:
        return self.script.film_id


class Row(models.Model):
    scene = models.ForeignKey(ScriptScene, on_delete=models.CASCADE, related_name="rows")
    position = models.BigIntegerField(default=0)
    # where the editor's cut was taken over: frames of the record from its first one
    record_in = models.BigIntegerField(null=True, blank=True)
    record_out = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("row of a script")
        verbose_name_plural = _("rows of a script")
        indexes = [models.Index(fields=["scene", "position"], name="script_row_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(record_in=None, record_out=None)
                | Q(record_in__gte=0, record_out__gte=models.F("record_in")),
                name="script_row_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scene} {self.pk}"

    @property
    def film_id(self) -> int:
        return self.scene.film_id


class Cell(models.Model):
    """One element in one column of a row."""

    class Column(models.TextChoices):
        PICTURE = "picture", _("Picture")
        SOUND = "sound", _("Sound")

    class Element(models.TextChoices):
        SOUNDBITE = "soundbite", _("Soundbite")
        NARRATION = "narration", _("Narration")
        ARCHIVE = "archive", _("Archive")
        B_ROLL = "b_roll", _("B-roll")
        STILL = "still", _("Still")
        LOWER_THIRD = "lower_third", _("Lower third")
        CARD = "card", _("Title card")
        SUBTITLE = "subtitle", _("Subtitle")
        MUSIC = "music", _("Music")
        NATURAL_SOUND = "natural_sound", _("Natural sound")
        NOTE = "note", _("Note")

    class Sound(models.TextChoices):
        """What is heard of an archive clip."""

        MUTE = "mute", _("Mute")
        SOUND = "sound", _("With its sound")

    class Move(models.TextChoices):
        """Of music."""

        IN = "in", pgettext_lazy("music", "In")
        UNDER = "under", pgettext_lazy("music", "Under")
        OUT = "out", pgettext_lazy("music", "Out")

    # which elements may cite what
    CITES = {
        "segment": (Element.SOUNDBITE,),
        "clip": (Element.ARCHIVE, Element.STILL, Element.MUSIC),
        "shot": (Element.B_ROLL, Element.STILL, Element.NATURAL_SOUND),
    }
    SOURCES = tuple(CITES)

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="cells")
    column = models.CharField(max_length=8, choices=Column)
    position = models.BigIntegerField(default=0)
    element = models.CharField(max_length=14, choices=Element)
    # at most one of these
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    clip = models.ForeignKey(ArchiveClip, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shot = models.ForeignKey(Shot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    text = ParagraphsField(_("text"), max_length=LONGEST_TEXT)
    # a soundbite: [[in, out], …] in frames of its segment's recording, one after the other; [] follows
    # the segment, wherever that is moved
    ranges: Any = models.JSONField(default=list, blank=True)
    on_camera = models.BooleanField(_("on camera"), default=True)  # a soundbite that is seen, not only heard
    # an archive clip: as its own timecodes are written; "" for where the clip begins and ends
    clip_in = TimecodeField(_("in"))
    clip_out = TimecodeField(_("out"))
    sound = models.CharField(max_length=8, choices=Sound, blank=True)
    move = models.CharField(max_length=8, choices=Move, blank=True)
    # whom a lower third names
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(_("language"), max_length=8, blank=True)  # "" is the script's
    pace = models.PositiveSmallIntegerField(_("pace, words a minute"), null=True, blank=True)
    lasts_ms = models.PositiveBigIntegerField(_("length"), null=True, blank=True)  # given
    is_recorded = models.BooleanField(default=False)  # the length is that of the narrator's take
    # a pinned line: what was quoted, kept while its source goes on:
    # {"ranges": [[in, out], …], "words": ["…", …], "speaker": "…"}; with "seen", ranges and words alike,
    # where somebody has looked at what the source says since, and kept the line nevertheless
    kept: Any = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["column", "position", "pk"]
        verbose_name = _("cell of a script")
        verbose_name_plural = _("cells of a script")
        constraints = [
            models.CheckConstraint(
                condition=Q(clip=None, shot=None) | Q(segment=None, shot=None) | Q(segment=None, clip=None),
                name="script_cell_one_source",
                violation_error_message=_("A cell cites one source."),
            ),
            models.CheckConstraint(
                condition=(Q(segment=None) | Q(element="soundbite"))
                & (Q(clip=None) | Q(element__in=["archive", "still", "music"]))
                & (Q(shot=None) | Q(element__in=["b_roll", "still", "natural_sound"])),
                name="script_cell_source_of_element",
            ),
            models.CheckConstraint(
                condition=~Q(element="soundbite") | Q(segment__isnull=False),
                name="script_cell_soundbite_has_source",
                violation_error_message=_("A soundbite is a segment of a recording."),
            ),
            models.CheckConstraint(
                condition=Q(pace=None) | Q(pace__gte=SLOWEST, pace__lte=FASTEST), name="script_cell_pace"
            ),
            models.CheckConstraint(
                condition=Q(is_recorded=False) | Q(element="narration", lasts_ms__isnull=False),
                name="script_cell_recorded_lasts",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60] or str(self.get_element_display())

    @property
    def film_id(self) -> int:
        return self.row.film_id

    def has_seen(self, ranges: list[list[int]], words: list[str]) -> bool:
        """Whether a pinned line was quoted so, or kept by somebody who had read this of its source."""
        known = (self.kept.get("seen"), self.kept) if self.kept else ()
        return any(one and (one["ranges"], one["words"]) == (ranges, words) for one in known)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """What a soundbite takes of its recording, in frames; pinned, as it was quoted."""
        if self.segment is None:
            return []
        kept = self.kept["ranges"] if self.kept else self.ranges
        if not kept:
            return [(self.segment.in_frame, self.segment.out_frame)]
        return [(int(start), int(end)) for start, end in kept]
