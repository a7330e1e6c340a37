"""The picture of an interview: its recordings beside each other on one axis, and what was selected.

Each recording is a bar; segments stand on it, the higher the better they are rated; the strip below
is what is transcribed. Pure geometry, in whole numbers, from seconds and plain words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

WIDTH, LEFT, RIGHT = 1000, 132, 12
TOP, ROW, FLOOR = 30, 58, 44  # a row's bar lies at its floor
BAR, STRIP = 7, 4
LOW, PER_STAR = 7, 5  # height of a segment without a star, and what each star adds
NARROW = 3  # least width of a segment
LONGEST = 17  # letters of a name beside the bars
STEPS = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200)
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Select:
    """A segment, in seconds of the axis."""

    start: Fraction
    end: Fraction
    rating: int
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """A recording, in seconds of the axis; `ends` is false where nobody knows how long it runs."""

    name: str
    words: str
    start: Fraction
    end: Fraction
    ends: bool = True
    selects: tuple[Select, ...] = ()
    transcribed: tuple[Fraction, Fraction] | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    x: int
    y: int
    width: int
    height: int
    rating: int
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    track: Track
    y: int
    x: int
    width: int
    blocks: tuple[Block, ...]
    strip: tuple[int, int] | None  # x and width of what is transcribed

    @property
    def name(self) -> str:
        name = self.track.name
        return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"

    @property
    def bar_y(self) -> int:
        return self.y + FLOOR - BAR

    @property
    def strip_y(self) -> int:
        return self.y + FLOOR + 2

    @property
    def name_y(self) -> int:
        return self.y + FLOOR - 15

    @property
    def words_y(self) -> int:
        return self.y + FLOOR + 1


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: int
    width: int = WIDTH
    bar: int = BAR
    strip: int = STRIP

    @property
    def bottom(self) -> int:
        return self.height - 6


@dataclass(frozen=True)
class _Scale:
    begin: Fraction
    end: Fraction

    def x(self, second: Fraction) -> int:
        share = (second - self.begin) / (self.end - self.begin)
        return LEFT + round(share * (WIDTH - LEFT - RIGHT))

    def span(self, start: Fraction, end: Fraction, least: int) -> tuple[int, int]:
        """Where it lies, and how wide it is; never beyond the right edge."""
        start, end = (min(max(second, self.begin), self.end) for second in (start, end))
        width = max(self.x(end) - self.x(start), least)
        return min(self.x(start), WIDTH - RIGHT - width), width


def picture(tracks: Sequence[Track]) -> Picture | None:
    """None where no recording has a length."""
    begin = min((track.start for track in tracks), default=Fraction())
    end = max((track.end for track in tracks), default=Fraction())
    if end <= begin:
        return None
    scale = _Scale(begin, end)
    rows = tuple(_row(track, TOP + ROW * n, scale) for n, track in enumerate(tracks))
    return Picture(rows, tuple(_ticks(scale)), TOP + ROW * len(rows) + 4)


def _row(track: Track, y: int, scale: _Scale) -> Row:
    x, width = scale.span(track.start, track.end if track.ends else scale.end, NARROW)
    strip = scale.span(*track.transcribed, NARROW) if track.transcribed else None
    return Row(track, y, x, width, tuple(_block(one, y, scale) for one in track.selects), strip)


def _block(select: Select, y: int, scale: _Scale) -> Block:
    x, width = scale.span(select.start, select.end, NARROW)
    height = LOW + PER_STAR * select.rating
    return Block(x, y + FLOOR - BAR - height, width, height, select.rating, select.words, select.url)


def _ticks(scale: _Scale) -> Iterator[Tick]:
    span = scale.end - scale.begin
    step = next((step for step in STEPS if span <= step * MOST_TICKS), ceil(span / MOST_TICKS))
    for n in range(ceil(scale.begin / step), floor(scale.end / step) + 1):
        yield Tick(scale.x(Fraction(n * step)), _clock(n * step))


def _clock(seconds: int) -> str:
    """0:10:00, -0:05; seconds where a minute is long."""
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    minutes, rest = divmod(seconds, 60)
    return f"{sign}{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
