"""The director moves strips by mouse, by keyboard and by the dialog, and times a day in its list."""

import datetime

import pytest
from playwright.sync_api import expect

from production.models import RunningItem
from tests.factories import (
    DAY,
    ContributorFactory,
    LocationFactory,
    PersonFactory,
    RunningItemFactory,
    SceneFactory,
    ShootDayFactory,
)


@pytest.fixture
def planned(film):
    days = [ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=n)) for n in range(2)]
    ana = ContributorFactory(film=film, name="Ana", number=1)
    place = LocationFactory(film=film, name="House")
    for n, name in enumerate(["Gate", "Study", "Lunch"], start=1):
        kind = "meal" if name == "Lunch" else "interview"
        people = [] if name == "Lunch" else [ana]
        RunningItemFactory(
            day=days[0], position=n, title=name, minutes=60, kind=kind, people=people, location=place
        )
    SceneFactory(film=film, number="7", title="Courtyard", planned_minutes=45)
    PersonFactory(film=film, name="Bruno")
    return days


def order(day):
    return [item.title or item.scene.title for item in day.running_items.order_by("position")]


def board(page, film):
    page.goto(f"/films/{film.slug}/stripboard/")
    expect(page.locator("#board")).to_be_visible()
    page.wait_for_load_state("networkidle")


def strip(page, words):
    return page.locator(".strip", has_text=words)


def test_by_mouse(page, login, film, director, planned, console):
    login(page, director)
    board(page, film)
    target = page.locator(f"#day-{planned[1].pk} .strips")
    strip(page, "Study").locator(".strip-minutes").drag_to(target)
    expect(page.locator(f"#day-{planned[1].pk}")).to_contain_text("Study")
    expect(page.locator(f"#day-{planned[1].pk} .board-day-end")).to_contain_text("1 h")
    expect(page.locator("#board-say")).to_contain_text("Study is on Wed 18 Jun now")
    assert (order(planned[0]), order(planned[1])) == (["Gate", "Lunch"], ["Study"])
    # a scene that waits becomes an item
    strip(page, "Courtyard").locator(".strip-minutes").drag_to(strip(page, "Study"))
    expect(page.locator(f"#day-{planned[1].pk}")).to_contain_text("Courtyard")
    expect(page.locator("#board-say")).to_contain_text("7 Courtyard is on Wed 18 Jun now")
    expect(page.locator("#pool")).not_to_contain_text("Courtyard")
    assert sorted(order(planned[1])) == ["Courtyard", "Study"]


def test_by_keyboard(page, login, film, director, planned, console, axe):
    login(page, director)
    board(page, film)
    axe(page)
    handle = strip(page, "Gate").locator(".strip-handle")
    handle.focus()
    page.keyboard.press("Space")
    expect(page.locator("#board-say")).to_contain_text("Lifted. 1 of 3")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#board-say")).to_contain_text("2 of 3")
    page.keyboard.press("Escape")
    assert order(planned[0]) == ["Gate", "Study", "Lunch"]
    page.keyboard.press("Space")
    for _ in range(3):  # past the end of the day into the next
        page.keyboard.press("ArrowDown")
    expect(page.locator("#board-say")).to_contain_text("1 of 1, Wed 18 Jun")
    page.keyboard.press("Enter")
    expect(page.locator("#board-say")).to_contain_text("Gate is on Wed 18 Jun now")
    assert order(planned[1]) == ["Gate"]
    expect(strip(page, "Gate").locator(".strip-handle")).to_be_focused()


def test_by_the_dialog_on_a_phone(phone, login, film, director, planned, console, axe):
    login(phone, director)
    board(phone, film)
    strip(phone, "Courtyard").get_by_role("link", name="Move").click()
    phone.get_by_label("Move to").select_option(label="Tue 17 Jun")
    phone.get_by_label("Before").select_option(label="Study")
    axe(phone)
    phone.get_by_role("button", name="Move", exact=True).click()
    expect(phone.locator("#board-say")).to_contain_text("7 Courtyard is on Tue 17 Jun now")
    assert order(planned[0]) == ["Gate", "Courtyard", "Study", "Lunch"]
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_who_comes_second_sees_how_it_stands(page, login, film, director, planned, console):
    console.allow("409")
    login(page, director)
    board(page, film)
    item = RunningItem.objects.get(title="Study")
    item.notes = "changed elsewhere"
    item.save()
    strip(page, "Study").locator(".strip-minutes").drag_to(page.locator(f"#day-{planned[1].pk} .strips"))
    expect(page.locator(".board-notice")).to_contain_text("Somebody else changed this meanwhile")
    expect(page.locator(f"#day-{planned[0].pk}")).to_contain_text("Study")
    assert order(planned[0]) == ["Gate", "Study", "Lunch"]


def test_minutes_typed_into_the_list_cascade(page, login, film, director, planned, console, axe):
    console.allow("422")
    login(page, director)
    page.goto(f"/films/{film.slug}/days/{planned[0].pk}/")
    gate, study = (RunningItem.objects.get(title=title) for title in ("Gate", "Study"))
    page.locator(f"#minutes-{gate.pk}").fill("95")
    page.keyboard.press("Enter")
    expect(page.locator(f"#item-{study.pk}")).to_contain_text("08:35")
    expect(page.locator(f"#minutes-{study.pk}")).to_be_focused()
    page.locator(f"#fixed-{study.pk}").fill("08:00")
    page.keyboard.press("Tab")
    expect(page.locator(f"#item-{study.pk}")).to_contain_text("overrun by 35 min")
    page.locator(f"#fixed-{study.pk}").fill("soon")
    page.keyboard.press("Enter")
    expect(page.locator(f"#item-{study.pk}")).to_contain_text("Write a time like 07:00")
    expect(page.locator(f"#fixed-{study.pk}")).to_have_value("soon")
    page.locator(f"#fixed-{study.pk}").fill("")
    page.keyboard.press("Enter")
    expect(page.locator(f"#item-{study.pk}")).not_to_contain_text("overrun")
    page.locator(f"#down-{gate.pk}").click()
    expect(page.locator(".run-row").nth(1)).to_contain_text("Study")
    axe(page)


def test_a_call_is_changed_in_its_row(page, login, film, director, planned, console, axe):
    login(page, director)
    page.goto(f"/films/{film.slug}/days/{planned[0].pk}/")
    calls = page.locator("#calls")
    expect(calls).to_contain_text("not set")
    calls.get_by_role("link", name="Edit Ana").click()
    expect(calls.get_by_label("Call or arrival")).to_have_value("06:30")
    calls.get_by_label("Call or arrival").fill("06:40")
    calls.get_by_role("button", name="Save").click()
    expect(calls.locator("tr", has_text="Ana")).to_contain_text("06:40")
    expect(page.locator("#running-order")).to_have_count(1)
    axe(page)
