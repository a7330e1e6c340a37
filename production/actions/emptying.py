"""The bin emptied: what lay in it for its time goes for good, with its history.

What something outside the bin's reach still cites stays: the database says so (PROTECT), and the
bin's page tells it. A day takes its own running order along. A file goes when nothing mentions it
any more: no record, no history of one, no issued document. Its row is deleted first, and the file
on disk only when that has been committed; a crash in between leaves a file too many, never one
too few. Files that belong to one record alone go with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.utils import timezone

from production.kinds import KINDS
from production.models import Record, RunningItem, ShootDay, StoredFile, indexing

DAYS = 30
# what higher apps clear away besides; each says how many files that were
ALSO: list[Callable[[datetime], int]] = []
_YOUNG = timedelta(days=1)  # a file that has just come in may be about to be mentioned


@dataclass
class Emptied:
    gone: Counter[str] = field(default_factory=Counter)  # by label of the model
    kept: list[Record] = field(default_factory=list)  # still cited
    files: int = 0


def due_before(now: datetime) -> datetime:
    """What was binned before this goes."""
    return now - timedelta(days=DAYS)


def empty_bin(*, now: datetime | None = None) -> Emptied:
    """Remove what has lain in the bin for longer than DAYS; each record in a transaction of its own."""
    now = now or timezone.now()
    done = Emptied()
    models_ = [kind.model for kind in KINDS if kind.is_purged]
    for _round in range(2):  # what one record cited may go once that record is gone
        done.kept = []
        for model in models_:
            _empty(model, due_before(now), done)
    done.files = _remove_files(now - _YOUNG) + sum(clear(now) for clear in ALSO)
    return done


def _empty(model: type[Record], before: datetime, done: Emptied) -> None:
    due = model._base_manager.filter(binned_at__lt=before).order_by("pk")
    for key in list(due.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                done.gone.update(_remove(model, key, before))
        except (ProtectedError, IntegrityError):
            done.kept.append(model._base_manager.get(pk=key))


def _remove(model: type[Record], key: int, before: datetime) -> Counter[str]:
    """Delete a record that is still due with what belongs to it, and the history of all of it."""
    due = model._base_manager.order_by("pk").select_for_update()
    record = due.filter(pk=key, binned_at__lt=before).first()
    if record is None:
        return Counter()  # restored meanwhile
    gone: dict[type[models.Model], set[int]] = {}
    for part in [*_parts(record), record]:
        for row in _with_it(part):
            gone.setdefault(type(row), set()).add(row.pk)
            _delete_later(_files_of(row))
        part.delete()
    for of, keys in gone.items():
        indexing.changed(of, keys)  # lines of a text in the bin stand in search until it goes
        history: Any = getattr(of, "history", None)
        if history is not None:
            history.model.objects.filter(id__in=keys).delete()
    return Counter({of._meta.label: len(keys) for of, keys in gone.items() if issubclass(of, Record)})


def _parts(record: Record) -> Iterable[Any]:
    """The running order belongs to its day, though the database protects the day from losing it."""
    if isinstance(record, ShootDay):
        return list(RunningItem.everything.filter(day=record))
    return []


def _with_it(record: models.Model) -> Iterator[models.Model]:
    """Everything that goes when this record goes; ProtectedError where something is cited."""
    collector = Collector(using=DEFAULT_DB_ALIAS)
    collector.collect([record])
    for rows in collector.data.values():
        yield from rows
    for found in collector.fast_deletes:
        yield from found


# Files


def _remove_files(before: datetime) -> int:
    removed = 0
    for key in _unmentioned(before):
        try:
            with transaction.atomic():
                removed += _remove_file(key)
        except (ProtectedError, IntegrityError):
            continue  # mentioned in this very moment
    return removed


def _unmentioned(before: datetime) -> list[int]:
    """Files that no row leads to: few, each of them to be looked at closely."""
    keys = set(StoredFile.objects.filter(created_at__lt=before).values_list("pk", flat=True))
    for model, column in _columns_to_files():
        keys -= set(model._base_manager.values_list(column.attname, flat=True).distinct())
    return sorted(keys)


def _columns_to_files() -> Iterator[tuple[Any, Any]]:
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if column.is_relation and column.related_model is StoredFile:
                yield model, column


def _remove_file(key: int) -> int:
    stored = StoredFile.objects.select_for_update().filter(pk=key).first()
    if stored is None or is_mentioned(stored):
        return 0
    _delete_later(_files_of(stored))
    stored.delete()
    return 1


def _files_of(row: models.Model) -> list[str]:
    """The names of the files that are this row's own."""
    columns = (c for c in row._meta.concrete_fields if isinstance(c, models.FileField))
    return [str(found.name) for column in columns if (found := getattr(row, column.attname))]


def _delete_later(names: list[str]) -> None:
    """From the disk, once the rows are gone for good."""
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


def is_mentioned(stored: StoredFile) -> bool:
    """Whether any row of any table still leads to this file: a record, a line of history, a document."""
    if any(
        model._base_manager.filter(**{column.attname: stored.pk}).exists()
        for model, column in _columns_to_files()
    ):
        return True
    return any(
        _stands_in(model, column, stored.sha256)
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.JSONField)
    )


def _stands_in(model: type[models.Model], column: models.Field[Any, Any], digest: str) -> bool:
    """Documents name their pictures by digest, wherever in their content that stands."""
    from django.db.models.functions import Cast

    rows = model._base_manager.annotate(_text=Cast(column.name, models.TextField()))
    return rows.filter(_text__contains=digest).exists()
