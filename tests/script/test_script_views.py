"""Scripts as records: begun, listed, counted otherwise, binned; one of them is the working one."""

import pytest
from django.urls import reverse

from script.actions import cells, scripts
from script.actions import content as gather
from script.actions.running import times
from script.models import Cell, Row, Script, ScriptScene
from tests.factories import (
    CellFactory,
    DraftFactory,
    RowFactory,
    SceneFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
)
from tests.production.forms import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor, client_of):
    return client_of(editor)


def new(client, film, **sent):
    return send(client, reverse("script-new", args=[film.slug]), **{"title": "The House", **sent})


def edit(client, script, **sent):
    return send(client, reverse("script-edit", args=[script.film.slug, script.pk]), **sent)


def act(client, name, script):
    return client.post(reverse(name, args=[script.film.slug, script.pk]))


def errors_of(response):
    return {name: str(messages) for name, messages in response.context["form"].errors.items()}


# -- begun -------------------------------------------------------------------------------------


def test_the_first_script_is_the_working_one(client, film):
    assert new(client, film, target_seconds="52:00").status_code == 302
    first = Script.objects.get()
    assert (first.is_working, first.target_seconds, first.rate) == (True, 3_120, film.frame_rate)
    new(client, film, title="Teaser")
    assert not Script.objects.get(title="Teaser").is_working


def test_it_begins_with_the_scenes_of_the_film(client, film):
    second, first = SceneFactory(film=film, number="2"), SceneFactory(film=film, number="1")
    SceneFactory(film=film, number="3", status="dropped")
    new(client, film, begins_with="scenes")
    found = ScriptScene.objects.order_by("position").values_list("scene", flat=True)
    assert list(found) == [first.pk, second.pk]


def test_it_begins_as_a_copy_of_another(client, film, editor, django_assert_max_num_queries):
    source = ScriptFactory(film=film)
    scene = ScriptSceneFactory(script=source, number="1", title="Home")
    ScriptSceneFactory(script=source, number="2", is_omitted=True)
    row = RowFactory(scene=scene, record_in=5, record_out=9)
    CellFactory(row=row, text="One two three")
    SoundbiteFactory(row=RowFactory(scene=scene), segment=SegmentFactory(recording__interview__film=film))
    assert new(client, film, begins_with=str(source.pk)).status_code == 302
    made = Script.objects.get(title="The House")
    assert (made.is_working, ScriptScene.objects.get(script=made).number) == (True, "")
    found, was = gather.script(made), gather.script(source)
    assert [(cell.words, cell.segment) for cell in found.cells] == [
        (cell.words, cell.segment) for cell in was.cells
    ]
    assert times(made).running_time == times(source).running_time
    assert not Row.objects.filter(scene__script=made, record_in__isnull=False).exists()
    cells.edit(script=made, cell=found.cells[0].key, values={"text": "Else"}, by=editor)
    assert Cell.objects.filter(text="One two three").exists()


def test_a_copy_of_another_films_script_is_refused(client, film):
    answer = new(client, film, begins_with=str(ScriptFactory().pk))
    assert "begins_with" in errors_of(answer)


# -- typed -------------------------------------------------------------------------------------


def test_paces_are_typed_by_language(client, film):
    script = ScriptFactory(film=film)
    edit(client, script, paces="es 120, German: 100")
    script.refresh_from_db()
    assert script.paces == {"es": 120, "de": 100}
    edit(client, script, paces="es 120, de 100", title="Other")
    script.refresh_from_db()
    assert script.pace_of("de") == 100


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paces", "120"),
        ("paces", "xx 120"),
        ("paces", "es 20"),
        ("pace", "39"),
        ("target_seconds", "long"),
        ("target_seconds", "52:75"),
        ("target_seconds", "120:00:00"),
        ("record_start", "01:00:00"),
        ("record_start", "01:00:00:25"),
        ("title", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, film, field, value):
    assert field in errors_of(edit(client, ScriptFactory(film=film), **{field: value}))


@pytest.mark.parametrize("text", ["62", "62:00", "62 min", "62'", "1:02:00", "01:02:00", "1 h 2 min", "1h02"])
def test_a_target_is_taken_as_people_type_it_and_shown_as_they_read_it(client, film, text):
    script = ScriptFactory(film=film)
    assert edit(client, script, target_seconds=text).status_code == 302
    script.refresh_from_db()
    assert script.target_seconds == 3_720
    shown = client.get(reverse("script-edit", args=[film.slug, script.pk])).content.decode()
    assert 'name="target_seconds" value="1:02:00"' in shown


def test_a_target_that_can_not_be_read_says_how_to_write_it(client, film):
    errors = errors_of(edit(client, ScriptFactory(film=film), target_seconds="an hour"))
    assert "Write a length like 52, 52:00, 1:02:00 or 52 min." in errors["target_seconds"]


def test_two_of_one_title_are_refused(client, film):
    ScriptFactory(film=film, title="Teaser")
    assert "title" in errors_of(new(client, film, title="Teaser"))


def test_another_rate_asks_before_record_times_are_converted(client, film):
    script = ScriptFactory(film=film)
    row = RowFactory(scene=ScriptSceneFactory(script=script), record_in=25, record_out=50)
    assert "Tick below" in errors_of(edit(client, script, rate="50/1"))["rate"]
    assert edit(client, script, rate="50/1", converts="on").status_code == 302
    row.refresh_from_db()
    assert (row.record_in, row.record_out) == (50, 100)
    other = ScriptFactory(film=film)
    assert edit(client, other, rate="50/1").status_code == 302


# -- which one the film is cut by --------------------------------------------------------------


def test_another_one_takes_the_place_of_the_first(client, film):
    first, second = ScriptFactory(film=film, is_working=True), ScriptFactory(film=film)
    act(client, "script-work", second)
    assert list(Script.objects.filter(is_working=True)) == [second]
    first.refresh_from_db()
    assert first.history.count() == 2


def test_a_script_comes_back_from_the_bin_with_its_drafts(client, film):
    first = ScriptFactory(film=film, is_working=True)
    DraftFactory(script=first)
    row = RowFactory(scene=ScriptSceneFactory(script=first))
    act(client, "script-bin", first)
    assert not Script.objects.exists()
    url = reverse("row-delete", args=[film.slug, first.pk, row.pk])
    assert client.post(url).status_code == 404
    new(client, film)
    act(client, "script-restore", first)
    first.refresh_from_db()
    assert (first.is_binned, first.is_working, first.drafts.count()) == (False, False, 1)
    assert Script.objects.get(is_working=True).title == "The House"


# -- listed ------------------------------------------------------------------------------------


def test_they_are_listed_with_what_they_hold(client, film):
    first = ScriptFactory(film=film, title="Long", is_working=True, target_seconds=3_120)
    DraftFactory(script=first, colour="Blue")
    scenes = [ScriptSceneFactory(script=first) for _n in range(2)]
    for scene in scenes:
        RowFactory(scene=scene)
        RowFactory(scene=scene)
    ScriptFactory(film=film, title="Teaser")
    url = reverse("script-list", args=[film.slug])
    answer = client.get(url)
    assert [row.title for row in answer.context["rows"]] == ["Long", "Teaser"]
    found = answer.context["rows"][0]
    assert (found.scene_count, found.row_count, found.last_draft) == (2, 4, "Blue")
    text = answer.content.decode()
    assert "52:00" in text
    assert text.count("Make it the working one") == 1
    assert "production/call_sheet.css" in text  # which tints the colour of the last draft
    assert [row.title for row in client.get(url, {"q": "teas"}).context["rows"]] == ["Teaser"]
    export = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    assert "Long,yes,2,4,Blue,52:00,English,25" in export


def test_who_only_sees_is_offered_nothing_to_change(client_of, viewer, film):
    ScriptFactory(film=film)
    text = client_of(viewer).get(reverse("script-list", args=[film.slug])).content.decode()
    assert "New script" not in text
    assert "Make it the working one" not in text


def test_making_a_binned_script_the_working_one_is_not_found(film, editor):
    script = ScriptFactory(film=film)
    script.bin(by=editor)
    with pytest.raises(Script.DoesNotExist):
        scripts.make_working(script=script, by=editor)
