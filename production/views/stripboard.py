"""The stripboard, and the parts of it that answer a move."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from production.access import Access, Permission, film_view
from production.actions import stripboard_report as board_report
from production.board import Wanted, board
from production.models import Film, RunningItem
from production.pdf.wording import Words
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import language_of

PRESETS = ("kind", "light")


@film_view(Permission.SEE_SCENES)
def stripboard(request: HttpRequest, film: Film) -> HttpResponse:
    wanted = _wanted(request)
    context = {
        "board": board(film, wanted=wanted, private=_private(request, film)),
        "wanted": wanted,
        "units": list(film.shoot_days.order_by("unit").values_list("unit", flat=True).distinct()),
        "kinds": RunningItem.Kind.choices,
        "people": film.people.order_by("-is_contributor", "number", "name"),
        **_shared(request),
    }
    return render(request, "production/stripboard.html", context)


@film_view(Permission.SEE_SCENES)
@require_safe
@bounded
def stripboard_pdf(request: HttpRequest, film: Film) -> HttpResponse:
    """On paper, in the colours that the page has."""
    from production.pdf.stripboard import render as draw

    by_light = request.GET.get("colours") == "light"
    words = Words(language_of(request), timezone.localdate())
    body = draw(board_report.stripboard(film, by_light=by_light), words, paper=paper_of(request))
    return pdf_answer(body, f"{film.slug}-stripboard")


def answer_board(
    request: HttpRequest,
    film: Film,
    *,
    dates: Iterable[date],
    say: str,
    moved: str = "",
    status: int = 200,
) -> HttpResponse:
    """The days that a move touched, and the pool; `say` is read out, `moved` gets the focus."""
    whole = board(film, wanted=_wanted(request), private=_private(request, film))
    context: dict[str, Any] = {
        "days": whole.days if status != 200 else whole.about(set(dates)),
        "board": whole,
        "say": say,
        "moved": moved,
        "is_refused": status != 200,
        **_shared(request),
    }
    return render(request, "production/_stripboard_answer.html", context, status=status)


def _shared(request: HttpRequest) -> dict[str, Any]:
    access: Access = request.access  # type: ignore[attr-defined]
    asked = request.GET.get("colours", "")
    query = request.GET.copy()
    query.pop("colours", None)
    return {
        "may_edit": access.may(Permission.EDIT_SCHEDULE),
        "colours": asked if asked in PRESETS else "kind",
        "query": query.urlencode(),
    }


def _wanted(request: HttpRequest) -> Wanted:
    person = request.GET.get("person", "")
    return Wanted(
        unit=request.GET.get("unit", "")[:60],
        kind=request.GET.get("kind", "")[:20],
        person=int(person) if person.isascii() and person.isdigit() and len(person) < 18 else None,
    )


def _private(request: HttpRequest, film: Film) -> frozenset[str]:
    access: Access = request.access  # type: ignore[attr-defined]
    return access.hidden_fields()
