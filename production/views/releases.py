"""Releases: who and what may be shown, and how far that has come."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter, FilterSet

from production.access import Permission, film_view
from production.forms.releases import ReleaseForm
from production.models import Film, Location, Person, Release, standing
from production.templatetags.dates import year_date
from production.views.facts import facts
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record

PAGE = ["signer", "signed_on", "expires_on", "limits", "reason", "language", "notes"]


class ReleaseFilter(FilterSet):
    q = SearchFilter("person__name", "location__name", "signer", "limits", label=_("Search"))
    kind = ChoiceFilter(choices=Release.Kind, label=_("Kind"))
    state = ChoiceFilter(choices=Release.State, label=_("State"))

    class Meta:
        model = Release
        fields: list[str] = []


COLUMNS = [
    Column("of", _("Of"), lambda r: str(r.person or r.location), sort="person__name"),
    Column("kind", _("Kind"), lambda r: r.get_kind_display(), sort="kind"),
    Column("state", _("State"), lambda r: r.get_state_display(), sort="state"),
    Column("heirs", _("Heirs signed"), lambda r: r.heirs_signed, align="end"),
    Column("signed_on", _("Signed on"), lambda r: r.signed_on, sort="signed_on"),
    Column("expires_on", _("Expires on"), lambda r: r.expires_on, sort="expires_on"),
    Column("limits", _("Limits"), lambda r: r.limits),
]


def _with_all(film: Film) -> QuerySet[Release]:
    return (
        Release.objects.filter(film=film)
        .select_related("person", "location", "file")
        .prefetch_related("heirs")
    )


@film_view(Permission.SEE_RELEASES)
def release_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        _with_all(film),
        filters=ReleaseFilter,
        columns=COLUMNS,
        template="production/release_list.html",
        name=str(_("releases")),
        context={"row_template": "production/_release_row.html", "has_bin": True},
    )


@film_view(Permission.SEE_RELEASES)
def release_detail(request: HttpRequest, film: Film, release: int) -> HttpResponse:
    found = get_object_or_404(_with_all(film), pk=release)
    context: dict[str, Any] = {
        "release": found,
        "facts": facts(found, PAGE),
        "heirs": [(heir.name, year_date(heir.signed_on)) for heir in found.heirs.all()],
    }
    if found.person is not None:
        releases = found.person.releases.prefetch_related("heirs")
        context["standing"] = standing(found.person, releases, timezone.localdate())
    return render(request, "production/release_detail.html", context)


@film_view(Permission.EDIT_RELEASES)
def release_new(request: HttpRequest, film: Film) -> HttpResponse:
    """A new release; `?person=` or `?location=` says of whom or what, as the links to here do."""
    release = Release(film=film)
    of = {"person": Person.objects, "location": Location.objects}
    for name, rows in of.items():
        key = request.GET.get(name, "")
        if key.isascii() and key.isdigit() and len(key) < 12:
            setattr(release, name, rows.filter(film=film, pk=int(key)).first())
    if release.location is not None:
        release.kind = Release.Kind.LOCATION
    elif release.person is not None:
        release.kind = Release.Kind.ESTATE if release.person.died else Release.Kind.APPEARANCE
    return _edit(request, film, release)


@film_view(Permission.EDIT_RELEASES)
def release_edit(request: HttpRequest, film: Film, release: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Release.objects, film=film, pk=release))


def _edit(request: HttpRequest, film: Film, release: Release) -> HttpResponse:
    return edit_record(
        request,
        film,
        ReleaseForm,
        release,
        template="production/release_edit.html",
        done=lambda saved: reverse("release-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_RELEASES)
@require_POST
def release_bin(request: HttpRequest, film: Film, release: int) -> HttpResponse:
    found = get_object_or_404(Release.objects, film=film, pk=release)
    return bin_record(
        request,
        found,
        undo=reverse("release-restore", args=[film.slug, found.pk]),
        back=reverse("release-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_RELEASES)
@require_POST
def release_restore(request: HttpRequest, film: Film, release: int) -> HttpResponse:
    found = get_object_or_404(Release.everything, film=film, pk=release)
    return restore_record(request, found, back=reverse("release-list", args=[film.slug]))
