"""What a cut uses of its sources: one stretch each, though picture and sound are events of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from script.cut_sources import Found, Key
from script.formats.cut import ReadEvent


@dataclass(frozen=True, slots=True)
class Use:
    """A stretch of a source in the cut, on as many tracks as it stands there."""

    number: int
    source: Key
    start: int  # frames of the source from its first
    end: int
    record_in: int  # frames of the cut's record from its first
    record_out: int
    tracks: tuple[str, ...]
    events: tuple[int, ...]
    cell: int = 0  # ours, where it came back
    beside: tuple[Key, ...] = ()  # recordings in sync, whose sound or picture stands for its own
    off: int = 0  # frames by which they are out of sync

    @property
    def is_heard(self) -> bool:
        return any(track.startswith("A") for track in self.tracks)


def uses(events: Sequence[ReadEvent], found: Sequence[Found]) -> Iterator[Use]:
    """One for each stretch of a source, though its picture and sound are events of their own."""
    groups: dict[Key, list[list[Found]]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (events[one.event].record_in, one.event)):
        if len(one.sources) != 1:
            continue
        of = groups[one.sources[0]]
        beside = next((group for group in reversed(of[-8:]) if _beside(group[0], one, events)), None)
        if beside is None:
            of.append([one])
        else:
            beside.append(one)
    made = [_use(group, events) for of in groups.values() for group in of]
    made.sort(key=lambda use: (use.record_in, use.events))
    for number, use in enumerate(made):
        yield replace(use, number=number)


def _beside(first: Found, other: Found, events: Sequence[ReadEvent]) -> bool:
    """The same stretch on another track: the picture of what is heard, though cut longer or shorter."""
    one, two = events[first.event], events[other.event]
    if one.track == two.track:
        return False
    if two.record_in >= one.record_out or first.end <= other.start or other.end <= first.start:
        return False
    if first.beside or other.beside:
        return True
    same = (two.record_in - one.record_in) - (two.source_in - one.source_in)
    return abs(same) <= 1 or (first.start, first.end) == (other.start, other.end)


def _use(group: Sequence[Found], events: Sequence[ReadEvent]) -> Use:
    """What is heard of a recording says how long it is; of a clip what is seen."""
    source = group[0].sources[0]
    leading = "A" if source[0] == "recording" else "V"
    lead = [one for one in group if events[one.event].track.startswith(leading)] or list(group)
    cells = [key for one in group for name, key in events[one.event].ids if name == "cell"]
    return Use(
        0,
        source,
        min(one.start for one in lead),
        max(one.end for one in lead),
        min(events[one.event].record_in for one in lead),
        max(events[one.event].record_out for one in lead),
        tuple(dict.fromkeys(events[one.event].track for one in group)),
        tuple(sorted(one.event for one in group)),
        cells[0] if cells else 0,
        tuple(dict.fromkeys(one.beside for one in group if one.beside)),
        max((one.off for one in group), key=abs),
    )


def joined(one: Use, after: Use) -> Use:
    events = (*one.events, *after.events)
    return replace(one, end=after.end, record_out=after.record_out, events=events)
