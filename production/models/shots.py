"""Shots: those of a scene, and the b-roll menus of a location."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import labels, numbers
from production.models.archive import ArchiveClip
from production.models.fields import LineField, ParagraphsField
from production.models.files import StoredFile
from production.models.films import Film
from production.models.locations import Location
from production.models.records import Record, RecordManager, RecordQuerySet, live_unique
from production.models.scenes import Scene
from production.models.schedule import ShootDay


@dataclass(frozen=True)
class Progress:
    """How far a scene's shots, or a menu's, have come; dropped ones don't count."""

    done: int = 0
    planned: int = 0
    musts_done: int = 0
    musts: int = 0

    @property
    def left(self) -> int:
        return self.planned - self.done

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 100 means every one."""
        return 100 * self.done // self.planned if self.planned else 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.done + other.done,
            self.planned + other.planned,
            self.musts_done + other.musts_done,
            self.musts + other.musts,
        )


class ShotQuerySet(RecordQuerySet):
    def standing(self) -> Self:
        """Shots whose scene or location is outside the bin; those of one in the bin wait with it."""
        return self.filter(Shot.STANDING)

    def done(self) -> Self:
        return self.filter(status=Shot.Status.SHOT)

    def left(self) -> Self:
        """Still to shoot."""
        return self.filter(status__in=Shot.OPEN)

    def musts(self) -> Self:
        return self.filter(priority=Shot.Priority.MUST)

    def in_order(self) -> Self:
        """Scene after scene, then menu after menu, as the shot list prints them."""
        return self.order_by(
            models.F("scene__number_key").asc(nulls_last=True),
            "scene_id",
            "location__name",
            "location_id",
            "position",
            "number_key",
            "pk",
        )

    def count_for(self, owner: str) -> Coalesce:
        """How many of these a scene (``"scene"``) or location of another query has, as a column of it."""
        rows = self.filter(**{owner: models.OuterRef("pk")}).order_by().values(owner)
        return Coalesce(models.Subquery(rows.annotate(count=Count("pk")).values("count")), 0)

    def progress_of(self, owner: str) -> Mapping[int, Progress]:
        """The progress of each scene (``"scene"``) or menu (``"location"``) by its key, in one query."""
        key, done, must = f"{owner}_id", Q(status=Shot.Status.SHOT), Q(priority=Shot.Priority.MUST)
        counted = self.exclude(status=Shot.Status.DROPPED).exclude(**{owner: None}).order_by()
        rows = counted.values_list(key).annotate(
            done=Count("pk", filter=done),
            planned=Count("pk"),
            musts_done=Count("pk", filter=done & must),
            musts=Count("pk", filter=must),
        )
        return {row[0]: Progress(*row[1:]) for row in rows}


class ShotManager(RecordManager.from_queryset(ShotQuerySet)):  # type: ignore[misc]
    pass


class Shot(Record):
    """One picture to bring home; of a scene, or of the menu of a location."""

    class Category(models.TextChoices):
        ESTABLISHING = "establishing", labels.SHOT_CATEGORIES["establishing"]
        EXTERIORS = "exteriors", labels.SHOT_CATEGORIES["exteriors"]
        INTERIORS = "interiors", labels.SHOT_CATEGORIES["interiors"]
        DETAILS = "details", labels.SHOT_CATEGORIES["details"]
        OBJECTS = "objects", labels.SHOT_CATEGORIES["objects"]
        HANDS = "hands", labels.SHOT_CATEGORIES["hands"]
        PEOPLE = "people", labels.SHOT_CATEGORIES["people"]
        CUTAWAYS = "cutaways", labels.SHOT_CATEGORIES["cutaways"]
        SOUND = "sound", labels.SHOT_CATEGORIES["sound"]

    class Size(models.TextChoices):
        ELS = "els", labels.SHOT_SIZES["els"]
        LS = "ls", labels.SHOT_SIZES["ls"]
        FS = "fs", labels.SHOT_SIZES["fs"]
        MLS = "mls", labels.SHOT_SIZES["mls"]
        MS = "ms", labels.SHOT_SIZES["ms"]
        MCU = "mcu", labels.SHOT_SIZES["mcu"]
        CU = "cu", labels.SHOT_SIZES["cu"]
        ECU = "ecu", labels.SHOT_SIZES["ecu"]
        INSERT = "insert", labels.SHOT_SIZES["insert"]

    class Sound(models.TextChoices):
        SYNC = "sync", labels.SHOT_SOUNDS["sync"]
        WILD = "wild", labels.SHOT_SOUNDS["wild"]
        MUTE = "mute", labels.SHOT_SOUNDS["mute"]

    class Priority(models.TextChoices):
        MUST = "must", labels.SHOT_PRIORITIES["must"]
        NICE = "nice", labels.SHOT_PRIORITIES["nice"]

    class Status(models.TextChoices):
        PLANNED = "planned", labels.SHOT_STATUSES["planned"]
        SHOT = "shot", labels.SHOT_STATUSES["shot"]
        RESHOOT = "reshoot", labels.SHOT_STATUSES["reshoot"]
        DROPPED = "dropped", labels.SHOT_STATUSES["dropped"]

    OPEN = (Status.PLANNED, Status.RESHOOT)
    STANDING = (Q(scene=None) | Q(scene__binned_at=None)) & (Q(location=None) | Q(location__binned_at=None))

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="shots")
    scene = models.ForeignKey(
        Scene,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="shots",
        verbose_name=_("scene"),
    )
    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="shots",
        verbose_name=_("location"),
    )
    category = models.CharField(_("category"), max_length=16, choices=Category, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    number = LineField(_("number"), max_length=12)
    number_key = models.CharField(max_length=200, editable=False)  # sorts 2 < 10 < 12 < 12A
    description = LineField(_("description"), max_length=500)
    size = models.CharField(_("size"), max_length=8, choices=Size, blank=True)
    angle = LineField(_("angle"), max_length=60, blank=True)
    movement = LineField(_("movement"), max_length=60, blank=True)
    lens = LineField(_("lens"), max_length=40, blank=True)
    fps = models.DecimalField(
        _("frames a second"),
        max_digits=7,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.001"))],
    )
    sound = models.CharField(_("sound"), max_length=8, choices=Sound, blank=True)
    priority = models.CharField(_("must or nice"), max_length=8, choices=Priority, default=Priority.MUST)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.PLANNED)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MaxValueValidator(1440)]
    )
    shot_on = models.ForeignKey(
        ShootDay,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="shots",
        verbose_name=_("shot on"),
    )
    clip = models.ForeignKey(
        ArchiveClip,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="shots",
        verbose_name=_("archive picture to match"),
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    notes = ParagraphsField(_("notes"), max_length=4_000)

    history = HistoricalRecords()
    objects: ClassVar[Any] = ShotManager()

    class Meta(Record.Meta):
        ordering = ["position", "number_key", "pk"]
        verbose_name = _("shot")
        verbose_name_plural = _("shots")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(scene__isnull=False, location=None, category="")
                | (Q(scene=None, location__isnull=False) & ~Q(category="")),
                name="production_shot_of_one",
                violation_error_message=_(
                    "A shot belongs to a scene, or to a category of a location's b-roll menu."
                ),
            ),
            live_unique(
                "scene",
                "number_key",
                name="production_shot_of_scene",
                message=_("Another shot of this scene has this number."),
            ),
            live_unique(
                "location",
                "number_key",
                name="production_shot_of_menu",
                message=_("Another shot of this menu has this number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.description}"

    @property
    def code(self) -> str:
        """``4/2`` of scene 4; in a menu the number alone."""
        return f"{self.scene.number}/{self.number}" if self.scene is not None else self.number

    @property
    def owner(self) -> Scene | Location:
        return self.scene or self.location  # type: ignore[return-value]  # production_shot_of_one

    @property
    def is_done(self) -> bool:
        return self.status == self.Status.SHOT

    @property
    def counts(self) -> Progress:
        """This shot's part in the progress of its scene or menu."""
        if self.status == self.Status.DROPPED:
            return Progress()
        is_must = self.priority == self.Priority.MUST
        return Progress(int(self.is_done), 1, int(self.is_done and is_must), int(is_must))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.number_key = numbers.natural_key(self.number)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.number_key = numbers.natural_key(self.number or "")
        errors: dict[str, Any] = {}
        if self.location_id and not self.category:
            errors["category"] = _("Choose a category of the menu.")
        if self.number and (other := self._same_number()):
            words = {"number": other.number, "description": other.description}
            errors["number"] = _("Shot %(number)s exists already: %(description)s.") % words
        if errors:
            raise ValidationError(errors)

    def _same_number(self) -> Shot | None:
        if not (self.scene_id or self.location_id):
            return None
        same = Shot.objects.filter(
            scene_id=self.scene_id, location_id=self.location_id, number_key=self.number_key
        )
        found: Shot | None = same.exclude(pk=self.pk).first()
        return found
