"""The copies of an archive clip: what of it lies where, and which replaced which."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.forms.archive import CopyForm
from production.models import ArchiveClip, Copy, Film
from production.views.records import bin_record, edit_record, restore_record

EDIT = Permission.EDIT_ARCHIVE


def _clip(request: HttpRequest, film: Film, pk: int) -> ArchiveClip:
    """The clip; locked for a change, so that two copies sent at once never replace each other."""
    rows = ArchiveClip.objects.filter(film=film)
    if request.method == "POST":
        rows = rows.select_for_update()
    return get_object_or_404(rows, pk=pk)


def _home(film: Film, clip: ArchiveClip) -> str:
    return reverse("clip-detail", args=[film.slug, clip.pk])


def _edit(request: HttpRequest, film: Film, copy: Copy, clip: ArchiveClip) -> HttpResponse:
    return edit_record(
        request,
        film,
        CopyForm,
        copy,
        template="production/copy_edit.html",
        done=lambda saved: _home(film, clip),
        context={"clip": clip},
    )


@film_view(EDIT)
def copy_new(request: HttpRequest, film: Film, clip: int) -> HttpResponse:
    of = _clip(request, film, clip)
    return _edit(request, film, Copy(clip=of), of)


@film_view(EDIT)
def copy_edit(request: HttpRequest, film: Film, clip: int, copy: int) -> HttpResponse:
    of = _clip(request, film, clip)
    return _edit(request, film, get_object_or_404(Copy.objects, clip=of, pk=copy), of)


@film_view(EDIT)
@require_POST
def copy_bin(request: HttpRequest, film: Film, clip: int, copy: int) -> HttpResponse:
    of = _clip(request, film, clip)
    found = get_object_or_404(Copy.objects, clip=of, pk=copy)
    undo = reverse("copy-restore", args=[film.slug, of.pk, found.pk])
    return bin_record(request, found, undo=undo, back=_home(film, of))


@film_view(EDIT)
@require_POST
def copy_restore(request: HttpRequest, film: Film, clip: int, copy: int) -> HttpResponse:
    of = _clip(request, film, clip)
    found = get_object_or_404(Copy.everything, clip=of, pk=copy)
    return restore_record(request, found, back=_home(film, of))
