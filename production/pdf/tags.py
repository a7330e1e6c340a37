"""The structure tree of a tagged document: what a heading, a table, a cell is, in reading order.

Elements are kept small, since a long script has tens of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .file import text_string

MARKS = 100_000  # more than a page ever holds


class Element:
    """A node of the tree; ``TD:3`` is a cell over three columns.

    A kid is an element, or a number: of a marked content (see ``Tree.mark``), or, below zero, of a
    link. Numbers spare the garbage collector a hundred thousand pairs.
    """

    __slots__ = ("alternative", "kids", "kind", "number", "parent")

    def __init__(self, kind: str, parent: Element | None, alternative: str = "") -> None:
        self.kind = kind
        self.parent = parent
        self.alternative = alternative  # words in place of a picture
        self.kids: list[Element | int] = []
        self.number = 0  # of its object, once the file is written
        if parent is not None:
            parent.kids.append(self)


class Tree:
    """Collects elements while pages are drawn, and writes them."""

    def __init__(self) -> None:
        self.root = Element("Document", None)
        self.pages: list[list[Element]] = []  # by page, then by the number of the marked content
        self.links: list[tuple[Element, int]] = []  # a link's element and the number of its object

    def open_page(self) -> None:
        self.pages.append([])

    def mark(self, element: Element) -> int:
        """The number of the next marked content on this page, which belongs to the element."""
        marks = self.pages[-1]
        element.kids.append((len(self.pages) - 1) * MARKS + len(marks))
        marks.append(element)
        return len(marks) - 1

    def link(self, element: Element, number: int) -> int:
        """The place of a link, whose object has this number, among all links."""
        self.links.append((element, number))
        element.kids.append(-len(self.links))
        return len(self.links) - 1

    def objects(self, first: int, pages: Sequence[int]) -> Iterator[bytes]:
        """The objects of the tree, numbered from ``first``; ``pages`` are the numbers of the pages."""
        elements = list(_walk(self.root))
        for number, element in enumerate(elements, start=first + 2):
            element.number = number
        root = (
            f"<</Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {first + 1} 0 R "
            f"/ParentTreeNextKey {len(self.pages) + len(self.links)}>>"
        )
        yield root.encode("ascii")
        yield self._parents().encode("ascii")
        for element in elements:  # one by one: a long script has tens of thousands
            yield self._written(element, first, pages).encode("ascii")

    def _parents(self) -> str:
        """From the marks of each page, and from each link, to the elements."""
        rows = [" ".join([f"{element.number} 0 R" for element in marks]) for marks in self.pages]
        found = [f"{number} [{row}]" for number, row in enumerate(rows)]
        found += [f"{n} {element.number} 0 R" for n, (element, _) in enumerate(self.links, start=len(found))]
        return f"<</Nums [{' '.join(found)}]>>"

    def _written(self, element: Element, root: int, pages: Sequence[int]) -> str:
        kind, _, span = element.kind.partition(":")
        parent = root if element.parent is None else element.parent.number
        kids = " ".join([self._kid(kid, pages) for kid in element.kids])
        words = f"<</Type /StructElem /S /{kind} /P {parent} 0 R /K [{kids}]"
        if span or kind == "TH":
            span = f" /ColSpan {span}" if span else ""
            words += f" /A <</O /Table{span}{' /Scope /Column' if kind == 'TH' else ''}>>"
        if element.alternative:
            words += f" /Alt {text_string(element.alternative)}"
        return words + ">>"

    def _kid(self, kid: Element | int, pages: Sequence[int]) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if kid < 0:
            return f"<</Type /OBJR /Obj {self.links[-kid - 1][1]} 0 R>>"
        page, number = divmod(kid, MARKS)
        return f"<</Type /MCR /Pg {pages[page]} 0 R /MCID {number}>>"


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _walk(kid)
