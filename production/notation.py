"""Form fields of the trade's notation: day times, differences, page eighths.

They stand beside the models, since a model field names the form field that edits it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production import clock, lengths, timecode


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
            return self.parse(text)
        except ValueError as error:
            raise ValidationError(self.hint, code=getattr(error, "code", "invalid")) from error

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The notation has its own bounds; a length means nothing for a number."""

    def prepare_value(self, value: Any) -> Any:
        return self.show(value) if isinstance(value, int) else value

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


TIMECODE_REFUSALS = {
    "form": _("Write a timecode like 03:40:22, or 03:40:22:10 with frames."),
    "hours": _("The hours go from 00 to 23."),
    "minutes": _("The minutes go from 00 to 59."),
    "seconds": _("The seconds go from 00 to 59."),
    "frames": _("At this rate the frames go from 00 to %(most)s."),
    "dropped": _("Drop-frame leaves %(found)s out: the second begins with %(next)s."),
    "semicolon": _("The semicolon says drop-frame: tick it beside the rate, or write a colon."),
    "rate": _("Drop-frame exists at 29.97, 30, 59.94 and 60 frames a second only."),
    "before": _("That lies before the first frame."),
    "range": _("The out has to lie after the in."),
}


def refused_timecode(error: timecode.BadTimecode) -> ValidationError:
    """A bad timecode in words that say what to do."""
    return ValidationError(TIMECODE_REFUSALS[error.code], code=error.code, params=error.facts)


class TimecodeFormField(forms.CharField):
    """``03:40:22`` as archives write it, ``03:40:22:10``, ``03:40:22;10``; kept as a label of that form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "off", "class": "notation", "inputmode": "text"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return text
        try:
            return str(timecode.read(text))
        except timecode.BadTimecode as error:
            raise refused_timecode(error) from error


class RunningTimeFormField(_NotationField):
    """``3:11``, ``3 min 11 s``: a length in whole seconds; with `in_minutes` a number alone counts them."""

    hint = _("Write a length like 3:11, 1:02:00 or 3 min, in whole seconds.")
    most = 100 * lengths.HOUR

    def __init__(self, *, in_minutes: bool = False, **kwargs: Any) -> None:
        super().__init__(**{"max_length": lengths.LONGEST, **kwargs})
        self.in_minutes = in_minutes
        if in_minutes:
            self.hint = _("Write a length like 52, 52:00, 1:02:00 or 52 min.")

    def parse(self, text: str) -> int:
        alone = lengths.MINUTE if self.in_minutes else 0
        seconds = lengths.read(text, alone=alone)
        if seconds.denominator != 1 or seconds >= self.most:
            raise ValueError
        return int(seconds)

    show = staticmethod(lengths.clock)
