"""The form of one person's call, and of whom to call besides those of the items."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from production.forms.records import RecordForm, refuse_long_keys
from production.forms.scenes import PeopleField
from production.models import Call, Film, Person, ShootDay
from production.notation import OffsetFormField


class CallForm(RecordForm):
    offset = OffsetFormField(
        label=_("from general call"), required=False, help_text=_("Like -0:30; moves with general call.")
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("When"), ["mode", "at", "offset", "ready", "release_by", "agreed_minutes"]),
        (_("How they get there"), ["pick_up", "pick_up_place", "met_by"]),
        (_("For them"), ["wear", "note"]),
    ]

    class Meta:
        model = Call
        fields = [
            "mode",
            "at",
            "offset",
            "ready",
            "release_by",
            "agreed_minutes",
            "pick_up",
            "pick_up_place",
            "met_by",
            "wear",
            "note",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        met_by: Any = self.fields["met_by"]
        met_by.queryset = met_by.queryset.filter(is_crew=True).exclude(pk=self.instance.person_id)
        met_by.empty_label = _("nobody yet")


class CallPeopleForm(forms.Form):
    """Whom to call at general call, besides those of the items."""

    people = PeopleField(label=_("People"), required=True, error_messages={"required": _("Tick somebody.")})

    def __init__(self, *args: Any, film: Film, day: ShootDay, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called = Call.objects.filter(day=day).values("person")
        people: Any = self.fields["people"]
        refuse_long_keys(people)
        people.queryset = (
            Person.objects.filter(film=film, died=None)
            .exclude(pk__in=called)
            .order_by("-is_contributor", "number", "department", "name", "pk")
        )
