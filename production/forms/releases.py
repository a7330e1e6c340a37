"""The form of a release: of a person, of an estate with its heirs, or of a location."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production.forms.fields import DateInput, language_choices
from production.forms.files import WithFile
from production.forms.rows import Row, RowsField, WithRows
from production.models import Release


def heir(row: Row) -> Row:
    name, signed_on = row
    if not name:
        raise ValidationError(_("Give the heir's name."))
    return name, signed_on


class ReleaseForm(WithFile, WithRows):
    heirs = RowsField(
        label=_("heirs"),
        help_text=_("All of them; the release of an estate is complete when every one has signed."),
        columns={
            "name": forms.CharField(label=_("name"), required=False, max_length=120),
            "signed_on": forms.DateField(label=_("signed on"), required=False),
        },
        check=heir,
    )
    language = forms.ChoiceField(
        label=_("language of the form"), required=False, choices=lambda: [("", "–"), *language_choices()]
    )

    rows = ("heirs",)
    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Of whom or what"), ["kind", "person", "location"]),
        (_("How far it has come"), ["state", "signer", "signed_on", "expires_on", "limits", "reason"]),
        (_("Estate"), ["authority_on_file", "heirs"]),
        (_("The form itself"), ["language", "upload", "take_off"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = Release
        fields = [
            "kind",
            "person",
            "location",
            "state",
            "signer",
            "signed_on",
            "expires_on",
            "limits",
            "reason",
            "authority_on_file",
            "language",
            "notes",
        ]
        widgets = {
            "signed_on": DateInput(),
            "expires_on": DateInput(),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "person": _("For an appearance, and for the estate of somebody who died."),
            "location": _("For the release of a location."),
            "reason": _("Why no release is required; obligatory then."),
            "limits": _("As agreed: “no promo”, “not before …”; obligatory when signed with restrictions."),
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        if cleaned.get("kind") == Release.Kind.LOCATION:
            cleaned["person"] = None
        elif cleaned.get("kind"):
            cleaned["location"] = None
        if cleaned.get("heirs") and cleaned.get("kind") != Release.Kind.ESTATE:
            self.add_error("heirs", _("Only the release of an estate has heirs."))
        return cleaned
