"""What an xmeml file says of its media: numbers, rates, timecodes and files, and the angles of multiclips."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from production import timecode
from production.timecode import BadTimecode, Rate, convert
from script.formats import media_links
from script.formats.xml_tree import Node

LONGEST = 100_000_000  # frames
_FASTEST = 1_000  # frames a second
_WHOLE = re.compile(r"([+-]?[0-9]{1,12})(?:\.0{1,9})?")
DECIMAL = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,6})?")

_Repair = Callable[[str, int, str], None]


@dataclass(frozen=True, slots=True)
class File:
    name: str
    path: str
    reel: str
    rate: Rate | None
    start: int  # the frame that its timecode begins with, at its rate
    is_relative: bool  # counted from its first frame: no timecode is known, or it begins with zero
    lasts: int | None = None  # frames at its rate


class Media:
    def __init__(self, top: Node, repair: _Repair) -> None:
        self.top, self.repair = top, repair
        self.files: dict[str, File] = {}
        self.clips: dict[str, Node] = {}  # those that say what they are made of
        self.multiclips: dict[str, Node] = {}

    def gather(self) -> None:
        """What is described once, wherever that is, and referred to elsewhere by its number."""
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
            elif node.name == "clip" and (node.first("media") or node.first("file")):
                self.clips.setdefault(node.get("id"), node)
            elif node.name == "multiclip" and node.first("angle"):
                self.multiclips.setdefault(node.get("id"), node)

    def file(self, node: Node) -> File:
        of_time = node.first("timecode")
        reel = of_time.said("reel", "name") if of_time else ""
        own = rate_of(node) or (rate_of(of_time) if of_time else None)
        start, rate, is_said = self.clock(node, own or Rate(25))
        known = rate if own else None
        path = media_links.path(node.said("pathurl"))
        lasts = self.whole(node, "duration")
        return File(
            node.said("name"), path or node.said("name"), reel, known, start, not (is_said and start),
            lasts if lasts and lasts > 0 else None,
        )  # fmt: skip

    def angle(self, multiclip: Node, letter: str) -> Node | None:
        """The clip of the angle that is seen, or heard; of the first where none is said to be active."""
        if not multiclip.first("angle"):
            multiclip = self.multiclips.get(multiclip.get("id"), multiclip)
        angles = list(multiclip.all("angle"))
        names = ["activevideoangle"] if letter == "V" else ["activeaudioangle", "activevideoangle"]
        active = (angle for name in names for angle in angles if angle.said(name).upper() == "TRUE")
        chosen = next(active, angles[0] if angles else None)
        clip = chosen.first("clip") if chosen else None
        if clip is None or clip.first("media") or clip.first("file"):
            return clip
        return self.clips.get(clip.get("id"))

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
        rate = rate_of(said) or rate
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


def rate_of(node: Node) -> Rate | None:
    """The rate that an element names; None where it names none that can be."""
    said = node.said("rate", "timebase")
    if not DECIMAL.fullmatch(said):
        return None
    number = float(said)
    base = -int(-number // 1)
    is_ntsc = node.said("rate", "ntsc").upper() == "TRUE" or 0 < base - number < 0.1
    if not 1 <= base <= _FASTEST:
        return None
    return Rate(base * 1000, 1001) if is_ntsc else Rate(base)
