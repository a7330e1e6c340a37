"""Whose frames the events of an editor's cut are: by our own ids, the card, the file, the frames."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from production import timecode
from production.timecode import BadTimecode, Label, Rate
from script.formats.cut import Media, ReadEvent
from script.formats.record import frame_at

Key = tuple[str, int]  # ("recording", 12), ("clip", 5)
_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Found:
    """What an event was matched to; `sources` has several where the cut doesn't tell which."""

    event: int
    sources: tuple[Key, ...] = ()
    by: str = ""  # "ids", "reel", "file", "choice"; "" where nothing was found
    start: int = 0  # frames of the first source from its first
    end: int = 0

    @property
    def is_ambiguous(self) -> bool:
        return len(self.sources) > 1 and self.by != "choice"


def plain(name: str) -> str:
    """As names of cards and files are compared."""
    return _NAMES.sub("", name.casefold())


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
            for name in dict.fromkeys((plain(one.reel), plain(short.get(one.key, "")))):
                if name:
                    self.reels[name].append(key)
            for name in dict.fromkeys(plain(_stem(text)) for text in (one.file, one.name)):
                if name:
                    self.files[name].append(key)

    def find(self, number: int, event: ReadEvent, rate: Rate, used: set[Key], chosen: Key | None) -> Found:
        if chosen in self.media:
            return self._found(number, event, rate, [chosen], "choice")
        for by, keys in self._candidates(event):
            keys = [key for key in dict.fromkeys(keys) if key in self.media]
            inside = [key for key in keys if self._is_inside(event, rate, key)]
            if inside:
                return self._found(number, event, rate, _likeliest(inside, used), by)
        return Found(number)

    def _candidates(self, event: ReadEvent) -> Iterator[tuple[str, list[Key]]]:
        yield "ids", [one for one in event.ids if one[0] in ("recording", "clip")]
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

    def _is_inside(self, event: ReadEvent, rate: Rate, key: Key) -> bool:
        media = self.media[key]
        frames = frames_of(event, rate, media)
        if frames is None:
            return False
        start, end = frames
        lasts = media.duration if media.duration is not None else media.rate.day
        return start < lasts and end > 0

    def _found(self, number: int, event: ReadEvent, rate: Rate, keys: Sequence[Key], by: str) -> Found:
        frames = frames_of(event, rate, self.media[keys[0]])
        return Found(number, tuple(keys), by, *frames) if frames else Found(number)


def _likeliest(keys: list[Key], used: set[Key]) -> list[Key]:
    """Those that the script uses stand first."""
    return sorted(keys, key=lambda key: key not in used)


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
        return start, max(timecode.convert(event.source_out, counted, media.rate), start + 1)
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
