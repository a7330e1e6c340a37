from dataclasses import replace

import pytest

from production.pdf import courtesy_sheet
from production.pdf.call_sheet_content import Contact

from . import reading
from .sheets import BLUE, DRAFT, PEOPLE, ROWS, SHEET, WHITE, at
from .test_call_sheet import HOSTILE, with_text_everywhere


def render(content=SHEET, person=101, issue=WHITE, **values):
    return courtesy_sheet.render(content, person, issue, **{"language": "en", **values})


def test_one_page_tells_a_contributor_all_they_need():
    (text,) = reading.pages(render())
    for words in (
        "Don Esteban", "07:45", "Inés Duarte", "+52 55 555-0104", "House in Coyoacán", "1 h 30 min", "17:00",
        "Side gate on Calle Morelos", "Lot behind the library", "A dark jacket", "08:30 Interview",
        "No stairs after noon",
    ):  # fmt: skip
        assert words in text


def test_no_phone_but_that_of_who_meets_them_and_nobody_elses_name():
    for person in SHEET.contributors:
        text = reading.words(render(person=person.key))
        for call in SHEET.crew:
            if call.name != "Inés Duarte":
                assert call.phone not in text
        assert "+52 55 555-0100" not in text
        assert "+52 55 555-0110" not in text
        for other in SHEET.contributors:
            if other.key != person.key:
                for part in other.name.split():
                    assert part not in text


def test_typed_words_that_name_another_contributor_are_left_out():
    rows = (
        replace(
            ROWS[4], key=5, people=("1", "4"), description="Both, with WOODS at the window", set_name="Study"
        ),
        replace(ROWS[5], key=7, description="Alone at the desk"),
    )
    person = replace(PEOPLE[0], items=(5, 7), companion="Alan Woods's driver")
    text = reading.words(render(replace(SHEET, rows=rows, contributors=(person, PEOPLE[1]))))
    assert "woods" not in text.casefold()
    assert "Alone at the desk" in text
    assert "08:30 Interview" in text


def test_who_to_wear_what_is_answered_even_where_nothing_was_typed():
    assert "Fine stripes flicker" in reading.words(render(person=104))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("person", [101, 104])
def test_it_is_one_page_without_cut_or_overlapping_words(person, paper):
    data = render(person=person, paper=paper)
    ((size, boxes),) = reading.line_boxes(data)
    assert all(left > 20 and right < size[0] - 20 for left, _b, right, _t in boxes)
    assert reading.overlapping(boxes) == []
    assert reading.problems(data) == []
    assert reading.structure(data)[0] == (0, "Document")


def test_a_long_day_is_set_smaller_and_still_one_page():
    rows = tuple(
        replace(ROWS[4], key=n, start=at(8, n), description="The night of 24 May " * 3) for n in range(14)
    )
    person = replace(PEOPLE[0], items=tuple(range(14)), access="A chair with arms. " * 20)
    data = render(replace(SHEET, rows=rows, contributors=(person,)))
    assert len(reading.pages(data)) == 1
    assert reading.words(data).count("The night of 24 May") == 42


def test_without_an_arrival_the_pick_up_is_what_counts():
    person = replace(PEOPLE[0], arrival=None, ready=None)
    assert "WE FETCH YOU AT 07:15" in reading.words(render(replace(SHEET, contributors=(person,))))
    person = replace(person, pick_up=None)
    assert "to be confirmed" in reading.words(render(replace(SHEET, contributors=(person,))))


def test_a_draft_says_so_and_an_issue_names_its_colour():
    assert "DRAFT" in reading.words(render(issue=DRAFT))
    assert "BLUE" in reading.words(render(issue=BLUE))


def test_somebody_who_is_not_on_the_sheet_has_none():
    with pytest.raises(KeyError):
        render(person=999)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_print(text):
    content = with_text_everywhere(SHEET, text)
    content = replace(content, contributors=content.contributors[:1])
    assert reading.problems(render(content)) == []


def test_words_without_end_take_more_pages_and_lose_nothing():
    person = replace(PEOPLE[0], access="ramp " * 20_000, met_by=Contact("Ana", "field_producer", "555-0100"))
    data = render(replace(SHEET, contributors=(person,)))
    assert reading.words(data).count("ramp") == 20_000
