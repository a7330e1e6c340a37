"""The evening before: a producer mends the draft, issues WHITE, then BLUE, and reads what changed."""

import io
import re

import pypdf
from playwright.sync_api import Page, expect

from production.models import IssuedCallSheet
from tests.browser.conftest import PASSWORD


def region(page: Page, name: str):
    return page.get_by_role("region", name=name)


def accept(page: Page, warning: str, reason: str) -> None:
    point = region(page, "Readiness").get_by_role("listitem").filter(has_text=warning)
    point.get_by_text("Accept …").click()
    point.get_by_label("Why is this meant so?").fill(reason)
    point.get_by_role("button", name="Accept", exact=True).click()
    expect(region(page, "Readiness")).to_contain_text(f"“{reason}” – Lucía Ferrer")


def words_of(page: Page, link) -> str:
    """The document behind a link, fetched as the browser would."""
    answer = page.context.request.get(link.get_attribute("href"))
    body = answer.body()
    assert body.startswith(b"%PDF-")
    return "\n".join(leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(body)).pages)


def test_from_a_draft_that_is_not_ready_to_blue(page: Page, demo):
    page.goto("/")
    page.get_by_label("Email").fill("producer@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    # the draft says what is missing
    page.get_by_role("navigation", name="Film").get_by_role("link", name="Call sheets").click()
    page.get_by_role("link", name="Tue 10 Jun").click()
    readiness = region(page, "Readiness")
    expect(readiness).to_contain_text("1 point blocks")
    expect(readiness).to_contain_text("3 warnings")
    expect(readiness.get_by_role("listitem")).to_have_count(4)
    expect(page.get_by_role("button", name="Issue White")).to_be_disabled()

    # what blocks is mended where its link leads
    readiness.get_by_role("link", name=re.compile("Mend.*Alan Woods")).click()
    calls = region(page, "Calls")
    calls.get_by_role("link", name="Edit Alan Woods").click()
    calls.get_by_label("Call or arrival").fill("8:55")
    calls.get_by_role("button", name="Save").click()
    expect(calls.get_by_role("row", name="Alan Woods")).to_contain_text("08:55")
    expect(region(page, "Readiness")).not_to_contain_text("arrival time")

    # a late lunch is mended too: it comes forward, and nothing has to be accepted
    page.get_by_label("Fixed start of Lunch").fill("13:30")
    page.get_by_label("Fixed start of Lunch").press("Enter")
    expect(region(page, "Readiness")).not_to_contain_text("No lunch")

    page.get_by_role("link", name="Call sheet", exact=True).click()
    accept(page, "No release on file for Alan Woods", "He signs at the desk")
    expect(page.get_by_role("button", name="Issue White")).to_be_disabled()
    accept(page, "later than 12 h", "The museum answered at nine")
    expect(region(page, "Readiness")).to_contain_text("Ready: all warnings are accepted")

    page.get_by_role("button", name="Issue White").click()
    expect(page.get_by_role("heading", name="Call sheet of day 3, White")).to_be_visible()
    white = page.url
    expect(page.get_by_role("article", name="Call sheet")).to_contain_text("08:55")

    # the evening goes on: the day changes, WHITE doesn't
    page.get_by_role("link", name="Next version").click()
    expect(page.get_by_text("Nothing has changed since White.")).to_be_visible()
    page.get_by_role("link", name="Day", exact=True).click()
    calls = region(page, "Calls")
    calls.get_by_role("link", name="Edit Esteban Volkov").click()
    calls.get_by_label("Call or arrival").fill("10:45")
    calls.get_by_role("button", name="Save").click()
    expect(calls.get_by_role("row", name="Esteban Volkov")).to_contain_text("10:45")
    page.goto(white)
    expect(page.get_by_role("article", name="Call sheet")).not_to_contain_text("10:45")

    page.get_by_role("link", name="Next version").click()
    expect(region(page, "What changed since White")).to_contain_text("11:00 → 10:45")
    page.get_by_role("button", name="Issue Blue").click()
    expect(page.get_by_role("heading", name="Call sheet of day 3, Blue")).to_be_visible()
    told = region(page, "What changed since White")
    expect(told).to_contain_text("Esteban Volkov")
    expect(told).to_contain_text("11:00 → 10:45")
    expect(told).not_to_contain_text("Alan Woods")

    text = words_of(page, region(page, "On paper").get_by_role("link", name="A4").first)
    assert "BLUE" in text.upper()
    assert "What changed since WHITE" in text
    assert "11:00 → 10:45" in text
    assert "DRAFT" not in text

    page.goto(white)
    expect(page.get_by_text("This version no longer holds. The current one is Blue.")).to_be_visible()
    sheets = IssuedCallSheet.objects.filter(day__date="2003-06-10").order_by("version")
    assert [sheet.colour for sheet in sheets] == ["White", "Blue"]
