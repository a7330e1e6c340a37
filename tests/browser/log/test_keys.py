"""An editor logs by keyboard, with the picture playing."""

import re

import pytest
from playwright.sync_api import Page, expect

from interviews.models import Segment
from production.models import Theme
from tests.browser.log.hands import at, go, log_of, opened, press, rows, saved
from tests.browser.patience import until
from tests.factories import SegmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_selects_are_logged_by_keyboard_alone(page: Page, login, editor, recording, proxy, console, axe):
    login(page, editor)
    opened(page, log_of(recording))
    until(page, lambda: page.evaluate("document.getElementById('log-media').readyState >= 2"))
    for number in range(10):
        press(page, " ", "i")
        start = at(page)
        until(page, lambda start=start: at(page) >= start + 10)
        press(page, "o", "k")  # the film is short, and a busy machine takes its time with what follows
        expect(rows(page)).to_have_count(number + 1)
        press(page, str(number % 5 + 1))
        press(page, "t")
        page.keyboard.type("exi" if number % 2 else "Rabbits")
        press(page, "Enter")
        press(page, "n")
        page.keyboard.type(f"Note {number}")
        press(page, "Enter")
    saved(page)
    segments = list(Segment.objects.order_by("in_frame"))
    assert [segment.rating for segment in segments] == [1, 2, 3, 4, 5] * 2
    assert [segment.note for segment in segments] == [f"Note {number}" for number in range(10)]
    assert [segment.themes.get().name for segment in segments] == ["Rabbits", "Exile"] * 5
    assert Theme.objects.filter(name="Rabbits").count() == 1
    assert all(
        segment.out_frame > segment.in_frame for segment in segments
    )  # the counter is read a little late
    ends = [segment.out_frame for segment in segments]
    assert all(later.in_frame >= end for end, later in zip(ends, segments[1:], strict=False))
    # a gist each, in the other mode, without a hand on the mouse
    press(page, "ArrowUp", "ArrowUp", "Home")
    page.evaluate("document.querySelector('#segments').closest('.log-scroll').scrollTop = 0")
    for _ in range(12):
        press(page, "ArrowUp")
    press(page, "F2")
    for number in range(10):
        page.keyboard.type(f"Gist {number}")
        press(page, "Enter")
    press(page, "F2")
    saved(page)
    assert list(Segment.objects.order_by("in_frame").values_list("gist", flat=True)) == [
        f"Gist {number}" for number in range(10)
    ]
    axe(page)


def test_a_word_that_is_typed_beside_the_fields_leads_nowhere(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    page.keyboard.type("gist")  # g, the log's own i, then what would lead to the scenes
    page.wait_for_timeout(500)
    expect(page).to_have_url(re.compile(re.escape(log_of(recording))))
    press(page, "Escape", "g", "p")
    expect(page).to_have_url(re.compile("/people/"))


def test_a_key_that_is_held_down_acts_once(page: Page, login, editor, recording, console):
    for start in (0, 100, 200):
        SegmentFactory(recording=recording, in_frame=start, out_frame=start + 50)
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "ArrowDown")
    for _ in range(4):
        page.keyboard.down("Delete")
    page.keyboard.up("Delete")
    expect(rows(page)).to_have_count(2)
    for _ in range(4):
        page.keyboard.down("l")
    page.keyboard.up("l")
    expect(page.locator("#log-speed")).to_contain_text("▶ 1×")
    press(page, "k")
    at_rest = at(page)
    for _ in range(4):
        page.keyboard.down("ArrowRight")  # which walks on
    page.keyboard.up("ArrowRight")
    assert at(page) == at_rest + 4
    saved(page)
    assert Segment.objects.count() == 2


def test_what_a_held_key_opens_gets_none_of_it(page: Page, login, editor, recording, console):
    for start in (0, 100, 200):
        SegmentFactory(recording=recording, in_frame=start, out_frame=start + 50, gist=f"From {start}")
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "ArrowDown")
    for _ in range(4):
        page.keyboard.down("n")
    page.keyboard.up("n")
    note = page.locator("#note-dialog textarea")
    expect(note).to_have_value("")
    page.keyboard.type("nn")
    expect(note).to_have_value("nn")
    press(page, "Enter")
    expect(page.locator("#note-dialog")).to_be_hidden()
    for _ in range(3):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(rows(page).first.locator(".cell-input")).to_be_focused()
    press(page, "Enter")
    expect(rows(page).nth(1).locator(".cell-input")).to_be_focused()


def test_from_filters_and_the_scrub_the_keys_come_back(page: Page, login, editor, recording, console):
    SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="The gate", rating=4)
    login(page, editor)
    opened(page, log_of(recording))
    log = page.locator("#log")
    page.locator("#filter-search").focus()
    page.keyboard.type("gate")
    press(page, "Enter")
    expect(log).to_be_focused()
    expect(rows(page)).to_have_count(1)
    page.locator("#filter-stars").focus()
    press(page, "Escape")
    expect(log).to_be_focused()
    page.locator("#log-scrub").focus()
    press(page, "?")
    expect(page.locator("dialog#keys")).to_be_visible()
    press(page, "Escape")
    # on a Spanish keyboard both are typed with Shift
    for key, code in (("/", "Digit7"), ("?", "Minus")):
        page.evaluate(
            """([key, code]) => document.activeElement.dispatchEvent(
                new KeyboardEvent(
                    "keydown", {key, code, shiftKey: true, bubbles: true, cancelable: true}
                ))""",
            [key, code],
        )
        if key == "/":
            expect(page.locator("#cue-search")).to_be_focused()
            press(page, "Escape")
    expect(page.locator("dialog#keys")).to_be_visible()


def test_speeds_steps_and_the_picture_agree(page: Page, login, editor, recording, proxy, console):
    login(page, editor)
    opened(page, log_of(recording) + "?at=500")
    until(page, lambda: page.evaluate("document.getElementById('log-media').readyState >= 2"))
    media = "document.getElementById('log-media')"
    assert at(page) == 500
    for key, frames in [
        ("ArrowRight", 1),
        ("ArrowLeft", -1),
        ("Shift+ArrowRight", 25),
        ("Shift+ArrowLeft", -25),
    ]:
        before = at(page)
        press(page, key)
        assert at(page) - before == frames
        until(page, lambda: abs(page.evaluate(f"{media}.currentTime") * 25 - at(page) - 0.5) < 0.01)
    for speed in ("1×", "2×", "4×", "8×", "8×"):
        press(page, "l")
        expect(page.locator("#log-speed")).to_have_text(f"▶ {speed}")
    assert page.evaluate(f"{media}.playbackRate") == 8
    press(page, "k")
    expect(page.locator("#log-speed")).to_have_text("paused")
    assert page.evaluate(f"{media}.paused")
    go(page, "10:00:30:00")
    assert at(page) == 750
    press(page, "j", "j")
    expect(page.locator("#log-speed")).to_have_text("◀ 2×")
    until(page, lambda: at(page) < 700)
    press(page, "k")
    stands = at(page)
    page.wait_for_timeout(200)
    assert at(page) == stands
    until(page, lambda: abs(page.evaluate(f"{media}.currentTime") * 25 - stands - 0.5) < 0.01)


def test_an_out_on_the_last_frame_takes_it_in(page: Page, login, editor, recording, console):
    """Where the playhead can't go on, the out is the end of the recording; one before it, that frame."""
    login(page, editor)
    opened(page, log_of(recording) + "?at=900")
    press(page, "i")
    go(page, "10:00:39:24")
    press(page, "ArrowRight")
    assert at(page) == 999
    press(page, "o")
    press(page, "i", "o")  # the last frame alone
    press(page, "ArrowLeft", "i", "ArrowLeft", "ArrowLeft", "i", "ArrowRight", "ArrowRight", "o")
    saved(page)
    made = recording.segments.order_by("pk").values_list("in_frame", "out_frame")
    assert list(made) == [(900, 1000), (999, 1000), (996, 998)]
