"""What happens at the same time: nothing is lost, and the page says nothing that isn't so."""

import pytest
from playwright.sync_api import expect

from script.actions import cells
from script.actions import rows as row_actions
from script.models import Cell
from script.views import answers
from tests.browser.patience import until
from tests.browser.script.hands import (
    WORDS,
    carried,
    come_back,
    held,
    numbers,
    opened,
    press,
    saved,
    texts,
    written,
)
from tests.factories import RowFactory, ScriptSceneFactory, SegmentFactory, SoundbiteFactory

pytestmark = pytest.mark.django_db(transaction=True)


def edited(script, text, now, by):
    cells.edit(script=script, cell=Cell.objects.get(text=text).pk, values={"text": now}, by=by)


def test_what_is_given_up_stands_as_it_is(page, login, editor, director, script, rows, console):
    """Refused words, and a row that was moved: neither is left on the page as if it were saved."""
    console.allow("422")
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    page.keyboard.insert_text("x" * 60_001)
    press(page, "Enter")
    problem = page.locator(".s-problem")
    expect(problem).to_contain_text("Not taken")
    edited(script, "Two.", "Two, by the director.", director)
    come_back(page)
    expect(page.locator(".s-text").nth(1)).to_have_text("Two, by the director.")
    problem.get_by_role("button", name="Give it up").click()
    expect(page.locator(".s-text").first).to_have_text("One.")
    saved(page)
    page.route("**/move/", lambda route: route.fulfill(status=422, json={"errors": {"": ["No."]}}), times=1)
    press(page, "Alt+ArrowDown")
    expect(problem).to_contain_text("No.")
    edited(script, "Two, by the director.", "Two.", director)
    come_back(page)
    expect(page.locator(".s-text", has_text="Two.")).to_have_text("Two.")
    problem.get_by_role("button", name="Give it up").click()
    saved(page)
    expect(page.locator(".s-text")).to_have_text(["One.", "Two.", "Three."])
    assert written(script) == ["One.", "Two.", "Three."]


def test_an_answer_waits_until_the_hand_lets_go(page, login, editor, director, script, rows):
    login(page, editor)
    opened(page, script)
    held(page, page.locator(".s-number").first)
    carried(page, page.locator(".s-row").last, at=3)
    edited(script, "One.", "One, by the director.", director)
    with page.expect_response("**/since/**"):
        come_back(page)
    carried(page, page.locator(".s-row").last)
    page.mouse.up()
    saved(page)
    expect(page.locator(".s-text")).to_have_text(written(script))
    assert written(script)[0] != "One, by the director."
    assert numbers(page) == ["1.1", "1.2", "1.3"]


def test_who_types_goes_on_while_others_move_the_row_and_its_scene(
    page, login, editor, director, script, scene, rows
):
    other = ScriptSceneFactory(script=script, scene__title="The yard")
    login(page, editor)
    opened(page, script)
    press(page, "ArrowDown", "ArrowDown", "Enter")
    page.keyboard.type(" Mine")
    row_actions.move(script=script, row=rows[2].pk, scene=scene.pk, after=0, by=director)
    come_back(page)
    expect(page.locator(".s-row").first.locator("textarea")).to_be_focused()
    page.keyboard.type(" is")
    row_actions.move(script=script, row=rows[2].pk, scene=other.pk, after=None, by=director)
    come_back(page)
    expect(page.locator(".s-row").last.locator("textarea")).to_be_focused()
    page.keyboard.type(" this.")
    press(page, "Enter")
    saved(page)
    assert written(script) == ["One.", "Two.", "Three. Mine is this."]


@pytest.mark.parametrize("sender", ["theirs", "own"])
def test_rows_begun_without_a_connection_follow_each_other_whichever_tab_sends_them(
    page, login, editor, script, rows, console, sender
):
    console.allow("net::ERR")
    login(page, editor)
    opened(page, script)
    other = page.context.new_page()
    for tab in (page, other):
        tab.route("**/rows/new/", lambda route: route.abort())
    opened(other, script)
    page.bring_to_front()
    for text in ("Begun.", "Gone on."):
        press(page, "n")
        page.keyboard.type(text)
        press(page, "Enter")
    expect(page.locator("#s-state")).to_have_text("Waits: 2")
    (other if sender == "theirs" else page).unroute("**/rows/new/")
    saved(page)
    saved(other)
    assert written(script) == ["One.", "Begun.", "Gone on.", "Two.", "Three."]
    come_back(other)
    for tab in (page, other):
        expect(tab.locator(".s-text")).to_have_text(written(script))


def test_rows_follow_each_other_also_where_the_page_is_to_be_loaded_anew(
    page, login, editor, script, rows, monkeypatch
):
    login(page, editor)
    opened(page, script)
    monkeypatch.setattr(answers, "IN_PLACE", 0)
    waits = []
    page.route("**/rows/new/", lambda route: waits.append(route), times=1)
    for text in ("Begun.", "Gone on."):
        press(page, "n")
        page.keyboard.type(text)
        press(page, "Enter")
    expect(page.locator("#s-state")).to_have_text("Waits: 2")
    until(page, lambda: waits)
    waits[0].continue_()
    expect(page.locator(".s-text")).to_have_text(["One.", "Begun.", "Gone on.", "Two.", "Three."])
    saved(page)
    assert written(script) == ["One.", "Begun.", "Gone on.", "Two.", "Three."]


def test_a_key_that_is_held_down_acts_once(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    for _turn in range(3):
        page.keyboard.down("n")
    page.keyboard.up("n")
    expect(page.locator("textarea")).to_have_value("")
    page.keyboard.type("nn")
    expect(page.locator("textarea")).to_have_value("nn")
    press(page, "Escape")
    for _turn in range(3):
        page.keyboard.down("Delete")
    page.keyboard.up("Delete")
    saved(page)
    assert written(script) == ["Two.", "Three."]
    page.keyboard.down("Control")
    for _turn in range(3):
        page.keyboard.down("z")
    page.keyboard.up("z")
    page.keyboard.up("Control")
    expect(page.locator(".s-text")).to_have_text(["One.", "Two.", "Three."])
    saved(page)
    for _turn in range(2):
        page.keyboard.down("ArrowDown")
    page.keyboard.up("ArrowDown")
    expect(page.locator(".s-row.is-current .s-text")).to_have_text("Three.")


def test_an_answer_that_was_overtaken_takes_no_undo_away(page, login, editor, script, rows):
    """What the page asked as it opened may be answered after what was done since."""
    login(page, editor)
    late = []
    page.route("**/since/**", lambda route: late.append((route, route.fetch())), times=1)
    opened(page, script)
    until(page, lambda: late)
    press(page, "Delete")
    undo = page.locator("#s-undo")
    expect(undo).to_have_attribute("title", "Undo: Row deleted")
    route, answer = late[0]
    assert answer.json()["undo"] == ""
    with page.expect_response("**/since/**"):
        route.fulfill(response=answer)
    page.wait_for_timeout(300)  # for the page to take it
    assert undo.get_attribute("title") == "Undo: Row deleted"
    press(page, "Control+z")
    expect(page.locator(".s-text")).to_have_text(["One.", "Two.", "Three."])


def test_words_that_come_late_are_not_trimmed_in_another_cell(page, login, editor, scene, script, segment):
    """The words of one soundbite were asked for, then those of the next, which came first."""
    SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    beside = SegmentFactory(recording=segment.recording, in_frame=segment.out_frame, out_frame=25 + 12 * 9)
    second = SoundbiteFactory(row=RowFactory(scene=scene), segment=beside)
    login(page, editor)
    opened(page, script)
    late = []
    page.route("**/words/**", lambda route: late.append((route, route.fetch())), times=1)
    press(page, "t")
    until(page, lambda: late)
    press(page, "ArrowDown", "t")
    inside = page.locator(".s-word.is-inside")
    expect(inside).to_have_text(WORDS[5:9])
    route, answer = late[0]
    with page.expect_response("**/words/**"):
        route.fulfill(response=answer)
    page.wait_for_timeout(300)  # for the page to take it
    assert inside.all_inner_texts() == WORDS[5:9]
    press(page, "Shift+ArrowLeft", "Enter")
    saved(page)
    assert texts(page) == [" ".join(WORDS[:5]), " ".join(WORDS[5:8])]
    second.refresh_from_db()
    assert second.version == 2


def test_what_sources_say_is_asked_again_once_what_was_typed_meanwhile_is_saved(
    page, login, editor, script, scene, rows
):
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    scene.scene.title = "The door"
    scene.scene.save()
    late = []
    page.route("**/sources/", lambda route: late.append((route, route.fetch())), times=1)
    come_back(page)
    until(page, lambda: late)
    page.keyboard.type(" More.")
    press(page, "Enter")
    until(page, lambda: written(script)[0] == "One. More.")
    saved(page)
    route, answer = late[0]
    route.fulfill(response=answer)
    expect(page.locator(".s-scene h2")).to_have_text("1 The door")


def test_undo_of_what_still_waits_is_not_called_something_else(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    press(page, "Delete")
    saved(page)
    expect(page.locator("#s-undo")).to_have_attribute("title", "Undo: Row deleted")
    waits = []
    page.route("**/edit/", lambda route: waits.append(route), times=1)
    press(page, "Enter")
    page.keyboard.type(" More.")
    press(page, "Enter", "Control+z")
    expect(page.locator("#s-state")).to_have_text("Waits: 2")
    until(page, lambda: waits)
    waits[0].continue_()
    saved(page)
    assert texts(page) == ["Two.", "Three."]
    expect(page.locator("#s-say")).not_to_contain_text("Undone")
    assert written(script) == ["Two.", "Three."]


def test_a_tab_that_is_closed_at_once_loses_no_word(page, login, editor, script, rows, console):
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    page.keyboard.type(" The last word.")
    expect(page.locator("#s-state")).to_have_text("Not saved yet")
    other = page.context.new_page()
    page.close()
    opened(other, script)
    saved(other)
    assert written(script)[0] == "One. The last word."
    assert texts(other)[0] == "One. The last word."


def test_a_row_that_others_delete_while_it_is_written_gives_its_words_back(
    page, login, editor, director, script, rows, console
):
    console.allow("404")
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    page.keyboard.type(" Mine.")
    row_actions.delete(script=script, row=rows[0].pk, by=director)
    come_back(page)
    problem = page.locator(".s-problem")
    expect(problem).to_contain_text("It was deleted meanwhile.")
    expect(problem).to_contain_text("One. Mine.")
    expect(page.locator("#s-state")).to_have_text("Not taken: 1")
    problem.get_by_role("button", name="Give it up").click()
    saved(page)
    assert texts(page) == ["Two.", "Three."]


def test_on_a_phone_what_is_begun_is_saved_when_another_page_is_looked_at(phone, login, editor, script, rows):
    login(phone, editor)
    opened(phone, script)
    press(phone, "n")
    phone.keyboard.type("Begun.")
    phone.evaluate("""
        Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    """)
    saved(phone)
    assert written(script)[1] == "Begun."
