"""The table of segments is written in, filtered, and leads on."""

import pytest
from playwright.sync_api import Page, expect

from interviews.models import Segment
from production.models import Theme
from tests.browser.log.hands import log_of, opened, part, press, rows, saved
from tests.factories import SceneFactory, SegmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_cells_are_written_one_after_the_other(page: Page, login, editor, recording, console):
    for number in range(3):
        SegmentFactory(recording=recording, in_frame=100 * number, out_frame=100 * number + 50, gist="")
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "ArrowDown", "F2")
    expect(page.locator("#log")).to_have_attribute("data-mode", "write")
    expect(page.get_by_role("textbox", name="Gist")).to_be_focused()
    expect(page.locator("#log-speed")).to_have_text("▶ 1×")  # its range plays
    page.keyboard.type("The gate 1 2 3 jkl io")
    press(page, "Enter")
    page.keyboard.type("The bell")
    press(page, "Tab")
    expect(page.get_by_role("textbox", name="Rating")).to_be_focused()
    page.keyboard.type("4")
    press(page, "Tab")
    page.keyboard.type("exile, Sound")
    press(page, "Tab")
    page.get_by_role("combobox", name="Speaker").fill("esteban volkov")
    press(page, "Tab")
    page.keyboard.type("Keep the bell")
    press(page, "Escape")  # left as it was
    expect(page.locator("#log-speed")).to_have_text("paused")
    saved(page)
    first, second, third = Segment.objects.order_by("in_frame")
    assert (first.gist, second.gist, second.rating, second.note) == (
        "The gate 1 2 3 jkl io",
        "The bell",
        4,
        "",
    )
    assert {theme.name for theme in second.themes.all()} == {"Exile", "Sound"}
    assert second.speaker.name == "Esteban Volkov"
    # a time that can't be is told, and the cell stays open
    rows(page).nth(2).locator('[data-field="out"]').click()
    page.keyboard.type("10:00:07:00")
    press(page, "Enter")
    expect(page.locator("#log-say")).to_contain_text("The out must lie after the in")
    page.keyboard.press("Control+a")
    page.keyboard.type("+3:00")
    press(page, "Enter")
    saved(page)
    third.refresh_from_db()
    assert (third.in_frame, third.out_frame) == (200, 275)


def test_the_table_is_filtered_and_leads_to_its_pages(page: Page, login, editor, recording, console):
    theme, scene = (
        Theme.objects.get(name="Exile"),
        SceneFactory(film=recording.interview.film, title="The gate"),
    )
    marked = SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="Árbol", rating=5)
    marked.themes.add(theme)
    marked.scenes.add(scene)
    SegmentFactory(recording=recording, in_frame=100, out_frame=150, gist="Bell", rating=2)
    login(page, editor)
    opened(page, f"{log_of(recording)}?segment={marked.pk}")
    expect(rows(page).first).to_have_attribute("aria-current", "true")
    expect(page.locator("#current-uses a")).to_contain_text("The gate")
    page.get_by_label("Search in the segments").fill("arbol")
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#segment-count")).to_have_text("1 of 2")
    page.get_by_label("Search in the segments").fill("")
    page.get_by_label("Rating at least").select_option("3")
    expect(rows(page)).to_have_count(1)
    page.locator("#filter-theme").select_option("Exile")
    expect(rows(page)).to_have_count(1)
    part(rows(page).first, "edit").click()
    expect(page.get_by_role("heading", name="Edit segment")).to_be_visible()
