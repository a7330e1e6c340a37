"""Records and their histories written many at once, under the same promises as a save of each.

A version is counted, the history line stands in the same transaction, links between rows are part
of it, and search is told. A row that somebody saved meanwhile raises :class:`StaleRecord`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from production.importing import bulk
from production.models import Record, StaleRecord, User
from production.models.indexing import changed, gathered

Links = Mapping[str, Sequence[int]]  # field of a list: keys of its rows
Written = list[tuple[type[Record], list[int], bool]]  # model, keys, whether they are new
AT_ONCE = 5_000  # rows that are made findable in the same transaction
_FOUND_TOGETHER = 1_000


def tell_search(written: Written) -> None:
    """Let what was written be found; very many rows only after the commit, so that nobody waits for them."""
    if sum(len(keys) for _model, keys, _are_new in written) <= AT_ONCE:
        with gathered():
            for model, keys, are_new in written:
                changed(model, keys, are_new=are_new)
        return
    transaction.on_commit(lambda: _tell_afterwards(written), robust=True)


def _tell_afterwards(written: Written) -> None:
    for model, keys, are_new in written:
        for start in range(0, len(keys), _FOUND_TOGETHER):
            with transaction.atomic():
                changed(model, keys[start : start + _FOUND_TOGETHER], are_new=are_new)


def make(records: Sequence[Any], links: Sequence[Links], *, by: User, search: Written) -> None:
    """Insert new records; each gets its key."""
    if not records:
        return
    model, now = type(records[0]), timezone.now()
    for record, key in zip(records, bulk.next_keys(model, len(records)), strict=True):
        record.pk, record.version = key, 1
        record.created_at = record.changed_at = now
        record._state.adding = False
    fields = bulk.columns(model)
    as_row = bulk.Rows(fields).row
    rows = [as_row(record) for record in records]
    bulk.insert(model, fields, rows)
    for name in _lists(model):
        _link(model, name, [(record.pk, key) for record, own in zip(records, links, strict=True)
                            for key in own.get(name, ())])  # fmt: skip
    _tell_history(model, records, rows, "+", by)
    search.append((model, [record.pk for record in records], True))


def save(records: Sequence[Any], links: Sequence[Links], *, by: User, search: Written) -> None:
    """Save records as they were read and changed; `links` names the lists that are set anew."""
    if not records:
        return
    model, now = type(records[0]), timezone.now()
    read = [record.version for record in records]
    for record in records:
        record.version, record.changed_at = record.version + 1, now
    every = bulk.columns(model)
    as_row = bulk.Rows(every).row
    rows = [as_row(record) for record in records]
    _update(model, every, rows, read)
    for name in _lists(model):
        own = {record.pk: new[name] for record, new in zip(records, links, strict=True) if name in new}
        _unlink(model, name, own)
        _link(model, name, [(key, other) for key, others in own.items() for other in others])
    _tell_history(model, records, rows, "~", by)
    search.append((model, [record.pk for record in records], False))


def _update(
    model: type[Record], fields: Sequence[Any], rows: Sequence[list[Any]], versions: Sequence[int]
) -> None:
    """Each row where it still has the version that was read."""
    meta: Any = model._meta
    at = fields.index(meta.pk)
    values = [[*row[:at], *row[at + 1 :], row[at], read] for row, read in zip(rows, versions, strict=True)]
    others = [field for field in fields if field is not meta.pk]
    if bulk.update(model, others, values, [meta.pk, meta.get_field("version")]) != len(rows):
        raise StaleRecord(model())  # which one it was is found when all are looked at again


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
