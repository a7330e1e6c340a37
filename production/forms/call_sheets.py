"""Forms round a call sheet: issue it, accept a warning."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from production.models import AcceptedWarning
from production.models.fields import clean_text
from production.once import new_key


class IssueForm(forms.Form):
    """Carries what was read: the version that comes next, and the digest of what it says."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64, initial=new_key)
    expected_version = forms.IntegerField(min_value=1, max_value=10_000, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)


class AcceptForm(forms.Form):
    """Why a warning is meant so."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64, initial=new_key)
    rule = forms.CharField(widget=forms.HiddenInput, max_length=40)
    subject = forms.CharField(required=False, widget=forms.HiddenInput, max_length=120)
    facts = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=AcceptedWarning._meta.get_field("reason").max_length,
        error_messages={"required": _("Say why this is meant so; the reason is kept.")},
    )

    def clean_reason(self) -> str:
        reason = clean_text(self.cleaned_data["reason"], lines=False)
        if not reason:
            raise forms.ValidationError(self.fields["reason"].error_messages["required"], code="required")
        return reason
