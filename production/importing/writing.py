"""Records and their histories written many at once, under the same promises as a save of each.

A version is counted, the history line stands in the same transaction, links between rows are part
of it, and search is told. A row that somebody saved meanwhile raises :class:`StaleRecord`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from production.importing import bulk
from production.models import Record, StaleRecord, User
from production.models.indexing import changed

Links = Mapping[str, Sequence[int]]  # field of a list: keys of its rows


def make(records: Sequence[Any], links: Sequence[Links], *, by: User) -> None:
    """Insert new records; each gets its key."""
    if not records:
        return
    model, now = type(records[0]), timezone.now()
    for record, key in zip(records, bulk.next_keys(model, len(records)), strict=True):
        record.pk, record.version = key, 1
        record.created_at = record.changed_at = now
        record._state.adding = False
    fields = bulk.columns(model)
    rows = [_row(record, fields) for record in records]
    bulk.insert(model, fields, rows)
    for name in _lists(model):
        _link(model, name, [(record.pk, key) for record, own in zip(records, links, strict=True)
                            for key in own.get(name, ())])  # fmt: skip
    _tell_history(model, records, rows, "+", by)
    changed(model, [record.pk for record in records], are_new=True)


def save(records: Sequence[Any], links: Sequence[Links], *, by: User) -> None:
    """Save records as they were read and changed; `links` names the lists that are set anew."""
    if not records:
        return
    model, now = type(records[0]), timezone.now()
    fields = [field for field in bulk.columns(model) if not field.primary_key]
    meta: Any = model._meta
    rows = []
    for record in records:
        read = record.version
        record.version, record.changed_at = read + 1, now
        rows.append([*_row(record, fields), record.pk, read])
    if bulk.update(model, fields, rows, [meta.pk, meta.get_field("version")]) != len(records):
        raise StaleRecord(records[0])
    for name in _lists(model):
        own = {record.pk: new[name] for record, new in zip(records, links, strict=True) if name in new}
        _unlink(model, name, own)
        _link(model, name, [(key, other) for key, others in own.items() for other in others])
    every = bulk.columns(model)
    _tell_history(model, records, [_row(record, every) for record in records], "~", by)
    changed(model, [record.pk for record in records])


def _row(record: Any, fields: Sequence[Any]) -> list[Any]:
    return [bulk.prepared(field, getattr(record, field.attname)) for field in fields]


# -- lists -----------------------------------------------------------------------------------------


def _lists(model: type[Record]) -> list[str]:
    return [field.name for field in model._meta.many_to_many]


def _through(model: type[Record], name: str) -> tuple[Any, Any, Any]:
    """The table of a list's links, with its two columns: of the record, of the other."""
    field: Any = model._meta.get_field(name)
    through = field.remote_field.through
    return (
        through,
        through._meta.get_field(field.m2m_field_name()),
        through._meta.get_field(field.m2m_reverse_field_name()),
    )


def _link(model: type[Record], name: str, pairs: Sequence[tuple[int, int]]) -> None:
    if pairs:
        through, own, other = _through(model, name)
        bulk.insert(through, [own, other], pairs)


def _unlink(model: type[Record], name: str, own: Mapping[int, Any]) -> None:
    if own:
        through, column, _other = _through(model, name)
        through._base_manager.filter(**{f"{column.attname}__in": list(own)}).delete()


# -- history ---------------------------------------------------------------------------------------


def _tell_history(
    model: type[Record], records: Sequence[Any], rows: Sequence[Sequence[Any]], sign: str, by: User
) -> None:
    history: Any = model.history.model  # type: ignore[attr-defined]
    kept = {field.attname: at for at, field in enumerate(bulk.columns(model))}
    tracked = [history._meta.get_field(field.name) for field in history.tracked_fields]
    places = [kept[field.attname] for field in tracked]
    extra = {
        "history_date": timezone.now(),
        "history_change_reason": None,
        "history_type": sign,
        "history_user": by.pk,
    }
    if "lines" in {field.name for field in history._meta.concrete_fields}:
        extra["lines"] = None
    fields = [history._meta.get_field(name) for name in extra]
    said = [bulk.prepared(field, value) for field, value in zip(fields, extra.values(), strict=True)]
    keys = bulk.next_keys(history, len(records))
    bulk.insert(
        history,
        [history._meta.pk, *tracked, *fields],
        ([key, *(row[at] for at in places), *said] for key, row in zip(keys, rows, strict=True)),
    )
    for name in _lists(model):
        if name in {field.name for field in history._history_m2m_fields}:
            _tell_links(model, name, {r.pk: key for r, key in zip(records, keys, strict=True)})


def _tell_links(model: type[Record], name: str, lines: Mapping[int, int]) -> None:
    """The links as they stand now, beside the line of history that was just written."""
    through, own, other = _through(model, name)
    kept: Any = getattr(model.history.model, name).model  # type: ignore[attr-defined]
    fields = [kept._meta.get_field(field) for field in ("history", "id", own.name, other.name)]
    for batch in _batches(list(lines)):
        links = through._base_manager.filter(**{f"{own.attname}__in": batch})
        found = links.values_list(own.attname, "pk", other.attname)
        bulk.insert(kept, fields, [(lines[key], pk, key, linked) for key, pk, linked in found])


def _batches(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + 5_000] for start in range(0, len(keys), 5_000))


def rows_of(model: type[models.Model], keys: Iterable[int]) -> dict[int, Any]:
    """Rows by their keys, locked until the transaction ends."""
    found: dict[int, Any] = {}
    for batch in _batches(list(keys)):
        rows: Any = model._base_manager.select_for_update().filter(pk__in=batch).order_by("pk")
        found |= {row.pk: row for row in rows}
    return found
