"""The pages of transcripts: read in windows, worked on in place, translated beside the original."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.actions import transcripts
from interviews.models import Cue, Speaker, Transcript, TranscriptStep, TranslatedCue, Translation
from interviews.views.cue_rows import WINDOW, pieces
from tests.factories import (
    ContributorFactory,
    CueFactory,
    RecordingFactory,
    SegmentFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)
from tests.production.forms import filled_in, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def transcript(film):
    return TranscriptFactory(recording=RecordingFactory(interview__film=film))


@pytest.fixture
def cue(transcript):
    speaker = SpeakerFactory(transcript=transcript, name="VOLKOV")
    return CueFactory(transcript=transcript, in_frame=100, text="La casa era tranquila.", speaker=speaker)


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


def address(name, transcript, *more):
    recording = transcript.recording
    return reverse(name, args=[recording.interview.film.slug, recording.pk, transcript.pk, *more])


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


def shown(answer):
    return [row.cue.text for row in answer.context["window"].rows]


def place(client, name, transcript, cue, **data):
    """Sent from the page itself, which asks for rows."""
    more = data.pop("more", [cue.pk])
    return client.post(address(name, transcript, *more), {"answer": "rows", **data})


# -- reading -----------------------------------------------------------------------------------


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


# -- words in place ----------------------------------------------------------------------------


def test_words_are_saved_and_the_row_answers(client, transcript, cue):
    answer = place(client, "cue-text", transcript, cue, text="La casa.", version=1, was=cue.text)
    assert answer.status_code == 200
    assert [row.cue.text for row in answer.context["rows"]] == ["La casa."]
    step = TranscriptStep.objects.get()
    assert f'data-step="{step.number}"' in answer.content.decode()
    assert address("step-undo", transcript, step.pk) in answer.content.decode()


def test_a_conflict_shows_mine_theirs_and_base(client, client_of, director, transcript, cue):
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="Theirs.", by=director)
    answer = place(client, "cue-text", transcript, cue, text="Mine.", version=1, was="La casa era tranquila.")
    assert answer.status_code == 409
    conflict = answer.context["rows"][0].conflict
    assert (conflict.base, conflict.theirs, conflict.mine) == ("La casa era tranquila.", "Theirs.", "Mine.")
    text = answer.content.decode()
    assert all(words in text for words in ("Theirs.", "Mine.", "Keep mine"))
    assert Cue.objects.get(pk=cue.pk).text == "Theirs."
    assert TranscriptStep.objects.count() == 1


def test_a_cue_that_is_gone_gives_back_what_was_typed(client, editor, transcript, cue):
    transcripts.delete_cue(transcript=transcript, cue=cue.pk, by=editor)
    answer = place(client, "cue-text", transcript, cue, text="Mine.", version=1)
    assert answer.status_code == 404
    assert "Mine." in answer.content.decode()


def test_no_words_are_refused(client, transcript, cue):
    answer = place(client, "cue-text", transcript, cue, text=" ", version=1)
    assert answer.status_code == 422
    assert "or delete the cue" in answer.content.decode()


def test_an_answer_that_was_lost_is_given_again(client, transcript, cue):
    for _ in range(2):
        answer = place(client, "cue-text", transcript, cue, text="Mine.", version=1, was=cue.text)
        assert answer.status_code == 200
    assert TranscriptStep.objects.count() == 1


def test_a_split_answers_with_both(client, transcript, cue):
    answer = place(client, "cue-split", transcript, cue, word=2, version=1)
    assert [row.cue.text for row in answer.context["rows"]] == ["La casa", "era tranquila."]


def test_a_merge_of_two_speakers_is_asked_about(client, transcript, cue):
    other = CueFactory(transcript=transcript, in_frame=200, text="Yes.")
    answer = place(client, "cue-merge", transcript, cue, version=1)
    assert answer.status_code == 422
    assert answer.context["asks"]
    answer = place(client, "cue-merge", transcript, cue, version=1, anyway="on")
    assert [row.cue.text for row in answer.context["rows"]] == ["La casa era tranquila. Yes."]
    assert answer.context["gone"] == [other.pk]


def test_a_deleted_cue_comes_back(client, transcript, cue):
    answer = place(client, "cue-delete", transcript, cue, version=1)
    assert answer.context["gone"] == [cue.pk]
    answer = place(client, "step-undo", transcript, cue, more=[TranscriptStep.objects.get().pk])
    assert [row.cue.text for row in answer.context["rows"]] == ["La casa era tranquila."]


def test_a_speaker_by_name(client, transcript, cue):
    place(client, "cue-speaker", transcript, cue, text="Somebody", version=1)
    assert Cue.objects.get().speaker.name == "Somebody"


def test_without_scripts_it_leads_back_to_the_cue(client, transcript, cue):
    answer = client.post(address("cue-split", transcript, cue.pk), {"word": "1"})
    assert answer.url == address("transcript-detail", transcript) + f"?at=111#cue-{cue.pk}"


@pytest.mark.parametrize("name", ["cue-text", "cue-split", "cue-merge", "cue-delete", "cue-speaker"])
def test_a_viewer_changes_nothing(client_of, viewer, transcript, cue, name):
    assert place(client_of(viewer), name, transcript, cue, text="x").status_code == 403
    page = client_of(viewer).get(address("transcript-detail", transcript))
    assert "cue-tools" not in page.content.decode()


# -- on pages of their own ---------------------------------------------------------------------


def test_a_cue_by_hand(client, transcript):
    data = {"in_frame": "01:00:10:00", "out_frame": "01:00:12:00", "speaker": "VOLKOV", "text": "Sí."}
    assert client.post(address("cue-new", transcript), data).status_code == 302
    cue = Cue.objects.get()
    assert (cue.in_frame, cue.out_frame, cue.speaker.name, cue.text) == (250, 300, "VOLKOV", "Sí.")


def test_everything_of_a_cue(client, transcript, cue):
    url = address("cue-edit", transcript, cue.pk)
    assert send(client, url, out_frame="+1:00", text="La casa.").status_code == 302  # a second on
    cue.refresh_from_db()
    assert (cue.out_frame, cue.text) == (225, "La casa.")
    assert [step.kind for step in transcript.steps.all()] == ["times", "text"]


def test_what_was_typed_stands_beside_what_another_saved(client, director, transcript, cue):
    url = address("cue-edit", transcript, cue.pk)
    form = filled_in(client.get(url))
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="Theirs.", by=director)
    answer = client.post(url, form | {"text": "Mine."})
    assert answer.status_code == 409
    assert "Theirs." in answer.content.decode()
    assert "Mine." in answer.content.decode()


def test_cues_are_shifted_from_one_on(client, transcript, cue):
    other = CueFactory(transcript=transcript, in_frame=300)
    client.post(
        address("transcript-shift", transcript), {"frames": "-20", "scope": "from", "start": other.pk}
    )
    assert [one.in_frame for one in Cue.objects.all()] == [100, 280]
    answer = client.post(address("transcript-shift", transcript), {"frames": "-101", "scope": "all"})
    assert "before the recording" in answer.content.decode()


def test_finds_are_looked_at_first(client, transcript, cue):
    url = address("transcript-replace", transcript)
    page = client.get(url, {"find": "casa", "replacement": "finca"})
    assert "La finca era tranquila." in page.content.decode()
    assert Cue.objects.get().text == "La casa era tranquila."
    data = {"find": "casa", "replacement": "finca", "pick": f"{cue.pk}:1"}
    client.post(url, data)
    assert Cue.objects.get().text == "La finca era tranquila."


def test_what_is_not_ticked_stays(client, transcript, cue):
    client.post(address("transcript-replace", transcript), {"find": "casa", "replacement": "finca"})
    assert Cue.objects.get().text == "La casa era tranquila."


def test_speakers_are_mapped_and_named(client, film, transcript, cue):
    person = ContributorFactory(film=film)
    form = {f"speaker-{cue.speaker_id}-name": "Volkov", f"speaker-{cue.speaker_id}-person": person.pk}
    assert client.post(address("transcript-speakers", transcript), form).status_code == 302
    speaker = Speaker.objects.get()
    assert (speaker.name, speaker.person) == ("Volkov", person)


def test_steps_are_listed_and_taken_back(client, transcript, cue, editor, director):
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="One.", by=editor)
    transcripts.shift(transcript=transcript, frames=5, by=director)
    page = client.get(address("transcript-steps", transcript)).content.decode()
    assert "1 cue from 01:00:04:00 on shifted by +5 frames." in page
    assert "One." in page
    first = TranscriptStep.objects.get(number=1)
    answer = client.post(address("step-undo", transcript, first.pk), follow=True)
    assert "Taken back" in answer.content.decode()
    assert Cue.objects.get().text == "La casa era tranquila."


def test_a_step_that_others_stand_on_says_where(client, transcript, cue, editor):
    step = transcripts.change_text(transcript=transcript, cue=cue.pk, text="One.", by=editor)
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="Two.", by=editor)
    answer = client.post(address("step-undo", transcript, step.pk), follow=True)
    assert "changed again since, at 01:00:04:00" in answer.content.decode()


# -- the record --------------------------------------------------------------------------------


def test_the_first_transcript_is_the_one_that_is_quoted(client, film):
    recording = RecordingFactory(interview__film=film)
    for language in ("es", "en"):
        url = reverse("transcript-new", args=[film.slug, recording.pk])
        assert send(client, url, language=language).status_code == 302
    assert [(one.language, one.is_main) for one in Transcript.objects.all()] == [("es", True), ("en", False)]


def test_another_takes_its_place(client, transcript, cue):
    other = TranscriptFactory(recording=transcript.recording, is_main=False)
    client.post(address("transcript-main", other))
    assert [one.pk for one in Transcript.objects.filter(is_main=True)] == [other.pk]


def test_back_from_the_bin_beside_the_one_that_is_quoted_now(client, transcript, cue):
    other = TranscriptFactory(recording=transcript.recording, is_main=False)
    client.post(address("transcript-bin", transcript))
    client.post(address("transcript-main", other))
    client.post(address("transcript-restore", transcript))
    assert [(one.pk, one.is_main) for one in Transcript.objects.order_by("pk")] == [
        (transcript.pk, False),
        (other.pk, True),
    ]


def test_a_recording_lists_its_transcripts(client, transcript, cue):
    translation = TranslationFactory(transcript=transcript)
    TranslatedCueFactory(translation=translation, cue=cue, wording=0)
    page = client.get(reverse("transcript-list", args=["house", transcript.recording_id]))
    [row] = page.context["transcripts"]
    [one] = row.shown_translations
    assert (row.cue_count, one.line_count, one.stale_count) == (1, 1, 1)


def test_a_form_that_was_open_while_others_worked_takes_no_step_back(transcript, cue, editor):
    stale = Transcript.objects.get(pk=transcript.pk)
    transcripts.shift(transcript=transcript, frames=1, by=editor)
    stale.notes = "Read by somebody"
    stale.save()
    assert transcripts.shift(transcript=transcript, frames=1, by=editor).number == 2


# -- translations ------------------------------------------------------------------------------


@pytest.fixture
def translation(transcript):
    return TranslationFactory(transcript=transcript)


def line(client, translation, cue, **data):
    return place(
        client, "translation-line", translation.transcript, cue, more=[translation.pk, cue.pk], **data
    )


def test_a_line_is_written_beside_its_cue(client, transcript, translation, cue):
    assert line(client, translation, cue, text="The house.", wording=1).status_code == 200
    stored = TranslatedCue.objects.get()
    assert (stored.text, stored.wording, stored.source_text) == ("The house.", 1, cue.text)
    page = client.get(address("transcript-detail", transcript), {"with": translation.pk})
    assert "The house." in page.content.decode()


def test_a_line_is_stale_once_the_original_changed(client, transcript, translation, cue, editor):
    line(client, translation, cue, text="The house.", wording=1)
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="La finca.", by=editor)
    page = client.get(address("transcript-detail", transcript), {"with": translation.pk, "only": "stale"})
    assert shown(page) == ["La finca."]
    text = page.content.decode()
    assert "Stale" in text
    assert "La casa era tranquila." in text, "what the original said then"
    answer = line(client, translation, cue, confirm="on", wording=2)
    assert not answer.context["rows"][0].is_stale
    assert TranslatedCue.objects.get().source_text == "La finca."


def test_writing_anew_makes_it_right(client, transcript, translation, cue, editor):
    line(client, translation, cue, text="The house.", wording=1)
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="La finca.", by=editor)
    line(client, translation, cue, text="The farm.", wording=2, version=1)
    assert not TranslatedCue.objects.get().is_stale


def test_nobody_translates_what_they_have_not_seen(client, transcript, translation, cue, editor):
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="La finca.", by=editor)
    answer = line(client, translation, cue, text="The house.", wording=1)
    assert answer.status_code == 409
    assert "The house." in answer.content.decode()
    assert "La finca." in answer.content.decode()
    assert not TranslatedCue.objects.exists()


def test_two_translators_in_one_line(client, translation, cue):
    line(client, translation, cue, text="One.", wording=1, version=0)
    answer = line(client, translation, cue, text="Two.", wording=1, version=0, was="")
    assert answer.status_code == 409
    assert answer.context["rows"][0].conflict.theirs == "One."
    assert line(client, translation, cue, text="Two.", wording=1, version=1).status_code == 200


def test_an_empty_line_is_missing_again(client, transcript, translation, cue):
    line(client, translation, cue, text="One.", wording=1)
    line(client, translation, cue, text="", wording=1, version=1)
    page = client.get(address("transcript-detail", transcript), {"with": translation.pk, "only": "missing"})
    assert shown(page) == [cue.text]


def test_one_translation_a_language(client, transcript, translation):
    url = address("translation-new", transcript)
    assert "into this language already" in send(client, url, language="en").content.decode()
    assert send(client, url, language="fr").status_code == 302
    assert Translation.objects.count() == 2
