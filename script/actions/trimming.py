"""Soundbites: trimmed by timecode or by words, parted and joined; pinned to what was quoted.

A range may reach beyond its segment, never beyond the recording. A soundbite that takes what its
segment is keeps no range of its own and follows the segment wherever that goes.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from interviews import word_frames
from interviews.models import Recording
from interviews.quotes import Span, spoken
from production import timecode
from production.models import User
from production.timecode import BadTimecode
from script.actions.cells import as_ranges, check_ranges
from script.actions.steps import Kind, Refused, Writing, as_read, lock
from script.models import Cell, Script, ScriptStep

AROUND = 20  # seconds of words that are shown on either side of a range


@transaction.atomic
def trim(
    *,
    script: Script,
    cell: int,
    by: User,
    part: int = 0,
    first: str = "",
    end: str = "",
    version: int | None = None,
) -> ScriptStep | None:
    """A range of a soundbite by typed source timecode, ``+12`` or ``-1:00``; what is left out stays."""
    script = lock(script)
    found = _soundbite(script, cell, version)
    spans, recording = _part(found, part), _recording(found)
    was = spans[part]
    frames = (
        _typed(recording, first, was[0], "in") if first else was[0],
        _typed(recording, end, was[1], "out") if end else was[1],
    )
    return _trimmed(script, found, spans, part, frames, by)


@transaction.atomic
def trim_to_words(
    *,
    script: Script,
    cell: int,
    first: int,
    last: int,
    by: User,
    part: int = 0,
    version: int | None = None,
    at: tuple[str, str] = ("", ""),
) -> ScriptStep | None:
    """From one word to another, both within, counted as :func:`words_around` gives them.

    `at` are the timecodes where they stood when they were chosen: where the transcript was changed
    meanwhile, the same numbers may mean others.
    """
    script = lock(script)
    found = _soundbite(script, cell, version)
    spans = _part(found, part)
    words = words_around(found, part)
    if not 0 <= first <= last < len(words):
        raise Refused("words", field="from_word")
    source = _recording(found).source
    stands = (str(source(words[first].in_frame)), str(source(words[last].out_frame)))
    if any(typed and typed != now for typed, now in zip(at, stands, strict=True)):
        raise Refused("words_moved", field="from_word")
    return _trimmed(script, found, spans, part, (words[first].in_frame, words[last].out_frame), by)


def words_around(cell: Cell, part: int) -> list[word_frames.Piece]:
    start, end = _part(cell, part)[part]
    recording = _recording(cell)
    margin = timecode.frame_at(AROUND * 1000, recording.frames)
    lasts = recording.duration
    found = word_frames.around(recording, start, end, margin)
    return [
        word_frames.Piece(one.text, one.in_frame, min(one.out_frame, lasts or one.out_frame), one.is_inside)
        for one in found
        if not lasts or one.in_frame < lasts
    ]


def _soundbite(script: Script, cell: int, version: int | None) -> Cell:
    found: Cell = as_read(script, "cell", cell, version)
    if found.segment is None:
        raise Refused("soundbite", field="part")
    return found


def _recording(cell: Cell) -> Recording:
    assert cell.segment is not None  # noqa: S101  # script_cell_soundbite_has_source
    return cell.segment.recording


def _part(cell: Cell, part: int) -> list[tuple[int, int]]:
    if not 0 <= part < len(cell.spans):
        raise Refused("part", field="part")
    return cell.spans


def _typed(recording: Recording, text: str, at: int, field: str) -> int:
    try:
        return timecode.typed(text, recording.start, recording.frames, at)
    except BadTimecode as error:
        raise Refused("timecode", field=field, error=error) from error


def _trimmed(
    script: Script, cell: Cell, spans: list[tuple[int, int]], part: int, frames: tuple[int, int], by: User
) -> ScriptStep | None:
    start, end = frames
    lasts = _recording(cell).duration
    if end <= start:
        raise Refused("range", field="out")
    if lasts and end > lasts:
        raise Refused("after", field="out", end=str(_recording(cell).source(lasts)))
    if end > _recording(cell).frames.day // 2:  # a label before its first one counts as after midnight
        raise Refused("before", field="in" if start > _recording(cell).frames.day // 2 else "out")
    change = Writing(script)
    take(change, cell, [*spans[:part], (start, end), *spans[part + 1 :]])
    if change.is_empty:
        return None
    return change.finish(Kind.TRIM, by, of="cell", id=cell.pk, element=cell.element)


def take(change: Writing, cell: Cell, spans: list[tuple[int, int]]) -> None:
    """Let a soundbite take these ranges; a pinned one quotes what they say today."""
    segment = cell.segment
    assert segment is not None  # noqa: S101
    ranges = as_ranges(spans, segment)
    check_ranges(ranges, segment)
    values: dict[str, Any] = {"ranges": ranges}
    if cell.kept:
        _refuse_changed(cell)
        values["kept"] = quoted(cell, ranges or [[segment.in_frame, segment.out_frame]])
    change.change(cell, **values)


def _refuse_changed(cell: Cell) -> None:
    """What is no longer what was quoted is first looked at: no words go unseen."""
    now = quoted(cell, _live(cell))
    if cell.kept and (now["ranges"], now["words"]) != (cell.kept["ranges"], cell.kept["words"]):
        raise Refused("pinned", field="part")


# -- pinned to what was quoted -----------------------------------------------------------------


@transaction.atomic
def pin(*, script: Script, cell: int, on: bool, by: User, version: int | None = None) -> ScriptStep | None:
    """Keep what is quoted now, whatever becomes of its source; or follow the source again."""
    script = lock(script)
    found = _soundbite(script, cell, version)
    if on == bool(found.kept):
        return None
    return _kept(script, found, quoted(found, _live(found)) if on else None, by)


@transaction.atomic
def accept(*, script: Script, cell: int, by: User, version: int | None = None) -> ScriptStep | None:
    """Take over what the source of a pinned soundbite says now, and keep that."""
    script = lock(script)
    found = _soundbite(script, cell, version)
    return _kept(script, found, quoted(found, _live(found)), by) if found.kept else None


@transaction.atomic
def keep(*, script: Script, cell: int, by: User, version: int | None = None) -> ScriptStep | None:
    """Leave a pinned soundbite as it was quoted, having read what its source says now."""
    script = lock(script)
    found = _soundbite(script, cell, version)
    now = quoted(found, _live(found))
    if not found.kept or found.has_seen(now["ranges"], now["words"]):
        return None
    seen = {"ranges": now["ranges"], "words": now["words"]}
    return _kept(script, found, {**found.kept, "seen": seen}, by)


def _kept(script: Script, cell: Cell, kept: dict[str, Any] | None, by: User) -> ScriptStep | None:
    change = Writing(script)
    change.change(cell, kept=kept)
    if change.is_empty:
        return None
    return change.finish(Kind.EDIT, by, of="cell", id=cell.pk, element=cell.element, fields=["kept"])


def _live(cell: Cell) -> list[list[int]]:
    assert cell.segment is not None  # noqa: S101
    return cell.ranges or [[cell.segment.in_frame, cell.segment.out_frame]]


def quoted(cell: Cell, ranges: list[list[int]]) -> dict[str, Any]:
    """What `Cell.kept` keeps."""
    spans = [Span(at, _recording(cell), start, end) for at, (start, end) in enumerate(ranges)]
    said = spoken(spans)
    segment = cell.segment
    names = dict.fromkeys(name for one in said.values() for name in one.quote.speakers)
    speaker = segment.speaker.name if segment and segment.speaker else ", ".join(names)
    return {
        "ranges": [list(one) for one in ranges],
        "words": [said[at].quote.words for at in range(len(ranges))],
        "speaker": speaker,
    }


# -- two out of one, one out of two ------------------------------------------------------------


def part(change: Writing, cell: Cell, word: int) -> Cell:
    """The rest of a soundbite from a word on, in the order in which its ranges are heard."""
    spans, at = cell.spans, 0
    for number, (start, end) in enumerate(spans):
        words = word_frames.words(_recording(cell), start, end)
        if number and at == word:
            return _rest(change, cell, spans[:number], spans[number:])
        if at < word < at + len(words):
            return _rest(change, cell, *_cut(spans, number, words[word - at].in_frame))
        at += len(words)
    raise Refused("word", field="word")


def _cut(
    spans: list[tuple[int, int]], number: int, frame: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    start, end = spans[number]
    if not start < frame < end:
        raise Refused("word", field="word")
    return [*spans[:number], (start, frame)], [(frame, end), *spans[number + 1 :]]


def _rest(change: Writing, cell: Cell, first: list[tuple[int, int]], spans: list[tuple[int, int]]) -> Cell:
    if not first or not spans:
        raise Refused("word", field="word")
    rest = Cell(element=cell.element, segment=cell.segment, on_camera=cell.on_camera, language=cell.language)
    assert cell.segment is not None  # noqa: S101
    rest.ranges = as_ranges(spans, cell.segment)
    if cell.kept:
        _refuse_changed(cell)
        rest.kept = quoted(cell, [list(one) for one in spans])
    take(change, cell, first)
    return rest


def join(change: Writing, first: Cell, second: Cell) -> bool:
    """Two soundbites of one segment are one, their ranges one after the other; False where they can't."""
    if first.segment_id != second.segment_id or bool(first.kept) != bool(second.kept):
        return False
    if first.on_camera != second.on_camera:
        return False
    if second.kept:
        _refuse_changed(second)
    take(change, first, [*first.spans, *second.spans])
    return True
