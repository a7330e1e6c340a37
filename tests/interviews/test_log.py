"""The log's page and what it fetches: the words around a frame, all cues in the recording's own frames."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Cue, Segment
from tests.factories import (
    CueFactory,
    InterviewFactory,
    PersonFactory,
    RecordingFactory,
    SegmentFactory,
    SpeakerFactory,
    ThemeFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film))


@pytest.fixture
def desk(client_of, editor):
    return client_of(editor)


def address(name, recording):
    return reverse(name, args=[recording.interview.film.slug, recording.pk])


def transcribed(recording, count, **more):
    transcript = TranscriptFactory(recording=recording, **more)
    speaker = SpeakerFactory(transcript=transcript, person=PersonFactory(film=recording.interview.film))
    Cue.objects.bulk_create(
        Cue(
            transcript=transcript,
            in_frame=20 * n,
            out_frame=20 * n + 20,
            speaker=speaker,
            text=f"Word{n} and more.",
            word_times=[[0, 5], None, [9, 18]],
        )
        for n in range(count)
    )
    return transcript


def told(desk, url):
    answer = desk.get(url)
    assert answer.status_code == 200
    return json.loads(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def test_the_page_begins_with_the_words_around_a_frame(desk, recording):
    transcribed(recording, 300)
    page = desk.get(address("log", recording) + "?at=2000")
    shown = [row["text"].split()[0] for row in page.context["words"].window]
    assert shown[0] == "Word92"
    assert shown[8] == "Word100"
    assert len(shown) == 60
    assert page.context["words"].total == 300
    assert "01:01:20:00" in page.content.decode()


@pytest.mark.parametrize("query", ["", "?at=0", "?at=99999999999", "?at=-5", "?at=x", "?at=²", "?segment=9"])
def test_any_place_that_is_asked_for_shows_a_page(desk, recording, query):
    transcribed(recording, 5)
    page = desk.get(address("log", recording) + query)
    assert page.status_code == 200
    assert 0 <= page.context["data"]["at"] <= 90_000


def test_a_segment_that_is_asked_for_says_where(desk, recording):
    segment = SegmentFactory(recording=recording, in_frame=500, out_frame=600)
    data = desk.get(f"{address('log', recording)}?segment={segment.pk}").context["data"]
    assert (data["at"], data["segment"]) == (500, segment.pk)
    other = SegmentFactory(recording__interview__film=recording.interview.film, in_frame=700)
    data = desk.get(f"{address('log', recording)}?segment={other.pk}").context["data"]
    assert data["at"] == 0


def test_all_cues_come_compact(desk, recording):
    transcript = transcribed(recording, 1203)
    answer = told(desk, address("log-cues", recording))
    assert len(answer["cues"]) == 1203
    key = transcript.cues.order_by("in_frame").first()
    assert answer["cues"][0] == [key.pk, 0, 20, key.speaker_id, "Word0 and more.", [[0, 5], None, [9, 18]]]
    assert answer["speakers"] == {str(key.speaker_id): key.speaker.person.name}


def test_without_a_transcript_there_are_none(desk, recording):
    assert told(desk, address("log-cues", recording)) == {"speakers": {}, "cues": []}
    assert desk.get(address("log", recording)).context["words"] is None


def test_words_with_signs_and_markup_arrive_as_they_are(desk, recording):
    text = '</script><b>“¿Quién?”</b> \u2028 & "x" \\ 🎬'
    CueFactory(transcript=TranscriptFactory(recording=recording), text=text)
    assert told(desk, address("log-cues", recording))["cues"][0][4] == Cue.objects.get().text
    assert b"</script><b>" not in desk.get(address("log", recording)).content


def test_another_camera_lends_its_words_frame_by_frame(desk, recording):
    transcribed(recording, 100)
    second = RecordingFactory(
        interview=recording.interview,
        camera="B",
        rate="30000/1001",
        drop_frame=True,
        start_timecode="03:00:00;00",
        sync_offset=30,
    )
    answer = told(desk, address("log-cues", second))
    first, start, end, _speaker, _text, times = answer["cues"][75]  # a minute of the other at 25
    assert first == Cue.objects.order_by("in_frame")[75].pk
    assert (start, end) == (1798 - 30, 1822 - 30)
    assert times == [[0, 6], None, [11, 22]]
    page = desk.get(address("log", second) + "?at=1768")
    assert page.context["words"].is_borrowed
    assert "03:00:58;28" in page.content.decode()


def test_segments_come_with_their_words_themes_and_speaker(desk, recording):
    transcribed(recording, 10)
    theme = ThemeFactory(film=recording.interview.film, name="Exile")
    segment = SegmentFactory(recording=recording, in_frame=0, out_frame=40, rating=4)
    segment.themes.add(theme)
    (row,) = told(desk, address("log-segments", recording))["segments"]
    assert (row["words"], row["by"], row["rating"]) == ("Word0 and more. Word1 and more.", "words", 4)
    assert (row["themes"], row["inWords"]) == ([[theme.pk, "Exile"]], "Word0 and more.")
    assert row["speakerName"] == Cue.objects.first().speaker.person.name


def test_what_lies_in_the_bin_is_not_shown(desk, editor, recording):
    SegmentFactory(recording=recording, gist="Gone").bin(by=editor)
    assert b"Gone" not in desk.get(address("log", recording)).content
    assert told(desk, address("log-segments", recording))["segments"] == []
    recording.interview.bin(by=editor)
    assert desk.get(address("log", recording)).status_code == 404


def test_who_may_not_edit_gets_no_list_of_people(client_of, viewer, recording):
    PersonFactory(film=recording.interview.film, name="Somebody")
    data = client_of(viewer).get(address("log", recording)).context["data"]
    assert (data["people"], data["mayEdit"]) == ([], False)


def asked(desk, url):
    with CaptureQueriesContext(connection) as captured:
        answer = desk.get(url)
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["log", "log-cues", "log-segments"])
def test_ten_times_as_much_asks_as_often(desk, film, name):
    few, many = (RecordingFactory(interview=InterviewFactory(film=film)) for _ in range(2))
    theme = ThemeFactory(film=film)
    for recording, cues, segments in ((few, 400, 3), (many, 4000, 60)):
        transcribed(recording, cues)
        for n in range(segments):
            segment = SegmentFactory(recording=recording, in_frame=10 * n, out_frame=10 * n + 100)
            segment.themes.add(theme)
    assert Segment.objects.count() == 63
    assert asked(desk, address(name, few)) == asked(desk, address(name, many))
