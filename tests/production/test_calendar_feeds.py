"""Calendar feeds: a private address each, and days as they stand."""

import datetime
from datetime import UTC, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from production.actions import calendar_feeds, schedule
from production.models import CalendarFeed, Membership, RunningItem, ShootDay
from production.models.films import hash_token
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]

DAY = datetime.date(2003, 6, 17)


@pytest.fixture
def place(film):
    return factories.LocationFactory(
        film=film, name="House", entrance="Green gate", time_zone="America/Mexico_City"
    )


@pytest.fixture
def day(film, place):
    day = factories.ShootDayFactory(film=film, date=DAY, general_call=7 * 60)
    factories.RunningItemFactory(day=day, location=place, minutes=120, title="Volkov")
    return day


@pytest.fixture
def member(film, crew):
    """The crew's membership, and who they are in the register."""
    membership = Membership.objects.get(film=film, user=crew)
    return membership, factories.PersonFactory(film=film, membership=membership, name="Ana")


def address(membership, kind="film"):
    _feed, token = calendar_feeds.make(membership=membership, kind=kind)
    return reverse("calendar-feed", args=[token])


def events(url):
    response = Client().get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["uid"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def test_the_film_feed_tells_each_day(member, day, film):
    [event] = events(address(member[0])).values()
    assert event["summary"] == "The House in Coyoacán: Day 1 of 1, Main unit"
    assert event["dtstart"].dt == datetime.datetime(2003, 6, 17, 12, 0, tzinfo=UTC), "07:00 in Mexico"
    assert event["dtend"].dt == datetime.datetime(2003, 6, 17, 14, 0, tzinfo=UTC)
    assert event["location"] == "House, Av. Río Churubusco 410, Coyoacán"
    assert "General call: 07:00" in event["description"]
    assert event["status"] == "CONFIRMED"
    assert str(event["url"]).endswith(reverse("day-detail", args=[film.slug, day.pk]))


def test_ones_own_feed_begins_with_ones_own_call(member, day):
    membership, person = member
    url = address(membership, "own")
    assert events(url) == {}, "not wanted on any day"
    factories.CallFactory(
        day=day, person=person, mode="absolute", at=6 * 60 + 30, pick_up=6 * 60, pick_up_place="Hotel"
    )
    [event] = events(url).values()
    assert event["summary"] == "06:30 The House in Coyoacán: Day 1 of 1"
    assert event["dtstart"].dt == datetime.datetime(2003, 6, 17, 11, 0, tzinfo=UTC), "from the pick-up"
    for line in (
        "Your call: 06:30",
        "Pick-up: 06:00 Hotel",
        "Where: House",
        "Entrance: Green gate",
        "Map: https://",
    ):
        assert line in event["description"]


def test_an_own_call_and_a_day_without_times_take_the_whole_day(member, day, film):
    membership, person = member
    factories.CallFactory(day=day, person=person, mode="own")
    [event] = events(address(membership, "own")).values()
    assert event["dtstart"].dt == DAY
    assert event["dtend"].dt == DAY + timedelta(days=1)
    assert "own call" in event["summary"]
    factories.ShootDayFactory(film=film, date=DAY + timedelta(days=1), general_call=None, day_type="off")
    off = next(e for e in events(address(membership)).values() if "Off" in e["summary"])
    assert off["dtstart"].dt == DAY + timedelta(days=1)
    assert off["transp"] == "TRANSPARENT"


def test_a_change_keeps_the_event_and_raises_its_number(member, day, producer):
    url = address(member[0])
    [(uid, before)] = events(url).items()
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        item = RunningItem.objects.get()
        item.minutes = 180
        item.save()
        later = events(url)[uid]
        assert later["sequence"] > before["sequence"]
        assert later["last-modified"].dt > before["last-modified"].dt
        assert later["dtend"].dt - before["dtend"].dt == timedelta(hours=1)
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        schedule.park_item(item=RunningItem.objects.get(), by=producer)
        emptied = events(url)[uid]
        assert emptied["sequence"] > later["sequence"], "what left the day has changed it"


def test_a_day_that_is_called_off_is_told(member, day, producer):
    url = address(member[0])
    [uid] = events(url)
    ShootDay.objects.get(pk=day.pk).bin(by=producer)
    event = events(url)[uid]
    assert event["status"] == "CANCELLED"
    assert event["summary"].startswith("Called off: ")
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert events(url) == {}


def test_in_the_owners_language(member, day):
    membership, _person = member
    membership.user.language = "es"
    membership.user.save()
    [event] = events(address(membership)).values()
    assert "Llamado general: 07:00" in event["description"]


def test_the_answer_is_kept_by_nobody(member):
    response = Client().get(address(member[0]))
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]


def test_only_the_hash_is_stored(member):
    feed, token = calendar_feeds.make(membership=member[0], kind="film")
    assert len(token) >= 43
    assert feed.token_hash == hash_token(token)
    assert token not in str(CalendarFeed.objects.values().get(pk=feed.pk))


def test_wrong_revoked_expired_and_left_answer_alike(member, producer, crew, film):
    membership, _person = member
    urls = {name: address(membership) for name in ("revoked", "expired")}
    calendar_feeds.revoke(feed=CalendarFeed.objects.earliest("pk"), by=producer)
    CalendarFeed.objects.filter(pk=CalendarFeed.objects.latest("pk").pk).update(
        created_at=timezone.now() - timedelta(days=2), expires_at=timezone.now() - timedelta(days=1)
    )
    urls["left"] = address(membership)
    assert Client().get(urls["left"]).status_code == 200
    membership.bin(by=producer)
    urls["wrong"] = reverse("calendar-feed", args=["x" * 43])
    answers = {(response.status_code, response.content) for response in map(Client().get, urls.values())}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_a_deleted_film_and_an_account_that_was_closed_end_it(member, film, producer):
    url = address(member[0])
    user = member[0].user
    user.is_active = False
    user.save()
    assert Client().get(url).status_code == 404
    user.is_active = True
    user.save()
    assert Client().get(url).status_code == 200
    film.bin(by=producer)
    assert Client().get(url).status_code == 404


def test_fetching_is_noted_and_limited(member, settings):
    url = address(member[0])
    Client().get(url)
    assert CalendarFeed.objects.get().fetched_at is not None
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar": "2/m/ip"}
    assert [Client().get(url).status_code for _ in range(3)].count(429) >= 1


# -- the page ----------------------------------------------------------------------------------


@pytest.fixture
def here(film):
    return lambda name, *parts: reverse(name, args=[film.slug, *parts])


def test_a_new_address_is_told_once(client_of, member, crew, here):
    client = client_of(crew)
    page = client.post(here("calendar-new"), {"kind": "own"}, follow=True).content.decode()
    url = page.split('id="feed-url" value="')[1].split('"')[0]
    assert Client().get(url).status_code == 200
    assert url not in client.get(here("calendar-list")).content.decode()


def test_who_is_nobody_in_the_register_has_no_calls(client_of, viewer, here):
    client = client_of(viewer)
    assert 'value="own"' not in client.get(here("calendar-list")).content.decode()
    client.post(here("calendar-new"), {"kind": "own"})
    client.post(here("calendar-new"), {"kind": "nothing"})
    assert not CalendarFeed.objects.exists()


def test_the_producer_sees_all_others_their_own(client_of, member, viewer, producer, crew, here):
    feed, _token = calendar_feeds.make(membership=member[0], kind="film")
    revoke = here("calendar-revoke", feed.pk)
    assert revoke in client_of(producer).get(here("calendar-list")).content.decode()
    assert revoke in client_of(crew).get(here("calendar-list")).content.decode()
    assert revoke not in client_of(viewer).get(here("calendar-list")).content.decode()
    assert client_of(viewer).post(revoke).status_code == 404
    client_of(producer).post(revoke)
    assert not CalendarFeed.objects.open().exists()


def test_nobody_collects_addresses(client_of, viewer, here):
    client = client_of(viewer)
    for _number in range(22):
        client.post(here("calendar-new"), {"kind": "film"})
    assert CalendarFeed.objects.count() == 20


def test_many_days_are_no_more_queries(member, film, place):
    url = address(member[0])
    for number in range(3):
        day = factories.ShootDayFactory(film=film, date=DAY + timedelta(days=number))
        factories.RunningItemFactory(day=day, location=place)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            events(url)
        return len(captured)

    events(url)
    few = queries()
    for number in range(10, 30):
        day = factories.ShootDayFactory(film=film, date=DAY + timedelta(days=number))
        factories.RunningItemFactory(day=day, location=place)
    assert queries() == few
