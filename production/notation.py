"""Form fields of the trade's notation: day times, differences, page eighths.

They stand beside the models, since a model field names the form field that edits it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production import clock


class _NotationField(forms.CharField):
    """A number typed and shown in the trade's notation."""

    parse: Any = None
    show: Any = None
    hint: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("min_value", "max_value", "localize"):
            kwargs.pop(unused, None)
        kwargs.setdefault("max_length", 20)
        kwargs["empty_value"] = None
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "off", "class": "notation", "inputmode": "text"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return type(self).parse(text)
        except ValueError as error:
            raise ValidationError(self.hint, code=getattr(error, "code", "invalid")) from error

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The notation has its own bounds; a length means nothing for a number."""

    def prepare_value(self, value: Any) -> Any:
        return type(self).show(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class DayTimeFormField(_NotationField):
    """``07:00``; ``01:30 +1`` after midnight; ``23:45 -1`` the evening before."""

    parse = staticmethod(clock.parse_day_time)
    show = staticmethod(clock.format_day_time)
    hint = _("Write a time like 07:00; 01:30 +1 is after midnight, 23:45 -1 the evening before.")


class OffsetFormField(_NotationField):
    """``-0:30``: minutes before or after general call."""

    parse = staticmethod(clock.parse_offset)
    show = staticmethod(clock.format_offset)
    hint = _("Write a difference like -0:30 or +1:15.")


class EighthsFormField(_NotationField):
    """``1 3/8`` pages, kept as 11 eighths and never reduced."""

    parse = staticmethod(clock.parse_eighths)
    show = staticmethod(clock.format_eighths)
    hint = _("Write page eighths like 3/8, 1 3/8 or 2.")
