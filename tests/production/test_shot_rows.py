"""The table of shots: each answer is the row that it is about."""

import json

import pytest
from django.urls import reverse

from production.models import Shot
from tests.at_once import at_once
from tests.factories import LocationFactory, SceneFactory, ShotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(film):
    return SceneFactory(film=film)


@pytest.fixture
def client(director, client_of):
    return client_of(director)


def url(name, film, *keys):
    return reverse(name, args=[film.slug, *keys])


def add(client, scene, **typed):
    return client.post(url("shot-add", scene.film), {"scene": scene.pk, **typed}, follow=True)


def save(client, shot, **typed):
    row = {"version": shot.version, "number": shot.number, "description": shot.description}
    return client.post(url("shot-row", shot.film, shot.pk), row | typed)


def cells(answer):
    return {cell.name: cell for cell in answer.context["rows"][0].cells}


def test_a_new_row_is_numbered_and_set_at_the_end(client, scene):
    ShotFactory(scene=scene, number="7B", position=4)
    answer = add(client, scene, description="The bookcase", size="cu", fps="23,976")
    assert answer.status_code == 200
    shot = Shot.objects.get(description="The bookcase")
    assert (shot.number, shot.position, shot.size, str(shot.fps)) == ("8", 5, "cu", "23.976")
    assert (shot.priority, shot.status) == ("must", "planned")
    assert b"<html" not in answer.content


def test_a_row_sent_twice_is_there_once(client, scene):
    for _ in range(2):
        assert add(client, scene, description="Once", form_key="k1").status_code == 200
    assert Shot.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"description": ""}, "description", "required"),
        ({"size": "XX"}, "size", "Write one of these: ELS, LS"),
        ({"sound": "loud"}, "sound", "Sync, Wild, Mute"),
        ({"fps": "fast"}, "fps", "number"),
        ({"fps": "0"}, "fps", "0.001"),
        ({"number": "1"}, "number", "Shot 1 exists already: Gate"),
        ({"number": ""}, "number", "required"),
    ],
)
def test_what_is_wrong_stands_at_its_cell(client, scene, typed, field, said):
    ShotFactory(scene=scene, number="1", description="Gate")
    shot = ShotFactory(scene=scene, number="2")
    answer = save(client, shot, **typed)
    assert answer.status_code == 422
    assert said in " ".join(cells(answer)[field].errors)
    assert cells(answer)[field].value == next(iter(typed.values()))


@pytest.mark.parametrize("words", ["cu", "CU", " cu ", "close-up", "Close"])
def test_a_choice_is_typed_as_people_say_it(client, scene, words):
    shot = ShotFactory(scene=scene, size="ls")
    answer = save(client, shot, size=words)
    shot.refresh_from_db()
    assert shot.size == "cu"
    assert cells(answer)["size"].value == "CU"


def test_two_people_in_one_row(client, scene):
    shot = ShotFactory(scene=scene, number="1", description="Gate", lens="35")
    read = Shot.objects.get(pk=shot.pk)
    shot.description, shot.lens = "The iron gate", "50"
    shot.save()
    answer = save(client, read, description="Gate of the house", lens="35", size="cu")
    assert answer.status_code == 409
    assert cells(answer)["description"].value == "Gate of the house"
    assert cells(answer)["description"].theirs == "The iron gate"
    assert cells(answer)["lens"].value == "50"
    assert f'data-version="{shot.version}"' in answer.content.decode()
    kept = save(client, shot, description="Gate of the house", lens="50", size="cu")
    assert kept.status_code == 200
    # different cells are merged without a word from anybody
    merged = save(client, shot, description="Gate of the house", lens="50", size="cu", angle="High")
    assert merged.status_code == 200


def test_moving_keeps_the_numbers_until_they_are_asked_for(client, scene):
    first, second, third = (ShotFactory(scene=scene, number=n, position=int(n)) for n in "123")
    answer = client.post(url("shot-move", scene.film, third.pk), {"before": first.pk})
    assert (answer.status_code, answer.content) == (204, b"")
    assert [shot.number for shot in scene.shots.all()] == ["3", "1", "2"]
    elsewhere = ShotFactory(film=scene.film)
    assert client.post(url("shot-move", scene.film, first.pk), {"before": elsewhere.pk}).status_code == 409
    client.post(url("shot-renumber", scene.film), {"scene": scene.pk})
    assert [(s.number, s.pk) for s in scene.shots.all()] == [
        ("1", third.pk), ("2", first.pk), ("3", second.pk),
    ]  # fmt: skip


def test_a_double_stands_after_its_model(client, scene):
    first = ShotFactory(scene=scene, number="1", position=1, lens="35", status="shot")
    ShotFactory(scene=scene, number="2", position=2)
    client.post(url("shot-copy", scene.film, first.pk), {"answer": "row"})
    double = list(scene.shots.all())[1]
    assert (double.number, double.lens, double.status) == ("3", "35", "planned")


def test_a_deleted_row_offers_the_way_back(client, scene):
    shot = ShotFactory(scene=scene)
    answer = client.post(url("shot-bin", scene.film, shot.pk), {"answer": "row"})
    back = url("shot-restore", scene.film, shot.pk)
    assert back in answer.content.decode()
    assert not scene.shots.exists()
    assert client.post(back, {"answer": "row"}, follow=True).status_code == 200
    assert scene.shots.get() == shot


# -- pasting -----------------------------------------------------------------------------------


def paste(client, scene, text, onto=(), **more):
    rows = json.dumps([[shot.pk, shot.version] for shot in onto])
    data = {"scene": scene.pk, "text": text, "at": "description", "onto": rows, **more}
    return client.post(url("shot-paste", scene.film), data)


def test_a_paste_is_shown_before_it_is_taken(client, scene):
    shot = ShotFactory(scene=scene, number="1", description="Gate", size="ms")
    text = "Gate\tms\nGrave\tCU\n"
    answer = paste(client, scene, text, [shot])
    assert [row.fate for row in answer.context["rows"]] == ["same", "new"]
    assert Shot.objects.count() == 1
    assert paste(client, scene, text, [shot], take="yes").status_code == 200
    assert list(scene.shots.values_list("number", "description", "size")) == [
        ("1", "Gate", "ms"), ("2", "Grave", "cu"),
    ]  # fmt: skip


def test_columns_are_found_by_their_headings(client, scene):
    text = "Lens\tDescription\tNo.\n35\tGate\tA1\n50\tGrave\tA2"
    assert paste(client, scene, text, take="yes").status_code == 200
    assert list(scene.shots.values_list("number", "description", "lens")) == [
        ("A1", "Gate", "35"), ("A2", "Grave", "50"),
    ]  # fmt: skip


def test_one_bad_row_and_none_is_taken(client, scene):
    answer = paste(client, scene, "Gate\tLS\nGrave\tXX", take="yes")
    assert answer.status_code == 422
    assert [row.fate for row in answer.context["rows"]] == ["new", "refused"]
    assert not Shot.objects.exists()
    double = paste(client, scene, "No.\tDescription\n1\tGate\n01\tGrave", take="yes")
    assert double.context["rows"][1].reason == "Two of the pasted rows have this number."
    assert paste(client, scene, "x\n" * 301).status_code == 422


def test_a_paste_is_taken_back_as_a_whole_or_not_at_all(client, scene):
    shot = ShotFactory(scene=scene, number="1", description="Gate", size="ms")
    answer = paste(client, scene, "Wall\tLS\nGrave\tCU", [shot], take="yes")
    taken = {"scene": scene.pk, "taken": answer.context["taken"]}
    other = Shot.objects.get(description="Grave")
    other.lens = "35"
    other.save()
    undo = url("shot-paste-undo", scene.film)
    refused = client.post(undo, taken)
    assert refused.status_code == 409
    assert "nothing was undone" in refused.content.decode()
    taken["taken"] = json.dumps([[shot.pk, shot.version + 1]])
    assert client.post(undo, taken).status_code == 200
    shot.refresh_from_db()
    assert (shot.description, shot.size) == ("Gate", "ms")


def test_new_rows_of_a_paste_go_into_the_bin(client, film):
    place = LocationFactory(film=film)
    data = {"location": place.pk, "text": "Hands\tPiano", "at": "category", "take": "yes"}
    answer = client.post(url("shot-paste", film), data)
    assert place.shots.get().category == "hands"
    client.post(url("shot-paste-undo", film), {"location": place.pk, "taken": answer.context["taken"]})
    assert not place.shots.exists()


@pytest.mark.django_db(transaction=True)
def test_two_new_rows_at_the_same_moment_get_two_numbers(film, director, client_of):
    scene = SceneFactory(film=film)

    def send(words):
        client = client_of(director)
        return lambda: add(client, scene, description=words).status_code

    assert at_once(send("One"), send("Two")) == [200, 200]
    assert sorted(scene.shots.values_list("number", flat=True)) == ["1", "2"]


@pytest.mark.parametrize("count", [1, 300])
def test_a_scene_asks_no_more_with_300_shots(client, scene, count, django_assert_max_num_queries):
    for number in range(count):
        ShotFactory(scene=scene, number=str(number))
    with django_assert_max_num_queries(24):
        assert client.get(url("scene-detail", scene.film, scene.pk)).status_code == 200
