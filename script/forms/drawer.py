"""What the drawer of the writing page is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.forms.narrowing import at_least, speakers
from production.forms.fields import PlainSelect
from production.models import Film, Person, Theme
from production.words import LONGEST_QUESTION
from script.drawer import KINDS, Wanted

USES = [("", _("used or not")), ("no", _("not used here")), ("yes", _("used here"))]


class DrawerForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=LONGEST_QUESTION)
    kind = forms.ChoiceField(label=_("What"), choices=[("", _("Everything")), *KINDS.items()])
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who speaks"), widget=PlainSelect, empty_label=_("anybody")
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), widget=PlainSelect, empty_label=_("any theme")
    )
    rating = forms.TypedChoiceField(label=_("Rating at least"), coerce=int)
    used = forms.ChoiceField(label=_("Used in this script"), choices=USES)
    page = forms.IntegerField(min_value=1, max_value=10_000)

    def __init__(self, data: Any = None, *, film: Film) -> None:
        super().__init__(data)
        self.fields["person"].queryset = speakers(film)  # type: ignore[attr-defined]
        self.fields["theme"].queryset = Theme.objects.filter(film=film)  # type: ignore[attr-defined]
        self.fields["rating"].choices = [("", _("any rating")), *at_least()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.required = False

    @property
    def wanted(self) -> Wanted:
        """What can't be read narrows nothing."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})

    def more(self, page: int) -> str:
        """The query of the next page, "" where there is none."""
        query: Any = self.data.copy()  # type: ignore[attr-defined]
        query["page"] = page
        return query.urlencode() if page else ""
