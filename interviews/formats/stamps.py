"""Times as people type them into a transcript, at the beginning of a line or in a column of their own.

``00:01:02``, ``00:01:02:05``, ``00;01;02;05``, ``00:01:02.500``; ``1:02`` in brackets or alone on a
line; two of them are a range. What stands after a stop is frames where it has two figures, unless one
of them in the file is beyond every rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from interviews.formats.cues import Reading
from production.timecode import Rate

_FULL = re.compile(
    r"([0-9]{1,4})[:;]([0-9]{1,2})([:;])([0-9]{1,2})(?:([:;.,])([0-9]{1,3}))?(?![0-9]|[:;][0-9])"
)
_SHORT = re.compile(r"([0-9]{1,3}):([0-9]{2})(?:[.,]([0-9]{1,3}))?(?![0-9]|[:;][0-9])")
_BETWEEN = re.compile(
    r"[ \t]{0,8}(?:(?:-->|->|[-–—~]|to|a|al|hasta)[ \t]{1,8}|[-–—~]|\t[ \t]{0,8}|[ \t]{1,8})"
)
_BLANK = re.compile(r"\s{0,8}")
_CLOSING = {"[": "]", "(": ")", "<": ">", "{": "}"}
_INSIDE = re.compile(r"[\[(<{]\s?[0-9]{1,4}[:;][0-9]{1,2}[:;][0-9]{1,2}(?:[:;.,][0-9]{1,3})?\s?[\])>}]")
_GREATEST = 60  # labels a second, of all rates


class Stamp(NamedTuple):
    seconds: int
    rest: str = ""  # figures after the seconds
    sign: str = ""  # before them
    is_odd: bool = False  # more than 59 minutes or seconds
    has_semicolon: bool = False

    @property
    def may_be_frames(self) -> bool:
        return (
            len(self.rest) in (1, 2) if self.sign in (":", ";") else self.sign == "." and len(self.rest) == 2
        )


class Lead(NamedTuple):
    """One or two stamps at a place in a line, and where they end."""

    start: Stamp
    end: Stamp | None
    at: int
    is_in_brackets: bool


def lead(text: str, at: int = 0, *, short: bool = False) -> Lead | None:
    """The stamp or the range that stands at a place; without hours in brackets only, unless `short`."""
    first = _marked(text, at, short=short)
    if first is None or first.end is not None:
        return first
    between = _BETWEEN.match(text, first.at)
    second = _marked(text, between.end(), short=short) if between else None
    if second is None or second.end is not None or second.is_in_brackets is not first.is_in_brackets:
        return first
    return Lead(first.start, second.start, second.at, first.is_in_brackets)


def is_inside(text: str) -> bool:
    """Whether a stamp in brackets stands somewhere among the words."""
    return _INSIDE.search(text) is not None


def trailing(text: str) -> tuple[str, Stamp] | None:
    """A stamp in brackets after the last word, and what stands before it."""
    opens = max(text.rfind(sign, max(0, len(text) - 24)) for sign in "[(")
    if opens <= 0 or text[-1:] not in ("]", ")"):
        return None
    found = _marked(text, opens, short=False)
    if found is None or found.end is not None or found.at != len(text):
        return None
    return text[:opens].rstrip(), found.start


def _marked(text: str, at: int, *, short: bool) -> Lead | None:
    at = _BLANK.match(text, at).end()  # type: ignore[union-attr]
    closing = _CLOSING.get(text[at : at + 1], "")
    if closing:
        at = _BLANK.match(text, at + 1).end()  # type: ignore[union-attr]
    read = _stamp(text, at, short=short or bool(closing))
    if read is None:
        return None
    start, at = read
    if not closing:
        return Lead(start, None, at, False)
    end = None
    if (between := _BETWEEN.match(text, at)) and (read := _stamp(text, between.end(), short=True)):
        end, at = read
    at = _BLANK.match(text, at).end()  # type: ignore[union-attr]
    return Lead(start, end, at + 1, True) if text.startswith(closing, at) else None


def _stamp(text: str, at: int, *, short: bool) -> tuple[Stamp, int] | None:
    if found := _FULL.match(text, at):
        hours, minutes, _sign, seconds, sign, rest = found.groups()
        whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
        is_odd = int(minutes) > 59 or int(seconds) > 59
        return Stamp(whole, rest or "", sign or "", is_odd, ";" in found[0]), found.end()
    if short and (found := _SHORT.match(text, at)):
        minutes, seconds, rest = found.groups()
        whole, sign = int(minutes) * 60 + int(seconds), "," if rest else ""
        return Stamp(whole, rest or "", sign, int(seconds) > 59), found.end()
    return None


# -- what they mean ------------------------------------------------------------------------------


@dataclass
class Counting:
    """How the stamps of one file are counted: once all of them are known."""

    reading: Reading
    is_frames: bool = False
    base: int = 0
    is_drop: bool = False

    def ms(self, stamp: Stamp, line: int) -> int:
        if stamp.is_odd:
            self.reading.mend(line, "sixty")
        if not stamp.rest:
            return stamp.seconds * 1000
        if not (self.is_frames and stamp.may_be_frames):
            return stamp.seconds * 1000 + int(stamp.rest.ljust(3, "0"))
        return stamp.seconds * 1000 + round(self._frame(stamp, line) * 1000 / self.base)

    def _frame(self, stamp: Stamp, line: int) -> int:
        frame = int(stamp.rest)
        if frame >= self.base:
            self.reading.mend(line, "frame_beyond", found=frame, most=self.base - 1)
            return self.base - 1
        skipped = self.base // 15
        minutes, seconds = divmod(stamp.seconds, 60)
        if self.is_drop and seconds == 0 and minutes % 10 and frame < skipped:
            self.reading.mend(line, "dropped", found=frame, next=skipped)
            return skipped
        return frame


def counting(stamps: Iterable[Stamp], rate: Rate | None, reading: Reading) -> Counting:
    """Frames or fractions of a second, and how many frames: from the rate, else from the greatest."""
    after = [stamp for stamp in stamps if stamp.may_be_frames]
    greatest = max((int(stamp.rest) for stamp in after), default=0)
    if after and greatest >= _GREATEST and all(stamp.sign == "." for stamp in after):
        reading.mend(0, "hundredths")
        return Counting(reading)
    if not after:
        return Counting(reading)
    has_semicolon = any(stamp.has_semicolon for stamp in after)
    base = rate.base if rate else _base(greatest, has_semicolon)
    if rate is None:
        reading.mend(0, "base_guessed", base=base)
    elif has_semicolon and not rate.drop:
        reading.mend(0, "semicolons")
    reading.counts, reading.base = "labels", base
    is_drop = base in (30, 60) and (rate.drop if rate else has_semicolon)
    return Counting(reading, True, base, is_drop)


def _base(greatest: int, has_semicolon: bool) -> int:
    """The least rate that has such a frame; drop-frame is 30 or 60, and without any sign it is 25."""
    return next(
        base for base in ((30, 60) if has_semicolon else (25, 30, 50, 60)) if base > min(greatest, 59)
    )
