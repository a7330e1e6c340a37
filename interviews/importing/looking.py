"""What a reader must see before a file is taken: how it was read, what it holds, what was mended."""

from __future__ import annotations

from collections import Counter
from typing import Any

from interviews.formats.cues import Reading
from interviews.formats.logs import Log
from interviews.importing import placing, segments
from interviews.models import Recording

LINES = 8  # that are shown of a file
SPEAKERS = 100
THEMES = 500
_SHOWN = 300  # letters


def found(reading: Reading, recording: Recording) -> dict[str, Any]:
    """A short account of a reading, however long the file; as JSON, so that no page reads it again."""
    cues = reading.cues
    return {
        "count": len(cues),
        "first": min((cue.start for cue in cues), default=0),
        "last": max((cue.end for cue in cues), default=0),
        "timed": sum(bool(cue.words) for cue in cues),
        "lines": [_line(cue) for cue in cues[:LINES]],
        "language": reading.language[:40],
        "counts": reading.counts,
        "base": reading.base,
        "outcomes": placing.outcomes(placing.spans(reading), reading.counts, recording),
        "facts": placing.facts_of(recording),
        **_speakers(reading),
        **how(reading),
    }


def found_log(log: Log, recording: Recording, options: dict[str, Any]) -> dict[str, Any]:
    """The same for a log whose rows become segments."""
    rows = segments.sort(log, recording, ends=options["ends"], seconds=options["seconds"])
    spans = [(timed.start, timed.end) for timed in rows.rows]
    themes = Counter(theme for timed in rows.rows for theme in timed.row.themes)
    speakers = Counter(timed.row.speaker for timed in rows.rows if timed.row.speaker)
    return {
        "count": len(rows.rows),
        "without_time": rows.without_time,
        "without_out": rows.without_out,
        "other_reels": rows.other_reels,
        "cut": sum(segments.is_cut(timed.row) for timed in rows.rows),
        "first": min((start for start, _end in spans), default=0),
        "last": max((end for _start, end in spans), default=0),
        "lines": [_row(timed) for timed in rows.rows[:LINES]],
        "themes": [theme[:_SHOWN] for theme in list(themes)[:THEMES]],
        "speakers": [[name[:_SHOWN], count] for name, count in list(speakers.items())[:SPEAKERS]],
        "more_speakers": max(len(speakers) - SPEAKERS, 0),
        "counts": log.counts,
        "base": log.base,
        "outcomes": placing.outcomes(spans, log.counts, recording),
        "facts": placing.facts_of(recording),
        **how(log),
    }


def _row(timed: segments.Timed) -> list[Any]:
    gist, _note = segments.texts(timed.row)
    return [timed.start, timed.end, timed.row.speaker[:_SHOWN], gist, timed.row.rating or 0]


def how(reading: Any) -> dict[str, Any]:
    """How the file was read, and what was mended on the way."""
    return {
        "format": reading.format,
        "encoding": reading.encoding,
        "encoding_is_sure": reading.encoding_is_sure,
        "repairs": [[repair.line, repair.code, dict(repair.facts)] for repair in reading.repairs],
        "more_repairs": reading.more_repairs,
    }


def _line(cue: Any) -> list[Any]:
    return [cue.start, cue.end, cue.speaker[:_SHOWN], cue.text[:_SHOWN]]


def _speakers(reading: Reading) -> dict[str, Any]:
    counts = Counter(cue.speaker for cue in reading.cues if cue.speaker)
    named = [[name[:_SHOWN], counts[name]] for name in reading.speakers[:SPEAKERS]]
    return {"speakers": named, "more_speakers": len(counts) - len(named)}
