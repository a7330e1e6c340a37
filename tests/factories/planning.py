"""What is planned: people, locations, scenes and shots."""

import datetime

import factory
from factory.django import DjangoModelFactory

from production import models
from tests.factories.films import FilmFactory
from tests.factories.numbers import ABOVE


class PersonFactory(DjangoModelFactory):
    """A member of the crew."""

    class Meta:
        model = models.Person

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Crew {n}")
    is_crew = True
    department = "camera"
    position = "Camera operator"
    phone = "+52 55 5550 0100"


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = models.Person

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Contributor {n}")
    is_contributor = True
    number = factory.Sequence(lambda n: 500 + n % 500)  # the highest is 999
    phone = "+52 55 5550 0101"


class LocationFactory(DjangoModelFactory):
    """The house in Coyoacán by default, ready for a call sheet."""

    class Meta:
        model = models.Location

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Location {n}")
    address = "Av. Río Churubusco 410, Coyoacán"
    latitude = "19.344900"
    longitude = "-99.097200"
    hospital_name = "Hospital General"
    hospital_address = "Calle Uno 1"
    hospital_phone = "+52 55 5550 0199"


class SetFactory(DjangoModelFactory):
    class Meta:
        model = models.Set

    location = factory.SubFactory(LocationFactory)
    name = factory.Sequence(lambda n: f"Set {n}")


class PermitFactory(DjangoModelFactory):
    class Meta:
        model = models.Permit

    location = factory.SubFactory(LocationFactory)
    number = factory.Sequence(lambda n: f"P-{n}")
    issuer = "Museum"
    first_date = datetime.date(2003, 6, 1)
    last_date = datetime.date(2003, 6, 30)


class SceneFactory(DjangoModelFactory):
    class Meta:
        model = models.Scene
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)
    number = factory.Sequence(lambda n: str(ABOVE + n))
    title = factory.Sequence(lambda n: f"Scene {n}")

    @factory.post_generation
    def people(self, create, extracted):
        if create and extracted:
            self.people.set(extracted)


class ShotFactory(DjangoModelFactory):
    """Of a scene; a menu's shot is given ``scene=None, location=…, category=…``."""

    class Meta:
        model = models.Shot

    scene = factory.SubFactory(SceneFactory)
    film = factory.LazyAttribute(lambda shot: (shot.scene or shot.location).film)
    number = factory.Sequence(lambda n: str(ABOVE + n))
    position = factory.Sequence(lambda n: n + 1)
    description = factory.Sequence(lambda n: f"Shot {n}")
    size = "cu"
