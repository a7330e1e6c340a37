"""A few rows inside a record's form: unavailable dates of a person, heirs of a release.

They belong to the record: they are saved with it, under its version, and a change that somebody
else made meanwhile is merged or shown like any other field's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from production.forms.records import Conflict, RecordForm
from production.models import indexing
from production.models.fields import clean_text

MOST = 100
BLANK = 2

Row = tuple[Any, ...]


class RowsWidget(forms.Widget):
    """A table of inputs with blank rows at its end, and hidden what stood there when it was opened."""

    template_name = "components/rows.html"
    use_fieldset = True

    def __init__(self, columns: Mapping[str, forms.Field]) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        rows = []
        for index in range(MOST):
            keys = [f"{name}-{index}-{column}" for column in self.columns]
            if not any(key in data for key in keys):
                break
            rows.append([str(data.get(key) or "").strip() for key in keys])
        return {"rows": [row for row in rows if any(row)], "base": data.get(f"{name}-base", "")}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-base" not in data

    def id_for_label(self, id_: str, index: str = "0") -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [*value["rows"], *([[""] * len(self.columns)] * BLANK)][:MOST]
        context["widget"]["base"] = value["base"]
        context["widget"]["labels"] = [capfirst(column.label) for column in self.columns.values()]
        context["widget"]["rows"] = [self._cells(name, index, row) for index, row in enumerate(rows)]
        return context

    def _cells(self, name: str, index: int, row: Sequence[str]) -> list[dict[str, Any]]:
        return [
            {
                "name": f"{name}-{index}-{column}",
                "label": _("%(label)s, row %(number)s")
                % {"label": capfirst(field.label), "number": index + 1},
                "value": value,
                "type": "date" if isinstance(field, forms.DateField) else "text",
                "most": getattr(field, "max_length", None),
                "choices": [(str(key), words) for key, words in getattr(field, "choices", ())],
                "heading": capfirst(field.label),
            }
            for (column, field), value in zip(self.columns.items(), row, strict=True)
        ]


class RowsField(forms.Field):
    """Rows as a list of tuples in the order of the columns; `check` completes a row or says what is wrong."""

    def __init__(
        self, *, columns: Mapping[str, forms.Field], check: Callable[[Row], Row] | None = None, **kwargs: Any
    ) -> None:
        self.columns = columns
        self.check = check
        kwargs.setdefault("required", False)
        super().__init__(widget=RowsWidget(columns), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        rows = [raw(row) for row in value or []]
        return {"rows": rows, "base": json.dumps(rows)}

    def clean(self, value: Any) -> list[Row]:
        rows, errors = [], []
        for number, texts in enumerate(value["rows"], start=1):
            try:
                rows.append(self._row(texts))
            except ValidationError as error:
                reason = " ".join(error.messages)
                errors.append(_("Row %(number)s: %(reason)s") % {"number": number, "reason": reason})
        if errors:
            raise ValidationError(errors)
        return rows

    def _row(self, texts: Sequence[str]) -> Row:
        cells = []
        for field, text in zip(self.columns.values(), texts, strict=True):
            try:
                value = field.clean(text)
            except ValidationError as error:
                words = {"label": field.label, "reason": " ".join(error.messages)}
                raise ValidationError(_("%(label)s: %(reason)s") % words) from error
            cells.append(clean_text(value, lines=False) if isinstance(value, str) else value)
        return self.check(tuple(cells)) if self.check else tuple(cells)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data["rows"] != [raw(row) for row in initial or []])


def raw(row: Row) -> list[str]:
    """A row as its inputs show it."""
    return [value.isoformat() if isinstance(value, date) else str(value or "") for value in row]


def worded(rows: Sequence[Row]) -> str:
    return "; ".join(" ".join(text for text in raw(row) if text) for row in rows) or "–"


class WithRows(RecordForm):
    """A record's form with rows of its own; `rows` names each related name's field."""

    rows: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._own_rows():
            self.fields[name].initial = self._stored_rows(name)

    def _own_rows(self) -> list[str]:
        return [name for name in self.rows if name in self.fields]

    def _stored_rows(self, name: str) -> list[Row]:
        if not self.instance.pk:
            return []
        field: Any = self.fields[name]
        return list(getattr(self.instance, name).values_list(*field.columns))

    def bring_back(self, version: int | None, *, only: str = "") -> None:
        super().bring_back(version, only=only)
        if self.earlier is None:
            return
        kept = self.instance.history.filter(version__lte=version, lines__isnull=False).first()
        for name in [n for n in self._own_rows() if only in ("", n) and kept]:
            field: Any = self.fields[name]
            rows = [[row.get(column, "") for column in field.columns] for row in kept.lines.get(name, [])]
            self.initial[name] = {"rows": rows, "base": field.prepare_value(self._stored_rows(name))["base"]}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        for name in self._own_rows():
            if self.instance.pk and name in cleaned:
                self._merge_rows(name, cleaned)
        return cleaned

    def _merge_rows(self, name: str, cleaned: dict[str, Any]) -> None:
        base = self._opened_with(name)
        mine = [raw(row) for row in cleaned[name]]
        stored = self._stored_rows(name)
        theirs = [raw(row) for row in stored]
        if base is None or theirs in (mine, base):
            return
        label = str(self.fields[name].label)
        self.data = self.data.copy()
        self.data[f"{self.add_prefix(name)}-base"] = json.dumps(theirs)
        if mine == base:
            cleaned[name] = stored
            self.merged.append(label)
            return
        conflict = Conflict(
            label=label, name=name, base=worded(base), theirs=worded(stored), mine=worded(cleaned[name])
        )
        self.conflicts.append(conflict)
        text = _("Somebody else changed this to “%(theirs)s” meanwhile. Save again to keep yours.")
        self.add_error(name, text % {"theirs": conflict.theirs})

    def _opened_with(self, name: str) -> Any:
        """The rows as the form showed them when it was opened, or None where it doesn't say."""
        try:
            base = json.loads(self.data.get(f"{self.add_prefix(name)}-base", ""))
        except (ValueError, RecursionError):
            return None
        return base if isinstance(base, list) and all(isinstance(row, list) for row in base) else None

    def save(self, commit: bool = True) -> Any:
        before = self._lines() if self.instance.pk else {}
        record = super().save(commit)
        for name in self._own_rows():
            self._save_rows(record, name)
        if (lines := self._lines()) != before:
            self._keep_history(record, before, lines)
        return record

    def _lines(self) -> dict[str, list[dict[str, str]]]:
        """All rows of the record as its history keeps them, those that this reader isn't shown too."""
        lines = {}
        for name in self.rows:
            columns = list(self.base_fields[name].columns)  # type: ignore[attr-defined]
            rows = getattr(self.instance, name).values_list(*columns)
            lines[name] = [dict(zip(columns, raw(row), strict=True)) for row in rows]
        return lines

    def _keep_history(self, record: Any, before: Any, lines: Any) -> None:
        kept = record.history
        if not kept.filter(lines__isnull=False).exists():  # as they were entered without this form
            kept.filter(version__lt=record.version).update(lines=before)
        kept.filter(version=record.version).update(lines=lines)

    def _save_rows(self, record: Model, name: str) -> None:
        rows: list[Row] = self.cleaned_data[name]
        related: Any = getattr(record, name)
        field: Any = self.fields[name]
        if rows == list(related.values_list(*field.columns)):
            return
        related.all().delete()
        model = related.model
        owner = related.field.name
        model.objects.bulk_create(
            model(**{owner: record}, **dict(zip(field.columns, row, strict=True))) for row in rows
        )
        indexing.changed(type(record), [record.pk])  # its rows may be among its words
