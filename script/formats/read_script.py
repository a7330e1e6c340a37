"""What is read out of a screenplay or a paper edit: its lines one by one, as what each of them is.

Places are as the file tells them: a reel and timecodes as they are written, or seconds from the
beginning of a medium that the file knows by a name of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from production.words import fold
from script.formats.cut import Refused, Repair
from script.formats.labels import ENGLISH, NAMED

MOST_ITEMS = 10_000
MOST_REPAIRS = 500
MOST_BYTES = 20_000_000
LONGEST_TEXT = 60_000  # letters of one item: as a cell has them
LONGEST_NAME = 120

__all__ = ["Item", "Kind", "Place", "Reading", "Refused", "Repair"]


class Kind(StrEnum):
    SCENE = "scene"
    SPEECH = "speech"  # words of somebody, to be looked for
    NARRATION = "narration"
    PICTURE = "picture"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file says that something lies. Times are timecode, or seconds where `is_running`."""

    reel: str = ""
    start: str = ""
    end: str = ""
    is_running: bool = False


@dataclass(slots=True)
class Item:
    kind: Kind
    line: int  # of the file; where lines mean nothing, the number of the paragraph
    text: str
    speaker: str = ""
    number: str = ""  # of a scene
    heading: str = ""  # of a scene whose text is a title of its own
    synopsis: str = ""
    element: str = ""  # of a picture or a sound, where its words say it: a Cell.Element
    places: tuple[Place, ...] = ()


@dataclass
class Reading:
    format: str = ""
    title: str = ""
    items: list[Item] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    more_repairs: int = 0
    encoding: str = ""
    encoding_is_sure: bool = True

    def mend(self, line: int, code: str, found: str = "") -> None:
        if len(self.repairs) < MOST_REPAIRS:
            self.repairs.append(Repair(code, line, found[:80]))
        else:
            self.more_repairs += 1

    def add(self, item: Item) -> None:
        if len(self.items) >= MOST_ITEMS:
            raise Refused("too_many", line=item.line, most=MOST_ITEMS)
        item.text = self.cut(item.text, item.line)
        item.speaker = item.speaker[:LONGEST_NAME]
        self.items.append(item)

    def cut(self, text: str, line: int) -> str:
        text = clean(text)
        if len(text) > LONGEST_TEXT:
            self.mend(line, "cut")
            text = text[:LONGEST_TEXT]
        return text

    def of(self, *kinds: Kind) -> list[Item]:
        return [item for item in self.items if item.kind in kinds]


_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """As the database keeps it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", unicodedata.normalize("NFC", text)).strip()


# -- what names and labels mean ------------------------------------------------------------------

_NARRATORS = {
    "narrator", "narration", "vo", "v o", "voice over", "voiceover", "voice", "commentary", "narrador",
    "narradora", "narracion", "voz en off", "voz", "off", "locutor", "locutora", "locucion",
}  # fmt: skip
_EXTENSION = re.compile(r"\s*\(([^()]{0,60})\)\s*\^?\s*\Z")
_LABELS = {
    "archive": {"archive", "archivo", "arch"},
    "b_roll": {"b roll", "broll", "gvs", "gv", "imagenes de apoyo", "apoyo"},
    "still": {"still", "photo", "foto", "foto fija", "fija", "documento", "document"},
    "lower_third": {"l3", "lower third", "cintillo", "super"},
    "card": {"card", "title card", "title", "rotulo", "cartela", "cartel", "carton", "titulo"},
    "subtitle": {"sub", "subt", "subtitle", "subtitulo"},
    "music": {"music", "music in", "music under", "music out", "musica", "musica entra", "musica de fondo",
              "musica sale", "entra musica", "sale musica"},
    "natural_sound": {"nat sound", "nats", "natural sound", "sfx", "sonido directo", "sonido ambiente",
                      "ambiente"},
    "note": {"note", "nota"},
}  # fmt: skip
_ELEMENTS = {label: element for element, labels in _LABELS.items() for label in labels} | {
    fold(label): element for element, label in ENGLISH.elements.items()
}


def without_extension(name: str) -> str:
    """``VOLKOV (ON CAM)`` is Volkov."""
    return " ".join(_EXTENSION.sub("", name).split())


def is_narrator(name: str, more: Iterable[str] = ()) -> bool:
    """Whether a cue is the narrator's: by its name in either language, or with none but (V.O.)."""
    folded = fold(without_extension(name))
    return folded in _NARRATORS or folded in {fold(one) for one in more}


def labelled(text: str) -> tuple[str, str]:
    """The element that words begin with, and the words without it: ``L3: NAME``, ``SUB (ES>EN): words``."""
    label, colon, rest = text[:40].partition(":")
    element = _ELEMENTS.get(fold(without_extension(label)), "") if colon else ""
    if not element:
        return "", text
    rest = (rest + text[40:]).strip()
    return element, rest.replace(" / ", "\n") if element in NAMED else rest


_TIME = r"[0-9]{1,2}[:;][0-9]{2}[:;][0-9]{2}(?:[:;.][0-9]{2})?"
_REFERENCE = re.compile(
    rf"(?:(.{{1,200}}?) / )?([^/]{{1,80}}) / ({_TIME}) ?[–—-] ?({_TIME})(?: / [0-9:]{{2,9}})?"
)


def reference(text: str) -> tuple[str, Place] | None:
    """A reference line as our papers write it: ``VOLKOV / A001 / 01:02:03:04 – 01:02:13:12 / :10``."""
    found = _REFERENCE.fullmatch(text.strip()) if len(text) < 400 else None
    if found is None:
        return None
    return found[1] or "", Place(found[2].strip(), found[3], found[4])
