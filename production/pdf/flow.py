"""Places rows from the top of the page to its bottom, page after page, in linear time.

Rows stand whole where they can. A heading never stands without what it heads, a table's header
is repeated on each page, and a row that is taller than a page is split.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from .layout import Document
from .rows import Row
from .tags import Element

SLACK = 0.01  # points that rounding may cost


class Flow:
    """Rows go in, pages come out."""

    def __init__(self, document: Document, *, top: float, bottom: float, first_top: float = 0.0) -> None:
        self.document = document
        self.top, self.bottom = top, bottom
        self.parent = document.tree.root
        self.page = document.new_page()
        self.y = self._page_top = first_top or top
        self._header: Row | None = None
        self._repeated: Row | None = None  # the header, once it stands on a page
        self._held: list[Row] = []

    @property
    def room(self) -> float:
        return self.y - self.bottom

    @property
    def page_height(self) -> float:
        """What a page that is not the first offers."""
        return self.top - self.bottom - (self._repeated.height if self._repeated else 0.0)

    def new_page(self) -> None:
        self.page = self.document.new_page()
        self.y = self.top
        if self._repeated is not None:
            self._draw(self._repeated, self._repeated.height, repeated=True)
        self._page_top = self.y

    def add(self, row: Row) -> None:
        """Place a row, together with the rows before it that are to stand with it."""
        row.bind(self.parent)
        self._held.append(row)
        if not row.keep:
            self._settle()

    def extend(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.add(row)

    def space(self, height: float) -> None:
        """White before the next row; none at the top of a page."""
        self._settle()
        if not self._is_fresh:
            self.y -= height

    def finish(self) -> bytes:
        self._settle()
        return self.document.save()

    @contextmanager
    def tagged(self, kind: str) -> Iterator[None]:
        """Rows within belong to an element of this kind."""
        outer = self.parent
        self.parent = Element(kind, outer)
        yield
        self.parent = outer

    @contextmanager
    def table(self, header: Row | None = None) -> Iterator[None]:
        """A table; its header row is repeated on every page that it reaches."""
        with self.tagged("Table"):
            if header is not None:
                header.keep = True
                self._header = header
                self.add(header)
            yield
            self._settle()
        self._header = self._repeated = None

    @property
    def _is_fresh(self) -> bool:
        return self.y >= self._page_top - SLACK

    def _settle(self) -> None:
        """Place what is held: all that heads, and the last row at least in part."""
        held, self._held = self._held, []
        if not held:
            return
        *heads, last = held
        need = sum(row.height for row in heads) + self._least(last)
        if need > self.room + SLACK and not self._is_fresh:
            self.new_page()
        for row in held:
            self._place(row)
            if row is self._header:
                self._repeated = row

    def _least(self, row: Row) -> float:
        """How much of a row must stand with what precedes it."""
        may_split = row.splits or row.height > self.page_height
        return row.least if may_split else row.height

    def _place(self, row: Row) -> None:
        """Draw a row where it fits: here, on the next page, or over several pages."""
        while True:
            height = row.height
            if height <= self.room + SLACK:
                return self._draw(row, height)
            if row.splits or self._is_fresh or height > self.page_height:
                head = row.take(self.room)
                if head is not None:
                    self._draw(head, head.height)
                elif self._is_fresh:  # one piece taller than the page: better over the edge than never
                    return self._draw(row, height)
            self.new_page()

    def _draw(self, row: Row, height: float, *, dx: float = 0.0, repeated: bool = False) -> None:
        row.draw(self.page, dx, self.y, height, repeated=repeated)
        self.y -= height

    def side_by_side(self, rows: Sequence[Row], offsets: Sequence[float]) -> None:
        """Rows of one narrow width in columns of about equal height, page after page."""
        for row in rows:
            row.bind(self.parent)
        groups = list(_groups(rows))
        self._place_heads(groups)
        while groups:
            first = groups[0].height
            if first > self.room + SLACK and not self._is_fresh:
                self.new_page()
            height = _balanced(groups, len(offsets), self.room)
            dealt, rest = _deal(groups, len(offsets), height)
            if len(rest) == len(groups):  # somebody's note fills a page: in the first column, split
                for row in rest.pop(0).rows:
                    self._place(row)
            else:
                self._draw_columns(dealt, offsets)
            groups = rest

    def _place_heads(self, groups: Sequence[_Group]) -> None:
        """A heading that is held stands with the first rows of the columns."""
        heads, self._held = self._held, []
        need = sum(row.height for row in heads) + (groups[0].height if groups else 0.0)
        if need > self.room and not self._is_fresh:
            self.new_page()
        for row in heads:
            self._place(row)

    def _draw_columns(self, dealt: Sequence[_Dealt], offsets: Sequence[float]) -> None:
        top = lowest = self.y
        for dx, column in zip(offsets, dealt, strict=True):
            self.y = top
            for row, repeated in column:
                self._draw(row, row.height, dx=dx, repeated=repeated)
            lowest = min(lowest, self.y)
        self.y = lowest


@dataclass(slots=True)
class _Group:
    """Rows that stand together."""

    rows: list[Row]
    height: float


_Dealt = list[tuple[Row, bool]]  # rows of a column, and whether they are a repeated heading


def _groups(rows: Iterable[Row]) -> Iterator[_Group]:
    together: list[Row] = []
    height = 0.0
    for row in rows:
        together.append(row)
        height += row.height
        if not row.keep:
            yield _Group(together, height)
            together, height = [], 0.0
    if together:
        yield _Group(together, height)


def _deal(groups: list[_Group], count: int, height: float) -> tuple[list[_Dealt], list[_Group]]:
    """Fill columns of a height one after the other; what is left over comes back."""
    dealt: list[_Dealt] = []
    at = 0
    for _ in range(count):
        column: _Dealt = []
        used = 0.0
        while at < len(groups):
            again = groups[at].rows[0].again if not column else None
            need = groups[at].height + (again.height if again else 0.0)
            if used + need > height + SLACK:
                break
            if again is not None:
                column.append((again, True))
            column.extend((row, False) for row in groups[at].rows)
            used += need
            at += 1
        dealt.append(column)
    return dealt, groups[at:]


def _balanced(groups: list[_Group], count: int, room: float) -> float:
    """The least height in which all groups fit side by side; the whole room where they do not."""
    total = 0.0
    for group in groups:
        total += group.height
        if total > count * room:
            return room
    if _deal(groups, count, room)[1]:
        return room
    low, high = total / count, room
    while high - low > 1.0:
        middle = (low + high) / 2
        if _deal(groups, count, middle)[1]:
            low = middle
        else:
            high = middle
    return high
