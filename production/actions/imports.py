"""An import is handed in, taken as a whole or not at all, and undone as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from production.actions.files import OnTrial
from production.actions.schedule import sign
from production.importing import bulk, check, reading, writing
from production.importing.columns import Mapping, remember
from production.importing.fields import Plain
from production.importing.kinds import KINDS, Kind
from production.importing.names import Names, key, parts_of
from production.models import (
    Film,
    Import,
    ImportRow,
    IssuedCallSheet,
    Location,
    Record,
    Set,
    ShootDay,
    Source,
    StaleRecord,
    Theme,
    User,
)
from production.models.citing import citations
from production.models.production_reports import ProductionReport

BATCH = 2_000
S, F = Import.State, ImportRow.Fate


class NotReady(Exception):
    """Rows are refused and not left out, or the import is no longer open."""


class Moved(Exception):
    """The register has changed since the rows were looked at."""


class CantBeUndone(Exception):
    """What the import made or changed is held by something that came later."""


@transaction.atomic
def hand_in(*, film: Film, kind: str, name: str, data: bytes, by: User) -> Import:
    """Keep a file whose rows are to be read; tables.Refused for what is no table at first sight."""
    imported = Import(
        film=film,
        kind=kind,
        format=reading.format_of(data, name, kind),
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        created_by=by,
    )
    imported.content.save(name, ContentFile(data), save=False)
    transaction.on_commit(OnTrial(str(imported.content.name)).keep)
    imported.save()
    return imported


def _let_file_go(imported: Import) -> None:
    """What was taken stands in the registers; what was discarded is nobody's business any more."""
    name, storage = imported.content.name, imported.content.storage
    if name:
        Import.objects.filter(pk=imported.pk).update(content="")
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def check_again(*, imported: Import) -> None:
    """Hold all rows against the register once more; what a reader has seen stays known to tell what moved."""
    open_states = [S.MAPPING, S.CHECKED, S.CHECKING]
    Import.objects.filter(pk=imported.pk, state__in=open_states).update(state=S.CHECKING, checked=0)
    imported.refresh_from_db()


@transaction.atomic
def choose_columns(*, imported: Import, mapping: Mapping, by: User) -> None:
    """What the columns mean; the film's next table of this kind begins with it."""
    moved = Import.objects.filter(pk=imported.pk, state__in=[S.MAPPING, S.CHECKED, S.CHECKING])
    if moved.update(mapping=mapping.to_json(), state=S.CHECKING, checked=0):
        imported.rows.update(fate="", is_moved=False)
        remember(imported, mapping)
    imported.refresh_from_db()


@transaction.atomic
def read_otherwise(*, imported: Import, wanted: dict[str, Any], by: User) -> None:
    """Read the same file in another encoding, with another separator, from another sheet."""
    wait = Import.objects.filter(pk=imported.pk, state__in=[S.MAPPING, S.CHECKED, S.CHECKING])
    if wait.update(reading={**imported.reading, "wanted": wanted}, state=S.READING, checked=0, count=0):
        imported.rows.all().delete()
    imported.refresh_from_db()


@transaction.atomic
def mend(*, imported: Import, texts: dict[int, dict[str, str]], left_out: dict[int, bool], by: User) -> None:
    """Take what was typed into refused rows, leave rows out or take them in again, and look at them anew."""
    if not Import.objects.select_for_update().filter(pk=imported.pk, state=S.CHECKED).exists():
        raise NotReady
    known = {field.name for field in KINDS[imported.kind].fields}
    rows = list(imported.rows.filter(pk__in={*texts, *left_out}).order_by("line"))
    touched = []
    for row in rows:
        typed = {name: text.strip() for name, text in texts.get(row.pk, {}).items() if name in known}
        out = left_out.get(row.pk, row.is_left_out)
        mended = {**row.mended, **typed}
        if mended != row.mended or out != row.is_left_out:
            row.mended, row.is_left_out = mended, out
            touched.append(row)
    if touched:
        ImportRow.objects.bulk_update(touched, ["mended", "is_left_out"])
        check.again(imported, touched)


@transaction.atomic
def leave_out_refused(*, imported: Import, by: User) -> int:
    """Take the rest without the rows that are refused."""
    if not Import.objects.select_for_update().filter(pk=imported.pk, state=S.CHECKED).exists():
        raise NotReady
    return int(imported.rows.in_the_way().update(is_left_out=True))


@transaction.atomic
def discard(*, imported: Import, by: User) -> None:
    """Throw an open import away, file and rows; nothing of it was ever in a register."""
    if Import.objects.filter(pk=imported.pk, state__in=Import.OPEN).update(state=S.DISCARDED):
        ImportRow.objects.filter(of=imported).delete()
        _let_file_go(imported)


# -- taking ----------------------------------------------------------------------------------------


# A savepoint around thousands of updates makes SQLite slower with each of them, so there is none:
# what goes wrong here rolls back the whole transaction, and whoever began it says so.


@transaction.atomic(savepoint=False)
def take(*, imported: Import, by: User) -> Import:
    """Write every wanted row, or none. A second call answers like the first."""
    now = Import.objects.select_for_update().get(pk=imported.pk)
    if now.state == S.TAKEN:
        return now
    if now.state != S.CHECKED or now.rows.in_the_way().exists():
        raise NotReady
    if now.seen != check.seen(now):
        raise Moved
    try:
        _Taking(now, by).run()
    except (IntegrityError, StaleRecord) as error:  # somebody wrote in the very same moment
        raise Moved from error
    now.state, now.taken_at, now.taken_by = S.TAKEN, timezone.now(), by
    now.save()
    _let_file_go(now)
    return now


class _Taking:
    def __init__(self, imported: Import, by: User) -> None:
        self.imported, self.by = imported, by
        self.film = imported.film
        self.kind: Kind = KINDS[imported.kind]
        self.fields = {field.name: field for field in self.kind.fields}
        self.maker = _Maker(self.film, by)
        self.written: writing.Written = []

    def run(self) -> None:
        rows = self.imported.rows.wanted()
        for batch in _batches(rows.filter(fate=F.NEW).order_by("line")):
            self._make(batch)
        for batch in _batches(rows.filter(fate=F.CHANGED).order_by("line")):
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


def _batches(rows: Any) -> Iterator[list[ImportRow]]:
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


# -- undoing ---------------------------------------------------------------------------------------


@transaction.atomic(savepoint=False)
def undo(*, imported: Import, by: User) -> Import:
    """New rows go to the bin, changed ones become what they were; who touched one since keeps it."""
    now = Import.objects.select_for_update().get(pk=imported.pk)
    if now.state == S.UNDONE:
        return now
    if now.state != S.TAKEN:
        raise NotReady
    try:
        now.left = _Undoing(now, by).run()
    except (IntegrityError, StaleRecord) as error:
        raise CantBeUndone from error
    now.state, now.undone_at, now.undone_by = S.UNDONE, timezone.now(), by
    now.save()
    return now


class _Undoing:
    def __init__(self, imported: Import, by: User) -> None:
        self.imported, self.by = imported, by
        self.kind: Kind = KINDS[imported.kind]
        self.fields = {field.name: field for field in self.kind.fields}
        self.left: list[str] = []
        self.written: writing.Written = []

    def run(self) -> list[str]:
        rows = self.imported.rows.wanted().exclude(record=None)
        for batch in _batches(rows.filter(fate=F.CHANGED).order_by("line")):
            self._put_back(batch)
        for batch in _batches(rows.filter(fate=F.NEW).order_by("line")):
            self._bin(batch)
        self._bin_what_was_made()
        writing.tell_search(self.written)
        return self.left

    def _untouched(self, rows: Sequence[ImportRow]) -> list[tuple[ImportRow, Any]]:
        found = writing.rows_of(self.kind.model, [row.record for row in rows if row.record])
        held = _held_days(found) if self.kind.model is ShootDay else set()
        pairs = []
        for row in rows:
            record = found.get(row.record or 0)
            if (
                record is not None
                and not record.is_binned
                and record.version == row.version
                and (record.pk not in held)
            ):
                pairs.append((row, record))
            elif record is not None and not (record.is_binned and row.fate == F.NEW):
                self.left.append(_("Line %(line)s: %(record)s") % {"line": row.line, "record": record})
        return pairs

    def _put_back(self, rows: Sequence[ImportRow]) -> None:
        records, links = [], []
        for row, record in self._untouched(rows):
            own: dict[str, Sequence[int]] = {}
            for name, value in row.before.items():
                field = self.fields[name]
                if field.links:
                    own[name] = self._still_there(field.links, value)
                else:
                    field.put(record, value)
            self.kind.derive(record)
            records.append(record)
            links.append(own)
        writing.save(records, links, by=self.by, search=self.written)

    def _still_there(self, name: str, keys: Sequence[int]) -> list[int]:
        field: Any = self.kind.model._meta.get_field(name)
        return list(field.related_model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))

    def _bin(self, rows: Sequence[ImportRow]) -> None:
        pairs = self._untouched(rows)
        cited = citations(record for _row, record in pairs)
        self.left += [
            _("Line %(line)s: %(record)s") % {"line": row.line, "record": record}
            for row, record in pairs
            if cited[record.pk]
        ]
        records = [record for _row, record in pairs if not cited[record.pk]]
        now = timezone.now()
        for record in records:
            record.binned_at, record.binned_by_id = now, self.by.pk
        writing.save(records, [{} for _record in records], by=self.by, search=self.written)

    def _bin_what_was_made(self) -> None:
        """Places, sources and themes that were made along the way, unless something else uses them by now."""
        from django.apps import apps

        for label, pk, version in reversed(self.imported.made):
            model: Any = apps.get_model(label)
            record = model.objects.filter(pk=pk).first()
            if record is None:
                continue
            if record.version != version or _is_used(record) or citations([record])[record.pk]:
                self.left.append(str(record))
                continue
            sign(record, self.by)
            record.bin(by=self.by)


def _held_days(days: dict[int, Any]) -> set[int]:
    """Days whose call sheet is issued or which are closed stay as they are."""
    issued = IssuedCallSheet.objects.filter(day__in=list(days)).values_list("day", flat=True)
    closed = ProductionReport.objects.closed().filter(day__in=list(days)).values_list("day", flat=True)
    return {*issued, *closed}


def _is_used(record: Record) -> bool:
    """Whether a row outside the bin still leads to this one."""
    for relation in record._meta.related_objects:
        model: Any = relation.related_model
        if issubclass(model, Record) and model.objects.filter(**{relation.field.name: record}).exists():
            return True
    return False
