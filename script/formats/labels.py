"""What stands before a thing in a script, in the language of who gets it; and how a cell is put in words.

The same for Fountain, Final Draft and word processors; readers know the labels of both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from script.pdf.content import OVER, Cell, Medium, Part, Scene, Script, clock, short, subtitled

SPACES = {"int": "INT.", "ext": "EXT.", "int_ext": "INT./EXT."}
NAMED = ("lower_third", "card")  # whose lines stand on one: NAME / who they are
AT_THE_ENDS = 3  # words that tell where a soundbite begins and ends


class Said(StrEnum):
    """Which words of a soundbite are written."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    BOTH = "both"


TINT = re.compile("#[0-9a-fA-F]{6}")
MARK = "*"  # what carries it was changed since the draft before


@dataclass(frozen=True, slots=True)
class Options:
    said: Said = Said.ORIGINAL
    notes: bool = True
    references: bool = True
    numbers: bool = True  # of rows
    marks: bool = True  # of revision
    states: bool = True  # what is kept as quoted, or not cleared


@dataclass(frozen=True, slots=True)
class Labels:
    narrator: str = "NARRATOR"
    speaker: str = "SPEAKER"  # nobody knows who
    on_camera: str = "ON CAM"
    voice_over: str = "V.O."
    elements: Mapping[str, str] = field(
        default_factory=lambda: {
            "archive": "ARCHIVE",
            "b_roll": "B-ROLL",
            "still": "STILL",
            "lower_third": "L3",
            "card": "CARD",
            "subtitle": "SUB",
            "music": "MUSIC",
            "natural_sound": "NAT SOUND",
            "note": "NOTE",
        }
    )
    moves: Mapping[str, str] = field(default_factory=lambda: {"in": "IN", "under": "UNDER", "out": "OUT"})
    mute: str = "mute"
    clearances: Mapping[str, str] = field(
        default_factory=lambda: {"open": "not cleared", "blocked": "BLOCKED"}
    )
    times: Mapping[str, str] = field(
        default_factory=lambda: {"day": "DAY", "night": "NIGHT", "dawn": "DAWN", "dusk": "DUSK"}
    )
    omitted: str = "OMITTED"
    no_words: str = "No words in the transcript"
    draft: str = "Draft"
    working: str = "working draft"
    picture: str = "PICTURE"
    sound: str = "SOUND"
    row: str = "No."
    length: str = "Length"
    page: str = "Page"
    running_time: str = "TRT"
    measured: str = "measured"
    estimated: str = "estimated"
    target: str = "target"
    seen: str = "%(name)s ON CAMERA"
    day: Callable[[date], str] = str  # of a lock
    cleared: str = "without what is not cleared"
    states: Callable[[Script, Cell], Iterable[str]] = lambda script, cell: ()


ENGLISH = Labels()


def heading(scene: Scene, labels: Labels) -> str:
    """``INT. Study – DAY`` where a set is known, else its title; one line."""
    place = scene.set_name or scene.title
    space = SPACES.get(scene.int_ext, "")
    parts = [f"{space} {place}" if space and place else place]
    if scene.int_ext and scene.day_night:
        parts.append(labels.times.get(scene.day_night, scene.day_night.upper()))
    return one_line(" – ".join(filter(None, parts))) or scene.number


def voice(cell: Cell, labels: Labels) -> str:
    """Who speaks: ``ESTEBAN VOLKOV (ON CAM)``, ``NARRATOR (V.O.)``."""
    if cell.element == "narration":
        return f"{labels.narrator} ({labels.voice_over})"
    names = ", ".join(cell.speakers) or labels.speaker
    return f"{one_line(names).upper()} ({labels.on_camera if cell.on_camera else labels.voice_over})"


def seen(cells: Iterable[Cell], labels: Labels) -> list[str]:
    """Who is in the picture of a row that shows nothing else: ``ESTEBAN VOLKOV ON CAMERA``."""
    cells = list(cells)
    if any(cell.column == "picture" and cell.element not in OVER for cell in cells):
        return []
    faces = [cell for cell in cells if cell.element == "soundbite" and cell.on_camera]
    names = (one_line(", ".join(cell.speakers) or labels.speaker).upper() for cell in faces)
    return [labels.seen % {"name": name} for name in dict.fromkeys(names)]


def words(cell: Cell, said: Said) -> list[str]:
    """What is heard, and its translation below where both are wanted."""
    if cell.element != "soundbite" or said == Said.ORIGINAL or not cell.translation:
        return [cell.words]
    return [cell.translation] if said == Said.TRANSLATION else [cell.words, cell.translation]


def shown(cell: Cell, labels: Labels, beside: Iterable[Cell] = ()) -> str:
    """Anything but a voice, in words: ``ARCHIVE: title, source, 12-3, 03:40:22 – 03:41:02``.

    A subtitle without words of its own is the translation of what is said beside it; "" where there is none.
    """
    label = labels.elements.get(cell.element, cell.element.upper())
    if cell.element == "music" and cell.move:
        label = f"{label} {labels.moves.get(cell.move, cell.move)}"
    if cell.element == "subtitle":
        words, pair = subtitled(cell, beside)
        label = f"{label} ({pair})" if pair else label
        return f"{label}: {words}" if words else ""
    return f"{label}: {', '.join(_facts(cell, labels))}"


def _facts(cell: Cell, labels: Labels) -> Iterator[str]:
    text = " / ".join(cell.text.split("\n")) if cell.element in NAMED else cell.text
    named = (cell.reference, cell.title) if cell.shot is not None else (cell.title, cell.reference)
    yield from filter(None, (*named, cell.place, text))
    if cell.element == "archive":
        for part in cell.parts:
            yield f"{part.source_in} – {part.source_out}"
        if cell.sound == "mute":
            yield labels.mute
    if cell.clip is not None and cell.clearance in labels.clearances:
        yield labels.clearances[cell.clearance]


def references(cell: Cell, script: Script) -> list[str]:
    """``VOLKOV / A001 / 01:02:03:04 – 01:02:13:12 / :10`` for each range of a soundbite."""
    medium = script.media_by_key.get(cell.medium) if cell.medium else None
    return [_reference(cell, part, medium) for part in cell.parts] if medium else []


def _reference(cell: Cell, part: Part, medium: Medium) -> str:
    who = one_line(", ".join(cell.speakers)).upper()
    lasts = short(medium.frames.seconds(part.end - part.start))
    reel = medium.reel or medium.name
    return " / ".join(filter(None, (who, one_line(reel), f"{part.source_in} – {part.source_out}", lasts)))


def ends(part: Part) -> str:
    """The words that it begins and ends with; "" of a short one, which is read anyway."""
    found = part.words.split()
    if len(found) <= 2 * AT_THE_ENDS:
        return ""
    return f"{' '.join(found[:AT_THE_ENDS])} … {' '.join(found[-AT_THE_ENDS:])}"


def one_line(text: str) -> str:
    return " ".join(text.split())


def running_time(script: Script, labels: Labels) -> str:
    """``TRT 52:10 (measured 38:22, estimated 13:48), target 52:00, without what is not cleared 45:20``."""
    time = script.running_time
    parts = [(labels.measured, time.measured), (labels.estimated, time.estimated)]
    inside = ", ".join(f"{label} {clock(seconds)}" for label, seconds in parts)
    target = f", {labels.target} {clock(script.target)}" if script.target else ""
    cleared = f", {labels.cleared} {clock(time.cleared)}" if time.uncleared else ""
    return f"{labels.running_time} {clock(time.total)} ({inside}){target}{cleared}"


def state(script: Script, labels: Labels) -> str:
    """``Draft 2, BLUE, 2003-07-01``; a working one says so."""
    if script.number is None:
        return labels.working
    on = labels.day(script.on) if script.on else ""
    parts = [f"{labels.draft} {script.number}", script.colour.upper(), on]
    return ", ".join(filter(None, parts))
