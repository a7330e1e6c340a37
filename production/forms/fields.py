"""Form fields for what people choose: languages, currencies, weekdays."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies
from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.utils import dates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

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
    return sorted(language_names(get_language() or "en").items(), key=lambda pair: pair[1])


def language_or_none() -> list[tuple[str, str]]:
    """With nothing chosen yet: nobody takes the first of a list unawares."""
    return [("", "–"), *language_choices()]


@cache
def language_names(reader: str) -> dict[str, str]:
    names = Locale.parse(reader.replace("-", "_")).languages
    return {code: names.get(code, code).capitalize() for code in LANGUAGE_CODES}


def languages_in_words(codes: Iterable[str]) -> str:
    names = language_names(get_language() or "en")
    return ", ".join(names.get(code, code) for code in codes)


def currency_choices() -> list[tuple[str, str]]:
    """Currencies that are paid with somewhere today, by their ISO codes."""
    return list(_currencies(get_language() or "en"))


@cache
def _currencies(reader: str) -> tuple[tuple[str, str], ...]:
    places = get_global("territory_currencies")
    codes = {code for place in places for code in get_territory_currencies(place)}
    names = Locale.parse(reader.replace("-", "_")).currencies
    return tuple((code, f"{code} – {names.get(code, code)}") for code in sorted(codes))


class DateInput(forms.DateInput):
    """The browser's own calendar; it wants the date in this one format."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class YesNoSelect(forms.NullBooleanSelect):
    """For a filter: all of them, or those that are so, or those that aren't."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        choices = [
            ("unknown", gettext_lazy("all")),
            ("true", gettext_lazy("yes")),
            ("false", gettext_lazy("no")),
        ]
        forms.Select.__init__(self, attrs, choices)


class PlainSelect(forms.Select):
    """A select with hundreds of options: drawn at once, not with a template for each.

    Of thousands of rows the first MOST are offered, and the one that is chosen: ten thousand options
    help nobody and take seconds. The form takes any of them, as the links of a row's page send it.
    """

    MOST = 300

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        choices: Any = self.choices
        if isinstance(choices, ModelChoiceIterator):
            self.choices = self._few(choices, value)
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = choices

    def _few(self, choices: Any, value: list[str]) -> list[tuple[Any, Any]]:
        rows = list(choices.queryset[: self.MOST + 1])
        offered = [("", choices.field.empty_label)] if choices.field.empty_label is not None else []
        offered += [choices.choice(row) for row in rows[: self.MOST]]
        if len(rows) <= self.MOST:
            return offered
        there = {str(row.pk) for row in rows[: self.MOST]}
        wanted = [key for key in value if key.isascii() and key.isdigit() and key not in there]
        offered += [choices.choice(row) for row in choices.queryset.filter(pk__in=wanted)] if wanted else []
        return [*offered, ("", _("… more: search for the name"))]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = self.get_context(name, value, attrs)["widget"]
        options = (
            (option["value"], flatatt({"selected": option["selected"]}), option["label"])
            for _group, group, _index in context["optgroups"]
            for option in group
        )
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(context["attrs"]),
            format_html_join("", '<option value="{}"{}>{}</option>', options),
        )


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
