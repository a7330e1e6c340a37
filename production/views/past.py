"""How a record came to be what it is: its versions, field by field, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from production.clock import format_eighths
from production.forms.fields import languages_in_words
from production.kinds import Kind
from production.models import Person, Record
from production.models.fields import DayTimeField
from production.models.historic import HistoricDateField
from production.models.records import Lines
from production.templatetags.dates import day_time, historic_date, moment, year_date

PAGE = 30  # versions
GONE = gettext_lazy("(no longer there)")
NOTHING = "–"
CREATED, CHANGED, DELETED, RESTORED = "created", "changed", "deleted", "restored"
ACTS = {
    CREATED: gettext_lazy("created"),
    CHANGED: gettext_lazy("changed"),
    DELETED: gettext_lazy("deleted"),
    RESTORED: gettext_lazy("restored from the bin"),
}
ICONS = {CREATED: "plus-lg", CHANGED: "pencil", DELETED: "trash", RESTORED: "arrow-counterclockwise"}


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Past:
    """One version: who saved it, when, and what it made different."""

    version: int
    when: datetime
    who: Any
    act: str
    differences: list[Difference]

    @property
    def words(self) -> Any:
        return ACTS[self.act]

    @property
    def icon(self) -> str:
        return ICONS[self.act]


class PastPage:
    """A page of a record's versions, the latest first; a constant number of queries."""

    def __init__(
        self, kind: Kind, record: Record, *, number: int, zone: str, hidden: Collection[str] = ()
    ) -> None:
        self.kind, self.record, self.zone = kind, record, zone
        self.pages = max(1, -(-record.version // PAGE))
        self.number = min(max(number, 1), self.pages)
        self._top = record.version - PAGE * (self.number - 1)
        self._hidden = {*hidden, *_never_told(kind)}

    @cached_property
    def versions(self) -> list[Past]:
        saved = list(self._saved().values())
        before = self._rows().filter(version__lte=self._top - PAGE).last()
        names = _Names(self.kind.model, [rows[-1] for rows in saved] + ([before] if before else []))
        lines = self._lines_before() if issubclass(self._model, Lines) else None
        told, old = [], before
        for rows in saved:
            new = rows[-1]
            differences = [*self._fields(old, new, names)]
            if lines is not None:
                now = next((row.lines for row in reversed(rows) if row.lines is not None), lines)
                differences += self._own_rows(lines, now)
                lines = now
            told.append(
                Past(new.version, rows[0].history_date, rows[0].history_user, _act(old, rows), differences)
            )
            old = new
        return told[::-1]

    @property
    def _model(self) -> Any:
        history: Any = self.kind.model
        return history.history.model

    def _rows(self) -> Any:
        return (
            self._model.objects.filter(id=self.record.pk)
            .select_related("history_user")
            .order_by("version", "history_id")
        )

    def _saved(self) -> dict[int, list[Any]]:
        """The rows of each version: a save writes one more for each list of rows that it changes."""
        saved: dict[int, list[Any]] = {}
        for row in self._rows().filter(version__gt=self._top - PAGE, version__lte=self._top):
            saved.setdefault(row.version, []).append(row)
        return saved

    def _lines_before(self) -> Mapping[str, Any]:
        kept = self._rows().filter(version__lte=self._top - PAGE, lines__isnull=False).last()
        return kept.lines if kept is not None else {}

    def _fields(self, old: Any, new: Any, names: _Names) -> Iterator[Difference]:
        for field in _told_fields(self.kind.model):
            if field.name in self._hidden:
                continue
            now, was = names.stored(new, field), names.stored(old, field) if old is not None else None
            if now == was or (old is None and now in (None, "", [], False, frozenset())):
                continue
            words = [
                NOTHING if row is None else names.words(field, value, self.zone) or NOTHING
                for row, value in ((old, was), (new, now))
            ]
            yield Difference(field.name, str(capfirst(str(field.verbose_name))), *words)

    def _own_rows(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
        for name, label in self.kind.lines.items():
            was, now = old.get(name) or [], new.get(name) or []
            if was != now and name not in self._hidden:
                model: Any = self.kind.model._meta.get_field(name).related_model
                words = [_rows_in_words(model, rows, self.zone) for rows in (was, now)]
                yield Difference(name, str(capfirst(str(label))), *words)


def _never_told(kind: Kind) -> set[str]:
    return {"film", kind.owner}


def _told_fields(model: type[models.Model]) -> list[Any]:
    fields = [field for field in model._meta.fields if field.editable and not field.primary_key]
    return [*fields, *model._meta.many_to_many]


def _act(old: Any, rows: list[Any]) -> str:
    new = rows[-1]
    if old is None or rows[0].history_type == "+":
        return CREATED
    if bool(old.binned_at) is bool(new.binned_at):
        return CHANGED
    return DELETED if new.binned_at else RESTORED


class _Names:
    """The names of all rows that some versions speak of, with one query for each kind of row."""

    def __init__(self, model: type[models.Model], rows: list[Any]) -> None:
        self._lists: dict[tuple[str, int], frozenset[int]] = {}
        for field in model._meta.many_to_many:
            self._lists |= _lists_of(rows, field)
        keys: dict[Any, set[Any]] = {}
        for field in [field for field in _told_fields(model) if field.is_relation]:
            for row in rows:
                value = self.stored(row, field)
                found = value if isinstance(value, frozenset) else {value} - {None}
                keys.setdefault(field.related_model, set()).update(found)
        self._names = {related: _names_of(related, found) for related, found in keys.items()}

    def stored(self, row: Any, field: Any) -> Any:
        if isinstance(field, models.ManyToManyField):
            return self._lists.get((field.name, row.history_id), frozenset())
        return getattr(row, field.attname)

    def words(self, field: Any, value: Any, zone: str) -> str:
        if not field.is_relation:
            return in_words(field, value, zone)
        names = self._names[field.related_model]
        if isinstance(value, frozenset):
            return ", ".join(sorted(names.get(key, str(GONE)) for key in value))
        return "" if value is None else names.get(value, str(GONE))


def _lists_of(rows: list[Any], field: Any) -> dict[tuple[str, int], frozenset[int]]:
    """What each history row had in a list of rows: themes, people."""
    if not rows or field.name not in {kept.name for kept in rows[0]._history_m2m_fields}:
        return {}
    links: Any = getattr(type(rows[0]), field.name).model
    found: dict[tuple[str, int], set[int]] = {}
    pairs = links.objects.filter(history_id__in=[row.history_id for row in rows])
    for history, key in pairs.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
        found.setdefault((field.name, history), set()).add(key)
    return {place: frozenset(keys) for place, keys in found.items()}


def _names_of(model: Any, keys: set[Any]) -> dict[Any, str]:
    if not keys:
        return {}
    near = [field.name for field in model._meta.fields if field.is_relation]
    return {row.pk: str(row) for row in model._base_manager.filter(pk__in=keys).select_related(*near)}


def in_words(field: Any, value: Any, zone: str) -> str:
    """A stored value as the reader would say it; "" where there is none."""
    if value is None or value == "" or value == []:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    for kind, say in _SAID.items():
        if isinstance(field, kind):
            return say(value)
    if isinstance(value, datetime):
        return moment(value, zone)
    if isinstance(value, date):
        return year_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return _NAMED.get(field.name, _plain)(value)


_SAID: dict[type, Any] = {DayTimeField: day_time, HistoricDateField: historic_date}


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _languages(value: Any) -> str:
    return languages_in_words([value] if isinstance(value, str) else value)


def _fields_of_people(names: list[str]) -> str:
    labels = {field.name: str(field.verbose_name) for field in Person._meta.fields}
    return ", ".join(labels.get(name, name) for name in names)


_NAMED: dict[str, Any] = {
    "languages": _languages,
    "language": _languages,
    "closed_weekdays": lambda days: ", ".join(str(WEEKDAYS[day]) for day in days if day in WEEKDAYS),
    "private_fields": _fields_of_people,
    "eighths": format_eighths,
}


def _rows_in_words(model: Any, rows: list[dict[str, str]], zone: str) -> str:
    return "; ".join(filter(None, (_row_in_words(model, row, zone) for row in rows))) or NOTHING


def _row_in_words(model: Any, row: dict[str, str], zone: str) -> str:
    fields = [(model._meta.get_field(name), text) for name, text in row.items() if text]
    return " ".join(in_words(field, field.to_python(text), zone) for field, text in fields)
