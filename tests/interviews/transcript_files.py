"""Moves of the tests of imports of transcripts: a file is handed in through its page, looked at, taken."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import TranscriptImport


def stamp(ms):
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{rest:03d}"


def srt(*cues):
    """Subtitles of (start, end, text), in ms."""
    blocks = [f"{n}\n{stamp(s)} --> {stamp(e)}\n{text}\n" for n, (s, e, text) in enumerate(cues, start=1)]
    return "\n".join(blocks).encode()


def hour(count=20, begin=0):
    """Subtitles that fill an hour, a speech every so often."""
    step = 3_600_000 // count
    lasts = min(2_000, step - 100)
    return srt(*[(begin + n * step, begin + n * step + lasts, f"Words number {n}.") for n in range(count)])


def address(recording, verb="", imported=None):
    name = f"transcript-import-{verb}" if verb else "transcript-import"
    keys = [recording.interview.film.slug, recording.pk] + ([imported.pk] if imported else [])
    return reverse(name, args=keys)


def hand_in(client, recording, data, name="talk.srt"):
    """The answer, and the import that waits now, if one does."""
    answer = client.post(address(recording), {"file": SimpleUploadedFile(name, data)}, follow=True)
    return answer, TranscriptImport.objects.filter(recording=recording, state="open").first()


def said(**more):
    return {"zero": "first_frame", "language": "es", "kind": "verbatim", "maker": "", **more}


def take(client, imported, **more):
    return client.post(address(imported.recording, "take", imported), said(**more))


def words_of(answer):
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
