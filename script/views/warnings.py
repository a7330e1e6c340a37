"""The warnings of a script: a list that is searched, narrowed, sorted and exported like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from production.access import Permission, film_view
from production.models import Film
from production.numbers import natural_key
from production.views.listing import PAGE, Column, csv_answer, heading, xlsx_answer
from script import warnings
from script.actions import content as gather
from script.actions import drafts
from script.forms.drafts import WarningFilter
from script.models import Script
from script.pdf import content
from script.views.draft_pages import script_of
from script.views.seen import seen
from script.warnings import KINDS, Finding
from script.warnings_words import BADGES, LEVELS, NAMES, words

_LEVELS = list(LEVELS)


@dataclass(frozen=True)
class Line:
    """A finding as it is shown: with its words, and the page that it lands at."""

    found: Finding
    url: str

    @property
    def name(self) -> Any:
        return NAMES[self.found.kind]

    @property
    def words(self) -> str:
        return words(self.found)

    @property
    def level(self) -> Any:
        return LEVELS[self.found.level]

    @property
    def badge(self) -> str:
        return BADGES[self.found.level]


@dataclass(frozen=True)
class KindShown:
    """All findings of a kind in one line: the first of them in words."""

    first: Line
    count: int


def kinds_of(script: Script, found: Sequence[Finding]) -> list[KindShown]:
    """The most urgent first; of a kind that is told at several levels the most urgent one."""
    lines = sorted(lines_of(script, found), key=lambda line: _LEVELS.index(line.found.level))
    numbers = warnings.counts(found)
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.found.kind, line)
    return [KindShown(line, numbers[kind]) for kind, line in first.items()]


def lines_of(script: Script, found: Iterable[Finding]) -> list[Line]:
    page = _page(script)
    return [Line(one, _address(page, one)) for one in found]


def _page(script: Script) -> str:
    try:
        return reverse("script-detail", args=[script.film.slug, script.pk])
    except NoReverseMatch:
        return ""


def _address(page: str, found: Finding) -> str:
    if found.row is not None:
        return f"{page}#row-{found.row}"
    return f"{page}#scene-{found.scene}" if found.scene is not None else page


def _of_place(line: Line) -> Any:
    return natural_key(line.found.number)


COLUMNS = (
    Column("number", _("Row"), lambda line: line.found.number, sort="number"),
    Column("kind", _("Kind"), lambda line: line.name, sort="kind"),
    Column("words", _("What"), lambda line: line.words),
    Column("level", _("How urgent"), lambda line: line.level, sort="level"),
)
SORTS: dict[str, Callable[[Line], Any]] = {
    "number": _of_place,
    "kind": lambda line: KINDS.index(line.found.kind),
    "level": lambda line: _LEVELS.index(line.found.level),
}


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_warnings(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    found = script_of(film, script)
    pages = _pages(request, found)
    every = warnings.findings(pages)
    form = WarningFilter(request.GET, script=pages)
    lines = _sorted(lines_of(found, form.narrowed(every)), request.GET.get("sort", ""))
    if request.GET.get("export") in ("csv", "xlsx"):
        answer = csv_answer if request.GET["export"] == "csv" else xlsx_answer
        return answer(_table(lines), f"{found.title} {_('warnings')}")
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    for name in ("page", "export"):
        query.pop(name, None)
    context = {
        "script": found,
        "page": page,
        "rows": page.object_list,
        "row_template": "script/_warning_row.html",
        "total": len(lines),
        "filter": {"form": form},
        "columns": [heading(request, column) for column in COLUMNS],
        "query": query.urlencode(),
        "everything": request.path,
        "is_filtered": form.is_narrowing,
        "kinds": _kinds(request, every),
    }
    return render(request, "script/script_warnings.html", context)


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_warning_count(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """How many that list has: an open writing page asks a moment after the last change."""
    return JsonResponse({"count": len(warnings.findings(_pages(request, script_of(film, script))))})


def _pages(request: HttpRequest, script: Script) -> content.Script:
    """With the translation beside, so that a stale one is found."""
    return seen(request, gather.script(script, into=drafts.other_language(script)))


def _sorted(lines: list[Line], wanted: str) -> list[Line]:
    key = SORTS.get(wanted.lstrip("-"))
    return sorted(lines, key=key, reverse=wanted.startswith("-")) if key else lines


def _table(lines: list[Line]) -> Iterator[list[Any]]:
    yield [str(column.label) for column in COLUMNS]
    for line in lines:
        yield [column.value(line) for column in COLUMNS]


def _kinds(request: HttpRequest, found: list[Finding]) -> list[tuple[Any, int, str, bool]]:
    """Each kind that there is, with how many and the address that shows it alone."""
    now = request.GET.get("kind", "")
    return [
        (NAMES[kind], count, f"?kind={kind}", kind == now) for kind, count in warnings.counts(found).items()
    ]
