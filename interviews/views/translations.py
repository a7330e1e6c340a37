"""Translations of a transcript: begun, written line by line beside the original, held against it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from interviews.actions import translations
from interviews.actions.steps import Refused, Stale
from interviews.forms.transcripts import TranslationForm
from interviews.models import Cue, Transcript, TranslatedCue, Translation
from interviews.views.cue_rows import Conflict, frame, ordered, rows_of
from interviews.views.transcript_pages import (
    address,
    answer_rows,
    back_to,
    refusal_words,
    transcript_of,
    translation_of,
)
from production.access import Permission, film_view
from production.models import Film
from production.views.records import bin_record, edit_record, restore_record

EDITS = Permission.EDIT_INTERVIEWS


@film_view(EDITS)
def translation_new(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    return _edit(request, film, Translation(transcript=transcript_of(film, recording, transcript)))


@film_view(EDITS)
def translation_edit(
    request: HttpRequest, film: Film, recording: int, transcript: int, translation: int
) -> HttpResponse:
    return _edit(request, film, translation_of(transcript_of(film, recording, transcript), translation))


def _edit(request: HttpRequest, film: Film, translation: Translation) -> HttpResponse:
    return edit_record(
        request,
        film,
        TranslationForm,
        translation,
        template="interviews/translation_edit.html",
        done=lambda saved: _beside(film, saved),
        context={"transcript": translation.transcript, "recording": translation.transcript.recording},
    )


def _beside(film: Film, translation: Translation) -> str:
    return address(film, "transcript-detail", translation.transcript) + f"?with={translation.pk}"


@film_view(EDITS)
@require_POST
def translation_bin(
    request: HttpRequest, film: Film, recording: int, transcript: int, translation: int
) -> HttpResponse:
    of = transcript_of(film, recording, transcript)
    found = translation_of(of, translation)
    undo = address(film, "translation-restore", of, found.pk)
    return bin_record(request, found, undo=undo, back=_list(film, of))


@film_view(EDITS)
@require_POST
def translation_restore(
    request: HttpRequest, film: Film, recording: int, transcript: int, translation: int
) -> HttpResponse:
    of = transcript_of(film, recording, transcript)
    found = get_object_or_404(Translation.everything, transcript=of, pk=translation)
    found.transcript = of
    return restore_record(request, found, back=_list(film, of))


def _list(film: Film, transcript: Transcript) -> str:
    return reverse("transcript-list", args=[film.slug, transcript.recording_id])


@film_view(EDITS)
@require_POST
def translation_line(
    request: HttpRequest, film: Film, recording: int, transcript: int, translation: int, cue: int
) -> HttpResponse:
    """A line as it was typed; with `confirm` the one that stands is still right."""
    of = transcript_of(film, recording, transcript)
    found = translation_of(of, translation)
    sent = request.POST
    wording = frame(sent.get("wording", "")) or None
    try:
        if "confirm" in sent:
            translations.confirm(translation=found, cue=cue, wording=wording or 0)
        else:
            translations.translate(
                translation=found,
                cue=cue,
                text=sent.get("text", ""),
                wording=wording,
                version=frame(sent.get("version", "")),
                was=sent.get("was"),
            )
    except Stale as stale:
        return _stale(request, found, cue, stale)
    except Refused as refused:
        return answer_rows(request, of, [], 422, refused=refusal_words(of, refused))
    if sent.get("answer") != "rows":
        at = Cue.objects.filter(transcript=of, pk=cue).values_list("in_frame", flat=True).first()
        return back_to(request, film, of, at or 0, cue)
    rows = rows_of(of, list(ordered(Cue.objects.filter(transcript=of, pk=cue))), found)
    return answer_rows(request, of, rows, translation=found)


def _stale(request: HttpRequest, translation: Translation, cue: int, stale: Stale) -> HttpResponse:
    mine, was = request.POST.get("text", ""), request.POST.get("was", "")
    of, row = translation.transcript, stale.row
    if row is None:
        return answer_rows(request, of, [], 404, gone=[cue], is_gone=True, mine=mine)
    original = row.cue if isinstance(row, TranslatedCue) else row
    theirs = row.text if isinstance(row, TranslatedCue) else was
    conflict = Conflict("line", was, theirs, mine)
    rows = rows_of(of, [original], translation, conflicts={original.pk: conflict})
    return answer_rows(request, of, rows, 409, is_stale=True, translation=translation)
