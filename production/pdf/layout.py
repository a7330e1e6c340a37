"""The layout engine of every document: pages of ready operators, made in one pass.

A :class:`Document` gathers pages; a :class:`Page` turns lines, rules and tints into PDF
operators and tags them; the flow in ``flow.py`` decides what stands where. ReportLab keeps the
file, its objects and fonts. Pages are compressed as they close, so that ten thousand rows cost
no more memory than their own size on paper, and "page n of m" is added at the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
)

from .file import File, Raw, text_string
from .fonts import Face, weight
from .tags import Element, Tree
from .text import Line, Run, clean

rl_config.useA85 = 0  # binary streams: smaller and faster

EFFORT = 3  # of compression: 6 takes twice as long for a seventh less

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}

BLACK = (0.0, 0.0, 0.0)
GREY = (0.34, 0.34, 0.34)  # labels: 7:1 on white
PALE = (0.95, 0.95, 0.95)
HAIR = (0.62, 0.62, 0.62)
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks. Two weights, no slant: what must stand out is bold."""

    size: float = 9.0
    leading: float = 11.0
    bold: bool = False
    colour: Colour = BLACK
    align: str = "left"  # left, right, center
    tracking: float = 0.0  # space added between letters, for capitals


class Page:
    """One page under the pen. Coordinates are points from the lower left, as in PDF."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.body: list[str] = []
        # Beneath the text, and no content for a reader: tints, and the rules on them.
        self.tints: list[str] = []
        self.rules: list[str] = []
        self.links: list[Raw] = []
        self._face: Face | None = None
        self._style = Style()  # black and untracked, as a page begins

    def text(self, x: float, y: float, line: Line, style: Style, width: float = 0.0) -> None:
        """Draw one line with its baseline at y; width is the room that it is aligned in."""
        runs, used = line
        if style.align != "left":
            tracked = style.tracking * sum([len(text) for text, _ in runs])
            spare = width - used - tracked
            x += spare if style.align == "right" else spare / 2
        last = len(runs) - 1
        if not last:  # most lines are of one face, like the one before
            text, bold = runs[0]
            own = weight(bold)
            if text.isascii() or own.known.issuperset(text):
                text += " "
                face, select = own.own, ""
                if face is not self._face or style is not self._style:
                    select = f"{self._select(face, style)} "
                characters = text.encode("utf-16-be").hex()
                self.body.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {select}<{characters}> Tj ET")
                self.document.used(face, text)
                return
        pieces = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        for number, (text, bold) in enumerate(runs):
            # A space ends each line, or a reader would join its last word with the next line's first.
            for face, characters in weight(bold).runs(text + " " if number == last else text):
                if face is not self._face or style is not self._style:
                    pieces.append(self._select(face, style))
                pieces.append(f"<{characters.encode('utf-16-be').hex()}> Tj")
                self.document.used(face, characters)
        pieces.append("ET")
        self.body.append(" ".join(pieces))

    def _select(self, face: Face, style: Style) -> str:
        """The operators that change font, colour and tracking, where they differ from the last ones."""
        before, operators = self._style, []
        if face is not self._face or style.size != before.size:
            operators.append(f"/{face.name} {style.size:g} Tf")
        if style.colour != before.colour:
            operators.append("{:.3g} {:.3g} {:.3g} rg".format(*style.colour))
        if style.tracking != before.tracking:
            operators.append(f"{style.tracking:g} Tc")
        self._face, self._style = face, style
        return " ".join(operators)

    def open(self, element: Element) -> None:
        kind = element.kind.partition(":")[0]
        self.body.append(f"/{kind} <</MCID {self.document.tree.mark(element)}>> BDC")

    def close(self) -> None:
        self.body.append("EMC")

    def rule(self, x: float, y: float, width: float, weight: float = 0.4, colour: Colour = HAIR) -> None:
        self.rules.append(_rectangle(x, y - weight / 2, width, weight, colour))

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        self.rules.append(_rectangle(x, y, width, height, BLACK))

    def tint(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        self.tints.append(_rectangle(x, y, width, height, colour))

    def frame(self, x: float, y: float, width: float, height: float, weight: float) -> None:
        self.rules.append(f"0 G {weight:g} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def path(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: Colour | None = None,
        edge: Colour | None = None,
        weight: float = 0.4,
        dashed: bool = False,
    ) -> None:
        """Straight lines from point to point, filled and drawn as told."""
        parts = ["{:.3g} {:.3g} {:.3g} rg".format(*fill)] if fill else []
        if edge:
            parts.append("{:.3g} {:.3g} {:.3g} RG {:g} w".format(*edge, weight))
            parts.append("[2 1.4] 0 d" if dashed else "[] 0 d")
        moves = (f"{x:.2f} {y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(points))
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}[
            fill is not None, edge is not None
        ]
        self.rules.append(" ".join([*parts, *moves, paint]))

    def stamp(self, text: str, size: float, colour: Colour) -> None:
        """A word across the page, from the lower left to the upper right."""
        width, height = self.document.width, self.document.height
        slope = (width**2 + height**2) ** 0.5
        cos, sin = width / slope, height / slope
        room = slope * 0.72
        size = min(size, size * room / max(1.0, weight(True).measure(text) * size / 1000))
        half, third = weight(True).measure(text) * size / 2000, size / 3
        x = width / 2 - cos * half + sin * third
        y = height / 2 - sin * half - cos * third
        style = Style(size, size, bold=True, colour=colour)
        pieces = [f"BT {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm"]
        for face, characters in weight(True).runs(text):
            pieces.append(f"{self._select(face, style)} <{characters.encode('utf-16-be').hex()}> Tj")
            self.document.used(face, characters)
        self.tints.append(" ".join([*pieces, "ET"]))

    def squares(self, x: float, y: float, side: float, matrix: list[bytearray]) -> None:
        """The dark squares of a code, row by row from the top, as one filled path."""
        step = side / len(matrix)
        path = ["q 0 g"]
        for row, cells in enumerate(matrix):
            base = y + side - (row + 1) * step
            start = -1
            for column, dark in enumerate([*cells, 0]):
                if dark and start < 0:
                    start = column
                elif not dark and start >= 0:
                    path.append(
                        f"{x + start * step:.2f} {base:.2f} {(column - start) * step:.2f} {step:.2f} re"
                    )
                    start = -1
        path.append("f Q")
        self.body.append(" ".join(path))

    def image(self, name: str, x: float, y: float, width: float, height: float) -> None:
        self.body.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def link(self, element: Element, address: str, rectangle: tuple[float, float, float, float]) -> None:
        """Lay a link over a rectangle; addresses are made by documents, never typed by a person."""
        tree = self.document.tree
        raw = Raw()
        self.links.append(raw)
        number = tree.link(element, self.document.file.number(raw))
        edges = " ".join(f"{edge:.2f}" for edge in rectangle)
        escaped = address.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        raw.data = (
            f"<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{edges}] "
            f"/Contents {text_string(address)} /A <</S /URI /URI ({escaped})>> /StructParent @{number}@>>"
        ).encode("ascii")

    def ground(self) -> str:
        return " ".join(["q", *self.tints, *self.rules, "Q"]) if self.tints or self.rules else ""

    def content(self) -> bytes:
        # What the body sets must not reach the furniture, which begins afresh.
        parts = ["/Artifact BMC", self.ground(), "EMC q", *self.body, "Q"]
        return zlib.compress("\n".join(parts).encode("ascii"), EFFORT)


def _rectangle(x: float, y: float, width: float, height: float, colour: Colour) -> str:
    red, green, blue = colour
    return f"{red:.3g} {green:.3g} {blue:.3g} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f"


Furniture = Callable[[Page, int, int], None]


class Document:
    """A file in the making: its pages, its fonts, its structure tree."""

    def __init__(
        self,
        *,
        title: str,
        language: str,
        paper: str,
        furniture: Furniture | None = None,
        is_wide: bool = False,
    ) -> None:
        short, long = PAPERS.get(paper, PAPERS["a4"])
        self.width, self.height = (long, short) if is_wide else (short, long)
        self.tree = Tree()
        self.file = File(compression=1, invariant=1, lang=language)
        self.title = clean(title)
        self._furniture = furniture
        self._page: Page | None = None
        self._closed: list[tuple[bytes, list[Raw]]] = []
        self._used: dict[Face, set[str]] = {}
        self._images: dict[str, PDFStream] = {}
        self._grounds: dict[str, Raw] = {}

    @property
    def page_count(self) -> int:
        return len(self._closed) + (self._page is not None)

    def used(self, face: Face, characters: str) -> None:
        try:
            self._used[face].update(characters)
        except KeyError:
            self._used[face] = set(characters)

    def new_page(self) -> Page:
        self._close_page()
        self.tree.open_page()
        self._page = Page(self)
        return self._page

    def _close_page(self) -> None:
        if self._page is not None:
            self._closed.append((self._page.content(), self._page.links))
            self._page = None

    def add_image(self, stream: PDFStream) -> str:
        """Keep a picture's stream under the name that pages call it by."""
        name = f"I{len(self._images)}"
        self._images[name] = stream
        return name

    def save(self) -> bytes:
        """The file. Furniture is drawn now that the number of pages is known."""
        self._close_page()
        total = len(self._closed)
        extras = [self._furnish(number, total) for number in range(1, total + 1)]
        resources = self._resources()
        pages = [
            self._add_page(number, content, links, extras[number], resources)
            for number, (content, links) in enumerate(self._closed)
        ]
        self._number_links(total)
        self._describe()
        return self.file.write(lambda first: self.tree.objects(first, pages))

    def _furnish(self, number: int, total: int) -> tuple[Raw, Raw]:
        """What lies beneath a page, as a rule the same as beneath the others, and what stands above it."""
        page = Page(self)
        if self._furniture is not None:
            self._furniture(page, number, total)
        parts = (page.ground(), " ".join(page.body))
        beneath, above = (f"/Artifact <</Type /Pagination>> BDC q {part} Q EMC" for part in parts)
        if beneath not in self._grounds:
            self._grounds[beneath] = _compressed(zlib.compress(beneath.encode("ascii"), EFFORT))
        return self._grounds[beneath], _compressed(zlib.compress(above.encode("ascii"), EFFORT))

    def _add_page(
        self, number: int, content: bytes, links: list[Raw], extra: tuple[Raw, Raw], resources: int
    ) -> int:
        file = self.file
        streams = " ".join([f"{file.number(one)} 0 R" for one in (extra[0], _compressed(content), extra[1])])
        laid = " ".join([f"{file.number(raw)} 0 R" for raw in links])
        page = Raw(
            f"<</Type /Page /Parent {file.number(file.Pages)} 0 R "
            f"/MediaBox [0 0 {self.width:g} {self.height:g}] /Contents [{streams}] "
            f"/Resources {resources} 0 R /StructParents {number} /Tabs /S"
            f"{f' /Annots [{laid}]' if laid else ''}>>".encode("ascii")
        )
        file.addPage(page)
        return file.number(page)

    def _number_links(self, pages: int) -> None:
        """Links come after the pages in the table that leads from content to structure."""
        for _, links in self._closed:
            for raw in links:
                before, number, after = raw.data.split(b"@")
                raw.data = before + str(pages + int(number)).encode() + after

    def _resources(self) -> int:
        """The number of the object that tells pages their fonts and pictures."""
        fonts = PDFDictionary(
            {
                face.name: self.file.Reference(self._font(face, characters))
                for face, characters in self._used.items()
            }
        )
        images = PDFDictionary({name: self.file.Reference(stream) for name, stream in self._images.items()})
        procedures = PDFArray([PDFName(name) for name in ("PDF", "Text", "ImageC")])
        return self.file.number(PDFDictionary({"Font": fonts, "XObject": images, "ProcSet": procedures}))

    def _font(self, face: Face, characters: set[str]) -> PDFDictionary:
        """A composite font whose codes are the characters themselves."""
        subset = face.subset(characters)
        name = PDFName(f"RODAJE+{face.postscript_name}")
        program = _compressed(subset.program, f" /Length1 {subset.length}")
        descriptor = {key: PDFArray(v) if isinstance(v, list) else v for key, v in face.descriptor().items()}
        descriptor |= {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": 4,
            "FontFile2": self.file.Reference(program),
        }
        glyphs = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": Raw(b"<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"),
            "FontDescriptor": self.file.Reference(PDFDictionary(descriptor)),
            "CIDToGIDMap": self.file.Reference(_compressed(subset.to_glyph)),
            "DW": 600,
            "W": Raw(subset.widths),
        }
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": name,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([self.file.Reference(PDFDictionary(glyphs))]),
                "ToUnicode": self.file.Reference(_compressed(subset.to_unicode)),
            }
        )

    def _describe(self) -> None:
        catalog, info = self.file.Catalog, self.file.info
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Outlines = None
        for part in (catalog.ViewerPreferences, catalog.MarkInfo, catalog.Pages):
            self.file.Reference(part)
        info.title, info.author, info.subject = self.title, "", ""
        info.creator, info.producer = "Rodaje", "ReportLab"


def _compressed(data: bytes, more: str = "") -> Raw:
    """A stream; `more` are further entries of its dictionary."""
    head = f"<<\n/Filter /FlateDecode /Length {len(data)}{more}\n>>\nstream\n"
    return Raw(b"%b%bendstream\n" % (head.encode("ascii"), data))


def plain(text: str, bold: bool = False, width: float = 0.0) -> Line:
    """A line that is known to be drawable, its width given."""
    run: Run = (text, bold)
    return ((run,), width)
