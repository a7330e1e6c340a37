"""Shoot days out of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from production import clock
from production.importing.fields import (
    column,
)
from production.importing.kind import Keys, Kind
from production.importing.names import Names, key
from production.models import Film, Import, ShootDay

K = Import.Kind


def _day_keys(day: Any, names: Names) -> Keys:
    return [f"day {day.date.isoformat()} {key(day.unit)}"] if day.date else []


def _days(film: Film) -> Iterator[tuple[int, Keys]]:
    for pk, on, unit in ShootDay.objects.filter(film=film).values_list("pk", "date", "unit"):
        yield pk, [f"day {on.isoformat()} {key(unit)}"]


def _shown_call(day: Any) -> str:
    """As the list of days has it: the first item's start where no general call is given."""
    from production.running_order import plan

    start = plan(day).start
    return clock.format_day_time(clock.day_time(start, day.date, str(start.tzinfo))) if start else ""


DAYS = Kind(
    K.DAYS,
    ShootDay,
    (
        column(ShootDay, "date", "day", "shoot date", "fecha", "día"),
        column(ShootDay, "day_type", "type", "tipo", "kind"),
        column(ShootDay, "unit", "unidad"),
        column(ShootDay, "general_call", "call", "call time", "llamado", "citación", show=_shown_call),
        column(ShootDay, "shooting_call", "first shot"),
        column(ShootDay, "breakfast", "desayuno"),
        column(ShootDay, "wrap_override", "wrap time"),
        column(ShootDay, "time_zone", "zone", "zona"),
        column(ShootDay, "weather", "clima", "tiempo"),
        column(ShootDay, "radio", "radios"),
        column(ShootDay, "kit", "equipment", "equipo"),
        column(ShootDay, "safety", "seguridad"),
        column(ShootDay, "script_draft"),
        column(ShootDay, "closed_set"),
    ),
    keys=_day_keys,
    index=_days,
    read=lambda rows: rows.with_running_order(),
    title=lambda day: f"{day.date or ''} {day.unit}".strip(),
    constants=("unit", "day_type"),
)
