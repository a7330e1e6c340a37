"""Scenes: a list that is also the shape of the film, and one scene with all that it needs."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from production import clock
from production.access import Access, Permission, film_view
from production.forms.fields import PlainSelect
from production.forms.scenes import SceneForm
from production.models import (
    Film,
    Location,
    Person,
    Release,
    RunningItem,
    Scene,
    ShootDay,
    Shot,
    Standing,
    Theme,
    standing,
)
from production.panels import panels
from production.templatetags.dates import year_date
from production.templatetags.registers import word
from production.views.bulk import Bulk, bulk_edit
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record
from production.views.shot_rows import table_of


def _own(model: Any) -> Any:
    return lambda request: model.objects.filter(film=request.access.film)


class SceneFilter(FilterSet):
    q = SearchFilter("number", "title", "synopsis", label=_("Search"))
    kind = ChoiceFilter(choices=Scene.Kind, label=_("Kind"))
    status = ChoiceFilter(choices=Scene.Status, label=_("Status"))
    theme = ModelChoiceFilter(field_name="themes", queryset=_own(Theme), widget=PlainSelect, label=_("Theme"))
    location = ModelChoiceFilter(
        field_name="set__location", queryset=_own(Location), widget=PlainSelect, label=_("Location")
    )
    person = ModelChoiceFilter(
        field_name="people", queryset=_own(Person), widget=PlainSelect, label=_("Person")
    )

    class Meta:
        model = Scene
        fields: list[str] = []


def days_of(scene: Any) -> list[ShootDay]:
    """The days in whose running order a scene of `_with_all` stands, each once."""
    days = {item.day_id: item.day for item in scene.planned}
    return sorted(days.values(), key=lambda day: (day.date, day.pk))


def coverage(scene: Any) -> str:
    """3/7: shots done of planned; "" where none is planned."""
    return f"{scene.shots_done}/{scene.shots_planned}" if scene.shots_planned else ""


COLUMNS = [
    Column("number", _("No."), lambda s: s.number, sort="number_key", align="end"),
    Column("title", _("Title"), lambda s: s.title, sort="title"),
    Column("kind", _("Kind"), lambda s: word(s.kind, "kind"), sort="kind"),
    Column("int_ext", _("INT/EXT"), lambda s: word(s.int_ext, "int_ext"), sort="int_ext"),
    Column("day_night", _("D/N"), lambda s: word(s.day_night, "day_night"), sort="day_night"),
    Column("set", _("Set"), lambda s: str(s.set or ""), sort="set__location__name"),
    Column("people", _("People"), lambda s: ", ".join(p.name for p in s.cast)),
    Column("minutes", _("Minutes"), lambda s: s.planned_minutes, sort="planned_minutes", align="end"),
    Column("shots", _("Shots"), coverage, sort="shots_done", align="end"),
    Column("days", _("Days"), lambda s: ", ".join(year_date(d.date) for d in days_of(s))),
    Column("status", _("Status"), lambda s: word(s.status, "status"), sort="status"),
]
EIGHTHS = Column(
    "eighths",
    _("Pages"),
    lambda s: "" if s.eighths is None else clock.format_eighths(s.eighths),
    sort="eighths",
    align="end",
)


BULK = Bulk("scene", Scene, Permission.EDIT_SCENES, fields=("status",), tags=("themes",))


def columns_for(film: Film) -> list[Column]:
    return [*COLUMNS[:8], EIGHTHS, *COLUMNS[8:]] if film.show_eighths else COLUMNS


def _with_all(film: Film) -> QuerySet[Scene]:
    """Scenes with their set, `cast` and `planned` items: plain lists, quicker than managers for many rows."""
    items = RunningItem.objects.filter(day__isnull=False, day__binned_at=None).select_related("day")
    return (
        Scene.objects.filter(film=film)
        .annotate(
            shots_done=Shot.objects.done().count_for("scene"),
            shots_planned=Shot.objects.exclude(status=Shot.Status.DROPPED).count_for("scene"),
        )
        .select_related("set__location")
        .prefetch_related(
            Prefetch("people", Person.objects.all(), to_attr="cast"),
            Prefetch("running_items", items, to_attr="planned"),
        )
    )


@film_view(Permission.SEE_SCENES)
def scene_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        _with_all(film),
        filters=SceneFilter,
        columns=columns_for(film),
        template="production/scene_list.html",
        name=str(_("scenes")),
        context={"row_template": "production/_scene_row.html", "has_bin": True},
        bulk=BULK,
    )


@film_view(Permission.EDIT_SCENES)
def scene_bulk(request: HttpRequest, film: Film) -> HttpResponse:
    return bulk_edit(request, film, BULK, SceneFilter)


@film_view(Permission.SEE_SCENES)
def scene_detail(request: HttpRequest, film: Film, scene: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    found: Any = get_object_or_404(_with_all(film).prefetch_related("themes"), pk=scene)
    context: dict[str, Any] = {
        "scene": found,
        "days": days_of(found),
        "people": [(person, None) for person in found.cast],
        "events": found.events.all(),
        "panels": panels("scene", access, found),
        **table_of(found),
    }
    if access.may(Permission.SEE_ARCHIVE):
        context["clips"] = found.archive_clips.select_related("source", "file")
    if access.may(Permission.SEE_RELEASES):
        context["people"] = standings(found)
        context["sees_releases"] = True
    return render(request, "production/scene_detail.html", context)


def standings(scene: Scene) -> list[tuple[Person, Standing | None]]:
    """Everyone in a scene with where their release stands; crew behind the camera need none."""
    releases = Prefetch("releases", Release.objects.prefetch_related("heirs"))
    people = scene.people.prefetch_related(releases)
    today = timezone.localdate()
    return [
        (person, standing(person, person.releases.all(), today) if person.is_contributor else None)
        for person in people
    ]


@film_view(Permission.EDIT_SCENES)
def scene_new(request: HttpRequest, film: Film) -> HttpResponse:
    return _edit(request, film, Scene(film=film))


@film_view(Permission.EDIT_SCENES)
def scene_edit(request: HttpRequest, film: Film, scene: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Scene.objects, film=film, pk=scene))


def _edit(request: HttpRequest, film: Film, scene: Scene) -> HttpResponse:
    return edit_record(
        request,
        film,
        SceneForm,
        scene,
        template="production/scene_edit.html",
        done=lambda saved: reverse("scene-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_SCENES)
@require_POST
def scene_bin(request: HttpRequest, film: Film, scene: int) -> HttpResponse:
    found = get_object_or_404(Scene.objects, film=film, pk=scene)
    return bin_record(
        request,
        found,
        undo=reverse("scene-restore", args=[film.slug, found.pk]),
        back=reverse("scene-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_SCENES)
@require_POST
def scene_restore(request: HttpRequest, film: Film, scene: int) -> HttpResponse:
    found = get_object_or_404(Scene.everything, film=film, pk=scene)
    return restore_record(request, found, back=reverse("scene-list", args=[film.slug]))
