"""Avid log exchange, read: headings, columns and rows as they stand, with their ranges in frames."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from production import timecode
from production.formats import texts
from production.timecode import NAMES, BadTimecode, Rate
from script.formats.cut import Refused, Repair

MOST_BYTES = 60_000_000
MOST_LINES = 1_000_000
MOST_COLUMNS = 1_000  # and a hundred times as many rows
MOST_REPAIRS = 1_000

_RATES = {name: key for key, name in NAMES.items()} | {"23.98": "24000/1001", "23.97": "24000/1001"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line; start and end are frames that the timecodes name, None where they don't stand there."""

    line: int
    cells: dict[str, str]
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Log:
    heading: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rate: Rate | None = None
    repairs: tuple[Repair, ...] = ()


def read(data: bytes | str) -> Log:
    """A log as it stands.

    Refuses what is none (kind), has no rows (empty), isn't text (unreadable) or is too large (size).
    """
    reading = _Reading()
    for number, line in enumerate(_lines(data), 1):
        if number > MOST_LINES:
            raise Refused("size", most=MOST_BYTES)
        reading.line(number, line)
    return reading.told()


@dataclass
class _Reading:
    part: str = ""
    heading: dict[str, str] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def line(self, number: int, line: str) -> None:
        word = line.strip()
        if self.part != "Data" and word in ("Heading", "Column", "Data"):
            self.part = word
        elif not word:
            return
        elif self.part == "Heading":
            name, _sign, value = line.partition("\t")
            self.heading[name.strip()] = value.strip()
        elif self.part == "Column":
            self.columns += [cell.strip() for cell in line.rstrip("\t").split("\t")]
        elif self.part == "Data":
            self.rows.append((number, line.split("\t")[:MOST_COLUMNS]))
        else:
            raise Refused("kind")
        if max(len(self.rows) // 100, len(self.columns), len(self.heading)) > MOST_COLUMNS:
            raise Refused("size", most=MOST_BYTES)

    def told(self) -> Log:
        if not self.columns:
            raise Refused("kind")
        if not self.rows:
            raise Refused("empty")
        said = self.heading.get("FPS", "")
        rate = _rate(said, self.rows, self.columns)
        if rate is None:
            self.repairs.append(Repair("no_rate", 0, said[:100]))
        rows = tuple(_row(number, cells, self.columns, rate, self.repairs) for number, cells in self.rows)
        if (more := len(self.repairs) - MOST_REPAIRS) > 0:
            self.repairs[MOST_REPAIRS:] = [Repair("more", 0, str(more))]
        return Log(self.heading, tuple(self.columns), rows, rate, tuple(self.repairs))


def _lines(data: bytes | str) -> Iterator[str]:
    if len(data) > MOST_BYTES:
        raise Refused("size", most=MOST_BYTES)
    if not data.strip():
        raise Refused("empty")
    if isinstance(data, str):
        for line in io.StringIO(data.removeprefix("\ufeff"), newline=None):
            yield line.rstrip("\n").replace("\0", "")
        return
    found = texts.guess(data)
    if texts.is_binary(data, found):
        raise Refused("unreadable")
    for line in texts.lines(data, found):
        yield line.replace("\0", "")


def _rate(text: str, rows: list[tuple[int, list[str]]], columns: list[str]) -> Rate | None:
    """The rate as the heading says it; drop-frame where the starts are written so."""
    plain = text.strip().removesuffix("fps").strip()
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    key = _RATES.get(plain)
    if key is None:
        return None
    at = columns.index("Start") if "Start" in columns else -1
    drops = at >= 0 and any(";" in cells[at] for _number, cells in rows[:100] if at < len(cells))
    return timecode.rate_of(key, drop=drops and key in timecode.MAY_DROP)


def _row(number: int, cells: list[str], columns: list[str], rate: Rate | None, repairs: list[Repair]) -> Row:
    beyond = [cell for cell in cells[len(columns) :] if cell.strip()]
    if beyond:
        repairs.append(Repair("long_row", number, str(len(beyond))))
    told = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
    frames = []
    for name in ("Start", "End"):
        frame = None
        if rate and name in told:
            try:
                frame = timecode.frame_of(_checked(told[name], rate), rate)
            except BadTimecode:
                repairs.append(Repair("times", number, told[name][:100]))
        frames.append(frame)
    return Row(number, told, *frames)


def _checked(text: str, rate: Rate) -> timecode.Label:
    label = timecode.read(text)
    timecode.check(label, rate)
    return label
