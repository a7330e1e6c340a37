"""Shoot days and what belongs to them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from production import models
from tests.factories.films import FilmFactory
from tests.factories.numbers import ABOVE, DAY
from tests.factories.planning import PersonFactory


class ShootDayFactory(DjangoModelFactory):
    class Meta:
        model = models.ShootDay

    film = factory.SubFactory(FilmFactory)
    date = factory.Sequence(lambda n: DAY + datetime.timedelta(days=ABOVE + n % 2000))
    general_call = 7 * 60


class RunningItemFactory(DjangoModelFactory):
    class Meta:
        model = models.RunningItem
        skip_postgeneration_save = True

    film = factory.SelfAttribute("day.film")
    day = factory.SubFactory(ShootDayFactory)
    kind = "interview"
    title = factory.Sequence(lambda n: f"Item {n}")
    position = factory.Sequence(lambda n: n)
    minutes = 60

    @factory.post_generation
    def people(self, create, extracted):
        if create and extracted:
            self.people.set(extracted)


class CallFactory(DjangoModelFactory):
    class Meta:
        model = models.Call

    day = factory.SubFactory(ShootDayFactory)
    person = factory.SubFactory(PersonFactory)
    mode = "general"


class ProductionReportFactory(DjangoModelFactory):
    """Of a day that is still open."""

    class Meta:
        model = models.ProductionReport

    day = factory.SubFactory(ShootDayFactory)
    call = 7 * 60
    wrap = 18 * 60
