"""The XML of Final Cut Pro 7, Premiere and Resolve (xmeml): where each piece of a file lies on the record.

Numbers are frames; those of a source count from its file's first frame at the clip's rate, and are told
as frames of the file's timecode. Ends that a transition has taken over are given back at its cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from production import timecode
from production.timecode import BadTimecode, Rate, convert
from script.formats import media_links
from script.formats.cut import Marker, ReadCut, ReadEvent, Refused, Repair
from script.formats.xml_text import ids_in, without_ids
from script.formats.xml_tree import Node
from script.formats.xml_tree import read as read_tree

MOST_EVENTS = 50_000
MOST_MARKERS = 20_000
LONGEST = 100_000_000  # frames
_DEEPEST = 8  # sequences inside each other
_MOST_REPAIRS = 1_000
_FASTEST = 1_000  # frames a second
_WHOLE = re.compile(r"([+-]?[0-9]{1,12})(?:\.0{1,9})?")
_DECIMAL = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,6})?")

_KEPT = frozenset({
    "xmeml", "project", "children", "bin", "clip", "sequence", "name", "duration", "rate", "timebase", "ntsc",
    "timecode", "string", "frame", "displayformat", "reel", "media", "video", "audio", "track", "clipitem",
    "file", "pathurl", "start", "end", "in", "out", "enabled", "transitionitem", "alignment", "marker",
    "comment", "comments", "mastercomment1", "mastercomment2", "mastercomment3", "mastercomment4",
    "logginginfo", "description", "lognote", "filter", "effect", "effectid", "parameter", "parameterid",
    "value",
})  # fmt: skip
_WORDS = (
    ("logginginfo", "description"), ("logginginfo", "lognote"), ("comments", "mastercomment1"),
    ("comments", "mastercomment2"), ("comments", "mastercomment3"), ("comments", "mastercomment4"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    path: str
    reel: str
    rate: Rate | None
    start: int  # the frame that its timecode begins with, at its rate
    is_relative: bool  # counted from its first frame: no timecode is known, or it begins with zero


@dataclass(frozen=True, slots=True)
class _Ends:
    """Of a piece on the record, and how much of its source a transition holds on either side."""

    start: int
    end: int
    before: int = 0


def read(data: bytes) -> ReadCut:
    """Refused: those of `xml_tree.read`; version, rate, many."""
    top = read_tree(data, "xmeml", _KEPT.__contains__)
    return _Reader(top).cut()


class _Reader:
    def __init__(self, top: Node) -> None:
        self.top = top
        self.repairs: list[Repair] = []
        self.files: dict[str, _File] = {}
        self.sequences: dict[str, Node] = {}
        self.unfolded: dict[str, list[ReadEvent]] = {}
        self.count = 0
        version = top.get("version")
        if version and version not in ("1", "2", "3", "4", "5"):
            self.repair("version", top.line, version)

    def repair(self, code: str, line: int = 0, found: str = "") -> None:
        if len(self.repairs) < _MOST_REPAIRS:
            self.repairs.append(Repair(code, line, found[:80]))

    def cut(self) -> ReadCut:
        found = list(_sequences(self.top))
        if not found:
            self.repair("no_sequence")
            return ReadCut(repairs=tuple(self.repairs))
        for node in self.top.walk():
            if node.name == "sequence" and node.get("id") and node.first("media"):
                self.sequences.setdefault(node.get("id"), node)
        sequence = found[0]
        if len(found) > 1:
            self.repair("several_sequences", found[1].line, sequence.said("name"))
        rate = _rate(sequence)
        if rate is None:
            raise Refused("rate", line=sequence.line, found=sequence.said("rate", "timebase")[:40])
        start, rate, _said = self.clock(sequence, rate)
        self.gather_files()
        events = self.events(sequence, rate, (sequence.get("id"),))
        markers, ours = self.markers(sequence)
        return ReadCut(
            sequence.said("name"), rate, start, tuple(sorted([*events, *ours], key=media_links.in_order)),
            tuple(self.repairs), tuple(markers),
        )  # fmt: skip

    # -- numbers -------------------------------------------------------------------------------------

    def whole(self, node: Node, name: str) -> int | None:
        said = node.said(name)
        if not said:
            return None
        found = _WHOLE.fullmatch(said)
        number = int(found[1]) if found else LONGEST + 1
        if abs(number) > LONGEST:
            self.repair("bad_number", node.line, f"{name} {said}")
            return None
        return number

    def timecode(self, node: Node, rate: Rate) -> tuple[int, Rate, bool]:
        """The frame that it begins with, the rate with its numbering, and whether the file says so."""
        said = node.first("timecode")
        if said is None:
            return 0, rate, False
        rate = _rate(said) or rate
        text, frame = said.said("string"), self.whole(said, "frame")
        drop = said.said("displayformat").upper() == "DF" or (not said.said("displayformat") and ";" in text)
        rate = rate.counted(drop=drop)
        try:
            label = timecode.read(text)
            timecode.check(timecode.numbered(label, rate), rate)
            of_text: int | None = timecode.frame_of(label, rate)
        except BadTimecode:
            of_text = None
            if text:
                self.repair("bad_time", said.line, text)
        if of_text is not None and frame is not None and of_text != frame % rate.day:
            self.repair("timecode_differs", said.line, f"{text} {frame}")
            return of_text, rate, True  # what people see
        first = frame if frame is not None else of_text
        return max(first or 0, 0), rate, first is not None

    def clock(self, node: Node, own: Rate) -> tuple[int, Rate, bool]:
        """The same at an element's own rate, which its timecode may not have."""
        start, rate, is_said = self.timecode(node, own)
        if not rate.runs_as(own):
            return convert(start, rate, own), own, is_said
        return start, rate, is_said

    # -- files ---------------------------------------------------------------------------------------

    def gather_files(self) -> None:
        for node in self.top.walk():
            if node.name == "file" and (
                node.first("pathurl") or node.first("timecode") or node.first("name")
            ):
                file, said = self.file(node), node.get("id")
                known = self.files.get(said)
                if known is None:
                    self.files[said] = file
                elif known.path != file.path:
                    self.repair("duplicate_id", node.line, said)

    def file(self, node: Node) -> _File:
        of_time = node.first("timecode")
        reel = of_time.said("reel", "name") if of_time else ""
        own = _rate(node) or (_rate(of_time) if of_time else None)
        start, rate, is_said = self.clock(node, own or Rate(25))
        known = rate if own else None
        path = media_links.path(node.said("pathurl"))
        return _File(
            node.said("name"), path or node.said("name"), reel, known, start, not (is_said and start)
        )

    # -- tracks --------------------------------------------------------------------------------------

    def events(self, sequence: Node, rate: Rate, inside: tuple[str, ...]) -> list[ReadEvent]:
        found: list[ReadEvent] = []
        for media in sequence.all("media"):
            for kind, letter in (("video", "V"), ("audio", "A")):
                tracks = [track for one in media.all(kind) for track in one.all("track")]
                for number, track in enumerate(tracks, 1):
                    found += self.track(track, f"{letter}{number}", rate, inside)
        return found

    def track(self, track: Node, name: str, rate: Rate, inside: tuple[str, ...]) -> Iterator[ReadEvent]:
        if track.said("enabled").upper() == "FALSE":
            self.repair("track_off", track.line, name)
            return
        items, last = list(track.all("clipitem", "transitionitem")), 0
        for at, item in enumerate(items):
            if item.name == "transitionitem":
                self.repair("transition", item.line, item.said("effect", "name"))
            elif item.said("enabled").upper() == "FALSE":
                self.repair("disabled", item.line, item.said("name"))
            else:
                before = items[at - 1] if at else None
                after = items[at + 1] if at + 1 < len(items) else None
                ends = self.ends(item, before, after)
                if ends is None:
                    continue
                if ends.start < last:
                    self.repair("overlap", item.line)
                last = max(last, ends.end)
                yield from self.clip(item, name, rate, ends, inside)

    def clip(
        self, item: Node, track: str, record: Rate, ends: _Ends, inside: tuple[str, ...]
    ) -> Iterator[ReadEvent]:
        self.count += 1
        if self.count > MOST_EVENTS:
            raise Refused("many", most=MOST_EVENTS)
        nested = item.first("sequence")
        if nested is not None:
            yield from self.nested(item, nested, track, ends, inside)
            return
        file = self.files.get(next((one.get("id") for one in item.all("file")), ""))
        if file is None:
            self.repair("missing_media", item.line, item.said("name"))
            return
        yield from self.seen(item, file, track, record, ends)

    def ends(self, item: Node, before: Node | None, after: Node | None) -> _Ends | None:
        """Where a piece begins and ends; −1 is where the transition beside it is cut."""
        start, end = self.whole(item, "start"), self.whole(item, "end")
        held = 0
        if start == -1 and before is not None and before.name == "transitionitem":
            begins, cut = self.cut_of(before)
            start, held = cut, cut - begins
        if end == -1 and after is not None and after.name == "transitionitem":
            end = self.cut_of(after)[1]
        if start is None or end is None or min(start, end) < 0:
            self.repair("beyond", item.line)
            return None
        if end <= start:
            self.repair("backwards" if end < start else "empty_event", item.line, item.said("name"))
            return None
        return _Ends(start, end, max(held, 0))

    def cut_of(self, transition: Node) -> tuple[int, int]:
        """Where a transition begins, and where the two pieces would meet without it."""
        start, end = self.whole(transition, "start") or 0, self.whole(transition, "end") or 0
        match transition.said("alignment"):
            case "start" | "start-black":
                return start, start
            case "end" | "end-black":
                return start, end
        return start, (start + end) // 2

    def seen(self, item: Node, file: _File, track: str, record: Rate, ends: _Ends) -> Iterator[ReadEvent]:
        own = _rate(item) or file.rate or record
        rate = file.rate or own
        first = self.whole(item, "in")
        if first is None or first < 0:
            self.repair("no_in", item.line, item.said("name"))
            first = 0
        first += convert(ends.before, record, own)
        length = self.length(item, ends, own, record)
        speed = self.speed(item)
        if speed != 1.0:
            self.repair("speed", item.line, f"{speed:.2f}")
        # in and out count the frames of the clip as it runs; the file's pass faster or slower
        begins, lasts = round(first * abs(speed)), round(length * abs(speed))
        source_in = file.start + convert(begins, own, rate)
        source_out = file.start + convert(begins + lasts, own, rate)
        words = [said for path in _WORDS if (said := item.said(*path))]
        comments = tuple(said for one in words if (said := without_ids(one)))
        yield ReadEvent(
            ends.start, ends.end, source_in, source_out, track, file.reel, file.path,
            item.said("name") or file.name, rate, file.is_relative, speed, item.line, comments, ids_in(words),
        )  # fmt: skip

    def length(self, item: Node, ends: _Ends, own: Rate, record: Rate) -> int:
        """Frames from in to out at the clip's own rate; at one rate the record knows them better."""
        said_in, said_out = self.whole(item, "in"), self.whole(item, "out")
        lasts = convert(ends.end - ends.start, record, own)
        if said_in is None or said_out is None or own.runs_as(record):
            return lasts
        said = said_out - max(said_in, 0) - convert(ends.before, record, own)
        return said if abs(said - lasts) <= 2 else lasts

    def speed(self, item: Node) -> float:
        for effect in (one for kind in item.all("filter") for one in kind.all("effect")):
            if effect.said("effectid") != "timeremap":
                continue
            values = {one.said("parameterid"): one.said("value") for one in effect.all("parameter")}
            said = values.get("speed", "").removeprefix("-")
            speed = float(said) / 100 if _DECIMAL.fullmatch(said) else 1.0
            if values.get("variablespeed", "0") not in ("", "0", "FALSE"):
                self.repair("speed_changes", item.line, item.said("name"))
            is_back = values.get("reverse", "").upper() == "TRUE" or values.get("speed", "").startswith("-")
            return -speed if is_back else speed
        return 1.0

    # -- sequences inside ----------------------------------------------------------------------------

    def nested(
        self, item: Node, node: Node, track: str, ends: _Ends, inside: tuple[str, ...]
    ) -> Iterator[ReadEvent]:
        """What is seen of a sequence: its own pieces, of pictures where it lies among pictures."""
        said = node.get("id")
        sequence = node if node.first("media") else self.sequences.get(said)
        if said in inside or len(inside) > _DEEPEST:
            self.repair("recursion", item.line, item.said("name"))
            return
        rate = _rate(sequence) if sequence else None
        if sequence is None or rate is None:
            self.repair("missing_media", item.line, item.said("name"))
            return
        self.repair("nested", item.line, item.said("name"))
        key = said or str(id(sequence))
        if key not in self.unfolded:
            self.unfolded[key] = self.events(sequence, rate, (*inside, said))
        first = max(self.whole(item, "in") or 0, 0) + ends.before
        shift, last = ends.start - first, first + ends.end - ends.start
        for event in self.unfolded[key]:
            if event.track[0] == track[0] and (part := _part(event, first, last, rate)):
                self.count += 1
                if self.count > MOST_EVENTS:
                    raise Refused("many", most=MOST_EVENTS)
                moved = part.record_in + shift, part.record_out + shift
                yield replace(part, record_in=moved[0], record_out=moved[1], track=track, line=item.line)

    # -- markers -------------------------------------------------------------------------------------

    def markers(self, sequence: Node) -> tuple[list[Marker], list[ReadEvent]]:
        """The editor's; and those of ours that stand for what has no medium yet."""
        markers, events = [], []
        nodes = list(sequence.all("marker"))
        if len(nodes) > MOST_MARKERS:
            raise Refused("many", most=MOST_MARKERS)
        for node in nodes:
            begins, ends = self.whole(node, "in"), self.whole(node, "out")
            if begins is None or begins < 0:
                continue
            name, words = node.said("name"), node.said("comment")
            until = ends if ends is not None and ends > begins else begins + 1
            if ids := ids_in([words]):
                comments = tuple(filter(None, [without_ids(words)]))
                events.append(
                    ReadEvent(begins, until, 0, 0, "A1", line=node.line, comments=comments, ids=ids)
                )
            else:
                markers.append(Marker(begins, words or name, name if words else "", lasts=until - begins))
        return sorted(markers, key=lambda marker: marker.at), events


def _sequences(top: Node) -> Iterator[Node]:
    """Those that stand by themselves, in order; not what clips hold."""
    waiting = list(reversed(top.children))
    while waiting:
        node = waiting.pop()
        if node.name == "sequence":
            yield node
        elif node.name in ("project", "children", "bin"):
            waiting.extend(reversed(node.children))


def _rate(node: Node) -> Rate | None:
    """The rate that an element names; None where it names none that can be."""
    said = node.said("rate", "timebase")
    if not _DECIMAL.fullmatch(said):
        return None
    number = float(said)
    base = -int(-number // 1)
    is_ntsc = node.said("rate", "ntsc").upper() == "TRUE" or 0 < base - number < 0.1
    if not 1 <= base <= _FASTEST:
        return None
    return Rate(base * 1000, 1001) if is_ntsc else Rate(base)


def _part(event: ReadEvent, first: int, last: int, record: Rate) -> ReadEvent | None:
    """What of an event lies between two frames of the record."""
    begins, ends = max(event.record_in, first), min(event.record_out, last)
    if ends <= begins:
        return None
    rate = event.rate or record
    head = convert(round((begins - event.record_in) * abs(event.speed)), record, rate)
    tail = convert(round((event.record_out - ends) * abs(event.speed)), record, rate)
    return replace(
        event, record_in=begins, record_out=ends,
        source_in=event.source_in + head, source_out=event.source_out - tail,
    )  # fmt: skip
