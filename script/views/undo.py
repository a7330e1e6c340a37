"""The way back of a writer's own steps, and forth again; what is different since a revision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from production.access import Permission, film_view
from production.models import Film
from script.actions import steps
from script.views.answers import about, changes, number, script_of, take

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
    """What differs from `?revision=`; `on=row-12` tells the version of what a change was about."""
    of = script_of(film, script)
    revision = number(request.GET.get("revision", "")) or 0
    found: dict[str, Any] = changes(request, of, revision, request.GET.get("into", "")[:8])
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
