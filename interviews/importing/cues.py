"""The cues of a reading as rows of a transcript: on frames, their texts clean, in the order of time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from interviews.formats.cues import Reading, Refused, Word
from interviews.importing.placing import Place, facts_of, place
from interviews.models import Recording
from interviews.models.transcripts import LONGEST_TEXT
from production.models.fields import clean_text

LONGEST_NAME = 120
LONGEST_WRITTEN = 120


class Outside(Exception):
    """Cues lie before the recording's first frame, and nobody said to leave them out."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} cues before the first frame")
        self.count = count


class Row(NamedTuple):
    in_frame: int
    out_frame: int
    speaker: str
    text: str
    word_times: str | None  # JSON
    in_ms: int
    out_ms: int
    written: str


@dataclass
class Prepared:
    facts: list[Any]  # of the recording, as they were when this was made
    zero: str = ""
    rows: list[Row] = field(default_factory=list)
    left_out: int = 0
    speakers: list[str] = field(default_factory=list)


def prepare(reading: Reading, recording: Recording, *, zero: str, leave_out: bool) -> Prepared:
    prepared = Prepared(facts_of(recording), zero)
    names = {name: clean_text(name, lines=False)[:LONGEST_NAME].strip() for name in reading.speakers}
    names[""] = ""
    rows = list(_rows(reading, place(recording, reading.counts, zero), names))
    prepared.rows = [row for row in rows if row.in_frame >= 0]
    prepared.left_out = len(rows) - len(prepared.rows)
    if prepared.left_out and not leave_out:
        raise Outside(prepared.left_out)
    prepared.rows.sort(key=lambda row: row.in_frame)  # what begins together stays as the file has it
    prepared.speakers = list(dict.fromkeys(row.speaker for row in prepared.rows if row.speaker))
    return prepared


def _rows(reading: Reading, at: Place, names: dict[str, str]) -> Iterator[Row]:
    for start, end, text, speaker, words, written, line in reading.cues:
        first, last = at(start), at(end)
        if first < 0 < last:
            first = 0  # it begins before the recording and is heard in it
        text = clean_text(text, lines=True)
        if len(text) > LONGEST_TEXT:
            raise Refused("long_text", line, most=LONGEST_TEXT)
        times = _word_times(words, text, first, at) if words else None
        if len(written) > LONGEST_WRITTEN:
            written = ""
        yield Row(first, max(last, first + 1), names[speaker], text, times, start, end, written)


def _word_times(words: Sequence[Word], text: str, first: int, at: Place) -> str | None:
    """As JSON: of each word its in and out, in frames after the cue's in; a word lasts one at least."""
    if len(words) != len(text.split()):
        return None
    times: list[list[int] | None] = []
    for word in words:
        if word.start is None or word.end is None:
            times.append(None)
            continue
        start = max(at(word.start) - first, 0)
        times.append([start, max(at(word.end) - first, start + 1)])
    return json.dumps(times, separators=(",", ":")) if any(times) else None
