"""The pages and files of call sheets, as each of the cast meets them."""

import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from production.actions import call_sheets
from production.models import (
    AcceptedWarning,
    Call,
    IssuedCallSheet,
    Membership,
    Person,
    ShootDay,
    Unavailability,
)
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    ShootDayFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2123, 6, 17)  # far ahead: never issued late
HOSTILE = [
    "<script>alert(1)</script>",
    "O'Neill & Söhne <Film>",
    "Троцкий Þórunn Ελλάς",
    "עברית العربية",
    "\u202eright to left\u202c",
    "x" * 120,
    "=HYPERLINK(1)",
    "🎬 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "%(name)s {0} {{ 7 }} %s",
    "</title><img src=x onerror=1>",
]


@pytest.fixture
def house(film):
    return LocationFactory(film=film, name="House", entrance="Side gate", contact_phone="+52 55 5550 0150")


@pytest.fixture
def volkov(film):
    person = ContributorFactory(film=film, name="Esteban Volkov", number=1, reads="es")
    ReleaseFactory(person=person, state="signed", signed_on=date(2003, 6, 1))
    return person


@pytest.fixture
def ana(film):
    return PersonFactory(film=film, name="Ana Ruiz", phone="+52 55 5550 0111")


@pytest.fixture
def day(film, house, volkov, ana):
    """A day whose sheet can be issued."""
    day = ShootDayFactory(film=film, date=DAY, general_call=7 * 60)
    RunningItemFactory(day=day, location=house, title="The night of 24 May").people.add(volkov)
    CallFactory(day=day, person=volkov, mode="absolute", at=7 * 60)
    CallFactory(day=day, person=ana)
    return day


@pytest.fixture
def white(day, producer):
    return call_sheets.issue(day=day, expected_version=1, by=producer)


@pytest.fixture
def blue(day, white, producer):
    call = Call.objects.get(day=day, person__name="Ana Ruiz")
    call.mode, call.offset = "relative", -30
    call.save()
    return call_sheets.issue(day=ShootDay.objects.get(pk=day.pk), expected_version=2, by=producer)


def url(name, film, **kwargs):
    return reverse(name, kwargs={"film": film.slug, **kwargs})


def page(client, address):
    response = client.get(address)
    return response, response.content.decode()


def words_of(response):
    return "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)


# Who sees what ---------------------------------------------------------------------------------

OF_A_DAY = ["call-sheet-draft", "call-sheet-draft-pdf", "day-readiness"]
OF_A_SHEET = ["call-sheet-detail", "call-sheet-phone", "call-sheet-pdf"]


@pytest.mark.parametrize("name", OF_A_DAY)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("producer", 200),
        ("director", 200),
        ("editor", 403),
        ("crew", 403),
        ("viewer", 403),
        ("stranger", 404),
    ],
)
def test_drafts_are_seen_by_producer_and_director(request, client_of, film, day, name, who, status):
    client = client_of(request.getfixturevalue(who))
    assert client.get(url(name, film, day=day.pk)).status_code == status


@pytest.mark.parametrize("name", OF_A_SHEET)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("producer", 200),
        ("director", 200),
        ("editor", 200),
        ("crew", 200),
        ("viewer", 200),
        ("stranger", 404),
    ],
)
def test_issued_sheets_are_seen_by_every_member(request, client_of, film, white, name, who, status):
    client = client_of(request.getfixturevalue(who))
    assert client.get(url(name, film, sheet=white.pk)).status_code == status


@pytest.mark.parametrize("name", [*OF_A_DAY, *OF_A_SHEET, "call-sheet-list"])
def test_who_is_not_signed_in_is_led_to_the_login(client, film, day, white, name):
    kwargs = {"sheet": white.pk} if name in OF_A_SHEET else {"day": day.pk} if name in OF_A_DAY else {}
    response = client.get(url(name, film, **kwargs))
    assert response.status_code == 302
    assert "/accounts/login/" in response.url


@pytest.mark.parametrize("name", OF_A_SHEET)
def test_a_sheet_of_another_film_is_not_found_under_ones_own(client_of, other_film, stranger, white, name):
    assert client_of(stranger).get(url(name, other_film, sheet=white.pk)).status_code == 404


@pytest.mark.parametrize("name", [*OF_A_DAY, "call-sheet-changes"])
def test_a_day_of_another_film_is_not_found_under_ones_own(client_of, other_film, stranger, day, blue, name):
    assert client_of(stranger).get(url(name, other_film, day=day.pk)).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("director", 403), ("editor", 403), ("crew", 403), ("viewer", 403), ("stranger", 404)]
)
def test_nobody_but_the_producer_issues_and_accepts(request, client_of, film, day, who, status):
    client = client_of(request.getfixturevalue(who))
    for name in ("call-sheet-issue", "warning-accept"):
        assert client.post(url(name, film, day=day.pk), {"expected_version": 1}).status_code == status
    assert not IssuedCallSheet.objects.exists()


def test_issuing_is_no_link(client_of, film, day, producer):
    assert client_of(producer).get(url("call-sheet-issue", film, day=day.pk)).status_code == 405


# The list --------------------------------------------------------------------------------------


def test_the_list_shows_what_is_to_be_issued_to_those_who_issue(client_of, film, producer, crew, white):
    ShootDayFactory(film=film, date=date(2123, 6, 18), unit="Second unit")
    assert "Second unit" in page(client_of(producer), url("call-sheet-list", film))[1]
    assert "Second unit" not in page(client_of(crew), url("call-sheet-list", film))[1]


def test_the_current_version_stands_first(client_of, film, crew, blue):
    text = page(client_of(crew), url("call-sheet-list", film))[1]
    assert text.index("Blue") < text.index("White")


def test_the_list_keeps_the_number_under_which_a_day_was_issued(client_of, film, crew, white):
    ShootDayFactory(film=film, date=date(2123, 6, 1))
    response = client_of(crew).get(url("call-sheet-list", film) + "?export=csv")
    assert b"".join(response.streaming_content).decode().splitlines()[1].startswith("1,2123-06-17")


def test_the_list_is_searched_and_filtered(client_of, film, producer, blue):
    ShootDayFactory(film=film, date=date(2123, 6, 18), unit="Second unit")
    client, address = client_of(producer), url("call-sheet-list", film)
    assert "Second unit" not in page(client, address + "?state=issued")[1]
    assert "Main unit" not in page(client, address + "?state=open")[1]
    assert "Second unit" not in page(client, address + "?search=blue")[1]


def test_an_empty_list_says_what_comes_here(client_of, film, crew):
    assert "No call sheet has been issued yet" in page(client_of(crew), url("call-sheet-list", film))[1]


def test_as_many_queries_for_a_long_list(client_of, film, producer, house, volkov, ana):
    client, address, counts = client_of(producer), url("call-sheet-list", film), []
    client.get(address)
    for size in (2, 12):
        for n in range(size):
            day = ShootDayFactory(film=film, date=date(2123, size, n + 1))
            RunningItemFactory(day=day, location=house)
            CallFactory(day=day, person=ana)
            if n:
                call_sheets.issue(day=day, expected_version=1, by=producer)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


# Draft, readiness, issue -----------------------------------------------------------------------


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


# Issued versions -------------------------------------------------------------------------------


def test_an_old_version_says_which_one_holds(client_of, film, crew, white, blue):
    text = page(client_of(crew), url("call-sheet-detail", film, sheet=white.pk))[1]
    assert "The current one is Blue" in text
    assert "no longer holds" not in page(client_of(crew), url("call-sheet-detail", film, sheet=blue.pk))[1]


@pytest.mark.parametrize("name", ["call-sheet-detail", "call-sheet-phone"])
def test_ones_own_call_comes_first(client_of, film, crew, ana, blue, name):
    ana.membership = Membership.objects.get(user=crew)
    ana.save()
    text = page(client_of(crew), url(name, film, sheet=blue.pk))[1].partition("<body")[2]
    assert text.index("Your call") < text.index("06:30") < text.index("07:00")


def test_what_has_become_private_is_not_sent_to_the_crew(client_of, film, crew, producer, white):
    film.private_fields = ["phone"]
    film.save()
    for name in OF_A_SHEET:
        response = client_of(crew).get(url(name, film, sheet=white.pk))
        said = words_of(response) if name == "call-sheet-pdf" else response.content.decode()
        assert "5550 0111" not in said
        assert "House" in said
    assert "5550 0111" in page(client_of(producer), url("call-sheet-detail", film, sheet=white.pk))[1]


def test_the_phone_view_asks_for_nothing_but_its_style(client_of, film, crew, white):
    response, text = page(client_of(crew), url("call-sheet-phone", film, sheet=white.pk))
    assert "<script" not in text
    assert text.count('rel="stylesheet"') == 1
    assert "<img" not in text
    assert 'href="tel:+525555500199"' in text  # the hospital
    assert "openstreetmap.org/?mlat=19.344900&amp;mlon=-99.097200" in text
    assert "Side gate" in text
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["call-sheet-detail", "call-sheet-phone"])
def test_labels_in_the_language_asked_for(client_of, film, crew, white, name):
    response, text = page(client_of(crew), url(name, film, sheet=white.pk) + "?language=es")
    assert "martes, 17 de junio de 2123" in text.lower() or "jueves, 17 de junio de 2123" in text.lower()
    assert response.headers["Content-Language"] == "es"
    assert "The night of 24 May" in text


def test_what_changed_between_two_versions_by_section_and_by_person(client_of, film, crew, day, blue):
    text = page(client_of(crew), url("call-sheet-changes", film, day=day.pk) + "?from=1&to=2")[1]
    assert "Ana Ruiz: call 07:00 → 06:30" in text
    assert "Who must confirm again" in text
    assert "<strong>Ana Ruiz</strong>" in text
    assert "<strong>Esteban Volkov</strong>" not in text
    back = page(client_of(crew), url("call-sheet-changes", film, day=day.pk) + "?from=2&to=1")[1]
    assert "Ana Ruiz: call 06:30 → 07:00" in back


@pytest.mark.parametrize("query", ["", "?from=7&to=x", "?from=%F0&to=-1", "?from=1&to=1"])
def test_strange_versions_to_compare(client_of, film, crew, day, blue, query):
    assert client_of(crew).get(url("call-sheet-changes", film, day=day.pk) + query).status_code == 200


def test_one_version_can_not_be_compared(client_of, film, crew, day, white):
    assert client_of(crew).get(url("call-sheet-changes", film, day=day.pk)).status_code == 404


# Files -----------------------------------------------------------------------------------------


def test_the_pdf_of_an_issued_sheet(client_of, film, crew, white):
    response = client_of(crew).get(url("call-sheet-pdf", film, sheet=white.pk))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="house-day-1-white.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    said = words_of(response)
    assert "WHITE" in said.upper()
    assert "Esteban Volkov" in said
    assert "What changed" not in said


def test_a_reissue_opens_with_what_changed(client_of, film, crew, blue):
    response = client_of(crew).get(url("call-sheet-pdf", film, sheet=blue.pk))
    first = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "What changed since" in first
    assert "06:30" in first


def test_a_draft_says_so_on_every_page(client_of, film, day, producer):
    response = client_of(producer).get(url("call-sheet-draft-pdf", film, day=day.pk))
    assert all("DRAFT" in p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)


@pytest.mark.parametrize(
    ("asked", "width"), [("", 595), ("?paper=letter", 612), ("?paper=a4", 595), ("?paper=x", 595)]
)
def test_the_paper_asked_for(client_of, film, crew, white, asked, width):
    response = client_of(crew).get(url("call-sheet-pdf", film, sheet=white.pk) + asked)
    assert round(float(PdfReader(io.BytesIO(response.content)).pages[0].mediabox.width)) == width


def test_a_courtesy_sheet_names_nobody_else(client_of, film, producer, day, house, volkov):
    other = ContributorFactory(film=film, name="Pierre Broué")
    ReleaseFactory(person=other, state="signed", signed_on=DAY)
    RunningItemFactory(day=day, location=house).people.add(other)
    CallFactory(day=day, person=other, mode="absolute", at=8 * 60)
    white = call_sheets.issue(day=day, expected_version=1, by=producer)
    client = client_of(producer)
    for address in (
        url("courtesy-pdf", film, sheet=white.pk, person=volkov.pk),
        url("courtesy-draft-pdf", film, day=day.pk, person=volkov.pk),
    ):
        response = client.get(address)
        said = words_of(response)
        assert response.status_code == 200
        assert "Volkov" in said
        assert "Broué" not in said
        assert "5550 0111" not in said


@pytest.mark.parametrize(
    ("who", "status"), [("director", 200), ("editor", 403), ("crew", 403), ("viewer", 403)]
)
def test_courtesy_sheets_are_handed_out_by_production(request, client_of, film, white, volkov, who, status):
    address = url("courtesy-pdf", film, sheet=white.pk, person=volkov.pk)
    assert client_of(request.getfixturevalue(who)).get(address).status_code == status


def test_no_courtesy_sheet_for_the_crew_or_for_nobody(client_of, film, producer, day, white, ana):
    client = client_of(producer)
    for person in (ana.pk, 999_999):
        assert client.get(url("courtesy-pdf", film, sheet=white.pk, person=person)).status_code == 404
        assert client.get(url("courtesy-draft-pdf", film, day=day.pk, person=person)).status_code == 404


def test_so_many_documents_a_minute(client_of, film, crew, viewer, white, clear_limits, monkeypatch):
    monkeypatch.setattr("production.views.call_sheet_files.PDFS_A_MINUTE", 3)
    address = url("call-sheet-pdf", film, sheet=white.pk)
    with time_machine.travel(datetime(2030, 1, 1, 12, tzinfo=UTC), tick=False) as clock:
        client = client_of(crew)
        assert [client.get(address).status_code for _n in range(4)] == [200, 200, 200, 429]
        assert client.get(address).headers["Retry-After"] == "60"
        assert client_of(viewer).get(address).status_code == 200
        clock.shift(60)
        assert client.get(address).status_code == 200


# Hostile strings -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_on_page_phone_and_paper(client_of, film, day, house, volkov, producer, text):
    short = text[:60]
    Person.objects.update(name=short, position=short, line=text)
    ShootDay.objects.filter(pk=day.pk).update(weather=text, radio=text, kit=text, safety=text, unit=short)
    day.running_items.update(title=text, notes=text)
    house.name, house.entrance, house.rules = short, text, text
    house.save()
    film.title, film.safety_line, film.confidentiality = short, text, text
    film.save()
    client = client_of(producer)
    draft = page(client, url("call-sheet-draft", film, day=day.pk))[1]
    assert "<script>alert" not in draft
    assert "<img src=x" not in draft
    sheet = call_sheets.issue(day=ShootDay.objects.get(pk=day.pk), expected_version=1, by=producer)
    for name in ("call-sheet-detail", "call-sheet-phone"):
        response, said = page(client, url(name, film, sheet=sheet.pk))
        assert response.status_code == 200
        assert "<script>alert" not in said
        assert "<img src=x" not in said
    assert words_of(client.get(url("call-sheet-pdf", film, sheet=sheet.pk)))
    assert words_of(client.get(url("courtesy-pdf", film, sheet=sheet.pk, person=volkov.pk)))


def test_as_many_queries_for_a_long_sheet_as_for_a_short_one(client_of, film, day, house, producer):
    client, counts = client_of(producer), []
    client.get(url("call-sheet-draft", film, day=day.pk))
    for size in (1, 15):
        for _n in range(size):
            RunningItemFactory(day=day, location=house).people.add(PersonFactory(film=film))
            CallFactory(day=day, person=PersonFactory(film=film))
        with CaptureQueriesContext(connection) as captured:
            client.get(url("call-sheet-draft", film, day=day.pk))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] < 50


def test_the_draft_of_a_day_without_anything(client_of, film, producer):
    day = ShootDayFactory(film=film, general_call=None)
    response, text = page(client_of(producer), url("call-sheet-draft", film, day=day.pk))
    assert response.status_code == 200
    assert "The running order is empty" in text
    assert client_of(producer).get(url("call-sheet-draft-pdf", film, day=day.pk)).status_code == 200


def test_times_of_issue_stand_on_the_clock_of_the_film(client_of, film, crew, day, producer):
    sheet = call_sheets.issue(
        day=day, expected_version=1, by=producer, now=datetime(2123, 6, 15, 1, 30, tzinfo=UTC)
    )
    text = page(client_of(crew), url("call-sheet-detail", film, sheet=sheet.pk))[1]
    assert "14 Jun 2123, 19:30" in text
