"""The picture of a historical timeline: what happened when, and what of it the film covers.

Events stand above, each with its words beside its mark; below them a lane for each kind of
material, and one of what nothing covers. Pure geometry, in whole numbers, from plain words: the page
and the paper draw the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from production.drawings.timeline_axis import Axis, Bounds, Cell, axis
from production.historic_dates import HistoricDate, Precision

WIDTH, LEFT, RIGHT = 1080, 112, 16
TOP, LEVEL, LANE, GAP = 40, 26, 26, 10
LETTER = 7.0  # about the width of a letter of a label
LONGEST = 46  # letters of a label
POINT = 10  # width of the mark of one day
NARROW = 12  # least width of the mark of a span
SIGN = 18  # least width of a sign in a lane
SHORT = 6  # letters of what is a sign and no title


@dataclass(frozen=True, slots=True)
class Event:
    """One event in plain words."""

    title: str
    when: str
    date: HistoricDate
    covers: tuple[tuple[str, ...], ...]  # signs by lane
    url: str = ""
    is_covered: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the axis, with its words to the right, or to the left where the picture ends."""

    event: Event
    x: int
    width: int
    y: int
    shape: str  # point, span (it lasted), within (some time in it)
    label: str
    label_x: int
    is_before: bool  # the words stand before the mark

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def text_y(self) -> int:
        return self.y + LEVEL // 2 + 4

    @property
    def mark_y(self) -> int:
        return self.y + 7

    @property
    def mark_height(self) -> int:
        return LEVEL - 14

    @property
    def diamond(self) -> str:
        x, y, r = self.middle, self.y + LEVEL // 2, POINT // 2 + 1
        return f"{x - r},{y} {x},{y - r} {x + r},{y} {x},{y + r}"

    @property
    def anchor(self) -> str:
        return "end" if self.is_before else "start"

    @property
    def title(self) -> str:
        return f"{self.event.when}: {self.event.title}"


@dataclass(frozen=True, slots=True)
class Sign:
    """What covers an event, beneath it in its lane."""

    x: int
    width: int
    y: int
    label: str
    title: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def text_y(self) -> int:
        return self.y + LANE // 2 + 4

    @property
    def box_y(self) -> int:
        return self.y + 4

    @property
    def box_height(self) -> int:
        return LANE - 8


@dataclass(frozen=True, slots=True)
class Lane:
    words: str
    y: int
    height: int
    signs: tuple[Sign, ...]
    is_bare: bool = False  # of what nothing covers

    @property
    def text_y(self) -> int:
        return self.y + LANE // 2 + 4


@dataclass(frozen=True, slots=True)
class Picture:
    height: int
    axis: Axis
    ticks: tuple[Cell, ...]  # cells whose words find room
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    lanes_y: int
    width: int = WIDTH
    left: int = LEFT
    top: int = TOP

    @property
    def bottom(self) -> int:
        return self.height - 6

    @property
    def breaks(self) -> list[Cell]:
        return [cell for cell in self.axis.cells if cell.is_break]


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says itself, in the reader's language."""

    lanes: tuple[str, ...]
    bare: str  # the lane of what nothing covers
    uncovered: str  # beside the label of such an event


def picture(
    events: Sequence[Event], words: Words, *, language: str, window: Bounds | None = None
) -> Picture | None:
    """The picture, or None where there is nothing to draw; `window` is what is looked at closely."""
    if not events:
        return None
    spans = [_within(event.date, window) for event in events]
    scale = axis([*spans, *([window] if window else [])], left=LEFT, right=WIDTH - RIGHT, language=language)
    marks = list(_marks(events, spans, scale, words))
    levels = 1 + max((mark.y - TOP) // LEVEL for mark in marks)
    lanes_y = TOP + levels * LEVEL + GAP
    lanes = list(_lanes(marks, words, lanes_y))
    height = lanes[-1].y + lanes[-1].height + GAP
    return Picture(height, scale, tuple(_ticks(scale)), tuple(marks), tuple(lanes), lanes_y)


def _within(when: HistoricDate, window: Bounds | None) -> Bounds:
    first, last = when.earliest, when.latest
    if window is None:
        return first, last
    return _clamped(first, window), _clamped(last, window)


def _clamped(day: date, window: Bounds) -> date:
    return min(max(day, window[0]), window[1])


def _ticks(scale: Axis) -> Iterator[Cell]:
    free = 0.0
    for cell in scale.cells:
        half = len(cell.label) * LETTER / 2 + 4
        if not cell.is_break and cell.middle - half >= free:
            free = cell.middle + half
            yield cell


# Marks


def _marks(events: Sequence[Event], spans: Sequence[Bounds], scale: Axis, words: Words) -> Iterator[Mark]:
    """Each in the first level where neither its mark nor its words meet another."""
    pack = packer(14)
    for event, (first, last) in sorted(zip(events, spans, strict=True), key=lambda pair: pair[1]):
        shape = _shape(event.date)
        x, width = _placed(scale, first, last, shape)
        label = _cut(event.title if event.is_covered else f"{event.title} – {words.uncovered}", event, words)
        room = round(len(label) * LETTER)
        is_before = x + width + 6 + room > WIDTH
        left = x - 6 - room if is_before else x
        right = x + width if is_before else x + width + 6 + room
        level = pack(left, right)
        label_x = x - 6 if is_before else x + width + 6
        yield Mark(event, x, width, TOP + level * LEVEL, shape, label, label_x, is_before)


def _shape(when: HistoricDate) -> str:
    if when.precision == Precision.DAY:
        return "point"
    return "span" if when.precision == Precision.RANGE else "within"


def _placed(scale: Axis, first: date, last: date, shape: str) -> tuple[int, int]:
    x, end = scale.x(first), scale.end(last)
    least = POINT if shape == "point" else NARROW
    if shape == "point" or end - x < least:
        x, end = (x + end - least) // 2, (x + end + least) // 2
    return x, end - x


def _cut(label: str, event: Event, words: Words) -> str:
    """A long title is cut, the word “uncovered” never."""
    if len(label) <= LONGEST:
        return label
    if event.is_covered:
        return f"{label[: LONGEST - 1].rstrip()}…"
    room = LONGEST - len(words.uncovered) - 4
    return f"{event.title[:room].rstrip()}… – {words.uncovered}"


def packer(gap: int) -> Callable[[int, int], int]:
    """Puts intervals, one after the other, into the first level where they find room."""
    taken: list[list[tuple[int, int]]] = []

    def pack(left: int, right: int) -> int:
        for number, level in enumerate(taken):
            if all(right + gap <= begin or end + gap <= left for begin, end in level):
                level.append((left, right))
                return number
        taken.append([(left, right)])
        return len(taken) - 1

    return pack


# Lanes


def _lanes(marks: Sequence[Mark], words: Words, y: int) -> Iterator[Lane]:
    for number, label in enumerate(words.lanes):
        signs = tuple(_signs(marks, number, y))
        lane = Lane(label, y, _height(signs, y), signs)
        yield lane
        y += lane.height
    bare = tuple(_bare(marks, y, words))
    yield Lane(words.bare, y, _height(bare, y), bare, is_bare=True)


def _height(signs: Sequence[Sign], y: int) -> int:
    return max([sign.y - y + LANE for sign in signs], default=LANE)


def _signs(marks: Sequence[Mark], number: int, y: int) -> Iterator[Sign]:
    pack = packer(3)
    for mark in sorted(marks, key=lambda mark: mark.middle):
        if covers := mark.event.covers[number]:
            label = _few(covers)
            yield _sign(mark, label, f"{mark.event.title}: {', '.join(covers)}", y, pack)


def _bare(marks: Sequence[Mark], y: int, words: Words) -> Iterator[Sign]:
    pack = packer(3)
    for mark in sorted(marks, key=lambda mark: mark.middle):
        if not mark.event.is_covered:
            yield _sign(mark, "✕", f"{mark.event.title}: {words.uncovered}", y, pack)


def _sign(mark: Mark, label: str, title: str, y: int, pack: Callable[[int, int], int]) -> Sign:
    width = max(SIGN, round(len(label) * LETTER) + 8)
    x = min(max(mark.middle - width // 2, LEFT), WIDTH - width)
    return Sign(x, width, y + pack(x, x + width) * LANE, label, title)


def _few(signs: tuple[str, ...]) -> str:
    """12, 12A +2: as many as find room; ×3 of what has no short sign."""
    if any(len(sign) > SHORT for sign in signs):
        return f"×{len(signs)}"
    return ", ".join(signs) if len(signs) <= 3 else f"{', '.join(signs[:2])} +{len(signs) - 2}"
