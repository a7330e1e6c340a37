"""Where the papers of a script are asked for: options, drafts, who sees why a line isn't cleared."""

import datetime

import pytest
from django.urls import reverse

from interviews.models import Interview
from script.actions import drafts
from script.forms.papers import NOWHERE, chosen
from script.models import Script
from script.pdf.content import Scene
from script.views.papers import KINDS
from tests import factories
from tests.production.pdf import reading

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2003, 7, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def script(film):
    return factories.ScriptFactory(film=film, title="The long version")


@pytest.fixture
def row(script):
    scene = factories.ScriptSceneFactory(script=script, scene=None, title="The gate")
    row = factories.RowFactory(scene=scene)
    factories.CellFactory(row=row, text="Behind a wall.")
    speaker = factories.ContributorFactory(film=script.film, name="Alan Woods")
    segment = factories.SegmentFactory(
        recording__interview__film=script.film,
        recording__interview__title="Woods at the desk",
        recording__interview__date=datetime.date(2003, 6, 8),
        speaker=speaker,
    )
    factories.SoundbiteFactory(row=row, segment=segment)
    return row


@pytest.fixture
def lent(row):
    """A clip of an archive house, of which a screener is worked from."""
    film = row.scene.script.film
    source = factories.SourceFactory(film=film, name="Footage Farm")
    clip = factories.ArchiveClipFactory(film=film, source=source, catalogue_number="220606-08")
    factories.CopyFactory(clip=clip, kind="screener", name="FF-3", watermarked=True)
    factories.CellFactory(row=row, column="picture", element="archive", text="", clip=clip)
    return clip


def paper(client, script, name="two-column", query=""):
    address = reverse("script-paper-pdf", args=[script.film.slug, script.pk, name])
    return client.get(f"{address}{query}")


def words(*args):
    return reading.words(paper(*args).content)


def lock(script, by):
    return drafts.lock(script=Script.objects.get(pk=script.pk), by=by, now=NOW)


@pytest.mark.parametrize("name", KINDS)
def test_each_paper_comes_as_a_file(client, director, row, script, name):
    client.force_login(director)
    answer = paper(client, script, name)
    assert answer["Content-Type"] == "application/pdf"
    assert f"house-the-long-version-{name}-draft.pdf" in answer["Content-Disposition"]
    assert "The long version" in reading.words(answer.content)


def test_a_paper_that_is_not_known_is_not_found(client, director, script):
    client.force_login(director)
    assert paper(client, script, "novel").status_code == 404


def test_the_choice_stands_in_the_address_of_the_page_and_of_the_files(client, director, row, script):
    client.force_login(director)
    address = reverse("script-papers", args=[script.film.slug, script.pk])
    page = client.get(f"{address}?scenes=1&without=notes&without=numbers&scenes=").content.decode()
    assert "&amp;scenes=1&amp;without=notes&amp;without=numbers" in page
    assert page.count("two-column/pdf/") == 4


def test_what_is_left_out_in_the_address_is_left_out_on_paper(client, director, row, script):
    client.force_login(director)
    assert "1.1" in words(client, script)
    assert "1.1" not in words(client, script, "two-column", "?without=numbers")
    assert "None of these scenes" in words(client, script, "two-column", "?scenes=7")


def test_a_locked_draft_prints_the_same_for_ever(client, director, row, script):
    client.force_login(director)
    lock(script, director)
    before = paper(client, script, "two-column", "?draft=1").content
    cell = row.cells.first()
    cell.text = "Quite another sentence."
    cell.save()
    script.film.title = "Another name"
    script.film.save()
    assert paper(client, script, "two-column", "?draft=1").content == before
    assert "WHITE" in reading.words(before)
    assert "DRAFT" not in reading.words(before)
    now = words(client, script)
    assert "Quite another sentence." in now
    assert "DRAFT" in now


@pytest.mark.parametrize("asked", ["2", "x", "-1", "99999", "١"])
def test_a_draft_that_is_not_there_is_never_another_one(client, director, row, script, asked):
    client.force_login(director)
    lock(script, director)
    assert paper(client, script, "two-column", f"?draft={asked}").status_code == 404


def test_why_somebody_is_not_cleared_is_for_those_who_see_releases(client, director, viewer, row, script):
    client.force_login(director)
    assert "Not cleared: release needed" in words(client, script)
    client.force_login(viewer)
    assert "release needed" not in words(client, script)


def test_an_annotated_script_says_of_which_sitting_and_who_holds_a_clip(
    client, director, viewer, row, script, lent
):
    client.force_login(director)
    lock(script, director)
    for query in ("", "?draft=1"):
        told = words(client, script, "annotated", query).replace("\u00a0", " ")
        assert "INTERVIEW: Woods at the desk, 8 Jun 2003" in told
        assert "SAID BY: Alan Woods Not cleared: release needed" in told
        assert "HELD BY: Footage Farm CATALOGUE NO.: 220606-08" in told
        assert "COPY: screener, FF-3, with a watermark" in told
    client.force_login(viewer)
    for query in ("", "?draft=1"):
        told = words(client, script, "annotated", query)
        assert "INTERVIEW: Woods at the desk" in told
        assert "release needed" not in told
        assert "Left out on this copy: where releases stand." in told


def test_what_a_draft_was_annotated_with_stays(client, director, row, script, lent):
    client.force_login(director)
    lock(script, director)
    before = paper(client, script, "annotated", "?draft=1").content
    Interview.objects.update(title="Another sitting", date=None)
    lent.source.name = "Another house"
    lent.source.save()
    assert paper(client, script, "annotated", "?draft=1").content == before
    assert "Another sitting" in words(client, script, "annotated")
    assert "HELD BY: Another house" in words(client, script, "annotated")


def test_the_index_of_papers_leads_to_every_script_and_draft(client, director, row, script):
    client.force_login(director)
    lock(script, director)
    page = client.get(reverse("report-list", args=[script.film.slug])).content.decode()
    assert reverse("report-scripts", args=[script.film.slug]) in page
    page = client.get(reverse("report-scripts", args=[script.film.slug])).content.decode()
    assert "The long version" in page
    assert f"{reverse('script-papers', args=[script.film.slug, script.pk])}?draft=1" in page


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", ()),
        (" , ;", ()),
        ("2", (12,)),
        ("2a, 1", (11, 13)),
        ("1–2A", (11, 12, 13)),
        ("2-3", (12, 13, 14)),
        ("1 - 2", (11, 12)),
        ("3-1", (NOWHERE,)),
        ("99", (NOWHERE,)),
        ("99, 3", (14,)),
    ],
)
def test_scenes_are_chosen_by_number_and_range(typed, keys):
    scenes = [Scene(11 + at, number, "x") for at, number in enumerate(("1", "2", "2A", "3"))]
    assert chosen(typed, scenes) == keys


def test_what_was_written_since_the_last_draft_carries_its_mark(client, director, row, script):
    lock(script, director)
    factories.CellFactory(row=factories.RowFactory(scene=row.scene), text="Written since.")
    client.force_login(director)
    assert "Written since. *" in words(client, script)
    assert "*" not in words(client, script, "two-column", "?draft=1")
