"""What waits for a member: by their role, the most urgent first, each with the page that mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from interviews.links import log_of
from interviews.models import Interview, Segment
from production.access import Role
from production.models import (
    Film,
    Import,
    IssuedCallSheet,
    Permit,
    ProductionReport,
    Release,
    RunningItem,
    Scene,
    ShootDay,
    Shot,
)
from production.templatetags.dates import short_date, year_date
from script.progress import NEVER_SHOT

SHOWN = 5  # of each kind; the rest is a number
SOON = timedelta(days=14)
OPEN_RELEASES = (Release.State.NEEDED, Release.State.SENT, Release.State.SPOKEN)


@dataclass(frozen=True)
class Waiting:
    level: str  # of BADGES: warn is due, open can wait
    words: str
    url: str


@dataclass
class Group:
    title: str
    items: list[Waiting] = field(default_factory=list)
    more: int = 0
    url: str = ""  # of the list that has them all


Ask = Callable[[Film, date], Group]


def page(film: Film, name: str, *keys: int, query: str = "") -> str:
    try:
        url = reverse(name, args=[film.slug, *keys])
    except NoReverseMatch:
        return ""
    return f"{url}?{query}" if query else url


def _cut(rows: QuerySet[Any]) -> tuple[list[Any], int]:
    """The first few, and how many there are besides."""
    return list(rows[:SHOWN]), max(0, rows.count() - SHOWN)


# -- for who produces --------------------------------------------------------------------------


def _issued() -> Exists:
    return Exists(IssuedCallSheet.objects.filter(day=OuterRef("pk")))


def _call_sheets(film: Film, today: date) -> Group:
    """Of the days to come; when all lie behind, of those that were planned and never issued."""
    waiting = film.shoot_days.exclude(day_type=ShootDay.Type.OFF).filter(~_issued())
    found, more = _cut(waiting.filter(date__gte=today))
    if not found:
        found, more = _cut(waiting.filter(day_type=ShootDay.Type.SHOOT))
    group = Group(_("Call sheets to issue"), more=more, url=page(film, "call-sheet-list"))
    for day in found:
        due = today <= day.date <= today + timedelta(days=1)
        words = f"{short_date(day.date)}, {day.unit}"
        url = page(film, "call-sheet-draft", day.pk)
        group.items.append(Waiting("warn" if due else "open", words, url))
    return group


def _closings(film: Film, today: date) -> Group:
    """Days that were worked, as their sheets say, and have no signed report."""
    closed = ProductionReport.objects.closed().filter(day=OuterRef("pk"))
    worked = film.shoot_days.counted().filter(_issued(), ~Exists(closed), date__lt=today)
    found, more = _cut(worked.order_by("-date", "unit"))
    group = Group(_("Days to close with their report"), more=more, url=page(film, "day-list"))
    for day in found:
        url = page(film, "day-report", day.pk)
        group.items.append(Waiting("open", f"{short_date(day.date)}, {day.unit}", url))
    return group


def _releases(film: Film, today: date) -> Group:
    rows = film.releases.filter(state__in=OPEN_RELEASES).select_related("person", "location")
    found, more = _cut(rows)
    group = Group(_("Releases to chase"), more=more, url=page(film, "release-list"))
    for release in found:
        words = f"{release} – {release.get_state_display()}"
        group.items.append(Waiting("open", words, page(film, "release-detail", release.pk)))
    return group


def _permits(film: Film, today: date) -> Group:
    """Days at a place that asks for a permit and has none for them; permits that end while still shooting."""
    permits = list(Permit.objects.filter(location__film=film, location__binned_at=None))
    planned = _places(film, today)
    group = Group(_("Permits"), url=page(film, "location-list"))
    for on, place in sorted(planned.items(), key=lambda found: (found[0][0], found[1].name)):
        held = any(p.location_id == place.pk and p.first_date <= on[0] <= p.last_date for p in permits)
        if place.permit_required and not held:
            words = _("%(place)s: none for %(date)s") % {"place": place.name, "date": short_date(on[0])}
            group.items.append(Waiting("warn", words, page(film, "location-detail", place.pk)))
    for permit in permits:
        if today <= permit.last_date <= today + SOON:
            words = _("%(permit)s ends on %(date)s") % {"permit": permit, "date": year_date(permit.last_date)}
            group.items.append(Waiting("open", words, page(film, "location-detail", permit.location_id)))
    group.items, group.more = group.items[:SHOWN], max(0, len(group.items) - SHOWN)
    return group


def _places(film: Film, today: date) -> dict[tuple[date, int], Any]:
    """Where is worked from today on: each place once a date."""
    items = RunningItem.objects.filter(film=film, day__date__gte=today, day__binned_at=None)
    rows = items.select_related("day", "location", "set__location", "scene__set__location")
    found = ((item.day.date, item.place) for item in rows if item.day is not None)
    return {(on, place.pk): place for on, place in found if place is not None}


def _imports(film: Film, today: date) -> Group:
    found, more = _cut(film.imports.filter(state__in=Import.OPEN))
    group = Group(_("Imports that are not taken yet"), more=more, url=page(film, "import-list"))
    for one in found:
        url = page(film, "import-detail", one.pk)
        group.items.append(Waiting("open", f"{one.name} – {one.get_state_display()}", url))
    return group


# -- for who directs ---------------------------------------------------------------------------


def _unscheduled(film: Film, today: date) -> Group:
    found, more = _cut(Scene.objects.filter(film=film).unscheduled())
    group = Group(_("Scenes without a day"), more=more, url=page(film, "stripboard"))
    for scene in found:
        group.items.append(Waiting("open", str(scene), page(film, "scene-detail", scene.pk)))
    return group


def _unfinished(film: Film, today: date) -> Group:
    """Scenes that nobody could shoot from what stands: no synopsis, no set, no shots."""
    live = Q(shots__binned_at=None)
    scenes = Scene.objects.filter(film=film).exclude(status__in=[Scene.Status.SHOT, Scene.Status.DROPPED])
    bare = scenes.annotate(shot_count=Count("shots", filter=live)).filter(
        Q(synopsis="") | ~Q(kind__in=NEVER_SHOT) & (Q(set=None) | Q(shot_count=0))
    )
    found, more = _cut(bare)
    group = Group(_("Scenes to finish"), more=more, url=page(film, "scene-list"))
    for scene in found:
        words = f"{scene} – {', '.join(_missing(scene))}"
        group.items.append(Waiting("open", words, page(film, "scene-detail", scene.pk)))
    return group


def _missing(scene: Any) -> Iterator[str]:
    if not scene.synopsis:
        yield _("no synopsis")
    if scene.kind not in NEVER_SHOT and scene.set_id is None:
        yield _("no set")
    if scene.kind not in NEVER_SHOT and not scene.shot_count:
        yield _("no shots")


def _musts(film: Film, today: date) -> Group:
    """Must-shots of scenes whose days are over."""
    over = RunningItem.objects.filter(scene=OuterRef("scene"), day__binned_at=None)
    left = Shot.objects.filter(film=film).standing().left().musts().exclude(scene=None)
    rows = left.filter(Exists(over.filter(day__date__lt=today)), ~Exists(over.filter(day__date__gte=today)))
    found, more = _cut(rows.select_related("scene").in_order())
    group = Group(_("Must-shots that were left"), more=more, url=page(film, "shot-list"))
    for shot in found:
        url = page(film, "shot-detail", shot.pk) or page(film, "scene-detail", shot.scene_id)
        group.items.append(Waiting("warn", str(shot), url))
    return group


# -- for who edits -----------------------------------------------------------------------------


def _interviews(film: Film, today: date) -> Group:
    status = Interview.Status
    rows = Interview.objects.filter(film=film, status__in=[status.SHOT, status.TRANSCRIBED]).with_day()
    found, more = _cut(rows.order_by("shot_on", "pk"))
    group = Group(_("Interviews to log"), more=more, url=page(film, "interview-list"))
    for interview in found:
        words = f"{interview} – {interview.get_status_display()}"
        group.items.append(Waiting("open", words, page(film, "interview-detail", interview.pk)))
    return group


def _unplaced(film: Film, today: date) -> Group:
    """Segments that speak to no scene, the best first."""
    rows = Segment.objects.of_film(film).unplaced().select_related("recording")
    found, more = _cut(rows.order_by("-rating", "pk"))
    url = page(film, "select-list", query="used=no")
    group = Group(_("Segments without a scene"), more=more, url=url)
    for segment in found:
        words = " ".join(filter(None, ("★" * segment.rating, str(segment))))
        group.items.append(Waiting("open", words, log_of(film, segment.recording, segment.in_frame)))
    return group


def _to_log(film: Film, today: date) -> Group:
    """Scenes that were shot, but for those whose interviews are told above."""
    shot = [Scene.Status.SHOT, Scene.Status.PART_SHOT]
    entered = Exists(Interview.objects.filter(item__scene=OuterRef("pk")))
    rows = Scene.objects.filter(~entered, film=film, status__in=shot)
    found, more = _cut(rows.exclude(kind__in=NEVER_SHOT))
    group = Group(_("Shot, to be logged"), more=more, url=page(film, "scene-list", query="status=shot"))
    for scene in found:
        words = f"{scene} – {scene.get_status_display()}"
        group.items.append(Waiting("open", words, page(film, "scene-detail", scene.pk)))
    return group


ASKS: dict[str, tuple[Ask, ...]] = {
    Role.PRODUCER: (_call_sheets, _permits, _closings, _releases, _imports),
    Role.DIRECTOR: (_call_sheets, _musts, _unscheduled, _unfinished, _closings),
    Role.EDITOR: (_interviews, _unplaced, _to_log, _releases, _imports),
}


def waits(film: Film, role: str, today: date) -> list[Group]:
    """What waits for somebody of this role; a role for whom nothing ever waits has no list."""
    groups = [ask(film, today) for ask in ASKS.get(role, ())]
    return [group for group in groups if group.items]
