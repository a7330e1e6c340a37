"""Transcripts and their translations."""

import factory
from factory.django import DjangoModelFactory

from interviews import models
from tests.factories.interviews import RecordingFactory


class TranscriptFactory(DjangoModelFactory):
    class Meta:
        model = models.Transcript

    recording = factory.SubFactory(RecordingFactory)
    language = "es"
    maker = "Transcriber"
    is_main = True


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = models.Speaker

    transcript = factory.SubFactory(TranscriptFactory)
    name = factory.Sequence(lambda n: f"SPEAKER {n}")


class CueFactory(DjangoModelFactory):
    """Four seconds at 25, each after the other."""

    class Meta:
        model = models.Cue

    transcript = factory.SubFactory(TranscriptFactory)
    in_frame = factory.Sequence(lambda n: n * 100)
    out_frame = factory.LazyAttribute(lambda cue: cue.in_frame + 100)
    text = factory.Sequence(lambda n: f"Words of cue {n}.")


class TranslationFactory(DjangoModelFactory):
    class Meta:
        model = models.Translation

    transcript = factory.SubFactory(TranscriptFactory)
    language = "en"


class TranslatedCueFactory(DjangoModelFactory):
    class Meta:
        model = models.TranslatedCue

    translation = factory.SubFactory(TranslationFactory)
    cue = factory.SubFactory(CueFactory)
    text = "In other words."
    wording = 1
