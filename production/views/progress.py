"""The progress of a week, as a page and on paper."""

from __future__ import annotations

import re
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from production import papers
from production.access import Access, Permission, film_view
from production.actions.progress import progress, weeks
from production.models import Film
from production.papers import Paper
from production.pdf import progress_report as paper
from production.pdf.progress_content import Progress
from production.pdf.wording import Words
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of

P = Permission
PAPER = Paper(
    "progress",
    _("Progress of the week"),
    _("Days shot, scenes and shots done and left, hours, media, releases; and what is still ahead."),
    P.SEE_REPORTS,
    "day",
)
papers.add(PAPER)
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


def _asked(request: HttpRequest, known: list[tuple[int, int]]) -> tuple[int, int]:
    """`?week=2003-W23`; else the last week that has days and has begun, else the first."""
    if asked := request.GET.get("week"):
        found = _WEEK.fullmatch(asked)
        if found is None or (week := (int(found[1]), int(found[2]))) not in known:
            raise Http404
        return week
    today = timezone.localdate().isocalendar()
    begun = [week for week in known if week <= (today.year, today.week)]
    return (begun or known or [(today.year, today.week)])[-1 if begun else 0]


def _gathered(request: HttpRequest, film: Film, week: tuple[int, int]) -> Progress:
    access: Access = request.access  # type: ignore[attr-defined]
    return progress(film, *week, with_people=access.may(P.SEE_PRIVATE))


@film_view(P.SEE_REPORTS)
@require_safe
def progress_report(request: HttpRequest, film: Film) -> HttpResponse:
    known = weeks(film)
    week = _asked(request, known)
    words = Words(request.LANGUAGE_CODE, timezone.localdate())
    context = {
        "report": paper.lay_out(_gathered(request, film, week), words),
        "weeks": [(f"{year}-W{number:02d}", (year, number) == week) for year, number in known],
        "asked": f"&week={week[0]}-W{week[1]:02d}",
        "pdf": PAPER.addresses(film)[1],
    }
    return render(request, "production/progress_report.html", context)


@film_view(P.SEE_REPORTS)
@require_safe
@bounded
def progress_report_pdf(request: HttpRequest, film: Film) -> HttpResponse:
    week = _asked(request, weeks(film))
    words = Words(language_of(request), timezone.localdate())
    lay_out = partial(paper.lay_out, _gathered(request, film, week))
    body = paper.render(lay_out, words, paper=paper_of(request))
    return pdf_answer(body, f"{film.slug}-progress-{week[0]}-w{week[1]:02d}")
