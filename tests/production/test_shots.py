import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from production.models import Progress, Shot
from tests import factories

pytestmark = pytest.mark.django_db


def menu_shot(location, **kwargs):
    return factories.ShotFactory(scene=None, location=location, **{"category": "hands", **kwargs})


def test_a_shot_is_of_a_scene_or_of_a_category_of_a_menu():
    shot = factories.ShotFactory()
    place = factories.LocationFactory(film=shot.film)
    menu = menu_shot(place)
    for row, wrong in [
        (shot, {"location": place}),
        (shot, {"scene": None}),
        (shot, {"category": "hands"}),
        (menu, {"category": ""}),
        (menu, {"location": None}),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Shot.objects.filter(pk=row.pk).update(**wrong)
    menu.category = ""
    with pytest.raises(ValidationError, match="category of the menu"):
        menu.clean()


def test_a_number_stands_once_in_its_scene_or_menu():
    shot = factories.ShotFactory(number="2a")
    factories.ShotFactory(film=shot.film, number="2A")
    menu = menu_shot(factories.LocationFactory(film=shot.film), number="2a")
    for of, owner in (
        (shot, {"scene": shot.scene}),
        (menu, {"location": menu.location, "category": "sound"}),
    ):
        double = Shot(film=shot.film, number="02A", description="Again", **owner)
        with pytest.raises(ValidationError, match=f"Shot 2a exists already: {of.description}"):
            double.clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            double.save()
        of.bin(by=factories.UserFactory())
        double.clean()
        double.save()


def test_shots_stand_in_their_order_and_a_list_in_that_of_the_scenes():
    film = factories.FilmFactory()
    ten, two = (factories.SceneFactory(film=film, number=number) for number in ("10", "2"))
    place = factories.LocationFactory(film=film)
    menu_shot(place, number="1", description="menu")
    for scene, position, description in ((ten, 1, "d"), (two, 2, "b"), (two, 1, "a"), (two, 2, "c")):
        factories.ShotFactory(scene=scene, position=position, description=description)
    assert [shot.description for shot in film.shots.in_order()] == ["a", "b", "c", "d", "menu"]
    assert [shot.description for shot in two.shots.all()] == ["a", "b", "c"]


def test_progress_leaves_out_what_was_dropped(django_assert_num_queries):
    scene = factories.SceneFactory()
    for status, priority in (
        ("shot", "must"), ("shot", "nice"), ("planned", "must"), ("reshoot", "must"), ("dropped", "must"),
    ):  # fmt: skip
        factories.ShotFactory(scene=scene, status=status, priority=priority)
    menu = menu_shot(factories.LocationFactory(film=scene.film))
    binned = factories.ShotFactory(scene=scene)
    binned.bin(by=factories.UserFactory())
    with django_assert_num_queries(2):
        scenes = scene.film.shots.progress_of("scene")
        menus = scene.film.shots.progress_of("location")
    assert scenes == {scene.pk: Progress(done=2, planned=4, musts_done=1, musts=3)}
    assert menus == {menu.location_id: Progress(done=0, planned=1, musts_done=0, musts=1)}
    assert (scenes[scene.pk].left, scenes[scene.pk].percent) == (2, 50)
    assert Progress(2, 3, 1, 2) + Progress(1, 1, 0, 0) == Progress(3, 4, 1, 2)
    assert Progress(1, 3).percent == 33
    assert Progress().percent == 0


def test_shots_are_asked_for_by_what_is_done_and_what_is_left():
    scene = factories.SceneFactory()
    made = {status: factories.ShotFactory(scene=scene, status=status) for status in Shot.Status.values}
    assert set(scene.shots.done()) == {made["shot"]}
    assert set(scene.shots.left()) == {made["planned"], made["reshoot"]}
    assert scene.shots.musts().count() == 4


def test_shots_of_a_scene_in_the_bin_wait_with_it():
    shot = factories.ShotFactory()
    menu = menu_shot(factories.LocationFactory(film=shot.film))
    assert set(Shot.objects.standing()) == {shot, menu}
    shot.scene.bin(by=factories.UserFactory())
    menu.location.bin(by=factories.UserFactory())
    assert not Shot.objects.standing().exists()


def test_a_scene_list_says_how_far_the_shots_have_come(film, viewer, client_of):
    scene = factories.SceneFactory(film=film)
    for status in Shot.Status.values:
        factories.ShotFactory(scene=scene, status=status)
    factories.SceneFactory(film=film)
    page = client_of(viewer).get(reverse("scene-list", args=[film.slug])).content.decode()
    assert ">1/3</a>" in page
    export = client_of(viewer).get(reverse("scene-list", args=[film.slug]) + "?export=csv")
    assert b"1/3" in b"".join(export.streaming_content)


def test_the_shooting_schedule_lists_what_each_item_is_to_bring(film, viewer, crew, client_of):
    scene = factories.SceneFactory(film=film)
    day, other = factories.ShootDayFactory(film=film), factories.ShootDayFactory(film=film)
    factories.RunningItemFactory(day=day, scene=scene)
    factories.ShotFactory(scene=scene, number="1", description="The gate", size="cu")
    factories.ShotFactory(scene=scene, number="2", description="The tree", status="shot", shot_on=day)
    factories.ShotFactory(scene=scene, number="3", description="The wall", status="shot", shot_on=other)
    factories.ShotFactory(scene=scene, number="4", description="The cat", status="dropped")
    url = reverse("report-shooting-schedule", args=[film.slug])
    page = client_of(viewer).get(url).content.decode()
    assert "Shots: 1 CU The gate; 2 CU The tree" in page
    assert "The wall" not in page
    assert "The gate" not in client_of(crew).get(url).content.decode()


def test_the_shot_list_is_a_menu_by_category_and_knows_what_is_left(film, viewer, client_of):
    place = factories.LocationFactory(film=film, name="House")
    menu_shot(place, number="1", category="sound", description="Room tone")
    menu_shot(place, number="2", category="hands", description="Watering", status="shot")
    factories.ShotFactory(scene=factories.SceneFactory(film=film, number="4", title="Study"), number="1")
    client = client_of(viewer)
    groups = client.get(reverse("report-shot-list", args=[film.slug])).context["report"].groups
    assert [group.heading.split(" — ")[0] for group in groups] == [
        "4 Study", "House: Hands", "House: Wild track and room tone",
    ]  # fmt: skip
    left = client.get(reverse("report-shots-left", args=[film.slug])).content.decode()
    assert "Room tone" in left
    assert "Watering" not in left
