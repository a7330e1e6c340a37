"""A locked draft beside its sources: which of its lines would say something else today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviews.models import Recording
from interviews.quotes import Span, spoken
from script.models import Cell, Draft
from script.pdf import content
from script.word_changes import Piece, pieces


@dataclass(frozen=True)
class Line:
    """A soundbite of a draft and what its source says now."""

    row: content.Row
    cell: content.Cell
    now: str
    ranges: tuple[tuple[str, str], ...]  # today, as source timecode; () where they are the same
    there: Cell | None  # in the working script, where it still quotes the same segment

    @property
    def words(self) -> list[Piece]:
        return pieces(self.cell.words, self.now)

    @property
    def waits(self) -> bool:
        """Pinned in the working script, which still says what was quoted: to accept, or to keep."""
        kept = self.there.kept if self.there is not None else None
        known = [one["words"] for one in (kept, kept.get("seen")) if one] if kept else []
        return bool(known) and all(" // ".join(filter(None, words)) != self.now for words in known)


@dataclass(frozen=True)
class _Source:
    recording: Recording
    ranges: Sequence[tuple[int, int]]
    there: Cell | None


def changed_lines(draft: Draft) -> list[Line]:
    """In the order of the draft, in a fixed number of queries.

    A line that follows its segment is asked for where that lies now; any other is asked for the same
    range, so that only what was worded anew is told, not what was trimmed in the working script.
    """
    pages = draft.pages
    bites = [cell for cell in pages.cells if cell.element == "soundbite" and cell.recording is not None]
    sources = _sources(bites)
    spans = [
        Span((key, at), source.recording, start, end)
        for key, source in sources.items()
        for at, (start, end) in enumerate(source.ranges)
    ]
    said = spoken(spans)
    now = {
        key: " // ".join(filter(None, (said[key, at].quote.words for at in range(len(source.ranges)))))
        for key, source in sources.items()
    }
    return list(_lines(pages, bites, sources, now))


def _sources(bites: Sequence[content.Cell]) -> dict[int, _Source]:
    keys = {cell.recording for cell in bites if cell.recording is not None}
    recordings = Recording.objects.select_related("interview").in_bulk(keys)
    segments = {cell.key: cell.segment for cell in bites}
    live = Cell.objects.filter(pk__in=segments, segment__isnull=False).select_related("segment__recording")
    there = {cell.pk: cell for cell in live if cell.segment_id == segments[cell.pk]}
    return {
        cell.key: _Source(recordings[cell.recording], _ranges(cell, there.get(cell.key)), there.get(cell.key))
        for cell in bites
        if cell.recording in recordings
    }


def _ranges(cell: content.Cell, there: Cell | None) -> list[tuple[int, int]]:
    segment = there.segment if there is not None else None
    if there is not None and segment is not None and not there.ranges and len(cell.parts) == 1:
        return [(segment.in_frame, segment.out_frame)]
    return [(part.start, part.end) for part in cell.parts]


def _lines(
    pages: content.Script, bites: Sequence[content.Cell], sources: dict[int, _Source], now: dict[int, str]
) -> Iterator[Line]:
    rows = {row.key: row for row in pages.rows}
    for cell in bites:
        source = sources.get(cell.key)
        if source is None:
            continue
        is_moved = [(part.start, part.end) for part in cell.parts] != list(source.ranges)
        if not is_moved and now[cell.key] == cell.words:
            continue
        ranges = tuple(
            (str(source.recording.source(start)), str(source.recording.source(end)))
            for start, end in (source.ranges if is_moved else ())
        )
        yield Line(rows[cell.row], cell, now[cell.key], ranges, source.there)
