"""Words of the registers: languages and page eighths as the reader writes them."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from production.clock import format_eighths
from production.forms.fields import languages_in_words

register = template.Library()


@register.filter
def languages(codes: Iterable[str]) -> str:
    """Spanish, French."""
    return languages_in_words(codes)


@register.filter
def eighths(value: int | None) -> str:
    """1 3/8."""
    return "" if value is None else format_eighths(value)
