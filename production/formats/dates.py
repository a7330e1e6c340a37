"""Dates, times, lengths and yes or no, as the tables of every country write them.

Most forms can be read in one way only. ``03/04/2003`` can't: the order of day and month is a
fact of the table, found from its other dates or asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from babel import Locale

DMY, MDY = "dmy", "mdy"
_LANGUAGES = ("en", "es", "pt", "fr", "it", "de", "ca", "gl", "eu", "nl", "pl", "ru", "uk")
_PARTED = re.compile(r"([0-9]{1,4}) ?([/.\-] ?| )([0-9]{1,2}) ?(?:[/.\-] ?| )([0-9]{1,4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_EASTERN = re.compile(r"([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日일]")
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?\Z")
_SERIAL = re.compile(r"[1-6][0-9]{4}")  # days since 30 December 1899, as spreadsheets count: 1927 to 2091
_EPOCH = date(1899, 12, 30)
_LONGEST = 60


class NoDate(ValueError):
    """What is no date, time or number of minutes; `code` names the reason."""

    def __init__(self, code: str = "form") -> None:
        super().__init__(code)
        self.code = code


def read_date(text: str, order: str = "") -> date:
    """A date; `order` says what a date of two small numbers means, and NoDate("order") asks for it."""
    text = _MIDNIGHT.sub("", " ".join(unicodedata.normalize("NFKC", text).split()))
    if not text or len(text) > _LONGEST or not text.isprintable():
        raise NoDate
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _EASTERN.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _PARTED.fullmatch(text):
        return _parted(found, order)
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(text))
    return _worded(text)


def _parted(found: re.Match[str], order: str) -> date:
    first, sign, second, last = found[1], found[2].strip(), found[3], found[4]
    if len(first) == 4:
        return _date(first, second, last)
    if len(first) > 2 or len(last) != 4:
        raise NoDate("year")
    if sign == ".":  # wherever points are written, the day comes first
        return _date(last, second, first)
    a, b = int(first), int(second)
    if a <= 12 and b <= 12 and a != b and not order:
        raise NoDate("order")
    is_mdy = order == MDY or (not order and b > 12)
    return _date(last, first, second) if is_mdy else _date(last, second, first)


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoDate("calendar") from error


def _worded(text: str) -> date:
    """17 June 2003; June 17th, 2003; martes, 17 de junio de 2003; 17-Jun-2003."""
    numbers, months = [], []
    for word in _WORDS.findall(_folded(text)):
        if word.isdecimal() and word.isascii():
            numbers.append(word)
        elif word in _month_names():
            months.append(_month_names()[word])
    years = [n for n in numbers if len(n) == 4]
    days = [n for n in numbers if len(n) <= 2]
    if len(months) != 1 or len(numbers) != 2 or len(years) != 1 or len(days) != 1:
        raise NoDate("year" if len(months) == 1 and len(numbers) == 2 and not years else "form")
    return _date(years[0], str(months[0]), days[0])


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _month_names() -> dict[str, int]:
    """Months in the languages that lists come in, whole and shortened; what means two months is none."""
    names: dict[str, set[int]] = {"sept": {9}, "set": {9}, "setiembre": {9}}
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in months[context][width].items():
                    for word in _WORDS.findall(_folded(name))[:1]:
                        names.setdefault(word, set()).add(number)
    return {name: min(numbers) for name, numbers in names.items() if len(numbers) == 1}


def order_of(samples: Iterable[str]) -> tuple[str, bool]:
    """The order in which a table writes day and month, and whether that had to be guessed.

    A date like 17/06/2003 decides; where there is none, day before month is the guess, and where
    no date can be read in two ways nothing was guessed.
    """
    days_first = months_first = 0
    is_open = False
    for text in samples:
        found = _PARTED.fullmatch(" ".join(text.split())[:_LONGEST])
        if found is None or len(found[1]) > 2 or found[2].strip() == ".":
            continue
        first, second = int(found[1]), int(found[3])
        days_first += 12 < first <= 31
        months_first += 12 < second <= 31
        is_open = is_open or (first <= 12 and second <= 12 and first != second)
    order = MDY if months_first > days_first else DMY
    is_sure = not is_open or bool(days_first) != bool(months_first)
    return order, not is_sure


# -- times and lengths ---------------------------------------------------------------------------

_CLOCK = re.compile(
    r"(?P<hours>[0-9]{1,2})(?:(?: ?[:.hH] ?|(?<=[0-9]{2}))(?P<minutes>[0-9]{2}))?(?::[0-9]{2}(?:\.0+)?)?"
    r" ?(?:h|hs|hrs|horas|uhr)?\.? ?(?P<half>[ap]\.? ?m\.?)?(?P<day> ?[+-]1)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:(?P<hours>[0-9]{1,3}) ?(?:h|hs|hr|hrs|hours?|horas?)\.? ?)?"
    r"(?:(?P<minutes>[0-9]{1,4}) ?(?:m|min|mins|minutes?|minutos?|['′])?\.?)?",
    re.IGNORECASE,
)
_HOURS_AND_MINUTES = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?::00)?")


def read_clock(text: str) -> str:
    """A time of the day in the notation of running orders: 07:00, 01:30 +1, 23:45 -1."""
    words = " ".join(text.split())
    found = _CLOCK.fullmatch(words) if len(words) <= _LONGEST and words.isascii() else None
    if found is None:
        raise NoDate
    if found["minutes"] is None and not found["half"] and words.isdecimal():
        raise NoDate  # 7 alone may be anything
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if found["half"]:
        if not 1 <= hours <= 12:
            raise NoDate("clock")
        hours = hours % 12 + (12 if found["half"][0] in "pP" else 0)
    if hours > 23 or minutes > 59:
        raise NoDate("clock")
    day = (found["day"] or "").strip()
    return f"{hours:02d}:{minutes:02d} {day}".strip()


def read_minutes(text: str) -> int:
    """A length in minutes: 45, 45 min, 1:30, 1 h 30."""
    words = " ".join(text.split())
    if len(words) > _LONGEST or not words.isascii():
        raise NoDate
    if parted := _HOURS_AND_MINUTES.fullmatch(words):
        return 60 * int(parted[1]) + int(parted[2])
    found = _LENGTH.fullmatch(words)
    if found is None or not (found["hours"] or found["minutes"]):
        raise NoDate
    return 60 * int(found["hours"] or 0) + int(found["minutes"] or 0)


# -- yes or no -----------------------------------------------------------------------------------

_YES = {"yes", "y", "si", "s", "true", "verdadero", "x", "1", "✓", "✔", "☑", "on", "oui", "sim", "ja"}
_NO = {"no", "n", "false", "falso", "0", "-", "–", "✗", "☐", "off", "non", "nao", "nein"}


def read_yes(text: str) -> bool:
    word = _folded(text.strip()[:20])
    if word in _YES or word in _NO:
        return word in _YES
    raise NoDate
