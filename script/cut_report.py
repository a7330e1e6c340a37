"""The report of an editor's cut as it is read: each line with its words and timecodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from interviews.links import log_of
from production import timecode
from production.timecode import Rate
from script.actions.cut_import import Compared
from script.cut_sources import Key
from script.formats.cut import Media, ReadEvent
from script.matching import Line

SHOWN = {
    "changed": _("Changed"),
    "trimmed": _("Trimmed"),
    "moved": _("Moved"),
    "added": _("Added"),
    "dropped": _("Dropped"),
    "kept": _("Kept"),
    "unknown": _("Not found"),
    "all": _("All"),
}
BADGES = {"kept": "ok", "trimmed": "info", "added": "info", "dropped": "warn", "unknown": "stop"}
WORDS = {
    "kept": _("kept"),
    "trimmed": _("trimmed"),
    "added": _("added"),
    "dropped": _("dropped"),
    "unknown": _("not found"),
}
MOST_AMBIGUOUS = 50


@dataclass(frozen=True, slots=True)
class Told:
    code: str
    words: Any
    line: Line | None = None
    key: str = ""
    row: str = ""  # "12.3"
    row_key: int | None = None
    reel: str = ""
    text: str = ""
    was_in: str = ""
    was_out: str = ""
    now_in: str = ""
    now_out: str = ""
    record_in: str = ""
    record_out: str = ""
    may: bool = False  # be taken over
    is_chosen: bool = False
    log: str = ""  # where a segment is to be marked first
    at: int = 0  # line of the file
    tracks: str = ""

    @property
    def badge(self) -> str:
        return BADGES[self.code]

    @property
    def head(self) -> str:
        return f"{self.line.head:+d}" if self.line and self.line.head else ""

    @property
    def tail(self) -> str:
        return f"{self.line.tail:+d}" if self.line and self.line.tail else ""


def lines(compared: Compared) -> list[Told]:
    """What became of everything in the order of the cut, then what is of no source that the film has."""
    found = [_line(compared, line) for line in compared.report.lines]
    unknown = [compared.cut.events[number] for number in compared.report.unknown]
    return [*found, *(_unknown(compared, event) for event in unknown)]


def _line(compared: Compared, line: Line) -> Told:
    source = line.range.source if line.range else line.use.source if line.use else ("", 0)
    media = compared.media.get(source)
    row = compared.rows.get(line.range.row) if line.range else None
    use = line.use
    return Told(
        code=line.code,
        words=WORDS[line.code],
        line=line,
        key=line.key,
        row=row.number if row else "",
        row_key=row.key if row else None,
        reel=media.reel if media else "",
        text=_text(compared, line),
        was_in=_source(media, line.range.start) if line.range else "",
        was_out=_source(media, line.range.end) if line.range else "",
        now_in=_source(media, use.start) if use else "",
        now_out=_source(media, use.end) if use else "",
        record_in=_record(compared, use.record_in) if use else "",
        record_out=_record(compared, use.record_out) if use else "",
        may=compared.may_be_chosen(line),
        is_chosen=compared.is_chosen(line),
        log=_log(compared, line),
        tracks=" ".join(use.tracks) if use else "",
    )


def _unknown(compared: Compared, event: ReadEvent) -> Told:
    rate = event.rate or compared.rate
    name = event.name or event.file
    return Told(
        code="unknown",
        words=WORDS["unknown"],
        reel=event.reel or event.file,
        text=name if name != event.reel else "",
        now_in=_label(event.source_in, rate),
        now_out=_label(event.source_out, rate),
        record_in=_record(compared, event.record_in),
        record_out=_record(compared, event.record_out),
        at=event.line,
        tracks=event.track,
    )


def _text(compared: Compared, line: Line) -> str:
    if line.range:
        cell = compared.cells[line.range.cell]
        is_voice = cell.element == "soundbite" and line.range.part < len(cell.parts)
        return (cell.parts[line.range.part].words if is_voice else "") or cell.title or cell.text
    if line.use and line.use.number in compared.segments:
        return str(compared.segments[line.use.number])
    media = compared.media.get(line.use.source) if line.use else None
    return media.name if media and media.name != media.reel else ""


def _log(compared: Compared, line: Line) -> str:
    """Where the words of something new are still to be marked: a script cites segments."""
    use = line.use
    if line.code != "added" or use is None or use.source[0] != "recording" or use.number in compared.segments:
        return ""
    from interviews.models import Recording

    film = compared.imported.script.film
    return log_of(film, Recording(pk=use.source[1]), max(use.start, 0))


def _source(media: Media | None, frame: int) -> str:
    return _label(media.start + frame, media.rate) if media else ""


def _label(frame: int, rate: Rate) -> str:
    return str(timecode.label_of(frame % rate.day, rate))


def _record(compared: Compared, frame: int) -> str:
    """As the cut itself counts: where it stands in the editing system."""
    return _label(compared.cut.start + frame, compared.rate)


# -- what is shown of it -------------------------------------------------------------------------


def is_shown(told: Told, show: str) -> bool:
    if show == "all":
        return True
    is_moved = told.line is not None and told.line.is_moved
    if show == "moved":
        return is_moved
    return is_moved or told.code != "kept" if show == "changed" else told.code == show


def counts(told: Iterable[Told]) -> dict[str, int]:
    told = list(told)
    return {show: sum(is_shown(one, show) for one in told) for show in SHOWN}


def first_shown(told: Iterable[Told]) -> str:
    return "changed" if any(is_shown(one, "changed") for one in told) else "all"


def events(compared: Compared) -> dict[str, Any]:
    """Events that may be of several cards, each with its choices."""
    ambiguous = compared.report.ambiguous
    return {
        "ambiguous": list(_ambiguous(compared, ambiguous[:MOST_AMBIGUOUS])),
        "more_ambiguous": max(0, len(ambiguous) - MOST_AMBIGUOUS),
    }


def _ambiguous(compared: Compared, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    for number in numbers:
        event = compared.cut.events[number]
        yield {
            "number": number,
            "record": _record(compared, event.record_in),
            "reel": event.reel or event.name,
            "track": event.track,
            "sources": [_named(compared, key) for key in compared.report.found[number].sources],
        }


def _named(compared: Compared, key: Key) -> tuple[str, str]:
    media = compared.media[key]
    words = " · ".join(dict.fromkeys(filter(None, (media.reel, media.name, media.file))))
    return media.key, f"{words} · {_source(media, 0)}"
