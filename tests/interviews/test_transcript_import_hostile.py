"""Bad files at the real page: told in words, soon over, nothing half done."""

import json
import random

import pytest

from interviews.models import Cue, Segment, Transcript, TranscriptImport
from production.models import StoredFile
from tests import hostile
from tests.factories import InterviewFactory, RecordingFactory
from tests.interviews.transcript_files import address, hand_in, hour, srt, stamp, take, words_of
from tests.own_time import within

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]
FOLDERS = ("srt", "vtt", "docx", "csv", "edl", "fountain", "img", "pdf", "video", "xml")
REFUSED = {
    "srt/redos_digits.srt", "srt/empty.srt", "srt/binary.srt", "docx/bomb_paragraphs.docx",
    "docx/entries_5000.docx", "docx/laughs.docx", "docx/lying_size.docx", "docx/not_zip.docx",
    "docx/zip_no_doc.docx", "csv/wide.csv", "edl/binary.edl",
}  # fmt: skip
TAKEN = {  # cues
    "srt/valid_utf8.srt": 2, "srt/utf16_bom.srt": 2, "srt/utf16le_nobom.srt": 2, "srt/cp1251.srt": 2,
    "srt/latin1.srt": 1, "srt/crlf.srt": 2, "srt/no_numbers.srt": 2, "srt/htmx_injection.srt": None,
    "srt/cue_in_text.srt": 1, "srt/nul_bytes.srt": None, "srt/end_before_start.srt": None,
    "srt/minutes_61.srt": None, "srt/long_line.srt": None, "vtt/valid.vtt": 1, "vtt/style_block.vtt": None,
    "vtt/unclosed_tags.vtt": None,
}  # fmt: skip


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film))


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


def timed(client, recording, data, name):
    with within(5, name):
        answer, imported = hand_in(client, recording, data, name)
        assert answer.status_code == 200, name
    return answer, imported


def nothing_stands():
    return not any(model.objects.exists() for model in (Transcript, Cue, Segment, StoredFile))


def taken(client, imported):
    """Takes it with every tick that there is, and says how many cues that made."""
    with within(5):
        take(client, imported, leave_out="on", again="on")
    return Cue.objects.filter(transcript__isnull=False).count()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_hostile_sample_is_answered(client, recording, samples, folder):
    for path in sorted((samples / "hostile" / folder).iterdir()):
        name = f"{folder}/{path.name}"
        answer, imported = timed(client, recording, path.read_bytes(), path.name)
        assert nothing_stands(), name
        if imported is None:
            assert name not in TAKEN, f"{name}: {answer.context['form'].errors}"
            assert answer.context["form"].errors["file"][0], name
            assert not TranscriptImport.objects.filter(state="open").exists()
            continue
        assert name not in REFUSED, name
        client.post(address(recording, "discard", imported))


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_samples_that_are_taken_give_what_they_hold(client, recording, samples, name):
    _answer, imported = timed(client, recording, (samples / "hostile" / name).read_bytes(), name[4:])
    count = taken(client, imported)
    assert count == TAKEN[name] if TAKEN[name] else count >= 1


def test_the_samples_of_the_trade_are_taken(client, recording, samples):
    for name, count in (("srt_bom_crlf_extended.srt", 5), ("vtt_interview_voice_tags.vtt", 13)):
        _answer, imported = timed(client, recording, (samples / name).read_bytes(), name)
        assert imported.found["count"] == count
        if name.startswith("vtt"):
            assert [speaker for speaker, _count in imported.found["speakers"]] == [
                "Roger Bingham",
                "Neil deGrasse Tyson",
            ]
        taken(client, imported)
    assert Cue.objects.count() == 18


def test_random_bytes_are_never_an_error(client, recording):
    rng = random.Random(7)
    for number in range(40):
        data = rng.randbytes(rng.randrange(1, 3_000))
        ending = rng.choice(["srt", "vtt", "json", "docx", "xlsx", "txt", "csv", "bin"])
        timed(client, recording, data, f"noise-{number}.{ending}")


@pytest.mark.parametrize("name", ["talk.srt", "talk.json", "log.csv", "talk.txt"])
def test_mutated_files_are_never_an_error(client, recording, name):
    whole = {
        "talk.srt": hour(8),
        "talk.json": json.dumps({"segments": [{"start": 0, "end": 1.5, "text": "One two"}]}).encode(),
        "log.csv": b"In,Out,Gist,Themes\n01:00:01:00,01:00:02:00,a,b\n01:00:03:00,,c,d\n",
        "talk.txt": b"[00:00:01] ANA: Good morning.\n[00:00:04] BEA: Good night.\n",
    }[name]
    rng = random.Random(11)
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        answer, imported = timed(client, recording, bytes(data), name)
        if imported is not None and imported.found:
            take(client, imported, leave_out="on", again="on")
        assert answer.status_code == 200


def test_a_million_cues_are_refused_in_words(client, recording):
    blocks = [f"{n}\n{stamp(n * 10)} --> {stamp(n * 10 + 9)}\nx\n\n" for n in range(600_000)]
    data = "".join(blocks).encode()[:24_900_000]
    answer, imported = timed(client, recording, data, "long.srt")
    assert imported is None
    assert "more than" in words_of(answer)


def test_what_is_too_large_is_refused_before_it_is_stored(client, recording, settings):
    settings.UPLOAD_LIMIT = 10_000
    settings.FORM_LIMIT = 10_000
    answer, imported = hand_in(client, recording, b"x" * 15_000)
    assert "at most are kept here" in words_of(answer)
    assert imported is None
    answer, imported = hand_in(client, recording, b"x" * 30_000)
    assert answer.status_code == 413
    assert imported is None


def test_a_hundred_hours_are_kept_or_told(client, recording):
    late = 100 * 3_600_000
    answer, imported = timed(
        client, recording, srt((0, 1_000, "first"), (late, late + 1_000, "last")), "a.srt"
    )
    assert "1 cue lies after the recording's end" in words_of(answer).replace("&#x27;", "'")
    assert taken(client, imported) == 2
    assert Cue.objects.get(text="last").in_frame == 25 * 360_000


@pytest.mark.parametrize("sent", ["", "no file at all"])
def test_a_form_without_a_file_is_told(client, recording, sent):
    answer = client.post(address(recording), {"file": sent})
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


def test_hostile_texts_are_kept_exactly_and_shown_as_text(client, recording):
    texts = [text for text in hostile.STRINGS.values() if "-->" not in text and hostile.can_be_sent(text)]
    said = [{"start": n, "end": n + 0.9, "text": text, "speaker": "A"} for n, text in enumerate(texts)]
    answer, imported = timed(client, recording, json.dumps({"segments": said}).encode(), "talk.json")
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page
    taken(client, imported)
    kept = set(Cue.objects.values_list("text", flat=True))
    plain = {"plain", "spanish", "cyrillic", "tag", "script", "sql", "formula", "template", "hebrew"}
    for name in plain:
        assert hostile.as_stored(hostile.STRINGS[name], lines=True) in kept, name


@pytest.mark.parametrize("field", ["zero", "language", "kind"])
def test_a_choice_that_nobody_offers_is_refused(client, recording, field):
    _answer, imported = hand_in(client, recording, hour(3))
    answer = take(client, imported, **{field: "../x"})
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert nothing_stands()
