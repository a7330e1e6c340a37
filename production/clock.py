"""Times as a production writes them, and the moments that they mean.

A *day time* is a whole number of minutes on the wall clock after midnight of the shoot date, in
the zone of its place: 420 is 07:00, 1530 is 01:30 the next day (01:30 +1), -15 is 23:45 the
evening before (23:45 -1). It says nothing about elapsed time: that needs an instant.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

DAY = 24 * 60
EARLIEST, LATEST = -DAY, 3 * DAY - 1  # what may be typed: from the evening before to two days after
LONGEST_OFFSET = DAY
MOST_EIGHTHS = 8 * 100
YEARS = range(1900, 2200)


class ClockError(ValueError):
    """Typed words that are no time; ``code`` names the reason, for a form to word it."""

    code: ClassVar[str]
    reason: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.reason)


class NotATime(ClockError):
    code = "not_a_time"
    reason = "Write a time like 07:00, 7.30, 0730, 7 pm or 01:30 +1."


class NoSuchMinute(ClockError):
    code = "no_such_minute"
    reason = "Minutes go from 00 to 59."


class NoSuchHour(ClockError):
    code = "no_such_hour"
    reason = "Hours go from 0 to 23, to 47 without +1, and from 1 to 12 with am or pm."


class NotAnOffset(ClockError):
    code = "not_an_offset"
    reason = "Write a difference like -0:30, +1:15 or -30 (minutes)."


class OffsetTooLarge(ClockError):
    code = "offset_too_large"
    reason = "A difference is at most 24 hours."


class NotEighths(ClockError):
    code = "not_eighths"
    reason = "Write page eighths like 1 3/8, 3/8 or 2."


class TooManyEighths(ClockError):
    code = "too_many_eighths"
    reason = "A scene has at most 100 pages."


class DateOutOfRange(ClockError):
    code = "date_out_of_range"
    reason = "Dates go from 1900 to 2199."


_MINUS = str.maketrans("\N{MINUS SIGN}", "-")
_TIME = re.compile(
    r"""(?P<hour>[0-9]{1,2}) (?: [:.hH] (?P<minute>[0-9]{2}) | (?P<packed>[0-9]{2}) | [hH] )?
        (?: \s* (?P<half>[ap]) \.? m \.? )?
        (?: (?P<day> \s* \+ [12] | \s+ -1 ) )?""",
    re.VERBOSE | re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?P<sign>[+-]?)\s*(?:(?P<hours>[0-9]{1,2})[:.hH](?P<minutes>[0-9]{2})|(?P<plain>[0-9]{1,4}))"
)
_EIGHTHS = re.compile(
    r"(?P<pages>[0-9]{1,3})|(?P<only>[0-9]{1,3})\s*/\s*8|(?P<whole>[0-9]{1,3})\s+(?P<part>[0-7])\s*/\s*8"
)


def parse_day_time(text: str) -> int:
    """The day time that somebody typed: ``07:00``, ``7.30``, ``0730``, ``7 pm``, ``25:30``, ``01:30 +1``."""
    match = _TIME.fullmatch(text.translate(_MINUS).strip())
    if not match:
        raise NotATime
    hour, minute = int(match["hour"]), int(match["minute"] or match["packed"] or 0)
    if minute > 59:
        raise NoSuchMinute
    if match["half"]:
        hour = _of_twelve(hour, match["half"].lower())
    if hour > (23 if match["day"] else 47):
        raise NoSuchHour
    return int((match["day"] or "0").strip()) * DAY + hour * 60 + minute


def _of_twelve(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise NoSuchHour
    return hour % 12 + (12 if half == "p" else 0)


def format_day_time(minutes: int) -> str:
    """``07:00``; ``01:30 +1`` on the next day, ``23:45 -1`` on the evening before."""
    days, minutes = divmod(minutes, DAY)
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{clock} {days:+d}" if days else clock


def parse_offset(text: str) -> int:
    """Minutes before (negative) or after the general call: ``-0:30``, ``+1:15``, ``-30``."""
    match = _OFFSET.fullmatch(text.translate(_MINUS).strip())
    if not match:
        raise NotAnOffset
    minutes = int(match["plain"] or match["minutes"])
    if not match["plain"] and minutes > 59:
        raise NoSuchMinute
    minutes += 60 * int(match["hours"] or 0)
    if minutes > LONGEST_OFFSET:
        raise OffsetTooLarge
    return -minutes if match["sign"] == "-" else minutes


def format_offset(minutes: int) -> str:
    if not minutes:
        return "0"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours}:{rest:02d}"


def parse_eighths(text: str) -> int:
    """Page eighths: ``1 3/8`` and ``11/8`` are 11, ``2`` is 16."""
    match = _EIGHTHS.fullmatch(text.strip())
    if not match:
        raise NotEighths
    eighths = 8 * int(match["pages"] or match["whole"] or 0) + int(match["only"] or match["part"] or 0)
    if eighths > MOST_EIGHTHS:
        raise TooManyEighths
    return eighths


def format_eighths(eighths: int) -> str:
    """``1 3/8``, never reduced: half a page is ``4/8``, as breakdown sheets have it."""
    pages, part = divmod(eighths, 8)
    if not part:
        return str(pages)
    return f"{pages} {part}/8" if pages else f"{part}/8"


def format_minutes(minutes: int) -> str:
    """A length: ``40 min``, ``6 h 40``, ``2 h``."""
    sign, (hours, rest) = "-" if minutes < 0 else "", divmod(abs(minutes), 60)
    if not hours:
        return f"{sign}{rest} min"
    return f"{sign}{hours} h {rest:02d}" if rest else f"{sign}{hours} h"


def instant(on: date, minutes: int, zone: str) -> datetime:
    """The moment of a day time. A wall time that the clocks skip is shifted forward by the gap;
    one that comes twice is taken at its first coming."""
    if on.year not in YEARS:
        raise DateOutOfRange
    wall = datetime(on.year, on.month, on.day) + timedelta(minutes=minutes)
    # By way of UTC: that is what moves a skipped wall time out of the gap.
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))


def day_time(moment: datetime, on: date, zone: str) -> int:
    """The day time that the clock of a zone shows at a moment, counted from a shoot date."""
    local = moment.astimezone(ZoneInfo(zone))
    return (local.date() - on).days * DAY + local.hour * 60 + local.minute
