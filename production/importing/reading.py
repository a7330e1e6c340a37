"""A file into the rows of an import, in steps that each hold the database for a moment only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from production.formats import fountain, sheets, tables, vcard
from production.importing import bulk, columns
from production.importing.kinds import KINDS
from production.models import Import, ImportRow

BATCH = 2_000
STEP = 1.0  # seconds of checking in one request
_DATES = 20_000  # different ones from which the order of day and month is found
_ABANDONED = timedelta(minutes=5)
S = Import.State


class Busy(Exception):
    """Another request is at work on this import."""


def format_of(data: bytes, name: str, kind: str) -> str:
    """What a file is: by its content, and where that may be two things by its name."""
    if sheets.is_zip(data):
        return Import.Format.XLSX
    if foreign := sheets.foreign(data):
        raise tables.Refused("foreign", found=foreign)
    if vcard.is_vcard(data):
        if kind != Import.Kind.PEOPLE:
            raise tables.Refused("cards")
        return Import.Format.VCARD
    if name.casefold().endswith((".fountain", ".spmd")) and kind == Import.Kind.SCENES:
        return Import.Format.FOUNTAIN
    return Import.Format.CSV


def table_of(imported: Import, data: bytes) -> tables.Table:
    """The table of an import, read as its reader wants it, else as it is guessed."""
    wanted = imported.reading.get("wanted", {})
    encoding, heading = wanted.get("encoding", ""), wanted.get("heading")
    match imported.format:
        case Import.Format.XLSX:
            return sheets.read(data, sheet=wanted.get("sheet", ""), heading=heading)
        case Import.Format.VCARD:
            return vcard.read(data, encoding=encoding)
        case Import.Format.FOUNTAIN:
            return fountain.read(data, encoding=encoding)
    return tables.read(data, encoding=encoding, separator=wanted.get("separator", ""), heading=heading)


def claim(imported: Import) -> None:
    """This request alone works on the import until it lets go, or until it is long silent."""
    now = timezone.now()
    free = Q(worked_at=None) | Q(worked_at__lt=now - _ABANDONED)
    if not Import.objects.filter(free, pk=imported.pk, state=imported.state).update(worked_at=now):
        raise Busy
    imported.worked_at = now


def let_go(imported: Import) -> None:
    Import.objects.filter(pk=imported.pk, worked_at=imported.worked_at).update(worked_at=None)


def work(imported: Import, seconds: float = STEP) -> None:
    """Read or check for about as long; what is done is kept and the next step goes on from there."""
    from production.importing import check

    until = time.monotonic() + seconds
    try:
        claim(imported)
    except Busy:
        return
    try:
        if imported.state == S.READING:
            read(imported)
        elif imported.state == S.CHECKING:
            while imported.state == S.CHECKING and time.monotonic() < until:
                check.step(imported)
    finally:
        let_go(imported)


def read(imported: Import) -> None:
    """Read the whole file; tables.Refused where it is none."""
    kind = KINDS[imported.kind]
    ImportRow.objects.filter(of=imported).delete()
    with imported.content.open("rb") as file:
        table = table_of(imported, file.read())
    count = 0
    mapping = columns.first_mapping(imported, kind, table.columns)
    written: set[str] = set()  # dates as they are written
    while batch := list(islice(table.rows, BATCH)):
        with transaction.atomic():
            _keep(imported, batch)
        count += len(batch)
        if len(written) < _DATES:
            written.update(columns.date_texts(kind, mapping, (row.cells for row in batch)))
    columns.order_dates(mapping, written)
    _take_down(imported, mapping, table, count)


def _keep(imported: Import, rows: list[tables.Row]) -> None:
    fields = [field for field in bulk.columns(ImportRow) if not field.primary_key]
    blank = {f.attname: bulk.prepared(f, f.get_default()) for f in fields}
    places = [f.attname for f in fields]
    cells: Any = ImportRow._meta.get_field("cells")

    def values() -> Iterator[list[Any]]:
        for row in rows:
            own = {
                **blank,
                "of_id": imported.pk,
                "line": row.line,
                "cells": bulk.prepared(cells, row.cells),
            }
            yield [own[name] for name in places]

    bulk.insert(ImportRow, fields, values())


def _take_down(imported: Import, mapping: columns.Mapping, table: tables.Table, count: int) -> None:
    wanted = imported.reading.get("wanted", {})
    imported.reading = {**table.reading, "repaired": table.repaired, "wanted": wanted}
    imported.columns = table.columns
    imported.repairs = [[repair.line, repair.code, repair.facts] for repair in table.repairs]
    imported.count = count
    if imported.format == Import.Format.FOUNTAIN:  # a documentary's people are no characters
        mapping.columns = ["" if name == "people" else name for name in mapping.columns]
    imported.mapping = mapping.to_json()
    move(imported, S.MAPPING)


def move(imported: Import, state: str) -> None:
    """Keep what was found, unless another request has moved the import on meanwhile."""
    before, imported.state = imported.state, state
    names = [f.name for f in Import._meta.concrete_fields if f.name not in _OTHERS]
    values = {name: getattr(imported, name) for name in names}
    if not Import.objects.filter(pk=imported.pk, state=before).update(**values):
        raise Busy


_OTHERS = {
    "id", "film", "kind", "name", "content", "size", "sha256", "worked_at",
    "created_at", "created_by", "taken_at", "taken_by", "undone_at", "undone_by",
}  # fmt: skip
