"""A list that is searched, filtered, sorted, paged and exported; its state stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django_filters import CharFilter, FilterSet

from production.access import Access
from production.formats import tables_out
from production.models import SavedFilter
from production.views.bulk import Bulk

PAGE = 100


@dataclass(frozen=True)
class Column:
    """A column of a list: what stands in its cell when exported, and by what it sorts.

    ``sort`` is a field to order by, "" where the column doesn't sort.
    """

    name: str
    label: Any
    value: Callable[[Any], Any]
    sort: str = ""
    align: str = ""  # "end" for numbers


class SearchFilter(CharFilter):
    """Every word must stand in one of the fields."""

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = fields

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in (value or "").split()[:10]:
            hit = Q()
            for field in self.fields:
                hit |= Q(**{f"{field}__icontains": word})
            qs = qs.filter(hit)
        return qs.distinct() if value and any("__" in field for field in self.fields) else qs


def listing(
    request: HttpRequest,
    queryset: QuerySet[Any],
    *,
    filters: type[FilterSet],
    columns: Sequence[Column],
    template: str,
    name: str,
    context: dict[str, Any] | None = None,
    bulk: Bulk | None = None,
) -> HttpResponse:
    """Answer a list page or its export (``?export=csv`` or ``xlsx``), filtered alike.

    The template gets ``page`` (rows), ``filter``, ``columns`` with their sort links, ``total``
    and ``query`` (the address without page and export).
    """
    saved = saved_filters(request)
    opens = opens_with(request, saved)
    if opens is not None and not request.GET:
        return redirect(f"{request.path}?{opens.query}")
    found = filters(request.GET, queryset=queryset, request=request)
    rows = _sorted(found.qs, columns, request.GET.get("sort", ""))
    export = request.GET.get("export")
    if export == "csv":
        return csv_answer(_cells(rows, columns), name)
    if export == "xlsx":
        return xlsx_answer(_cells(rows, columns), name)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    for key in ("page", "export"):
        query.pop(key, None)
    return render(
        request,
        template,
        {
            "page": page,
            "rows": page.object_list,
            "filter": found,
            "columns": [heading(request, column) for column in columns],
            "total": page.paginator.count,
            "query": query.urlencode(),
            "saved": saved,
            "bulk": bulk_offers(request, bulk),
            "everything": f"?{EVERYTHING}=1" if opens else request.path,
            "is_filtered": any(request.GET.get(key) for key in found.filters),
            **(context or {}),
        },
    )


EVERYTHING = "all"  # in the address: the list as a whole, whatever filter it opens with
PASSING = ("page", "export", EVERYTHING)  # what is no part of a search


def kept_query(query: QueryDict) -> str:
    """The search, filters and order of a list's address, always written alike."""
    pairs = [(key, value) for key, values in query.lists() for value in values if value]
    return urlencode(sorted(pair for pair in pairs if pair[0] not in PASSING))


def opens_with(request: HttpRequest, saved: dict[str, Any]) -> SavedFilter | None:
    """The filter that the list opens with for this reader."""
    return next((f for f in saved["filters"] if f.is_default and f.owner_id == request.user.pk), None)


def saved_filters(request: HttpRequest) -> dict[str, Any]:
    """The filters that this reader has on this list; none on a list that is a part of another page."""
    here = request.resolver_match
    if here is None or set(here.kwargs) != {"film"} or not here.url_name:
        return {"filters": [], "query": ""}
    rows = SavedFilter.objects.filter(film=request.access.film, page=here.url_name)  # type: ignore[attr-defined]
    filters = list(rows.seen_by(request.user).select_related("owner"))
    return {"filters": filters, "query": kept_query(request.GET), "page": here.url_name}


def bulk_offers(request: HttpRequest, bulk: Bulk | None) -> dict[str, Any] | None:
    """What may be done with many rows at once, for those who may."""
    access: Access = request.access  # type: ignore[attr-defined]
    if bulk is None or not access.may(bulk.permission):
        return None
    return {
        "address": reverse(f"{bulk.noun}-bulk", args=[access.film.slug]),
        "offers": bulk.offers(access.film),
    }


def _sorted(rows: QuerySet[Any], columns: Sequence[Column], wanted: str) -> QuerySet[Any]:
    column = next((c for c in columns if c.sort and c.name == wanted.lstrip("-")), None)
    if column is None:
        return rows
    order = (
        F(column.sort).desc(nulls_last=True)
        if wanted.startswith("-")
        else F(column.sort).asc(nulls_last=True)
    )
    return rows.order_by(order, "pk")


def heading(request: HttpRequest, column: Column) -> dict[str, Any]:
    """A column's heading with the link that sorts by it, or turns the order round."""
    now = request.GET.get("sort", "")
    query = request.GET.copy()
    for key in ("page", "export"):
        query.pop(key, None)
    query["sort"] = f"-{column.name}" if now == column.name else column.name
    order = {column.name: "ascending", f"-{column.name}": "descending"}.get(now, "none")
    return {"column": column, "href": f"?{query.urlencode()}" if column.sort else "", "order": order}


# -- export ------------------------------------------------------------------------------------


def worded(value: Any) -> Any:
    """A cell's value as a spreadsheet takes it: numbers and dates as such, the rest as text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, bool) or not isinstance(value, (int, float, date)):
        return str(value)
    return value


def csv_answer(table: Iterable[Sequence[Any]], name: str) -> Any:
    """A table, its headings first, as a file that spreadsheets open."""
    lines = tables_out.csv(map(_worded, table))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_filename(name)}.csv"'
    return response


def xlsx_answer(table: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    response = HttpResponse(tables_out.xlsx(map(_worded, table)), content_type=tables_out.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_filename(name)}.xlsx"'
    return response


def _worded(cells: Sequence[Any]) -> list[Any]:
    return [worded(cell) for cell in cells]


def _cells(rows: QuerySet[Any], columns: Sequence[Column]) -> Iterator[list[Any]]:
    yield [str(column.label) for column in columns]
    for row in rows.iterator(chunk_size=1000):
        yield [column.value(row) for column in columns]


def _filename(name: str) -> str:
    return slugify(name) or "rodaje"
