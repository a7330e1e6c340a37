"""The lines of an edit list, one at a time, as systems of forty years have written them; what they become.

Columns are trusted nowhere: a reel of fifteen letters or a number of six figures moves them. An event
is read from its right end, where four timecodes stand, to its left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from production.timecode import Rate
from script.formats.cut import ReadEvent

_TIME = re.compile(r"(?<![0-9:;.,-])([0-9]{1,2})[:;.,]([0-9]{2})[:;.,]([0-9]{2})([:;.,])([0-9]{2})(?![0-9])")
_EVENT = re.compile(r"([0-9]{1,9})[A-Za-z]?(?=\s)")
_TRANSITION = re.compile(r"(C|D|W|K|KB|KO)([0-9]{0,4})")
_FRAMES = re.compile(r"[0-9]{1,5}")
_CHANNELS = re.compile(r"(?:V[0-9]{0,2}|A[1-9]{0,4}|AA|B|NONE)(?:/?(?:V[0-9]{0,2}|AA|A[1-9]{0,4}))*")
_CHANNEL = re.compile(r"AA|NONE|[VAB][0-9]*")
_SPEED = re.compile(r"[+-]?[0-9]{1,5}(?:\.[0-9]{1,4})?")
_LOCATOR = re.compile(r"LOC: *([0-9:;.]{8,11}) +([A-Z]+) *(.*)")
_TAG = re.compile(r"\|([CMD]):([^|]*)")
COLOURS = {
    "RED": "red", "GREEN": "green", "BLUE": "blue", "CYAN": "cyan", "MAGENTA": "pink", "YELLOW": "yellow",
}  # fmt: skip
MOST_CHANNELS = 12  # letters: AA/V, VA1A2
BLACK = {"BL", "BLK", "BLACK"}

# hours, minutes, seconds, the sign before the frames, frames
Time = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Statement:
    """An event as its line says it; `mended` are the codes of what was put right, with what was found."""

    number: int
    reel: str
    tracks: tuple[str, ...]
    kind: str  # C, D, W, K (of two: what is keyed in), KB (what it is keyed over)
    frames: int
    times: list[Time]  # source in and out, record in and out; fewer where the line is damaged
    mended: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Raw:
    """An event whose line was read, and whose comments are still to come."""

    statement: Statement
    line: int
    times: list[int]
    rate: Rate
    speed: float | None = None
    moved_at: Time | None = None  # where the source stands when the speed sets in

    @property
    def is_black(self) -> bool:
        return self.statement.reel.upper() in BLACK


@dataclass(slots=True)
class Found:
    """An event whose record frames are those of the day, and whose reel is as it is written."""

    record_in: int
    record_out: int
    source_in: int
    source_out: int
    tracks: tuple[str, ...]
    reel: str
    file: str
    name: str
    rate: Rate
    speed: float
    line: int
    comments: tuple[str, ...]
    ids: tuple[tuple[str, int], ...]
    keywords: tuple[str, ...]

    def told(self, start: int, cards: dict[str, str]) -> Iterator[ReadEvent]:
        for track in self.tracks:
            yield ReadEvent(
                self.record_in - start,
                self.record_out - start,
                self.source_in,
                self.source_out,
                track,
                cards.get(self.reel, self.reel),
                self.file,
                self.name,
                self.rate,
                speed=self.speed,
                line=self.line,
                comments=self.comments,
                ids=self.ids,
                keywords=self.keywords,
            )


def event(line: str) -> Statement | None:
    """An event, or None where the line is none: events begin with a figure and hold a timecode."""
    begin = _EVENT.match(line)
    if not begin:
        return None
    first = _TIME.search(line)
    if not first:
        return None
    found = Statement(int(begin[1]), "", (), "C", 0, _TIME.findall(line)[:4])
    _head(line[begin.end() : first.start()].split(), found)
    return found


def _head(words: list[str], found: Statement) -> None:
    """Reel, channels, transition and its frames: the reel is what the others leave."""
    if len(words) > 1 and _FRAMES.fullmatch(words[-1]) and _is_transition(words[:-1]):
        found.frames = int(words.pop())
    _transition(words, found)
    if words and len(words[-1]) <= MOST_CHANNELS and _CHANNELS.fullmatch(words[-1].upper()):
        found.tracks = tracks(words.pop())
    else:
        found.tracks = ("V1",)
        found.mended.append(("channels", words[-1] if words else ""))
    found.reel = " ".join(words)
    if not words:
        found.mended.append(("no_reel", ""))


def _is_transition(words: list[str]) -> bool:
    last = words[-1].upper()
    return bool(_TRANSITION.fullmatch(last)) or (len(words) > 1 and words[-2].upper() == "K")


def _transition(words: list[str], found: Statement) -> None:
    if len(words) > 1 and words[-2].upper() == "K" and words[-1].upper() in ("B", "O", "(F)"):
        found.kind = "KB" if words.pop().upper() == "B" else "K"
        words.pop()
        return
    one = _TRANSITION.fullmatch(words[-1].upper()) if words else None
    if one is None:
        found.mended.append(("no_transition", words[-1] if words else ""))
        return
    words.pop()
    found.kind = one[1].replace("KO", "K")
    if one[2] and found.kind == "D":  # D024: the blank is missing
        found.frames = int(one[2])


def tracks(channels: str) -> tuple[str, ...]:
    """Which tracks the letters name: ``AA/V`` both of sound and the picture, ``B`` picture and sound."""
    found: list[str] = []
    for one in _CHANNEL.findall(channels.upper()):
        if one == "NONE":
            continue
        if one == "B":
            found += ["V1", "A1"]
        elif one == "AA":
            found += ["A1", "A2"]
        elif one[0] == "A" and len(one) > 2:
            found += [f"A{figure}" for figure in one[1:] if figure != "0"]
        else:
            found.append(f"{one[0]}{int(one[1:] or 1) or 1}")
    return tuple(sorted(dict.fromkeys(found), key=lambda name: (name[0] != "V", name)))


def marker(line: str) -> tuple[Time | None, str, str, str, int] | None:
    """Time, text, name, colour and frames of a marker: ``LOC: 01:00:02:00 RED text`` as Avid writes it,
    ``text |C:ResolveColorRed |M:name |D:25`` as Resolve does, where the event's own time is the marker's.
    """
    if found := _LOCATOR.fullmatch(line):
        time = _TIME.fullmatch(found[1])
        return (_time(time), found[3].strip(), "", COLOURS.get(found[2], "blue"), 1) if time else None
    tags = dict(_TAG.findall(line))
    if "M" not in tags:
        return None
    colour = tags.get("C", "").strip().removeprefix("ResolveColor").lower() or "blue"
    lasts = tags.get("D", "").strip()
    frames = max(int(lasts), 1) if lasts.isdecimal() and len(lasts) < 10 else 1
    return None, line.partition("|")[0].strip(), tags["M"].strip(), colour, frames


def _time(found: re.Match[str]) -> Time:
    return found[1], found[2], found[3], found[4], found[5]


def more_tracks(line: str) -> tuple[str, ...]:
    """``AUD  3  4``: further tracks of sound of the event above."""
    return tuple(f"A{int(word)}" for word in line.split()[1:] if word.isdecimal() and 0 < len(word) < 3)


def speed(line: str) -> tuple[str, float, Time | None] | None:
    """The reel, the frames a second and the time of ``M2  REEL  012.5  07:04:47:06``."""
    time = _TIME.search(line)
    words = line[: time.start() if time else len(line)].split()[1:]
    if not words or not _SPEED.fullmatch(words[-1]):
        return None
    return " ".join(words[:-1]), float(words[-1]), _time(time) if time else None
