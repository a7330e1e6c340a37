"""An editor enters a clip from an archive's catalogue, with the archive's own numbers."""

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from production.models import ArchiveClip


def test_a_clip_is_entered_as_its_catalogue_gives_it(page: Page, member, demo):
    member(page, "editor")
    page.goto(reverse("clip-list", args=[demo.slug]))
    page.get_by_role("link", name="New clip").click()
    page.get_by_label("Title").fill("Arrival at the harbour")
    page.get_by_label("Source", exact=True).select_option(label="Footage Farm")
    page.get_by_label("Catalogue or reel number").fill("221411-02")
    page.get_by_label("Date", exact=True).fill("Jan 1937")
    page.get_by_label("Timecode in").fill("10:61:22")
    page.get_by_label("Timecode out").fill("10:05:01")
    page.get_by_role("button", name="Save").click()

    wrong = page.get_by_label("Timecode in")
    expect(wrong).to_have_value("10:61:22")
    expect(wrong).to_have_accessible_description(re.compile(r"The minutes go from 00 to 59\.$"))
    expect(page.get_by_label("Timecode out")).to_have_value("10:05:01")

    wrong.fill("10:01:22")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Arrival at the harbour", level=1)).to_be_visible()
    expect(page.get_by_text("10:01:22–10:05:01")).to_be_visible()
    expect(page.get_by_text("00:03:39", exact=True)).to_be_visible()
    clip = ArchiveClip.objects.get(title="Arrival at the harbour")
    assert (clip.timecode_in, clip.timecode_out) == ("10:01:22", "10:05:01")
