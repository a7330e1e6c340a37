"""The form of a person, in the order in which one asks: who, on the call sheet, reach them, care, private."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production.access import access_of
from production.forms.fields import DateInput, LanguagesField
from production.forms.rows import Row, RowsField, WithRows
from production.models import Person

HIGHEST_NUMBER = 999


def period(row: Row) -> Row:
    """From, to, reason; a single day needs no end."""
    first, last, reason = row
    if first is None:
        raise ValidationError(_("Say from which date."))
    last = last or first
    if last < first:
        raise ValidationError(_("The last date lies before the first."))
    return first, last, reason


class PersonForm(WithRows):
    languages = LanguagesField(label=_("languages"), required=False)
    number = forms.IntegerField(
        label=_("number on the call sheet"),
        required=False,
        min_value=1,
        max_value=HIGHEST_NUMBER,
        help_text=_("Kept for the whole film; contributors usually have one."),
    )
    unavailable = RowsField(
        label=_("dates on which they are not available"),
        columns={
            "first_date": forms.DateField(label=_("from"), required=False),
            "last_date": forms.DateField(label=_("to"), required=False),
            "reason": forms.CharField(label=_("reason"), required=False, max_length=200),
        },
        check=period,
    )

    rows = ("unavailable",)
    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Who"), ["name", "said", "addressed", "line", "is_contributor", "is_crew", "membership"]),
        (_("On the call sheet"), ["position", "department", "number", "header_role", "may_be_held"]),
        (_("Reach them"), ["phone", "second_phone", "email", "emergency_contact"]),
        (_("Languages"), ["languages", "reads", "interpreter_needed", "is_interpreter"]),
        (_("Care"), ["diet", "access_needs", "companion"]),
        (_("When they work, and when not"), ["starts_on", "finishes_on", "unavailable"]),
        (_("For the production alone"), ["born", "died", "notes"]),
    ]

    class Meta:
        model = Person
        fields = [
            "name",
            "said",
            "addressed",
            "line",
            "is_contributor",
            "is_crew",
            "membership",
            "number",
            "position",
            "department",
            "header_role",
            "phone",
            "second_phone",
            "email",
            "languages",
            "reads",
            "interpreter_needed",
            "is_interpreter",
            "diet",
            "access_needs",
            "companion",
            "emergency_contact",
            "may_be_held",
            "starts_on",
            "finishes_on",
            "born",
            "died",
            "notes",
        ]
        widgets = {
            "starts_on": DateInput(),
            "finishes_on": DateInput(),
            "born": DateInput(),
            "died": DateInput(),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._hidden():
            self.fields.pop(name, None)
        members: Any = self.fields["membership"]
        members.queryset = members.queryset.select_related("user")

    def _hidden(self) -> frozenset[str]:
        """What this member must not be sent; without a member nothing private at all."""
        if self.user is None:
            return frozenset(self.film.private_fields)
        return access_of(self.user, self.film.slug).hidden_fields(self.instance if self.instance.pk else None)

    def clean_born(self) -> date | None:
        return _past(self.cleaned_data["born"])

    def clean_died(self) -> date | None:
        return _past(self.cleaned_data["died"])


def _past(value: date | None) -> date | None:
    if value is not None and value > date.today():
        raise ValidationError(_("This date lies in the future."))
    return value
