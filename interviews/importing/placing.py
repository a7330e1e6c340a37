"""On which frames of a recording a file's times come to stand, by what its zero means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from interviews.formats.cues import Reading
from interviews.models import Recording, Transcript
from production import timecode

Zero = Transcript.Zero
# from ms of the file to frames, which may lie before the recording's first
Place = Callable[[Iterable[int]], list[int]]


def facts_of(recording: Recording) -> list[Any]:
    """What a place rests on: where this changes, a file must be looked at again."""
    return [recording.rate, recording.drop_frame, recording.start_timecode, recording.duration]


def place(recording: Recording, counts: str, zero: str) -> Place:
    """Labels are what a file writes that counts frames, and what source timecode is in any file."""
    rate = recording.frames
    if zero == Zero.SOURCE:
        return _from_source(recording)
    if counts == "labels":
        return lambda times: timecode.frames_of_label_ms(times, rate)
    return lambda times: timecode.frames_at(times, rate)


def _from_source(recording: Recording) -> Place:
    rate, day = recording.frames, recording.frames.day
    start = timecode.frame_of(recording.start, rate)
    most = recording.duration or day // 2

    def at(times: Iterable[int]) -> list[int]:
        frames = timecode.frames_of_label_ms(times, rate)
        return [_after_midnight(frame - start, day, most) for frame in frames]

    return at


def _after_midnight(frame: int, day: int, most: int) -> int:
    return frame + day if frame < 0 and frame + day <= most else frame


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


def outcome(spans: Sequence[tuple[int, int]], at: Place, duration: int | None) -> Outcome:
    if not spans:
        return Outcome()
    firsts, lasts = at(start for start, _end in spans), at(end for _start, end in spans)
    early = [last for first, last in zip(firsts, lasts, strict=True) if first < 0]
    return Outcome(
        first=min(firsts),
        last=max(lasts),
        before=sum(last <= 0 for last in early),
        beyond=sum(first >= duration for first in firsts) if duration else 0,
        cut=sum(last > 0 for last in early),
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
