"""Hits of the drawer and rows are carried by hand, or sent into a column by key."""

import re

import pytest
from playwright.sync_api import expect

from script.models import Cell
from tests.browser.script.hands import carried, held, opened, press, saved, texts, written
from tests.factories import (
    ArchiveClipFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_are_ordered_by_the_mouse_and_hits_are_dropped(page, login, editor, script, rows, segment):
    login(page, editor)
    opened(page, script)
    last = page.locator(".s-row").nth(2)
    held(page, last.locator(".s-number"))
    carried(page, page.locator(".s-row").nth(0), at=4)
    expect(page.locator(".s-row").nth(0)).to_have_class(re.compile("is-ghost"))
    page.mouse.up()
    saved(page)
    assert texts(page) == ["Three.", "One.", "Two."]
    assert written(script) == ["Three.", "One.", "Two."]
    press(page, "i")
    hit = page.locator(".hit").filter(has_text="The gate stood open")
    held(page, hit.locator("strong"))
    carried(page, page.locator(".s-row").nth(1), at=4)
    expect(page.locator(".s-rows > .hit")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".s-row .is-soundbite")).to_have_count(1)
    saved(page)
    assert page.locator(".s-row").nth(1).locator(".s-text").inner_text() == "The gate stood open that"


def test_a_row_is_written_after_a_hit_that_still_waits(page, login, editor, script, rows, segment, console):
    console.allow("net::ERR_INTERNET_DISCONNECTED")
    login(page, editor)
    opened(page, script)
    press(page, "i")
    expect(page.locator(".hit")).not_to_have_count(0)
    page.context.set_offline(True)
    hit = page.locator(".hit").filter(has_text="The gate stood open")
    hit.focus()
    press(page, "Enter", "Escape")
    expect(page.locator("#s-state")).to_have_text("Waits: 1")
    page.locator(".is-placeholder .s-number").click()
    press(page, "n")
    page.keyboard.type("Said after it.")
    press(page, "Enter")
    expect(page.locator("#s-state")).to_have_text("Waits: 2")
    page.context.set_offline(False)
    saved(page)
    assert texts(page) == ["One.", "The gate stood open that", "Said after it.", "Two.", "Three."]
    assert written(script)[2:] == ["Said after it.", "Two.", "Three."]


def test_a_hit_is_dropped_into_either_column_of_a_row(page, login, editor, script, rows, segment):
    ArchiveClipFactory(film=script.film, title="Funeral procession", kind="footage")
    ArchiveClipFactory(film=script.film, title="Family portrait", kind="photograph")
    login(page, editor)
    opened(page, script)
    press(page, "i")
    clip = page.locator(".hit").filter(has_text="Funeral procession").locator("strong")
    row = page.locator(".s-row").nth(1)
    held(page, clip)
    for column, says in (("picture", "As picture"), ("sound", "As sound")):
        carried(page, row.locator(f".s-{column}"))
        expect(row.locator("[data-landing]")).to_have_attribute("data-landing", says)
        expect(page.locator("[data-landing]")).to_have_count(1)
    page.mouse.up()
    expect(row.locator(".s-sound .is-archive")).to_have_count(1)
    expect(page.locator("[data-landing]")).to_have_count(0)
    expect(page.locator(".s-row")).to_have_count(3)
    saved(page)
    held(page, clip)
    carried(page, row.locator(".s-picture"))
    expect(row.locator("[data-landing]")).to_have_attribute("data-landing", "As picture")
    page.mouse.up()
    expect(row.locator(".s-picture .is-archive")).to_have_count(1)
    saved(page)
    still = page.locator(".hit").filter(has_text="Family portrait").locator("strong")
    held(page, still)
    carried(page, row.locator(".s-sound .is-narration"))  # nobody hears a photograph: a row of its own
    expect(page.locator(".s-rows > .hit")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".s-row")).to_have_count(4)
    saved(page)
    found = Cell.objects.filter(clip__isnull=False).order_by("pk").values_list("row", "column", "element")
    assert list(found[:2]) == [(rows[1].pk, "sound", "archive"), (rows[1].pk, "picture", "archive")]
    assert found[2][1:] == ("picture", "archive")


def test_a_hit_goes_into_the_other_column_by_keyboard_and_by_its_button(
    page, login, editor, script, rows, segment
):
    clip = ArchiveClipFactory(film=script.film, title="Funeral procession", kind="footage")
    ArchiveClipFactory(film=script.film, title="Family portrait", kind="photograph")
    login(page, editor)
    opened(page, script)
    press(page, "?")
    expect(page.locator("#keys")).to_contain_text("Alt+Enter into its other column")
    press(page, "Escape", "i")
    page.keyboard.type("funeral")
    expect(page.locator(".hit")).to_have_count(1)
    press(page, "ArrowDown", "Alt+Enter")
    first = page.locator(".s-row").first
    expect(first.locator(".s-sound .is-archive .s-title")).to_have_text("Funeral procession")
    saved(page)
    assert Cell.objects.get(clip=clip).column == "sound"
    press(page, "/")
    page.keyboard.type("gate")
    hit = page.locator(".hit").filter(has_text="The gate stood open")
    hit.get_by_role("button", name="As picture").click()
    expect(first.locator(".s-picture .is-soundbite")).to_have_count(1)
    saved(page)
    press(page, "/")
    page.keyboard.type("portrait")
    expect(page.locator(".hit strong")).to_have_text("Family portrait")
    expect(page.get_by_role("button", name="As sound")).to_have_count(0)
    press(page, "ArrowDown", "Alt+Enter")
    expect(page.locator("#s-say")).to_have_text("This stands in one column only.")
    assert Cell.objects.count() == 5
