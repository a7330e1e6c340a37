"""The forms of a log: what its columns hold and what its rows become; then take them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from interviews.actions.log_imports import LogChoice
from interviews.importing import columns
from interviews.importing.reading import CUES, SEGMENTS
from interviews.importing.segments import LENGTH, NEXT, SECONDS
from interviews.models import Transcript, TranscriptImport
from production.forms.fields import PlainSelect
from production.once import FIELD, new_key

FIELDS = {
    "in": pgettext_lazy("a column", "in"),
    "out": pgettext_lazy("a column", "out"),
    "length": pgettext_lazy("a column", "length"),
    "speaker": pgettext_lazy("a column", "speaker"),
    "text": pgettext_lazy("a column", "words"),
    "gist": pgettext_lazy("a column", "gist"),
    "rating": pgettext_lazy("a column", "rating"),
    "themes": pgettext_lazy("a column", "themes"),
    "note": pgettext_lazy("a column", "note"),
    "reel": pgettext_lazy("a column", "reel"),
}


class ColumnsForm(forms.Form):
    use = forms.ChoiceField(
        label=_("A row becomes"),
        choices=[
            (SEGMENTS, _("a segment, with its gist, rating and themes")),
            (CUES, _("a cue of a transcript, with its words")),
        ],
        widget=forms.RadioSelect,
    )
    ends = forms.ChoiceField(
        label=_("A row without an out ends"),
        choices=[(NEXT, _("where the next one begins")), (LENGTH, _("after so many seconds"))],
        initial=NEXT,
    )
    seconds = forms.IntegerField(
        label=_("seconds"),
        min_value=1,
        max_value=3600,
        initial=SECONDS,
        help_text=_("Also after the last row."),
    )

    def __init__(self, *args: Any, imported: TranscriptImport, **kwargs: Any) -> None:
        self.imported = imported
        self.table = imported.options["columns"]
        fields = columns.chosen(imported)
        wordy = "text" in fields and "gist" not in fields and "rating" not in fields
        options = {
            name: imported.options[name] for name in ("use", "ends", "seconds") if name in imported.options
        }
        kwargs["initial"] = {"use": CUES if wordy else SEGMENTS, **options}
        super().__init__(*args, **kwargs)
        offered = [("", pgettext_lazy("a column", "not imported")), *FIELDS.items()]
        for at, heading in enumerate(self.table["headings"]):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading or gettext("Column %(number)s") % {"number": at + 1},
                required=False,
                choices=offered,
                initial=fields[at],
                widget=PlainSelect,
            )

    def columns(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column with what its first rows say."""
        samples = self.table["samples"]
        return [
            (self[f"column-{at}"], [row[at] for row in samples if at < len(row) and row[at]][:3])
            for at in range(len(self.table["headings"]))
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for at in range(len(self.table["headings"])):
            name = cleaned.get(f"column-{at}", "")
            if name and name in taken:
                text = gettext("The column “%(column)s” fills this already.")
                self.add_error(f"column-{at}", text % {"column": taken[name]})
            taken[name] = str(self.fields[f"column-{at}"].label)
        if "in" not in taken:
            raise ValidationError(_("Choose the column that holds the in: without it no row has a place."))
        if cleaned.get("use") == CUES and not {"text", "gist"} & set(taken):
            raise ValidationError(_("Choose the column that holds the words."))
        return cleaned

    def chosen(self) -> dict[str, Any]:
        fields = [self.cleaned_data[f"column-{at}"] for at in range(len(self.table["headings"]))]
        return {
            "mapping": {name: at for at, name in enumerate(fields) if name},
            "meant": columns.meant(self.table["headings"], fields),
            **{name: self.cleaned_data[name] for name in ("use", "ends", "seconds")},
        }


class LogTakeForm(forms.Form):
    zero = forms.ChoiceField(
        label=_("What zero means"), choices=Transcript.Zero.choices, widget=forms.RadioSelect
    )
    leave_out = forms.BooleanField(label=_("leave out the rows that can be no segments"), required=False)
    makes_themes = forms.BooleanField(label=_("make the new themes"), required=False)
    again = forms.BooleanField(label=_("take this file once more"), required=False)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, *args: Any, imported: TranscriptImport, is_known: bool, likelier: str, brings_themes: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        kwargs["initial"] = {"zero": likelier, "makes_themes": True, FIELD: new_key()}
        super().__init__(*args, **kwargs)
        self.found = imported.found
        if not brings_themes:
            del self.fields["makes_themes"]
        if not is_known:
            del self.fields["again"]
        if not any(map(self._left_out, self.found["outcomes"])):
            del self.fields["leave_out"]

    def _left_out(self, zero: str) -> int:
        outcome = self.found["outcomes"].get(zero, {})
        return int(self.found["without_time"] + outcome.get("before", 0) + outcome.get("beyond", 0))

    def fields_at_the_end(self) -> list[forms.BoundField]:
        return [self["makes_themes"]] if "makes_themes" in self.fields else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "again" in self.fields and not cleaned.get("again"):
            self.add_error("again", _("This file is known already: say that you mean it."))
        count = self._left_out(cleaned.get("zero", ""))
        if count and not cleaned.get("leave_out"):
            text = gettext("%(count)s rows can be no segments here: mend the file, or leave them out.")
            self.add_error("leave_out" if "leave_out" in self.fields else None, text % {"count": count})
        return cleaned

    def choice(self) -> LogChoice:
        names = ("zero", "leave_out", "makes_themes")
        return LogChoice(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})
