"""The forms of an import: hand a file in, read it otherwise, say what its zero means and take it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from interviews.actions.transcript_imports import Choice
from interviews.importing.reading import TABLES
from interviews.models import Transcript, TranscriptImport
from production.formats import texts
from production.forms.fields import LANGUAGE_CODES, language_or_none
from production.importing.words import SEPARATORS
from production.models.fields import clean_text
from production.once import FIELD, new_key

ENDINGS = ".srt,.vtt,.json,.docx,.txt,.csv,.tsv,.tab,.xlsx,.ale"


class HandInForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=255,
        allow_empty_file=True,
        help_text=_(
            "Subtitles (SRT, WebVTT), what a machine heard (Whisper, autoEdit, BBC), a transcript with "
            "timecodes (DOCX, TXT), a log (CSV, tabs, XLSX, ALE)."
        ),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD].initial = new_key()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is None:
            return cleaned
        if file.size > settings.UPLOAD_LIMIT:
            text = _("This file has %(size)s; %(limit)s at most are kept here.")
            sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(settings.UPLOAD_LIMIT)}
            raise ValidationError({"file": text % sizes})
        file.seek(0)
        cleaned |= {"data": file.read(), "name": clean_text(file.name, lines=False)[-255:] or "transcript"}
        return cleaned


class ReadingForm(forms.Form):
    """How the file is to be read, where the guess was wrong."""

    encoding = forms.ChoiceField(label=_("Encoding"))
    separator = forms.ChoiceField(label=_("Cells are parted by"))
    sheet = forms.ChoiceField(label=_("Sheet"))

    def __init__(self, *args: Any, imported: TranscriptImport, **kwargs: Any) -> None:
        now = how_read(imported)
        kwargs["initial"] = now
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[str, Any]]] = {
            "encoding": list(texts.ENCODINGS.items()),
            "separator": list(SEPARATORS.items()),
            "sheet": [(name, name) for name in now.get("sheets", [])],
        }
        for name, choices in offered.items():
            if not now.get(name):
                del self.fields[name]
                continue
            field: Any = self.fields[name]
            known = now[name] in dict(choices)
            field.choices = choices if known else [(now[name], now[name]), *choices]


def how_read(imported: TranscriptImport) -> dict[str, Any]:
    """What the file was read as; a document in a ZIP has nothing to choose."""
    if imported.format in TABLES:
        return dict(imported.options["columns"]["reading"])
    return {} if imported.format == "docx" else {"encoding": imported.found.get("encoding", "")}


class TakeForm(forms.Form):
    zero = forms.ChoiceField(
        label=_("What zero means"), choices=Transcript.Zero.choices, widget=forms.RadioSelect
    )
    leave_out = forms.BooleanField(
        label=_("leave out what lies before the recording's first frame"), required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_or_none)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Transcript.Kind.choices, initial=Transcript.Kind.VERBATIM
    )
    maker = forms.CharField(
        label=_("Made by"),
        required=False,
        max_length=120,
        help_text=_("The person or the program that wrote it."),
    )
    is_main = forms.BooleanField(label=_("segments quote this one from now on"), required=False)
    again = forms.BooleanField(label=_("take this file once more"), required=False)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        *args: Any,
        imported: TranscriptImport,
        has_main: bool,
        is_known: bool,
        likelier: str,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = self._guessed(imported, likelier)
        super().__init__(*args, **kwargs)
        self.outcomes = imported.found["outcomes"]
        if not has_main:
            del self.fields["is_main"]
        if not is_known:
            del self.fields["again"]
        if not any(outcome["before"] for outcome in self.outcomes.values()):
            del self.fields["leave_out"]

    def _guessed(self, imported: TranscriptImport, likelier: str) -> dict[str, Any]:
        spoken = imported.recording.interview.languages
        only = spoken[0] if len(spoken) == 1 else ""
        return {
            "zero": likelier,
            "language": language_of(imported.found["language"]) or only,
            "maker": "Whisper" if imported.found["format"] == "whisper" else "",
            FIELD: new_key(),
        }

    def fields_at_the_end(self) -> list[forms.BoundField]:
        return [self[name] for name in ("language", "kind", "maker", "is_main") if name in self.fields]

    def clean_maker(self) -> str:
        return clean_text(self.cleaned_data["maker"], lines=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "again" in self.fields and not cleaned.get("again"):
            self.add_error("again", _("This file is known already: say that you mean it."))
        before = self.outcomes.get(cleaned.get("zero", ""), {}).get("before")
        if before and not cleaned.get("leave_out"):
            text = _(
                "A transcript can't begin before its recording: choose the other zero, or leave them out."
            )
            self.add_error("leave_out", text)
        return cleaned

    def choice(self) -> Choice:
        names = ("zero", "language", "kind", "maker", "is_main", "leave_out")
        return Choice(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


def language_of(said: str) -> str:
    """The code that is kept, of what a file says: en, en-US."""
    code = said.strip().casefold().replace("_", "-").partition("-")[0]
    return code if code in LANGUAGE_CODES else ""
