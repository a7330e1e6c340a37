"""A script as a cut: where everything stands in the record, to the frame."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from production import timecode
from production.pdf.report_content import Head
from script import cutting
from script.formats import record
from script.pdf import content
from script.pdf.content import Cell, Medium, Part, Row, Scene, Script

CAMERA = Medium(recording=1, clip=None, name="A001", reel="A001", start="01:00:00:00", duration=100_000)
SOUND = Medium(recording=2, clip=None, name="B001", reel="B001", has_picture=False)
CLIP = Medium(recording=None, clip=5, name="Newsreel", reel="NEWS", start="00:00:00:00")


def written(*rows, rate="25/1", media=(CAMERA, SOUND, CLIP), drop=False):
    """Each row is a list of cells."""
    placed, cells, at = [], [], Fraction()
    for number, of_row in enumerate(rows, start=1):
        of_row = [replace(cell, row=number) for cell in of_row]
        lasts = max(
            content.column_length([c for c in of_row if c.column == column])[0]
            for column in ("sound", "picture")
        )
        placed.append(Row(number, 1, f"1.{number}", lasts.as_integer_ratio(), starts=at.as_integer_ratio()))
        cells += of_row
        at += lasts
    return Script(
        Head("Film", date(2003, 6, 17)),
        "Script",
        rate=rate,
        drop=drop,
        record_start="01:00:00:00",
        media=tuple(media),
        scenes=(Scene(1, "1", "The house"),),
        rows=tuple(placed),
        cells=tuple(replace(cell, key=number) for number, cell in enumerate(cells, start=1)),
    )


def bite(*ranges, medium=CAMERA, column="sound", **more):
    lasts = sum((medium.frames.seconds(end - start) for start, end in ranges), Fraction())
    parts = tuple(Part(start, end, "", "", f"words {start}") for start, end in ranges)
    return Cell(
        0, 0, column, "soundbite", parts=parts, recording=medium.recording, segment=7,
        lasts=lasts.as_integer_ratio(), basis="measured", title="Gist", **more,
    )  # fmt: skip


def narration(seconds):
    return Cell(0, 0, "sound", "narration", "Told", lasts=Fraction(seconds).as_integer_ratio())


def clip(start, end, lasts=None, **more):
    lasts = CLIP.frames.seconds(end - start) if lasts is None else Fraction(lasts)
    return Cell(
        0, 0, "picture", "archive", clip=5, parts=(Part(start, end, "", ""),), title="Newsreel",
        lasts=lasts.as_integer_ratio(), **more,
    )  # fmt: skip


def picture(seconds=0, element="b_roll", text="The wall"):
    return Cell(0, 0, "picture", element, text, lasts=Fraction(seconds).as_integer_ratio())


def stands(made, track):
    return [
        (event.record_in, event.record_out, event.source_in, event.source_out)
        for event in made.cut.events
        if event.track == track
    ]


def test_a_soundbite_is_seen_and_heard():
    made = cutting.cut(written([bite((100, 200))], [bite((50, 60), on_camera=False)]))
    assert stands(made, "V1") == [(0, 100, 100, 200)]
    assert stands(made, "A1") == [(0, 100, 100, 200), (100, 110, 50, 60)]
    assert made.cut.length == 110
    assert made.cut.start == 90_000


def test_a_sound_recorder_has_no_picture():
    made = cutting.cut(written([bite((0, 10), medium=SOUND)]))
    assert (stands(made, "V1"), stands(made, "A1")) == ([], [(0, 10, 0, 10)])


def test_joined_ranges_follow_each_other():
    made = cutting.cut(written([bite((100, 200), (0, 50))]))
    assert stands(made, "A1") == [(0, 100, 100, 200), (100, 150, 0, 50)]
    assert [event.note for event in made.cut.events if event.track == "A1"] == ["words 100", "words 0"]


def test_narration_is_a_gap_with_its_words():
    (event,) = cutting.cut(written([narration("2.02")])).cut.events
    assert (event.track, event.media, event.note, event.length) == ("A1", None, "Told", 51)
    assert event.name == "narration 1.1"


def test_what_follows_narration_keeps_its_length():
    made = cutting.cut(written([narration("2.019")], [bite((0, 33))], [bite((33, 66))]))
    assert stands(made, "A1")[1:] == [(50, 83, 0, 33), (83, 116, 33, 66)]


def test_archive_covers_the_voice_with_its_sound():
    made = cutting.cut(written([bite((0, 100)), clip(10, 60)]))
    assert stands(made, "V2") == stands(made, "A2") == [(0, 50, 10, 60)]
    made = cutting.cut(written([bite((0, 100)), clip(10, 60, sound="mute")]))
    assert (stands(made, "V2"), stands(made, "A2")) == ([(0, 50, 10, 60)], [])


def test_pictures_without_a_length_share_what_is_left():
    made = cutting.cut(written([bite((0, 100)), picture(), clip(0, 50), picture(element="still")]))
    assert stands(made, "V2") == [(0, 25, 0, 0), (25, 75, 0, 50), (75, 100, 0, 0)]


def test_a_given_length_shortens_a_clip_and_never_stretches_it():
    made = cutting.cut(written([clip(10, 60, lasts=1)]))
    assert stands(made, "V2") == [(0, 25, 10, 35)]
    made = cutting.cut(written([clip(10, 60, lasts=4)]))
    assert stands(made, "V2") == [(0, 50, 10, 60)]
    assert [(one.code, one.frames) for one in made.told] == [("short_source", 50)]


def test_a_picture_beyond_its_row_is_told():
    made = cutting.cut(written([bite((0, 100)), clip(0, 100), picture()]))
    assert [one.code for one in made.told] == ["no_room"]


def test_a_range_past_its_medium_is_cut_to_it():
    short = replace(CAMERA, duration=80)
    made = cutting.cut(written([bite((0, 100))], [bite((90, 95))], [bite((0, 10))], media=[short]))
    assert stands(made, "A1") == [(0, 80, 0, 80), (105, 115, 0, 10)]
    assert [(one.code, one.frames) for one in made.told] == [("past_media", 20), ("outside_media", 5)]


def test_another_rate_is_converted_by_points():
    made = cutting.cut(written([bite((0, 100))], [bite((0, 25))], rate="30000/1001"))
    assert stands(made, "A1") == [(0, 120, 0, 100), (120, 150, 0, 25)]


def test_music_and_natural_sound_run_beside():
    music = Cell(0, 0, "sound", "music", "Corrido", move="in", lasts=(2, 1))
    sound = Cell(0, 0, "sound", "natural_sound", "Birds")
    made = cutting.cut(written([bite((0, 100)), music, sound]))
    assert (stands(made, "A3"), stands(made, "A4")) == ([(0, 50, 0, 0)], [(0, 100, 0, 0)])
    assert made.cut.events[-1].element in ("music", "natural_sound")


def test_titles_stand_for_five_seconds_or_as_long_as_the_row():
    made = cutting.cut(
        written(
            [bite((0, 500)), picture(element="lower_third", text="ONE"), picture(element="card", text="C")],
            [bite((0, 50)), picture(element="lower_third", text="TWO")],
            [bite((0, 50)), picture(element="subtitle", text="S")],
        )
    )
    assert [(t.kind, t.record_in, t.record_out) for t in made.cut.titles] == [
        ("card", 0, 500), ("lower_third", 0, 125), ("lower_third", 500, 550), ("subtitle", 550, 600),
    ]  # fmt: skip


def test_a_talking_head_alone_in_the_picture_is_heard():
    alone = cutting.cut(written([bite((0, 10), column="picture")]))
    assert stands(alone, "V1") == stands(alone, "A1") == [(0, 10, 0, 10)]
    over = cutting.cut(written([narration(4), bite((0, 10), column="picture")]))
    assert (stands(over, "V2"), len(stands(over, "A1"))) == ([(0, 10, 0, 10)], 1)


def test_notes_scenes_and_warnings_are_markers():
    note = Cell(0, 0, "sound", "note", "Ask him")
    script = written([bite((0, 100))], [note])
    made = cutting.cut(script, marks=[cutting.Mark(1, "No lower third")])
    assert [(m.at, m.colour, m.text) for m in made.cut.markers] == [
        (0, "green", "1 The house"), (0, "red", "No lower third"), (99, "yellow", "Ask him"),
    ]  # fmt: skip


def test_some_rows_alone_begin_at_the_beginning():
    made = cutting.cut(written([bite((0, 100))], [bite((50, 60))]), rows={2})
    assert (stands(made, "A1"), made.cut.length) == ([(0, 10, 50, 60)], 10)


def test_everything_that_is_known_goes_along():
    one = bite((0, 10), speakers=("Esteban Volkov",), themes=("exile",), rating=4, clearance="open",
               clearance_words="none")  # fmt: skip
    event = cutting.cut(written([one]), words={"on_camera": "a cuadro", "open": "abierto"}).cut.events[0]
    assert (event.themes, event.rating, event.clearance, event.row) == (("exile",), 4, "open", "1.1")
    assert event.comment == "Esteban Volkov · a cuadro · clearance: abierto (none)"
    assert event.ids == (("row", 1), ("cell", 1), ("segment", 7), ("recording", 1))


class Asked(dict):
    """Words that are found only when they are asked for: empty, and still to be asked."""

    def get(self, code, default=None):
        return code.upper()


def test_words_that_are_looked_up_are_asked_for():
    event = cutting.cut(written([bite((0, 10), speakers=("Volkov",))]), words=Asked()).cut.events[0]
    assert event.comment.startswith("Volkov · ON_CAMERA")


RATES = list(timecode.RATES)
CELLS = st.one_of(
    st.tuples(st.integers(0, 1000), st.integers(1, 400)).map(lambda one: bite((one[0], one[0] + one[1]))),
    st.fractions(0, 20).map(narration),
    st.tuples(st.integers(0, 1000), st.integers(1, 400)).map(lambda one: clip(one[0], one[0] + one[1])),
    st.fractions(0, 5).map(picture),
    st.fractions(0, 5).map(lambda lasts: picture(lasts, "lower_third")),
)


@settings(max_examples=150)
@given(
    rows=st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=8),
    rate=st.sampled_from(RATES),
    other=st.sampled_from(RATES),
    short=st.one_of(st.none(), st.integers(1, 1200)),
)
def test_every_cut_is_sound(rows, rate, other, short):
    camera = replace(CAMERA, rate=other, duration=short)
    media = [camera, replace(CLIP, rate=rate)]
    rows = [
        [
            replace(cell, lasts=sum((camera.frames.seconds(p.end - p.start) for p in cell.parts), Fraction())
                    .as_integer_ratio())
            if cell.element == "soundbite" else cell
            for cell in row
        ]
        for row in rows
    ]  # fmt: skip
    script = written(*rows, rate=rate, media=media)
    cut = cutting.cut(script).cut
    assert cut.length == record.frame_at(script.running_time.total, script.frames)
    if cut.length:
        assert record.check(cut) == []
    for event in cut.events:
        if event.media and event.media.rate == cut.rate:
            assert event.source_out - event.source_in == event.length
