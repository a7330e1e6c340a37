"""A day with a running order."""

import pytest

from tests.factories import DAY, RunningItemFactory, ShootDayFactory


@pytest.fixture
def day(film):
    return ShootDayFactory(film=film, date=DAY)


@pytest.fixture
def items(day):
    return [
        RunningItemFactory(day=day, position=n, title=f"Item {name}", minutes=60)
        for n, name in enumerate("abc", start=1)
    ]
