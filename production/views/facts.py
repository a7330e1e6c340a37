"""What a record says of itself, in words, for its page: the empty and the hidden are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, time
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from production.forms.fields import languages_in_words
from production.models import Record
from production.templatetags.dates import year_date

Fact = tuple[str, str, str]  # label, words, field name


def facts(record: Record, names: Iterable[str], hidden: Collection[str] = ()) -> list[Fact]:
    """Label and words of each field that says something."""
    told = []
    for name in names:
        if name in hidden:
            continue
        field: Any = record._meta.get_field(name)
        if words := _words(record, field):
            label = str(field.verbose_name)
            told.append((label[:1].upper() + label[1:], words, name))
    return told


def _words(record: Record, field: Any) -> str:
    value = getattr(record, field.name)
    if value in (None, "", [], False):
        return ""
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    if isinstance(field, models.BooleanField):
        return _("yes")
    if isinstance(value, date):
        return year_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if field.name in ("languages", "language"):
        return languages_in_words([value] if isinstance(value, str) else value)
    return str(value)
