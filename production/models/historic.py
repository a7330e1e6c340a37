"""Dates of history on a record: as typed, and as days to sort and draw by."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from production import historic_dates
from production.historic_dates import HistoricDate, HistoricDateError
from production.models.fields import LineField

_SAID = {
    "no_such_day": _("The calendar has no such day."),
    "day_or_month": _("It can be read in two ways: write the month as a word."),
    "wrong_order": _("It would end before it begins."),
}
_HINT = _("Write a date like 22 Aug 1940, Aug 1940, 1940, 1940s, early 1935, c. 1935 or 1937–38.")


def check_historic_date(value: str) -> None:
    try:
        historic_dates.parse(value)
    except HistoricDateError as error:
        raise ValidationError(_SAID.get(error.code, _HINT), code=error.code) from error


class HistoricDateField(LineField):
    """A date as a source gives it: ``22 Aug 1940``, ``1940s``, ``c. 1935``, in English or Spanish."""

    default_validators = [check_historic_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", historic_dates.LONGEST)
        kwargs.setdefault("help_text", _("As exact as the source: 22 Aug 1940, Aug 1940, 1940s, c. 1935."))
        super().__init__(*args, **kwargs)


class Dated(models.Model):
    """A record with one date of history; the computed columns follow the typed one when it is saved."""

    date = HistoricDateField(_("date"), blank=True)
    date_earliest = models.DateField(null=True, editable=False, db_index=True)
    date_latest = models.DateField(null=True, editable=False)
    date_precision = models.CharField(max_length=8, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(date="", date_earliest=None, date_latest=None, date_precision="")
                | (~Q(date="") & ~Q(date_precision="") & Q(date_earliest__lte=F("date_latest"))),
                name="%(app_label)s_%(class)s_date_whole",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.measure_date()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        with suppress(HistoricDateError):  # told at its field
            self.measure_date()

    def measure_date(self) -> None:
        """Fill the computed columns; whoever writes many rows at once calls it for each."""
        self.date = HistoricDateField().to_python(self.date)
        dated = self.dated
        self.date_earliest = dated.earliest if dated else None
        self.date_latest = dated.latest if dated else None
        self.date_precision = dated.precision.value if dated else ""

    @property
    def dated(self) -> HistoricDate | None:
        return historic_dates.parse(self.date) if self.date else None
