"""The editor's cut comes back: hand it in, see what became of the script, take over what is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from production import limits
from production.access import Permission, film_view
from production.models import Film
from production.once import once
from production.views.imports import AN_HOUR
from production.views.listing import csv_answer, kept_query
from script import cut_cards, cut_report, cut_words, repairs
from script.actions import cut_import as imports
from script.actions.cut_import import Compared, NotOpen
from script.actions.cut_taking import Moved, Taken, take
from script.actions.steps import brought, taken_back
from script.cut_report import SHOWN, Told
from script.formats.cut import Refused
from script.formats.cut_read import KINDS
from script.forms.cut_imports import HandInForm, TakeForm
from script.models import Script, ScriptImport
from script.views.script_page import script_of

PAGE = 100


def import_of(film: Film, script: int, pk: int) -> ScriptImport:
    of = script_of(film, script)
    rows = ScriptImport.objects.select_related("created_by", "taken_by")
    found = get_object_or_404(rows, script=of, kind=ScriptImport.Kind.CUT, pk=pk)
    found.script = of
    return found


def page_of(imported: ScriptImport) -> HttpResponse:
    return redirect("script-cut-detail", imported.script.film.slug, imported.script_id, imported.pk)


@film_view(Permission.EDIT_SCRIPT, atomic=False)
def script_cut_import(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """The way in, and what waits or was taken over already."""
    of = script_of(film, script)
    form = HandInForm(*((request.POST, request.FILES) if request.method == "POST" else ()), script=of)
    if request.method == "POST" and form.is_valid():
        if not limits.allow("import", request.user.pk, times=AN_HOUR, seconds=3600):
            return render(request, "429.html", status=429)
        try:
            return _handed_in(request, of, form)
        except Refused as refused:
            form.add_error("file", repairs.refusal(refused))
    rows = ScriptImport.objects.filter(script=of, kind=ScriptImport.Kind.CUT)
    rows = rows.exclude(state=ScriptImport.State.DROPPED).defer("found")
    context = {
        "form": form,
        "script": of,
        "imports": brought(rows.select_related("created_by", "taken_by")[:50], of),
        "limit": settings.UPLOAD_LIMIT,
        "limit_words": filesizeformat(settings.UPLOAD_LIMIT),
    }
    return render(request, "script/cut_import.html", context)


def _handed_in(request: HttpRequest, script: Script, form: HandInForm) -> HttpResponse:
    name, data, by = form.cleaned_data["name"], form.cleaned_data["data"], request.user
    waiting = imports.same_file(script, data)
    if waiting is not None:
        messages.info(request, _("This file waits here already."))
        return page_of(waiting)
    imported = imports.look_first(script=script, name=name, data=data, rate=form.of_list, by=by)  # type: ignore[arg-type]
    answer: HttpResponse = once(request, lambda: page_of(imports.keep(imported=imported, data=data)))
    return answer


@film_view(Permission.EDIT_SCRIPT)
def script_cut_detail(request: HttpRequest, film: Film, script: int, cut_import: int) -> HttpResponse:
    """`?show=` a code of SHOWN narrows the report; `?export=csv` takes all of it away."""
    imported = import_of(film, script, cut_import)
    if not imported.is_open:
        context = {"imported": imported, "script": imported.script, "undone": taken_back(imported)}
        return render(request, "script/cut_import_done.html", context)
    compared = imports.compare(imported)
    told = cut_report.lines(compared)
    if request.GET.get("export") == "csv":
        answer: HttpResponse = csv_answer(_table(told), f"{imported.script.title} {_('cut')}")
        return answer
    return _report(
        request, imported, compared, told, TakeForm(initial={"revision": imported.script.revision})
    )


def _report(
    request: HttpRequest, imported: ScriptImport, compared: Compared, told: list[Told], form: TakeForm
) -> HttpResponse:
    show = request.GET.get("show", "")
    show = show if show in SHOWN else cut_report.first_shown(told)
    counts = cut_report.counts(told)
    page = Paginator([one for one in told if cut_report.is_shown(one, show)], PAGE).get_page(
        request.GET.get("page")
    )
    here = reverse("script-cut-detail", args=[imported.script.film.slug, imported.script_id, imported.pk])
    context = {
        "imported": imported,
        "script": imported.script,
        "format": KINDS.get(imported.format, imported.format),
        "rate": cut_words.rate_name(compared.rate),
        "is_converted": compared.rate != compared.pages.frames,
        "before": imports.taken_before(imported),
        "compared": compared,
        "tabs": [(code, words, counts[code], f"{here}?show={code}") for code, words in SHOWN.items()],
        "show": show,
        "page": page,
        "rows": list(page.object_list),
        "query": kept_query(request.GET),
        "form": form,
        "repairs": cut_words.repairs(imported.found),
        "cards": cut_cards.groups(compared),
        "apart": cut_cards.told_apart(compared),
        "beside": cut_cards.beside(compared),
    }
    return render(request, "script/cut_import_detail.html", context)


@film_view(Permission.EDIT_SCRIPT, atomic=False)
@require_POST
def script_cut_choose(request: HttpRequest, film: Film, script: int, cut_import: int) -> HttpResponse:
    """Which card an event is of, and which lines are to be taken over."""
    imported = import_of(film, script, cut_import)
    try:
        _choose(imported, request.POST)
    except NotOpen:
        messages.error(request, _("This import is no longer open."))
        return page_of(imported)
    if request.POST.get("then") == "take":
        return _taken(request, imported)
    query = kept_query(request.GET)
    messages.success(request, _("Kept what is chosen. Nothing is taken over yet."))
    here = reverse("script-cut-detail", args=[film.slug, script, imported.pk])
    return redirect(f"{here}?{query}" if query else here)


def _choose(imported: ScriptImport, said: QueryDict) -> None:
    compared = imports.compare(imported) if imported.is_open else None
    if compared is None:
        raise NotOpen
    on, off = set(compared.on), set(compared.off)
    lines = {line.key: line for line in compared.report.lines}
    shown = [key for key in said.getlist("line")[:PAGE] if key in lines]
    ticked = set(said.getlist("take"))
    for key in shown:
        on.discard(key)
        off.discard(key)
        (on if key in ticked else off).add(key)
    sources = {**imported.choices.get("sources", {}), **cut_cards.said(compared, said)}
    imports.choose(imported=imported, on=sorted(on), off=sorted(off), sources=sources)


def _taken(request: HttpRequest, imported: ScriptImport) -> HttpResponse:
    form = TakeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was taken over: look again at what is chosen."))
        return page_of(imported)
    by, revision = request.user, form.cleaned_data["revision"]

    def taking() -> HttpResponse:
        taken = take(imported=imported, wanted=form.wanted, revision=revision, by=by)  # type: ignore[arg-type]
        messages.success(request, _said(taken))
        return page_of(imported)

    try:
        answer: HttpResponse = once(request, taking)
    except NotOpen:
        messages.error(request, _("This import is no longer open."))
    except Moved:
        messages.warning(request, _("Nothing was taken over: the script was changed meanwhile. Look again."))
    else:
        return answer
    return page_of(imported)


def _said(taken: Taken) -> str:
    facts = {name: getattr(taken, name) for name in ("trimmed", "moved", "added", "deleted", "timed")}
    said = (
        _(
            "The cut is taken over: %(trimmed)s trimmed, %(moved)s moved, %(added)s added, "
            "%(deleted)s deleted, record times of %(timed)s rows."
        )
        % facts
    )
    made = ngettext(
        "%(segments)s segment was logged for it.",
        "%(segments)s segments were logged for it.",
        taken.segments,
    ) % {"segments": taken.segments}
    return " ".join([said, *([made] if taken.segments else []), _("Undo in the script takes it back.")])


@film_view(Permission.EDIT_SCRIPT)
@require_POST
def script_cut_drop(request: HttpRequest, film: Film, script: int, cut_import: int) -> HttpResponse:
    imported = import_of(film, script, cut_import)
    if imports.drop(imported=imported):
        messages.success(request, _("Discarded: %(record)s.") % {"record": imported})
    return redirect("script-cut-import", film.slug, script)


def _table(told: Iterable[Told]) -> Iterator[list[Any]]:
    yield [
        _("What became of it"),
        _("Row"),
        _("Reel"),
        _("Words"),
        _("In"),
        _("Out"),
        _("In of the cut"),
        _("Out of the cut"),
        _("At the beginning, frames"),
        _("At the end, frames"),
        _("Record in"),
        _("Record out"),
        _("Moved"),
    ]
    for one in told:
        line = one.line
        yield [
            str(one.words), one.row, one.reel, one.text, one.was_in, one.was_out, one.now_in, one.now_out,
            line.head if line else "", line.tail if line else "", one.record_in, one.record_out,
            _("moved") if line and line.is_moved else "",
        ]  # fmt: skip
