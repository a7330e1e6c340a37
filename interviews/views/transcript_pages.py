"""What every page of a transcript begins with: the transcript, fetched through its film."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.actions.steps import Refused
from interviews.models import Transcript, TranscriptStep, Translation
from interviews.views.cue_rows import CueRow, frame
from production.models import Film


def transcript_of(film: Film, recording: int, key: int) -> Transcript:
    rows = Transcript.objects.filter(
        recording__pk=recording,  # not the key alone: a number beyond every key is none
        recording__binned_at=None,
        recording__interview__film=film,
        recording__interview__binned_at=None,
    )
    return get_object_or_404(rows.select_related("recording__interview", "original"), pk=key)


def translation_of(transcript: Transcript, key: int) -> Translation:
    found = get_object_or_404(Translation.objects, transcript=transcript, pk=key)
    found.transcript = transcript
    return found


def beside(request: HttpRequest, transcript: Transcript) -> Translation | None:
    """The translation that is shown beside the original, where one is."""
    key = frame((request.POST if request.method == "POST" else request.GET).get("with", ""))
    found: Translation | None = Translation.objects.filter(transcript=transcript, pk=key).first()
    if found is not None:
        found.transcript = transcript
    return found


def address(film: Film, name: str, transcript: Transcript, *more: int) -> str:
    return reverse(name, args=[film.slug, transcript.recording_id, transcript.pk, *more])


def back_to(request: HttpRequest, film: Film, transcript: Transcript, at: int, cue: int = 0) -> HttpResponse:
    """The page of the transcript, at a cue."""
    query = f"?at={at}"
    if key := frame(request.POST.get("with", "")):
        query += f"&with={key}"
    anchor = f"#cue-{cue}" if cue else ""
    return redirect(address(film, "transcript-detail", transcript) + query + anchor)


def tell(request: HttpRequest, film: Film, transcript: Transcript, step: TranscriptStep | None) -> None:
    if step is None:
        messages.info(request, _("Nothing was different."))
        return
    undo = address(film, "step-undo", transcript, step.pk)
    messages.success(request, step_words(transcript, step), extra_tags=undo)


def step_words(transcript: Transcript, step: TranscriptStep) -> str:
    """What a step did, for the reader."""
    facts, kinds = step.facts, TranscriptStep.Kind
    where = str(transcript.recording.source(max(facts.get("at", 0), 0)))
    match step.kind:
        case kinds.SHIFT:
            return _shift_words(facts, where)
        case kinds.REPLACE:
            text = ngettext(
                "“%(find)s” replaced by “%(replacement)s” in %(count)s cue.",
                "“%(find)s” replaced by “%(replacement)s” in %(count)s cues.",
                facts["count"],
            )
            return text % facts
        case kinds.SPEAKERS:
            return _speaker_words(facts, where)
    return _plain_words(step.kind, where)


def _plain_words(kind: str, where: str) -> str:
    texts = {
        "text": _("Text changed at %(where)s."),
        "times": _("In and out changed of the cue at %(where)s."),
        "split": _("Cue split at %(where)s."),
        "merge": _("Cue at %(where)s merged with the next."),
        "add": _("Cue added at %(where)s."),
        "delete": _("Cue at %(where)s deleted."),
    }
    return texts[kind] % {"where": where}


def _shift_words(facts: dict[str, Any], where: str) -> str:
    text = ngettext(
        "%(count)s cue from %(where)s on shifted by %(frames)s frames.",
        "%(count)s cues from %(where)s on shifted by %(frames)s frames.",
        facts["count"],
    )
    return text % {"count": facts["count"], "where": where, "frames": f"{facts['frames']:+d}"}


def _speaker_words(facts: dict[str, Any], where: str) -> str:
    if "was" in facts:
        return _("“%(was)s” is called “%(name)s” now.") % facts
    if "cue" in facts:
        name = facts["name"] or _("nobody")
        return _("The cue at %(where)s is spoken by %(name)s.") % {"where": where, "name": name}
    text = ngettext("%(count)s speaker mapped.", "%(count)s speakers mapped.", facts["count"])
    return text % facts


def refusal_words(transcript: Transcript, refused: Refused) -> str:
    """Why it can't be done, and what to do."""
    facts = dict(refused.facts)
    if "end" in facts:
        facts["end"] = transcript.recording.source(facts["end"])
    texts = {
        "empty": _("Write something, or delete the cue."),
        "long": _("That is too long: %(most)s letters at most."),
        "before": _("That lies before the recording's first frame."),
        "out": _("The out has to lie after the in."),
        "after": _("The recording ends at %(end)s."),
        "short": _("This cue is too short to be split."),
        "word": _("Choose a word to begin the second cue with, not the first."),
        "frame": _("Split it at a frame inside the cue."),
        "last": _("This is the last cue; there is none to merge it with."),
        "speakers": _("Two people speak here: %(first)s and %(second)s."),
        "name": _("Write a name of at most 120 letters."),
        "nothing": _("Write what is to be found."),
    }
    return texts[refused.code] % facts


def reading(film: Film, transcript: Transcript, translation: Translation | None) -> dict[str, Any]:
    """What the rows of a transcript need to know beside themselves."""
    try:
        log = reverse("log", args=[film.slug, transcript.recording_id])
    except NoReverseMatch:
        log = ""
    return {
        "transcript": transcript,
        "recording": transcript.recording,
        "interview": transcript.recording.interview,
        "translation": translation,
        "log": log,
        "base": address(film, "transcript-detail", transcript),
    }


def answer_rows(
    request: HttpRequest,
    transcript: Transcript,
    rows: list[CueRow],
    status: int = 200,
    *,
    translation: Translation | None = None,
    **more: Any,
) -> HttpResponse:
    """Rows that take the place of those on the page, and what is said about them."""
    film = request.access.film  # type: ignore[attr-defined]
    context = {**reading(film, transcript, translation), "rows": rows, **more}
    return render(request, "interviews/_cue_answer.html", context, status=status)
