"""A paper edit is brought, read and looked at through its pages."""

import io

import docx
import pytest

from script.models import Row, ScriptImport
from tests.factories import ScriptFactory
from tests.script.paper_files import PAPER, SAID, address, bring, take

pytestmark = pytest.mark.django_db


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
