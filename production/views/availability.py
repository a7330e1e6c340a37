"""The calendar of who can work when: a month of everybody's dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from production import labels
from production.access import Access, Permission, film_view
from production.actions.availability import Availability, Cell, availability, month_to_open
from production.models import Film
from production.pdf.wording import Words
from production.templatetags.dates import month_words
from production.views.listing import csv_answer, xlsx_answer

CODES: dict[str, str | Promise] = {
    "C": _("called"),
    "B": _("booked: stands in an item, has no call yet"),
    "U": _("not available"),
    "O": _("outside their dates on the film"),
    "!": _("wanted although they can't"),
}
LOOKS = {"C": "is-called", "B": "is-booked", "U": "is-away", "O": "is-outside", "!": "is-clash"}
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")


@dataclass(frozen=True)
class Square:
    """A cell as the page draws it."""

    cell: Cell
    look: str
    words: str


@film_view(Permission.SEE_PEOPLE)
@require_safe
def availability_page(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    first = _month(request.GET.get("month", "")) or month_to_open(film, timezone.localdate())
    department = request.GET.get("department", "")
    if department not in (*labels.DEPARTMENTS, "contributors"):
        department = ""
    found = availability(film, first, access=access, department=department)
    name = f"{film.slug}-availability-{first:%Y-%m}"
    if request.GET.get("export") == "csv":
        return csv_answer(_table(found), name)
    if request.GET.get("export") == "xlsx":
        return xlsx_answer(_table(found), name)
    words = Words(request.LANGUAGE_CODE, first)
    context: dict[str, Any] = {
        "month": first,
        "previous": _beside(first, -1),
        "following": _beside(first, 32),
        "title": month_words(first),
        "dates": [(on, *words.date_heading(on), on in found.shoots) for on in found.dates],
        "groups": [(_group(code), [_line(line) for line in lines]) for code, lines in found.groups],
        "codes": [(code, LOOKS[code], meaning) for code, meaning in CODES.items()],
        "departments": [("contributors", _("Contributors")), *labels.DEPARTMENTS.items()],
        "department": department,
        "hides": found.hides,
        "clashes": sum(line.clashes for line in found.lines),
    }
    return render(request, "production/person_availability.html", context)


def _month(text: str) -> date | None:
    """The first of a month written 2003-06."""
    match = _MONTH.match(text)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return date(year, month, 1) if 1 < year < 9999 and 1 <= month <= 12 else None


def _beside(first: date, days: int) -> str:
    return f"{first + timedelta(days=days):%Y-%m}"


def _group(code: str) -> str | Promise:
    return labels.DEPARTMENTS[code] if code else _("Contributors")


def _line(line: Any) -> tuple[Any, list[Square]]:
    return line, [Square(cell, LOOKS.get(cell.code, ""), _words(cell)) for cell in line.cells]


def _words(cell: Cell) -> str:
    meaning = str(CODES.get(cell.code, gettext("free")))
    return f"{meaning} ({cell.reason})" if cell.reason else meaning


def _table(found: Availability) -> Iterator[list[Any]]:
    """For export: a row a person, a column a date."""
    yield [gettext("Name"), gettext("Department"), *found.dates, gettext("Days wanted")]
    for code, lines in found.groups:
        for line in lines:
            yield [line.person.name, str(_group(code)), *(cell.code for cell in line.cells), line.wanted]
