"""The form of an editable record: limited to its film, taken once, and never a silent overwrite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from production.models import Film, Record, User
from production.models.records import film_path
from production.once import FIELD, new_key

DASHES = BLANK_CHOICE_DASH[0][1]
OWNERS = {"film", "location", "origin", "day"}
BOOKKEEPING = {"version", FIELD}
LONGEST_KEY = 18  # figures


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed: what was there, what the other wrote, what this one wrote."""

    label: str
    name: str
    base: Any
    theirs: Any
    mine: Any


def refuse_long_keys(field: forms.Field) -> None:
    """Of many choices, before they are looked up: SQLite can't be asked for a key longer than any is."""
    field.clean = partial(_clean_keys, field, field.clean)  # type: ignore[method-assign]


def _clean_keys(field: forms.Field, clean: Any, value: Any) -> Any:
    for key in value or ():
        if isinstance(key, str | int) and len(str(key)) > LONGEST_KEY:
            params = {"value": str(key)[:LONGEST_KEY]}
            raise ValidationError(field.error_messages["invalid_choice"], "invalid_choice", params)
    return clean(value)


class RecordForm(forms.ModelForm):
    """A ModelForm for a :class:`Record`.

    Carries the version that was read. Where somebody else saved meanwhile, fields that only one
    of the two changed are merged; a field that both changed becomes a conflict: the form is
    shown again with both values, what was typed standing in the field.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    data: Any  # what was sent; a merge shows stored values in it
    groups: ClassVar[list[tuple[Any, list[str]]]] = []  # (legend, field names); empty: one group

    def __init__(self, *args: Any, film: Film, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.film = film
        self.user = user
        self.conflicts: list[Conflict] = []
        self.merged: list[str] = []
        if "film" in {f.name for f in self._meta.model._meta.fields} and not self.instance.film_id:
            self.instance.film = film
        self.fields["version"].initial = self.instance.version
        self.fields[FIELD].initial = new_key()
        self._limit_choices()
        self._word_fields()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def _limit_choices(self) -> None:
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                queryset: Any = field.queryset
                if (path := film_path(queryset.model)) is not None:
                    field.queryset = queryset.filter(**{path: self.film.pk})
            if isinstance(field, forms.ModelMultipleChoiceField):
                refuse_long_keys(field)

    def _word_fields(self) -> None:
        """Labels begin with a capital, as those of models do; an empty choice is a dash."""
        for field in self.fields.values():
            if field.label:
                field.label = capfirst(field.label)
            if isinstance(field, forms.ModelChoiceField):
                if field.empty_label == DASHES:
                    field.empty_label = "–"
            elif isinstance(field, forms.ChoiceField):
                choices: Any = field.choices
                field.choices = [(value, "–" if words == DASHES else words) for value, words in choices]

    # -- what stood there before --------------------------------------------------------------

    earlier: Any = None  # the history row whose values an unsent form shows

    def bring_back(self, version: int | None, *, only: str = "") -> None:
        """Show what stood in the fields, or in one of them, in an earlier version; saving keeps it."""
        self.earlier = self._as_read(version) if version else None
        if self.earlier is None:
            return
        for name in [n for n in self.fields if only in ("", n)]:
            if name not in BOOKKEEPING and self._is_stored(name):
                self.initial[name] = self._stored(self.earlier, name)

    # -- what is shown -----------------------------------------------------------------------

    def sections(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The visible fields under their legends, in order; the ungrouped last."""
        shown = [name for name in self.fields if name not in BOOKKEEPING]
        for legend, names in self.groups:
            fields = [self[name] for name in names if name in shown]
            if fields:
                yield legend, fields
        grouped = {name for _legend, names in self.groups for name in names}
        rest = [self[name] for name in shown if name not in grouped]
        if rest:
            yield "", rest

    @property
    def is_multipart_form(self) -> bool:
        return any(isinstance(field, forms.FileField) for field in self.fields.values())

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in BOOKKEEPING]

    # -- what was sent -----------------------------------------------------------------------

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        read = cleaned.get("version")
        if self.instance.pk and read is not None and read != self.instance.version:
            self._merge(read, cleaned)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self._refuse_doubles()

    def _refuse_doubles(self) -> None:
        """A model form leaves out the constraints that name the record's owner, since no form shows it."""
        owners = OWNERS - set(self.fields)
        exclude = self._get_validation_exclusions() - owners - {"binned_at"}  # type: ignore[attr-defined]
        for constraint in self._meta.model._meta.constraints:
            names = _names(constraint)
            if owners.isdisjoint(names):
                continue
            try:
                constraint.validate(self._meta.model, self.instance, exclude=exclude)
            except forms.ValidationError as error:
                self.add_error(next((n for n in reversed(names) if n in self.fields), None), error.messages)

    def _merge(self, read: int, cleaned: dict[str, Any]) -> None:
        base = self._as_read(read)
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(self.instance.version)
        for name in [n for n in cleaned if n not in BOOKKEEPING and self._is_stored(n)]:
            mine, theirs = _plain(cleaned[name]), _plain(self._stored(self.instance, name))
            was = _plain(self._stored(base, name)) if base is not None else mine
            if mine == theirs or theirs == was:
                continue
            if mine == was:
                cleaned[name] = self._theirs(name)
                self._show(name)
                self.merged.append(str(self.fields[name].label))
                continue
            self.conflicts.append(
                Conflict(
                    label=str(self.fields[name].label),
                    name=name,
                    base=self._worded(name, base),
                    theirs=self._worded(name, self.instance),
                    mine=self[name].value(),
                )
            )
        for conflict in self.conflicts:
            self.add_error(
                conflict.name,
                _("Somebody else changed this to “%(theirs)s” meanwhile. Save again to keep yours.")
                % {"theirs": conflict.theirs},
            )

    def _as_read(self, version: int) -> Any:
        """The historical row of the version that was read."""
        return self.instance.history.filter(version=version).first()

    def _is_stored(self, name: str) -> bool:
        names = {f.name for f in [*self._meta.model._meta.fields, *self._meta.model._meta.many_to_many]}
        return name in names

    def _stored(self, row: Any, name: str) -> Any:
        field: Any = self._meta.model._meta.get_field(name)
        if not isinstance(field, models.ManyToManyField):
            return getattr(row, field.attname)
        if isinstance(row, Record):
            return getattr(row, name).all()
        key = f"{field.related_model._meta.model_name}_id"
        return {getattr(link, key) for link in getattr(row, name).all()}

    def _theirs(self, name: str) -> Any:
        field: Any = self._meta.model._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            return getattr(self.instance, name).all()
        return getattr(self.instance, name)

    def _show(self, name: str) -> None:
        """Let the bound form show the stored value instead of what was sent."""
        field, key = self.fields[name], self.add_prefix(name)
        value = field.prepare_value(forms.models.model_to_dict(self.instance, [name])[name])
        if isinstance(value, bool):
            self.data.setlist(key, ["on"] if value else [])
        elif isinstance(value, (list, tuple, set)):
            self.data.setlist(key, [str(getattr(v, "pk", v)) for v in value])
        else:
            self.data.setlist(key, ["" if value is None else str(value)])

    def _worded(self, name: str, row: Any) -> str:
        """A stored value in words, for the reader who has to choose."""
        if row is None:
            return "–"
        field: Any = self._meta.model._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            chosen = _plain(self._stored(row, name))
            words = [str(o) for o in field.related_model._base_manager.filter(pk__in=chosen)]
            return ", ".join(words) or "–"
        display = getattr(row, f"get_{name}_display", None)
        if display is not None:
            return str(display()) or "–"
        if field.is_relation:
            return str(getattr(row, name) or "–")
        return str(self.fields[name].prepare_value(getattr(row, name)) or "–")


def _names(constraint: models.BaseConstraint) -> list[str]:
    """The fields of a unique constraint, in order."""
    if not isinstance(constraint, models.UniqueConstraint):
        return []
    parts = [part for expression in constraint.expressions for part in _parts(expression)]
    return [*constraint.fields, *(part.name for part in parts if isinstance(part, models.F))]  # type: ignore[attr-defined]


def _parts(expression: Any) -> list[Any]:
    return list(expression.flatten()) if hasattr(expression, "flatten") else [expression]


def _plain(value: Any) -> Any:
    """A value that compares: keys instead of rows, None and "" alike."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (models.QuerySet, set, frozenset)):
        return {getattr(item, "pk", item) for item in value}
    return None if value == "" else value
