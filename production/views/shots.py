"""Shots: a list of all of them, and one with all that it is to look like."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from production.access import Access, Permission, film_view
from production.actions.shot_report import frames
from production.forms.fields import PlainSelect
from production.forms.shots import ShotForm
from production.models import Film, Location, Scene, ShootDay, Shot
from production.panels import panels
from production.templatetags.registers import word
from production.views.bulk import Bulk, bulk_edit
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record


def _own(model: Any) -> Any:
    return lambda request: model.objects.filter(film=request.access.film)


class ShotFilter(FilterSet):
    q = SearchFilter("number", "description", "lens", "movement", "angle", "notes", label=_("Search"))
    scene = ModelChoiceFilter(queryset=_own(Scene), widget=PlainSelect, label=_("Scene"))
    location = ModelChoiceFilter(queryset=_own(Location), widget=PlainSelect, label=_("Location"))
    category = ChoiceFilter(choices=Shot.Category, label=_("Category"))
    priority = ChoiceFilter(choices=Shot.Priority, label=_("Must or nice"))
    status = ChoiceFilter(choices=Shot.Status, label=_("Status"))
    day = ModelChoiceFilter(
        field_name="shot_on", queryset=_own(ShootDay), widget=PlainSelect, label=_("Shot on")
    )

    class Meta:
        model = Shot
        fields: list[str] = []


COLUMNS = [
    Column("scene", _("Scene"), lambda s: s.scene.number if s.scene else "", sort="scene__number_key"),
    Column("location", _("Location"), lambda s: str(s.location or ""), sort="location__name"),
    Column("category", _("Category"), lambda s: word(s.category, "shot_category"), sort="category"),
    Column("number", _("No."), lambda s: s.number, sort="number_key", align="end"),
    Column("description", _("Description"), lambda s: s.description, sort="description"),
    Column("size", _("Size"), lambda s: word(s.size, "shot_size"), sort="size"),
    Column("angle", _("Angle"), lambda s: s.angle, sort="angle"),
    Column("movement", _("Movement"), lambda s: s.movement, sort="movement"),
    Column("lens", _("Lens"), lambda s: s.lens, sort="lens"),
    Column("fps", _("fps"), lambda s: frames(s.fps), sort="fps", align="end"),
    Column("sound", _("Sound"), lambda s: word(s.sound, "shot_sound"), sort="sound"),
    Column("priority", _("Must or nice"), lambda s: word(s.priority, "shot_priority"), sort="priority"),
    Column("status", _("Status"), lambda s: word(s.status, "shot_status"), sort="status"),
    Column("shot_on", _("Shot on"), lambda s: s.shot_on and s.shot_on.date, sort="shot_on__date"),
]


def with_all(film: Film) -> QuerySet[Shot]:
    """Shots of scenes and menus outside the bin, with what they belong to."""
    rows = Shot.objects.filter(film=film).standing().in_order()
    found: QuerySet[Shot] = rows.select_related("scene", "location", "shot_on", "clip", "file")
    return found


BULK = Bulk("shot", Shot, Permission.EDIT_SCENES, fields=("status", "priority"))


@film_view(Permission.SEE_SCENES)
def shot_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        with_all(film),
        filters=ShotFilter,
        columns=COLUMNS,
        template="production/shot_list.html",
        name=str(_("shots")),
        context={"row_template": "production/_shot_line.html", "has_bin": True},
        bulk=BULK,
    )


@film_view(Permission.EDIT_SCENES)
def shot_bulk(request: HttpRequest, film: Film) -> HttpResponse:
    return bulk_edit(request, film, BULK, ShotFilter)


@film_view(Permission.SEE_SCENES)
def shot_detail(request: HttpRequest, film: Film, shot: int) -> HttpResponse:
    found = get_object_or_404(with_all(film), pk=shot)
    picture = [
        (_("Size"), word(found.size, "shot_size")),
        (_("Angle"), found.angle),
        (_("Movement"), found.movement),
        (_("Lens"), found.lens),
        (_("Frames a second"), frames(found.fps)),
        (_("Sound"), word(found.sound, "shot_sound")),
        (_("Minutes"), found.minutes),
    ]
    context = {
        "shot": found,
        "facts": [(label, words, "") for label, words in picture if words],
        "panels": panels("shot", request.access, found),  # type: ignore[attr-defined]
    }
    return render(request, "production/shot_detail.html", context)


@film_view(Permission.EDIT_SCENES)
def shot_new(request: HttpRequest, film: Film) -> HttpResponse:
    """A new shot; `?scene=` or `?location=` says of what, as the links to here do."""
    shot = Shot(film=film)
    shot.scene = _named(request, "scene", Scene.objects.filter(film=film))
    shot.location = _named(request, "location", Location.objects.filter(film=film))
    return _edit(request, film, shot)


def _named(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Any:
    key = request.GET.get(name, "")
    return rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 12 else None


@film_view(Permission.EDIT_SCENES)
def shot_edit(request: HttpRequest, film: Film, shot: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Shot.objects, film=film, pk=shot))


def _edit(request: HttpRequest, film: Film, shot: Shot) -> HttpResponse:
    return edit_record(
        request,
        film,
        ShotForm,
        shot,
        template="production/shot_edit.html",
        done=lambda saved: reverse("shot-detail", args=[film.slug, saved.pk]),
    )


def page_of(request: HttpRequest, film: Film, shot: Shot) -> str:
    """Where the shot stands in its table; who may not see locations finds its menu in the list."""
    access: Access = request.access  # type: ignore[attr-defined]
    if shot.scene_id:
        return reverse("scene-detail", args=[film.slug, shot.scene_id]) + "#shots"
    if access.may(Permission.SEE_LOCATIONS):
        return reverse("location-detail", args=[film.slug, shot.location_id]) + "#shots"
    return reverse("shot-list", args=[film.slug])


@film_view(Permission.EDIT_SCENES)
@require_POST
def shot_bin(request: HttpRequest, film: Film, shot: int) -> HttpResponse:
    """In its table the row itself offers the way back."""
    found = get_object_or_404(Shot.objects.select_related("scene", "location"), film=film, pk=shot)
    if request.POST.get("answer") == "row":
        found.bin(by=request.user)
        return render(request, "production/_shot_gone.html", {"shot": found})
    undo = reverse("shot-restore", args=[film.slug, found.pk])
    return bin_record(request, found, undo=undo, back=page_of(request, film, found))


@film_view(Permission.EDIT_SCENES)
@require_POST
def shot_restore(request: HttpRequest, film: Film, shot: int) -> HttpResponse:
    rows = Shot.everything.filter(film=film).select_related("scene", "location")
    found = get_object_or_404(rows, pk=shot)
    if request.POST.get("answer") != "row":
        return restore_record(request, found, back=page_of(request, film, found))
    if found.is_binned:
        found.restore()
    return redirect("shot-row", film=film.slug, shot=found.pk)
