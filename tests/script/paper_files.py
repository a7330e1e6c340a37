"""A film in which something was said, and moves of the tests of what is brought into its script."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from script.models import ScriptImport
from tests.factories import (
    ContributorFactory,
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    SpeakerFactory,
    TranscriptFactory,
)

SAID = (
    "Mi abuelo criaba conejos y gallinas detrás de la casa",
    "y les daba de comer todas las mañanas antes de escribir",
    "los guardias se burlaban un poco de él",
    "pero nunca delante de mi abuela que no lo permitía",
)
PAPER = f"""VOLKOV: {SAID[0]}, {SAID[1]}.

V.O.: The house stands behind a wall.

Nobody in the film has ever said these words.

[show the wall]
"""


def spoken(film, texts=SAID, *, reel="A001", who="Esteban Volkov", times=True):
    """A recording of which each text is eight seconds; words of ten frames."""
    interview = InterviewFactory(film=film)
    recording = RecordingFactory(
        interview=interview, reel=reel, start_timecode="01:00:00:00", duration=90_000
    )
    transcript = TranscriptFactory(recording=recording, is_main=True)
    speaker = SpeakerFactory(transcript=transcript, name=who, person=ContributorFactory(film=film, name=who))
    for at, text in enumerate(texts):
        CueFactory(
            transcript=transcript,
            in_frame=200 * at,
            out_frame=200 * at + 200,
            text=text,
            speaker=speaker,
            word_times=[[10 * n, 10 * n + 8] for n in range(len(text.split()))] if times else None,
        )
    return recording


def address(script, name, *more):
    return reverse(name, args=[script.film.slug, script.pk, *more])


def bring(client, script, text="", *, data=None, name="edit.txt", kind="script-paper-edit"):
    """The answer, and what waits now."""
    sent = {"text": text} if data is None else {"file": SimpleUploadedFile(name, data)}
    answer = client.post(address(script, kind), sent, follow=True)
    return answer, ScriptImport.objects.filter(script=script, state="open").first()


def take(client, imported, lines=None, *, go="take", **more):
    said = {"threshold": "70", "into": "", "title": "", "go": go, **more}
    said |= {f"line-{at}": choice for at, choice in (lines or {}).items()}
    return client.post(address(imported.script, "script-reading-take", imported.pk), said, follow=True)
