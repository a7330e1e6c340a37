"""A screenplay brought into a script: scenes, narration, what was said, what is seen."""

import pytest
from django.urls import reverse

from script.actions import content as gather
from script.actions import steps
from script.formats import fdx, fountain_out
from script.models import Cell, Row, ScriptScene
from tests.factories import (
    CellFactory,
    RowFactory,
    SceneFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
)
from tests.script.paper_files import SAID, address, bring, spoken, take

pytestmark = pytest.mark.django_db

PLAY = f"""Title: The house

INT. STUDY - NIGHT #7#

= What the guards saw.

A lamp burns.

MUSIC: Corrido

NARRATOR (V.O.)
The house stands behind a wall.

VOLKOV
{SAID[2]}

[[ask again]]

.The wall

Stones.
"""


@pytest.fixture
def desk(client_of, editor):
    return client_of(editor)


def bring_play(client, script, data, name="play.fountain"):
    data = data.encode() if isinstance(data, str) else data
    return bring(client, script, data=data, name=name, kind="script-screenplay")


def rows(script):
    """Of each row its scene and its cells."""
    found = Row.objects.filter(scene__script=script).order_by("scene__position", "position")
    return [
        (str(row.scene), [(cell.column, cell.element, cell.text) for cell in row.cells.order_by("position")])
        for row in found
    ]


def test_headings_become_scenes_and_voices_rows(desk, script, film):
    recording = spoken(film)
    scene = SceneFactory(film=film, number="7", title="The lamp")
    answer, imported = bring_play(desk, script, PLAY)
    page = answer.content.decode()
    assert "of the film" in page
    assert "a new chapter" in page
    take(desk, imported)
    assert rows(script) == [
        (
            "The lamp",
            [
                ("picture", "b_roll", "A lamp burns."),
                ("sound", "music", "Corrido"),
                ("sound", "narration", "The house stands behind a wall."),
            ],
        ),
        ("The lamp", [("sound", "soundbite", ""), ("sound", "note", "ask again")]),
        ("The wall", [("picture", "b_roll", "Stones.")]),
    ]
    first, second = ScriptScene.objects.order_by("position")
    assert (first.scene, second.scene, second.title) == (scene, None, "The wall")
    assert Cell.objects.get(element="soundbite").segment.recording == recording


def test_a_scene_that_stands_in_the_script_goes_on(desk, script, film):
    scene = ScriptSceneFactory(script=script, scene=None, title="The Wall")
    RowFactory(scene=scene)
    _answer, imported = bring_play(desk, script, PLAY)
    take(desk, imported)
    assert scene.rows.count() == 2
    assert ScriptScene.objects.count() == 2


def test_it_is_one_step(desk, script, editor):
    _answer, imported = bring_play(desk, script, PLAY)
    take(desk, imported)
    steps.undo(script=script, by=editor)
    assert (Row.objects.count(), ScriptScene.objects.count()) == (0, 0)


@pytest.mark.parametrize(("format", "write"), [("fountain", fountain_out.write), ("fdx", fdx.write)])
def test_what_went_out_comes_in_again(desk, film, script, format, write):
    """Scenes, narration, and soundbites by their reference lines; into another script."""
    recording = spoken(film)
    segment = SegmentFactory(recording=recording, in_frame=400, out_frame=600)
    for title in ("The garden: rabbits", "¿Who came?"):
        scene = ScriptSceneFactory(script=script, scene=None, title=title)
        CellFactory(row=RowFactory(scene=scene), text=f"Words of {title}.\n\nAnd [[more]].")
        CellFactory(
            row=RowFactory(scene=scene), element="soundbite", text="", segment=segment, ranges=[[425, 500]]
        )
    data = write(gather.script(script))
    other = ScriptFactory(film=film)
    _answer, imported = bring_play(desk, other, data, name=f"play.{format}")
    take(desk, imported)
    assert [str(scene) for scene in ScriptScene.objects.filter(script=other).order_by("position")] == [
        "The garden: rabbits",
        "¿Who came?",
    ]
    narration = Cell.objects.filter(row__scene__script=other, element="narration").order_by("pk")
    assert [cell.text for cell in narration] == [
        "Words of The garden: rabbits.\n\nAnd [[more]].",
        "Words of ¿Who came?.\n\nAnd [[more]].",
    ]
    bites = Cell.objects.filter(row__scene__script=other, element="soundbite")
    assert [(cell.segment, cell.ranges) for cell in bites] == [(segment, [[425, 500]])] * 2
    assert gather.script(other).running_time == gather.script(script).running_time


def test_what_is_no_screenplay_is_refused(desk, script):
    answer, imported = bring_play(desk, script, "Only words.", name="words.txt")
    assert imported is None
    assert "neither Fountain nor Final Draft" in answer.content.decode()


def test_entities_are_refused(desk, script):
    data = b'<!DOCTYPE F [<!ENTITY a "aa">]><FinalDraft><Content/></FinalDraft>'
    answer, imported = bring_play(desk, script, data, name="play.fdx")
    assert imported is None
    assert "entities" in answer.content.decode()


def test_a_pasted_screenplay_is_fountain(desk, script):
    _answer, imported = bring(desk, script, PLAY, kind="script-screenplay")
    assert imported.format == "fountain"


def test_the_published_sample(desk, script, samples):
    _answer, imported = bring_play(desk, script, (samples / "fountain_brick_and_steel.fountain").read_bytes())
    take(desk, imported)
    assert ScriptScene.objects.filter(script=script).count() == 8
    assert Cell.objects.filter(element="note").count() == 20
    assert desk.get(reverse("script-detail", args=[script.film.slug, script.pk])).status_code == 200


def test_nobody_else_brings_one(client_of, viewer, script):
    assert client_of(viewer).get(address(script, "script-screenplay")).status_code == 403
