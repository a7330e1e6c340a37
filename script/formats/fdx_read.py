"""A Final Draft screenplay as the lines of a script.

A paragraph's words are its own Text alone: what else hangs below it (notes, summaries, dialogue side
by side) is read as what it is, never run together. Entities are refused, a DOCTYPE alone isn't; the
line of a repair is the line of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from script.formats import read_script as rs
from script.formats.read_script import MOST_BYTES, Item, Kind, Place, Reading, Refused

MOST_PARAGRAPHS = 100_000
DEEPEST = 100
_CHUNK = 65_536


@dataclass
class _Paragraph:
    line: int
    kind: str
    number: str = ""
    title: str = ""
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)


def read(data: bytes, *, encoding: str = "") -> Reading:
    del encoding  # XML says its own
    if len(data) > MOST_BYTES:
        raise Refused("size", most=MOST_BYTES)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")
    parser = _Parser()
    try:
        for at in range(0, len(data), _CHUNK):
            parser.expat.Parse(data[at : at + _CHUNK], False)
        parser.expat.Parse(b"", True)
    except expat.ExpatError as error:
        if b"FinalDraft" not in data[:4_000].replace(b"\0", b""):
            raise Refused("kind") from None
        raise Refused("xml", line=error.lineno, column=error.offset + 1) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("xml", line=1, column=1) from None
    reading = Reading("fdx", encoding="utf-8")
    reading.title = rs.clean(parser.title)[:200]
    _items(parser.done, reading)
    if not reading.items:
        raise Refused("empty")
    return reading


class _Parser:
    """The paragraphs of the content, as they close."""

    def __init__(self) -> None:
        self.done: list[_Paragraph] = []
        self.title = ""
        self.path: list[str] = []
        self.open: list[_Paragraph] = []
        self.aside: list[list[str]] = []  # a note or a summary that is being read
        self.text: list[str] | None = None
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.EntityDeclHandler = _no_entities
        self.expat.SkippedEntityHandler = _no_entities
        self.expat.StartElementHandler = self.start
        self.expat.EndElementHandler = self.end
        self.expat.CharacterDataHandler = self.said

    def start(self, name: str, facts: dict[str, str]) -> None:
        if not self.path and name != "FinalDraft":
            raise Refused("kind", found=name[:40])
        if len(self.path) >= DEEPEST:
            raise Refused("too_deep", most=DEEPEST)
        self.path.append(name)
        if name in ("ScriptNote", "Summary"):
            self.aside.append([])
        elif name == "Paragraph" and not self.aside:
            self.begin(facts)
        elif name == "SceneProperties" and self.open:
            self.open[-1].title = facts.get("Title", "")
        elif name == "Text":
            self.text = []

    def begin(self, facts: dict[str, str]) -> None:
        if len(self.done) >= MOST_PARAGRAPHS:
            raise Refused("paragraphs", most=MOST_PARAGRAPHS)
        line = self.expat.CurrentLineNumber
        self.open.append(_Paragraph(line, facts.get("Type", ""), facts.get("Number", "")))

    def said(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        self.path.pop()
        if name == "Text" and self.text is not None:
            self.close_text("".join(self.text))
            self.text = None
        elif name in ("ScriptNote", "Summary") and self.aside:
            self.close_aside(name, "".join(self.aside.pop()).strip())
        elif name == "Paragraph" and self.aside:
            self.aside[-1].append("\n")
        elif name == "Paragraph" and self.open:
            self.close_paragraph()

    def close_text(self, text: str) -> None:
        if self.aside:
            self.aside[-1].append(text)
        elif self.open:
            self.open[-1].text.append(text)

    def close_aside(self, name: str, text: str) -> None:
        if self.open and text:
            (self.open[-1].notes if name == "ScriptNote" else self.open[-1].summary).append(text)

    def close_paragraph(self) -> None:
        paragraph = self.open.pop()
        if "TitlePage" in self.path:
            self.title = self.title or "".join(paragraph.text).strip()
        elif self.path[:2] == ["FinalDraft", "Content"]:
            self.done.append(paragraph)


def _no_entities(*_declared: object) -> None:
    raise Refused("entities")


def _items(paragraphs: list[_Paragraph], reading: Reading) -> None:
    speaker: _Paragraph | None = None
    for paragraph in paragraphs:
        text = rs.clean("".join(paragraph.text))
        match paragraph.kind:
            case "Scene Heading":
                speaker = None
                _scene(paragraph, text, reading)
            case "Character":
                speaker = paragraph
                reading_notes = _noted(paragraph, reading)
                _as_notes(paragraph, reading_notes, reading)
                continue
            case "Dialogue" | "Singing":
                _speech(paragraph, text, speaker, reading)
            case "Parenthetical":
                if speaker is not None and (places := _noted(paragraph, reading)[0]):
                    name = rs.without_extension("".join(speaker.text))
                    reading.add(Item(Kind.SPEECH, paragraph.line, "", name, places=places))
            case "Transition" | "End Of Act" | "New Act":
                _as_notes(paragraph, _noted(paragraph, reading), reading)
            case _:
                speaker = None
                _picture(paragraph, text, reading)


def _scene(paragraph: _Paragraph, text: str, reading: Reading) -> None:
    title = " ".join(rs.clean(paragraph.title).split())
    synopsis = rs.clean("\n".join(paragraph.summary))[:2_000]
    if title or text:
        number = rs.clean(paragraph.number)[:20]
        reading.add(
            Item(Kind.SCENE, paragraph.line, title or text, number=number, heading=text, synopsis=synopsis)
        )
    _as_notes(paragraph, _noted(paragraph, reading), reading)


def _speech(paragraph: _Paragraph, text: str, cue: _Paragraph | None, reading: Reading) -> None:
    told = _noted(paragraph, reading)
    name = rs.without_extension("".join(cue.text)) if cue else ""
    if rs.is_narrator(name):
        reading.add(Item(Kind.NARRATION, paragraph.line, text))
    elif text or told[0]:
        reading.add(Item(Kind.SPEECH, paragraph.line, text, rs.clean(name), places=told[0]))
    _as_notes(paragraph, told, reading)


def _picture(paragraph: _Paragraph, text: str, reading: Reading) -> None:
    label, rest = rs.labelled(text)
    if text:
        kind = Kind.NOTE if label == "note" else Kind.PICTURE
        reading.add(Item(kind, paragraph.line, rest if label else text, element=label))
    _as_notes(paragraph, _noted(paragraph, reading), reading)


def _noted(paragraph: _Paragraph, reading: Reading) -> tuple[tuple[Place, ...], list[str]]:
    """The notes of a paragraph: those that say where it lies, and the others."""
    places, others = [], []
    for note in paragraph.notes:
        if told := rs.reference(note):
            places.append(told[1])
        else:
            others.append(note)
    return tuple(places), others


def _as_notes(paragraph: _Paragraph, told: tuple[tuple[Place, ...], list[str]], reading: Reading) -> None:
    for note in told[1]:
        reading.add(Item(Kind.NOTE, paragraph.line, note))
