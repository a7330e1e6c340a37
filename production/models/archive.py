"""The archive: who holds what the film didn't shoot, the clips themselves, and the copies of each.

A clip says what a thing is and where it comes from; a copy says what of it lies with us. What it
may be used for and what that costs hangs here later: a licence on the clip, a use in the cut on
the copy. Until then money is words: the source's currency and its rate card as it was written.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import labels, timecode
from production.models.fields import LineField, ParagraphsField
from production.models.files import StoredFile
from production.models.films import Film
from production.models.historic import Dated
from production.models.people import Person, phone_validator
from production.models.records import Record, RecordManager, RecordQuerySet
from production.models.scenes import Scene
from production.models.tags import Theme
from production.models.timecodes import Rated, TimecodeField
from production.timecode import Length


class Source(Record):
    """An archive house, a museum, a family: who holds clips and gives copies of them."""

    class Kind(models.TextChoices):
        ARCHIVE_HOUSE = "archive_house", labels.SOURCE_KINDS["archive_house"]
        MUSEUM = "museum", labels.SOURCE_KINDS["museum"]
        LIBRARY = "library", labels.SOURCE_KINDS["library"]
        NEWSPAPER = "newspaper", labels.SOURCE_KINDS["newspaper"]
        AGENCY = "agency", labels.SOURCE_KINDS["agency"]
        PRIVATE = "private", labels.SOURCE_KINDS["private"]
        OWN = "own", labels.SOURCE_KINDS["own"]
        OTHER = "other", labels.SOURCE_KINDS["other"]

    # for those who deal with the holder, not for every viewer
    CONTACT = ("contact", "phone", "email", "address", "rate_card", "notes")

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="archive_sources")
    name = LineField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.ARCHIVE_HOUSE)
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="archive_sources",
        verbose_name=_("person"),
        help_text=_("Where the holder is in the register of people."),
    )
    contact = LineField(_("contact"), max_length=120, blank=True)
    phone = LineField(_("phone"), max_length=60, blank=True, validators=[phone_validator])
    email = models.EmailField(_("e-mail"), blank=True)
    address = LineField(_("address"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    credit = LineField(
        _("credit"), max_length=300, blank=True, help_text=_("As it asks to be named in the credits.")
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Three capital letters, like MXN."))],
    )
    rate_card = ParagraphsField(
        _("rate card"), help_text=_("What a second, a minute or a reel costs there, as they put it.")
    )
    notes = ParagraphsField(_("notes"))

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                "film",
                Lower("name"),
                condition=Q(binned_at=None),
                name="production_source_name",
                violation_error_message=_("There is a source of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ArchiveClipQuerySet(RecordQuerySet):
    def with_thumbnail(self) -> Self:
        return self.filter(file__isnull=False)

    def without_thumbnail(self) -> Self:
        return self.filter(file=None)

    def standing(self) -> Self:
        """Clips that may still come into the film."""
        return self.exclude(state__in=ArchiveClip.GONE)


class ArchiveClipManager(RecordManager.from_queryset(ArchiveClipQuerySet)):  # type: ignore[misc]
    pass


class ArchiveClip(Rated, Dated, Record):
    """One span of footage, one photograph, paper, object or recording that the film may show."""

    class Kind(models.TextChoices):
        FOOTAGE = "footage", labels.CLIP_KINDS["footage"]
        PHOTOGRAPH = "photograph", labels.CLIP_KINDS["photograph"]
        DOCUMENT = "document", labels.CLIP_KINDS["document"]
        NEWSPAPER = "newspaper", labels.CLIP_KINDS["newspaper"]
        OBJECT = "object", labels.CLIP_KINDS["object"]
        MUSIC = "music", labels.CLIP_KINDS["music"]
        GRAPHIC = "graphic", labels.CLIP_KINDS["graphic"]

    class State(models.TextChoices):
        IDENTIFIED = "identified", labels.CLIP_STATES["identified"]
        SCREENER_ORDERED = "screener_ordered", labels.CLIP_STATES["screener_ordered"]
        SCREENER_IN_CUT = "screener_in_cut", labels.CLIP_STATES["screener_in_cut"]
        QUOTE_REQUESTED = "quote_requested", labels.CLIP_STATES["quote_requested"]
        QUOTED = "quoted", labels.CLIP_STATES["quoted"]
        NEGOTIATING = "negotiating", labels.CLIP_STATES["negotiating"]
        AGREED = "agreed", labels.CLIP_STATES["agreed"]
        SIGNED = "signed", labels.CLIP_STATES["signed"]
        PAID = "paid", labels.CLIP_STATES["paid"]
        DENIED = "denied", labels.CLIP_STATES["denied"]
        REPLACED = "replaced", labels.CLIP_STATES["replaced"]
        CUT = "cut", labels.CLIP_STATES["cut"]

    class Colour(models.TextChoices):
        BLACK_AND_WHITE = "black_and_white", _("Black and white")
        COLOUR = "colour", _("Colour")
        TINTED = "tinted", _("Tinted or toned")
        MIXED = "mixed", _("Black and white, and colour")

    class Sound(models.TextChoices):
        SILENT = "silent", _("Silent")
        SOUND = "sound", _("With sound")
        MUTE = "mute", _("Mute copy of a sound film")

    GONE = (State.DENIED, State.REPLACED, State.CUT)

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="archive_clips")
    title = LineField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.FOOTAGE)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.IDENTIFIED)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clips",
        verbose_name=_("source"),
    )
    catalogue_number = LineField(_("catalogue or reel number"), max_length=80, blank=True)
    number_issuer = LineField(
        _("number issued by"), max_length=120, blank=True, help_text=_("Where it isn't the source's own.")
    )
    creator = LineField(
        _("made by"), max_length=200, blank=True, help_text=_("Camera, photographer, author, paper.")
    )
    description = ParagraphsField(_("description"))
    people = models.ManyToManyField(
        Person, blank=True, related_name="archive_clips", verbose_name=_("people of the film shown")
    )
    people_named = LineField(
        _("others shown"),
        max_length=500,
        blank=True,
        help_text=_("Names with commas between them: who isn't in the register of people."),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="archive_clips", verbose_name=_("themes"))
    scenes = models.ManyToManyField(
        Scene, blank=True, related_name="archive_clips", verbose_name=_("scenes it speaks to")
    )
    timecode_in = TimecodeField(_("timecode in"))
    timecode_out = TimecodeField(_("timecode out"))
    seconds_given = models.PositiveIntegerField(_("length"), null=True, blank=True)
    colour = models.CharField(_("colour"), max_length=16, choices=Colour, blank=True)
    sound = models.CharField(_("sound"), max_length=8, choices=Sound, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("thumbnail"),
    )
    notes = ParagraphsField(_("notes"))

    history = HistoricalRecords(m2m_fields=[people, themes, scenes])
    objects: ClassVar[Any] = ArchiveClipManager()

    class Meta(Record.Meta):
        ordering = [F("date_earliest").asc(nulls_last=True), "title", "pk"]
        verbose_name = _("archive clip")
        verbose_name_plural = _("archive clips")
        constraints = [
            *Record.Meta.constraints,
            *Rated.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(timecode_out="") | ~Q(timecode_in=""),
                name="production_archiveclip_out_of_in",
                violation_error_message=_("Give the timecode in as well."),
            ),
            models.CheckConstraint(
                condition=Q(timecode_out="") | Q(seconds_given=None),
                name="production_archiveclip_one_length",
                violation_error_message=_("The timecodes say how long it is; leave this empty."),
            ),
            models.CheckConstraint(
                condition=Q(catalogue_number="") | Q(source__isnull=False) | ~Q(number_issuer=""),
                name="production_archiveclip_number_issued",
                violation_error_message=_("Say who issued this number, or choose the source."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def issuer(self) -> str:
        """Who issued the catalogue number."""
        return self.number_issuer or (self.source.name if self.source else "")

    @property
    def length(self) -> Length | None:
        """By its timecodes, out exclusive; else as the archive gave it."""
        start, end = self.label("timecode_in"), self.label("timecode_out")
        if start and end:
            return timecode.length(start, end, self.exact_rate)
        return timecode.seconds_long(self.seconds_given) if self.seconds_given else None

    @property
    def names_shown(self) -> list[str]:
        """Everyone who is shown: of the register first, then those who are only named."""
        others = [name.strip() for name in self.people_named.split(",")]
        return [*(person.name for person in self.people.all()), *filter(None, others)]

    @property
    def best_copy(self) -> Copy | None:
        """The copy to work from: none that was replaced; a master before a work copy before a screener."""
        order = Copy.Kind.values
        standing = [copy for copy in self.copies.all() if copy.replaced_by_id is None]
        return min(
            standing, key=lambda copy: (order.index(copy.kind), copy.watermarked, copy.pk), default=None
        )

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {**self.check_labels("timecode_in", "timecode_out")}
        if self.catalogue_number and not self.number_issuer and not self.source_id:
            errors["number_issuer"] = _("Say who issued this number, or choose the source.")
        if not errors:
            errors = self._check_span()
        if errors:
            raise ValidationError(errors)

    def _check_span(self) -> dict[str, Any]:
        start, end = self.label("timecode_in"), self.label("timecode_out")
        if not end:
            return {}
        if not start:
            return {"timecode_in": _("Give the timecode in as well.")}
        if start.has_frames != end.has_frames:
            return {"timecode_out": _("Write both timecodes with frames, or both without.")}
        if self.length is None:
            return {
                "timecode_out": _("The out must lie after the in; it is the first frame that isn't shown.")
            }
        if self.seconds_given is not None:
            text = _("By its timecodes it is %(length)s long; leave this empty.")
            return {"seconds_given": text % {"length": self.length}}
        return {}


class Copy(Rated, Record):
    """A screener, a master, a print: one thing that lies somewhere and can be put into a cut."""

    class Kind(models.TextChoices):  # the best to work from first
        MASTER = "master", labels.COPY_KINDS["master"]
        WORK_COPY = "work_copy", labels.COPY_KINDS["work_copy"]
        PRINT = "print", labels.COPY_KINDS["print"]
        SCREENER = "screener", labels.COPY_KINDS["screener"]

    clip = models.ForeignKey(
        ArchiveClip, on_delete=models.CASCADE, related_name="copies", verbose_name=_("archive clip")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.SCREENER)
    name = LineField(
        _("label"), max_length=120, blank=True, help_text=_("What stands on the tape, box or drive.")
    )
    place = LineField(_("where it is"), max_length=200, blank=True)
    format = LineField(
        _("format"), max_length=120, blank=True, help_text=_("ProRes 422, Digital Betacam, 10×15 print.")
    )
    file_name = LineField(_("file name"), max_length=255, blank=True)
    start_timecode = TimecodeField(_("timecode of its first frame"))
    watermarked = models.BooleanField(_("watermark"), default=False)
    watermark = LineField(_("text of the watermark"), max_length=200, blank=True)
    burnt_in = models.BooleanField(_("burnt-in timecode"), default=False)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    notes = ParagraphsField(_("notes"), max_length=2_000)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["clip", "pk"]
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        constraints = [
            *Record.Meta.constraints,
            *Rated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(watermark="") | Q(watermarked=True),
                name="production_copy_watermark",
                violation_error_message=_("A copy with a watermark's text has a watermark."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")),
                name="production_copy_not_by_itself",
                violation_error_message=_("A copy can't replace itself."),
            ),
        ]

    def __str__(self) -> str:
        words = str(self.get_kind_display())
        return f"{words} – {self.name}" if self.name else words

    def clean(self) -> None:
        errors: dict[str, Any] = {**self.check_labels("start_timecode")}
        self.watermarked = self.watermarked or bool(self.watermark)
        if self.replaced_by and self._returns_here():
            errors["replaced_by"] = _("That copy is replaced by this one.")
        elif self.replaced_by and self.replaced_by.clip_id != self.clip_id:
            errors["replaced_by"] = _("Choose another copy of the same clip.")
        if errors:
            raise ValidationError(errors)

    def _returns_here(self) -> bool:
        """Whether following what replaced what leads back to this copy."""
        seen: set[int] = set()
        after = self.replaced_by
        while after is not None and after.pk not in seen:
            if after.pk == self.pk:
                return True
            seen.add(after.pk)
            after = after.replaced_by
        return False
