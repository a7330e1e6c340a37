"""How much of an archive clip is taken where it is laid over a voice: as much as the voice lasts.

A reel of ten minutes that is put over a sentence would make a row of ten minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import Any

from production import timecode
from production.models import ArchiveClip
from production.timecode import Rate
from script.actions import content as gather
from script.actions import media
from script.models import Cell, Row, Script
from script.pdf import content

GIVEN = ("clip_in", "clip_out", "lasts_ms")


def fitted(script: Script, row: Row, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of a new cell, with the out of its clip where the row's other column has less room."""
    if values.get("element") != Cell.Element.ARCHIVE or any(values.get(name) for name in GIVEN):
        return values
    clip = ArchiveClip.objects.filter(film=script.film_id, pk=values.get("clip_id")).first()
    room = _room(script, row, values.get("column", Cell.Column.SOUND)) if clip else Fraction()
    if clip is None or room <= 0:
        return values
    medium = media.medium_of_clip(clip, script.frames)
    part = media.clip_part(Cell(), clip, medium)
    if part is None:
        is_longer = (clip.seconds_given or 0) > room
        return {**values, "lasts_ms": floor(room * 1000)} if is_longer else values
    rate: Rate = medium.frames
    frames = floor(room * rate.num / rate.den)
    if not 0 < frames < part.end - part.start:
        return values
    ends = (
        timecode.source(at, timecode.read(medium.start), rate) for at in (part.start, part.start + frames)
    )
    return {**values, **dict(zip(GIVEN, map(str, ends), strict=False))}


def _room(script: Script, row: Row, column: str) -> Fraction:
    """How much longer the other column is than this one."""
    own: list[content.Cell] = []
    other: list[content.Cell] = []
    for cell in gather.rows(script, [row.pk]).cells:
        (own if cell.column == column else other).append(cell)
    return content.column_length(other)[0] - content.column_length(own)[0]
