"""FCPXML 1.8 to 1.13 as editing systems write it: where each piece of a medium lies on the record.

What is connected, nested or filmed by several cameras is followed to its media; what can't be is told.
Retimed clips come with the frames that are seen of them, and their speed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from production.timecode import Rate
from script.formats import media_links
from script.formats.cut import Marker, ReadCut, ReadEvent, Refused, Repair
from script.formats.fcpxml_media import Asset, Resources
from script.formats.record import frame_at, near
from script.formats.xml_text import ids_in, without_ids
from script.formats.xml_tree import Node
from script.formats.xml_tree import read as read_tree

MOST_EVENTS = 50_000
MOST_MARKERS = 20_000
_MOST_VISITS = 100_000  # nested clips may unfold without end
_DEEPEST = 8  # clips inside clips by reference
_MOST_REPAIRS = 1_000
_VERSIONS = range(8, 14)

_CLIPS = frozenset(
    {"asset-clip", "clip", "video", "audio", "ref-clip", "sync-clip", "mc-clip", "title", "gap"}
)
_PLACED = _CLIPS | {"audition", "spine"}
_KEPT = _PLACED | {
    "fcpxml", "resources", "format", "asset", "media-rep", "media", "sequence", "multicam", "mc-angle",
    "mc-source", "library", "event", "project", "note", "conform-rate", "timeMap", "timept", "metadata", "md",
    "transition", "marker", "chapter-marker", "keyword", "effect",
}  # fmt: skip

ZERO = Fraction(0)
_LANE = re.compile("-?[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element lies: record seconds of its beginning, and what of the record it may be seen in."""

    at: Fraction
    lane: int
    sees_from: Fraction
    sees_to: Fraction | None  # None: as far as it goes
    sound: str = ""  # "audio" or "video" where a clip around it lets only that through
    inside: tuple[str, ...] = ()  # the references that led here


def read(data: bytes) -> ReadCut:
    """Refused: those of `xml_tree.read`; version, rate."""
    top = read_tree(data, "fcpxml", _KEPT.__contains__)
    reader = _Reader(top)
    return reader.cut()


class _Reader:
    def __init__(self, top: Node) -> None:
        self.top = top
        self.repairs: list[Repair] = []
        self.events: list[ReadEvent] = []
        self.markers: list[Marker] = []
        self.visits = 0
        self.version(top)
        self.resources = Resources(top, self.repair)
        self.time = self.resources.time
        self.rate = Rate(25)  # of the record, once it is known

    def repair(self, code: str, line: int = 0, found: str = "") -> None:
        if len(self.repairs) < _MOST_REPAIRS:
            self.repairs.append(Repair(code, line, found[:80]))

    def version(self, top: Node) -> None:
        said = top.get("version")
        major, _dot, minor = said.partition(".")
        number = int(minor) if minor.isascii() and minor.isdigit() and len(minor) < 4 else -1
        if major != "1" or (0 <= number < _VERSIONS.start):
            raise Refused("version", found=said[:20])
        if number not in _VERSIONS:
            self.repair("version", top.line, said)

    def cut(self) -> ReadCut:
        found = [node for node in self.top.walk() if node.name == "project"]
        pairs = [(project, sequence) for project in found for sequence in project.all("sequence")]
        if not pairs:
            self.repair("no_sequence")
            return ReadCut(repairs=tuple(self.repairs))
        project, sequence = pairs[0]
        if len(pairs) > 1:
            self.repair("several_sequences", pairs[1][0].line, project.get("name"))
        rate = self.resources.rate(sequence)
        if rate is None:
            raise Refused("rate", line=sequence.line, found=sequence.get("format")[:40])
        self.rate = rate
        start = self.time(sequence, "tcStart") or ZERO
        for spine in sequence.all("spine"):
            self.spine(spine, start, _Place(ZERO, 0, ZERO, None))
        events = sorted(self.events, key=media_links.in_order)
        markers = sorted(self.markers, key=lambda marker: marker.at)
        return ReadCut(
            project.get("name"),
            rate,
            frame_at(start, rate),
            tuple(events),
            tuple(self.repairs),
            tuple(markers),
        )

    # -- where things lie ----------------------------------------------------------------------------

    def spine(self, node: Node, start: Fraction, place: _Place) -> None:
        """A story line whose time `start` lies at the place."""
        base = place.at - start
        cursor = place.at
        first = next((self.time(child, "offset") for child in node.all(*_PLACED)), None)
        if first is not None and ZERO <= first < start:
            base = place.at  # counted from zero, whatever the timecode begins at
        for child in node.children:
            if child.name == "transition":
                self.repair("transition", child.line, child.get("name"))
            elif child.name in _PLACED:
                offset = self.time(child, "offset")
                at = cursor if offset is None else base + offset
                self.element(child, replace(place, at=at))
                cursor = near(at + self.length(child))

    def length(self, node: Node) -> Fraction:
        if node.name == "audition":
            return next((self.length(child) for child in node.all(*_CLIPS)), ZERO)
        said = self.time(node, "duration")
        if said is None and (asset := self.resources.assets.get(node.get("ref"))):
            said = asset.duration
        return max(said or ZERO, ZERO)

    def element(self, node: Node, place: _Place) -> None:
        self.visits += 1
        if self.visits > _MOST_VISITS or len(self.events) > MOST_EVENTS:
            raise Refused("many", most=MOST_EVENTS)
        if node.name == "audition":  # the first is the one that is seen
            takes = list(node.all(*_CLIPS))
            for child in takes[:1]:
                self.element(child, place)
            for child in takes[1:]:
                self.repair("alternative", child.line, child.get("name"))
            return
        if node.name == "spine":
            self.spine(node, ZERO, place)
            return
        if node.get("enabled") == "0":
            self.repair("disabled", node.line, node.get("name"))
        else:
            self.piece(node, place)
            self.marked(node, place)
        self.hanging(node, place)

    def piece(self, node: Node, place: _Place) -> None:
        match node.name:
            case "asset-clip" | "video" | "audio":
                self.media(node, place)
            case "gap":
                self.gap(node, place)
            case "clip" | "sync-clip":
                self.contained(node, node, self.start(node), place)
            case "ref-clip" | "mc-clip":
                self.referred(node, place)

    def start(self, node: Node) -> Fraction:
        """The local time at which an element begins."""
        said = self.time(node, "start")
        if said is not None:
            return said
        asset = self.resources.assets.get(node.get("ref"))
        return asset.start if asset else self.time(node, "tcStart") or ZERO

    def hanging(self, node: Node, place: _Place) -> None:
        """What is connected to an element, at moments of its own time; it may be seen beyond it."""
        start = self.start(node)
        contains = node.name in ("clip", "sync-clip")
        for child in node.all(*_PLACED):
            lane = _lane(child)
            if not contains or lane:
                offset = self.time(child, "offset")
                at = place.at + (offset - start if offset is not None else ZERO)
                if node.name == "video" and child.name == "audio":
                    lane = 0  # its own sound
                self.element(child, replace(place, at=at, lane=place.lane + lane))

    def marked(self, node: Node, place: _Place) -> None:
        """The editor's markers that are seen."""
        start, seen = self.start(node), self.window(node, place)
        for marker in node.all("marker", "chapter-marker"):
            if len(self.markers) >= MOST_MARKERS:
                raise Refused("many", most=MOST_MARKERS)
            at = self.time(marker, "start")
            at = place.at + (at - start if at is not None else ZERO)
            if max(seen.sees_from, ZERO) <= at < (seen.sees_to or at):
                colour = "red" if marker.get("completed") == "0" else "blue"
                lasts = max(self.frame(self.time(marker, "duration") or ZERO), 1)
                self.mark(marker, self.frame(at), lasts, colour)

    def mark(self, node: Node, at: int, lasts: int, colour: str) -> None:
        """One of ours stands for what has no medium yet."""
        words, note = node.get("value"), node.get("note")
        if ids := ids_in([note]):
            self.events.append(
                ReadEvent(at, at + lasts, 0, 0, "A1", line=node.line, comments=(words,), ids=ids)
            )
        else:
            self.markers.append(Marker(at, words, note, colour, lasts))

    def window(self, node: Node, place: _Place) -> _Place:
        """What of the record is seen through an element."""
        ends = place.at + self.length(node)
        return replace(
            place,
            sees_from=max(place.sees_from, place.at),
            sees_to=ends if place.sees_to is None else min(ends, place.sees_to),
            sound=place.sound or {"audio": "audio", "video": "video"}.get(node.get("srcEnable"), ""),
        )

    def contained(self, node: Node, holder: Node, start: Fraction, place: _Place) -> None:
        """What a clip is made of: elements in its own time, of which it shows a part."""
        if node.first("timeMap"):
            self.repair("nested_speed", node.line, node.get("name"))
            return
        inner = self.window(node, place)
        for child in holder.all(*_PLACED):
            if not _lane(child):
                offset = self.time(child, "offset") or ZERO
                self.element(child, replace(inner, at=place.at + offset - start))

    def referred(self, node: Node, place: _Place) -> None:
        ref = node.get("ref")
        media = self.resources.media.get(ref)
        if ref in place.inside or len(place.inside) >= _DEEPEST:
            self.repair("recursion", node.line, node.get("name"))
            return
        if media is None or node.first("timeMap"):
            self.repair("nested_speed" if media else "missing_media", node.line, node.get("name") or ref)
            return
        self.repair("nested", node.line, node.get("name"))
        inner = replace(self.window(node, place), inside=(*place.inside, ref))
        for sequence in media.all("sequence"):
            began = self.time(sequence, "tcStart") or ZERO
            start = self.time(node, "start")
            inner = replace(inner, at=place.at + (began - start if start is not None else ZERO))
            for spine in sequence.all("spine"):
                self.spine(spine, began, inner)
        for multicam in media.all("multicam"):
            self.angles(node, multicam, inner, place)

    def angles(self, node: Node, multicam: Node, inner: _Place, place: _Place) -> None:
        """The picture of one camera, the sound of the same or of another."""
        began = self.time(multicam, "tcStart") or ZERO
        start = self.time(node, "start")
        inner = replace(inner, at=place.at + (began - start if start is not None else ZERO))
        chosen = {one.get("angleID"): one.get("srcEnable") or "all" for one in node.all("mc-source")}
        for angle in multicam.all("mc-angle"):
            enabled = chosen.get(angle.get("angleID"), "none" if chosen else "all")
            if enabled != "none":
                only = enabled if enabled in ("audio", "video") else ""
                self.spine(angle, began, replace(inner, sound=inner.sound or only))
            if not chosen:
                return  # the first is seen where none is named

    # -- what is seen --------------------------------------------------------------------------------

    def media(self, node: Node, place: _Place) -> None:
        asset = self.resources.assets.get(node.get("ref"))
        if asset is None:
            if node.get("ref") not in self.resources.others:
                self.repair("missing_media", node.line, node.get("name") or node.get("ref"))
            return
        seen = self.window(node, place)
        begins, ends = max(seen.at, seen.sees_from), seen.sees_to
        if ends is None or ends <= begins or ends <= ZERO:
            if seen.at == begins:
                self.repair("empty_event", node.line, node.get("name"))
            return
        rate = self.resources.rate_of(asset, node, self.rate)
        start = self.start(node)
        speed, source = self.retimed(node, rate)
        first, last = (start + (at - seen.at) for at in (begins, ends))
        sources = [source(first), source(last), *source.between(first, last)]
        if speed != 1.0:
            self.repair("speed", node.line, f"{speed:.2f}")
        record_in, record_out = self.frame(begins), self.frame(ends)
        if record_out == record_in:
            self.repair("empty_event", node.line, node.get("name"))
            return
        source_in, source_out = frame_at(min(sources), rate), frame_at(max(sources), rate)
        source_out = max(source_out, source_in + 1)  # held, or shorter than a frame of its own
        comments, ids = _words(node)
        keywords = tuple(word.get("value") for word in node.all("keyword"))
        for track in _tracks(node, asset, seen):
            self.events.append(ReadEvent(
                record_in, record_out, source_in, source_out, track, asset.reel, asset.file,
                node.get("name") or asset.name, rate, asset.is_relative, speed, node.line,
                comments, ids, keywords,
            ))  # fmt: skip

    def frame(self, at: Fraction) -> int:
        return frame_at(at, self.rate)

    def gap(self, node: Node, place: _Place) -> None:
        """Narration that hasn't been recorded has no source; it is told where it is one of ours."""
        comments, ids = _words(node)
        seen = self.window(node, place)
        record_in, record_out = self.frame(max(seen.at, ZERO)), self.frame(seen.sees_to or ZERO)
        if ids and record_out > record_in:
            self.events.append(ReadEvent(
                record_in, record_out, 0, 0, "A1", line=node.line, comments=comments, ids=ids,
            ))  # fmt: skip

    def retimed(self, node: Node, rate: Rate) -> tuple[float, _Curve]:
        """Its speed, and the source's second at a local one."""
        points = []
        for mapped in node.all("timeMap"):
            pairs = [(self.time(one, "time"), self.time(one, "value")) for one in mapped.all("timept")]
            points = [(time, value) for time, value in pairs if time is not None and value is not None]
        points.sort()
        if len(points) > 1 and points[-1][0] > points[0][0]:
            (began, first), (ended, last) = points[0], points[-1]
            if len(points) > 2:
                self.repair("speed_changes", node.line, node.get("name"))
            slope = (last - first) / (ended - began)
            return float(slope), _Curve(tuple(points))
        start = self.start(node)
        slope = self.conformed(node, rate)
        return float(slope), _Curve(((start, start), (start + 1, start + slope)))

    def conformed(self, node: Node, rate: Rate) -> Fraction:
        """How much faster a medium runs whose frames are taken one for one."""
        conform = node.first("conform-rate")
        if conform is None or conform.get("scaleEnabled") == "0":
            return Fraction(1)
        ratio = Fraction(self.rate.num, self.rate.den) / Fraction(rate.num, rate.den)
        times = max(1, round(1 / ratio)) if ratio < 1 else Fraction(1, max(1, round(ratio)))
        scale = ratio * times
        return scale if abs(scale - 1) < Fraction(1, 10) else Fraction(1)


@dataclass(frozen=True, slots=True)
class _Curve:
    """What a source shows while the local time passes: straight from point to point, and beyond the last."""

    points: tuple[tuple[Fraction, Fraction], ...]  # time and value; two at least, in order of time

    def __call__(self, time: Fraction) -> Fraction:
        pairs = [(one, after) for one, after in pairwise(self.points) if after[0] > one[0]]
        (began, first), (ended, last) = next((pair for pair in pairs if time < pair[1][0]), pairs[-1])
        return first + (time - began) * (last - first) / (ended - began)

    def between(self, first: Fraction, last: Fraction) -> Iterator[Fraction]:
        """The values where it turns between two moments."""
        return (value for time, value in self.points if first < time < last)


def _lane(node: Node) -> int:
    said = node.get("lane")
    return int(said) if _LANE.fullmatch(said) else 0


def _tracks(node: Node, asset: Asset, place: _Place) -> list[str]:
    """ "V2", "A2": what of a medium is let through, each as a track of its own."""
    only = node.name if node.name in ("audio", "video") else place.sound
    kinds = [asset.has_picture and only != "audio" and "V", asset.has_sound and only != "video" and "A"]
    return [f"{kind}{abs(place.lane) + 1}" for kind in kinds if kind]


def _words(node: Node) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """What its note says, and our numbers."""
    notes = [note.text for note in node.all("note")]
    kept = [md.get("value") for data in node.all("metadata") for md in data.all("md")]
    comments = tuple(said for note in notes if (said := without_ids(note)))
    return comments, ids_in([*kept, *notes])
