"""Issuing: what it refuses, what it keeps for ever, and two who issue at the same moment."""

from datetime import UTC, date, datetime

import pytest

from production.actions import call_sheets
from production.models import Call, Frozen, IssuedCallSheet, ShootDay
from tests.at_once import at_once
from tests.factories import (
    CallFactory,
    ContributorFactory,
    FilmFactory,
    LocationFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    ShootDayFactory,
    UserFactory,
)

EVENING_BEFORE = datetime(2003, 6, 16, 22, tzinfo=UTC)
LONG_BEFORE = datetime(2003, 6, 10, tzinfo=UTC)
DAY = date(2003, 6, 17)


def ready_day(film):
    """A day whose sheet can be issued."""
    day = ShootDayFactory(film=film, date=DAY, general_call=7 * 60)
    person = ContributorFactory(film=film, name="Esteban Volkov")
    ReleaseFactory(person=person, state="signed", signed_on=DAY)
    item = RunningItemFactory(day=day, location=LocationFactory(film=film), kind="interview", minutes=60)
    item.people.add(person)
    CallFactory(day=day, person=person, mode="absolute", at=7 * 60)
    CallFactory(day=day, person=PersonFactory(film=film, name="Ana"))
    return day


@pytest.fixture
def day(film):
    return ready_day(film)


def issue(day, by, version=1, now=LONG_BEFORE, **more):
    return call_sheets.issue(day=day, expected_version=version, by=by, now=now, **more)


def move_ana(day, minutes=-30):
    call = Call.objects.get(day=day, person__name="Ana")
    call.mode, call.offset = "relative", minutes
    call.save()


def test_the_first_version_is_numbered_coloured_and_signed(day, producer):
    sheet = issue(day, producer)
    assert (sheet.version, sheet.colour, sheet.issued_by) == (1, "White", producer)
    assert sheet.issued_at == LONG_BEFORE
    assert sheet.sheet == call_sheets.gather(day)


def test_the_colours_follow_the_films_list_and_start_again(day, film, producer):
    film.revision_colours = ["White", "Azul"]
    film.save()
    colours = []
    for version in range(1, 6):
        colours.append(issue(ShootDay.objects.get(pk=day.pk), producer, version).colour)
        move_ana(day, -version)
    assert colours == ["White", "Azul", "Second White", "Second Azul", "Third White"]


def test_what_was_issued_never_changes(day, producer):
    sheet = issue(day, producer)
    before = sheet.sheet
    move_ana(day)
    day.date, day.unit = date(2003, 6, 20), "Second unit"
    day.save()
    again = IssuedCallSheet.objects.get()
    assert again.sheet == before
    again.colour = "Blue"
    with pytest.raises(Frozen):
        again.save()
    with pytest.raises(Frozen):
        again.delete()
    with pytest.raises(Frozen):
        IssuedCallSheet.objects.update(colour="Blue")


def test_an_issued_sheet_keeps_its_number_when_a_day_is_inserted(day, film, producer):
    sheet = issue(day, producer)
    ShootDayFactory(film=film, date=date(2003, 6, 1))
    assert IssuedCallSheet.objects.get(pk=sheet.pk).sheet.number == 1
    assert call_sheets.gather(day).number == 2


def test_a_red_point_refuses(day, film, producer):
    film.locations.update(address="")
    with pytest.raises(call_sheets.NotReady) as refused:
        issue(day, producer)
    assert [point.rule for point in refused.value.readiness.red] == ["no_address"]
    assert not IssuedCallSheet.objects.exists()


def test_an_open_warning_refuses_until_it_is_accepted(day, producer):
    with pytest.raises(call_sheets.NotReady) as refused:
        issue(day, producer, now=datetime(2003, 6, 17, 5, tzinfo=UTC))
    (point,) = refused.value.readiness.open
    assert point.rule == "issued_late"
    now = datetime(2003, 6, 17, 5, tzinfo=UTC)
    call_sheets.accept_warning(
        day=day,
        rule=point.rule,
        subject=point.subject,
        facts=point.facts,
        reason="The permit came at midnight.",
        by=producer,
        now=now,
    )
    assert issue(day, producer, now=now).version == 1


def test_a_warning_that_is_gone_can_not_be_accepted(day, producer):
    with pytest.raises(call_sheets.PointChanged):
        call_sheets.accept_warning(
            day=day, rule="late_lunch", subject="", facts="0" * 64, reason="x", by=producer, now=LONG_BEFORE
        )
    assert not day.accepted_warnings.exists()


def test_a_red_point_can_not_be_accepted(day, film, producer):
    film.locations.update(address="")
    with pytest.raises(call_sheets.PointChanged):
        call_sheets.accept_warning(
            day=day,
            rule="no_address",
            subject=f"location:{film.locations.get().pk}",
            facts="",
            reason="x",
            by=producer,
            now=LONG_BEFORE,
        )


def test_a_version_that_is_there_already(day, producer, director):
    first = issue(day, producer)
    move_ana(day)
    with pytest.raises(call_sheets.AlreadyIssued) as refused:
        issue(day, director, version=1)
    assert refused.value.sheet == first
    assert IssuedCallSheet.objects.count() == 1


def test_nothing_changed(day, producer):
    first = issue(day, producer)
    with pytest.raises(call_sheets.NothingChanged) as refused:
        issue(day, producer, version=2)
    assert refused.value.sheet == first


def test_what_was_not_read_is_not_issued(day, producer):
    seen = call_sheets.digest(call_sheets.gather(day))
    move_ana(day)
    with pytest.raises(call_sheets.DayChanged):
        issue(day, producer, seen=seen)
    assert issue(day, producer, seen=call_sheets.digest(call_sheets.gather(day))).version == 1


def test_a_change_of_a_call_makes_the_next_version_and_says_so(day, producer):
    first = issue(day, producer)
    move_ana(day)
    second = issue(day, producer, version=2)
    changed = call_sheets.changed_since(first, second)
    assert second.colour == "Blue"
    assert changed.since.colour == "White"
    assert [(c.section, c.subject, c.field) for c in changed.changes] == [("crew", "Ana", "call")]
    assert changed.people == {Call.objects.get(person__name="Ana").person_id}


def test_a_reader_is_not_sent_what_has_become_private(day, film, producer):
    sheet = issue(day, producer)
    assert any(call.phone for call in sheet.sheet.crew)
    assert not any(call.phone for call in call_sheets.read(sheet, ["phone"]).crew)


def test_the_time_of_issue_stands_on_the_clock_of_the_day(day, producer):
    issued = call_sheets.issue_of(issue(day, producer))
    assert f"{issued.issued_at:%Y-%m-%d %H:%M}" == "2003-06-09 19:00"
    assert issued.tint == "#f6f5f1"


# Two at the same moment ------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_two_who_issue_at_the_same_moment_make_one_version(turn):
    film = FilmFactory()
    day = ready_day(film)
    ana, juan = UserFactory(name="Ana"), UserFactory(name="Juan")
    results = at_once(
        *(lambda by=by: issue(ShootDay.objects.get(pk=day.pk), by) for by in (ana, juan, ana, juan))
    )
    (sheet,) = IssuedCallSheet.objects.all()
    told = [result for result in results if isinstance(result, call_sheets.AlreadyIssued)]
    assert len(told) == 3
    assert {refused.sheet for refused in told} == {sheet}
    assert [result for result in results if result not in told] == [sheet]


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_the_same_warning_keep_one_reason():
    film = FilmFactory()
    day, user = ready_day(film), UserFactory()
    now = datetime(2003, 6, 17, 5, tzinfo=UTC)
    (point,) = call_sheets.readiness(day, now=now).open
    wanted = {"rule": point.rule, "subject": point.subject, "facts": point.facts}

    def accept():
        return call_sheets.accept_warning(
            day=ShootDay.objects.get(pk=day.pk), reason="Late permit", by=user, now=now, **wanted
        )

    first, second = at_once(accept, accept)
    assert first == second
    assert day.accepted_warnings.count() == 1
