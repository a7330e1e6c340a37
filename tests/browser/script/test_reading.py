"""The script on a phone, in the dark, and for who only reads."""

import pytest
from playwright.sync_api import expect

from tests.browser.script.hands import opened, press, saved, texts
from tests.factories import (
    SoundbiteFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = ["The", "gate", "stood", "open", "that", "evening", "and", "nobody", "heard", "the", "bell."]


def test_the_script_is_read_and_built_on_a_phone(phone, login, editor, script, rows, segment):
    login(phone, editor)
    opened(phone, script)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("button", name="Sources").tap()
    phone.locator(".hit").filter(has_text="The gate stood open").get_by_role("button", name="Insert").tap()
    expect(phone.locator(".s-row")).to_have_count(4)
    saved(phone)
    phone.get_by_role("button", name="Close").tap()
    for button in phone.locator("#s-tools .btn:visible, .s-number:visible").all()[:12]:
        assert button.bounding_box()["height"] >= 39
    tools, bar = phone.locator("#s-tools"), phone.locator(".bottom-bar")
    phone.locator(".bottom-bar a").last.evaluate("link => link.lastChild.textContent = 'Hojas de llamado'")
    below = tools.bounding_box()["y"] + tools.bounding_box()["height"]
    assert below <= bar.bounding_box()["y"] + 1  # also where the names of rooms take two lines


def test_nobody_is_kept_out_in_the_dark_on_a_phone(phone, login, axe, editor, script, rows, segment):
    SoundbiteFactory(row=rows[0], segment=segment)
    login(phone, editor)
    phone.emulate_media(color_scheme="dark")
    opened(phone, script)
    expect(phone.locator("html")).to_have_attribute("data-bs-theme", "dark")
    axe(phone)
    for key in ("a", "c", "d", "t", "?"):
        press(phone, "ArrowRight", key)  # to the soundbite, which can be trimmed
        expect(phone.locator("dialog[open]")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        axe(phone)
        press(phone, "Escape")
    press(phone, "c")
    phone.get_by_label("Target length").fill("three")
    press(phone, "Enter")
    expect(phone.get_by_role("alert").filter(has_text="Write a length")).to_be_visible()
    axe(phone)
    press(phone, "Escape")
    phone.get_by_role("button", name="Sources").tap()
    expect(phone.locator(".hit")).to_have_count(1)
    axe(phone)


def test_a_viewer_reads(page, login, viewer, script, rows, console):
    login(page, viewer)
    opened(page, script)
    press(page, "ArrowDown", "n", "Delete", "Enter")
    assert texts(page) == ["One.", "Two.", "Three."]
    expect(page.locator("textarea")).to_have_count(0)
    press(page, "r")
    expect(page.locator(".is-reading")).to_have_count(1)


def test_nobody_is_kept_out_of_the_page_and_what_opens_over_it(
    page, login, axe, editor, script, scene, rows, segment
):
    kept = {"ranges": [[25, 85]], "words": ["The door stood open that"], "speaker": "Esteban Volkov"}
    SoundbiteFactory(row=rows[0], segment=segment, kept=kept)
    login(page, editor)
    opened(page, script)
    axe(page)
    press(page, "i")
    expect(page.locator(".hit")).to_have_count(1)
    axe(page)
    press(page, "Escape", "Enter")
    axe(page)
    press(page, "Escape")
    for key in ("a", "d", "c"):
        press(page, key)
        expect(page.locator("dialog[open]")).to_be_visible()
        axe(page)
        press(page, "Escape")
    page.locator(".is-soundbite").click()
    press(page, "t")
    expect(page.locator(".s-word")).to_have_count(len(WORDS))
    axe(page)
