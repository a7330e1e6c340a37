"""Reports: what comes out of the film's records, as pages and on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from production import papers
from production.access import Access, Permission, film_view
from production.actions import archive_report, release_report, reports, shot_report
from production.models import Film
from production.papers import LayOut, Paper
from production.pdf import archive_list, shot_list
from production.pdf import report_tables as tables
from production.pdf.report_content import Grid
from production.pdf.wording import Words
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of

P = Permission
View = Callable[..., HttpResponseBase]


def _one_liner(film: Film, access: Access) -> LayOut:
    return partial(tables.one_liner, reports.schedule(film))


def _shooting_schedule(film: Film, access: Access) -> LayOut:
    found = reports.schedule(
        film, with_permits=access.may(P.SEE_LOCATIONS), with_shots=access.may(P.SEE_SCENES)
    )
    return partial(tables.shooting_schedule, found)


def _contacts(film: Film, access: Access) -> LayOut:
    return partial(tables.contacts, reports.contacts(film))


def _private_contacts(film: Film, access: Access) -> LayOut:
    return partial(tables.contacts, reports.contacts(film, is_private=True))


def _archive_by_source(film: Film, access: Access) -> LayOut:
    return partial(archive_list.by_source, archive_report.archive_list(film))


def _archive_by_state(film: Film, access: Access) -> LayOut:
    return partial(archive_list.by_state, archive_report.archive_list(film))


def _releases(film: Film, access: Access) -> LayOut:
    return partial(tables.releases, release_report.releases(film))


def _shots(film: Film, access: Access) -> LayOut:
    return partial(shot_list.shot_list, shot_report.shot_list(film))


def _shots_left(film: Film, access: Access) -> LayOut:
    return partial(shot_list.shot_list, shot_report.shot_list(film, what_is_left=True))


GRID = Paper(
    "day-out-of-days",
    _("Day-out-of-days"),
    _("Who works, waits or travels on which date, and where we are: contributors, crew, locations."),
    P.SEE_PEOPLE,
    "planning",
)
STRIPBOARD = Paper(
    "stripboard",
    _("Stripboard"),
    _("Strips in order, day after day, and what waits; coloured by kind or by INT/EXT and day or night."),
    P.SEE_SCENES,
    "planning",
    page="stripboard",
)
TIMELINE = Paper(
    "timeline",
    _("Timeline"),
    _("What happened in history and when, as a picture and a table; what nothing covers stands out."),
    P.SEE_SCENES,
    "archive",
    page="event-list",
)
SHOTS = (
    Paper(
        "shot-list",
        _("Shot list"),
        _("Every shot, scene by scene, with its progress; b-roll as a menu of each location."),
        P.SEE_SCENES,
        "planning",
        _shots,
    ),
    Paper(
        "shots-left",
        _("What is left to shoot"),
        _("The shot list without what is done and what was dropped."),
        P.SEE_SCENES,
        "planning",
        _shots_left,
    ),
)
TABLES = (
    Paper(
        "one-liner",
        _("One-liner"),
        _("What is shot on which day, in order, a line each."),
        P.SEE_FILM,
        "planning",
        _one_liner,
    ),
    Paper(
        "shooting-schedule",
        _("Shooting schedule"),
        _("The same with everything that each item needs: people, notes, permits, kit."),
        P.SEE_FILM,
        "planning",
        _shooting_schedule,
    ),
    *SHOTS,
    Paper(
        "contacts",
        _("Contact list"),
        _("Whom to phone, by department. To hand out: private data is left out."),
        P.SEE_PEOPLE,
        "people",
        _contacts,
    ),
    Paper(
        "contacts-private",
        _("Contact list with private data"),
        _("For the office: every number, emergency contacts, diets."),
        P.SEE_PRIVATE,
        "people",
        _private_contacts,
    ),
    Paper(
        "archive",
        _("Archive list by source"),
        _("Every clip with its number, timecodes and length, under who holds it."),
        P.SEE_ARCHIVE,
        "archive",
        _archive_by_source,
    ),
    Paper(
        "archive-states",
        _("Archive list by state"),
        _("The same in the order of the work: what is found, asked for, agreed, paid."),
        P.SEE_ARCHIVE,
        "archive",
        _archive_by_state,
    ),
    Paper(
        "releases",
        _("Release status"),
        _("Whose release is signed, whose is not, and what is missing."),
        P.SEE_RELEASES,
        "clearance",
        _releases,
    ),
)
DAY_REPORTS = Paper(
    "production-reports",
    _("Production reports"),
    _("Each day as it was: times, what was shot, who was there, where the media are; signed."),
    P.SEE_REPORTS,
    "day",
    page="production-report-list",
    has_pdf=False,
)
papers.add(*TABLES[:2], STRIPBOARD, GRID, *TABLES[2:], TIMELINE, DAY_REPORTS)


@film_view(P.SEE_FILM)
@require_safe
def report_list(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    groups = [
        (words, [(paper, *paper.addresses(film)) for paper in found])
        for words, found in papers.grouped(access)
    ]
    return render(request, "production/report_list.html", {"groups": groups})


def page(paper: Paper) -> View:
    """The page of a report that is one table."""

    @film_view(paper.permission)
    @require_safe
    def view(request: HttpRequest, film: Film) -> HttpResponse:
        context = {
            "report": _gathered(request, film, paper)(_words(request, request.LANGUAGE_CODE)),
            "pdf": paper.addresses(film)[1],
        }
        return render(request, "production/report_detail.html", context)

    return view


def pdf(paper: Paper) -> View:
    """Its document."""

    @film_view(paper.permission)
    @require_safe
    @bounded
    def view(request: HttpRequest, film: Film) -> HttpResponse:
        from production.pdf.report import render as draw

        words = _words(request, language_of(request))
        body = draw(_gathered(request, film, paper), words, paper=paper_of(request))
        return pdf_answer(body, f"{film.slug}-{paper.name}")

    return view


def _gathered(request: HttpRequest, film: Film, paper: Paper) -> LayOut:
    assert paper.gather is not None  # noqa: S101  # only tables are asked for here
    return paper.gather(film, request.access)  # type: ignore[attr-defined]


def _words(request: HttpRequest, language: str) -> Words:
    return Words(language, timezone.localdate())


@film_view(P.SEE_PEOPLE)
@require_safe
def day_out_of_days(request: HttpRequest, film: Film) -> HttpResponse:
    from production.pdf import report_grid

    grid = _grid(request, film)
    words = _words(request, request.LANGUAGE_CODE)
    context = {
        "grid": grid,
        "dates": [(on, *words.date_heading(on)) for on in grid.dates],
        "groups": [(report_grid.group_name(code), rows) for code, rows in grid.groups],
        "legend": report_grid.legend(),
        "notes": report_grid.notes(grid),
        "as_of": grid.head.as_of,
        "pdf": GRID.addresses(film)[1],
    }
    return render(request, "production/day_out_of_days.html", context)


@film_view(P.SEE_PEOPLE)
@require_safe
@bounded
def day_out_of_days_pdf(request: HttpRequest, film: Film) -> HttpResponse:
    from production.pdf.report_grid import render as draw

    words = _words(request, language_of(request))
    body = draw(_grid(request, film), words, paper=paper_of(request))
    return pdf_answer(body, f"{film.slug}-{GRID.name}")


def _grid(request: HttpRequest, film: Film) -> Grid:
    access: Access = request.access  # type: ignore[attr-defined]
    return reports.grid(film, with_locations=access.may(P.SEE_LOCATIONS))
