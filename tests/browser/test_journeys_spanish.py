"""A reader of Spanish: the pages speak it, what people typed stays as they typed it."""

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from production.models import IssuedCallSheet

PAGES = ("film-overview", "stripboard", "day-list", "call-sheet-list", "scene-list", "film-settings")


def words_of_ours(page: Page) -> set[str]:
    """Headings, heads of tables, labels and buttons."""
    found = []
    for role in ("heading", "columnheader", "button", "term"):
        found += page.get_by_role(role).all_inner_texts()
    found += page.locator("label, legend").all_inner_texts()
    return {" ".join(words.split()) for words in found} - {""}


def test_the_pages_speak_spanish(page: Page, member, demo):
    member(page, "producer")
    sheet = IssuedCallSheet.objects.filter(film=demo).latest("issued_at")
    board = reverse("stripboard", args=[demo.slug])
    addresses = [
        reverse("call-sheet-detail", args=[demo.slug, sheet.pk]),
        reverse("day-detail", args=[demo.slug, sheet.day_id]),
        reverse("call-sheet-draft", args=[demo.slug, sheet.day_id]),
        *(reverse(name, args=[demo.slug]) for name in PAGES),
    ]
    english = {}
    for address in addresses:
        page.goto(address)
        english[address] = words_of_ours(page)

    page.goto(addresses[0])
    page.locator("summary", has_text="Language").click()
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    main = page.get_by_role("main")
    for words in ("Llamado general", "Orden de rodaje", "Lunes, 9 de junio de 2003", "Hospital más cercano"):
        expect(main).to_contain_text(words)
    expect(main).to_contain_text("Load in through the garden")  # typed by somebody
    page.get_by_role("navigation").get_by_role("link", name="Tablero de tiras").click()
    expect(page).to_have_url(re.compile(f"{board}$"))

    typed = typed_words(demo)
    left = {}
    for address in addresses:
        page.goto(address)
        same = words_of_ours(page) & english[address]
        left[address] = {words for words in same if words not in typed}
    assert not any(left.values()), left


def typed_words(film) -> set[str]:
    """What people typed; and words that are the same in both languages."""
    same = {"Rodaje", "English", "Español", "Director", "Base", "Crew", "Hospital", "Radio"}
    same |= {"Min", "Set", "INT/EXT", "D/N"}
    return same | {film.title, "1 House in Coyoacán Library, Grandson's room"}
