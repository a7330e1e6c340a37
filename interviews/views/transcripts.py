"""Transcripts: those of a recording, one to read and to work on, and what each is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews.actions import main_transcript
from interviews.forms.transcripts import TranscriptForm
from interviews.models import Cue, Recording, Speaker, Transcript, Translation
from interviews.views.cue_rows import Window, window, with_counts
from interviews.views.fetching import recording_of
from interviews.views.transcript_pages import address, beside, reading, transcript_of
from production import timecode
from production.access import Permission, film_view
from production.models import Film
from production.timecode import BadTimecode
from production.views.records import bin_record, edit_record

SEES, EDITS = Permission.SEE_INTERVIEWS, Permission.EDIT_INTERVIEWS


@film_view(SEES)
@require_safe
def transcript_list(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    of = recording_of(film, recording)
    rows = list(
        Transcript.objects.filter(recording=of)
        .select_related("original")
        .annotate(cue_count=Count("cues"))
        .order_by(*(Transcript._meta.ordering or ()))
    )
    found = with_counts(Translation.objects.filter(transcript__in=rows))
    translations: dict[int, list[Translation]] = {}
    for translation in found:
        translations.setdefault(translation.transcript_id, []).append(translation)
    for row in rows:
        row.recording, row.shown_translations = of, translations.get(row.pk, [])
    context = {"recording": of, "interview": of.interview, "transcripts": rows}
    return render(request, "interviews/transcript_list.html", context)


@film_view(SEES)
@require_safe
def transcript_detail(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    """The words on their frames: a window of them, more as one reads on."""
    found = transcript_of(film, recording, transcript)
    if "goto" in request.GET:
        return _go(request, film, found)
    translation = beside(request, found)
    context = {
        **reading(film, found, translation),
        **_rows(window(found, request.GET, translation)),
        "cue_count": Cue.objects.filter(transcript=found).count(),
        "translations": list(with_counts(Translation.objects.filter(transcript=found))),
        "names": list(Speaker.objects.filter(transcript=found).values_list("name", flat=True)),
        "asked": {name: request.GET.get(name, "") for name in ("find", "only", "at")},
    }
    return render(request, "interviews/transcript_detail.html", context)


def _rows(shown: Window) -> dict[str, Any]:
    return {"window": shown, "rows": shown.rows}


def _go(request: HttpRequest, film: Film, transcript: Transcript) -> HttpResponse:
    """To a timecode that was typed: of the source, or a running time where it has two parts or three."""
    text = request.GET["goto"].strip()
    query = request.GET.copy()
    for name in ("goto", "find", "only", "at"):
        query.pop(name, None)
    recording = transcript.recording
    try:
        at = timecode.typed(text, recording.start, recording.frames)
    except BadTimecode:
        messages.error(request, _("Write a timecode like 01:02:03:04."))
        return redirect(address(film, "transcript-detail", transcript) + f"?{query.urlencode()}")
    cue = Cue.objects.filter(transcript=transcript, in_frame__lte=at).order_by("-in_frame", "-pk").first()
    query["at"] = str(cue.in_frame if cue else at)
    anchor = f"#cue-{cue.pk}" if cue else ""
    return redirect(address(film, "transcript-detail", transcript) + f"?{query.urlencode()}{anchor}")


@film_view(SEES)
@require_safe
def transcript_cues(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    """More rows for the page: `?before=`, `?after=` the place of a row."""
    found = transcript_of(film, recording, transcript)
    translation = beside(request, found)
    context = {
        **reading(film, found, translation),
        **_rows(window(found, request.GET, translation)),
        "asked": {"only": request.GET.get("only", "")},
    }
    return render(request, "interviews/_cues.html", context)


# -- the record --------------------------------------------------------------------------------


@film_view(EDITS)
def transcript_new(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    """One that is written here, cue by cue."""
    of = recording_of(film, recording)
    new = Transcript(recording=of, language=(of.interview.languages or [""])[0])
    new.is_main = request.method == "POST" and main_transcript.is_first(of)
    return _edit(request, film, new)


@film_view(EDITS)
def transcript_edit(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    return _edit(request, film, transcript_of(film, recording, transcript))


def _edit(request: HttpRequest, film: Film, transcript: Transcript) -> HttpResponse:
    return edit_record(
        request,
        film,
        TranscriptForm,
        transcript,
        template="interviews/transcript_edit.html",
        done=lambda saved: address(film, "transcript-detail", saved),
        context={"recording": transcript.recording},
    )


@film_view(EDITS)
@require_POST
def transcript_main(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    main_transcript.make_main(transcript=found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Segments quote this transcript now: %(name)s.") % {"name": found})
    return redirect(_list(film, found.recording))


def _list(film: Film, recording: Recording) -> str:
    return reverse("transcript-list", args=[film.slug, recording.pk])


@film_view(EDITS)
@require_POST
def transcript_bin(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    undo = address(film, "transcript-restore", found)
    return bin_record(request, found, undo=undo, back=_list(film, found.recording))


@film_view(EDITS)
@require_POST
def transcript_restore(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    of = recording_of(film, recording)
    found = get_object_or_404(Transcript.everything, recording=of, pk=transcript)
    found.recording = of
    main_transcript.restore(transcript=found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Restored: %(record)s.") % {"record": found})
    return redirect(_list(film, of))
