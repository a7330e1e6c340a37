"""What a script says: words from the transcripts, exact lengths, numbers, clearance."""

from datetime import date
from fractions import Fraction

import pytest

from script.actions import content as gather
from script.actions.running import times
from script.numbering import numbered
from script.pdf import content
from script.warnings import findings
from script.warnings_words import words
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    ContributorFactory,
    ReleaseFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def script():
    return ScriptFactory()


@pytest.fixture
def row(script):
    return RowFactory(scene=ScriptSceneFactory(script=script))


@pytest.fixture
def segment(script):
    texts = ["Vivíamos aquí.", "Había conejos."]
    return said(script.film, *texts, translated=["We lived here."], gist="The rabbits")


def test_a_soundbite_is_its_range_of_the_recording(row, segment):
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    (cell,) = gather.script(row.scene.script, into="en").cells
    assert cell.words == "Vivíamos aquí. Había conejos."
    assert (cell.translation, cell.translated_into) == ("We lived here.", "en")
    assert (cell.seconds, cell.basis) == (Fraction(8), "measured")
    assert (cell.parts[0].source_in, cell.parts[0].source_out) == ("01:00:00:00", "01:00:08:00")
    assert cell.speakers == ("Esteban Volkov",)
    assert cell.clearance == "open"


def test_ranges_that_are_joined_are_told_one_by_one(row, segment):
    CellFactory(row=row, element="soundbite", text="", segment=segment, ranges=[[100, 200], [0, 100]])
    (cell,) = gather.script(row.scene.script).cells
    assert cell.words == "Había conejos. // Vivíamos aquí."
    assert cell.seconds == 8


def test_a_release_clears_what_is_said(row, segment):
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    found = gather.script(row.scene.script).cells[0]
    ReleaseFactory(
        person=ContributorFactory._meta.model.objects.get(pk=found.people[0]),
        state="signed",
        signed_on="2003-06-10",
    )
    assert gather.script(row.scene.script).rows[0].clearance == "clear"


def test_a_pinned_line_keeps_what_was_quoted(row, segment):
    kept = {"ranges": [[0, 200]], "words": ["Vivíamos aquí. Había conejos."], "speaker": "Esteban Volkov"}
    CellFactory(row=row, element="soundbite", text="", segment=segment, kept=kept)
    assert not gather.script(row.scene.script).cells[0].is_changed
    segment.out_frame = 100
    segment.save()
    (cell,) = gather.script(row.scene.script).cells
    assert cell.is_changed
    assert cell.words == kept["words"][0]
    assert cell.seconds == 8


def test_narration_is_counted_by_its_pace_and_as_recorded(row):
    CellFactory(row=row, text=" ".join(["word"] * 130))
    CellFactory(row=row, text=" ".join(["word"] * 65), pace=65)
    CellFactory(row=row, text=" ".join(["word"] * 100), lasts_ms=50_000, is_recorded=True)
    found = gather.script(row.scene.script)
    assert [cell.seconds for cell in found.cells] == [60, 60, 50]
    assert found.narrator_pace == 120
    assert (found.running_time.total, found.running_time.measured) == (170, 50)


def test_a_clip_is_as_long_as_its_timecodes_say(row, script):
    clip = ArchiveClipFactory(film=script.film)  # 03:40:22 to 03:43:33
    CellFactory(row=row, column="picture", element="archive", text="", clip=clip)
    CellFactory(
        row=row,
        column="picture",
        element="archive",
        text="",
        clip=clip,
        clip_in="03:40:30",
        clip_out="03:40:40",
    )
    found = gather.script(script)
    assert [cell.seconds for cell in found.cells] == [191, 10]
    assert found.cells[0].parts[0].source_in == "03:40:22"


def test_a_row_lasts_as_long_as_its_longer_column(row, script):
    CellFactory(row=row, text=" ".join(["word"] * 13))
    CellFactory(row=row, column="picture", element="b_roll", text="The wall", lasts_ms=10_000)
    CellFactory(row=row, element="music", text="Corrido", lasts_ms=60_000)
    CellFactory(row=row, column="picture", element="lower_third", text="NAME", lasts_ms=5_000)
    assert gather.script(script).rows[0].seconds == 60
    (first,) = gather.script(script).rows
    assert first.number == "1.1"


def test_a_script_is_gathered_in_a_fixed_number_of_queries(
    row, script, segment, django_assert_max_num_queries
):
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    for _number in range(20):
        CellFactory(
            row=RowFactory(scene=row.scene), element="soundbite", text="", segment=segment, ranges=[[0, 50]]
        )
    with django_assert_max_num_queries(16):
        gather.script(script, into="en")


def test_it_comes_back_from_its_snapshot(row, script, segment):
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    found = gather.script(script, into="en")
    assert content.from_json(content.to_json(found)) == found


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        (["", "", ""], ["1", "2", "3"]),
        (["1", "", "", "2", ""], ["1", "1A", "1B", "2", "2A"]),
        (["", "1", "1A", "", "2"], ["A1", "1", "1A", "1B", "2"]),
        ([], []),
    ],
)
def test_numbers_are_kept_once_they_are_given(given, numbers):
    assert numbered(given) == numbers


def test_a_length_is_rounded_once():
    assert content.clock(Fraction(3599, 2)) == "30:00"
    assert content.clock(3723) == "1:02:03"


def test_what_is_held_back_is_blocked_until_its_day(row, segment):
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    interview = segment.recording.interview
    interview.not_before = date(2003, 9, 1)
    interview.save()
    interview.restrictions = "She hears it first."
    interview.save()
    held = gather.script(row.scene.script, today=date(2003, 8, 31))
    (cell,), (medium,) = held.cells, held.media
    assert (medium.not_before, medium.promised) == (date(2003, 9, 1), "She hears it first.")
    (medium,) = gather.script(row.scene.script, today=date(2003, 9, 1)).media
    assert (medium.not_before, medium.promised) == (None, "")
    assert (cell.clearance, cell.clearance_words) == ("blocked", "held_back")
    assert times(row.scene.script, today=date(2003, 8, 31)).rows[0].clearance == "blocked"
    assert gather.script(row.scene.script, today=date(2003, 9, 1)).cells[0].clearance == "open"
    told = str(words(findings(held)[0]))
    assert "held back. Nothing of it may be shown before 1 Sept 2003. What was promised: She hears" in told


def test_running_times_without_releases_tell_nothing_of_them(row, segment):
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    script = row.scene.script
    assert times(script).running_time.uncleared == 8
    assert times(script, with_releases=False).running_time.uncleared == 0
