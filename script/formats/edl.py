"""Edit decision lists (CMX3600): the oldest way into an editing system, and the one that all know.

A list knows one track of pictures and two of sound, one rate which it doesn't name, sources by eight
letters, and ASCII. What else a cut has stands in comments, in the table beside the list
(:mod:`script.formats.mapping`), or is lost: :func:`losses` tells what.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from production.timecode import NAMES, Rate
from script.formats import record, reels
from script.formats.cut import Cut, Event, Marker, Media, Refused

LONGEST_TITLE = 70
MOST_EVENTS = 999  # the number has three columns
MOST_TOLD = 5  # sources of one rate that a refusal names
LINE = 66  # letters of a comment on one line
MOST_LINES = 12  # of what is said in one event; the table has all of it

_CHANNELS = {
    "V": "V",
    "1": "A",
    "2": "A2",
    "12": "AA",
    "V1": "B",
    "V2": "A2/V",
    "V12": "AA/V",
}
COLOURS = {"pink": "MAGENTA", "purple": "MAGENTA"}

Tracks = tuple[str, ...]


class Line(NamedTuple):
    """One event of a list: the same thing on one to three tracks."""

    number: int
    channels: str
    reel: str
    events: tuple[Event, ...]  # one for each track

    @property
    def event(self) -> Event:
        return self.events[0]


class _Source(NamedTuple):
    """What every event of a source says of it."""

    clip: str
    original: str
    id: str  # recording=12; empty where its key is none of ours


@dataclass(frozen=True, slots=True)
class Loss:
    """What a list can't say: titles, tracks, letters, title, words, markers; numbers: over 999 events."""

    code: str
    count: int


def track_sets(cut: Cut) -> tuple[Tracks, ...]:
    """The lists that a cut needs: each one track of pictures and two of sound.

    A sound goes with the pictures beside which it lies alike most often, so that both are one event;
    one that belongs to none goes where there is room.
    """
    names = record.tracks(cut)
    sounds = [name for name in names if not name.startswith("V")]
    sets: list[list[str]] = [[name] for name in names if name.startswith("V")]
    if len(sets) < 2 and len(sounds) < 3:
        return (names,) if names else ()
    at = {one[0]: number for number, one in enumerate(sets)}
    alike = _alike(cut)
    rest = []
    for sound in sounds:
        best = max(at, key=lambda picture: (alike[picture, sound], -at[picture]), default="")
        if best and alike[best, sound] and len(sets[at[best]]) < 3:
            sets[at[best]].append(sound)
        else:
            rest.append(sound)
    for sound in rest:
        room = next((one for one in sets if len(one) < (3 if one[0].startswith("V") else 2)), None)
        if room is None:
            sets.append([sound])
        else:
            room.append(sound)
    return tuple(
        (*one[:1], *sorted(one[1:], key=sounds.index)) if one[0] in at else tuple(one) for one in sets
    )


def _alike(cut: Cut) -> Counter[tuple[str, str]]:
    """How many events a picture and a sound have in common."""
    tracks: dict[object, set[str]] = defaultdict(set)
    for event in cut.events:
        if event.media:
            tracks[_place(event)].add(event.track)
    pairs: Counter[tuple[str, str]] = Counter()
    for names in tracks.values():
        pictures = [name for name in names if name.startswith("V")]
        pairs.update((picture, sound) for picture in pictures for sound in names if sound not in pictures)
    return pairs


def rate_name(rate: Rate) -> str:
    """29.97 DF"""
    name = NAMES.get(rate.key, rate.key)
    return f"{name} DF" if rate.drop else name


def write(cut: Cut, tracks: Sequence[str] | None = None, *, reel_of: Mapping[str, str] | None = None) -> str:
    """The list of one track set, by default the first; ASCII with CRLF.

    `reel_of` names the reel of each source by its key, where names must be those of other lists too.
    Refuses what has no events, and sources of several rates: the list would point at wrong frames.
    """
    found = lines(cut, tracks, reel_of=reel_of)
    title = reels.ascii_of(cut.title)[:LONGEST_TITLE].rstrip() or "RODAJE"
    text = [f"TITLE: {title}", f"FCM: {'DROP FRAME' if cut.rate.drop else 'NON-DROP FRAME'}"]
    label, begins, of_line = record.labels(cut.rate), cut.start, _markers(cut, found)
    sources: dict[str, _Source] = {}
    for line in found:
        number, channels, name, events = line
        event = events[0]
        media, reel = event.media, ""
        if media is None:
            source, source_in, source_out = None, event.source_in, event.source_in + event.length
        else:
            source = sources.get(media.key)
            if source is None:
                source = sources[media.key] = _source(media)
                reel = f"* REEL {name} IS {source.original}"
            source_in, source_out = media.start + event.source_in, media.start + event.source_out
        text.append(
            f"\r\n{number:03d}".ljust(6) + f" {name:<8} {channels:<4}  C        "
            f"{label(source_in)} {label(source_out)} "
            f"{label(begins + event.record_in)} {label(begins + event.record_out)}"
        )
        if source:
            text.append(f"* FROM CLIP NAME: {source.clip or reels.ascii_of(event.name)}")
        text += _said(event)
        if len(events) > 1:
            text += _more_said(line)
        if number in of_line:
            text += _locators(of_line[number], cut, label)
        if reel:
            text.append(reel)
        if ids := _ids(line, source):
            text.append(ids)
        if number == 1:
            text.append(_ours(cut, label))
    return "\r\n".join(text) + "\r\n"


def lines(
    cut: Cut, tracks: Sequence[str] | None = None, *, reel_of: Mapping[str, str] | None = None
) -> list[Line]:
    """The events of a list with their numbers: what lies alike on several tracks is one."""
    chosen = _chosen(cut, tracks)
    same: dict[object, list[Event]] = defaultdict(list)
    for event in cut.events:
        if event.track in chosen:
            same[_place(event)].append(event)
    if not same:
        raise Refused("empty")
    firsts = [group[0].media for group in same.values()]
    _one_rate(cut, {media.key: media for media in firsts if media}.values())
    name_of = reel_of or reels.names({one.media.key: one.media for one in cut.events if one.media}.values())
    for group in same.values():
        if len(group) > 1:
            group.sort(key=lambda event: "V12".index(chosen[event.track]))
    # pictures before sound, where two begin at once
    order = sorted(same.values(), key=lambda group: (group[0].record_in, chosen[group[0].track] != "V"))
    found = []
    for number, group in enumerate(order, 1):
        channels = _CHANNELS["".join([chosen[event.track] for event in group])]
        source = group[0].media
        found.append(Line(number, channels, name_of[source.key] if source else "BL", tuple(group)))
    return found


def _place(event: Event) -> tuple[object, ...]:
    media = event.media
    if media is None:  # two gaps are alike where they are of one cell
        return event.record_in, event.record_out, event.ids, event.note
    return event.record_in, event.record_out, media.key, event.source_in, event.source_out


def _chosen(cut: Cut, tracks: Sequence[str] | None) -> dict[str, str]:
    """The track of pictures as V, those of sound as 1 and 2."""
    if tracks is None:
        sets = track_sets(cut)
        tracks = sets[0] if sets else ()
    pictures = [track for track in tracks if track.startswith("V")]
    sounds = [track for track in tracks if not track.startswith("V")]
    if len(pictures) > 1 or len(sounds) > 2:
        raise ValueError(f"a list has one track of pictures and two of sound, not {tracks}")
    return dict(zip(pictures + sounds, ["V"] * len(pictures) + ["1", "2"], strict=False))


def _one_rate(cut: Cut, media: Iterable[Media]) -> None:
    """Even drop-frame beside non-drop: a list has one flag, which readers take for all its labels."""
    found: dict[Rate, list[str]] = defaultdict(list)
    for one in media:
        found[one.rate].append(one.reel or reels.file_name(one) or one.name)
    if set(found) - {cut.rate}:
        raise several_rates(cut.rate, found)


def several_rates(rate: Rate, found: Mapping[Rate, Sequence[str]]) -> Refused:
    """Which sources run at which rate: a few of each are enough to know what it is about."""
    by_rate = {rate_name(one): list(names) for one, names in found.items()}
    told = (
        f"{one}: {', '.join(names[:MOST_TOLD])}{', …' * (len(names) > MOST_TOLD)}"
        for one, names in by_rate.items()
    )
    return Refused("rates", record=rate_name(rate), reels="; ".join(told), by_rate=by_rate)


# -- comments --------------------------------------------------------------------------------------
# none stands before the first event: there some readers give up


def _source(media: Media) -> _Source:
    kind, _sign, number = media.key.partition(":")
    is_ours = kind.isidentifier() and number.isdecimal()
    clip = reels.ascii_of(reels.file_name(media) or media.name)
    return _Source(clip, reels.ascii_of(reels.original(media)), f"{kind}={number}" if is_ours else "")


def _said(event: Event) -> list[str]:
    head, note = event.comment or event.name or event.element.upper(), event.note
    heads = wrapped(f"{event.row} {head}" if event.row else head)
    said = heads[:2]
    if event.themes:
        said += _themes(event.themes)
    if event.rating:
        said.append(f"RATING: {event.rating}")
    if note and (note not in head or len(heads) > 2):
        words = wrapped(note)
        said += words if len(words) <= MOST_LINES else [*words[:MOST_LINES], "(...)"]
    return [f"* COMMENT: {one}" for one in said]


@lru_cache(maxsize=1_024)  # a film has few, and many events of each
def _themes(themes: tuple[str, ...]) -> tuple[str, ...]:
    """As many on a line as find room; each line says what it holds, so that readers need no other."""
    lines: list[str] = []
    for theme in themes:
        plain = reels.ascii_of(theme)[: LINE - 8]
        if lines and len(lines[-1]) + 2 + len(plain) <= LINE:
            lines[-1] += f", {plain}"
        else:
            lines.append(f"THEMES: {plain}")
    return tuple(lines)


_words = attrgetter("note", "comment", "name", "row", "themes", "rating")


def _more_said(line: Line) -> list[str]:
    """What other tracks say beside the first: as a rule the same."""
    first = _words(line.events[0])
    others = [other for other in line.events[1:] if _words(other) != first]
    if not others:
        return []
    said = set(_said(line.events[0]))
    return [one for one in dict.fromkeys(one for other in others for one in _said(other)) if one not in said]


def _ours(cut: Cut, label: Callable[[int], str]) -> str:
    """The rate, which the format has no word for, and where the record begins."""
    flag = "DF" if cut.rate.drop else ""
    return f"* RODAJE: rate={cut.rate.key}{flag} start={label(cut.start)}"


def _locators(markers: Iterable[Marker], cut: Cut, label: Callable[[int], str]) -> Iterator[str]:
    for marker in markers:
        words = reels.ascii_of(": ".join(filter(None, (marker.name, marker.text))))[: 2 * LINE]
        colour = COLOURS.get(marker.colour, reels.ascii_of(marker.colour).upper())
        yield f"* LOC: {label(cut.start + marker.at)} {colour} {words}".rstrip()


def _ids(line: Line, source: _Source | None) -> str:
    """Ours, and the source's, so that what comes back needs no guess."""
    own = line.event.ids
    ids = [f"{name}={number}" for name, number in own]
    for other in line.events[1:]:
        if other.ids != own:
            ids += [f"{name}={number}" for name, number in other.ids]
    if source and source.id:
        ids.append(source.id)
    return "* RODAJE: " + " ".join(dict.fromkeys(ids)) if ids else ""


def wrapped(text: str) -> list[str]:
    """A text in lines that old readers take, broken at blanks where there are any."""
    text = reels.ascii_of(text)
    found, at, left = [], 0, len(text)
    while left - at > LINE:
        blank = text.rfind(" ", at, at + LINE + 1)
        end = at + LINE if blank < 0 else blank
        found.append(text[at:end])
        at = end if blank < 0 else end + 1
    if at < left:
        found.append(text[at:] if at else text)
    return found


def _markers(cut: Cut, found: Sequence[Line]) -> dict[int, list[Marker]]:
    """By the number of the event in which they lie, pictures before sound."""
    held: dict[int, list[Marker]] = defaultdict(list)
    if not cut.markers:
        return held
    by_track: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for line in found:
        for event in line.events:
            by_track[event.track].append((event.record_in, event.record_out, line.number))
    for marker in cut.markers:
        for track in sorted(by_track, reverse=True):
            at = bisect_right(by_track[track], (marker.at, cut.length + 1, 0)) - 1
            if at >= 0 and by_track[track][at][1] > marker.at:
                held[by_track[track][at][2]].append(marker)
                break
    return held


# -- what is lost ----------------------------------------------------------------------------------


def losses(cut: Cut, tracks: Sequence[str] | None = None) -> tuple[Loss, ...]:
    """What the list of a track set doesn't say of the cut, and what of it might not be read."""
    chosen = _chosen(cut, tracks)
    found = lines(cut, tracks)
    events = [event for line in found for event in line.events]
    held = sum(map(len, _markers(cut, found).values()))
    counts = {
        "numbers": len(found) if len(found) > MOST_EVENTS else 0,
        "tracks": len(set(record.tracks(cut)) - set(chosen)),
        "titles": len(cut.titles),
        "markers": len(cut.markers) - held,
        "letters": sum(not (e.note + e.comment + e.name + "".join(e.themes)).isascii() for e in events),
        "words": sum(len(e.note) > LINE and len(wrapped(e.note)) > MOST_LINES for e in events),
        "title": int(len(reels.ascii_of(cut.title)) > LONGEST_TITLE),
    }
    return tuple(Loss(code, count) for code, count in counts.items() if count)
