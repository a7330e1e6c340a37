"""The director builds the film by keyboard, scene by scene."""

import pytest
from playwright.sync_api import expect

from script.models import Cell, Row, ScriptScene
from tests.browser.script.hands import WORDS, numbers, opened, press, saved, texts, written
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    RowFactory,
    SceneFactory,
    ScriptSceneFactory,
    SoundbiteFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
NARRATION = "The house stands in Coyoacan behind a wall."


def test_a_scene_is_built_from_search_by_keyboard_alone(page, login, editor, script, segment):
    """From nothing: a scene, what was said, archive over it, narration after it."""
    SceneFactory(film=script.film, title="The gate at night")
    ArchiveClipFactory(film=script.film, title="Funeral procession")
    login(page, editor)
    opened(page, script)
    expect(page.get_by_text("Add the first scene")).to_be_visible()
    press(page, "c", "Tab")
    page.keyboard.type("Prologue")
    press(page, "Enter")
    expect(page.locator(".s-scene-title")).to_have_text("Prologue")
    expect(page.get_by_text("Add the first scene")).to_have_count(0)
    press(page, "i")
    page.keyboard.type("stood")
    expect(page.locator(".hit")).to_have_count(1)
    press(page, "ArrowDown", "Enter")
    expect(page.locator(".s-row .s-text")).to_have_text("The gate stood open that")
    expect(page.locator(".hit .hit-used")).to_have_text("used here once")
    expect(page.locator(".hit")).to_be_focused()
    press(page, "/")
    page.keyboard.type("funeral")
    expect(page.locator(".hit strong")).to_have_text("Funeral procession")
    press(page, "ArrowDown", "Shift+Enter")
    expect(page.locator(".s-row .s-picture .s-title")).to_have_text("Funeral procession")
    expect(page.locator("#s-total")).to_have_text("0:02")  # the clip is longer than what it covers
    press(page, "Escape", "n")
    page.keyboard.type("Nobody came.")
    press(page, "Enter")
    saved(page)
    assert numbers(page) == ["1.1", "1.2"]
    found = list(Cell.objects.order_by("row__position", "column").values_list("column", "element", "text"))
    assert found == [
        ("picture", "archive", ""),
        ("sound", "soundbite", ""),
        ("sound", "narration", "Nobody came."),
    ]
    assert Cell.objects.get(element="soundbite").segment == segment


def test_rows_are_ordered_by_keyboard_also_into_another_scene(page, login, editor, script, scene, rows):
    other = ScriptSceneFactory(script=script, scene__title="The yard")
    CellFactory(row=RowFactory(scene=other), text="Four.")
    login(page, editor)
    opened(page, script)
    press(page, "Alt+ArrowDown")
    saved(page)
    assert texts(page) == ["Two.", "One.", "Three.", "Four."]
    press(page, "Alt+ArrowDown", "Alt+ArrowDown")
    saved(page)
    assert numbers(page) == ["1.1", "1.2", "2.1", "2.2"]
    assert texts(page) == ["Two.", "Three.", "One.", "Four."]
    assert written(script) == ["Two.", "Three.", "One.", "Four."]
    assert Row.objects.get(pk=rows[0].pk).scene == other
    press(page, "Alt+ArrowUp")
    saved(page)
    assert written(script) == ["Two.", "Three.", "One.", "Four."]
    assert Row.objects.get(pk=rows[0].pk).scene == scene


def test_a_soundbite_is_trimmed_by_words_and_by_timecode(page, login, editor, scene, script, segment):
    cell = SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    login(page, editor)
    opened(page, script)
    press(page, "t")
    expect(page.locator(".s-word.is-inside")).to_have_text(WORDS[:5])
    press(page, "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    saved(page)
    assert texts(page) == [" ".join(WORDS[1:7])]
    cell.refresh_from_db()
    assert cell.ranges == [[25 + 12, 25 + 12 * 6 + 10]]
    press(page, "t")
    page.get_by_label("Out", exact=True).fill("10:00:03:00")
    press(page, "Enter")
    saved(page)
    cell.refresh_from_db()
    assert cell.ranges == [[25 + 12, 75]]


def test_rows_are_split_joined_deleted_and_all_of_it_undone(page, login, editor, script, scene):
    CellFactory(row=RowFactory(scene=scene), text=NARRATION)
    login(page, editor)
    opened(page, script)
    press(page, "s", "Home", *["Control+ArrowRight"] * 3, "Enter")
    expect(page.locator(".s-row")).to_have_count(2)
    assert texts(page) == ["The house stands", "in Coyoacan behind a wall."]
    press(page, "ArrowUp", "m")
    expect(page.locator(".s-row")).to_have_count(1)
    assert texts(page) == [NARRATION]
    press(page, "Control+z")
    expect(page.locator(".s-row")).to_have_count(2)
    press(page, "Control+z")
    expect(page.locator(".s-row")).to_have_count(1)
    press(page, "Control+Shift+z")
    expect(page.locator(".s-row")).to_have_count(2)
    press(page, "Delete")
    expect(page.locator(".s-row:not([hidden])")).to_have_count(1)
    press(page, "Control+z")
    expect(page.locator(".s-row:not([hidden])")).to_have_count(2)
    saved(page)
    assert written(script) == ["The house stands", "in Coyoacan behind a wall."]


def test_running_time_follows_and_leaves_out_what_is_asked(page, login, editor, script, scene, segment):
    CellFactory(row=RowFactory(scene=scene), text=" ".join(["word"] * 130))
    SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    login(page, editor)
    opened(page, script)
    expect(page.locator("#s-total")).to_have_text("1:02")
    expect(page.locator("#s-over")).to_have_text("0:02 over")
    expect(page.locator("#s-measured")).to_have_text("0:02")
    expect(page.locator("#s-estimated")).to_have_text("1:00")
    page.get_by_role("button", name="without estimated").click()
    expect(page.locator("#s-total")).to_have_text("0:02")
    page.get_by_role("button", name="without uncleared").click()
    expect(page.locator("#s-total")).to_have_text("0:00")
    page.get_by_role("button", name="without estimated").click()
    expect(page.locator("#s-total")).to_have_text("1:00")
    expect(page.locator("[data-scene-time]")).to_have_text("1:00 of 0:30")


def test_details_of_a_cell_and_of_a_scene(page, login, editor, script, scene, rows):
    login(page, editor)
    opened(page, script)
    press(page, "d")
    page.get_by_label("Length", exact=True).fill("soon")
    press(page, "Enter")
    expect(page.locator("#details-dialog")).to_contain_text("Write a length like 5, 0:05 or 1:05.")
    page.get_by_label("Length", exact=True).fill("10 s")
    page.get_by_label("that is the narrator's recorded take").check()
    press(page, "Enter")
    saved(page)
    cell = Cell.objects.get(row=rows[0])
    assert (cell.lasts_ms, cell.is_recorded) == (10_000, True)
    page.locator(".s-scene-head").click()
    page.get_by_label("Title", exact=True).fill("The door")
    target = page.get_by_label("Target length", exact=True)
    expect(target).to_have_value("0:30")
    target.fill("three")
    press(page, "Enter")
    expect(page.get_by_role("alert").filter(has_text="Write a length like 52, 52:00")).to_be_visible()
    target.fill("3")
    press(page, "Enter")
    expect(page.locator("[data-scene-time]")).to_contain_text("of 3:00")
    expect(page.locator(".s-scene-title")).to_have_text("The door")
    saved(page)
    assert ScriptScene.objects.get().title == "The door"


def test_a_dialog_closes_by_a_click_beside_it_and_not_by_one_that_ends_there(
    page, login, editor, script, scene, rows
):
    login(page, editor)
    opened(page, script)
    page.locator(".s-scene-head").click()
    title = page.get_by_label("Title", exact=True)
    title.fill("The door")
    dialog, field = page.locator("#scene-dialog"), title.bounding_box()
    page.mouse.move(field["x"] + 40, field["y"] + 10)
    page.mouse.down()
    page.mouse.move(5, field["y"] + 10)  # the words are chosen, and the hand goes too far
    page.mouse.up()
    box = dialog.bounding_box()
    page.mouse.click(box["x"] + 4, box["y"] + 4)  # the margin within
    expect(title).to_have_value("The door")
    expect(dialog).to_be_visible()
    page.mouse.click(5, 5)
    expect(dialog).to_be_hidden()


def test_scenes_are_counted_anew_where_one_is_moved(page, login, editor, script, scene, rows):
    CellFactory(row=RowFactory(scene=ScriptSceneFactory(script=script, scene__title="The yard")))
    login(page, editor)
    opened(page, script)
    page.locator(".s-scene-head").nth(1).click()
    page.locator("[data-scene-move='-1']").click()
    saved(page)
    heads = page.locator(".s-scene h2")
    expect(heads).to_have_text(["1 The yard", "2 The gate"])
    assert numbers(page) == ["1.1", "2.1", "2.2", "2.3"]
    heads.first.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(heads).to_have_text(["1 The gate"])
    press(page, "Control+z")
    expect(heads).to_have_text(["1 The yard", "2 The gate"])
    saved(page)
