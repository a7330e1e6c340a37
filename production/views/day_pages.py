"""What the page of a day shows, and the parts of it that answer a change in place."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from production.access import Access, Permission
from production.actions import schedule
from production.drawings.day_axis import day_axis
from production.forms.items import ItemTimesForm
from production.models import Film, Permit, ProductionReport, RunningItem, ShootDay
from production.running_order import DayPlan, PersonCall, PlannedItem, plan

RUNNING = "production/_day_running.html"
CALLS = "production/_day_calls.html"


def film_day(film: Film, key: int) -> ShootDay:
    return get_object_or_404(film.shoot_days.all(), pk=key)


def on_open_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A closed day takes no change: say so, and show the day as it stands."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, film: Film, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                if "day" in kwargs:
                    day = get_object_or_404(ShootDay.everything, film=film, pk=kwargs["day"])
                    schedule.refuse_closed(day.pk)
                return view(request, film, **kwargs)
        except schedule.DayIsClosed as refusal:
            messages.error(request, str(refusal.message))
            page = reverse("day-detail", args=[film.slug, refusal.day])
            if not request.htmx:  # type: ignore[attr-defined]
                return redirect(page)
            return HttpResponse(status=204, headers={"HX-Redirect": page})

    return wrapper


def film_item(film: Film, key: int) -> RunningItem:
    items = film.running_items.on_live_days().select_related("day", "scene")
    return get_object_or_404(items, pk=key)


def held_item(film: Film, key: int) -> RunningItem:
    """An item held until the end of the transaction, so that nobody renumbers it meanwhile."""
    film_item(film, key)
    return get_object_or_404(film.running_items.select_for_update(of=("self",)), pk=key)


def planned(film: Film, key: int) -> DayPlan:
    """The plan of a day as it stands now."""
    return plan(get_object_or_404(film.shoot_days.with_running_order(), pk=key))


def running(request: HttpRequest, film: Film, timed: DayPlan, **more: Any) -> dict[str, Any]:
    """The running order as list and picture."""
    access: Access = request.access  # type: ignore[attr-defined]
    own = own_call(access, timed)
    permits = list(Permit.objects.filter(location__in=timed.places).covering(timed.day.date))
    return {
        "film": film,
        "day": timed.day,
        "plan": timed,
        "axis": day_axis(timed, permits, own=own.person.pk if own else None),
        "own": own,
        "may_edit": access.may(Permission.EDIT_SCHEDULE) and not is_closed(timed.day),
        "rows": list(_rows(timed)),
        "zones": sorted({item.zone for item in timed.items} | {timed.zone}),
        **more,
    }


def is_closed(day: ShootDay) -> bool:
    return ProductionReport.objects.closed().filter(day=day).exists()


@dataclass(frozen=True)
class Row:
    """An item with the keys of those before which it goes when it moves up or down; None is the end."""

    row: PlannedItem
    up: int | None
    next: int | None
    down: int | None


def _rows(timed: DayPlan) -> Iterator[Row]:
    keys = [item.item.pk for item in timed.items]
    for n, item in enumerate(timed.items):
        following = [*keys[n + 1 :], None, None]
        yield Row(item, keys[n - 1] if n else None, following[0], following[1])


def own_call(access: Access, timed: DayPlan) -> PersonCall | None:
    return timed.calls.get(access.person.pk) if access.person else None


def answer_running(
    request: HttpRequest,
    film: Film,
    day: int,
    *,
    notice: str = "",
    wrong: ItemTimesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The running order anew, after a change in place; `wrong` is the form of a row that was refused."""
    context = running(request, film, planned(film, day), notice=notice, wrong=wrong)
    return changed(render(request, RUNNING, context, status=status))


def changed(response: HttpResponse) -> HttpResponse:
    """Let the page's other parts know, so that readiness is looked at again."""
    response["HX-Trigger"] = "day-changed"
    return response
