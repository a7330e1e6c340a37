"""What an archive says in its JSON columns: whether it is of the shape that pages and papers are drawn from.

An archive is a file, and files come from anywhere: what no column of the database holds to its shape is
read here before it is written. Each raises what :data:`FAULTS` names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from fractions import Fraction
from typing import Any

from production import timecode
from production.pdf import call_sheet_content, production_report_content, snapshots
from script.compare import KINDS
from script.formats.cut_subtitles import Rules
from script.models import Cell
from script.models.scripts import FASTEST, SLOWEST
from script.pdf import content

FAULTS = (ValueError, TypeError, KeyError, AttributeError, StopIteration, ArithmeticError, IndexError)
MOST = 1 << 53


def _hold(what: bool) -> None:
    if not what:
        raise ValueError


def _draft(values: Any) -> None:
    snapshots.check(content.Script, values)
    found = content.from_json(values)
    for medium in found.media:
        timecode.check(timecode.read(medium.start), medium.frames)
    timecode.check(timecode.read(found.record_start), found.frames)
    _hold({row.scene for row in found.rows} <= {scene.key for scene in found.scenes})
    _hold({cell.row for cell in found.cells} <= {row.key for row in found.rows})
    _hold({cell.element for cell in found.cells} <= set(Cell.Element.values))
    _hold({cell.column for cell in found.cells} <= set(Cell.Column.values))
    _hold({cell.basis for cell in found.cells} <= {"", "measured", "estimated", "given"})
    clearances = {cell.clearance for cell in found.cells} | {row.clearance for row in found.rows}
    _hold(clearances <= set(content.CLEARANCES))
    _hold(found.running_time.total >= 0 and all(cell.seconds >= 0 for cell in found.cells))
    if found.since:
        _hold({one.kind for one in found.since.counts} <= set(KINDS))
        _hold(Fraction(*found.since.before) >= 0)


def _ranges(value: Any) -> None:
    for start, end in _list(value):
        _hold(type(start) is int and type(end) is int and 0 <= start < end < MOST)


def _list(value: Any) -> list[Any]:
    _hold(isinstance(value, list))
    found: list[Any] = value
    return found


def _kept(value: Any) -> None:
    if value is None:
        return
    _quoted(value)
    _hold(isinstance(value["speaker"], str))
    if value.get("seen"):
        _quoted(value["seen"])


def _quoted(value: dict[str, Any]) -> None:
    _ranges(value["ranges"])
    _hold(all(isinstance(words, str) for words in _list(value["words"])))
    _hold(len(value["words"]) == len(value["ranges"]) > 0)


def _paces(value: dict[str, Any]) -> None:
    for language, pace in value.items():
        _hold(isinstance(language, str) and type(pace) is int and SLOWEST <= pace <= FASTEST)


def _reading(value: dict[str, dict[str, int]]) -> None:
    for rules in value.values():
        _hold(set(rules) <= {rule.name for rule in fields(Rules)})
        _hold(all(type(number) is int and 0 <= number < 1_000_000 for number in rules.values()))


def _word_times(value: Any) -> None:
    for one in _list(value) if value is not None else ():
        if one is not None:
            start, end = one
            _hold(type(start) is int and type(end) is int and abs(start) < MOST and abs(end) < MOST)


READS: dict[str, Callable[[Any], Any]] = {
    "issuedcallsheet.content": call_sheet_content.from_json,
    "signedreport.content": production_report_content.from_json,
    "draft.content": _draft,
    "cell.ranges": _ranges,
    "cell.kept": _kept,
    "script.paces": _paces,
    "script.reading": _reading,
    "cue.word_times": _word_times,
}
