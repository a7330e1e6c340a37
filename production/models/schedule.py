"""Shoot days with their running order and calls."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import labels, zones
from production.models.fields import DayTimeField, LineField, ParagraphsField
from production.models.films import Film
from production.models.locations import Location, Set
from production.models.people import Person
from production.models.records import Record, RecordManager, RecordQuerySet
from production.models.scenes import Scene

MINUTES = MaxValueValidator(1440)
YEARS = range(1902, 2198)  # those of production.clock, with room for the days about a day


class ShootDayQuerySet(RecordQuerySet):
    def counted(self) -> Self:
        """The days that “Day X of Y” counts."""
        return self.filter(day_type=ShootDay.Type.SHOOT)

    def of_person(self, person: Person) -> Self:
        """The days on which somebody has a call, or stands in an item or in its scene."""
        items = Q(running_items__binned_at=None) & (
            Q(running_items__people=person) | Q(running_items__scene__people=person)
        )
        return self.filter(items | Q(calls__person=person, calls__binned_at=None)).distinct()

    def with_running_order(self) -> Self:
        """With all that a plan is made of (production.running_order), in a fixed number of queries."""
        items = RunningItem.objects.select_related("scene__set__location", "set__location", "location")
        people = items.prefetch_related("people", "scene__people")
        calls = Call.objects.filter(person__binned_at=None).select_related("person", "met_by")
        return self.select_related("film").prefetch_related(
            models.Prefetch("running_items", people), models.Prefetch("calls", calls)
        )

    def after(self, day: ShootDay) -> Self:
        """Days that follow, of any unit, off days left out."""
        return self.filter(date__gt=day.date).exclude(day_type=ShootDay.Type.OFF)


class ShootDayManager(RecordManager.from_queryset(ShootDayQuerySet)):  # type: ignore[misc]
    pass


class ShootDay(Record):
    class Type(models.TextChoices):
        SHOOT = "shoot", labels.DAY_TYPES["shoot"]
        TRAVEL = "travel", labels.DAY_TYPES["travel"]
        PREP = "prep", labels.DAY_TYPES["prep"]
        RECCE = "recce", labels.DAY_TYPES["recce"]
        OFF = "off", labels.DAY_TYPES["off"]

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="shoot_days")
    date = models.DateField(_("date"))
    day_type = models.CharField(_("type"), max_length=8, choices=Type, default=Type.SHOOT)
    unit = LineField(_("unit"), max_length=60, default="Main unit")
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("The zone of the first location when left empty."),
    )
    general_call = DayTimeField(_("general call"))
    shooting_call = DayTimeField(_("shooting call"), help_text=_("The first shot; computed when left empty."))
    breakfast = DayTimeField(_("breakfast"))
    wrap_override = DayTimeField(
        _("estimated wrap"), help_text=_("Computed from the running order when left empty.")
    )
    weather = LineField(_("weather"), blank=True)
    weather_at = models.DateTimeField(_("weather as of"), null=True, blank=True)
    radio = LineField(_("radio channels"), max_length=300, blank=True)
    kit = ParagraphsField(_("kit arriving"), max_length=2_000)
    safety = ParagraphsField(_("safety bulletin"), max_length=4_000)
    script_draft = LineField(_("script draft"), max_length=80, blank=True)
    closed_set = models.BooleanField(_("closed set"), default=False)

    history = HistoricalRecords()
    objects: ClassVar[Any] = ShootDayManager()

    class Meta(Record.Meta):
        ordering = ["date", "unit", "pk"]
        verbose_name = _("shoot day")
        verbose_name_plural = _("shoot days")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                "film",
                "date",
                Lower("unit"),
                condition=Q(binned_at=None),
                name="production_day_once",
                violation_error_message=_("This unit has a day on this date already."),
            ),
            models.CheckConstraint(
                condition=Q(general_call=None) | Q(general_call__gte=0, general_call__lt=1440),
                name="production_day_general_call",
                violation_error_message=_("General call lies on the day's own date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.unit}"

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if self.date and self.date.year not in YEARS:
            errors["date"] = _("Write a year from %(first)s to %(last)s.") % {
                "first": YEARS[0],
                "last": YEARS[-1],
            }
        if self.time_zone and not zones.is_zone(self.time_zone):
            errors["time_zone"] = _("There is no time zone of this name.")
        call = self.general_call
        if call is not None and not 0 <= call < 1440:
            errors["general_call"] = _("General call lies on the day's own date.")
        if call is not None and self.shooting_call is not None and self.shooting_call < call:
            errors["shooting_call"] = _("The first shot lies before general call.")
        if call is not None and self.wrap_override is not None and self.wrap_override < call:
            errors["wrap_override"] = _("Wrap lies before general call.")
        if self._is_double():
            errors["date"] = _("This unit has a day on this date already.")
        if errors:
            raise ValidationError(errors)

    def _is_double(self) -> bool:
        """A form doesn't carry the film, so its constraint isn't asked there."""
        if not (self.film_id and self.date):
            return False
        same = ShootDay.objects.filter(film_id=self.film_id, date=self.date, unit__iexact=self.unit)
        return same.exclude(pk=self.pk).exists()


class RunningItemQuerySet(RecordQuerySet):
    def pool(self) -> Self:
        """Items that wait for a day."""
        return self.filter(day=None)

    def on_live_days(self) -> Self:
        """Items of the pool and of days outside the bin; a day in the bin keeps its running order."""
        return self.filter(Q(day=None) | Q(day__binned_at=None))


class RunningItemManager(RecordManager.from_queryset(RunningItemQuerySet)):  # type: ignore[misc]
    pass


class RunningItem(Record):
    """One strip: a scene, or a part of one, or what is no scene (call, meal, move, wrap)."""

    class Kind(models.TextChoices):
        CALL = "call", labels.ITEM_KINDS["call"]
        LOAD_IN = "load_in", labels.ITEM_KINDS["load_in"]
        SAFETY = "safety", labels.ITEM_KINDS["safety"]
        SET_UP = "set_up", labels.ITEM_KINDS["set_up"]
        INTERVIEW = "interview", labels.ITEM_KINDS["interview"]
        ACTUALITY = "actuality", labels.ITEM_KINDS["actuality"]
        B_ROLL = "b_roll", labels.ITEM_KINDS["b_roll"]
        RECONSTRUCTION = "reconstruction", labels.ITEM_KINDS["reconstruction"]
        ARCHIVE = "archive", labels.ITEM_KINDS["archive"]
        NARRATION = "narration", labels.ITEM_KINDS["narration"]
        MEAL = "meal", labels.ITEM_KINDS["meal"]
        MOVE = "move", labels.ITEM_KINDS["move"]
        WRAP = "wrap", labels.ITEM_KINDS["wrap"]
        OTHER = "other", labels.ITEM_KINDS["other"]

    ON_CAMERA = (Kind.INTERVIEW, Kind.ACTUALITY, Kind.B_ROLL, Kind.RECONSTRUCTION)

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="running_items")
    day = models.ForeignKey(
        ShootDay,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="running_items",
        verbose_name=_("day"),
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.OTHER)
    scene = models.ForeignKey(
        Scene,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="running_items",
        verbose_name=_("scene"),
    )
    title = LineField(_("description"), blank=True, help_text=_("The scene's title when left empty."))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30, validators=[MINUTES])
    fixed_start = DayTimeField(
        _("fixed start"), help_text=_("Never moves; turns amber when the day runs over it.")
    )
    set = models.ForeignKey(
        Set,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="running_items",
        verbose_name=_("set"),
        help_text=_("The scene's set when left empty."),
    )
    location = models.ForeignKey(
        Location,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="running_items",
        verbose_name=_("location"),
        help_text=_("The set's location when left empty; for a move, where it leads."),
    )
    people = models.ManyToManyField(
        Person,
        blank=True,
        related_name="running_items",
        verbose_name=_("people"),
        help_text=_("Besides those of the scene."),
    )
    notes = LineField(_("notes"), max_length=500, blank=True)

    history = HistoricalRecords(m2m_fields=[people])
    objects: ClassVar[Any] = RunningItemManager()

    class Meta(Record.Meta):
        ordering = ["position", "pk"]
        verbose_name = _("item")
        verbose_name_plural = _("running order")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__lte=1440),
                name="production_item_minutes",
                violation_error_message=_("An item lasts a day at most."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or (str(self.scene) if self.scene else self.get_kind_display())

    @property
    def place(self) -> Location | None:
        """The item's own location, else the one of its set, else of its scene's set."""
        if self.location is not None:
            return self.location
        if self.set is not None:
            return self.set.location
        if self.scene is not None and self.scene.set is not None:
            return self.scene.set.location
        return None

    @property
    def at_set(self) -> Set | None:
        if self.set is not None:
            return self.set
        return self.scene.set if self.scene is not None else None


class Call(Record):
    """When one person is wanted on one day, and how they get there."""

    class Mode(models.TextChoices):
        GENERAL = "general", _("general call")
        ABSOLUTE = "absolute", _("at a time")
        RELATIVE = "relative", _("relative to general call")
        OWN = "own", _("own call (O/C)")

    ORDER = {
        "pick_up": _("Pick-up lies after arrival."),
        "ready": _("Ready lies before arrival or pick-up."),
        "release_by": _("They would be released before they arrive or are ready."),
    }

    day = models.ForeignKey(ShootDay, on_delete=models.CASCADE, related_name="calls")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="calls", verbose_name=_("person")
    )
    mode = models.CharField(_("call"), max_length=8, choices=Mode, default=Mode.GENERAL)
    at = DayTimeField(_("call or arrival"))
    offset = models.IntegerField(_("minutes after general call"), null=True, blank=True)
    pick_up = DayTimeField(_("pick-up"))
    pick_up_place = LineField(_("pick-up place"), blank=True)
    ready = DayTimeField(_("ready"))
    release_by = DayTimeField(_("release by"))
    agreed_minutes = models.PositiveSmallIntegerField(
        _("length agreed, minutes"), null=True, blank=True, validators=[MINUTES]
    )
    met_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("met by"),
    )
    wear = LineField(_("what to wear"), blank=True)
    note = LineField(_("note"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["pk"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["day", "person"],
                condition=Q(binned_at=None),
                name="production_call_once",
                violation_error_message=_("This person has a call on this day already."),
            ),
            models.CheckConstraint(
                condition=Q(mode="absolute", at__isnull=False, offset=None)
                | Q(mode="relative", at=None, offset__isnull=False)
                | Q(mode__in=["general", "own"], at=None, offset=None),
                name="production_call_mode",
                violation_error_message=_("Give the time that this kind of call needs, and no other."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_mode_display()}"

    def time(self, general_call: int | None) -> int | None:
        """The day time of this call; None for own call, or while there is no general call."""
        if self.mode == self.Mode.ABSOLUTE:
            return self.at
        if self.mode == self.Mode.OWN or general_call is None:
            return None
        return general_call + (self.offset or 0)

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if self.mode == self.Mode.ABSOLUTE and self.at is None:
            errors["at"] = _("Give the time.")
        if self.mode == self.Mode.RELATIVE and self.offset is None:
            errors["offset"] = _("Give the difference to general call, for example -0:30.")
        if self.mode != self.Mode.ABSOLUTE:
            self.at = None  # type: ignore[assignment]  # DayTimeField is nullable by itself
        if self.mode != self.Mode.RELATIVE:
            self.offset = None
        errors |= self._out_of_order()
        if errors:
            raise ValidationError(errors)

    def _out_of_order(self) -> dict[str, Any]:
        """Pick-up ≤ arrival ≤ ready ≤ release, as far as they are given."""
        arrival = self.time(self.day.general_call) if self.day_id else self.at
        steps = [
            ("pick_up", self.pick_up),
            ("", arrival),
            ("ready", self.ready),
            ("release_by", self.release_by),
        ]
        given = [(name, time) for name, time in steps if time is not None]
        wrong = [late[0] or early[0] for early, late in pairwise(given) if late[1] < early[1]]
        errors: dict[str, Any] = {name: self.ORDER[name] for name in wrong}
        if self.mode == self.Mode.RELATIVE and arrival is not None and arrival < -720:
            errors["offset"] = _("This call would lie before noon of the day before.")
        return errors
