"""The film's shots become the content of the shot list, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from production.actions.reports import head
from production.models import Film, Progress, Shot
from production.pdf import shot_list as content

CATEGORIES = list(Shot.Category.values)


def shot_list(film: Film, *, what_is_left: bool = False) -> content.ShotList:
    """Scene after scene, then menu after menu; a group of which nothing is left to list is left out."""
    rows = film.shots.standing().in_order().select_related("scene", "location")
    groups = (_group(name, category, list(shots), what_is_left) for (name, category), shots in _grouped(rows))
    return content.ShotList(head(film), tuple(group for group in groups if group.lines), what_is_left)


def _grouped(rows: Iterable[Shot]) -> Iterable[tuple[tuple[str, str], Iterable[Shot]]]:
    """By scene, and by category within a menu, in the order in which categories are told."""
    found = list(rows)
    scenes = [shot for shot in found if shot.scene_id]
    menus = [shot for shot in found if not shot.scene_id]
    menus.sort(key=lambda s: (str(s.location), s.location_id, CATEGORIES.index(s.category)))
    for (_pk, name), shots in groupby(scenes, key=lambda s: (s.scene_id, str(s.scene))):
        yield (name, ""), shots
    for (_pk, name, category), shots in groupby(
        menus, key=lambda s: (s.location_id, str(s.location), s.category)
    ):
        yield (name, category), shots


def _group(name: str, category: str, shots: list[Shot], what_is_left: bool) -> content.ShotGroup:
    progress = sum((shot.counts for shot in shots), Progress())
    shown = [shot for shot in shots if not what_is_left or shot.status in Shot.OPEN]
    return content.ShotGroup(
        name=name,
        lines=tuple(map(_line, shown)),
        category=category,
        done=progress.done,
        planned=progress.planned,
        musts_done=progress.musts_done,
        musts=progress.musts,
    )


def _line(shot: Shot) -> content.ShotLine:
    return content.ShotLine(
        number=shot.number,
        description=shot.description,
        size=shot.size,
        angle=shot.angle,
        movement=shot.movement,
        lens=shot.lens,
        fps=frames(shot.fps),
        sound=shot.sound,
        priority=shot.priority,
        status=shot.status,
        notes=shot.notes,
    )


def frames(value: Decimal | None) -> str:
    """25, 23.976."""
    return "" if value is None else f"{value.normalize():f}"
