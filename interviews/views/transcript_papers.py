"""Transcripts and logs on paper: how they are wished for, the documents, and what there is to print."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from interviews import material
from interviews.actions import transcript_papers as gather
from interviews.forms.papers import LogPaperForm, TranscriptPaperForm
from interviews.models import Interview, Recording, Transcript
from interviews.pdf import log as log_table
from interviews.views.fetching import recording_of
from interviews.views.transcript_pages import address, transcript_of
from production import papers
from production.access import Permission, film_view
from production.models import Film
from production.papers import Paper
from production.pdf.wording import Words
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of

TRANSCRIPTS = Paper(
    "transcripts",
    _("Transcripts"),
    _("What was said, with timecode in the margin and room for the pencil; in translation too."),
    Permission.SEE_INTERVIEWS,
    "people",
    has_pdf=False,
)
LOGS = Paper(
    "logs",
    _("Logs"),
    _("The segments of an interview in order, by theme or by rating, with their timecode and sums."),
    Permission.SEE_INTERVIEWS,
    "people",
    has_pdf=False,
)
papers.add(TRANSCRIPTS, LOGS)


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def transcript_paper(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    """How it is to be printed; the choice stands in the address."""
    found = transcript_of(film, recording, transcript)
    form = TranscriptPaperForm(request.GET, transcript=found)
    context = {
        "transcript": found,
        "recording": found.recording,
        "form": form,
        "pdf": address(film, "transcript-pdf", found),
        "query": _kept(request, form),
    }
    return render(request, "interviews/transcript_paper.html", context)


def _kept(request: HttpRequest, form: Any) -> str:
    """The form's part of the address, to be put behind another one."""
    asked = [(name, request.GET[name]) for name in form.fields if request.GET.get(name)]
    return f"&{urlencode(asked)}" if asked else ""


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
@bounded
def transcript_pdf(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    from interviews.pdf.transcript import render as draw

    found = transcript_of(film, recording, transcript)
    wish, beside = TranscriptPaperForm(request.GET, transcript=found).wished()
    today = timezone.localdate()
    content = gather.transcript(found, beside, film=film, today=today)
    body = draw(content, Words(language_of(request), today), wish=wish, paper=paper_of(request))
    return pdf_answer(body, _name(film, found.recording.reel, "transcript"))


def _name(film: Film, of: str, what: str) -> str:
    return "-".join(filter(None, (film.slug, slugify(of), what)))


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def interview_log(request: HttpRequest, film: Film, interview: int) -> HttpResponse:
    """The log of an interview over its recordings, as it is printed."""
    found = _interview(film, interview)
    form = LogPaperForm(request.GET, film=film)
    today = timezone.localdate()
    content = gather.log(found, film=film, today=today, **form.wished())
    context = {
        "interview": found,
        "report": log_table.log(content, Words(request.LANGUAGE_CODE, today)),
        "form": form,
        "pdf": reverse("interview-log-pdf", args=[film.slug, found.pk]),
        "query": _kept(request, form),
    }
    return render(request, "interviews/log_paper.html", context)


def _interview(film: Film, key: int) -> Interview:
    rows = Interview.objects.filter(film=film).select_related("item__day")
    return get_object_or_404(rows, pk=key)


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
@bounded
def interview_log_pdf(request: HttpRequest, film: Film, interview: int) -> HttpResponse:
    return _log_pdf(request, film, _interview(film, interview))


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
@bounded
def log_pdf(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    found = recording_of(film, recording)
    return _log_pdf(request, film, found.interview, found)


def _log_pdf(
    request: HttpRequest, film: Film, interview: Interview, recording: Recording | None = None
) -> HttpResponse:
    from production.pdf.report import render as draw

    today = timezone.localdate()
    wished = LogPaperForm(request.GET, film=film).wished()
    content = gather.log(interview, recording, film=film, today=today, **wished)
    words = Words(language_of(request), today)
    body = draw(partial(log_table.log, content), words, paper=paper_of(request))
    return pdf_answer(body, _name(film, recording.reel if recording else interview.title, "log"))


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def report_transcripts(request: HttpRequest, film: Film) -> HttpResponse:
    rows = Transcript.objects.filter(
        recording__interview__film=film, recording__binned_at=None, recording__interview__binned_at=None
    )
    rows = rows.select_related("recording__interview").order_by(
        "recording__interview__title", "recording__interview", "recording__reel", "-is_main", "pk"
    )
    return render(request, "interviews/report_transcripts.html", {"transcripts": rows})


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def report_logs(request: HttpRequest, film: Film) -> HttpResponse:
    """Every interview with a segment, and its recordings."""
    found = list(material.interviews(film))
    lines = [(one, material.material(one.taken)) for one in found]
    context = {"lines": [(one, sums) for one, sums in lines if sums.segments]}
    return render(request, "interviews/report_logs.html", context)
