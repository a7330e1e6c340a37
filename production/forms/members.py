"""Inviting people into a film and changing what they are in it."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from production.actions import memberships
from production.forms.records import RecordForm
from production.models import Membership
from production.once import new_key


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.CREW)
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=settings.LANGUAGES,
        help_text=_("Who has an account already gets it in their own."),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autofocus"] = True
        self.fields["language"].initial = get_language()
        self.fields["form_key"].initial = new_key()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class MembershipForm(RecordForm):
    class Meta:
        model = Membership
        fields = ["role"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        role = (cleaned or {}).get("role")
        if role and role != Membership.Role.PRODUCER:
            try:
                memberships.producer_remains(self.instance)
            except memberships.LastProducer:
                self.add_error(
                    "role", _("This is the film's only producer. Make somebody else producer first.")
                )
        return cleaned

    def save(self, commit: bool = True) -> Membership:
        by: Any = self.user
        return memberships.change_role(membership=self.instance, role=self.cleaned_data["role"], by=by)
