"""The forms of an import: hand a table in, say how to read it, say what its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from production.access import Access, Permission
from production.formats import dates, tables, texts
from production.forms.fields import PlainSelect
from production.importing import words
from production.importing.columns import Mapping
from production.importing.kinds import KINDS, Kind
from production.importing.reading import format_of
from production.models import Import
from production.models.fields import clean_text
from production.once import FIELD, new_key

P = Permission
K = Import.Kind
# who may import what: who may type it by hand, and see all that it may hold
PERMISSIONS: dict[str, tuple[Permission, ...]] = {
    K.PEOPLE: (P.EDIT_PEOPLE, P.SEE_PRIVATE),
    K.SCENES: (P.EDIT_SCENES,),
    K.SHOTS: (P.EDIT_SCENES,),
    K.LOCATIONS: (P.EDIT_LOCATIONS,),
    K.CLIPS: (P.EDIT_ARCHIVE,),
    K.DAYS: (P.EDIT_SCHEDULE,),
}
PASTED = 2_000_000  # characters


def kinds_of(access: Access) -> list[str]:
    return [kind for kind, needed in PERMISSIONS.items() if all(map(access.may, needed))]


class ImportForm(forms.Form):
    kind = forms.ChoiceField(label=_("What does the table hold?"))
    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=255,
        allow_empty_file=True,
        help_text=_("CSV or text, XLSX; for people vCard as well, for scenes Fountain."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.vcf,.fountain"}),
    )
    pasted = forms.CharField(
        label=_("Or paste the rows here, headings first"),
        required=False,
        max_length=PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    is_multipart_form = True

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(code, KINDS[code].words) for code in kinds_of(access)]
        self.fields[FIELD].initial = new_key()

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [("", [self["kind"], self["file"], self["pasted"]])]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, pasted = cleaned.get("file"), cleaned.get("pasted") or ""
        if self.errors:
            return cleaned
        if file and pasted.strip():
            self.add_error("pasted", _("Choose a file or paste rows, not both."))
        elif file:
            self._take_file(file)
        elif pasted.strip():
            self._take("pasted", pasted.encode("utf-8", "replace"), gettext("pasted rows"))
        else:
            self.add_error("file", _("Choose a file, or paste the rows."))
        return cleaned

    def _take_file(self, file: Any) -> None:
        if file.size > settings.UPLOAD_LIMIT:
            size, limit = filesizeformat(file.size), filesizeformat(settings.UPLOAD_LIMIT)
            text = gettext("This file has %(size)s; %(limit)s at most are kept here.")
            self.add_error("file", text % {"size": size, "limit": limit})
            return
        file.seek(0)
        self._take("file", file.read(), clean_text(file.name, lines=False)[-255:])

    def _take(self, field: str, data: bytes, name: str) -> None:
        """Look at the file before anything is kept; the rows are read afterwards."""
        try:
            if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
                raise tables.Refused("empty")
            format_of(data, name, self.cleaned_data["kind"])
        except tables.Refused as refused:
            self.add_error(field, words.refusal(refused))
        self.cleaned_data |= {"data": data, "name": name or gettext("table")}


class ReadingForm(forms.Form):
    """How the file is to be read, where the guess was wrong."""

    encoding = forms.ChoiceField(label=_("Encoding"), required=False)
    separator = forms.ChoiceField(label=_("Cells are parted by"), required=False)
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    heading = forms.BooleanField(label=_("The first row holds the headings"), required=False)

    def __init__(self, *args: Any, imported: Import, **kwargs: Any) -> None:
        reading = imported.reading
        kwargs["initial"] = {name: reading.get(name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "encoding": list(texts.ENCODINGS.items()),
            "separator": [(sign, words) for sign, words in words.SEPARATORS.items()],
            "sheet": [(name, name) for name in reading.get("sheets", [])],
        }
        for name in list(self.fields):
            if name not in reading:
                del self.fields[name]
            elif name in choices:
                offered = choices[name]
                if reading[name] not in dict(offered):
                    offered = [(reading[name], reading[name]), *offered]
                self.fields[name].choices = offered  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value != ""}


class ColumnsForm(forms.Form):
    """Which field each column fills."""

    order = forms.ChoiceField(
        label=_("A date like 03/04/2003 means"),
        choices=[
            (dates.DMY, _("day, month, year: 3 April 2003")),
            (dates.MDY, _("month, day, year: 4 March 2003")),
        ],
    )
    clears = forms.BooleanField(
        label=_("An empty cell empties what stands there"),
        required=False,
        help_text=_("Otherwise it leaves it alone."),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, imported: Import, samples: Sequence[Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.imported, self.samples = imported, samples
        self.kind: Kind = KINDS[imported.kind]
        self.mapping = Mapping.of(imported)
        self.fields["order"].initial = self.mapping.order
        self.fields["clears"].initial = self.mapping.clears
        self.fields[FIELD].initial = new_key()
        offered = [("", pgettext("a column", "not imported")), *((f.name, f.words) for f in self.kind.fields)]
        for at, name in enumerate(self.mapping.columns):
            label = imported.columns[at] or gettext("Column %(number)s") % {"number": at + 1}
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=label, required=False, choices=offered, initial=name, widget=PlainSelect
            )
        for name in self.kind.constants:
            self._offer_constant(name)

    def _offer_constant(self, name: str) -> None:
        one = self.kind.named(name)
        if one is None:
            return
        field: forms.Field = forms.CharField(required=False, max_length=200)
        if one.choices:
            field = forms.ChoiceField(required=False, choices=[("", "–"), *one.choices])
        field.label, field.initial = capfirst(one.label), self.mapping.constants.get(name, "")
        self.fields[f"same-{name}"] = field

    def columns(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column with what its first rows say."""
        return [
            (self[f"column-{at}"], [row[at][:60] for row in self.samples if at < len(row) and row[at]])
            for at in range(len(self.mapping.columns))
        ]

    def constants(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("same-")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for at in range(len(self.mapping.columns)):
            name = cleaned.get(f"column-{at}", "")
            if name and name in taken:
                text = gettext("The column “%(column)s” fills this already.")
                self.add_error(f"column-{at}", text % {"column": taken[name]})
            taken[name] = str(self.fields[f"column-{at}"].label)
        if not any(taken):
            raise ValidationError(_("Choose for at least one column what it holds."))
        return cleaned

    def chosen(self) -> Mapping:
        cleaned = self.cleaned_data
        return Mapping(
            columns=[cleaned[f"column-{at}"] for at in range(len(self.mapping.columns))],
            constants={
                name: text for name in self.kind.constants if (text := cleaned.get(f"same-{name}", ""))
            },
            order=cleaned["order"],
            order_is_sure=True,
            clears=cleaned["clears"],
        )
