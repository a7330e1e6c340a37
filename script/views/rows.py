"""Rows of a script, as the writing page adds, moves, splits, joins and deletes them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.models import Film
from script.actions import rows
from script.forms.writing import CellForm
from script.views.answers import script_of, sent, shown, take, wrong

EDITS = Permission.EDIT_SCRIPT


@film_view(EDITS)
@require_POST
def row_new(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """`cells` is a list of cells as JSON: each the fields that ``cells/new/`` takes."""
    of, form = script_of(film, script), sent(request)
    if not form.is_valid():
        return wrong(form.errors)
    listed = form.cleaned_data["cells"]
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed[: rows.MOST_CELLS]):
        return wrong({"cells": ["[{…}]"]})
    cells = [CellForm(one) for one in listed[: rows.MOST_CELLS + 1]]
    errors = {name: texts for cell in cells for name, texts in cell.errors.items()}
    if errors:
        return wrong(errors)
    data = form.cleaned_data
    return take(
        request,
        of,
        lambda: rows.add(
            script=of,
            scene=data["scene"] or 0,
            after=data["after"],
            values=[cell.values() for cell in cells],
            by=request.user,  # type: ignore[arg-type]
        ),
    )


@film_view(EDITS)
@require_POST
def row_move(request: HttpRequest, film: Film, script: int, row: int) -> HttpResponse:
    def move(of: Any, data: dict[str, Any]) -> Any:
        return rows.move(**of, scene=data["scene"] or 0, after=data["after"])

    return _act(request, film, script, row, move)


@film_view(EDITS)
@require_POST
def row_split(request: HttpRequest, film: Film, script: int, row: int) -> HttpResponse:
    def split(of: Any, data: dict[str, Any]) -> Any:
        return rows.split(**of, cell=data["cell"] or 0, word=data["word"] or 0)

    return _act(request, film, script, row, split)


@film_view(EDITS)
@require_POST
def row_join(request: HttpRequest, film: Film, script: int, row: int) -> HttpResponse:
    return _act(request, film, script, row, lambda of, data: rows.join(**of))


@film_view(EDITS)
@require_POST
def row_delete(request: HttpRequest, film: Film, script: int, row: int) -> HttpResponse:
    return _act(request, film, script, row, lambda of, data: rows.delete(**of, seen=shown(request)))


def _act(request: HttpRequest, film: Film, script: int, row: int, act: Any) -> HttpResponse:
    found, form = script_of(film, script), sent(request)
    if not form.is_valid():
        return wrong(form.errors)
    data = form.cleaned_data
    of = {"script": found, "row": row, "version": data["version"], "by": request.user}
    return take(request, found, lambda: act(of, data), on=("row", row))
