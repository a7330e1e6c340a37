"""Cells: added, changed, moved between columns and rows, deleted; and what a cell may hold.

What doesn't belong to an element goes with a change of it; what was asked for and can't be is refused
at its field (``Refused.facts["field"]``).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django.db import transaction

from interviews.models import Segment
from production import timecode
from production.models import ArchiveClip, Person, Shot, User
from production.models.fields import clean_text
from production.timecode import BadTimecode
from script.actions import media, places
from script.actions.citing_cells import standing
from script.actions.fitting import fitted
from script.actions.steps import Kind, Refused, Stale, Writing, as_read, lock, undone_by
from script.models import Cell, Row, Script, ScriptStep
from script.models.rows import LONGEST_TEXT
from script.models.scripts import FASTEST, SLOWEST

Element = Cell.Element
MOST_RANGES = 200
LONGEST_MS = 24 * 3600 * 1000
# what an element may have beside text and a length
HAS: dict[str, tuple[str, ...]] = {
    Element.SOUNDBITE: ("segment_id", "ranges", "on_camera", "kept", "language"),
    Element.NARRATION: ("language", "pace", "is_recorded"),
    Element.ARCHIVE: ("clip_id", "clip_in", "clip_out", "sound"),
    Element.B_ROLL: ("shot_id",),
    Element.STILL: ("clip_id", "shot_id", "clip_in", "clip_out"),
    Element.LOWER_THIRD: ("person_id",),
    Element.SUBTITLE: ("language",),
    Element.MUSIC: ("clip_id", "clip_in", "clip_out", "move"),
    Element.NATURAL_SOUND: ("shot_id",),
}
OWN = sorted({name for names in HAS.values() for name in names})
EMPTY: dict[str, Any] = {
    "segment_id": None,
    "clip_id": None,
    "shot_id": None,
    "person_id": None,
    "ranges": [],
    "kept": None,
    "pace": None,
    "on_camera": True,
    "is_recorded": False,
}
FIELDS = ("column", "element", "text", "lasts_ms", *(name for name in OWN if name != "kept"))
SOURCES: dict[str, Any] = {"segment_id": Segment, "clip_id": ArchiveClip, "shot_id": Shot}


@transaction.atomic
def add(
    *,
    script: Script,
    row: int,
    values: Mapping[str, Any],
    by: User,
    after: int | None = None,
    fits: bool = False,
) -> ScriptStep:
    """A cell at the end of its column, or after another one of it; `after=0` puts it first.

    What `fits` takes no more of an archive clip than the row's other column lasts.
    """
    script = lock(script)
    of = as_read(script, "row", row)
    values = fitted(script, of, values) if fits else values
    change = Writing(script)
    cell = made(script, of, values)
    cell.position = _place(change, of, cell.column, after)
    change.add(cell)
    return change.finish(Kind.ADD, by, of="cell", id=cell.pk, element=cell.element)


@transaction.atomic
def edit(
    *,
    script: Script,
    cell: int,
    values: Mapping[str, Any],
    by: User,
    version: int | None = None,
    was: str | None = None,
    onto: int | None = None,
) -> ScriptStep | None:
    """Other values in some of a cell's fields; None where nothing is different.

    `was` is the text that was read: where that still stands, what else changed meanwhile does no harm.
    `onto` is the revision at which the writer's own last step made this cell what it is: it goes on.
    """
    script = lock(script)
    found = as_read(script, "cell", cell)
    new = worked_out(script, found, values)
    if not new:  # sent again, since the answer was lost; or as somebody else has it now
        return None
    if version not in (None, found.version) and not (set(new) == {"text"} and was == found.text):
        raise Stale(found)
    change = Writing(script)
    column = new.pop("column", found.column)
    change.change(found, **new)
    if column != found.column:
        owner = {"row_id": found.row_id, "column": column}
        places.put(change, "cell", found, owner, places.last("cell", owner))
    if onto and set(new) == {"text"} and (going := _going_on(script, found, by, onto)):
        return change.go_on(going)
    return change.finish(Kind.EDIT, by, of="cell", id=found.pk, element=found.element, fields=sorted(new))


def _going_on(script: Script, cell: Cell, by: User, onto: int) -> ScriptStep | None:
    """The step that this writing goes on with: the last one of all, theirs, of this cell's text alone."""
    if onto != script.revision:
        return None
    step = script.steps.filter(revision=onto, kind=Kind.EDIT, made_by=by, undone_at=None).first()
    facts = step.facts if step else {}
    mine = (facts.get("id"), facts.get("fields")) == (cell.pk, ["text"])
    return step if mine and undone_by(script, by) is None else None


@transaction.atomic
def move(
    *,
    script: Script,
    cell: int,
    row: int,
    column: str,
    after: int | None,
    by: User,
    version: int | None = None,
) -> ScriptStep | None:
    """To another row, the other column, another place; `after=None` puts it at the end, 0 first."""
    script = lock(script)
    of = as_read(script, "row", row)
    change = Writing(script)
    if after == cell:
        return None
    position = _place(change, of, column, after)
    found = as_read(script, "cell", cell, version)
    places.put(change, "cell", found, {"row_id": of.pk, "column": column}, position)
    return change.finish(Kind.MOVE, by, of="cell", id=found.pk, element=found.element)


@transaction.atomic
def delete(*, script: Script, cell: int, by: User, version: int | None = None) -> ScriptStep:
    script = lock(script)
    found = as_read(script, "cell", cell, version)
    change = Writing(script)
    change.remove(found)
    return change.finish(Kind.DELETE, by, of="cell", id=found.pk, row=found.row_id, element=found.element)


def _place(change: Writing, row: Row, column: str, after: int | None) -> int:
    owner = {"row_id": row.pk, "column": column}
    if after is None:
        return places.last("cell", owner)
    if after == 0:
        return places.after(change, "cell", owner, None)
    beside = as_read(change.script, "cell", after)
    if (beside.row_id, beside.column) != (row.pk, column):  # moved meanwhile: at the end
        return places.last("cell", owner)
    return places.after(change, "cell", owner, beside.pk)


# -- what a cell may hold ----------------------------------------------------------------------


def made(script: Script, row: Row, values: Mapping[str, Any]) -> Cell:
    """A new cell, not yet saved."""
    cell = Cell(row=row, column=Cell.Column.SOUND, element=values.get("element") or Element.NOTE)
    new = worked_out(script, cell, values)
    for name, value in new.items():
        setattr(cell, name, value)
    if cell.element == Element.LOWER_THIRD and cell.person_id and not cell.text:
        person = Person.objects.get(pk=cell.person_id)
        cell.text = "\n".join(filter(None, (person.name, person.line)))
    return cell


def worked_out(script: Script, cell: Cell, values: Mapping[str, Any]) -> dict[str, Any]:
    """Which columns of the cell take which values; Refused where one can't be what was asked."""
    asked = {name: value for name, value in values.items() if name in FIELDS}
    if "text" in asked:
        asked["text"] = clean_text(asked["text"] or "", lines=True)
    element = asked.setdefault("element", cell.element)
    has = HAS.get(element, ())
    _check_sources(asked, element)
    for name in OWN:  # what doesn't belong to it goes
        if name not in has:
            asked[name] = EMPTY.get(name, "")
    if asked.get("segment_id", cell.segment_id) != cell.segment_id:  # what was quoted of another one
        asked.setdefault("ranges", [])
        asked["kept"] = None
    now = {name: asked.get(name, getattr(cell, name)) for name in (*FIELDS, "kept")}
    _check_plain(now)
    _check_source(script, cell, now)
    return {name: value for name, value in asked.items() if getattr(cell, name) != value or _is_new(cell)}


def _is_new(cell: Cell) -> bool:
    return bool(cell._state.adding)


def _check_sources(asked: Mapping[str, Any], element: str) -> None:
    named = [name for name in SOURCES if asked.get(name)]
    if len(named) > 1:
        raise Refused("sources", field=named[-1].removesuffix("_id"))
    for name in named:
        if name not in HAS.get(element, ()):
            raise Refused("element", field=name.removesuffix("_id"), element=element)


def _check_plain(now: Mapping[str, Any]) -> None:
    if len(now["text"]) > LONGEST_TEXT:
        raise Refused("long", field="text", most=LONGEST_TEXT)
    if now["pace"] is not None and not SLOWEST <= now["pace"] <= FASTEST:
        raise Refused("pace", field="pace", least=SLOWEST, most=FASTEST)
    if now["lasts_ms"] is not None and not 0 < now["lasts_ms"] <= LONGEST_MS:
        raise Refused("lasts", field="lasts")
    if now["is_recorded"] and now["lasts_ms"] is None:
        raise Refused("recorded", field="lasts")


def _check_source(script: Script, cell: Cell, now: dict[str, Any]) -> None:
    if now["element"] == Element.SOUNDBITE:
        segment = _source(script, cell, "segment_id", now["segment_id"])
        if segment is None:
            raise Refused("segment", field="segment")
        check_ranges(now["ranges"], segment)
    clip = _source(script, cell, "clip_id", now["clip_id"])
    if clip is not None:
        _check_clip(script, clip, now)
    elif now["clip_in"] or now["clip_out"]:
        raise Refused("clip", field="clip_in" if now["clip_in"] else "clip_out")
    _source(script, cell, "shot_id", now["shot_id"])
    there = Person.objects.filter(film=script.film_id, pk=now["person_id"])
    if now["person_id"] not in (None, cell.person_id) and not there.exists():
        raise Refused("gone", field="person")


def _source(script: Script, cell: Cell, name: str, key: int | None) -> Any:
    """What is cited, of the film and outside the bin; what the cell cites already may lie there."""
    if key is None:
        return None
    noun = name.removesuffix("_id")
    if not _is_new(cell) and key == getattr(cell, name):
        return getattr(cell, noun)
    rows = standing(SOURCES[name], script.film_id)
    if name == "segment_id":
        rows = rows.select_related("recording__interview")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Refused("gone", field=noun)
    if _is_new(cell):
        setattr(cell, noun, found)
    return found


def check_ranges(ranges: Any, segment: Segment) -> None:
    """Ranges of a recording: each inside it, each with an out after its in."""
    if not isinstance(ranges, list) or len(ranges) > MOST_RANGES:
        raise Refused("ranges", field="ranges", most=MOST_RANGES)
    lasts = segment.recording.duration
    for one in ranges:
        if not (isinstance(one, list) and len(one) == 2 and all(type(frame) is int for frame in one)):
            raise Refused("ranges", field="ranges", most=MOST_RANGES)
        start, end = one
        if start < 0:
            raise Refused("before", field="ranges")
        if end <= start:
            raise Refused("range", field="ranges")
        if end > (lasts or segment.recording.frames.day):
            raise Refused("after", field="ranges", end=str(segment.recording.source(lasts or 0)))


def _check_clip(script: Script, clip: ArchiveClip, now: dict[str, Any]) -> None:
    """In and out as the clip's own timecodes are written, at the rate of the copy that is worked from."""
    if not now["clip_in"] and not now["clip_out"]:
        return
    medium = media.medium_of_clip(clip, script.frames)
    for name in ("clip_in", "clip_out"):
        try:
            if now[name]:
                timecode.check(timecode.read(now[name]), medium.frames)
        except BadTimecode as error:
            raise Refused("timecode", field=name, error=error) from error
    cell = Cell(clip_in=now["clip_in"], clip_out=now["clip_out"])
    both = (now["clip_in"] or clip.timecode_in) and (now["clip_out"] or clip.timecode_out)
    if not both:
        raise Refused("both", field="clip_out" if now["clip_in"] else "clip_in")
    if media.clip_part(cell, clip, medium) is None:
        raise Refused("range", field="clip_out" if now["clip_out"] else "clip_in")


def merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where one range ends in the frame at which the next begins, the two are one."""
    found = ranges[:1]
    for (_start, end), (start, out) in pairwise(ranges):
        if start == end:
            found[-1] = (found[-1][0], out)
        else:
            found.append((start, out))
    return found


def as_ranges(spans: list[tuple[int, int]], segment: Segment) -> list[list[int]]:
    """[] where they are the segment as it stands, so that it is followed wherever it goes."""
    spans = merged(spans)
    return [] if spans == [(segment.in_frame, segment.out_frame)] else [list(one) for one in spans]
