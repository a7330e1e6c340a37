"""Logs kept in a table: tab, CSV, ALE or a workbook, whatever its columns are called.

`columns` shows the headings with a guess for each field; `read` takes the columns as a person
confirmed them. A row is a segment with its gist, or a cue with its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from interviews.formats import ale, opening, stamps
from interviews.formats.cues import Reading, Refused
from interviews.formats.log_headings import guessed
from interviews.formats.settling import MOST_HOURS, Said, clean, settle
from interviews.formats.stamps import Counting, Stamp
from production.formats import sheets, tables
from production.timecode import Rate
from production.words import fold

SAMPLES = 5
MOST_STARS = 5
MOST_THEMES = 20
_TIMES = ("in", "out", "length")

_SECONDS = re.compile(r"([0-9]{1,8})(?:[.,]([0-9]{1,9}))?")
_LABEL = re.compile(r"[0-9]{8}|0[0-9]{5}")
_STARS = re.compile(r"([0-9])(?:[.,]0+)?(?:\s?/\s?[0-9]{1,2})?|([*★⭐]{1,5})[☆\s]*")
_BETWEEN_THEMES = re.compile(r"[,;|\n/]")


class LogRow(NamedTuple):
    line: int
    start: int | None  # ms, None where the row doesn't say
    end: int | None
    text: str = ""
    gist: str = ""
    speaker: str = ""
    rating: int | None = None
    themes: tuple[str, ...] = ()
    note: str = ""
    reel: str = ""


@dataclass(frozen=True)
class Columns:
    headings: list[str]
    guesses: dict[str, int]  # a column for each field that has one
    samples: list[list[str]]
    reading: dict[str, Any]  # how the table was read: encoding, separator, sheet


@dataclass
class Log(Reading):
    rows: list[LogRow] = field(default_factory=list)


class _Raw(NamedTuple):
    line: int
    times: dict[str, Stamp | None]
    cells: dict[str, str]


def columns(
    data: bytes, *, encoding: str = "", separator: str = "", sheet: str = "", heading: bool | None = None
) -> Columns:
    table = _table(data, encoding=encoding, separator=separator, sheet=sheet, heading=heading)
    samples = [row.cells for row in islice(_rows(table), SAMPLES)]
    found = guessed(table.columns, samples)
    if ale.as_table(data) and fold(table.columns[found.get("speaker", 0)]) == "name":
        found.setdefault("gist", found.pop("speaker", 0))  # in an ALE the clip's
    return Columns(table.columns, found, samples, table.reading)


def read(
    data: bytes,
    *,
    mapping: Mapping[str, int],
    encoding: str = "",
    separator: str = "",
    sheet: str = "",
    heading: bool | None = None,
    rate: Rate | None = None,
) -> Log:
    """The rows of a log; `mapping` gives each field's column, counted from 0."""
    table = _table(data, encoding=encoding, separator=separator, sheet=sheet, heading=heading)
    if wrong := [name for name, at in mapping.items() if not 0 <= at < len(table.columns)]:
        raise Refused("no_such_column", field=wrong[0])
    log = Log(format="table", encoding=str(table.reading.get("encoding", "utf-8")))
    log.encoding_is_sure = bool(table.reading.get("encoding_is_sure", True))
    raws = [_raw(row, mapping, log) for row in _rows(table)]
    counting = stamps.counting((s for raw in raws for s in raw.times.values() if s), rate, log)
    log.rows = [_row(raw, counting) for raw in raws]
    _tell_of_table(table, log)
    return log


def as_cues(log: Log) -> Reading:
    """The rows that have words, as the cues of a transcript; those without text give their gist."""
    reading = Reading(
        repairs=list(log.repairs), more_repairs=log.more_repairs, format=log.format, encoding=log.encoding,
        encoding_is_sure=log.encoding_is_sure, counts=log.counts, base=log.base,
    )  # fmt: skip
    has_text = any(row.text for row in log.rows)
    said = []
    for row in log.rows:
        if text := row.text if has_text else row.gist:
            said.append(Said(row.start, row.end, text, row.speaker, line=row.line))
        else:
            reading.mend(row.line, "no_text")
    if not said:
        raise Refused("no_words")
    return settle(reading, said)


# -- the table -----------------------------------------------------------------------------------


def _table(data: bytes, *, encoding: str, separator: str, sheet: str, heading: bool | None) -> tables.Table:
    try:
        if sheets.is_zip(data):
            return sheets.read(data, sheet=sheet, heading=heading, seconds=True)
        opening.measure(data)
        rows = ale.as_table(data)
        return tables.read(rows or data, encoding=encoding, separator=separator, heading=heading)
    except tables.Refused as refused:
        raise Refused(refused.code, **refused.facts) from refused
    except LookupError:
        raise Refused("encoding", found=encoding) from None


def _rows(table: tables.Table) -> Iterator[tables.Row]:
    try:
        yield from table.rows
    except tables.Refused as refused:
        raise Refused(refused.code, **refused.facts) from refused


def _tell_of_table(table: tables.Table, log: Log) -> None:
    for repair in table.repairs:
        log.mend(repair.line, repair.code, **repair.facts)
    log.more_repairs += table.repaired - len(table.repairs)
    log.repairs.sort(key=lambda repair: repair.line)


# -- rows ----------------------------------------------------------------------------------------


def _raw(row: tables.Row, mapping: Mapping[str, int], log: Log) -> _Raw:
    cells = {name: clean(row.cells[at], row.line, log).strip() for name, at in mapping.items()}
    times = {name: _time(cells.pop(name, ""), row.line, log) for name in _TIMES}
    return _Raw(row.line, times, cells)


def _time(cell: str, line: int, log: Log) -> Stamp | None:
    """Timecode with or without frames; figures alone are seconds, eight of them a timecode."""
    if not cell:
        return None
    if _LABEL.fullmatch(cell):
        cell = ":".join(cell[at : at + 2] for at in range(0, len(cell), 2))
    found = stamps.lead(cell, short=True)
    if found and found.at == len(cell):
        return found.start
    seconds = _SECONDS.fullmatch(cell)
    if seconds and int(seconds[1]) < MOST_HOURS * 3600:
        return Stamp(int(seconds[1]), (seconds[2] or "")[:3].ljust(3, "0"), ",")
    log.mend(line, "no_time", found=cell[:40])
    return None


def _row(raw: _Raw, counting: Counting) -> LogRow:
    log, cells = counting.reading, raw.cells
    start, end, length = (
        counting.ms(stamp, raw.line) if (stamp := raw.times[name]) else None for name in _TIMES
    )
    if start is None:
        log.mend(raw.line, "row_without_time")
    elif end is None and length:
        end = start + length
    elif end is not None and end <= start:
        log.mend(raw.line, "end_before_start" if end < start else "no_length")
        end = start + length if length else None
    return LogRow(
        raw.line, start, end, cells.get("text", ""), cells.get("gist", ""), _line(cells.get("speaker", "")),
        _rating(cells.get("rating", ""), raw.line, log), _themes(cells.get("themes", "")),
        cells.get("note", ""),        _line(cells.get("reel", "")),
    )  # fmt: skip


def _line(text: str) -> str:
    return " ".join(text.split())


def _rating(cell: str, line: int, log: Reading) -> int | None:
    """``4``, ``4/5``, ``★★★★``; anything else is told."""
    if not cell:
        return None
    found = _STARS.fullmatch(cell)
    stars = (int(found[1]) if found[1] else len(found[2])) if found else -1
    if 0 <= stars <= MOST_STARS:
        return stars
    log.mend(line, "rating", found=cell[:40], most=MOST_STARS)
    return None


def _themes(cell: str) -> tuple[str, ...]:
    found = (_line(part).lstrip("#") for part in _BETWEEN_THEMES.split(cell))
    return tuple(dict.fromkeys(theme[:120] for theme in found if theme))[:MOST_THEMES]
