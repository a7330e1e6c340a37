"""A transcript is brought in: hand the file in, look at what it would become, take it or leave it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from interviews import repairs
from interviews.actions import log_imports
from interviews.actions import transcript_imports as imports
from interviews.formats.cues import Refused
from interviews.forms.log_imports import ColumnsForm
from interviews.forms.transcript_imports import HandInForm, ReadingForm
from interviews.importing import known
from interviews.importing.cues import Outside
from interviews.importing.reading import TABLES, becomes_segments, needs_columns
from interviews.models import Recording, Transcript, TranscriptImport
from interviews.views.fetching import recording_of
from interviews.views.transcript_import_pages import preview, take_form
from production import limits
from production.access import Permission, film_view
from production.models import Film
from production.once import once
from production.views.imports import AN_HOUR

S = TranscriptImport.State


def import_of(film: Film, recording: int, pk: int) -> TranscriptImport:
    of = recording_of(film, recording)
    rows = TranscriptImport.objects.select_related("created_by", "taken_by", "transcript")
    imported = get_object_or_404(rows, recording=of, pk=pk)
    imported.recording = of
    return imported


def page_of(imported: TranscriptImport) -> HttpResponse:
    film = imported.recording.interview.film
    return redirect("transcript-import-detail", film.slug, imported.recording_id, imported.pk)


@film_view(Permission.EDIT_INTERVIEWS, atomic=False)
def transcript_import(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    """The way in, and what waits or was taken already."""
    of = recording_of(film, recording)
    form = HandInForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        if not limits.allow("import", request.user.pk, times=AN_HOUR, seconds=3600):
            return render(request, "429.html", status=429)
        try:
            return _handed_in(request, of, form.cleaned_data)
        except Refused as refused:
            form.add_error("file", repairs.refusal(refused))
    rows = TranscriptImport.objects.filter(recording=of).exclude(state=S.DISCARDED)
    rows = rows.select_related("created_by", "taken_by", "transcript")[:50]
    limit = settings.UPLOAD_LIMIT
    context = {
        "form": form,
        "recording": of,
        "imports": rows,
        "limit": limit,
        "limit_words": filesizeformat(limit),
    }
    return render(request, "interviews/transcript_import.html", context)


def _handed_in(request: HttpRequest, recording: Recording, cleaned: dict[str, Any]) -> HttpResponse:
    waiting = known.waiting(recording, cleaned["data"])
    if waiting is not None:
        messages.info(request, _("This file waits here already."))
        return page_of(waiting)
    by: Any = request.user
    name, data = cleaned["name"], cleaned["data"]
    imported = imports.look_first(recording=recording, name=name, data=data, by=by)

    def keep() -> HttpResponse:
        return page_of(imports.keep(imported=imported, data=data))

    answer: HttpResponse = once(request, keep)
    return answer


@film_view(Permission.EDIT_INTERVIEWS)
def transcript_import_detail(
    request: HttpRequest, film: Film, recording: int, transcript_import: int
) -> HttpResponse:
    imported = import_of(film, recording, transcript_import)
    if imported.is_open and needs_columns(imported):
        return redirect("transcript-import-columns", film.slug, recording, imported.pk)
    return preview(request, imported)


@film_view(Permission.EDIT_INTERVIEWS, atomic=False)
@require_POST
def transcript_import_reading(
    request: HttpRequest, film: Film, recording: int, transcript_import: int
) -> HttpResponse:
    """Read the file again: in another encoding, or because the recording was changed since."""
    imported = import_of(film, recording, transcript_import)
    form = ReadingForm(request.POST, imported=imported)
    _look_again(request, imported, form.cleaned_data if form.is_valid() else {})
    return page_of(imported)


@film_view(Permission.EDIT_INTERVIEWS, atomic=False)
def transcript_import_columns(
    request: HttpRequest, film: Film, recording: int, transcript_import: int
) -> HttpResponse:
    """What the columns of a log hold, and what its rows become; also later, from the preview."""
    imported = import_of(film, recording, transcript_import)
    if not imported.is_open or imported.format not in TABLES:
        return page_of(imported)
    form = ColumnsForm(request.POST if request.method == "POST" else None, imported=imported)
    if form.is_valid() and _look_again(request, imported, form.chosen()):
        return page_of(imported)
    reading_form = ReadingForm(imported=imported)
    context = {
        "imported": imported,
        "recording": imported.recording,
        "form": form,
        "reading_form": reading_form,
    }
    return render(request, "interviews/transcript_import_columns.html", context)


def _look_again(request: HttpRequest, imported: TranscriptImport, said: dict[str, Any]) -> bool:
    """Whether that gave something; else what was wrong is told."""
    by: Any = request.user
    if not imported.is_open:
        messages.error(request, _("This import is no longer open."))
        return False
    try:
        imports.look_again(imported=imported, by=by, **said)
    except Refused as refused:
        messages.error(request, repairs.refusal(refused))
    except imports.NotOpen:
        messages.error(request, _("This import is no longer open."))
    else:
        return True
    return False


@film_view(Permission.EDIT_INTERVIEWS, atomic=False)
@require_POST
def transcript_import_take(
    request: HttpRequest, film: Film, recording: int, transcript_import: int
) -> HttpResponse:
    imported = import_of(film, recording, transcript_import)
    if not imported.is_open or not imported.found:
        return page_of(imported)
    form = take_form(imported, request.POST)
    if not form.is_valid():
        return preview(request, imported, form)
    try:
        return (
            _taken_log(request, imported, form)
            if becomes_segments(imported)
            else _taken(request, imported, form)
        )
    except imports.NotOpen:
        imported.refresh_from_db(fields=["state"])
        if imported.state != imported.State.TAKEN:  # by somebody else, in the same moment: as both wished
            messages.error(request, _("This import is no longer open."))
    except (Outside, log_imports.LeftOut, imports.Moved):
        _look_again(request, imported, {})
        messages.warning(request, _("Nothing was taken yet: the recording was changed since. Look again."))
    except Refused as refused:
        messages.error(request, repairs.refusal(refused))
    return page_of(imported)


def _taken(request: HttpRequest, imported: TranscriptImport, form: Any) -> HttpResponse:
    by, choice = request.user, form.choice()
    ready = imports.make_ready(imported=imported, choice=choice)

    def take() -> HttpResponse:
        transcript = imports.take(imported=imported, ready=ready, choice=choice, by=by)  # type: ignore[arg-type]
        count = ready.cues.count
        text = ngettext("%(count)s cue is taken.", "%(count)s cues are taken.", count)
        messages.success(request, text % {"count": count})
        return redirect(after(transcript, has_speakers=bool(ready.cues.speakers)))

    answer: HttpResponse = once(request, take)
    return answer


def _taken_log(request: HttpRequest, imported: TranscriptImport, form: Any) -> HttpResponse:
    by, choice = request.user, form.choice()
    ready = log_imports.make_ready(imported=imported, choice=choice)

    def take() -> HttpResponse:
        log_imports.take(imported=imported, ready=ready, choice=choice, by=by)  # type: ignore[arg-type]
        count = len(ready.rows)
        text = ngettext("%(count)s segment is taken.", "%(count)s segments are taken.", count)
        messages.success(request, text % {"count": count})
        return redirect("log", imported.recording.interview.film.slug, imported.recording_id)

    answer: HttpResponse = once(request, take)
    return answer


def after(transcript: Transcript, *, has_speakers: bool) -> str:
    """Where somebody goes who has just taken a transcript: to say who speaks, then to read it."""
    page = "transcript-speakers" if has_speakers else "transcript-detail"
    of = transcript.recording
    return reverse(page, args=[of.interview.film.slug, of.pk, transcript.pk])


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def transcript_import_discard(
    request: HttpRequest, film: Film, recording: int, transcript_import: int
) -> HttpResponse:
    imported = import_of(film, recording, transcript_import)
    by: Any = request.user
    imports.discard(imported=imported, by=by)
    messages.success(request, _("Discarded: %(record)s.") % {"record": imported})
    return redirect("transcript-import", film.slug, recording)
