"""05:10, a phone, bad light, and then no network at all."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from production.models import IssuedCallSheet
from tests.browser.conftest import PASSWORD


def test_my_call_stays_readable_when_the_connection_drops(phone: Page, demo, console):
    phone.goto("/")
    phone.get_by_label("Email").fill("crew@example.org")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("main").get_by_role("button", name="Sign in").tap()
    phone.get_by_role("navigation", name="Shortcuts").get_by_role("link", name="Call sheets").tap()
    phone.get_by_role("link", name="Mon 9 Jun").tap()
    phone.get_by_role("link", name="For the phone").tap()

    # first my own time, then the place, whom to phone, the hospital
    own = phone.get_by_role("region", name="Your call")
    expect(own).to_contain_text("07:30")
    expect(own).to_contain_text("Tomás Arriaga")
    first = [words.strip() for words in phone.get_by_role("heading").all_inner_texts()]
    assert first[:4] == ["Your call", "House in Coyoacán", "Phone", "Nearest hospital"]
    assert own.bounding_box()["y"] < 300
    place = phone.get_by_role("region", name="House in Coyoacán")
    expect(place).to_contain_text("ring twice")
    assert "19.358300" in place.get_by_role("link", name="Open the map").get_attribute("href")
    for link in phone.get_by_role("link", name="+52").all():
        assert link.get_attribute("href").startswith("tel:+52")
        assert link.bounding_box()["height"] >= 40

    phone.context.set_offline(True)
    hospital = phone.get_by_role("region", name="Nearest hospital")
    hospital.scroll_into_view_if_needed()
    expect(hospital).to_contain_text("Hospital Muestra Sur")
    phone.get_by_text("Estimated wrap").scroll_into_view_if_needed()
    assert phone.evaluate("scrollY") > 0
    expect(phone.get_by_role("region", name="Order of the day")).to_contain_text("A sister in Moscow")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    background = "getComputedStyle(document.querySelector('header')).backgroundColor"
    assert phone.evaluate(background) != "rgba(0, 0, 0, 0)"  # the band keeps its colour: nothing is fetched
    phone.context.set_offline(False)


def test_a_draft_is_not_for_the_crew(phone: Page, member, demo, console):
    console.allow("403")
    member(phone, "crew")
    phone.goto(reverse("call-sheet-list", args=[demo.slug]))
    expect(phone.get_by_role("link", name="Mon 9 Jun")).to_be_visible()
    expect(phone.get_by_role("link", name="Tue 10 Jun")).to_have_count(0)
    day = demo.shoot_days.get(date="2003-06-10")
    answer = phone.goto(reverse("call-sheet-draft", args=[demo.slug, day.pk]))
    assert answer.status == 403
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    sheet = IssuedCallSheet.objects.filter(film=demo).latest("issued_at")
    phone.goto(reverse("call-sheet-detail", args=[demo.slug, sheet.pk]))
    expect(phone.get_by_role("link", name="Next version")).to_have_count(0)
