"""A film with an entry in each register."""

import pytest

from tests.factories import (
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
    ThemeFactory,
)


@pytest.fixture
def world(film):
    """One of everything, hanging together."""
    person = ContributorFactory(film=film, name="Ana")
    location = LocationFactory(film=film, name="House")
    a_set = SetFactory(location=location, name="Study")
    theme = ThemeFactory(film=film, name="Exile")
    scene = SceneFactory(film=film, number="7", title="The study", set=a_set, people=[person])
    scene.themes.add(theme)
    day = ShootDayFactory(film=film)
    RunningItemFactory(film=film, day=day, scene=scene)
    return {
        "person": person,
        "location": location,
        "set": a_set,
        "permit": PermitFactory(location=location),
        "scene": scene,
        "theme": theme,
        "release": ReleaseFactory(person=person),
        "day": day,
    }
