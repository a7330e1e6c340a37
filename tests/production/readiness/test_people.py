"""Who is filmed has signed, who needs an interpreter has one, and nobody is elsewhere that day."""

from datetime import date, timedelta

import pytest

from production.models import Heir, Person, RunningItem, Unavailability
from tests.factories import CallFactory, ContributorFactory, PersonFactory, ReleaseFactory
from tests.production.readiness.points import DAY, found, points, subjects

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["needed", "sent", "spoken", "refused", "withdrawn", "expired"])
def test_release_not_on_file(day, volkov, state):
    withdrawn = {"withdrawn_on": DAY, "withdrawal_ground": "By letter", "withdrawal_decision": "pending"}
    volkov.releases.update(state=state, **withdrawn)
    assert subjects(day, "release_missing") == [f"person:{volkov.pk}"]


@pytest.mark.parametrize("state", ["signed", "filed", "restricted", "not_required"])
def test_release_on_file(day, volkov, state):
    volkov.releases.update(state=state, limits="no promo", reason="public figure")
    assert found(day) == []


def test_no_release_at_all(day, volkov):
    volkov.releases.all().delete()
    assert found(day) == ["release_missing"]


def test_who_is_not_on_camera_needs_no_release(day, volkov):
    volkov.releases.all().delete()
    RunningItem.objects.update(kind="meal", minutes=60)
    assert found(day) == []


def test_crew_in_a_scene_need_no_release(day, film, interview, volkov):
    interview.people.add(PersonFactory(film=film))
    assert found(day) == []


def test_estate_release_open_until_all_heirs_have_signed(day, film, interview, volkov):
    dead = ContributorFactory(film=film, died=date(2003, 6, 1))
    release = ReleaseFactory(person=dead, kind="estate", authority_on_file=True)
    heirs = [Heir.objects.create(release=release, name=name) for name in ("A", "B")]
    interview.people.add(dead)
    (point,) = points(day)
    assert (point.rule, point.words["signed"]) == ("estate_open", "0/2")
    Heir.objects.filter(pk=heirs[0].pk).update(signed_on=DAY)
    assert "1/2" in points(day)[0].message
    Heir.objects.update(signed_on=DAY)
    assert found(day) == []


# Interpreter -----------------------------------------------------------------------------------


@pytest.fixture
def broue(film, volkov):
    volkov.interpreter_needed, volkov.languages = True, ["fr"]
    volkov.save()
    return volkov


def test_interpreter_needed_and_none_called(day, broue):
    assert subjects(day, "no_interpreter") == [f"person:{broue.pk}"]


@pytest.mark.parametrize(
    ("languages", "rules"),
    [(["fr", "es"], []), (["fr-CA"], []), (["ru", "es"], ["no_interpreter"]), ([], ["no_interpreter"])],
)
def test_the_interpreter_must_speak_their_language(day, film, broue, languages, rules):
    CallFactory(day=day, person=PersonFactory(film=film, is_interpreter=True, languages=languages))
    assert found(day) == rules


def test_an_interpreter_who_is_not_called_does_not_help(day, film, broue):
    PersonFactory(film=film, is_interpreter=True, languages=["fr"])
    assert found(day) == ["no_interpreter"]


def test_nobody_interprets_for_themselves(day, broue):
    broue.is_interpreter = True
    broue.save()
    assert found(day) == ["no_interpreter"]


def test_any_interpreter_where_no_language_was_written_down(day, film, broue):
    broue.languages = []
    broue.save()
    CallFactory(day=day, person=PersonFactory(film=film, is_interpreter=True, languages=["ru"]))
    assert found(day) == []


# Unavailable -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [
        (DAY, DAY, ["unavailable"]),
        (DAY - timedelta(days=3), DAY, ["unavailable"]),
        (DAY, DAY + timedelta(days=1), ["unavailable"]),
        (DAY + timedelta(days=1), DAY + timedelta(days=1), []),
        (DAY - timedelta(days=1), DAY - timedelta(days=1), []),
    ],
)
def test_somebody_marked_unavailable(day, volkov, first, last, rules):
    Unavailability.objects.create(person=volkov, first_date=first, last_date=last)
    assert found(day) == rules


@pytest.mark.parametrize(
    ("starts", "finishes", "rules"),
    [
        (DAY + timedelta(days=1), None, ["unavailable"]),
        (None, DAY - timedelta(days=1), ["unavailable"]),
        (DAY, DAY, []),
        (None, None, []),
        (DAY - timedelta(days=9), DAY + timedelta(days=9), []),
    ],
)
def test_somebody_outside_their_dates(day, volkov, starts, finishes, rules):
    Person.objects.filter(pk=volkov.pk).update(starts_on=starts, finishes_on=finishes)
    assert found(day) == rules
