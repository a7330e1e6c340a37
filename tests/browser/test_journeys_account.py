"""Into an account and back into it: too many guesses, a forgotten password, a second factor."""

import re

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    page.locator("summary", has_text="Account").click()
    page.get_by_role("button", name="Sign out").click()


def test_the_sixth_guess_is_refused_in_words(page: Page, demo):
    for _ in range(5):
        sign_in(page, "producer@example.org", "not the password")
        expect(page.get_by_role("main")).to_contain_text("not correct")
    sign_in(page, "producer@example.org", PASSWORD)
    expect(page.get_by_role("main")).to_contain_text("Too many failed login attempts")
    expect(page.get_by_label("Email")).to_have_value("producer@example.org")


def test_a_forgotten_password_comes_by_mail(page: Page, demo, axe, mailoutbox):
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    axe(page)
    page.get_by_label("Email").fill("director@example.org")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("main")).to_contain_text("sent you an email")
    [letter] = mailoutbox
    assert letter.to == ["director@example.org"]
    page.goto(re.search(r"http://\S+/password/reset/key/\S+", letter.body)[0])
    axe(page)
    page.get_by_label("New Password").first.fill("a long enough phrase")
    page.get_by_label("New Password (again)").fill("a long enough phrase")
    page.get_by_role("button", name="Change Password").click()
    expect(page.get_by_role("main")).to_contain_text("password is now changed")
    sign_in(page, "director@example.org", "a long enough phrase")
    expect(page.get_by_role("heading", name="La casa de Coyoacán")).to_be_visible()


def test_a_second_factor_from_an_app(page: Page, demo, axe):
    sign_in(page, "producer@example.org", PASSWORD)
    page.locator("summary", has_text="Account").click()
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name=re.compile("Second factor")).click()
    page.get_by_role("link", name="Activate").click()
    if page.get_by_label("Password").is_visible():  # asked once more, where signing in was a while ago
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Confirm").click()
    axe(page)
    secret = page.get_by_label("Authenticator secret").input_value()
    counter = next(iter(yield_hotp_counters_from_time()))
    page.get_by_label("Authenticator code").fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    axe(page)
    sign_out(page)

    sign_in(page, "producer@example.org", PASSWORD)
    axe(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("main")).to_contain_text("Incorrect code")
    counter = next(iter(yield_hotp_counters_from_time()))
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="La casa de Coyoacán")).to_be_visible()
