"""What the writing page sends: a few fields of a cell or scene, as they were typed.

Only what was sent is looked at; numbers of things that are not there are left to the actions.
"""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production import lengths
from production.forms.fields import language_choices
from production.notation import TimecodeFormField
from script.models import Cell

MOST = 2**31 - 1
LARGEST = 200_000  # letters of a list that comes as JSON


class LengthField(forms.CharField):
    """A typed length in milliseconds; None where nothing was typed. A number alone counts seconds."""

    alone = lengths.SECOND
    hint = _("Write a length like 5, 0:05 or 1:05.")

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        if not text.strip():
            return None
        try:
            return round(lengths.read(text, alone=self.alone) * 1000)
        except ValueError as error:
            raise ValidationError(self.hint) from error


class TargetField(LengthField):
    """Of a scene, as of the film: a number alone counts minutes."""

    alone = lengths.MINUTE
    hint = _("Write a length like 52, 52:00, 1:02:00 or 52 min.")


class JsonField(forms.CharField):
    """A list, or names with values, sent as JSON."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        try:
            if len(text) > LARGEST:
                raise ValueError
            return json.loads(text) if text else []
        except (ValueError, RecursionError) as error:
            raise ValidationError(_("This can't be read.")) from error


def _key() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=1, max_value=MOST)


class _Sent(forms.Form):
    NAMES: dict[str, str] = {}  # columns that are called otherwise where they are sent

    def values(self) -> dict[str, Any]:
        """What was sent, by the names of columns."""
        sent = self.data.keys()
        return {
            self.NAMES.get(name, name): value for name, value in self.cleaned_data.items() if name in sent
        }


class CellForm(_Sent):
    NAMES = {
        "segment": "segment_id",
        "clip": "clip_id",
        "shot": "shot_id",
        "person": "person_id",
        "lasts": "lasts_ms",
    }

    column = forms.ChoiceField(choices=Cell.Column)
    element = forms.ChoiceField(choices=Cell.Element)
    segment = _key()
    clip = _key()
    shot = _key()
    person = _key()
    text = forms.CharField(required=False, strip=False)
    ranges = JsonField(required=False)
    on_camera = forms.BooleanField(required=False)
    clip_in = TimecodeFormField(required=False)
    clip_out = TimecodeFormField(required=False)
    sound = forms.ChoiceField(required=False, choices=[("", ""), *Cell.Sound.choices])
    move = forms.ChoiceField(required=False, choices=[("", ""), *Cell.Move.choices])
    language = forms.ChoiceField(required=False)
    pace = forms.IntegerField(required=False, min_value=1, max_value=MOST)
    lasts = LengthField(required=False)
    is_recorded = forms.BooleanField(required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["language"].choices = [("", ""), *language_choices()]  # type: ignore[attr-defined]
        for name in ("column", "element"):
            self.fields[name].required = name in self.data


class AfterField(forms.IntegerField):
    """The row before, 0 for the first place. One that a page began under a name of its own and that was never
    made counts as none: what follows it comes at the end, rather than that its words are refused."""

    def to_python(self, value: Any) -> int | None:
        return None if str(value).startswith("new-") else super().to_python(value)


class SceneForm(_Sent):
    scene = _key()
    title = forms.CharField(required=False)
    target = TargetField(required=False)

    def values(self) -> dict[str, Any]:
        found = super().values()
        if found.get("target") is not None:
            found["target"] = round(found["target"] / 1000)
        return found


class PlaceForm(_Sent):
    """Where something is put, and which version of it was read."""

    version = forms.IntegerField(required=False, min_value=1, max_value=MOST)
    onto = forms.IntegerField(required=False, min_value=0, max_value=MOST)
    scene = _key()
    row = _key()
    cell = _key()
    column = forms.ChoiceField(required=False, choices=Cell.Column)
    after = AfterField(required=False, min_value=0, max_value=MOST)
    word = forms.IntegerField(required=False, min_value=0, max_value=MOST)
    part = forms.IntegerField(required=False, min_value=0, max_value=MOST)
    from_word = forms.IntegerField(required=False, min_value=0, max_value=MOST)
    to_word = forms.IntegerField(required=False, min_value=0, max_value=MOST)
    on = forms.BooleanField(required=False)
    fits = forms.BooleanField(required=False)
    cells = JsonField(required=False)


class LooksForm(forms.Form):
    """How rows and headings of scenes look on a page, by their keys."""

    known = JsonField(required=False)
    scenes = JsonField(required=False)

    def clean_known(self) -> dict[str, Any]:
        return _looks(self.cleaned_data["known"] or {})

    def clean_scenes(self) -> dict[str, Any]:
        return _looks(self.cleaned_data["scenes"] or {})


def _looks(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise ValidationError(_("This can't be read."))
    return found
