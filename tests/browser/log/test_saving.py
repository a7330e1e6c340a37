"""Nothing that was logged is lost: without a connection, over a reload, beside somebody else."""

import pytest
from playwright.sync_api import Page, expect

from interviews.models import Segment
from tests.browser.log.hands import go, log_of, opened, part, press, rows, saved
from tests.factories import SegmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_a_connection_three_selects_wait_and_are_sent_once(
    page: Page, login, editor, recording, console, axe
):
    console.allow("ERR_INTERNET_DISCONNECTED")
    login(page, editor)
    opened(page, log_of(recording))
    page.context.set_offline(True)
    for number in range(3):
        go(page, f"10:00:{10 * number:02d}:00")
        press(page, "i")
        press(page, "Shift+ArrowRight", "o", str(number + 3))
    expect(page.locator("#log-state")).to_have_text("Waits: 6")
    expect(page.locator("#log-lost")).to_contain_text("No connection")
    expect(rows(page)).to_have_count(3)
    axe(page)
    assert not Segment.objects.exists()
    page.context.set_offline(False)
    saved(page)
    expect(page.locator("#log-lost")).to_be_hidden()
    assert list(Segment.objects.order_by("in_frame").values_list("in_frame", "out_frame", "rating")) == [
        (0, 25, 3),
        (250, 275, 4),
        (500, 525, 5),
    ]
    opened(page, log_of(recording))
    expect(rows(page)).to_have_count(3)


def test_what_waits_survives_a_reload(page: Page, login, editor, recording, console):
    console.allow("ERR_FAILED")
    login(page, editor)
    opened(page, log_of(recording))
    page.route(
        "**/segments/**", lambda route: route.abort() if route.request.method == "POST" else route.fallback()
    )
    press(page, "i", "Shift+ArrowRight", "o", "4")
    expect(page.locator("#log-state")).to_have_text("Waits: 2")
    opened(page, log_of(recording))
    expect(rows(page)).to_have_count(1)
    expect(part(rows(page).first, "rating")).to_have_text("★★★★☆")
    expect(page.locator("#log-state")).to_have_text("Waits: 2")
    page.unroute("**/segments/**")
    saved(page)
    made = Segment.objects.get()
    assert (made.in_frame, made.out_frame, made.rating) == (0, 25, 4)


def test_a_new_theme_is_undone_before_the_server_has_heard_of_it(
    page: Page, login, editor, recording, console
):
    console.allow("ERR_INTERNET_DISCONNECTED")
    login(page, editor)
    opened(page, log_of(recording))
    page.context.set_offline(True)
    press(page, "i", "Shift+ArrowRight", "o", "t")
    page.keyboard.type("Fear")
    press(page, "Enter")
    expect(part(rows(page).first, "themes")).to_have_text("Fear")
    press(page, "u")
    expect(part(rows(page).first, "themes")).to_have_text("")
    page.context.set_offline(False)
    saved(page)
    expect(page.locator("#log-problems")).to_be_hidden()
    assert not Segment.objects.get().themes.exists()


def test_what_is_typed_is_not_called_saved_and_outlives_the_page(
    page: Page, login, editor, recording, console
):
    segment = SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="Before")
    login(page, editor)
    opened(page, log_of(recording))
    state = page.locator("#log-state")
    expect(state).to_have_text("All saved")
    press(page, "ArrowDown", "Enter")
    page.keyboard.type("The gate")
    expect(state).to_have_text("Not saved yet")
    press(page, "Escape")  # what stood there stays
    expect(state).to_have_text("All saved")
    press(page, "Enter")
    page.keyboard.type("The gate")
    opened(page, log_of(recording))  # the page is left in the middle of it
    expect(part(rows(page).first, "gist")).to_have_text("The gate")
    saved(page)
    press(page, "ArrowDown", "n")
    page.keyboard.type("By night")
    expect(state).to_have_text("Not saved yet")
    opened(page, log_of(recording))
    saved(page)
    segment.refresh_from_db()
    assert (segment.gist, segment.note) == ("The gate", "By night")


def test_what_two_changed_is_shown_and_chosen(page: Page, login, editor, recording, console, axe):
    console.allow("409")
    console.allow("410")
    segment = SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="Before", rating=1)
    login(page, editor)
    opened(page, log_of(recording))
    segment.gist = "Theirs"
    segment.save()
    press(page, "ArrowDown", "Enter")
    page.keyboard.type("Mine")
    press(page, "Enter")
    problem = page.locator(".log-problem")
    expect(problem).to_contain_text("somebody else changed it meanwhile")
    expect(page.locator("#log-state")).to_have_text("Not taken: 1")
    for text in ("Before", "Theirs", "Mine"):
        expect(problem).to_contain_text(text)
    axe(page)
    problem.get_by_role("button", name="Keep mine").click()
    expect(problem).to_have_count(0)
    saved(page)
    segment.refresh_from_db()
    assert (segment.gist, segment.rating) == ("Mine", 1)
    # deleted meanwhile: brought back with what was typed
    segment.bin(by=editor)
    press(page, "m", "5")
    expect(problem).to_contain_text("It was deleted meanwhile.")
    problem.get_by_role("button", name="Bring it back and save").click()
    expect(problem).to_have_count(0)
    saved(page)
    assert Segment.objects.get().rating == 5


def test_what_was_done_is_undone(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "i", "Shift+ArrowRight", "o", "5", "t")
    page.keyboard.type("house")
    press(page, "Enter")
    expect(part(rows(page).first, "themes")).to_have_text("The house")
    press(page, "u")
    expect(part(rows(page).first, "themes")).to_have_text("")
    press(page, "u")
    expect(part(rows(page).first, "rating")).to_have_text("")
    press(page, "Delete")
    expect(rows(page)).to_have_count(0)
    press(page, "u")
    expect(rows(page)).to_have_count(1)
    press(page, "u")
    expect(rows(page)).to_have_count(0)
    press(page, "u")
    expect(page.locator("#log-say")).to_have_text("Nothing to undo.")
    saved(page)
    assert not Segment.objects.exists()
    assert Segment.everything.get().rating == 0
