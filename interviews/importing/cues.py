"""The cues of a reading as rows of a transcript: on frames, their texts clean, in the order of time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, starmap
from operator import gt, itemgetter
from typing import Any, NamedTuple

from interviews.formats.cues import Reading, Refused, Word
from interviews.importing.placing import Place, facts_of, place
from interviews.models import Recording
from interviews.models.transcripts import LONGEST_TEXT
from production.models.fields import clean_text, clean_texts

LONGEST_NAME = 120
LONGEST_WRITTEN = 120


class Outside(Exception):
    """Cues lie before the recording's first frame, and nobody said to leave them out."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} cues before the first frame")
        self.count = count


class Columns(NamedTuple):
    """The rows column by column: a hundred thousand are made and written far sooner so."""

    in_frame: Sequence[int] = ()
    out_frame: Sequence[int] = ()
    speaker: Sequence[str] = ()
    text: Sequence[str] = ()
    word_times: Sequence[str | None] = ()  # JSON
    in_ms: Sequence[int] = ()
    out_ms: Sequence[int] = ()
    written: Sequence[str] = ()


@dataclass
class Prepared:
    facts: list[Any]  # of the recording, as they were when this was made
    zero: str = ""
    rows: Columns = field(default_factory=Columns)
    left_out: int = 0
    speakers: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.rows.text)


def prepare(reading: Reading, recording: Recording, *, zero: str, leave_out: bool) -> Prepared:
    prepared = Prepared(facts_of(recording), zero)
    prepared.rows = _kept(_columns(reading, place(recording, reading.counts, zero)))
    prepared.left_out = len(reading.cues) - prepared.count
    if prepared.left_out and not leave_out:
        raise Outside(prepared.left_out)
    prepared.speakers = [name for name in dict.fromkeys(prepared.rows.speaker) if name]
    return prepared


def _columns(reading: Reading, at: Place) -> Columns:
    starts, ends, said, speakers, words, written, lines = zip(*reading.cues, strict=True)
    firsts, lasts, texts = at(starts), at(ends), clean_texts(said)
    if min(firsts) < 0:  # what begins before the recording may be heard in it
        firsts = [0 if first < 0 < last else first for first, last in zip(firsts, lasts, strict=True)]
    if max(map(len, texts)) > LONGEST_TEXT:
        line = next(line for line, text in zip(lines, texts, strict=True) if len(text) > LONGEST_TEXT)
        raise Refused("long_text", line, most=LONGEST_TEXT)
    names = {name: clean_text(name, lines=False)[:LONGEST_NAME].strip() for name in set(speakers)}
    return Columns(
        firsts,
        [last if last > first else first + 1 for first, last in zip(firsts, lasts, strict=True)],
        [names[name] for name in speakers],
        texts,
        [
            _word_times(each, text, first, at) if each else None
            for each, text, first in zip(words, texts, firsts, strict=True)
        ],
        starts,
        ends,
        [times if len(times) <= LONGEST_WRITTEN else "" for times in written],
    )


def _kept(rows: Columns) -> Columns:
    """Without what lies before the first frame, in order; what begins together stays as the file has it."""
    if min(rows.in_frame) >= 0 and not any(starmap(gt, pairwise(rows.in_frame))):
        return rows
    kept = [row for row in zip(*rows, strict=True) if row[0] >= 0]
    kept.sort(key=itemgetter(0))
    return Columns(*zip(*kept, strict=True))


def _word_times(words: Sequence[Word], text: str, first: int, at: Place) -> str | None:
    """As JSON: of each word its in and out, in frames after the cue's in; a word lasts one at least."""
    if len(words) != len(text.split()):
        return None
    timed = [(start, end) for _word, start, end in words if start is not None and end is not None]
    if not timed:
        return None
    ins = [max(frame - first, 0) for frame in at(start for start, _end in timed)]
    outs = [frame - first for frame in at(end for _start, end in timed)]
    found = iter([[start, max(end, start + 1)] for start, end in zip(ins, outs, strict=True)])
    times = [None if word.start is None or word.end is None else next(found) for word in words]
    return json.dumps(times, separators=(",", ":"))
