"""What a script cites tells where it stands, and can't vanish."""

import threading
import time
from html import unescape

import pytest
from django.db import connections, transaction
from django.urls import reverse

from interviews.actions import segments
from production.models import citing
from production.models.citing import StillCited
from script.actions import cells, scripts
from script.actions.steps import Refused
from script.citing import row_numbers
from script.models import Cell, Script, ScriptScene
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    RowFactory,
    SceneFactory,
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


def one_while_the_other(first, second):
    """Begin the second before the first has committed; what the second raised."""
    begun, raised = threading.Event(), []

    def go_first():
        with transaction.atomic():
            first()
            begun.set()
            time.sleep(0.4)
        connections.close_all()

    def go_second():
        begun.wait()
        try:
            with transaction.atomic():
                second()
        except (StillCited, Refused) as error:
            raised.append(type(error))
        connections.close_all()

    threads = [threading.Thread(target=go) for go in (go_first, go_second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("owner", ["segment", "recording", "interview"])
@pytest.mark.parametrize("is_cited_first", [True, False], ids=["cited first", "deleted first"])
def test_what_is_deleted_while_somebody_cites_it(script, row, producer, editor, owner, is_cited_first):
    segment = SegmentFactory(recording__interview__film=script.film)
    record = segment
    for name in {"segment": (), "recording": ("recording",), "interview": ("recording", "interview")}[owner]:
        record = getattr(record, name)

    def cite():
        values = {"element": "soundbite", "segment_id": segment.pk}
        cells.add(script=script, row=row.pk, values=values, by=editor)

    def delete():
        if owner == "segment":
            segments.put_away(segment=segment, by=producer)
        else:
            record.bin(by=producer)

    raised = one_while_the_other(*((cite, delete) if is_cited_first else (delete, cite)))
    assert raised == [StillCited if is_cited_first else Refused]
    record.refresh_from_db()
    assert record.is_binned != is_cited_first
    assert Cell.objects.filter(segment=segment).exists() == is_cited_first


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_begun_first", [True, False], ids=["begun first", "deleted first"])
def test_a_scene_is_deleted_while_somebody_begins_a_script_from_scenes(film, producer, is_begun_first):
    scene = SceneFactory(film=film)

    def begin():
        scripts.begin(script=Script(film=film, title="New"), by=producer, from_scenes=True)

    def delete():
        scene.bin(by=producer)

    raised = one_while_the_other(*((begin, delete) if is_begun_first else (delete, begin)))
    assert raised == ([StillCited] if is_begun_first else [])
    assert ScriptScene.objects.filter(scene=scene).exists() == is_begun_first


def test_its_page_leads_to_the_row(client, film, viewer, row):
    shot = ShotFactory(scene__film=film)
    CellFactory(row=row, column="picture", element="b_roll", text="", shot=shot)
    client.force_login(viewer)
    page = client.get(reverse("shot-detail", args=[film.slug, shot.pk])).content.decode()
    assert f"#row-{row.pk}" in page
    assert "Working, row 2.1" in page
