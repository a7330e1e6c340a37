"""A day in order, to put one thing out of order."""

import pytest

from tests.factories import (
    CallFactory,
    ContributorFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
)
from tests.production.readiness.points import DAY


@pytest.fixture
def interview(day, house):
    return RunningItemFactory(day=day, location=house, kind="interview", minutes=60, title="Interview")


@pytest.fixture
def volkov(film, day, interview):
    """A contributor with everything in order."""
    person = ContributorFactory(film=film, name="Esteban Volkov", languages=["es"])
    interview.people.add(person)
    CallFactory(day=day, person=person, mode="absolute", at=7 * 60)
    ReleaseFactory(person=person, state="signed", signed_on=DAY)
    return person


@pytest.fixture
def ana(film):
    return PersonFactory(film=film, name="Ana")
