"""A person signs in by keyboard, at the desk and on the phone."""

from playwright.sync_api import expect

from tests.browser.patience import until


def test_producer_signs_in_and_finds_the_film(page, axe, producer, film):
    producer.set_password("a long enough phrase")
    producer.save()
    page.goto("/accounts/login/")
    axe(page)
    page.get_by_label("Email").fill(producer.email)
    page.get_by_label("Password").fill("a long enough phrase")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/accounts/" not in address)
    expect(page.get_by_role("main")).to_contain_text(film.title)
    axe(page)


def test_a_wrong_password_is_said_at_the_form(phone, axe, producer, film):
    phone.goto("/accounts/login/")
    phone.get_by_label("Email").fill(producer.email)
    phone.get_by_label("Password").fill("something else")
    phone.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("main")).to_contain_text("not correct")
    axe(phone)


def test_the_watch_hears_what_the_policy_refuses(page, console, login, producer, film):
    """The positive control of all journeys: an inline script is refused, and the refusal is heard."""
    login(page, producer)
    page.goto("/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'taken'";
            document.head.append(script);
        }"""
    )
    until(page, lambda: any("Content Security Policy" in error for error in console.unexpected()))
    assert page.title() != "taken"
    console.allow("Content Security Policy")
