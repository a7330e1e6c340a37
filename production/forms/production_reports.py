"""The production report of a day, filled in at the wrap on a phone; signing it, and reopening the day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from production.actions.production_reports import due_at
from production.actions.report_gathering import gather
from production.forms.fields import DateInput
from production.forms.records import Conflict
from production.forms.rows import Row, RowsField, WithRows
from production.models import (
    MediaCard,
    PersonTime,
    ProductionReport,
    Release,
    ReleaseSigning,
    ReportedItem,
    ReportedShot,
)
from production.models.fields import clean_text
from production.notation import DayTimeFormField
from production.once import FIELD, new_key
from production.pdf.production_report_content import Item, PersonTimes, Shot

Outcome = ReportedItem.Outcome
AREA = forms.Textarea(attrs={"rows": 3})


def card(row: Row) -> Row:
    if not row[0]:
        raise ValidationError(_("Write what stands on the card."))
    return row


def added(row: Row) -> Row:
    if not row[1]:
        raise ValidationError(_("Say what was shot."))
    return row


def cards_field() -> RowsField:
    return RowsField(
        label=_("media"),
        columns={
            "label": forms.CharField(label=_("card"), required=False, max_length=60),
            "camera": forms.CharField(label=_("camera or recorder"), required=False, max_length=80),
            "gigabytes": forms.DecimalField(
                label=_("GB"), required=False, max_digits=8, decimal_places=1, min_value=0
            ),
            "minutes": forms.IntegerField(label=_("minutes"), required=False, min_value=0, max_value=100_000),
            "copy_1": forms.CharField(label=_("copy 1"), required=False, max_length=80),
            "copy_2": forms.CharField(label=_("copy 2"), required=False, max_length=80),
            "checksum": forms.ChoiceField(
                label=_("checksum"), required=False, choices=[("", "–"), *MediaCard.Checksum.choices]
            ),
            "verified_by": forms.CharField(label=_("verified by"), required=False, max_length=80),
        },
        check=card,
    )


class ReportForm(WithRows):
    """Everything on one page. Each line of the day has fields of its own, by the key of its row.

    What somebody else saved meanwhile is merged line by line; a line that both changed is shown
    with both values, as any other field.
    """

    cards = cards_field()
    lines_base = forms.CharField(required=False, widget=forms.HiddenInput)

    rows = ("cards", "added")
    lines_of = ("outcome", "reason", "pool", "shot", "arrived", "released", "signed", "signer", "signed_on")

    class Meta:
        model = ProductionReport
        fields = [*ProductionReport.TIMES, "weather", "incidents", "notes", "next_day"]
        widgets = {"incidents": AREA, "notes": AREA, "next_day": AREA}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = gather(self.instance)
        self._add_lines()
        self.fields["added"] = self._added_field()
        for name in self._own_rows():
            self.fields[name].initial = self._stored_rows(name)
        self.fields["lines_base"].initial = json.dumps(self._line_values())

    def _added_field(self) -> RowsField:
        scenes = [(scene.pk, str(scene)) for scene in self.film.scenes.all()]
        return RowsField(
            label=_("added"),
            columns={
                "scene_id": forms.TypedChoiceField(
                    label=_("scene"),
                    required=False,
                    coerce=int,
                    empty_value=None,
                    choices=[("", _("no scene")), *scenes],
                ),
                "title": forms.CharField(label=_("what"), required=False, max_length=200),
                "minutes": forms.IntegerField(
                    label=_("minutes"), required=False, min_value=0, max_value=1440
                ),
            },
            check=added,
        )

    # -- a field for each line ---------------------------------------------------------------

    def _add_lines(self) -> None:
        for item in self._items():
            self._add_item(item)
        for shot in self.content.shots:
            self._add(f"shot_{shot.key}", forms.BooleanField(label=shot.description), shot.is_done)
        stored = {line.person_id: line for line in self._stored(PersonTime)}
        for one in self.content.people:
            line = stored.get(one.key)
            for name, label in (("arrived", _("arrived")), ("released", _("released"))):
                self._add(f"{name}_{one.key}", DayTimeFormField(label=label), getattr(line, name, None))
        self._add_releases()

    def _items(self) -> list[Item]:
        return [item for item in self.content.items if item.outcome != "added"]

    def _add_item(self, item: Item) -> None:
        line = self._told.get(item.key)
        choices = [("", _("not said yet")), *Outcome.choices]
        self._add(
            f"outcome_{item.key}",
            forms.ChoiceField(label=_("outcome"), choices=choices),
            item.outcome,
        )
        self._add(f"reason_{item.key}", forms.CharField(label=_("reason"), max_length=300), item.reason)
        self._add(
            f"pool_{item.key}",
            forms.BooleanField(label=_("what is left goes back to the pool")),
            line.to_pool if line else True,
        )

    @cached_property
    def _told(self) -> dict[int, ReportedItem]:
        return {line.item_id: line for line in self._stored(ReportedItem)}

    def _add_releases(self) -> None:
        signed = {line.release_id: line for line in self._stored(ReleaseSigning)}
        self.releases = list(self._open_releases(set(signed)))
        for release in self.releases:
            line = signed.get(release.pk)
            name = str(release.person or "") if release.kind == Release.Kind.APPEARANCE else ""
            self._add(f"signed_{release.pk}", forms.BooleanField(label=_("signed today")), line is not None)
            self._add(
                f"signer_{release.pk}",
                forms.CharField(label=_("signed by"), max_length=120),
                line.signer if line else name,
            )
            self._add(
                f"signed_on_{release.pk}",
                forms.DateField(label=_("signed on"), widget=DateInput()),
                line.signed_on if line else self.instance.day.date,
            )

    def _open_releases(self, chosen: set[int]) -> Any:
        """Of the people and places of the day, those that are signed by one hand on one day."""
        places = [item.place.pk for item in self._plan_items() if item.place]
        people = [one.key for one in self.content.people]
        wanted = Q(person__in=people) | Q(location__in=places)
        wanted &= Q(state__in=Release.OPEN) & ~Q(kind__in=Release.WITHOUT_SIGNING_DAY)
        releases = Release.objects.filter(wanted | Q(pk__in=chosen), film=self.film)
        return releases.select_related("person", "location")

    def _plan_items(self) -> Any:
        items = self.instance.day.running_items
        return items.select_related("location", "set__location", "scene__set__location")

    def _stored(self, *args: Any) -> Any:
        """The lines of a kind; with a row and a name, the stored value of a field, as every form has it."""
        if len(args) == 2:
            return super()._stored(*args)
        return args[0].objects.filter(report=self.instance) if self.instance.pk else ()

    def _add(self, name: str, field: forms.Field, initial: Any) -> None:
        field.required = False
        field.label = capfirst(str(field.label))
        field.initial = initial
        self.fields[name] = field

    # -- what the page shows -----------------------------------------------------------------

    def item_lines(self) -> Iterator[tuple[Item, Any, Any, Any]]:
        for item in self._items():
            outcome, reason, pool = (self[f"{name}_{item.key}"] for name in ("outcome", "reason", "pool"))
            yield item, outcome, reason, pool

    def shot_lines(self) -> Iterator[tuple[Shot, Any]]:
        for shot in self.content.shots:
            yield shot, self[f"shot_{shot.key}"]

    def people_lines(self) -> Iterator[tuple[PersonTimes, Any, Any]]:
        for one in self.content.people:
            yield one, self[f"arrived_{one.key}"], self[f"released_{one.key}"]

    def release_lines(self) -> Iterator[tuple[Release, Any, Any, Any]]:
        for release in self.releases:
            yield release, *(self[f"{name}_{release.pk}"] for name in ("signed", "signer", "signed_on"))

    @property
    def due_at(self) -> datetime | None:
        return due_at(self.content)

    def time_lines(self) -> Iterator[tuple[Any, Any]]:
        for timing in self.content.times:
            yield timing, self[timing.code]

    def fresh_bookkeeping(self) -> dict[str, str]:
        """What the hidden fields of the open page must say after it was saved on its own."""
        bases = {
            f"{name}-base": self[name].field.prepare_value(self._stored_rows(name))["base"]
            for name in self.rows
        }
        return {
            "version": str(self.instance.version),
            FIELD: new_key(),
            "lines_base": json.dumps({name: _raw(self.cleaned_data[name]) for name in self._line_names()}),
            **bases,
        }

    # -- what was sent -----------------------------------------------------------------------

    def _line_names(self) -> list[str]:
        return [name for name in self.fields if name.rpartition("_")[0] in self.lines_of]

    def _line_values(self) -> dict[str, str]:
        return {name: _raw(self.fields[name].initial) for name in self._line_names()}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        read = cleaned.get("version")
        if self.instance.pk and read is not None and read != self.instance.version:
            self._merge_lines(cleaned)
        for one in self.content.people:
            came, went = cleaned.get(f"arrived_{one.key}"), cleaned.get(f"released_{one.key}")
            if came is not None and went is not None and went < came:
                self.add_error(f"released_{one.key}", _("They would have gone before they came."))
        for release in self.releases:
            if cleaned.get(f"signed_{release.pk}") and not cleaned.get(f"signer_{release.pk}"):
                self.add_error(f"signer_{release.pk}", _("Write who signed."))
        for name in self._line_names():
            if isinstance(cleaned.get(name), str):
                cleaned[name] = clean_text(cleaned[name], lines=False)
        return cleaned

    def _lines(self) -> dict[str, list[dict[str, str]]]:
        """None for the history: what the lines said is kept in the versions that are signed."""
        return {}

    def _merge_lines(self, cleaned: dict[str, Any]) -> None:
        try:
            base = json.loads(self.data.get(self.add_prefix("lines_base"), ""))
        except (ValueError, RecursionError):
            return
        if not isinstance(base, dict):
            return
        for name, theirs in self._line_values().items():
            if name not in cleaned:
                continue
            mine, was = _raw(cleaned[name]), str(base.get(name, theirs))
            if mine == theirs or theirs == was:
                continue
            if mine == was:
                cleaned[name] = self.fields[name].initial
                continue
            self._show_conflict(name, was, theirs, mine)

    def _show_conflict(self, name: str, was: str, theirs: str, mine: str) -> None:
        label = str(self.fields[name].label)
        self.conflicts.append(Conflict(label, name, base=was, theirs=theirs, mine=mine))
        self.data[self.add_prefix("lines_base")] = json.dumps(self._line_values())
        text = _("Somebody else changed this to “%(theirs)s” meanwhile. Save again to keep yours.")
        self.add_error(name, text % {"theirs": theirs})

    def save(self, commit: bool = True) -> Any:
        report = super().save(commit)
        data = self.cleaned_data
        for item in self._items():
            line = {"reason": data[f"reason_{item.key}"], "to_pool": data[f"pool_{item.key}"]}
            outcome = data[f"outcome_{item.key}"]
            _keep(ReportedItem, report, "item", item.key, {"outcome": outcome, **line} if outcome else None)
        for shot in self.content.shots:
            _keep(ReportedShot, report, "shot", shot.key, {} if data[f"shot_{shot.key}"] else None)
        for one in self.content.people:
            times = {name: data[f"{name}_{one.key}"] for name in ("arrived", "released")}
            is_told = any(time is not None for time in times.values())
            _keep(PersonTime, report, "person", one.key, times if is_told else None)
        for release in self.releases:
            on = data[f"signed_on_{release.pk}"] or report.day.date
            line = {"signer": data[f"signer_{release.pk}"], "signed_on": on}
            _keep(
                ReleaseSigning, report, "release", release.pk, line if data[f"signed_{release.pk}"] else None
            )
        return report


def _keep(model: Any, report: ProductionReport, name: str, key: int, values: dict[str, Any] | None) -> None:
    """A line of the report as it was said; one of which nothing is said goes."""
    of = {"report": report, f"{name}_id": key}
    if values is None:
        model.objects.filter(**of).delete()
    else:
        model.objects.update_or_create(**of, defaults=values)


def _raw(value: Any) -> str:
    return "" if value is None or value is False else str(value)


class SignForm(forms.Form):
    """The name beneath the report; ``seen`` stands for what was read before."""

    signer = forms.CharField(label=_("Signed by"), max_length=120)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_key)

    def clean_signer(self) -> str:
        signer = clean_text(self.cleaned_data["signer"], lines=False)
        if not signer:
            raise ValidationError(_("Write your name."))
        return signer


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it corrected? The reason stands in the next version."), max_length=300
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_key)

    def clean_reason(self) -> str:
        reason = clean_text(self.cleaned_data["reason"], lines=False)
        if not reason:
            raise ValidationError(_("Say why."))
        return reason
