"""A script to take away: to editing systems, as subtitles, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from interviews.formats import subtitles_out
from interviews.formats.lines import Line
from production import timecode
from production.access import Permission, film_view
from production.models import Film
from production.views.listing import csv_answer, kept_query, xlsx_answer
from script import cut_words, repairs
from script.actions import cut as cuts
from script.actions import cut_files
from script.actions.cut_media import reel_names
from script.actions.cut_subtitles import Spoken, spoken
from script.cutting import Made, Mark
from script.formats import cut_tables, edl
from script.formats.cut import Cut, Refused
from script.formats.cut_subtitles import Block, Reading, blocks
from script.forms.exports import CutForm, ExportForm
from script.models import Script
from script.pdf import content
from script.views import reading_rules
from script.views.script_page import script_of
from script.views.seen import seen

EDITING = {
    "fcpxml": ("FCPXML", _("Final Cut Pro, Resolve; every track, titles, keywords, other rates")),
    "xmeml": ("xmeml 5", _("Premiere, Resolve, Avid through them; every track")),
    "otio": ("OTIO", _("OpenTimelineIO; everything that is known")),
    "edl": ("EDL (ZIP)", _("a list for each set of tracks, the table of reels, markers for Resolve")),
    "edl-list": ("EDL", _("the first list alone: one picture, two sounds")),
    "markers": (_("Marker list"), _("scenes, notes and warnings, for Resolve")),
    "pulls": (_("Pull list (ZIP)"), _("each range once with its handles: an EDL and its table")),
    "ale": ("ALE", _("the recordings, for Avid")),
}
WORDS = {
    "srt": ("SRT", _("subtitles of the cut, for every player")),
    "vtt": ("WebVTT", _("subtitles of the cut with speakers")),
    "xlsx": ("XLSX", _("the rows as a table for spreadsheets")),
    "csv": ("CSV", _("the rows as a table for programs")),
}
SUBTITLES = {"srt": "application/x-subrip; charset=utf-8", "vtt": "text/vtt; charset=utf-8"}
FORMATS = {**EDITING, **WORDS}
LISTS = ("edl", "edl-list", "pulls")  # which name sources by short reels
TOLD_AT_MOST = 50


class Asked:
    """What was chosen in the address, and what comes of it."""

    def __init__(self, request: HttpRequest, script: Script) -> None:
        self.form = ExportForm(request.GET or None, script=script)
        self.draft = self.form.locked
        self.pages = seen(request, cuts.pages(script, self.draft, into=self.form.language))
        self.form.of(self.pages)
        self.scope = self.form.scope
        self.script = script

    @property
    def languages(self) -> list[str]:
        return reading_rules.languages_of(self.pages, self.form.fields["into"].choices)  # type: ignore[attr-defined]

    def made(self) -> Made:
        marks = list(_marks(self.pages)) if self.form.said("warnings") else []
        made = self.scope.made(self.pages, marks=marks, words=cut_words.Words())
        return replace(made, cut=cut_files.of_tracks(made.cut, self.form.track_names))

    @property
    def name(self) -> str:
        """``la-casa-3-white-25``"""
        number = next((one.number for one in self.pages.scenes if one.key == self.scope.scene), "")
        draft = f"{self.draft.number} {self.draft.colour}" if self.draft else ""
        return cut_files.stem(self.pages.title, number, draft, rate=self.pages.frames)


def _marks(script: content.Script) -> Iterator[Mark]:
    from script import warnings, warnings_words

    for found in warnings.findings(script):
        if found.row is not None:
            yield Mark(found.row, warnings_words.words(found), str(warnings_words.NAMES[found.kind]))


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_exports(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """What may be chosen, what it comes to, and a button for each format."""
    of = script_of(film, script)
    asked = Asked(request, of)

    def address(key: str) -> str:
        return reverse("script-export", args=[film.slug, of.pk, key])

    may_write = request.access.may(Permission.EDIT_SCRIPT)  # type: ignore[attr-defined]
    context = {
        "script": of,
        "rows": len(asked.scope.of(asked.pages)),
        "may_write": may_write,
        "query": kept_query(request.GET),
        "reading": reading_rules.shown(of.rules, asked.languages, may_write=may_write),
        "subtitles": reverse("script-subtitles", args=[film.slug, of.pk]),
        **offered(asked.form, asked.made(), address),
    }
    return render(request, "script/script_exports.html", context)


def offered(form: CutForm, made: Made, address: Any) -> dict[str, Any]:
    """What pages of exports show alike."""
    return {
        "form": form,
        "cut": made.cut,
        "lasts": content.clock(made.cut.rate.seconds(made.cut.length)),
        "rates": cut_words.rates_of(made.cut),
        "is_mixed": any(one.rate != made.cut.rate for one in made.cut.media),
        "told": [cut_words.told(one) for one in made.told[:TOLD_AT_MOST]],
        "told_more": max(0, len(made.told) - TOLD_AT_MOST),
        "losses": _losses(made.cut),
        "editing": [(address(key), *words) for key, words in EDITING.items()],
        "words": [(address(key), *words) for key, words in WORDS.items()],
    }


def _losses(cut: Cut) -> list[str]:
    """What the lists don't say of it; media of other rates, which stand in them as gaps, are told beside."""
    try:
        return [repairs.loss(one) for one in edl.losses(cut_files.at_one_rate(cut))]
    except Refused:
        return []


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_export(request: HttpRequest, film: Film, script: int, format: str) -> HttpResponseBase:
    if format not in FORMATS:
        raise Http404
    of = script_of(film, script)
    asked = Asked(request, of)
    if format in ("csv", "xlsx"):
        return table(asked.pages, asked.scope.of(asked.pages), asked.name, format)
    made = asked.made()
    try:
        return file_of(film, format, asked.form, asked.pages, made, asked.name, of.rules)
    except Refused as error:
        messages.error(request, repairs.refusal_to_write(error))
        query = kept_query(request.GET)
        return redirect(f"{reverse('script-exports', args=[film.slug, of.pk])}{'?' if query else ''}{query}")


# -- the files -----------------------------------------------------------------------------------


def file_of(
    film: Film,
    format: str,
    form: CutForm,
    script: content.Script,
    made: Made,
    name: str,
    reading: Reading,
) -> HttpResponse:
    """Refused where the format can't say the cut; `reading` are the rules of its subtitles."""
    if format in SUBTITLES:
        return _subtitles(format, form, script, made, name, reading)
    reel_of = reel_names(film, made.cut.rate, made.cut.media) if format in LISTS else None
    file = cut_files.written(format, made.cut, name, reel_of)
    return _answer(file.data, file.kind, file.name)


def _answer(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def table(script: content.Script, rows: Iterable[content.Row], name: str, format: str) -> HttpResponse:
    words = cut_words.Words()
    lines = cut_tables.table(script, rows, words.__getitem__)
    answer: HttpResponse = (csv_answer if format == "csv" else xlsx_answer)(lines, name.replace(".", "-"))
    return answer


def said(form: CutForm, script: content.Script, made: Made, reading: Reading) -> tuple[list[Block], Spoken]:
    found = spoken(script, made.voices, into=form.language, narration=form.has_narration)
    ordered = sorted(blocks(found.passages, reading), key=lambda block: block.start)
    return ordered, found


def _subtitles(
    format: str, form: CutForm, script: content.Script, made: Made, name: str, reading: Reading
) -> HttpResponse:
    found, _spoken = said(form, script, made, reading)
    if not found:
        raise Refused("empty")
    lines = [Line(block.start, block.end, block.text, block.speaker) for block in found]
    into = form.language
    if format == "srt":
        text = subtitles_out.srt(lines)
    else:
        note = reading_rules.told(reading, counted(found))
        text = subtitles_out.vtt(lines, language=into, note="\n".join(note))
    name = f"{name}-{into}" if into else name
    return _answer("".join(text).encode(), SUBTITLES[format], f"{name}.{format}")


def counted(found: Iterable[Block]) -> dict[str, tuple[int, int]]:
    """By language: how many of its subtitles break its rules, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for block in found:
        broken, every = counts.get(block.language, (0, 0))
        counts[block.language] = broken + bool(block.flags), every + 1
    return dict(sorted(counts.items()))


# -- what can't be read ----------------------------------------------------------------------------

PAGE = 100


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_subtitles(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """Subtitles that break the rules of reading; nothing is reworded, somebody has to."""
    of = script_of(film, script)
    asked = Asked(request, of)
    found, told = said(asked.form, asked.pages, asked.made(), of.rules)
    flagged = [block for block in found if block.flags]
    if request.GET.get("export") == "csv":
        name = asked.name.replace(".", "-")
        answer: HttpResponse = csv_answer(_lines(asked.pages, flagged, of.rules), f"{name}-subtitles")
        return answer
    page = Paginator(flagged, PAGE).get_page(request.GET.get("page"))
    context = {
        "script": of,
        "form": asked.form,
        "page": page,
        "rows": [_shown(asked.pages, block) for block in page.object_list],
        "total": len(flagged),
        "all": len(found),
        "rules": reading_rules.told(of.rules, counted(found)),
        "untranslated": told.untranslated[:TOLD_AT_MOST],
        "query": kept_query(request.GET),
    }
    return render(request, "script/script_subtitles.html", context)


def _shown(script: content.Script, block: Block) -> dict[str, Any]:
    return {
        "at": _record(script, block.start),
        "lasts": f"{(block.end - block.start) / 1000:.1f}",
        "block": block,
        "per_second": f"{float(block.per_second):.0f}",
        "flags": [cut_words.FLAGS[code] for code in block.flags],
    }


def _record(script: content.Script, ms: int) -> str:
    frame = timecode.frame_at(ms, script.frames)
    return str(timecode.source(frame, timecode.read(script.record_start), script.frames))


def _lines(script: content.Script, flagged: Iterable[Block], reading: Reading) -> Iterator[list[Any]]:
    yield [
        gettext("In"),
        gettext("Out"),
        gettext("Row"),
        gettext("Who speaks"),
        gettext("Words"),
        gettext("Lasts, s"),
        gettext("Letters a second"),
        gettext("To look at"),
        gettext("Language"),
        gettext("Rules of reading"),
    ]
    for block in flagged:
        yield [
            _record(script, block.start),
            _record(script, block.end),
            block.row,
            block.speaker,
            block.text.replace("\n", " / "),
            (block.end - block.start) / 1000,
            round(float(block.per_second), 1),
            ", ".join(str(cut_words.FLAGS[code]) for code in block.flags),
            block.language,
            reading_rules.in_words(reading.rules(block.language)),
        ]
