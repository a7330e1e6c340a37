"""What people keep of their lists: searches under a name, and what was done to many rows at once."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from production.models.fields import LineField
from production.models.films import Film


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def seen_by(self, user: Any) -> Self:
        """Their own, and what others share with the film."""
        return self.filter(Q(owner=user) | Q(is_shared=True))


class SavedFilter(models.Model):
    """A list's search, filters and order under a name; one of its owner's opens with the list."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="saved_filters")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60, editable=False)  # the list's name among the addresses
    query = models.CharField(max_length=2_000, editable=False)  # as it stands in the address
    name = LineField(_("name"), max_length=60)
    is_shared = models.BooleanField(
        _("everybody on the film sees it"), default=False, help_text=_("You alone may change or delete it.")
    )
    is_default = models.BooleanField(
        _("the list opens with it"), default=False, help_text=_("For you; others choose their own.")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [
            models.UniqueConstraint(
                "film",
                "owner",
                "page",
                Lower("name"),
                name="production_filter_name",
                violation_error_message=_("You have a filter of this name already."),
            ),
            models.UniqueConstraint(
                fields=["film", "owner", "page"],
                condition=Q(is_default=True),
                name="production_filter_default",
                violation_error_message=_("Another filter opens with this list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BulkEdit(models.Model):
    """One change made to many records at once, kept so that it can be undone as a whole."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="bulk_edits")
    kind = models.CharField(max_length=40)  # noun of the records (production.kinds)
    rows = models.JSONField()  # [key, version after the change], …
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="production_bulk_undone_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} × {len(self.rows)}"
