"""The picture of a historical timeline: pure geometry."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.drawings import timeline
from production.drawings.timeline_axis import axis
from production.historic_dates import HistoricDate, Stated, parse

WORDS = timeline.Words(("Scenes", "Archive"), "Nothing", "not covered")
FILM = [
    "1924", "1927", "early 1935", "4 Sep 1937", "1937–38", "March 1938", "1938", "Oct 1939",
    "24 May 1940", "20 Aug 1940", "22 Aug 1940", "1989", "autumn 2003",
]  # fmt: skip


def event(when, *covers, title="What happened"):
    covers = (*covers, *[()] * (2 - len(covers)))
    return timeline.Event(title, when, parse(when), covers, is_covered=any(covers))


def drawn(events, **more):
    return timeline.picture(events, WORDS, language="en", **more)


def bounds(dates):
    return [(parse(when).earliest, parse(when).latest) for when in dates]


def scale_of(dates, language="en"):
    return axis(bounds(dates), left=0, right=1000, language=language)


def test_nothing_gives_no_picture():
    assert drawn([]) is None


def test_long_gaps_are_broken_and_say_what_they_leave_out():
    scale = scale_of(FILM)
    breaks = [cell.label for cell in scale.cells if cell.is_break]
    assert breaks == ["1928–34", "1941–88", "1990 – 2002"]
    assert [(first.year, last.year) for first, last in scale.spans] == [
        (1924, 1927),
        (1935, 1940),
        (1989, 1989),
        (2003, 2003),
    ]


def test_a_dense_year_is_wider_than_an_empty_one():
    widths = {cell.label: cell.width for cell in scale_of(FILM).cells}
    assert widths["1940"] > widths["1939"] > widths["1936"]


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (["24 May 1940", "26 May 1940"], ["24 May 1940", "25 May 1940", "26 May 1940"]),
        (["May 1940", "July 1940"], ["May 1940", "Jun 1940", "Jul 1940"]),
        (["1937", "1940"], ["1937", "1938", "1939", "1940"]),
        (["1790", "1810", "1989"], ["1790s", "1800s", "1810s", "1820s – 1970s", "1980s"]),
    ],
)
def test_cells_are_what_the_span_asks_for(dates, labels):
    assert [cell.label for cell in scale_of(dates).cells] == labels


def test_labels_are_in_the_readers_language():
    assert scale_of(["May 1940", "Aug 1940"], "es").cells[-1].label == "ago 1940"


some_dates = st.lists(st.dates(date(1600, 1, 1), date(2100, 12, 31)), min_size=1, max_size=30)


@given(some_dates)
def test_later_is_never_further_left_and_cells_fill_the_room(days):
    scale = axis([(day, day) for day in days], left=50, right=950, language="en")
    assert scale.left == 50
    assert scale.right == 950
    for one, two in zip(scale.cells, scale.cells[1:], strict=False):
        assert one.x + one.width == two.x
        assert one.last + timedelta(days=1) == two.first
    places = [scale.x(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(50 <= place <= 950 for place in places)


def test_precision_has_its_shape():
    shapes = {m.event.when: m.shape for m in drawn([event(w) for w in FILM]).marks}
    assert shapes["24 May 1940"] == "point"
    assert shapes["1937–38"] == "span"
    assert {shapes[w] for w in ("1924", "early 1935", "March 1938", "autumn 2003")} == {"within"}


def _box(mark):
    room = round(len(mark.label) * timeline.LETTER)
    left = mark.label_x - room if mark.is_before else mark.x
    right = mark.x + mark.width if mark.is_before else mark.label_x + room
    return mark.y, left, right


@given(some_dates, st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=60))
def test_no_label_lies_on_another_and_none_leaves_the_picture(days, title):
    events = [timeline.Event(title, "", HistoricDate(Stated(d.year, d.month, d.day)), ((), ())) for d in days]
    picture = drawn(events)
    boxes = [_box(mark) for mark in picture.marks]
    for (y, left, right), (y2, left2, right2) in combinations(boxes, 2):
        assert y != y2 or right <= left2 or right2 <= left
    assert all(right <= picture.width for _y, _left, right in boxes)
    assert all(mark.y + timeline.LEVEL <= picture.lanes_y for mark in picture.marks)


def test_what_nothing_covers_says_so_beside_its_mark_and_in_a_lane_of_its_own():
    picture = drawn([event("1924"), event("1940", ("12",))])
    labels = {mark.event.when: mark.label for mark in picture.marks}
    assert labels["1924"].endswith("not covered")
    assert "not covered" not in labels["1940"]
    *_lanes, bare = picture.lanes
    assert bare.is_bare
    assert [sign.title for sign in bare.signs] == ["What happened: not covered"]


def test_a_long_title_is_cut_and_the_word_uncovered_never():
    cut = drawn([event("1924", title="x" * 200)]).marks[0].label
    assert len(cut) <= timeline.LONGEST
    assert cut.endswith("… – not covered")


def test_lanes_show_short_signs_and_count_what_has_none():
    signs = (("12", "12A"), ("2", "13", "14", "15"))
    picture = drawn([event("1940", signs[0], ("A long title",)), event("1941", signs[1], ())])
    scenes, archive, _bare = picture.lanes
    assert [sign.label for sign in scenes.signs] == ["12, 12A", "2, 13 +2"]
    assert [sign.label for sign in archive.signs] == ["×1"]


def test_signs_of_the_same_day_stand_beneath_each_other():
    picture = drawn([event("1 May 1940", (str(n),), title=f"Event {n}") for n in range(6)])
    places = [(sign.x, sign.y) for sign in picture.lanes[0].signs]
    assert len(set(places)) == 6
    assert picture.lanes[1].y >= max(y for _x, y in places) + timeline.LANE


def test_a_window_cuts_what_reaches_beyond_it():
    window = date(1937, 1, 1), date(1940, 12, 31)
    picture = drawn([event("1930s"), event("1940s"), event("1938")], window=window)
    assert [cell.label for cell in picture.axis.cells] == ["1937", "1938", "1939", "1940"]
    assert all(picture.left <= mark.x <= picture.width for mark in picture.marks)
