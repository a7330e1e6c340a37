"""What covers an event of history: one lane for each kind of material.

A higher app adds its own lane (what was said about an event) without this one knowing it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from production.access import Access, Permission
from production.models import ArchiveClip, Film, HistoricalEvent, Scene


@dataclass(frozen=True)
class Cover:
    """One thing that covers an event."""

    sign: str  # what a picture has room for: a scene's number
    words: str
    url: str


@dataclass(frozen=True)
class Lane:
    name: str
    words: str | Promise
    without: str | Promise  # for the filter
    permission: Permission
    links: Callable[[], QuerySet[Any]]  # rows that tie an event to what covers it, where that counts
    cover: Callable[[Film, Any], Cover]
    event: str = "historicalevent"  # of such a row

    def covers(self) -> Exists:
        """Whether an event is covered here; for a query of events."""
        return Exists(self.links().filter(**{self.event: OuterRef("pk")}))

    def of(self, film: Film, events: Iterable[HistoricalEvent]) -> dict[int, list[Cover]]:
        """By event, what covers it; one query."""
        found: dict[int, list[Cover]] = defaultdict(list)
        for link in self.links().filter(**{f"{self.event}__in": [event.pk for event in events]}):
            found[getattr(link, f"{self.event}_id")].append(self.cover(film, link))
        return found


def _scenes() -> QuerySet[Any]:
    live = HistoricalEvent.scenes.through._default_manager.filter(scene__binned_at=None)
    live = live.exclude(scene__status=Scene.Status.DROPPED)
    return live.select_related("scene").order_by("scene__number_key", "scene_id")


def _scene(film: Film, link: Any) -> Cover:
    scene = link.scene
    return Cover(scene.number, str(scene), reverse("scene-detail", args=[film.slug, scene.pk]))


def _clips() -> QuerySet[Any]:
    live = HistoricalEvent.clips.through._default_manager.filter(archiveclip__binned_at=None)
    live = live.exclude(archiveclip__state__in=ArchiveClip.GONE)
    return live.select_related("archiveclip").order_by("archiveclip__title", "archiveclip_id")


def _clip(film: Film, link: Any) -> Cover:
    clip = link.archiveclip
    return Cover(clip.title, str(clip), reverse("clip-detail", args=[film.slug, clip.pk]))


LANES: list[Lane] = [
    Lane("scenes", _("Scenes"), _("without a scene"), Permission.SEE_SCENES, _scenes, _scene),
    Lane("archive", _("Archive"), _("without archive"), Permission.SEE_ARCHIVE, _clips, _clip),
]


def add(*lanes: Lane) -> None:
    LANES.extend(lanes)


def lanes(access: Access) -> list[Lane]:
    """Those that this member may see."""
    return [lane for lane in LANES if access.may(lane.permission)]


def is_covered() -> Q:
    """By anything at all, whoever asks: hidden material covers too."""
    found = Q()
    for lane in LANES:
        found |= Q(lane.covers())
    return found
