"""The list of call sheets."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from production.actions import call_sheets
from tests.factories import CallFactory, RunningItemFactory, ShootDayFactory
from tests.production.call_sheets.pages import page, url

pytestmark = pytest.mark.django_db


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
