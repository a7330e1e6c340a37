"""What happens to days and their running orders.

Whoever moves an item first locks the days it leaves and enters, in the order of their keys, then
the scene, then the items; so two people moving at once never lose an item, double one or wait for
each other for ever. Positions are not part of what people edit: renumbering leaves versions alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from production.models import (
    Film,
    Person,
    ProductionReport,
    Record,
    RunningItem,
    Scene,
    ShootDay,
    StaleRecord,
    User,
)


class DayIsIssued(Exception):
    """A day whose call sheet went out stays: people hold it in their hands."""

    message = _(
        "A call sheet of this day has been issued: the day can't be deleted. Make it a day off instead."
    )


class DayIsClosed(Exception):
    """The production report of a day is signed: its running order says what was shot."""

    message = _(
        "This day is closed: its production report is signed. A producer can reopen it for a correction."
    )

    def __init__(self, day: int) -> None:
        super().__init__(f"Day {day} is closed")
        self.day = day


class AlreadyScheduled(Exception):
    """Somebody else has just put this scene on a day."""

    def __init__(self, item: RunningItem) -> None:
        super().__init__(f"Scene {item.scene_id} stands in item {item.pk}")
        self.item = item


# Days


@transaction.atomic
def plan_day(*, film: Film, date: date, by: User, **fields: Any) -> ShootDay:
    day = ShootDay(film=film, date=date, **fields)
    day.full_clean()
    _save(day, by)
    return day


@transaction.atomic
def bin_day(*, day: ShootDay, by: User) -> None:
    """The running order stays with the day and comes back with it; its scenes are free again."""
    lock_days(day)
    if day.call_sheets.exists():
        raise DayIsIssued
    sign(day, by)
    day.bin(by=by)
    _settle_scenes_of(day, by)


@transaction.atomic
def restore_day(*, day: ShootDay, by: User) -> None:
    sign(day, by)
    day.restore()
    _settle_scenes_of(day, by)


# Items


@transaction.atomic
def add_item(
    *,
    film: Film,
    by: User,
    day: ShootDay | None = None,
    before: RunningItem | None = None,
    people: Iterable[Person] = (),
    **fields: Any,
) -> RunningItem:
    """A new item on a day, at its end or before another; without a day, in the pool."""
    item = RunningItem(film=film, day=day, **fields)
    enter_item(item=item, before=before, people=people, by=by)
    return item


@transaction.atomic
def enter_item(
    *, item: RunningItem, by: User, before: RunningItem | None = None, people: Iterable[Person] = ()
) -> None:
    """Take an item that is not saved yet into its day."""
    lock_days(item.day)
    order = _order(item.day, item.film)
    place = _place_before(order, before)
    item.position = len(order) + 1
    item.full_clean(exclude=["people"])
    _save(item, by)
    item.people.set(people)
    _renumber([*order[:place], item.pk, *order[place:]])
    settle_scene(item.scene, by=by)


@transaction.atomic
def schedule_scene(
    *, scene: Scene, day: ShootDay, by: User, before: RunningItem | None = None, again: bool = False
) -> RunningItem:
    """Put a scene on a day. One that stands somewhere already needs `again`: it is shot in parts."""
    lock_days(day)
    Scene.objects.select_for_update().get(pk=scene.pk)
    standing = RunningItem.objects.on_live_days().filter(scene=scene).first()
    if standing and not again:
        raise AlreadyScheduled(standing)
    return add_item(
        film=day.film,
        day=day,
        before=before,
        by=by,
        scene=scene,
        kind=scene.kind,
        minutes=scene.planned_minutes,
    )


@transaction.atomic
def move_item(
    *, item: RunningItem, day: ShootDay | None, by: User, before: RunningItem | None = None
) -> RunningItem:
    """Move an item to a day, or to the pool: before another item, or at the end.

    The item must still be as it was read, and the other where it was seen: StaleRecord otherwise.
    """
    lock_days(item.day, day)
    now = RunningItem.objects.select_for_update().filter(pk=item.pk).first()
    if now is None or now.version != item.version:
        raise StaleRecord(item)
    order = [key for key in _order(day, now.film) if key != now.pk]
    place = _place_before(order, before)
    now.day = day
    now.position = place + 1
    _save(now, by)
    _renumber([*order[:place], now.pk, *order[place:]])
    settle_scene(now.scene, by=by)
    return now


def park_item(*, item: RunningItem, by: User) -> RunningItem:
    """Back to the pool, with everything that was entered."""
    return move_item(item=item, day=None, by=by)


@transaction.atomic
def bin_item(*, item: RunningItem, by: User) -> None:
    lock_days(item.day)
    sign(item, by)
    item.bin(by=by)
    settle_scene(item.scene, by=by)


@transaction.atomic
def restore_item(*, item: RunningItem, by: User) -> None:
    lock_days(item.day)
    sign(item, by)
    item.restore()
    settle_scene(item.scene, by=by)


# Scenes follow


def settle_scene(scene: Scene | None, *, by: User) -> None:
    """A scene on a day is scheduled, one on no day is planned; what was shot stays as it is."""
    if scene is None:
        return
    scene = Scene.everything.select_for_update().get(pk=scene.pk)
    if scene.status not in (Scene.Status.PLANNED, Scene.Status.SCHEDULED):
        return
    scheduled = RunningItem.objects.on_live_days().filter(scene=scene).exclude(day=None).exists()
    status = Scene.Status.SCHEDULED if scheduled else Scene.Status.PLANNED
    if scene.status != status:
        scene.status = status
        _save(scene, by)


def _settle_scenes_of(day: ShootDay, by: User) -> None:
    scenes = Scene.objects.filter(running_items__day=day, running_items__binned_at=None)
    for scene in scenes.order_by("pk").distinct():
        settle_scene(scene, by=by)


# Order


def lock_days(*days: ShootDay | None) -> None:
    """Hold days until the end of the transaction; everything that changes a running order begins here."""
    keys = sorted({day.pk for day in days if day is not None})
    locked = list(ShootDay.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    for day in days:
        if day is not None and day not in locked:
            raise StaleRecord(day)  # gone into the bin meanwhile
    refuse_closed(*keys)


def refuse_closed(*days: int) -> None:
    if closed := ProductionReport.objects.closed().filter(day__in=days).values_list("day", flat=True).first():
        raise DayIsClosed(closed)


def _order(day: ShootDay | None, film: Film) -> list[int]:
    """Keys of the items of a day, or of the film's pool, as they stand."""
    if day is not None:
        items = RunningItem.objects.filter(day=day)
    else:
        items = RunningItem.objects.pool().filter(film=film)
    return list(items.order_by("position", "pk").values_list("pk", flat=True))


def _place_before(order: list[int], before: RunningItem | None) -> int:
    if before is None:
        return len(order)
    if before.pk not in order:
        raise StaleRecord(before)
    return order.index(before.pk)


def _renumber(order: list[int]) -> None:
    stand = dict(RunningItem.objects.filter(pk__in=order).values_list("pk", "position"))
    for position, key in enumerate(order, start=1):
        if stand.get(key) != position:
            RunningItem.objects.filter(pk=key).update(position=position)


def sign(record: Record, by: User) -> None:
    """Whose name stands in the history."""
    record._history_user = by  # type: ignore[attr-defined]


def _save(record: Record, by: User) -> None:
    sign(record, by)
    record.save()
