"""A script as a cut: which frames of which medium stand where in the record.

V1 and A1 are the voices: soundbites with their picture, where they are on camera; narration is a gap
until it is recorded. V2 covers them: archive, b-roll, stills; A2 is the sound of archive. A3 is music,
A4 natural sound. Cards, lower thirds and subtitles are titles.

Moments are exact sums of seconds; each is rounded once to a frame of the record, never a length. So a
medium of the record's rate keeps its length to the frame, wherever it comes to stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from production import timecode
from script.formats.cut import Cut, Event, Marker, Media, Title
from script.formats.record import frame_at as point
from script.pdf import content
from script.pdf.content import BESIDE, LOWER_THIRD, OVER, VOICES, Cell, Medium, Row

_BESIDE_TRACKS = {"music": "A3", "natural_sound": "A4"}
_TITLES = ("lower_third", "subtitle")


@dataclass(frozen=True, slots=True)
class Told:
    """What became otherwise than the script says, for who takes the cut away.

    outside_media (nothing of it is in its medium), past_media (cut to where the medium ends), too_short
    (no frame of the record is left), no_room (a picture beyond the end of its row), short_source (a given
    length is longer than the range).
    """

    code: str
    row: str
    name: str
    frames: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be seen where a row begins: a warning."""

    row: int
    text: str
    name: str = ""
    colour: str = "red"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a range of a soundbite, or a narration (part 0), stands in the record: exact seconds."""

    cell: Cell
    row: Row
    part: int
    starts: Fraction
    lasts: Fraction


@dataclass(frozen=True, slots=True)
class Shown:
    """A range of a cell as it stands in the cut: frames of its medium, of the record."""

    row: int
    cell: int
    part: int
    media: Media
    source_in: int
    source_out: int
    record_in: int
    record_out: int


@dataclass(frozen=True, slots=True)
class Made:
    cut: Cut
    told: tuple[Told, ...] = ()
    voices: tuple[Place, ...] = ()
    shown: tuple[Shown, ...] = ()


def chosen(
    script: content.Script, scenes: Collection[int] | None = None, rows: Collection[int] | None = None
) -> list[Row]:
    """The rows of some scenes, some rows alone, or all of them."""
    return [
        row
        for row in script.rows
        if (scenes is None or row.scene in scenes) and (rows is None or row.key in rows)
    ]


def cut(
    script: content.Script,
    *,
    scenes: Collection[int] | None = None,
    rows: Collection[int] | None = None,
    marks: Iterable[Mark] = (),
    words: Mapping[str, str] | None = None,
    title: str = "",
) -> Made:
    """The rows one after the other from the record's start; `words` says codes in the reader's language."""
    making = _Making(script, {} if words is None else words)
    for mark in marks:
        making.marks.setdefault(mark.row, []).append(mark)
    at, scene = Fraction(), None
    for row in chosen(script, scenes, rows):
        if row.scene != scene:
            scene = row.scene
            making.scene(scene, at)
        making.row(row, at)
        at += row.seconds
    return making.made(at, title or script.title)


def media_of(medium: Medium) -> Media:
    rate = medium.frames
    key = f"recording:{medium.recording}" if medium.recording is not None else f"clip:{medium.clip}"
    return Media(
        key=key,
        reel=medium.reel,
        name=medium.name,
        rate=rate,
        start=timecode.frame_of(timecode.read(medium.start), rate),
        duration=medium.duration,
        file=medium.file,
        has_picture=medium.has_picture,
        has_sound=medium.has_sound,
    )


def shares(
    cells: Sequence[Cell], starts: Fraction, lasts: Fraction
) -> Iterator[tuple[Cell, Fraction, Fraction]]:
    """Each with the moments between which it stands, one after the other: who has a length of its own
    has that, the others share evenly what is left. Beyond the end nothing is left: both moments are it.
    """
    ends = starts + lasts
    without = sum(not cell.seconds for cell in cells)
    rest = max(lasts - sum((cell.seconds for cell in cells), Fraction()), Fraction())
    at = starts
    for cell in cells:
        until = min(at + (cell.seconds or rest / without), ends)
        yield cell, at, until
        at = until


@dataclass
class _Making:
    script: content.Script
    words: Mapping[str, str]
    events: list[Event] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    voices: list[Place] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    marks: dict[int, list[Mark]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rate = self.script.frames
        self.media = {key: media_of(medium) for key, medium in self.script.media_by_key.items()}
        self.scenes = {scene.key: scene for scene in self.script.scenes}

    def made(self, lasts: Fraction, title: str) -> Made:
        script = self.script
        cut = Cut(
            title=title,
            rate=self.rate,
            start=timecode.frame_of(timecode.read(script.record_start), self.rate),
            length=point(lasts, self.rate),
            events=tuple(sorted(self.events, key=lambda event: (event.record_in, _order(event.track)))),
            titles=tuple(sorted(self.titles, key=lambda title: title.record_in)),
            markers=tuple(
                sorted((self._inside(marker, lasts) for marker in self.markers), key=lambda one: one.at)
            ),
            handles=script.handles,
            language=script.language,
        )
        return Made(cut, tuple(self.told), tuple(self.voices), tuple(self.shown))

    def _inside(self, marker: Marker, lasts: Fraction) -> Marker:
        """What takes no time at the very end stands on the last frame."""
        return replace(marker, at=max(min(marker.at, point(lasts, self.rate) - 1), 0))

    def say(self, code: str) -> str:
        return self.words.get(code, code)

    # -- rows ------------------------------------------------------------------------------------

    def scene(self, key: int, at: Fraction) -> None:
        scene = self.scenes[key]
        text = f"{scene.number} {scene.title}".strip()
        self.markers.append(Marker(point(at, self.rate), text, name=scene.number, colour="green"))

    def row(self, row: Row, at: Fraction) -> None:
        cells = self.script.cells_of.get(row.key, [])
        sounds = [cell for cell in cells if cell.column == "sound" and _takes_time(cell)]
        pictures = [cell for cell in cells if cell.column == "picture" and _takes_time(cell)]
        is_silent = not any(cell.element in VOICES for cell in sounds)
        moment = at
        for cell in sounds:
            self._sound(row, cell, moment)
            moment += cell.seconds
        for cell, start, until in shares(pictures, at, row.seconds):
            self._picture(row, cell, start, until, is_silent=is_silent)
        for element, track in _BESIDE_TRACKS.items():
            beside = [cell for cell in cells if cell.element == element]
            for cell, start, until in shares(beside, at, row.seconds):
                self._beside(row, cell, track, start, until)
        for kind in _TITLES:
            self._titles(row, [cell for cell in cells if cell.element == kind], at)
        self._marks(row, cells, at)

    def _marks(self, row: Row, cells: Sequence[Cell], at: Fraction) -> None:
        frame = point(at, self.rate)
        for cell in cells:
            if cell.element == "note" and cell.text:
                self.markers.append(Marker(frame, cell.text, name=row.number, colour="yellow"))
        for mark in self.marks.get(row.key, ()):
            self.markers.append(Marker(frame, mark.text, name=mark.name or row.number, colour=mark.colour))

    def _sound(self, row: Row, cell: Cell, at: Fraction) -> None:
        if cell.element == "soundbite":
            self._soundbite(row, cell, at, seen="V1", heard="A1")
            return
        if cell.element == "narration":
            self.voices.append(Place(cell, row, 0, at, cell.seconds))
        if not self._ranges(row, cell, ("A1",), at, at + cell.seconds):
            self._gap(row, cell, "A1", at, at + cell.seconds)

    def _soundbite(self, row: Row, cell: Cell, at: Fraction, *, seen: str, heard: str) -> None:
        media = self.media[cell.medium or ("", 0)]
        tracks = [seen] if seen and cell.on_camera and media.has_picture else []
        tracks += [heard] if heard else []
        for number, part in enumerate(cell.parts):
            lasts = media.rate.seconds(part.end - part.start)
            if heard:
                self.voices.append(Place(cell, row, number, at, lasts))
            self._range(row, cell, number, tracks, at, at + lasts)
            at += lasts

    def _picture(self, row: Row, cell: Cell, at: Fraction, until: Fraction, *, is_silent: bool) -> None:
        if at == until:
            if cell.text or cell.title:
                self.told.append(Told("no_room", row.number, _name(cell)))
        elif cell.element == "card":
            self._title(row, cell, at, until)
        elif cell.element == "soundbite":
            # seen while others are heard; by itself it is heard as well
            seen, heard = ("V1", "A1") if is_silent else ("V2", "")
            self._soundbite(row, cell, at, seen=seen, heard=heard)
        elif not self._ranges(row, cell, self._seen(cell), at, until):
            self._gap(row, cell, "V2", at, until)

    def _seen(self, cell: Cell) -> tuple[str, ...]:
        media = self.media.get(cell.medium) if cell.medium else None
        if media is None:
            return ("V2",)
        heard = media.has_sound and cell.sound != "mute" and cell.element == "archive"
        return (*(("V2",) if media.has_picture else ()), *(("A2",) if heard else ()))

    def _beside(self, row: Row, cell: Cell, track: str, at: Fraction, until: Fraction) -> None:
        if at < until and not self._ranges(row, cell, (track,), at, until):
            self._gap(row, cell, track, at, until)

    # -- titles ----------------------------------------------------------------------------------

    def _titles(self, row: Row, cells: Sequence[Cell], at: Fraction) -> None:
        ends = at + row.seconds
        if cells and cells[0].element == "subtitle":
            for cell, start, until in shares(cells, at, row.seconds):
                self._title(row, cell, start, until)
            return
        for cell in cells:
            until = min(at + (cell.seconds or LOWER_THIRD), ends)
            self._title(row, cell, at, until)
            at = until

    def _title(self, row: Row, cell: Cell, at: Fraction, until: Fraction) -> None:
        first, last = point(at, self.rate), point(until, self.rate)
        text = cell.text or cell.title
        if first < last and text:
            self.titles.append(Title(first, last, text, cell.element, row.number))
        elif text:
            self.told.append(Told("no_room", row.number, text[:60]))

    # -- events ----------------------------------------------------------------------------------

    def _ranges(self, row: Row, cell: Cell, tracks: Sequence[str], at: Fraction, until: Fraction) -> bool:
        """Whether the cell has frames to be shown; one range after the other, up to the moment."""
        media = self.media.get(cell.medium) if cell.medium else None
        if media is None or not cell.parts:
            return False
        for number, part in enumerate(cell.parts):
            end = min(at + media.rate.seconds(part.end - part.start), until)
            self._range(row, cell, number, tracks, at, end)
            at = end
        missing = point(until, self.rate) - point(at, self.rate)
        if missing > 0:
            self.told.append(Told("short_source", row.number, _name(cell), missing))
        return True

    def _range(
        self, row: Row, cell: Cell, number: int, tracks: Sequence[str], at: Fraction, until: Fraction
    ) -> None:
        media, part = self.media[cell.medium or ("", 0)], cell.parts[number]
        times = self._times(row, cell, media, part.start, at, until)
        if times is None:
            return
        record_in, record_out, source_out = times
        self.shown.append(
            Shown(row.key, cell.key, number, media, part.start, source_out, record_in, record_out)
        )
        event = self._event(row, cell, record_in, record_out, note=part.words)
        for track in tracks:
            self.events.append(
                replace(event, track=track, media=media, source_in=part.start, source_out=source_out)
            )

    def _times(
        self, row: Row, cell: Cell, media: Media, start: int, at: Fraction, until: Fraction
    ) -> tuple[int, int, int] | None:
        """In and out of the record, and the out of the source, inside the medium as far as it is known."""
        record_in, record_out = point(at, self.rate), point(until, self.rate)
        is_same = media.rate.runs_as(self.rate)
        lasts = record_out - record_in if is_same else point(until - at, media.rate)
        if media.duration is not None and start + lasts > media.duration:
            left = media.duration - start
            code = "past_media" if left > 0 else "outside_media"
            self.told.append(Told(code, row.number, _name(cell), lasts - max(left, 0)))
            if left <= 0:
                return None
            lasts = left
            record_out = record_in + left if is_same else point(at + media.rate.seconds(left), self.rate)
        if record_out <= record_in or lasts <= 0:
            self.told.append(Told("too_short", row.number, _name(cell)))
            return None
        return record_in, record_out, start + lasts

    def _gap(self, row: Row, cell: Cell, track: str, at: Fraction, until: Fraction) -> None:
        first, last = point(at, self.rate), point(until, self.rate)
        if first < last:
            event = self._event(row, cell, first, last, note=cell.text or cell.title)
            self.events.append(replace(event, track=track))

    def _event(self, row: Row, cell: Cell, record_in: int, record_out: int, *, note: str) -> Event:
        keys = {"row": row.key, "cell": cell.key, "segment": cell.segment, "shot": cell.shot}
        keys |= {"recording": cell.recording, "clip": cell.clip}
        return Event(
            track="",
            record_in=record_in,
            record_out=record_out,
            name=self._named(cell, row),
            element=cell.element,
            row=row.number,
            note=note,
            comment=self._comment(cell),
            themes=cell.themes,
            rating=cell.rating,
            clearance=cell.clearance,
            ids=tuple((name, key) for name, key in keys.items() if key is not None and key > 0),
        )

    def _named(self, cell: Cell, row: Row) -> str:
        if cell.element == "narration":
            return f"{self.say('narration')} {row.number}"
        if cell.element == "music":
            move = f" {self.say(cell.move)}" if cell.move else ""
            return f"{self.say('music')}{move}: {_name(cell)}"
        return _name(cell) or self.say(cell.element)

    def _comment(self, cell: Cell) -> str:
        parts = [", ".join(cell.speakers)]
        if cell.element == "soundbite":
            parts.append(self.say("on_camera" if cell.on_camera else "voice_over"))
        parts += [cell.reference, cell.place, cell.credit]
        if cell.clearance:
            missing = f" ({self.say(cell.clearance_words)})" if cell.clearance_words else ""
            parts.append(f"{self.say('clearance')}: {self.say(cell.clearance)}{missing}")
        return " · ".join(part for part in parts if part)


def _takes_time(cell: Cell) -> bool:
    return cell.element not in OVER and cell.element not in BESIDE


def _name(cell: Cell) -> str:
    words = cell.title or cell.text or ", ".join(cell.speakers)
    return " ".join(words.split())[:120]


def _order(track: str) -> tuple[bool, str]:
    return not track.startswith("V"), track
