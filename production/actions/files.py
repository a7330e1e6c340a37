"""Keeping files that people hand in, together with the transaction that mentions them."""

from __future__ import annotations

import weakref

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from production.formats.uploads import Accepted
from production.models import Film, StoredFile, User

Kind = StoredFile.Kind


class OnTrial:
    """A written file on trial: unless the transaction commits, it is removed with this object.

    Django forgets its commit hooks when a transaction or a savepoint is rolled back; that lets
    go of the object, and the file goes with it.
    """

    def __init__(self, name: str) -> None:
        self._removal = weakref.finalize(self, default_storage.delete, name)

    def keep(self) -> None:
        self._removal.detach()


def keep(*, film: Film, upload: Accepted, name: str, by: User, kind: str = "") -> StoredFile:
    """Store an upload that was looked at; no file stays behind when the transaction fails."""
    stored = StoredFile(
        film=film,
        kind=kind or (Kind.PICTURE if upload.is_picture else Kind.DOCUMENT),
        name=name,
        content_type=upload.content_type,
        size=len(upload.data),
        sha256=upload.sha256,
        warning=upload.warning,
        created_by=by,
    )
    with transaction.atomic():
        for field, data in ((stored.original, upload.data), (stored.preview, upload.preview)):
            if data:
                field.save(name, ContentFile(data), save=False)
                transaction.on_commit(OnTrial(str(field.name)).keep)
        stored.save()
    return stored
