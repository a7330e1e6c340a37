"""The director types shots as into a spreadsheet, pastes rows, and meets somebody else in one of them."""

import pytest
from playwright.sync_api import expect

from production.models import Shot
from tests.browser.patience import until
from tests.factories import LocationFactory, SceneFactory, ShotFactory


@pytest.fixture
def scene(film):
    return SceneFactory(film=film, number="4", title="The study")


def opened(page, url):
    page.goto(url)
    expect(page.locator("#shot-table .is-blank")).to_be_visible()
    page.wait_for_load_state("networkidle")


def of_scene(scene):
    return f"/films/{scene.film.slug}/scenes/{scene.pk}/"


def cell(page, row, field):
    return page.locator("#shot-table tbody tr").nth(row).locator(f'[data-field="{field}"]')


def texts(page, field):
    return page.locator(f'#shot-table [data-shot] [data-field="{field}"] .cell-value').all_inner_texts()


def paste(page, text):
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def test_shots_are_typed_by_keyboard(page, login, film, director, scene, console, axe):
    login(page, director)
    opened(page, of_scene(scene))
    cell(page, 0, "description").click()
    page.keyboard.type("The bookcase")
    page.keyboard.press("Tab")
    page.keyboard.type("ls")
    page.keyboard.press("Tab")
    page.keyboard.type("Low")
    page.keyboard.press("Enter")  # down, to where the run began
    expect(cell(page, 1, "description")).to_be_focused()
    page.keyboard.type("Papers on the desk")
    page.keyboard.press("Tab")
    page.keyboard.type("CU")
    page.keyboard.press("Enter")
    expect(page.locator("#shot-table [data-shot]")).to_have_count(2)
    expect(cell(page, 0, "size")).to_have_text("LS")
    expect(page.locator("#shots-progress")).to_have_text("0 of 2 shot · musts 0 of 2")
    # an old cell: Escape gives up what was typed, an abbreviation is worded
    cell(page, 0, "status").click()
    page.keyboard.type("drop")
    page.keyboard.press("Escape")
    expect(cell(page, 0, "status")).to_have_text("Planned")
    page.keyboard.type("sho")
    page.keyboard.press("Enter")
    expect(cell(page, 0, "status").locator(".cell-value")).to_have_text("Shot")
    expect(page.locator("#shots-progress")).to_have_text("1 of 2 shot · musts 1 of 2")
    axe(page)
    opened(page, of_scene(scene))
    assert texts(page, "description") == ["The bookcase", "Papers on the desk"]
    assert texts(page, "number") == ["1", "2"]
    assert texts(page, "size") == ["LS", "CU"]
    assert texts(page, "angle") == ["Low", ""]


def test_two_that_are_typed_quickly_are_numbered_in_their_order(page, login, director, scene):
    login(page, director)
    opened(page, of_scene(scene))
    held, sent = [], []
    page.on("request", lambda request: request.method == "POST" and sent.append(request))
    page.route("**/shots/add/", lambda route: held.append(route), times=1)
    cell(page, 0, "description").click()
    page.keyboard.type("The bookcase")
    page.keyboard.press("Enter")
    page.keyboard.type("Papers on the desk")
    page.keyboard.press("Enter")
    until(page, lambda: held)
    page.wait_for_timeout(300)  # what is sent at once would be there by now
    assert len(sent) == 1
    held[0].continue_()
    expect(page.locator("#shot-table [data-shot]")).to_have_count(2)
    assert texts(page, "description") == ["The bookcase", "Papers on the desk"]
    expect(page.locator("#shots-progress")).to_have_text("0 of 2 shot · musts 0 of 2")
    opened(page, of_scene(scene))
    assert texts(page, "description") == ["The bookcase", "Papers on the desk"]


def test_rows_of_a_spreadsheet_are_pasted_and_taken_back(page, login, film, director, scene, console):
    first = ShotFactory(scene=scene, number="1", description="Gate", size="ms")
    login(page, director)
    opened(page, of_scene(scene))
    cell(page, 0, "description").click()
    paste(page, "Garden gate\tLS\nGrave\tCU\nCactus\tXX\n")
    dialog = page.locator("#shots-paste")
    expect(dialog).to_contain_text("Write one of these: ELS, LS")
    expect(dialog.get_by_role("button", name="Take")).to_have_count(0)
    dialog.get_by_role("button", name="Cancel").click()
    cell(page, 0, "description").click()
    paste(page, "Garden gate\tLS\nGrave\tCU\nCactus\tECU\n")
    expect(dialog.get_by_role("row")).to_have_count(4)
    dialog.get_by_role("button", name="Take 3 rows").click()
    expect(page.locator("#shot-table [data-shot]")).to_have_count(3)
    assert texts(page, "description") == ["Garden gate", "Grave", "Cactus"]
    page.reload()
    page.wait_for_load_state("networkidle")
    assert texts(page, "description") == ["Garden gate", "Grave", "Cactus"]
    # once more, and taken back
    cell(page, 3, "description").click()
    paste(page, "Wall\tLS\nTower\tLS\n")
    dialog.get_by_role("button", name="Take 2 rows").click()
    expect(page.locator("#shot-table [data-shot]")).to_have_count(5)
    page.locator("#shots-notice").get_by_role("button", name="Undo").click()
    expect(page.locator("#shot-table [data-shot]")).to_have_count(3)
    first.refresh_from_db()
    assert (first.description, first.size) == ("Garden gate", "ls")
    assert Shot.objects.count() == 3


def test_two_people_in_one_row(page, login, film, director, scene, console):
    console.allow("409")
    shot = ShotFactory(scene=scene, number="1", description="Gate", size="ms", lens="35")
    login(page, director)
    opened(page, of_scene(scene))
    theirs = Shot.objects.get(pk=shot.pk)
    theirs.description, theirs.lens = "The iron gate", "50"
    theirs.save()
    cell(page, 0, "description").click()
    page.keyboard.press("F2")
    page.keyboard.type("Gate of the house")
    page.keyboard.press("Tab")
    page.keyboard.type("cu")
    page.keyboard.press("Enter")
    row = page.locator("#shot-table tbody tr").first
    expect(row).to_contain_text("Saved meanwhile: The iron gate")
    expect(cell(page, 0, "description").locator(".cell-value")).to_have_text("Gate of the house")
    expect(cell(page, 0, "lens")).to_have_text("50")
    shot.refresh_from_db()
    assert shot.description == "The iron gate"
    row.get_by_role("button", name="Keep mine").click()
    expect(row).not_to_contain_text("Saved meanwhile")
    expect(page.locator("#shots-say")).to_have_text("Saved.")
    shot.refresh_from_db()
    assert (shot.description, shot.size, shot.lens) == ("Gate of the house", "cu", "50")


def test_what_was_typed_without_a_connection_is_sent_again(page, login, film, director, scene, console):
    console.allow("ERR_INTERNET_DISCONNECTED")
    shot = ShotFactory(scene=scene, number="1", description="Gate")
    login(page, director)
    opened(page, of_scene(scene))
    page.context.set_offline(True)
    cell(page, 0, "angle").click()
    page.keyboard.type("High")
    page.keyboard.press("Enter")
    row = page.locator("#shot-table tbody tr").first
    expect(row).to_contain_text("Not saved: no connection")
    expect(cell(page, 0, "angle").locator(".cell-value")).to_have_text("High")
    page.context.set_offline(False)
    expect(row).not_to_contain_text("Not saved")
    shot.refresh_from_db()
    assert shot.angle == "High"


def test_rows_are_moved_doubled_and_deleted(page, login, film, director, console):
    house = LocationFactory(film=film, name="House")
    for number, words in enumerate(["Gate", "Tower", "Grave"], start=1):
        ShotFactory(
            scene=None, location=house, category="exteriors", number=str(number),
            position=number, description=words,
        )  # fmt: skip
    login(page, director)
    opened(page, f"/films/{film.slug}/locations/{house.pk}/")
    cell(page, 2, "description").click()
    with page.expect_response("**/move/"):
        page.keyboard.press("Alt+ArrowUp")
    assert texts(page, "description") == ["Gate", "Grave", "Tower"]
    assert [shot.description for shot in house.shots.all()] == ["Gate", "Grave", "Tower"]
    page.get_by_role("button", name="Duplicate shot 1").click()
    expect(page.locator("#shot-table [data-shot]")).to_have_count(4)
    assert texts(page, "description") == ["Gate", "Gate", "Grave", "Tower"]
    page.get_by_role("button", name="Delete shot 1").click()
    expect(page.locator(".is-gone")).to_contain_text("Deleted: 1 Gate.")
    page.locator(".is-gone").get_by_role("button", name="Undo").click()
    expect(page.locator("#shot-table [data-shot]")).to_have_count(4)
    # a new row takes the category of the one above
    cell(page, 4, "description").click()
    page.keyboard.type("The wall")
    page.keyboard.press("Enter")
    expect(page.locator("#shot-table [data-shot]")).to_have_count(5)
    assert texts(page, "category") == ["Exteriors"] * 5
