"""A cut is handed in, its cards are chosen, its report read and taken."""

from dataclasses import replace

import pytest
from django.urls import reverse

from script.actions import cut_import
from script.models import Cell, ScriptImport
from tests.factories import RecordingFactory
from tests.script.cut_imports.cuts import FORMATS, brought, changed, cut_of, hand_in, lines, take, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]


def test_a_file_is_handed_in_looked_at_and_taken(client, script, rows, film):
    page = hand_in(client, script, written("edl-list", cut_of(script), film))
    imported = ScriptImport.objects.get()
    assert page.context["show"] == "all"
    url = reverse("script-cut-choose", args=[film.slug, script.pk, imported.pk])
    sent = {"then": "take", "record": "on", "revision": page.context["form"]["revision"].value()}
    answer = client.post(url, sent, follow=True)
    assert "The cut is taken over" in answer.content.decode()
    rows[0].refresh_from_db()
    assert rows[0].record_out == 100


def test_the_same_file_is_recognised(client, script, rows, film, editor):
    data = written("edl-list", cut_of(script), film)
    hand_in(client, script, data)
    assert "This file waits here already." in hand_in(client, script, data).content.decode()
    take(ScriptImport.objects.get(), editor)
    assert "The same file was taken over before" in hand_in(client, script, data).content.decode()


def test_a_card_of_two_recordings_is_chosen(client, script, rows, film, recording, editor):
    other = RecordingFactory(
        interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=10_000, camera="B"
    )
    data = (
        b"TITLE: X\r\nFCM: NON-DROP FRAME\r\n\r\n"
        b"001  A001     V     C        01:00:00:00 01:00:04:00 01:00:00:00 01:00:04:00\r\n"
    )
    page = hand_in(client, script, data)
    imported = ScriptImport.objects.get()
    (group,) = page.context["cards"]
    assert [(key, is_this) for key, _words, is_this in group.options] == [
        (f"recording:{recording.pk}", True), (f"recording:{other.pk}", False),
    ]  # fmt: skip
    text = page.content.decode()
    assert "the script quotes these frames of it" in text
    assert "camera B" in text
    assert str(recording.interview) in text
    assert "from 01:00:00:00 · 6:40" in text
    url = reverse("script-cut-choose", args=[film.slug, script.pk, imported.pk])
    page = client.post(url, {"source-0": f"recording:{other.pk}"}, follow=True)
    (group,) = page.context["cards"]
    assert (group.source, group.why) == (("recording", other.pk), "choice")
    assert "added" in [one.code for one in page.context["rows"]]


TWO_EVENTS = (
    b"TITLE: X\r\nFCM: NON-DROP FRAME\r\n\r\n"
    b"001  A001     V     C        01:03:20:00 01:03:24:00 01:00:00:00 01:00:04:00\r\n"
    b"002  A001     V     C        01:03:40:00 01:03:44:00 01:00:04:00 01:00:08:00\r\n"
)


def test_what_is_not_found_on_two_tracks_is_one_line(client, script, rows, film):
    page = hand_in(client, script, TWO_EVENTS.replace(b"A001     V", b"X777     B"))
    missed = [one for one in page.context["rows"] if one.code == "unknown"]
    assert [(one.at, one.tracks) for one in missed] == [(4, "V1 A1"), (5, "V1 A1")]


def test_a_card_that_nothing_tells_is_never_guessed(client, script, rows, film, recording, editor):
    other = RecordingFactory(
        interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=10_000, camera="B"
    )
    page = hand_in(client, script, TWO_EVENTS)
    imported = ScriptImport.objects.get()
    assert [one.code for one in page.context["rows"]].count("open") == 2
    assert "please choose" in page.content.decode()
    assert "added" not in [code for code, *_rest in lines(imported)]
    url = reverse("script-cut-choose", args=[film.slug, script.pk, imported.pk])
    said = {"source-0": f"recording:{other.pk}", "event-1": f"recording:{recording.pk}"}
    client.post(url, said)
    imported.refresh_from_db()
    sources = [line.use.source for line in cut_import.compare(imported).report.lines if line.use]
    assert sources == [("recording", other.pk), ("recording", recording.pk)]


def test_a_card_that_only_one_can_be_is_chosen_and_the_reason_said(client, script, rows, film, recording):
    RecordingFactory(
        interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=1_000, camera="B"
    )
    page = hand_in(client, script, TWO_EVENTS)
    assert page.context["cards"] == []
    (apart,) = page.context["apart"]
    assert (apart["count"], str(apart["why"])) == (2, "only this one has these frames")
    assert "was told from others of its name" in page.content.decode()


def test_numbers_of_another_film_that_are_ours_too_are_not_believed(script, rows, recording, film, editor):
    cut = cut_of(script)
    foreign = next(media for media in cut.media if media.key == f"recording:{recording.pk}")
    foreign = replace(foreign, reel="Z900", name="Z900", file="Z900.MOV")
    cell = 10**6  # none of ours
    ids = (("recording", recording.pk), ("cell", cell))
    events = [replace(event, media=foreign, ids=ids) for event in cut.events if event.media]
    imported = brought(script, written("fcpxml", replace(cut, events=tuple(events)), film), editor)
    assert {code for code, *_rest in lines(imported)} == {"dropped"}


def test_lines_that_are_not_ticked_stay_as_they_are(client, script, rows, film):
    cut = changed(
        cut_of(script),
        lambda event: (
            replace(event, source_in=event.source_in + 7, record_in=event.record_in + 7)
            if event.media
            else event
        ),
    )
    page = hand_in(client, script, written("fcpxml", cut, film))
    keys = [one.key for one in page.context["rows"]]
    url = reverse("script-cut-choose", args=[film.slug, script.pk, ScriptImport.objects.get().pk])
    revision = page.context["form"]["revision"].value()
    sent = {"then": "take", "trims": "on", "line": keys, "take": keys[1:], "revision": revision}
    client.post(url, sent)
    assert [cell.ranges for cell in Cell.objects.filter(element="soundbite").order_by("row__position")] == [
        [], [[1007, 1100]], [[2007, 2100]],
    ]  # fmt: skip


def test_the_report_as_a_table(client, script, rows, film, editor):
    imported = brought(script, written("fcpxml", cut_of(script), film), editor)
    url = reverse("script-cut-detail", args=[film.slug, script.pk, imported.pk])
    text = b"".join(client.get(url, {"export": "csv"})).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("kept,1.1,A001,")


def test_a_cut_is_thrown_away(client, script, rows, film, editor):
    imported = brought(script, written("fcpxml", cut_of(script), film), editor)
    name, storage = imported.content.name, imported.content.storage
    client.post(reverse("script-cut-drop", args=[film.slug, script.pk, imported.pk]))
    imported.refresh_from_db()
    assert imported.state == "dropped"
    assert (
        client.get(reverse("script-cut-detail", args=[film.slug, script.pk, imported.pk])).status_code == 200
    )
    assert storage.exists(name)  # until the transaction of the test commits


def test_who_may_not_write_may_not_bring(client_of, viewer, script):
    url = reverse("script-cut-import", args=[script.film.slug, script.pk])
    assert client_of(viewer).get(url).status_code == 403


def test_events_are_counted_as_lines_of_a_list(client, script, rows, film):
    """Three soundbites with picture and sound, one of them on two tracks of sound, and narration."""
    cut = cut_of(script)
    first = next(event for event in cut.events if event.track == "A1" and event.media)
    cut = replace(cut, events=(*cut.events, replace(first, track="A2")))
    for format in FORMATS:
        page = hand_in(client, script, written(format, cut, film), name=f"cut.{format}")
        compared = page.context["compared"]
        assert len(compared.cut.events) > 4, format
        assert compared.event_count == 4, format


def test_what_two_lines_say_of_one_moment_is_two_events(client, script, rows):
    data = (
        b"TITLE: X\r\nFCM: NON-DROP FRAME\r\n\r\n"
        b"001  A001     AA/V  C        01:00:00:00 01:00:04:00 01:00:00:00 01:00:04:00\r\n"
        b"002  A001     A     C        01:00:00:00 01:00:04:00 01:00:00:00 01:00:04:00\r\n"
    )
    page = hand_in(client, script, data)
    assert len(page.context["compared"].cut.events) > 2
    assert "2 events" in page.content.decode()
