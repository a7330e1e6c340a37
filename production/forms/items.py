"""The forms of a running order: an item in full, its times alone, and where to move it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from production.forms.records import RecordForm
from production.forms.scenes import PeopleField
from production.models import Film, RunningItem, ShootDay
from production.templatetags.dates import short_date

Kind = RunningItem.Kind
_SAYS_ITSELF = {Kind.CALL, Kind.LOAD_IN, Kind.SAFETY, Kind.SET_UP, Kind.MEAL, Kind.MOVE, Kind.WRAP}


class ItemForm(RecordForm):
    people = PeopleField(label=_("people"), required=False, help_text=_("Besides those of the scene."))

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("What happens"), ["kind", "scene", "title", "notes"]),
        (_("When"), ["minutes", "fixed_start"]),
        (_("Where"), ["set", "location"]),
        (_("Who"), ["people"]),
    ]

    class Meta:
        model = RunningItem
        fields = ["kind", "scene", "title", "notes", "minutes", "fixed_start", "set", "location", "people"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sets: Any = self.fields["set"]
        sets.queryset = sets.queryset.filter(location__binned_at=None).select_related("location")
        sets.empty_label = _("as the scene")
        self.fields["location"].empty_label = _("as the set")  # type: ignore[attr-defined]
        self.fields["scene"].empty_label = _("no scene")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        place, at = data.get("set"), data.get("location")
        if place and at and place.location_id != at.pk and data.get("kind") != Kind.MOVE:
            self.add_error(
                "location", _("The set is in another location: %(name)s.") % {"name": place.location}
            )
        if not (data.get("title") or data.get("scene") or data.get("kind") in _SAYS_ITSELF):
            self.add_error("title", _("Say what happens, or choose a scene."))
        return cleaned


class ItemTimesForm(RecordForm):
    """Minutes and fixed start, typed into the running order itself."""

    class Meta:
        model = RunningItem
        fields = ["minutes", "fixed_start"]


class MoveForm(forms.Form):
    """Where a strip goes: a day or the pool, before another item or at the end."""

    day = forms.ModelChoiceField(ShootDay.objects.none(), required=False)
    before = forms.ModelChoiceField(RunningItem.objects.none(), required=False)
    version = forms.IntegerField(required=False, min_value=1)

    def __init__(self, *args: Any, film: Film, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].queryset = film.shoot_days.all()  # type: ignore[attr-defined]
        self.fields["before"].queryset = film.running_items.on_live_days()  # type: ignore[attr-defined]


class MoveToForm(forms.Form):
    """“Move to …” for fingers and for pages without scripts."""

    POOL = "pool"

    where = forms.ChoiceField(label=_("Move to"))
    place = forms.ChoiceField(
        label=_("Place"), choices=[("end", _("at the end")), ("start", _("at the beginning"))], initial="end"
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, film: Film, item: RunningItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = {str(day.pk): day for day in film.shoot_days.all()}
        choices = [(key, f"{short_date(day.date)} · {day.unit}") for key, day in self.days.items()]
        pool: list[tuple[str, Any]] = [(self.POOL, _("Not scheduled"))] if item is not None else []
        field: Any = self.fields["where"]
        field.choices = [*choices, *pool]
        if item is not None:
            self.fields["where"].initial = str(item.day_id) if item.day_id else self.POOL
            self.fields["version"].initial = item.version

    @property
    def day(self) -> ShootDay | None:
        return self.days.get(self.cleaned_data["where"])

    def before(self, film: Film, moved: RunningItem | None = None) -> RunningItem | None:
        if self.cleaned_data["place"] == "end":
            return None
        items = film.running_items.filter(day=self.day).order_by("position", "pk")
        return items.exclude(pk=moved.pk).first() if moved else items.first()
