"""Transcripts that leave: what nobody moved goes out as it came in."""

import io
import re

import docx
import openpyxl
import pytest
from django.urls import reverse

from interviews.actions import transcripts
from interviews.models import Cue, Transcript
from tests.factories import (
    CueFactory,
    RecordingFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)
from tests.interviews.transcript_files import hand_in, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]
TIMES = re.compile(r"^.*-->.*?$", re.MULTILINE)
# odd, and nothing that had to be mended: three dots, no hours, short milliseconds, hours beyond a day
ODD_SRT = """1
00:00:01.500 --> 00:00:02.250
Un.

2
00:00:03,000  -->  00:00:04,5
Dos.

3
0:00:05,000 --> 0:00:06,007
Tres.

4
101:00:00,000 --> 101:00:01,001
Cuatro.
"""
ODD_VTT = """WEBVTT

00:01.000 --> 00:02.500 align:start
<v Volkov>Uno.

01:00:03.000  -->  01:00:04.123
<v Ana>Dos &amp; tres.
"""


@pytest.fixture
def recording(film):
    return RecordingFactory(interview__film=film, reel="A 001/ñ", duration=None)


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


def export(client, transcript, ending, **asked):
    args = ["house", transcript.recording_id, transcript.pk, ending]
    answer = client.get(reverse("transcript-export-file", args=args), asked)
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, body


def times_of(text):
    return [re.sub(r"( align:.*)$", "", found).strip() for found in TIMES.findall(text)]


def brought(client, recording, data, name, **said):
    _answer, imported = hand_in(client, recording, data, name)
    take(client, imported, **said)
    return Transcript.objects.get(recording=recording)


@pytest.mark.parametrize("zero", ["first_frame", "source"])
@pytest.mark.parametrize(("text", "ending"), [(ODD_SRT, "srt"), (ODD_VTT, "vtt")])
def test_times_that_nobody_touched_come_back_to_the_byte(client, recording, text, ending, zero):
    recording.start_timecode = "00:00:00:00"
    recording.save()
    transcript = brought(client, recording, text.encode(), f"talk.{ending}", zero=zero)
    _answer, body = export(client, transcript, ending)
    assert times_of(body.decode()) == times_of(text)


def test_a_cue_that_was_moved_has_the_time_of_its_frames(client, recording, editor):
    transcript = brought(client, recording, ODD_SRT.encode(), "talk.srt", zero="first_frame")
    cue = Cue.objects.filter(transcript=transcript)[1]
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="Deux.", by=editor)
    _answer, body = export(client, transcript, "srt")
    assert times_of(body.decode()) == times_of(ODD_SRT), "other words are no other times"
    transcripts.change_times(
        transcript=transcript, cue=cue.pk, in_frame=cue.in_frame, out_frame=cue.out_frame + 1, by=editor
    )
    _answer, body = export(client, transcript, "srt")
    assert times_of(body.decode())[1] == "00:00:03,000 --> 00:00:04,560"


def test_source_times_follow_a_recording_whose_start_was_corrected(client, recording):
    transcript = brought(client, recording, ODD_VTT.encode(), "talk.vtt", zero="source", leave_out="on")
    recording.refresh_from_db()
    recording.start_timecode = "10:00:00:00"  # it was 01:00:00:00; no frame moves
    recording.save()
    _answer, body = export(client, transcript, "vtt")
    assert times_of(body.decode()) == ["10:00:03.000 --> 10:00:04.120"]
    _answer, body = export(client, transcript, "vtt", times="running")
    assert times_of(body.decode()) == ["00:00:03.000 --> 00:00:04.120"]


def test_labels_of_frames_go_out_as_running_time_elsewhere(client, recording):
    """An hour of labels at 23.976 runs 3.6 seconds longer; in its own format the file's labels stand."""
    recording.rate = "24000/1001"
    recording.save()
    data = b"1\n01:00:00:00 --> 01:00:01:12\nUno.\n"
    transcript = brought(client, recording, data, "talk.srt", zero="first_frame")
    _answer, body = export(client, transcript, "vtt")
    assert times_of(body.decode()) == ["01:00:03.600 --> 01:00:05.102"]
    _answer, body = export(client, transcript, "srt")
    assert times_of(body.decode()) == ["01:00:00:00 --> 01:00:01:12"]


def test_a_cue_that_began_before_its_recording_goes_out_with_its_time(client, recording):
    data = b"WEBVTT\n\n00:59:59.007 --> 01:00:02.003\nUno.\n"
    transcript = brought(client, recording, data, "talk.vtt", zero="source")
    _answer, body = export(client, transcript, "vtt")
    assert times_of(body.decode()) == ["00:59:59.007 --> 01:00:02.003"]


def test_a_sample_goes_out_with_its_times(client, recording, samples):
    data = (samples / "srt_bom_crlf_extended.srt").read_bytes()
    transcript = brought(client, recording, data, "talk.srt", zero="first_frame")
    _answer, body = export(client, transcript, "srt")
    wanted = times_of(data.decode("utf-8-sig").replace("\r\n", "\n"))
    assert [found for found in times_of(body.decode()) if found not in wanted] == []


@pytest.fixture
def transcript(recording):
    transcript = TranscriptFactory(recording=recording)
    speaker = SpeakerFactory(transcript=transcript, name="VOLKOV")
    first = CueFactory(transcript=transcript, speaker=speaker, in_frame=25, text="La casa.\n=1+1")
    CueFactory(transcript=transcript, speaker=speaker, in_frame=125, text="El jardín.")
    translation = TranslationFactory(transcript=transcript)
    TranslatedCueFactory(translation=translation, cue=first, text="The house.")
    return transcript


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "00:00:01,000 --> 00:00:05,000"),
        ({"times": "running"}, "00:00:01,000 --> 00:00:05,000"),
        ({"times": "source"}, "01:00:01,000 --> 01:00:05,000"),
    ],
)
def test_times_are_counted_as_asked(client, transcript, asked, expected):
    answer, body = export(client, transcript, "srt", **asked)
    assert times_of(body.decode())[0] == expected
    assert answer["Content-Disposition"] == 'attachment; filename="A-001-es.srt"'


def test_source_timecode_is_told_in_labels(client, film):
    """Ten minutes of drop-frame are ten minutes of labels."""
    recording = RecordingFactory(
        interview__film=film, rate="30000/1001", drop_frame=True, start_timecode="00:00:00;00", duration=None
    )
    transcript = TranscriptFactory(recording=recording)
    CueFactory(transcript=transcript, in_frame=17_982, out_frame=17_997)
    _answer, body = export(client, transcript, "vtt", times="source")
    assert times_of(body.decode()) == ["00:10:00.000 --> 00:10:00.500"]


def test_the_translation_alone_or_both(client, transcript):
    key = transcript.translations.get().pk
    answer, body = export(client, transcript, "srt", words="translation", translation=key)
    assert "The house." in body.decode()
    assert "jardín" not in body.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="A-001-en.srt"'
    answer, body = export(client, transcript, "srt", words="both", translation=key)
    assert "La casa.\n=1+1\nThe house." in body.decode()
    assert "El jardín." in body.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="A-001-es-en.srt"'


def test_text_vtt_and_names(client, transcript):
    assert "VOLKOV: La casa." in export(client, transcript, "txt")[1].decode()
    assert "<v VOLKOV>" in export(client, transcript, "vtt")[1].decode()
    assert "VOLKOV" not in export(client, transcript, "srt")[1].decode()
    assert "VOLKOV: La casa." in export(client, transcript, "srt", names="on")[1].decode()


def test_tables_hold_both_countings_and_no_formula(client, transcript):
    CueFactory(transcript=transcript, in_frame=300, text="=1+1")
    _answer, body = export(client, transcript, "xlsx", words="both")
    rows = list(openpyxl.load_workbook(io.BytesIO(body)).active.values)
    assert rows[0] == ("In", "Out", "Start", "End", "Speaker", "Text", "Translation")
    assert rows[1][:5] == ("01:00:01:00", "01:00:05:00", "00:00:01.000", "00:00:05.000", "VOLKOV")
    assert rows[1][6] == "The house."
    _answer, body = export(client, transcript, "csv")
    assert ",'=1+1" in body.decode("utf-8-sig")


def test_a_document_opens(client, transcript):
    _answer, body = export(client, transcript, "docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(body)).paragraphs)
    assert "El jardín." in text


def test_a_format_that_there_is_not(client, transcript):
    url = reverse("transcript-export-file", args=["house", transcript.recording_id, transcript.pk, "exe"])
    assert client.get(url).status_code == 404


def test_what_may_be_chosen(client, transcript):
    page = client.get(reverse("transcript-export", args=["house", transcript.recording_id, transcript.pk]))
    text = page.content.decode()
    assert all(name in text for name in ("SRT", "WebVTT", "DOCX", "running time", "the translation"))
