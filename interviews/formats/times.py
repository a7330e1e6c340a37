"""Times as the files of subtitles write them: ``00:01:02,500``, ``1:02.5``, ``00:01:02:12``."""

from __future__ import annotations

import re
from typing import NamedTuple

from interviews.formats.cues import Reading

NO_END = -1  # until the cue after is known
FIGURES = frozenset("0123456789")

_BLANKS = "[ \t]{0,3}"
_COLON = f"{_BLANKS}:{_BLANKS}"
# everywhere bounded: a line of 200,000 digits is no time, and soon seen to be none
_TIME = (
    f"(?:([0-9]{{1,4}}){_COLON})?([0-9]{{1,3}}){_COLON}([0-9]{{1,3}})"
    f"(?:{_BLANKS}([,.:;]){_BLANKS}([0-9]{{1,9}}))?(?![0-9])"
)
_TIMING = re.compile(f"[ \t]{{0,9}}(({_TIME})[ \t]{{0,9}}(?:--?>|- ->|[–—]>)(?:[ \t]{{0,9}}({_TIME}))?)(.*)")
_ALONE = re.compile(r"[ \t]{0,9}(([0-9]{1,4}):([0-9]{2}):([0-9]{2})([,.])([0-9]{1,3}))[ \t]*")
_SETTINGS = re.compile(r"(?:[ \t]++[A-Za-z][A-Za-z0-9]{0,11}:[^ \t]*+)*+[ \t]*+")
# what a program wrote that had shifted everything by too much
_NEGATIVE = re.compile(f"(^[ \t]{{0,9}}|>[ \t]{{0,9}})[-−](?=[0-9]{{1,4}}{_COLON})")
_FRAMES = re.compile(r"(?<![0-9:])[0-9]{1,4}:[0-9]{2}:[0-9]{2}([:;])([0-9]{2})(?![0-9])")


class Timing(NamedTuple):
    """A line with two times."""

    start: int
    end: int
    written: str
    rest: str  # what stands after them and is no setting
    odd: str = ""  # a part that no clock has: minutes, or seconds
    frames: bool = False


class Minutes(dict[str, int]):
    """The milliseconds of ``01:02``: a file has few of them and asks often."""

    def __missing__(self, text: str) -> int:
        hours, _colon, minutes = text.rpartition(":")
        value = self[text] = (int(hours or 0) * 60 + int(minutes)) * 60_000
        return value


class Parts(dict[str, int]):
    """The milliseconds of what stands behind the comma: ``5`` is half a second."""

    def __missing__(self, part: str) -> int:
        value = self[part] = thousandths(part)
        return value


SECONDS = {f"{second:02d}": second * 1000 for second in range(60)}


class Times:
    """The timings of one file."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.reading = reading
        self.base = 0  # frames a second, once a time has frames

    def of(self, line: str, begins: bool) -> Timing | None:
        """What a line says; where no cue begins, only if it says nothing else."""
        plain = _NEGATIVE.sub(r"\1", line)
        timing = self._of(plain, begins)
        if timing is None or plain == line:
            return timing
        start = 0 if _NEGATIVE.match(line) else timing.start
        end = 0 if _NEGATIVE.search(line, line.find(">")) else timing.end
        return timing._replace(start=start, end=end, written=line.strip(), odd="negative")

    def _of(self, line: str, begins: bool) -> Timing | None:
        match = _TIMING.match(line)
        if match is None:
            alone = _ALONE.fullmatch(line) if begins else None
            return alone and Timing(self._time(*alone.group(2, 3, 4, 5, 6))[0], NO_END, alone[1], "")
        is_settings = _SETTINGS.fullmatch(match[14])
        if not begins and not is_settings:
            return None  # somebody talks of times
        return self._timing(match, "" if is_settings else match[14].strip())

    def _timing(self, match: re.Match[str], rest: str) -> Timing:
        start, odd, frames = self._time(*match.group(3, 4, 5, 6, 7))
        if not match[8]:
            return Timing(start, NO_END, match[1], rest, odd, frames)
        end, odder, _frames = self._time(*match.group(9, 10, 11, 12, 13))
        return Timing(start, end, match[1], rest, odd or odder, frames)

    def _time(self, hours: str, minutes: str, seconds: str, sign: str, part: str) -> tuple[int, str, bool]:
        """In ms, the first part that no clock has, and whether the last part counts frames."""
        frames = sign in (":", ";") and len(part) == 2 and hours is not None
        rest = self._ms_of_frames(int(part)) if frames else thousandths(part or "")
        whole = ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000
        if hours and int(minutes) > 59:
            return whole + rest, "minutes_over_59", frames
        return whole + rest, "seconds_over_59" if int(seconds) > 59 else "", frames

    def _ms_of_frames(self, frames: int) -> int:
        self.base = self.base or self._guessed_base(frames)
        self.reading.counts, self.reading.base = "labels", self.base
        return (2000 * frames + self.base) // (2 * self.base)

    def _guessed_base(self, frames: int) -> int:
        """No file says how many frames its seconds have: the smallest usual number that holds them all."""
        found = [match.groups() for match in _FRAMES.finditer(self.text)]
        most = max([frames, *(int(each) for _sign, each in found)])
        usual = (30, 60) if any(sign == ";" for sign, _each in found) else (25, 30, 50, 60)
        return next((base for base in usual if base > most), 100)


def usual(ms: int, mark: str) -> str:
    """``00:00:01,500``."""
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{ms:03d}"


def may_be_timing(line: str) -> bool:
    """Nearly all lines are none, and this is soon seen."""
    if ">" in line:
        return ":" in line
    return len(line) < 40 and ":" in line and line.lstrip()[:1] in FIGURES


def is_number(text: str) -> bool:
    return len(text) <= 9 and text.isascii() and text.isdecimal()


def thousandths(part: str) -> int:
    """``5`` is half a second; more than three figures are rounded."""
    return (int(part[:4].ljust(4, "0")) + 5) // 10
