"""The form of a script: what it is called, how long it is to be, how its words and frames are counted."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from production.forms.fields import language_choices
from production.forms.records import RecordForm
from production.notation import RunningTimeFormField
from script.actions import scripts
from script.models import Script
from script.models.scripts import FASTEST, SLOWEST

_PACE = re.compile(r"(.{2,40}?)[ :=]+([0-9]{1,4})")


class PacesField(forms.CharField):
    """``es 120, de 100``: words a minute by language, which is written as a code or by its name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 300)
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        text = super().to_python(value) or ""
        return dict(self._pace(part.strip()) for part in re.split("[,;\n]", text) if part.strip())

    def _pace(self, text: str) -> tuple[str, int]:
        names = {name.casefold(): code for code, name in language_choices()}
        known = {code: code for code, _name in language_choices()} | names
        found = _PACE.fullmatch(text)
        code = known.get(found[1].strip().casefold()) if found else None
        if found is None or code is None:
            raise ValidationError(_("Write a language and its pace: es 120, de 100."), code="form")
        if not SLOWEST <= int(found[2]) <= FASTEST:
            words = _("Write a pace from %(least)s to %(most)s words a minute.")
            raise ValidationError(words, params={"least": SLOWEST, "most": FASTEST}, code="pace")
        return code, int(found[2])

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return ", ".join(f"{code} {pace}" for code, pace in sorted(value.items()))
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or {}) != self.to_python(data))
        except ValidationError:
            return True


class ScriptForm(RecordForm):
    begins_with = forms.ChoiceField(label=_("begins with"), required=False)
    language = forms.ChoiceField(label=_("language of the narration"), choices=language_choices)
    target_seconds = RunningTimeFormField(
        label=_("target length"),
        required=False,
        in_minutes=True,
        help_text=_("In minutes, or as 52:00, 1:02:00."),
    )
    paces = PacesField(
        label=_("pace of other languages"),
        required=False,
        help_text=_("Words a minute, by language: es 120, de 100."),
    )
    converts = forms.BooleanField(
        label=_("Convert the record times"),
        required=False,
        help_text=_("Each in and out of the editor's cut moves to the frame that is nearest in time."),
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Script"), ["title", "target_seconds", "begins_with", "cover_after", "notes"]),
        (_("Narration"), ["language", "pace", "paces", "uses_own_pace"]),
        (_("Frames and timecode"), ["rate", "drop_frame", "record_start", "handles", "converts"]),
    ]

    class Meta:
        model = Script
        fields = [
            "title",
            "target_seconds",
            "notes",
            "language",
            "pace",
            "paces",
            "uses_own_pace",
            "rate",
            "drop_frame",
            "record_start",
            "handles",
            "cover_after",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = self.instance.frames if self.instance.pk else None
        self.others = {str(one.pk): one for one in Script.objects.filter(film=self.film)}
        if self.was is None:
            self._offer_beginnings()
        else:
            del self.fields["begins_with"]
        if self.was is None or not self.is_bound or not self._is_at_another_rate():
            del self.fields["converts"]

    def _offer_beginnings(self) -> None:
        field: Any = self.fields["begins_with"]
        field.choices = [
            ("", _("Nothing")),
            ("scenes", _("The film's scenes, in their order")),
            *((key, _("A copy of “%(script)s”") % {"script": one}) for key, one in self.others.items()),
        ]

    def _is_at_another_rate(self) -> bool:
        sent = str(self.data.get(self.add_prefix("rate"), self.instance.rate))
        return sent != self.instance.rate and scripts.counted(self.instance) > 0

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data if cleaned is None else cleaned
        if "converts" in self.fields and not data.get("converts"):
            count = scripts.counted(self.instance)
            words = ngettext(
                "The cut of %(count)s row is counted in its frames. Tick below that it is converted.",
                "The cut of %(count)s rows is counted in its frames. Tick below that it is converted.",
                count,
            )
            self.add_error("rate", ValidationError(words % {"count": count}, code="convert"))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.user is None or not commit:
            return super().save(commit)
        if self.was is None:
            begins = self.cleaned_data.get("begins_with", "")
            return scripts.begin(
                script=self.instance,
                by=self.user,
                from_scenes=begins == "scenes",
                copied=self.others.get(begins),
            )
        if "converts" in self.fields:
            scripts.change_rate(script=self.instance, was=self.was, by=self.user)
            return self.instance
        return super().save(commit)
