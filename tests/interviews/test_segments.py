"""Segments from the log: made, changed field by field, marked, deleted; sent twice, taken once."""

import pytest
from django.urls import reverse

from interviews.actions import segments
from interviews.models import Segment
from production.models import Theme
from production.once import new_key
from tests.at_once import at_once
from tests.factories import (
    CueFactory,
    InterviewFactory,
    PersonFactory,
    QuestionFactory,
    RecordingFactory,
    SceneFactory,
    SegmentFactory,
    SubjectFactory,
    ThemeFactory,
    TranscriptFactory,
)
from tests.production.forms import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film))


@pytest.fixture
def segment(recording):
    return SegmentFactory(recording=recording, in_frame=100, out_frame=350, gist="The gate")


@pytest.fixture
def desk(client_of, editor):
    return client_of(editor)


def address(name, recording, *more):
    return reverse(name, args=[recording.interview.film.slug, recording.pk, *more])


def of(name, segment):
    return address(name, segment.recording, segment.pk)


def sent(client, url, **fields):
    """As the log sends it: what changed, and the row wanted back."""
    return client.post(url, {"answer": "row", **fields}, follow=True)


# -- made --------------------------------------------------------------------------------------


def test_the_log_makes_a_segment_of_two_frames(desk, recording):
    answer = sent(desk, address("segment-new", recording), in_frame="#100", out_frame="#350").json()
    made = Segment.objects.get()
    assert (made.in_frame, made.out_frame, made.rating, made.gist) == (100, 350, 0, "")
    assert (answer["id"], answer["version"], answer["in"], answer["out"]) == (made.pk, 1, 100, 350)
    assert made.history.get().history_user is not None


def test_sent_again_with_its_key_it_is_there_once(desk, recording):
    key, url = new_key(), address("segment-new", recording)
    first, second = (sent(desk, url, in_frame="#1", out_frame="#9", form_key=key).json() for _ in range(2))
    assert first == second
    assert Segment.objects.count() == 1


@pytest.mark.parametrize(
    ("start", "end", "frames"),
    [
        ("01:00:04:00", "01:00:14:00", (100, 350)),
        ("01:00:04", "01:00:14", (100, 350)),
        ("01000400", "01001400", (100, 350)),
        ("0:04", "0:14", (100, 350)),  # no source timecode of it: since its first frame
        ("r 4", "r 0:14", (100, 350)),
        ("1:00:04:00", "+10:00", (100, 350)),  # ten seconds on from the in
        ("#0", "#90000", (0, 90_000)),
    ],
)
def test_times_are_taken_as_people_type_them(desk, recording, start, end, frames):
    answer = sent(desk, address("segment-new", recording), in_frame=start, out_frame=end)
    assert answer.status_code == 200
    made = Segment.objects.get()
    assert (made.in_frame, made.out_frame) == frames


@pytest.mark.parametrize(
    ("start", "end", "field", "words"),
    [
        ("02:30:00:00", "02:31:00:00", "in_frame", "The recording goes from 01:00:00:00 to 02:00:00:00."),
        ("#10", "#90001", "out_frame", "The recording goes from"),
        ("#10", "#10", "out_frame", "must lie after the in"),
        ("#10", "#5", "out_frame", "must lie after the in"),
        ("01:00:00:25", "#5", "in_frame", "the frames go from 00 to 24"),
        ("soon", "#5", "in_frame", "Write a timecode"),
        ("", "#5", "in_frame", "required"),
        ("#" + "9" * 300, "#5", "in_frame", "Write a timecode"),
        ("r 99999999", "#5", "in_frame", "The hours go"),
        ("-5:00", "#5", "in_frame", "first frame"),
    ],
)
def test_times_that_are_none_are_refused_in_words(desk, recording, start, end, field, words):
    answer = sent(desk, address("segment-new", recording), in_frame=start, out_frame=end)
    assert answer.status_code == 422
    assert words in answer.json()["errors"][field][0]
    assert not Segment.objects.exists()


def test_midnight_passes_on_a_reel(desk, film):
    night = RecordingFactory(
        interview=InterviewFactory(film=film),
        rate="30000/1001",
        drop_frame=True,
        start_timecode="23:59:50;00",
    )
    url = address("segment-new", night)
    sent(desk, url, in_frame="23:59:59;29", out_frame="00:00:10;00")
    made = Segment.objects.get()
    assert (made.in_frame, made.out_frame) == (299, 600)
    assert str(made.source_out) == "00:00:10;00"


def test_without_a_length_half_a_day_is_believed(desk, film):
    endless = RecordingFactory(interview=InterviewFactory(film=film), duration=None)
    answer = sent(desk, address("segment-new", endless), in_frame="00:59:59:00", out_frame="01:00:01:00")
    assert answer.status_code == 422
    sent(desk, address("segment-new", endless), in_frame="12:59:00:00", out_frame="12:59:01:00")
    assert Segment.objects.get().in_frame == 11 * 3600 * 25 + 59 * 60 * 25


# -- changed -----------------------------------------------------------------------------------


def test_only_what_was_sent_changes(desk, segment):
    theme = ThemeFactory(film=segment.recording.interview.film)
    segment.themes.add(theme)
    answer = sent(desk, of("segment-edit", segment), version=1, gist="The bookcase").json()
    assert (answer["gist"], answer["version"]) == ("The bookcase", 2)
    assert (answer["in"], answer["out"], answer["themes"]) == (100, 350, [[theme.pk, theme.name]])


def test_two_people_change_different_fields_and_both_stand(desk, client_of, director, segment):
    sent(client_of(director), of("segment-edit", segment), version=1, note="Use the pause")
    answer = sent(desk, of("segment-edit", segment), version=1, gist="The bookcase")
    assert answer.status_code == 200
    segment.refresh_from_db()
    assert (segment.gist, segment.note, segment.version) == ("The bookcase", "Use the pause", 3)


def test_two_people_change_the_same_field_and_choose(desk, client_of, director, segment):
    sent(client_of(director), of("segment-edit", segment), version=1, gist="The garden")
    answer = sent(desk, of("segment-edit", segment), version=1, gist="The bookcase")
    assert answer.status_code == 409
    (conflict,) = answer.json()["conflicts"]
    assert (conflict["base"], conflict["theirs"], conflict["mine"]) == (
        "The gate",
        "The garden",
        "The bookcase",
    )
    assert answer.json()["row"]["version"] == 2
    segment.refresh_from_db()
    assert segment.gist == "The garden"
    assert sent(desk, of("segment-edit", segment), version=2, gist="The bookcase").status_code == 200


def test_an_in_is_shown_as_timecode_where_two_moved_it(desk, client_of, director, segment):
    sent(client_of(director), of("segment-edit", segment), version=1, in_frame="#110", out_frame="#350")
    answer = sent(desk, of("segment-edit", segment), version=1, in_frame="#120")
    (conflict,) = answer.json()["conflicts"]
    assert (conflict["base"], conflict["theirs"]) == ("01:00:04:00", "01:00:04:10")
    assert conflict["mine"] == "01:00:04:20"


def test_an_in_after_the_out_is_refused_alone(desk, segment):
    answer = sent(desk, of("segment-edit", segment), version=1, in_frame="#350")
    assert answer.status_code == 422
    assert "must lie after" in answer.json()["errors"]["in_frame"][0]


def test_a_segment_that_became_too_long_can_still_be_rated(desk, segment):
    type(segment.recording).objects.filter(pk=segment.recording_id).update(duration=200)
    assert sent(desk, of("segment-mark", segment), version=1, rating=4).json()["rating"] == 4
    answer = sent(desk, of("segment-edit", segment), version=2, out_frame="#340")
    assert answer.status_code == 422


def test_a_speaker_is_one_of_the_film(desk, other_film, segment):
    stranger, own = PersonFactory(film=other_film), PersonFactory(film=segment.recording.interview.film)
    assert sent(desk, of("segment-edit", segment), version=1, speaker=stranger.pk).status_code == 422
    assert sent(desk, of("segment-edit", segment), version=1, speaker=own.pk).json()["speaker"] == own.pk


@pytest.mark.parametrize("rating", ["6", "-1", "x", "1e3"])
def test_a_rating_has_five_stars_at_most(desk, segment, rating):
    answer = sent(desk, of("segment-mark", segment), version=1, rating=rating)
    assert (answer.status_code, "rating" in answer.json()["errors"]) == (422, True)


# -- themes ------------------------------------------------------------------------------------


def test_themes_are_put_on_and_taken_off_whatever_the_version(desk, segment):
    film = segment.recording.interview.film
    first, second = ThemeFactory(film=film, name="Exile"), ThemeFactory(film=film, name="Fear")
    sent(desk, of("segment-mark", segment), theme=first.pk)
    answer = sent(desk, of("segment-mark", segment), theme=second.pk, not_theme=first.pk).json()
    assert [name for _key, name in answer["themes"]] == ["Fear"]
    segment.refresh_from_db()
    assert segment.version == 3
    sent(desk, of("segment-mark", segment), theme=second.pk)  # there already: nothing is written
    segment.refresh_from_db()
    assert segment.version == 3


def test_a_new_theme_is_the_old_one_whatever_its_case_and_accents(desk, segment):
    film = segment.recording.interview.film
    old = ThemeFactory(film=film, name="Acción")
    for name in ("ACCION", "  acción ", "Fear", "fear", "?!"):
        assert sent(desk, of("segment-mark", segment), new_theme=name).status_code == 200
    assert set(segment.themes.values_list("name", flat=True)) == {"Acción", "Fear", "?!"}
    assert Theme.objects.filter(film=film).count() == 3
    assert old in segment.themes.all()


def test_a_theme_that_had_no_key_yet_is_taken_off_by_its_name(desk, segment):
    """Without a connection it is put on and taken off again before the server has made it."""
    sent(desk, of("segment-mark", segment), new_theme="Fear")
    answer = sent(desk, of("segment-mark", segment), not_new_theme="fear")
    assert (answer.status_code, answer.json()["themes"]) == (200, [])
    assert sent(desk, of("segment-mark", segment), not_new_theme="Never heard of").status_code == 200


def test_a_theme_with_too_long_a_name_is_refused(desk, segment):
    assert sent(desk, of("segment-mark", segment), new_theme="x" * 81).status_code == 422


def test_themes_of_another_film_are_not_there(desk, other_film, segment):
    url, foreign = of("segment-mark", segment), ThemeFactory(film=other_film)
    assert sent(desk, url, theme=foreign.pk).status_code == 404
    assert sent(desk, url, theme="1; drop").status_code == 404
    assert not segment.themes.exists()


# -- the bin -----------------------------------------------------------------------------------


def test_deleted_and_brought_back(desk, segment):
    assert sent(desk, of("segment-bin", segment)).json()["gone"] is True
    assert sent(desk, of("segment-bin", segment)).json()["gone"] is True  # once more is no mistake
    assert not Segment.objects.exists()
    answer = sent(desk, of("segment-edit", segment), version=1, gist="Late")
    assert (answer.status_code, answer.json()["gone"]) == (410, True)
    assert sent(desk, of("segment-mark", segment), rating=3).status_code == 410
    assert sent(desk, of("segment-restore", segment)).json()["gone"] is False
    assert Segment.objects.get().gist == "The gate"


def test_of_another_recording_it_isnt_there(desk, segment):
    other = RecordingFactory(interview=segment.recording.interview)
    for name in ("segment-row", "segment-edit"):
        assert desk.get(address(name, other, segment.pk)).status_code == 404
    for name in ("segment-mark", "segment-bin", "segment-restore"):
        assert desk.post(address(name, other, segment.pk)).status_code == 404


# -- without the log ---------------------------------------------------------------------------


def test_a_segment_is_written_on_a_page(desk, recording):
    film = recording.interview.film
    scene, theme = SceneFactory(film=film), ThemeFactory(film=film)
    recording.interview.subjects.add(SubjectFactory(person__film=film))
    question = QuestionFactory(subject=recording.interview.subjects.get(), text="Where was the gate?")
    QuestionFactory(subject=SubjectFactory(person__film=film), text="Of somebody else")
    page = desk.get(address("segment-new", recording) + "?at=100")
    assert "01:00:04:00" in page.content.decode()
    assert "Of somebody else" not in page.content.decode()
    answer = desk.post(
        address("segment-new", recording),
        {
            "in_frame": "01:00:04:00",
            "out_frame": "+10:00",
            "gist": "The gate",
            "rating": "4",
            "themes": [theme.pk],
            "new_themes": "Fear, fear",
            "questions": [question.pk],
            "scenes": [scene.pk],
        },
    )
    made = Segment.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"{address('log', recording)}?segment={made.pk}"
    assert (made.in_frame, made.out_frame, made.rating) == (100, 350, 4)
    assert {t.name for t in made.themes.all()} == {theme.name, "Fear"}
    assert list(made.questions.all()) == [question]


def test_its_page_says_what_is_said_and_where_it_is_used(desk, segment):
    film = segment.recording.interview.film
    transcript = TranscriptFactory(recording=segment.recording)
    CueFactory(transcript=transcript, in_frame=100, out_frame=300, text="The gate stood <open>.")
    segment.scenes.add(SceneFactory(film=film, number="12", title="The garden"))
    segment.questions.add(QuestionFactory(subject=SubjectFactory(person__film=film), text="Who opened it?"))
    words = desk.get(of("segment-edit", segment)).content.decode()
    for part in ("The gate stood &lt;open&gt;.", "by whole cues", "The garden", "Who opened it?"):
        assert part in words
    row = desk.get(of("segment-row", segment)).json()
    assert (row["words"], row["by"], row["inWords"]) == ("The gate stood <open>.", "cues", "The gate stood")
    assert [use["kind"] for use in row["uses"]] == ["Scene", "Question"]
    assert row["used"] == 2


def test_a_stale_page_shows_both(desk, client_of, director, segment):
    url = of("segment-edit", segment)
    typed = filled_in(desk.get(url)) | {"gist": "The bookcase"}
    sent(client_of(director), url, version=1, gist="The garden")
    answer = desk.post(url, typed)
    assert answer.status_code == 409
    assert "The garden" in answer.content.decode()


def test_deleting_on_its_page_offers_the_way_back(desk, segment):
    answer = desk.post(of("segment-bin", segment), follow=True)
    assert of("segment-restore", segment) in answer.content.decode()
    desk.post(of("segment-restore", segment))
    assert Segment.objects.count() == 1


# -- at the same time --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_loggers_theme_at_once_and_both_stand(film, editor):
    segment = SegmentFactory(recording__interview__film=film)
    themes = [ThemeFactory(film=film) for _ in range(6)]
    met = at_once(
        *(lambda theme=theme: segments.mark(segment=segment, add=[theme], by=editor) for theme in themes)
    )
    assert not [one for one in met if isinstance(one, Exception)]
    assert segment.themes.count() == len(themes)
    segment.refresh_from_db()
    assert segment.version == 1 + len(themes)
