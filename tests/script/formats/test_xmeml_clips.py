"""Clips of Final Cut Pro 7 that count otherwise: backwards, from within, through sequences and angles."""

import pytest

from script.formats import xmeml_read
from tests.script.formats.xmeml_files import (
    CLOCK,
    LONG,
    PATH,
    R25,
    R2997,
    RATE,
    document,
    events,
    inner,
    item,
    remap,
)


@pytest.mark.parametrize(
    ("effect", "first", "last"),
    [
        (remap(-100), 90_850, 90_900),  # its frame 100 from the end is seen first
        (remap(100, "TRUE"), 90_850, 90_900),
        (remap(-50), 90_925, 90_950),
        (remap(200, "TRUE"), 90_700, 90_800),
    ],
)
def test_backwards_counts_from_the_end_of_the_medium(effect, first, last):
    assert events(item(file=LONG, more=effect)) == ([("V1", 0, 50, first, last)], ["speed"])


def test_backwards_in_a_file_of_another_rate():
    """Half as many frames a second: 100 of the clip's are 50 of the file's."""
    half = LONG.replace(R25, RATE.format(50, "FALSE")).replace("90000", "180000")
    told = events(item(file=half, rate=R25, more=remap(-100)))
    assert told == ([("V1", 0, 50, 180_700, 180_800)], ["speed"])


def test_a_frame_that_is_held():
    assert events(item(more=remap(0))) == ([("V1", 0, 50, 90_100, 90_101)], ["speed", "speed_changes"])


def test_a_subclip_counts_from_its_own_beginning():
    sub = "<subclipinfo><startoffset>300</startoffset><endoffset>200</endoffset></subclipinfo>"
    assert events(item(file=LONG, more=sub)) == ([("V1", 0, 50, 90_400, 90_450)], [])
    back = events(item(file=LONG, more=sub + remap(-100)))
    assert back == ([("V1", 0, 50, 90_650, 90_700)], ["speed"])


def test_what_is_seen_of_a_clip_that_runs_backwards():
    """Its beginning is cut off: those are the last frames of the medium."""
    track = item(0, 50, 0, 50, LONG, more=remap(-100))
    assert events(item(0, 30, 20, 50, inner("i", track)))[0] == [("V1", 0, 30, 90_950, 90_980)]


def test_in_of_a_sequence_inside_counts_at_the_rate_that_it_says():
    fifty = item(0, 20, 60, 100, inner("i", item(0, 90, 0, 90)), RATE.format(50, "FALSE"))
    assert events(fifty)[0] == [("V1", 0, 20, 90_030, 90_050)]


def test_a_sequence_of_another_rate_is_told():
    other = inner("i", item()).replace(R25, R2997, 1)
    assert events(item(file=other)) == ([], ["nested_speed"])
    assert events(item(file=inner("i", item()), more=remap(200))) == ([], ["nested_speed"])


def test_a_sequence_without_a_number_may_hold_another():
    data = document(item(0, 20, 0, 20, inner("", item(0, 20, 0, 20)).replace(' id=""', "")))
    back = xmeml_read.read(data.replace(b' id="s"', b""))
    assert [(e.source_in, e.source_out) for e in back.events] == [(90_000, 90_020)]


def angle(number, active, at=0, more=""):
    """A camera whose pictures begin so many frames after the first."""
    path = PATH.replace("A%201", f"Cam%20{number}")
    clock = CLOCK.replace("</timecode>", f"<reel><name>CAM{number}</name></reel></timecode>")
    file = f'<file id="cam{number}"><name>C</name><pathurl>{path}</pathurl>{R25}{clock}</file>'
    sounds = "".join(
        f"<track>{item(at, at + 900, 10, 910, f'<file id={chr(34)}cam{number}{chr(34)}/>')}</track>"
        for _ in "12"
    )
    seen = f"<video><track>{item(at, at + 900, 10, 910, file)}</track></video><audio>{sounds}</audio>"
    flags = "".join(
        f"<active{kind}angle>{'TRUE' if kind in active else 'FALSE'}</active{kind}angle>"
        for kind in ("video", "audio")
    )
    said = f"<name>Cam {number}</name>{R25}{more}<media>{seen}</media>"
    return f'<angle>{flags}<clip id="a{number}">{said}</clip></angle>'


def multiclip(*angles):
    return f'<multiclip id="m"><name>All</name>{"".join(angles)}</multiclip>'


def through(number, audio=()):
    back = xmeml_read.read(document(number, audio=audio))
    told = [(e.track, e.record_in, e.record_out, e.source_in, e.source_out, e.reel) for e in back.events]
    return told, [repair.code for repair in back.repairs]


def test_the_angle_that_is_active_is_followed():
    """Frame 100 of the multiclip is frame 70 of a camera that was started 40 later, at its tenth frame."""
    both = multiclip(angle(1, ["audio"]), angle(2, ["video"], 40))
    seen = item(file=both)
    heard = item(
        file=both, more="<sourcetrack><mediatype>audio</mediatype><trackindex>2</trackindex></sourcetrack>"
    )
    assert through(seen, [heard]) == (
        [("V1", 0, 50, 90_070, 90_120, "CAM2"), ("A1", 0, 50, 90_110, 90_160, "CAM1")],
        ["nested", "nested"],
    )


def test_a_multiclip_is_described_once_and_switched_later():
    first = item(0, 50, 100, 150, multiclip(angle(1, ["video", "audio"]), angle(2, [], 40)))
    other = '<angle><activevideoangle>{}</activevideoangle><clip id="a{}"/></angle>'
    again = item(50, 90, 150, 190, multiclip(other.format("FALSE", 1), other.format("TRUE", 2)))
    same = item(90, 99, 190, 199, '<multiclip id="m"/>')
    assert through(first + again + same)[0] == [
        ("V1", 0, 50, 90_110, 90_160, "CAM1"),
        ("V1", 50, 90, 90_120, 90_160, "CAM2"),
        ("V1", 90, 99, 90_200, 90_209, "CAM1"),
    ]


def test_an_angle_that_is_a_file_alone():
    clip = f'<clip id="x"><name>X</name><duration>1000</duration>{R25}{LONG}</clip>'
    (event,) = xmeml_read.read(document(item(file=multiclip(f"<angle>{clip}</angle>")))).events
    assert (event.source_in, event.source_out, event.file) == (90_100, 90_150, "/V/A 1.mov")


@pytest.mark.parametrize(
    ("held", "code"),
    [
        ('<multiclip id="m"/>', "missing_media"),
        (multiclip("<angle/>"), "missing_media"),
        (multiclip('<angle><clip id="zz"/></angle>'), "missing_media"),
        (multiclip(angle(1, ["video"], more="<syncoffset>12</syncoffset>")), "shifted"),
        (multiclip(angle(1, ["video"]).replace(R25, R2997, 1)), "nested_speed"),
    ],
)
def test_an_angle_that_cannot_be_followed_is_told(held, code):
    assert through(item(file=held)) == ([], [code])


def test_a_multiclip_that_holds_itself():
    clip = f'<clip id="a"><name>A</name>{R25}<media><video><track>{{}}</track></video></media></clip>'
    circle = multiclip(f"<angle>{clip.format(item(file='<multiclip id={0}m{0}/>'.format(chr(34))))}</angle>")
    told, codes = events(item(file=circle))
    assert (told, set(codes)) == ([], {"nested", "recursion"})
