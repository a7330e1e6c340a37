"""A transcript to take away: subtitles, text, tables, a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from interviews.actions.exports import Wanted, as_it_came, lines
from interviews.formats import docx_out, subtitles_out, tables_out, text_out
from interviews.formats.lines import Line, Times, Words
from interviews.models import Transcript, Translation
from interviews.views.transcript_pages import address, transcript_of
from production.access import Permission, film_view
from production.forms.fields import languages_in_words
from production.models import Film

_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "srt": ("SRT", _("subtitles, for every player"), "application/x-subrip; charset=utf-8"),
    "vtt": ("WebVTT", _("subtitles with speakers, for the web"), "text/vtt; charset=utf-8"),
    "txt": ("TXT", _("plain text with timecode"), "text/plain; charset=utf-8"),
    "docx": ("DOCX", _("for a word processor"), f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": ("XLSX", _("a table for spreadsheets"), f"{_OFFICE}.spreadsheetml.sheet"),
    "csv": ("CSV", _("a table for programs"), "text/csv; charset=utf-8"),
}
TIMES = [
    (Times.RUNNING.value, _("running time, from the recording's first frame")),
    (Times.SOURCE.value, _("source timecode")),
]
WORDS = [
    (Words.ORIGINAL.value, _("the original")),
    (Words.TRANSLATION.value, _("the translation")),
    (Words.BOTH.value, _("both")),
]


class ExportForm(forms.Form):
    words = forms.ChoiceField(label=_("words"), choices=WORDS, required=False)
    translation = forms.ChoiceField(label=_("translation"), required=False)
    times = forms.ChoiceField(label=_("times"), choices=TIMES, required=False)
    names = forms.BooleanField(
        label=_("speakers before their words"), required=False, help_text=_("In SRT; the others have them.")
    )

    def __init__(self, *args: Any, transcript: Transcript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.translations = {str(one.pk): one for one in Translation.objects.filter(transcript=transcript)}
        field: Any = self.fields["translation"]
        field.choices = [(key, languages_in_words([one.language])) for key, one in self.translations.items()]
        if not self.translations:
            del self.fields["words"], self.fields["translation"]
        self.fields["times"].initial = as_it_came(transcript).value
        for shown in self.fields.values():
            shown.label = capfirst(shown.label or "")

    def wanted(self, format: str) -> Wanted:
        """What was asked for; what can't be read counts as not asked."""
        self.is_valid()
        data = self.cleaned_data
        translation = self.translations.get(data.get("translation") or next(iter(self.translations), ""))
        words = Words(data.get("words") or Words.ORIGINAL) if translation else Words.ORIGINAL
        beside = translation if words != Words.ORIGINAL else None
        return Wanted(format, words, beside, data.get("times") or "")


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def transcript_export(request: HttpRequest, film: Film, recording: int, transcript: int) -> HttpResponse:
    """What may be chosen, with a button for each format."""
    found = transcript_of(film, recording, transcript)
    base = address(film, "transcript-export", found)
    context = {
        "transcript": found,
        "recording": found.recording,
        "form": ExportForm(transcript=found),
        "formats": [(f"{base}{key}/", name, words) for key, (name, words, _kind) in FORMATS.items()],
    }
    return render(request, "interviews/transcript_export.html", context)


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def transcript_export_file(
    request: HttpRequest, film: Film, recording: int, transcript: int, format: str
) -> HttpResponseBase:
    if format not in FORMATS:
        raise Http404
    found = transcript_of(film, recording, transcript)
    form = ExportForm(request.GET, transcript=found)
    wanted = form.wanted(format)
    body = _writer(film, found, wanted, bool(form.cleaned_data.get("names")))(lines(found, wanted))
    answer: Any = HttpResponse if isinstance(body, bytes) else StreamingHttpResponse
    response: HttpResponseBase = answer(body, content_type=FORMATS[format][2])
    response["Content-Disposition"] = f'attachment; filename="{_file_name(found, wanted)}"'
    return response


def _writer(
    film: Film, transcript: Transcript, wanted: Wanted, names: bool
) -> Callable[[Iterable[Line]], Any]:
    words, times = wanted.words, wanted.counts(transcript)
    language = wanted.translation.language if wanted.translation else transcript.language
    writers: dict[str, Callable[[Iterable[Line]], Any]] = {
        "srt": lambda rows: subtitles_out.srt(rows, words=words, names=names),
        "vtt": lambda rows: subtitles_out.vtt(rows, words=words, language=language),
        "txt": lambda rows: text_out.write(rows, words=words, times=times),
        "csv": lambda rows: tables_out.csv(rows, words=words, headings=_headings()),
        "xlsx": lambda rows: tables_out.xlsx(rows, words=words, headings=_headings()),
        "docx": lambda rows: docx_out.write(rows, _head(film, transcript), words=words, times=times),
    }
    return writers[wanted.format]


def _headings() -> list[str]:
    names = [_("In"), _("Out"), _("Start"), _("End"), _("Speaker"), _("Text"), _("Translation")]
    return [str(name) for name in names]


def _head(film: Film, transcript: Transcript) -> docx_out.Head:
    interview = transcript.recording.interview
    details = [str(interview.day or ""), languages_in_words([transcript.language]), transcript.maker]
    return docx_out.Head(
        film=film.title,
        title=str(interview),
        reel=str(transcript.recording),
        details=" · ".join(part for part in details if part),
        language=transcript.language,
        page=gettext("Page"),
    )


def _file_name(transcript: Transcript, wanted: Wanted) -> str:
    """The reel and the languages: ``A001-es-en.srt``."""
    parts = [transcript.recording.reel]
    if wanted.words != Words.TRANSLATION:
        parts.append(transcript.language)
    if wanted.translation is not None:
        parts.append(wanted.translation.language)
    stem = re.sub(r"[^A-Za-z0-9._]+", "-", "-".join(parts)).strip("-.")[:80]
    return f"{stem or 'transcript'}.{wanted.format}"
