"""The filters of a search among what was said; all of them stand in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from interviews.models import Interview, Recording, Segment, Speaker, Subject
from interviews.models.segments import MOST_STARS
from interviews.narrowing import Criteria
from production.forms.fields import DateInput, PlainSelect, language_or_none
from production.models import Film, Person, Theme


def at_least() -> list[tuple[str, str]]:
    return [(str(n), "★" * n + "☆" * (MOST_STARS - n)) for n in range(1, MOST_STARS + 1)]


def _ratings() -> list[tuple[str, str]]:
    return [("", "–"), *at_least()]


def speakers(film: Film) -> Any:
    """People of the film who are asked, or who speak in a transcript or a segment."""
    subjects = Subject.objects.filter(person=OuterRef("pk"))
    named = Speaker.objects.filter(person=OuterRef("pk"))
    written = Segment.objects.filter(speaker=OuterRef("pk"))
    return Person.objects.filter(Q(Exists(subjects)) | Q(Exists(named)) | Q(Exists(written)), film=film)


class RecordingField(forms.ModelChoiceField):
    """Reels of one number stand in several interviews."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} – {obj.interview}"


class NarrowForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who speaks"), widget=PlainSelect, empty_label="–"
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), widget=PlainSelect, empty_label="–"
    )
    rating = forms.TypedChoiceField(label=_("Rating at least"), choices=_ratings, coerce=int)
    language = forms.ChoiceField(label=_("Language"), choices=language_or_none)
    since = forms.DateField(label=_("From"), widget=DateInput)
    until = forms.DateField(label=_("To"), widget=DateInput)
    interview = forms.ModelChoiceField(
        Interview.objects.none(), label=_("Interview"), widget=PlainSelect, empty_label="–"
    )
    recording = RecordingField(
        Recording.objects.none(), label=_("Recording"), widget=PlainSelect, empty_label="–"
    )

    def __init__(self, data: Any, *, film: Film) -> None:
        super().__init__(data)
        choices: dict[str, Any] = {
            "person": speakers(film),
            "theme": Theme.objects.filter(film=film),
            "interview": Interview.objects.filter(film=film),
            "recording": Recording.objects.filter(
                interview__film=film, interview__binned_at=None
            ).select_related("interview"),
        }
        for name, rows in choices.items():
            field: Any = self.fields[name]
            field.queryset = rows
        for plain in self.fields.values():
            plain.required = False

    @property
    def criteria(self) -> Criteria:
        """What was chosen; what can't be read narrows nothing and is told beside its field."""
        self.is_valid()
        return Criteria(**{name: value for name, value in self.cleaned_data.items() if value})
