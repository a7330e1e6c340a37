"""The way back of a writer's own steps, and forth again; what is different since, here and in the sources."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from production.access import Permission, film_view
from production.models import Film
from script.actions import content as gather
from script.actions import sources, steps
from script.forms.writing import LooksForm
from script.views import drawn
from script.views.answers import IN_PLACE, about, changes, number, script_of, take, wrong
from script.views.row_html import looks
from script.views.seen import seen

EDITS = Permission.EDIT_SCRIPT


@film_view(EDITS)
@require_POST
def script_undo(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    of, by = script_of(film, script), request.user
    return take(request, of, lambda: steps.undo(script=of, by=by))  # type: ignore[arg-type]


@film_view(EDITS)
@require_POST
def script_redo(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    of, by = script_of(film, script), request.user
    return take(request, of, lambda: steps.redo(script=of, by=by))  # type: ignore[arg-type]


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_since(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """What differs from `?revision=`; `on=row-12` tells the version of what a change was about, and
    `also=row-12` tells it whether it differs or not.

    With `?sources=` it tells the mark of the sources too: where that is another one than the page
    knows, the page asks :func:`script_sources` which of its rows read otherwise.
    """
    of, into = script_of(film, script), request.GET.get("into", "")[:8]
    revision = number(request.GET.get("revision", "")) or 0
    found: dict[str, Any] = changes(request, of, revision, into, request.GET.get("also", ""))
    if "sources" in request.GET:
        found["sources"] = sources.mark(of, into, timezone.localdate())
    if stay := number(request.GET.get("stay", "")):
        _note(request, found, stay)
    return JsonResponse({**about(of, request.GET.get("on", "")), **found})


def _note(request: HttpRequest, found: dict[str, Any], stay: int) -> None:
    """Where an undo left something of its step; a page that is loaded anew says it then."""
    note = ngettext(
        "%(count)s segment that was made for it stays in the log: it was changed since, or is used.",
        "%(count)s segments that were made for it stay in the log: they were changed since, or are used.",
        stay,
    ) % {"count": stay}
    if found.get("reload"):
        messages.info(request, note)
    else:
        found["note"] = note


@film_view(Permission.SEE_SCRIPT)
@require_POST
def script_sources(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """The rows and the headings of scenes that look otherwise than a page shows them, and the target.

    `known` and `scenes` say how they do there, ``{"12": "9f3a…"}``.
    """
    of, form = script_of(film, script), LooksForm(request.POST)
    if not form.is_valid():
        return wrong(form.errors)
    known, into = form.cleaned_data["known"], request.POST.get("into", "")[:8]
    # asked first: what changes while the rows are drawn is found the next time
    mark = sources.mark(of, into, timezone.localdate())
    pages = seen(request, gather.script(of, into=into))
    other = _otherwise(drawn.rows_html(of, pages), known)
    headings = _otherwise(drawn.scenes_html(of, pages), form.cleaned_data["scenes"])
    if len(other) > IN_PLACE:
        return JsonResponse({"reload": True})
    return JsonResponse(
        {"sources": mark, "rows": other, "scenes": headings, "target": of.target_seconds or 0}
    )


def _otherwise(drawn_now: dict[str, str], known: dict[str, Any]) -> dict[str, str]:
    return {key: html for key, html in drawn_now.items() if key in known and not looks(html, known[key])}
