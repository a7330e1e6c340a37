"""From the draft by way of its warnings to the sheet that is issued."""

from datetime import date

import pytest

from production.actions import call_sheets
from production.models import AcceptedWarning, Call, IssuedCallSheet, ShootDay, Unavailability
from tests.factories import (
    ContributorFactory,
    LocationFactory,
    RunningItemFactory,
    SceneFactory,
    ShootDayFactory,
)
from tests.production.call_sheets.pages import page, url

pytestmark = pytest.mark.django_db


def issue_form(client, film, day):
    """What the button of the draft page sends."""
    form = client.get(url("call-sheet-draft", film, day=day.pk)).context["issue_form"]
    return {field.html_name: field.value() for field in form}


def test_the_draft_says_what_the_sheet_will_say(client_of, film, day, producer):
    response, text = page(client_of(producer), url("call-sheet-draft", film, day=day.pk))
    assert response.context["may_issue"]
    for words in (
        "DRAFT",
        "07:00",
        "Side gate",
        "Hospital General",
        "Esteban Volkov",
        "Ana Ruiz",
        "Issue White",
    ):
        assert words in text


def test_issue_white_then_blue_and_read_what_changed(client_of, film, day, producer):
    client = client_of(producer)
    response = client.post(url("call-sheet-issue", film, day=day.pk), issue_form(client, film, day))
    white = IssuedCallSheet.objects.get()
    assert response.url == url("call-sheet-detail", film, sheet=white.pk)
    assert "Issued: White" in page(client, response.url)[1]

    call = Call.objects.get(person__name="Ana Ruiz")
    call.mode, call.offset = "relative", -30
    call.save()
    draft = page(client, url("call-sheet-draft", film, day=day.pk))[1]
    assert "What changed since White" in draft
    assert "Ana Ruiz: call 07:00 → 06:30" in draft
    response = client.post(url("call-sheet-issue", film, day=day.pk), issue_form(client, film, day))
    text = page(client, response.url)[1]
    assert "Blue" in text
    assert "Ana Ruiz: call 07:00 → 06:30" in text
    assert 'class="is-touched"' in text


def test_a_double_click_issues_once(client_of, film, day, producer):
    client = client_of(producer)
    form = issue_form(client, film, day)
    first = client.post(url("call-sheet-issue", film, day=day.pk), form)
    second = client.post(url("call-sheet-issue", film, day=day.pk), form)
    assert first.url == second.url
    assert IssuedCallSheet.objects.count() == 1


def test_the_second_of_two_is_told_who_issued_what_when(client_of, film, day, producer):
    client = client_of(producer)
    form = issue_form(client, film, day)
    white = call_sheets.issue(day=day, expected_version=1, by=producer)
    response = client.post(url("call-sheet-issue", film, day=day.pk), form, follow=True)
    time = f"{call_sheets.issue_of(white).issued_at:%H:%M}"
    assert f"Producer issued White at {time} meanwhile" in response.content.decode()
    assert IssuedCallSheet.objects.count() == 1


def test_a_day_that_changed_while_it_was_read_is_not_issued(client_of, film, day, producer):
    client = client_of(producer)
    form = issue_form(client, film, day)
    ShootDay.objects.update(weather="Storm")
    response = client.post(url("call-sheet-issue", film, day=day.pk), form, follow=True)
    assert "The day changed while you looked" in response.content.decode()
    assert not IssuedCallSheet.objects.exists()


def test_nothing_changed_nothing_issued(client_of, film, day, white, producer):
    client = client_of(producer)
    response, text = page(client, url("call-sheet-draft", film, day=day.pk))
    assert not response.context["may_issue"]
    assert "Nothing has changed since White" in text
    response = client.post(
        url("call-sheet-issue", film, day=day.pk), issue_form(client, film, day), follow=True
    )
    assert "there is nothing to issue" in response.content.decode()


def test_red_points_block_and_lead_to_what_mends_them(client_of, film, day, house, producer):
    house.address = ""
    house.save()
    client = client_of(producer)
    response, text = page(client, url("call-sheet-draft", film, day=day.pk))
    assert not response.context["may_issue"]
    assert url("location-edit", film, location=house.pk) in text
    form = issue_form(client, film, day)
    response = client.post(url("call-sheet-issue", film, day=day.pk), form, follow=True)
    assert "Not issued" in response.content.decode()
    assert not IssuedCallSheet.objects.exists()


@pytest.mark.parametrize("broken", [{}, {"expected_version": "x"}, {"expected_version": "9" * 5000}])
def test_a_broken_issue_form_does_nothing(client_of, film, day, producer, broken):
    response = client_of(producer).post(url("call-sheet-issue", film, day=day.pk), broken)
    assert response.status_code == 404


@pytest.fixture
def warned(day, volkov):
    volkov.releases.update(state="sent")
    return day


def accept_form(client, film, day, **more):
    (row,) = client.get(url("call-sheet-draft", film, day=day.pk)).context["points"]
    return {field.html_name: field.value() or "" for field in row["form"]} | more


def test_a_warning_is_accepted_with_a_reason_that_is_kept(client_of, film, warned, producer):
    client = client_of(producer)
    form = accept_form(client, film, warned, reason="He signs on the spot.")
    response = client.post(url("warning-accept", film, day=warned.pk), form, follow=True)
    text = response.content.decode()
    assert "He signs on the spot." in text
    assert response.context["may_issue"]
    accepted = AcceptedWarning.objects.get()
    assert (accepted.rule, accepted.accepted_by) == ("release_missing", producer)


@pytest.mark.parametrize("reason", ["", "   ", "\x00\x01", "x" * 301])
def test_a_warning_is_not_accepted_without_a_reason(client_of, film, warned, producer, reason):
    client = client_of(producer)
    form = accept_form(client, film, warned, reason=reason)
    response = client.post(url("warning-accept", film, day=warned.pk), form, follow=True)
    assert response.status_code == 200
    assert not AcceptedWarning.objects.exists()
    assert list(response.context["messages"])


def test_a_warning_that_changed_meanwhile_is_not_accepted(client_of, film, warned, volkov, producer):
    client = client_of(producer)
    form = accept_form(client, film, warned, reason="Yes")
    volkov.releases.update(state="refused")
    response = client.post(url("warning-accept", film, day=warned.pk), form, follow=True)
    assert "This has changed meanwhile" in response.content.decode()
    assert not AcceptedWarning.objects.exists()


def test_the_readiness_panel_leads_back_to_the_days_page(client_of, film, warned, producer):
    client = client_of(producer)
    (row,) = client.get(url("day-readiness", film, day=warned.pk)).context["points"]
    form = {field.html_name: field.value() or "" for field in row["form"]} | {"reason": "Yes", "back": "day"}
    response = client.post(url("warning-accept", film, day=warned.pk), form)
    assert response.url == url("day-detail", film, day=warned.pk) + "#readiness"


def test_the_director_reads_readiness_and_can_not_accept(client_of, film, warned, director):
    text = page(client_of(director), url("call-sheet-draft", film, day=warned.pk))[1]
    assert "No release on file for Esteban Volkov" in text
    assert url("warning-accept", film, day=warned.pk) not in text
    assert url("call-sheet-issue", film, day=warned.pk) not in text


def test_every_link_that_mends_leads_to_a_page(client_of, film, producer):
    """A day with everything wrong: each point's link answers."""
    place = LocationFactory(
        film=film, address="", hospital_name="", permit_required=True, closed_weekdays=list(range(7))
    )
    day = ShootDayFactory(film=film, date=date(2003, 6, 17), general_call=None, wrap_override=60)
    person = ContributorFactory(film=film, phone="", interpreter_needed=True, languages=["fr"])
    Unavailability.objects.create(person=person, first_date=day.date, last_date=day.date)
    scene = SceneFactory(film=film, int_ext="ext", day_night="day")
    item = RunningItemFactory(day=day, location=place, scene=scene, fixed_start=23 * 60)
    item.people.add(person)
    client = client_of(producer)
    response = client.get(url("call-sheet-draft", film, day=day.pk))
    rules = {row["point"].rule for row in response.context["points"]}
    assert {"no_general_call", "no_address", "no_hospital", "not_reachable", "no_arrival"} <= rules
    assert {"wrap_too_early", "outside_permit", "release_missing", "closed_place"} <= rules
    assert {"no_interpreter", "unavailable", "dark_exterior"} <= rules
    for row in response.context["points"]:
        address, _hash, anchor = row["url"].partition("#")
        found, text = page(client, address)
        assert found.status_code == 200, row["url"]
        assert not anchor or f'id="{anchor}"' in text, row["url"]


def test_the_draft_of_a_day_without_anything(client_of, film, producer):
    day = ShootDayFactory(film=film, general_call=None)
    response, text = page(client_of(producer), url("call-sheet-draft", film, day=day.pk))
    assert response.status_code == 200
    assert "The running order is empty" in text
    assert client_of(producer).get(url("call-sheet-draft-pdf", film, day=day.pk)).status_code == 200
