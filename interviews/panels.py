"""What interviews add to the pages below them: a scene's segments, a day's sittings, a timeline's lane."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interviews.links import log_of
from interviews.models import Interview, Segment
from production import coverage, lengths, panels
from production.access import Access, Permission
from production.models import Film, RunningItem, Scene, ShootDay

SHOWN = 30  # segments of a scene; the rest is a number
SEES = Permission.SEE_INTERVIEWS


def of_scene(access: Access, scene: Scene) -> dict[str, Any]:
    rows = Segment.objects.of_film(access.film).filter(scenes=scene)
    found = list(rows.select_related("recording__interview", "speaker").in_order())
    lasts = sum((one.recording.frames.seconds(one.frames) for one in found), Fraction())
    return {
        "segments": sorted(found, key=lambda one: -one.rating)[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "count": len(found),
        "length": lengths.clock(round(lasts)),
    }


def of_day(access: Access, day: ShootDay) -> dict[str, Any]:
    """Each interview of the running order, with what was entered of it."""
    items = RunningItem.objects.filter(day=day, kind=RunningItem.Kind.INTERVIEW).select_related("scene")
    entered = Interview.objects.filter(film=access.film, item__day=day).in_bulk()
    by_item: dict[int | None, list[Interview]] = {}
    for interview in entered.values():
        by_item.setdefault(interview.item_id, []).append(interview)
    found = [(item, by_item.pop(item.pk, [])) for item in items]
    return {"items": found, "others": [one for rest in by_item.values() for one in rest]}


panels.add("scene", panels.Panel("interviews/_scene_panel.html", SEES, of_scene))
panels.add("day", panels.Panel("interviews/_day_panel.html", SEES, of_day))


# -- the historical timeline -------------------------------------------------------------------


def _tellings() -> QuerySet[Any]:
    live = Segment.events.through._default_manager.filter(
        segment__binned_at=None,
        segment__recording__binned_at=None,
        segment__recording__interview__binned_at=None,
    )
    near = live.select_related("segment__recording__interview", "segment__speaker")
    return near.order_by("segment__recording", "segment__in_frame", "pk")


def _telling(film: Film, link: Any) -> coverage.Cover:
    segment = link.segment
    url = log_of(film, segment.recording, segment.in_frame)
    who = str(segment.speaker or segment.recording.interview)
    return coverage.Cover(who, f"{who}: {segment}", url)


coverage.add(coverage.Lane("segments", _("Interviews"), _("without a segment"), SEES, _tellings, _telling))
