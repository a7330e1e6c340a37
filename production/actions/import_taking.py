"""The rows of an import become records; what they name and no register has yet is made along the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from production.actions.schedule import sign
from production.importing import bulk, writing
from production.importing.fields import Plain
from production.importing.kinds import KINDS, Kind
from production.importing.names import Names, key, parts_of
from production.models import Film, Import, ImportRow, Location, Set, Source, StaleRecord, Theme, User

BATCH = 2_000
F = ImportRow.Fate


class Taking:
    def __init__(self, imported: Import, by: User) -> None:
        self.imported, self.by = imported, by
        self.film = imported.film
        self.kind: Kind = KINDS[imported.kind]
        self.fields = {field.name: field for field in self.kind.fields}
        self.maker = _Maker(self.film, by)
        self.written: writing.Written = []

    def run(self) -> None:
        rows = self.imported.rows.wanted()
        for batch in batches(rows.filter(fate=F.NEW).order_by("line")):
            self._make(batch)
        for batch in batches(rows.filter(fate=F.CHANGED).order_by("line")):
            self._change(batch)
        self.imported.made = self.maker.made
        writing.tell_search(self.written)

    def _make(self, rows: Sequence[ImportRow]) -> None:
        model: Any = self.kind.model
        records = [model(film=self.film) for _row in rows]
        links = [self._write(record, row.values) for record, row in zip(records, rows, strict=True)]
        self.kind.number(self.film, records)
        for record in records:
            self.kind.derive(record)
        writing.make(records, links, by=self.by, search=self.written)
        _note(rows, records)

    def _change(self, rows: Sequence[ImportRow]) -> None:
        found = writing.rows_of(self.kind.model, [row.record for row in rows if row.record])
        records = [found[row.record] for row in rows if row.record in found]
        if len(records) != len(rows) or any(
            (record.version, record.binned_at) != (row.version, None)
            for record, row in zip(records, rows, strict=True)
        ):
            raise StaleRecord(records[0] if records else self.kind.model())
        links = [self._write(record, row.values) for record, row in zip(records, rows, strict=True)]
        for record in records:
            self.kind.derive(record)
        writing.save(records, links, by=self.by, search=self.written)
        _note(rows, records)

    def _write(self, record: Any, values: dict[str, Plain]) -> writing.Links:
        """Put a row's values where they belong; its lists are written beside the record."""
        links = {}
        for name, value in values.items():
            field = self.fields[name]
            if field.links:
                links[name] = [self.maker.key(name, one) for one in value]
            else:
                field.put(record, self.maker.key(name, value) if name in _MAKES else value)
        return links


def _note(rows: Sequence[ImportRow], records: Sequence[Any]) -> None:
    """Which record each row became, and in which version: what an undo goes by."""
    fields: list[Any] = [ImportRow._meta.get_field(name) for name in ("record", "version", "title")]
    titles = [str(record)[:300] for record in records]
    bulk.update(
        ImportRow,
        fields,
        [[r.pk, r.version, t, row.pk] for row, r, t in zip(rows, records, titles, strict=True)],
        [ImportRow._meta.pk],
    )


def batches(rows: Any) -> Iterator[list[ImportRow]]:
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        found = ImportRow.objects.in_bulk(keys[start : start + BATCH])
        yield [found[pk] for pk in keys[start : start + BATCH]]


class _Maker:
    """Makes what rows name and no register has yet: themes, sources, sets with their locations."""

    def __init__(self, film: Film, by: User) -> None:
        self.film, self.by = film, by
        self.made: list[list[Any]] = []
        self.known: dict[tuple[str, str], int] = {}

    def key(self, name: str, value: Plain) -> Plain:
        if not isinstance(value, str):
            return value
        asked = (name, key(value))
        if asked not in self.known:
            self.known[asked] = _MAKES[name](self, value)
        return self.known[asked]

    def _saved(self, record: Any) -> int:
        sign(record, self.by)
        record.save()
        self.made.append([record._meta.label, record.pk, record.version])
        return int(record.pk)

    def theme(self, name: str) -> int:
        return self._saved(Theme(film=self.film, name=name))

    def source(self, name: str) -> int:
        return self._saved(Source(film=self.film, name=name))

    def a_set(self, name: str) -> int:
        place, inside = parts_of(name)
        asked = ("location", key(place))
        if asked not in self.known:
            found = Names(self.film).one("locations", place, may_make=True)
            is_new = isinstance(found, str)
            self.known[asked] = self._saved(Location(film=self.film, name=place)) if is_new else int(found)
        return self._saved(Set(location_id=self.known[asked], name=inside))


_MAKES: dict[str, Any] = {"themes": _Maker.theme, "source": _Maker.source, "set": _Maker.a_set}
