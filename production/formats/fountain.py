"""Screenplays in Fountain: plain text in, elements with their lines out; scenes of it as a table.

The whole notation is read: title page, headings (also forced and numbered), action, character cues
with their dialogue (also dual), transitions, lyrics, centred lines, sections, synopses, notes,
boneyard, page breaks. What looks like a mistake stays as text and is told by its line.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from production.formats import texts
from production.formats.tables import MOST_ROWS, Refused, Repair, Row, Table


class Kind(enum.StrEnum):
    HEADING = "heading"
    ACTION = "action"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRICS = "lyrics"
    TRANSITION = "transition"
    CENTRED = "centred"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True)
class Element:
    kind: Kind
    line: int
    text: str
    number: str = ""  # of a heading: #12#
    depth: int = 0  # of a section
    is_dual: bool = False  # a cue whose words are spoken beside those of the cue before
    is_forced: bool = False


@dataclass
class Screenplay:
    title_page: dict[str, str] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    reading: dict[str, object] = field(default_factory=dict)

    def of(self, kind: Kind) -> list[Element]:
        return [element for element in self.elements if element.kind == kind]


_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|I\.?/E|E\.?/I|INT|EXT|EST)(?:\.|(?=\s))\s*\S", re.IGNORECASE)
_NUMBER = re.compile(r"\s*#([\w.\-]{1,20})#\s*\Z")
_TRANSITION = re.compile(
    r"[^a-z]*\bTO:\Z|(?:FADE (?:IN|OUT)|FUNDE A NEGRO|FUNDIDO A NEGRO|CORTE A|DISUELVE A)[.:]\Z"
)
_CUE_EXTENSION = re.compile(r"\s*\(([^()]*)\)\s*\Z")
_TITLE_KEY = re.compile(r"([^\s:][^:]{0,40}):(.*)", re.S)
_NOTE = re.compile(r"\[\[(.*?)\]\]", re.S)
_LONGEST_NOTE = 200  # lines
_LONGEST_LINE = 20_000


def parse(data: bytes, *, encoding: str = "") -> Screenplay:
    """A screenplay out of a file's bytes; what isn't given is guessed and stands in `reading`."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")
    found = texts.chosen(data, encoding) if encoding else texts.guess(data)
    if texts.is_binary(data, found):
        raise Refused("binary")
    play = Screenplay()
    play.reading = {"encoding": found.name, "encoding_is_sure": found.is_sure}
    lines = list(_clean(texts.lines(data, found), play))
    begins = _title_page(lines, play)
    _Reader(_without_boneyard(lines, begins, play), begins, play).read()
    return play


def _clean(lines: Iterator[str], play: Screenplay) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if "\0" in line:
            play.repairs.append(Repair(number, "nul"))
            line = line.replace("\0", "")
        if "\ufffd" in line:
            play.repairs.append(Repair(number, "letters"))
        if len(line) > _LONGEST_LINE:
            play.repairs.append(Repair(number, "cut", {"most": _LONGEST_LINE}))
            line = line[:_LONGEST_LINE]
        yield line.removeprefix("\ufeff") if number == 1 else line


def _title_page(lines: list[str], play: Screenplay) -> int:
    """Take the keys at the top of the file; the line where the screenplay itself begins, from 0."""
    if not lines or not (first := _TITLE_KEY.fullmatch(lines[0])) or _is_script(lines[0]):
        return 0
    key = ""
    for at, line in enumerate(lines):
        if not line.strip():
            return at + 1
        found = _TITLE_KEY.fullmatch(line)
        if found and not line[0].isspace():
            key = found[1].strip()
            play.title_page[key] = found[2].strip()
        else:
            play.title_page[key or first[1]] = f"{play.title_page.get(key, '')}\n{line.strip()}".strip()
    return len(lines)


def _is_script(line: str) -> bool:
    return bool(_HEADING.match(line) or _TRANSITION.fullmatch(line.strip()) or line[:1] in ".@>~!#=[/")


def _without_boneyard(lines: list[str], begins: int, play: Screenplay) -> list[str]:
    """Without ``/* … */``; one that is never closed swallows nothing and is told."""
    kept: list[str] = []
    opened, saved = -1, ""
    at = begins
    while at < len(lines):
        line, out = lines[at], ""
        while line:
            if opened < 0:
                before, sign, line = line.partition("/*")
                out += before
                if sign:
                    opened, saved = at, before
            else:
                _within, sign, line = line.partition("*/")
                opened = -1 if sign else opened
                line = line if sign else ""
        kept.append(out)
        at += 1
    if opened >= 0:
        play.repairs.append(Repair(opened + 1, "boneyard"))
        kept[opened - begins :] = lines[opened:]
        kept[opened - begins] = saved + lines[opened][len(saved) :]
    return kept


class _Reader:
    """Lines into elements; what a line is depends on the blank lines around it."""

    def __init__(self, lines: list[str], begins: int, play: Screenplay) -> None:
        self.lines = lines
        self.begins = begins
        self.play = play
        self.at = 0
        self.closing = [at for at, line in enumerate(lines) if "]]" in line]

    def read(self) -> None:
        while self.at < len(self.lines):
            if self.lines[self.at].strip():
                self.element()
            else:
                self.at += 1

    def element(self) -> None:
        line = self.lines[self.at]
        text = line.strip()
        if text.startswith("[[") and self.note():
            return
        if self.forced(text):
            return
        if self.after_blank():
            if _HEADING.match(text):
                self.heading(text, is_forced=False)
                return
            if self.is_transition(text):
                self.keep(Kind.TRANSITION, text)
                return
            if self.is_cue(text):
                self.cue(text)
                return
        self.action()

    def keep(self, kind: Kind, text: str, **facts: object) -> None:
        """Take the line at hand as one element."""
        text = _NOTE.sub("", text).strip() if kind != Kind.NOTE else text
        self.play.elements.append(Element(kind, self.number(), text, **facts))  # type: ignore[arg-type]
        self.at += 1

    def number(self) -> int:
        return self.begins + self.at + 1

    def after_blank(self) -> bool:
        return self.at == 0 or not self.lines[self.at - 1].strip()

    def before_blank(self) -> bool:
        return self.at + 1 >= len(self.lines) or not self.lines[self.at + 1].strip()

    # -- by a sign at the beginning ------------------------------------------------------------

    def forced(self, text: str) -> bool:
        """Elements that say by their first sign what they are."""
        if text.startswith("===") and not text.strip("="):
            self.keep(Kind.PAGE_BREAK, "")
        elif text.startswith("#"):
            title = text.lstrip("#")
            self.keep(Kind.SECTION, title, depth=min(len(text) - len(title), 6))
        elif text.startswith("="):
            self.keep(Kind.SYNOPSIS, text[1:])
        elif text.startswith(".") and text[1:2].isalnum() and self.after_blank():
            self.heading(text[1:], is_forced=True)
        elif text.startswith("@") and len(text) > 1:
            self.cue(text[1:], is_forced=True)
        elif text.startswith("~"):
            self.keep(Kind.LYRICS, text[1:])
        elif text.startswith(">") and text.endswith("<") and len(text) > 1:
            self.keep(Kind.CENTRED, text[1:-1])
        elif text.startswith(">"):
            self.keep(Kind.TRANSITION, text[1:], is_forced=True)
        else:
            return False
        return True

    def note(self) -> bool:
        """A note by itself, over several lines if need be; one that is never closed is text."""
        closes = bisect_left(self.closing, self.at)
        end = self.closing[closes] if closes < len(self.closing) else len(self.lines)
        pieces = self.lines[self.at : min(end, self.at + _LONGEST_NOTE) + 1]
        # two blanks keep a note together
        if end - self.at > _LONGEST_NOTE or not all(piece.strip() or piece == "  " for piece in pieces):
            self.play.repairs.append(Repair(self.number(), "note"))
            return False
        text = "\n".join(pieces).strip()
        if not text.endswith("]]"):
            return False
        self.play.elements.append(Element(Kind.NOTE, self.number(), text[2:-2].strip()))
        self.at = end + 1
        return True

    # -- by their place ------------------------------------------------------------------------

    def heading(self, text: str, *, is_forced: bool) -> None:
        text = _NOTE.sub("", text)
        found = _NUMBER.search(text[-40:])
        number = found[1] if found else ""
        if found:
            text = text[: len(text) - len(text[-40:]) + found.start()]
        self.keep(Kind.HEADING, text, number=number, is_forced=is_forced)

    def is_transition(self, text: str) -> bool:
        return self.before_blank() and len(text) < 80 and bool(_TRANSITION.fullmatch(text))

    def is_cue(self, text: str) -> bool:
        if self.before_blank() or len(text) > 80 or text.startswith("!"):
            return False
        name = _CUE_EXTENSION.sub("", text.removesuffix("^").rstrip())
        return any(map(str.isalpha, name)) and name == name.upper()

    def cue(self, text: str, *, is_forced: bool = False) -> None:
        """A character cue, and the lines spoken under it."""
        is_dual = text.endswith("^")
        self.keep(Kind.CHARACTER, text.removesuffix("^"), is_dual=is_dual, is_forced=is_forced)
        while self.at < len(self.lines):
            line = self.lines[self.at]
            said = line.strip()
            if not said and line != "  ":  # two blanks keep a speech together
                return
            if said.startswith("(") and said.endswith(")"):
                self.keep(Kind.PARENTHETICAL, said)
            elif said.startswith("~"):
                self.keep(Kind.LYRICS, said[1:])
            else:
                self.keep(Kind.DIALOGUE, said)

    def action(self) -> None:
        """Lines up to the next blank one, or to one that says that it is something else."""
        text = self.lines[self.at]
        text = text[1:] if text.startswith("!") else text
        line, pieces = self.number(), [text.rstrip()]
        self.at += 1
        while self.at < len(self.lines) and (more := self.lines[self.at]).strip():
            if more.strip()[0] in "#=>~@" or more.strip().startswith("[["):
                break
            pieces.append(more.rstrip())
            self.at += 1
        text = _NOTE.sub("", "\n".join(pieces)).strip("\n")
        self.play.elements.append(Element(Kind.ACTION, line, text))


# -- scenes --------------------------------------------------------------------------------------

COLUMNS = ["No.", "Title", "INT/EXT", "D/N", "Set", "Synopsis", "People"]

_SPACE = re.compile(
    r"(INT\.?/EXT|EXT\.?/INT|I\.?/E|E\.?/I|INT|EXT|EST)(?:\.|(?=\s))\s*(.*)", re.IGNORECASE | re.S
)
_TIME_AFTER = re.compile(r"(.*)\s[-–—]\s(.*)", re.S)
_SPACES = {"int": "INT", "ext": "EXT", "est": "EXT"}
_TIMES = {
    "day": {"DAY", "MORNING", "AFTERNOON", "NOON", "DÍA", "DIA", "MAÑANA", "TARDE", "MEDIODÍA"},
    "night": {"NIGHT", "EVENING", "MIDNIGHT", "NOCHE", "MEDIANOCHE", "MADRUGADA"},
    "dawn": {"DAWN", "SUNRISE", "AMANECER", "ALBA"},
    "dusk": {"DUSK", "SUNSET", "ATARDECER", "ANOCHECER", "OCASO"},
}
_TIME_OF = {word: code for code, words in _TIMES.items() for word in words}
_LONGEST_SYNOPSIS = 2_000


@dataclass
class Scene:
    """A heading with what stands under it, as a breakdown asks for it."""

    line: int
    number: str
    heading: str
    int_ext: str = ""
    day_night: str = ""
    place: str = ""
    synopses: list[str] = field(default_factory=list)
    first_action: str = ""
    characters: list[str] = field(default_factory=list)

    def cells(self) -> list[str]:
        synopsis = "\n".join(self.synopses) or self.first_action
        return [
            self.number,
            self.place or self.heading,
            self.int_ext,
            self.day_night,
            self.place if self.int_ext else "",
            synopsis[:_LONGEST_SYNOPSIS],
            ", ".join(self.characters),
        ]


def scenes(play: Screenplay) -> Iterator[Scene]:
    """The scenes of a screenplay in their order; what stands before the first heading is none."""
    scene: Scene | None = None
    for element in play.elements:
        if element.kind == Kind.HEADING:
            if scene is not None:
                yield scene
            scene = _scene(element)
        elif scene is None:
            continue
        elif element.kind == Kind.SYNOPSIS:
            scene.synopses.append(plain(element.text))
        elif element.kind == Kind.ACTION:
            scene.first_action = scene.first_action or plain(element.text)
        elif element.kind == Kind.CHARACTER:
            name = _CUE_EXTENSION.sub("", element.text).strip()
            if name and name not in scene.characters and len(scene.characters) < 100:
                scene.characters.append(name)
    if scene is not None:
        yield scene


def _scene(element: Element) -> Scene:
    heading = plain(element.text)
    scene = Scene(element.line, element.number, heading)
    found = _SPACE.match(heading) if not element.is_forced or _HEADING.match(heading) else None
    place = heading
    if found:
        scene.int_ext = _SPACES.get(found[1].lower(), "INT/EXT")
        place = found[2]
    parted = _TIME_AFTER.fullmatch(place)
    if parted and (time := _time(parted[2])):
        scene.day_night, place = time, parted[1]
    scene.place = place.strip(" -–—.")
    return scene


def _time(words: str) -> str:
    """DAY; NIGHT (2003); LATE AFTERNOON; the first word that says it."""
    found = (_TIME_OF.get(word.strip("().,;").upper()) for word in words.split()[:4])
    return next((code for code in found if code), "")


_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|_)")
_ESCAPED = re.compile(r"\\([*_\\()~\[\]])")


def plain(text: str) -> str:
    """Text without its emphasis; a sign after a backslash is itself."""
    return unescaped(_EMPHASIS.sub("", text)).strip()


def unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def read(data: bytes, *, encoding: str = "") -> Table:
    """The scenes of a screenplay as a table."""
    play = parse(data, encoding=encoding)
    table = Table(list(COLUMNS), iter(()), reading=dict(play.reading))
    for repair in play.repairs:
        table.repair(repair.line, repair.code, **repair.facts)
    found = list(scenes(play))
    if not found:
        raise Refused("no_scene")
    if len(found) > MOST_ROWS:
        raise Refused("rows", most=MOST_ROWS)
    table.rows = (Row(scene.line, scene.cells()) for scene in found)
    return table
