"""An editor's cut, in whichever format it comes: found out by what is in the file, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from production.timecode import BadTimecode, Rate
from script.formats.cut import ReadCut, ReadEvent, Refused, Repair

KINDS = {"edl": "EDL", "fcpxml": "FCPXML", "xmeml": "xmeml", "otio": "OTIO"}
MOST_EVENTS = 40_000  # 10,000 of picture with two sounds count three times
MOST_REPAIRS = 200  # that are kept one by one
MOST_BYTES = 60_000_000
LONGEST = 300  # of a name
FARTHEST = 10**12  # frames
_ROOT = re.compile(r"<\s*(?:!DOCTYPE\s+)?(fcpxml|xmeml)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*[a-zA-Z?!]")


def kind_of(data: bytes) -> str:
    """A key of KINDS; Refused where it is none of them."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refused("empty")
    if len(data) > MOST_BYTES:
        raise Refused("size", most=MOST_BYTES)
    head = _beginning(data)
    if root := _ROOT.search(head):
        return root[1].lower()
    if head[:1] in "{[":
        return "otio"
    if _MARKUP.match(head) or data[:2] == b"PK" or data[:4] == b"%PDF":
        raise Refused("kind")
    return "edl"


def _beginning(data: bytes) -> str:
    head = data[:65_536]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and head[1:2] == b"\0":
        encoding = "utf-16-le"
    elif encoding == "utf-8-sig" and head[:1] == b"\0":
        encoding = "utf-16-be"
    return head.decode(encoding, "replace").lstrip()


def read(kind: str, data: bytes, rate: Rate | None = None) -> ReadCut:
    """The cut, no longer than can be shown; `rate` is asked for where the file doesn't say its own."""
    found = _READERS[kind](data, rate)
    if len(found.events) > MOST_EVENTS:
        raise Refused("size", most=MOST_EVENTS)
    if not found.events:
        raise Refused("empty")
    return found


def _edl(data: bytes, rate: Rate | None) -> ReadCut:
    from script.formats import edl_read

    return edl_read.read(data, rate)


def _fcpxml(data: bytes, rate: Rate | None) -> ReadCut:
    from script.formats import fcpxml_read

    return fcpxml_read.read(data)


def _xmeml(data: bytes, rate: Rate | None) -> ReadCut:
    from script.formats import xmeml_read

    return xmeml_read.read(data)


def _otio(data: bytes, rate: Rate | None) -> ReadCut:
    from script.formats import otio_read

    return otio_read.read(data)


_READERS: dict[str, Callable[[bytes, Rate | None], ReadCut]] = {
    "edl": _edl,
    "fcpxml": _fcpxml,
    "xmeml": _xmeml,
    "otio": _otio,
}


# -- kept until it is taken ------------------------------------------------------------------------


def to_json(cut: ReadCut) -> dict[str, Any]:
    """Plain values, as short as they can be: an event is a list."""
    kept = [event for event in cut.events if _is_near(event)]
    beyond = [Repair("beyond", event.line) for event in cut.events if not _is_near(event)]
    repairs = [*beyond, *cut.repairs]
    return {
        "title": cut.title[:LONGEST],
        "rate": _rate_to_json(cut.rate),
        "start": cut.start if abs(cut.start) < FARTHEST else 0,
        "events": [_event_to_json(event) for event in kept],
        "repairs": [[one.code, one.line, str(one.found)[:LONGEST]] for one in repairs[:MOST_REPAIRS]],
        "repaired": len(repairs),
    }


def _is_near(event: ReadEvent) -> bool:
    frames = (event.record_in, event.record_out, event.source_in, event.source_out)
    is_whole = all(abs(frame) < FARTHEST for frame in frames)
    return is_whole and 0 <= event.record_in < event.record_out and event.source_in <= event.source_out


def _event_to_json(event: ReadEvent) -> list[Any]:
    return [
        event.record_in,
        event.record_out,
        event.source_in,
        event.source_out,
        event.track[:20],
        event.reel[:LONGEST],
        event.file[-LONGEST:],
        event.name[:LONGEST],
        _rate_to_json(event.rate),
        int(event.is_relative),
        event.line,
        [[name[:20], key] for name, key in event.ids[:12] if abs(key) < 2**63],
    ]


def _rate_to_json(rate: Rate | None) -> list[int] | None:
    return [rate.num, rate.den, int(rate.drop)] if rate else None


def from_json(found: dict[str, Any]) -> ReadCut:
    return ReadCut(
        title=found["title"],
        rate=_rate_from_json(found["rate"]),
        start=found["start"],
        events=tuple(_event_from_json(*values) for values in found["events"]),
        repairs=tuple(Repair(*values) for values in found["repairs"]),
    )


def _rate_from_json(values: list[int] | None) -> Rate | None:
    if values is None:
        return None
    try:
        return Rate(values[0], values[1], bool(values[2]))
    except BadTimecode:
        return None


def _event_from_json(
    record_in: int,
    record_out: int,
    source_in: int,
    source_out: int,
    track: str,
    reel: str,
    file: str,
    name: str,
    rate: list[int] | None,
    is_relative: int,
    line: int,
    ids: list[list[Any]],
) -> ReadEvent:
    return ReadEvent(
        record_in=record_in,
        record_out=record_out,
        source_in=source_in,
        source_out=source_out,
        track=track,
        reel=reel,
        file=file,
        name=name,
        rate=_rate_from_json(rate),
        is_relative=bool(is_relative),
        line=line,
        ids=tuple((kind, key) for kind, key in ids),
    )
