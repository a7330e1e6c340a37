"""The forms of the archive: a source, a clip with its thumbnail, a copy with its scan."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from production.formats import uploads
from production.forms.fields import DateInput, currency_choices, language_choices
from production.forms.files import UploadField, WithFile
from production.forms.records import RecordForm
from production.forms.scenes import PeopleField
from production.models import ArchiveClip, Copy, Source
from production.notation import RunningTimeFormField


class SourceForm(RecordForm):
    website = forms.URLField(label=_("website"), required=False, max_length=300, assume_scheme="https")
    currency = forms.ChoiceField(
        label=_("currency"), required=False, choices=lambda: [("", "–"), *currency_choices()]
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Who holds it"), ["name", "kind", "person"]),
        (_("Reach them"), ["contact", "phone", "email", "address", "website"]),
        (_("What they ask"), ["credit", "currency", "rate_card"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = Source
        fields = [
            "name",
            "kind",
            "person",
            "contact",
            "phone",
            "email",
            "address",
            "website",
            "credit",
            "currency",
            "rate_card",
            "notes",
        ]
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "rate_card": forms.Textarea(attrs={"rows": 4}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }


class ArchiveClipForm(WithFile):
    people = PeopleField(label=_("people of the film shown"), required=False)
    seconds_given = RunningTimeFormField(
        label=_("length"),
        required=False,
        help_text=_("As the archive gives it, where there are no two timecodes: 3:11."),
    )
    language = forms.ChoiceField(
        label=_("language"), required=False, choices=lambda: [("", "–"), *language_choices()]
    )
    upload = UploadField(
        required=False,
        label=_("thumbnail"),
        allowed=uploads.PICTURES,
        help_text=_("A still of it: JPEG, PNG or WebP."),
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("What it is"), ["title", "kind", "state", "description"]),
        (_("Where it comes from"), ["source", "catalogue_number", "number_issuer", "creator", "date"]),
        (
            _("How long it is"),
            ["timecode_in", "timecode_out", "rate", "drop_frame", "seconds_given"],
        ),
        (_("Picture and sound"), ["colour", "sound", "language", "upload", "take_off"]),
        (_("Who is shown"), ["people", "people_named"]),
        (_("What it speaks to"), ["scenes", "themes"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = ArchiveClip
        fields = [
            "title",
            "kind",
            "state",
            "description",
            "source",
            "catalogue_number",
            "number_issuer",
            "creator",
            "date",
            "rate",  # before the timecodes, which are checked against it
            "drop_frame",
            "timecode_in",
            "timecode_out",
            "seconds_given",
            "colour",
            "sound",
            "language",
            "people",
            "people_named",
            "scenes",
            "themes",
            "notes",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "scenes": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "timecode_in": _("With or without frames, as the archive writes it: 03:40:22, 03:40:22:10."),
            "timecode_out": _("The first moment that isn't shown any more."),
            "rate": _("Needed where the timecodes have frames."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("scenes", "themes"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        if "timecode_in" in self.errors:  # the out is judged by a readable in
            cleaned.pop("timecode_out", None)
        return cleaned


class CopyForm(WithFile):
    upload = UploadField(
        required=False, label=_("file"), help_text=_("A scan or a picture of it: PDF, JPEG, PNG or WebP.")
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("What it is"), ["kind", "name", "format", "file_name"]),
        (_("Where it is"), ["place", "received_on", "replaced_by"]),
        (_("Timecode"), ["start_timecode", "rate", "drop_frame", "burnt_in"]),
        (_("Watermark"), ["watermarked", "watermark"]),
        (_("Scan"), ["upload", "take_off"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = Copy
        fields = [
            "kind",
            "name",
            "format",
            "file_name",
            "place",
            "received_on",
            "replaced_by",
            "rate",
            "drop_frame",
            "start_timecode",
            "burnt_in",
            "watermarked",
            "watermark",
            "notes",
        ]
        widgets = {
            "received_on": DateInput(),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "replaced_by": _("The better copy that came for this one; this one then counts no more."),
            "rate": _("Needed where the timecode has frames."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = self.fields["replaced_by"]
        others.queryset = others.queryset.filter(clip=self.instance.clip_id).exclude(pk=self.instance.pk)
        if not others.queryset.exists():
            del self.fields["replaced_by"]
