"""The shell in a browser: saving by keyboard, nothing typed is lost, menus, light and dark."""

import pytest
from django.urls import reverse
from playwright.sync_api import Dialog, Page, expect

from production.models import Film
from tests.factories import FilmFactory, MembershipFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(film):
    return lambda name, **parts: reverse(name, kwargs={"film": film.slug, **parts})


def test_control_s_saves_the_form_at_hand(page: Page, login, producer, film, here):
    login(page, producer)
    page.goto(here("film-settings"))
    page.get_by_label("Production company").fill("Sample company")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    film.refresh_from_db()
    assert film.company == "Sample company"


def test_leaving_an_edited_form_asks_first(page: Page, login, producer, here):
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    login(page, producer)
    page.goto(here("film-settings"))
    page.get_by_role("link", name="Overview").first.click()
    page.wait_for_url(f"**{here('film-overview')}")
    assert asked == []
    page.goto(here("film-settings"))
    page.get_by_label("Production company").press_sequentially("typed")
    page.get_by_role("link", name="Overview").first.click()
    page.wait_for_url(f"**{here('film-overview')}")
    assert asked == ["beforeunload"]


def test_an_impatient_double_click_makes_one_film(page: Page, login):
    user = UserFactory()
    login(page, user)
    page.goto(reverse("film-new"))
    page.get_by_label("Title").fill("The Gate")
    page.get_by_role("button", name="Create the film").dblclick()
    expect(page.get_by_role("heading", name="The Gate")).to_be_visible()
    assert Film.objects.filter(title="The Gate").count() == 1


def test_from_one_film_into_another(page: Page, login, producer, here):
    other = FilmFactory(title="The Gate")
    MembershipFactory(film=other, user=producer, role="editor")
    login(page, producer)
    page.goto(here("film-overview"))
    switch = page.locator("summary", has_text="Change film")
    switch.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="The Gate")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="The Gate")).to_be_hidden()
    expect(switch).to_be_focused()
    switch.click()
    page.get_by_role("link", name="The Gate").click()
    expect(page.get_by_role("heading", name="The Gate")).to_be_visible()


def test_like_the_system_follows_the_system(page: Page, login, producer, here):
    login(page, producer)
    page.emulate_media(color_scheme="dark")
    page.goto(here("film-overview"))
    html = page.locator("html")
    expect(html).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-bs-theme", "light")
    page.locator("summary", has_text="Light and dark").click()
    page.get_by_role("button", name="Dark").click()
    expect(html).to_have_attribute("data-bs-theme", "dark")


def test_in_another_language_and_back(page: Page):
    page.goto(reverse("account_login"))
    page.locator("summary", has_text="English").click()
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("summary", has_text="Español").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_removing_a_member_is_undone_by_its_message(page: Page, login, producer, crew, here):
    login(page, producer)
    page.goto(here("member-list"))
    page.get_by_role("button", name="Remove Crew").click()
    expect(page.get_by_role("row", name="Crew")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("row", name="Crew")).to_have_count(1)


def test_on_a_phone_the_rooms_are_in_the_menu_and_four_below(phone: Page, login, producer, here):
    login(phone, producer)
    phone.goto(here("film-overview"))
    assert phone.get_by_role("navigation", name="Shortcuts").get_by_role("link").count() <= 4
    rooms = phone.get_by_role("navigation", name="Film")
    expect(rooms).to_be_hidden()
    phone.get_by_role("button", name="Menu").click()
    rooms.get_by_role("link", name="Settings").click()
    expect(phone.get_by_role("heading", name="Settings")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_kept_out(page: Page, login, producer, film, here, axe, theme):
    page.emulate_media(color_scheme=theme)
    page.goto(reverse("account_login"))
    axe(page)
    login(page, producer)
    for address in (
        reverse("film-list"),
        reverse("film-new"),
        reverse("account-settings"),
        reverse("mfa_index"),
        here("film-overview"),
        here("film-settings"),
        here("member-list"),
        here("invitation-new"),
    ):
        page.goto(address)
        axe(page)


@pytest.mark.parametrize("name", ["film-overview", "film-settings", "member-list", "invitation-new"])
def test_a_phone_shows_a_page_whole(phone: Page, login, producer, here, name):
    login(phone, producer)
    phone.goto(here(name))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_list_is_cards_on_a_phone_and_a_table_with_its_filters_at_a_desk(
    page: Page, phone: Page, login, producer, film
):
    PersonFactory(film=film, name="Ana", position="Camera operator")
    address = reverse("person-list", kwargs={"film": film.slug})
    login(phone, producer)
    phone.goto(address)
    cell = phone.get_by_text("Camera operator")
    assert cell.get_attribute("data-label") == "Position"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.get_by_label("Department")).to_be_hidden()
    phone.get_by_text("More filters").click()
    expect(phone.get_by_label("Department")).to_be_visible()
    login(page, producer)
    page.goto(address)
    expect(page.get_by_label("Department")).to_be_visible()
    expect(page.get_by_text("More filters")).to_be_hidden()
