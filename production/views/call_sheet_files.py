"""Call sheets as PDF files: the crew sheet, and a courtesy sheet for each contributor."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from production import limits
from production.access import Permission, film_view
from production.actions import call_sheets
from production.models import Film, StoredFile
from production.pdf.call_sheet_content import CallSheet, Contributor, Issue, WhatChanged
from production.views.call_sheet_pages import film_day, issued_sheet, language_of

PDFS_A_MINUTE = 60


def bounded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A document costs a thousand pages' worth of work: so many a minute for each person."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, film: Film, **kwargs: Any) -> HttpResponse:
        if not limits.allow("pdf", request.user.pk, times=PDFS_A_MINUTE, seconds=60):
            response = render(request, "429.html", status=429)
            response.headers["Retry-After"] = "60"
            return response
        return view(request, film, **kwargs)

    return wrapper


@film_view(Permission.SEE_FILM)
@require_safe
@bounded
def call_sheet_pdf(request: HttpRequest, film: Film, sheet: int) -> HttpResponse:
    """An issued crew sheet; a reissue opens with what changed since the version before."""
    issued = issued_sheet(film, sheet)
    hidden = request.access.hidden_fields()  # type: ignore[attr-defined]
    earlier = issued.day.call_sheets.filter(version__lt=issued.version).select_related("issued_by")
    previous = earlier.order_by("-version").first()
    changed = call_sheets.changed_since(previous, issued, hidden=hidden) if previous else None
    content = call_sheets.read(issued, hidden)
    return _crew_sheet(request, film, content, call_sheets.issue_of(issued), changed)


@film_view(Permission.SEE_DRAFTS)
@require_safe
@bounded
def call_sheet_draft_pdf(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = film_day(film, day)
    content, last = call_sheets.gather(found), call_sheets.last_issued(found)
    changed = call_sheets.changed_from(last, content) if last else None
    return _crew_sheet(request, film, content, call_sheets.DRAFT, changed)


@film_view(Permission.SEE_DRAFTS)
@require_safe
@bounded
def courtesy_pdf(request: HttpRequest, film: Film, sheet: int, person: int) -> HttpResponse:
    issued = issued_sheet(film, sheet)
    return _courtesy_sheet(request, film, issued.sheet, call_sheets.issue_of(issued), person)


@film_view(Permission.SEE_DRAFTS)
@require_safe
@bounded
def courtesy_draft_pdf(request: HttpRequest, film: Film, day: int, person: int) -> HttpResponse:
    return _courtesy_sheet(request, film, call_sheets.gather(film_day(film, day)), call_sheets.DRAFT, person)


def _crew_sheet(
    request: HttpRequest, film: Film, content: CallSheet, issue: Issue, changed: WhatChanged | None
) -> HttpResponse:
    from production.pdf.call_sheet import render as draw

    body = draw(
        content,
        issue,
        language=language_of(request),
        paper=paper_of(request),
        changed=changed,
        pictures=_pictures(film, content),
    )
    return pdf_answer(body, _name(film, content, issue))


def _courtesy_sheet(
    request: HttpRequest, film: Film, content: CallSheet, issue: Issue, person: int
) -> HttpResponse:
    from production.pdf.courtesy_sheet import render as draw

    one = next((c for c in content.contributors if c.key == person), None)
    if one is None:
        raise Http404
    body = draw(
        content,
        person,
        issue,
        language=_language_for(request, one),
        paper=paper_of(request),
        pictures=_pictures(film, content),
    )
    return pdf_answer(body, f"{_name(film, content, issue)}-{slugify(one.name) or one.key}")


def _language_for(request: HttpRequest, one: Contributor) -> str:
    """What the address asks for, else the language that the contributor reads."""
    asked = language_of(request)
    return asked if request.GET.get("language") else one.language or asked


def paper_of(request: HttpRequest) -> str | None:
    asked = request.GET.get("paper")
    return asked if asked in Film.Paper.values else None


def _pictures(film: Film, content: CallSheet) -> dict[str, bytes]:
    """The logo that the sheet was issued with; stored files never change."""
    if not content.logo:
        return {}
    stored = StoredFile.objects.filter(film=film, sha256=content.logo, kind=StoredFile.Kind.PICTURE).first()
    if stored is None:
        return {}
    with (stored.preview or stored.original).open("rb") as file:
        return {content.logo: file.read()}


def _name(film: Film, content: CallSheet, issue: Issue) -> str:
    """videla-day-3-white; a day that is not counted by its date."""
    day = f"day-{content.number}" if content.number else f"{content.day_type}-{content.on.isoformat()}"
    return f"{film.slug}-{day}-{slugify(issue.colour) or (f'v{issue.version}' if issue.version else 'draft')}"


def pdf_answer(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
