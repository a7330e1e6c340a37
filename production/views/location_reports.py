"""The location report: all places or one, with the light on their shooting dates."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from production import papers
from production.access import Access, Permission, film_view
from production.actions.location_report import locations
from production.models import Film, StoredFile
from production.papers import Paper
from production.pdf import location_report as paper
from production.pdf.location_content import Locations
from production.pdf.wording import Words
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of

P = Permission
PAPER = Paper(
    "locations",
    _("Location report"),
    _("Each place with contact, permits, rules, hospital, scenes, photographs, and the sun on its dates."),
    P.SEE_LOCATIONS,
    "planning",
)
papers.add(PAPER)


def _gathered(request: HttpRequest, film: Film) -> tuple[Locations, int | None]:
    """`?location=` asks for one place."""
    access: Access = request.access  # type: ignore[attr-defined]
    only: int | None = None
    asked = request.GET.get("location", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 12:
        only = get_object_or_404(film.locations, pk=int(asked)).pk
    return locations(film, only=only, with_releases=access.may(P.SEE_RELEASES)), only


@film_view(P.SEE_LOCATIONS)
@require_safe
def location_report(request: HttpRequest, film: Film) -> HttpResponse:
    found, only = _gathered(request, film)
    words = Words(request.LANGUAGE_CODE, timezone.localdate())
    context = {
        "report": paper.lay_out(
            found, words, address=lambda key: reverse("file-preview", args=[film.slug, key])
        ),
        "pdf": PAPER.addresses(film)[1],
        "asked": f"&location={only}" if only else "",
        "choices": film.locations.values_list("pk", "name"),
        "chosen": only,
    }
    return render(request, "production/location_report.html", context)


@film_view(P.SEE_LOCATIONS)
@require_safe
@bounded
def location_report_pdf(request: HttpRequest, film: Film) -> HttpResponse:
    found, _only = _gathered(request, film)
    words = Words(language_of(request), timezone.localdate())
    lay_out = partial(paper.lay_out, found)
    body = paper.render(lay_out, words, paper=paper_of(request), pictures=_pictures(film, found))
    return pdf_answer(body, f"{film.slug}-locations")


def _pictures(film: Film, found: Locations) -> dict[str, bytes]:
    """The small pictures that we made of those handed in."""
    keys = [picture.key for place in found.places for picture in place.pictures]
    pictures = {}
    for stored in StoredFile.objects.filter(film=film, pk__in=keys, kind=StoredFile.Kind.PICTURE):
        if stored.preview:
            with stored.preview.open("rb") as file:
                pictures[stored.sha256] = file.read()
    return pictures
