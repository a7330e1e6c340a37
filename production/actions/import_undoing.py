"""What an import made is binned, what it changed becomes what it was, unless somebody touched it since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from production.actions.import_taking import batches
from production.actions.schedule import sign
from production.importing import writing
from production.importing.kinds import KINDS, Kind
from production.models import Import, ImportRow, IssuedCallSheet, Record, ShootDay, User
from production.models.citing import citations
from production.models.production_reports import ProductionReport

F = ImportRow.Fate


class Undoing:
    def __init__(self, imported: Import, by: User) -> None:
        self.imported, self.by = imported, by
        self.kind: Kind = KINDS[imported.kind]
        self.fields = {field.name: field for field in self.kind.fields}
        self.left: list[str] = []
        self.written: writing.Written = []

    def run(self) -> list[str]:
        rows = self.imported.rows.wanted().exclude(record=None)
        for batch in batches(rows.filter(fate=F.CHANGED).order_by("line")):
            self._put_back(batch)
        for batch in batches(rows.filter(fate=F.NEW).order_by("line")):
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
        pairs = self._untouched(rows)
        there = self._still_there(row for row, _record in pairs)
        for row, record in pairs:
            own: dict[str, Sequence[int]] = {}
            for name, value in row.before.items():
                field = self.fields[name]
                if field.links:
                    own[name] = [pk for pk in value if pk in there[field.links]]
                else:
                    field.put(record, value)
            self.kind.derive(record)
            records.append(record)
            links.append(own)
        writing.save(records, links, by=self.by, search=self.written)

    def _still_there(self, rows: Iterable[ImportRow]) -> dict[str, set[int]]:
        """Of what they led to before, the keys that aren't gone, by the field that leads there."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for name, value in row.before.items():
                if links := self.fields[name].links:
                    wanted[links].update(value)
        found = {}
        for name, keys in wanted.items():
            field: Any = self.kind.model._meta.get_field(name)
            rows_there = field.related_model._base_manager.filter(pk__in=keys)
            found[name] = set(rows_there.values_list("pk", flat=True))
        return found

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
