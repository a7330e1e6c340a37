"""The overview: what comes next, what waits for whom, and how far each scene has come."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from production.actions.call_sheets import gather
from production.models import IssuedCallSheet, Membership
from production.pdf import call_sheet_content
from script.progress import progress
from script.waiting import ASKS, waits
from tests import factories
from tests.factories import (
    CallFactory,
    CellFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    ReleaseFactory,
    RowFactory,
    RunningItemFactory,
    SceneFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SetFactory,
    ShootDayFactory,
    ShotFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2003, 6, 16)


@pytest.fixture
def overview(film):
    return reverse("film-overview", kwargs={"film": film.slug})


@time_machine.travel(datetime(2003, 6, 16, 12, tzinfo=UTC))
def test_the_overview_says_what_comes_and_what_waits(client_of, producer, film, overview):
    first = ShootDayFactory(film=film, date=datetime(2003, 6, 15).date())
    ShootDayFactory(film=film, date=first.date + timedelta(days=2))
    ReleaseFactory(person=ContributorFactory(film=film, name="Octavio"), film=film)
    page = client_of(producer).get(overview).text
    assert "Next day" in page
    assert "17 June 2003" in page
    assert "Day 2 of 2" in page
    assert "Call sheets to issue" in page
    assert "Octavio" in page


@time_machine.travel(datetime(2003, 6, 16, 12, tzinfo=UTC))
def test_crew_find_their_own_call_and_the_place(client_of, crew, film, overview):
    day = ShootDayFactory(film=film, date=datetime(2003, 6, 17).date())
    membership = Membership.objects.get(film=film, user=crew)
    person = PersonFactory(film=film, membership=membership)
    RunningItemFactory(day=day, people=[person], location=LocationFactory(film=film, name="Garden"))
    CallFactory(day=day, person=person, mode="absolute", at=6 * 60 + 10)
    page = client_of(crew).get(overview).text
    assert "Your call" in page
    assert "06:10" in page
    assert "Garden" in page


def test_crew_are_not_sent_what_waits_for_producers(client_of, crew, film, overview):
    ShootDayFactory(film=film)
    ReleaseFactory(person=ContributorFactory(film=film, name="Octavio"), film=film)
    page = client_of(crew).get(overview).text
    assert "Octavio" not in page
    assert "Call sheets to issue" not in page
    assert reverse("film-settings", kwargs={"film": film.slug}) not in page


def told(film, role):
    """What waits for a role: titles with their lines."""
    return {group.title: [one.words for one in group.items] for group in waits(film, role, TODAY)}


# -- what waits --------------------------------------------------------------------------------


def test_call_sheets_wait_until_they_are_issued_and_are_due_the_day_before(film):
    for days in (-1, 0, 1, 2):
        ShootDayFactory(film=film, date=TODAY + timedelta(days=days))
    [group] = [g for g in waits(film, "producer", TODAY) if g.title == "Call sheets to issue"]
    assert [one.level for one in group.items] == ["warn", "warn", "open"]


def test_permits_that_are_missing_or_end(film):
    house = LocationFactory(film=film, name="House", permit_required=True)
    free = LocationFactory(film=film, name="Street")
    for days, place in ((1, house), (2, free), (3, house)):
        day = ShootDayFactory(film=film, date=TODAY + timedelta(days=days))
        RunningItemFactory(day=day, location=place)
    PermitFactory(location=house, number="7", first_date=TODAY, last_date=TODAY + timedelta(days=1))
    PermitFactory(location=free, number="8", first_date=TODAY, last_date=TODAY + timedelta(days=15))
    assert told(film, "producer")["Permits"] == [
        "House: none for Thu 19 Jun",
        "Museum 7 ends on 17 Jun 2003",
    ]


def test_a_worked_day_waits_for_its_report(film, producer):
    day = ShootDayFactory(film=film, date=TODAY - timedelta(days=1))
    ShootDayFactory(film=film, date=TODAY - timedelta(days=2), unit="Never issued")
    content = call_sheet_content.to_json(gather(day))
    IssuedCallSheet.objects.create(
        film=film,
        day=day,
        version=1,
        colour="White",
        content=content,
        issued_at=datetime(2003, 6, 15, tzinfo=UTC),
        issued_by=producer,
    )
    assert told(film, "producer")["Days to close with their report"] == ["Sun 15 Jun, Main unit"]
    factories.ProductionReportFactory(
        day=day, closed_at=datetime(2003, 6, 16, tzinfo=UTC), closed_by=producer
    )
    assert "Days to close with their report" not in told(film, "producer")


def test_what_a_director_has_to_finish(film):
    house = SetFactory(location=LocationFactory(film=film))
    SceneFactory(film=film, number="1", title="Bare")
    SceneFactory(film=film, number="2", title="Set", set=house, synopsis="x")
    SceneFactory(film=film, number="3", title="Archive", kind="archive", synopsis="x")
    whole = SceneFactory(film=film, number="4", title="Whole", set=house, synopsis="x")
    ShotFactory(scene=whole)
    SceneFactory(film=film, number="5", title="Shot", status="shot")
    found = told(film, "director")
    assert found["Scenes to finish"] == ["1 Bare – no synopsis, no set, no shots", "2 Set – no shots"]
    assert found["Scenes without a day"] == ["1 Bare", "2 Set", "4 Whole"]


def test_must_shots_of_days_that_are_over(film):
    over, ahead = (SceneFactory(film=film, number=number) for number in ("1", "2"))
    for scene, days in ((over, -2), (ahead, -3), (ahead, 2)):
        RunningItemFactory(day=ShootDayFactory(film=film, date=TODAY + timedelta(days=days)), scene=scene)
    left = ShotFactory(scene=over, description="The desk")
    ShotFactory(scene=over, status="shot")
    ShotFactory(scene=over, priority="nice")
    ShotFactory(scene=ahead)
    assert told(film, "director")["Must-shots that were left"] == [str(left)]


def test_an_editor_sees_what_was_shot(film):
    SceneFactory(film=film, number="1", title="Gate", status="part_shot")
    SceneFactory(film=film, number="2")
    assert told(film, "editor")["Shot, to be logged"] == ["1 Gate – Partly shot"]


def test_an_editor_sees_interviews_to_log_and_segments_that_speak_to_no_scene(film):
    scene = SceneFactory(film=film, kind="interview", status="shot")
    item = RunningItemFactory(film=film, day=None, kind="interview", scene=scene)
    woods = factories.InterviewFactory(film=film, title="Woods", item=item, status="transcribed")
    for title, status in (("Volkov", "logged"), ("Broué", "planned")):
        factories.InterviewFactory(film=film, title=title, status=status)
    recording = factories.RecordingFactory(interview=woods)
    for gist, rating in (("The wall", 2), ("The gate", 5), ("The garden", 0)):
        segment = factories.SegmentFactory(recording=recording, gist=gist, rating=rating)
    segment.scenes.add(scene)
    found = told(film, "editor")
    assert found["Interviews to log"] == ["Woods – Transcribed"]
    assert found["Segments without a scene"] == ["★★★★★ The gate", "★★ The wall"]
    assert "Shot, to be logged" not in found


def test_many_are_a_few_and_a_number(film):
    for number in range(8):
        SceneFactory(film=film, number=str(number))
    [group] = [g for g in waits(film, "director", TODAY) if g.title == "Scenes without a day"]
    assert (len(group.items), group.more) == (5, 3)


@pytest.mark.parametrize("role", ["crew", "viewer"])
def test_for_some_nothing_ever_waits(film, role):
    SceneFactory(film=film)
    assert role not in ASKS
    assert waits(film, role, TODAY) == []


# -- progress ----------------------------------------------------------------------------------


def bars(film):
    return {row.scene.number: [part.state for part in row.parts] for row in progress(film).rows}


def test_a_bar_of_five_says_what_is_known(film):
    scenes = {number: SceneFactory(film=film, number=number) for number in "123456"}
    RunningItemFactory(day=ShootDayFactory(film=film), scene=scenes["2"])
    ShotFactory(scene=scenes["2"], status="shot")
    ShotFactory(scene=scenes["2"])
    for number, changes in {
        "3": {"status": "shot"},
        "4": {"kind": "archive"},
        "5": {"status": "dropped"},
        "6": {"status": "part_shot"},
    }.items():
        for name, value in changes.items():
            setattr(scenes[number], name, value)
        scenes[number].save()
    RowFactory(scene=ScriptSceneFactory(script=ScriptFactory(film=film, is_working=True), scene=scenes["2"]))
    RowFactory(scene=ScriptSceneFactory(script=ScriptFactory(film=film), scene=scenes["3"]))  # a teaser
    assert bars(film) == {
        "1": ["open", "open", "open", "open", "later"],
        "2": ["done", "part", "open", "done", "later"],
        "3": ["done", "done", "open", "open", "later"],
        "4": ["none", "none", "none", "open", "later"],
        "6": ["open", "part", "open", "open", "later"],
    }
    planned, shot, _logged, script, cleared = progress(film).totals
    assert (planned.done, planned.of, shot.done, shot.of) == (2, 4, 1, 4)
    assert (script.done, script.of) == (1, 5)
    assert not cleared.is_known


def test_a_scene_is_logged_with_its_interviews_or_by_what_speaks_to_it(film, producer):
    scenes = {number: SceneFactory(film=film, number=number) for number in "123456"}
    for number in "34":
        scenes[number].kind = "b_roll"
        scenes[number].save()
    for number, statuses in {"1": ["logged"], "2": ["logged", "shot"], "6": ["transcribed"]}.items():
        for status in statuses:
            item = RunningItemFactory(film=film, day=None, kind="interview", scene=scenes[number])
            factories.InterviewFactory(film=film, item=item, status=status)
    segment = factories.SegmentFactory(recording__interview__film=film)
    segment.scenes.add(scenes["3"])
    binned = factories.SegmentFactory(recording__interview__film=film)
    binned.scenes.add(scenes["4"])
    binned.recording.bin(by=producer)
    shares = {row.scene.number: row.parts[2].share for row in progress(film).rows}
    assert shares == {"1": 1.0, "2": 0.5, "3": 1.0, "4": None, "5": 0.0, "6": 0.5}


def test_a_parked_scene_and_one_of_a_deleted_day_are_not_planned(film, producer):
    parked, deleted = (SceneFactory(film=film, number=number) for number in "12")
    RunningItemFactory(film=film, day=None, scene=parked)
    day = ShootDayFactory(film=film)
    RunningItemFactory(day=day, scene=deleted)
    day.bin(by=producer)
    assert {number: states[0] for number, states in bars(film).items()} == {"1": "open", "2": "open"}


def test_the_bar_is_told_in_words(client_of, viewer, film, overview):
    SceneFactory(film=film, number="1", title="Gate", status="shot")
    page = client_of(viewer).get(overview).text
    assert 'role="img" aria-label="Planned: yes; Shot: yes; Logged: not yet; In the script' in page


def test_crew_see_no_scenes(client_of, crew, film, overview):
    SceneFactory(film=film, number="1", title="The secret gate")
    assert "secret gate" not in client_of(crew).get(overview).text


# -- whole -------------------------------------------------------------------------------------


@time_machine.travel(datetime(2003, 6, 16, 12, tzinfo=UTC))
def test_ones_next_call_on_another_day(client_of, crew, film, overview):
    ShootDayFactory(film=film, date=TODAY)
    later = ShootDayFactory(film=film, date=TODAY + timedelta(days=3))
    person = PersonFactory(film=film, membership=Membership.objects.get(film=film, user=crew))
    assert "No call of yours" in client_of(crew).get(overview).text
    CallFactory(day=later, person=person, mode="absolute", at=370)
    page = client_of(crew).get(overview).text
    assert "Your next call" in page
    assert "06:10" in page


@time_machine.travel(datetime(2003, 6, 16, 12, tzinfo=UTC))
@pytest.mark.parametrize("role", ["producer", "director", "editor", "crew", "viewer"])
def test_the_overview_asks_as_little_whatever_there_is(client_of, film, overview, role, request):
    client = client_of(request.getfixturevalue(role))

    def more(numbers):
        for number in numbers:
            scene = SceneFactory(film=film, number=str(number))
            day = ShootDayFactory(film=film, date=TODAY + timedelta(days=number - 10))
            people = [PersonFactory(film=film)]
            place = LocationFactory(film=film, permit_required=True)
            RunningItemFactory(day=day, scene=scene, people=people, location=place)
            ReleaseFactory(person=ContributorFactory(film=film), film=film)
            ShotFactory(scene=scene)
            factories.SubjectFactory(film=film, person=people[0])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(overview).status_code == 200
        return len(captured)

    more(range(2, 20, 2))
    queries()
    few = queries()
    more(range(21, 40, 2))
    assert queries() <= few <= 32


def test_the_running_time_of_the_working_script_stands_against_its_target(client, film, viewer, crew):
    script = ScriptFactory(film=film, title="Long version", is_working=True, target_seconds=600)
    row = RowFactory(scene=ScriptSceneFactory(script=script))
    CellFactory(row=row, text=" ".join(["word"] * 650))
    client.force_login(viewer)
    page = client.get(reverse("film-overview", args=[film.slug])).content.decode()
    assert "Long version" in page
    assert "<strong>5:00</strong>" in page
    assert "of 10:00" in page
    assert 'value="50"' in page
    client.force_login(crew)
    assert "Long version" not in client.get(reverse("film-overview", args=[film.slug])).content.decode()
