"""The writing page as the server makes it: what stands in it, and in how many queries."""

import pytest
from django.urls import reverse

from interviews.models import Cue, TranslatedCue
from interviews.search import index_cues, index_translation
from script.models import Script, ScriptScene
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    ShotFactory,
    SoundbiteFactory,
    ThemeFactory,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="House of glass", target_seconds=120)


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script, scene__title="The house", target_seconds=60)


@pytest.fixture
def segment(film):
    more = {"gist": "At the hutch", "rating": 4}
    return said(film, "Había conejos.", translated=["There were rabbits."], every=200, **more)


def page_of(script, query=""):
    return reverse("script-detail", args=[script.film.slug, script.pk]) + query


def drawer_of(script, query=""):
    return reverse("script-drawer", args=[script.film.slug, script.pk]) + query


def text_of(response):
    return response.content.decode()


@pytest.fixture
def desk(client_of, editor):
    return client_of(editor)


def test_both_columns_stand_side_by_side_with_where_the_words_come_from(desk, script, scene, segment):
    row = RowFactory(scene=scene)
    SoundbiteFactory(row=row, segment=segment)
    CellFactory(row=row, column="picture", element="b_roll", text="The hutch at dusk", lasts_ms=9000)
    shown = text_of(desk.get(page_of(script)))
    assert "Esteban Volkov (on camera)" in shown
    assert "Había conejos." in shown
    assert "A001 / 01:00:00:00 – 01:00:08:00" in shown
    assert f"/log/?at=0&amp;segment={segment.pk}" in shown
    assert "The hutch at dusk" in shown
    assert (
        '<span class="s-number">1.1</span><span class="s-length"><span aria-hidden="true">≈</span>0:09'
        in shown
    )
    assert "Not cleared: release needed" in shown


def test_music_comes_in_and_goes_out_in_the_words_of_music(desk, script, scene):
    CellFactory(row=RowFactory(scene=scene), element="music", text="Corrido", move="in")
    shown = text_of(desk.get(page_of(script), headers={"accept-language": "es"}))
    assert "Música Entra" in shown
    assert '<option value="under">De fondo</option><option value="out">Sale</option>' in shown


def test_a_scene_that_was_cut_after_a_lock_is_offered_again(desk, script, scene):
    assert desk.get(page_of(script)).context["data"]["scenes"] == []
    ScriptScene.objects.filter(pk=scene.pk).update(is_omitted=True, number="1")
    assert desk.get(page_of(script)).context["data"]["scenes"] == [(scene.scene_id, str(scene.scene))]


def test_a_translation_stands_beside_the_words(desk, script, scene, segment):
    SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    assert "There were rabbits." not in text_of(desk.get(page_of(script)))
    both = text_of(desk.get(page_of(script, "?into=en")))
    assert 'lang="en">There were rabbits.' in both
    assert "Había conejos." in both
    assert desk.get(page_of(script, "?into=xx")).status_code == 200


def test_a_pinned_line_whose_source_changed_asks(desk, script, scene, segment):
    kept = {"ranges": [[0, 200]], "words": ["Había gallinas."], "speaker": "Esteban Volkov"}
    SoundbiteFactory(row=RowFactory(scene=scene), segment=segment, kept=kept)
    shown = text_of(desk.get(page_of(script)))
    assert "Había gallinas." in shown
    assert "Source changed since you quoted it" in shown


def test_an_empty_script_says_what_to_do_first(desk, script, client_of, viewer):
    assert "Add the first scene" in text_of(desk.get(page_of(script)))
    read = text_of(client_of(viewer).get(page_of(script)))
    assert "Nothing is written yet." in read
    assert 'data-act="scene"' not in read


def test_who_only_reads_has_neither_tools_nor_drawer(client_of, viewer, script, scene):
    CellFactory(row=RowFactory(scene=scene))
    shown = text_of(client_of(viewer).get(page_of(script)))
    assert "The house stands in Coyoacan" in shown
    assert 'id="s-drawer"' not in shown
    assert 'data-act="narration"' not in shown


def test_the_page_asks_no_more_for_more_rows(desk, script, scene, segment, django_assert_max_num_queries):
    clip = ArchiveClipFactory(film=script.film)
    for _number in range(25):
        row = RowFactory(scene=scene)
        SoundbiteFactory(row=row, segment=segment)
        CellFactory(row=row, column="picture", element="archive", text="", clip=clip)
    with django_assert_max_num_queries(34):
        desk.get(page_of(script))


# -- the drawer ----------------------------------------------------------------------------------


def titles(response):
    return [hit.title for hit in response.context["page"].hits]


def test_the_drawer_finds_segments_by_what_is_said_in_them(desk, script, segment):
    cue, translated = Cue.objects.get(), TranslatedCue.objects.get()
    index_cues(cue.transcript, [(cue.pk, cue.text)])
    index_translation(translated.translation, [(translated.pk, translated.text)])
    other = SegmentFactory(recording=segment.recording, in_frame=900, out_frame=950, gist="The gate")
    assert titles(desk.get(drawer_of(script, "?q=conejos"))) == ["At the hutch"]
    assert titles(desk.get(drawer_of(script, "?q=rabbits"))) == ["At the hutch"]
    assert titles(desk.get(drawer_of(script, "?q=gate"))) == [other.gist]
    (hit,) = desk.get(drawer_of(script, "?q=hutch")).context["page"].hits
    assert (hit.words, hit.length, hit.used) == ("Había conejos.", "0:08", 0)


def test_the_drawer_finds_clips_and_shots_and_counts_what_is_used(desk, script, scene, segment):
    clip = ArchiveClipFactory(film=script.film, title="Funeral procession")
    ShotFactory(scene=scene.scene, description="The wall at noon")
    CellFactory(row=RowFactory(scene=scene), column="picture", element="archive", text="", clip=clip)
    assert titles(desk.get(drawer_of(script, "?q=funeral"))) == ["Funeral procession"]
    assert "used here once" in text_of(desk.get(drawer_of(script, "?q=funeral")))
    assert len(titles(desk.get(drawer_of(script)))) == 3
    assert titles(desk.get(drawer_of(script, "?kind=clip&used=no"))) == []
    assert titles(desk.get(drawer_of(script, "?used=yes"))) == ["Funeral procession"]


def test_the_drawer_narrows_by_theme_speaker_and_rating(desk, script, segment):
    theme = ThemeFactory(film=script.film, name="Exile")
    segment.themes.add(theme)
    SegmentFactory(recording=segment.recording, in_frame=300, out_frame=350, gist="Other")
    ArchiveClipFactory(film=script.film)
    person = Cue.objects.get().speaker.person
    assert titles(desk.get(drawer_of(script, f"?theme={theme.pk}"))) == ["At the hutch"]
    assert titles(desk.get(drawer_of(script, f"?person={person.pk}"))) == ["At the hutch"]
    assert titles(desk.get(drawer_of(script, "?rating=4"))) == ["At the hutch"]
    assert desk.get(drawer_of(script, "?rating=x&theme=y&page=-1&q=" + "a" * 900)).status_code == 200


def test_the_drawer_of_another_film_is_shut(desk, film):
    foreign = ScriptFactory()
    assert desk.get(drawer_of(Script(pk=foreign.pk, film=film))).status_code == 404


def test_the_drawer_turns_pages(desk, script, segment):
    for number in range(40):
        SegmentFactory(recording=segment.recording, in_frame=500 + number, out_frame=600 + number)
    first = desk.get(drawer_of(script))
    assert len(titles(first)) == 30
    assert "page=2" in text_of(first)
    assert len(titles(desk.get(drawer_of(script, "?page=2")))) == 11
