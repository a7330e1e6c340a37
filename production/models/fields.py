"""Fields for text from people, and for times of a shooting day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.db import models

from production.notation import DayTimeFormField

# categories Cc and Cs, but for the line feed and the tab
_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TOGETHER = 1_000  # texts


def clean_text(value: str, *, lines: bool) -> str:
    """Text as it is stored: NFC, without control characters, line ends as \\n.

    Format characters (joiners, directional marks) are kept: scripts need them.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        value = " ".join(value.split("\n"))
    value = unicodedata.normalize("NFC", value)
    return _CONTROLS.sub("", value).strip()


def clean_texts(values: Sequence[str]) -> list[str]:
    """Each of many texts cleaned, with its lines: most need it nowhere, which is seen of many at once."""
    found: list[str] = []
    for start in range(0, len(values), _TOGETHER):
        some = values[start : start + _TOGETHER]
        whole = "\n".join(some)
        if "\r" in whole or _CONTROLS.search(whole) or not unicodedata.is_normalized("NFC", whole):
            found += [clean_text(value, lines=True) for value in some]
        else:
            found += [value.strip() for value in some]
    return found


class LineField(models.CharField):
    """One line of text from a person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return clean_text(value, lines=False) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(self.to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class ParagraphsField(models.TextField):
    """Several lines of text from a person, up to a stated length."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20_000)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return clean_text(value, lines=True) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(self.to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class DayTimeField(models.IntegerField):
    """A time of a shooting day: wall-clock minutes after midnight of its date.

    May pass 1440 (after midnight) or be negative (the evening before), never beyond a day.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": DayTimeFormField, **kwargs})
