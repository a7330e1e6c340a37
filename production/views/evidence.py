"""What proves a release: forms, mails, recordings, notes of the day, each with its date."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.forms.releases import EvidenceForm
from production.models import Evidence, Film, Release
from production.views.records import bin_record, edit_record, restore_record


def _release(film: Film, key: int) -> Release:
    found: Release = get_object_or_404(
        Release.objects.filter(film=film).select_related("person", "location"), pk=key
    )
    return found


def _page(film: Film, release: Release) -> str:
    return reverse("release-detail", args=[film.slug, release.pk]) + "#evidence"


@film_view(Permission.EDIT_RELEASES)
def evidence_new(request: HttpRequest, film: Film, release: int) -> HttpResponse:
    return _edit(request, film, Evidence(release=_release(film, release)))


@film_view(Permission.EDIT_RELEASES)
def evidence_edit(request: HttpRequest, film: Film, release: int, evidence: int) -> HttpResponse:
    rows = Evidence.objects.filter(release=_release(film, release)).select_related("file")
    return _edit(request, film, get_object_or_404(rows, pk=evidence))


def _edit(request: HttpRequest, film: Film, evidence: Evidence) -> HttpResponse:
    return edit_record(
        request,
        film,
        EvidenceForm,
        evidence,
        template="production/evidence_edit.html",
        done=lambda saved: _page(film, saved.release),
        context={"release": evidence.release},
    )


@film_view(Permission.EDIT_RELEASES)
@require_POST
def evidence_bin(request: HttpRequest, film: Film, release: int, evidence: int) -> HttpResponse:
    of = _release(film, release)
    found = get_object_or_404(Evidence.objects.filter(release=of), pk=evidence)
    undo = reverse("evidence-restore", args=[film.slug, of.pk, found.pk])
    return bin_record(request, found, undo=undo, back=_page(film, of))


@film_view(Permission.EDIT_RELEASES)
@require_POST
def evidence_restore(request: HttpRequest, film: Film, release: int, evidence: int) -> HttpResponse:
    of = _release(film, release)
    found = get_object_or_404(Evidence.everything.filter(release=of), pk=evidence)
    return restore_record(request, found, back=_page(film, of))
