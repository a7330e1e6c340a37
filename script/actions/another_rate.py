"""A recording whose rate was wrong: the ranges that soundbites take of it are converted with it.

Points are converted, never lengths. What is pinned keeps its words on the frames where they lie now,
and the steps of scripts name the ranges as they would be, so that they can still be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from interviews.models import Recording, Segment
from production.models import User
from production.timecode import Range, Rate
from script.models import Cell, Script, ScriptStep

BATCH = 500


def convert_ranges(recording: Recording, was: Rate, now: Rate, by: User) -> None:
    """Of every script that cites it, in the bin or not."""
    segments = set(Segment.everything.filter(recording=recording).values_list("pk", flat=True))
    film = recording.interview.film_id
    for script in Script.everything.filter(film=film).order_by("pk").select_for_update():
        cells = list(Cell.objects.filter(row__scene__script=script, segment__in=segments))
        for cell in cells:
            cell.ranges = converted(cell.ranges, was, now)
            cell.kept = _kept(cell.kept, was, now)
            cell.version += 1
        Cell.objects.bulk_update(cells, ["ranges", "kept", "version"], batch_size=BATCH)
        _convert_steps(script, segments, {cell.pk for cell in cells}, was, now)


def converted(ranges: Iterable[Any], was: Rate, now: Rate) -> list[list[int]]:
    moved = (Range(start, end).converted(was, now) for start, end in ranges)
    return [[one.start, one.end] for one in moved]


def _kept(kept: Any, was: Rate, now: Rate) -> Any:
    """What a pinned line was quoted from, and what was seen of it since."""
    if not kept:
        return kept
    more = {"seen": _kept(kept["seen"], was, now)} if kept.get("seen") else {}
    return {**kept, "ranges": converted(kept["ranges"], was, now), **more}


def _convert_steps(script: Script, segments: set[int], cells: set[int], was: Rate, now: Rate) -> None:
    """A step that says nothing of a cell's segment counts in the frames of the one that it cites else."""
    steps = ScriptStep.objects.filter(script=script).order_by("pk")
    for entries in steps.values_list("before", "after").iterator(chunk_size=50):
        cells |= {row["id"] for rows in entries for row in rows if row.get("segment_id") in segments}
    for step in steps.iterator(chunk_size=50) if cells else ():
        told = [
            row
            for row in (*step.before, *step.after)
            if row["of"] == "cell" and _is_of(row, segments, cells) and (row.get("ranges") or row.get("kept"))
        ]
        for row in told:
            if row.get("ranges"):
                row["ranges"] = converted(row["ranges"], was, now)
            if row.get("kept"):
                row["kept"] = _kept(row["kept"], was, now)
        if told:
            step.save(update_fields=["before", "after"])


def _is_of(row: dict[str, Any], segments: set[int], cells: set[int]) -> bool:
    return row["segment_id"] in segments if "segment_id" in row else row["id"] in cells
