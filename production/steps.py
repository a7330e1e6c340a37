"""Steps of a text that many write to: the rows that one change touches, as they stood and were left.

Whoever writes locks the text first, so that steps follow one another. A step keeps of each row only
the fields that it changed: it can be taken back as long as those are as the step left them, whatever
happened to the rest. What the rows are, and what else has to hold on the way back, each text says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import connection, models

from production.importing import bulk
from production.models import indexing

BATCH = 500
Row = dict[str, Any]
Key = tuple[str, int]


class Refused(ValueError):
    """What can't be done; `code` says why, for the view to word."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(f"{code} {facts or ''}".strip())
        self.code = code
        self.facts = facts


class Stale(Exception):
    """Somebody else changed this row since it was read; `row` is what stands there now, if anything."""

    def __init__(self, row: Any = None) -> None:
        super().__init__(f"{row!r} is no longer as it was read")
        self.row = row


class Overtaken(Exception):
    """A step that can't be taken back: the rows of these keys were changed since."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.keys = sorted(set(keys))
        super().__init__(f"changed since: {self.keys}")


class Change:
    """A step on its way: what it changes is noted first and written at its end."""

    MODELS: ClassVar[dict[str, type[models.Model]]]  # by the name that steps know, owners first
    LEFT_OUT: ClassVar[set[str]] = {"id", "version"}

    def __init__(self) -> None:
        self.before: dict[Key, Row] = {}
        self.after: dict[Key, Row] = {}
        self._changed: dict[Key, models.Model] = {}
        self._removed: dict[Key, models.Model] = {}

    def change(self, row: Any, **values: Any) -> None:
        """Values by the names of columns: `speaker_id`."""
        self.put(row, **{name: value for name, value in values.items() if getattr(row, name) != value})

    def put(self, row: Any, **values: Any) -> None:
        """The same, noting also what stays as it was."""
        if not values:
            return
        key = self.key_of(row)
        was, now = self.before.setdefault(key, {}), self.after.setdefault(key, {})
        for name, value in values.items():
            was.setdefault(name, getattr(row, name))
            now[name] = value
            setattr(row, name, value)
        self._changed[key] = row

    def add(self, row: Any) -> Any:
        """A new row, written at once, since others name it by its key."""
        row.save(force_insert=True)
        self.after[self.key_of(row)] = self.whole(row)
        return row

    def add_all(self, rows: list[Any]) -> None:
        """Many new rows of one model at once."""
        if rows:
            type(rows[0])._base_manager.bulk_create(rows, batch_size=BATCH)
        for row in rows:
            self.after[self.key_of(row)] = self.whole(row)

    def remove(self, row: Any) -> None:
        self.before[self.key_of(row)] = self.whole(row)
        self._removed[self.key_of(row)] = row

    @property
    def is_empty(self) -> bool:
        return not self.before and not self.after

    def write(self) -> None:
        fields: dict[tuple[str, tuple[str, ...]], list[Any]] = defaultdict(list)
        for key, row in self._changed.items():
            names = tuple(sorted(self.after[key]))
            if hasattr(row, "version"):
                row.version += 1
                names += ("version",)
            fields[key[0], names].append(row)
        for (of, names), rows in fields.items():
            write(self.MODELS[of], names, rows)
        for of in reversed(self.MODELS):
            remove(self.MODELS[of], [key for kind, key in self._removed if kind == of])

    @classmethod
    def key_of(cls, row: models.Model) -> Key:
        of = next(name for name, model in cls.MODELS.items() if type(row) is model)
        return of, row.pk

    @classmethod
    def whole(cls, row: models.Model) -> Row:
        """All that a row holds, by the names of its columns."""
        fields = row._meta.concrete_fields
        return {f.attname: getattr(row, f.attname) for f in fields if f.attname not in cls.LEFT_OUT}

    @classmethod
    def tell(cls, keys: Iterable[Key]) -> None:
        """Search knows what was written."""
        written: dict[str, set[int]] = defaultdict(set)
        for of, key in keys:
            written[of].add(key)
        for of, found in written.items():
            indexing.changed(cls.MODELS[of], found)

    @classmethod
    def rows(cls, keys: Iterable[Key]) -> dict[Key, Any]:
        """As they stand now, those that are there."""
        wanted: dict[str, list[int]] = defaultdict(list)
        for of, key in keys:
            wanted[of].append(key)
        found: dict[Key, Any] = {}
        for of, pks in wanted.items():
            for at in range(0, len(pks), BATCH):
                rows = cls.MODELS[of]._base_manager.filter(pk__in=pks[at : at + BATCH])
                found |= {(of, row.pk): row for row in rows}
        return found


def as_list(rows: Mapping[Key, Row]) -> list[Row]:
    return [{"of": of, "id": key, **row} for (of, key), row in rows.items()]


def by_key(rows: Iterable[Row]) -> dict[Key, Row]:
    return {
        (row["of"], row["id"]): {name: value for name, value in row.items() if name not in ("of", "id")}
        for row in rows
    }


def write(model: type[models.Model], names: Iterable[str], rows: Iterable[Any]) -> None:
    """Each row's own values, many at once."""
    fields = [next(f for f in model._meta.concrete_fields if f.attname == name) for name in names]
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
        for row in rows
    ]
    bulk.update(model, fields, values, [model._meta.pk])


def remove(model: type[models.Model], keys: list[int]) -> None:
    if keys:
        model._base_manager.filter(pk__in=keys).delete()


class Way:
    """The way back of a step: made rows go, removed ones return, changed ones get what they had.

    With before and after exchanged it is the way forward again.
    """

    def __init__(self, change: Change, before: Iterable[Row], after: Iterable[Row]) -> None:
        self.change = change  # an empty one, for what is put back
        self.models = change.MODELS
        self.before, self.after = by_key(before), by_key(after)
        self.now = change.rows(self.after)

    def go(self) -> None:
        if others := self.others():
            raise Overtaken(others)
        for of in self.models:
            self._return(of)
        for key, row in self.now.items():
            if key in self.before:
                self.change.change(row, **self.before[key])
        self.change.write()
        for of in reversed(self.models):
            if keys := self.to_take_away(of):
                remove(self.models[of], keys)
        self.change.tell({*self.before, *self.after})

    def others(self) -> set[int]:
        """The keys of what stands in the way."""
        return {key[1] for key in self.changed_since()}

    def changed_since(self) -> set[Key]:
        return {
            key
            for key, left in self.after.items()
            if key not in self.now
            or any(getattr(self.now[key], name) != value for name, value in left.items())
        }

    def _return(self, of: str) -> None:
        rows = {
            key: row for (kind, key), row in self.before.items() if kind == of and (of, key) not in self.after
        }
        model = self.models[of]
        found = [model(pk=key, **row) for key, row in self.to_return(of, rows).items()]
        model._base_manager.bulk_create(found, batch_size=BATCH)

    def to_return(self, of: str, rows: dict[int, Row]) -> dict[int, Row]:
        return rows

    def to_take_away(self, of: str) -> list[int]:
        return [key for kind, key in self.after if kind == of and (of, key) not in self.before]
