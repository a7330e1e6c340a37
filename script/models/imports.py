"""What comes into a script from outside and is looked at before it is taken: a paper edit, a cut."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from production.models.fields import LineField
from production.models.files import own_name
from script.models.scripts import Script


class ScriptImport(models.Model):
    class Kind(models.TextChoices):
        PAPER_EDIT = "paper_edit", _("Paper edit")
        SCREENPLAY = "screenplay", _("Fountain or Final Draft")
        CUT = "cut", _("Cut of an editing system")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        TAKEN = "taken", _("Taken")
        DROPPED = "dropped", _("Dropped")

    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    name = LineField(max_length=255)
    format = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content = models.FileField(upload_to=own_name, blank=True)  # until it is taken or dropped
    found: Any = models.JSONField(default=dict)  # what was read, with the line of each
    choices: Any = models.JSONField(default=dict)  # what the reader chose of it
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    is_undone = False  # in lists: taken, and taken back since

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="script_import_taken_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def film_id(self) -> int:
        return self.script.film_id

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
