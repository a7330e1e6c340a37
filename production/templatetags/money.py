"""Amounts of money in the reader's language."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from production.pdf import wording

register = template.Library()


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """``{{ fee|money:currency }}``: MXN 1,500.00."""
    return wording.money(amount, currency, get_language() or "en")
