"""Dates of history as sources give them, with the precision that they have and no more.

"22 Aug 1940", "Aug 1940", "autumn 2003", "early 1935", "1940s", "c. 1935", "1937–38", "24–25 May
1940"; the same in Spanish. What was typed stays as it was typed; beside it stand the first and
the last day that it can mean, for sorting and for drawing. *About* widens nothing: how far
"about 1935" reaches, nobody knows; pictures let its ends fade.

Seasons are those of the northern half of the earth; a winter is named by the year in which it begins.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import ClassVar

YEARS = range(100, 2200)
LONGEST = 80  # characters


class HistoricDateError(ValueError):
    """Typed words that are no date; ``code`` names the reason, for a form to word it."""

    code: ClassVar[str]
    reason: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.reason)


class NotAHistoricDate(HistoricDateError):
    code = "not_a_historic_date"
    reason = "Write a date like 22 Aug 1940, Aug 1940, 1940, 1940s, early 1935, c. 1935 or 1937–38."


class NoSuchDay(HistoricDateError):
    code = "no_such_day"
    reason = "The calendar has no such day."


class DayOrMonth(HistoricDateError):
    code = "day_or_month"
    reason = "It can be read in two ways: write the month as a word."


class WrongOrder(HistoricDateError):
    code = "wrong_order"
    reason = "It would end before it begins."


class Precision(enum.StrEnum):
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    PART = "part"  # of a month, year or decade: early, middle, late
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"


class Part(enum.IntEnum):
    EARLY, MIDDLE, LATE = range(3)


SPRING, SUMMER, AUTUMN, WINTER = range(4)


@dataclass(frozen=True, slots=True)
class Stated:
    """One date as it is stated: what isn't said is None."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    part: Part | None = None
    decade: bool = False

    @property
    def precision(self) -> Precision:
        if self.part is not None:
            return Precision.PART
        if self.decade:
            return Precision.DECADE
        if self.season is not None:
            return Precision.SEASON
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and the last day that it can mean."""
        first, last = self._whole()
        if self.part is None:
            return first, last
        days = (last - first).days + 1
        begin = first + timedelta(days=days * self.part // 3)
        return begin, first + timedelta(days=days * (self.part + 1) // 3 - 1)

    def _whole(self) -> tuple[date, date]:
        if self.decade:
            return date(self.year, 1, 1), date(self.year + 9, 12, 31)
        if self.season is not None:
            return _months(self.year, 3 + 3 * self.season, 3)
        if self.month is None:
            return _months(self.year, 1, 12)
        if self.day is None:
            return _months(self.year, self.month, 1)
        try:
            day = date(self.year, self.month, self.day)
        except ValueError as error:
            raise NoSuchDay from error
        return day, day


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    over, last = divmod(month + count - 2, 12)
    days = monthrange(year + over, last + 1)[1]
    return date(year, month, 1), date(year + over, last + 1, days)


@dataclass(frozen=True, slots=True)
class HistoricDate:
    start: Stated
    end: Stated | None = None  # of a range
    about: bool = False

    @property
    def earliest(self) -> date:
        return self.start.bounds[0]

    @property
    def latest(self) -> date:
        return (self.end or self.start).bounds[1]

    @property
    def precision(self) -> Precision:
        return self.start.precision if self.end is None else Precision.RANGE

    @property
    def sort_key(self) -> tuple[date, date]:
        return self.earliest, self.latest

    def overlaps(self, other: HistoricDate) -> bool:
        """Both may mean the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest


# The words of both languages

MONTHS = {
    "en": [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ],
    "es": [
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ],
}  # fmt: skip
SHORT_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
    "es": ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
}

_MONTH_OF = {
    word.casefold(): number
    for words in (*MONTHS.values(), *SHORT_MONTHS.values())
    for number, word in enumerate(words, 1)
} | {"sep": 9, "set": 9, "setiembre": 9}
_SEASON_OF = {
    "spring": SPRING, "summer": SUMMER, "autumn": AUTUMN, "fall": AUTUMN, "winter": WINTER,
    "primavera": SPRING, "verano": SUMMER, "otono": AUTUMN, "invierno": WINTER,
}  # fmt: skip
_PART_OF = {
    "early": Part.EARLY, "beginning": Part.EARLY, "start": Part.EARLY,
    "principios": Part.EARLY, "comienzos": Part.EARLY, "inicios": Part.EARLY,
    "mid": Part.MIDDLE, "middle": Part.MIDDLE, "mediados": Part.MIDDLE,
    "late": Part.LATE, "end": Part.LATE, "fines": Part.LATE, "finales": Part.LATE,
}  # fmt: skip
_TENS = {
    "diez": 10, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
}  # fmt: skip

_YEAR = r"(?P<year>[0-9]{3,4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|º|o)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})"
_SEASON = rf"(?P<season>{'|'.join(_SEASON_OF)})"
_IGNORED = re.compile(r"\b(?:the|of|de|del|el|la|los|las|from|desde|between|entre|in|en|ano)\b|[,;]")
_ABOUT_WORDS = re.compile(
    r"(?:about|around|circa|ca|c|approximately|approx|aprox|aproximadamente|hacia|h|alrededor|cerca|sobre)"
    r"\b\.?|~|[(\[]?\?[)\]]?"
)
_TO = re.compile(r"\s*-\s*|\s*/\s*|\s+(?:to|until|till|and|a|al|hasta|y)\s+")


# Reading


@lru_cache(maxsize=8192)
def parse(text: str) -> HistoricDate:
    """The date that somebody typed, in English or Spanish."""
    words = unicodedata.normalize("NFKC", text).strip()
    if not words or len(words) > LONGEST:
        raise NotAHistoricDate
    if stated := _iso(words):
        return HistoricDate(stated)
    words, about = _without_about(_folded(words))
    stated = _point(words)
    found = HistoricDate(stated, about=about) if stated else replace(_range(words), about=about)
    if found.latest < found.earliest:
        raise WrongOrder
    return found


def _iso(words: str) -> Stated | None:
    """1940-08-22 and 1940-08, with hyphens: 1908–09 with a dash are two years."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?", words)
    if not match or not 1 <= int(match[2]) <= 12 or int(match[1]) not in YEARS:
        return None
    return _checked(Stated(int(match[1]), int(match[2]), int(match[3]) if match[3] else None))


def _folded(words: str) -> str:
    """Small letters without accents, one kind of dash, no words that say nothing."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[‐-―−]", "-", plain).replace("’", "'")
    plain = re.sub(r"(?<=[a-z])\.", " ", plain)
    return " ".join(_IGNORED.sub(" ", plain).split())


def _without_about(words: str) -> tuple[str, bool]:
    if match := _ABOUT_WORDS.match(words):
        return words[match.end() :].strip(), True
    if match := re.search(r"\s*(?:[(\[]?\?[)\]]?|~|\bca|\bcirca|\baprox)$", words):
        return words[: match.start()], True
    return words, False


def _point(words: str) -> Stated | None:
    """One date, if the words are one."""
    for pattern, reader in _POINTS:
        if (match := pattern.fullmatch(words)) and (stated := reader(match)):
            return _checked(stated)
    if match := re.fullmatch(r"(?:a )?([a-z]+)[ -](.+)", words):
        part, whole = _PART_OF.get(match[1]), None
        if part is not None and (whole := _point(match[2])) and whole.day is None and whole.part is None:
            return replace(whole, part=part)
    return None


def _checked(stated: Stated) -> Stated:
    if stated.year not in YEARS:
        raise NotAHistoricDate
    _first, _last = stated.bounds  # raises where there is no such day
    return stated


def _numeric(match: re.Match[str]) -> Stated:
    """22.8.1940, 22/8/1940: the day first, unless only the other way is a date."""
    day, month = int(match["day"]), int(match["number"])
    if match["sign"] == "/" and day <= 12 and month <= 12 and day != month:
        raise DayOrMonth
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12:
        raise NoSuchDay
    return Stated(int(match["year"]), month, day)


def _numeric_month(match: re.Match[str]) -> Stated:
    if not 1 <= int(match["number"]) <= 12:
        raise NoSuchDay
    return Stated(int(match["year"]), int(match["number"]))


def _month_day(match: re.Match[str]) -> Stated:
    return Stated(int(match["year"]), _MONTH_OF[match["month"]], int(match["day"]))


def _month(match: re.Match[str]) -> Stated:
    return Stated(int(match["year"]), _MONTH_OF[match["month"]])


def _season(match: re.Match[str]) -> Stated:
    return Stated(int(match["year"]), season=_SEASON_OF[match["season"]])


def _winter(match: re.Match[str]) -> Stated | None:
    """winter 1939-40: the winter that begins in the first year."""
    year = int(match["year"])
    return Stated(year, season=WINTER) if (year + 1) % 100 == int(match["next"]) % 100 else None


def _decade(match: re.Match[str]) -> Stated:
    """1940s, 40s, años 40, años cuarenta, década de 1940: of the last century where none is named."""
    year = _TENS.get(match["tens"]) or int(match["tens"])
    if year % 10:
        raise NotAHistoricDate
    return Stated(year if year >= 100 else 1900 + year, decade=True)


_POINTS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Stated | None]]] = [
    (re.compile(pattern), reader)
    for pattern, reader in (
        (_YEAR, lambda m: Stated(int(m["year"]))),
        (rf"{_DAY} {_MONTH} {_YEAR}", _month_day),
        (rf"{_MONTH} {_DAY} {_YEAR}", _month_day),
        (rf"{_MONTH} {_YEAR}", _month),
        (rf"(?P<day>[0-9]{{1,2}})(?P<sign>[./])(?P<number>[0-9]{{1,2}})[./]{_YEAR}", _numeric),
        (rf"(?P<number>[0-9]{{1,2}})[./]{_YEAR}", _numeric_month),
        (rf"{_SEASON} {_YEAR}", _season),
        (rf"(?:winter|invierno) {_YEAR} ?[-/] ?(?P<next>[0-9]{{2}}|[0-9]{{4}})", _winter),
        (r"(?P<tens>[0-9]{2,4})'?s", _decade),
        (rf"(?:decada(?: anos)?|anos) (?P<tens>[0-9]{{2,4}}|{'|'.join(_TENS)})s?", _decade),
    )
]


def _range(words: str) -> HistoricDate:
    """Two dates, the first or the second of which may leave unsaid what the other says."""
    words = re.sub(rf"^{_MONTH} ([0-9]{{1,2}}) ?- ?([0-9]{{1,2}}) ", r"\2 - \3 \1 ", words)  # May 24–25 1940
    for left, right in _splits(words):
        for first, second in _completed(left, right):
            start, end = _point(first), _point(second)
            if start and end:
                return HistoricDate(start, end)
    raise NotAHistoricDate


def _splits(words: str) -> Iterator[tuple[str, str]]:
    for match in _TO.finditer(words):
        yield words[: match.start()], words[match.end() :]


def _completed(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Both sides as whole dates: 1937–38; 24–25 May 1940; March–May 1938."""
    if (short := re.fullmatch(r"([0-9]{2})s?", right)) and (year := re.search(r"[0-9]{4}", left)):
        yield left, year[0][:2] + short[0]
    yield left, right
    words = right.split()
    for kept in range(1, len(words)):
        yield f"{left} {' '.join(words[-kept:])}", right
