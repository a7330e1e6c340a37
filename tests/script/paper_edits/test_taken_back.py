"""Undo takes the segments along that were made for a paper edit, but for those in use."""

import pytest

from interviews.models import Segment
from script.actions import drafts, steps
from script.models import Cell, Row
from tests.factories import (
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
    ThemeFactory,
)
from tests.script.paper_files import PAPER, address, bring, spoken, take

pytestmark = pytest.mark.django_db


def undone(desk, script):
    answer = desk.post(address(script, "script-undo"), {"revision": "0"}, follow=True)
    assert answer.status_code == 200
    return answer.json()


def test_undo_takes_the_segments_that_were_made_along(desk, script, scene, recording, editor):
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    segment = Segment.objects.get()
    assert "note" not in undone(desk, script)
    segment = Segment.everything.get()
    assert (segment.binned_by, segment.history.first().history_user) == (editor, editor)
    page = desk.get(address(script, "script-reading", imported.pk)).content.decode()
    assert "Taken back by undo" in page
    assert f'href="{address(script, "script-detail")}">To the script<' in page
    bringing = desk.get(address(script, "script-paper-edit"))
    assert [one.is_undone for one in bringing.context["imports"]] == [True]
    assert "Taken back" in bringing.content.decode()
    steps.redo(script=script, by=editor)
    assert Cell.objects.get(element="soundbite").segment == Segment.objects.get()
    steps.undo(script=script, by=editor)  # it was touched by nobody but undo and redo
    assert not Segment.objects.exists()


def rated(segment, script, editor):
    segment.rating = 3
    segment.save()


def themed(segment, script, editor):
    segment.themes.add(ThemeFactory(film=script.film))


def cited(segment, script, editor):
    row = RowFactory(scene=ScriptSceneFactory(script=ScriptFactory(film=script.film)))
    SoundbiteFactory(row=row, segment=segment)


def locked(segment, script, editor):
    drafts.lock(script=script, by=editor)


@pytest.mark.parametrize("use", [rated, themed, cited, locked])
def test_a_segment_that_is_used_or_changed_stays_and_the_page_says_so(
    desk, script, scene, recording, editor, use
):
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    use(Segment.objects.get(), script, editor)
    told = undone(desk, script)
    assert told["note"].startswith("1 segment that was made for it stays in the log")
    assert Segment.objects.count() == 1
    assert not Row.objects.filter(scene=scene).exists()
    steps.redo(script=script, by=editor)
    assert Cell.objects.get(row__scene=scene, element="soundbite").segment == Segment.objects.get()


def test_a_segment_that_was_logged_before_is_left_alone(desk, script, scene, recording):
    SegmentFactory(recording=recording, in_frame=0, out_frame=308)
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    assert "note" not in undone(desk, script)
    assert Segment.objects.count() == 1


def test_undo_of_many_asks_no_more_than_of_one(desk, script, scene, film, django_assert_max_num_queries):
    texts = [f"word{n}a word{n}b word{n}c word{n}d word{n}e" for n in range(30)]
    spoken(film, texts, reel="A002")
    _answer, imported = bring(desk, script, "\n\n".join(f"WOODS: {text}" for text in texts))
    take(desk, imported, into=scene.pk)
    assert Segment.objects.count() == 30
    with django_assert_max_num_queries(75):
        undone(desk, script)
    assert not Segment.objects.exists()
