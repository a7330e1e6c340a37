"""Where rows lie in the record: as the editor's cut has them, else as their lengths say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from production import timecode
from production.timecode import NAMES
from script.formats.record import frame_at
from script.pdf.content import Script


@dataclass(frozen=True, slots=True)
class Place:
    start: int  # frames from the record's first
    end: int
    is_reckoned: bool  # from lengths, for want of a cut


def places(script: Script) -> dict[int, Place]:
    """By key of the row. Rows that the cut doesn't have lie behind the last one before them that it has."""
    return dict(_places(script))


def _places(script: Script) -> Iterator[tuple[int, Place]]:
    rate = script.frames
    moved = 0  # by how many frames the cut has shifted what follows
    for row in script.rows:
        ends = row.start_seconds + row.seconds
        if row.record_in is not None and row.record_out is not None:
            moved = row.record_out - frame_at(ends, rate)
            yield row.key, Place(row.record_in, row.record_out, False)
        else:
            start, end = (max(0, frame_at(moment, rate) + moved) for moment in (row.start_seconds, ends))
            yield row.key, Place(start, end, True)


def label(script: Script, frame: int) -> str:
    """Record timecode of a frame."""
    return str(timecode.source(frame, timecode.read(script.record_start), script.frames))


def ins(script: Script) -> dict[int, str]:
    """The record timecode at which each row begins, by its key."""
    return {key: label(script, place.start) for key, place in places(script).items()}


def how_placed(script: Script) -> str:
    """The rate, and where the places come from."""
    rate = script.frames
    values = {"rate": NAMES[script.rate]}
    told = (
        _("Record timecode at %(rate)s frames a second, drop-frame.")
        if rate.drop
        else _("Record timecode at %(rate)s frames a second.")
    )
    found = sum(row.record_in is not None and row.record_out is not None for row in script.rows)
    if not found:
        how = _("≈ Reckoned from the lengths of the rows: no cut has been taken over.")
    elif found < len(script.rows):
        how = _("As in the editor's cut; ≈ reckoned, where the cut has no such row.")
    else:
        how = _("As in the editor's cut.")
    return f"{told % values} {how}"
