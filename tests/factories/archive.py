"""Archive clips, historical events, and releases."""

import factory
from factory.django import DjangoModelFactory

from production import models
from tests.factories.films import FilmFactory
from tests.factories.numbers import ABOVE, DAY
from tests.factories.planning import ContributorFactory


class EventFactory(DjangoModelFactory):
    class Meta:
        model = models.HistoricalEvent
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Event {n}")
    date = "24 May 1940"

    @factory.post_generation
    def scenes(self, create, extracted):
        if create and extracted:
            self.scenes.set(extracted)

    @factory.post_generation
    def people(self, create, extracted):
        if create and extracted:
            self.people.set(extracted)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Archive {n}")


class ArchiveClipFactory(DjangoModelFactory):
    """Footage of a reel whose timecode ends at the second, as archives write it."""

    class Meta:
        model = models.ArchiveClip
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Clip {n}")
    source = factory.SubFactory(SourceFactory, film=factory.SelfAttribute("..film"))
    catalogue_number = factory.Sequence(lambda n: f"2206-{ABOVE + n}")
    timecode_in = "03:40:22"
    timecode_out = "03:43:33"

    @factory.post_generation
    def people(self, create, extracted):
        if create and extracted:
            self.people.set(extracted)

    @factory.post_generation
    def scenes(self, create, extracted):
        if create and extracted:
            self.scenes.set(extracted)


class CopyFactory(DjangoModelFactory):
    class Meta:
        model = models.Copy

    clip = factory.SubFactory(ArchiveClipFactory)
    name = factory.Sequence(lambda n: f"Tape {n}")


class ReleaseFactory(DjangoModelFactory):
    class Meta:
        model = models.Release

    film = factory.SelfAttribute("person.film")
    kind = "appearance"
    person = factory.SubFactory(ContributorFactory)
    state = "needed"


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Evidence

    release = factory.SubFactory(ReleaseFactory)
    kind = "note"
    on = DAY
    words = "Said so on the doorstep"
