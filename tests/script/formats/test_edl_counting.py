"""Lists whose labels, rates and ranges don't agree: what is put right, and told."""

import pytest

from script.formats.cut import Refused, Repair
from tests.script.formats.edl_cuts import HOUR, PAL
from tests.script.formats.edl_lists import DROP, NTSC, ONE, at, codes, read

# -- how frames are counted ------------------------------------------------------------------------


def test_the_flag_wins_over_colons_and_over_the_rate():
    for rate in (NTSC, DROP):
        found = read("FCM: DROP FRAME\n" + ONE, rate)
        assert (found.rate, found.events[0].source_in, found.start) == (DROP, 107_892, 1_078_920)
        assert codes(found) == [("flag_differs", 1)] * (rate == NTSC) + [("colons", 2)]
    found = read("FCM: NON-DROP FRAME\n" + ONE.replace(":00 ", ";00 "), DROP)
    assert (found.rate, found.events[0].source_in) == (NTSC, 108_000)
    assert codes(found) == [("flag_differs", 1), ("semicolons", 2)]


def test_without_a_flag_the_signs_decide():
    assert (read(ONE, NTSC).rate, codes(read(ONE, NTSC))) == (NTSC, [("no_flag", 1)])
    found = read(ONE.replace(":00 ", ";00 ").replace(":00\n", ";00\n"), NTSC)
    assert (found.rate, found.repairs) == (DROP, (Repair("no_flag", 1, "DROP FRAME"),))
    assert read(ONE).repairs == ()  # where there is one counting nothing is to be decided


def test_drop_frame_at_a_rate_that_has_none():
    found = read("FCM: DROP FRAME\n" + ONE)
    assert (found.rate, codes(found)) == (PAL, [("drop_at_rate", 1)])


def test_a_later_flag_is_the_sources():
    found = read(
        "FCM: NON-DROP FRAME\n" + ONE + "FCM: DROP FRAME\n"
        "002  B001     V     C        01:00:00;00 01:00:02;00 10:00:02:00 10:00:04:00\n",
        NTSC,
    )
    assert [(one.source_in, one.rate, one.record_in) for one in found.events] == [
        (108_000, NTSC, 0),
        (107_892, DROP, 60),
    ]
    assert codes(found) == [("flag_changes", 3)]


def test_a_label_that_drop_frame_leaves_out_is_told_and_moves_to_the_next():
    found = read("FCM: DROP FRAME\n001  A001 V C 00:01:00;00 00:01:02;00 10:00:00;00 10:00:01;28\n", DROP)
    assert found.events[0].source_in == 1_800
    assert found.repairs == (Repair("dropped", 2, "00:01:00;00"),)


def test_a_label_that_is_none_passes_its_event_over():
    for label in ("01:60:00:00", "01:00:61:00", "24:00:00:00", "01:00:00:25"):
        found = read(at(events=4) + ONE.replace("01:00:00:00", label))
        assert len(found.events) == 4
        assert found.repairs == (Repair("times", 8, label),)


def test_a_list_of_another_rate_is_refused():
    with pytest.raises(Refused) as refused:
        read(at() + ONE.replace("01:00:00:00", "01:00:00:29"))
    assert (refused.value.code, refused.value.facts) == ("rate", {"found": 29, "most": 24})


# -- ranges ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "record", "code", "wanted"),
    [
        ("01:00:02:00 01:00:00:00", "10:00:00:00 10:00:02:00", "source_backwards", (HOUR + 50, HOUR + 100)),
        ("01:00:00:00 01:00:00:00", "10:00:00:00 10:00:02:00", "source_empty", (HOUR, HOUR + 50)),
        ("01:00:00:00 01:00:01:00", "10:00:00:00 10:00:02:00", "lengths", (HOUR, HOUR + 25)),
        ("23:59:59:00 00:00:01:00", "10:00:00:00 10:00:02:00", None, (24 * HOUR - 25, 24 * HOUR + 25)),
        ("01:00:00:00 01:00:02:00", "23:59:59:00 00:00:01:00", None, (HOUR, HOUR + 50)),
    ],
)
def test_ranges(source, record, code, wanted):
    found = read(f"001 A001 V C {source} {record}\n")
    assert [one.code for one in found.repairs] == [code] * bool(code)
    event = found.events[0]
    assert (event.source_in, event.source_out, event.record_in, event.record_out) == (*wanted, 0, 50)


def test_records_that_run_backwards_or_not_at_all_are_passed_over():
    found = read(
        at() + "002 A001 V C 01:00:00:00 01:00:02:00 10:00:02:00 10:00:01:00\n"
        "003 A001 V C 01:00:00:00 01:00:02:00 10:00:02:00 10:00:02:00\n"
    )
    assert len(found.events) == 1
    assert codes(found) == [("backwards", 5), ("no_length", 6)]


def test_events_out_of_order_and_over_each_other():
    lines = at(events=3).splitlines(keepends=True)
    found = read("".join([lines[5], lines[3], lines[4]]))
    assert [one.line for one in found.events] == [2, 3, 1]
    assert codes(found) == [("unsorted", 2)]
    found = read("".join([ONE, ONE.replace("001 ", "002 ")]))
    assert codes(found) == [("overlap", 2)]


def test_a_record_that_passes_midnight():
    found = read(
        "001 A001 V C 01:00:00:00 01:00:02:00 23:59:57:00 23:59:59:00\n"
        "002 A001 V C 01:00:00:00 01:00:02:00 23:59:59:00 00:00:01:00\n"
        "003 A001 V C 01:00:00:00 01:00:02:00 00:00:01:00 00:00:03:00\n"
    )
    assert [one.record_in for one in found.events] == [0, 50, 100]
    assert found.repairs == ()
