"""What is sent of a proxy: the beginning of an upload, a piece of it, a whole small file, an offset."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_DAY_MS = 86_400_000


class BeginForm(forms.Form):
    name = forms.CharField(max_length=1_000, strip=False)
    size = forms.IntegerField(min_value=0, max_value=1 << 60)
    head = forms.FileField(allow_empty_file=True)


class PieceForm(forms.Form):
    offset = forms.IntegerField(min_value=0, max_value=1 << 60)
    piece = forms.FileField(allow_empty_file=True)


class WholeForm(forms.Form):
    file = forms.FileField(label=_("File"), allow_empty_file=True)


class OffsetForm(forms.Form):
    offset_ms = forms.IntegerField(
        label=_("Begins after the recording, in milliseconds"),
        min_value=-_DAY_MS,
        max_value=_DAY_MS,
        help_text=_("Less than nothing where the file begins earlier."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offset_ms"].widget.attrs |= {"class": "form-control form-control-sm", "step": "1"}


class TakeForm(forms.Form):
    what = forms.ChoiceField(choices=[(name, name) for name in ("rate", "start", "length")])
    version = forms.IntegerField()
