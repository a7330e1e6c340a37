"""Planning days, moving items between them and the pool, and calling people."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from production.actions import calls, schedule
from production.models import (
    Call,
    IssuedCallSheet,
    RunningItem,
    Scene,
    ShootDay,
    StaleRecord,
)
from tests.at_once import at_once
from tests.factories import (
    DAY,
    CallFactory,
    ContributorFactory,
    FilmFactory,
    MembershipFactory,
    PersonFactory,
    RunningItemFactory,
    SceneFactory,
    ShootDayFactory,
    UserFactory,
)


@pytest.fixture
def day(film):
    return ShootDayFactory(film=film, date=DAY)


@pytest.fixture
def next_day(film):
    return ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=1))


@pytest.fixture
def three(day):
    return [RunningItemFactory(day=day, position=n, title=name) for n, name in enumerate("abc", start=1)]


def order(day):
    return [item.title for item in RunningItem.objects.filter(day=day).order_by("position", "pk")]


def status(scene):
    return Scene.objects.get(pk=scene.pk).status


def issue(day, user):
    IssuedCallSheet.objects.create(
        film=day.film,
        day=day,
        version=1,
        colour="White",
        content={},
        issued_at=timezone.now(),
        issued_by=user,
    )


# Days


def test_planning_a_day_refuses_a_second_one_of_the_same_unit(film, director):
    schedule.plan_day(film=film, date=DAY, by=director, general_call=420)
    with pytest.raises(ValidationError, match="This unit has a day on this date already"):
        schedule.plan_day(film=film, date=DAY, by=director, unit="main UNIT")
    schedule.plan_day(film=film, date=DAY, by=director, unit="Second unit")


def test_a_planned_day_has_its_author_in_the_history(film, director):
    day = schedule.plan_day(film=film, date=DAY, by=director)
    assert day.history.get().history_user == director


def test_a_day_with_an_issued_call_sheet_stays(day, director):
    issue(day, director)
    with pytest.raises(schedule.DayIsIssued):
        schedule.bin_day(day=day, by=director)
    assert ShootDay.objects.filter(pk=day.pk).exists()


def test_a_day_goes_into_the_bin_with_its_running_order_and_comes_back_with_it(film, day, director):
    scene = SceneFactory(film=film)
    schedule.schedule_scene(scene=scene, day=day, by=director)
    schedule.bin_day(day=day, by=director)
    assert status(scene) == "planned"
    assert list(film.scenes.unscheduled()) == [scene]
    schedule.restore_day(day=day, by=director)
    assert status(scene) == "scheduled"
    assert list(film.scenes.unscheduled()) == []


# Scenes


def test_a_scheduled_scene_becomes_an_item_of_its_kind_and_length(film, day, director):
    scene = SceneFactory(film=film, kind="b_roll", planned_minutes=45)
    item = schedule.schedule_scene(scene=scene, day=day, by=director)
    assert (item.kind, item.minutes, item.day, status(scene)) == ("b_roll", 45, day, "scheduled")


def test_a_scene_is_put_on_a_day_once_unless_it_is_shot_in_parts(film, day, next_day, director):
    scene = SceneFactory(film=film)
    first = schedule.schedule_scene(scene=scene, day=day, by=director)
    with pytest.raises(schedule.AlreadyScheduled) as refused:
        schedule.schedule_scene(scene=scene, day=next_day, by=director)
    assert refused.value.item == first
    schedule.schedule_scene(scene=scene, day=next_day, by=director, again=True)
    assert scene.running_items.count() == 2


@pytest.mark.parametrize("before", ["part_shot", "shot", "dropped"])
def test_what_was_shot_keeps_its_status(film, day, director, before):
    scene = SceneFactory(film=film, status=before)
    item = schedule.schedule_scene(scene=scene, day=day, by=director)
    assert status(scene) == before
    schedule.park_item(item=item, by=director)
    assert status(scene) == before


def test_a_scene_in_two_parts_is_scheduled_until_the_last_is_parked(film, day, director):
    scene = SceneFactory(film=film)
    parts = [schedule.schedule_scene(scene=scene, day=day, by=director, again=True) for _ in range(2)]
    schedule.park_item(item=parts[0], by=director)
    assert status(scene) == "scheduled"
    schedule.park_item(item=parts[1], by=director)
    assert status(scene) == "planned"


# Items


def test_an_item_enters_before_another_or_at_the_end(film, day, three, director):
    schedule.add_item(film=film, day=day, kind="meal", title="d", by=director)
    schedule.add_item(film=film, day=day, kind="meal", title="x", before=three[1], by=director)
    assert order(day) == ["a", "x", "b", "c", "d"]


@pytest.mark.parametrize(
    ("moved", "before", "expected"),
    [(0, None, "bca"), (2, 0, "cab"), (0, 2, "bac"), (1, 1, "abc"), (2, None, "abc")],
)
def test_moving_within_a_day(day, three, director, moved, before, expected):
    target = None if before is None else three[before]
    if moved == before:  # before itself: it stays where it is seen
        target = three[before + 1]
    schedule.move_item(item=three[moved], day=day, before=target, by=director)
    assert "".join(order(day)) == expected


def test_moving_to_another_day_and_to_the_pool(film, day, next_day, three, director):
    RunningItemFactory(day=next_day, title="x")
    schedule.move_item(item=three[1], day=next_day, by=director)
    assert (order(day), order(next_day)) == (["a", "c"], ["x", "b"])
    schedule.park_item(item=three[0], by=director)
    assert order(day) == ["c"]
    assert [item.title for item in film.running_items.pool()] == ["a"]


def test_renumbering_leaves_the_versions_of_the_others_alone(day, three, director):
    schedule.move_item(item=three[2], day=day, before=three[0], by=director)
    versions = dict(RunningItem.objects.values_list("title", "version"))
    assert versions == {"a": 1, "b": 1, "c": 2}


def test_who_moves_on_top_of_another_change_is_stopped(day, next_day, three, director):
    seen = RunningItem.objects.get(pk=three[0].pk)
    schedule.move_item(item=three[0], day=next_day, by=director)
    with pytest.raises(StaleRecord):
        schedule.move_item(item=seen, day=None, by=director)
    assert order(next_day) == ["a"]


def test_a_neighbour_that_went_elsewhere_stops_the_move(day, next_day, three, director):
    schedule.move_item(item=three[2], day=next_day, by=director)
    with pytest.raises(StaleRecord):
        schedule.move_item(item=three[0], day=day, before=three[2], by=director)
    assert order(day) == ["a", "b"]


def test_nothing_moves_to_a_day_in_the_bin(day, next_day, three, director):
    schedule.bin_day(day=next_day, by=director)
    with pytest.raises(StaleRecord):
        schedule.move_item(item=three[0], day=next_day, by=director)
    assert order(day) == ["a", "b", "c"]


def test_a_binned_item_comes_back_to_its_place(film, day, director):
    scene = SceneFactory(film=film)
    item = schedule.schedule_scene(scene=scene, day=day, by=director)
    schedule.bin_item(item=item, by=director)
    assert (order(day), status(scene)) == ([], "planned")
    schedule.restore_item(item=item, by=director)
    assert (order(day), status(scene)) == ([""], "scheduled")


# Calls


def test_calls_are_filled_from_the_running_order(film, day, director):
    contributor, operator = ContributorFactory(film=film), PersonFactory(film=film)
    RunningItemFactory(day=day, position=1, minutes=60)
    RunningItemFactory(day=day, position=2, minutes=90, people=[contributor, operator])
    calls.fill_calls(day=day, by=director)
    theirs = Call.objects.get(person=contributor)
    assert (theirs.mode, theirs.at, theirs.ready, theirs.release_by) == ("absolute", 450, 470, 570)
    assert Call.objects.get(person=operator).mode == "general"


def test_filling_leaves_what_was_agreed(film, day, director):
    contributor = ContributorFactory(film=film)
    RunningItemFactory(day=day, people=[contributor])
    CallFactory(day=day, person=contributor, mode="absolute", at=600)
    assert calls.fill_calls(day=day, by=director) == []
    assert Call.objects.get().at == 600


def test_filling_needs_a_general_call(film, director):
    day = ShootDayFactory(film=film, general_call=None)
    RunningItemFactory(day=day, people=[ContributorFactory(film=film)])
    with pytest.raises(calls.NoGeneralCall):
        calls.fill_calls(day=day, by=director)


def test_crew_are_called_once(film, day, director):
    people = [PersonFactory(film=film) for _ in range(3)]
    CallFactory(day=day, person=people[0], mode="own")
    assert len(calls.call_crew(day=day, people=people, by=director)) == 2
    assert Call.objects.filter(day=day).count() == 3


# At the same moment


@pytest.fixture
def stage(transactional_db):
    film = FilmFactory()
    user = UserFactory()
    MembershipFactory(film=film, user=user)
    days = [ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=n)) for n in range(2)]
    return film, user, days


def test_two_who_move_the_same_item_move_it_once(stage):
    film, user, days = stage
    item = RunningItemFactory(day=days[0], title="a")
    seen = [RunningItem.objects.get(pk=item.pk) for _ in range(2)]
    results = at_once(
        lambda: schedule.move_item(item=seen[0], day=days[1], by=user),
        lambda: schedule.move_item(item=seen[1], day=None, by=user),
    )
    assert [type(result) for result in results].count(StaleRecord) == 1
    assert [type(result) for result in results].count(RunningItem) == 1
    assert RunningItem.objects.count() == 1


def test_many_who_move_different_items_crosswise_lose_and_double_none(stage):
    film, user, days = stage
    items = [RunningItemFactory(day=days[n % 2], position=n, title=str(n)) for n in range(8)]

    def shuffle(mine):
        def job():
            for turn in range(4):
                for item in mine:
                    fresh = RunningItem.objects.get(pk=item.pk)
                    target = days[(turn + item.pk) % 2]
                    schedule.move_item(item=fresh, day=target, by=user)

        return job

    assert at_once(*(shuffle(items[n::4]) for n in range(4))) == [None] * 4
    assert RunningItem.objects.count() == 8
    for day in days:
        positions = list(RunningItem.objects.filter(day=day).values_list("position", flat=True))
        assert len(set(positions)) == len(positions)


def test_two_who_schedule_the_same_scene_make_one_item(stage):
    film, user, days = stage
    scene = SceneFactory(film=film)
    results = at_once(
        *(lambda day=day: schedule.schedule_scene(scene=scene, day=day, by=user) for day in days)
    )
    assert sorted(type(result).__name__ for result in results) == ["AlreadyScheduled", "RunningItem"]
    assert RunningItem.objects.filter(scene=scene).count() == 1


def test_two_who_fill_the_calls_make_one_call_a_person(stage):
    film, user, days = stage
    people = [ContributorFactory(film=film) for _ in range(3)]
    RunningItemFactory(day=days[0], people=people)
    job = lambda: calls.fill_calls(day=days[0], by=user)  # noqa: E731
    assert sorted(map(len, at_once(job, job))) == [0, 3]
    assert Call.objects.count() == 3
