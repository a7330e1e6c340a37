"""Two versions of a script: what was added, cut, moved, worded anew, trimmed, and what it did to the time.

Rows and cells are matched by their keys, in time that grows with their number; only texts that
differ are compared word by word. Of what stands in another order only the fewest that explain it are
called moved. What follows from other changes isn't told twice: a soundbite that was trimmed has
another length, a row after an inserted one another number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from production.order import moved as moved_in
from script.pdf.content import Cell, Row, RunningTime, Scene, Script
from script.word_changes import Piece, pieces

# what may become of a row, in the order in which it is told
KINDS = (
    "added",
    "cut",
    "moved",
    "words",
    "translation",
    "trimmed",
    "source",
    "element",
    "length",
    "details",
    "clearance",
    "record",
)
# what nobody wrote carries no mark of revision
UNMARKED = frozenset({"clearance", "record"})
_DETAILS = ("speakers", "on_camera", "reference", "credit", "place", "sound", "move", "language")


@dataclass(frozen=True, slots=True)
class CellPair:
    """A cell before and after; None where it wasn't, or isn't any more, in this row."""

    old: Cell | None
    new: Cell | None
    kinds: tuple[str, ...] = ()

    @property
    def key(self) -> int:
        cell = self.new or self.old
        return cell.key if cell else 0

    @property
    def words(self) -> list[Piece]:
        return pieces(self.old.words if self.old else "", self.new.words if self.new else "")

    @property
    def translation(self) -> list[Piece]:
        return pieces(self.old.translation if self.old else "", self.new.translation if self.new else "")


@dataclass(frozen=True, slots=True)
class RowPair:
    old: Row | None
    new: Row | None
    kinds: tuple[str, ...] = ()
    cells: tuple[CellPair, ...] = ()

    @property
    def key(self) -> int:
        row = self.new or self.old
        return row.key if row else 0

    @property
    def before(self) -> Fraction:
        return self.old.seconds if self.old else Fraction()

    @property
    def after(self) -> Fraction:
        return self.new.seconds if self.new else Fraction()

    def column(self, name: str) -> list[CellPair]:
        """Cells that stood or stand in a column; one that changed column shows in both."""
        found = []
        for pair in self.cells:
            sides = {cell.column for cell in (pair.old, pair.new) if cell}
            if name in sides:
                found.append(pair)
        return found


@dataclass(frozen=True, slots=True)
class ScenePair:
    """`kinds` are "added", "cut", "omitted", "restored", "moved" and "renamed"."""

    old: Scene | None
    new: Scene | None
    kinds: tuple[str, ...]
    rows: tuple[RowPair, ...]
    before: Fraction
    after: Fraction

    @property
    def scene(self) -> Scene:
        scene = self.new or self.old
        assert scene is not None  # noqa: S101  # a pair has one of them
        return scene

    @property
    def is_changed(self) -> bool:
        return bool(self.kinds) or any(row.kinds for row in self.rows)

    @property
    def is_marked(self) -> bool:
        """Whether its heading carries a mark: what was cut out of it has no other place to carry one."""
        return bool(self.kinds) or any(row.new is None for row in self.rows)


@dataclass(frozen=True)
class Comparison:
    scenes: tuple[ScenePair, ...]
    before: RunningTime
    after: RunningTime
    title: tuple[str, str] | None = None  # where the script is called otherwise
    settings: tuple[str, ...] = field(default=())  # "rate", "record_start"

    @property
    def rows(self) -> Iterator[RowPair]:
        return (row for scene in self.scenes for row in scene.rows)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Rows by what became of them, in the order of KINDS; a row may count for several."""
        found = Counter(kind for row in self.rows for kind in row.kinds)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    @cached_property
    def marked(self) -> frozenset[int]:
        """Keys of rows of the new version that carry a mark."""
        return frozenset(row.new.key for row in self.rows if row.new and set(row.kinds) - UNMARKED)

    @property
    def is_same(self) -> bool:
        """Two that print alike, apart from head, number and note."""
        return not (self.title or self.settings or any(scene.is_changed for scene in self.scenes))


def compare(old: Script, new: Script) -> Comparison:
    return Comparison(
        tuple(_Comparing(old, new).scenes()),
        old.running_time,
        new.running_time,
        None if old.title == new.title else (old.title, new.title),
        tuple(name for name in ("rate", "drop", "record_start") if getattr(old, name) != getattr(new, name)),
    )


def marked(new: Script, comparison: Comparison | None) -> Script:
    """The new version with a mark on each row and scene that changed; without a draft before it none is."""
    keys = comparison.marked if comparison else frozenset()
    scenes = {pair.scene.key for pair in comparison.scenes if pair.is_marked} if comparison else set()
    return replace(
        new,
        rows=tuple(replace(row, is_changed=row.key in keys) for row in new.rows),
        scenes=tuple(replace(scene, is_changed=scene.key in scenes) for scene in new.scenes),
    )


class _Comparing:
    def __init__(self, old: Script, new: Script) -> None:
        self.old, self.new = old, new
        self.old_scenes = {scene.key: scene for scene in old.scenes}
        self.new_scenes = {scene.key: scene for scene in new.scenes}
        self.old_rows = {row.key: row for row in old.rows}
        self.new_rows = {row.key: row for row in new.rows}
        self.old_cells = {cell.key: cell for cell in old.cells}
        self.new_cells = {cell.key: cell for cell in new.cells}
        both = [key for key in self.old_scenes if key in self.new_scenes]
        self.moved_scenes = moved_in(both, [key for key in self.new_scenes if key in self.old_scenes])

    def scenes(self) -> Iterator[ScenePair]:
        """In the new order, those that went where they stood."""
        for key in _merged(list(self.old_scenes), list(self.new_scenes)):
            before, after = self.old.rows_of.get(key, []), self.new.rows_of.get(key, [])
            yield ScenePair(
                self.old_scenes.get(key),
                self.new_scenes.get(key),
                tuple(self._scene_kinds(key)),
                tuple(self._rows(before, after)),
                sum((row.seconds for row in before), Fraction()),
                sum((row.seconds for row in after), Fraction()),
            )

    def _scene_kinds(self, key: int) -> Iterator[str]:
        old, new = self.old_scenes.get(key), self.new_scenes.get(key)
        if old is None or new is None:
            yield "added" if old is None else "cut"
            return
        if old.is_omitted != new.is_omitted:
            yield "omitted" if new.is_omitted else "restored"
        if key in self.moved_scenes:
            yield "moved"
        if (old.title, old.number) != (new.title, new.number):
            yield "renamed"

    def _rows(self, before: Sequence[Row], after: Sequence[Row]) -> Iterator[RowPair]:
        """Of one scene; a row that went to another scene is told there alone."""
        here = {row.key for row in after}
        stayed = [row.key for row in before if row.key in here]
        known = set(stayed)
        moved = moved_in(stayed, [row.key for row in after if row.key in known])
        gone = [row.key for row in before if row.key not in self.new_rows]
        lost = set(gone)
        left = [row.key for row in before if row.key in here or row.key in lost]
        for key in _merged(left, [row.key for row in after]):
            yield self._row(key, is_moved=key in moved)

    def _row(self, key: int, *, is_moved: bool) -> RowPair:
        old, new = self.old_rows.get(key), self.new_rows.get(key)
        cells = tuple(self._cells(self.old.cells_of.get(key, []), self.new.cells_of.get(key, [])))
        if old is None or new is None:
            return RowPair(old, new, ("added" if old is None else "cut",), cells)
        kinds = {kind for pair in cells for kind in pair.kinds}
        if is_moved or old.scene != new.scene:
            kinds.add("moved")
        if (old.record_in, old.record_out) != (new.record_in, new.record_out):
            kinds.add("record")
        return RowPair(old, new, _row_kinds(kinds), cells)

    def _cells(self, before: Sequence[Cell], after: Sequence[Cell]) -> Iterator[CellPair]:
        here = {cell.key for cell in after}
        was = {cell.key for cell in before}
        stayed = [cell.key for cell in before if cell.key in here]
        moved = moved_in(stayed, [cell.key for cell in after if cell.key in was])
        for key in _merged([cell.key for cell in before], [cell.key for cell in after]):
            old = self.old_cells[key] if key in was else None
            new = self.new_cells[key] if key in here else None
            if old is None or new is None:
                yield CellPair(old, new, ("cell_added" if old is None else "cell_cut",))
            else:
                yield CellPair(old, new, tuple(_cell_kinds(old, new, is_moved=key in moved)))


def _row_kinds(kinds: set[str]) -> tuple[str, ...]:
    """A cell that came or went is a change of the row's element, not of its place."""
    if kinds & {"cell_added", "cell_cut", "cell_moved"}:
        kinds.add("element")
    return tuple(kind for kind in KINDS if kind in kinds)


def _cell_kinds(old: Cell, new: Cell, *, is_moved: bool) -> Iterator[str]:
    if old == new and not is_moved:
        return
    if is_moved or old.column != new.column:
        yield "cell_moved"
    if old.element != new.element:
        yield "element"
    yield from _worded(old, new)
    if any(getattr(old, name) != getattr(new, name) for name in _details_of(new)):
        yield "details"
    if (old.clearance, old.clearance_words) != (new.clearance, new.clearance_words):
        yield "clearance"


def _worded(old: Cell, new: Cell) -> Iterator[str]:
    """Words and length follow where something else is cited, or more or less of the same."""
    if _source(old) != _source(new):
        yield "source"
        return
    if _ranges(old) != _ranges(new):
        yield "trimmed"
        return
    if old.words != new.words:
        yield "words"
    if old.translation != new.translation:
        yield "translation"
    if _length(old) != _length(new) and not _follows(old, new):
        yield "length"


def _source(cell: Cell) -> tuple[Any, ...]:
    return cell.segment, cell.recording, cell.clip, cell.shot


def _ranges(cell: Cell) -> tuple[Any, ...]:
    """As they print: by source timecode, since a medium may be logged from another first frame."""
    return tuple((part.start, part.end, part.source_in, part.source_out) for part in cell.parts)


def _length(cell: Cell) -> tuple[Any, ...]:
    return cell.lasts, cell.basis


def _follows(old: Cell, new: Cell) -> bool:
    """The length of narration that is counted from its words follows them."""
    return old.words != new.words and old.basis in ("estimated", "") and new.basis in ("estimated", "")


def _details_of(cell: Cell) -> Iterable[str]:
    """What else of a cell is on the page; the gist of a segment isn't."""
    return _DETAILS if cell.element == "soundbite" else (*_DETAILS, "title")


def _merged(before: Sequence[Hashable], after: Sequence[Any]) -> list[Any]:
    """The new order, with what went after the last thing before it that is still there."""
    there = set(after)
    gone: dict[Any, list[Any]] = defaultdict(list)
    last = None
    for thing in before:
        if thing in there:
            last = thing
        else:
            gone[last].append(thing)
    merged = list(gone.get(None, ()))
    for thing in after:
        merged.append(thing)
        merged.extend(gone.get(thing, ()))
    return merged
