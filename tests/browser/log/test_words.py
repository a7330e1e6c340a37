"""The transcript beside the log: it follows, leads, and what is chosen in it becomes a segment."""

import re

import pytest
from playwright.sync_api import Page, expect

from interviews.models import Segment
from tests.browser.log.hands import at, go, log_of, opened, part, press, rows, saved
from tests.browser.patience import until
from tests.factories import CueFactory

pytestmark = pytest.mark.django_db(transaction=True)


def word(page, cue, text):
    """Where a word of a cue stands on the screen: its middle."""
    return page.evaluate(
        """([cue, text]) => {
            const node = document.querySelectorAll("#cues .cue-text")[cue].firstChild;
            const range = new Range();
            const start = node.data.indexOf(text);
            range.setStart(node, start);
            range.setEnd(node, start + text.length);
            const box = range.getBoundingClientRect();
            return [box.left, box.right, (box.top + box.bottom) / 2];
        }""",
        [cue, text],
    )


def test_the_transcript_follows_and_a_word_leads_there(page: Page, login, editor, recording, proxy, console):
    login(page, editor)
    opened(page, log_of(recording))
    go(page, "+3:00")
    expect(page.locator(".cue.is-now")).to_contain_text("The gate stood open")
    press(page, " ")
    expect(page.locator(".cue.is-now")).to_contain_text("Nobody had heard")
    press(page, "k")
    left, right, middle = word(page, 2, "rabbits")
    page.mouse.click((left + right) / 2, middle)
    assert at(page) == 250 + 40
    assert page.evaluate("document.getElementById('log-media').currentTime") == pytest.approx(290.5 / 25)
    page.locator(".cue-at").nth(3).click()
    assert at(page) == 350


def test_beyond_the_end_of_its_proxy_it_runs_on(page: Page, login, editor, recording, proxy, console):
    type(recording).objects.filter(pk=recording.pk).update(duration=25 * 120)
    login(page, editor)
    opened(page, log_of(recording) + "?at=2000")
    until(page, lambda: page.evaluate("document.getElementById('log-media').readyState >= 1"))
    press(page, " ")
    until(page, lambda: at(page) > 2005)
    press(page, "k")
    assert page.evaluate("document.getElementById('log-media').paused")
    go(page, "10:00:10:00")
    press(page, " ")
    until(page, lambda: at(page) > 255)
    assert not page.evaluate("document.getElementById('log-media').paused")


def test_words_that_are_chosen_become_a_segment(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    left, _, middle = word(page, 0, "stood")
    _, right, below = word(page, 1, "Nobody")
    page.mouse.move(left + 2, middle)
    page.mouse.down()
    page.mouse.move(right - 2, below, steps=6)
    page.mouse.up()
    expect(page.locator("#cue-selected")).to_have_text("Words chosen: 5. Enter makes a segment of them.")
    press(page, "Enter")
    expect(part(rows(page).first, "in")).to_have_text("10:00:02:20")
    saved(page)
    made = Segment.objects.get()
    assert (made.in_frame, made.out_frame) == (50 + 20, 150 + 8)
    expect(page.locator("#current-words")).to_have_text("stood open that evening. Nobody")
    # by keyboard: from the clicked word a word on, and one more
    left, right, middle = word(page, 2, "grandfather")
    page.mouse.click((left + right) / 2, middle)
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "s")
    expect(rows(page)).to_have_count(2)
    saved(page)
    by_keys = Segment.objects.latest("pk")
    assert (by_keys.in_frame, by_keys.out_frame) == (250 + 10, 250 + 28)
    # without times of its words the cue gives both ends
    left, right, middle = word(page, 3, "workroom")
    page.mouse.dblclick((left + right) / 2, middle)
    press(page, "Enter")
    expect(rows(page)).to_have_count(3)
    saved(page)
    by_cue = Segment.objects.latest("pk")
    assert (by_cue.in_frame, by_cue.out_frame) == (350, 440)
    expect(page.locator("#current-by")).to_have_text("by whole cues")


def test_a_word_is_searched_without_its_accents(page: Page, login, editor, recording, console):
    CueFactory(
        transcript=recording.transcripts.get(), in_frame=500, out_frame=600, text="Fernández lloró ahí."
    )
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "/")
    page.keyboard.type("lloro ahi")
    expect(page.locator("#cue-found")).to_have_text("1 of 1")
    press(page, "Enter")
    assert at(page) == 500
    page.locator("#cue-search").fill("the")
    expect(page.locator("#cue-found")).to_have_text(re.compile("of 4"))
    press(page, "Escape")
    press(page, "ArrowRight")
    assert at(page) == 501
