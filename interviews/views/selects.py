"""The selects board: every segment of the film in groups, to find what says it best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.forms.narrowing import at_least
from interviews.forms.selects import SelectFilter
from interviews.models import Segment
from interviews.models.segments import MOST_STARS
from interviews.selects import ORDERS, Group, Select, grouped, light, running, selects
from production.access import Permission, film_view
from production.models import Film
from production.views.bulk import Bulk, bulk_edit
from production.views.listing import (
    EVERYTHING,
    PAGE,
    bulk_offers,
    csv_answer,
    opens_with,
    saved_filters,
    xlsx_answer,
)

BULK = Bulk(
    "segment",
    Segment,
    Permission.EDIT_INTERVIEWS,
    fields=("rating",),
    tags=("themes", "scenes"),
    choices={"rating": [*at_least(), ("0", _("not rated"))]},
)
GROUPS = {
    "theme": _("Theme"),
    "person": _("Who speaks"),
    "rating": _("Rating"),
    "interview": _("Interview"),
}
_WITHOUT = {
    "theme": _("Without a theme"),
    "person": _("Nobody named"),
    "rating": _("Not rated"),
    "interview": "",
}
ORDER_WORDS = {
    "source": _("as recorded"),
    "rating": _("best first"),
    "longest": _("longest first"),
    "shortest": _("shortest first"),
}
FIRST = "theme"


@dataclass(frozen=True)
class Shown:
    """A group, or as much of it as stands on this page."""

    group: Group
    words: str
    more: str  # the address of this group alone
    selects: list[Select]
    goes_on: bool  # begun on the page before


@film_view(Permission.SEE_INTERVIEWS)
def select_list(request: HttpRequest, film: Film) -> HttpResponse:
    saved = saved_filters(request)
    opens = opens_with(request, saved)
    if opens is not None and not request.GET:
        return redirect(f"{request.path}?{opens.query}")
    found = SelectFilter(request.GET, queryset=Segment.objects.of_film(film), request=request)
    by, order = _chosen(request, "group", GROUPS, FIRST), _chosen(request, "sort", ORDERS, "source")
    segments = light(found.qs)
    groups = grouped(film, segments, by, order)
    if request.GET.get("export") in ("csv", "xlsx"):
        return _export(request, [one.pk for one in sorted(segments, key=ORDERS[order])])
    placed = [(group, one.pk) for group in groups for one in group.segments]
    page = Paginator(placed, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": list(page.object_list),
        "groups": _shown(request, by, page),
        "filter": found,
        "total": len(segments),
        "sum": Group(None, "", segments).running,
        "by": by,
        "order": order,
        "groupings": _links(request, "group", GROUPS),
        "orders": _links(request, "sort", ORDER_WORDS),
        "query": _query(request),
        "saved": saved,
        "bulk": bulk_offers(request, BULK),
        "everything": f"?{EVERYTHING}=1" if opens else request.path,
        "is_filtered": any(request.GET.get(key) for key in found.filters),
        "best_unused": f"?rating={MOST_STARS}&used=no&group={by}",
    }
    return render(request, "interviews/select_list.html", context)


def _chosen(request: HttpRequest, name: str, offered: Iterable[str], otherwise: str) -> str:
    value = request.GET.get(name, "")
    return value if value in offered else otherwise


def _query(request: HttpRequest, **changed: str) -> str:
    """The address of this board with something chosen otherwise; from its first page."""
    query: QueryDict = request.GET.copy()
    for name in ("page", "export", EVERYTHING):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = value
    return query.urlencode()


def _links(request: HttpRequest, name: str, words: dict[str, Any]) -> list[tuple[str, Any, str]]:
    return [(code, words[code], f"?{_query(request, **{name: code})}") for code in words]


def _shown(request: HttpRequest, by: str, page: Any) -> list[Shown]:
    """The groups of a page, each with its rows."""
    rows = selects(key for _group, key in page.object_list)
    shown: list[Shown] = []
    for group, key in page.object_list:
        if not shown or shown[-1].group is not group:
            goes_on = not shown and group.segments[0].pk != key
            shown.append(Shown(group, _words(by, group), _alone(request, by, group), [], goes_on))
        if key in rows:
            shown[-1].selects.append(rows[key])
    return shown


def _words(by: str, group: Group) -> str:
    if group.key is None:
        return str(_WITHOUT[by])
    return "★" * group.key + "☆" * (MOST_STARS - group.key) if by == "rating" else group.words


def _alone(request: HttpRequest, by: str, group: Group) -> str:
    """The address of the group by itself; "" where no filter says it."""
    if group.key is None:
        return f"?{_query(request, theme='null')}" if by == "theme" else ""
    return f"?{_query(request, **{by: str(group.key)})}"


# -- out of here -------------------------------------------------------------------------------


def _export(request: HttpRequest, keys: Sequence[int]) -> HttpResponse:
    answer = csv_answer if request.GET["export"] == "csv" else xlsx_answer
    return answer(_table(keys), str(_("selects")))


_AT_ONCE = 500


def _table(keys: Sequence[int]) -> Iterator[list[Any]]:
    yield [
        gettext("Interview"),
        gettext("Reel"),
        gettext("In"),
        gettext("Out"),
        gettext("Length"),
        gettext("Gist"),
        gettext("Rating"),
        gettext("Themes"),
        gettext("Who speaks"),
        gettext("Scenes"),
        gettext("Words"),
        gettext("Words taken by"),
        gettext("Note"),
    ]
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        found = selects(part)
        yield from (_cells(found[key]) for key in part if key in found)


_TAKEN_BY = {"words": _("words"), "cues": _("cues"), "": ""}


def _cells(select: Select) -> list[Any]:
    segment = select.segment
    recording = segment.recording
    return [
        recording.interview.title,
        recording.reel,
        str(segment.source_in),
        str(segment.source_out),
        running(recording.frames.seconds(segment.frames)),
        segment.gist,
        segment.rating,
        ", ".join(theme.name for theme in segment.about),
        select.who,
        ", ".join(str(scene) for scene in segment.placed),
        select.quote.words,
        str(_TAKEN_BY[select.quote.by]),
        segment.note,
    ]


# -- many at once ------------------------------------------------------------------------------


@film_view(Permission.EDIT_INTERVIEWS)
def segment_bulk(request: HttpRequest, film: Film) -> HttpResponse:
    return bulk_edit(request, film, BULK, SelectFilter)
