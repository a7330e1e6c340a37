"""How a cut lies in a magnetic time line: its story line without a hole, and what is connected to it.

Picture and sound of one medium over the same frames are one clip. The story line is the first track of
sound, else that of pictures; a picture that fits where there is no sound stands in it too. What has no
medium can't be connected: outside the story line it stays as a marker with its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from script.formats.cut import Cut, Event, Marker, Title
from script.formats.xml_text import of_ids


@dataclass(slots=True)
class Item:
    """A clip or a gap, and what hangs on it. `enable` is "audio" or "video" where only that is meant."""

    record_in: int
    record_out: int
    event: Event | None = None
    enable: str = ""
    lane: int = 0
    clips: list[Item] = field(default_factory=list)
    titles: list[tuple[Title, int]] = field(default_factory=list)  # with their lanes
    markers: list[Marker] = field(default_factory=list)

    @property
    def length(self) -> int:
        return self.record_out - self.record_in


def tell(cut: Cut) -> list[Item]:
    """The story line from the first frame to the last, one after the other."""
    main = "A1" if any(event.track == "A1" for event in cut.events) else "V1"
    items = _joined(cut.events, main)
    told = [item for item in items if item.event and item.event.track == main]
    others = [item for item in items if item.event and item.event.track != main]
    if main == "A1":
        told, others = _with_pictures(told, others, cut.length)
    spine = list(_without_holes(told, cut.length))
    _connect(spine, others, main)
    starts = [item.record_in for item in spine]
    top = max([0, *(item.lane for one in spine for item in one.clips)])
    for title, lane in lanes(cut.titles, top):
        _under(spine, starts, title.record_in).titles.append((title, lane))
    for marker in cut.markers:
        _under(spine, starts, marker.at).markers.append(marker)
    return spine


def _joined(events: Iterable[Event], main: str) -> list[Item]:
    """Clips as they begin; picture and sound of the same frames are one: in the story line, else above it."""
    sounds: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    pictures: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in events:
        if event.media:
            (pictures if event.track.startswith("V") else sounds)[_range(event)].append(event)
    partner: dict[int, Event] = {}
    gone: set[int] = set()
    for key, seen in pictures.items():
        for picture, sound in zip(seen, sounds.get(key, ()), strict=False):
            stays, goes = (sound, picture) if sound.track == main else (picture, sound)
            partner[id(stays)] = goes
            gone.add(id(goes))
    return [_item(event, partner.get(id(event))) for event in events if id(event) not in gone]


def _item(event: Event, partner: Event | None) -> Item:
    if partner is None:
        return Item(event.record_in, event.record_out, event, _only(event))
    return Item(event.record_in, event.record_out, _both(event, partner))


def _range(event: Event) -> tuple[object, ...]:
    key = event.media.key if event.media else ""
    return key, event.record_in, event.record_out, event.source_in, event.source_out


def _both(event: Event, partner: Event) -> Event:
    return replace(
        event,
        name=event.name or partner.name,
        note=event.note or partner.note,
        comment=event.comment or partner.comment,
        themes=tuple(dict.fromkeys(event.themes + partner.themes)),
        rating=max(event.rating, partner.rating),
        ids=tuple(dict.fromkeys(event.ids + partner.ids)),
    )


def _only(event: Event) -> str:
    """What of a medium is meant, where it has more than that."""
    if event.media is None:
        return ""
    if event.track.startswith("A"):
        return "audio" if event.media.has_picture else ""
    return "video" if event.media.has_sound else ""


def _with_pictures(told: list[Item], others: list[Item], length: int) -> tuple[list[Item], list[Item]]:
    """The first track of pictures moves into the story line wherever nothing else is told."""
    ends = [0, *(item.record_out for item in told)]
    starts = [*(item.record_in for item in told), length]
    moved: list[Item] = []
    left: list[Item] = []
    for item in others:
        hole = bisect_right(starts, item.record_in)
        is_free = hole < len(starts) and ends[hole] <= item.record_in and item.record_out <= starts[hole]
        (moved if is_free and item.event and item.event.track == "V1" else left).append(item)
    return sorted(told + moved, key=lambda item: item.record_in), left


def _without_holes(told: Iterable[Item], length: int) -> Iterator[Item]:
    at = 0
    for item in told:
        if item.record_in > at:
            yield Item(at, item.record_in)
        yield item
        at = item.record_out
    if at < length:
        yield Item(at, length)


def _connect(spine: list[Item], others: Iterable[Item], main: str) -> None:
    starts = [item.record_in for item in spine]
    # the first track of pictures is mostly joined to its sound; where not, the others lie above it
    lift = any(item.event and item.event.media and item.event.track == "V1" for item in others)
    for item in others:
        event = item.event
        if event is None:
            continue
        under = _under(spine, starts, event.record_in)
        if event.media is None:
            words = " ".join(event.note.split()) or event.name or event.element
            note = f"{event.row} {of_ids(event.ids)}".strip()
            under.markers.append(Marker(event.record_in, words, note, "red", event.length))
            continue
        number = int(event.track[1:])
        if event.track.startswith("V"):
            item.lane = number - 1 + lift
        else:
            item.lane = -(number - 1) if main == "A1" else -number
        under.clips.append(item)


def _under(spine: list[Item], starts: list[int], at: int) -> Item:
    return spine[max(bisect_right(starts, at) - 1, 0)]


def lanes(titles: Iterable[Title], top: int) -> Iterator[tuple[Title, int]]:
    """Titles above all pictures, subtitles above all titles; two at a time stand above each other."""
    for kind in (False, True):
        ends: list[int] = []
        for title in sorted(titles, key=lambda title: title.record_in):
            if (title.kind == "subtitle") is kind:
                free = next((n for n, end in enumerate(ends) if end <= title.record_in), len(ends))
                ends[free : free + 1] = [title.record_out]
                yield title, top + 1 + free
        top += len(ends)
