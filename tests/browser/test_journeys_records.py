"""Two people at one location, and a delete that was a slip."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from production.models import Location


def test_who_saves_second_sees_both_and_loses_nothing(page: Page, phone: Page, member, demo, console):
    console.allow("409")
    place = Location.objects.get(film=demo, name="House in Coyoacán")
    edit = reverse("location-edit", args=[demo.slug, place.pk])
    member(page, "producer")
    member(phone, "director")
    page.goto(edit)
    phone.goto(edit)

    phone.get_by_label("Entrance").fill("Garden gate; ring once")
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="House in Coyoacán", level=1)).to_be_visible()

    page.get_by_label("Entrance").fill("Side door on the left")
    page.get_by_label("Toilets").fill("Beside the library, upstairs too")
    page.get_by_role("button", name="Save").click()
    both = page.get_by_role("alert").filter(has_text="Somebody else saved this meanwhile")
    row = both.get_by_role("row", name="Entrance")
    expect(row.get_by_role("cell")).to_have_text(
        [
            "Garden gate on the side street; ring twice. The main door is for visitors.",
            "Garden gate; ring once",
            "Side door on the left",
        ]
    )
    expect(page.get_by_label("Entrance")).to_have_value("Side door on the left")
    expect(page.get_by_label("Toilets")).to_have_value("Beside the library, upstairs too")
    place.refresh_from_db()
    assert place.entrance == "Garden gate; ring once"

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="House in Coyoacán", level=1)).to_be_visible()
    place.refresh_from_db()
    assert (place.entrance, place.toilets) == ("Side door on the left", "Beside the library, upstairs too")


def test_different_fields_of_two_people_are_both_kept(page: Page, phone: Page, member, demo):
    place = Location.objects.get(film=demo, name="House in Coyoacán")
    edit = reverse("location-edit", args=[demo.slug, place.pk])
    member(page, "producer")
    member(phone, "director")
    page.goto(edit)
    phone.goto(edit)
    phone.get_by_label("Holding").fill("Reading room, left")
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="House in Coyoacán", level=1)).to_be_visible()
    page.get_by_label("Toilets").fill("Upstairs")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="House in Coyoacán", level=1)).to_be_visible()
    place.refresh_from_db()
    assert (place.holding, place.toilets) == ("Reading room, left", "Upstairs")


def test_a_deleted_person_comes_back_by_undo(page: Page, member, demo):
    member(page, "producer")
    people = reverse("person-list", args=[demo.slug])
    page.goto(people)
    page.get_by_role("link", name="Claire Aubry").click()
    page.get_by_role("button", name="Delete").click()
    told = page.get_by_role("status").filter(has_text="Claire Aubry")
    expect(told).to_be_visible()
    assert not demo.people.filter(name="Claire Aubry").exists()
    told.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="Claire Aubry")).to_be_visible()
    page.goto(people)
    expect(page.get_by_role("link", name="Claire Aubry")).to_be_visible()
