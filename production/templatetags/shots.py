"""Words of shots."""

from __future__ import annotations

from decimal import Decimal

from django import template

from production.actions import shot_report

register = template.Library()


@register.filter
def frames(value: Decimal | None) -> str:
    """25, 23.976."""
    return shot_report.frames(value)
