from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.cascade import Span, Step, cascade, estimated_wrap, overlaps
from production.clock import instant

MEXICO = "America/Mexico_City"
DAY = date(2003, 6, 17)


def walls(timed):
    return [f"{item.start:%H:%M}" for item in timed]


def elapsed(timed):
    return [(item.end.astimezone(UTC) - item.start.astimezone(UTC)) // timedelta(minutes=1) for item in timed]


def steps(*minutes, zone=MEXICO):
    return [Step(key, length, zone=zone) for key, length in enumerate(minutes)]


def test_each_item_follows_the_one_before():
    timed = cascade(DAY, 420, MEXICO, steps(30, 15, 90, 0))
    assert walls(timed) == ["07:00", "07:30", "07:45", "09:15"]
    assert timed[-1].end == timed[-1].start
    assert [item.key for item in timed] == [0, 1, 2, 3]


def test_an_empty_day():
    assert cascade(DAY, 420, MEXICO, []) == []
    assert estimated_wrap([]) is None


def test_a_fixed_start_leaves_a_gap():
    timed = cascade(
        DAY, 420, MEXICO, [Step(1, 60, zone=MEXICO), Step(2, 30, 600, MEXICO), Step(3, 10, zone=MEXICO)]
    )
    assert walls(timed) == ["07:00", "10:00", "10:30"]
    assert [item.gap_minutes for item in timed] == [0, 120, 0]
    assert not any(item.overrun_minutes for item in timed)


def test_an_overrun_fixed_start_stays_and_says_so():
    timed = cascade(
        DAY, 420, MEXICO, [Step(1, 240, zone=MEXICO), Step(2, 30, 600, MEXICO), Step(3, 10, zone=MEXICO)]
    )
    assert walls(timed) == ["07:00", "10:00", "11:00"]  # the third waits for the first, which ends last
    assert [item.overrun_minutes for item in timed] == [0, 60, 0]


def test_a_long_overrun_item_holds_what_follows():
    timed = cascade(
        DAY, 420, MEXICO, [Step(1, 240, zone=MEXICO), Step(2, 180, 600, MEXICO), Step(3, 10, zone=MEXICO)]
    )
    assert walls(timed) == ["07:00", "10:00", "13:00"]


def test_the_first_item_may_be_fixed_before_the_call():
    timed = cascade(DAY, 420, MEXICO, [Step(1, 30, 390, MEXICO), Step(2, 10, zone=MEXICO)])
    assert walls(timed) == ["06:30", "07:00"]
    assert timed[0].overrun_minutes == 30


def test_past_midnight():
    timed = cascade(DAY, 1320, MEXICO, steps(150, 60))
    assert timed[1].start.isoformat() == "2003-06-18T00:30:00-05:00"
    assert estimated_wrap(timed).isoformat() == "2003-06-18T01:30:00-05:00"


@pytest.mark.parametrize(
    ("on", "zone", "shown"),
    [
        (date(2003, 4, 5), MEXICO, "05:00"),
        (date(2003, 10, 25), MEXICO, "03:00"),
        (date(2024, 3, 30), "Europe/Paris", "05:00"),
        (date(2024, 10, 26), "Europe/Paris", "03:00"),
        (date(2024, 10, 5), "Australia/Lord_Howe", "04:30"),
        (date(2024, 4, 6), "Australia/Lord_Howe", "03:30"),
    ],
)
def test_six_hours_are_six_hours_on_the_night_of_the_clocks(on, zone, shown):
    timed = cascade(on, 1320, zone, steps(360, 60, zone=zone))
    assert walls(timed) == ["22:00", shown]
    assert elapsed(timed) == [360, 60]


def test_the_wrap_is_the_latest_moment_not_the_latest_hands():
    # 01:50 comes before the clocks go back, 01:10 after: the second is later.
    timed = cascade(date(2003, 10, 26), 60, MEXICO, [Step(1, 50, zone=MEXICO), Step(2, 20, zone=MEXICO)])
    assert [f"{item.end:%H:%M%z}" for item in timed] == ["01:50-0500", "01:10-0600"]
    assert estimated_wrap(timed) is timed[1].end


def test_a_travel_day_shows_each_place_on_its_own_clock():
    timed = cascade(
        date(2003, 6, 20),
        480,
        MEXICO,
        [Step(1, 660, zone=MEXICO), Step(2, 60, zone="Europe/Paris"), Step(3, 30, 1980, "Europe/Paris")],
    )
    assert [item.start.isoformat() for item in timed] == [
        "2003-06-20T08:00:00-05:00",
        "2003-06-21T02:00:00+02:00",
        "2003-06-21T09:00:00+02:00",
    ]
    assert timed[2].gap_minutes == 360


zones = st.sampled_from([MEXICO, "Europe/Paris", "Australia/Lord_Howe", "UTC"])
step = st.builds(
    Step,
    key=st.integers(),
    minutes=st.integers(0, 300),
    fixed=st.none() | st.integers(-1440, 2880),
    zone=zones,
)
nights = st.sampled_from(
    [DAY, date(2003, 4, 5), date(2003, 10, 25), date(2024, 3, 30), date(2024, 10, 26), date(2024, 4, 6)]
)


@given(nights, st.integers(-60, 1500), zones, st.lists(step, max_size=30))
def test_what_holds_of_every_running_order(on, start, zone, items):
    timed = cascade(on, start, zone, items)
    assert elapsed(timed) == [item.minutes for item in items]
    free = instant(on, start, zone).astimezone(UTC)
    for item, at in zip(items, timed, strict=True):
        begins = at.start.astimezone(UTC)
        assert at.start.tzinfo.key == item.zone
        assert not (at.gap_minutes and at.overrun_minutes)
        assert begins == free + timedelta(minutes=at.gap_minutes - at.overrun_minutes)
        if item.fixed is None:
            assert begins == free
        else:
            assert at.start == instant(on, item.fixed, item.zone)
        assert begins >= free or at.overrun_minutes
        free = max(free, at.end.astimezone(UTC))
    if timed:
        assert estimated_wrap(timed).astimezone(UTC) == max(at.end.astimezone(UTC) for at in timed)


@given(nights, st.integers(0, 1200), st.lists(st.integers(0, 200), min_size=1, max_size=20), st.data())
def test_a_longer_item_never_makes_a_later_one_earlier(on, start, minutes, data):
    before = cascade(on, start, MEXICO, steps(*minutes))
    longer = data.draw(st.integers(0, len(minutes) - 1))
    minutes[longer] += data.draw(st.integers(1, 60))
    after = cascade(on, start, MEXICO, steps(*minutes))
    for old, new in zip(before, after, strict=True):
        assert new.start.astimezone(UTC) >= old.start.astimezone(UTC)


def span(key, start, end, item=0):
    at = datetime(2003, 6, 17, tzinfo=UTC)
    return Span(key, at + timedelta(minutes=start), at + timedelta(minutes=end), item)


def test_two_places_at_once():
    one, two, other = span("Volkov", 0, 60, 1), span("Volkov", 59, 90, 2), span("Woods", 0, 90, 3)
    assert overlaps([two, other, one]) == [(one, two)]


def test_one_after_the_other_is_no_clash_and_nothing_lasts_no_time():
    assert overlaps([span(1, 0, 60), span(1, 60, 90), span(1, 30, 30)]) == []


def test_spans_compare_as_moments_on_the_night_of_the_clocks():
    first = cascade(date(2003, 10, 26), 60, MEXICO, steps(50, 20))
    spans = [Span(7, item.start, item.end, item.key) for item in first]
    assert overlaps(spans) == []


@given(
    st.lists(
        st.builds(span, st.integers(1, 3), st.integers(0, 50), st.integers(0, 50), st.integers()), max_size=25
    )
)
def test_every_clashing_span_is_in_some_pair(spans):
    def clash(a, b):
        return a.key == b.key and max(a.start, b.start) < min(a.end, b.end)

    pairs = overlaps(spans)
    assert all(clash(a, b) and a.start <= b.start for a, b in pairs)
    named = {id(s) for pair in pairs for s in pair}
    clashing = {id(a) for i, a in enumerate(spans) for j, b in enumerate(spans) if i != j and clash(a, b)}
    assert named == clashing
    assert len(pairs) <= max(len(spans) - 1, 0)


def test_a_day_of_many_items_is_linear():
    timed = cascade(DAY, 0, MEXICO, steps(*[0] * 20_000))
    assert len(timed) == 20_000
    many = [span(n % 7, n, n + 1) for n in range(20_000)]
    assert overlaps(many) == []
