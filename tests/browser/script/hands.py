"""What journeys through the script do again and again."""

from django.urls import reverse
from playwright.sync_api import expect

from script.models import Cell

WORDS = ["The", "gate", "stood", "open", "that", "evening", "and", "nobody", "heard", "the", "bell."]


def opened(page, script, query=""):
    page.goto(reverse("script-detail", args=[script.film.slug, script.pk]) + query)
    expect(page.locator("#script[data-loaded]")).to_be_attached()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def held(page, what):
    expect(page.locator("#s-found[aria-busy]")).to_have_count(0)
    what.hover()
    page.mouse.down()


def carried(page, onto, at=None):
    """Over something, `at` pixels below its top, or to its middle: a drag begins with the second move."""
    box = onto.bounding_box()
    for _turn in range(2):
        page.mouse.move(box["x"] + 60, box["y"] + (box["height"] / 2 if at is None else at))


def saved(page):
    expect(page.locator("#s-state")).to_have_text("All saved", timeout=30_000)
    expect(page.locator(".is-waiting")).to_have_count(0, timeout=30_000)


def come_back(page):
    """As when one comes back to the tab: the page asks what happened meanwhile."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def texts(page):
    return page.locator(".s-row:not([hidden]) .s-text").all_inner_texts()


def written(script):
    cells = Cell.objects.filter(row__scene__script=script)
    return list(
        cells.order_by("row__scene__position", "row__position", "position").values_list("text", flat=True)
    )


def numbers(page):
    return page.locator(".s-row:not([hidden]) .s-number").all_inner_texts()
