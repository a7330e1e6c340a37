"""The table beside edit lists: for each event what eight letters and ASCII couldn't say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from production.formats import tables
from script.formats import edl, record, reels
from script.formats.cut import Cut, Refused

HEADINGS = (
    "List", "Event", "Reel", "Card", "File", "Name", "Row", "Element", "Words", "Comment", "Themes",
    "Rating", "Clearance", "Source in", "Source out", "Record in", "Record out", "Source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One event of one list, in words; the order is that of the headings."""

    tracks: str  # of the list: V1+A1+A2
    event: str
    reel: str
    card: str
    file: str
    name: str
    row: str
    element: str
    words: str
    comment: str
    themes: str
    rating: str
    clearance: str
    source_in: str
    source_out: str
    record_in: str
    record_out: str
    source: str  # recording:12


def rows(
    cut: Cut, tracks: Sequence[str] | None = None, *, reel_of: Mapping[str, str] | None = None
) -> Iterator[Row]:
    """The events as :func:`script.formats.edl.write` numbers them, of one track set or of all."""
    label = record.labels(cut.rate)
    for names in (tracks,) if tracks else edl.track_sets(cut):
        for line in edl.lines(cut, names, reel_of=reel_of):
            event, media = line.event, line.event.media
            yield Row(
                tracks="+".join(names),
                event=f"{line.number:03d}",
                reel=line.reel,
                card=media.reel if media else "",
                file=media.file if media else "",
                name=(media.name if media else "") or event.name,
                row=event.row,
                element=event.element,
                words=event.note,
                comment=event.comment,
                themes=", ".join(event.themes),
                rating=str(event.rating or ""),
                clearance=event.clearance,
                source_in=label(media.start + event.source_in) if media else "",
                source_out=label(media.start + event.source_out) if media else "",
                record_in=label(cut.start + event.record_in),
                record_out=label(cut.start + event.record_out),
                source=media.key if media else "",
            )


def write(
    cut: Cut,
    tracks: Sequence[str] | None = None,
    *,
    reel_of: Mapping[str, str] | None = None,
    headings: Sequence[str] = HEADINGS,
) -> str:
    """CSV; cells that a spreadsheet would take for formulas are guarded."""
    given = reel_of or reels.names(cut.media)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(headings)
    names = [field.name for field in fields(Row)]
    for row in rows(cut, tracks, reel_of=given):
        writer.writerow([tables.guarded(reels.one_line(getattr(row, name))) for name in names])
    return buffer.getvalue()


def read(data: bytes) -> list[Row]:
    """A table of ours, its columns in our order; who lost or moved some is refused (kind)."""
    try:
        table = tables.read(data, separator=",", heading=True)
        found = [row.cells for row in table.rows]
    except tables.Refused as refused:
        raise Refused("empty" if refused.code == "empty" else "kind") from None
    if len(table.columns) != len(HEADINGS):
        raise Refused("kind")
    return [Row(*cells) for cells in found]
