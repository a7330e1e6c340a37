"""What an editor laid in sync beside what the script quotes: a recorder's sound, another camera's picture.

Recordings of one interview lie beside each other by their sync offsets. The script quotes one of them;
the cut may take the sound of another, or show the same moment from elsewhere: the soundbite is the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from production import timecode
from production.timecode import Rate
from script.cut_sources import Found, Key, Quoted, Sources
from script.formats.cut import ReadEvent

MOST_BESIDE = 40  # events that are looked at for one


def _as_it_is(frame: int, source: Key, target: Key) -> int:
    return frame


@dataclass(frozen=True)
class Sync:
    """The other recordings of each one's interview; `at` gives the frame of one at a frame of another."""

    beside: Mapping[Key, Sequence[Key]] = field(default_factory=dict)
    sounds: Collection[Key] = ()  # those of sound recorders
    at: Callable[[int, Key, Key], int] = _as_it_is


def together(
    events: Sequence[ReadEvent],
    found: Iterable[Found],
    *,
    sources: Sources,
    rate: Rate,
    sync: Sync,
    quoted: Quoted,
) -> list[Found]:
    """The same, where what lies in sync beside a source counts as that source, in its frames."""
    found = list(found)
    if not sync.beside:
        return found
    beside = _Beside(events, sources, rate, sync, quoted, _Laid(events, found, sync))
    return [beside.of(one) for one in found]


class _Laid:
    """The events of recordings that have others beside them, by where they begin in the record."""

    def __init__(self, events: Sequence[ReadEvent], found: Iterable[Found], sync: Sync) -> None:
        self.of: dict[Key, list[Found]] = defaultdict(list)
        for one in found:
            if len(one.sources) == 1 and one.sources[0] in sync.beside:
                self.of[one.sources[0]].append(one)
        self.starts: dict[Key, list[int]] = {}
        self.longest: dict[Key, int] = {}
        for key, those in self.of.items():
            those.sort(key=lambda one: events[one.event].record_in)
            self.starts[key] = [events[one.event].record_in for one in those]
            self.longest[key] = max(_length(events[one.event]) for one in those)

    def under(self, key: Key, event: ReadEvent) -> Iterator[Found]:
        """Those that may be shown or heard at the same moment, the latest first."""
        if key not in self.of:
            return
        first = bisect_left(self.starts[key], event.record_in - self.longest[key])
        last = bisect_left(self.starts[key], event.record_out)
        for at in range(last - 1, max(first, last - MOST_BESIDE) - 1, -1):
            yield self.of[key][at]


def _length(event: ReadEvent) -> int:
    return event.record_out - event.record_in


@dataclass(frozen=True)
class _Beside:
    events: Sequence[ReadEvent]
    sources: Sources
    rate: Rate
    sync: Sync
    quoted: Quoted
    laid: _Laid

    def of(self, one: Found) -> Found:
        if len(one.sources) != 1 or self.quoted.has(one.sources[0], one.start, one.end):
            return one
        ways = [way for key in self.sync.beside.get(one.sources[0], ()) if (way := self._way(one, key))]
        if not ways:
            return one
        _rank, key, start, end, off = min(ways)
        return replace(one, sources=(key,), start=start - off, end=end - off, beside=one.sources[0], off=off)

    def _way(self, one: Found, key: Key) -> tuple[tuple[bool, bool, int], Key, int, int, int] | None:
        """How it is of another recording, if it is: quoted there, or laid in sync under its picture."""
        source = one.sources[0]
        start, end = (self.sync.at(frame, source, key) for frame in (one.start, one.end))
        end = max(end, start + 1)
        off = self._off(one, key, start)
        is_quoted = self.quoted.has(key, start - (off or 0), end - (off or 0))
        is_sound = source in self.sync.sounds and key not in self.sync.sounds
        if off is None and not (is_quoted and is_sound and self._is_heard(one)):
            return None
        if off is not None and not (is_quoted or is_sound or self._is_other_camera(one, key)):
            return None
        return (not is_quoted, off is None, abs(off or 0)), key, start, end, off or 0

    def _off(self, one: Found, key: Key, start: int) -> int | None:
        """By how many frames it is out of sync with what is laid beside; None where it is something else."""
        event, media = self.events[one.event], self.sources.media[key]
        offs = []
        for other in self.laid.under(key, event):
            laid = self.events[other.event]
            if laid.track == event.track or laid.record_out <= event.record_in:
                continue
            later = event.record_in - laid.record_in
            if not self.rate.runs_as(media.rate):
                later = timecode.convert(later, self.rate, media.rate)
            offs.append(start - other.start - later)
        off = min(offs, key=abs, default=None)
        return off if off is not None and abs(off) <= media.rate.base // 2 else None

    def _is_heard(self, one: Found) -> bool:
        return self.events[one.event].track.startswith("A")

    def _is_other_camera(self, one: Found, key: Key) -> bool:
        """A picture while the other is heard."""
        if self._is_heard(one) or {one.sources[0], key} & set(self.sync.sounds):
            return False
        event = self.events[one.event]
        return any(self._is_heard(other) for other in self.laid.under(key, event))
