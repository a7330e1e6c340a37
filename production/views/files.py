"""Files that people handed in, for those who may see what they belong to."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from production import file_owners
from production.access import Access, Permission, film_view
from production.formats.uploads import EXTENSIONS
from production.models import (
    ArchiveClip,
    Copy,
    Evidence,
    Film,
    IssuedCallSheet,
    LocationPicture,
    Permit,
    Release,
    Shot,
    StoredFile,
)

POLICY = "sandbox; default-src 'none'"


@film_view(Permission.SEE_FILM)
def file_detail(request: HttpRequest, film: Film, file: int) -> HttpResponseBase:
    """The original, never shown by the browser itself: whatever it holds can't run here."""
    stored = _allowed(request.access, film, file)  # type: ignore[attr-defined]
    return _answer(stored.original.open("rb"), stored.content_type, download_name(stored))


@film_view(Permission.SEE_FILM)
def file_preview(request: HttpRequest, film: Film, file: int) -> HttpResponseBase:
    """The picture that we drew anew from the original."""
    stored = _allowed(request.access, film, file)  # type: ignore[attr-defined]
    if not stored.preview:
        raise Http404
    return _answer(stored.preview.open("rb"), "image/jpeg")


def _answer(data: Any, content_type: str, attachment: str = "") -> HttpResponseBase:
    response = FileResponse(
        data, as_attachment=bool(attachment), filename=attachment, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _allowed(access: Access, film: Film, pk: int) -> StoredFile:
    """The file, if it belongs to something that this member may see; 404 tells no more."""
    stored = get_object_or_404(StoredFile, film=film, pk=pk)
    if any(access.may(permission) for permission in _permissions(film, stored)):
        return stored
    raise Http404


def _permissions(film: Film, stored: StoredFile) -> list[Permission]:
    """What lets a member see this file: one permission for each thing that it belongs to."""
    found = []
    if film.logo_id == stored.pk or _is_printed(film, stored):
        found.append(Permission.SEE_FILM)
    places = (LocationPicture.objects, Permit.objects)
    if any(rows.filter(file=stored, location__film=film).exists() for rows in places):
        found.append(Permission.SEE_LOCATIONS)
    clips = ArchiveClip.objects.filter(film=film)
    copies = Copy.objects.filter(clip__film=film, clip__binned_at=None)
    if any(rows.filter(file=stored).exists() for rows in (clips, copies)):
        found.append(Permission.SEE_ARCHIVE)
    if Shot.objects.standing().filter(file=stored, film=film).exists():
        found.append(Permission.SEE_SCENES)
    of_releases = (
        Release.objects.filter(file=stored, film=film),
        Evidence.objects.filter(file=stored, release__film=film, release__binned_at=None),
    )
    if any(rows.exists() for rows in of_releases):
        found.append(Permission.SEE_RELEASES)
    return [*found, *file_owners.permissions(film, stored)]


def _is_printed(film: Film, stored: StoredFile) -> bool:
    """A logo of earlier days still stands on the call sheets that were issued with it."""
    sheets = IssuedCallSheet.objects.filter(film=film, content__logo=stored.sha256)
    return stored.kind == StoredFile.Kind.PICTURE and sheets.exists()


def download_name(stored: StoredFile) -> str:
    """The name it came with, with the ending of what it is, and nothing that turns text round."""
    name = "".join(c for c in stored.name if unicodedata.category(c) not in {"Cf", "Cc"})
    stem = PurePosixPath(name.replace("\\", "/")).stem.strip(". ") or "file"
    return f"{stem}.{EXTENSIONS[stored.content_type]}"
