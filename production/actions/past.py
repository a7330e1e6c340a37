"""The last save of a record taken back, as long as nobody has saved anything since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models, transaction

from production.actions.schedule import sign
from production.models import Record, StaleRecord, User


class NothingBefore(Exception):
    """The record was made by the save that should be undone."""


@transaction.atomic
def undo(*, record: Record, version: int, by: User, leave: Collection[str] = ()) -> Record:
    """Put a record back to what it was before the save that made `version`.

    StaleRecord where something was saved since; a ValidationError where what was is allowed no
    longer. Fields in `leave` stay as they are.
    """
    now: Any = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if now.version != version:
        raise StaleRecord(now)
    before = now.history.filter(version__lt=version).first()
    if before is None:
        raise NothingBefore
    sign(now, by)
    _put_lists(now, before)
    for field in _fields(now):
        if field.name not in leave:
            setattr(now, field.attname, getattr(before, field.attname))
    now.full_clean(exclude=[field.name for field in now._meta.many_to_many])
    now.save()
    _put_lines(now, version)
    return now


def _fields(record: Record) -> Iterable[Any]:
    return (field for field in record._meta.fields if field.editable and not field.primary_key)


def _put_lists(now: Record, before: Any) -> None:
    """Themes, people and the like; written into the history with the save that follows."""
    now.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        for field in before._history_m2m_fields:
            rows: Any = field.related_model._base_manager
            links: Any = getattr(before, field.name)
            keys = links.values_list(f"{field.m2m_reverse_field_name()}_id", flat=True)
            getattr(now, field.name).set(rows.filter(pk__in=list(keys)))
    finally:
        del now.skip_history_when_saving  # type: ignore[attr-defined]


def _put_lines(now: Any, version: int) -> None:
    """Heirs, unavailable dates: as they stood before, if the undone save changed them."""
    kept = now.history.model
    if not hasattr(kept, "lines") or not now.history.filter(version=version, lines__isnull=False).exists():
        return
    before = now.history.filter(version__lt=version, lines__isnull=False).first()
    lines = before.lines if before is not None else {}
    for name, rows in lines.items():
        related: Any = getattr(now, name)
        related.all().delete()
        owner = related.field.name
        model: type[models.Model] = related.model
        model._base_manager.bulk_create(model(**{owner: now}, **_cells(model, row)) for row in rows)
    now.history.filter(version=now.version).update(lines=lines)


def _cells(model: type[models.Model], row: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in row}
    return {
        name: field.to_python(row[name] or (None if field.null else "")) for name, field in fields.items()
    }
