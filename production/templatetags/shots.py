"""Words of shots."""

from __future__ import annotations

from decimal import Decimal

from django import template

from production.forms import shots

register = template.Library()


@register.filter
def frames(value: Decimal | None) -> str:
    """25, 23.976."""
    return shots.frames(value)
