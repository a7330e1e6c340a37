"""A script leaves for editing systems."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from django.urls import reverse

from script.actions import content as gather
from script.formats import record
from script.pdf import content
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    CueFactory,
    DraftFactory,
    RecordingFactory,
    RowFactory,
    SegmentFactory,
    SoundbiteFactory,
    TranscriptFactory,
)
from tests.script.cut_exports.files import address, body

pytestmark = pytest.mark.django_db


def test_edit_lists_come_in_a_folder_with_their_tables(client, script, rows):
    pytest.importorskip("script.formats.mapping")
    answer = client.get(address(script, "edl"))
    with zipfile.ZipFile(io.BytesIO(body(answer))) as folder:
        names = folder.namelist()
        text = folder.read(next(name for name in names if name.endswith(".edl"))).decode()
    assert names[0] == "la-casa-n-25-V1-A1.edl"
    assert any(name.endswith(".csv") for name in names)
    assert "01:00:04:00 01:00:08:12 01:00:06:00 01:00:10:12" in text


@pytest.mark.parametrize("format", ["fcpxml", "xmeml", "otio", "ale"])
def test_every_format_is_written(client, script, rows, format):
    pytest.importorskip(f"script.formats.{format}")
    assert b"A001" in body(client.get(address(script, format)))


def test_mixed_rates_are_refused_with_the_way_out(client, script, rows, scene, film):
    pytest.importorskip("script.formats.edl")
    other = RecordingFactory(interview__film=film, reel="B001", rate="30000/1001")
    SoundbiteFactory(row=RowFactory(scene=scene), segment=SegmentFactory(recording=other))
    answer = client.get(address(script, "edl-list"), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain
    assert "Take FCPXML, xmeml or OTIO" in page
    assert re.search(r"25, 29\.97", page)


def test_pulls_are_a_list_with_its_table(client, script, rows):
    with zipfile.ZipFile(io.BytesIO(body(client.get(address(script, "pulls"))))) as folder:
        assert sorted(name.rpartition("-pulls-")[2] for name in folder.namelist()) == ["25.csv", "25.edl"]
        assert b"A001" in folder.read(folder.namelist()[0])


def test_what_an_edl_does_not_say_is_told(client, script, rows, scene):
    CellFactory(row=rows[0], column="picture", element="card", text="1940", lasts_ms=1000)
    page = client.get(reverse("script-exports", args=[script.film.slug, script.pk])).content.decode()
    assert "1 title isn&#x27;t in the list: an EDL knows none." in page
    assert "· 25 fps ·" in page


def test_an_empty_script_is_refused(client, script):
    pytest.importorskip("script.formats.edl")
    for format in ("edl-list", "srt"):
        assert "There is nothing in it" in client.get(address(script, format), follow=True).content.decode()


def test_warnings_are_markers_where_they_are_wanted(client, script, rows):
    pytest.importorskip("script.warnings_words")
    answer = client.get(reverse("script-exports", args=[script.film.slug, script.pk]), {"warnings": "on"})
    assert "red" in {marker.colour for marker in answer.context["cut"].markers}
    assert record.check(answer.context["cut"]) == []


def test_archive_stands_over_the_voice(client, script, rows, film):
    clip = ArchiveClipFactory(film=film)
    CellFactory(row=rows[1], column="picture", element="archive", text="", clip=clip, lasts_ms=2000)
    answer = client.get(reverse("script-exports", args=[script.film.slug, script.pk]))
    assert [
        (e.track, e.record_in, e.record_out) for e in answer.context["cut"].events if e.track == "V2"
    ] == [("V2", 150, 200)]


def test_a_cut_is_made_in_a_fixed_number_of_queries(
    client, script, scene, rows, segment, django_assert_max_num_queries
):
    for number in range(20):
        row = RowFactory(scene=scene)
        SoundbiteFactory(row=row, segment=SegmentFactory(recording=segment.recording, in_frame=number * 50))
    with django_assert_max_num_queries(40):
        client.get(address(script, "srt"))


def test_media_of_another_rate_are_gaps_in_the_folder_of_lists(client, script, rows, scene, film):
    other = RecordingFactory(interview__film=film, reel="B001", rate="30000/1001")
    SoundbiteFactory(row=RowFactory(scene=scene), segment=SegmentFactory(recording=other, gist="Far"))
    with zipfile.ZipFile(io.BytesIO(body(client.get(address(script, "edl"))))) as folder:
        told = folder.read("la-casa-n-25-left-out.txt").decode("utf-8-sig").splitlines()
        text = folder.read("la-casa-n-25-V1-A1.edl").decode()
    assert told[2].endswith("(29.97) Far")
    assert "B001" in text
    assert text.count(" BL ") == 2  # narration, and the far one


def test_drop_frame_beside_non_drop_is_told_with_its_counting(client, script, rows, scene, film):
    """As many frames a second, but a list counts all its labels one way."""
    script.rate, script.drop_frame = "30000/1001", False
    script.save()
    for reel, drop in (("B001", True), ("C001", False)):
        other = RecordingFactory(
            interview__film=film, reel=reel, rate="30000/1001", drop_frame=drop,
            start_timecode="01:00:00;00" if drop else "01:00:00:00",
        )  # fmt: skip
        SoundbiteFactory(row=RowFactory(scene=scene), segment=SegmentFactory(recording=other, gist=reel))
    page = client.get(reverse("script-exports", args=[script.film.slug, script.pk])).content.decode()
    assert "count as the script does (29.97, 25, 29.97 DF)" in page
    with zipfile.ZipFile(io.BytesIO(body(client.get(address(script, "edl"))))) as folder:
        told = next(folder.read(name) for name in folder.namelist() if name.endswith("left-out.txt"))
        lines = told.decode("utf-8-sig").splitlines()
    assert "the record's (29.97)" in lines[0]
    assert [line.partition("(")[2] for line in lines if "B001" in line] == ["29.97 DF) B001"] * 2
    assert not [line for line in lines if "C001" in line]


def test_a_record_of_another_rate_than_all_its_media_is_told(client, script, rows):
    script.rate = "24/1"
    script.save()
    answer = client.get(reverse("script-exports", args=[script.film.slug, script.pk]))
    assert answer.context["is_mixed"] is True


def test_words_with_times_say_when_their_subtitle_begins(client, script, scene, recording):
    transcript = TranscriptFactory(recording=recording)
    words = [f"word{number:02d}," for number in range(16)]
    times = [[10 * number, 10 * number + 8] for number in range(16)]
    CueFactory(transcript=transcript, in_frame=100, out_frame=300, text=" ".join(words), word_times=times)
    segment = SegmentFactory(recording=recording, in_frame=120, out_frame=300)
    SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    text = body(client.get(address(script, "srt"), {"asked": "1"})).decode()
    blocks = text.strip().split("\n\n")
    assert "word01" not in text  # it ends before the in
    assert [block.split("\n")[1] for block in blocks] == [
        "00:00:00,000 --> 00:00:03,920", "00:00:04,000 --> 00:00:05,520",
    ]  # fmt: skip


def test_a_draft_is_cut_as_it_was_locked(client, script, rows, editor, segment):
    locked = replace(gather.script(script), number=1)
    DraftFactory(script=script, number=1, locked_by=editor, content=content.to_json(locked))
    before = body(client.get(address(script, "otio"), {"draft": "1"}))
    segment.out_frame = 150
    segment.save()
    rows[0].delete()
    assert body(client.get(address(script, "otio"), {"draft": "1"})) == before
    assert body(client.get(address(script, "otio"))) != before


@pytest.mark.parametrize("format", ["csv", "markers", "fcpxml", "otio"])
def test_where_releases_stand_is_told_to_those_alone_who_may_see_them(
    client, client_of, viewer, script, rows, format
):
    query = "?warnings=on&asked=1"
    told = body(client.get(f"{address(script, format)}{query}")).decode()
    assert re.search("needed|,open,", told)
    told = body(client_of(viewer).get(f"{address(script, format)}{query}"))
    assert not re.search("needed|,open,|not released", told.decode())
