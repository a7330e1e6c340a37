"""One change made to many records at once, and taken back as a whole.

Rows come with the version in which they were seen: what somebody changed meanwhile is left alone
and told. Every row that changes gets one version and one line of history, as by its own form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from production.actions import past
from production.actions.schedule import sign
from production.models import BulkEdit, Film, Record, StaleRecord, User
from production.models.records import film_path
from production.models.search import live

Seen = tuple[int, int]  # key, version


@dataclass(frozen=True)
class Change:
    """Set a field, or add a row to a list, or take it out."""

    field: str
    how: str  # "set", "add", "remove"
    value: Any

    def is_made(self, record: Any) -> bool:
        """Whether the record is so already."""
        if self.how == "set":
            return bool(getattr(record, self.field) == self.value)
        has = getattr(record, self.field).filter(pk=self.value.pk).exists()
        return bool(has) is (self.how == "add")


@dataclass
class Outcome:
    changed: list[Record] = field(default_factory=list)
    same: int = 0  # were so already
    overtaken: list[Record] = field(default_factory=list)  # changed by somebody since they were seen
    gone: int = 0
    bulk: BulkEdit | None = None


class DoneBefore(Exception):
    """It was undone already."""


@transaction.atomic
def change_many(
    *, film: Film, kind: str, model: type[Record], seen: Iterable[Seen], change: Change, by: User
) -> Outcome:
    versions = dict(seen)
    done = Outcome()
    for record in _held(film, model, versions):
        if record.version != versions[record.pk]:
            done.overtaken.append(record)
        elif change.is_made(record):
            done.same += 1
        else:
            _make(record, change, by)
            done.changed.append(record)
    done.gone = len(versions) - len(done.changed) - done.same - len(done.overtaken)
    if done.changed:
        rows = [[record.pk, record.version] for record in done.changed]
        done.bulk = BulkEdit.objects.create(film=film, kind=kind, rows=rows, made_by=by)
    return done


@transaction.atomic
def undo_many(*, bulk: BulkEdit, model: type[Record], by: User) -> Outcome:
    """Put every row back that nobody has changed since; the others stay and are told."""
    bulk = BulkEdit.objects.select_for_update().get(pk=bulk.pk)
    if bulk.undone_at is not None:
        raise DoneBefore
    done = Outcome()
    versions = dict(bulk.rows)
    for record in _held(bulk.film, model, versions):
        try:
            with transaction.atomic():
                done.changed.append(past.undo(record=record, version=versions[record.pk], by=by))
        except (StaleRecord, past.NothingBefore, ValidationError):
            done.overtaken.append(record)
    done.gone = len(versions) - len(done.changed) - len(done.overtaken)
    bulk.undone_at, bulk.undone_by = timezone.now(), by
    bulk.save()
    return done


def _held(film: Film, model: type[Record], keys: Iterable[int]) -> Iterator[Any]:
    """The rows outside the bin, locked in the order of their keys, so that two bulks don't wait in a ring."""
    rows: Any = live(model).select_for_update(of=("self",))
    return iter(rows.filter(pk__in=list(keys), **{str(film_path(model)): film}).order_by("pk"))


def _make(record: Any, change: Change, by: User) -> None:
    sign(record, by)
    if change.how == "set":
        setattr(record, change.field, change.value)
    else:
        record.skip_history_when_saving = True
        getattr(getattr(record, change.field), change.how)(change.value)
        del record.skip_history_when_saving
    record.save()
