"""The fields that a table may fill: how a cell is read, written, compared and put into words.

Between cell and record stands a plain value, one that JSON can hold: that is what a row keeps.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from production.formats import dates
from production.historic_dates import parse
from production.importing.names import Names
from production.models import Film
from production.models.fields import DayTimeField, LineField, ParagraphsField
from production.models.historic import HistoricDateField
from production.words import fold

Plain = Any


@dataclass(frozen=True)
class Meaning:
    """What a cell's meaning depends on beside its text."""

    film: Film
    order: str  # of day and month
    names: Names


Read = Callable[[str, Meaning], Plain]


@dataclass(frozen=True)
class Field:
    name: str
    label: Any
    read: Read
    put: Callable[[Any, Plain], None]
    get: Callable[[Any], Plain]
    word: Callable[[Plain, Names], str]
    headings: tuple[str, ...] = ()  # what tables call it beside its label
    show: Callable[[Any], str] | None = None  # as the film's own lists export it, where that says less
    links: str = ""  # name of the list of rows that it holds
    is_date: bool = False
    same: Callable[[Plain, Plain], bool] = operator.eq  # whether two values say the same
    choices: tuple[tuple[str, Any], ...] = ()
    empty: Plain = ""

    @property
    def words(self) -> str:
        return str(capfirst(self.label))

    @cached_property
    def called(self) -> frozenset[str]:
        """Its own names, folded: what the film's lists call it in either language."""
        labels = []
        for language in ("en", "es"):
            with translation.override(language):
                labels.append(str(self.label))
        return frozenset(filter(None, map(squeezed, (*labels, self.name))))

    @cached_property
    def known_as(self) -> frozenset[str]:
        """What else tables call it, folded."""
        return frozenset(filter(None, map(squeezed, self.headings)))


def squeezed(text: str) -> str:
    """A heading as it is compared: E-Mail, e mail and EMAIL are one."""
    return fold(text).replace(" ", "")


# -- one column of a model ---------------------------------------------------------------------


def column(
    model: type[models.Model],
    name: str,
    *headings: str,
    show: Callable[[Any], str] | None = None,
    read: Read | None = None,
    label: Any = None,
) -> Field:
    """A field that is one column: read as its kind of column asks, checked by the column itself."""
    stored: Any = model._meta.get_field(name)
    choices = tuple((code, words) for code, words in stored.flatchoices) if stored.choices else ()
    reader = read or _reader(stored, choices)

    def checked(text: str, meaning: Meaning) -> Plain:
        return plain(stored.clean(reader(text, meaning), None))

    def put(record: Any, value: Plain) -> None:
        setattr(record, stored.attname, None if value is None else stored.to_python(value))

    return Field(
        name=name,
        label=label or stored.verbose_name,
        read=checked,
        put=put,
        get=lambda record: plain(getattr(record, stored.attname)),
        word=_wording(stored, choices),
        headings=headings,
        show=show,
        is_date=isinstance(stored, models.DateField) and not isinstance(stored, models.DateTimeField),
        same=_same(stored),
        choices=choices,
        empty=None if stored.null else stored.get_default() if not stored.blank else "",
    )


def _same(stored: Any) -> Callable[[Plain, Plain], bool]:
    if isinstance(stored, models.EmailField):  # capitals make no difference
        return lambda was, now: str(was).casefold() == str(now).casefold()
    if isinstance(stored, HistoricDateField):  # c. 1935 and about 1935
        return lambda was, now: was == now or bool(was and now and parse(was) == parse(now))
    return operator.eq


def plain(value: Any) -> Plain:
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return list(value) if isinstance(value, (list, tuple)) else value


def _reader(stored: Any, choices: tuple[tuple[str, Any], ...]) -> Read:
    if choices:
        return choice(choices)
    for kind, reader in _READERS:
        if isinstance(stored, kind):
            return reader
    raise TypeError(stored)


def _text(text: str, meaning: Meaning) -> str:
    return text


def _date(text: str, meaning: Meaning) -> date:
    try:
        return dates.read_date(text, meaning.order)
    except dates.NoDate as error:
        raise ValidationError(_date_words(error.code)) from error


def _date_words(code: str) -> str:
    return {
        "calendar": _("The calendar has no such day."),
        "year": _("Write the year with four digits."),
        "order": _("Say above whether day or month comes first."),
    }.get(code) or _("Write a date like 2003-06-17, 17/06/2003 or 17 June 2003.")


def _clock(text: str, meaning: Meaning) -> int:
    from production import clock

    try:
        return clock.parse_day_time(dates.read_clock(text))
    except ValueError as error:
        raise ValidationError(_("Write a time like 07:00; 01:30 +1 is after midnight.")) from error


def _time(text: str, meaning: Meaning) -> time:
    try:
        return time.fromisoformat(dates.read_clock(text))
    except ValueError as error:
        raise ValidationError(_("Write a time like 07:00.")) from error


def yes(text: str, meaning: Meaning) -> bool:
    try:
        return dates.read_yes(text)
    except dates.NoDate as error:
        raise ValidationError(_("Write yes or no.")) from error


def whole(text: str, meaning: Meaning) -> int:
    number = text.removesuffix(".0").removesuffix(",0")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise ValidationError(_("Write a whole number."))
    return int(number)


def number(text: str, meaning: Meaning) -> Decimal:
    try:
        value = Decimal(text.replace(",", ".")) if len(text) < 20 and text.isascii() else Decimal("NaN")
    except ArithmeticError:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValidationError(_("Write a number."))
    return value


def minutes(text: str, meaning: Meaning) -> int:
    try:
        return dates.read_minutes(text)
    except dates.NoDate as error:
        raise ValidationError(_("Write minutes like 45, or a length like 1:30.")) from error


_READERS: list[tuple[type[Any], Read]] = [
    (LineField, _text),
    (ParagraphsField, _text),
    (models.DateField, _date),
    (models.TimeField, _time),
    (DayTimeField, _clock),
    (models.BooleanField, yes),
    (models.IntegerField, whole),
    (models.DecimalField, number),
    (models.CharField, _text),
]


# -- choices -----------------------------------------------------------------------------------


def choice(choices: Iterable[tuple[str, Any]]) -> Read:
    """One of several, by its code or by its words in English or Spanish."""
    choices = tuple(choices)

    @cache
    def known() -> dict[str, str]:
        found: dict[str, str] = {}
        for language in ("es", "en"):
            with translation.override(language):
                found |= {squeezed(str(words)): code for code, words in choices}
        return found | {squeezed(code): code for code, _words in choices}

    def read(text: str, meaning: Meaning) -> str:
        found = known().get(squeezed(text))
        if found is None:
            offered = ", ".join(str(words) for _code, words in choices)
            raise ValidationError(_("Write one of: %(offered)s.") % {"offered": offered})
        return found

    return read


def _wording(stored: Any, choices: tuple[tuple[str, Any], ...]) -> Callable[[Plain, Names], str]:
    words = dict(choices)

    def word(value: Plain, names: Names) -> str:
        if value is None or value == "":
            return "–"
        if value in words:
            return str(words[value])
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(stored, DayTimeField):
            from production.clock import format_day_time

            return format_day_time(value)
        return value[:5] if isinstance(stored, models.TimeField) else str(value)

    return word


# -- rows of other registers -------------------------------------------------------------------


def reference(
    model: type[models.Model],
    name: str,
    register: str,
    *headings: str,
    may_make: bool = False,
    show: Callable[[Any], str] | None = None,
) -> Field:
    """One row of another register, by its name; where `may_make` says so, a new one of that name."""
    stored: Any = model._meta.get_field(name)

    def read(text: str, meaning: Meaning) -> Plain:
        return meaning.names.one(register, text, may_make=may_make)

    def put(record: Any, value: Plain) -> None:
        record.new_rows = {**getattr(record, "new_rows", {}), name: value}
        # what is still to be made has no key yet, but it is there
        setattr(record, stored.attname, -1 if isinstance(value, str) else value)

    return Field(
        name=name,
        label=stored.verbose_name,
        read=read,
        put=put,
        get=lambda record: getattr(record, stored.attname),
        word=lambda value, names: names.words(register, [value]),
        headings=headings,
        show=show,
        empty=None,
    )


def references(
    model: type[models.Model],
    name: str,
    register: str,
    *headings: str,
    may_make: bool = False,
    show: Callable[[Any], str] | None = None,
    label: Any = None,
) -> Field:
    """Several rows of another register, by their names with commas between."""

    def read(text: str, meaning: Meaning) -> Plain:
        return sorted(meaning.names.several(register, text, may_make=may_make), key=str)

    return Field(
        name=name,
        label=label or model._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
        read=read,
        put=lambda record, value: None,  # links are written beside their record
        get=lambda record: sorted((row.pk for row in getattr(record, name).all()), key=str),
        word=lambda value, names: names.words(register, value),
        headings=headings,
        show=show,
        links=name,
        empty=[],
    )


# -- languages ---------------------------------------------------------------------------------


def languages(model: type[models.Model], name: str, codes: Iterable[str], *headings: str) -> Field:
    """Languages by their names in English or Spanish, or by their codes."""
    codes = list(codes)

    @cache
    def known() -> dict[str, str]:
        found = {code: code for code in codes}
        for reader in ("es", "en"):
            names = Locale.parse(reader).languages
            found |= {squeezed(names.get(code, code)): code for code in codes}
        return found

    def read(text: str, meaning: Meaning) -> list[str]:
        words = [word for word in text.replace(";", ",").replace("/", ",").split(",") if word.strip()]
        unknown = [word.strip() for word in words if squeezed(word) not in known()]
        if unknown:
            raise ValidationError(_("This language isn't known: %(words)s.") % {"words": ", ".join(unknown)})
        return list(dict.fromkeys(known()[squeezed(word)] for word in words))

    def word(value: Plain, names: Names) -> str:
        worded = Locale.parse((translation.get_language() or "en")[:2]).languages
        return ", ".join(worded.get(code, code).capitalize() for code in value) or "–"

    return Field(
        name=name,
        label=model._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
        read=read,
        put=lambda record, value: setattr(record, name, list(value)),
        get=lambda record: list(getattr(record, name)),
        word=word,
        headings=headings,
        empty=[],
    )
