"""What is covered: lengths against counting tick by tick, and the page with its tables."""

from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from interviews.coverage import TICKS, Stretch, lengths, share, stretch, union
from interviews.covered import speaking, subjects_without_recording, theme_map
from production import timecode
from tests import factories

# -- lengths -----------------------------------------------------------------------------------

stretches = st.builds(
    lambda interview, start, length: Stretch(interview, start, start + length),
    st.integers(1, 3),
    st.integers(-20, 60),
    st.integers(0, 30),
)


def counted(found):
    """One by one."""
    return Fraction(
        len({(one.interview, tick) for one in found for tick in range(one.start, one.end)}), TICKS
    )


@given(st.lists(stretches, max_size=12))
def test_a_union_is_what_counting_gives(found):
    assert union(found) == counted(found)
    assert union(reversed(found)) == union([*found, *found]) == union(found)


@given(st.lists(st.tuples(st.sampled_from("ab"), stretches), max_size=12))
def test_lengths_are_unions_by_key(found):
    by_key = lengths(found)
    assert by_key == {key: counted([one for of, one in found if of == key]) for key, _one in found}


@given(
    st.sampled_from(sorted(timecode.RATES)),
    st.integers(0, 10**7),
    st.integers(1, 10**6),
    st.integers(-(10**6), 10**6),
)
def test_a_stretch_lasts_as_long_as_its_frames_at_every_rate(key, in_frame, many, offset):
    rate = timecode.rate_of(key)
    one = stretch(1, in_frame, in_frame + many, rate, offset)
    assert union([one]) == rate.seconds(many)
    assert Fraction(one.start, TICKS) == rate.seconds(in_frame + offset)


def test_two_cameras_of_different_rates_meet_to_the_tick():
    pal, ntsc = timecode.rate_of("25/1"), timecode.rate_of("30000/1001")
    a = stretch(1, 0, 25 * 1001, pal)  # 1,001 seconds
    b = stretch(1, 0, 30_000, ntsc)  # the same
    assert a == b
    assert union([a, b]) == 1001


def test_shades_go_from_nothing_to_the_longest():
    assert [share(Fraction(n), Fraction(10), 5) for n in (0, 1, 2, 3, 9, 10)] == [0, 1, 1, 2, 5, 5]
    assert share(Fraction(0), Fraction(0), 5) == 0


# -- of a film ---------------------------------------------------------------------------------


@pytest.fixture
def volkov(film):
    return factories.ContributorFactory(film=film, name="Esteban Volkov")


@pytest.fixture
def interview(film, volkov):
    subject = factories.SubjectFactory(film=film, person=volkov)
    return factories.InterviewFactory(film=film, subjects=[subject])


@pytest.fixture
def camera(interview):
    return factories.RecordingFactory(interview=interview, reel="A001")


@pytest.fixture
def exile(film):
    return factories.ThemeFactory(film=film, name="Exile")


def select(recording, start, end, *themes, **fields):
    segment = factories.SegmentFactory(recording=recording, in_frame=start, out_frame=end, **fields)
    segment.themes.set(themes)
    return segment


@pytest.mark.django_db
def test_overlapping_segments_and_a_second_camera_count_once(film, camera, interview, exile, volkov):
    other = factories.RecordingFactory(interview=interview, reel="B001", sync_offset=250)
    select(camera, 0, 1500, exile)  # a minute
    select(camera, 750, 2250, exile)  # half of it shared
    select(other, 500, 2000, exile)  # the same thirty seconds and more: 750 to 2250 of the first camera
    found = theme_map(film)
    (row,) = found.rows
    assert (row.theme, row.segments, row.seconds) == (exile, 3, 90)
    assert [(cell.person, cell.seconds) for cell in row.cells] == [(volkov.pk, 90)]
    assert (found.seconds, found.sums) == (90, [(volkov.pk, 90)])


@pytest.mark.django_db
def test_who_speaks_is_who_was_written_else_who_the_transcript_names(film, camera, exile, volkov):
    broue = factories.ContributorFactory(film=film, name="Pierre Broué")
    transcript = factories.TranscriptFactory(recording=camera)
    names = factories.SpeakerFactory(transcript=transcript, person=broue)
    factories.CueFactory(transcript=transcript, in_frame=0, out_frame=500, speaker=names)
    select(camera, 100, 600, exile)  # by the transcript
    select(camera, 100, 350, exile, speaker=volkov)  # as written
    select(camera, 5000, 5250, exile)  # by the only subject
    (row,) = theme_map(film).rows
    assert {cell.person: cell.seconds for cell in row.cells} == {broue.pk: 20, volkov.pk: 20}
    assert row.seconds == 30, "what two are said to speak at once counts once in the sum"


@pytest.mark.django_db
def test_what_is_binned_or_of_another_film_counts_nowhere(film, other_film, camera, exile, editor):
    away = factories.RecordingFactory(interview__film=other_film)
    select(away, 0, 250)
    gone = select(camera, 0, 250, exile)
    gone.bin(by=editor)
    select(
        factories.RecordingFactory(interview__film=film, binned_at="2030-01-01T00:00Z", binned_by=editor),
        0,
        9,
    )
    assert theme_map(film).seconds == 0
    transcript = factories.TranscriptFactory(recording=away)
    factories.CueFactory(transcript=transcript)
    factories.CueFactory(transcript=factories.TranscriptFactory(recording=camera, is_main=False))
    assert speaking(film).seconds == 0


@pytest.mark.django_db
def test_speaking_time_by_person_and_language(film, camera, interview, volkov):
    first = factories.TranscriptFactory(recording=camera, language="es")
    beside = factories.RecordingFactory(interview=interview, reel="B001", rate="30000/1001", sync_offset=0)
    second = factories.TranscriptFactory(recording=beside, language="en")
    for transcript, end in ((first, 25 * 1001), (second, 30_000)):
        speaker = factories.SpeakerFactory(transcript=transcript, person=volkov)
        factories.CueFactory(transcript=transcript, in_frame=0, out_frame=end, speaker=speaker)
    factories.CueFactory(transcript=first, in_frame=25 * 1001, out_frame=25 * 1002)
    found = speaking(film)
    assert found.people == [(volkov.pk, "Esteban Volkov", 1001), (None, "", 1)]
    assert found.languages == [("es", 1002), ("en", 1001)]
    assert found.seconds == 1002


@pytest.mark.django_db
def test_subjects_without_a_recording(film, camera, other_film, editor):
    factories.SubjectFactory(film=other_film)
    waits = factories.SubjectFactory(film=film)
    factories.InterviewFactory(film=film, subjects=[waits])
    assert list(subjects_without_recording(film)) == [waits]
    camera.bin(by=editor)
    assert len(subjects_without_recording(film)) == 2


# -- the page ----------------------------------------------------------------------------------


@pytest.fixture
def page(film, editor, client_of):
    def get(**query):
        return client_of(editor).get(reverse("interview-coverage", args=[film.slug]), query)

    return get


@pytest.mark.django_db
def test_the_page_writes_every_number_and_leads_to_the_segments(page, film, camera, exile, volkov):
    factories.ThemeFactory(film=film, name="Letters")
    select(camera, 0, 1500, exile)
    select(camera, 2000, 2250)
    text = page().content.decode()
    assert ">1:00<" in text
    assert f"?theme={exile.pk}&amp;person={volkov.pk}" in text
    assert "Without a theme" in text
    assert "Letters" in text.split('id="missing"')[1]


@pytest.mark.django_db
def test_its_tables_go_out_in_minutes(page, camera, exile):
    select(camera, 0, 2250, exile)
    factories.CueFactory(transcript=factories.TranscriptFactory(recording=camera), in_frame=0, out_frame=3000)
    lines = {
        name: b"".join(page(export=name).streaming_content).decode("utf-8-sig").split("\r\n")
        for name in ("themes", "people", "languages")
    }
    assert lines["themes"][:3] == [
        "Theme,Esteban Volkov,Minutes,Segments",
        "Exile,1.5,1.5,1",
        "All,1.5,1.5,",
    ]
    assert lines["people"][1] == "Names without a person,2.0"
    assert lines["languages"][1] == "Spanish,2.0"


@pytest.mark.django_db
def test_an_empty_film_is_told_what_would_stand_here(page):
    assert "Once segments are marked" in page().content.decode()
