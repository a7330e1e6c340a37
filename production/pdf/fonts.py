"""The typefaces of paper: what they hold, how wide words are, how a subset is embedded.

Source Sans 3 has figures of one width, so that columns of times line up, and all of Latin,
Cyrillic and Greek. DejaVu Sans Condensed stands in for what it lacks (Hebrew, Arabic, signs).
A character is addressed by its own code point (Identity-H), so that a line of text becomes
PDF operators in one step, whatever the font; a map beside the subset leads to the glyphs.
"""

from __future__ import annotations

import threading
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

PACKAGES = Path(__file__).resolve().parents[2] / "node_modules"
SOURCE_SANS = PACKAGES / "@expo-google-fonts" / "source-sans-3"
REGULAR = ("400Regular/SourceSans3_400Regular.ttf", "DejaVuSansCondensed.ttf")
BOLD = ("700Bold/SourceSans3_700Bold.ttf", "DejaVuSansCondensed-Bold.ttf")
DEJAVU = PACKAGES / "dejavu-fonts-ttf" / "ttf"

LAST_CODE = 0xFFFF  # a character of two bytes; what lies beyond prints as its number
WORDS_KEPT = 100_000  # measured words per weight; a long transcript has some 20,000
LONG_WORD = 40  # not worth remembering

_reading = threading.Lock()  # ReportLab's font reader has one file position for all threads
_opening = threading.Lock()  # a face is one object for all: a document gathers its characters by it


class Face:
    """One font file."""

    __slots__ = ("_file", "ascent", "number", "widths")

    def __init__(self, number: int, path: Path) -> None:
        self.number = number
        self._file = TTFontFile(str(path), validate=0)
        glyphs = self._file.charToGlyph
        self.widths: dict[str, float] = {
            chr(code): width
            for code, width in self._file.charWidths.items()
            if code <= LAST_CODE and code in glyphs
        }

    @property
    def name(self) -> str:
        """The PDF resource name."""
        return f"F{self.number}"

    @property
    def postscript_name(self) -> str:
        return bytes(self._file.name).decode("ascii", "replace")

    def descriptor(self) -> dict[str, object]:
        file = self._file
        return {
            "Ascent": round(file.ascent),
            "Descent": round(file.descent),
            "CapHeight": round(file.capHeight),
            "StemV": round(file.stemV),
            "ItalicAngle": file.italicAngle,
            "FontBBox": [round(edge) for edge in file.bbox],
        }

    def subset(self, characters: Iterable[str]) -> Subset:
        """What a document embeds of this face: these characters only."""
        return _subset(self, "".join(sorted(characters)))


@dataclass(frozen=True, slots=True)
class Subset:
    """The parts of an embedded font; the streams are compressed."""

    program: bytes
    length: int  # of the program before compression
    to_glyph: bytes  # from character to glyph
    to_unicode: bytes
    widths: bytes


@lru_cache(maxsize=64)
def _subset(face: Face, characters: str) -> Subset:
    codes = [ord(character) for character in characters]
    with _reading:
        program = bytes(face._file.makeSubset(codes))
    # The maker numbers the glyphs in the order in which it first meets them.
    to_glyph = bytearray(2 * (max(codes, default=0) + 1))
    order: dict[int, int] = {0: 0}
    for code in codes:
        glyph = order.setdefault(face._file.charToGlyph[code], len(order))
        to_glyph[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    widths = " ".join([f"{ord(character)} [{face.widths[character]:g}]" for character in characters])
    return Subset(
        program=zlib.compress(program, 6),
        length=len(program),
        to_glyph=zlib.compress(to_glyph, 6),
        to_unicode=zlib.compress(_to_unicode(characters), 6),
        widths=f"[{widths}]".encode("ascii"),
    )


class Weight:
    """Regular or bold: the face and its stand-in, and the width of every word met so far."""

    def __init__(self, number: int, own: Path, stand_in: Path) -> None:
        self._number = number
        self.own = Face(number, own)
        self._stand_in_path = stand_in
        self._stand_in: Face | None = None
        self.known = frozenset(self.own.widths)
        self.space = self.own.widths[" "]
        self.words: dict[str, float] = {"": 0.0}

    @property
    def stand_in(self) -> Face:
        if self._stand_in is None:
            with _opening:
                self._stand_in = self._stand_in or Face(self._number + 2, self._stand_in_path)
        return self._stand_in

    def has(self, character: str) -> bool:
        return character in self.known or character in self.stand_in.widths

    def width(self, character: str) -> float:
        width = self.own.widths.get(character)
        return self.stand_in.widths[character] if width is None else width

    def measure(self, word: str) -> float:
        """Width of a word in thousandths of the size; only for words from the text door."""
        widths = self.own.widths
        try:
            width = sum([widths[character] for character in word])
        except KeyError:
            width = sum([self.width(character) for character in word])
        if len(word) <= LONG_WORD:
            if len(self.words) >= WORDS_KEPT:
                self.words = {"": 0.0}
            self.words[word] = width
        return width

    def widths_of(self, words: list[str]) -> list[float]:
        known = self.words
        try:
            return [known[word] for word in words]
        except KeyError:
            return [self.measure(word) if (width := known.get(word)) is None else width for word in words]

    def runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """The text in pieces of one face each."""
        if self.known.issuperset(text):
            yield self.own, text
            return
        for own, characters in groupby(text, self.known.__contains__):
            yield (self.own if own else self.stand_in), "".join(characters)


_weights: dict[bool, Weight] = {}


def weight(bold: bool) -> Weight:
    if bold not in _weights:
        with _opening:
            own, stand_in = BOLD if bold else REGULAR
            if bold not in _weights:
                _weights[bold] = Weight(int(bold), SOURCE_SANS / own, DEJAVU / stand_in)
    return _weights[bold]


def _to_unicode(characters: Iterable[str]) -> bytes:
    """The table by which a reader copies and searches; Arabic forms become plain letters."""
    lines = []
    for character in sorted(characters):
        plain = unicodedata.normalize("NFKC", character) if "\ufb00" <= character <= "\ufeff" else character
        lines.append(f"<{ord(character):04X}> <{plain.encode('utf-16-be').hex().upper()}>")
    chunks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")
