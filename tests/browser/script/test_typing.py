"""What is typed is saved, waits for the connection, and is taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from script.actions import cells
from script.models import Cell
from tests.browser.patience import until
from tests.browser.script.hands import opened, press, saved, texts, written

pytestmark = pytest.mark.django_db(transaction=True)


def test_narration_is_written_in_place_and_waits_for_the_connection(
    page, login, editor, script, rows, console
):
    console.allow("net::ERR_INTERNET_DISCONNECTED")
    login(page, editor)
    opened(page, script)
    press(page, "ArrowDown", "Enter")
    expect(page.locator("textarea")).to_have_value("Two.")
    page.context.set_offline(True)
    page.keyboard.type(" And a half.")
    press(page, "Enter")
    expect(page.locator("#s-lost")).to_contain_text("No connection")
    expect(page.locator("#s-state")).to_have_text("Waits: 1")
    assert texts(page) == ["One.", "Two. And a half.", "Three."]
    press(page, "n")
    page.keyboard.type("New one.")
    press(page, "Enter", "Delete", "n")
    page.keyboard.type("After it.")
    press(page, "Enter")
    expect(page.locator("#s-state")).to_have_text("Waits: 3")
    lines = ["One.", "Two. And a half.", "New one.", "After it.", "Three."]
    assert texts(page) == lines
    page.context.set_offline(False)
    saved(page)
    assert texts(page) == lines
    assert written(script) == lines


def test_what_waited_is_sent_after_a_reload(page, login, editor, script, rows, console):
    console.allow("503")
    console.allow("net::ERR")
    login(page, editor)
    opened(page, script)
    page.route("**/cells/*/edit/", lambda route: route.abort())
    press(page, "Enter")
    page.keyboard.type(" Once more.")
    press(page, "Enter")
    expect(page.locator("#s-lost")).to_be_visible()
    page.reload()
    expect(page.locator("#script[data-loaded]")).to_be_attached()
    assert texts(page)[0] == "One. Once more."
    page.unroute("**/cells/*/edit/")
    saved(page)
    assert written(script)[0] == "One. Once more."


def test_the_keys_are_told_and_wait_while_somebody_types(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    press(page, "?")
    expect(page.locator("#keys")).to_contain_text("split the row, join it with the next")
    press(page, "Escape", "Enter")
    page.keyboard.type(" n b p s")
    expect(page.locator("textarea")).to_have_value("One. n b p s")
    press(page, "Escape")
    assert texts(page) == ["One.", "Two.", "Three."]
    press(page, "g", "s")
    page.wait_for_url("**" + reverse("scene-list", args=[script.film.slug]))


def test_who_types_on_without_a_pause_is_saved_all_the_same(page, login, editor, script, rows):
    login(page, editor)
    page.clock.install()
    opened(page, script)
    press(page, "Enter")
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    for word in range(7):
        page.keyboard.type(f" {word}")
        page.clock.run_for(2_000)
    until(page, lambda: written(script)[0].startswith("One. 0 1 2 3"))
    expect(page.locator("textarea")).to_have_value("One. 0 1 2 3 4 5 6")
    page.clock.resume()
    press(page, "Enter")
    saved(page)
    assert written(script)[0] == "One. 0 1 2 3 4 5 6"
    press(page, "Control+z")
    until(page, lambda: written(script)[0] == "One.")


def test_what_is_typed_is_saved_in_each_pause_and_undone_in_one(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    page.keyboard.type(" And more.")
    expect(page.locator("#s-state")).to_have_text("Not saved yet")
    saved(page)
    expect(page.locator("#s-undo")).to_be_enabled()
    assert written(script)[0] == "One. And more."
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.type(" And again.")
    press(page, "Enter")
    saved(page)
    assert written(script)[0] == "One. And more. And again."
    assert script.steps.count() == 1
    press(page, "Control+z")
    expect(page.locator(".s-text").first).to_have_text("One.")
    saved(page)
    assert written(script)[0] == "One."


def test_what_is_typed_while_a_save_is_on_its_way_is_undone_with_it(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    held = []
    page.route("**/edit/**", lambda route: held.append(route), times=1)
    press(page, "Enter")
    page.keyboard.type(" And more.")
    until(page, lambda: held)
    page.keyboard.type(" And again.")
    press(page, "Enter")
    held[0].continue_()
    saved(page)
    assert written(script)[0] == "One. And more. And again."
    assert script.steps.count() == 1


def test_undo_works_from_the_first_moment(page, login, editor, script, rows):
    cells.edit(script=script, cell=Cell.objects.get(text="One.").pk, values={"text": "Two."}, by=editor)
    login(page, editor)
    page.route("**/since/**", lambda route: route.fulfill(content_type="text/plain", body=""))
    opened(page, script)
    press(page, "Control+z")
    expect(page.locator(".s-text").first).to_have_text("One.")
    saved(page)


def test_what_is_typed_outlives_the_page(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    page.keyboard.type(" Left open.")
    opened(page, script)
    saved(page)
    assert texts(page)[0] == "One. Left open."
    assert written(script)[0] == "One. Left open."
