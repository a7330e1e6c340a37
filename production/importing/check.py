"""The fate of each row: new, changed, same or refused, found against the register as it stands.

A row is read like a form: each cell by its field, then the record as a whole by its own rules. What
asks for the other rows of the register is asked once for a whole batch.
"""

from __future__ import annotations

import copy
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _

from production.importing import bulk
from production.importing.columns import Mapping
from production.importing.fields import Field, Meaning, Plain
from production.importing.kinds import KINDS, Kind
from production.importing.names import Names
from production.importing.reading import move
from production.models import Import, ImportRow, Record
from production.models.production_reports import ProductionReport

BATCH = 500
S, F = Import.State, ImportRow.Fate
_FOUND = ("fate", "is_moved", "problems", "title", "values", "before", "record", "version", "key")


@dataclass
class Look:
    """One row on its way to its fate."""

    row: ImportRow
    texts: dict[str, str]
    candidate: Any
    values: dict[str, Plain] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    pk: int | None = None
    counted: str = ""  # the key by which it was found, where several rows may have it


class Checker:
    """What the rows of one step are held against."""

    def __init__(self, imported: Import) -> None:
        self.imported = imported
        self.kind: Kind = KINDS[imported.kind]
        self.mapping = Mapping.of(imported)
        self.names = Names(imported.film)
        self.meaning = Meaning(imported.film, self.mapping.order, self.names)
        self.fields = {f.name: f for f in self.kind.fields}
        self.register: dict[str, list[int]] = defaultdict(list)
        for pk, keys in self.kind.index(imported.film):
            for key in dict.fromkeys(keys):
                self.register[key].append(pk)
        unique = self.kind.unique
        rows: Any = self.kind.model.objects.filter(film=imported.film)
        self.holders = dict(rows.exclude(**{unique: None}).values_list(unique, "pk")) if unique else {}
        self.blank = self.kind.model()
        self.needed = list(self._needed())

    # -- what a row says ----------------------------------------------------------------------

    def read(self, row: ImportRow) -> Look:
        look = Look(row, self.mapping.texts(row.cells, row.mended), copy.copy(self.blank))
        look.candidate._state = copy.copy(self.blank._state)
        look.candidate.new_rows = {}
        for name, text in look.texts.items():
            one = self.fields.get(name)
            if one is None or (not text and not self.mapping.clears):
                continue
            try:
                look.values[name] = one.read(text, self.meaning) if text else one.empty
                one.put(look.candidate, look.values[name])
            except ValidationError as error:
                look.problems.append((name, " ".join(error.messages)))
            except (ValueError, ArithmeticError) as error:
                look.problems.append((name, _("This can't be read here: %(reason)s") % {"reason": error}))
        look.keys = self.kind.keys(look.candidate, self.names)
        return look

    # -- of whom it speaks --------------------------------------------------------------------

    def find(self, look: Look, earlier: Counter[str]) -> None:
        """The row of the register that this one is about; ValidationError where there are several."""
        for key in look.keys:
            found = self.register.get(key, [])
            if key.startswith(self.kind.counted):
                look.counted = key
                at = earlier[digest(key)]
                earlier[digest(key)] += not look.row.is_left_out
                look.pk = found[at] if at < len(found) else None
                return
            if len(found) > 1:
                look.problems.append(("", _("The register has several like this; it can't be told which.")))
                return
            if found:
                look.pk = found[0]
                return

    def key_of(self, look: Look) -> str:
        """What it is found by, so that rows about the same find each other."""
        if look.counted:
            return digest(look.counted)
        if look.pk is not None:
            return digest(f"row {look.pk}")
        if not look.keys:
            return ""
        return digest(look.keys[0])

    # -- what becomes of it -------------------------------------------------------------------

    def judge(self, look: Look, record: Any) -> dict[str, Any]:
        """The findings of one row as they are kept."""
        before: dict[str, Plain] = {}
        if record is not None:
            self._compare(look, record, before)
        candidate = self._whole(look, record)
        self._hold_rules(look, candidate, record)
        if look.problems:
            fate = F.REFUSED
        elif record is None:
            fate = F.NEW
        else:
            fate = F.CHANGED if look.values else F.SAME
        return {
            "fate": fate,
            "problems": look.problems,
            "title": self.kind.title(record if record is not None else look.candidate)[:300],
            "values": look.values,
            "before": before,
            "record": record.pk if record is not None else None,
            "version": record.version if record is not None else None,
        }

    def _compare(self, look: Look, record: Any, before: dict[str, Plain]) -> None:
        """Keep what differs. A cell that says what the film's own list says changes nothing."""
        own = self.mapping.own(look.row.mended)
        for name, text in look.texts.items():
            one = self.fields.get(name)
            if one is None:
                continue
            if name not in own:  # said once for all rows: it is for new ones
                look.values.pop(name, None)
            elif one.show is not None and one.show(record) in (text, f"'{text}"):
                look.values.pop(name, None)
                look.problems = [problem for problem in look.problems if problem[0] != name]
            elif name in look.values:
                was = one.get(record)
                if one.same(was, look.values[name]):
                    del look.values[name]
                else:
                    before[name] = was

    def _whole(self, look: Look, record: Any) -> Any:
        """The record as it would be, without its film: doubles are looked for all at once."""
        if record is None:
            return look.candidate
        candidate = copy.copy(record)
        candidate._state = copy.copy(record._state)
        candidate._state.fields_cache = dict(record._state.fields_cache)
        candidate.film_id = None
        for name, value in look.values.items():
            self.fields[name].put(candidate, value)
        return candidate

    def _hold_rules(self, look: Look, candidate: Any, record: Any) -> None:
        if record is not None and not look.values:
            return
        told = {name for name, _reason in look.problems}
        if record is None:
            for name in self._missing(candidate, look):
                if name not in told:
                    look.problems.append((name, _("This is needed.")))
                    told.add(name)
        if not told:
            try:
                self._clean(candidate)
            except ValidationError as error:
                look.problems.extend(self._told(error))
        self._hold_unique(look, record)
        if record is not None and self.kind.code == Import.Kind.DAYS and self._is_closed(record):
            look.problems.append(("", _("This day is closed: its production report is signed.")))

    def _clean(self, candidate: Any) -> None:
        same = getattr(candidate, "_same_number", None)
        if same is not None:  # shots ask for their doubles one by one
            candidate._same_number = lambda: None
        try:
            self.kind.derive(candidate)
            candidate.clean()
        finally:
            if same is not None:
                del candidate._same_number

    def _missing(self, candidate: Any, look: Look) -> Iterable[str]:
        for name, attname in self.needed:
            if getattr(candidate, attname) in (None, "") and name not in candidate.new_rows:
                yield name
        if self.kind.code == Import.Kind.SHOTS and not (candidate.scene_id or candidate.location_id):
            yield "scene"

    def _needed(self) -> Iterable[tuple[str, str]]:
        """Fields that no record is without, with their columns."""
        for one in self.fields.values():
            stored = _stored(self.kind, one)
            is_free = stored is None or stored.blank or stored.has_default() or self._is_numbered(one)
            if not is_free:
                yield one.name, stored.attname

    def _is_numbered(self, one: Field) -> bool:
        """Scenes without a number get the next one."""
        return self.kind.code == Import.Kind.SCENES and one.name == "number"

    def _told(self, error: ValidationError) -> Iterable[tuple[str, str]]:
        if not hasattr(error, "error_dict"):
            return [("", message) for message in error.messages]
        return [
            (self.kind.told_at.get(name, name) if name != "__all__" else "", message)
            for name, errors in error.message_dict.items()
            for message in errors
        ]

    def _hold_unique(self, look: Look, record: Any) -> None:
        wanted = look.values.get(self.kind.unique) if self.kind.unique else None
        holder = self.holders.get(wanted) if wanted is not None else None
        if holder is not None and (record is None or holder != record.pk):
            look.problems.append((self.kind.unique, _("Another one of this film has this number.")))

    def _is_closed(self, day: Any) -> bool:
        return ProductionReport.objects.closed().filter(day=day.pk).exists()


def _stored(kind: Kind, one: Field) -> Any:
    return next((f for f in kind.model._meta.concrete_fields if f.name == one.name), None)


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:40]


# -- batches -------------------------------------------------------------------------------------


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
    from production.models.records import film_path

    rows = model.everything.filter(**{str(film_path(model)): imported.film_id}).order_by()
    found = rows.aggregate(a=Count("pk"), b=Max("pk"), c=Sum("version"))
    return [found["a"], found["b"] or 0, found["c"] or 0]


def _registers() -> dict[str, tuple[type[Record], ...]]:
    from production.models import Location, Person, Scene, Set, Source, Theme

    return {
        Import.Kind.SCENES: (Person, Theme, Location, Set),
        Import.Kind.SHOTS: (Scene, Location),
        Import.Kind.CLIPS: (Source, Scene, Theme, Person),
    }


_REGISTERS = _registers()


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
