"""The form with which a film comes in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FilmImportForm(forms.Form):
    archive = forms.FileField(
        label=_("archive of a film"),
        help_text=_("The file that “Take the whole film along” gave, in the settings of the film."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )
    with_members = forms.BooleanField(
        label=_("let its members in here too"),
        required=False,
        help_text=_(
            "Everybody who was a member where it comes from. Without it only you are, and they can be "
            "invited or restored later."
        ),
    )
