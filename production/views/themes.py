"""Themes: the threads that run through the scenes."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import FilterSet

from production.access import Permission, film_view
from production.forms.themes import ThemeForm
from production.models import Film, Theme
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record


class ThemeFilter(FilterSet):
    q = SearchFilter("name", label=_("Search"))

    class Meta:
        model = Theme
        fields: list[str] = []


COLUMNS = [
    Column("name", _("Name"), lambda theme: theme.name, sort="name"),
    Column("scenes", _("Scenes"), lambda theme: theme.scene_count, sort="scene_count", align="end"),
    Column("minutes", _("Minutes"), lambda theme: theme.minutes or 0, sort="minutes", align="end"),
]


def _counted(film: Film) -> QuerySet[Theme]:
    live = Q(scenes__binned_at=None)
    return (
        Theme.objects.filter(film=film)
        .annotate(
            scene_count=Count("scenes", filter=live), minutes=Sum("scenes__planned_minutes", filter=live)
        )
        .order_by("name", "pk")
    )


@film_view(Permission.SEE_SCENES)
def theme_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        _counted(film),
        filters=ThemeFilter,
        columns=COLUMNS,
        template="production/theme_list.html",
        name=str(_("themes")),
        context={
            "row_template": "production/_theme_row.html",
            "has_bin": True,
            "row_actions": request.access.may(Permission.EDIT_SCENES),  # type: ignore[attr-defined]
        },
    )


@film_view(Permission.EDIT_SCENES)
def theme_new(request: HttpRequest, film: Film) -> HttpResponse:
    return _edit(request, film, Theme(film=film))


@film_view(Permission.EDIT_SCENES)
def theme_edit(request: HttpRequest, film: Film, theme: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Theme.objects, film=film, pk=theme))


def _edit(request: HttpRequest, film: Film, theme: Theme) -> HttpResponse:
    return edit_record(
        request,
        film,
        ThemeForm,
        theme,
        template="production/theme_edit.html",
        done=lambda saved: reverse("theme-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_SCENES)
@require_POST
def theme_bin(request: HttpRequest, film: Film, theme: int) -> HttpResponse:
    found = get_object_or_404(Theme.objects, film=film, pk=theme)
    return bin_record(
        request,
        found,
        undo=reverse("theme-restore", args=[film.slug, found.pk]),
        back=reverse("theme-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_SCENES)
@require_POST
def theme_restore(request: HttpRequest, film: Film, theme: int) -> HttpResponse:
    found = get_object_or_404(Theme.everything, film=film, pk=theme)
    return restore_record(request, found, back=reverse("theme-list", args=[film.slug]))
