"""Avid log exchange: the sources of a cut and what of them is used, as rows of a bin.

Tab text: a heading with the rate as words, the names of columns, the rows. First the sources as they are,
each from its first frame to its last; then a row for each range that the cut uses, with its words,
stars and themes, which Avid shows as clips of the same tape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from production.timecode import NAMES, Rate
from script.formats import record, reels
from script.formats.cut import Cut, Event, Media, Refused
from script.formats.edl import several_rates

COLUMNS = (
    "Name", "Tracks", "Start", "End", "Duration", "Tape", "Scene", "Take", "Comments", "Speaker", "Rating",
    "Themes", "Clearance", "Row", "Source File", "Rodaje",
)  # fmt: skip
LONGEST = 2_000  # letters of a cell


def rates(cut: Cut) -> tuple[Rate, ...]:
    """The rates of its sources: a log has one, so a cut needs as many logs."""
    return tuple(dict.fromkeys(media.rate for media in cut.media))


def write(cut: Cut, rate: Rate | None = None) -> str:
    """The log of the sources at one rate, by default the only one; UTF-8 with LF.

    Refuses a cut without sources (empty), and sources of several rates where none is chosen (rates).
    """
    found = rates(cut)
    if rate is None and len(found) > 1:
        raise several_rates(
            cut.rate, {one: [m.reel or m.name for m in cut.media if m.rate == one] for one in found}
        )
    chosen = rate or (found[0] if found else None)
    media = [one for one in cut.media if one.rate == chosen]
    if chosen is None or not media:
        raise Refused("empty")
    text = [
        "Heading",
        "FIELD_DELIM\tTABS",
        "VIDEO_FORMAT\t1080",
        "AUDIO_FORMAT\t48khz",
        f"FPS\t{NAMES.get(chosen.key, str(chosen.base))}",
        "",
        "Column",
        "\t".join(COLUMNS),
        "",
        "Data",
    ]
    text += ("\t".join(map(_cell, cells)) for cells in _rows(cut, media, record.labels(chosen)))
    return "\n".join(text) + "\n"


def _cell(text: str) -> str:
    return reels.one_line(text)[:LONGEST]


Cells = tuple[str, ...]


def _rows(cut: Cut, media: list[Media], label: Callable[[int], str]) -> Iterator[Cells]:
    used: dict[str, list[Event]] = {one.key: [] for one in media}
    for event in cut.events:
        if event.media and event.media.key in used:
            used[event.media.key].append(event)
    for one in media:
        last = max(event.source_out for event in used[one.key])
        end = last if one.duration is None else one.duration
        yield _row(one, label, 0, end, reels.file_name(one) or one.name)
    for one in media:
        for group in _ranges(used[one.key]):
            yield _used(one, label, group)


def _ranges(events: list[Event]) -> list[list[Event]]:
    """What lies alike on several tracks, or comes twice, is one range; in order of the source."""
    found: dict[tuple[int, int], list[Event]] = {}
    for event in events:
        found.setdefault((event.source_in, event.source_out), []).append(event)
    return [found[place] for place in sorted(found)]


def _used(media: Media, label: Callable[[int], str], group: list[Event]) -> Cells:
    event = max(group, key=lambda one: len(one.note))
    ids = dict.fromkeys(f"{name}={number}" for one in group for name, number in one.ids)
    return _row(
        media,
        label,
        event.source_in,
        event.source_out,
        event.name or event.note or media.name,
        scene=event.row.partition(".")[0],
        comments=event.note,
        speaker=event.comment,
        rating="★" * event.rating,
        themes=", ".join(event.themes),
        clearance=event.clearance,
        row=", ".join(dict.fromkeys(one.row for one in group if one.row)),
        ids=" ".join(ids),
    )


def _row(
    media: Media,
    label: Callable[[int], str],
    start: int,
    end: int,
    name: str,
    *,
    scene: str = "",
    comments: str = "",
    speaker: str = "",
    rating: str = "",
    themes: str = "",
    clearance: str = "",
    row: str = "",
    ids: str = "",
) -> Cells:
    tracks = "V" * media.has_picture + "A1A2" * media.has_sound
    return (
        name, tracks, label(media.start + start), label(media.start + end), label(end - start),
        media.reel or media.name,
        scene, "", comments, speaker, rating, themes, clearance, row, reels.file_name(media), ids,
    )  # fmt: skip
