"""Files that people hand in: under names of ours, with their checksum, served by a checking view."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from production.models.fields import LineField
from production.models.films import Film


def own_name(instance: Any, filename: str) -> str:
    """A random name; what the person called the file is kept beside it."""
    return f"{instance.film_id}/{secrets.token_hex(16)}"


class StoredFile(models.Model):
    """One file; never changed, so that an issued document keeps its pictures for ever."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        DOCUMENT = "document", _("document")
        TRANSCRIPT = "transcript", _("transcript")

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=12, choices=Kind)
    original = models.FileField(upload_to=own_name)
    preview = models.FileField(upload_to=own_name, blank=True)  # re-encoded, without EXIF; pictures only
    name = LineField(_("name"), max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    warning = models.CharField(max_length=40, blank=True)  # "encrypted"
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
