"""The film's records become reports; who may see which; what never leaves."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from production.actions import release_report, reports
from production.models import Heir, Location, Person
from tests.factories import (
    DAY,
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
)
from tests.production.pdf import reading

pytestmark = pytest.mark.django_db
NAMES = ["one-liner", "shooting-schedule", "day-out-of-days", "contacts", "contacts-private", "releases"]
WHO = {
    "one-liner": {"producer", "director", "editor", "crew", "viewer"},
    "shooting-schedule": {"producer", "director", "editor", "crew", "viewer"},
    "day-out-of-days": {"producer", "director", "editor", "viewer"},
    "contacts": {"producer", "director", "editor", "viewer"},
    "contacts-private": {"producer", "director"},
    "releases": {"producer", "director", "editor"},
}


def on(days):
    return DAY + timedelta(days=days)


def day(film, days, **values):
    return ShootDayFactory(film=film, date=on(days), **values)


def work(of, *people, **values):
    return RunningItemFactory(day=of, people=list(people), **values)


def cells(grid):
    return {row.name: row for _code, rows in grid.groups for row in rows}


@pytest.fixture
def shoot(film, house):
    """One day with a scene, a meal and a person called."""
    volkov = ContributorFactory(film=film, number=1, name="Esteban Volkov", may_be_held=True)
    ana = PersonFactory(
        film=film, name="Ana Ruiz", position="Gaffer", email="ana@example.org", phone="+52 55 5550 0123"
    )
    scene = SceneFactory(film=film, number="12", title="The desk", people=[volkov], int_ext="int")
    scene.set = SetFactory(location=house, name="Study")
    scene.save()
    PermitFactory(location=house, issuer="INAH", number="401")
    first = day(film, 0, kit="Crane by noon")
    work(first, scene=scene, title="", minutes=90, position=1)
    work(first, kind="meal", title="Lunch", minutes=60, position=2)
    CallFactory(day=first, person=ana)
    return first


# One-liner and shooting schedule


def test_strips_stand_in_order_under_the_number_of_their_day(film, shoot):
    day(film, -1, day_type="travel")
    (travel, first) = reports.schedule(film).days
    assert (travel.number, first.number) == (None, 1)
    assert [(s.scene, s.description, s.minutes) for s in first.strips] == [
        ("12", "The desk", 90),
        ("", "Lunch", 60),
    ]
    assert first.minutes == 150
    assert (first.strips[0].set_name, first.strips[0].place) == ("Study", "House")
    assert first.strips[0].people == ("1",)
    assert f"{first.strips[1].start:%H:%M}" == "08:30"


def test_what_lies_in_the_bin_is_in_no_report(film, shoot, producer):
    shoot.running_items.last().bin(by=producer)
    gone = day(film, 5)
    work(gone, title="Gone for good")
    gone.bin(by=producer)
    (first,) = reports.schedule(film).days
    assert [strip.scene for strip in first.strips] == ["12"]


def test_permits_of_the_date_stand_with_the_day(film, shoot, house):
    PermitFactory(location=house, number="old", last_date=on(-1), first_date=on(-2))
    assert reports.schedule(film, with_permits=True).days[0].permits == ("House: INAH 401",)
    assert reports.schedule(film).days[0].permits == ()


def test_a_day_off_without_work_is_left_out(film, shoot):
    day(film, 1, day_type="off")
    assert len(reports.schedule(film).days) == 1


# Day-out-of-days


def test_a_single_date_is_first_and_last(film):
    person = ContributorFactory(film=film, may_be_held=True)
    work(day(film, 0), person)
    row = cells(reports.grid(film))[person.name]
    assert (row.cells, row.work, row.held, row.travel) == (("SWF",), 1, 0, 0)


def test_held_between_only_who_may_be_and_never_on_a_day_off(film):
    held = ContributorFactory(film=film, may_be_held=True)
    free = ContributorFactory(film=film)
    first, last = day(film, 0), day(film, 4)
    day(film, 2, day_type="off")
    for one in (first, last):
        work(one, held, free)
    found = cells(reports.grid(film))
    assert found[held.name].cells == ("SW", "H", "", "H", "WF")
    assert found[free.name].cells == ("SW", "", "", "", "WF")
    assert (found[held.name].work, found[held.name].held) == (2, 2)


def test_a_date_off_for_one_unit_only_is_no_company_day_off(film):
    held, other = ContributorFactory(film=film, may_be_held=True), ContributorFactory(film=film)
    for n in (0, 2):
        work(day(film, n), held)
    day(film, 1, day_type="off", unit="Second unit")
    work(day(film, 1), other)
    assert cells(reports.grid(film))[held.name].cells == ("SW", "H", "WF")


def test_work_wins_over_travel_and_both_count(film):
    person = ContributorFactory(film=film)
    work(day(film, 0), person)
    work(day(film, 1), person)
    work(day(film, 1, unit="Second unit", day_type="travel"), person)
    CallFactory(day=day(film, 2, day_type="travel"), person=person)
    row = cells(reports.grid(film))[person.name]
    assert row.cells == ("SW", "WF", "T")
    assert (row.work, row.held, row.travel) == (2, 0, 2)


def test_recce_and_preparation_are_r(film):
    crew = PersonFactory(film=film)
    for n, kind in enumerate(("recce", "prep", "shoot")):
        CallFactory(day=day(film, n, day_type=kind), person=crew)
    assert cells(reports.grid(film))[crew.name].cells == ("R", "R", "SWF")


def test_a_call_alone_is_work_for_crew_and_none_for_a_contributor(film):
    crew, guest = PersonFactory(film=film), ContributorFactory(film=film)
    first = day(film, 0)
    CallFactory(day=first, person=crew)
    CallFactory(day=first, person=guest)
    assert list(cells(reports.grid(film))) == [crew.name]


def test_codes_are_those_of_the_call_sheet(film):
    from production.actions.call_sheets import gather

    people = [ContributorFactory(film=film, number=n, may_be_held=n % 2 == 0) for n in range(1, 5)]
    days = [day(film, n) for n in range(4)]
    for n, one in enumerate(days):
        work(one, *people[: n + 1])
    work(day(film, 5, day_type="travel"), people[0])
    found = cells(reports.grid(film))
    for n, one in enumerate(days):
        for contributor in gather(one).contributors:
            assert found[contributor.name].cells[n] == contributor.status


def test_the_dead_do_not_work(film):
    gone = ContributorFactory(film=film, died=on(-10))
    work(day(film, 0), gone)
    assert gone.name not in cells(reports.grid(film))


def test_long_stretches_without_a_day_are_left_out_but_counted(film):
    person = ContributorFactory(film=film, may_be_held=True)
    for n in (0, 2, 100):
        work(day(film, n), person)
    grid = reports.grid(film)
    assert grid.dates == (on(0), on(1), on(2), on(100))
    assert grid.is_folded
    row = cells(grid)[person.name]
    assert row.cells == ("SW", "H", "W", "WF")
    assert row.held == 98


def test_locations_stand_by_first_use(film, shoot, house):
    gate = LocationFactory(film=film, name="A gate")
    work(day(film, 1), location=gate)
    groups = dict(reports.grid(film).groups)
    assert [row.name for row in groups["locations"]] == ["House", "A gate"]
    assert "locations" not in dict(reports.grid(film, with_locations=False).groups)


# Contact list


def test_the_list_for_everybody_leaves_out_what_is_private(film, shoot):
    film.private_fields = ["email"]
    film.save()
    Person.objects.update(diet="no salt", emergency_contact="Verónica", notes="secret", companion="nurse")
    found = dict(reports.contacts(film).departments)
    assert found["camera"][0].phone
    assert not found["camera"][0].email
    assert not any(one.diet or one.emergency or one.companion for rows in found.values() for one in rows)
    private = dict(reports.contacts(film, is_private=True).departments)
    assert private["camera"][0].email == "ana@example.org"
    assert private[""][0].diet == "no salt"


def test_departments_stand_in_the_order_of_the_trade(film, shoot):
    PersonFactory(film=film, department="production")
    assert [code for code, _rows in reports.contacts(film).departments] == ["production", "camera", ""]


# Release status


def line_of(film, name):
    return next(line for line in release_report.releases(film).lines if line.name == name)


def test_nothing_on_record_is_needed(film):
    person = ContributorFactory(film=film)
    line = line_of(film, person.name)
    assert (line.standing, line.missing) == ("needed", (("none", ""),))


@pytest.mark.parametrize(
    ("state", "missing"), [("needed", "not_sent"), ("sent", "not_back"), ("spoken", "spoken")]
)
def test_what_is_missing_is_said(film, state, missing):
    release = ReleaseFactory(person=ContributorFactory(film=film), state=state)
    assert line_of(film, release.person.name).missing == ((missing, ""),)


def test_heirs_are_counted_and_named(film):
    person = ContributorFactory(film=film, died=date(2001, 1, 1))
    release = ReleaseFactory(person=person, kind="estate", state="sent")
    for number, signed in enumerate((on(0), None, None)):
        Heir.objects.create(release=release, name=f"Heir {number}", signed_on=signed)
    line = line_of(film, person.name)
    assert (line.standing, line.kind) == ("estate", "estate")
    assert line.missing == (("heirs", "1/3"), ("names", "Heir 1, Heir 2"), ("authority", ""))


def test_a_place_on_camera_without_release_is_needed(film, shoot, house):
    LocationFactory(film=film, name="Never used")
    lines = release_report.releases(film).lines
    places = [line for line in lines if line.kind == "location"]
    assert [(line.name, line.standing, line.first_on) for line in places] == [("House", "needed", on(0))]
    ReleaseFactory(film=film, kind="location", person=None, location=house, state="signed", signed_on=on(-1))
    assert line_of(film, "House").standing == "signed"


def test_a_lapsed_release_of_a_place_is_expired(film, house):
    ReleaseFactory(
        film=film,
        kind="location",
        person=None,
        location=house,
        state="signed",
        signed_on=on(-9),
        expires_on=on(-1),
    )
    assert line_of(film, "House").standing == "expired"


# Pages and files


def address(film, name, file=False):
    return reverse(f"report-{name}" + ("-pdf" if file else ""), args=[film.slug])


@pytest.mark.parametrize("who", ["producer", "director", "editor", "crew", "viewer"])
@pytest.mark.parametrize("name", NAMES)
def test_each_report_opens_for_those_whom_it_concerns(request, client_of, film, shoot, name, who):
    client = client_of(request.getfixturevalue(who))
    expected = 200 if who in WHO[name] else 403
    assert client.get(address(film, name)).status_code == expected
    assert client.get(address(film, name, file=True)).status_code == expected
    listed = client.get(reverse("report-list", args=[film.slug])).content.decode()
    assert (address(film, name) in listed) == (who in WHO[name])


@pytest.mark.parametrize("name", [*NAMES, "list"])
def test_strangers_find_nothing_and_others_sign_in(client, client_of, film, stranger, name):
    assert client_of(stranger).get(address(film, name)).status_code == 404
    assert "login" in client.get(address(film, name)).headers["Location"]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_and_the_file_say_the_same(client_of, film, shoot, producer, name):
    client = client_of(producer)
    page = client.get(address(film, name)).content.decode()
    response = client.get(address(film, name, file=True))
    assert response.headers["Content-Disposition"] == f'inline; filename="house-{name}.pdf"'
    read = reading.words(response.content)
    words = {
        "one-liner": ["The desk", "1 h 30", "End of Day 1 — Tuesday, 17 June 2003 — 2 h 30"],
        "shooting-schedule": ["1 Esteban Volkov", "House: INAH 401", "Crane by noon"],
        "day-out-of-days": ["Esteban Volkov", "SWF", "Gaffer"],
        "contacts": ["Ana Ruiz", "+52 55 5550 0123"],
        "contacts-private": ["ana@example.org", "With private data: not to be passed on."],
        "releases": ["Esteban Volkov", "No release on record"],
    }[name]
    for word in words:
        assert word in page
        assert word in read


def test_the_language_and_the_paper_asked_for(client_of, film, shoot, crew):
    url = address(film, "one-liner", file=True)
    response = client_of(crew).get(url, {"language": "es", "paper": "letter"})
    page = PdfReader(BytesIO(response.content)).pages[0]
    assert page.mediabox.width == 612
    assert "Fin del día 1 — Martes, 17 de junio de 2003" in reading.words(response.content)


@pytest.mark.parametrize("name", ["contacts", "day-out-of-days", "one-liner", "shooting-schedule"])
def test_private_data_is_not_sent(client_of, film, shoot, viewer, name):
    film.private_fields = list(Person.MAY_BE_PRIVATE)
    film.save()
    for file in (False, True):
        body = client_of(viewer).get(address(film, name, file=file)).content
        text = reading.words(body) if file else body.decode()
        assert "ana@example.org" not in text
        assert "0123" not in text


def test_crew_are_not_told_of_permits(client_of, film, shoot, crew, viewer):
    url = address(film, "shooting-schedule")
    assert "INAH 401" not in client_of(crew).get(url).content.decode()
    assert "INAH 401" in client_of(viewer).get(url).content.decode()


def test_so_many_files_a_minute(client_of, film, shoot, producer, clear_limits, monkeypatch):
    monkeypatch.setattr("production.views.call_sheet_files.PDFS_A_MINUTE", 2)
    client, url = client_of(producer), address(film, "one-liner", file=True)
    assert [client.get(url).status_code for _ in range(4)][-1] == 429


@pytest.mark.parametrize("name", NAMES)
def test_as_many_queries_for_a_long_report(client_of, film, shoot, producer, name):
    client = client_of(producer)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(film, name)).status_code == 200
        return len(captured)

    grow(film, range(1, 2))
    asked()
    before = asked()
    grow(film, range(2, 8))
    assert Location.objects.count() == 8
    assert asked() <= before


def grow(film, numbers):
    """Days, people, places and releases."""
    for n in numbers:
        one, person = day(film, n), ContributorFactory(film=film, number=100 + n)
        place = LocationFactory(film=film)
        PermitFactory(location=place)
        scene = SceneFactory(film=film, number=f"5{n}", set=SetFactory(location=place), people=[person])
        work(one, PersonFactory(film=film), scene=scene)
        release = ReleaseFactory(person=person, kind="estate")
        Heir.objects.create(release=release, name="Heir")
        ReleaseFactory(film=film, kind="location", person=None, location=place)


def test_the_index_stands_in_groups_and_leaves_out_what_is_not_for_the_reader(
    client_of, film, crew, producer
):
    def headings(member):
        page = client_of(member).get(reverse("report-list", args=[film.slug]))
        return [str(words) for words, _papers in page.context["groups"]]

    assert headings(producer) == ["Planning", "On the day", "People", "Archive", "Clearance", "Script"]
    assert headings(crew) == ["Planning"]
