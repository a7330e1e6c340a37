"""Release forms on paper: filled for one release, or blank with the film's own data."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from production import papers
from production.access import Permission, film_view
from production.actions.release_forms import blank_form, release_form
from production.models import Film, Release
from production.papers import Paper
from production.pdf.release_form_content import KINDS, ReleaseForm
from production.pdf.wording import Words
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of

papers.add(
    Paper(
        "release-forms",
        _("Release forms"),
        _("To be signed: appearance, minor, estate, location, materials; and the notice for a crowd."),
        Permission.SEE_RELEASES,
        "clearance",
        page="release-forms",
        has_pdf=False,
    )
)


@film_view(Permission.SEE_RELEASES)
@require_safe
def release_forms(request: HttpRequest, film: Film) -> HttpResponse:
    """Blank forms; a filled one is printed from its release."""
    words = dict(Release.Kind.choices)
    forms = [(words[kind], reverse(f"release-form-{kind}", args=[film.slug])) for kind in KINDS]
    return render(request, "production/release_forms.html", {"forms": forms})


def blank(kind: str) -> Callable[..., HttpResponseBase]:
    """The page of a blank form."""

    @film_view(Permission.SEE_RELEASES)
    @require_safe
    @bounded
    def view(request: HttpRequest, film: Film) -> HttpResponse:
        return _drawn(request, blank_form(film, kind), f"{film.slug}-release-{kind}")

    return view


@film_view(Permission.SEE_RELEASES)
@require_safe
@bounded
def release_form_pdf(request: HttpRequest, film: Film, release: int) -> HttpResponse:
    rows = Release.objects.filter(film=film).select_related("film", "person", "location")
    found = get_object_or_404(rows, pk=release)
    if found.kind not in KINDS:
        raise Http404
    hidden = request.access.hidden_fields(found.person)  # type: ignore[attr-defined]
    return _drawn(request, release_form(found, hidden=hidden), f"{film.slug}-release-{found.kind}-{found.pk}")


def _drawn(request: HttpRequest, content: ReleaseForm, name: str) -> HttpResponse:
    from production.pdf.release_form import render as draw

    words = Words(language_of(request), timezone.localdate())
    return pdf_answer(draw(content, words, paper=paper_of(request)), name)
