"""What stands around the rows keeps itself current too: the number of warnings, the headings of scenes."""

from datetime import date

import pytest
from playwright.sync_api import expect

from script.actions import cells, scenes
from script.actions.warnings import of_script
from script.models import Cell
from tests.browser.script.hands import come_back, numbers, opened, press, saved
from tests.factories import ReleaseFactory, ScriptSceneFactory, SoundbiteFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_warnings_are_counted_a_moment_after_each_change(
    page, login, axe, editor, director, script, rows, segment
):
    """One's own, somebody else's, one of what is cited; it is read out where it is another number."""
    counts = []

    def counted():
        counts.append(len(of_script(script)))
        assert counts[-2:-1] != counts[-1:]  # each of these changes makes it another number
        expect(page.locator("#s-warnings")).to_have_text(f" {counts[-1]}", timeout=30_000)

    bite = SoundbiteFactory(row=rows[0], segment=segment)
    login(page, editor)
    opened(page, script)
    counted()
    expect(page.locator("#s-told")).to_have_text("")
    press(page, "End", "n")
    page.keyboard.type("word " * 170)
    press(page, "Enter")
    saved(page)
    counted()
    expect(page.locator("#s-told")).to_have_text(f"Warnings: {counts[-1]}")
    axe(page)
    long = Cell.objects.get(text__startswith="word")
    cells.edit(script=script, cell=long.pk, values={"text": "Short."}, by=director)
    cells.delete(script=script, cell=bite.pk, by=director)
    come_back(page)
    counted()
    SoundbiteFactory(row=rows[0], segment=segment)
    SoundbiteFactory(row=rows[1], segment=segment)
    script.target_seconds = None
    script.save()
    come_back(page)
    counted()
    person = segment.recording.transcripts.get().speakers.get().person
    ReleaseFactory(person=person, state="signed", signed_on=date(2003, 6, 1))
    come_back(page)
    counted()


def test_counting_is_tried_again_after_a_lost_connection(page, login, editor, script, rows, console):
    console.allow("net::ERR")
    login(page, editor)
    opened(page, script)
    with page.expect_event("requestfailed", lambda request: "/warnings/count/" in request.url):
        page.route("**/warnings/count/", lambda route: route.abort(), times=1)
        come_back(page)
    with page.expect_response("**/warnings/count/") as answer:
        come_back(page)
    assert answer.value.json() == {"count": len(of_script(script))}


def test_a_scene_that_is_renamed_elsewhere_is_called_so_here(
    page, login, editor, director, script, scene, rows
):
    """In the film, in another window, by its number; while somebody writes in it."""
    other = ScriptSceneFactory(script=script, scene__title="The yard")
    heads, jump = page.locator(".s-scene h2"), page.locator("#s-jump li")
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    page.keyboard.type(" Still typing")
    scene.scene.title = "The door"
    scene.scene.save()
    come_back(page)
    expect(heads).to_have_text(["1 The door", "2 The yard"])
    expect(page.locator("#s-scene-now")).to_have_text("1 The door")
    expect(jump).to_contain_text(["The door", "The yard"])
    scenes.edit(script=script, scene=other.pk, values={"title": "At night", "target": 90}, by=director)
    scenes.move(script=script, scene=other.pk, after=0, by=director)
    come_back(page)
    expect(heads).to_have_text(["1 At night", "2 The door"])
    expect(page.locator("[data-scene-time]").first).to_contain_text("of 1:30")
    expect(page.locator("#s-scene-now")).to_have_text("2 The door")
    expect(page.get_by_role("list", name="Rows of scene 2")).to_contain_text("Two.")
    expect(page.locator("textarea")).to_be_focused()
    press(page, "Enter")
    saved(page)
    assert numbers(page) == ["2.1", "2.2", "2.3"]


def test_a_target_that_is_set_elsewhere_is_counted_against_here(page, login, editor, script, rows, segment):
    """First one where there was none, then another, then none again; who writes goes on writing."""
    script.target_seconds = None
    script.save()
    login(page, editor)
    opened(page, script)
    target, bar, over = page.locator("#s-target"), page.locator("#s-progress"), page.locator("#s-over")
    expect(bar).to_be_hidden()
    press(page, "Enter")
    for seconds, words, beside in [(3600, "of 1:00:00", "left"), (1, "of 0:01", "over"), (None, "", "")]:
        script.target_seconds = seconds
        script.save()
        come_back(page)
        expect(target).to_have_text(words)
        expect(over).to_contain_text(beside)
        expect(bar).to_be_visible(visible=bool(seconds))
    expect(over).to_have_text("")
    expect(page.locator("textarea")).to_be_focused()
