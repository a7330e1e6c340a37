"""What changed between two versions of a call sheet, and who must be told again.

Field by field, in the order in which the sheet is read. Things are matched by key: a row by its
item, a person by their id, a vehicle by its name. Of rows in another order only the fewest that
explain it are called moved. What follows from other fields is not told twice: whether a call
differs from the general one is seen from the two calls.

Values are compared as they print, wall clock and offset: a time read back from a snapshot carries
a plain offset, the same time gathered today carries its zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from production.order import moved as moved_in
from production.pdf.call_sheet_content import CallSheet, Change, Issue, Row, Sun, WhatChanged
from production.pdf.snapshots import to_json

_SECTIONS = {"places": "place", "rows": "row", "contributors": "contributor", "crew": "crew"}
_REST = ("radio", "vehicles", "kit", "safety", "department_notes", "advance", "approvals")
_UNTOLD = {"key", "differs"}
_WAY_THERE = ("address", "latitude", "longitude", "entrance", "crew_parking", "base")

Mark = tuple[Any, int]  # a key, and which of several things with that key


def what_changed(old: CallSheet, new: CallSheet, *, since: Issue | None = None) -> WhatChanged:
    """The differences of two versions; two sheets that print alike have none."""
    changes = (*_header(old, new), *_things(old, new), *_rest(old, new))
    return WhatChanged(since or Issue(), changes, _affected(old, new))


def row_subject(row: Row) -> str:
    """``12A Courtyard``; the code of its kind where nothing else was written."""
    return " ".join(filter(None, (row.scene, row.description or row.set_name))) or row.kind


# Field by field


def _header(old: CallSheet, new: CallSheet) -> Iterator[Change]:
    for name in (field.name for field in fields(CallSheet)):
        if name == "sun":
            yield from _sun(old.sun or Sun(""), new.sun or Sun(""))
        elif name not in _SECTIONS and name not in _REST:
            yield from _value("header", name, old, new)


def _sun(old: Sun, new: Sun) -> Iterator[Change]:
    for field in fields(Sun):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if not _same(before, after):
            name = "sun_place" if field.name == "place" else field.name
            yield Change("header", "changed", "", None, name, before, after)


def _value(section: str, name: str, old: CallSheet, new: CallSheet) -> Iterator[Change]:
    before, after = getattr(old, name), getattr(new, name)
    if not _same(before, after):
        yield Change(section, "changed", "", name if section == "rest" else None, name, before, after)


def _same(one: Any, other: Any) -> bool:
    return one is other or bool(to_json(one) == to_json(other))


# Thing by thing


@dataclass(frozen=True, slots=True)
class _Listing:
    """How the things of one list are told apart, called and worded."""

    section: str
    key: Callable[[Any], Any]
    subject: Callable[[Any], str]
    # Fields that decide the order: a change of theirs explains a new place in the list.
    order: frozenset[str] = frozenset()
    shown: Callable[[str, Any, CallSheet], Any] = lambda name, value, sheet: value


def _key(thing: Any) -> Any:
    return thing.key


def _name(thing: Any) -> str:
    return str(thing.name)


def _shown(name: str, value: Any, sheet: CallSheet) -> Any:
    """Keys mean nothing to a reader: a place by its name, a row by its subject."""
    if name in ("place", "first_place"):
        place = sheet.place(value)
        return place.name if place else ""
    if name == "items":
        return tuple(row_subject(row) for row in sheet.rows if row.key in value)
    return value


_LISTINGS = {
    "places": _Listing("place", _key, _name),
    "rows": _Listing("row", _key, row_subject, shown=_shown),
    "contributors": _Listing("contributor", _key, _name, frozenset({"number", "name"}), _shown),
    "crew": _Listing("crew", _key, _name, frozenset({"department", "position", "name"})),
    "vehicles": _Listing("rest", lambda vehicle: f"vehicles:{vehicle.name}", _name),
    "department_notes": _Listing(
        "rest", lambda note: f"department_notes:{note.department}", lambda note: str(note.department)
    ),
    "advance": _Listing("rest", lambda day: f"advance:{day.on}", lambda day: str(day.on.isoformat())),
}


def _things(old: CallSheet, new: CallSheet) -> Iterator[Change]:
    for name in _SECTIONS:
        yield from _listed(name, old, new)


def _rest(old: CallSheet, new: CallSheet) -> Iterator[Change]:
    for name in _REST:
        yield from _listed(name, old, new) if name in _LISTINGS else _value("rest", name, old, new)


def _listed(name: str, old: CallSheet, new: CallSheet) -> Iterator[Change]:
    """What was added, changed and moved in the new order, and what was removed where it stood."""
    how = _LISTINGS[name]
    before, after = _marked(getattr(old, name), how.key), _marked(getattr(new, name), how.key)
    gone = _gone_after(before, after)
    changed = {
        mark: list(_changed_fields(how, before[mark], thing, old, new))
        for mark, thing in after.items()
        if mark in before
    }
    unexplained = [mark for mark in changed if not how.order & {change.field for change in changed[mark]}]
    moved = moved_in([mark for mark in before if mark in changed], unexplained)
    led_before, led_after = _led_by(how, before), _led_by(how, after)

    yield from (_whole(how, "removed", before[mark]) for mark in gone.get(None, ()))
    for mark, thing in after.items():
        if mark not in before:
            yield _whole(how, "added", thing)
        if mark in moved:
            subject, key = how.subject(thing), how.key(thing)
            yield Change(how.section, "moved", subject, key, "", led_before[mark], led_after[mark])
        yield from changed.get(mark, ())
        yield from (_whole(how, "removed", before[lost]) for lost in gone.get(mark, ()))


def _marked(things: Iterable[Any], key: Callable[[Any], Any]) -> dict[Mark, Any]:
    seen: Counter[Any] = Counter()
    marked = {}
    for thing in things:
        marked[key(thing), seen[key(thing)]] = thing
        seen[key(thing)] += 1
    return marked


def _gone_after(before: dict[Mark, Any], after: dict[Mark, Any]) -> dict[Mark | None, list[Mark]]:
    """What was removed, by the last thing before it that is still there."""
    gone: dict[Mark | None, list[Mark]] = {}
    last = None
    for mark in before:
        if mark in after:
            last = mark
        else:
            gone.setdefault(last, []).append(mark)
    return gone


def _led_by(how: _Listing, things: dict[Mark, Any]) -> dict[Mark, str]:
    """The subject of the thing before each; empty for the first."""
    subjects = [how.subject(thing) for thing in things.values()]
    return dict(zip(things, ["", *subjects], strict=False))


def _whole(how: _Listing, kind: str, thing: Any) -> Change:
    before, after = (thing, None) if kind == "removed" else (None, thing)
    return Change(how.section, kind, how.subject(thing), how.key(thing), "", before, after)


def _changed_fields(how: _Listing, one: Any, other: Any, old: CallSheet, new: CallSheet) -> Iterator[Change]:
    differing = [
        field.name
        for field in fields(one)
        if field.name not in _UNTOLD and not _same(getattr(one, field.name), getattr(other, field.name))
    ]
    for name in differing:
        if name == "place" and "place_name" in differing:
            continue
        before = how.shown(name, getattr(one, name), old)
        after = how.shown(name, getattr(other, name), new)
        yield Change(how.section, "changed", how.subject(other), how.key(other), name, before, after)


# Who must be told again


def _affected(old: CallSheet, new: CallSheet) -> frozenset[int]:
    """Ids of those for whom a time or a way has changed, or who were added or removed."""
    before, after = _summons(old), _summons(new)
    everybody = before.keys() | after.keys()
    if old.on != new.on or old.day_type != new.day_type or _way_changed(old, new):
        return frozenset(everybody)
    affected = {person for person in everybody if before.get(person) != after.get(person)}
    if _other_places(old, new):
        affected |= {call.key for sheet in (old, new) for call in sheet.crew}
    return frozenset(affected)


def _summons(sheet: CallSheet) -> dict[int, list[Any]]:
    """When and where each person is wanted, as plain values."""
    rows = {row.key: [row.key, to_json(row.start), row.minutes, row.place] for row in sheet.rows}
    summons: dict[int, list[Any]] = {}
    for person in sheet.contributors:
        times = to_json((person.pick_up, person.arrival, person.ready))
        items = [rows[key] for key in sorted(set(person.items)) if key in rows]
        summons.setdefault(person.key, []).append(
            ["on camera", times, person.pick_up_place, person.first_place, items]
        )
    for call in sheet.crew:
        times = to_json((call.call, call.pick_up))
        summons.setdefault(call.key, []).append(["crew", times, call.own_call, call.pick_up_place])
    return summons


def _way_changed(old: CallSheet, new: CallSheet) -> bool:
    """Whether the way to a place that stays is another one: everybody may go there."""
    before, after = _ways(old), _ways(new)
    return any(before[key] != after[key] for key in before.keys() & after.keys())


def _ways(sheet: CallSheet) -> dict[int, list[str]]:
    return {place.key: [getattr(place, name) for name in _WAY_THERE] for place in sheet.places}


def _other_places(old: CallSheet, new: CallSheet) -> bool:
    before, after = ([place.key for place in sheet.places] for sheet in (old, new))
    return set(before) != set(after) or before[:1] != after[:1]
