"""Issued call sheets: snapshots that never change."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from production.models.films import Film
from production.models.schedule import ShootDay
from production.pdf import call_sheet_content


class Frozen(Exception):
    """An issued call sheet is kept for ever as it was issued."""


class IssuedQuerySet(models.QuerySet["IssuedCallSheet"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise Frozen

    def delete(self) -> NoReturn:
        raise Frozen


class IssuedCallSheet(models.Model):
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="call_sheets")
    day = models.ForeignKey(ShootDay, on_delete=models.PROTECT, related_name="call_sheets")
    version = models.PositiveSmallIntegerField(_("version"))
    colour = models.CharField(_("colour"), max_length=60)
    content = models.JSONField()  # call_sheet_content.to_json
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = IssuedQuerySet.as_manager()

    class Meta:
        ordering = ["day__date", "day__unit", "version"]
        verbose_name = _("call sheet")
        verbose_name_plural = _("call sheets")
        constraints = [
            models.UniqueConstraint(fields=["day", "version"], name="production_call_sheet_version"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.colour}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Frozen

    @property
    def sheet(self) -> call_sheet_content.CallSheet:
        return call_sheet_content.from_json(self.content)
