"""The form of an interview: with whom, on which item of the schedule, what was promised."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import Interview, Subject
from production.forms.fields import DateInput, LanguagesField, PlainSelect
from production.forms.records import RecordForm
from production.models import RunningItem
from production.templatetags.dates import year_date


class ItemField(forms.ModelChoiceField):
    """The interviews of the schedule, by their day."""

    def __init__(self, **kwargs: Any) -> None:
        rows = RunningItem.objects.on_live_days().filter(kind=RunningItem.Kind.INTERVIEW)
        rows = rows.select_related("day", "scene").order_by("day__date", "position", "pk")
        super().__init__(rows, widget=PlainSelect, required=False, **kwargs)

    def label_from_instance(self, obj: RunningItem) -> str:
        if obj.day is None:
            return f"{obj} – {_('not scheduled')}"
        return f"{year_date(obj.day.date)}, {obj.day.unit} · {obj}"


class InterviewForm(RecordForm):
    title = forms.CharField(
        label=_("title"),
        max_length=200,
        required=False,
        help_text=_("When left empty, the subjects with the day."),
    )
    subjects = forms.ModelMultipleChoiceField(
        Subject.objects.select_related("person"),
        label=_("interview subjects"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    item = ItemField(
        label=_("item of the schedule"), help_text=_("It gives the day and the place."), empty_label="–"
    )
    languages = LanguagesField(label=_("languages"), required=False)

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Interview"), ["subjects", "title", "status"]),
        (_("When and where"), ["item", "date"]),
        (_("Who asks, and in what language"), ["interviewer", "interpreter", "languages"]),
        (_("What is said"), ["synopsis"]),
        (_("What was promised"), ["not_before", "restrictions"]),
    ]

    class Meta:
        model = Interview
        fields = [
            "subjects",
            "title",
            "status",
            "item",
            "date",
            "interviewer",
            "interpreter",
            "languages",
            "synopsis",
            "not_before",
            "restrictions",
        ]
        widgets = {
            "date": DateInput,
            "not_before": DateInput,
            "interviewer": PlainSelect,
            "interpreter": PlainSelect,
            "synopsis": forms.Textarea(attrs={"rows": 6}),
            "restrictions": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data if cleaned is None else cleaned
        self._check_date(data)
        if data.get("title") == "":
            data["title"] = title_of(data.get("subjects") or [], _day(data))
            if not data["title"]:
                self.add_error("title", _("Write a title, or choose whom you interview."))
        return data

    def _check_date(self, data: dict[str, Any]) -> None:
        """The schedule says the day; a second date beside it would only go stale."""
        item, date = data.get("item"), data.get("date")
        if item is None or item.day is None or date is None:
            return
        if date != item.day.date:
            text = _("The item stands on %(date)s: leave this empty, or choose no item.")
            self.add_error("date", text % {"date": year_date(item.day.date)})
        else:
            data["date"] = None


def _day(data: dict[str, Any]) -> Any:
    item = data.get("item")
    return item.day.date if item is not None and item.day is not None else data.get("date")


def title_of(subjects: Any, day: Any) -> str:
    """Esteban Volkov, 17 Jun 2003."""
    names = " · ".join(subject.person.name for subject in subjects)
    return ", ".join(filter(None, (names[:170], year_date(day)))) if names else ""
