"""The papers of a script: how they are wished for, the documents, and where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from production import papers
from production.access import Permission, film_view
from production.models import Film
from production.papers import Paper
from production.pdf.wording import Words
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of
from script.forms.papers import ScriptPaperForm
from script.models import Draft, Script
from script.views.script_page import script_of
from script.views.seen import seen
from script.views.words_out import OUT, pages_of

SCRIPTS = Paper(
    "scripts",
    _("Scripts"),
    _("Each script and each locked draft: in two columns, for the narrator, as broadcast and more."),
    Permission.SEE_SCRIPT,
    "script",
    has_pdf=False,
)
papers.add(SCRIPTS)


@dataclass(frozen=True)
class Kind:
    """A paper of a script; `module` of script.pdf draws it."""

    module: str
    words: str | Promise
    answers: str | Promise
    is_for_translators: bool = False


KINDS = {
    "two-column": Kind(
        "two_column",
        _("Two-column script"),
        _("What is seen to the left, what is heard to the right; with reference lines and running time."),
    ),
    "reading": Kind(
        "reading", _("Reading script"), _("One column, as a screenplay; for who reads and doesn't cut.")
    ),
    "narration": Kind(
        "narration", _("Narration script"), _("For the recording: large type, numbered, with lengths.")
    ),
    "paper-edit": Kind(
        "paper_edit", _("Paper edit"), _("Soundbites alone, with their source, themes and rating.")
    ),
    "as-broadcast": Kind(
        "as_broadcast", _("As-broadcast script"), _("What is seen and heard, beside record timecode.")
    ),
    "lower-thirds": Kind(
        "lower_thirds", _("Lower thirds"), _("Who is named, in which words, when first; and who isn't.")
    ),
    "annotated": Kind(
        "annotated",
        _("Annotated script"),
        _("For fact checking, lawyers and insurers: where each line comes from, and what is open about it."),
    ),
    "translator": Kind(
        "translator",
        _("Translator's table"),
        _("All that is heard and read, its translation so far, and room for the translator."),
        is_for_translators=True,
    ),
}


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_papers(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """All papers of a script or of a locked draft; the choice stands in the address."""
    found = script_of(film, script)
    form = ScriptPaperForm(request.GET, script=found)
    kinds = [
        (kind, reverse("script-paper-pdf", args=[film.slug, found.pk, name])) for name, kind in KINDS.items()
    ]
    query = _kept(request, form)
    out = [(one, f"{one.address(film, found)}?{query[1:]}") for one in OUT]
    context = {"script": found, "form": form, "kinds": kinds, "out": out, "query": query}
    return render(request, "script/script_papers.html", context)


def _kept(request: HttpRequest, form: ScriptPaperForm) -> str:
    """The form's part of the address, to be put behind another one."""
    asked = [(name, value) for name in form.fields for value in request.GET.getlist(name) if value]
    return f"&{urlencode(asked)}" if asked else ""


@film_view(Permission.SEE_SCRIPT)
@require_safe
@bounded
def script_paper_pdf(request: HttpRequest, film: Film, script: int, name: str) -> HttpResponse:
    """`?draft=` a number prints a locked draft from its snapshot; else the script as it stands."""
    if name not in KINDS:
        raise Http404
    found = script_of(film, script)
    form = ScriptPaperForm(request.GET, script=found)
    into = form.translators_language if KINDS[name].is_for_translators else form.language
    told = seen(request, pages_of(found, into, request.GET.get("draft", "")))
    draw = import_module(f"script.pdf.{KINDS[name].module}").render
    words = Words(language_of(request), told.on or told.head.as_of)
    body = draw(told, words, wish=form.wish(told.scenes), paper=paper_of(request))
    draft = (slugify(told.colour) or str(told.number)) if told.number else "draft"
    return pdf_answer(body, "-".join(filter(None, (film.slug, slugify(found.title), name, draft))))


@film_view(Permission.SEE_SCRIPT)
@require_safe
def report_scripts(request: HttpRequest, film: Film) -> HttpResponse:
    """Every script of a film and its locked drafts."""
    locked: dict[int, list[Draft]] = {}
    for draft in Draft.objects.filter(film=film).defer("content").order_by("-number"):
        locked.setdefault(draft.script_id, []).append(draft)
    lines = [(script, locked.get(script.pk, [])) for script in Script.objects.filter(film=film)]
    return render(request, "script/report_scripts.html", {"lines": lines})
