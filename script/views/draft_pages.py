"""A script's cells as the pages of drafts show them: worded like on paper, with what changed marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from production.models import Film
from script.compare import CellPair, Comparison, RowPair, ScenePair
from script.formats.labels import Labels, references, shown, voice
from script.models import Draft, Script
from script.pdf.content import VOICES, Cell, Row, Scene, clock, seconds_shown
from script.pdf.content import Script as Pages
from script.pdf.elements import uncleared
from script.views.seen import sees_releases
from script.word_changes import CAME, WENT, Piece, pieces
from script.wording import labels

KIND_WORDS = {  # of a row or a scene
    "added": pgettext_lazy("row", "added"),
    "cut": pgettext_lazy("row", "cut"),
    "omitted": pgettext_lazy("row", "omitted"),
    "restored": pgettext_lazy("row", "brought back"),
    "renamed": pgettext_lazy("row", "called otherwise"),
    "moved": pgettext_lazy("row", "moved"),
    "words": pgettext_lazy("row", "reworded"),
    "translation": pgettext_lazy("row", "translated anew"),
    "trimmed": pgettext_lazy("row", "trimmed"),
    "source": pgettext_lazy("row", "source replaced"),
    "element": pgettext_lazy("row", "put together otherwise"),
    "length": pgettext_lazy("row", "length changed"),
    "details": pgettext_lazy("row", "details changed"),
    "clearance": pgettext_lazy("row", "clearance changed"),
    "record": pgettext_lazy("row", "record time changed"),
}
COUNTED = {  # of rows
    "added": npgettext_lazy("rows", "%(count)s added", "%(count)s added", "count"),
    "cut": npgettext_lazy("rows", "%(count)s cut", "%(count)s cut", "count"),
    "moved": npgettext_lazy("rows", "%(count)s moved", "%(count)s moved", "count"),
    "words": npgettext_lazy("rows", "%(count)s reworded", "%(count)s reworded", "count"),
    "translation": npgettext_lazy("rows", "%(count)s translated anew", "%(count)s translated anew", "count"),
    "trimmed": npgettext_lazy("rows", "%(count)s trimmed", "%(count)s trimmed", "count"),
    "source": npgettext_lazy("rows", "%(count)s source replaced", "%(count)s source replaced", "count"),
    "element": npgettext_lazy(
        "rows", "%(count)s put together otherwise", "%(count)s put together otherwise", "count"
    ),
    "length": npgettext_lazy("rows", "%(count)s length changed", "%(count)s length changed", "count"),
    "details": npgettext_lazy("rows", "%(count)s details changed", "%(count)s details changed", "count"),
    "clearance": npgettext_lazy(
        "rows", "%(count)s clearance changed", "%(count)s clearance changed", "count"
    ),
    "record": npgettext_lazy(
        "rows", "%(count)s record time changed", "%(count)s record time changed", "count"
    ),
}


def script_of(film: Film, key: int) -> Script:
    found: Script = get_object_or_404(Script.objects.filter(film=film).select_related("film"), pk=key)
    return found


def draft_of(script: Script, key: int) -> Draft:
    found: Draft = get_object_or_404(script.drafts.select_related("locked_by", "script__film"), pk=key)
    return found


@dataclass(frozen=True)
class CellShown:
    """`head` is who speaks or what it is; `lines` its words in pieces, `references` where it comes from.

    `standing` says how it is cleared, where that is what changed.
    """

    cell: Cell
    head: str
    lines: list[Piece]
    translation: list[Piece]
    references: list[str]
    standing: str = ""

    @property
    def is_spoken(self) -> bool:
        return self.cell.element in VOICES


@dataclass(frozen=True)
class RowShown:
    row: Row
    picture: list[CellShown]
    sound: list[CellShown]

    @property
    def length(self) -> str:
        return clock(self.row.seconds) if self.row.seconds else ""

    @property
    def is_estimated(self) -> bool:
        return self.row.measured_seconds < self.row.seconds


@dataclass(frozen=True)
class SceneShown:
    scene: Scene
    rows: list[RowShown]

    @property
    def length(self) -> str:
        return clock(sum((one.row.seconds for one in self.rows), Fraction()))


def scenes_shown(pages: Pages) -> list[SceneShown]:
    drawn = _Drawn(pages, labels())
    return [
        SceneShown(scene, [drawn.row(row) for row in pages.rows_of.get(scene.key, ())])
        for scene in pages.scenes
    ]


class _Drawn:
    def __init__(self, pages: Pages, worded: Labels) -> None:
        self.pages, self.labels = pages, worded

    def row(self, row: Row) -> RowShown:
        columns = {name: [self.cell(one) for one in self.pages.column(row, name)] for name in COLUMNS}
        return RowShown(row, columns["picture"], columns["sound"])

    def cell(
        self, cell: Cell, lines: list[Piece] | None = None, translation: list[Piece] | None = None
    ) -> CellShown:
        head, text = self.said(cell)
        if lines is None:
            lines = [Piece(text)] if text else []
        if translation is None:
            translation = [Piece(cell.translation)] if cell.translation else []
        return CellShown(cell, head, lines, translation, references(cell, self.pages))

    def standing(self, cell: Cell) -> str:
        if cell.clearance in ("open", "blocked"):
            return uncleared(self.pages, cell)
        return _("Cleared") if cell.clearance else _("Nothing to clear")

    def said(self, cell: Cell) -> tuple[str, str]:
        """What stands above a cell's words, and the words."""
        if cell.element in VOICES:
            return voice(cell, self.labels), cell.words
        head, _colon, text = shown(cell, self.labels).partition(": ")
        return head, text


COLUMNS = ("picture", "sound")


# -- two of them -------------------------------------------------------------------------------


@dataclass(frozen=True)
class RowCompared:
    pair: RowPair
    before: list[CellShown]
    after: list[CellShown]

    @property
    def kinds(self) -> list[str]:
        return [str(KIND_WORDS[kind]) for kind in self.pair.kinds]

    @property
    def numbers(self) -> tuple[str, str]:
        old, new = self.pair.old, self.pair.new
        return (old.number if old else ""), (new.number if new else "")

    @property
    def lengths(self) -> tuple[str, str]:
        old, new = self.pair.old, self.pair.new
        return (clock(old.seconds) if old else ""), (clock(new.seconds) if new else "")

    @property
    def difference(self) -> str:
        return signed(self.pair.before, self.pair.after)


@dataclass(frozen=True)
class SceneCompared:
    pair: ScenePair
    rows: list[RowCompared]

    @property
    def kinds(self) -> list[str]:
        return [str(KIND_WORDS[kind]) for kind in self.pair.kinds]

    @property
    def before(self) -> str:
        return clock(self.pair.before)

    @property
    def after(self) -> str:
        return clock(self.pair.after)

    @property
    def difference(self) -> str:
        return signed(self.pair.before, self.pair.after)


def scenes_compared(
    comparison: Comparison, old: Pages, new: Pages, *, everything: bool
) -> Iterator[SceneCompared]:
    """Those with changes, and in them the rows that changed; or all."""
    worded = labels()
    sides = _Drawn(old, worded), _Drawn(new, worded)
    for scene in comparison.scenes:
        if everything or scene.is_changed:
            rows = [_row_compared(sides, row) for row in scene.rows if everything or row.kinds]
            yield SceneCompared(scene, rows)


def _row_compared(sides: tuple[_Drawn, _Drawn], pair: RowPair) -> RowCompared:
    before: dict[int, CellShown] = {}
    after: dict[int, CellShown] = {}
    for cell in [one for name in COLUMNS for one in pair.column(name)]:
        if cell.key in before or cell.key in after:
            continue  # it went to the other column
        old, new = _both(sides, cell)
        if old:
            before[cell.key] = old
        if new:
            after[cell.key] = new
    return RowCompared(pair, list(before.values()), list(after.values()))


def _both(sides: tuple[_Drawn, _Drawn], pair: CellPair) -> tuple[CellShown | None, CellShown | None]:
    """What stays and what went, what stays and what came; all of it where the other has none of it."""
    drawn_old, drawn_new = sides
    if pair.old is None or pair.new is None:
        return (
            drawn_old.cell(pair.old) if pair.old else None,
            drawn_new.cell(pair.new) if pair.new else None,
        )
    lines = pieces(drawn_old.said(pair.old)[1], drawn_new.said(pair.new)[1])
    translation = pair.translation
    old = drawn_old.cell(pair.old, _of(lines, WENT), _of(translation, WENT))
    new = drawn_new.cell(pair.new, _of(lines, CAME), _of(translation, CAME))
    if "clearance" in pair.kinds:
        old = replace(old, standing=drawn_old.standing(pair.old))
        new = replace(new, standing=drawn_new.standing(pair.new))
    return old, new


def _of(found: Iterable[Piece], fate: str) -> list[Piece]:
    return [piece for piece in found if piece.kind in ("", fate)]


def signed(before: Fraction, after: Fraction) -> str:
    """``+0:12``, ``−1:05`` between two lengths as they are shown; "" where both read alike."""
    seconds = seconds_shown(after) - seconds_shown(before)
    return f"{'+' if seconds > 0 else '−'}{clock(abs(seconds))}" if seconds else ""


def told(request: HttpRequest, counts: dict[str, int]) -> list[str]:
    """How many rows of which kind: ``3 added``."""
    hidden = set() if sees_releases(request) else {"clearance"}
    return [str(COUNTED[kind] % {"count": count}) for kind, count in counts.items() if kind not in hidden]
