"""What rows cite goes on changing while a page is open: the page hears of it, row by row."""

import json
import re

import pytest
from django.urls import reverse

from interviews.actions import transcripts
from interviews.models import Cue
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    RecordingFactory,
    ReleaseFactory,
    RowFactory,
    ScriptSceneFactory,
    SegmentFactory,
    ShotFactory,
    SoundbiteFactory,
    TranscriptFactory,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def segment(film):
    return said(film, "Había conejos.", translated=["There were rabbits."], every=200)


@pytest.fixture
def clip(film):
    return ArchiveClipFactory(film=film, title="Funeral")


@pytest.fixture
def shot(film, scene):
    return ShotFactory(scene=scene.scene, description="The wall")


@pytest.fixture
def rows(scene, segment, clip, shot):
    """One cites a segment, one a clip, one a shot, one nothing."""
    found = {name: RowFactory(scene=scene) for name in ("segment", "clip", "shot", "narration")}
    SoundbiteFactory(row=found["segment"], segment=segment)
    CellFactory(row=found["clip"], column="picture", element="archive", text="", clip=clip)
    CellFactory(row=found["shot"], column="picture", element="b_roll", text="", shot=shot)
    CellFactory(row=found["narration"], text="The house stands.")
    return found


class Page:
    """As the browser has it open: it knows how its rows look, and a mark of their sources."""

    def __init__(self, client, script, into=""):
        self.client, self.script, self.into = client, script, into
        text = client.get(self.address("detail"), {"into": into}).content.decode()
        self.known = dict(re.findall(r'data-row="(\d+)".*? data-look="([0-9a-f]+)"', text))
        self.mark = re.search(r'"sources": "([0-9a-f]+)"', text)[1]

    def address(self, name):
        return reverse(f"script-{name}", args=[self.script.film.slug, self.script.pk])

    def hears(self):
        asked = {"revision": 10**6, "sources": "", "into": self.into}
        return self.client.get(self.address("since"), asked).json()["sources"] != self.mark

    def looks(self):
        """The rows that read otherwise by now; the page shows them from here on."""
        sent = {"known": json.dumps(self.known), "into": self.into}
        answer = self.client.post(self.address("sources"), sent).json()
        self.mark = answer["sources"]
        self.known |= {
            key: re.search(r'data-look="([0-9a-f]+)"', html)[1] for key, html in answer["rows"].items()
        }
        return {int(key): html for key, html in answer["rows"].items()}


@pytest.fixture
def page(client_of, editor, script, rows):
    return Page(client_of(editor), script)


def test_nothing_is_heard_where_nothing_changed(page):
    assert len(page.known) == 4
    assert not page.hears()
    assert page.looks() == {}


def test_a_corrected_word_is_heard_and_its_row_alone_is_sent(page, rows, editor):
    cue = Cue.objects.get()
    transcripts.change_text(transcript=cue.transcript, cue=cue.pk, text="Había gallinas.", by=editor)
    assert page.hears()
    (key, html), *others = page.looks().items()
    assert (key, others) == (rows["segment"].pk, [])
    assert "Había gallinas." in html
    assert not page.hears()


def _trim(things):
    things["segment"].out_frame = 150
    things["segment"].save()


def _rename_who_speaks(things):
    person = Cue.objects.get().speaker.person
    person.name = "Vsevolod Volkov"
    person.save()


def _hold_back(things):
    interview = things["segment"].recording.interview
    interview.not_before = "2100-01-01"
    interview.save()


def _sign(things):
    things["clip"].state = "signed"
    things["clip"].save()


def _describe(things):
    things["shot"].description = "The gate"
    things["shot"].save()


@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        (_trim, "segment", "0:06"),
        (_rename_who_speaks, "segment", "Vsevolod Volkov"),
        (_hold_back, "segment", "Blocked"),
        (_sign, "clip", "Cleared"),
        (_describe, "shot", "The gate"),
    ],
)
def test_whatever_a_row_shows_is_heard(page, rows, segment, clip, shot, change, name, words):
    change({"segment": segment, "clip": clip, "shot": shot})
    assert page.hears()
    (key, html), *others = page.looks().items()
    assert (key, others) == (rows[name].pk, [])
    assert words in html


def test_what_no_row_cites_is_not_heard(page, film, segment, clip):
    SegmentFactory(recording=segment.recording, in_frame=300, out_frame=400)
    ArchiveClipFactory(film=film)
    TranscriptFactory(recording=RecordingFactory(interview__film=film))
    assert not page.hears()


def test_a_translation_is_heard_where_it_is_shown(page, rows, client_of, editor, script):
    beside = Page(client_of(editor), script, into="en")
    line = Cue.objects.get().translated.get()
    line.text, line.version = "There were hens.", line.version + 1
    line.save()
    assert not page.hears()
    assert beside.hears()
    assert "There were hens." in beside.looks()[rows["segment"].pk]


def test_a_row_that_moved_looks_the_same(page, rows, scene):
    rows["narration"].position = -1
    rows["narration"].save()
    assert page.looks() == {}


def test_who_may_not_see_releases_hears_nothing_of_them(client_of, viewer, page, script, rows):
    read = Page(client_of(viewer), script)
    person = Cue.objects.get().speaker.person
    ReleaseFactory(person=person, state="signed", signed_on="2003-06-01")
    assert "Cleared" in page.looks()[rows["segment"].pk]
    assert read.looks() == {}


@pytest.mark.parametrize("known", ["", "[]", "{", '{"x": "\\" >"}', '{"0": {"2": []}}'])
def test_a_page_that_says_nonsense_is_told_so_or_nothing(page, known):
    answer = page.client.post(page.address("sources"), {"known": known})
    assert answer.status_code == 422 or answer.json()["rows"] == {}


def test_a_page_asks_as_often_however_long_the_script_is(
    page, scene, segment, clip, shot, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9) as asks:
        page.hears()
    with django_assert_max_num_queries(35) as looks:
        page.looks()
    for _n in range(15):
        row = RowFactory(scene=scene)
        SoundbiteFactory(row=row, segment=SegmentFactory(recording=segment.recording))
        CellFactory(row=row, column="picture", element="archive", text="", clip=clip)
    with django_assert_num_queries(len(asks)):
        page.hears()
    with django_assert_num_queries(len(looks)):
        page.looks()


def test_a_scene_that_is_renamed_is_heard_and_its_heading_alone_is_sent(page, script, scene):
    text = page.client.get(page.address("detail")).content.decode()
    known = dict(re.findall(r'data-scene-head="(\d+)".*? data-look="([0-9a-f]+)"', text))
    other = ScriptSceneFactory(script=script, scene__title="The yard")
    scene.scene.title = "The door <b>"
    scene.scene.save()
    assert page.hears()
    sent = {"known": json.dumps(page.known), "scenes": json.dumps(known)}
    answer = page.client.post(page.address("sources"), sent).json()
    ((key, html),) = answer["scenes"].items()
    assert (int(key), str(other.pk) in answer["scenes"]) == (scene.pk, False)
    assert "The door &lt;b&gt;" in html
    answer = page.client.post(page.address("sources"), {**sent, "scenes": "[1]"})
    assert answer.status_code == 422


def test_a_target_that_was_set_in_the_settings_is_told(page, script):
    script.target_seconds = 1234
    script.save()
    assert page.hears()
    sent = {"known": "{}", "into": ""}
    assert page.client.post(page.address("sources"), sent).json()["target"] == 1234
    script.target_seconds = None
    script.save()
    assert page.client.post(page.address("sources"), sent).json()["target"] == 0
