"""Forms round a draft: lock it, choose two to compare, narrow the list of warnings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from production.models.fields import clean_text
from production.once import new_key
from script.models import Draft
from script.pdf.content import Script
from script.warnings import KINDS, Finding
from script.warnings_words import LEVELS, NAMES, words


class LockForm(forms.Form):
    """Carries the revision that was looked at; asks before the same is locked again."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64, initial=new_key)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What is new"),
        required=False,
        max_length=Draft._meta.get_field("note").max_length,
        help_text=_("One line, printed below the title of this draft."),
    )
    although_same = forms.BooleanField(
        label=_("Lock it although nothing has changed since the last draft"), required=False
    )

    def clean_note(self) -> str:
        return clean_text(self.cleaned_data["note"], lines=False)


class WarningFilter(forms.Form):
    """Of findings that are read already: kept in memory, since no table holds them."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *((kind, NAMES[kind]) for kind in KINDS)]
    )
    level = forms.ChoiceField(
        label=_("How urgent"), required=False, choices=[("", _("all")), *LEVELS.items()]
    )
    scene = forms.ChoiceField(label=_("Scene"), required=False)

    def __init__(self, *args: Any, script: Script, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scenes = [(str(one.key), f"{one.number} {one.title}") for one in script.scenes if not one.is_omitted]
        self.fields["scene"].choices = [("", _("all")), *scenes]  # type: ignore[attr-defined]

    def narrowed(self, found: list[Finding]) -> list[Finding]:
        """A choice that isn't offered narrows nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        tests: dict[str, Any] = {
            "kind": lambda one, value: one.kind == value,
            "level": lambda one, value: one.level == value,
            "scene": lambda one, value: str(one.scene) == value,
            "q": lambda one, value: all(word in _searched(one) for word in value.casefold().split()),
        }
        for name, test in tests.items():
            if value := wanted.get(name):
                found = [one for one in found if test(one, value)]
        return found

    @property
    def is_narrowing(self) -> bool:
        self.is_valid()
        return any(self.cleaned_data.values())


def _searched(one: Finding) -> str:
    return f"{one.number} {NAMES[one.kind]} {words(one)}".casefold()
