"""The rows of a script as a table: a line for each cell, and for each range of a soundbite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from production import timecode
from script.formats.record import frame_at
from script.pdf import content
from script.pdf.content import Cell, Part, Row, Script

COLUMNS = (
    "row",
    "scene",
    "starts",
    "lasts",
    "column",
    "element",
    "who",
    "text",
    "translation",
    "title",
    "reference",
    "reel",
    "source_in",
    "source_out",
    "cell_lasts",
    "basis",
    "themes",
    "rating",
    "clearance",
    "record_in",
    "record_out",
)

Say = Callable[[str], str]


def table(script: Script, rows: Iterable[Row], say: Say = str) -> Iterator[list[Any]]:
    """The headings, then the lines; `say` words the codes. Lengths are seconds, exact to the thousandth."""
    yield [say(f"column:{name}") for name in COLUMNS]
    titles = {scene.key: f"{scene.number} {scene.title}".strip() for scene in script.scenes}
    for row in rows:
        cells: Sequence[Cell | None] = script.cells_of.get(row.key) or [None]
        for cell in cells:
            for part in (cell.parts if cell else ()) or (None,):
                yield _line(script, row, titles[row.scene], cell, part, say)


def _line(script: Script, row: Row, scene: str, cell: Cell | None, part: Part | None, say: Say) -> list[Any]:
    head: list[Any] = [row.number, scene, _record(script, frame_at(row.start_seconds, script.frames))]
    head.append(_seconds(row.lasts))
    tail = [_taken(script, row.record_in), _taken(script, row.record_out)]
    if cell is None:
        return [*head, *[""] * (len(COLUMNS) - len(head) - len(tail)), *tail]
    medium = script.media_by_key.get(cell.medium) if cell.medium else None
    return [
        *head,
        say(f"column:{cell.column}"),
        say(cell.element),
        ", ".join(cell.speakers),
        part.words if part and cell.element == "soundbite" else cell.text,
        part.translation if part else "",
        cell.title,
        ", ".join(filter(None, (cell.reference, cell.place))),
        medium.reel if medium else "",
        part.source_in if part else "",
        part.source_out if part else "",
        _seconds(_part_lasts(script, cell, part)),
        say(cell.basis),
        ", ".join(cell.themes),
        cell.rating or "",
        say(cell.clearance),
        *tail,
    ]


def _part_lasts(script: Script, cell: Cell, part: Part | None) -> tuple[int, int]:
    medium = script.media_by_key.get(cell.medium) if cell.medium else None
    if part is None or medium is None or len(cell.parts) < 2:
        return cell.lasts
    return medium.frames.seconds(part.end - part.start).as_integer_ratio()


def _seconds(lasts: tuple[int, int]) -> float | str:
    return round(lasts[0] / lasts[1], 3) if lasts != content.NOTHING else ""


def _record(script: Script, frame: int) -> str:
    return str(timecode.source(frame, timecode.read(script.record_start), script.frames))


def _taken(script: Script, frame: int | None) -> str:
    return "" if frame is None else _record(script, frame)
