"""The forms of a shot: its page, and its row in the table of a scene or a menu."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from production import labels
from production.actions import shots
from production.actions.shot_report import frames
from production.formats import uploads
from production.forms.files import UploadField, WithFile
from production.forms.records import RecordForm
from production.models import Shot


class FramesField(forms.DecimalField):
    """Frames a second; a comma is as good as a point in every language."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("frames a second"),
            required=False,
            min_value=Decimal("0.001"),
            max_digits=7,
            decimal_places=3,
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return frames(value) if isinstance(value, Decimal) else value


class ChosenField(forms.CharField):
    """A choice that is typed: its word, in any of our languages, or as much of it as says which."""

    def __init__(
        self,
        choices: type[TextChoices],
        *,
        default: str = "",
        in_full: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(required=False, max_length=60, **kwargs)
        self.choices = choices
        self.default = default
        self.in_full = in_full or {}

    def to_python(self, value: Any) -> Any:
        text = _folded(super().to_python(value) or "")
        if not text:
            return self.default
        code = _words(self.choices, get_language() or "en").get(text) or self._begun(text)
        if code is None:
            raise ValidationError(
                _("Write one of these: %(words)s."),
                code="invalid",
                params={"words": ", ".join(str(label) for label in self.choices.labels)},
            )
        return code

    def _begun(self, text: str) -> str | None:
        """The one choice whose word, or whose word in full, begins like this."""
        found = {
            code
            for code, label in self.choices.choices
            if any(_folded(str(words)).startswith(text) for words in (label, self.in_full.get(code, label)))
        }
        return found.pop() if len(found) == 1 else None

    def prepare_value(self, value: Any) -> Any:
        return str(self.choices(value).label) if value in self.choices.values else value


def _folded(text: str) -> str:
    return " ".join(text.replace(".", " ").casefold().split())


@cache
def _words(choices: type[TextChoices], reader: str) -> dict[str, str]:
    """Every word that says a choice; where languages disagree the reader's own is meant."""
    found = {code: code for code in choices.values}
    for language in [*(code for code, _name in settings.LANGUAGES), reader]:
        with translation.override(language):
            found |= {_folded(str(label)): str(code) for code, label in choices.choices}
    return found


class _Numbered(RecordForm):
    """A new shot without a number gets the next one of its scene or menu."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = bool(self.instance.pk)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        scene = cleaned.get("scene", self.instance.scene)
        location = cleaned.get("location", self.instance.location)
        if not self.instance.pk and cleaned.get("number") == "" and (scene or location):
            cleaned["number"] = shots.next_number(scene or location)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if not self.instance.position or self._has_moved():
            self.instance.position = shots.next_position(self.instance.owner)
        return super().save(commit)

    def _has_moved(self) -> bool:
        return bool({"scene", "location"} & set(self.changed_data)) and bool(self.instance.pk)


ROW = [
    "number",
    "category",
    "description",
    "size",
    "angle",
    "movement",
    "lens",
    "fps",
    "sound",
    "priority",
    "status",
]


class ShotRowForm(_Numbered):
    """A row of the table: everything is typed, choices too."""

    category = ChosenField(Shot.Category, label=_("category"))
    size = ChosenField(Shot.Size, label=_("size"), in_full=labels.SHOT_SIZES_IN_FULL)
    fps = FramesField()
    sound = ChosenField(Shot.Sound, label=_("sound"))
    priority = ChosenField(Shot.Priority, label=_("must or nice"), default=Shot.Priority.MUST)
    status = ChosenField(Shot.Status, label=_("status"), default=Shot.Status.PLANNED)

    class Meta:
        model = Shot
        fields = ROW

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.location_id is None:
            del self.fields["category"]


def size_choices() -> list[tuple[str, Any]]:
    """CU – close-up."""
    sizes = [(code, f"{label} – {labels.SHOT_SIZES_IN_FULL[code]}") for code, label in Shot.Size.choices]
    return [("", "–"), *sizes]


class ShotForm(WithFile, _Numbered):
    upload = UploadField(required=False, label=_("reference picture"), allowed=uploads.PICTURES)
    size = forms.ChoiceField(label=_("size"), required=False, choices=size_choices)
    fps = FramesField()

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Shot"), ["number", "description", "priority", "status", "shot_on", "minutes"]),
        (_("Of a scene, or of a menu"), ["scene", "location", "category"]),
        (_("Picture"), ["size", "angle", "movement", "lens", "fps"]),
        (_("Sound"), ["sound"]),
        (_("To look at"), ["upload", "take_off", "clip"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = Shot
        fields = [
            "scene",
            "location",
            *ROW,
            "minutes",
            "shot_on",
            "clip",
            "notes",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "scene": _("For the shots of a scene; leave the location empty then."),
            "location": _("For the b-roll menu of a location; leave the scene empty then."),
            "category": _("For a b-roll menu only."),
            "clip": _("The archive picture that this shot is to match, in frame and lens."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["number"].help_text = _("The next one of the scene or menu when left empty.")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        scene, location = cleaned.get("scene"), cleaned.get("location")
        if scene and location:
            self.add_error("location", _("Choose a scene or a location, not both."))
        elif not scene and not location and "scene" not in self.errors and "location" not in self.errors:
            self.add_error("scene", _("Choose the scene, or the location of a b-roll menu."))
        elif scene:
            cleaned["category"] = ""
        return cleaned
