"""Releases: who and what may be shown, and how far that has come."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter, FilterSet

from production.access import Permission, film_view
from production.actions.releases import consequences
from production.forms.releases import ReleaseForm, WithdrawForm
from production.models import ArchiveClip, Film, Location, Person, Release, standing, standing_of
from production.pdf.release_form_content import KINDS as FORMS
from production.templatetags.dates import year_date
from production.templatetags.money import money
from production.views.facts import facts
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record

PAGE = [
    "material",
    "owner",
    "copyright_holder",
    "posted_on",
    "posted_where",
    "authority",
    "authority_number",
    "valid_from",
    "signer",
    "on_behalf_of",
    "signed_on",
    "expires_on",
    "limits",
    "reason",
    "language",
    "notes",
]
WITHDRAWAL = ["withdrawn_on", "withdrawal_ground", "withdrawal_decision"]
ENDED = (Release.State.WITHDRAWN, Release.State.REFUSED, Release.State.EXPIRED)


class ReleaseFilter(FilterSet):
    q = SearchFilter(
        "person__name", "location__name", "material", "owner", "signer", "limits", label=_("Search")
    )
    kind = ChoiceFilter(choices=Release.Kind, label=_("Kind"))
    state = ChoiceFilter(choices=Release.State, label=_("State"))

    class Meta:
        model = Release
        fields: list[str] = []


COLUMNS = [
    Column("of", _("Of"), lambda r: str(r.of), sort="person__name"),
    Column("kind", _("Kind"), lambda r: r.get_kind_display(), sort="kind"),
    Column("state", _("State"), lambda r: r.get_state_display(), sort="state"),
    Column("heirs", _("Heirs signed"), lambda r: r.heirs_signed, align="end"),
    Column("signed_on", _("Signed on"), lambda r: r.signed_on, sort="signed_on"),
    Column("expires_on", _("Expires on"), lambda r: r.expires_on, sort="expires_on"),
    Column("limits", _("Limits"), lambda r: r.limits),
    Column("fee", _("Fee"), lambda r: money(r.fee_amount, r.fee_currency), sort="fee_amount", align="end"),
]


def _with_all(film: Film) -> QuerySet[Release]:
    return (
        Release.objects.filter(film=film)
        .select_related("person", "location", "file", "permit")
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
    rows = _with_all(film).select_related("superseded_by__person", "superseded_by__location")
    found = get_object_or_404(rows, pk=release)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "release": found,
        "facts": facts(found, PAGE),
        "withdrawal": facts(found, WITHDRAWAL),
        "heirs": [(heir.name, year_date(heir.signed_on)) for heir in found.heirs.all()],
        "evidence": found.evidence.filter(binned_at=None).select_related("file"),
        "clips": found.clips.filter(binned_at=None),
        "supersedes": found.supersedes.filter(binned_at=None).select_related("person", "location"),
        "this": standing_of(found, today),
        "touches": consequences(found) if found.state in ENDED else None,
        "pdf": reverse("release-form", args=[film.slug, found.pk]) if found.kind in FORMS else "",
        "may_withdraw": found.state in (*Release.GIVEN, Release.State.SPOKEN),
    }
    if found.person is not None and found.kind in Release.OF_PERSON:
        releases = found.person.releases.prefetch_related("heirs")
        context["standing"] = standing(found.person, releases, today)
    return render(request, "production/release_detail.html", context)


@film_view(Permission.EDIT_RELEASES)
def release_new(request: HttpRequest, film: Film) -> HttpResponse:
    """A new release; `?person=`, `?location=` or `?clip=` says of whom or what, as the links to here do."""
    release = Release(film=film)
    release.person = _asked(request, film, "person", Person)
    release.location = _asked(request, film, "location", Location)
    clip = _asked(request, film, "clip", ArchiveClip)
    if clip is not None:
        release.kind, release.material = Release.Kind.MATERIALS, clip.title
    elif release.location is not None:
        release.kind = Release.Kind.LOCATION
    elif release.person is not None:
        release.kind = Release.Kind.ESTATE if release.person.died else Release.Kind.APPEARANCE
    if request.GET.get("kind") in Release.Kind.values:
        release.kind = request.GET["kind"]
    return _edit(request, film, release, initial={"clips": [clip.pk]} if clip else None)


def _asked(request: HttpRequest, film: Film, name: str, model: Any) -> Any:
    key = request.GET.get(name, "")
    if key.isascii() and key.isdigit() and len(key) < 12:
        return model.objects.filter(film=film, pk=int(key)).first()
    return None


@film_view(Permission.EDIT_RELEASES)
def release_edit(request: HttpRequest, film: Film, release: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Release.objects, film=film, pk=release))


def _edit(
    request: HttpRequest, film: Film, release: Release, initial: dict[str, Any] | None = None
) -> HttpResponse:
    form_class = ReleaseForm if initial is None else partial(ReleaseForm, initial=initial)
    return edit_record(
        request,
        film,
        form_class,  # type: ignore[arg-type]  # a form with something filled in
        release,
        template="production/release_edit.html",
        done=lambda saved: reverse("release-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_RELEASES)
def release_withdraw(request: HttpRequest, film: Film, release: int) -> HttpResponse:
    """Consent is taken back: what that touches is shown first, and the ticked form takes it."""
    found = get_object_or_404(_with_all(film), pk=release)
    page = reverse("release-detail", args=[film.slug, found.pk])
    if found.state not in (*Release.GIVEN, Release.State.SPOKEN):
        messages.error(request, _("Only a consent that was given can be withdrawn."))
        return redirect(page)
    found.withdrawn_on = found.withdrawn_on or timezone.localdate()
    return edit_record(
        request,
        film,
        WithdrawForm,
        found,
        template="production/release_withdraw.html",
        done=lambda saved: page,
        context={"release": found, "touches": consequences(found)},
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
