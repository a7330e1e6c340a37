"""How fast the subtitles of a script may be read in each language: a setting of the script."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from script.formats.cut_subtitles import Rules


class RulesForm(forms.Form):
    """The rules of one language; `was` are those that were shown."""

    language = forms.CharField(max_length=8, widget=forms.HiddenInput)
    was = forms.RegexField(r"[0-9]+(/[0-9]+){3}", max_length=60, widget=forms.HiddenInput)
    characters = forms.IntegerField(label=_("letters in a line"), min_value=10, max_value=100)
    per_second = forms.IntegerField(label=_("letters a second"), min_value=1, max_value=60)
    shortest = forms.DecimalField(label=_("shortest, seconds"), min_value=0, max_value=10, decimal_places=3)
    longest = forms.DecimalField(label=_("longest, seconds"), min_value=1, max_value=60, decimal_places=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for shown in self.fields.values():
            shown.label = capfirst(shown.label or "")

    @classmethod
    def of(cls, language: str, rules: Rules) -> RulesForm:
        shown = asdict(rules) | {"language": language, "was": signed(rules)}
        shown |= {
            name: f"{shown[name] / 1000:.3f}".rstrip("0").rstrip(".") for name in ("shortest", "longest")
        }
        return cls(initial=shown, auto_id=f"id_{language}_%s")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        shortest, longest = cleaned.get("shortest"), cleaned.get("longest")
        if shortest is not None and longest is not None and shortest > longest:
            raise ValidationError(_("The shortest lasts longer than the longest."), code="order")
        return cleaned

    @property
    def rules(self) -> Rules:
        known = self.cleaned_data
        shortest, longest = (int(known[name] * 1000) for name in ("shortest", "longest"))
        return Rules(known["characters"], shortest, longest, known["per_second"])

    @property
    def seen(self) -> Rules:
        characters, shortest, longest, per_second = map(int, self.cleaned_data["was"].split("/"))
        return Rules(characters, shortest, longest, per_second)


def signed(rules: Rules) -> str:
    """As `was` carries them, in the order of their fields."""
    return "/".join(map(str, asdict(rules).values()))
