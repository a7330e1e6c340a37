"""The recordings of an interview: each card, tape or sound file with its timecode."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from interviews import material
from interviews.forms.recordings import RecordingForm
from interviews.models import Interview, Recording, Transcript
from production.access import Permission, film_view
from production.models import Film
from production.views.records import bin_record, edit_record, restore_record

EDIT = Permission.EDIT_INTERVIEWS


def _interview(film: Film, key: int) -> Any:
    return get_object_or_404(Interview.objects, film=film, pk=key)


def _home(film: Film, recording: Recording) -> str:
    page = reverse("interview-detail", args=[film.slug, recording.interview_id])
    return f"{page}#recordings"


@film_view(EDIT)
def recording_new(request: HttpRequest, film: Film, interview: int) -> HttpResponse:
    """A new one; its rate is at first that of the film's last."""
    of = _interview(film, interview)
    last = Recording.objects.filter(interview__film=film).order_by("-pk").first()
    rated = {"rate": last.rate, "drop_frame": last.drop_frame} if last else {}
    return _edit(request, film, Recording(interview=of, **rated))


@film_view(EDIT)
def recording_edit(request: HttpRequest, film: Film, interview: int, recording: int) -> HttpResponse:
    rows = Recording.objects.select_related("interview")
    return _edit(request, film, get_object_or_404(rows, interview=_interview(film, interview), pk=recording))


def _edit(request: HttpRequest, film: Film, recording: Recording) -> HttpResponse:
    return edit_record(
        request,
        film,
        RecordingForm,
        recording,
        template="interviews/recording_edit.html",
        done=lambda saved: _home(film, saved),
        context={"interview": recording.interview},
    )


@film_view(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def recording_bin(request: HttpRequest, film: Film, interview: int, recording: int) -> HttpResponse:
    """First what goes with it, then, confirmed, into the bin."""
    of = _interview(film, interview)
    found = get_object_or_404(material.recordings(), interview=of, pk=recording)
    if request.method != "POST":
        transcripts = Transcript.objects.filter(recording=found)
        context = {"recording": found, "interview": of, "transcripts": transcripts.count()}
        return render(request, "interviews/recording_bin.html", context)
    undo = reverse("recording-restore", args=[film.slug, of.pk, found.pk])
    return bin_record(request, found, undo=undo, back=_home(film, found))


@film_view(EDIT)
@require_POST
def recording_restore(request: HttpRequest, film: Film, interview: int, recording: int) -> HttpResponse:
    found = get_object_or_404(Recording.everything, interview=_interview(film, interview), pk=recording)
    return restore_record(request, found, back=_home(film, found))
