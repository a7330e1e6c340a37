"""Somebody says something: all that stands behind one segment."""

from itertools import zip_longest

from tests.factories.interviews import RecordingFactory, SegmentFactory
from tests.factories.planning import ContributorFactory
from tests.factories.transcripts import (
    CueFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)


def said(film, *texts, language="es", translated=(), every=100, **segment):
    """A segment of what Volkov says from the first frame on: a cue a text, the first ones in English too."""
    recording = RecordingFactory(interview__film=film, reel="A001")
    transcript = TranscriptFactory(recording=recording, language=language)
    person = ContributorFactory(film=film, name="Esteban Volkov")
    speaker = SpeakerFactory(transcript=transcript, person=person)
    translation = TranslationFactory(transcript=transcript) if translated else None
    for n, (text, line) in enumerate(zip_longest(texts, translated)):
        times = {"in_frame": every * n, "out_frame": every * (n + 1)}
        cue = CueFactory(transcript=transcript, speaker=speaker, text=text, **times)
        if line:
            TranslatedCueFactory(translation=translation, cue=cue, text=line)
    return SegmentFactory(recording=recording, in_frame=0, out_frame=every * len(texts), **segment)
