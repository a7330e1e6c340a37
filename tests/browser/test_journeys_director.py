"""The director on the sofa: strips by mouse, by keyboard and by the menu, then an hour of a day."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.patience import until

LIBRARY = "End of Day 2 — Monday, 9 June 2003"


def day(page: Page, name: str) -> Locator:
    """One day of the board, by its heading; or the pool."""
    return page.get_by_role("region", name=re.compile(f"^{name}"))


def strip(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("button", name=re.compile(f"{title}$")))


def handle(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^Lift .*{title}$"))


def titles(where: Locator) -> list[str]:
    return [words.removeprefix("Lift ").strip() for words in where.get_by_role("button").all_inner_texts()]


def middle(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, what: Locator, onto: Locator) -> None:
    """As a hand does it: press, leave the place, come over the target in small steps, let go."""
    onto.evaluate("strip => strip.scrollIntoView({block: 'center'})")
    x, y = middle(what)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(4):
        page.mouse.move(x, y + 2 * step)
        page.wait_for_timeout(20)
    to_x, to_y = middle(onto)
    for step in range(1, 11):
        page.mouse.move(x + (to_x - x) * step / 10, y + (to_y - y) * step / 10)
        page.wait_for_timeout(20)
    page.mouse.move(to_x, to_y + 8)
    page.mouse.up()


def is_live(page: Page) -> None:
    """The script that moves strips has taken hold of each day."""
    held = "() => Object.keys([...document.querySelectorAll('ol.strips')].at(-1) ?? {}).length > 0"
    until(page, lambda: page.evaluate(held))


@pytest.fixture
def board(page: Page, member, demo) -> Page:
    member(page, "director")
    page.goto(f"/films/{demo.slug}/")
    page.get_by_role("navigation", name="Film").get_by_role("link", name="Stripboard").click()
    is_live(page)
    return page


def test_a_strip_goes_to_another_day_by_mouse_and_back(board: Page):
    monday, tuesday = day(board, "Mon 9 Jun"), day(board, "Tue 10 Jun")
    expect(monday).to_contain_text(f"{LIBRARY} — 6 h 05")
    before = titles(tuesday)
    drag(board, strip(board, "A sister in Moscow"), strip(board, "The house before the visitors"))
    expect(tuesday.get_by_role("button", name=re.compile("A sister in Moscow$"))).to_be_visible()
    expect(monday).to_contain_text(f"{LIBRARY} — 5 h 20")
    assert len(titles(tuesday)) == len(before) + 1
    moved = titles(tuesday)
    board.goto(board.url)
    is_live(board)
    assert titles(tuesday) == moved
    expect(monday).to_contain_text(f"{LIBRARY} — 5 h 20")
    drag(board, strip(board, "A sister in Moscow"), monday.get_by_role("listitem").last)
    expect(monday).to_contain_text(f"{LIBRARY} — 6 h 05")
    assert titles(tuesday) == before


def test_a_strip_goes_by_keyboard_and_says_what_clashes(board: Page):
    wednesday = day(board, "Wed 11 Jun")
    grip = handle(board, "The house before the visitors")
    home = titles(day(board, "Tue 10 Jun"))
    told = board.get_by_role("main").get_by_role("status").last
    grip.focus()
    board.keyboard.press("Space")
    expect(grip).to_have_attribute("aria-pressed", "true")
    expect(told).to_contain_text("Lifted. 2 of 10, Tue 10 Jun")
    board.keyboard.press("ArrowDown")
    expect(told).to_contain_text("3 of 10, Tue 10 Jun")
    board.keyboard.press("Escape")
    expect(told).to_contain_text("Put back.")
    assert titles(day(board, "Tue 10 Jun")) == home

    # to the end of the night: a day exterior after sunset is taken, and said in words
    board.keyboard.press("Space")
    board.keyboard.press("ArrowRight")
    expect(told).to_contain_text("10 of 10, Wed 11 Jun")
    board.keyboard.press("Enter")
    moved = wednesday.get_by_role("listitem").last
    expect(moved).to_contain_text("lies outside sunrise and sunset")
    expect(told).to_contain_text("lies outside sunrise and sunset")
    expect(grip).to_be_focused()

    # back where it was, by the menu
    moved.get_by_role("link", name="Move …").click()
    dialog = board.get_by_role("dialog")
    dialog.get_by_label("Move to").select_option("Tue 10 Jun")
    dialog.get_by_label("Before").select_option("Light the study")
    dialog.get_by_role("button", name="Move").click()
    expect(wednesday).not_to_contain_text("The house before the visitors")
    assert titles(day(board, "Tue 10 Jun")) == home
    expect(strip(board, "The house before the visitors")).not_to_contain_text("outside")


def test_from_the_pool_to_a_day_and_back(board: Page):
    pool, saturday = day(board, "Not scheduled"), day(board, "Sat 14 Jun")
    expect(pool).to_contain_text("Not scheduled 4")
    drag(board, strip(board, "Office: cards on the wall"), strip(board, "Round the corner"))
    expect(pool).to_contain_text("Not scheduled 3")
    recce = day(board, "Wed 4 Jun")
    expect(recce).to_contain_text("Office: cards on the wall")
    expect(recce).to_contain_text("4 h 35")
    board.keyboard.press("ControlOrMeta+z")
    expect(pool).to_contain_text("Not scheduled 4")
    drag(board, strip(board, "Office: cards on the wall"), strip(board, "Round the corner"))
    expect(recce).to_contain_text("4 h 35")
    recce.get_by_role("link", name="Move … Office: cards on the wall").click()
    dialog = board.get_by_role("dialog")
    dialog.get_by_label("Move to").select_option("not scheduled")
    dialog.get_by_role("button", name="Move").click()
    expect(pool).to_contain_text("Not scheduled 4")
    expect(recce).to_contain_text("4 h 05")
    expect(saturday).to_contain_text("3 h 50")


def test_minutes_typed_on_the_day_page_shift_what_follows(board: Page):
    board.get_by_role("link", name="Wed 11 Jun").click()
    order = board.get_by_role("region", name="Running order")
    row = order.get_by_role("listitem").filter(has=board.get_by_label(re.compile("^Minutes of")))
    gate = row.filter(has_text="Gate: two lamps, smoke")
    opened = row.filter(has_text="The gate is opened")
    expect(gate).to_contain_text("18:40")
    dinner = board.get_by_label("Minutes of Dinner")
    dinner.fill("80")
    dinner.press("Enter")
    expect(gate).to_contain_text("19:00")
    expect(opened).to_contain_text("20:30")
    # what has a fixed start stays, and says by how much it is overrun
    lamps = board.get_by_label("Minutes of Gate: two lamps, smoke")
    lamps.fill("100")
    lamps.press("Enter")
    expect(opened).to_contain_text("overrun by 10 min")
    expect(opened.get_by_label(re.compile("^Fixed start"))).to_have_value("20:30")
    board.reload()
    expect(gate).to_contain_text("19:00")
    expect(opened).to_contain_text("overrun by 10 min")
