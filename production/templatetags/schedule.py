"""Words and pictures of days and running orders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template

from production.clock import day_time, format_day_time
from production.models import Person, ShootDay
from production.running_order import DayPlan, plan

register = template.Library()


@register.filter
def clock(moment: datetime | None, on: date) -> str:
    """A moment as a time of the day: 07:00, 01:30 +1; by its own clock."""
    if moment is None:
        return ""
    return format_day_time(day_time(moment, on, str(moment.tzinfo)))


@register.filter
def planned(day: ShootDay) -> DayPlan:
    """The plan of a day that was read with its running order: asks nothing more."""
    return plan(day)


@register.filter
def of(values: dict[Any, Any], key: Any) -> Any:
    return values.get(key)


@register.filter
def refs(people: tuple[Person, ...]) -> str:
    """People as a running order has them: by number, else by name."""
    return ", ".join(person.ref for person in people)
