"""Steps: each change of a script with what it takes to go back, and forward again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from script.models.scripts import Script


class ScriptStep(models.Model):
    class Kind(models.TextChoices):
        ADD = "add", _("added")
        EDIT = "edit", _("changed")
        MOVE = "move", _("moved")
        DELETE = "delete", _("deleted")
        SPLIT = "split", _("split")
        JOIN = "join", _("joined")
        TRIM = "trim", _("trimmed")
        SCENE = "scene", _("scenes changed")
        IMPORT = "import", _("imported")
        CUT = "cut", _("the editor's cut taken over")

    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    # of the script, when this step was last made, taken back or made again
    revision = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind)
    facts: Any = models.JSONField(default=dict)  # for the reader
    before: Any = models.JSONField(default=list)  # rows as they stood: [{"of", "id", **fields}]
    after: Any = models.JSONField(default=list)  # and as this step left them
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["script", "revision"], name="script_step_revision")]
        constraints = [
            models.UniqueConstraint(fields=["script", "number"], name="script_step_number"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="script_step_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"

    @property
    def film_id(self) -> int:
        return self.script.film_id
