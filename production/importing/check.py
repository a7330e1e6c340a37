"""The rows of a table are held against the register as it stands, batch by batch.

What asks for the other rows of the register is asked once for a whole batch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _

from production.importing import bulk
from production.importing.fates import Checker, Look, digest
from production.importing.kinds import KINDS
from production.importing.reading import move
from production.models import Import, ImportRow, Location, Person, Record, Scene, Set, Source, Theme
from production.models.records import film_path

BATCH = 500
S, F = Import.State, ImportRow.Fate
_FOUND = ("fate", "is_moved", "problems", "title", "values", "before", "record", "version", "key")
# besides its own: those that the rows of a kind name
_REGISTERS: dict[str, tuple[type[Record], ...]] = {
    Import.Kind.SCENES: (Person, Theme, Location, Set),
    Import.Kind.SHOTS: (Scene, Location),
    Import.Kind.CLIPS: (Source, Scene, Theme, Person),
}


def step(imported: Import) -> None:
    """Look at the next rows; after the last one the preview is ready."""
    checker = _checker(imported)
    rows = list(imported.rows.order_by("line", "pk")[imported.checked : imported.checked + BATCH])
    if rows:
        findings = look_at(checker, rows)
        with transaction.atomic():
            keep(rows, findings)
            imported.checked += len(rows)
            Import.objects.filter(pk=imported.pk).update(checked=imported.checked)
    if imported.checked >= imported.count or not rows:
        imported._checker = None  # type: ignore[attr-defined]
        move(imported, S.CHECKED)


def again(imported: Import, rows: Sequence[ImportRow]) -> None:
    """Look at some rows once more, and at those that are about the same as they were or are now."""
    keys = {row.key for row in rows} - {""}
    own = {row.pk for row in rows}
    keep(rows, look_at(Checker(imported), rows))
    keys |= {row.key for row in rows} - {""}
    others = list(imported.rows.filter(key__in=keys).exclude(pk__in=own).order_by("line"))
    both = sorted([*rows, *others], key=lambda row: row.line) if others else []
    if both:
        keep(both, look_at(Checker(imported), both))
    imported.rows.filter(pk__in=[row.pk for row in (*rows, *others)]).update(is_moved=False)


def _checker(imported: Import) -> Checker:
    """One for all the batches of a request; the register as it stood before the first is kept."""
    checker = getattr(imported, "_checker", None)
    if checker is None:
        if imported.checked == 0:
            imported.seen = seen(imported)
            Import.objects.filter(pk=imported.pk).update(seen=imported.seen)
        checker = imported._checker = Checker(imported)  # type: ignore[attr-defined]
    return checker


def look_at(checker: Checker, rows: Sequence[ImportRow]) -> list[dict[str, Any]]:
    looks = [checker.read(row) for row in rows]
    earlier = _earlier_counted(checker, looks)
    for look in looks:
        checker.find(look, earlier)
    wanted = {look.pk for look in looks if look.pk is not None}
    found: Any = checker.kind.model.objects.filter(film=checker.imported.film_id)
    records = {row.pk: row for row in checker.kind.read(found).filter(pk__in=wanted)} if wanted else {}
    doubles = _Doubles(checker, looks)
    findings = []
    for look in looks:
        record = records.get(look.pk) if look.pk is not None else None
        found_here = checker.judge(look, record)
        found_here["key"] = checker.key_of(look)
        doubles.tell(look, found_here)
        found_here["is_moved"] = _is_moved(look.row, found_here)
        findings.append(found_here)
    return findings


def _earlier_counted(checker: Checker, looks: Sequence[Look]) -> Counter[str]:
    """How many rows before this batch share a key that several may have."""
    keys = {digest(key) for look in looks for key in look.keys if key.startswith(checker.kind.counted)}
    if not keys:
        return Counter()
    before = checker.imported.rows.wanted().filter(line__lt=looks[0].row.line, key__in=keys)
    return Counter(dict(before.order_by().values_list("key").annotate(rows=Count("pk"))))


class _Doubles:
    """Rows of the file that are about the same: the second is refused and told where the first is."""

    def __init__(self, checker: Checker, looks: Sequence[Look]) -> None:
        self.unique = checker.kind.unique
        self.first: dict[Any, int] = {}
        if len(looks) == checker.imported.count:
            return
        rows = checker.imported.rows.wanted().order_by("-line")
        others = rows.exclude(pk__in=[look.row.pk for look in looks])
        keys = {checker.key_of(look) for look in looks if not look.counted} - {""}
        self.first |= dict(others.filter(key__in=keys).values_list("key", "line"))
        if found := {look.pk for look in looks if look.pk is not None and checker.kind.counted != "-"}:
            self.first |= dict(others.filter(record__in=found).values_list("record", "line"))
        if wanted := {self.number(look) for look in looks} - {None}:
            taken = others.exclude(**{f"values__{self.unique}": None}).values_list(
                f"values__{self.unique}", "line"
            )
            self.first |= {("number", value): line for value, line in taken if value in wanted}

    def number(self, look: Look) -> Any:
        return look.values.get(self.unique) if self.unique else None

    def tell(self, look: Look, found: dict[str, Any]) -> None:
        if look.row.is_left_out:
            return
        line = look.row.line
        about = {found["record"], "" if look.counted else found["key"]} - {None, ""}
        before = [first for one in about if (first := self.first.setdefault(one, line)) < line]
        if before:
            found["problems"] = [*found["problems"], ("", _("It is the same as line %s.") % min(before))]
        number = self.number(look)
        if number is not None and (first := self.first.setdefault(("number", number), line)) < line:
            text = _("Line %s has this number already.") % first
            found["problems"] = [*found["problems"], (self.unique, text)]
        if found["problems"]:
            found["fate"] = F.REFUSED


def _is_moved(row: ImportRow, found: dict[str, Any]) -> bool:
    """Whether a reader has seen another fate, or other differences, for this row."""
    if not row.fate:
        return False
    return any(
        _json(getattr(row, name)) != _json(found[name]) for name in ("fate", "values", "before", "record")
    )


def _json(value: Any) -> Any:
    return (
        [list(pair) for pair in value]
        if isinstance(value, list) and value and isinstance(value[0], tuple)
        else value
    )


def keep(rows: Sequence[ImportRow], findings: Sequence[dict[str, Any]]) -> None:
    fields: list[Any] = [ImportRow._meta.get_field(name) for name in _FOUND]
    key: Any = ImportRow._meta.pk
    values = []
    for row, found in zip(rows, findings, strict=True):
        for name in _FOUND:
            setattr(row, name, found[name])
        values.append([*(bulk.prepared(f, found[f.name]) for f in fields), row.pk])
    bulk.update(ImportRow, fields, values, [key])


# -- the register as it was seen -----------------------------------------------------------------


def seen(imported: Import) -> dict[str, list[int]]:
    """A sum over every register that the rows were held against: any save of any row changes it."""
    models = {KINDS[imported.kind].model, *_REGISTERS.get(imported.kind, ())}
    return {model._meta.label: _sum(model, imported) for model in sorted(models, key=str)}


def _sum(model: type[Record], imported: Import) -> list[int]:
    rows = model.everything.filter(**{str(film_path(model)): imported.film_id}).order_by()
    found = rows.aggregate(a=Count("pk"), b=Max("pk"), c=Sum("version"))
    return [found["a"], found["b"] or 0, found["c"] or 0]
