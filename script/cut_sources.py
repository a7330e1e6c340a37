"""Whose frames the events of an editor's cut are: by our own ids, the card, the file, the frames."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from production import timecode
from production.timecode import BadTimecode, Label, Rate
from script.formats import reels
from script.formats.cut import Media, ReadEvent
from script.formats.record import frame_at

Key = tuple[str, int]  # ("recording", 12), ("clip", 5)
_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Found:
    """What an event was matched to.

    `candidates` are all that the event may be of by its names and its frames. `why` says how one of
    several of the same name was told from the others: by "frames", "file", what is "quoted" of it, or a
    "choice"; as long as nothing tells, `sources` has all of them.
    """

    event: int
    sources: tuple[Key, ...] = ()
    by: str = ""  # "ids", "reel", "file", "choice"; "" where nothing was found
    start: int = 0  # frames of the first source from its first
    end: int = 0
    why: str = ""
    candidates: tuple[Key, ...] = ()
    # of a recording that lies in sync beside the source: which one it is, and by how many frames it is out
    beside: Key | None = None
    off: int = 0

    @property
    def is_ambiguous(self) -> bool:
        return len(self.sources) > 1


class Quoted:
    """Which frames of each source the script takes."""

    def __init__(self, ranges: Iterable[tuple[Key, int, int]], cells: Mapping[int, Key]) -> None:
        self.cells = cells  # the source of each
        of: dict[Key, list[tuple[int, int]]] = defaultdict(list)
        for key, start, end in ranges:
            of[key].append((start, end))
        self._starts: dict[Key, list[int]] = {}
        self._ends: dict[Key, list[int]] = {}
        self._farthest: dict[Key, list[int]] = {}
        for key, found in of.items():
            found.sort()
            self._starts[key] = [start for start, _end in found]
            self._ends[key] = [end for _start, end in found]
            self._farthest[key] = list(accumulate(self._ends[key], max))

    def has(self, key: Key, start: int, end: int) -> bool:
        """Whether it takes any of these."""
        if key not in self._starts:
            return False
        first = bisect_right(self._farthest[key], start)
        last = bisect_left(self._starts[key], end)
        return any(self._ends[key][at] > start for at in range(first, last))


def plain(name: str) -> str:
    """As names of cards and files are compared: letters and figures, without their accents.

    Systems write accents as signs of their own (macOS), or leave them away (edit lists).
    """
    if name.isascii():
        return _NAMES.sub("", name.casefold())
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def _written(name: str) -> Iterator[str]:
    """The ways in which a name may come: as it is, and spelled in the letters of edit lists."""
    yield plain(name)
    if not name.isascii() and "?" not in (spelled := reels.ascii_of(name)):
        yield plain(spelled)


def _stem(path: str) -> str:
    name = re.split(r"[/\\]", path)[-1]
    stem, dot, ending = name.rpartition(".")
    return stem if dot and len(ending) <= 4 and stem else name


class Sources:
    """The recordings and clips of a film, by every name that a list may give them."""

    def __init__(self, media: Iterable[Media], short: Mapping[str, str]) -> None:
        self.media: dict[Key, Media] = {}
        self.reels: dict[str, list[Key]] = defaultdict(list)
        self.files: dict[str, list[Key]] = defaultdict(list)
        for one in media:
            kind, _sign, number = one.key.partition(":")
            key = kind, int(number)
            self.media[key] = one
            for name in dict.fromkeys((*_written(one.reel), plain(short.get(one.key, "")))):
                if name:
                    self.reels[name].append(key)
            stems = (_stem(text) for text in (one.file, one.name))
            for name in dict.fromkeys(name for stem in stems for name in _written(stem)):
                if name:
                    self.files[name].append(key)

    def find(
        self, number: int, event: ReadEvent, rate: Rate, quoted: Quoted, chosen: Key | None = None
    ) -> Found:
        for by, names in self._candidates(event, quoted):
            keys = [key for key in dict.fromkeys(names) if key in self.media]
            frames = {key: found for key in keys if (found := self._inside(event, rate, key))}
            if frames:
                return self._decided(number, event, by, keys, frames, quoted, chosen)
        return Found(number)

    def _decided(
        self,
        number: int,
        event: ReadEvent,
        by: str,
        keys: Sequence[Key],
        frames: Mapping[Key, tuple[int, int]],
        quoted: Quoted,
        chosen: Key | None,
    ) -> Found:
        """Of several that bear the name the one that a reason speaks for; else all, and none is guessed."""
        whole = [key for key in frames if self._holds(key, *frames[key])] or list(frames)
        told = [key for key in whole if quoted.has(key, *frames[key])] if len(whole) > 1 else []
        if chosen is not None and chosen in frames:
            sources, why = [chosen], "choice"
        elif len(whole) == 1:
            is_file = by == "file" and len(self.reels.get(plain(event.reel), ())) > 1
            sources, why = whole, "frames" if len(keys) > 1 else "file" if is_file else ""
        elif len(told) == 1:
            sources, why = told, "quoted"
        else:
            sources, why = whole, ""
        return Found(number, tuple(sources), by, *frames[sources[0]], why, tuple(whole))

    def _candidates(self, event: ReadEvent, quoted: Quoted) -> Iterator[tuple[str, list[Key]]]:
        names = list(self._named(event))
        ids = [one for one in event.ids if one[0] in ("recording", "clip")]
        if self._believes(event, {key for _by, keys in names for key in keys}, ids, quoted):
            yield "ids", ids
        yield from names

    def _believes(self, event: ReadEvent, named: set[Key], ids: Sequence[Key], quoted: Quoted) -> bool:
        """Numbers of another film may be ours too: a card or file that is not theirs speaks against them."""
        if named:
            return bool(named & set(ids))
        cells = {quoted.cells.get(key) for name, key in event.ids if name == "cell"}
        return not (event.reel or event.file) or bool(cells & set(ids))

    def _named(self, event: ReadEvent) -> Iterator[tuple[str, list[Key]]]:
        reel = self.reels.get(plain(event.reel), []) if event.reel else []
        file = self.files.get(plain(_stem(event.file)), []) if event.file else []
        if both := [key for key in reel if key in file]:
            yield "file", both
        yield "reel", reel
        yield "file", file
        # lists cut reels short, and some systems name the clip after its file or its card
        named = plain(_stem(event.name)) if event.name else ""
        yield "file", self.files.get(named, []) if named else []
        yield "reel", self.reels.get(named, []) if named else []
        if len(short := plain(event.reel)) >= 6:
            yield "reel", [key for name, keys in self.reels.items() if name.startswith(short) for key in keys]

    def _inside(self, event: ReadEvent, rate: Rate, key: Key) -> tuple[int, int] | None:
        """In and out in its frames, where any of them is there."""
        media = self.media[key]
        frames = frames_of(event, rate, media)
        if frames is None:
            return None
        lasts = media.duration if media.duration is not None else media.rate.day
        return frames if frames[0] < lasts and frames[1] > 0 else None

    def _holds(self, key: Key, start: int, end: int) -> bool:
        """All of them are; an editing system may count a frame beyond."""
        lasts = self.media[key].duration
        return start >= -1 and (lasts is None or end <= lasts + 1)


def has_other_rate(event: ReadEvent, rate: Rate, media: Media) -> bool:
    counted = event.rate or rate
    return not counted.runs_as(media.rate)


def is_material(event: ReadEvent) -> bool:
    """Black and gaps are of no source, and none is missed."""
    return bool(event.reel or event.file or (event.name and not event.ids))


def frames_of(event: ReadEvent, rate: Rate, media: Media) -> tuple[int, int] | None:
    """In and out in the medium's frames from its first; None where its timecode can't be of the medium."""
    counted = event.rate or rate
    if event.is_relative:
        start = timecode.convert(event.source_in, counted, media.rate)
        if media.duration is None or start < media.duration:
            return start, max(timecode.convert(event.source_out, counted, media.rate), start + 1)
        # an offline medium tells no timecode of its own, and yet its clips may be counted by it
    try:
        start = _labelled(event.source_in, counted, media)
        if counted.base != media.rate.base:
            lasts = counted.seconds(event.source_out - event.source_in)
            end = start + max(1, frame_at(lasts, media.rate))
        else:
            end = start + event.source_out - event.source_in
    except BadTimecode:
        return None
    return start, end


def _labelled(frame: int, counted: Rate, media: Media) -> int:
    """The frame of the medium that bears the label; what lies before its first counts from the day before."""
    if (counted.num, counted.den, counted.drop) == (media.rate.num, media.rate.den, media.rate.drop):
        found = frame % counted.day
    else:
        label = timecode.label_of(frame % counted.day, counted)
        frames = min((label.frames or 0) * media.rate.base // counted.base, media.rate.base - 1)
        if label.seconds == 0 and label.minutes % 10:
            frames = max(frames, media.rate.skipped)
        found = timecode.frame_of(Label(label.hours, label.minutes, label.seconds, frames), media.rate)
    lies = (found - media.start) % media.rate.day
    return lies if lies < media.rate.day // 2 else lies - media.rate.day
