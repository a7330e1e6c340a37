"""The archive: clips as their catalogues give them, copies that replace one another, sources."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from production.models import ArchiveClip, Copy, Source
from tests.factories import (
    ArchiveClipFactory,
    ContributorFactory,
    CopyFactory,
    SceneFactory,
    SourceFactory,
    ThemeFactory,
)
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db


def new(client, film, **changes):
    data = {"title": "Funeral", "kind": "footage", "state": "identified"} | changes
    return client.post(reverse("clip-new", args=[film.slug]), data)


def test_a_timecode_without_frames_comes_back_without_frames(film, editor, client_of):
    client = client_of(editor)
    source = SourceFactory(film=film, name="Footage Farm")
    answer = new(
        client,
        film,
        source=source.pk,
        catalogue_number="220606-08",
        date="22 August 1940",
        timecode_in="03:40:22",
        timecode_out="3:43:33",
        rate="30000/1001",
        drop_frame="on",
    )
    assert answer.status_code == 302
    clip = ArchiveClip.objects.get()
    assert (clip.timecode_in, clip.timecode_out, str(clip.length)) == ("03:40:22", "03:43:33", "00:03:11")
    page = Page(client.get(answer["Location"])).text
    assert "03:40:22–03:43:33" in page
    assert "03:40:22:00" not in page
    assert "03:40:22;" not in page
    opened = filled_in(client.get(reverse("clip-edit", args=[film.slug, clip.pk])))
    assert (opened["timecode_in"], opened["timecode_out"]) == (["03:40:22"], ["03:43:33"])


@pytest.mark.parametrize(
    ("typed", "rate", "drop", "kept", "length"),
    [
        (("10:00:00:20", "10:00:05:04"), "25/1", "", ("10:00:00:20", "10:00:05:04"), "00:00:04:09"),
        (("00:00:59;29", "00:01:00;02"), "30000/1001", "on", ("00:00:59;29", "00:01:00;02"), "00:00:00;01"),
        (("00:00:59:29", "00:01:00:02"), "30000/1001", "on", ("00:00:59;29", "00:01:00;02"), "00:00:00;01"),
        (("00:00:59.29", "00:01:00.02"), "30000/1001", "", ("00:00:59:29", "00:01:00:02"), "00:00:00:03"),
    ],
)
def test_a_timecode_with_frames_is_counted_at_its_rate(
    film, editor, client_of, typed, rate, drop, kept, length
):
    more = {"drop_frame": drop} if drop else {}
    answer = new(client_of(editor), film, timecode_in=typed[0], timecode_out=typed[1], rate=rate, **more)
    assert answer.status_code == 302
    clip = ArchiveClip.objects.get()
    assert ((clip.timecode_in, clip.timecode_out), str(clip.length)) == (kept, length)


SPAN = {"timecode_in": "03:40:22", "timecode_out": "03:43:33"}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"timecode_in": "noon"}, "timecode_in", "03:40:22"),
        ({"timecode_in": "03:61:22"}, "timecode_in", "minutes"),
        ({"timecode_in": "25:00:00"}, "timecode_in", "hours"),
        ({"timecode_in": "00:00:01:25", "rate": "25/1"}, "timecode_in", "00 to 24"),
        (
            {"timecode_in": "00:01:00;00", "rate": "30000/1001", "drop_frame": "on"},
            "timecode_in",
            "00:01:00;02",
        ),
        ({"timecode_in": "00:01:00;10", "rate": "25/1"}, "timecode_in", "colon"),
        ({"timecode_in": "00:01:00:10"}, "rate", "without frames"),
        ({"rate": "25/1", "drop_frame": "on"}, "drop_frame", "29.97"),
        ({"drop_frame": "on"}, "drop_frame", "29.97"),
        ({"rate": "17/1"}, "rate", "valid choice"),
        ({"timecode_out": "03:40:22"}, "timecode_in", "as well"),
        ({"timecode_in": "03:40:22", "timecode_out": "03:40:22"}, "timecode_out", "after the in"),
        ({"timecode_in": "03:40:22", "timecode_out": "03:43:33:00", "rate": "25/1"}, "timecode_out", "both"),
        ({**SPAN, "seconds_given": "3:11"}, "seconds_given", "00:03:11"),
        ({"seconds_given": "soon"}, "seconds_given", "3:11"),
        ({"seconds_given": "0:00:03:11"}, "seconds_given", "whole seconds"),
        ({"seconds_given": "3:11.5"}, "seconds_given", "whole seconds"),
        ({"seconds_given": "191"}, "seconds_given", "3 min"),  # of what?
        ({"catalogue_number": "220606-08"}, "number_issuer", "issued"),
        ({"date": "some day"}, "date", "22 Aug 1940"),
        ({"title": ""}, "title", "required"),
        ({"language": "xx"}, "language", "valid choice"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(film, editor, client_of, changes, field, words):
    answer = new(client_of(editor), film, **changes)
    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors[field])
    assert not ArchiveClip.objects.exists()


def test_an_unreadable_in_is_all_that_is_said(film, editor, client_of):
    answer = new(client_of(editor), film, timecode_in="10:61:22", timecode_out="10:05:01")
    assert dict(answer.context["form"].errors) == {"timecode_in": ["The minutes go from 00 to 59."]}
    assert filled_in(answer)["timecode_out"] == ["10:05:01"]


def test_the_length_that_an_archive_gives_stands_where_there_are_no_two_timecodes(film, editor, client_of):
    assert new(client_of(editor), film, timecode_in="01:00:00", seconds_given="3:11").status_code == 302
    clip = ArchiveClip.objects.get()
    assert (clip.seconds_given, str(clip.length)) == (191, "00:03:11")


@pytest.mark.parametrize(
    "values",
    [
        {"timecode_in": "", "timecode_out": "03:43:33"},
        {"seconds_given": 5},
        {"source": None, "number_issuer": ""},
        {"drop_frame": True, "rate": "25/1"},
    ],
)
def test_the_database_holds_the_rules_too(film, values):
    with pytest.raises(IntegrityError):
        ArchiveClipFactory(film=film, **values)


def test_a_change_that_somebody_else_made_meanwhile_is_shown(film, editor, producer, client_of):
    clip = ArchiveClipFactory(film=film)
    url = reverse("clip-edit", args=[film.slug, clip.pk])
    mine = filled_in(client_of(editor).get(url))
    assert send(client_of(producer), url, timecode_in="03:40:20", state="quoted").status_code == 302
    answer = client_of(editor).post(url, mine | {"timecode_in": "03:40:21", "title": "Mine"})
    assert answer.status_code == 409
    [conflict] = answer.context["form"].conflicts
    assert (conflict.name, conflict.base, conflict.theirs) == ("timecode_in", "03:40:22", "03:40:20")
    clip.refresh_from_db()
    assert clip.timecode_in == "03:40:20"


def test_the_list_is_filtered_by_all_that_a_clip_is_tied_to(film, viewer, client_of):
    person, scene, theme = ContributorFactory(film=film), SceneFactory(film=film), ThemeFactory(film=film)
    found = ArchiveClipFactory(film=film, kind="photograph", state="agreed", people=[person], scenes=[scene])
    found.themes.set([theme])
    ArchiveClipFactory(film=film)
    client, url = client_of(viewer), reverse("clip-list", args=[film.slug])
    for query in (
        {"kind": "photograph"},
        {"state": "agreed"},
        {"person": person.pk},
        {"scene": scene.pk},
        {"theme": theme.pk},
        {"source": found.source_id},
        {"q": found.source.name},
        {"q": found.catalogue_number},
    ):
        assert list(client.get(url, query).context["rows"]) == [found], query
    assert client.get(url, {"thumbnail": "with"}).context["total"] == 0
    assert client.get(url, {"thumbnail": "without"}).context["total"] == 2


def test_the_oldest_picture_stands_first_and_what_has_no_date_last(film, viewer, client_of):
    late, undated, early = (ArchiveClipFactory(film=film, date=on) for on in ("1989", "", "Aug 1940"))
    rows = client_of(viewer).get(reverse("clip-list", args=[film.slug]) + "?sort=date").context["rows"]
    assert list(rows) == [early, late, undated]


def test_scene_and_person_show_their_clips(film, viewer, client_of):
    person, scene = ContributorFactory(film=film), SceneFactory(film=film)
    clip = ArchiveClipFactory(film=film, people=[person], scenes=[scene], people_named="Leon Trotsky")
    client = client_of(viewer)
    for name, of in (("scene-detail", scene), ("person-detail", person)):
        page = client.get(reverse(name, args=[film.slug, of.pk])).content.decode()
        assert reverse("clip-detail", args=[film.slug, clip.pk]) in page
    assert clip.names_shown == [person.name, "Leon Trotsky"]


# -- copies ------------------------------------------------------------------------------------


def test_the_copy_to_work_from_is_the_best_that_was_not_replaced(film, editor):
    clip = ArchiveClipFactory(film=film)
    screener = CopyFactory(clip=clip, kind="screener", watermarked=True)
    assert clip.best_copy == screener
    work = CopyFactory(clip=clip, kind="work_copy")
    screener.replaced_by = work
    screener.save()
    assert ArchiveClip.objects.get().best_copy == work
    master = CopyFactory(clip=clip, kind="master")
    assert ArchiveClip.objects.get().best_copy == master
    master.bin(by=editor)
    assert ArchiveClip.objects.get().best_copy == work


def test_copies_never_replace_each_other_in_a_ring(film, editor, client_of):
    clip = ArchiveClipFactory(film=film)
    first = CopyFactory(clip=clip)
    second = CopyFactory(clip=clip, replaced_by=first)
    third = CopyFactory(clip=clip, replaced_by=second)
    url = reverse("copy-edit", args=[film.slug, clip.pk, first.pk])
    answer = send(client_of(editor), url, replaced_by=str(third.pk))
    assert answer.status_code == 200
    assert "replaced by this one" in " ".join(answer.context["form"].errors["replaced_by"])


def test_a_copy_is_replaced_by_a_copy_of_the_same_clip_only(film, editor, client_of):
    copy, other = CopyFactory(clip__film=film), CopyFactory(clip__film=film)
    CopyFactory(clip=copy.clip)
    url = reverse("copy-edit", args=[film.slug, copy.clip_id, copy.pk])
    answer = send(client_of(editor), url, replaced_by=str(other.pk))
    assert "replaced_by" in answer.context["form"].errors


def test_the_words_of_a_watermark_are_a_watermark(film, editor, client_of):
    clip = ArchiveClipFactory(film=film)
    url = reverse("copy-new", args=[film.slug, clip.pk])
    answer = client_of(editor).post(url, {"kind": "screener", "watermark": "FOOTAGE FARM"})
    assert answer.status_code == 302
    assert Copy.objects.get().watermarked


def test_the_first_frame_of_a_copy_counts_at_its_own_rate(film, editor, client_of):
    clip = ArchiveClipFactory(film=film)
    url = reverse("copy-new", args=[film.slug, clip.pk])
    data = {"kind": "master", "start_timecode": "01:00:00:25", "rate": "25/1"}
    answer = client_of(editor).post(url, data)
    assert "00 to 24" in " ".join(answer.context["form"].errors["start_timecode"])


# -- sources -----------------------------------------------------------------------------------


def test_how_to_reach_a_source_is_for_those_who_deal_with_it(film, viewer, editor, client_of):
    source = SourceFactory(film=film, phone="555-0180", contact="The desk", rate_card="90 a second")
    for name, kwargs in (("source-detail", [source.pk]), ("source-list", [])):
        url = reverse(name, args=[film.slug, *kwargs])
        assert "555-0180" in Page(client_of(editor).get(url)).text
        seen = Page(client_of(viewer).get(url)).text
        assert not [text for text in ("555-0180", "The desk", "90 a second") if text in seen]
    export = client_of(viewer).get(reverse("source-list", args=[film.slug]) + "?export=csv")
    assert b"555-0180" not in b"".join(export.streaming_content)


def test_a_source_with_clips_stays(film, editor, client_of):
    clip = ArchiveClipFactory(film=film)
    url = reverse("source-bin", args=[film.slug, clip.source_id])
    answer = client_of(editor).post(url, follow=True)
    assert "1 clip comes from here" in Page(answer).text
    assert Source.objects.filter(pk=clip.source_id).exists()
    clip.bin(by=editor)
    client_of(editor).post(url)
    assert not Source.objects.filter(pk=clip.source_id).exists()


def test_two_sources_never_have_one_name(film, other_film, editor, client_of):
    SourceFactory(film=film, name="Filmoteca UNAM")
    SourceFactory(film=other_film, name="Filmoteca UNAM")
    data = {"name": "filmoteca unam", "kind": "museum"}
    answer = client_of(editor).post(reverse("source-new", args=[film.slug]), data)
    assert "already" in " ".join(answer.context["form"].errors["name"])


def test_the_link_on_a_source_fills_in_where_the_clip_comes_from(film, editor, client_of, other_film):
    own, foreign = SourceFactory(film=film), SourceFactory(film=other_film)
    url = reverse("clip-new", args=[film.slug])
    assert filled_in(client_of(editor).get(url, {"source": own.pk}))["source"] == [str(own.pk)]
    assert filled_in(client_of(editor).get(url, {"source": foreign.pk})).get("source", [""]) == [""]


@pytest.mark.parametrize("name", ["clip-list", "clip-list-pbcore", "source-list", "report-archive"])
def test_crew_sees_no_archive(film, crew, client_of, name):
    assert client_of(crew).get(reverse(name, args=[film.slug])).status_code == 403
