"""Drafts: a script as it was locked. Its pages print the same words for ever."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from production.models import Film
from production.models.call_sheets import Frozen
from production.models.fields import LineField
from script.models.scripts import Script
from script.pdf import content


class DraftQuerySet(models.QuerySet["Draft"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise Frozen

    def delete(self) -> NoReturn:
        raise Frozen


class Draft(models.Model):
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="drafts")
    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField(_("draft"))
    colour = models.CharField(_("colour"), max_length=60)
    note = LineField(_("what is new"), max_length=300, blank=True)
    content: Any = models.JSONField()  # content.to_json
    locked_at = models.DateTimeField(_("locked"))
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["script", "number"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["script", "number"], name="script_draft_number")]

    def __str__(self) -> str:
        return f"{self.script} {self.colour}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Frozen

    @property
    def pages(self) -> content.Script:
        return content.from_json(self.content)
