"""Lengths as people type them: ``52:00``, ``1:02:00``, ``52 min``, ``1 h 2 min``, ``52'30"``, ``4.5 s``.

What a number by itself counts is said by whoever asks: minutes for a film, seconds for a line.
"""

from __future__ import annotations

import re
from fractions import Fraction

HOUR, MINUTE, SECOND = 3600, 60, 1
LONGEST = 40  # characters that are looked at
_UNITS = {
    HOUR: ("h", "hr", "hrs", "hour", "hours", "hora", "horas"),
    MINUTE: ("m", "min", "mins", "minute", "minutes", "minuto", "minutos", "'", "’", "′"),
    SECOND: ("s", "sec", "secs", "second", "seconds", "seg", "segundo", "segundos", '"', "”", "″"),
}
_SECONDS = {name: seconds for seconds, names in _UNITS.items() for name in names}
_NAMES = "|".join(sorted(_SECONDS, key=len, reverse=True))
_CLOCK = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-9]{1,2})(?:[.,]([0-9]{1,3}))?")
_PART = re.compile(rf"([0-9]{{1,5}}(?:[.,][0-9]{{1,3}})?) ?(?:({_NAMES})\.?)? ?")


def read(text: str, *, alone: int) -> Fraction:
    """Seconds; `alone` is how many of them a number by itself counts. ValueError for anything else."""
    text = " ".join(text.lower().split()) if len(text) <= LONGEST else ""
    return _clock(text) if ":" in text else _parts(text, alone)


def _clock(text: str) -> Fraction:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if seconds > 59 or (found[1] and minutes > 59):
        raise ValueError
    return Fraction(hours * HOUR + minutes * MINUTE + seconds) + Fraction(f"0.{found[4] or 0}")


def _parts(text: str, alone: int) -> Fraction:
    """From the larger unit to the smaller; a number behind one counts what comes below it: ``1h02``."""
    at, above, named, total = 0, 0, "", Fraction()
    while at < len(text) or not above:
        found = _PART.match(text, at)
        if found is None or (above and not named):
            raise ValueError
        number, named = Fraction(found[1].replace(",", ".")), found[2]
        unit = _SECONDS[named] if named else above // 60 if above else alone
        if not unit or (above and (unit >= above or number * unit >= above)):
            raise ValueError
        total += number * unit
        at, above = found.end(), unit
    return total


def clock(seconds: int) -> str:
    """``52:10``, ``1:02:03``: as a length is shown."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


_SPELT = "|".join(sorted({how(name) for name in _SECONDS for how in (str, str.upper, str.title)}))
# what a field in a page lets through before it is read, as HTML writes it; no two parts of it may take
# the same characters in turn, or a browser would try them in all ways
PATTERN = rf"\s*[0-9]+(?:[:.,][0-9]+){{0,3}}(?:\s*(?:{_SPELT})\.?(?:\s*[0-9]+(?:[.,][0-9]+)?)?)*\s*"
