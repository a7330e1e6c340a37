"""Where scenes, rows and cells stand: numbers with gaps, so that what comes between takes one of its own.

Where a gap has run out all that stands beside is numbered anew. That is no change: no version goes on,
and the steps that named the old places are rewritten, so that they can still be taken back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from production.steps import write
from script.actions.steps import Writing
from script.models import ScriptStep
from script.models.rows import GAP

PARTS = 4  # who types goes on after what they have just put there: leave more behind than before
OWNERS = {"scene": ("script_id",), "row": ("scene_id",), "cell": ("row_id", "column")}


def after(change: Writing, of: str, owner: Mapping[str, Any], beside: int | None) -> int:
    """A free place after the one of that key; None for before all."""
    place = _free_after(_placed(of, owner), beside)
    if place is None:
        _renumber(change, of, owner)
        place = _free_after(_placed(of, owner), beside)
    assert place is not None  # noqa: S101  # there is room now
    return place


def _free_after(placed: Mapping[int, int], beside: int | None) -> int | None:
    """None where there is no room: two may even stand at one place, where one of them came back by undo."""
    places = list(placed.values())
    at = list(placed).index(beside) + 1 if beside is not None else 0
    if at == len(places):
        return places[-1] + GAP if places else GAP
    before = places[at - 1] if at else places[0] - GAP
    gap = places[at] - before
    return before + max(gap // PARTS, 1) if gap > 1 else None


def make_room(change: Writing, count: int) -> None:
    """Number the rows of every scene anew in which as many may not fit between two: before any is noted."""
    rows: Any = Writing.MODELS["row"]._base_manager.filter(scene__script=change.script)
    found = rows.order_by("scene", "position", "pk").values_list("scene_id", "position")
    tight = {
        scene
        for (scene, place), (other, later) in pairwise(found)
        if scene == other and later - place <= count
    }
    for scene in sorted(tight):
        _renumber(change, "row", {"scene_id": scene})


def runs(scene: int, wanted: Mapping[int | None, int]) -> dict[int | None, list[int]]:
    """Free places for as many rows after each of those keys, None for before all, where there is room."""
    placed = _placed("row", {"scene_id": scene})
    places = list(placed.values())
    behind: dict[int | None, int] = {None: 0, **{key: at for at, key in enumerate(placed, 1)}}
    free = {}
    for beside, count in wanted.items():
        at = behind[beside]
        before = places[at - 1] if at else (places[0] if places else 0) - GAP
        gap = (places[at] if at < len(places) else before + GAP * (count + 1)) - before
        free[beside] = [before + gap * number // (count + 1) for number in range(1, count + 1)]
    return free


def last(of: str, owner: Mapping[str, Any]) -> int:
    placed = _placed(of, owner)
    return max(placed.values()) + GAP if placed else GAP


def put(change: Writing, of: str, row: Any, owner: Mapping[str, Any], position: int) -> None:
    """Move something; a step tells the owner with the place, since one says nothing without the other."""
    values = {**owner, "position": position}
    if any(getattr(row, name) != value for name, value in values.items()):
        change.put(row, **values)


def _placed(of: str, owner: Mapping[str, Any]) -> dict[int, int]:
    """Places by key, in order."""
    rows: Any = Writing.MODELS[of]._base_manager
    return dict(rows.filter(**owner).order_by("position", "pk").values_list("pk", "position"))


def _renumber(change: Writing, of: str, owner: Mapping[str, Any]) -> None:
    rows: Any = Writing.MODELS[of]._base_manager
    found = list(rows.filter(**owner).order_by("position", "pk"))
    moved = _Moved(of, owner, [row.position for row in found], {row.pk: row.position for row in found})
    for at, row in enumerate(found, 1):
        row.position = at * GAP
    write(Writing.MODELS[of], ("position",), found)
    for step in ScriptStep.objects.filter(script=change.script).order_by("pk").iterator(chunk_size=50):
        if sum(moved.rewrite(row) for row in (*step.before, *step.after)):
            step.save(update_fields=["before", "after"])


class _Moved:
    """Old places become new ones, in the same order."""

    def __init__(self, of: str, owner: Mapping[str, Any], old: list[int], mine: dict[int, int]) -> None:
        self.of, self.owner, self.old, self.mine = of, owner, old, mine
        self.order = {key: at for at, key in enumerate(mine, 1)}

    def rewrite(self, row: dict[str, Any]) -> bool:
        if row["of"] != self.of or "position" not in row:
            return False
        if any(row.get(name) != value for name, value in self.owner.items()):
            return False
        stands = self.mine.get(row["id"]) == row["position"]
        row["position"] = self.order[row["id"]] * GAP if stands else self._between(row["position"])
        return True

    def _between(self, place: int) -> int:
        """Of what was there once: in the same part of the new gap as it had of the old."""
        at = bisect_right(self.old, place)
        if at == 0:
            return GAP - (self.old[0] - place)
        if at == len(self.old):
            return at * GAP + place - self.old[-1]
        first, gap = self.old[at - 1], self.old[at] - self.old[at - 1]
        return at * GAP + (place - first) * GAP // max(gap, 1)
