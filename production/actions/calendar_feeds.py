"""Calendar feeds: give a private address, take it back, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from production.formats.calendar import Event, to_ics
from production.models import (
    CalendarFeed,
    Call,
    Film,
    Location,
    Membership,
    Person,
    RunningItem,
    ShootDay,
    User,
)
from production.models.films import hash_token, new_token
from production.models.schedule import ShootDayQuerySet
from production.running_order import DayPlan, PersonCall, day_numbers, plan

LASTS = timedelta(days=366)
SHORTEST = timedelta(minutes=15)
CANCELLED_FOR = timedelta(days=60)  # so long a day that was called off is told
COUNTED = timedelta(minutes=1)  # fetched more often than that is not written down each time


class FeedUnusable(Exception):
    """Wrong, expired, revoked, or of somebody who left: which of them is nobody's business."""


@transaction.atomic
def make(*, membership: Membership, kind: str) -> tuple[CalendarFeed, str]:
    """A feed and the token of its address, which nobody can be told again."""
    token = new_token()
    feed = CalendarFeed.objects.create(
        film=membership.film,
        membership=membership,
        kind=kind,
        token_hash=hash_token(token),
        expires_at=timezone.now() + LASTS,
    )
    return feed, token


def revoke(*, feed: CalendarFeed, by: User) -> None:
    """The address answers nothing from now on; revoking twice does nothing more."""
    CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)


def find(*, token: str) -> CalendarFeed:
    feed = (
        CalendarFeed.objects.open()
        .by_token(token)
        .select_related("film", "membership__user", "membership__person")
        .first()
    )
    if feed is None:
        raise FeedUnusable
    now = timezone.now()
    if feed.fetched_at is None or feed.fetched_at < now - COUNTED:
        CalendarFeed.objects.filter(pk=feed.pk).update(fetched_at=now)
    return feed


# -- what it answers ---------------------------------------------------------------------------


def answer(*, feed: CalendarFeed, site: str, language: str) -> bytes:
    with translation.override(language):
        name = feed.film.title
        if feed.kind == CalendarFeed.Kind.OWN:
            name = _("%(film)s: your calls") % {"film": name}
        return to_ics(name, feed.film.time_zone, _events(feed, site))


def _events(feed: CalendarFeed, site: str) -> Iterator[Event]:
    numbers, changes = day_numbers(feed.film), _changes(feed.film)
    person = getattr(feed.membership, "person", None)
    for day in _days(feed.film):
        told = _Told(feed, plan(day), numbers.get(day.pk), site)
        if feed.kind == CalendarFeed.Kind.FILM:
            yield told.of_the_film(changes)
        elif person is not None and (event := told.of_one(person, changes)) is not None:
            yield event


def _days(film: Film) -> Any:
    """All days, and those that were called off not long ago."""
    days: Any = ShootDayQuerySet(ShootDay).filter(film=film)
    recent = days.filter(binned_at__gte=timezone.now() - CANCELLED_FOR)
    return (days.filter(binned_at=None) | recent).with_running_order()


class _Changes:
    """When what a day tells was last changed; what left a day counts there as well."""

    def __init__(self, film: Film) -> None:
        days = ShootDay.everything.filter(film=film).aggregate(last=Max("changed_at"))["last"]
        self.first = max(film.changed_at, days or film.changed_at)  # “Day 3 of 6” is of all days
        self.of_day: dict[int, datetime] = {}
        items: Any = RunningItem.history.filter(film_id=film.pk).order_by()
        last = dict(items.values_list("id").annotate(Max("history_date")))
        for item, day in items.exclude(day_id=None).values_list("id", "day_id").distinct():
            self._note(day, last[item])
        calls: Any = Call.history.filter(day__film_id=film.pk).order_by()
        for day, moment in calls.values_list("day_id").annotate(Max("history_date")):
            self._note(day, moment)

    def _note(self, day: int, moment: datetime) -> None:
        self.of_day[day] = max(moment, self.of_day.get(day, moment))

    def of(self, timed: DayPlan) -> datetime:
        scenes = [item.item.scene.changed_at for item in timed.items if item.item.scene]
        places = [place.changed_at for place in timed.places]
        return max([self.first, self.of_day.get(timed.day.pk, self.first), *scenes, *places])


def _changes(film: Film) -> _Changes:
    return _Changes(film)


class _Told:
    """One day, in the words of a calendar."""

    def __init__(self, feed: CalendarFeed, timed: DayPlan, number: tuple[int, int] | None, site: str) -> None:
        self.feed, self.plan, self.day, self.site = feed, timed, timed.day, site
        self.called_off = timed.day.is_binned
        self.title = str(timed.day.get_day_type_display())
        if number is not None:
            self.title = _("Day %(number)s of %(of)s") % {"number": number[0], "of": number[1]}

    def of_the_film(self, changes: _Changes) -> Event:
        lines = [
            (_("Unit"), self.day.unit),
            (_("General call"), self.clock(self.plan.start)),
            (_("First shot"), self.clock(self.plan.shooting_call)),
            (_("Wrap, estimated"), self.clock(self.plan.wrap)),
            (_("Where"), " → ".join(place.name for place in self.plan.places)),
        ]
        summary = f"{self.feed.film.title}: {self.title}, {self.day.unit}"
        return self._event("day", changes, summary, self.plan.start, self.plan.wrap, lines)

    def of_one(self, person: Person, changes: _Changes) -> Event | None:
        """A day on which somebody is wanted; None where they aren't, and never were."""
        call = self.plan.calls.get(person.pk)
        if call is None:
            return None
        start = call.pick_up or call.time or call.suggested_arrival or self.plan.start
        end = call.release_by or call.last or self.plan.wrap
        time = _("own call") if call.own_call else self.clock(call.time or call.suggested_arrival)
        summary = f"{time or _('Call')} {self.feed.film.title}: {self.title}"
        start = None if call.own_call else start
        return self._event(f"call-{person.pk}", changes, summary, start, end, self._own(call, time))

    def _own(self, call: PersonCall, time: str) -> list[tuple[str, str]]:
        place = call.items[0].place if call.items else None
        place = place or next(iter(self.plan.places), None)
        picked_up = (
            f"{self.clock(call.pick_up)} {call.call.pick_up_place}" if call.call and call.pick_up else ""
        )
        return [
            (_("Your call"), time),
            (_("Pick-up"), picked_up.strip()),
            (_("Ready"), self.clock(call.ready)),
            (_("Where"), place.name if place else ""),
            (_("Address"), place.address if place else ""),
            (_("Entrance"), place.entrance if place else ""),
            (_("Map"), map_of(place)),
            (_("General call"), self.clock(self.plan.start)),
            (_("Wrap, estimated"), self.clock(self.plan.wrap)),
        ]

    def _event(
        self,
        uid: str,
        changes: _Changes,
        summary: str,
        start: datetime | None,
        end: datetime | None,
        lines: list[tuple[str, str]],
    ) -> Event:
        place = next(iter(self.plan.places), None)
        since, until = (start, _until(start, end)) if start else (self.day.date, _after(self.day))
        return Event(
            uid=f"{uid}-of-day-{self.day.pk}-of-film-{self.feed.film_id}@rodaje",
            modified=changes.of(self.plan),
            start=since,
            end=until,
            summary=_("Called off: %(summary)s") % {"summary": summary} if self.called_off else summary,
            place=", ".join(part for part in (place.name, place.address) if part) if place else "",
            description="\n".join([*(f"{word}: {text}" for word, text in lines if text), self.page]),
            url=self.page,
            coordinates=_coordinates(place),
            is_cancelled=self.called_off,
            is_free=self.day.day_type == ShootDay.Type.OFF,
        )

    @property
    def page(self) -> str:
        return urljoin(self.site, reverse("day-detail", args=[self.feed.film.slug, self.day.pk]))

    def clock(self, moment: datetime | None) -> str:
        """By the clock of the day, with its zone where that isn't the film's."""
        if moment is None:
            return ""
        time = f"{moment:%H:%M}"
        return time if self.plan.zone == self.feed.film.time_zone else f"{time} ({self.plan.zone})"


def _until(start: datetime, end: datetime | None) -> datetime:
    """Never before it began: somebody may be released by a time that lies before their call."""
    least = start.astimezone(UTC) + SHORTEST
    return max(end.astimezone(UTC), least) if end else least


def _after(day: ShootDay) -> Any:
    return day.date + timedelta(days=1)


def _coordinates(place: Location | None) -> tuple[float, float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return float(place.latitude), float(place.longitude)


def map_of(place: Location | None) -> str:
    where = _coordinates(place)
    return f"https://www.openstreetmap.org/?mlat={where[0]}&mlon={where[1]}" if where else ""
