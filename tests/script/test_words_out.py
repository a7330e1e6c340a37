"""A script taken away as words: what each format holds, of which version, for whom."""

import io

import docx
import openpyxl
import pytest
from django.urls import reverse

from interviews.models import TranslatedCue
from script.actions import content as gather
from script.actions import drafts
from script.formats import fdx_read, fountain_read
from script.formats.read_script import Kind
from script.views.words_out import OUT
from tests.factories import (
    CellFactory,
    CueFactory,
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def script(film):
    script = ScriptFactory(film=film, title="The long one")
    scene = ScriptSceneFactory(script=script, scene=None, title="The garden: rabbits")
    row = RowFactory(scene=scene)
    recording = RecordingFactory(interview__film=film, reel="A001")
    transcript = TranscriptFactory(recording=recording)
    cue = CueFactory(transcript=transcript, in_frame=0, out_frame=100, text="Había conejos.")
    TranslatedCueFactory(
        translation=TranslationFactory(transcript=transcript), cue=cue, text="Rabbits lived."
    )
    segment = SegmentFactory(recording=recording, in_frame=0, out_frame=100)
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    CellFactory(row=row, element="note", text="Ask again.")
    CellFactory(row=RowFactory(scene=scene), text="The house stands in Coyoacán.")
    return script


def fetch(client, script, format, **asked):
    address = reverse("script-words-export", args=[script.film.slug, script.pk, format])
    return client.get(address, asked)


def test_fountain_and_final_draft_come_back(client_of, editor, script):
    for format, reader in (("fountain", fountain_read), ("fdx", fdx_read)):
        answer = fetch(client_of(editor), script, format)
        assert answer["Content-Disposition"].endswith(f'-the-long-one-draft.{format}"')
        reading = reader.read(answer.content)
        assert [
            item.text for item in reading.items if item.kind in (Kind.SCENE, Kind.SPEECH, Kind.NARRATION)
        ] == [
            "The garden: rabbits",
            "Había conejos.",
            "The house stands in Coyoacán.",
        ]
        assert reading.of(Kind.SPEECH)[0].places[0].reel == "A001"


def test_wishes_stand_in_the_address(client_of, editor, script):
    asked = {"words": "translation", "into": "en", "without": ["notes", "references"], "language": "es"}
    text = fetch(client_of(editor), script, "fountain", **asked).content.decode()
    assert "Rabbits lived." in text
    assert text.count("[[") == text.count("[[Sin liberar: no se dice quién habla]]") == 1
    asked["without"].append("states")
    assert b"[[" not in fetch(client_of(editor), script, "fountain", **asked).content
    assert "NARRADOR (" in text


def test_a_locked_draft_keeps_its_words(client_of, editor, script):
    draft = drafts.lock(script=script, by=editor)
    before = fetch(client_of(editor), script, "fountain", draft=draft.number).content
    script.scenes.update(title="Another")
    assert fetch(client_of(editor), script, "fountain", draft=draft.number).content == before


def test_a_draft_that_is_not_there_is_none(client_of, editor, script):
    assert fetch(client_of(editor), script, "fdx", draft="7").status_code == 404
    assert fetch(client_of(editor), script, "fdx", draft="x").status_code == 404
    assert fetch(client_of(editor), script, "rtf").status_code == 404


def test_a_word_processor_gets_two_columns(client_of, editor, script):
    document = docx.Document(io.BytesIO(fetch(client_of(editor), script, "docx").content))
    assert "Había conejos." in document.tables[0].rows[2].cells[2].text


def test_the_page_of_papers_offers_them(client_of, editor, script):
    page = client_of(editor).get(
        reverse("script-papers", args=[script.film.slug, script.pk]), {"without": "notes"}
    )
    for one in OUT:
        assert f"{one.address(script.film, script)}?without=notes" in page.content.decode()
    assert gather.script(script).cells


def rows_of(client, script):
    document = docx.Document(io.BytesIO(fetch(client, script, "docx").content))
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_what_was_written_since_the_last_draft_carries_its_mark(client_of, editor, script):
    drafts.lock(script=script, by=editor)
    CellFactory(row=RowFactory(scene=script.scenes.get()), text="Written since.")
    assert [row[-1] for row in rows_of(client_of(editor), script)] == ["", "", "", "", "*"]


def test_why_somebody_is_not_cleared_is_for_those_who_see_releases(client_of, editor, viewer, script):
    assert "Not cleared: nobody is named" in rows_of(client_of(editor), script)[2][2]
    assert "Not cleared" not in rows_of(client_of(viewer), script)[2][2]


def sheet(client, script, **asked):
    answer = fetch(client, script, "translator-xlsx", **asked)
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    return answer, [[cell or "" for cell in row] for row in rows]


def test_a_translator_gets_a_spreadsheet_into_the_language_asked_for(client_of, editor, script):
    answer, (heading, quoted, narrated) = sheet(client_of(editor), script, target="fr")
    assert answer["Content-Disposition"].endswith('-the-long-one-translator-fr-draft.xlsx"')
    assert heading[-1] == "Into French"
    assert quoted[4:] == ["es", "SPEAKER", "Había conejos.", "", "", ""]
    assert narrated[4:8] == ["en", "NARRATOR", "The house stands in Coyoacán.", ""]
    _answer, (heading, quoted, narrated) = sheet(client_of(editor), script)
    assert heading[-1] == "Into English"
    assert quoted[6:] == ["Había conejos.", "Rabbits lived.", "", ""]
    assert narrated[8] == "Is in English already"


def test_a_translator_gets_a_table_for_a_word_processor_on_its_side(client_of, editor, script):
    answer = fetch(client_of(editor), script, "translator-docx", target="fr", language="es")
    document = docx.Document(io.BytesIO(answer.content))
    (section,), (table,) = document.sections, document.tables
    assert section.page_width > section.page_height
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0][-1] == "Al francés"
    assert texts[2][4:] == ["Había conejos.", "", ""]
    assert 'w:lang w:val="fr"' in table.rows[2].cells[-1]._tc.xml


def test_a_draft_keeps_its_translations_and_has_none_into_others(client_of, editor, script):
    drafts.lock(script=script, by=editor)
    TranslatedCue.objects.update(text="Hares lived.")
    for target, told in (("en", "Rabbits lived."), ("fr", ""), ("x", "Rabbits lived.")):
        _answer, rows = sheet(client_of(editor), script, target=target, draft="1")
        assert rows[1][7] == told
    assert sheet(client_of(editor), script, target="en")[1][1][7] == "Hares lived."


def test_scenes_that_are_not_chosen_are_not_in_a_translators_table(client_of, editor, script):
    assert len(sheet(client_of(editor), script, scenes="9")[1]) == 1
