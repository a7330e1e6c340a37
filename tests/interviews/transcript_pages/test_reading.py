"""A transcript is read in windows, found in, and led to by timecode."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.models import Cue
from interviews.views.cue_rows import WINDOW, pieces
from tests.factories import (
    CueFactory,
    RecordingFactory,
    SegmentFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)
from tests.interviews.transcript_pages.pages import address, shown

pytestmark = pytest.mark.django_db


def many(transcript, count, length=100):
    speaker = SpeakerFactory(transcript=transcript)
    return Cue.objects.bulk_create(
        Cue(
            transcript=transcript,
            in_frame=n * length,
            out_frame=(n + 1) * length,
            text=f"Words {n}.",
            speaker=speaker,
        )
        for n in range(count)
    )


def test_a_cue_shows_its_source_timecode_its_speaker_and_its_words(client, transcript, cue):
    SegmentFactory(recording=transcript.recording, in_frame=150, out_frame=300)
    page = client.get(address("transcript-detail", transcript))
    text = page.content.decode()
    assert "01:00:04:00" in text
    assert "VOLKOV" in text
    assert "La casa era tranquila." in text
    assert [row.segments for row in page.context["rows"]] == [1]


def test_a_window_begins_near_what_was_asked_for(client, transcript):
    many(transcript, 300)
    first = client.get(address("transcript-detail", transcript))
    assert shown(first)[0] == "Words 0."
    assert len(shown(first)) == WINDOW
    assert (first.context["window"].earlier, bool(first.context["window"].later)) == ("", True)
    middle = client.get(address("transcript-detail", transcript), {"at": 20_000})
    assert "Words 200." in shown(middle)
    assert "Words 195." in shown(middle)
    assert middle.context["window"].earlier


def test_pages_of_cues_follow_each_other_without_a_gap(client, transcript):
    many(transcript, 300, length=1)
    Cue.objects.filter(transcript=transcript).update(in_frame=5, out_frame=6)  # all at once: keys decide
    window = client.get(address("transcript-detail", transcript)).context["window"]
    read = [row.cue.pk for row in window.rows]
    while window.later:
        window = client.get(address("transcript-cues", transcript), {"after": window.later}).context["window"]
        read += [row.cue.pk for row in window.rows]
    assert read == list(Cue.objects.filter(transcript=transcript).values_list("pk", flat=True))
    back = client.get(address("transcript-cues", transcript), {"before": window.rows[0].place})
    assert [row.cue.pk for row in back.context["rows"]] == read[-WINDOW - len(window.rows) :][:WINDOW]


@pytest.mark.parametrize("typed", ["01:00:12:00", "010012", "+12:00"])
def test_a_timecode_leads_to_its_cue(client, transcript, typed):
    cues = many(transcript, 10)
    answer = client.get(address("transcript-detail", transcript), {"goto": typed})
    assert answer.url.endswith(f"?at=300#cue-{cues[3].pk}")


def test_what_is_no_timecode_says_so(client, transcript, cue):
    answer = client.get(address("transcript-detail", transcript), {"goto": "soon"}, follow=True)
    assert "Write a timecode" in answer.content.decode()


def test_words_are_found_without_their_accents(client, transcript, cue):
    CueFactory(transcript=transcript, in_frame=300, text="El jardín.")
    found = client.get(address("transcript-detail", transcript), {"find": "JARDIN"})
    assert shown(found) == ["El jardín."]
    assert "<mark>jardín</mark>" in found.content.decode()


def test_marks_stand_out():
    found = pieces(
        "(risas) Yes [inaudible 01:02:03], [?Sieva] (he went there, and then came back to the house)"
    )
    assert [(piece.text, piece.kind) for piece in found if piece.kind] == [
        ("(risas)", "mark"),
        ("[inaudible 01:02:03]", "mark"),
        ("[?Sieva]", "unsure"),
    ]
    assert "".join(piece.text for piece in found).startswith("(risas) Yes [inaudible")


def test_markup_in_a_text_is_text(client, transcript, cue):
    Cue.objects.filter(pk=cue.pk).update(text="<script>alert(1)</script> [<b>]")
    assert "<script>alert" not in client.get(address("transcript-detail", transcript)).content.decode()


def asked(client, transcript, query):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address("transcript-detail", transcript), query)
    assert answer.status_code == 200
    return len(captured), len(answer.content)


@pytest.mark.parametrize("beside", [False, True])
def test_four_thousand_cues_ask_no_more_than_four_hundred(client, film, beside):
    figures = []
    for count in (400, 4000):
        transcript = TranscriptFactory(recording=RecordingFactory(interview__film=film))
        cues = many(transcript, count)
        translation = TranslationFactory(transcript=transcript)
        for one in cues[:20]:
            TranslatedCueFactory(translation=translation, cue=one)
        query = {"at": 20_000, **({"with": translation.pk} if beside else {})}
        figures.append(asked(client, transcript, query))
    (few, small), (more, large) = figures
    assert few == more <= 16
    assert abs(small - large) < small / 20
