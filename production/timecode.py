"""Timecode: the labels of frames at an exact rate, their ranges, and the time at which they run.

A frame is a whole number; its rate is a fraction with a numbering. Drop-frame leaves out labels,
never frames, and is a numbering, not a rate: some telephones write drop labels at true 30.
Archives often write labels that end at the second; such a label names no frame and is written
without one again.

From one rate to another, and from frames to milliseconds, points are converted, never lengths:
an in and a length that are each rounded give a wrong out in a quarter of all ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

LONGEST = 20  # characters that are looked at

_PARTED = re.compile(r"[0-9]{1,2}(?:[:;.][0-9]{1,2}){1,3}")
_DIGITS = re.compile(r"[0-9]{6}|[0-9]{8}")
_STEP = re.compile(r"([+-]) ?([0-9]{1,2}(?:[:;.][0-9]{1,2}){0,3})")


class BadTimecode(ValueError):
    """Not a timecode; `code` says why.

    form, hours, minutes, seconds, frames, dropped, semicolon, rate; before and range where it would be
    one, but lies before the first frame or ends before it has begun.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts or ''}".strip())
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Rate:
    """Frames a second as a fraction, and whether its labels are drop-frame."""

    num: int
    den: int = 1
    drop: bool = False

    def __post_init__(self) -> None:
        if self.num < 1 or self.den < 1 or (self.drop and self.base not in (30, 60)):
            raise BadTimecode("rate", rate=f"{self.num}/{self.den}", drop=self.drop)

    @property
    def base(self) -> int:
        """How many labels a second has."""
        return -(-self.num // self.den)

    @property
    def skipped(self) -> int:
        """How many labels a minute leaves out, but for each tenth."""
        return self.base // 15 if self.drop else 0

    @property
    def day(self) -> int:
        """How many frames have a label, from 00:00:00:00 to the last before midnight."""
        return frame_of(Label(23, 59, 59, self.base - 1), self) + 1

    @property
    def key(self) -> str:
        """``30000/1001``: as it is stored and exported, without its numbering."""
        return f"{self.num}/{self.den}"

    def runs_as(self, other: Rate) -> bool:
        """Whether as many frames pass, however they are numbered."""
        return (self.num, self.den) == (other.num, other.den)

    def counted(self, *, drop: bool) -> Rate:
        """With this numbering; a rate that can't drop labels drops none."""
        return Rate(self.num, self.den, drop and self.base in (30, 60))

    def seconds(self, frames: int) -> Fraction:
        """How long so many frames last by the clock."""
        return Fraction(frames * self.den, self.num)


# the rates of the trade, by the key that is stored and exported
RATES = {
    "24000/1001": Rate(24000, 1001),
    "24/1": Rate(24),
    "25/1": Rate(25),
    "30000/1001": Rate(30000, 1001),
    "30/1": Rate(30),
    "50/1": Rate(50),
    "60000/1001": Rate(60000, 1001),
    "60/1": Rate(60),
}
NAMES = {key: f"{rate.num / rate.den:.3f}".rstrip("0").rstrip(".") for key, rate in RATES.items()}
MAY_DROP = tuple(key for key, rate in RATES.items() if rate.base in (30, 60))


def rate_of(key: str, *, drop: bool = False) -> Rate:
    rate = RATES[key]
    return Rate(rate.num, rate.den, drop)


@dataclass(frozen=True, slots=True)
class Label:
    """A timecode as it is written: to the frame, or to the second (`frames` is None)."""

    hours: int
    minutes: int
    seconds: int
    frames: int | None = None
    drop: bool = False  # a semicolon stands before the frames

    @property
    def has_frames(self) -> bool:
        return self.frames is not None

    @property
    def total_seconds(self) -> int:
        return (self.hours * 60 + self.minutes) * 60 + self.seconds

    def __str__(self) -> str:
        text = f"{self.hours:02d}:{self.minutes:02d}:{self.seconds:02d}"
        return text if self.frames is None else f"{text}{';' if self.drop else ':'}{self.frames:02d}"


def read(text: str) -> Label:
    """A label as people type it and archives write it, checked as far as that goes without a rate.

    ``03:40:22`` is to the second, ``03:40:22:10`` and ``03:40:22;10`` are to the frame; ``40:22``
    and ``40:22;10`` leave out the hours; ``034022`` and ``03402210`` leave out the signs.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise BadTimecode("form")
    parts, frames, drop = _parts(text)
    hours, minutes, seconds = [0, *parts][-3:]
    for code, value, most in (("hours", hours, 23), ("minutes", minutes, 59), ("seconds", seconds, 59)):
        if value > most:
            raise BadTimecode(code, found=value)
    return Label(hours, minutes, seconds, frames, drop)


def _parts(text: str) -> tuple[list[int], int | None, bool]:
    """Hours, minutes and seconds, or the latter two; the frames; whether a semicolon stands before them."""
    if _DIGITS.fullmatch(text):
        pairs = [int(text[at : at + 2]) for at in range(0, len(text), 2)]
        return pairs[:3], pairs[3] if len(pairs) == 4 else None, False
    if not _PARTED.fullmatch(text):
        raise BadTimecode("form")
    numbers = [int(part) for part in re.split("[:;.]", text)]
    signs = re.findall("[:;.]", text)
    if len(numbers) == 4 or (len(numbers) == 3 and signs[0] != signs[1]):
        return numbers[:-1], numbers[-1], signs[-1] == ";"
    if ";" in signs or (len(numbers) == 2 and "." in signs):
        raise BadTimecode("form")  # 22;10, 22.10: seconds and frames, or minutes and seconds
    return numbers, None, False


def check(label: Label, rate: Rate) -> None:
    """Raise BadTimecode unless the label exists at the rate."""
    if label.frames is None:
        return
    if label.frames >= rate.base:
        raise BadTimecode("frames", found=label.frames, most=rate.base - 1)
    if label.drop and not rate.drop:
        raise BadTimecode("semicolon")
    if label.frames < rate.skipped and label.seconds == 0 and label.minutes % 10:
        there = Label(label.hours, label.minutes, 0, rate.skipped, drop=True)
        raise BadTimecode("dropped", found=str(numbered(label, rate)), next=str(there))


def numbered(label: Label, rate: Rate) -> Label:
    """The label with the sign that the rate's numbering asks for: the rate's flag wins over the sign."""
    return Label(label.hours, label.minutes, label.seconds, label.frames, drop=rate.drop and label.has_frames)


def frame_of(label: Label, rate: Rate) -> int:
    """The number of the frame; a label to the second names the first frame that shows it."""
    minutes = label.hours * 60 + label.minutes
    frames = label.frames
    if frames is None:
        frames = rate.skipped if label.seconds == 0 and minutes % 10 else 0
    return _number(minutes, label.seconds, frames, rate.base, rate.skipped)


def _number(minutes: int, seconds: int, frames: int, base: int, skipped: int) -> int:
    return (minutes * 60 + seconds) * base + frames - skipped * (minutes - minutes // 10)


def label_of(frame: int, rate: Rate) -> Label:
    """The label of a frame; a day has so many, after its last comes the first again."""
    if frame < 0:
        raise BadTimecode("form", found=frame)
    per_minute = 60 * rate.base - rate.skipped
    tens, rest = divmod(frame, 10 * per_minute + rate.skipped)
    skips = 9 * tens + max(0, (rest - rate.skipped) // per_minute)
    seconds, frames = divmod(frame + rate.skipped * skips, rate.base)
    hours, seconds = divmod(seconds, 3600)
    return Label(hours % 24, seconds // 60, seconds % 60, frames, drop=rate.drop)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a range is: in frames where both its ends name one, else in seconds of its labels."""

    label: Label
    seconds: Fraction

    def __str__(self) -> str:
        return str(self.label)


def length(start: Label, end: Label, rate: Rate | None = None) -> Length | None:
    """From start to end, end exclusive; None where they can't be compared or nothing lies between."""
    if start.has_frames != end.has_frames or (start.has_frames and rate is None):
        return None
    if rate is None or not start.has_frames:
        return seconds_long(end.total_seconds - start.total_seconds)
    frames = frame_of(end, rate) - frame_of(start, rate)
    return Length(label_of(frames, rate), rate.seconds(frames)) if frames > 0 else None


def seconds_long(seconds: int) -> Length | None:
    """A length of whole seconds, as archives give it."""
    if seconds <= 0:
        return None
    return Length(_label_of_seconds(seconds), Fraction(seconds))


def _label_of_seconds(seconds: int) -> Label:
    hours, rest = divmod(seconds, 3600)
    return Label(hours, rest // 60, rest % 60)


def format_seconds(seconds: int) -> str:
    """``00:03:11``; totals may pass a day: ``26:00:00``."""
    return str(_label_of_seconds(seconds))


def convert(frame: int, source: Rate, target: Rate) -> int:
    """The frame of another rate that begins nearest to where this one begins; between two, the later."""
    return _nearest(frame * source.den * target.num, source.num * target.den)


def frame_at(ms: int, rate: Rate) -> int:
    """The frame that begins nearest to a running time."""
    return frames_at([ms], rate)[0]


def frames_at(times: Iterable[int], rate: Rate) -> list[int]:
    """The same for many: a file has a hundred thousand times."""
    twice, half, whole = 2 * rate.num, 1000 * rate.den, 2000 * rate.den
    return [(ms * twice + half) // whole for ms in times]  # as _nearest


def ms_of(frame: int, rate: Rate) -> int:
    """The running time at which a frame begins; `frame_at` gives the frame back."""
    return _nearest(frame * 1000 * rate.den, rate.num)


def _nearest(numerator: int, denominator: int) -> int:
    """In whole numbers only: a float would lose frames in long recordings."""
    return (2 * numerator + denominator) // (2 * denominator)


def frames_of_label_ms(times: Iterable[int], rate: Rate) -> list[int]:
    """The frames that times name which are labels: their whole seconds are the labels', the rest frames.

    Hours may pass 23. A label that drop-frame leaves out moves on to the next that exists.
    """
    base, skipped, found = rate.base, rate.skipped, []
    for ms in times:
        if ms < 0:
            raise BadTimecode("form", found=ms)
        seconds, rest = divmod(ms, 1000)
        more, frames = divmod(_nearest(rest * base, 1000), base)
        minutes, seconds = divmod(seconds + more, 60)
        if seconds == 0 and minutes % 10:
            frames = max(frames, skipped)
        found.append(_number(minutes, seconds, frames, base, skipped))
    return found


def running(frame: int, rate: Rate) -> str:
    """``1:00:03``: how long it has run by the clock when a frame begins; may pass a day."""
    if frame < 0:
        raise BadTimecode("form", found=frame)
    minutes, seconds = divmod(frame * rate.den // rate.num, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def source(frame: int, start: Label, rate: Rate) -> Label:
    """The label of the frame that lies so many after the one labelled `start`."""
    return label_of((frame_of(start, rate) + frame) % rate.day, rate)


def offset_of(label: Label, start: Label, rate: Rate) -> int:
    """How many frames after `start` a label lies; one that is earlier lies after midnight."""
    check(label, rate)
    return (frame_of(label, rate) - frame_of(start, rate)) % rate.day


def typed(text: str, start: Label, rate: Rate, at: int = 0) -> int:
    """The frame that a logger means: by its label, or by steps from where they are.

    ``+12`` is twelve frames on, ``-1:00`` a second back, ``+1:00:00`` a minute on.
    """
    step = _STEP.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if step is None:
        return offset_of(read(text), start, rate)
    frames = at + int(f"{step[1]}1") * _frames_long(step[2], rate)
    if frames < 0:
        raise BadTimecode("before")
    return frames


def _frames_long(text: str, rate: Rate) -> int:
    numbers = [int(part) for part in re.split("[:;.]", text)]
    hours, minutes, seconds, frames = [0, 0, 0, *numbers][-4:]
    # thirty-six frames are more than a second, and meant so
    return frame_of(Label(hours, minutes, seconds), rate) + frames if len(numbers) > 1 else frames


@dataclass(frozen=True, slots=True)
class Range:
    """From the frame `start` up to the frame `end`, which is no longer in it; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise BadTimecode("range", start=self.start, end=self.end)

    @classmethod
    def of_labels(cls, first: Label, end: Label, start: Label, rate: Rate) -> Range:
        """In and out as source timecode, in frames after the one labelled `start`."""
        return cls(offset_of(first, start, rate), offset_of(end, start, rate))

    def labels(self, start: Label, rate: Rate) -> tuple[Label, Label]:
        return source(self.start, start, rate), source(self.end, start, rate)

    @property
    def length(self) -> int:
        return self.end - self.start

    def contains(self, frame: int) -> bool:
        return self.start <= frame < self.end

    def overlaps(self, other: Range) -> bool:
        return self.start < other.end and other.start < self.end

    def intersection(self, other: Range) -> Range | None:
        if not self.overlaps(other):
            return None
        return Range(max(self.start, other.start), min(self.end, other.end))

    def shifted(self, frames: int) -> Range:
        return Range(self.start + frames, self.end + frames)

    def converted(self, source: Rate, target: Rate) -> Range:
        """At another rate, by both points; a frame is left even where the target's are longer."""
        start = convert(self.start, source, target)
        return Range(start, max(convert(self.end, source, target), start + 1))
