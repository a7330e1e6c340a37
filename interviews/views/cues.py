"""One cue of a transcript: its words and who speaks them, in place; parted, merged, moved, deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from interviews.actions import transcripts
from interviews.actions.steps import Refused, Stale, cue_as_read, lock
from interviews.forms.transcripts import CueForm
from interviews.models import Cue, Speaker, Transcript, TranscriptStep
from interviews.views.cue_rows import Conflict, ordered, rows_of
from interviews.views.transcript_pages import (
    address,
    answer_rows,
    back_to,
    beside,
    refusal_words,
    step_words,
    tell,
    transcript_of,
)
from production.access import Permission, film_view
from production.models import Film

EDITS = Permission.EDIT_INTERVIEWS
MOST = 2**31 - 1


class _Sent(forms.Form):
    """What comes with every change of a cue in place."""

    version = forms.IntegerField(required=False, min_value=1, max_value=MOST)
    onto = forms.IntegerField(required=False, min_value=1, max_value=MOST)
    word = forms.IntegerField(required=False, min_value=0, max_value=MOST)
    was = forms.CharField(required=False, strip=False)
    text = forms.CharField(required=False, strip=False)
    anyway = forms.BooleanField(required=False)

    def facts(self) -> dict[str, Any]:
        """What can't be read counts as not sent: the action decides."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


def _sent(request: HttpRequest) -> dict[str, Any]:
    sent = _Sent(request.POST).facts()
    sent["was"] = request.POST.get("was")
    return sent


@film_view(EDITS)
@require_POST
def cue_text(request: HttpRequest, film: Film, recording: int, transcript: int, cue: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    sent = _sent(request)
    return _take(
        request,
        film,
        found,
        cue,
        lambda: transcripts.change_text(
            transcript=found,
            cue=cue,
            text=sent["text"] or "",
            version=sent["version"],
            was=sent["was"],
            onto=sent["onto"],
            by=request.user,  # type: ignore[arg-type]
        ),
        mine=("text", sent["was"] or "", sent["text"] or ""),
    )


@film_view(EDITS)
@require_POST
def cue_speaker(request: HttpRequest, film: Film, recording: int, transcript: int, cue: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    sent = _sent(request)
    return _take(
        request,
        film,
        found,
        cue,
        lambda: transcripts.set_speaker(
            transcript=found,
            cue=cue,
            name=sent["text"] or "",
            version=sent["version"],
            was=sent["was"],
            by=request.user,  # type: ignore[arg-type]
        ),
        mine=("speaker", sent["was"] or "", sent["text"] or ""),
    )


@film_view(EDITS)
@require_POST
def cue_split(request: HttpRequest, film: Film, recording: int, transcript: int, cue: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    sent = _sent(request)
    return _take(
        request,
        film,
        found,
        cue,
        lambda: transcripts.split(
            transcript=found,
            cue=cue,
            word=sent["word"],
            version=sent["version"],
            by=request.user,  # type: ignore[arg-type]
        ),
    )


@film_view(EDITS)
@require_POST
def cue_merge(request: HttpRequest, film: Film, recording: int, transcript: int, cue: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    sent = _sent(request)
    return _take(
        request,
        film,
        found,
        cue,
        lambda: transcripts.merge(
            transcript=found,
            cue=cue,
            version=sent["version"],
            anyway=bool(sent["anyway"]),
            by=request.user,  # type: ignore[arg-type]
        ),
    )


@film_view(EDITS)
@require_POST
def cue_delete(request: HttpRequest, film: Film, recording: int, transcript: int, cue: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    sent = _sent(request)
    return _take(
        request,
        film,
        found,
        cue,
        lambda: transcripts.delete_cue(
            transcript=found,
            cue=cue,
            version=sent["version"],
            by=request.user,  # type: ignore[arg-type]
        ),
    )


def _take(
    request: HttpRequest,
    film: Film,
    transcript: Transcript,
    cue: int,
    act: Any,
    mine: tuple[str, str, str] | None = None,
) -> HttpResponse:
    """Do it, and answer with the rows that it touched; or say why it wasn't done."""
    try:
        step = act()
    except Stale as stale:
        return _stale(request, film, transcript, cue, stale.row, mine)
    except Refused as refused:
        return _refused(request, film, transcript, cue, refused)
    return answer_step(request, film, transcript, step, cue)


def answer_step(
    request: HttpRequest, film: Film, transcript: Transcript, step: TranscriptStep | None, cue: int
) -> HttpResponse:
    """The rows as the step left them, in place where the page asked for that."""
    keys = touched(step) if step else {cue}
    if request.POST.get("answer") != "rows":
        tell(request, film, transcript, step)
        return back_to(request, film, transcript, step.facts.get("at", 0) if step else 0, cue)
    cues = list(ordered(Cue.objects.filter(transcript=transcript, pk__in=keys)))
    translation = beside(request, transcript)
    return answer_rows(
        request,
        transcript,
        rows_of(transcript, cues, translation),
        translation=translation,
        gone=sorted(keys - {row.pk for row in cues}),
        step=step,
        said=step_words(transcript, step) if step else "",
        undo=address(film, "step-undo", transcript, step.pk) if step else "",
    )


def touched(step: TranscriptStep) -> set[int]:
    return {row["id"] for row in [*step.before, *step.after] if row["of"] == "cue"}


def _stale(
    request: HttpRequest,
    film: Film,
    transcript: Transcript,
    cue: int,
    row: Cue | None,
    mine: tuple[str, str, str] | None,
) -> HttpResponse:
    """Mine, theirs and what both began with; nothing of it is lost."""
    if row is None:
        return answer_rows(request, transcript, [], 404, gone=[cue], is_gone=True, mine=mine and mine[2])
    theirs = str(row.speaker or "") if mine and mine[0] == "speaker" else row.text
    conflicts = {row.pk: Conflict(mine[0], mine[1], theirs, mine[2])} if mine else {}
    translation = beside(request, transcript)
    rows = rows_of(transcript, [row], translation, conflicts=conflicts)
    return answer_rows(request, transcript, rows, 409, translation=translation, is_stale=True)


def _refused(
    request: HttpRequest, film: Film, transcript: Transcript, cue: int, refused: Refused
) -> HttpResponse:
    words = refusal_words(transcript, refused)
    asks = refused.code == "speakers"
    if request.POST.get("answer") == "rows":
        return answer_rows(request, transcript, [], 422, refused=words, asks=asks)
    messages.error(request, words)
    return redirect(address(film, "cue-edit", transcript, cue) + ("?anyway=1" if asks else ""))


# -- on a page of its own ----------------------------------------------------------------------


@film_view(EDITS)
def cue_new(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    """A cue that no file brought; `?at=` says where."""
    found = transcript_of(film, recording, transcript)
    at = request.GET.get("at", "")
    start = int(at) if at.isascii() and at.isdigit() and len(at) < 16 else None
    initial = {"in_frame": start, "out_frame": start + found.recording.frames.base * 2} if start else {}
    form = CueForm(request.POST or None, transcript=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            step = transcripts.add_cue(
                transcript=found,
                in_frame=data["in_frame"],
                out_frame=data["out_frame"],
                text=data["text"],
                speaker=data["speaker"],
                by=request.user,  # type: ignore[arg-type]
            )
        except Refused as refused:
            form.add_error(None, refusal_words(found, refused))
        else:
            tell(request, film, found, step)
            return back_to(request, film, found, step.facts["at"], step.facts["cue"])
    return _page(request, found, form, None)


@film_view(EDITS)
def cue_edit(request: HttpRequest, film: Film, recording: int, transcript: int, cue: int) -> HttpResponse:
    """Everything of one cue: in, out, speaker, words."""
    found = transcript_of(film, recording, transcript)
    row = get_object_or_404(Cue.objects.select_related("speaker__person"), transcript=found, pk=cue)
    initial = {
        "version": row.version,
        "in_frame": row.in_frame,
        "out_frame": row.out_frame,
        "speaker": row.speaker.name if row.speaker else "",
        "text": row.text,
    }
    form = CueForm(request.POST or None, transcript=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            steps = _save(request, found, row, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refusal_words(found, refused))
        except Stale as stale:
            return _page(request, found, _once_more(request, form, stale.row), stale.row, status=409)
        else:
            tell(request, film, found, steps[-1] if steps else None)
            return back_to(request, film, found, form.cleaned_data["in_frame"], cue)
    return _page(request, found, form, row)


@transaction.atomic
def _save(
    request: HttpRequest, transcript: Transcript, row: Cue, data: dict[str, Any]
) -> list[TranscriptStep]:
    """Each kind of change is a step of its own; a stale version stops all of them."""
    lock(transcript)
    now = cue_as_read(transcript, row.pk, data["version"])
    of: dict[str, Any] = {"transcript": transcript, "cue": row.pk, "by": request.user}
    made: list[TranscriptStep | None] = []
    if transcripts.cleaned(data["text"]) != now.text:
        made.append(transcripts.change_text(**of, text=data["text"]))
    if data["speaker"] != (now.speaker.name if now.speaker else ""):
        made.append(transcripts.set_speaker(**of, name=data["speaker"]))
    if (data["in_frame"], data["out_frame"]) != (now.in_frame, now.out_frame):
        made.append(transcripts.change_times(**of, in_frame=data["in_frame"], out_frame=data["out_frame"]))
    return [step for step in made if step is not None]


def _once_more(request: HttpRequest, form: CueForm, row: Cue | None) -> CueForm:
    """The form with what was typed; sent again it takes the place of what the other wrote."""
    if row is not None:
        form.data = {**form.data.dict(), "version": str(row.version)}  # type: ignore[attr-defined]
    return form


def _page(
    request: HttpRequest, transcript: Transcript, form: CueForm, row: Cue | None, status: int = 200
) -> HttpResponse:
    context = {
        "transcript": transcript,
        "recording": transcript.recording,
        "form": form,
        "cue": row,
        "is_stale": status == 409,
        "asks": "anyway" in request.GET,
        "names": list(Speaker.objects.filter(transcript=transcript).values_list("name", flat=True)),
    }
    return render(request, "interviews/cue_edit.html", context, status=status)
