"""Is a day ready for its call sheet? Red points block issuing; amber ones warn and may be accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from production.models import ShootDay
from production.readiness import amber, red
from production.readiness.picture import accepted, look_at
from production.readiness.points import AMBER, RED, Link, Point, Readiness

__all__ = ["AMBER", "RED", "Link", "Point", "Readiness", "readiness"]


def readiness(day: ShootDay, *, now: datetime | None = None) -> Readiness:
    """Every rule asked about a day: red points first, then amber ones, each in the order of the rules."""
    picture = look_at(day, now=now or timezone.now())
    blocks = (point for rule in red.RULES for point in rule(picture))
    warns = (point for rule in amber.RULES for point in rule(picture))
    return Readiness((*blocks, *(replace(point, accepted=accepted(picture, point)) for point in warns)))
