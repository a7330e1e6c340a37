"""A screenplay in Fountain as the lines of a script: scenes, narration, speeches, pictures, notes.

The notation itself is read where scenes are imported from it; here its elements become lines.
"""

from __future__ import annotations

from production.formats import fountain, tables
from production.formats.fountain import Element, plain, unescaped
from production.formats.fountain import Kind as K
from script.formats import read_script as rs
from script.formats.labels import MARK
from script.formats.read_script import MOST_BYTES, Item, Kind, Place, Reading, Refused

_SAID = (K.DIALOGUE, K.LYRICS)


def read(data: bytes, *, encoding: str = "") -> Reading:
    if len(data) > MOST_BYTES:
        raise Refused("size", most=MOST_BYTES)
    try:
        play = fountain.parse(data, encoding=encoding)
    except tables.Refused as refused:
        raise Refused(refused.code, **refused.facts) from None
    reading = Reading(
        "fountain",
        title=rs.clean(plain(play.title_page.get("Title", "")))[:200],
        encoding=str(play.reading["encoding"]),
        encoding_is_sure=bool(play.reading["encoding_is_sure"]),
    )
    for repair in play.repairs:
        reading.mend(repair.line, repair.code)
    _Lines(play.elements, reading).read()
    if not reading.items:
        raise Refused("empty")
    return reading


class _Lines:
    """Elements into items; what belongs to one is gathered until something else begins."""

    def __init__(self, elements: list[Element], reading: Reading) -> None:
        self.elements = elements
        self.reading = reading
        self.at = 0
        self.section: Element | None = None  # waits for its heading

    def read(self) -> None:
        take = {
            K.SECTION: self.chapter,
            K.HEADING: self.heading,
            K.SYNOPSIS: self.synopsis,
            K.CHARACTER: self.speech,
            K.NOTE: self.note,
            K.ACTION: self.action,
            K.CENTRED: self.action,
        }
        while self.at < len(self.elements):
            element = self.elements[self.at]
            self.at += 1
            if element.kind in (K.TRANSITION, K.PAGE_BREAK):
                continue
            if element.kind not in (K.HEADING, K.SYNOPSIS):
                self.close_section()
            take.get(element.kind, self.stray)(element)
        self.close_section()

    def chapter(self, element: Element) -> None:
        self.section = element

    def close_section(self) -> None:
        """A section with no heading of its own is a chapter."""
        if self.section is not None and (title := plain(self.section.text)):
            self.reading.add(Item(Kind.SCENE, self.section.line, title))
        self.section = None

    def heading(self, element: Element) -> None:
        """A forced heading right below a section is the section's: that is how a title keeps its case."""
        text, title = plain(element.text), ""
        if self.section is not None and element.is_forced and element.number:
            title, self.section = plain(self.section.text), None
        self.close_section()
        line = element.line
        self.reading.add(Item(Kind.SCENE, line, title or text, number=element.number, heading=text))

    def synopsis(self, element: Element) -> None:
        scene = self.reading.items[-1] if self.reading.items else None
        if self.section is None and scene is not None and scene.kind == Kind.SCENE:
            scene.synopsis = "\n".join(filter(None, (scene.synopsis, rs.clean(plain(element.text)))))[:2_000]
        else:
            self.close_section()
            self.reading.add(Item(Kind.NOTE, element.line, plain(element.text)))

    def speech(self, cue: Element) -> None:
        said: list[str] = []
        while self.at < len(self.elements) and self.elements[self.at].kind in (*_SAID, K.PARENTHETICAL):
            element = self.elements[self.at]
            if element.kind in _SAID:
                said.append(plain(element.text))
            self.at += 1
        speaker = rs.without_extension(plain(cue.text))
        places = self.places()
        text = "\n".join(said).strip()
        if not text and not places:
            self.reading.mend(cue.line, "silent", speaker)
        elif rs.is_narrator(speaker):
            self.reading.add(Item(Kind.NARRATION, cue.line, text))
        else:
            self.reading.add(Item(Kind.SPEECH, cue.line, text, speaker, places=places))

    def places(self) -> tuple[Place, ...]:
        """The notes right below a speech that say where it lies."""
        found = []
        while self.at < len(self.elements) and self.elements[self.at].kind == K.NOTE:
            told = rs.reference(unescaped(self.elements[self.at].text))
            if told is None:
                break
            found.append(told[1])
            self.at += 1
        return tuple(found)

    def note(self, element: Element) -> None:
        """Marks of revision are of a draft that isn't this one; a note that is a star comes escaped."""
        if (text := unescaped(element.text).strip()) and element.text.strip() != MARK:
            self.reading.add(Item(Kind.NOTE, element.line, text))

    def action(self, element: Element) -> None:
        text = plain(element.text)
        if text:
            label, rest = rs.labelled(text)
            kind = Kind.NOTE if label == "note" else Kind.PICTURE
            self.reading.add(Item(kind, element.line, rest if label else text, element=label))

    def stray(self, element: Element) -> None:
        """Words that no cue stands over."""
        self.action(element)
