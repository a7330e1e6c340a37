"""The schedule and a day: what each of the cast sees, and may do."""

import pytest

from production.models import RunningItem
from tests.factories import (
    CallFactory,
    ContributorFactory,
    PersonFactory,
    RunningItemFactory,
    ShootDayFactory,
)
from tests.production.day_views.forms import times, url


# Who sees what
@pytest.mark.parametrize("who", ["producer", "director", "editor", "crew", "viewer"])
def test_every_member_sees_the_schedule_and_the_day(who, request, film, day, items, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get(url("day-list", film)).status_code == 200
    page = client.get(url("day-detail", film, day=day.pk))
    assert times(page) == ["07:00", "08:00", "09:00"]


def test_a_stranger_learns_nothing(film, day, stranger, client_of):
    client = client_of(stranger)
    for name, kwargs in (("day-list", {}), ("day-detail", {"day": day.pk}), ("stripboard", {})):
        assert client.get(url(name, film, **kwargs)).status_code == 404


def test_a_day_of_another_film_is_not_found(film, other_film, producer, client_of):
    theirs = ShootDayFactory(film=other_film)
    assert client_of(producer).get(url("day-detail", film, day=theirs.pk)).status_code == 404


def test_crew_see_their_own_call_and_nobody_elses_arrangements(film, day, crew, client_of):
    membership = crew.memberships.get()
    own = PersonFactory(film=film, membership=membership, name="Own Name")
    other = ContributorFactory(film=film, name="Other", phone="+52 55 9999 8888")
    CallFactory(day=day, person=own, mode="absolute", at=6 * 60 + 15)
    CallFactory(
        day=day, person=other, mode="absolute", at=480, note="Secret remark", pick_up_place="Home of Other"
    )
    RunningItemFactory(day=day, people=[other])
    text = client_of(crew).get(url("day-detail", film, day=day.pk)).content.decode()
    assert "Your call" in text
    assert "06:15" in text
    for hidden in ("Secret remark", ">Home<", "9999", "item-times", "hx-post"):
        assert hidden not in text


@pytest.mark.parametrize("who", ["editor", "crew", "viewer"])
def test_only_who_plans_may_change(who, request, film, day, items, client_of):
    client = client_of(request.getfixturevalue(who))
    for name, kwargs in (
        ("day-edit", {"day": day.pk}),
        ("day-bin", {"day": day.pk}),
        ("item-times", {"item": items[0].pk}),
        ("item-move", {"item": items[0].pk}),
        ("item-bin", {"item": items[0].pk}),
        ("call-fill", {"day": day.pk}),
    ):
        assert client.post(url(name, film, **kwargs), {"minutes": 5}).status_code == 403
    assert RunningItem.objects.get(pk=items[0].pk).minutes == 60
