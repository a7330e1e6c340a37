"""The picture of an interview: recordings on one axis, segments on them."""

from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from interviews.drawings.sitting import LEFT, RIGHT, WIDTH, Select, Track, picture
from interviews.sitting import picture_of
from tests.factories import (
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    SegmentFactory,
    TranscriptFactory,
)


def track(start=0, end=600, **more):
    return Track("A001", "01:00:00:00", Fraction(start), Fraction(end), **more)


def test_bars_lie_by_their_times_and_selects_stand_on_them_by_their_stars():
    best, plain = (
        Select(Fraction(60 * n), Fraction(60 * n + 30), stars, "x") for n, stars in ((1, 5), (5, 0))
    )
    drawn = picture([track(selects=(best, plain)), track(start=300, end=600)])
    first, second = drawn.rows
    assert (first.x, first.x + first.width) == (LEFT, WIDTH - RIGHT)
    assert second.x == LEFT + first.width // 2
    high, low = first.blocks
    assert high.height > low.height
    assert high.y + high.height == low.y + low.height == first.bar_y
    assert low.x - high.x == 2 * (drawn.ticks[1].x - drawn.ticks[0].x)


def test_the_axis_tells_the_time_since_the_first_recording_began():
    assert [tick.label for tick in picture([track(0, 3_600)]).ticks][:3] == ["0:00:00", "0:10:00", "0:20:00"]
    assert [tick.label for tick in picture([track(-60, 60)]).ticks][:2] == ["-0:01:00", "-0:00:30"]


def test_without_a_length_there_is_nothing_to_draw_and_one_that_has_none_is_left_open():
    assert picture([]) is None
    assert picture([track(5, 5)]) is None
    known, unknown = picture([track(0, 600), track(0, 0, ends=False)]).rows
    assert (unknown.x, unknown.width) == (known.x, known.width)


times = st.integers(-(10**9), 10**9).map(lambda n: Fraction(n, 1001))


@given(st.lists(st.tuples(times, times, times, times), min_size=1, max_size=5))
def test_nothing_lies_outside_the_picture(spans):
    tracks = []
    for start, end, first, last in spans:
        select = Select(min(first, last), max(first, last), 3, "x")
        tracks.append(track(min(start, end), max(start, end), selects=(select,), transcribed=(first, last)))
    drawn = picture(tracks)
    if drawn is None:
        assert len({second for one in tracks for second in (one.start, one.end)}) == 1
        return
    for row in drawn.rows:
        boxes = [(row.x, row.width), row.strip, *((block.x, block.width) for block in row.blocks)]
        assert all(x >= LEFT and x + width <= WIDTH - RIGHT and width > 0 for x, width in boxes)
    assert len(drawn.ticks) <= 11


@pytest.mark.django_db
def test_cameras_lie_beside_each_other_by_their_offsets(film):
    interview = InterviewFactory(film=film)
    first = RecordingFactory(interview=interview, duration=15_000)
    second = RecordingFactory(
        interview=interview, rate="30000/1001", duration=None, sync_offset=-300, start_timecode="10:00:00:00"
    )
    CueFactory(transcript=TranscriptFactory(recording=first), in_frame=100, out_frame=200)
    SegmentFactory(recording=second, in_frame=900, out_frame=1_200, gist="The gate", rating=2)
    one, two = picture_of(film, [first, second]).rows
    assert (one.track.start, one.track.end) == (0, 600)
    assert one.track.transcribed == (4, 8)
    assert two.track.start == Fraction(-300 * 1001, 30_000)
    assert (two.track.ends, two.track.end) == (False, Fraction(900 * 1001, 30_000))
    [block] = two.blocks
    assert block.words == "★★ 10:00:30:00 The gate"
    assert block.url == reverse("log", args=[film.slug, second.pk]) + "?at=900"
