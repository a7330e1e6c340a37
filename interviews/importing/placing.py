"""On which frames of a recording a file's times come to stand, by what its zero means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from interviews.formats.cues import Reading
from interviews.models import Recording, Transcript
from production import timecode

Zero = Transcript.Zero
Place = Callable[[int], int]  # from ms of the file to a frame, which may lie before the recording's first


def facts_of(recording: Recording) -> list[Any]:
    """What a place rests on: where this changes, a file must be looked at again."""
    return [recording.rate, recording.drop_frame, recording.start_timecode, recording.duration]


def place(recording: Recording, counts: str, zero: str) -> Place:
    """Labels are what a file writes that counts frames, and what source timecode is in any file."""
    rate = recording.frames
    if zero == Zero.SOURCE:
        return _from_source(recording)
    if counts == "labels":
        return lambda ms: timecode.frame_of_label_ms(ms, rate)
    return lambda ms: timecode.frame_at(ms, rate)


def _from_source(recording: Recording) -> Place:
    rate, day = recording.frames, recording.frames.day
    start = timecode.frame_of(recording.start, rate)
    most = recording.duration or day // 2

    def at(ms: int) -> int:
        frame = timecode.frame_of_label_ms(ms, rate) - start
        return frame + day if frame < 0 and frame + day <= most else frame  # after midnight

    return at


@dataclass(frozen=True)
class Outcome:
    """What becomes of a file's cues under one meaning of its zero."""

    first: int = 0  # frames, of the first in and the last out
    last: int = 0
    before: int = 0  # cues that lie before the recording's first frame
    beyond: int = 0  # and after its last
    cut: int = 0  # that begin before its first frame and end after it

    @property
    def outside(self) -> int:
        return self.before + self.beyond

    def to_json(self) -> dict[str, int]:
        return asdict(self)


def outcome(spans: Iterable[tuple[int, int]], at: Place, duration: int | None) -> Outcome:
    ranges = [(at(start), at(end)) for start, end in spans]
    if not ranges:
        return Outcome()
    return Outcome(
        first=min(first for first, _last in ranges),
        last=max(last for _first, last in ranges),
        before=sum(last <= 0 and first < 0 for first, last in ranges),
        beyond=sum(first >= duration for first, _last in ranges) if duration else 0,
        cut=sum(first < 0 < last for first, last in ranges),
    )


def outcomes(
    spans: Iterable[tuple[int, int]], counts: str, recording: Recording
) -> dict[str, dict[str, int]]:
    spans = list(spans)
    return {
        zero: outcome(spans, place(recording, counts, zero), recording.duration).to_json()
        for zero in (Zero.FIRST_FRAME, Zero.SOURCE)
    }


def likelier(found: dict[str, Outcome], reading_counts: str, recording: Recording) -> tuple[str, str]:
    """What zero probably means, with a code for the reason why."""
    first, source = found[Zero.FIRST_FRAME], found[Zero.SOURCE]
    if first == source:
        return Zero.FIRST_FRAME, "same"
    if first.outside != source.outside:
        return (Zero.FIRST_FRAME if first.outside < source.outside else Zero.SOURCE), "outside"
    if reading_counts == "labels":
        return Zero.SOURCE, "labels"
    if 0 <= source.first < first.first:
        return Zero.SOURCE, "silence"
    return Zero.FIRST_FRAME, "usual"


def spans(reading: Reading) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in reading.cues]
