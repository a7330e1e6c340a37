"""Writes that touch several shots: their order and numbers, copies, and what was pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from production.models import Location, Scene, Shot, StaleRecord, User

Owner = Scene | Location

_LEADING = re.compile(r"[0-9]{1,9}")


def of(owner: Owner) -> dict[str, Owner | None]:
    """What a shot of this scene, or of this location's menu, is made with."""
    is_scene = isinstance(owner, Scene)
    return {"scene": owner if is_scene else None, "location": None if is_scene else owner}


def lock(owner: Owner) -> None:
    """Hold a scene's shots, or a menu's, until the end of the transaction."""
    type(owner)._base_manager.select_for_update().get(pk=owner.pk)


def next_number(owner: Owner) -> str:
    """One more than the highest; nobody else is given the same."""
    lock(owner)
    return str(_highest(owner) + 1)


def _highest(owner: Owner) -> int:
    numbers = Shot.objects.filter(**of(owner)).values_list("number", flat=True)
    return max((int(found[0]) for number in numbers if (found := _LEADING.match(number))), default=0)


def next_position(owner: Owner) -> int:
    last = Shot.objects.filter(**of(owner)).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


@transaction.atomic
def copy(*, shot: Shot, by: User) -> Shot:
    """The same once more, after it, still to shoot."""
    lock(shot.owner)
    double = Shot(film=shot.film, **of(shot.owner), number=str(_highest(shot.owner) + 1))
    for name in ("category", "description", "size", "angle", "movement", "lens", "fps", "sound"):
        setattr(double, name, getattr(shot, name))
    for name in ("priority", "minutes", "clip", "file", "notes"):
        setattr(double, name, getattr(shot, name))
    double.position = next_position(shot.owner)
    _signed(double, by).save()
    order = _order(shot.owner)
    order.remove(double.pk)
    order.insert(order.index(shot.pk) + 1, double.pk)
    _place(order)
    return double


@transaction.atomic
def move(*, shot: Shot, before: Shot | None) -> None:
    """Put a shot before another of its list, or at the end; numbers stay as they are."""
    lock(shot.owner)
    order = [pk for pk in _order(shot.owner) if pk != shot.pk]
    if before is not None and before.pk not in order:
        raise StaleRecord(before)
    order.insert(len(order) if before is None else order.index(before.pk), shot.pk)
    _place(order)


@transaction.atomic
def renumber(*, owner: Owner, by: User) -> int:
    """Number the shots 1, 2, 3 in the order in which they stand; says how many got another."""
    lock(owner)
    shots = list(Shot.objects.filter(**of(owner)).order_by("position", "number_key", "pk"))
    changed = [(number, shot) for number, shot in enumerate(shots, start=1) if shot.number != str(number)]
    for _number, shot in changed:  # out of the way of the numbers to come
        Shot.objects.filter(pk=shot.pk).update(number_key=f"away {shot.pk}")
    for number, shot in changed:
        shot.number = str(number)
        _signed(shot, by).save()
    _place([shot.pk for shot in shots])
    return len(changed)


@transaction.atomic
def undo(*, taken: Sequence[tuple[Shot, int]], by: User) -> None:
    """Take back what was pasted: what was new goes into the bin, the rest is as it was before.

    Nothing is undone where somebody has changed one of the rows since.
    """
    for shot, version in taken:
        if shot.version != version:
            raise StaleRecord(shot)
        before = shot.history.filter(version=version - 1).first() if version > 1 else None
        if before is None:
            _signed(shot, by).bin(by=by)
            continue
        for field in shot._meta.concrete_fields:
            if field.editable and not field.primary_key:
                setattr(shot, field.attname, getattr(before, field.attname))
        _signed(shot, by).save()


def _order(owner: Owner) -> list[int]:
    rows = Shot.objects.filter(**of(owner)).order_by("position", "number_key", "pk")
    return list(rows.values_list("pk", flat=True))


def _place(order: Sequence[int]) -> None:
    stand = dict(Shot.objects.filter(pk__in=order).values_list("pk", "position"))
    for position, pk in enumerate(order, start=1):
        if stand.get(pk) != position:
            Shot.objects.filter(pk=pk).update(position=position)


def _signed(shot: Any, by: User) -> Shot:
    shot._history_user = by
    return shot
