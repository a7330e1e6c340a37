"""Coordinates as people have them at hand: decimal, with comma or point, or in degrees and minutes.

``19.3449, -99.0972`` · ``19,3449; -99,0972`` · ``19°20'41.6"N 99°05'49.9"W`` · ``48.8584 N``
"""

from __future__ import annotations

import re
from decimal import Decimal

PLACES = Decimal("0.000001")  # a hand's width

_NEGATIVE = ("S", "W", "O")  # O is oeste

_NUMBER = r"[-+−]?[0-9]{1,3}(?:[.,][0-9]{1,20})?"
_DEGREES = (
    r"(?P<degrees>[0-9]{1,3}) ?[°º] ?"
    r"(?:(?P<minutes>[0-9]{1,2}(?:[.,][0-9]{1,20})?) ?['′’] ?)?"
    r"(?:(?P<seconds>[0-9]{1,2}(?:[.,][0-9]{1,20})?) ?(?:\"|″|”|'') ?)?"
)
_DECIMAL_FORM = re.compile(rf"(?P<number>{_NUMBER}) ?°? ?(?P<side>[NSEWO]?)", re.I)
_DEGREE_FORM = re.compile(rf"{_DEGREES}(?P<side>[NSEWO])", re.I)
_SEPARATORS = re.compile(r"\s*;\s*|\s*,\s+|\s+|,|(?<=[NS])", re.I)


class NoCoordinate(ValueError):
    """Text that is no coordinate, or one that lies beyond the earth."""


def parse(text: str, most: int) -> Decimal:
    """One coordinate in degrees; `most` is 90 for a latitude, 180 for a longitude."""
    text = " ".join(text.split())
    if len(text) > 60:
        raise NoCoordinate(text[:60])
    value = _decimal(text) if (found := _DEGREE_FORM.fullmatch(text)) is None else _sexagesimal(found)
    if abs(value) > most:
        raise NoCoordinate(text)
    return value.quantize(PLACES)


def split_pair(text: str) -> tuple[str, str] | None:
    """Latitude and longitude out of one pasted text; None where it isn't a pair."""
    text = " ".join(text.split()).strip("()")
    if len(text) > 120:
        return None
    for found in _SEPARATORS.finditer(text):
        if found.group() == "," and "." not in text:  # 19,34 is one number with a decimal comma
            continue
        first, second = text[: found.start()], text[found.end() :]
        if _is(first, 90) and _is(second, 180):
            return first, second
    return None


def _is(text: str, most: int) -> bool:
    try:
        parse(text, most)
    except NoCoordinate:
        return False
    return True


def _decimal(text: str) -> Decimal:
    found = _DECIMAL_FORM.fullmatch(text)
    if found is None:
        raise NoCoordinate(text)
    value = Decimal(found["number"].replace(",", ".").replace("−", "-"))
    side = found["side"].upper()
    if side and value < 0:
        raise NoCoordinate(text)
    return -value if side in _NEGATIVE else value


def _sexagesimal(found: re.Match[str]) -> Decimal:
    minutes, seconds = (Decimal((found[n] or "0").replace(",", ".")) for n in ("minutes", "seconds"))
    if minutes >= 60 or seconds >= 60:
        raise NoCoordinate(found.group())
    value = int(found["degrees"]) + minutes / 60 + seconds / 3600
    return -value if found["side"].upper() in _NEGATIVE else value
