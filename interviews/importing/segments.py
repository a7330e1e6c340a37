"""The rows of a log as segments: where each lies, what it says, who speaks, which themes it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from interviews.formats.logs import Log, LogRow
from interviews.importing.placing import Place, facts_of, place
from interviews.models import Recording
from production.models.fields import clean_text
from production.words import fold

NEXT, LENGTH = "next", "length"  # where a row without an out ends
SECONDS = 10  # after the last one, and where nothing else is said
LONGEST_GIST = 300
LONGEST_NOTE = 4_000
LONGEST_THEME = 80


@dataclass(frozen=True)
class Timed:
    """A row of this recording with both its times, in ms of the file."""

    row: LogRow
    start: int
    end: int


@dataclass
class Sorted:
    """The rows of a log: those that can be segments, and how many can't or aren't of this recording."""

    rows: list[Timed] = field(default_factory=list)
    without_time: int = 0
    without_out: int = 0
    other_reels: int = 0


def sort(log: Log, recording: Recording, *, ends: str, seconds: int) -> Sorted:
    own = _of_reel(log.rows, recording)
    timed = sorted((row for row in own if row.start is not None), key=lambda row: row.start or 0)
    return Sorted(
        list(_timed(timed, ends, seconds)),
        without_time=len(own) - len(timed),
        without_out=sum(row.end is None for row in timed),
        other_reels=len(log.rows) - len(own),
    )


def _of_reel(rows: Sequence[LogRow], recording: Recording) -> Sequence[LogRow]:
    """Where a log names reels and ours is among them, the rows of ours and those that name none."""
    reel = fold(recording.reel)
    if not any(fold(row.reel) == reel for row in rows if row.reel):
        return rows
    return [row for row in rows if not row.reel or fold(row.reel) == reel]


def _timed(rows: Sequence[LogRow], ends: str, seconds: int) -> Iterator[Timed]:
    for at, row in enumerate(rows):
        start, end = row.start or 0, row.end
        if end is None and ends == NEXT:
            end = next((later.start for later in rows[at + 1 :] if (later.start or 0) > start), None)
        yield Timed(row, start, start + 1_000 * seconds if end is None else end)


@dataclass(frozen=True)
class Planned:
    line: int
    in_frame: int
    out_frame: int
    gist: str
    note: str
    rating: int
    speaker: str
    themes: tuple[str, ...]


@dataclass
class Prepared:
    facts: list[Any]  # of the recording, as they were when this was made
    rows: list[Planned] = field(default_factory=list)
    left_out: int = 0


def prepare(found: Sorted, recording: Recording, counts: str, zero: str) -> Prepared:
    """What lies outside the recording can be no segment of it."""
    at, lasts = place(recording, counts, zero), recording.duration
    planned = [_planned(timed, at) for timed in found.rows]
    rows = [one for one in planned if one.in_frame >= 0 and (lasts is None or one.in_frame < lasts)]
    if lasts is not None:
        rows = [_cut(one, lasts) for one in rows]
    left_out = len(planned) - len(rows) + found.without_time
    return Prepared(facts_of(recording), rows, left_out)


def _planned(timed: Timed, at: Place) -> Planned:
    row = timed.row
    first, last = at([timed.start, timed.end])
    first = 0 if first < 0 < last else first
    gist, note = texts(row)
    themes = tuple(clean_text(theme, lines=False)[:LONGEST_THEME].strip() for theme in row.themes)
    return Planned(
        row.line, first, max(last, first + 1), gist, note, row.rating or 0,
        clean_text(row.speaker, lines=False), tuple(filter(None, themes)),
    )  # fmt: skip


def _cut(one: Planned, lasts: int) -> Planned:
    return one if one.out_frame <= lasts else replace(one, out_frame=lasts)


def texts(row: LogRow) -> tuple[str, str]:
    """Gist and note: words stand for a gist that isn't there; what is too long for a line is in the note."""
    gist = clean_text(row.gist or row.text, lines=False)
    parts = [row.text if row.gist else "", row.note]
    if len(gist) > LONGEST_GIST:
        parts.insert(0, gist)
        gist = gist[: LONGEST_GIST - 1].rstrip() + "…"
    note = clean_text("\n\n".join(filter(None, parts)), lines=True)
    return gist, note[:LONGEST_NOTE]


def is_cut(row: LogRow) -> bool:
    """Whether a part of what the row says finds no place."""
    return len(row.gist) + len(row.text) + len(row.note) > LONGEST_NOTE


class Names:
    """People or themes by their names, whatever the case and accents; nobody where two share one."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        self.keys: dict[str, int | None] = {}
        for key, name in rows:
            called = fold(name) or name
            self.keys[called] = None if called in self.keys else key

    def find(self, name: str) -> int | None:
        return self.keys.get(fold(name) or name)

    def knows(self, name: str) -> bool:
        return (fold(name) or name) in self.keys
