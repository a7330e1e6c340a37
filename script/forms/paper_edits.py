"""The forms of a paper edit and of a screenplay: handed in or pasted, chosen of, taken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from production.formats import texts
from production.models.fields import clean_text
from production.once import FIELD, new_key
from script.actions.paper_edits import SCREENPLAY, THRESHOLD
from script.models import ScriptImport, ScriptScene

ENDINGS = {"paper_edit": ".txt,.docx,.fountain,.fdx,.json", "screenplay": ".fountain,.spmd,.fdx,.txt"}
PASTED = "pasted.txt"
LONGEST = 500_000  # letters that are pasted


class BringForm(forms.Form):
    file = forms.FileField(label=_("File"), required=False, max_length=255, allow_empty_file=True)
    text = forms.CharField(
        label=_("Or the words themselves"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD].initial = new_key()
        file = self.fields["file"]
        file.widget = forms.FileInput(attrs={"accept": ENDINGS[kind]})
        if kind == SCREENPLAY:
            file.help_text = _("Fountain or Final Draft (FDX).")
            self.fields["text"].help_text = _("Fountain.")
        else:
            file.help_text = _("TXT, DOCX, Fountain, FDX; JSON of the BBC's digital paper edit or autoEdit.")
            self.fields["text"].help_text = _(
                "A paragraph for each soundbite. A name before a colon, and a reel with timecodes, help to "
                "find it: VOLKOV: [A001 01:02:03:04 – 01:02:13:12] …"
            )
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if file is not None and file.size > settings.UPLOAD_LIMIT:
            words = _("This file has %(size)s; %(limit)s at most are kept here.")
            sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(settings.UPLOAD_LIMIT)}
            raise ValidationError({"file": words % sizes})
        if file is None and not text.strip() and not self.errors:
            raise ValidationError({"text": _("Choose a file, or paste the words.")})
        if file is not None:
            file.seek(0)
            cleaned |= {"data": file.read(), "name": clean_text(file.name, lines=False)[-255:] or PASTED}
        else:
            name = "pasted.fountain" if self.kind == SCREENPLAY else PASTED
            cleaned |= {"data": text.encode("utf-8", "replace"), "name": name}
        return cleaned


class ChoiceForm(forms.Form):
    """Where lines go, and which places are believed; each line has a field of its own."""

    into = forms.TypedChoiceField(label=_("Into"), required=False, coerce=int, empty_value=None)
    title = forms.CharField(label=_("Title of the new chapter"), required=False, max_length=200)
    threshold = forms.IntegerField(
        label=_("Believe a place from"),
        min_value=1,
        max_value=100,
        help_text=_("0 to 100. What is found with less stays a note unless you choose it."),
    )
    again = forms.BooleanField(label=_("take it once more"), required=False)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, imported: ScriptImport, is_known: bool, **kwargs: Any) -> None:
        choices = imported.choices
        kwargs["initial"] = {
            "into": choices.get("into"),
            "title": choices.get("title") or imported.found["title"],
            "threshold": choices.get("threshold", THRESHOLD),
            FIELD: new_key(),
        }
        super().__init__(*args, **kwargs)
        scenes = ScriptScene.objects.filter(script=imported.script_id, is_omitted=False).select_related(
            "scene"
        )
        into: Any = self.fields["into"]
        into.choices = [("", _("a new chapter")), *((one.pk, str(one)) for one in scenes)]
        if not is_known:
            del self.fields["again"]

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"], lines=False)


class EncodingForm(forms.Form):
    encoding = forms.ChoiceField(label=_("Encoding"), choices=list(texts.ENCODINGS.items()), required=False)
