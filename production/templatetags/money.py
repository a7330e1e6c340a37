"""Amounts of money in the reader's language."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_currency
from django import template
from django.utils.translation import get_language

register = template.Library()

# English here is for crews of everywhere, Spanish for those of America: MXN 1,500.00; 1,500.00 USD
_LOCALES = {"en": "en_GB", "es": "es_MX"}


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """``{{ fee|money:currency }}``: with the code of the currency, since a $ may be of any country."""
    if amount is None:
        return ""
    language = get_language() or "en"
    return str(
        format_currency(amount, currency, format="¤¤ #,##0.00", locale=_LOCALES.get(language, language))
    )
