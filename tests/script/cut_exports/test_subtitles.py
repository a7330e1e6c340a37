"""A script leaves as subtitles, by rules of reading that stay with it."""

import csv
import io
from dataclasses import replace

import pytest
from django.urls import reverse

from script.actions import content as gather
from script.pdf import content
from tests.factories import DraftFactory
from tests.script.cut_exports.files import address, body

pytestmark = pytest.mark.django_db


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
