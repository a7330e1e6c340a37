"""The list of call sheets: what is to be issued, and every day's current version."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from production.access import Permission, film_view
from production.models import Film, IssuedCallSheet, ShootDay
from production.running_order import day_numbers
from production.views.listing import Column, SearchFilter, listing

STATES = [("open", _("To issue")), ("issued", _("Issued"))]


class CallSheetFilter(django_filters.FilterSet):
    search = SearchFilter("unit", "call_sheets__colour", "running_items__scene__title", label=_("Search"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state")
    day_type = django_filters.ChoiceFilter(label=_("Type of day"), choices=ShootDay.Type.choices)

    class Meta:
        model = ShootDay
        fields: list[str] = []

    def in_state(self, days: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return days.filter(is_issued=value == "issued")


@film_view(Permission.SEE_FILM)
@require_safe
def call_sheet_list(request: HttpRequest, film: Film) -> HttpResponse:
    """One row a day, with its versions, the current one first; who sees no drafts sees issued days."""
    numbers = day_numbers(film)
    days = _days(film)
    if not request.access.may(Permission.SEE_DRAFTS):  # type: ignore[attr-defined]
        days = days.filter(is_issued=True)

    def number(day: Any) -> Any:
        """An issued sheet keeps its number."""
        return day.versions[0].number if day.versions else numbers.get(day.pk, ("",))[0]

    columns = [
        Column("number", _("Day"), number, align="end"),
        Column("date", _("Date"), lambda day: day.date, sort="date"),
        Column("unit", _("Unit"), lambda day: day.unit, sort="unit"),
        Column("state", _("Call sheet"), _state, sort="is_issued"),
        Column("issued", _("Issued"), lambda day: day.versions[0].issued_at if day.versions else ""),
        Column("by", _("By"), lambda day: day.versions[0].issued_by if day.versions else ""),
    ]
    return listing(
        request,
        days,
        filters=CallSheetFilter,
        columns=columns,
        template="production/call_sheet_list.html",
        name=f"call-sheets-{film.slug}",
        context={
            "row_template": "production/_call_sheet_row.html",
            "numbers": {key: number for key, (number, _of) in numbers.items()},
        },
    )


def _days(film: Film) -> QuerySet[Any]:
    sheets = (
        IssuedCallSheet.objects.select_related("issued_by")
        .annotate(number=KeyTextTransform("number", "content"))
        .defer("content")
        .order_by("-version")
    )
    return (
        ShootDay.objects.filter(film=film)
        .annotate(is_issued=Exists(IssuedCallSheet.objects.filter(day=OuterRef("pk"))))
        .exclude(day_type=ShootDay.Type.OFF, is_issued=False)
        .prefetch_related(Prefetch("call_sheets", sheets, to_attr="versions"))
    )


def _state(day: Any) -> Any:
    """To issue, or the colours of the versions, the current one first."""
    return ", ".join(sheet.colour for sheet in day.versions) if day.versions else _("To issue")
