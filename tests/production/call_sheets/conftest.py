"""A day whose call sheet can be issued, and was."""

from datetime import date

import pytest

from production.actions import call_sheets
from production.models import Call, ShootDay
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    ShootDayFactory,
)
from tests.production.call_sheets.pages import DAY


@pytest.fixture
def house(film):
    return LocationFactory(film=film, name="House", entrance="Side gate", contact_phone="+52 55 5550 0150")


@pytest.fixture
def volkov(film):
    person = ContributorFactory(film=film, name="Esteban Volkov", number=1, reads="es")
    ReleaseFactory(person=person, state="signed", signed_on=date(2003, 6, 1))
    return person


@pytest.fixture
def ana(film):
    return PersonFactory(film=film, name="Ana Ruiz", phone="+52 55 5550 0111")


@pytest.fixture
def day(film, house, volkov, ana):
    """A day whose sheet can be issued."""
    day = ShootDayFactory(film=film, date=DAY, general_call=7 * 60)
    RunningItemFactory(day=day, location=house, title="The night of 24 May").people.add(volkov)
    CallFactory(day=day, person=volkov, mode="absolute", at=7 * 60)
    CallFactory(day=day, person=ana)
    return day


@pytest.fixture
def white(day, producer):
    return call_sheets.issue(day=day, expected_version=1, by=producer)


@pytest.fixture
def blue(day, white, producer):
    call = Call.objects.get(day=day, person__name="Ana Ruiz")
    call.mode, call.offset = "relative", -30
    call.save()
    return call_sheets.issue(day=ShootDay.objects.get(pk=day.pk), expected_version=2, by=producer)
