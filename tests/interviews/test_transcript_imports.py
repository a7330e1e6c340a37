"""A transcript from its file into the film: looked at, taken as a whole, or not at all."""

import gc

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.actions import transcript_imports as imports
from interviews.models import Cue, Speaker, Transcript, TranscriptImport
from production.models import StoredFile
from tests.at_once import at_once
from tests.factories import InterviewFactory, RecordingFactory, TranscriptFactory
from tests.interviews.transcript_files import address, hand_in, hour, srt, take, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]
TALK = srt((1_000, 2_500, "Llegamos de noche."), (3_000, 4_480, "El árbol seguía\nallí."))


@pytest.fixture
def recording(film):
    """An hour at 25, from 01:00:00:00."""
    return RecordingFactory(interview=InterviewFactory(film=film, languages=["es"]), reel="A001")


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


def frames():
    return list(Cue.objects.values_list("in_frame", "out_frame"))


def test_a_file_is_looked_at_before_anything_is_written(client, recording):
    answer, imported = hand_in(client, recording, TALK)
    words = words_of(answer)
    assert "2 cues" in words
    assert "SubRip (SRT)" in words
    assert "UTF-8" in words
    assert "Llegamos de noche." in words
    assert not Transcript.objects.exists()
    assert not StoredFile.objects.exists()
    assert default_storage.exists(imported.content.name)


def test_a_taken_file_is_a_transcript_with_its_original(client, recording, editor):
    _answer, imported = hand_in(client, recording, TALK)
    take(client, imported, maker="Ana")
    transcript = Transcript.objects.get()
    assert (transcript.language, transcript.kind, transcript.maker) == ("es", "verbatim", "Ana")
    assert (transcript.format, transcript.encoding, transcript.zero) == ("srt", "utf-8", "first_frame")
    assert transcript.is_main
    assert transcript.history.get().history_user == editor
    assert frames() == [(25, 63), (75, 112)]
    assert list(Cue.objects.values_list("text", "in_ms", "out_ms")) == [
        ("Llegamos de noche.", 1_000, 2_500),
        ("El árbol seguía\nallí.", 3_000, 4_480),
    ]
    with transcript.original.original.open("rb") as kept:
        assert kept.read() == TALK
    imported.refresh_from_db()
    assert (imported.state, imported.transcript, imported.taken_by) == ("taken", transcript, editor)


def test_a_language_that_nobody_said_is_asked_for(client, film):
    recording = RecordingFactory(interview=InterviewFactory(film=film, languages=[]), reel="A001")
    answer, imported = hand_in(client, recording, TALK)
    assert "A001 · 25 fps" in words_of(answer)
    assert answer.context["form"]["language"].value() == ""
    take(client, imported, language="")
    assert not Transcript.objects.exists()
    take(client, imported, language="es")
    assert Transcript.objects.get().language == "es"


def test_what_zero_means_is_asked_with_both_results(client, recording):
    answer, _imported = hand_in(client, recording, hour(begin=3_600_000))
    words = words_of(answer)
    assert "02:00:00:00 1:00:00" in words  # counted from the first frame, it would begin after the end
    assert "01:00:00:00 0:00:00" in words
    assert "20 cues lie after the recording's end; they are kept." in words
    assert answer.context["chosen"] == "source"


def test_source_timecode_is_counted_in_labels(client, film):
    """An hour of labels at 29.97 non-drop lasts 3.6 s longer than an hour."""
    of = InterviewFactory(film=film)
    recording = RecordingFactory(
        interview=of, rate="30000/1001", start_timecode="00:00:00:00", duration=200_000
    )
    for zero, first in (("first_frame", 107_892), ("source", 108_000)):
        _answer, imported = hand_in(client, recording, srt((3_600_000, 3_601_000, zero)))
        take(client, imported, zero=zero)
        assert Cue.objects.get(text=zero).in_frame == first


def test_a_recording_that_runs_past_midnight_keeps_its_order(client, film):
    of = InterviewFactory(film=film)
    recording = RecordingFactory(interview=of, start_timecode="23:30:00:00")
    late, early = (23 * 60 + 40) * 60_000, 10 * 60_000
    _answer, imported = hand_in(
        client, recording, srt((late, late + 1_000, "late"), (early, early + 1_000, "after"))
    )
    take(client, imported, zero="source")
    assert list(Cue.objects.values_list("text", "in_frame")) == [("late", 15_000), ("after", 60_000)]


def test_cues_before_the_first_frame_are_refused_or_left_out_on_purpose(client, recording):
    hours = srt((3_000_000, 3_001_000, "before"), (3_600_000, 3_602_000, "inside"))
    _answer, imported = hand_in(client, recording, hours)
    answer = take(client, imported, zero="source")
    assert "can’t begin before" in words_of(answer).replace("&#x27;", "’")
    assert not Transcript.objects.exists()
    take(client, imported, zero="source", leave_out="on")
    assert list(Cue.objects.values_list("text", "in_frame")) == [("inside", 0)]


def test_a_cue_that_begins_before_the_first_frame_begins_with_it(client, recording):
    _answer, imported = hand_in(client, recording, srt((3_599_000, 3_601_000, "across")))
    take(client, imported, zero="source")
    assert frames() == [(0, 25)]


def test_the_second_transcript_of_a_recording_leaves_the_first_its_place(client, recording):
    for data, more in ((TALK, {}), (hour(), {}), (hour(30), {"is_main": "on"})):
        _answer, imported = hand_in(client, recording, data)
        take(client, imported, **more)
    assert list(Transcript.objects.order_by("pk").values_list("is_main", flat=True)) == [False, False, True]


def test_the_same_file_is_recognised(client, recording):
    _answer, first = hand_in(client, recording, TALK)
    answer, again = hand_in(client, recording, TALK, "copy.srt")
    assert first == again
    assert "waits here already" in words_of(answer)
    take(client, first)
    answer, other = hand_in(client, recording, TALK, "copy.srt")
    assert "This very file was taken on" in words_of(answer)
    take(client, other)
    assert Transcript.objects.count() == 1
    take(client, other, again="on")
    assert Transcript.objects.count() == 2


def test_a_second_submit_answers_like_the_first(client, recording):
    _answer, imported = hand_in(client, recording, TALK)
    first = take(client, imported, form_key="k")
    second = take(client, imported, form_key="k")
    assert Transcript.objects.count() == 1
    assert first.status_code == second.status_code == 302


def test_what_is_discarded_leaves_nothing_behind(client, recording, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _answer, imported = hand_in(client, recording, TALK)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(recording, "discard", imported))
    assert not default_storage.exists(imported.content.name)
    imported.refresh_from_db()
    assert imported.state == "discarded"
    assert not imported.content


def test_a_refused_file_leaves_nothing_behind(client, recording):
    answer, imported = hand_in(client, recording, b"")
    assert answer.status_code == 200
    assert imported is None
    assert not TranscriptImport.objects.exists()


def test_another_encoding_is_read_again(client, recording):
    data = "1\n00:00:01,000 --> 00:00:02,000\nAñora el cielo\n".encode("mac-roman")
    answer, imported = hand_in(client, recording, data)
    assert "that is a guess" in words_of(answer)
    client.post(address(recording, "reading", imported), {"encoding": "mac-roman"})
    imported.refresh_from_db()
    assert imported.found["lines"][0][3] == "Añora el cielo"
    take(client, imported)
    assert Cue.objects.get().text == "Añora el cielo"
    assert Transcript.objects.get().encoding == "mac-roman"


def test_a_recording_that_changed_meanwhile_is_looked_at_again(client, recording):
    _answer, imported = hand_in(client, recording, TALK)
    recording.rate = "50/1"
    recording.save()
    assert "another rate, start or length" in words_of(client.get(address(recording, "detail", imported)))
    client.post(address(recording, "reading", imported))
    take(client, imported)
    assert frames() == [(50, 125), (150, 224)]


def test_who_may_not_edit_interviews_imports_nothing(client_of, viewer, crew, stranger, recording):
    for user, status in ((viewer, 403), (crew, 403), (stranger, 404)):
        answer, imported = hand_in(client_of(user), recording, TALK)
        assert answer.status_code == status
        assert imported is None


def test_too_many_imports_in_an_hour_are_refused(client, recording, monkeypatch):
    monkeypatch.setattr("interviews.views.transcript_imports.AN_HOUR", 1)
    hand_in(client, recording, TALK)
    answer, _imported = hand_in(client, recording, hour())
    assert answer.status_code == 429


def test_markup_is_shown_as_it_stands(client, recording):
    data = srt((0, 1_000, "<script>alert(1)</script> <b hx-get=/x>y</b>"))
    answer, imported = hand_in(client, recording, data, "<img src=x>.srt")
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "<b hx-get" not in page
    assert "<img src=x" not in page
    take(client, imported)
    assert Cue.objects.get().text.startswith("<script>alert(1)</script>")


def test_speakers_are_kept_by_their_names(client, recording):
    data = b'{"segments": [{"start": 0, "end": 1, "text": "One two", "speaker": "ANA", "words": ['
    data += b'{"word": "One", "start": 0.04, "end": 0.4}, {"word": "two", "start": 0.5, "end": 0.96}]}]}'
    _answer, imported = hand_in(client, recording, data, "talk.json")
    if imported is None:
        pytest.fail("refused")
    take(client, imported)
    cue = Cue.objects.get()
    assert Speaker.objects.get() == cue.speaker
    assert cue.speaker.name == "ANA"
    assert cue.word_times == [[1, 10], [13, 24]]


def test_the_page_of_an_import_asks_the_same_of_many_cues(client, recording):
    TranscriptFactory(recording=recording)
    asked = []
    for count in (3, 3_000):
        _answer, imported = hand_in(client, recording, hour(count))
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address(recording, "detail", imported))
        asked.append((len(captured), len(answer.content)))
        client.post(address(recording, "discard", imported))
    (few, short), (many, long) = asked
    assert few == many
    assert long < short + 5_000


@pytest.mark.django_db(transaction=True)
def test_two_who_take_an_import_at_once_take_it_once(client_of, recording, film, editor, director):
    client = client_of(editor)
    _answer, imported = hand_in(client, recording, hour(200))
    clients = [client, client_of(director)]
    assert at_once(*(lambda one=one: take(one, imported).status_code for one in clients)) == [302, 302]
    assert Transcript.objects.count() == 1
    assert Cue.objects.count() == 200
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", [imports.make_ready, imports.look_again])
def test_what_somebody_took_meanwhile_is_no_longer_open(client, recording, editor, step):
    _answer, imported = hand_in(client, recording, TALK)
    read_before = TranscriptImport.objects.get(pk=imported.pk)
    take(client, imported)
    with pytest.raises(imports.NotOpen):
        step(imported=read_before, **({"choice": None} if step is imports.make_ready else {"by": editor}))


@pytest.mark.django_db(transaction=True)
def test_who_is_later_by_a_moment_is_led_to_what_was_taken(
    client_of, recording, editor, director, monkeypatch
):
    client = client_of(editor)
    _answer, imported = hand_in(client, recording, TALK)
    read = imports.make_ready

    def later(**said):
        monkeypatch.setattr(imports, "make_ready", read)
        take(client_of(director), imported)
        return read(**said)

    monkeypatch.setattr(imports, "make_ready", later)
    answer = take(client, imported)
    assert answer.status_code == 302
    assert not any("no longer open" in str(said) for said in get_messages(answer.wsgi_request))
    assert Transcript.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_take_that_fails_leaves_nothing_behind(client, recording, monkeypatch):
    _answer, imported = hand_in(client, recording, TALK)
    files = set(default_storage.listdir(str(recording.film_id))[1])

    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("interviews.actions.transcript_imports.index_cues", broken)
    with pytest.raises(RuntimeError):
        take(client, imported)
    gc.collect()
    assert not Transcript.objects.exists()
    assert not Cue.objects.exists()
    assert set(default_storage.listdir(str(recording.film_id))[1]) == files
    imported.refresh_from_db()
    assert imported.is_open


def test_taken_words_are_found_at_once(client, recording, film):
    _answer, imported = hand_in(client, recording, TALK)
    take(client, imported)
    answer = client.get(reverse("search", args=[film.slug]), {"q": "arbol seguia"})
    assert "seguía" in words_of(answer)
