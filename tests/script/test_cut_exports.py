"""Scripts that leave: for editing systems, as subtitles, as tables."""

import csv
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
    ContributorFactory,
    CueFactory,
    DraftFactory,
    FilmFactory,
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="La casa ñ")


@pytest.fixture
def recording(film):
    return RecordingFactory(interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=10_000)


@pytest.fixture
def segment(film, recording):
    transcript = TranscriptFactory(recording=recording)
    person = ContributorFactory(film=film, name="Esteban Volkov")
    speaker = SpeakerFactory(transcript=transcript, person=person)
    said = {"transcript": transcript, "speaker": speaker}
    one = CueFactory(**said, in_frame=100, out_frame=200, text="Vivíamos aquí, todos juntos.")
    CueFactory(**said, in_frame=200, out_frame=212, text="Había conejos.")
    TranslatedCueFactory(
        translation=TranslationFactory(transcript=transcript), cue=one, text="We lived here, all together."
    )
    return SegmentFactory(recording=recording, in_frame=100, out_frame=212, gist="Rabbits")


@pytest.fixture
def rows(scene, segment):
    first, second = RowFactory(scene=scene), RowFactory(scene=scene)
    CellFactory(row=first)  # six seconds
    SoundbiteFactory(row=second, segment=segment)
    return first, second


def address(script, format):
    return reverse("script-export", args=[script.film.slug, script.pk, format])


def body(answer):
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content


def test_the_page_says_what_it_comes_to(client, script, rows):
    answer = client.get(reverse("script-exports", args=[script.film.slug, script.pk]))
    page = answer.content.decode()
    assert "0:10" in page
    assert address(script, "fcpxml") in page
    assert answer.context["is_mixed"] is False


def test_subtitles_stand_at_the_moments_of_the_cut(client, script, rows):
    answer = client.get(address(script, "srt"), {"asked": "1"})
    assert body(answer).decode() == (
        "1\n00:00:06,000 --> 00:00:10,000\nVivíamos aquí, todos juntos.\n\n"
        "2\n00:00:10,000 --> 00:00:10,480\nHabía conejos.\n\n"
    )
    assert answer["Content-Disposition"] == 'attachment; filename="la-casa-n-25.srt"'


def test_narration_is_read_too_where_it_is_wanted(client, script, rows):
    text = body(client.get(address(script, "vtt"))).decode()
    assert "The house stands in Coyoacan" in text
    assert "<v Esteban Volkov>" in text


def test_subtitles_of_a_translation(client, script, rows):
    answer = client.get(address(script, "srt"), {"into": "en", "asked": "1"})
    assert body(answer).decode() == "1\n00:00:06,000 --> 00:00:10,000\nWe lived here, all together.\n\n"
    assert answer["Content-Disposition"].endswith('-en.srt"')


def test_a_draft_says_what_it_said(client, script, rows, segment, editor):
    locked = gather.script(script)
    DraftFactory(
        script=script,
        number=1,
        colour="White",
        locked_by=editor,
        content=content.to_json(replace(locked, number=1)),
    )
    segment.recording.transcripts.get().cues.update(text="Otra cosa.")
    asked = {"asked": "1"}
    assert "Otra cosa" in body(client.get(address(script, "srt"), asked)).decode()
    answer = client.get(address(script, "srt"), {**asked, "draft": "1"})
    assert "todos juntos" in body(answer).decode().replace("\n", " ")
    assert answer["Content-Disposition"] == 'attachment; filename="la-casa-n-1-white-25.srt"'


def test_what_cannot_be_read_in_time_is_listed(client, script, rows):
    url = reverse("script-subtitles", args=[script.film.slug, script.pk])
    page = client.get(url, {"asked": "1"}).content.decode()
    assert "Había conejos." in page
    assert "todos juntos" not in page
    lines = list(
        csv.reader(io.StringIO(body(client.get(url, {"asked": "1", "export": "csv"})).decode("utf-8-sig")))
    )
    assert lines[1][:5] == ["01:00:10:00", "01:00:10:12", "1.2", "Esteban Volkov", "Había conejos."]
    assert "stands too briefly" in lines[1][7]


def rules_address(script):
    return reverse("script-subtitle-rules", args=[script.film.slug, script.pk])


LOOSE = {"language": "es", "was": "42/1000/7000/17", "characters": 40, "per_second": 60, "longest": "6.5"}


def test_the_rules_of_reading_stay_with_the_script(client, script, rows):
    answer = client.post(f"{rules_address(script)}?asked=1", {**LOOSE, "shortest": "0.2"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/exports/?asked=1#reading")
    page = answer.content.decode()
    assert "Subtitles in Spanish: 40 letters a line, 60 a second, 0.2–6.5 s." in page
    assert "<strong>English</strong>: 42 letters a line, 17 a second, 1–7 s" in page
    script.refresh_from_db()
    assert script.reading == {"es": {"characters": 40, "shortest": 200, "longest": 6500, "per_second": 60}}
    url = reverse("script-subtitles", args=[script.film.slug, script.pk])
    page = client.get(url, {"asked": "1"}).content.decode()
    assert "Every subtitle can be read in time." in page
    assert "Spanish: 40 letters a line, 60 a second, 0.2–6.5 s. 0 of 2 break them." in page


def test_rules_that_are_the_trades_again_are_not_kept(client, script, rows):
    client.post(rules_address(script), {**LOOSE, "shortest": "0.2"})
    usual = {"characters": 42, "per_second": 17, "shortest": 1, "longest": 7}
    client.post(rules_address(script), {"language": "es", "was": "40/200/6500/60", **usual})
    script.refresh_from_db()
    assert script.reading == {}


def test_rules_that_somebody_else_set_meanwhile_are_not_written_over(client, script, rows):
    client.post(rules_address(script), {**LOOSE, "shortest": "0.2"})
    answer = client.post(rules_address(script), {**LOOSE, "shortest": "0.5"}, follow=True)
    assert "Not saved: somebody else has set other rules for Spanish" in answer.content.decode()
    script.refresh_from_db()
    assert script.reading["es"]["shortest"] == 200


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"shortest": "7"}, "The shortest lasts longer than the longest."),
        ({"shortest": "x"}, "Shortest, seconds: Enter a number."),
        ({"shortest": "1", "characters": "0"}, "Letters in a line: Ensure this value"),
    ],
)
def test_rules_that_cannot_be_used_say_why(client, script, rows, sent, told):
    answer = client.post(rules_address(script), LOOSE | sent, follow=True)
    assert told in answer.content.decode()
    script.refresh_from_db()
    assert script.reading == {}


@pytest.mark.parametrize("sent", [{"was": "x"}, {"was": "1/2"}, {"language": ""}, {"language": "x" * 9}])
def test_rules_of_nothing_that_was_shown_are_not_found(client, script, rows, sent):
    assert client.post(rules_address(script), LOOSE | {"shortest": "1"} | sent).status_code == 404


def test_who_may_not_write_reads_the_rules(client_of, viewer, script, rows):
    page = client_of(viewer).get(reverse("script-exports", args=[script.film.slug, script.pk]))
    assert "<strong>Spanish</strong>: 42 letters a line" in page.content.decode()
    assert rules_address(script) not in page.content.decode()


def test_the_subtitles_say_by_which_rules_they_were_made(client, script, rows):
    text = body(client.get(address(script, "vtt"))).decode()
    assert text.startswith(
        "WEBVTT\n\nNOTE\nEnglish: 42 letters a line, 17 a second, 1–7 s. 0 of 1 break them.\n"
    )
    assert "Spanish: 42 letters a line, 17 a second, 1–7 s. 1 of 2 break them.\n\n00:00:00.000" in text
    url = reverse("script-subtitles", args=[script.film.slug, script.pk])
    lines = list(csv.DictReader(io.StringIO(body(client.get(url, {"export": "csv"})).decode("utf-8-sig"))))
    assert lines[0]["Language"] == "es"
    assert lines[0]["Rules of reading"] == "42 letters a line, 17 a second, 1–7 s"


def test_a_new_script_reads_as_the_working_one(client, script, rows, film):
    client.post(rules_address(script), {**LOOSE, "shortest": "0.2"})
    script.refresh_from_db()
    script.is_working = True
    script.save()
    sent = {"title": "Teaser", "language": "en", "pace": 130, "rate": "25/1", "record_start": "01:00:00:00"}
    client.post(reverse("script-new", args=[film.slug]), {**sent, "handles": 0, "cover_after": 20})
    assert film.scripts.get(title="Teaser").reading["es"]["characters"] == 40


def test_selects_read_as_the_working_script(client, script, rows, film, segment):
    where = reverse("script-segments-export", args=[film.slug, "vtt"])
    assert "Spanish: 42 letters a line" in body(client.get(where)).decode()
    script.is_working = True
    script.save()
    client.post(rules_address(script), {**LOOSE, "shortest": "0.2"})
    assert "Spanish: 40 letters a line" in body(client.get(where)).decode()


def test_the_rows_as_a_table(client, script, rows):
    text = body(client.get(address(script, "csv"), {"into": "en"})).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["Row"] for line in lines] == ["1.1", "1.2"]
    assert lines[1]["In"] == "01:00:04:00"
    assert lines[1]["Starts"] == "01:00:06:00"
    assert lines[1]["Translation"] == "We lived here, all together."
    assert lines[0]["Counted by"] == "pace"


def test_formulas_stay_text(client, script, scene):
    CellFactory(row=RowFactory(scene=scene), text="=1+1")
    assert "'=1+1" in body(client.get(address(script, "csv"))).decode()


def test_one_scene_or_some_rows_alone(client, script, rows):
    other = RowFactory(scene=ScriptSceneFactory(script=script))
    CellFactory(row=other)
    answer = client.get(address(script, "csv"), {"scene": other.scene_id})
    assert [line["Row"] for line in csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig")))] == ["2.1"]
    assert answer["Content-Disposition"] == 'attachment; filename="la-casa-n-2-25.csv"'
    answer = client.get(address(script, "csv"), {"rows": f"{rows[1].pk},{other.pk},x"})
    found = [line["Row"] for line in csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig")))]
    assert found == ["1.2", "2.1"]


def test_an_unknown_format_is_not_there(client, script):
    assert client.get(address(script, "exe")).status_code == 404


def test_another_film_is_not_there(client, rows):
    other = ScriptFactory(film=FilmFactory())
    assert client.get(reverse("script-exports", args=[other.film.slug, other.pk])).status_code == 404


# -- segments --------------------------------------------------------------------------------------


def test_segments_go_out_in_the_order_in_which_they_are_named(client, film, recording, segment):
    second = SegmentFactory(recording=recording, in_frame=500, out_frame=600, gist="The wall")
    asked = {"segments": f"{second.pk},{segment.pk}"}
    page = client.get(reverse("script-segments", args=[film.slug]), asked)
    assert [one["segment"] for one in page.context["segments"]] == [second, segment]
    answer = client.get(reverse("script-segments-export", args=[film.slug, "csv"]), asked)
    lines = list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"))))
    assert [line["In"] for line in lines] == ["01:00:20:00", "01:00:04:00"]


def test_segments_are_filtered_as_on_the_board(client, film, recording, segment):
    SegmentFactory(recording=recording, rating=5, gist="Best")
    page = client.get(reverse("script-segments", args=[film.slug]), {"rating": "5"})
    assert [one["segment"].gist for one in page.context["segments"]] == ["Best"]


def test_segments_as_subtitles(client, film, segment):
    answer = client.get(reverse("script-segments-export", args=[film.slug, "srt"]))
    assert body(answer).decode().startswith("1\n00:00:00,000 --> 00:00:04,000\nVivíamos aquí")


# -- editing systems -------------------------------------------------------------------------------


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


def test_the_selects_tell_no_releases_either(client, client_of, viewer, film, segment):
    where = reverse("script-segments-export", args=[film.slug, "csv"])
    assert ",open," in body(client.get(where)).decode()
    assert ",open," not in body(client_of(viewer).get(where)).decode()
