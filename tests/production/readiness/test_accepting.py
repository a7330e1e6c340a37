"""A late issue, warnings that are accepted, and what a long day costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from production.actions.call_sheets import accept_warning
from production.models import ShootDay
from production.readiness import readiness
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
)
from tests.production.readiness.points import LONG_BEFORE, found, points

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("seconds", "rules"), [(0, []), (1, ["issued_late"])])
def test_issued_twelve_hours_before_general_call(day, volkov, seconds, rules):
    general_call = datetime(2003, 6, 17, 12, tzinfo=UTC)  # 07:00 in Mexico City, summer time
    assert found(day, general_call - timedelta(hours=12) + timedelta(seconds=seconds)) == rules


def test_the_deadline_is_a_setting(day, film, volkov):
    film.issue_hours = 24
    film.save()
    assert found(day, datetime(2003, 6, 16, 12, 0, 1, tzinfo=UTC)) == ["issued_late"]


# Accepting -------------------------------------------------------------------------------------


def accept(day, point, by, reason="He signs on the spot."):
    return accept_warning(
        day=day, rule=point.rule, subject=point.subject, facts=point.facts, reason=reason, by=by
    )


def test_an_accepted_warning_no_longer_stands_in_the_way_and_is_kept(day, volkov, producer):
    volkov.releases.update(state="sent")
    accepted = accept(day, points(day)[0], producer)
    state = readiness(day, now=LONG_BEFORE)
    assert state.may_issue
    assert state.amber[0].accepted == accepted
    assert (accepted.reason, accepted.accepted_by) == ("He signs on the spot.", producer)
    assert accepted.history.count() == 1


def test_an_accepted_warning_comes_back_when_its_facts_change(day, volkov, producer):
    volkov.releases.update(state="sent")
    accept(day, points(day)[0], producer)
    volkov.releases.update(state="refused")
    state = readiness(day, now=LONG_BEFORE)
    assert [point.rule for point in state.open] == ["release_missing"]
    assert not state.may_issue


def test_a_late_issue_stays_accepted_while_the_hours_pass(day, volkov, producer):
    now = datetime(2003, 6, 17, 5, tzinfo=UTC)
    (late,) = readiness(day, now=now).open
    day.accepted_warnings.create(
        rule=late.rule, subject=late.subject, facts=late.facts, reason="Weather", accepted_by=producer
    )
    assert readiness(day, now=now + timedelta(hours=3)).may_issue


# Queries ---------------------------------------------------------------------------------------


def _queries(day):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        readiness(ShootDay.objects.get(pk=day.pk), now=LONG_BEFORE)
    return len(captured)


def test_as_many_queries_for_a_long_day_as_for_a_short_one(day, film, volkov):
    _add_to(day, film)
    few = _queries(day)
    for _n in range(20):
        _add_to(day, film)
    assert len(points(day)) > 40
    assert _queries(day) == few
    assert few < 25


def _add_to(day, film):
    place = LocationFactory(film=film, closed_weekdays=[1])
    PermitFactory(location=place)
    scene = SceneFactory(film=film, set=SetFactory(location=place), people=[ContributorFactory(film=film)])
    item = RunningItemFactory(day=day, scene=scene, kind="b_roll")
    item.people.add(PersonFactory(film=film))
    CallFactory(day=day, person=PersonFactory(film=film))
