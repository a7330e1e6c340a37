"""Changes of a whole transcript: shift, find and replace, speakers; all steps, and the way back."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from interviews.actions import replacing, transcripts
from interviews.actions.replacing import Find, Wanted
from interviews.actions.steps import Overtaken, Refused, Stale, undo
from interviews.forms.transcripts import ReplaceForm, ShiftForm, SpeakerForm
from interviews.models import Cue, Speaker, Transcript, TranscriptStep
from interviews.views.cue_rows import frame, ordered, rows_of
from interviews.views.cues import touched
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
from interviews.who_speaks import likely
from production.access import Permission, film_view
from production.models import Film, Person

EDITS = Permission.EDIT_INTERVIEWS
STEPS = 50  # on a page
MOST_SHOWN = 500  # finds that are looked at in one go
IN_PLACE = 60  # rows that an undo answers with; beyond, the page is loaded anew


@film_view(EDITS)
def transcript_shift(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    key = frame((request.POST if request.method == "POST" else request.GET).get("start", ""))
    cue = Cue.objects.filter(transcript=found, pk=key).first() if key else None
    words = _("From the cue at %(where)s on") % {"where": found.recording.source(cue.in_frame)} if cue else ""
    form = ShiftForm(request.POST or None, start_words=words, initial={"start": key or None})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        start = data["start"] if data["scope"] == "from" else None
        try:
            step = transcripts.shift(
                transcript=found,
                frames=data["frames"],
                start=start,
                by=request.user,  # type: ignore[arg-type]
            )
        except Refused as refused:
            form.add_error("frames", refusal_words(found, refused))
        else:
            tell(request, film, found, step)
            at = max(step.facts["at"] + step.facts["frames"], 0) if step else 0
            return back_to(request, film, found, at, start or 0)
    return _page(request, "interviews/transcript_shift.html", found, form=form)


def _page(request: HttpRequest, template: str, transcript: Transcript, **more: Any) -> HttpResponse:
    context = {"transcript": transcript, "recording": transcript.recording, **more}
    return render(request, template, context)


# -- find and replace --------------------------------------------------------------------------


@film_view(EDITS)
def transcript_replace(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    """First the places with what they would become, each to be ticked; then those that were chosen."""
    found = transcript_of(film, recording, transcript)
    asked = request.POST if request.method == "POST" else request.GET
    form = ReplaceForm(asked or None)
    context: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        try:
            wanted = _wanted(form)
        except Refused as refused:
            form.add_error("find", refusal_words(found, refused))
        else:
            if request.method == "POST":
                return _replace(request, film, found, wanted, form.cleaned_data["replacement"])
            context |= _finds(found, wanted, form.cleaned_data["replacement"])
    return _page(request, "interviews/transcript_replace.html", found, **context)


def _wanted(form: ReplaceForm) -> Wanted:
    data = form.cleaned_data
    how = ("whole_words", "match_case", "match_accents")
    return Wanted(data["find"], **{name: data[name] for name in how})


def _finds(transcript: Transcript, wanted: Wanted, replacement: str) -> dict[str, Any]:
    recording = transcript.recording
    found = list(islice(replacing.finds(transcript, wanted, replacement), MOST_SHOWN + 1))
    shown = [_Shown(find, str(recording.source(find.cue.in_frame))) for find in found[:MOST_SHOWN]]
    return {"finds": shown, "looked": True, "is_cut": len(found) > MOST_SHOWN, "most": MOST_SHOWN}


class _Shown:
    """A find as the preview shows it."""

    def __init__(self, find: Find, source: str) -> None:
        self.cue, self.source = find.cue, source
        self.parts = list(find.parts())
        self.becomes = find.becomes


def _replace(
    request: HttpRequest, film: Film, transcript: Transcript, wanted: Wanted, replacement: str
) -> HttpResponse:
    step, left_out = replacing.replace(
        transcript=transcript,
        wanted=wanted,
        replacement=replacement,
        chosen=_chosen(request.POST.getlist("pick")),
        by=request.user,  # type: ignore[arg-type]
    )
    tell(request, film, transcript, step)
    if left_out:
        text = ngettext(
            "%(count)s cue was left as it is: changed meanwhile, or it would have had no words.",
            "%(count)s cues were left as they are: changed meanwhile, or they would have had no words.",
            left_out,
        )
        messages.warning(request, text % {"count": left_out})
    return redirect(address(film, "transcript-detail", transcript))


def _chosen(picks: list[str]) -> dict[int, int]:
    """Keys with the versions that were seen: ``12:3``."""
    pairs = [pick.partition(":") for pick in picks[: MOST_SHOWN * 2]]
    return {frame(key): frame(version) for key, _sign, version in pairs}


# -- speakers ----------------------------------------------------------------------------------


@film_view(EDITS)
def transcript_speakers(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    """Who they are, once for the whole transcript; two under one name become one."""
    found = transcript_of(film, recording, transcript)
    people = {str(person.pk): person for person in _people(film, found)}
    speakers = Speaker.objects.filter(transcript=found).select_related("person")
    data = request.POST if request.method == "POST" else None
    interview = found.recording.interview
    guessed = {} if data is not None else likely(speakers, list(people.values()), interview)
    forms = [
        SpeakerForm(data, speaker=speaker, people=people, likely=guessed.get(speaker.pk))
        for speaker in speakers
    ]
    valid = [form.is_valid() for form in forms]  # each says what is wrong with it
    if request.method == "POST" and all(valid):
        try:
            made = _save_speakers(request, found, forms)
        except Stale:
            messages.error(request, _("Somebody else has just changed this. Look again."))
            return redirect(address(film, "transcript-speakers", found))
        tell(request, film, found, made[-1] if made else None)
        return redirect(address(film, "transcript-detail", found))
    counts = _cues_by_speaker(found)
    rows = [(form, counts.get(form.speaker.pk, 0)) for form in forms]
    return _page(request, "interviews/transcript_speakers.html", found, forms=rows)


def _people(film: Film, transcript: Transcript) -> list[Person]:
    """Those of the interview first, then the whole register."""
    interview = transcript.recording.interview
    first = [subject.person_id for subject in interview.subjects.all()]
    first += [key for key in (interview.interviewer_id, interview.interpreter_id) if key]
    people = list(film.people.all())
    return sorted(people, key=lambda person: first.index(person.pk) if person.pk in first else len(first))


def _save_speakers(
    request: HttpRequest, transcript: Transcript, forms: list[SpeakerForm]
) -> list[TranscriptStep]:
    by: Any = request.user
    people = {form.speaker.pk: form.cleaned_data["person"] for form in forms if "person" in form.changed_data}
    made = [transcripts.map_speakers(transcript=transcript, people=people, by=by)] if people else []
    for form in forms:
        if form.cleaned_data["name"] != form.speaker.name:
            made.append(
                transcripts.rename_speaker(
                    transcript=transcript,
                    speaker=form.speaker.pk,
                    name=form.cleaned_data["name"],
                    by=by,
                )
            )
    return [step for step in made if step is not None]


def _cues_by_speaker(transcript: Transcript) -> dict[int, int]:

    rows = Cue.objects.filter(transcript=transcript).exclude(speaker=None).order_by()
    return dict(rows.values_list("speaker").annotate(count=Count("pk")))


# -- all steps ---------------------------------------------------------------------------------


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def transcript_steps(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    """Who changed what and when, the last first."""
    found = transcript_of(film, recording, transcript)
    steps = TranscriptStep.objects.filter(transcript=found).defer("before", "after")
    page = Paginator(steps.select_related("made_by", "undone_by"), STEPS).get_page(request.GET.get("page"))
    rows = [(step, step_words(found, step)) for step in page.object_list]
    return _page(request, "interviews/transcript_steps.html", found, page=page, steps=rows, query="")


@film_view(EDITS)
@require_POST
def step_undo(request: HttpRequest, film: Film, recording: int, transcript: int, step: int) -> HttpResponse:
    found = transcript_of(film, recording, transcript)
    made = get_object_or_404(TranscriptStep, transcript=found, pk=step)
    in_place = request.POST.get("answer") == "rows"
    try:
        undo(step=made, by=request.user)  # type: ignore[arg-type]
    except Overtaken as overtaken:
        words = _overtaken_words(found, overtaken)
        if in_place:
            return answer_rows(request, found, [], 409, refused=words)
        messages.error(request, words)
        return redirect(address(film, "transcript-steps", found))
    words = _("Taken back: %(step)s") % {"step": step_words(found, made)}
    if in_place:
        return _rows_again(request, found, made, words)
    messages.success(request, words)
    return back_to(request, film, found, max(made.facts.get("at", 0), 0))


def _rows_again(
    request: HttpRequest, transcript: Transcript, step: TranscriptStep, said: str
) -> HttpResponse:
    keys = touched(step)
    many = len(keys) > IN_PLACE or not keys
    cues = [] if many else list(ordered(Cue.objects.filter(transcript=transcript, pk__in=keys)))
    translation = beside(request, transcript)
    rows = rows_of(transcript, cues, translation)
    gone = [] if many else sorted(keys - {row.pk for row in cues})
    more: dict[str, Any] = {"gone": gone, "said": said, "reload": many}
    return answer_rows(request, transcript, rows, translation=translation, **more)


def _overtaken_words(transcript: Transcript, overtaken: Overtaken) -> str:
    cue = Cue.objects.filter(transcript=transcript, pk__in=overtaken.keys).order_by("in_frame").first()
    if cue is None:
        return _("This can't be taken back: what it changed was changed again since.")
    text = ngettext(
        "This can't be taken back: %(count)s cue was changed again since, at %(where)s.",
        "This can't be taken back: %(count)s cues were changed again since, the first at %(where)s.",
        len(overtaken.keys),
    )
    return text % {"count": len(overtaken.keys), "where": transcript.recording.source(cue.in_frame)}
