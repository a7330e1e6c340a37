"""The name of a saved filter, and for whom it is."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from production.models import SavedFilter
from production.models.fields import clean_text
from production.once import new_key


class SavedFilterForm(forms.ModelForm):
    """Nobody but the owner changes it, so it carries no version."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = SavedFilter
        fields = ["name", "is_shared", "is_default"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = new_key()
        for field in self.fields.values():
            field.label = capfirst(field.label) if field.label else field.label
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_name(self) -> str:
        name = clean_text(self.cleaned_data["name"], lines=False)
        if not name:
            raise forms.ValidationError(_("Give it a name."))
        own = self.instance
        same = SavedFilter.objects.filter(film=own.film_id, owner=own.owner_id, page=own.page)
        if own.pk and same.filter(name__iexact=name).exclude(pk=own.pk).exists():
            raise forms.ValidationError(_("You have a filter of this name already."))
        return name
