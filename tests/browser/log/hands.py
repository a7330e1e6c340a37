"""What journeys through the log do again and again."""

from django.urls import reverse
from playwright.sync_api import expect

from production import timecode

SECONDS = 40
TEXTS = [
    "The gate stood open that evening.",
    "Nobody had heard the bell, said the guard.",
    "My grandfather fed the rabbits.",
    "Then the workroom fell silent.",
]


def log_of(recording):
    return reverse("log", args=[recording.interview.film.slug, recording.pk])


def opened(page, url):
    page.goto(url)
    expect(page.locator("#log[data-loaded]")).to_be_attached()


def at(page):
    """The source timecode under the playhead, in frames from ten o'clock."""
    label = timecode.read(page.locator("#log-source").inner_text())
    return timecode.frame_of(label, timecode.rate_of("25/1")) - 10 * 3600 * 25


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def go(page, text):
    press(page, "c")
    page.keyboard.type(text)
    press(page, "Enter")


def saved(page):
    expect(page.locator("#log-state")).to_have_text("All saved", timeout=30_000)
    expect(page.locator("tr.is-waiting")).to_have_count(0)


def rows(page):
    return page.locator("#segments tbody tr")


def part(row, name):
    return row.locator(f'[data-part="{name}"]')
