"""Form fields for what people choose: languages, weekdays."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django import forms
from django.utils import dates
from django.utils.translation import get_language

LANGUAGE_CODES = [
    "es",
    "en",
    "fr",
    "pt",
    "it",
    "de",
    "ru",
    "uk",
    "pl",
    "yi",
    "he",
    "ar",
    "ca",
    "eu",
    "gl",
]


def language_choices() -> list[tuple[str, str]]:
    """ISO codes with their names in the reader's language."""
    locale = Locale.parse((get_language() or "en").replace("-", "_"))
    names = [(code, locale.languages.get(code, code)) for code in LANGUAGE_CODES]
    return sorted(((code, name[:1].upper() + name[1:]) for code, name in names), key=lambda pair: pair[1])


class DateInput(forms.DateInput):
    """The browser's own calendar; it wants the date in this one format."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class LanguagesField(forms.TypedMultipleChoiceField):
    """Languages kept as ISO codes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=language_choices, **kwargs)

    def clean(self, value: Any) -> list[str]:
        return list(super().clean(value))


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Days of the week as numbers, 0 is Monday."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=list(dates.WEEKDAYS.items()), coerce=int, **kwargs)

    def clean(self, value: Any) -> list[int]:
        return list(super().clean(value))
