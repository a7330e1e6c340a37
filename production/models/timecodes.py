"""Timecodes on records: the label that was written, beside the rate at which it counts.

The label is kept, not the frame's number: an archive's label may end at the second, and a rate
that is mended later must not move what stands burnt into the picture.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from production import timecode
from production.notation import TIMECODE_REFUSALS, TimecodeFormField, refused_timecode
from production.timecode import BadTimecode, Label, Rate

RATES = [(key, name) for key, name in timecode.NAMES.items()]


class TimecodeField(models.CharField):
    """``03:40:22``, ``03:40:22:10`` or ``03:40:22;10``; what people type is brought into that form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", timecode.LONGEST)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if not value or not str(value).strip():
            return ""
        try:
            return str(timecode.read(str(value)))
        except BadTimecode as error:
            raise refused_timecode(error) from error

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": TimecodeFormField, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class Rated(models.Model):
    """A record whose timecodes count at one rate."""

    rate = models.CharField(_("frames a second"), max_length=12, choices=RATES, blank=True)
    drop_frame = models.BooleanField(
        _("drop-frame"), default=False, help_text=_("The timecode is written with a semicolon.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(drop_frame=False) | Q(rate__in=timecode.MAY_DROP),
                name="%(app_label)s_%(class)s_may_drop",
                violation_error_message=TIMECODE_REFUSALS["rate"],
            )
        ]

    @property
    def exact_rate(self) -> Rate | None:
        return timecode.rate_of(self.rate, drop=self.drop_frame) if self.rate in timecode.RATES else None

    def label(self, name: str) -> Label | None:
        """The timecode in the field of this name."""
        written = getattr(self, name)
        return timecode.read(written) if written else None

    def check_labels(self, *names: str) -> dict[str, ValidationError]:
        """What is wrong with timecodes at this rate, by field; their signs follow the numbering."""
        if self.drop_frame and self.rate not in timecode.MAY_DROP:
            return {"drop_frame": ValidationError(TIMECODE_REFUSALS["rate"], code="rate")}
        errors: dict[str, ValidationError] = {}
        for name in names:
            try:
                self._check_label(name)
            except ValidationError as error:
                errors["rate" if error.code == "needed" else name] = error
        return errors

    def _check_label(self, name: str) -> None:
        try:
            label = self.label(name)
        except BadTimecode as error:
            raise refused_timecode(error) from error
        if label is None or not label.has_frames:
            return
        rate = self.exact_rate
        if rate is None:
            text = _("Choose how many frames a second has, or write the timecode without frames.")
            raise ValidationError(text, code="needed")
        try:
            timecode.check(label, rate)
        except BadTimecode as error:
            raise refused_timecode(error) from error
        setattr(self, name, str(timecode.numbered(label, rate)))
