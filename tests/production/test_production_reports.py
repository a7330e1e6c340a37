"""A day is closed: what it changes elsewhere, all at once or not at all, and how it is corrected."""

from functools import partial

import pytest

from production.actions import production_reports as reports
from production.actions import schedule
from production.models import (
    AddedItem,
    Frozen,
    PersonTime,
    ProductionReport,
    Release,
    ReleaseSigning,
    ReportedItem,
    ReportedShot,
    RunningItem,
    ShootDay,
    SignedReport,
)
from tests.at_once import at_once
from tests.factories import (
    ContributorFactory,
    ProductionReportFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    ShootDayFactory,
    ShotFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(film):
    return ShootDayFactory(film=film)


@pytest.fixture
def report(day):
    return ProductionReportFactory(day=day)


def item_of(day, **scene):
    return RunningItemFactory(
        day=day, title="", scene=SceneFactory(film=day.film, status="scheduled", **scene)
    )


def tell(report, item, outcome="done", **more):
    return ReportedItem.objects.create(report=report, item=item, outcome=outcome, **more)


def close(report, by, signer="Inés Robledo"):
    report.refresh_from_db()
    seen = reports.digest(reports.read(report))
    return reports.close(report=report, signer=signer, seen=seen, by=by)


def status(record):
    record.refresh_from_db()
    return record.status


def test_a_scene_that_is_done_is_shot(day, report, producer):
    item = item_of(day)
    tell(report, item)
    signed = close(report, producer)
    assert status(item.scene) == "shot"
    assert item.scene.history.first().history_user == producer
    assert signed.version == 1
    assert signed.report.outcomes("done")[0].scene == item.scene.number


def test_what_is_left_keeps_a_scene_partly_shot(day, report, producer):
    item = item_of(day)
    tell(report, item, "part", reason="The light went")
    close(report, producer)
    assert status(item.scene) == "part_shot"
    rest = RunningItem.objects.pool().get(scene=item.scene)
    assert rest.minutes == item.minutes
    item.refresh_from_db()
    assert item.day == day


def test_a_part_of_which_nothing_more_is_wanted_is_enough(day, report, producer):
    item = item_of(day)
    tell(report, item, "part", to_pool=False)
    close(report, producer)
    assert status(item.scene) == "shot"
    assert not RunningItem.objects.pool().exists()


def test_what_was_not_done_goes_back_to_the_pool(day, report, producer):
    item = item_of(day)
    tell(report, item, "not_done", reason="Rain")
    close(report, producer)
    item.refresh_from_db()
    assert item.day is None
    assert status(item.scene) == "planned"


def test_a_scene_that_waits_on_another_day_is_partly_shot(day, report, producer):
    item = item_of(day)
    RunningItemFactory(day=ShootDayFactory(film=day.film), scene=item.scene)
    tell(report, item)
    close(report, producer)
    assert status(item.scene) == "part_shot"


def test_an_open_must_keeps_a_scene_partly_shot_and_a_nice_one_does_not(day, report, producer):
    first, second = item_of(day), item_of(day)
    ShotFactory(scene=first.scene, priority="must")
    ShotFactory(scene=second.scene, priority="nice")
    for item in (first, second):
        tell(report, item)
    close(report, producer)
    assert (status(first.scene), status(second.scene)) == ("part_shot", "shot")


def test_a_ticked_shot_is_shot_on_this_day(day, report, producer):
    item = item_of(day)
    shot = ShotFactory(scene=item.scene, priority="must")
    tell(report, item)
    ReportedShot.objects.create(report=report, shot=shot)
    close(report, producer)
    assert (status(shot), shot.shot_on) == ("shot", day)
    assert status(item.scene) == "shot"


def test_what_was_added_counts_for_its_scene(day, report, producer):
    scene = SceneFactory(film=day.film)
    AddedItem.objects.create(report=report, scene=scene, title="Hands at the gate", minutes=10)
    close(report, producer)
    assert status(scene) == "shot"


def test_a_dropped_scene_stays_dropped(day, report, producer):
    item = item_of(day)
    item.scene.status = "dropped"
    item.scene.save()
    tell(report, item)
    close(report, producer)
    assert status(item.scene) == "dropped"


def signed_release(report, film, **values):
    release = ReleaseFactory(person=ContributorFactory(film=film), state="sent", **values)
    ReleaseSigning.objects.create(
        report=report, release=release, signer="Esteban Volkov", signed_on=report.day.date
    )
    return release


def test_a_release_becomes_signed_by_its_own_rules(film, report, producer):
    release = signed_release(report, film)
    close(report, producer)
    release.refresh_from_db()
    assert (release.state, release.signer, release.signed_on) == (
        "signed",
        "Esteban Volkov",
        report.day.date,
    )


def test_a_release_with_limits_is_signed_with_restrictions(film, report, producer):
    release = signed_release(report, film, limits="no promo")
    close(report, producer)
    assert Release.objects.get(pk=release.pk).state == "restricted"


def test_a_release_that_was_signed_meanwhile_stays_as_it_is(film, report, producer):
    release = signed_release(report, film)
    Release.objects.filter(pk=release.pk).update(state="filed", signer="Other", signed_on="2003-01-01")
    close(report, producer)
    assert Release.objects.get(pk=release.pk).signer == "Other"


@pytest.mark.parametrize(
    ("values", "outcome", "reason"),
    [({"call": None}, "done", ""), ({"wrap": None}, "done", ""), ({}, "", ""), ({}, "not_done", "")],
)
def test_what_is_missing_keeps_the_day_open(day, producer, values, outcome, reason):
    report = ProductionReportFactory(day=day, **values)
    item = item_of(day)
    if outcome:
        tell(report, item, outcome, reason=reason)
    with pytest.raises(reports.NotComplete) as refusal:
        close(report, producer)
    assert len(refusal.value.missing) == 1
    assert status(item.scene) == "scheduled"
    assert not SignedReport.objects.exists()


def test_what_changed_after_it_was_read_is_not_signed(day, report, producer):
    item = item_of(day)
    tell(report, item)
    seen = reports.digest(reports.read(report))
    item.scene.status = "dropped"
    item.scene.save()
    with pytest.raises(reports.ReportChanged):
        reports.close(report=report, signer="Inés", seen=seen, by=producer)


def test_a_fault_on_the_way_changes_nothing(day, report, producer, monkeypatch):
    item = item_of(day)
    tell(report, item)
    seen = reports.digest(reports.read(report))
    monkeypatch.setattr(reports.SignedReport.objects, "create", lambda **values: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reports.close(report=report, signer="Inés", seen=seen, by=producer)
    assert status(item.scene) == "scheduled"
    assert not ProductionReport.objects.closed().exists()


def test_what_is_signed_never_changes(day, report, producer):
    signed = close(report, producer)
    for change in (signed.save, signed.delete, SignedReport.objects.all().delete):
        with pytest.raises(Frozen):
            change()


def test_signing_twice_makes_one_version(report, producer):
    close(report, producer)
    with pytest.raises(reports.AlreadyClosed):
        close(report, producer)


# The closed day


def test_a_closed_day_refuses_changes_of_its_running_order(day, report, producer):
    item = item_of(day)
    tell(report, item)
    close(report, producer)
    item.refresh_from_db()
    for change in (
        lambda: schedule.park_item(item=item, by=producer),
        lambda: schedule.bin_item(item=item, by=producer),
        lambda: schedule.add_item(film=day.film, day=day, by=producer, title="Late"),
        lambda: schedule.bin_day(day=day, by=producer),
    ):
        with pytest.raises(schedule.DayIsClosed):
            change()


# Corrections


@pytest.fixture
def reopened(day, report, producer):
    item = item_of(day)
    shot = ShotFactory(scene=item.scene, priority="nice")
    tell(report, item)
    ReportedShot.objects.create(report=report, shot=shot)
    close(report, producer)
    reports.reopen(day=day, reason="The wrong scene", by=producer)
    return item


def test_a_correction_takes_back_what_the_closing_did(day, report, reopened, producer):
    report.items.update(outcome="not_done", reason="Rain")
    report.shots.all().delete()
    second = close(report, producer)
    assert second.version == 2
    assert second.report.correction == "The wrong scene"
    reopened.refresh_from_db()
    assert reopened.day is None
    assert status(reopened.scene) == "planned"
    shot = reopened.scene.shots.get()
    assert (shot.status, shot.shot_on) == ("planned", None)


def test_a_correction_leaves_alone_what_somebody_changed_since(day, report, reopened, producer):
    scene = reopened.scene
    scene.refresh_from_db()
    scene.status = "dropped"
    scene.save()
    close(report, producer)
    assert status(scene) == "dropped"


def test_what_was_planned_stays_as_it_was_first_signed(day, report, reopened, producer):
    first = SignedReport.objects.get()
    ShootDay.objects.filter(pk=day.pk).update(general_call=600)
    second = close(report, producer)
    assert second.report.time("call").scheduled == first.report.time("call").scheduled


def test_an_item_corrected_to_done_comes_back_to_its_day(day, report, producer):
    item = item_of(day)
    line = tell(report, item, "not_done", reason="Rain")
    close(report, producer)
    reports.reopen(day=day, reason="It was shot", by=producer)
    line.outcome = "done"
    line.save()
    close(report, producer)
    item.refresh_from_db()
    assert item.day == day
    assert status(item.scene) == "shot"


def test_the_item_for_what_was_left_goes_when_nothing_is_left(day, report, producer):
    item = item_of(day)
    tell(report, item, "part")
    close(report, producer)
    reports.reopen(day=day, reason="All of it", by=producer)
    report.items.update(outcome="done")
    close(report, producer)
    assert not RunningItem.objects.pool().exists()
    assert status(item.scene) == "shot"


def test_nothing_is_reopened_twice(day, report, reopened, producer):
    with pytest.raises(reports.NotClosed):
        reports.reopen(day=day, reason="Again", by=producer)


# Times


def test_rest_is_counted_from_the_evening_before_and_overtime_from_the_planned_release(film, producer):
    from datetime import timedelta

    from tests.factories import DAY, CallFactory, PersonFactory

    person = PersonFactory(film=film)
    before, day = (
        ShootDayFactory(film=film, date=DAY),
        ShootDayFactory(film=film, date=DAY + timedelta(days=1)),
    )
    for on in (before, day):
        CallFactory(day=on, person=person, release_by=18 * 60)
    earlier, report = ProductionReportFactory(day=before), ProductionReportFactory(day=day)
    PersonTime.objects.create(report=earlier, person=person, arrived=420, released=24 * 60)
    PersonTime.objects.create(report=report, person=person, arrived=420, released=19 * 60)
    [one] = reports.gather(report).people
    assert (one.rest, one.is_short, one.overtime, one.worked) == (7 * 60, True, 60, 12 * 60)


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_make_one_version(film, producer):
    day = ShootDayFactory(film=film)
    report = ProductionReportFactory(day=day)
    item = item_of(day)
    tell(report, item, "part")
    seen = reports.digest(reports.read(report))
    sign = partial(reports.close, report=report, signer="Inés", seen=seen, by=producer)
    outcomes = at_once(sign, sign)
    assert [isinstance(outcome, reports.AlreadyClosed) for outcome in outcomes].count(True) == 1
    assert SignedReport.objects.count() == 1
    assert RunningItem.objects.pool().filter(scene=item.scene).count() == 1
