"""A shoot day and a place, where a test needs no more of them."""

import pytest

from tests.factories import DAY, LocationFactory, ShootDayFactory


@pytest.fixture
def day(film):
    return ShootDayFactory(film=film, date=DAY, general_call=7 * 60)


@pytest.fixture
def house(film):
    return LocationFactory(film=film, name="House")
