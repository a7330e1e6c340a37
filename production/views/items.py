"""Items of a running order: written, timed, moved, parked, deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.actions import schedule
from production.forms.faults import faults
from production.forms.items import ItemForm, ItemTimesForm, MoveForm, MoveToForm
from production.models import Film, RunningItem, Scene, ShootDay, StaleRecord
from production.templatetags.dates import short_date
from production.views.day_pages import answer_running, film_item, held_item, on_open_day
from production.views.records import edit_record
from production.views.stripboard import answer_board

STALE = gettext_lazy("Somebody else changed this meanwhile. Nothing was moved; this is how it stands now.")


def page_of(film: Film, item: RunningItem) -> str:
    """The page on which an item stands: its day, or the board with the pool."""
    if item.day_id is None:
        return f"{reverse('stripboard', args=[film.slug])}#item-{item.pk}"
    return f"{reverse('day-detail', args=[film.slug, item.day_id])}#item-{item.pk}"


# Written


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def item_new(request: HttpRequest, film: Film) -> HttpResponse:
    """A new item; the address says on which day (`day`), before which item, and of which scene."""
    asked = MoveForm(request.GET, film=film)
    asked.is_valid()
    day, before = asked.cleaned_data.get("day"), asked.cleaned_data.get("before")
    item = RunningItem(film=film, day=day, kind=_kind(request.GET.get("kind", "")))
    form = ItemForm(request.POST or None, instance=item, film=film, user=request.user)
    if request.method == "POST" and form.is_valid():
        item = form.save(commit=False)
        try:
            with transaction.atomic():
                people = form.cleaned_data["people"]
                schedule.enter_item(item=item, before=before, people=people, by=request.user)  # type: ignore[arg-type]
        except StaleRecord:
            item.pk, item.position = None, 0
            schedule.enter_item(item=item, people=people, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Saved: %(record)s.") % {"record": item})
        return redirect(page_of(film, item))
    back = reverse("day-detail", args=[film.slug, day.pk]) if day else reverse("stripboard", args=[film.slug])
    return render(
        request, "production/item_edit.html", {"form": form, "record": item, "day": day, "back": back}
    )


def _kind(asked: str) -> str:
    return asked if asked in RunningItem.Kind.values else RunningItem.Kind.OTHER


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def item_edit(request: HttpRequest, film: Film, item: int) -> HttpResponse:
    found = film_item(film, item)
    scene_before = found.scene
    if request.method == "POST":
        found = _held(film, found)

    def done(saved: RunningItem) -> str:
        for scene in {scene_before, saved.scene}:
            schedule.settle_scene(scene, by=request.user)  # type: ignore[arg-type]
        return page_of(film, saved)

    return edit_record(
        request,
        film,
        ItemForm,
        found,
        template="production/item_edit.html",
        done=done,
        context={"day": found.day, "back": page_of(film, found)},
    )


def _held(film: Film, item: RunningItem) -> RunningItem:
    """The item again, with its day held: nobody moves or renumbers it until this is answered."""
    schedule.lock_days(item.day)
    return held_item(film, item.pk)


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def item_times(request: HttpRequest, film: Film, item: int) -> HttpResponse:
    """Minutes and fixed start, typed into the list; everything after it moves at once."""
    found = _held(film, film_item(film, item))
    form = ItemTimesForm(request.POST, instance=found, film=film, user=request.user)  # type: ignore[arg-type]
    if form.is_valid():
        form.save()
    if not request.htmx or found.day_id is None:  # type: ignore[attr-defined]
        for words in faults(form):
            messages.error(request, words)
        return redirect(page_of(film, found))
    if form.is_valid():
        return answer_running(request, film, found.day_id)
    status = 409 if form.conflicts else 422
    return answer_running(request, film, found.day_id, wrong=form, status=status)


# Moved


@dataclass(frozen=True)
class Moved:
    """What came of a move: the strip where it stands now, or why it stays."""

    item: RunningItem | None
    dates: tuple[date, ...]
    refused: str = ""
    undo: str = ""  # what moves it back, while nobody has moved it since


@film_view(Permission.EDIT_SCHEDULE)
def item_move(request: HttpRequest, film: Film, item: int) -> HttpResponse:
    """Move a strip. GET asks where to; the board and the day's list say it at once."""
    found = film_item(film, item)

    def move(day: ShootDay | None, before: RunningItem | None) -> RunningItem:
        return schedule.move_item(item=found, day=day, before=before, by=request.user)  # type: ignore[arg-type]

    if request.method != "POST" or "where" in request.POST:
        return _ask_where(request, film, MoveToForm(request.POST or None, film=film, item=found), found, move)
    form = MoveForm(request.POST, film=film)
    source = found.day
    if not form.is_valid():
        return _answer(request, film, found, Moved(None, _dates(source), str(STALE)))
    if form.cleaned_data["version"]:
        found.version = form.cleaned_data["version"]
    day = form.cleaned_data["day"]
    back = _back_to(film, found)
    moved = back(_try(lambda: move(day, form.cleaned_data["before"]), _dates(source, day)))
    return _answer(request, film, found, moved)


@film_view(Permission.EDIT_SCHEDULE)
def scene_schedule(request: HttpRequest, film: Film, scene: int) -> HttpResponse:
    """Put a scene that waits on a day."""
    found = get_object_or_404(film.scenes.all(), pk=scene)

    def put(day: ShootDay | None, before: RunningItem | None) -> RunningItem:
        assert day is not None  # noqa: S101  # both forms require one
        return schedule.schedule_scene(scene=found, day=day, before=before, by=request.user)  # type: ignore[arg-type]

    if request.method != "POST" or "where" in request.POST:
        return _ask_where(request, film, MoveToForm(request.POST or None, film=film), found, put)
    form = MoveForm(request.POST, film=film)
    if not form.is_valid() or form.cleaned_data["day"] is None:
        return _answer(request, film, None, Moved(None, (), str(STALE)))
    day, before = form.cleaned_data["day"], form.cleaned_data["before"]
    return _answer(request, film, None, _try(lambda: put(day, before), _dates(day)))


def _dates(*days: ShootDay | None) -> tuple[date, ...]:
    return tuple(day.date for day in days if day is not None)


def _try(move: Callable[[], RunningItem], dates: tuple[date, ...]) -> Moved:
    try:
        with transaction.atomic():
            return Moved(move(), dates)
    except StaleRecord:
        return Moved(None, dates, str(STALE))
    except schedule.DayIsClosed as refusal:
        return Moved(None, dates, str(refusal.message))
    except schedule.AlreadyScheduled as refusal:
        where = refusal.item.day
        words = {"date": short_date(where.date)} if where else {"date": _("the pool")}
        refused = _("Somebody else has put this scene on %(date)s meanwhile.") % words
        return Moved(None, (*dates, *_dates(where)), refused)


def _back_to(film: Film, item: RunningItem) -> Callable[[Moved], Moved]:
    """Before an item moves: how it would come back to where it stands, before what follows it there."""
    mates = film.running_items.filter(day=item.day, position__gt=item.position).exclude(pk=item.pk)
    following = mates.order_by("position", "pk").first()
    sent = {"day": item.day_id or "", "before": following.pk if following else ""}

    def back(moved: Moved) -> Moved:
        if moved.item is None:
            return moved
        query = urlencode(sent | {"version": moved.item.version})
        return replace(moved, undo=f"{reverse('item-move', args=[film.slug, item.pk])}?{query}")

    return back


def _answer(request: HttpRequest, film: Film, item: RunningItem | None, moved: Moved) -> HttpResponse:
    """As it was asked: parts of the board, the day's list, or a page."""
    status = 409 if moved.refused else 200
    if request.POST.get("answer") == "board":
        key = f"item-{moved.item.pk}" if moved.item else ""
        say = moved.refused or _where_words(moved.item)
        if moved.undo:  # shown above the board; pressing it leads back here
            messages.success(request, say, extra_tags=f"{moved.undo}&from=stripboard")
        return answer_board(request, film, dates=moved.dates, say=say, moved=key, status=status)
    if request.htmx and item is not None and item.day_id:  # type: ignore[attr-defined]
        return answer_running(request, film, item.day_id, notice=moved.refused, status=status)
    return _told(request, film, moved)


def _told(request: HttpRequest, film: Film, moved: Moved) -> HttpResponse:
    if moved.refused or moved.item is None:
        messages.error(request, moved.refused)
        return redirect("stripboard", film.slug)
    messages.success(request, _where_words(moved.item), extra_tags=moved.undo)
    if request.POST.get("from") == "stripboard":
        return redirect("stripboard", film.slug)
    return redirect(page_of(film, moved.item))


def _where_words(item: RunningItem | None) -> str:
    if item is None:
        return ""
    if item.day is None:
        return _("%(item)s is not scheduled now.") % {"item": item}
    return _("%(item)s is on %(date)s now, at place %(place)s.") % {
        "item": item,
        "date": short_date(item.day.date),
        "place": item.position,
    }


def _ask_where(
    request: HttpRequest,
    film: Film,
    form: MoveToForm,
    strip: RunningItem | Scene,
    move: Callable[[ShootDay | None, RunningItem | None], RunningItem],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        item = strip if isinstance(strip, RunningItem) else None
        if item is not None and form.cleaned_data["version"]:
            item.version = form.cleaned_data["version"]
        day, before = form.day, form.before(film, item)
        source = item.day if item else None
        return _answer(request, film, None, _try(lambda: move(day, before), _dates(source, day)))
    back = page_of(film, strip) if isinstance(strip, RunningItem) else reverse("stripboard", args=[film.slug])
    return render(request, "production/item_move.html", {"form": form, "strip": strip, "back": back})


@film_view(Permission.EDIT_SCHEDULE)
@require_POST
def item_park(request: HttpRequest, film: Film, item: int) -> HttpResponse:
    """Back to the pool, from the day's list."""
    found = film_item(film, item)
    source = found.day
    back = _back_to(film, found)
    moved = back(_try(lambda: schedule.park_item(item=found, by=request.user), _dates(source)))  # type: ignore[arg-type]
    if source is None or request.POST.get("answer") == "board":
        return _answer(request, film, found, moved)
    messages.success(request, moved.refused or _where_words(moved.item), extra_tags=moved.undo)
    return redirect("day-detail", film.slug, source.pk)


# Deleted


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def item_bin(request: HttpRequest, film: Film, item: int) -> HttpResponse:
    found = film_item(film, item)
    back = page_of(film, found).split("#")[0]
    try:
        with transaction.atomic():
            schedule.bin_item(item=found, by=request.user)  # type: ignore[arg-type]
    except StaleRecord:
        messages.error(request, str(STALE))
        return redirect(back)
    undo = reverse("item-restore", args=[film.slug, found.pk])
    messages.success(request, _("Deleted: %(record)s.") % {"record": found}, extra_tags=undo)
    return redirect(back)


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def item_restore(request: HttpRequest, film: Film, item: int) -> HttpResponse:
    found: Any = get_object_or_404(RunningItem.everything.filter(film=film), pk=item)
    try:
        with transaction.atomic():
            schedule.restore_item(item=found, by=request.user)  # type: ignore[arg-type]
    except StaleRecord:
        messages.error(request, _("The day of this item has been deleted; restore the day first."))
        return redirect("day-list", film.slug)
    messages.success(request, _("Restored: %(record)s.") % {"record": found})
    return redirect(page_of(film, found))
