"""Who sees which page of a call sheet, and who issues."""

import pytest

from production.models import IssuedCallSheet
from tests.production.call_sheets.pages import OF_A_SHEET, url

pytestmark = pytest.mark.django_db

OF_A_DAY = ["call-sheet-draft", "call-sheet-draft-pdf", "day-readiness"]


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
