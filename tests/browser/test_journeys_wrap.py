"""At the wrap: the day is filled in on the page, looked over and signed, and the film follows."""

from datetime import date

from playwright.sync_api import Page, expect

from production.models import ProductionReport, RunningItem, ShootDay
from tests.browser.conftest import PASSWORD


def test_a_day_is_closed_with_its_production_report(page: Page, demo):
    day = ShootDay.objects.get(date=date(2003, 6, 14))  # Tampico: nobody has written its report yet
    first, second = day.running_items.exclude(scene=None).order_by("position")
    scene = first.scene
    page.goto("/")
    page.get_by_label("Email").fill("producer@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    page.goto(f"/films/{demo.slug}/days/{day.pk}/")
    page.get_by_role("link", name="Close the day").click()
    page.get_by_label("Wrap").fill("15:40")
    page.locator(f"#id_outcome_{first.pk}").select_option("done")
    page.locator(f"#id_outcome_{second.pk}").select_option("not_done")
    page.locator(f"#id_reason_{second.pk}").fill("The pilot's boat did not go out")
    page.get_by_label("Card, row 1").fill("A010")
    page.get_by_label("Copy 1, row 1").fill("RAID 1")
    page.get_by_label("Copy 2, row 1").fill("LTO shelf B")
    page.get_by_role("button", name="Fill blanks").click()
    expect(page.locator("[data-autosave-state]")).to_contain_text("Saved at")
    assert ProductionReport.objects.get(day=day).cards.get().label == "A010"

    page.get_by_role("button", name="Look over and sign").click()
    changes = page.get_by_role("region", name="What closing the day changes")
    expect(changes).to_contain_text("goes back to the pool")
    expect(changes).to_contain_text("Scheduled → Partly shot")
    page.get_by_role("button", name="Sign and close the day").click()

    expect(page.get_by_text("Signed: the day is closed.")).to_be_visible()
    expect(page.get_by_role("region", name="Media and copies", exact=True).first).to_contain_text("A010")
    scene.refresh_from_db()
    assert scene.status == "part_shot"
    assert RunningItem.objects.get(pk=second.pk).day is None
    page.goto(f"/films/{demo.slug}/days/{day.pk}/")
    expect(page.get_by_text("The production report is signed")).to_be_visible()
    expect(page.get_by_role("link", name="Add an item")).to_have_count(0)
