"""The structure tree of a tagged document: what a heading, a table, a cell is, in reading order.

Elements are kept small, since a long script has tens of thousands, and become raw PDF objects
at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject


class Raw(PDFObject):
    """A PDF object that is already written."""

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        return self.data


class Element:
    """A node of the tree; ``TD:3`` is a cell over three columns.

    A kid is an element, a marked content (page, number) or a link's number.
    """

    __slots__ = ("alternative", "kids", "kind", "parent")

    def __init__(self, kind: str, parent: Element | None, alternative: str = "") -> None:
        self.kind = kind
        self.parent = parent
        self.alternative = alternative  # words in place of a picture
        self.kids: list[Element | tuple[int, int] | int] = []
        if parent is not None:
            parent.kids.append(self)


class Tree:
    """Collects elements while pages are drawn, and writes them."""

    def __init__(self) -> None:
        self.root = Element("Document", None)
        self.pages: list[list[Element]] = []  # by page, then by the number of the marked content
        self.links: list[tuple[Element, str]] = []  # a link's element and its object's reference

    def open_page(self) -> None:
        self.pages.append([])

    def mark(self, element: Element) -> int:
        """The number of the next marked content on this page, which belongs to the element."""
        marks = self.pages[-1]
        element.kids.append((len(self.pages) - 1, len(marks)))
        marks.append(element)
        return len(marks) - 1

    def write(self, document: PDFDocument, pages: Sequence[str]) -> None:
        """Make the catalog's structure; ``pages`` are references as they stand in the file."""
        elements = list(_walk(self.root))
        objects = [Raw() for _ in elements]
        at = {id(element): reference(document, raw) for element, raw in zip(elements, objects, strict=True)}
        root = Raw()
        root_at = reference(document, root)
        for element, raw in zip(elements, objects, strict=True):
            parent = root_at if element.parent is None else at[id(element.parent)]
            raw.data = self._element(element, parent, at, pages)
        rows = [(n, f"[{' '.join(at[id(e)] for e in marks)}]") for n, marks in enumerate(self.pages)]
        rows += [(len(pages) + n, at[id(element)]) for n, (element, _) in enumerate(self.links)]
        numbers = Raw("".join(["<</Nums [", *(f"{n} {row}\n" for n, row in rows), "]>>"]).encode())
        root.data = (
            f"<</Type /StructTreeRoot /K {at[id(self.root)]} /ParentTree {reference(document, numbers)} "
            f"/ParentTreeNextKey {len(rows)}>>"
        ).encode()
        catalog = document.Catalog
        catalog.StructTreeRoot = document.Reference(root)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _element(self, element: Element, parent: str, at: dict[int, str], pages: Sequence[str]) -> bytes:
        kids = " ".join([self._kid(kid, at, pages) for kid in element.kids])
        kind, _, span = element.kind.partition(":")
        words = f"<</Type /StructElem /S /{kind} /P {parent} /K [{kids}]"
        attributes = (f" /ColSpan {span}" if span else "") + (" /Scope /Column" if kind == "TH" else "")
        if attributes:
            words += f" /A <</O /Table{attributes}>>"
        if element.alternative:
            words += f" /Alt {text_string(element.alternative)}"
        return f"{words}>>".encode("ascii")

    def _kid(self, kid: Element | tuple[int, int] | int, at: dict[int, str], pages: Sequence[str]) -> str:
        if isinstance(kid, Element):
            return at[id(kid)]
        if isinstance(kid, int):
            return f"<</Type /OBJR /Obj {self.links[kid][1]}>>"
        page, number = kid
        return f"<</Type /MCR /Pg {pages[page]} /MCID {number}>>"


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _walk(kid)


def reference(document: PDFDocument, thing: PDFObject) -> str:
    """The reference to an object as it stands in the file: ``12 0 R``."""
    name = document.Reference(thing).name
    return "{} {} R".format(*document.idToObjectNumberAndVersion[name])


def text_string(text: str) -> str:
    """A string of the file's own dictionaries: any character, nothing to escape."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
