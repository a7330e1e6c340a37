"""The table of shots on the page of a scene or a location: every answer is the row that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from production import labels
from production.access import Permission, film_view
from production.actions import shots
from production.actions.shot_report import frames
from production.forms.records import RecordForm
from production.forms.shots import ShotRowForm
from production.models import Film, Location, Progress, Scene, Shot, StaleRecord
from production.templatetags.registers import word
from production.views.records import take
from production.views.shots import page_of

EDIT = Permission.EDIT_SCENES
HEADINGS = {
    "number": _("No."),
    "category": _("Category"),
    "description": _("Description"),
    "size": _("Size"),
    "angle": _("Angle"),
    "movement": _("Movement"),
    "lens": _("Lens"),
    "fps": _("fps"),
    "sound": _("Sound"),
    "priority": _("Must or nice"),
    "status": _("Status"),
}
CHOSEN = {
    "category": labels.SHOT_CATEGORIES,
    "size": labels.SHOT_SIZES,
    "sound": labels.SHOT_SOUNDS,
    "priority": labels.SHOT_PRIORITIES,
    "status": labels.SHOT_STATUSES,
}
HINTS = {
    "angle": [_("Eye level"), _("High"), _("Low"), _("Overhead"), _("Over the shoulder"), _("POV")],
    "movement": [
        _("Static"),
        _("Pan"),
        _("Tilt"),
        _("Dolly"),
        _("Handheld"),
        _("Slider"),
        _("Crane"),
        _("Drone"),
    ],
}


@dataclass(frozen=True)
class Cell:
    name: str
    value: Any
    errors: Sequence[str] = ()
    theirs: Any = None  # what somebody else wrote meanwhile, where it differs


@dataclass(frozen=True)
class RowOf:
    """A shot as a row: as it is stored, or as it was typed where it could not be saved."""

    shot: Shot
    cells: tuple[Cell, ...]
    form: RecordForm | None = None

    @property
    def is_conflict(self) -> bool:
        return bool(self.form and self.form.conflicts)


def columns_of(owner: Scene | Location) -> list[str]:
    return [name for name in HEADINGS if name != "category" or isinstance(owner, Location)]


def stored(shot: Shot, columns: Iterable[str]) -> RowOf:
    return RowOf(shot, tuple(Cell(name, shown(shot, name)) for name in columns))


def shown(shot: Shot, name: str) -> str:
    value = getattr(shot, name)
    if name in CHOSEN:
        return word(value, f"shot_{name}")
    return frames(value) if name == "fps" else value


def typed(shot: Shot, form: RecordForm) -> RowOf:
    theirs = {conflict.name: conflict.theirs for conflict in form.conflicts}
    cells = [
        Cell(name, form[name].value() or "", list(map(str, form.errors.get(name, ()))), theirs.get(name))
        for name in columns_of(shot.owner)
    ]
    return RowOf(shot, tuple(cells), form)


def table_of(owner: Scene | Location) -> dict[str, Any]:
    """What the table's template shows of a scene's shots, or of a location's menu."""
    columns = columns_of(owner)
    rows = list(Shot.objects.filter(**shots.of(owner)).select_related("file"))
    for shot in rows:  # nobody asks again for what is known
        shot.scene, shot.location = shots.of(owner).values()
    kind = "scene" if isinstance(owner, Scene) else "location"
    return {
        "shots": [stored(shot, columns) for shot in rows],
        "shot_columns": [(name, HEADINGS[name]) for name in columns],
        "shot_choices": [(name, words.values()) for name, words in CHOSEN.items() if name in columns],
        "shot_hints": HINTS.items(),
        "shot_blank": [Cell(name, "") for name in columns],
        "shot_pictures": [shot for shot in rows if shot.file_id],
        "shots_of": kind,
        "shots_owner": owner,
        "progress": sum((shot.counts for shot in rows), Progress()),
    }


def answer(request: HttpRequest, rows: Sequence[RowOf], status: int = 200, **more: Any) -> HttpResponse:
    """The rows, and how far their list has come with them."""
    owner = rows[0].shot.owner if rows else more["owner"]
    kind = "scene" if isinstance(owner, Scene) else "location"
    progress = Shot.objects.filter(**shots.of(owner)).progress_of(kind).get(owner.pk, Progress())
    context = {"rows": rows, "progress": progress, **more}
    return render(request, "production/_shot_answer.html", context, status=status)


def _own(film: Film, pk: int) -> Shot:
    rows = Shot.objects.standing().select_related("scene", "location", "file")
    found: Shot = get_object_or_404(rows, film=film, pk=pk)
    return found


def owner_of(request: HttpRequest, film: Film) -> Scene | Location:
    """The scene or the location that is named in what was sent."""
    for name, model in (("scene", Scene), ("location", Location)):
        key = request.POST.get(name, "")
        if key.isascii() and key.isdigit() and len(key) < 12:
            return get_object_or_404(model.objects, film=film, pk=int(key))
    raise Http404


@film_view(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def shot_row(request: HttpRequest, film: Film, shot: int) -> HttpResponse:
    """One row; sent back, it is saved, and what is wrong stands at its cell."""
    found = _own(film, shot)
    if request.method != "POST":
        return answer(request, [stored(found, columns_of(found.owner))])
    form, saved = take(request, film, ShotRowForm, found)
    if saved is not None:
        return answer(request, [stored(saved, columns_of(saved.owner))], merged=form.merged)
    return answer(request, [typed(form.instance, form)], status=409 if form.conflicts else 422)


@film_view(EDIT)
@require_POST
def shot_add(request: HttpRequest, film: Film) -> HttpResponse:
    """A new row; sent twice with the same key it is there once."""
    new = Shot(film=film, **shots.of(owner_of(request, film)))
    form, saved = take(request, film, ShotRowForm, new)
    if saved is not None:
        return redirect("shot-row", film=film.slug, shot=saved.pk)
    return answer(request, [typed(new, form)], status=422)


@film_view(EDIT)
@require_POST
def shot_copy(request: HttpRequest, film: Film, shot: int) -> HttpResponse:
    double = shots.copy(shot=_own(film, shot), by=request.user)  # type: ignore[arg-type]
    if request.POST.get("answer") == "row":
        return redirect("shot-row", film=film.slug, shot=double.pk)
    return redirect(page_of(request, film, double))


@film_view(EDIT)
@require_POST
def shot_move(request: HttpRequest, film: Film, shot: int) -> HttpResponse:
    """Before another one, or to the end; the page has moved it already."""
    found, before = _own(film, shot), None
    key = request.POST.get("before", "")
    if key:
        before = _own(film, int(key) if key.isascii() and key.isdigit() and len(key) < 12 else 0)
    try:
        shots.move(shot=found, before=before)
    except StaleRecord:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@film_view(EDIT)
@require_POST
def shot_renumber(request: HttpRequest, film: Film) -> HttpResponse:
    owner = owner_of(request, film)
    count = shots.renumber(owner=owner, by=request.user)  # type: ignore[arg-type]
    said = ngettext("%(count)d shot got another number.", "%(count)d shots got another number.", count)
    messages.success(request, said % {"count": count})
    name = "scene-detail" if isinstance(owner, Scene) else "location-detail"
    return redirect(reverse(name, args=[film.slug, owner.pk]) + "#shots")
