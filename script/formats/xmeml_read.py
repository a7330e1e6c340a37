"""The XML of Final Cut Pro 7, Premiere and Resolve (xmeml): where each piece of a file lies on the record.

Numbers are frames; those of a source count from its file's first frame at the clip's rate, and are told
as frames of the file's timecode. Ends that a transition has taken over are given back at its cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from production.timecode import Rate, convert
from script.formats import media_links
from script.formats.cut import Marker, ReadCut, ReadEvent, Refused, Repair
from script.formats.xmeml_media import DECIMAL, File, Media, rate_of
from script.formats.xml_text import ids_in, without_ids
from script.formats.xml_tree import Node
from script.formats.xml_tree import read as read_tree

MOST_EVENTS = 50_000
MOST_MARKERS = 20_000
_DEEPEST = 8  # sequences inside each other
_MOST_REPAIRS = 1_000

_KEPT = frozenset({
    "xmeml", "project", "children", "bin", "clip", "sequence", "name", "duration", "rate", "timebase", "ntsc",
    "timecode", "string", "frame", "displayformat", "reel", "media", "video", "audio", "track", "clipitem",
    "file", "pathurl", "start", "end", "in", "out", "enabled", "transitionitem", "alignment", "marker",
    "comment", "comments", "mastercomment1", "mastercomment2", "mastercomment3", "mastercomment4",
    "logginginfo", "description", "lognote", "filter", "effect", "effectid", "parameter", "parameterid",
    "value", "sourcetrack", "trackindex", "subclipinfo", "startoffset", "endoffset", "multiclip", "angle",
    "activevideoangle", "activeaudioangle", "syncoffset",
})  # fmt: skip
_WORDS = (
    ("logginginfo", "description"), ("logginginfo", "lognote"), ("comments", "mastercomment1"),
    ("comments", "mastercomment2"), ("comments", "mastercomment3"), ("comments", "mastercomment4"),
)  # fmt: skip


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
        self.media = Media(top, self.repair)
        self.whole = self.media.whole
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
        rate = rate_of(sequence)
        if rate is None:
            raise Refused("rate", line=sequence.line, found=sequence.said("rate", "timebase")[:40])
        start, rate, _said = self.media.clock(sequence, rate)
        self.media.gather()
        events = self.events(sequence, rate, (_key(sequence),))
        markers, ours = self.markers(sequence)
        return ReadCut(
            sequence.said("name"), rate, start, tuple(sorted([*events, *ours], key=media_links.in_order)),
            tuple(self.repairs), tuple(markers),
        )  # fmt: skip

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
        nested, multiclip = item.first("sequence"), item.first("multiclip")
        if nested is not None:
            yield from self.nested(item, nested, track, record, ends, inside)
            return
        if multiclip is not None:
            yield from self.multiclip(item, multiclip, track, record, ends, inside)
            return
        file = self.media.files.get(next((one.get("id") for one in item.all("file")), ""))
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

    def seen(self, item: Node, file: File, track: str, record: Rate, ends: _Ends) -> Iterator[ReadEvent]:
        own = rate_of(item) or file.rate or record
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
        if speed == 0:  # a frame is held: that at which the clip begins, as far as anybody can tell
            self.repair("speed_changes", item.line, item.said("name"))
            begins = first
        of_file = self.of_file(item, file, own, begins, begins + lasts, speed)
        source_in, source_out = (file.start + convert(frame, own, rate) for frame in of_file)
        source_out = max(source_out, source_in + 1)
        comments, ids = _words(item)
        yield ReadEvent(
            ends.start, ends.end, source_in, source_out, track, file.reel, file.path,
            item.said("name") or file.name, rate, file.is_relative, speed, item.line, comments, ids,
        )  # fmt: skip

    def of_file(
        self, item: Node, file: File, own: Rate, begins: int, ends: int, speed: float
    ) -> tuple[int, int]:
        """In and out from the file's first frame.

        A subclip counts from its own beginning; and what runs backwards from the end of its medium: its
        first frame is the last.
        """
        sub = item.first("subclipinfo")
        offsets = (self.whole(sub, name) if sub else 0 for name in ("startoffset", "endoffset"))
        start, left = (max(offset or 0, 0) for offset in offsets)
        if speed >= 0:
            return start + begins, start + ends
        last = (convert(file.lasts, file.rate or own, own) if file.lasts else 0) - left
        if ends > last:  # its length isn't told
            self.repair("speed_changes", item.line, item.said("name"))
            return start + begins, start + ends
        return last - ends, last - begins

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
            speed = float(said) / 100 if DECIMAL.fullmatch(said) else 1.0
            if values.get("variablespeed", "0") not in ("", "0", "FALSE"):
                self.repair("speed_changes", item.line, item.said("name"))
            is_back = values.get("reverse", "").upper() == "TRUE" or values.get("speed", "").startswith("-")
            return -speed if is_back else speed
        return 1.0

    # -- sequences inside ----------------------------------------------------------------------------

    def nested(
        self, item: Node, node: Node, track: str, record: Rate, ends: _Ends, inside: tuple[str, ...]
    ) -> Iterator[ReadEvent]:
        """What is seen of a sequence: its own pieces, of pictures where it lies among pictures."""
        sequence = node if node.first("media") else self.sequences.get(node.get("id"))
        pieces = [one for one in self.pieces(item, sequence, record, inside) if one.track[0] == track[0]]
        yield from self.through(item, pieces, track, record, ends)

    def multiclip(
        self, item: Node, node: Node, track: str, record: Rate, ends: _Ends, inside: tuple[str, ...]
    ) -> Iterator[ReadEvent]:
        """What is seen of the angle that is active, or the channel that is meant of the one that is heard.

        Where its pieces begin tells how the angles lie beside each other; a shift that is told otherwise
        can't be counted.
        """
        clip = self.media.angle(node, track[0])
        if clip is not None and self.whole(clip, "syncoffset"):
            self.repair("shifted", item.line, item.said("name"))
            return
        channel = self.whole(item.first("sourcetrack") or item, "trackindex") or 1
        pieces = self.pieces(item, clip, record, inside)
        chosen = [one for one in pieces if one.track == f"{track[0]}{channel}"]
        chosen = chosen or [one for one in pieces if one.track == f"{track[0]}1"]
        comments, ids = _words(item)
        for event in self.through(item, chosen, track, record, ends):
            yield replace(event, comments=event.comments or comments, ids=event.ids or ids)

    def pieces(
        self, item: Node, holder: Node | None, record: Rate, inside: tuple[str, ...]
    ) -> list[ReadEvent]:
        """What a sequence, or the clip of an angle, is made of; [] where that can't be followed."""
        rate = (rate_of(holder) or (record if holder.name == "clip" else None)) if holder else None
        if holder is None or rate is None:
            self.repair("missing_media", item.line, item.said("name"))
            return []
        key = _key(holder)
        if key in inside or len(inside) > _DEEPEST:
            self.repair("recursion", item.line, item.said("name"))
            return []
        if not rate.runs_as(record) or self.speed(item) != 1.0:
            self.repair("nested_speed", item.line, item.said("name"))
            return []
        self.repair("nested", item.line, item.said("name"))
        if key not in self.unfolded:
            found = self.events(holder, rate, (*inside, key)) if holder.first("media") else []
            self.unfolded[key] = found or self.whole_file(holder, rate)
        return self.unfolded[key]

    def whole_file(self, clip: Node, record: Rate) -> list[ReadEvent]:
        """A clip that names its file alone shows all of it."""
        file = self.media.files.get(next((one.get("id") for one in clip.all("file")), ""))
        if file is None:
            return []
        rate, lasts = file.rate or record, self.whole(clip, "duration") or 0
        whole = ReadEvent(
            0, convert(file.lasts, rate, record) if file.lasts else lasts,
            file.start, file.start + (file.lasts or convert(lasts, record, rate)), "V1", file.reel, file.path,
            clip.said("name") or file.name, rate, file.is_relative, line=clip.line,
        )  # fmt: skip
        return [whole, replace(whole, track="A1")] if whole.record_out > 0 else []

    def through(
        self, item: Node, pieces: list[ReadEvent], track: str, record: Rate, ends: _Ends
    ) -> Iterator[ReadEvent]:
        """What of these pieces is seen through a clip that holds them."""
        first = convert(max(self.whole(item, "in") or 0, 0), rate_of(item) or record, record) + ends.before
        shift, last = ends.start - first, first + ends.end - ends.start
        for event in pieces:
            if part := _part(event, first, last, record):
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


def _key(holder: Node) -> str:
    """A sequence by its number; a clip by where it stands, since angles may have the numbers of others."""
    return (holder.get("id") if holder.name == "sequence" else "") or f"{holder.name} {id(holder)}"


def _words(item: Node) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """What is said of a clip, and our numbers."""
    words = [said for path in _WORDS if (said := item.said(*path))]
    return tuple(said for one in words if (said := without_ids(one))), ids_in(words)


def _part(event: ReadEvent, first: int, last: int, record: Rate) -> ReadEvent | None:
    """What of an event lies between two frames of the record."""
    begins, ends = max(event.record_in, first), min(event.record_out, last)
    if ends <= begins:
        return None
    rate = event.rate or record
    head = convert(round((begins - event.record_in) * abs(event.speed)), record, rate)
    tail = convert(round((event.record_out - ends) * abs(event.speed)), record, rate)
    if event.speed < 0:
        head, tail = tail, head
    return replace(
        event, record_in=begins, record_out=ends,
        source_in=event.source_in + head, source_out=event.source_out - tail,
    )  # fmt: skip
