"""Cells of a script, as the writing page adds, changes, trims, moves, pins and deletes them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from production.access import Permission, film_view
from production.models import Film
from script.actions import cells, trimming
from script.actions.steps import Refused, Stale, as_read
from script.forms.writing import CellForm
from script.views.answers import number, script_of, sent, take, wrong

EDITS = Permission.EDIT_SCRIPT


@film_view(EDITS)
@require_POST
def cell_new(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    of, form, cell = script_of(film, script), sent(request), CellForm(request.POST)
    if not form.is_valid() or not cell.is_valid():
        return wrong({**form.errors, **cell.errors})
    return take(
        request,
        of,
        lambda: cells.add(
            script=of,
            row=form.cleaned_data["row"] or 0,
            values=cell.values(),
            after=form.cleaned_data["after"],
            fits=form.cleaned_data["fits"],
            by=request.user,  # type: ignore[arg-type]
        ),
    )


@film_view(EDITS)
@require_POST
def cell_edit(request: HttpRequest, film: Film, script: int, cell: int) -> HttpResponse:
    """Any of its fields; `was` is the text as it was read, `onto` lets the last step go on."""
    form = CellForm(request.POST)
    if not form.is_valid():
        return wrong(form.errors)

    def edit(of: Any, data: dict[str, Any]) -> Any:
        return cells.edit(**of, values=form.values(), was=request.POST.get("was"), onto=data["onto"])

    return _act(request, film, script, cell, edit)


@film_view(EDITS)
@require_POST
def cell_trim(request: HttpRequest, film: Film, script: int, cell: int) -> HttpResponse:
    """`in` and `out` as typed; or words by number, as ``words/`` tells them, with where they stood."""

    def trim(of: Any, data: dict[str, Any]) -> Any:
        part = data["part"] or 0
        start, end = request.POST.get("in", ""), request.POST.get("out", "")
        if data["from_word"] is not None and data["to_word"] is not None:
            words = {"first": data["from_word"], "last": data["to_word"]}
            return trimming.trim_to_words(**of, part=part, **words, at=(start, end))
        return trimming.trim(**of, part=part, first=start, end=end)

    return _act(request, film, script, cell, trim)


@film_view(EDITS)
@require_POST
def cell_move(request: HttpRequest, film: Film, script: int, cell: int) -> HttpResponse:
    def move(of: Any, data: dict[str, Any]) -> Any:
        column = data["column"] or "sound"
        return cells.move(**of, row=data["row"] or 0, column=column, after=data["after"])

    return _act(request, film, script, cell, move)


@film_view(EDITS)
@require_POST
def cell_delete(request: HttpRequest, film: Film, script: int, cell: int) -> HttpResponse:
    return _act(request, film, script, cell, lambda of, data: cells.delete(**of))


@film_view(EDITS)
@require_POST
def cell_pin(request: HttpRequest, film: Film, script: int, cell: int) -> HttpResponse:
    return _act(request, film, script, cell, lambda of, data: trimming.pin(**of, on=data["on"]))


@film_view(EDITS)
@require_POST
def cell_accept(request: HttpRequest, film: Film, script: int, cell: int) -> HttpResponse:
    return _act(request, film, script, cell, lambda of, data: trimming.accept(**of))


@film_view(EDITS)
@require_POST
def cell_keep(request: HttpRequest, film: Film, script: int, cell: int) -> HttpResponse:
    return _act(request, film, script, cell, lambda of, data: trimming.keep(**of))


def _act(request: HttpRequest, film: Film, script: int, cell: int, act: Any) -> HttpResponse:
    found, form = script_of(film, script), sent(request)
    if not form.is_valid():
        return wrong(form.errors)
    data = form.cleaned_data
    of = {"script": found, "cell": cell, "version": data["version"], "by": request.user}
    return take(request, found, lambda: act(of, data), on=("cell", cell))


@film_view(Permission.SEE_SCRIPT)
@require_safe
def cell_words(request: HttpRequest, film: Film, script: int, cell: int) -> HttpResponse:
    """What is said in a range of a soundbite and around it, with source timecodes."""
    of = script_of(film, script)
    try:
        found = as_read(of, "cell", cell)
        if found.segment is None:
            raise Http404
        words = trimming.words_around(found, number(request.GET.get("part", "")) or 0)
    except (Stale, Refused) as error:
        raise Http404 from error
    recording = found.segment.recording
    told = [
        {
            "text": word.text,
            "in": str(recording.source(word.in_frame)),
            "out": str(recording.source(word.out_frame)),
            "inside": word.is_inside,
        }
        for word in words
    ]
    return JsonResponse({"id": found.pk, "version": found.version, "words": told})
