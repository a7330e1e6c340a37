"""Subjects, interviews and the log."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from interviews import models
from tests.factories.films import FilmFactory, UserFactory
from tests.factories.numbers import ABOVE, DAY
from tests.factories.planning import ContributorFactory


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = models.Subject

    film = factory.SelfAttribute("person.film")
    person = factory.SubFactory(ContributorFactory)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.Question

    subject = factory.SubFactory(SubjectFactory)
    position = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Question {n}?")


class InterviewFactory(DjangoModelFactory):
    class Meta:
        model = models.Interview
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Interview {n}")
    date = DAY
    status = "shot"
    languages = factory.LazyFunction(lambda: ["es"])

    @factory.post_generation
    def subjects(self, create, extracted, **kwargs):
        if create and extracted:
            self.subjects.set(extracted)


class RecordingFactory(DjangoModelFactory):
    """An hour at 25, from 01:00:00:00."""

    class Meta:
        model = models.Recording

    interview = factory.SubFactory(InterviewFactory)
    reel = factory.Sequence(lambda n: f"A{ABOVE + n}")
    rate = "25/1"
    start_timecode = "01:00:00:00"
    duration = 90_000


class SegmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Segment

    recording = factory.SubFactory(RecordingFactory)
    in_frame = factory.Sequence(lambda n: n * 100)
    out_frame = factory.LazyAttribute(lambda segment: segment.in_frame + 250)
    gist = factory.Sequence(lambda n: f"Gist {n}")


class ProxyFactory(DjangoModelFactory):
    """An hour at 25 from 01:00:00:00, as its recording says; its bytes are any."""

    class Meta:
        model = models.Proxy

    recording = factory.SubFactory(RecordingFactory)
    name = "A001.webm"
    file = factory.django.FileField(data=b"frames", filename="A001.webm")
    content_type = "video/webm"
    size = 6
    sha256 = hashlib.sha256(b"frames").hexdigest()
    duration_ms = 3_600_000
    rate = "25/1"
    start_timecode = "01:00:00:00"


class ProxyUploadFactory(DjangoModelFactory):
    """Begun, and nothing of it has come."""

    class Meta:
        model = models.ProxyUpload

    recording = factory.SubFactory(RecordingFactory)
    name = "A001.webm"
    size = 6
    content = factory.django.FileField(data=b"", filename="A001.webm")
    created_by = factory.SubFactory(UserFactory)
