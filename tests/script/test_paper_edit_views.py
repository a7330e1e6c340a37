"""A paper edit brought, looked at and taken through its pages."""

import io

import docx
import pytest

from interviews.models import Segment
from script.actions import drafts, finding, steps
from script.actions import paper_edits as edits
from script.formats.read_script import Item, Kind, Place
from script.models import Cell, Row, ScriptImport, ScriptScene, ScriptStep
from tests.factories import (
    CueFactory,
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
    ThemeFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)
from tests.script.paper_files import SAID, address, bring, spoken, take

pytestmark = pytest.mark.django_db

PAPER = f"""VOLKOV: {SAID[0]}, {SAID[1]}.

V.O.: The house stands behind a wall.

Nobody in the film has ever said these words.

[show the wall]
"""


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script, scene=None, title="The garden")


@pytest.fixture
def recording(film):
    return spoken(film)


@pytest.fixture
def desk(client_of, editor):
    return client_of(editor)


def cells(script):
    rows = Cell.objects.filter(row__scene__script=script).order_by(
        "row__scene__position", "row__position", "position"
    )
    return [(cell.element, cell.text) for cell in rows]


# -- looked at ---------------------------------------------------------------------------------


def test_each_paragraph_stands_beside_what_was_found(desk, script, recording):
    answer, imported = bring(desk, script, PAPER)
    assert [item["kind"] for item in imported.found["items"]] == ["speech", "narration", "speech", "note"]
    (hit,) = imported.found["items"][0]["hits"]
    assert (hit["recording"], hit["ranges"], hit["confidence"]) == (recording.pk, [[0, 308]], 100)
    page = answer.content.decode()
    assert "01:00:00:00 – 01:00:12:08" in page
    assert "found nowhere" in page
    assert not Row.objects.exists()


def test_nothing_in_it_asks_for_words(desk, script):
    answer, imported = bring(desk, script, "  ")
    assert imported is None
    assert "Choose a file, or paste the words." in answer.content.decode()


def test_a_file_that_can_not_be_read_says_why_and_leaves_nothing(desk, script):
    answer, imported = bring(desk, script, data=b"\x89PNG\r\n\x1a\n" + b"\0\1" * 90, name="x.docx")
    assert (imported, ScriptImport.objects.count()) == (None, 0)
    assert "is not a DOCX" in answer.content.decode()


def test_a_document_is_read(desk, script, recording):
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(f"VOLKOV: {SAID[2]}")
    made.save(out)
    _answer, imported = bring(desk, script, data=out.getvalue(), name="edit.docx")
    assert (imported.format, imported.found["items"][0]["hits"][0]["ranges"]) == ("docx", [[400, 478]])


def test_the_same_file_waits_once_and_is_known_when_it_was_taken(desk, script, scene, recording):
    _answer, imported = bring(desk, script, PAPER)
    answer, again = bring(desk, script, PAPER)
    assert again == imported
    assert "This waits here already." in answer.content.decode()
    take(desk, imported, into=scene.pk)
    answer, again = bring(desk, script, PAPER)
    assert "was taken into this script already" in answer.content.decode()
    assert "say that you mean it" in take(desk, again, into=scene.pk).content.decode()
    assert Row.objects.count() == 3
    take(desk, again, into=scene.pk, again="on")
    assert Row.objects.count() == 6


def test_it_is_read_again_in_another_encoding(desk, script):
    _answer, imported = bring(desk, script, data="Троцкий: слово и дело".encode("koi8-r"))
    desk.post(address(script, "script-reading-again", imported.pk), {"encoding": "koi8-r"})
    imported.refresh_from_db()
    assert "слово" in imported.found["items"][0]["text"]


def test_it_is_dropped_with_its_file(desk, script):
    _answer, imported = bring(desk, script, PAPER)
    desk.post(address(script, "script-reading-drop", imported.pk))
    imported.refresh_from_db()
    assert (imported.state, imported.content.name) == ("dropped", "")
    assert take(desk, imported).status_code == 200
    assert not Row.objects.exists()


# -- found -------------------------------------------------------------------------------------


def find(film, *items):
    return finding.find(film, items)[0]


def speech(text, *places, speaker=""):
    return Item(Kind.SPEECH, 1, text, speaker, places=places)


def test_a_reel_with_timecode_wins_over_words(film, recording):
    other = spoken(film, ["Otra cosa se decía aquí"], reel="B002")
    ((hit, words),) = find(film, speech(SAID[0], Place("b002", "01:00:01:00", "01:00:03:00")))
    assert (hit.recording, hit.ranges, hit.by, hit.confidence) == (other.pk, [[25, 75]], "place", 100)
    assert hit.agrees < 50
    assert words.recording == recording.pk


def test_a_place_outside_the_recording_is_no_place(film, recording):
    ((hit,),) = find(film, speech(SAID[0], Place("A001", "03:00:01:00", "03:00:03:00")))
    assert hit.by == "words"


def test_a_reel_that_two_recordings_have_is_told_apart_by_its_timecode(film, recording):
    second = RecordingFactory(interview__film=film, reel="A001", start_timecode="05:00:00:00", duration=1_000)
    ((hit,),) = find(film, speech("", Place("A001", "05:00:01:00", "05:00:02:00")))
    assert (hit.recording, hit.ranges) == (second.pk, [[25, 50]])


def test_of_two_that_say_the_same_the_speaker_decides(film, recording):
    other = spoken(film, reel="B002", who="Veronica Volkow")
    ((first, _second),) = find(film, speech(SAID[0], speaker="VOLKOW"))
    assert (first.recording, first.confidence) == (other.pk, 100)
    ((first, _second),) = find(film, speech(SAID[0]))
    assert first.confidence == 50


def test_a_translation_leads_to_its_original(film, recording):
    transcript = TranscriptFactory._meta.model.objects.get(recording=recording)
    translation = TranslationFactory(transcript=transcript, language="en")
    for cue, text in zip(
        transcript.cues.all(), ["He kept rabbits and hens", "and fed them in the morning"], strict=False
    ):
        TranslatedCueFactory(translation=translation, cue=cue, text=text)
    ((hit,),) = find(film, speech("He kept rabbits … and fed them in the morning."))
    assert (hit.recording, hit.ranges, hit.language) == (recording.pk, [[0, 400]], "en")


def test_a_single_word_of_several_is_no_likeness(film, recording):
    assert find(film, speech("Unos conejos.")) == [[]]


def test_what_lies_in_the_bin_or_in_another_film_is_not_found(film, other_film, recording, editor):
    spoken(other_film)
    recording.bin(by=editor)
    assert find(film, speech(SAID[0])) == [[]]


def test_what_repeats_itself_for_ever_is_told_and_passed_over(film, recording, monkeypatch):
    monkeypatch.setattr(finding, "MOST_LETTERS", 10)
    hits, passed = finding.find(film, [speech(SAID[0]), speech(SAID[1]), speech("Tango argentino")])
    assert (bool(hits[0]), hits[1:], passed) == (True, [[], []], [1])


def test_few_queries_however_many(film, recording, django_assert_max_num_queries):
    transcript = TranscriptFactory._meta.model.objects.get(recording=recording)
    for at in range(10, 60):
        CueFactory(
            transcript=transcript,
            in_frame=200 * at,
            out_frame=200 * at + 200,
            text=f"Palabra número {at} de la casa",
        )
    items = [speech(f"Palabra número {at} de la casa") for at in range(10, 60)]
    with django_assert_max_num_queries(8):
        found = find(film, *items)
    assert all(hits for hits in found)


# -- taken -------------------------------------------------------------------------------------


def test_it_becomes_rows_in_one_step_that_can_be_undone(desk, script, scene, recording, editor):
    _answer, imported = bring(desk, script, PAPER)
    answer = take(desk, imported, into=scene.pk)
    assert "3 rows are in the script." in answer.content.decode()
    assert cells(script) == [
        ("soundbite", ""),
        ("narration", "The house stands behind a wall."),
        ("note", "Nobody in the film has ever said these words."),
        ("note", "show the wall"),
    ]
    cell, segment = Cell.objects.get(element="soundbite"), Segment.objects.get()
    assert (segment.recording, segment.in_frame, segment.out_frame) == (recording, 0, 308)
    assert segment.gist == "Mi abuelo criaba conejos y gallinas detrás de …"
    assert segment.history.get().history_user == editor
    assert (cell.segment, cell.ranges) == (segment, [])
    (step,) = ScriptStep.objects.all()
    assert (step.kind, step.facts["rows"], step.facts["segments"]) == ("import", 3, 1)
    imported.refresh_from_db()
    assert (imported.state, imported.taken_by, imported.content.name) == ("taken", editor, "")
    steps.undo(script=script, by=editor)
    assert not Row.objects.exists()
    steps.redo(script=script, by=editor)
    assert len(cells(script)) == 4


def undone(desk, script):
    answer = desk.post(address(script, "script-undo"), {"revision": "0"}, follow=True)
    assert answer.status_code == 200
    return answer.json()


def test_undo_takes_the_segments_that_were_made_along(desk, script, scene, recording, editor):
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    segment = Segment.objects.get()
    assert "note" not in undone(desk, script)
    segment = Segment.everything.get()
    assert (segment.binned_by, segment.history.first().history_user) == (editor, editor)
    page = desk.get(address(script, "script-reading", imported.pk)).content.decode()
    assert "Taken back by undo" in page
    assert f'href="{address(script, "script-detail")}">To the script<' in page
    bringing = desk.get(address(script, "script-paper-edit"))
    assert [one.is_undone for one in bringing.context["imports"]] == [True]
    assert "Taken back" in bringing.content.decode()
    steps.redo(script=script, by=editor)
    assert Cell.objects.get(element="soundbite").segment == Segment.objects.get()
    steps.undo(script=script, by=editor)  # it was touched by nobody but undo and redo
    assert not Segment.objects.exists()


def rated(segment, script, editor):
    segment.rating = 3
    segment.save()


def themed(segment, script, editor):
    segment.themes.add(ThemeFactory(film=script.film))


def cited(segment, script, editor):
    row = RowFactory(scene=ScriptSceneFactory(script=ScriptFactory(film=script.film)))
    SoundbiteFactory(row=row, segment=segment)


def locked(segment, script, editor):
    drafts.lock(script=script, by=editor)


@pytest.mark.parametrize("use", [rated, themed, cited, locked])
def test_a_segment_that_is_used_or_changed_stays_and_the_page_says_so(
    desk, script, scene, recording, editor, use
):
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    use(Segment.objects.get(), script, editor)
    told = undone(desk, script)
    assert told["note"].startswith("1 segment that was made for it stays in the log")
    assert Segment.objects.count() == 1
    assert not Row.objects.filter(scene=scene).exists()
    steps.redo(script=script, by=editor)
    assert Cell.objects.get(row__scene=scene, element="soundbite").segment == Segment.objects.get()


def test_a_segment_that_was_logged_before_is_left_alone(desk, script, scene, recording):
    SegmentFactory(recording=recording, in_frame=0, out_frame=308)
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    assert "note" not in undone(desk, script)
    assert Segment.objects.count() == 1


def test_undo_of_many_asks_no_more_than_of_one(desk, script, scene, film, django_assert_max_num_queries):
    texts = [f"word{n}a word{n}b word{n}c word{n}d word{n}e" for n in range(30)]
    spoken(film, texts, reel="A002")
    _answer, imported = bring(desk, script, "\n\n".join(f"WOODS: {text}" for text in texts))
    take(desk, imported, into=scene.pk)
    assert Segment.objects.count() == 30
    with django_assert_max_num_queries(75):
        undone(desk, script)
    assert not Segment.objects.exists()


def test_rows_come_after_those_that_stand(desk, script, scene, recording):
    first = RowFactory(scene=scene, position=1 << 20)
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    assert Row.objects.filter(scene=scene).order_by("position").first() == first


def test_a_segment_that_is_logged_is_cited(desk, script, scene, recording):
    logged = SegmentFactory(recording=recording, in_frame=0, out_frame=320, gist="Rabbits")
    SegmentFactory(recording=recording, in_frame=0, out_frame=80_000)
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    cell = Cell.objects.get(element="soundbite")
    assert (cell.segment, cell.ranges) == (logged, [[0, 308]])
    assert Segment.objects.count() == 2


def test_what_was_left_out_makes_ranges_that_are_joined(desk, script, scene, film):
    spoken(
        film, [*SAID, "y algo más que nadie recuerda ya desde hace tantos años en esta casa vieja", "fue así"]
    )
    _answer, imported = bring(desk, script, f"{SAID[0]} (…) {SAID[3]}")
    take(desk, imported, into=scene.pk)
    assert Cell.objects.get().ranges == [[0, 98], [600, 698]]
    assert (Segment.objects.get().in_frame, Segment.objects.get().out_frame) == (0, 698)


def test_each_line_becomes_what_was_chosen(desk, script, scene, recording):
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, {0: "note", 1: "skip", 2: "narration", 3: "hit0"}, into=scene.pk)
    assert cells(script) == [
        ("note", f"VOLKOV: {SAID[0]}, {SAID[1]}."),
        ("narration", "Nobody in the film has ever said these words."),
        ("note", "show the wall"),
    ]


def test_choices_stay_while_one_looks_on(desk, script, recording):
    _answer, imported = bring(desk, script, PAPER)
    answer = take(desk, imported, {1: "skip"}, go="1", threshold="101")
    assert "between" in answer.content.decode() or "100" in answer.content.decode()
    take(desk, imported, {1: "skip"}, go="1", threshold="90", title="Rabbits")
    imported.refresh_from_db()
    assert imported.choices["lines"] == {"1": "skip"}
    assert not Row.objects.exists()
    take(desk, imported, title="Rabbits", threshold="90")
    assert ScriptScene.objects.get().title == "Rabbits"


def test_less_than_the_threshold_stays_a_note(desk, script, recording):
    changed = "Mi abuelo vendía conejos o patos detrás de una casa"
    _answer, imported = bring(desk, script, changed)
    confidence = imported.found["items"][0]["hits"][0]["confidence"]
    assert confidence < 95
    take(desk, imported, threshold=str(confidence + 1))
    assert cells(script) == [("note", changed)]


def test_headings_open_scenes(desk, script, scene, recording):
    text = f"THE GARDEN\n\n{SAID[0]}\n\nTHE WALL\n\n{SAID[2]}\n"
    _answer, imported = bring(desk, script, text)
    take(desk, imported)
    assert [str(one) for one in ScriptScene.objects.order_by("position")] == ["The garden", "THE WALL"]
    assert [row.scene.pk == scene.pk for row in Row.objects.order_by("pk")] == [True, False]


def test_nothing_chosen_takes_nothing(desk, script, recording):
    _answer, imported = bring(desk, script, SAID[0])
    assert "Nothing is chosen" in take(desk, imported, {0: "skip"}).content.decode()
    assert not ScriptScene.objects.exists()


def test_who_chooses_while_another_takes_is_told(desk, script, recording, monkeypatch):
    _answer, imported = bring(desk, script, PAPER)
    known = edits.taken_before

    def taken_meanwhile(of):
        ScriptImport.objects.filter(pk=of.pk).update(state="dropped")
        return known(of)

    monkeypatch.setattr(edits, "taken_before", taken_meanwhile)
    assert "This import is no longer open." in take(desk, imported).content.decode()
    assert not Row.objects.exists()


def test_a_recording_that_went_meanwhile_takes_nothing(desk, script, recording, editor):
    _answer, imported = bring(desk, script, PAPER)
    recording.bin(by=editor)
    take(desk, imported)
    assert not ScriptScene.objects.exists()
    imported.refresh_from_db()
    assert imported.is_open


def test_sent_twice_it_is_taken_once(desk, script, scene, recording):
    _answer, imported = bring(desk, script, PAPER)
    for _time in range(2):
        take(desk, imported, into=scene.pk, form_key="k" * 20)
    assert Row.objects.count() == 3


def test_a_long_one_is_looked_at_page_by_page(desk, script, recording):
    answer, imported = bring(desk, script, "\n\n".join(f"Paragraph number {n}." for n in range(250)))
    assert "Page 1 of 3" in answer.content.decode()
    answer = take(desk, imported, {0: "skip"}, go="3")
    assert "Paragraph number 249." in answer.content.decode()


def test_an_encoded_page_is_told_by_nobody_else(desk, script, client_of, viewer, other_film):
    _answer, imported = bring(desk, script, PAPER)
    assert client_of(viewer).get(address(script, "script-reading", imported.pk)).status_code == 403
    foreign = ScriptFactory(film=other_film)
    assert desk.get(address(foreign, "script-reading", imported.pk)).status_code == 404
