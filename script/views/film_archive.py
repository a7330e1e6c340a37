"""The whole film as one file: out of this installation, and into it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from production import limits
from production.access import Permission, film_view
from production.backup.archive import Refused
from production.models import Film, User
from production.once import once
from script.actions import film_export as out
from script.actions import film_import as into
from script.forms.film_import import FilmImportForm

AN_HOUR = 20  # archives that one person may make or bring, each of which costs seconds


def _too_many(request: HttpRequest) -> HttpResponse | None:
    if limits.allow("film-archive", request.user.pk, times=AN_HOUR, seconds=3600):
        return None
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "3600"
    return response


@film_view(Permission.EDIT_FILM)
@require_safe
def film_export(request: HttpRequest, film: Film) -> HttpResponseBase:
    """The archive; on the disk it is gone as soon as it is sent."""
    if refused := _too_many(request):
        return refused
    with tempfile.TemporaryDirectory(prefix="rodaje-film-") as folder:
        path = Path(folder) / "film.zip"
        out.export(film, path)
        stream = path.open("rb")  # what is open can be read after its folder is gone
    name = f"{film.slug}-{timezone.localdate():%Y%m%d}.zip"
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/zip")


@login_required
def film_import(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return once(request, lambda: _film_import(request))
    return _answer(request, FilmImportForm())


def _film_import(request: HttpRequest) -> HttpResponseBase:
    form = FilmImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, form)
    if refused := _too_many(request):
        return refused
    try:
        film = _taken(form, request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        form.add_error("archive", str(refusal))
        return _answer(request, form)
    messages.success(request, _("%(film)s is there. You are its producer.") % {"film": film})
    return redirect("film-overview", film=film.slug)


def _taken(form: FilmImportForm, by: User) -> Film:
    upload: Any = form.cleaned_data["archive"]
    with tempfile.TemporaryDirectory(prefix="rodaje-film-") as folder:
        path = Path(folder) / "film.zip"
        with path.open("wb") as stream:
            stream.writelines(upload.chunks())
        return into.take(path, by=by, with_members=form.cleaned_data["with_members"])


def _answer(request: HttpRequest, form: FilmImportForm) -> HttpResponse:
    context = {"form": form, "most": settings.UPLOAD_LIMIT // 1_000_000}
    return render(request, "script/film_import.html", context)
