"""The report of an editor's cut as it is read: each line with its words and timecodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interviews.links import log_of
from production import timecode
from production.timecode import Rate
from script import cut_cards
from script.actions.cut_import import Compared
from script.cut_sources import Key
from script.formats.cut import Media, ReadEvent
from script.matching import Line

SHOWN = {
    "changed": _("Changed"),
    "trimmed": _("Trimmed"),
    "moved": _("Moved"),
    "added": pgettext_lazy("lines of a cut", "Added"),
    "dropped": pgettext_lazy("lines of a cut", "Dropped"),
    "kept": _("Kept"),
    "open": _("Card to choose"),
    "unknown": _("Not found"),
    "all": _("All"),
}
BADGES = {
    "kept": "ok",
    "trimmed": "info",
    "added": "info",
    "dropped": "warn",
    "open": "warn",
    "unknown": "stop",
}
WORDS = {
    "kept": _("kept"),
    "trimmed": _("trimmed"),
    "added": _("added"),
    "dropped": _("dropped"),
    "open": _("which card?"),
    "unknown": _("not found"),
}


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
    is_new: bool = False  # a segment is made for it
    log: str = ""  # where it can be heard
    card: str = ""  # which one it is, where another bears the same name
    beside: str = ""  # what is heard or seen in its stead
    off: int = 0
    at: int = 0  # line of the file
    tracks: str = ""

    @property
    def badge(self) -> str:
        return BADGES[self.code]

    @property
    def head(self) -> str:
        return _signed(self.line.head) if self.line else ""

    @property
    def tail(self) -> str:
        return _signed(self.line.tail) if self.line else ""


def _signed(frames: int) -> str:
    return f"{frames:+d}".replace("-", "−") if frames else ""


def lines(compared: Compared) -> list[Told]:
    """What became of everything in the order of the cut, then what is of no source that the film has."""
    shared = cut_cards.shared(compared)
    found = [_line(compared, line, shared) for line in compared.report.lines]
    events = compared.cut.events
    found += _once([_event(compared, "open", events[number]) for number in compared.report.ambiguous])
    found += _once([_event(compared, "unknown", events[number]) for number in compared.report.unknown])
    return found


def _once(told: list[Told]) -> list[Told]:
    """What lies on several tracks in the same moment is one line, as it is of what was found."""
    tracks: dict[Told, list[str]] = {}
    for one in told:
        tracks.setdefault(replace(one, tracks=""), []).append(one.tracks)
    return [replace(one, tracks=" ".join(dict.fromkeys(of))) for one, of in tracks.items()]


def _line(compared: Compared, line: Line, shared: set[Key]) -> Told:
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
        is_new=compared.is_new(line),
        log=_log(compared, line),
        card=cut_cards.briefly(compared, source) if source in shared else "",
        beside=", ".join(compared.media[key].name for key in use.beside) if use else "",
        off=use.off if use else 0,
        tracks=" ".join(use.tracks) if use else "",
    )


def _event(compared: Compared, code: str, event: ReadEvent) -> Told:
    rate = event.rate or compared.rate
    name = event.name or event.file
    return Told(
        code=code,
        words=WORDS[code],
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
    if line.use and line.use.number in compared.spans:
        return compared.said[line.use.number].quote.words
    media = compared.media.get(line.use.source) if line.use else None
    return media.name if media and media.name != media.reel else ""


def _log(compared: Compared, line: Line) -> str:
    """Where something new that nobody has logged can be looked at."""
    if not compared.is_new(line) or line.use is None:
        return ""
    recording = compared.recordings[line.use.source[1]]
    return log_of(compared.imported.script.film, recording, max(line.use.start, 0))


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
