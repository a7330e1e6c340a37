"""OpenTimelineIO (.otio), as its library and editing systems write it: what lies where on the record.

Old and new clips, stacks inside tracks, references inside the file. What is nested is followed; what
can't be, and each transition, is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from typing import Any, TypeGuard

from production.timecode import Rate, label_of
from script.formats import media_links, otio_json
from script.formats.cut import Marker, ReadCut, ReadEvent, Refused, Repair
from script.formats.otio import exact
from script.formats.otio_json import Json, kind, listed, said, text
from script.formats.record import frame_at, near

MOST_EVENTS = 50_000
MOST_MARKERS = 20_000
_MOST_VISITS = 200_000
_DEEPEST = 30  # stacks and tracks inside each other
_MOST_REPAIRS = 1_000
LONGEST = 10_000_000  # seconds
ZERO = Fraction(0)
_TRACK = re.compile("[VA][1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class _Time:
    seconds: Fraction
    rate: Rate


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item's own time `starts` lies on the record, and between which moments it is seen."""

    at: Fraction
    sees_from: Fraction
    sees_to: Fraction | None
    track: str
    depth: int = 0


def read(data: bytes) -> ReadCut:
    """Refused: size, many, empty, encoding, unreadable, depth, kind, rate."""
    return _Reader(otio_json.load(data)).cut()


class _Reader:
    def __init__(self, tree: otio_json.Tree) -> None:
        self.tree = tree
        self.repairs: list[Repair] = []
        self.events: list[ReadEvent] = []
        self.markers: list[Marker] = []
        self.lengths: dict[int, Fraction] = {}
        self.visits = 0
        self.rate = Rate(25)  # of the record, once it is known

    def repair(self, code: str, found: object = "") -> None:
        if len(self.repairs) < _MOST_REPAIRS:
            self.repairs.append(Repair(code, 0, str(found)[:80]))

    def cut(self) -> ReadCut:
        found = list(self.timelines(self.tree.top))
        if not found:
            self.repair("no_sequence")
            return ReadCut(repairs=tuple(self.repairs))
        timeline = found[0]
        if len(found) > 1:
            self.repair("several_sequences", text(timeline, "name"))
        stack = said(timeline, "tracks") if kind(timeline) == "Timeline" else timeline
        start = self.time(timeline, "global_start_time")
        rate = start.rate if start else next(self.rates(stack), None)
        if rate is None:
            raise Refused("rate" if timeline.get("global_start_time") else "empty")
        first = frame_at(start.seconds, rate) if start else 0
        drop = said(timeline, "metadata", "rodaje").get("drop", _looks_dropped(first, rate))
        self.rate = rate = _numbered(rate, drop)
        self.item(stack, _Place(ZERO, ZERO, None, ""))
        return ReadCut(
            text(timeline, "name"), rate, first,
            tuple(sorted(self.events, key=media_links.in_order)), tuple(self.repairs),
            tuple(sorted(self.markers, key=lambda marker: marker.at)),
        )  # fmt: skip

    def timelines(self, top: Json) -> Iterator[Json]:
        match kind(top):
            case "SerializableCollection":
                for child in listed(top, "children"):
                    if kind(child) == "Timeline":
                        yield child
            case "Timeline" | "Stack" | "Track":
                yield top
            case found:
                raise Refused("kind", found=found[:40])

    def rates(self, stack: Json) -> Iterator[Rate]:
        """Of how long pieces stand on the tracks, as they come."""
        waiting: list[Any] = [stack]
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting.extend(reversed(node))
            elif isinstance(node, dict):
                if kind(node) in ("Clip", "Gap") and (lasts := self.time(self.span(node), "duration")):
                    yield lasts.rate
                waiting.extend(reversed(node.values()))

    def span(self, item: Json) -> Json:
        """The range of its source that an item shows: what it says, or all that its medium has."""
        return said(item, "source_range") or said(self.medium(item), "available_range")

    def time(self, node: Json, name: str) -> _Time | None:
        found = node.get(name)
        if not isinstance(found, dict):
            return None
        value, rate = found.get("value"), found.get("rate")
        if not _is_number(value) or not _is_number(rate) or (known := exact(rate)) is None:
            self.repair("bad_time", f"{name} {value} {rate}")
            return None
        seconds = Fraction(value) * known.den / known.num
        if abs(seconds) > LONGEST:
            self.repair("bad_time", f"{name} {value}")
            return None
        return _Time(near(seconds), known)

    # -- where things lie ----------------------------------------------------------------------------

    def lasts(self, item: Json, depth: int = 0) -> Fraction:
        """How long an item is: as it says, as its medium is, or as what is in it."""
        if depth > _DEEPEST:
            raise Refused("depth", most=_DEEPEST)
        if id(item) not in self.lengths:
            self.lengths[id(item)] = ZERO  # where it holds itself
            own = self.time(said(item, "source_range"), "duration")
            self.lengths[id(item)] = max(own.seconds if own else self.inner(item, depth), ZERO)
        return self.lengths[id(item)]

    def inner(self, item: Json, depth: int) -> Fraction:
        match kind(item):
            case "Clip":
                whole = self.time(said(self.medium(item), "available_range"), "duration")
                return whole.seconds if whole else ZERO
            case "Track":
                lengths = (self.lasts(child, depth + 1) for child in self.children(item))
                return reduce(lambda whole, one: near(whole + one), lengths, ZERO)
            case "Stack":
                return max((self.lasts(child, depth + 1) for child in self.children(item)), default=ZERO)
        return ZERO

    def children(self, item: Json) -> Iterator[Json]:
        return (child for child in map(self.tree.of, listed(item, "children")) if kind(child) != "Transition")

    def item(self, item: Json, place: _Place) -> None:
        self.visits += 1
        if self.visits > _MOST_VISITS or len(self.events) > MOST_EVENTS:
            raise Refused("many", most=MOST_EVENTS)
        if place.depth > _DEEPEST:
            raise Refused("depth", most=_DEEPEST)
        if item.get("enabled") is False:
            self.repair("track_off" if kind(item) == "Track" else "disabled", text(item, "name"))
            return
        match kind(item):
            case "Clip":
                self.clip(item, place)
            case "Gap":
                self.gap(item, place)
            case "Track":
                self.track(item, place)
            case "Stack":
                self.stack(item, place)
            case "Timeline":
                self.item(said(item, "tracks"), replace(place, depth=place.depth + 1))
            case other:
                self.repair("unknown_item", other)

    def window(self, item: Json, place: _Place) -> _Place:
        """Where the time inside an item begins, and what of it is seen."""
        ends = place.at + self.lasts(item)
        start = self.time(said(item, "source_range"), "start_time")
        return replace(
            place,
            at=place.at - (start.seconds if start else ZERO),
            sees_from=max(place.sees_from, place.at),
            sees_to=ends if place.sees_to is None else min(place.sees_to, ends),
            depth=place.depth + 1,
        )

    def stack(self, item: Json, place: _Place) -> None:
        if place.track:
            self.repair("nested", text(item, "name"))
        inner = (
            self.window(item, place) if place.track or item.get("source_range") else replace(place, depth=1)
        )
        self.marked(item, inner)
        numbers: dict[str, int] = defaultdict(int)
        for child in map(self.tree.of, listed(item, "children")):
            letter = "A" if child.get("kind") == "Audio" else "V"
            numbers[letter] += 1
            track = f"{letter}{place.track[1:] or numbers[letter]}"
            if not place.track and _TRACK.fullmatch(name := text(child, "name")) and name[0] == letter:
                track = name
            self.item(child, replace(inner, track=track))

    def track(self, item: Json, place: _Place) -> None:
        letter = "A" if item.get("kind") == "Audio" else "V"
        inner = (
            self.window(item, place) if item.get("source_range") else replace(place, depth=place.depth + 1)
        )
        inner = replace(inner, track=inner.track or f"{letter}1")
        self.marked(item, inner)
        at = inner.at
        for child in map(self.tree.of, listed(item, "children")):
            if kind(child) == "Transition":
                self.repair("transition", text(child, "name") or text(child, "transition_type"))
                continue
            self.item(child, replace(inner, at=at))
            at = near(at + self.lasts(child))

    # -- what is seen --------------------------------------------------------------------------------

    def medium(self, clip: Json) -> Json:
        several = clip.get("media_references")
        if isinstance(several, dict):
            key = text(clip, "active_media_reference_key") or "DEFAULT_MEDIA"
            return self.tree.of(several.get(key))
        return self.tree.of(clip.get("media_reference"))

    def clip(self, item: Json, place: _Place) -> None:
        medium = self.medium(item)
        if kind(medium) == "GeneratorReference":
            return  # a title
        seen = self.seen(item, place)
        available = self.time(said(medium, "available_range"), "start_time")
        start = self.time(said(item, "source_range"), "start_time") or available
        self.marked(item, replace(place, at=place.at - (start.seconds if start else ZERO)))
        if seen is None:
            self.repair("empty_event", text(item, "name"))
            return
        begins, ends, record_in, record_out = seen
        rate = available.rate if available else start.rate if start else self.rate
        ours = said(medium, "metadata", "rodaje")
        rate = _numbered(rate, ours.get("drop", rate.runs_as(self.rate) and self.rate.drop))
        first, speed = start.seconds if start else ZERO, self.speed(item)
        if speed < 0:  # its first frame is the highest: from its end down
            first += 1 / Fraction(rate.num, rate.den)
            if not any(one.code == "reversed" for one in self.repairs):
                self.repair("reversed")
        moments = [first + (at - place.at) * speed for at in (begins, ends)]
        source_in, source_out = sorted(frame_at(moment, rate) for moment in moments)
        source_out = max(source_out, source_in + 1)  # held, or shorter than a frame of its own
        own = said(item, "metadata", "rodaje")
        reel = text(ours, "reel") or text(said(item, "metadata", "cmx_3600"), "reel")
        self.events.append(ReadEvent(
            record_in, record_out, source_in, source_out, place.track, reel, _file(medium),
            text(item, "name") or text(medium, "name"), rate, available is None or available.seconds == 0,
            float(speed), 0, _words(own), _ids(own), _themes(own),
        ))  # fmt: skip

    def seen(self, item: Json, place: _Place) -> tuple[Fraction, Fraction, int, int] | None:
        begins, ends = max(place.at, place.sees_from), place.at + self.lasts(item)
        if place.sees_to is not None:
            ends = min(ends, place.sees_to)
        record_in, record_out = frame_at(max(begins, ZERO), self.rate), frame_at(ends, self.rate)
        return (begins, ends, record_in, record_out) if record_out > record_in else None

    def gap(self, item: Json, place: _Place) -> None:
        """Narration that hasn't been recorded has no source; it is told where it is one of ours."""
        own, seen = said(item, "metadata", "rodaje"), self.seen(item, place)
        if seen and (ids := _ids(own)):
            self.events.append(ReadEvent(*seen[2:], 0, 0, place.track, comments=_words(own), ids=ids))

    def speed(self, item: Json) -> Fraction:
        speed = Fraction(1)
        for effect in map(self.tree.of, listed(item, "effects")):
            match kind(effect):
                case "LinearTimeWarp":
                    scalar = effect.get("time_scalar")
                    if _is_number(scalar) and abs(scalar) <= 1_000:
                        speed = Fraction(scalar)
                case "FreezeFrame":
                    speed = ZERO
                case "TimeEffect":
                    self.repair("speed_changes", text(item, "name"))
        if speed != 1:
            self.repair("speed", f"{float(speed):.2f}")
        return speed

    def marked(self, item: Json, place: _Place) -> None:
        for marker in map(self.tree.of, listed(item, "markers")):
            if len(self.markers) >= MOST_MARKERS:
                raise Refused("many", most=MOST_MARKERS)
            span = said(marker, "marked_range")
            at, lasts = self.time(span, "start_time"), self.time(span, "duration")
            if at is None:
                continue
            moment = place.at + at.seconds
            if max(place.sees_from, ZERO) <= moment and (place.sees_to is None or moment < place.sees_to):
                words, name = text(marker, "comment"), text(marker, "name")
                self.markers.append(Marker(
                    frame_at(moment, self.rate), words or name, name if words else "",
                    text(marker, "color").lower() or "blue",
                    max(frame_at(lasts.seconds, self.rate) if lasts else 1, 1),
                ))  # fmt: skip


def _numbered(rate: Rate, drop: Any) -> Rate:
    return rate.counted(drop=drop is True)


def _looks_dropped(frame: int, rate: Rate) -> bool:
    """The format doesn't say; but a record begins with a whole minute, by one numbering or the other."""
    if frame <= 0 or rate.base not in (30, 60) or rate.den == 1:
        return False
    labels = [label_of(frame, _numbered(rate, drop)) for drop in (False, True)]
    plain, dropped = ((label.seconds, label.frames) == (0, 0) for label in labels)
    return dropped and not plain


def _is_number(value: Any) -> TypeGuard[float]:
    """A float that is one: neither NaN nor endless."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _file(medium: Json) -> str:
    if kind(medium) == "ImageSequenceReference":
        return media_links.path(text(medium, "target_url_base")) + text(medium, "name_prefix")
    return media_links.path(text(medium, "target_url"))


def _words(own: Json) -> tuple[str, ...]:
    return tuple(words for words in (text(own, "words"), text(own, "comment")) if words)


def _themes(own: Json) -> tuple[str, ...]:
    return tuple(theme[:200] for theme in listed(own, "themes") if isinstance(theme, str))[:50]


def _ids(own: Json) -> tuple[tuple[str, int], ...]:
    pairs = list(said(own, "ids").items())[:10]
    return tuple((name[:20], number) for name, number in pairs if type(number) is int and number > 0)
