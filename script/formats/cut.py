"""The contract of edit lists: what is written into them, and what is read out of them.

A cut is counted in frames of the record from its first one; a source in frames of its medium from
*its* first one, at the medium's own rate. Timecode appears where it is written. Out is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from production.timecode import Rate


class Refused(ValueError):
    """What can't be written, or read; `code` says why, `facts` what about.

    Writing: rates (mixed, in a format that knows one), empty. Reading: unreadable, entities, empty, kind,
    size, version, rate (none is known, or the file can't be of the one that was said).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts or ''}".strip())
        self.code = code
        self.facts = facts


# -- to be written -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Media:
    key: str  # "recording:12", "clip:5": one per source
    reel: str  # as it is written on the card
    name: str
    rate: Rate
    start: int  # the frame that the timecode of its first frame names, at its rate
    duration: int | None = None
    file: str = ""  # file name, or path as it is known
    has_picture: bool = True
    has_sound: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on one track. Without media it is a gap: narration to be recorded, pictures to be found."""

    track: str  # "V1", "V2", "A1", "A2" …
    record_in: int
    record_out: int
    media: Media | None = None
    source_in: int = 0  # frames from the medium's first, at its rate
    source_out: int = 0
    name: str = ""  # of the clip
    element: str = ""  # code: soundbite, narration …
    row: str = ""  # "12.3"
    note: str = ""  # words that are spoken, narration, description
    comment: str = ""  # for the editor: speaker, clearance
    themes: tuple[str, ...] = ()
    rating: int = 0
    clearance: str = ""
    ids: tuple[tuple[str, int], ...] = ()  # ("row", 12), ("cell", 30), ("segment", 4)

    @property
    def length(self) -> int:
        return self.record_out - self.record_in


@dataclass(frozen=True, slots=True)
class Title:
    record_in: int
    record_out: int
    text: str
    kind: str  # lower_third, card, subtitle
    row: str = ""


@dataclass(frozen=True, slots=True)
class Marker:
    at: int  # frame of the record
    text: str
    name: str = ""
    colour: str = "blue"  # blue, red, green, yellow, cyan, pink, purple
    lasts: int = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """`events` in order of their record in; events of one track never overlap; gaps need no event."""

    title: str
    rate: Rate
    start: int  # the frame that the record's first timecode names
    length: int  # frames
    events: tuple[Event, ...] = ()
    titles: tuple[Title, ...] = ()
    markers: tuple[Marker, ...] = ()
    handles: int = 0
    language: str = "en"

    @property
    def media(self) -> tuple[Media, ...]:
        """Each once, in order of its first use."""
        return tuple(dict.fromkeys(event.media for event in self.events if event.media))


# -- as read -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Repair:
    """What was put right or passed over while reading; `line` counts from 1, 0 for the whole file."""

    code: str
    line: int = 0
    found: str = ""


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event of an editor's cut. Frames are as far as the file tells them.

    Source frames are absolute: the frame that the source timecode names at `rate`. Where a file counts
    from the medium's beginning and says no timecode, `is_relative` is set.
    """

    record_in: int  # frames of the record from its first
    record_out: int
    source_in: int
    source_out: int
    track: str = "V1"
    reel: str = ""
    file: str = ""  # name or path, as written
    name: str = ""
    rate: Rate | None = None  # of the source, where the file tells it
    is_relative: bool = False
    speed: float = 1.0
    line: int = 0  # where it stands in the file; 0 where the format has no lines
    comments: tuple[str, ...] = ()
    ids: tuple[tuple[str, int], ...] = ()  # ours, where they came back
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCut:
    title: str = ""
    rate: Rate | None = None  # None where the file doesn't say: an EDL
    start: int = 0  # the frame that the record's first timecode names
    events: tuple[ReadEvent, ...] = ()
    repairs: tuple[Repair, ...] = ()
    markers: tuple[Marker, ...] = ()  # the editor's
