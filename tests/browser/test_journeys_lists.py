"""A list that remembers a search, many rows changed and put back, and what was deleted and found again."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from production.models import Scene


def test_a_deleted_scene_is_found_in_the_bin_and_its_history_tells_it(page: Page, member, demo):
    member(page, "producer")
    scene = Scene.objects.get(film=demo, number="16")  # omitted from the script, which would hold it
    page.goto(reverse("scene-detail", args=[demo.slug, scene.pk]))
    page.get_by_role("button", name="Delete", exact=True).click()
    page.goto(reverse("bin-list", args=[demo.slug]))
    row = page.get_by_role("listitem").filter(has_text=str(scene))
    expect(row).to_contain_text("days left")
    row.get_by_role("button", name="Restore").click()
    page.goto(reverse("scene-detail", args=[demo.slug, scene.pk]))
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", name="History of")).to_be_visible()
    acts = page.locator(".version-head strong")
    expect(acts.nth(0)).to_have_text("Restored from the bin")
    expect(acts.nth(1)).to_have_text("Deleted")


def test_a_search_is_kept_and_many_rows_are_changed_and_put_back(page: Page, member, demo):
    member(page, "producer")
    scenes = reverse("scene-list", args=[demo.slug])
    page.goto(f"{scenes}?kind=interview")
    page.get_by_text("Save this filter …").click()
    page.get_by_label("Name", exact=True).fill("Interviews")
    page.locator(".save-filter").get_by_role("button", name="Save").click()
    page.goto(scenes)
    kept = page.get_by_role("list", name="Saved filters").get_by_role("link", name="Interviews", exact=True)
    kept.click()
    expect(kept).to_have_attribute("aria-current", "true")

    before = dict(Scene.objects.filter(film=demo).values_list("pk", "status"))
    boxes = page.locator('input[name="pick"]')
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.get_by_text("3 rows chosen")).to_be_visible()
    page.get_by_label("Change", exact=True).select_option(label="Dropped")
    page.get_by_role("button", name="Look at the change").click()
    expect(page.get_by_role("heading", name="Status: Dropped")).to_be_visible()
    page.get_by_role("button", name="Change 3 rows").click()
    expect(page.get_by_role("status").filter(has_text="3 rows changed")).to_be_visible()
    assert Scene.objects.filter(film=demo, status="dropped").count() >= 3

    page.locator("h1").click()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("status").filter(has_text="3 rows are as they were before")).to_be_visible()
    assert dict(Scene.objects.filter(film=demo).values_list("pk", "status")) == before
