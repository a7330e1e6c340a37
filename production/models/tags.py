"""Themes: the threads that run through scenes, and later through segments."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production.models.fields import LineField
from production.models.films import Film
from production.models.records import Record


class Theme(Record):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="themes")
    name = LineField(_("name"), max_length=80)

    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["name"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                "film",
                Lower("name"),
                condition=models.Q(binned_at=None),
                name="production_theme_once",
                violation_error_message=_("There is a theme of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
