"""The fate of a row: new, changed, same or refused.

It is read like a form: each cell by its field, then the record as a whole by its own rules.
"""

from __future__ import annotations

import copy
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from production.importing.columns import Mapping
from production.importing.fields import Field, Meaning, Plain
from production.importing.kinds import KINDS, Kind
from production.importing.names import Names
from production.models import Import, ImportRow
from production.models.production_reports import ProductionReport

F = ImportRow.Fate


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
        self.closed = self._closed()

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
        """The row of the register that this one is about; a problem of the row where there are several."""
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
        if record is not None and record.pk in self.closed:
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

    def _closed(self) -> set[int]:
        """Days that nothing may be changed of."""
        if self.kind.code != Import.Kind.DAYS:
            return set()
        reports = ProductionReport.objects.closed().filter(day__film=self.imported.film_id)
        return set(reports.values_list("day", flat=True))


def _stored(kind: Kind, one: Field) -> Any:
    return next((f for f in kind.model._meta.concrete_fields if f.name == one.name), None)


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:40]
