"""The forms of transcripts: what one is, its cues by hand, shifting, finding and replacing, speakers."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from interviews.actions.replacing import LONGEST
from interviews.models import Recording, Speaker, Transcript, Translation
from interviews.models.transcripts import LONGEST_TEXT
from production import timecode
from production.forms.fields import language_or_none
from production.forms.records import RecordForm
from production.models import Person
from production.models.fields import clean_text
from production.notation import refused_timecode
from production.timecode import BadTimecode

MOST_FRAMES = 100_000_000


class TranscriptForm(RecordForm):
    language = forms.ChoiceField(label=_("language"), choices=language_or_none)

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Transcript"), ["language", "kind", "maker"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = Transcript
        fields = ["language", "kind", "maker", "notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}


class TranslationForm(RecordForm):
    language = forms.ChoiceField(label=_("language"), choices=language_or_none)

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Translation"), ["language", "maker"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = Translation
        fields = ["language", "maker", "notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def clean_language(self) -> str:
        language: str = self.cleaned_data["language"]
        others = Translation.objects.filter(transcript=self.instance.transcript, language=language)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a translation into this language already."))
        return language


class SourceTimecodeField(forms.CharField):
    """A frame of a recording, written as its source timecode, or as a step: ``+12``."""

    def __init__(self, *, recording: Recording, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.recording = recording
        self.widget.attrs.update({"autocomplete": "off", "class": "notation"})

    def prepare_value(self, value: Any) -> Any:
        return str(self.recording.source(value)) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        at = self.initial if isinstance(self.initial, int) else 0
        try:
            return timecode.typed(text, self.recording.start, self.recording.frames, at)
        except BadTimecode as error:
            raise refused_timecode(error) from error


class CueForm(forms.Form):
    """A cue by hand: its frames, who speaks, what is said."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**31 - 1)
    speaker = forms.CharField(label=_("speaker"), required=False, max_length=120)
    text = forms.CharField(
        label=_("text"), widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST_TEXT, strip=False
    )

    field_order = ["version", "in_frame", "out_frame", "speaker", "text"]

    def __init__(self, *args: Any, transcript: Transcript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("in_frame", _("in")), ("out_frame", _("out"))):
            field = SourceTimecodeField(recording=transcript.recording, label=words)
            field.initial = self.initial.get(name)
            self.fields[name] = field
        self.order_fields(self.field_order)
        self.fields["speaker"].widget.attrs["list"] = "speaker-names"
        _with_capitals(self)


class ShiftForm(forms.Form):
    frames = forms.IntegerField(
        label=_("by how many frames"),
        min_value=-MOST_FRAMES,
        max_value=MOST_FRAMES,
        help_text=_("Negative to bring the cues forward."),
    )
    start = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)
    scope = forms.ChoiceField(label=_("which cues"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, start_words: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scope"]
        field.choices = [("all", _("All cues")), *([("from", start_words)] if start_words else [])]
        field.initial = field.choices[-1][0]
        _with_capitals(self)


class ReplaceForm(forms.Form):
    find = forms.CharField(label=_("find"), max_length=LONGEST)
    replacement = forms.CharField(label=_("replace by"), max_length=1000, required=False)
    whole_words = forms.BooleanField(label=_("whole words only"), required=False)
    match_case = forms.BooleanField(label=_("capitals as written"), required=False)
    match_accents = forms.BooleanField(label=_("accents as written"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _with_capitals(self)


class SpeakerForm(forms.Form):
    """A speaker of the transcript: the name in it, and who of the register they are."""

    name = forms.CharField(label=_("name in the transcript"), max_length=120)
    person = forms.ChoiceField(label=_("person"), required=False)

    def __init__(
        self,
        *args: Any,
        speaker: Speaker,
        people: dict[str, Person],
        likely: Person | None = None,
        **kwargs: Any,
    ) -> None:
        self.is_guess = likely is not None
        kwargs["initial"] = {"name": speaker.name, "person": likely.pk if likely else speaker.person_id}
        kwargs["prefix"] = f"speaker-{speaker.pk}"
        super().__init__(*args, **kwargs)
        self.speaker = speaker
        self.people = people
        field: Any = self.fields["person"]
        field.choices = [("", "–"), *((key, str(person)) for key, person in people.items())]
        _with_capitals(self)

    def clean_name(self) -> str:
        name = clean_text(self.cleaned_data["name"], lines=False)
        if not name:
            raise forms.ValidationError(_("Write a name of at most 120 letters."))
        return name

    def clean_person(self) -> Person | None:
        return self.people.get(self.cleaned_data["person"])


def _with_capitals(form: forms.Form) -> None:
    for field in form.fields.values():
        field.label = capfirst(field.label or "")
