"""The record's own arithmetic: which frame a moment is, what a track holds from end to end, what is wrong.

Points are rounded, never lengths: two things that meet at a moment meet at a frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from production.timecode import Rate
from script.formats.cut import Cut, Event

FINEST = 10**12
NANO = 10**9
_TRACK = re.compile(r"([VA])([1-9][0-9]?)")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cut; `at` counts its events from 0, -1 where no event is meant.

    Codes: whole, before, empty, beyond, order, overlap, track, outside, stretched, start, title, marker, sum.
    """

    code: str
    at: int = -1
    track: str = ""
    found: str = ""


def frame_at(seconds: Fraction | tuple[int, int], rate: Rate) -> int:
    """The frame of the record that begins nearest to a moment; between two, the later."""
    moment = Fraction(*seconds) if isinstance(seconds, tuple) else seconds
    numerator, denominator = moment.numerator * rate.num, moment.denominator * rate.den
    return (2 * numerator + denominator) // (2 * denominator)


def near(seconds: Fraction) -> Fraction:
    """A moment as it is, or to the nanosecond where no rate divides a second like that.

    Times of a foreign file are added up: were each of them divided otherwise, the sum would grow without end.
    """
    if seconds.denominator <= FINEST:
        return seconds
    return Fraction(round(seconds * NANO), NANO)


@lru_cache(maxsize=16)
def labels(rate: Rate) -> Callable[[int], str]:
    """Writes the timecode of a frame, as :func:`production.timecode.label_of` counts it.

    Lists hold four of them a line, so no object is made for each. After a day the first comes again.
    """
    base, skipped, sign = rate.base, rate.skipped, ";" if rate.drop else ":"
    per_minute = 60 * base - skipped
    per_ten, day = 10 * per_minute + skipped, rate.day
    hours = [f"{minute // 60:02d}:{minute % 60:02d}:" for minute in range(24 * 60)]
    frames = [f"{second:02d}{sign}{frame:02d}" for second in range(60) for frame in range(base)]
    a_minute = 60 * base

    def label(frame: int) -> str:
        frame %= day
        if skipped:
            tens, rest = divmod(frame, per_ten)
            frame += skipped * (9 * tens + (rest - skipped) // per_minute if rest >= skipped else 9 * tens)
        return hours[frame // a_minute] + frames[frame % a_minute]

    return label


def tracks(cut: Cut) -> tuple[str, ...]:
    """The names of its tracks: pictures first, each kind by its number."""
    return tuple(sorted({event.track for event in cut.events}, key=_place))


def _place(track: str) -> tuple[bool, int, str]:
    found = _TRACK.fullmatch(track)
    return not track.startswith("V"), int(found[2]) if found else 0, track


def of_track(cut: Cut, track: str) -> tuple[Event, ...]:
    return tuple(event for event in cut.events if event.track == track)


def contiguous(cut: Cut, track: str) -> Iterator[Event]:
    """A track from the first frame to the last: what lies between its events stands as a gap."""
    at = 0
    for event in of_track(cut, track):
        if event.record_in > at:
            yield Event(track, at, event.record_in)
        yield event
        at = event.record_out
    if at < cut.length:
        yield Event(track, at, cut.length)


# -- value checks ----------------------------------------------------------------------------------


def check(cut: Cut) -> list[Problem]:
    """All that an edit list can't be made of; [] for a sound cut."""
    broken = list(_whole(cut))
    if broken:
        return broken  # nothing else can be counted
    problems = [problem for at, event in enumerate(cut.events) for problem in _event(at, event, cut)]
    problems += _order(cut.events)
    problems += _labels(cut)
    if not problems:
        problems += _sums(cut)
    return problems


def _whole(cut: Cut) -> Iterator[Problem]:
    for name in ("start", "length", "handles"):
        if not _is_whole(getattr(cut, name)):
            yield Problem("whole", found=name)
    for at, event in enumerate(cut.events):
        numbers = [event.record_in, event.record_out, event.source_in, event.source_out]
        if event.media:
            numbers.append(event.media.start)
            numbers += [] if event.media.duration is None else [event.media.duration]
        if not all(map(_is_whole, numbers)):
            yield Problem("whole", at, event.track, str(numbers))
    for title in cut.titles:
        if not (_is_whole(title.record_in) and _is_whole(title.record_out)):
            yield Problem("whole", found=title.text)
    for marker in cut.markers:
        if not (_is_whole(marker.at) and _is_whole(marker.lasts)):
            yield Problem("whole", found=marker.text)


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _event(at: int, event: Event, cut: Cut) -> Iterator[Problem]:
    def wrong(code: str, found: object = "") -> Problem:
        return Problem(code, at, event.track, str(found))

    if not _TRACK.fullmatch(event.track):
        yield wrong("track")
    if event.record_in < 0:
        yield wrong("before", event.record_in)
    if event.record_out <= event.record_in:
        yield wrong("empty", f"{event.record_in}–{event.record_out}")
    if event.record_out > cut.length:
        yield wrong("beyond", event.record_out)
    media = event.media
    if media is None:
        return
    if media.start < 0:
        yield wrong("start", media.start)
    beyond = media.duration is not None and event.source_out > media.duration
    if event.source_in < 0 or beyond or event.source_out <= event.source_in:
        yield wrong("outside", f"{event.source_in}–{event.source_out}")
    elif not _lasts_alike(event, media.rate, cut.rate):
        yield wrong("stretched", event.source_out - event.source_in - event.length)


def _lasts_alike(event: Event, source: Rate, record: Rate) -> bool:
    """At one rate to the frame; at two both points are rounded, which makes a frame at most."""
    length = event.source_out - event.source_in
    if source.runs_as(record):
        return length == event.length
    return abs(source.seconds(length) - record.seconds(event.length)) <= max(
        source.seconds(1), record.seconds(1)
    )


def _order(events: Iterable[Event]) -> Iterator[Problem]:
    last, ends = -1, dict[str, int]()
    for at, event in enumerate(events):
        if 0 <= event.record_in < last:
            yield Problem("order", at, event.track, str(event.record_in))
        elif 0 <= event.record_in < ends.get(event.track, 0):
            yield Problem("overlap", at, event.track, str(event.record_in))
        last = max(last, event.record_in)
        ends[event.track] = max(ends.get(event.track, 0), event.record_out)


def _labels(cut: Cut) -> Iterator[Problem]:
    if cut.start < 0:
        yield Problem("start", found=str(cut.start))
    for title in cut.titles:
        if not 0 <= title.record_in < title.record_out <= cut.length:
            yield Problem("title", found=title.text)
    for marker in cut.markers:
        if not 0 <= marker.at < max(cut.length, 1) or marker.lasts < 1:
            yield Problem("marker", found=marker.text)


def _sums(cut: Cut) -> Iterator[Problem]:
    """Each track, its gaps filled, is as long as the whole and has no seam."""
    for track in tracks(cut):
        at = 0
        for event in contiguous(cut, track):
            if event.record_in != at:
                break
            at = event.record_out
        if at != cut.length:
            yield Problem("sum", track=track, found=f"{at} ≠ {cut.length}")
