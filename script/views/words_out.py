"""A script as words for other programs: Fountain, Final Draft, a word processor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from production.access import Permission, film_view
from production.formats.tables_out import XLSX, xlsx
from production.models import Film
from production.views.call_sheet_files import bounded
from production.views.call_sheet_pages import language_of
from script.actions import drafts
from script.formats import docx_out, fdx, fountain_out, translator, translator_docx
from script.formats.labels import Labels, Options, Said
from script.forms.papers import ScriptPaperForm
from script.models import Draft, Script
from script.pdf import content
from script.pdf.record import ins
from script.views.answers import script_of
from script.views.seen import seen
from script.wording import labels, translators


@dataclass(frozen=True)
class Out:
    """A format that a script goes out in; `address` of a script's, to which wishes may be added."""

    key: str
    name: str | Promise
    words: str | Promise
    content_type: str
    write: Callable[..., bytes]
    suffix: str = ""  # of the file's name, where the key isn't it
    is_for_translators: bool = False

    def address(self, film: Film, script: Script) -> str:
        return reverse("script-words-export", args=[film.slug, script.pk, self.key])


def _translators_xlsx(
    script: content.Script, options: Options, labels: Labels, *, language: str, into: str
) -> bytes:
    into = translator.target(script, into)
    return xlsx(translator.table(translator.scenes(script, into, labels, ins(script)), translators(into)))


def _translators_docx(
    script: content.Script, options: Options, labels: Labels, *, language: str, into: str
) -> bytes:
    into = translator.target(script, into)
    found = translator.scenes(script, into, labels, ins(script))
    return translator_docx.write(script, found, labels, translators(into), into=into, language=language)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OUT = [
    Out("docx", "DOCX", gettext_lazy("The two-column script for a word processor."), _WORD, docx_out.write),
    Out(
        "fountain",
        "Fountain",
        gettext_lazy("Plain text that every screenwriting program opens."),
        "text/plain; charset=utf-8",
        fountain_out.write,
    ),
    Out("fdx", "FDX", gettext_lazy("For Final Draft."), "application/xml; charset=utf-8", fdx.write),
    Out(
        "translator-xlsx",
        gettext_lazy("Translator's table (XLSX)"),
        gettext_lazy("For spreadsheets and translation programs."),
        XLSX,
        _translators_xlsx,
        "xlsx",
        is_for_translators=True,
    ),
    Out(
        "translator-docx",
        gettext_lazy("Translator's table (DOCX)"),
        gettext_lazy("For a word processor, on its side."),
        _WORD,
        _translators_docx,
        "docx",
        is_for_translators=True,
    ),
]
_BY_KEY = {one.key: one for one in OUT}


@film_view(Permission.SEE_SCRIPT)
@require_safe
@bounded
def script_words_export(request: HttpRequest, film: Film, script: int, format: str) -> HttpResponse:
    """Wishes stand in the address as those of papers do; `?draft=` a number is a locked draft's words."""
    if format not in _BY_KEY:
        raise Http404
    found, out = script_of(film, script), _BY_KEY[format]
    form = ScriptPaperForm(request.GET, script=found)
    into = form.translators_language if out.is_for_translators else form.language
    told = seen(request, pages_of(found, into, request.GET.get("draft", "")))
    wish = form.wish(told.scenes)
    if wish.scenes:
        told = replace(told, scenes=tuple(scene for scene in told.scenes if scene.key in wish.scenes))
    options = Options(Said(wish.words), wish.notes, wish.references, wish.numbers, wish.marks, wish.states)
    language = language_of(request)
    with translation.override(language):
        more: dict[str, Any] = {"language": language} if format == "docx" else {}
        more = {"language": language, "into": into} if out.is_for_translators else more
        body = out.write(told, options, labels(), **more)
    response = HttpResponse(body, content_type=out.content_type)
    draft = (slugify(told.colour) or str(told.number)) if told.number else "draft"
    kind = f"translator-{wish.into}" if out.is_for_translators else ""
    name = "-".join(filter(None, (film.slug, slugify(found.title), kind.rstrip("-"), draft)))
    response["Content-Disposition"] = f'attachment; filename="{name}.{out.suffix or format}"'
    return response


def pages_of(script: Script, into: str, number: str) -> content.Script:
    """`into` is the language of the translations beside; "" for what most of it is translated into.

    Who asks for a locked draft gets that one or none; what is written since the last carries its marks.
    """
    if not number:
        return drafts.live(script, into or None)
    if not (number.isascii() and number.isdecimal() and len(number) < 5):
        raise Http404
    return get_object_or_404(Draft.objects.filter(script=script), number=int(number)).pages
