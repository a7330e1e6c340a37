"""A paper edit or a screenplay on its way into a script: brought, looked at, taken or dropped."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from production import limits
from production.access import Permission, film_view
from production.models import Film
from production.once import once
from script import reading_words
from script.actions import paper_edits as edits
from script.actions.paper_edits import PAPER_EDIT, SCREENPLAY, NotOpen
from script.actions.steps import Refused, Stale, brought
from script.formats import read_script
from script.forms.paper_edits import BringForm, ChoiceForm, EncodingForm
from script.models import Script, ScriptImport
from script.views.answers import script_of
from script.views.paper_edit_pages import of_page, preview
from script.views.step_words import refusal_words

EDITS = Permission.EDIT_SCRIPT
AN_HOUR = 60  # brought by one person
S = ScriptImport.State


def import_of(film: Film, script: int, key: int) -> ScriptImport:
    of = script_of(film, script)
    rows = ScriptImport.objects.filter(script=of, kind__in=edits.KINDS).select_related(
        "created_by", "taken_by"
    )
    found: ScriptImport = get_object_or_404(rows, pk=key)
    found.script = of
    return found


def page_of(imported: ScriptImport, page: str = "") -> HttpResponse:
    answer = redirect("script-reading", imported.script.film.slug, imported.script_id, imported.pk)
    if page:
        answer["Location"] += f"?page={page}"
    return answer


@film_view(EDITS, atomic=False)
def script_paper_edit(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    return _bring(request, script_of(film, script), PAPER_EDIT)


@film_view(EDITS, atomic=False)
def script_screenplay(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    return _bring(request, script_of(film, script), SCREENPLAY)


def _bring(request: HttpRequest, of: Script, kind: str) -> HttpResponse:
    """The way in, and what waits or was taken already."""
    form = BringForm(*((request.POST, request.FILES) if request.method == "POST" else ()), kind=kind)
    if request.method == "POST" and form.is_valid():
        if not limits.allow("import", request.user.pk, times=AN_HOUR, seconds=3600):
            return render(request, "429.html", status=429)
        try:
            return _brought(request, of, kind, form.cleaned_data)
        except read_script.Refused as refused:
            form.add_error(
                "file" if form.cleaned_data.get("file") else "text", reading_words.refusal(refused)
            )
    rows = ScriptImport.objects.filter(script=of, kind=kind).exclude(state=S.DROPPED)
    context = {
        "form": form,
        "script": of,
        "is_screenplay": kind == SCREENPLAY,
        "imports": brought(rows.select_related("created_by", "taken_by")[:50], of),
        "limit": settings.UPLOAD_LIMIT,
        "limit_words": filesizeformat(settings.UPLOAD_LIMIT),
    }
    return render(request, "script/paper_edit.html", context)


def _brought(request: HttpRequest, of: Script, kind: str, cleaned: dict[str, Any]) -> HttpResponse:
    data, by = cleaned["data"], request.user
    if (waits := edits.waiting(of, data, kind)) is not None:
        waits.script = of
        messages.info(request, _("This waits here already."))
        return page_of(waits)
    imported = edits.look_first(script=of, kind=kind, name=cleaned["name"], data=data, by=by)  # type: ignore[arg-type]
    answer: HttpResponse = once(request, lambda: page_of(edits.keep(imported=imported, data=data)))
    return answer


@film_view(EDITS)
def script_reading(request: HttpRequest, film: Film, script: int, script_import: int) -> HttpResponse:
    """What was read, line by line, with what each becomes."""
    return preview(request, import_of(film, script, script_import))


@film_view(EDITS, atomic=False)
@require_POST
def script_reading_again(request: HttpRequest, film: Film, script: int, script_import: int) -> HttpResponse:
    """In another encoding, or because more was transcribed since."""
    imported, form = import_of(film, script, script_import), EncodingForm(request.POST)
    try:
        if not imported.is_open:
            raise NotOpen
        edits.look_again(imported=imported, encoding=form.cleaned_data["encoding"] if form.is_valid() else "")
    except read_script.Refused as refused:
        messages.error(request, reading_words.refusal(refused))
    except NotOpen:
        messages.error(request, _("This import is no longer open."))
    return page_of(imported)


@film_view(EDITS)
@require_POST
def script_reading_take(request: HttpRequest, film: Film, script: int, script_import: int) -> HttpResponse:
    """Keep what was chosen on the page; `go` says what then: another page, or all of it into the script."""
    imported, go = import_of(film, script, script_import), request.POST.get("go", "")
    if not imported.is_open:
        messages.error(request, _("This import is no longer open."))
        return page_of(imported)
    known = edits.taken_before(imported)
    form = ChoiceForm(request.POST, imported=imported, is_known=known is not None)
    if not form.is_valid():
        return preview(request, imported, form)
    data = form.cleaned_data
    try:
        imported = edits.choose(
            imported=imported,
            lines=of_page(request.POST),
            threshold=data["threshold"],
            into=data["into"],
            title=data["title"],
        )
    except NotOpen:
        messages.error(request, _("This import is no longer open."))
        return page_of(imported)
    imported.script = script_of(film, script)
    if go != "take":
        return page_of(imported, go if go.isascii() and go.isdecimal() and len(go) < 6 else "")
    if known is not None and not data.get("again"):
        form.add_error("again", _("It is in the script already: say that you mean it."))
        return preview(request, imported, form)
    return _taken(request, imported)


def _taken(request: HttpRequest, imported: ScriptImport) -> HttpResponse:
    try:
        step = edits.take(imported=imported, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        nothing = _("Nothing is chosen: there would be nothing to take.")
        messages.error(request, nothing if refused.code == "nothing" else refusal_words(refused))
        return page_of(imported)
    except (Stale, NotOpen):
        messages.error(request, _("Somebody changed this meanwhile. Look again."))
        return page_of(imported)
    facts = step.facts
    rows = ngettext("%(rows)s row is in the script.", "%(rows)s rows are in the script.", facts["rows"])
    made = ngettext(
        "%(segments)s segment was logged for it.",
        "%(segments)s segments were logged for it.",
        facts["segments"],
    )
    words = [
        rows % facts,
        *([made % facts] if facts["segments"] else []),
        _("Undo takes it back in one step."),
    ]
    messages.success(request, " ".join(words))
    return redirect("script-detail", imported.script.film.slug, imported.script_id)


@film_view(EDITS)
@require_POST
def script_reading_drop(request: HttpRequest, film: Film, script: int, script_import: int) -> HttpResponse:
    imported = import_of(film, script, script_import)
    edits.drop(imported=imported)
    messages.success(request, _("Discarded: %(record)s.") % {"record": imported})
    page = "script-screenplay" if imported.kind == SCREENPLAY else "script-paper-edit"
    return redirect(page, film.slug, script)
