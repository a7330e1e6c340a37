"""Rows of a script: added with what they hold, moved, split, joined, deleted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from production.models import User
from script.actions import cells, places, trimming
from script.actions.steps import Kind, Refused, Stale, Writing, as_read, has_unseen, lock
from script.models import Cell, Row, Script, ScriptScene, ScriptStep
from script.models.rows import GAP

MOST_CELLS = 50  # that a new row comes with
_WORD = re.compile(r"\S+")


@transaction.atomic
def add(
    *, script: Script, scene: int, after: int | None, values: Sequence[Mapping[str, Any]], by: User
) -> ScriptStep:
    """A row with its cells, at the end of the scene or after a row of it; `after=0` puts it first.

    A row that was moved meanwhile is followed to where it stands.
    """
    script = lock(script)
    if len(values) > MOST_CELLS:
        raise Refused("many", field="cells", most=MOST_CELLS)
    change = Writing(script)
    of, position = _place(change, scene, after)
    row = change.add(Row(scene=of, position=position))
    for at, one in enumerate(values, 1):
        cell = cells.made(script, row, one)
        cell.position = at * GAP
        change.add(cell)
    element = values[0].get("element", "") if values else ""
    return change.finish(Kind.ADD, by, of="row", id=row.pk, element=element)


@transaction.atomic
def move(
    *, script: Script, row: int, scene: int, after: int | None, by: User, version: int | None = None
) -> ScriptStep | None:
    script = lock(script)
    if after == row:
        return None
    change = Writing(script)
    of, position = _place(change, scene, after)
    found = as_read(script, "row", row, version)
    if _stands_there(found, of, after):
        return None
    places.put(change, "row", found, {"scene_id": of.pk}, position)
    return change.finish(Kind.MOVE, by, of="row", id=found.pk)


@transaction.atomic
def delete(
    *, script: Script, row: int, by: User, version: int | None = None, seen: int | None = None
) -> ScriptStep:
    """`seen` is the revision that is shown: Stale where somebody else has written in the row since."""
    script = lock(script)
    found = as_read(script, "row", row, version)
    change = Writing(script)
    remove(change, [found])
    if has_unseen(script, change.before, seen, by):
        raise Stale(found)
    return change.finish(Kind.DELETE, by, of="row", id=found.pk)


def remove(change: Writing, rows: Sequence[Row]) -> None:
    """With their cells; the rows of a scene at once."""
    for row in rows:
        change.remove(row)
    for cell in Cell.objects.filter(row__in=rows):
        change.remove(cell)


def _place(change: Writing, scene: int, after: int | None) -> tuple[ScriptScene, int]:
    if after:
        beside = as_read(change.script, "row", after)
        of = beside.scene
        place = places.after(change, "row", {"scene_id": of.pk}, beside.pk)
    else:
        of = as_read(change.script, "scene", scene)
        owner = {"scene_id": of.pk}
        place = places.last("row", owner) if after is None else places.after(change, "row", owner, None)
    if of.is_omitted:
        raise Refused("omitted", field="scene")
    return of, place


def _stands_there(row: Row, scene: ScriptScene, after: int | None) -> bool:
    """Whether it stands after that row already."""
    if row.scene_id != scene.pk:
        return False
    keys = list(Row.objects.filter(scene=scene).order_by("position", "pk").values_list("pk", flat=True))
    at = keys.index(row.pk)
    return (keys[at - 1] if at else 0) == after if after is not None else at == len(keys) - 1


# -- two out of one, one out of two ------------------------------------------------------------


@transaction.atomic
def split(
    *, script: Script, row: int, cell: int, word: int, by: User, version: int | None = None
) -> ScriptStep:
    """The row ends before a word of one of its cells; that and what follows it make the next row."""
    script = lock(script)
    found = as_read(script, "row", row, version)
    change = Writing(script)
    position = places.after(change, "row", {"scene_id": found.scene_id}, found.pk)
    found = as_read(script, "row", row)
    parted = as_read(script, "cell", cell)
    if parted.row_id != found.pk:
        raise Stale(parted)
    second = change.add(Row(scene=found.scene, position=position))
    change.change(found, record_in=None, record_out=None)
    if parted.element == Cell.Element.SOUNDBITE:
        rest = trimming.part(change, parted, word)
    else:
        rest = _part_text(change, parted, word)
    rest.row, rest.column, rest.position = second, parted.column, GAP
    change.add(rest)
    column = list(Cell.objects.filter(row=found, column=parted.column).order_by("position", "pk"))
    for at, one in enumerate(column[column.index(parted) + 1 :], 2):
        places.put(change, "cell", one, {"row_id": second.pk, "column": one.column}, at * GAP)
    return change.finish(Kind.SPLIT, by, of="row", id=found.pk, second=second.pk)


def _part_text(change: Writing, cell: Cell, word: int) -> Cell:
    words = list(_WORD.finditer(cell.text))
    if not 0 < word < len(words):
        raise Refused("word", field="word")
    at = words[word].start()
    rest = Cell(**{name: getattr(cell, name) for name in ("element", "language", "pace")})
    rest.text = cell.text[at:]
    change.change(cell, text=cell.text[:at].rstrip(), **_lengths(cell, rest, word, len(words)))
    return rest


def _lengths(cell: Cell, rest: Cell, word: int, words: int) -> dict[str, Any]:
    """A given length is shared out by words; what was measured as a whole isn't of its parts."""
    if cell.lasts_ms is None:
        return {}
    first = max(cell.lasts_ms * word // words, 1)
    rest.lasts_ms = max(cell.lasts_ms - first, 1)
    return {"lasts_ms": first, "is_recorded": False}


@transaction.atomic
def join(*, script: Script, row: int, by: User, version: int | None = None) -> ScriptStep:
    """With the next row of the scene: what stands at the seam becomes one where it can."""
    script = lock(script)
    found = as_read(script, "row", row, version)
    second = _following(found)
    if second is None:
        raise Refused("last", field="row")
    change = Writing(script)
    change.change(found, **_record(found, second))
    for column in Cell.Column.values:
        _join_column(change, found, second, column)
    change.remove(second)
    return change.finish(Kind.JOIN, by, of="row", id=found.pk, second=second.pk)


def _following(row: Row) -> Row | None:
    rows = list(Row.objects.filter(scene=row.scene_id).order_by("position", "pk"))
    at = next(at for at, one in enumerate(rows) if one.pk == row.pk)
    return rows[at + 1] if at + 1 < len(rows) else None


def _record(first: Row, second: Row) -> dict[str, Any]:
    """Where the editor's cut has both in one go, it has what they become."""
    if first.record_out is not None and first.record_out == second.record_in:
        return {"record_out": second.record_out}
    return {"record_in": None, "record_out": None}


def _join_column(change: Writing, first: Row, second: Row, column: str) -> None:
    rows = Cell.objects.filter(column=column).select_related("segment__recording__interview")
    here = list(rows.filter(row=first).order_by("position", "pk"))
    there = list(rows.filter(row=second).order_by("position", "pk"))
    if here and there and _one(change, here[-1], there[0]):
        change.remove(there.pop(0))
    at = here[-1].position if here else 0
    for number, cell in enumerate(there, 1):
        owner = {"row_id": first.pk, "column": column}
        places.put(change, "cell", cell, owner, at + number * GAP)


def _one(change: Writing, first: Cell, second: Cell) -> bool:
    """Make one cell of two, where they are of a kind that can be one."""
    if first.element != second.element:
        return False
    if first.element == Cell.Element.SOUNDBITE:
        return trimming.join(change, first, second)
    if first.element == Cell.Element.NARRATION and first.language == second.language:
        change.change(
            first, text=" ".join(filter(None, (first.text, second.text))), **_together(first, second)
        )
        return True
    return False


def _together(first: Cell, second: Cell) -> dict[str, Any]:
    both = first.lasts_ms is not None and second.lasts_ms is not None
    lasts = (first.lasts_ms or 0) + (second.lasts_ms or 0) if both else None
    recorded = both and first.is_recorded and second.is_recorded
    return {"lasts_ms": lasts, "is_recorded": recorded}
