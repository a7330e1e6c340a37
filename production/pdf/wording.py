"""Dates, times and codes in the reader's words, for documents and the mails beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, get_timezone, get_timezone_name
from babel.numbers import format_currency
from django.utils.translation import gettext as _

# English dates as most of the world writes them: Tuesday 17 June 2003.
_LOCALES = {"en": "en_GB"}
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,30}[0-9]")
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,12})?")


class Words:
    """The words of one reader for one day."""

    def __init__(self, language: str, on: date) -> None:
        self.language = language
        self.locale = _LOCALES.get(language, language)
        self.on = on

    def day(self, on: date) -> str:
        """A date in full, on its own: Tuesday, 17 June 2003."""
        words = _full_date(on, self.locale)
        return words[:1].upper() + words[1:]

    def of(self, on: date) -> Words:
        """The words of the same reader for another day."""
        return Words(self.language, on)

    def short_day(self, on: date | None) -> str:
        """A date in lists: 17 Jun 2003."""
        return str(format_date(on, "d MMM y", locale=self.locale)) if on else ""

    def date_heading(self, on: date) -> tuple[str, str, str]:
        """Month, day of the month and weekday, as short as they are: Jun, 17, Tue."""
        month, weekday = (str(format_date(on, form, locale=self.locale)) for form in ("MMM", "ccc"))
        return month.rstrip("."), str(on.day), weekday.rstrip(".")

    def clock(self, at: datetime | None) -> str:
        """The wall clock: 07:00."""
        return f"{at.hour:02d}:{at.minute:02d}" if at else ""

    def other_day(self, at: datetime | None) -> str:
        """The day of a time that falls on another date than the sheet's; else nothing."""
        if at is None or at.date() == self.on:
            return ""
        if at.date() == self.on + timedelta(days=1):
            return _("next day")
        if at.date() == self.on - timedelta(days=1):
            return _("previous day")
        return _full_date(at.date(), self.locale)

    def time(self, at: datetime | None) -> str:
        """The wall clock with its day where it is another one: 00:30 next day."""
        return " ".join(filter(None, (self.clock(at), self.other_day(at))))

    def moment(self, at: datetime) -> str:
        """Date and wall clock in full."""
        return _("%(date)s, %(time)s") % {"date": _full_date(at.date(), self.locale), "time": self.clock(at)}

    def offset(self, at: datetime | None) -> str:
        """The distance of a wall clock from Greenwich: GMT−6."""
        distance = at.utcoffset() if at else None
        if distance is None:
            return ""
        minutes = round(distance.total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        if not minutes:
            return "GMT"
        return f"GMT{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")

    def zone(self, name: str) -> str:
        """A zone's name in words: Central European Time."""
        return _zone_name(name, self.locale) if name else ""

    def minutes(self, minutes: int | None) -> str:
        if minutes is None:
            return ""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return _("%(minutes)d min") % {"minutes": rest}
        if not rest:
            return _("%(hours)d h") % {"hours": hours}
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}

    def languages(self, codes: Iterable[str]) -> str:
        return ", ".join(_language_name(code, self.locale) for code in codes)

    def money(self, amount: Decimal | None, currency: str) -> str:
        return money(amount, currency, self.language)

    def label(self, names: Mapping[str, Any], code: str) -> str:
        """The word for a code; what is no code is words that somebody typed."""
        return str(names[code]) if code in names else code


@lru_cache(maxsize=2000)
def _full_date(on: date, locale: str) -> str:
    return str(format_date(on, "full", locale=locale))


@lru_cache(maxsize=500)
def _zone_name(name: str, locale: str) -> str:
    try:
        return str(get_timezone_name(get_timezone(name), width="long", zone_variant="generic", locale=locale))
    except LookupError:
        return name


@lru_cache(maxsize=500)
def _language_name(code: str, locale: str) -> str:
    return str(Locale.parse(locale).languages.get(code, code))


# as it is written in America: MXN 1,500.00
_OF_MONEY = {"en": "en_GB", "es": "es_MX"}


def money(amount: Decimal | None, currency: str, language: str) -> str:
    """An amount with the code of its currency, since a $ may be of any country."""
    if amount is None:
        return ""
    locale = _OF_MONEY.get(language, language)
    return str(format_currency(amount, currency, format="¤¤ #,##0.00", locale=locale))


def phone_link(phone: str) -> str:
    """An address to tap; none where the words are not plainly a number."""
    return "tel:" + re.sub(r"[^0-9+]", "", phone) if _PHONE.fullmatch(phone) else ""


def is_located(latitude: str, longitude: str) -> bool:
    return bool(_DEGREES.fullmatch(latitude) and _DEGREES.fullmatch(longitude))


def map_link(latitude: str, longitude: str) -> str:
    """An address that any phone opens in its own map; printed as a code, never fetched."""
    return f"geo:{latitude},{longitude}"
