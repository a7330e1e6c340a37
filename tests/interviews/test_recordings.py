"""Recordings: reel, rate and timecode; how they lie beside each other; a rate that is mended."""

import pytest
from django.urls import reverse

from interviews.actions.steps import Draft, undo
from interviews.models import Cue, Recording, Segment, Transcript, TranscriptStep
from tests.factories import (
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    SegmentFactory,
    TranscriptFactory,
)
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(film):
    return InterviewFactory(film=film)


@pytest.fixture
def recording(interview):
    """An hour at 25 from 01:00:00:00."""
    return RecordingFactory(interview=interview, reel="A001")


@pytest.fixture
def client(editor, client_of):
    return client_of(editor)


def new(client, interview, **sent):
    url = reverse("recording-new", args=[interview.film.slug, interview.pk])
    return client.post(url, {"reel": "B001", "kind": "picture", "rate": "25/1"} | sent)


def address(name, recording):
    return reverse(name, args=[recording.interview.film.slug, recording.interview_id, recording.pk])


def edit(client, recording, **changes):
    return send(client, address("recording-edit", recording), **changes)


def errors_of(response):
    return {name: str(messages) for name, messages in response.context["form"].errors.items()}


# -- typed -------------------------------------------------------------------------------------


def test_timecode_is_typed_leniently_and_checked_at_the_rate(client, interview):
    assert new(client, interview, start_timecode="01000000", duration="58:12").status_code == 302
    made = Recording.objects.get()
    assert (made.start_timecode, made.duration, made.sync_offset) == ("01:00:00:00", 58 * 1500 + 12 * 25, 0)
    refused = new(client, interview, start_timecode="01:00:00:25")
    assert "00 to 24" in errors_of(refused)["start_timecode"]
    dropped = new(client, interview, rate="30000/1001", drop_frame="on", start_timecode="01:01:00;00")
    assert "leaves 01:01:00;00 out" in errors_of(dropped)["start_timecode"]
    assert "drop_frame" in errors_of(new(client, interview, drop_frame="on", start_timecode="01:00:00:00"))


@pytest.mark.parametrize(
    ("sent", "frames"),
    [
        ({"duration": "00:00:10:12"}, 262),
        ({"duration": "100:00:00:00"}, 100 * 90_000),
        ({"end": "02:00:00:00"}, 90_000),
        ({"duration": "01:00:00:00", "end": "02:00:00:00"}, 90_000),
        ({"start_timecode": "23:00:00:00", "end": "00:30:00:00"}, 135_000),
        ({"rate": "30000/1001", "drop_frame": "on", "duration": "00:10:00;00"}, 17_982),
        ({}, None),
    ],
)
def test_how_long_it_runs_by_length_or_by_end(client, interview, sent, frames):
    answer = new(client, interview, **({"start_timecode": "01:00:00:00"} | sent))
    assert answer.status_code == 302, errors_of(answer)
    assert Recording.objects.get().duration == frames


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"duration": "an hour"}, "duration"),
        ({"duration": "00:00:00:00"}, "duration"),
        ({"duration": "00:00:01:25"}, "duration"),
        ({"end": "01:00:00:00"}, "end"),
        ({"end": "01:00:00:77"}, "end"),
        ({"duration": "00:00:10:00", "end": "02:00:00:00"}, "end"),
        ({"sync_offset": "later"}, "sync_offset"),
        ({"start_timecode": ""}, "start_timecode"),
        ({"start_timecode": "01:00:00"}, "start_timecode"),
        ({"rate": ""}, "rate"),
        ({"rate": "26/1"}, "rate"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, interview, sent, field):
    answer = new(client, interview, **({"start_timecode": "01:00:00:00"} | sent))
    assert field in errors_of(answer)
    assert not Recording.objects.exists()


def test_of_length_and_end_the_one_that_was_changed_counts(client, recording):
    opened = filled_in(client.get(address("recording-edit", recording)))
    assert (opened["duration"], opened["end"]) == (["01:00:00:00"], ["02:00:00:00"])
    edit(client, recording, end="01:30:00:00")
    assert Recording.objects.get().duration == 45_000
    edit(client, recording, duration="00:10:00:00")
    assert Recording.objects.get().duration == 15_000
    edit(client, recording, duration="", end="")
    assert Recording.objects.get().duration is None


def test_another_start_moves_labels_and_no_frame(client, recording):
    segment = SegmentFactory(recording=recording, in_frame=250, out_frame=500)
    edit(client, recording, start_timecode="10:00:00:00")
    segment = Segment.objects.select_related("recording").get(pk=segment.pk)
    assert (segment.in_frame, str(segment.source_in)) == (250, "10:00:10:00")
    assert Recording.objects.get().duration == 90_000


# -- beside the other cameras ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "frames"), [("250", 250), ("-12", -12), ("+00:00:10:01", 251), ("−00:00:01:00", -25)]
)
def test_an_offset_in_frames_or_as_a_timecode(client, recording, typed, frames):
    edit(client, recording, sync_offset=typed)
    assert Recording.objects.get().sync_offset == frames


def test_one_clap_on_two_cameras_gives_the_offset(client, recording, interview):
    second = RecordingFactory(
        interview=interview, reel="B001", rate="24000/1001", start_timecode="10:00:00:00", duration=None
    )
    edit(client, second, clap_in=recording.pk, clap_there="01:00:40:00", clap_here="10:00:00:12")
    second.refresh_from_db()
    # 40 s are frame 959 at 23.976; the clap is frame 12 of it
    assert second.sync_offset == 959 - 12


def test_a_clap_is_told_of_where_it_cannot_be(client, recording, interview):
    second = RecordingFactory(interview=interview, reel="B001")
    one = edit(client, second, clap_in=recording.pk, clap_there="01:00:40:00")
    assert set(errors_of(one)) == {"clap_here"}
    early = edit(client, second, clap_in=recording.pk, clap_there="00:59:59:00", clap_here="01:00:00:00")
    assert "begins at 01:00:00:00" in errors_of(early)["clap_there"]
    alone = client.get(
        reverse("recording-new", args=[interview.film.slug, InterviewFactory(film=interview.film).pk])
    )
    assert "clap_in" not in alone.context["form"].fields


def test_only_recordings_of_the_same_interview_share_a_clap(client, recording, film):
    elsewhere = RecordingFactory(interview=InterviewFactory(film=film))
    second = RecordingFactory(interview=recording.interview)
    sent = edit(client, second, clap_in=elsewhere.pk, clap_there="01:00:40:00", clap_here="01:00:00:12")
    assert "clap_in" in errors_of(sent)


# -- the rate mended ---------------------------------------------------------------------------


@pytest.fixture
def logged(recording):
    """Cues with and without times of their words, and a segment."""
    transcript = TranscriptFactory(recording=recording)
    CueFactory(transcript=transcript, in_frame=25, out_frame=75, in_ms=1000, out_ms=3000)
    CueFactory(transcript=transcript, in_frame=100, out_frame=101)
    CueFactory(
        transcript=transcript,
        in_frame=1_501,
        out_frame=1_601,
        text="so it was",
        word_times=[[0, 24], None, [50, 100]],
    )
    SegmentFactory(recording=recording, in_frame=25, out_frame=1_601)
    return recording


def test_another_rate_asks_before_it_converts(client, logged):
    answer = edit(client, logged, rate="50/1")
    assert "3 cues and 1 segments" in errors_of(answer)["rate"]
    assert "convert" in answer.context["form"].fields
    logged.refresh_from_db()
    assert logged.rate == "25/1"
    assert "convert" not in client.get(address("recording-edit", logged)).context["form"].fields


def test_a_form_that_keeps_the_rate_asks_nothing(client, logged):
    assert edit(client, logged, notes="Wind").status_code == 302


def test_points_are_converted_with_the_rate(client, logged):
    edit(client, logged, sync_offset="250")
    logged.refresh_from_db()
    answer = edit(client, logged, rate="24000/1001", convert="on")
    assert answer.status_code == 302, errors_of(answer)
    logged.refresh_from_db()
    assert (logged.duration, logged.sync_offset) == (86_314, 240)
    plain, short, timed = Cue.objects.order_by("in_frame")
    assert (plain.in_frame, plain.out_frame, plain.in_ms) == (24, 72, 1000)
    assert (short.in_frame, short.out_frame) == (96, 97)
    assert (timed.in_frame, timed.out_frame) == (1_440, 1_535)
    assert timed.word_times == [[0, 23], None, [47, 95]]
    assert {plain.version, short.version, timed.version} == {2}
    segment = Segment.objects.get()
    assert (segment.in_frame, segment.out_frame, segment.version) == (24, 1_535, 2)
    assert segment.history.first().history_user.name == "Editor"


def test_a_cue_of_one_frame_stays_one_where_frames_grow_longer(client, recording):
    Recording.objects.update(rate="50/1")
    recording.refresh_from_db()
    transcript = TranscriptFactory(recording=recording)
    for word_times in (None, [[0, 1]]):
        CueFactory(transcript=transcript, in_frame=101, out_frame=102, text="x", word_times=word_times)
    edit(client, recording, rate="25/1", convert="on")
    assert set(Cue.objects.values_list("in_frame", "out_frame")) == {(51, 52)}


def test_another_numbering_moves_no_frame(client, recording):
    Recording.objects.update(rate="30000/1001", start_timecode="01:00:00:00")
    recording.refresh_from_db()
    segment = SegmentFactory(recording=recording, in_frame=18_000, out_frame=18_100)
    refused = edit(client, recording, drop_frame="on")
    assert "no frame moves" in errors_of(refused)["drop_frame"]
    assert edit(client, recording, drop_frame="on", convert="on").status_code == 302
    segment = Segment.objects.select_related("recording").get()
    assert (segment.in_frame, str(segment.source_in)) == (18_000, "01:10:00;18")


def test_what_lies_in_the_bin_is_converted_too(client, editor, logged):
    Segment.objects.get().bin(by=editor)
    Transcript.objects.get().bin(by=editor)
    assert edit(client, logged, rate="50/1").status_code == 200
    edit(client, logged, rate="50/1", convert="on")
    assert Segment.everything.get().in_frame == 50
    assert Cue.objects.order_by("pk").first().in_frame == 50


def test_a_conversion_is_not_undone_behind_its_back(client, logged):
    edit(client, logged, rate="50/1", convert="on")
    logged.refresh_from_db()
    film = logged.interview.film
    undo = reverse("record-undo", args=[film.slug, "recording", logged.pk])
    client.post(undo, {"version": logged.version})
    logged.refresh_from_db()
    assert (logged.rate, Segment.objects.get().in_frame) == ("50/1", 50)
    edit(client, logged, rate="25/1", convert="on")
    assert (Segment.objects.get().in_frame, Segment.objects.get().out_frame) == (25, 1_601)


def test_steps_of_a_transcript_are_taken_back_at_the_new_rate(client, editor, logged):
    transcript = Transcript.objects.get()
    steps = []
    for cue in Cue.objects.order_by("pk"):
        draft = Draft(transcript)
        draft.change(cue, in_frame=cue.in_frame + 25, out_frame=cue.out_frame + 25)
        steps.append(draft.finish(TranscriptStep.Kind.SHIFT, editor, frames=25))
    text = Draft(transcript)
    last = Cue.objects.order_by("pk").last()
    text.change(last, text="so it", word_times=[[0, 24], None])
    text.finish(TranscriptStep.Kind.TEXT, editor)
    edit(client, logged, rate="50/1", convert="on")
    assert list(Cue.objects.order_by("pk").values_list("in_frame", flat=True)) == [100, 250, 3_052]
    for step in TranscriptStep.objects.order_by("-number"):
        undo(step=step, by=editor)
    plain, short, timed = Cue.objects.order_by("pk")
    assert (plain.in_frame, plain.out_frame) == (50, 150)
    assert (short.in_frame, short.out_frame) == (200, 202)
    assert (timed.in_frame, timed.out_frame, timed.text) == (3_002, 3_202, "so it was")
    assert timed.word_times == [[0, 48], None, [100, 200]]


def test_an_untouched_length_is_as_long_as_before_by_the_clock(client, recording):
    edit(client, recording, rate="30000/1001")
    assert Recording.objects.get().duration == 107_892


def test_a_save_on_top_of_another_converts_nothing_twice(client, logged):
    opened = filled_in(client.get(address("recording-edit", logged)))
    edit(client, logged, rate="50/1", convert="on")
    answer = client.post(address("recording-edit", logged), opened | {"rate": "24/1", "convert": "on"})
    assert answer.status_code == 409
    assert Segment.objects.get().in_frame == 50
    merged = client.post(address("recording-edit", logged), opened | {"notes": "Wind", "form_key": "other"})
    assert merged.status_code == 302
    logged.refresh_from_db()
    assert (logged.rate, logged.duration, logged.notes) == ("50/1", 180_000, "Wind")


# -- the bin -----------------------------------------------------------------------------------


def test_the_page_says_what_goes_with_it_and_all_comes_back(client, logged):
    text = Page(client.get(address("recording-bin", logged))).text
    assert "1 transcript" in text
    assert "1 segment" in text
    client.post(address("recording-bin", logged))
    film = logged.interview.film
    assert not Recording.objects.exists()
    assert not Segment.objects.of_film(film).exists()
    client.post(address("recording-restore", logged))
    assert Segment.objects.of_film(film).count() == 1
    assert Cue.objects.count() == 3


def test_a_new_one_begins_at_the_rate_of_the_last(client, interview):
    RecordingFactory(interview=interview, rate="30000/1001", drop_frame=True)
    url = reverse("recording-new", args=[interview.film.slug, interview.pk])
    opened = filled_in(client.get(url))
    assert (opened["rate"], opened.get("drop_frame")) == (["30000/1001"], ["on"])
    assert opened["duration"] == [""]
