"""The form of an event of history: when it was, what it is known from, what of the film covers it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production.forms.rows import Row, RowsField, WithRows
from production.forms.scenes import PeopleField
from production.models import EventSource, HistoricalEvent


def source(row: Row) -> Row:
    kind, citation, locator, standing, quotation = row
    if not citation:
        raise ValidationError(_("Name the source."))
    if not kind:
        raise ValidationError(_("Say what kind of source it is."))
    return kind, citation, locator, standing, quotation


class EventForm(WithRows):
    people = PeopleField(label=_("people"), required=False)
    sources = RowsField(
        label=_("sources"),
        help_text=_("What the event is known from; two sources that quote one another count once."),
        columns={
            "kind": forms.ChoiceField(
                label=_("kind"), required=False, choices=[("", "–"), *EventSource.Kind.choices]
            ),
            "citation": forms.CharField(label=_("source"), required=False, max_length=300),
            "locator": forms.CharField(label=_("where in it"), required=False, max_length=80),
            "standing": forms.ChoiceField(
                label=_("standing"), required=False, choices=[("", "–"), *EventSource.Standing.choices]
            ),
            "quotation": forms.CharField(label=_("quotation"), required=False, max_length=500),
        },
        check=source,
    )

    rows = ("sources",)
    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("What happened"), ["title", "date", "place", "description", "certainty"]),
        (_("Who took part"), ["figures", "people"]),
        (_("What it is known from"), ["sources"]),
        (_("What covers it"), ["scenes", "clips", "themes"]),
    ]

    class Meta:
        model = HistoricalEvent
        fields = [
            "title",
            "date",
            "place",
            "description",
            "certainty",
            "figures",
            "people",
            "scenes",
            "clips",
            "themes",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "scenes": forms.CheckboxSelectMultiple,
            "clips": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("scenes", "clips", "themes"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]
