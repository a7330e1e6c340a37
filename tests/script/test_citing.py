"""What a script cites tells where it stands, and can't vanish."""

from html import unescape

import pytest
from django.urls import reverse

from production.models import citing
from production.models.citing import StillCited
from script.citing import row_numbers
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    ShotFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="Working")


@pytest.fixture
def row(script):
    RowFactory(scene=ScriptSceneFactory(script=script))
    return RowFactory(scene=ScriptSceneFactory(script=script))


@pytest.fixture
def segment(film, row):
    segment = SegmentFactory(recording__interview__film=film, gist="The rabbits")
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    return segment


def cited(record):
    return [citation.words for citation in citing.citations([record])[record.pk]]


def test_rows_are_named_as_the_script_numbers_them(script, row):
    assert sorted(row_numbers([script.pk]).values()) == ["1.1", "2.1"]


def test_all_that_a_cell_cites_tells_the_row(film, row, segment):
    clip = ArchiveClipFactory(film=film)
    shot = ShotFactory(scene__film=film)
    CellFactory(row=row, column="picture", element="archive", text="", clip=clip)
    CellFactory(row=row, column="picture", element="b_roll", text="", shot=shot)
    for record in (segment, segment.recording, segment.recording.interview, clip, shot, shot.scene):
        assert cited(record) == ["Working, row 2.1"], record


@pytest.mark.parametrize("name", ["segment", "recording", "interview"])
def test_what_is_cited_stays_out_of_the_bin(producer, segment, name):
    record = {
        "segment": segment,
        "recording": segment.recording,
        "interview": segment.recording.interview,
    }[name]
    with pytest.raises(StillCited):
        record.bin(by=producer)
    record.refresh_from_db()
    assert not record.is_binned


def test_who_deletes_it_is_told_where_it_stands(client, film, editor, row):
    clip = ArchiveClipFactory(film=film, title="The funeral")
    CellFactory(row=row, column="picture", element="archive", text="", clip=clip)
    client.force_login(editor)
    answer = client.post(reverse("clip-bin", args=[film.slug, clip.pk]), follow=True)
    assert "The funeral can't be deleted, for it is cited: Working, row 2.1." in unescape(
        answer.content.decode()
    )
    clip.refresh_from_db()
    assert not clip.is_binned


def test_the_log_is_told_as_well(client, film, editor, segment):
    client.force_login(editor)
    url = reverse("segment-bin", args=[film.slug, segment.recording_id, segment.pk])
    answer = client.post(url, {"answer": "row"})
    assert answer.status_code == 422
    assert "Working, row 2.1" in answer.json()["errors"][""][0]


def test_what_only_a_deleted_script_cites_may_go(producer, script, segment):
    script.bin(by=producer)
    segment.bin(by=producer)
    assert segment.is_binned


def test_its_page_leads_to_the_row(client, film, viewer, row):
    shot = ShotFactory(scene__film=film)
    CellFactory(row=row, column="picture", element="b_roll", text="", shot=shot)
    client.force_login(viewer)
    page = client.get(reverse("shot-detail", args=[film.slug, shot.pk])).content.decode()
    assert f"#row-{row.pk}" in page
    assert "Working, row 2.1" in page
