"""What a script says: frozen, plain words and whole numbers, for the page, the papers, exports and drafts.

Flat like the tables that it comes from: cells name their row, rows their scene, and what is cited
names its medium. Lengths are fractions of seconds, as numerator and denominator, so that sums stay
exact; they are rounded once, where they are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from production import lengths, timecode
from production.pdf import snapshots
from production.pdf.report_content import Head
from production.timecode import Label, Rate

# elements that stand over others and take no time of their own
OVER = frozenset({"lower_third", "subtitle", "note"})
# heard beside what is said, not after it
BESIDE = frozenset({"music", "natural_sound"})
VOICES = frozenset({"soundbite", "narration"})
# what covers a voice with pictures
PICTURES = frozenset({"archive", "b_roll", "still", "card"})
NOTHING = (0, 1)
LOWER_THIRD = Fraction(5)  # seconds that one stands, where nothing else is said
CLEARANCES = ("", "clear", "open", "blocked")  # the worst of a row is the row's


@dataclass(frozen=True, slots=True)
class Medium:
    """A recording, or the copy of an archive clip that is worked from."""

    recording: int | None  # keys of rows; one of the two
    clip: int | None
    name: str  # "A001 · B", the clip's title
    reel: str  # as it is written on the card, tape or in the catalogue
    file: str = ""
    rate: str = "25/1"  # key of timecode.RATES
    drop: bool = False
    start: str = "00:00:00:00"  # timecode of its first frame
    duration: int | None = None  # frames
    has_picture: bool = True
    has_sound: bool = True
    has_timecode: bool = True  # False where the archive gives none: counted from nought
    not_before: date | None = (
        None  # of an interview that is held back: the first day on which it may be shown
    )
    promised: str = ""  # and what was promised about it
    # where it comes from, for the annotated script; drafts of former versions don't know
    interview: str = ""  # of a recording: its title, and the day on which it was shot
    shot_on: date | None = None
    holder: str = ""  # of a clip: who holds it, and what is known of it
    number: str = ""  # in a catalogue
    issuer: str = ""  # of that number, where it isn't the source
    creator: str = ""
    dated: str = ""  # as typed
    copy: str = ""  # the kind of the copy that is worked from: a code
    is_watermarked: bool = False

    @property
    def frames(self) -> Rate:
        return timecode.rate_of(self.rate, drop=self.drop)

    def source(self, frame: int) -> Label:
        return timecode.source(frame, timecode.read(self.start), self.frames)


@dataclass(frozen=True, slots=True)
class Part:
    """A range of a medium, in its frames counted from its first; out is exclusive."""

    start: int
    end: int
    source_in: str
    source_out: str
    words: str = ""
    translation: str = ""
    is_stale: bool = False  # the original was worded anew since it was translated


@dataclass(frozen=True, slots=True)
class Cell:
    key: int
    row: int
    column: str  # Cell.Column
    element: str  # Cell.Element
    text: str = ""  # as typed; of a soundbite "", its words stand in its parts
    parts: tuple[Part, ...] = ()  # of a soundbite or an archive clip
    # what is cited: keys of rows
    segment: int | None = None
    recording: int | None = None
    clip: int | None = None
    shot: int | None = None
    speakers: tuple[str, ...] = ()  # full names, of a soundbite
    people: tuple[int, ...] = ()  # their keys, where they are in the register; of a lower third whom it names
    on_camera: bool = True
    title: str = ""  # gist of the segment, title of the clip, words of the shot
    reference: str = ""  # of an archive clip: source and catalogue number; of a shot: its number
    place: str = ""  # of a shot
    credit: str = ""  # as an archive asks to be named
    sound: str = ""
    move: str = ""
    language: str = ""  # of what is said
    translated_into: str = ""
    themes: tuple[str, ...] = ()
    rating: int = 0
    lasts: tuple[int, int] = NOTHING  # seconds
    basis: str = ""  # "measured", "estimated" (by pace), "given"; "" where it takes no time or none is known
    pace: int = 0  # words a minute by which it was estimated
    clearance: str = ""  # "clear", "open", "blocked"; "" where nothing needs clearing
    clearance_words: str = ""  # why: a standing of releases, a state of clips, "held_back", "unknown"
    is_pinned: bool = False
    is_changed: bool = False  # pinned, and its source is no longer what was quoted

    @property
    def seconds(self) -> Fraction:
        return Fraction(*self.lasts)

    @property
    def words(self) -> str:
        """What is heard or read: joined ranges apart by two strokes."""
        if self.element != "soundbite":
            return self.text
        return " // ".join(part.words for part in self.parts if part.words)

    @property
    def translation(self) -> str:
        return " // ".join(part.translation for part in self.parts if part.translation)

    @property
    def medium(self) -> tuple[str, int] | None:
        """Key into :attr:`Script.media_by_key`."""
        if self.recording is not None:
            return "recording", self.recording
        return ("clip", self.clip) if self.clip is not None else None


@dataclass(frozen=True, slots=True)
class Row:
    key: int
    scene: int
    number: str  # "12.3"
    lasts: tuple[int, int] = NOTHING  # of the longer column
    measured: tuple[int, int] = NOTHING  # how much of it is measured; the rest is estimated or given
    starts: tuple[int, int] = NOTHING  # after the script's begin
    record_in: int | None = None  # as the editor's cut has it, frames from its first
    record_out: int | None = None
    clearance: str = ""  # the worst of its cells
    is_changed: bool = False  # against the draft before: carries a *

    @property
    def seconds(self) -> Fraction:
        return Fraction(*self.lasts)

    @property
    def measured_seconds(self) -> Fraction:
        return Fraction(*self.measured)

    @property
    def start_seconds(self) -> Fraction:
        return Fraction(*self.starts)


@dataclass(frozen=True, slots=True)
class Scene:
    key: int
    number: str
    title: str
    scene: int | None = None  # of the film
    scene_number: str = ""  # its number in the shooting plan
    heading: str = ""  # "INT. Study – Day": codes are worded where they are drawn
    int_ext: str = ""
    day_night: str = ""
    set_name: str = ""
    synopsis: str = ""
    target: int | None = None  # seconds
    is_omitted: bool = False
    is_changed: bool = False  # it came, went, or had a row cut since the draft before: carries a *


@dataclass(frozen=True, slots=True)
class Count:
    kind: str  # of script.compare.KINDS
    rows: int


@dataclass(frozen=True, slots=True)
class Since:
    """What a draft changed of the one before it, in figures: for lists, which don't read the whole."""

    number: int
    colour: str
    counts: tuple[Count, ...] = ()
    before: tuple[int, int] = NOTHING  # how long that one lasted


@dataclass(frozen=True)
class Script:
    head: Head
    title: str
    number: int | None = None  # of the draft; None for the working one
    colour: str = ""
    tint: str = ""  # "#rrggbb" for the header band
    note: str = ""
    on: date | None = None  # of the lock
    locked_at: datetime | None = None
    locked_by: str = ""
    lasts: tuple[int, int] = NOTHING  # of a draft, as it was locked: what `running_time` adds up to
    since: Since | None = None  # of a draft that had one before it
    rate: str = "25/1"
    drop: bool = False
    record_start: str = "01:00:00:00"
    target: int | None = None  # seconds
    language: str = "en"
    translated_into: str = ""  # the language of the translations shown beside
    pace: int = 130
    narrator_pace: int = 0  # measured, where narration was recorded
    handles: int = 0
    cover_after: int = 20
    media: tuple[Medium, ...] = ()
    scenes: tuple[Scene, ...] = ()
    rows: tuple[Row, ...] = ()
    cells: tuple[Cell, ...] = ()

    # each is made once; frozen content never changes under them

    @cached_property
    def rows_of(self) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.scene].append(row)
        return found

    @cached_property
    def cells_of(self) -> dict[int, list[Cell]]:
        found: dict[int, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            found[cell.row].append(cell)
        return found

    @cached_property
    def media_by_key(self) -> dict[tuple[str, int], Medium]:
        return {
            ("recording", one.recording) if one.recording is not None else ("clip", one.clip or 0): one
            for one in self.media
        }

    def column(self, row: Row, column: str) -> list[Cell]:
        return [cell for cell in self.cells_of.get(row.key, ()) if cell.column == column]

    @property
    def frames(self) -> Rate:
        return timecode.rate_of(self.rate, drop=self.drop)

    @property
    def is_draft(self) -> bool:
        """Not locked: it may change any moment."""
        return self.number is None

    @cached_property
    def is_marked(self) -> bool:
        """Whether anything carries a * against the draft before."""
        return any(row.is_changed for row in self.rows) or any(scene.is_changed for scene in self.scenes)

    @cached_property
    def running_time(self) -> RunningTime:
        return running_time(self.rows)


@dataclass(frozen=True, slots=True)
class RunningTime:
    """Exact; each is rounded once where it is shown."""

    total: Fraction
    measured: Fraction
    uncleared: Fraction  # of rows that hold something blocked or open

    @property
    def estimated(self) -> Fraction:
        return self.total - self.measured

    @property
    def cleared(self) -> Fraction:
        return self.total - self.uncleared


def running_time(rows: Any) -> RunningTime:
    rows = list(rows)
    return RunningTime(
        sum((row.seconds for row in rows), Fraction()),
        sum((row.measured_seconds for row in rows), Fraction()),
        sum((row.seconds for row in rows if row.clearance in ("open", "blocked")), Fraction()),
    )


def without_releases(found: Script) -> Script:
    """For who may not see where the releases of those who are heard stand; of clips all stays."""
    cells = tuple(
        replace(cell, clearance="", clearance_words="") if cell.element == "soundbite" else cell
        for cell in found.cells
    )
    worst: dict[int, str] = {}
    for cell in cells:
        if CLEARANCES.index(cell.clearance) > CLEARANCES.index(worst.get(cell.row, "")):
            worst[cell.row] = cell.clearance
    rows = tuple(replace(row, clearance=worst.get(row.key, "")) for row in found.rows)
    return replace(found, cells=cells, rows=rows)


def column_length(cells: Any) -> tuple[Fraction, Fraction]:
    """How long a column of a row lasts, and how much of that is measured.

    One thing comes after the other; music and natural sound run beside.
    """
    total = measured = beside = beside_measured = Fraction()
    for cell in cells:
        if cell.element in OVER:
            continue
        if cell.element in BESIDE:
            if cell.seconds > beside:
                beside, beside_measured = (
                    cell.seconds,
                    cell.seconds if cell.basis == "measured" else Fraction(),
                )
            continue
        total += cell.seconds
        if cell.basis == "measured":
            measured += cell.seconds
    return (total, measured) if total >= beside else (beside, beside_measured)


def subtitled(cell: Cell, beside: Iterable[Cell]) -> tuple[str, str]:
    """Words of a subtitle, else the translation of what is said beside it; and its languages: ``ES>EN``."""
    said = next((one for one in beside if one.element == "soundbite"), None)
    words = cell.text or (said.translation if said else "")
    into = (said.translated_into if said and not cell.text else "") or cell.language
    pair = dict.fromkeys(filter(None, (said.language if said else "", into)))
    return words, ">".join(pair).upper()


def seconds_shown(seconds: Fraction | int) -> int:
    """Rounded to the second, a half up: differences of lengths that are shown are those of these."""
    numerator, denominator = seconds.as_integer_ratio()
    return (2 * numerator + denominator) // (2 * denominator)


def clock(seconds: Fraction | int) -> str:
    """``52:10``, ``1:02:03``: rounded to the second, a half up."""
    return lengths.clock(seconds_shown(seconds))


def short(seconds: Fraction | int) -> str:
    """``:10``, ``1:05``: as lengths stand beside lines."""
    text = clock(seconds)
    return text[1:] if text.startswith("0:") else text


def to_json(content: Script) -> dict[str, Any]:
    found: dict[str, Any] = snapshots.to_json(content)
    return found


def from_json(values: dict[str, Any]) -> Script:
    found: Script = snapshots.build(Script, values)
    return found
