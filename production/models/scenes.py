"""Scenes: the units in which a documentary is planned."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import labels, numbers
from production.models.fields import LineField, ParagraphsField
from production.models.films import Film
from production.models.locations import Set
from production.models.people import Person
from production.models.records import Record, RecordManager, RecordQuerySet, live_unique
from production.models.tags import Theme


class SceneQuerySet(RecordQuerySet):
    def unscheduled(self) -> Self:
        """Scenes still to shoot that stand in no day's running order."""
        done = [Scene.Status.SHOT, Scene.Status.DROPPED]
        shootable = self.exclude(kind__in=[Scene.Kind.ARCHIVE, Scene.Kind.NARRATION])
        standing = Q(running_items__binned_at=None, running_items__day__isnull=False)
        items = models.Count("running_items", filter=standing & Q(running_items__day__binned_at=None))
        return shootable.exclude(status__in=done).alias(items=items).filter(items=0)


class SceneManager(RecordManager.from_queryset(SceneQuerySet)):  # type: ignore[misc]
    pass


class Scene(Record):
    class Kind(models.TextChoices):
        INTERVIEW = "interview", labels.ITEM_KINDS["interview"]
        ACTUALITY = "actuality", labels.ITEM_KINDS["actuality"]
        B_ROLL = "b_roll", labels.ITEM_KINDS["b_roll"]
        RECONSTRUCTION = "reconstruction", labels.ITEM_KINDS["reconstruction"]
        ARCHIVE = "archive", labels.ITEM_KINDS["archive"]
        NARRATION = "narration", labels.ITEM_KINDS["narration"]

    class IntExt(models.TextChoices):
        INT = "int", labels.INT_EXT["int"]
        EXT = "ext", labels.INT_EXT["ext"]
        INT_EXT = "int_ext", labels.INT_EXT["int_ext"]

    class DayNight(models.TextChoices):
        DAY = "day", labels.DAY_NIGHT["day"]
        NIGHT = "night", labels.DAY_NIGHT["night"]
        DAWN = "dawn", labels.DAY_NIGHT["dawn"]
        DUSK = "dusk", labels.DAY_NIGHT["dusk"]

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        SCHEDULED = "scheduled", _("Scheduled")
        PART_SHOT = "part_shot", _("Partly shot")
        SHOT = "shot", _("Shot")
        DROPPED = "dropped", _("Dropped")

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="scenes")
    number = LineField(_("number"), max_length=12)
    number_key = models.CharField(max_length=200, editable=False)  # sorts 2 < 10 < 12 < 12A
    title = LineField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.INTERVIEW)
    int_ext = models.CharField(_("INT/EXT"), max_length=8, choices=IntExt, blank=True)
    day_night = models.CharField(_("D/N"), max_length=8, choices=DayNight, blank=True)
    set = models.ForeignKey(
        Set,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="scenes",
        verbose_name=_("set"),
    )
    synopsis = ParagraphsField(_("synopsis"))
    themes = models.ManyToManyField(Theme, blank=True, related_name="scenes", verbose_name=_("themes"))
    people = models.ManyToManyField(Person, blank=True, related_name="scenes", verbose_name=_("people"))
    planned_minutes = models.PositiveSmallIntegerField(
        _("planned minutes"), default=60, validators=[MaxValueValidator(1440)]
    )
    eighths = models.PositiveSmallIntegerField(
        _("page eighths"), null=True, blank=True, validators=[MaxValueValidator(800)]
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PLANNED)

    history = HistoricalRecords(m2m_fields=[themes, people])
    objects: ClassVar[Any] = SceneManager()

    class Meta(Record.Meta):
        ordering = ["number_key", "pk"]
        verbose_name = _("scene")
        verbose_name_plural = _("scenes")
        constraints = [
            *Record.Meta.constraints,
            live_unique(
                "film",
                "number_key",
                name="production_scene_number",
                message=_("Another scene of this film has this number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.number_key = numbers.natural_key(self.number)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.number_key = numbers.natural_key(self.number or "")
        if not self.film_id:
            return
        same = Scene.objects.filter(film_id=self.film_id, number_key=self.number_key)
        if other := same.exclude(pk=self.pk).first():
            raise ValidationError(
                {
                    "number": _("Scene %(number)s exists already: %(title)s.")
                    % {"number": other.number, "title": other.title}
                }
            )
