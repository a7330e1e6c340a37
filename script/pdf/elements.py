"""How each element of a script reads on paper: its label, its words, what is said about it.

What is spoken stands in mixed case, all else in capitals; a lower third and a subtitle stand as they
are to be seen on the screen.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from production import labels
from production.pdf.wording import Words
from script.pdf.content import OVER, Cell, Medium, Part, Row, Script, short, subtitled

ENDS = 3  # so many words name the in and the out of a soundbite
NO_BREAK = "\u00a0"
PROMISE = 160  # letters of what was promised that stand beside a row; the list of warnings has them all


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a script is printed, and how."""

    words: str = "original"  # original, translation, both
    notes: bool = True
    references: bool = True
    states: bool = True  # what is kept as quoted, stale or not cleared
    marks: bool = True  # * beside what changed
    numbers: bool = True
    scenes: tuple[int, ...] = ()  # keys; none are all
    into: str = ""  # the language that a translator is asked for; "" for that of the translations beside

    @property
    def is_translated(self) -> bool:
        return self.words != "original"


@dataclass(frozen=True, slots=True)
class Told:
    """One paragraph of a cell.

    Kinds: speaker, spoken, translation, element (not spoken), screen (read on the screen), reference,
    mark (a warning in words), note, gist.
    """

    kind: str
    text: str
    label: str = ""


def capitals(text: str) -> str:
    return text.upper()


def surnames(cells: Iterable[Cell]) -> dict[str, str]:
    """What each speaker is called in capitals: the last name, in full where two share it."""
    found: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        for name in cell.speakers:
            found[(name.split() or [""])[-1].casefold()].add(name)
    return {
        name: capitals(name if len(names) > 1 else name.split()[-1])
        for names in found.values()
        for name in names
        if name.split()
    }


@dataclass(frozen=True)
class Wording:
    """The words of one script for one reader."""

    script: Script
    wish: Wish
    names: dict[str, str]

    @classmethod
    def of(cls, script: Script, wish: Wish) -> Wording:
        return cls(script, wish, surnames(script.cells))

    def speakers(self, cell: Cell) -> str:
        known = (self.names.get(name, capitals(name)) for name in cell.speakers)
        return ", ".join(known) or capitals(_("Voice not named"))

    def columns(self, row: Row) -> tuple[list[Told], list[Told]]:
        """The picture and the sound of a row."""
        cells = self.script.cells_of.get(row.key, [])
        picture = [told for cell in cells if cell.column == "picture" for told in self.told(cell, cells)]
        sound = [told for cell in cells if cell.column == "sound" for told in self.told(cell, cells)]
        seen = [self._seen(cell) for cell in cells if cell.element == "soundbite" and cell.on_camera]
        if seen and all(cell.element in OVER for cell in cells if cell.column == "picture"):
            picture = [*dict.fromkeys(seen), *picture]
        return picture, sound

    def _seen(self, cell: Cell) -> Told:
        return Told("element", "", self.labels["seen"] % {"name": self.speakers(cell)})

    def told(self, cell: Cell, beside: Iterable[Cell] = ()) -> Iterator[Told]:
        """A cell, paragraph by paragraph; `beside` are the cells of its row."""
        if cell.element == "note":
            if self.wish.notes:
                yield Told("note", cell.text, self.labels["note"])
            return
        if cell.element == "soundbite":
            yield from self._soundbite(cell)
        elif cell.element == "narration":
            yield Told(
                "speaker", self._length(cell) if self.wish.references else "", self.labels["narration"]
            )
            yield Told("spoken", cell.text) if cell.text else Told("mark", _("To be written"))
        elif cell.element == "lower_third":
            name, _end, rest = cell.text.partition("\n")
            words = " / ".join(filter(None, (capitals(name), *rest.split("\n"))))
            yield Told("screen", words, self.labels["lower_third"])
        elif cell.element == "subtitle":
            yield Told("screen", *self._subtitle(cell, beside))
        else:
            yield Told("element", capitals(self._seen_or_heard(cell)), self._label(cell))
        if self.wish.states:
            yield from (Told("mark", text) for text in marks(self.script, cell))

    def _soundbite(self, cell: Cell) -> Iterator[Told]:
        how = self.labels["on camera" if cell.on_camera else "voice over"]
        yield Told("speaker", "", how % {"name": self.speakers(cell)})
        if self.wish.words != "translation" or not cell.translation:
            yield Told("spoken", cell.words) if cell.words else Told("mark", _("No words in the transcript"))
        if self.wish.is_translated:
            yield from self._translation(cell)
        if self.wish.references:
            yield from (
                Told("reference", line) for line in references(self.script, cell, self.speakers(cell))
            )

    def _translation(self, cell: Cell) -> Iterator[Told]:
        if not cell.translation:
            if self.wish.states and cell.words and cell.language != self.script.translated_into:
                yield Told("mark", _("Not translated yet"))
            return
        label = f"{capitals(cell.translated_into)}:" if self.wish.words == "both" else ""
        yield Told("translation" if label else "spoken", cell.translation, label)
        if self.wish.states and any(part.is_stale for part in cell.parts):
            yield Told("mark", _("Stale translation: the original was changed since"))

    def _subtitle(self, cell: Cell, beside: Iterable[Cell]) -> tuple[str, str]:
        words, pair = subtitled(cell, beside)
        return words, _("SUB (%(languages)s):") % {"languages": pair} if pair else _("SUB:")

    @cached_property
    def labels(self) -> dict[str, str]:
        """By element, by the move of music, and of the two voices: looked up once, not for each row."""
        return {
            "archive": _("ARCHIVE:"),
            "archive sound": _("ARCHIVE SOUND:"),
            "b_roll": _("B-ROLL:"),
            "still": _("STILL:"),
            "card": _("CARD:"),
            "natural_sound": _("NAT SOUND:"),
            "music": _("MUSIC:"),
            "in": _("MUSIC IN:"),
            "under": _("MUSIC UNDER:"),
            "out": _("MUSIC OUT:"),
            "narration": _("NARRATOR (V.O.)"),
            "on camera": _("%(name)s (ON CAM)"),
            "voice over": _("%(name)s (V.O.)"),
            "seen": _("%(name)s ON CAMERA"),
            "estimated": _("%(length)s estimated"),
            "lower_third": _("L3:"),
            "note": _("NOTE:"),
        }

    def _label(self, cell: Cell) -> str:
        if cell.element == "music":
            return self.labels.get(cell.move, self.labels["music"])
        if cell.element == "archive" and cell.column == "sound":
            return self.labels["archive sound"]
        return self.labels.get(cell.element, f"{capitals(cell.element)}:")

    def _seen_or_heard(self, cell: Cell) -> str:
        """Title, source, reference, in–out, length; what was typed beside it."""
        if cell.clip is not None:
            sounds = {"mute": _("mute"), "sound": _("with its sound")}
            part = cell.parts[0] if cell.parts else None
            ends = f"{part.source_in} – {part.source_out}" if part else ""
            facts = (cell.title, cell.reference, ends)
            last = sounds.get(cell.sound, "")
        elif cell.shot is not None:
            facts, last = (cell.reference, cell.title, cell.place), ""
        else:
            facts, last = (cell.text, "", ""), ""
        words = ", ".join(filter(None, facts))
        # a length never stands alone on a line
        words = ", ".join(filter(None, (NO_BREAK.join(filter(None, (words, self._length(cell)))), last)))
        cites = cell.clip is not None or cell.shot is not None
        is_told = cell.text.casefold() in (cell.title.casefold(), "")  # the same as its source says
        return f"{words} ({cell.text})" if cites and not is_told else words

    def _length(self, cell: Cell) -> str:
        """Its own length, and whether that is a guess."""
        if not cell.basis:
            return ""
        length = short(cell.seconds)
        return self.labels["estimated"] % {"length": length} if cell.basis == "estimated" else length


def marks(script: Script, cell: Cell) -> Iterator[str]:
    """What is to be known of a cell before it is shown."""
    if cell.is_changed:
        yield _("Kept as quoted; its source has changed since")
    elif cell.is_pinned:
        yield _("Kept as quoted")
    if cell.clearance in ("open", "blocked"):
        yield uncleared(script, cell)


WANTING = {  # by the standing of a release: why who speaks isn't cleared
    "needed": gettext_lazy("release needed"),
    "guardian": gettext_lazy("a guardian must sign"),
    "estate": gettext_lazy("the estate must sign"),
    "refused": gettext_lazy("release refused"),
    "withdrawn": gettext_lazy("release withdrawn"),
    "expired": gettext_lazy("release expired"),
}


def uncleared(script: Script, cell: Cell) -> str:
    """``Not cleared: release needed``, ``BLOCKED: denied``."""
    code = cell.clearance_words
    if code == "held_back":
        medium = script.media_by_key.get(cell.medium) if cell.medium else None
        why = ". ".join(filter(None, (held_back(medium), _promised(medium))))
    elif cell.element == "soundbite":
        why = str(WANTING.get(code) or _("nobody is named"))
    else:
        why = str(labels.CLIP_STATES.get(code, code)).lower()
    told = _("BLOCKED: %(why)s") if cell.clearance == "blocked" else _("Not cleared: %(why)s")
    return told % {"why": why}


def held_back(medium: Medium | None) -> str:
    """``the interview is held back until 1 Sep 2003``; drafts of former versions don't know until when."""
    if medium is None or medium.not_before is None:
        return _("the interview is held back")
    words = Words(get_language() or "en", medium.not_before)
    day = words.short_day(medium.not_before).replace(" ", NO_BREAK)
    return _("the interview is held back until %(date)s") % {"date": day}


def _promised(medium: Medium | None) -> str:
    if medium is None or not medium.promised:
        return ""
    promise = textwrap.shorten(medium.promised, PROMISE, placeholder=" …")
    return _("What was promised: %(promise)s") % {"promise": promise}


def references(script: Script, cell: Cell, who: str) -> Iterator[str]:
    """Speaker, reel, in, out and length of each range, and the words that it begins and ends with."""
    medium = script.media_by_key.get(cell.medium) if cell.medium else None
    for part in cell.parts:
        length = short(medium.frames.seconds(part.end - part.start)) if medium else ""
        reel = (medium.reel or medium.name) if medium else ""
        yield " / ".join(filter(None, (who, reel, f"{part.source_in} – {part.source_out}", length)))
        if ends := in_and_out(part):
            yield ends


def in_and_out(part: Part) -> str:
    """``“Vivíamos aquí en … de mi abuelo.”``"""
    words = part.words.split()
    if not words:
        return ""
    if len(words) <= 2 * ENDS:
        return f"“{' '.join(words)}”"
    return f"“{' '.join(words[:ENDS])} … {' '.join(words[-ENDS:])}”"
