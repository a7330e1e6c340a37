"""The log without media, by thumb, for a viewer, without its program, and in Spanish."""

import pytest
from playwright.sync_api import Page, expect

from interviews.models import Segment
from tests.browser.log.hands import at, go, log_of, opened, press, rows, saved
from tests.browser.patience import until
from tests.factories import RecordingFactory, SegmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_media_typed_timecodes_are_enough(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    expect(page.locator("video")).to_have_count(0)
    expect(page.locator("#log-no-media")).to_be_visible()
    go(page, "10:00:05:00")
    press(page, "i")
    go(page, "+4:00")
    press(page, "o")
    go(page, "11:00:00:00")
    expect(page.locator("#log-say")).to_have_text("The recording goes from 10:00:00:00 to 10:00:40:00.")
    press(page, "Escape", "l")
    before = at(page)
    until(page, lambda: at(page) > before)  # the counter runs by itself
    press(page, "k")
    saved(page)
    assert list(Segment.objects.values_list("in_frame", "out_frame")) == [(125, 225)]


def test_by_thumb(phone: Page, login, editor, recording, console, axe):
    for camera in "BCD":  # each is led to, and none makes the page wider
        RecordingFactory(interview=recording.interview, reel=f"CARD {camera}", camera=camera)
    login(phone, editor)
    opened(phone, log_of(recording))
    thumb = phone.get_by_role("group", name="Mark by thumb")
    thumb.get_by_role("button", name="In", exact=True).tap()
    thumb.get_by_role("button", name="Play or pause").tap()
    until(phone, lambda: at(phone) > 5)
    thumb.get_by_role("button", name="Play or pause").tap()
    thumb.get_by_role("button", name="Out", exact=True).tap()
    expect(rows(phone)).to_have_count(1)
    saved(phone)
    assert Segment.objects.get().in_frame == 0
    boxes = [button.bounding_box() for button in thumb.get_by_role("button").all()]
    assert all(box["height"] >= 44 and box["width"] >= 100 for box in boxes)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    axe(phone)


def test_a_viewer_listens_and_changes_nothing(page: Page, login, viewer, recording, console, axe):
    SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="The gate")
    login(page, viewer)
    opened(page, log_of(recording))
    expect(page.get_by_role("button", name="Write")).to_have_count(0)
    press(page, "i", "Shift+ArrowRight", "o", "5", "Delete", "u", "F2", "t", "n")
    expect(rows(page)).to_have_count(1)
    assert at(page) == 25
    assert Segment.objects.get().rating == 0
    axe(page)


def test_without_its_program_the_log_is_still_read_and_added_to(
    browser, live_server, login, editor, recording
):
    SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="The gate", rating=3)
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        login(page, editor)
        page.goto(log_of(recording))
        expect(page.get_by_role("row").nth(1)).to_contain_text("10:00:00:00")
        expect(page.get_by_role("row").nth(1)).to_contain_text("★★★☆☆")
        expect(page.locator("#cues")).to_contain_text("My grandfather fed the rabbits.")
        page.get_by_role("link", name="New segment").click()
        page.locator("#id_in_frame").fill("10:00:10:00")
        page.locator("#id_out_frame").fill("+5:00")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("row")).to_have_count(3)
    assert Segment.objects.filter(in_frame=250, out_frame=375).exists()


def test_in_spanish(page: Page, login, editor, recording, console):
    editor.language = "es"
    editor.save()
    login(page, editor)
    opened(page, log_of(recording))
    expect(page.locator("#log-state")).to_have_text("Todo guardado")
    expect(page.locator("#log-speed")).to_have_text("en pausa")
    press(page, "o")
    expect(page.locator("#log-say")).to_have_text("Pulsa primero I: pone la entrada.")
    press(page, "i")
    expect(page.locator("#log-in")).to_have_text("Entrada en 10:00:00:00")
    press(page, "Shift+ArrowRight", "o")
    expect(page.locator("#log-say")).to_have_text("Segmento desde 10:00:00:00, 0:01")
    press(page, "?")
    expect(page.locator("#keys")).to_contain_text("entrada y salida; la salida hace el segmento")
    page.locator("#keys").get_by_role("button", name="Cerrar").click()
    press(page, "F2")
    expect(page.get_by_role("textbox", name="Síntesis")).to_be_focused()
    page.keyboard.type("El portón")
    press(page, "Enter")
    expect(page.locator("#log-state")).to_have_text("Todo guardado")
    assert Segment.objects.get().gist == "El portón"
