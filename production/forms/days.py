"""The form of a shoot day, and the notes and vehicles that belong to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from production import zones
from production.forms.fields import DateInput
from production.forms.records import RecordForm
from production.forms.scenes import PeopleField
from production.models import DepartmentNote, ShootDay, Vehicle

MOMENT = "%Y-%m-%dT%H:%M"


class DayForm(RecordForm):
    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Day"), ["date", "day_type", "unit", "time_zone"]),
        (_("Times"), ["general_call", "shooting_call", "breakfast", "wrap_override"]),
        (_("On the call sheet"), ["script_draft", "closed_set", "weather", "weather_at", "radio"]),
        (_("Kit and safety"), ["kit", "safety"]),
    ]

    class Meta:
        model = ShootDay
        fields = [
            "date",
            "day_type",
            "unit",
            "time_zone",
            "general_call",
            "shooting_call",
            "breakfast",
            "wrap_override",
            "script_draft",
            "closed_set",
            "weather",
            "weather_at",
            "radio",
            "kit",
            "safety",
        ]
        widgets = {
            "date": DateInput(),
            "kit": forms.Textarea(attrs={"rows": 3}),
            "safety": forms.Textarea(attrs={"rows": 3}),
            "time_zone": forms.Select,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.instance
        names = sorted({*zones.common_zones(), day.time_zone, self.film.time_zone} - {""})
        self.fields["time_zone"].widget.choices = [
            ("", _("as the first location")),
            *((name, name) for name in names),
        ]
        self.fields["weather_at"] = forms.DateTimeField(
            label=self.fields["weather_at"].label,
            required=False,
            input_formats=[MOMENT, "%Y-%m-%dT%H:%M:%S"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
            help_text=_("By the clock of the day's zone."),
        )
        if day.weather_at:
            self.initial["weather_at"] = day.weather_at.astimezone(self._zone(day.time_zone)).replace(
                tzinfo=None
            )
        self.fields["general_call"].help_text = _("When everybody is wanted, for example 07:00.")

    def _zone(self, name: str) -> ZoneInfo:
        return ZoneInfo(name if zones.is_zone(name) else self.film.time_zone)

    def clean_weather_at(self) -> datetime | None:
        """Typed by the clock of the day's zone, not by the server's."""
        typed: datetime | None = self.cleaned_data["weather_at"]
        zone = self._zone(self.cleaned_data.get("time_zone", ""))
        return typed.replace(tzinfo=zone) if typed else None


class VehicleForm(RecordForm):
    passengers = PeopleField(label=_("passengers"), required=False)

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Vehicle"), ["name", "driver", "pick_up", "pick_up_place", "note"]),
        (_("Passengers"), ["passengers"]),
    ]

    class Meta:
        model = Vehicle
        fields = ["name", "driver", "pick_up", "pick_up_place", "note", "passengers"]


class NoteForm(RecordForm):
    class Meta:
        model = DepartmentNote
        fields = ["department", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def clean(self) -> dict[str, Any] | None:
        """The day isn't part of the form, so the form has to look for the department's other note itself."""
        cleaned = super().clean()
        others = DepartmentNote.objects.filter(
            day=self.instance.day_id, department=self.cleaned_data.get("department", "")
        )
        if others.exclude(pk=self.instance.pk).exists():
            self.add_error("department", _("This department has a note on this day already."))
        return cleaned
