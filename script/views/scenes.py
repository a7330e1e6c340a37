"""Scenes of a script, as the writing page adds, changes, moves and deletes them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.models import Film
from script.actions import scenes
from script.forms.writing import SceneForm
from script.views.answers import script_of, sent, shown, take, wrong

EDITS = Permission.EDIT_SCRIPT


@film_view(EDITS)
@require_POST
def scene_new(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    of, form, scene = script_of(film, script), sent(request), SceneForm(request.POST)
    if not form.is_valid() or not scene.is_valid():
        return wrong({**form.errors, **scene.errors})
    by: Any = request.user
    return take(
        request,
        of,
        lambda: scenes.add(script=of, after=form.cleaned_data["after"], by=by, **scene.values()),
    )


@film_view(EDITS)
@require_POST
def scene_edit(request: HttpRequest, film: Film, script: int, scene: int) -> HttpResponse:
    form = SceneForm(request.POST)
    if not form.is_valid():
        return wrong(form.errors)
    return _act(request, film, script, scene, lambda of, data: scenes.edit(**of, values=form.values()))


@film_view(EDITS)
@require_POST
def scene_move(request: HttpRequest, film: Film, script: int, scene: int) -> HttpResponse:
    return _act(request, film, script, scene, lambda of, data: scenes.move(**of, after=data["after"]))


@film_view(EDITS)
@require_POST
def scene_delete(request: HttpRequest, film: Film, script: int, scene: int) -> HttpResponse:
    return _act(request, film, script, scene, lambda of, data: scenes.delete(**of, seen=shown(request)))


def _act(request: HttpRequest, film: Film, script: int, scene: int, act: Any) -> HttpResponse:
    found, form = script_of(film, script), sent(request)
    if not form.is_valid():
        return wrong(form.errors)
    data = form.cleaned_data
    of = {"script": found, "scene": scene, "version": data["version"], "by": request.user}
    return take(request, found, lambda: act(of, data), on=("scene", scene))
