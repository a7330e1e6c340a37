"""Words of transcripts in search: found at once, never of what lies in the bin, hiding nothing else."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Cue, TranslatedCue
from interviews.search import index_cues, index_translation
from production import full_text
from production.access import access_of
from production.models import SearchEntry
from production.models.indexing import changed
from production.search import find, results
from production.words import read
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(film):
    return factories.InterviewFactory(film=film, title="Volkov at the gate")


@pytest.fixture
def recording(interview):
    return factories.RecordingFactory(interview=interview, reel="A001")


@pytest.fixture
def transcript(recording):
    return factories.TranscriptFactory(recording=recording)


@pytest.fixture
def said(transcript):
    """A transcript with these cues, indexed as an import does."""

    def write(*texts, of=transcript):
        made = [
            factories.CueFactory(transcript=of, in_frame=100 * n, text=text) for n, text in enumerate(texts)
        ]
        index_cues(of, [(cue.pk, cue.text) for cue in made])
        return made

    return write


@pytest.fixture
def found(film, editor):
    def look(words, who=editor, kind=""):
        access = access_of(who, film.slug)
        return [result.entry for result in results(access, find(access, read(words), kind).hits)]

    return look


@pytest.mark.parametrize(
    "words", ["jardin", "JARDÍN regaban", '"el jardín"', "jard rega", "jardin -cactus", "conejos jardin"]
)
def test_a_sentence_is_found_by_two_half_remembered_words(said, found, words):
    said("Los conejos, y regaban el jardín cada mañana.", "Otra cosa.")
    (entry,) = found(words)
    assert entry.texts == ("Los conejos, y regaban el jardín cada mañana.",)
    assert (entry.page, entry.query) == ("log", "at=0")
    assert entry.shown.startswith("01:00:00:00")


def test_who_may_not_see_interviews_finds_no_word_of_them(said, found, crew, viewer):
    said("El jardín.")
    assert found("jardin", viewer)
    assert not found("jardin", crew)


def test_another_films_words_are_not_found(said, found, other_film):
    interview = factories.InterviewFactory(film=other_film)
    said("El jardín.", of=factories.TranscriptFactory(recording__interview=interview))
    assert not found("jardin")


def test_binned_with_what_it_lies_in_and_brought_back(said, found, interview, recording, transcript, editor):
    said("El jardín.")
    for owner in (transcript, recording, interview):
        owner.refresh_from_db()
        owner.bin(by=editor)
        assert not found("jardin"), owner
        owner.restore()
        assert found("jardin"), owner


def test_saving_what_they_lie_in_reads_no_cue(said, interview, recording, transcript):
    said(*["El jardín."] * 20)
    for owner in (transcript, recording, interview):
        owner.refresh_from_db()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            owner.save()
        assert not [q for q in queries if "interviews_cue" in q["sql"]], owner


def test_an_edited_cue_is_found_by_its_new_words_at_once(said, found):
    first, second = said("El jardín.", "La puerta.")
    untouched = SearchEntry.objects.get(source="interviews.cue", object_id=second.pk).pk
    Cue.objects.filter(pk=first.pk).update(text="El patio.")
    changed(Cue, [first.pk, second.pk])
    assert not found("jardin")
    assert [entry.texts for entry in found("patio")] == [("El patio.",)]
    assert SearchEntry.objects.get(source="interviews.cue", object_id=second.pk).pk == untouched
    first.delete()
    changed(Cue, [first.pk])
    assert not found("patio")
    assert not SearchEntry.objects.filter(source="interviews.cue", object_id=first.pk).exists()


def test_a_translation_is_found_as_the_cue_stale_or_not(said, found, transcript, editor):
    (cue,) = said("El jardín.")
    translation = factories.TranslationFactory(transcript=transcript, language="en")
    words = factories.TranslatedCueFactory(translation=translation, cue=cue, text="The garden.")
    index_translation(translation, [(words.pk, words.text)])
    (entry,) = found("garden")
    assert (entry.kind, entry.query, entry.note) == ("cue", "at=0", "translation: English")
    Cue.objects.filter(pk=cue.pk).update(wording=2)
    assert "older" in found("garden")[0].note
    TranslatedCue.objects.filter(pk=words.pk).update(text="The yard.")
    changed(TranslatedCue, [words.pk])
    assert not found("garden")
    assert found("yard")
    translation.bin(by=editor)
    assert not found("yard")
    assert found("jardin")
    translation.restore()
    transcript.bin(by=editor)
    assert not found("yard")


def test_a_mass_of_words_hides_no_scene_and_counts_say_that_there_are_more(
    said, found, film, editor, monkeypatch
):
    scene = factories.SceneFactory(film=film, number="7", title="Jardín")
    said(*["El jardín."] * 12)
    monkeypatch.setattr(full_text, "MOST", 5)
    answer = find(access_of(editor, film.slug), read("jardin"))
    assert answer.counts == {"scene": 1, "cue": 5}
    assert answer.more == {"cue"}
    assert ("production.scene", scene.pk, "scene") in answer.hits
    assert len(found("jardin", kind="cue")) == 5
    assert len(found("jardin", kind="scene")) == 1


def test_everything_can_be_made_anew_as_it_was_written(said, found, transcript):
    (cue,) = said("El jardín.")
    translation = factories.TranslationFactory(transcript=transcript)
    words = factories.TranslatedCueFactory(translation=translation, cue=cue, text="The garden.")
    index_translation(translation, [(words.pk, words.text)])
    factories.SegmentFactory(recording=transcript.recording, gist="El jardín")
    columns = ("film", "source", "object_id", "kind", "permission", "title", "words", "line_of")
    before = set(SearchEntry.objects.values_list(*columns))
    call_command("reindex", verbosity=0)
    assert set(SearchEntry.objects.values_list(*columns)) == before
    assert {entry.kind for entry in found("jardin")} == {"cue", "segment"}
    assert {entry.kind for entry in found("garden")} == {"cue"}


def test_what_is_deleted_for_good_leaves_no_entry(said, film, editor, transcript):
    said("El jardín.", "La puerta.")
    transcript.bin(by=editor)
    type(transcript).everything.filter(pk=transcript.pk).update(binned_at="2020-01-01T00:00:00Z")
    call_command("empty_bin", verbosity=0)
    assert not Cue.objects.exists()
    assert not SearchEntry.objects.filter(source="interviews.cue").exists()


def test_many_at_once_take_as_many_queries_as_one(said, found):
    counts = []
    for many in (1, 25):
        said(*["El jardín."] * many)
        with CaptureQueriesContext(connection) as queries:
            assert len(found("jardin")) >= many
        counts.append(len(queries))
    assert counts[0] == counts[1]


# -- filters -----------------------------------------------------------------------------------


@pytest.fixture
def spoken(film, said, transcript):
    """Two people in Spanish, one of them on a select of five stars; and a talk in English years later."""
    volkov = factories.ContributorFactory(film=film, name="Esteban Volkov")
    broue = factories.ContributorFactory(film=film, name="Pierre Broué")
    first, second = said("El jardín y los conejos.", "El jardín de noche.")
    for cue, person in ((first, volkov), (second, broue)):
        cue.speaker = factories.SpeakerFactory(transcript=transcript, person=person)
        cue.save()
    theme = factories.ThemeFactory(film=film, name="Garden")
    segment = factories.SegmentFactory(
        recording=transcript.recording, in_frame=0, out_frame=90, gist="Jardín", rating=5
    )
    segment.themes.add(theme)
    later = factories.InterviewFactory(film=film, title="Later", date="2031-05-01", languages=["en"])
    english = factories.TranscriptFactory(recording__interview=later, language="en")
    said("The garden, el jardín.", of=english)
    return {"person": volkov.pk, "theme": theme.pk, "interview": later.pk, "recording": english.recording_id}


@pytest.fixture
def page(film, editor, client_of):
    client = client_of(editor)

    def get(**query):
        return client.get(reverse("search", args=[film.slug]), query)

    return get


def shown(response):
    return sorted((one.result.entry.kind, one.result.entry.query) for one in response.context["shown"])


AT_0, AT_100, SELECT = ("cue", "at=0"), ("cue", "at=100"), ("segment", "at=0")


def test_words_alone_find_all_of_them(spoken, page):
    assert shown(page(q="jardin")) == [AT_0, AT_0, AT_100, SELECT]


@pytest.mark.parametrize("words", ["jardin", ""])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"rating": "4"}, [AT_0, SELECT]),
        ({"language": "en"}, [AT_0]),
        ({"language": "es"}, [AT_0, AT_100, SELECT]),
        ({"since": "2030-01-01"}, [AT_0]),
        ({"until": "2030-01-01"}, [AT_0, AT_100, SELECT]),
        ({"language": "fr"}, []),
        ({"person": "own"}, [AT_0, SELECT]),
        ({"theme": "own"}, [AT_0, SELECT]),
        ({"interview": "own"}, [AT_0]),
        ({"recording": "own"}, [AT_0]),
        ({"person": "own", "language": "en"}, []),
        ({"theme": "own", "rating": "5", "person": "own", "until": "2030-01-01"}, [AT_0, SELECT]),
    ],
)
def test_filters_with_words_and_without(spoken, page, words, query, expected):
    query = {name: spoken.get(name, value) for name, value in query.items()}
    assert shown(page(q=words, **query)) == expected


@pytest.mark.parametrize("words", ['"los conejos"', "jardin -noche", "conej", "conejos jardin"])
def test_filters_with_everything_that_words_can_say(spoken, page, words):
    assert AT_0 in shown(page(q=words, person=spoken["person"]))
    assert AT_100 not in shown(page(q=words))


def test_a_filter_that_cannot_be_read_narrows_nothing_and_is_told(spoken, page, other_film):
    theirs = factories.ThemeFactory(film=other_film)
    for query in ({"since": "yesterday"}, {"rating": "9"}, {"theme": theirs.pk}, {"person": "x"}):
        response = page(q="jardin", filters="1", **query)
        assert len(shown(response)) == 4
        assert response.context["filters"].errors


def test_who_sees_no_interviews_is_offered_no_filters(film, crew, client_of, spoken):
    response = client_of(crew).get(reverse("search", args=[film.slug]), {"q": "jardin", "rating": "1"})
    assert not response.context["may_filter"]
    assert not response.context["shown"]


def test_the_page_marks_words_and_shows_the_timecode(spoken, page, film, recording):
    text = page(q="conej").content.decode()
    assert "01:00:00:00" in text
    assert "<mark>conejos</mark>" in text
    assert f"{reverse('log', args=[film.slug, recording.pk])}?at=0" in text
