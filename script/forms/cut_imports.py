"""The forms of an editor's cut that comes back: hand it in, choose of it, take it over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from production import timecode
from production.models.fields import clean_text
from production.models.timecodes import RATES
from production.once import FIELD, new_key
from production.timecode import MAY_DROP, Rate
from script.actions.cut_taking import Wanted
from script.models import Script

ENDINGS = ".edl,.fcpxml,.fcpxmld,.xml,.otio,.otioz,.txt,.zip"


class HandInForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=255,
        allow_empty_file=True,
        help_text=_("The cut as the editing system writes it: EDL, FCPXML, xmeml (XML) or OTIO."),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    rate = forms.ChoiceField(
        label=_("Frames a second, of an EDL"),
        choices=RATES,
        help_text=_("An EDL doesn't say its rate. The other formats do."),
    )
    drop_frame = forms.BooleanField(label=_("Drop-frame"), required=False)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, script: Script, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rate"].initial, self.fields["drop_frame"].initial = script.rate, script.drop_frame
        self.fields[FIELD].initial = new_key()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("drop_frame") and cleaned.get("rate") not in MAY_DROP:
            raise ValidationError(
                {"drop_frame": _("Only 29.97, 30, 59.94 and 60 have drop-frame numbering.")}
            )
        file = cleaned.get("file")
        if file is None:
            return cleaned
        if file.size > settings.UPLOAD_LIMIT:
            text = _("This file has %(size)s; %(limit)s at most are kept here.")
            sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(settings.UPLOAD_LIMIT)}
            raise ValidationError({"file": text % sizes})
        file.seek(0)
        cleaned |= {"data": file.read(), "name": clean_text(file.name, lines=False)[-255:] or "cut"}
        return cleaned

    @property
    def of_list(self) -> Rate:
        return timecode.rate_of(self.cleaned_data["rate"], drop=self.cleaned_data["drop_frame"])


class TakeForm(forms.Form):
    """What of the cut is taken over."""

    trims = forms.BooleanField(label=_("trims: in and out of what was kept"), required=False, initial=True)
    order = forms.BooleanField(label=_("the order of the rows"), required=False, initial=True)
    record = forms.BooleanField(
        label=_("record times, for the as-broadcast script"), required=False, initial=True
    )
    added = forms.BooleanField(label=_("what is new, as rows at its place"), required=False, initial=True)
    segments = forms.BooleanField(
        label=_("segments for what is new and lies in none; undo takes them along"),
        required=False,
        initial=True,
    )
    dropped = forms.BooleanField(
        label=_("what is gone, where it is ticked: delete it here too"), required=False, initial=True
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for shown in self.fields.values():
            shown.label = capfirst(shown.label or "")

    @property
    def wanted(self) -> Wanted:
        names = ("trims", "order", "record", "added", "segments", "dropped")
        return Wanted(**{name: self.cleaned_data[name] for name in names})
