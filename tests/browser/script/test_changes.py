"""Others write in the same script, and its sources go on: both are seen."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from interviews.actions import transcripts
from interviews.models import Cue
from script.actions import cells
from script.models import Cell
from tests.browser.patience import until
from tests.browser.script.hands import come_back, opened, press, saved, texts, written
from tests.factories import (
    ReleaseFactory,
    RowFactory,
    SoundbiteFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_see_each_other_and_overwrite_nothing(
    browser, page, login, axe, editor, director, live_server, script, rows, console
):
    console.allow("409")
    login(page, editor)
    opened(page, script)
    press(page, "ArrowDown", "Enter")
    with browser.new_context(base_url=live_server.url) as context:
        theirs = context.new_page()
        console.watch(context)
        login(theirs, director)
        opened(theirs, script)
        press(theirs, "Enter")
        theirs.keyboard.type(" From the director.")
        press(theirs, "Enter", "ArrowDown", "Enter")
        theirs.keyboard.type(" Theirs.")
        press(theirs, "Enter")
        saved(theirs)
    page.keyboard.type(" Mine.")
    expect(page.locator("textarea")).to_have_value("Two. Mine.")
    press(page, "Enter")
    problem = page.locator(".s-problem")
    expect(problem).to_contain_text("Somebody else changed this meanwhile")
    expect(problem).to_contain_text("Two. Theirs.")
    expect(problem).to_contain_text("Two. Mine.")
    axe(page)
    assert texts(page)[0] == "One. From the director."
    expect(page.locator(".s-row").first.locator(".s-theirs")).to_be_visible()
    problem.get_by_role("button", name="Keep mine").click()
    expect(problem).to_have_count(0)
    saved(page)
    assert written(script) == ["One. From the director.", "Two. Mine.", "Three."]


def test_what_came_while_one_typed_counts_once_one_leaves_it(page, login, editor, director, script, rows):
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    total = page.locator("#s-total")
    before = total.inner_text()
    cell = Cell.objects.get(row=rows[0])
    cells.edit(script=script, cell=cell.pk, values={"text": "Theirs, " * 40}, by=director)
    come_back(page)
    until(page, lambda: page.evaluate("'later' in document.querySelector('.s-row.is-typing')"))
    press(page, "Escape")
    expect(total).not_to_have_text(before)
    counted = total.inner_text()
    opened(page, script)
    expect(total).to_have_text(counted)


def test_theirs_can_be_taken_instead(page, login, editor, script, rows, console):
    console.allow("409")
    login(page, editor)
    opened(page, script)
    cell = Cell.objects.get(row=rows[0])
    press(page, "Enter")
    Cell.objects.filter(pk=cell.pk).update(text="Theirs.", version=7)
    page.keyboard.type(" Mine.")
    press(page, "Enter")
    page.get_by_role("button", name="Take theirs").click()
    saved(page)
    assert Cell.objects.get(pk=cell.pk).text == "Theirs."


def test_words_that_somebody_wrote_unseen_do_not_go_with_their_row(
    page, login, editor, director, script, rows, console
):
    console.allow("409")
    page.route(re.compile("/since/.*sources="), lambda route: route.fulfill(status=204))  # nothing is heard
    login(page, editor)
    opened(page, script)
    cells.edit(script=script, cell=Cell.objects.get(row=rows[1]).pk, values={"text": "Theirs."}, by=director)
    press(page, "ArrowDown", "Delete")
    problem = page.locator(".s-problem")
    expect(problem).to_contain_text("Somebody else changed this meanwhile")
    expect(page.locator(f"#row-{rows[1].pk} .s-text")).to_have_text("Theirs.")
    problem.get_by_role("button", name="Keep mine").click()
    expect(problem).to_have_count(0)
    saved(page)
    assert written(script) == ["One.", "Three."]


def test_a_word_changed_in_the_transcript_stands_in_the_script(page, login, editor, script, scene, segment):
    SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    pinned = SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    login(page, editor)
    opened(page, script)
    press(page, "ArrowDown", "p")
    expect(page.locator(".is-pinned")).to_have_count(1)
    saved(page)
    cue = Cue.objects.get()
    cue.text = cue.text.replace("gate", "door")
    cue.save()
    opened(page, script)
    assert texts(page) == ["The door stood open that", "The gate stood open that"]
    changed = page.locator(f'[data-cell="{pinned.pk}"]')
    expect(changed).to_contain_text("Source changed since you quoted it")
    changed.get_by_role("button", name="Accept").click()
    expect(changed.locator(".s-text")).to_have_text("The door stood open that")
    expect(changed).not_to_contain_text("Source changed")
    expect(page.locator(".is-pinned")).to_have_count(1)


def test_an_open_page_hears_of_what_changes_in_its_sources(
    page, login, editor, producer, script, scene, rows, segment
):
    """A word corrected, a speaker renamed, a release signed: without a reload, and a writer is left alone."""

    bite = SoundbiteFactory(row=rows[0], segment=segment)
    row = page.locator(f"#row-{rows[0].pk}")
    login(page, editor)
    opened(page, script)
    expect(row).to_contain_text("Not cleared")
    press(page, "ArrowDown", "Enter")
    page.keyboard.type(" Still typing")
    saved(page)
    cue = Cue.objects.select_related("transcript", "speaker__person").get()
    reworded = cue.text.replace("gate", "door")
    transcripts.change_text(transcript=cue.transcript, cue=cue.pk, text=reworded, by=producer)
    come_back(page)
    expect(row.locator(".is-soundbite .s-text")).to_have_text("The door stood open that")
    expect(row.locator(".s-theirs")).to_have_text("What it cites was changed")
    expect(page.locator("#s-say")).to_have_text("What is cited was changed in rows: 1")
    expect(page.locator(".s-theirs")).to_have_count(1)
    expect(page.locator("textarea")).to_have_value("Two. Still typing")
    person = cue.speaker.person
    person.name = "Vsevolod Volkov"
    person.save()
    ReleaseFactory(person=person, state="signed", signed_on=date(2003, 6, 1))
    come_back(page)
    expect(row.locator(".is-soundbite .s-kind")).to_have_text("Vsevolod Volkov (on camera)")
    expect(row.locator(".s-side")).to_contain_text("Cleared")
    segment.refresh_from_db()
    segment.out_frame += 24
    segment.save()
    come_back(page)
    expect(row.locator(".is-soundbite .s-text")).to_have_text("The door stood open that evening and")
    expect(page.locator("textarea")).to_be_focused()
    press(page, "Enter")
    saved(page)
    assert written(script)[2] == "Two. Still typing"
    assert bite.pk


def test_a_word_changed_in_the_transcript_stands_on_paper_and_in_the_edl_and_not_in_a_locked_draft(
    page, login, editor, script, scene, segment
):
    def paper(draft=""):
        url = reverse("script-paper-pdf", args=[script.film.slug, script.pk, "two-column"])
        answer = page.context.request.get(f"{url}?draft={draft}")
        return " ".join(one.extract_text() for one in PdfReader(BytesIO(answer.body())).pages)

    SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    login(page, editor)
    page.goto(reverse("draft-lock", args=[script.film.slug, script.pk]))
    page.get_by_role("button", name="Lock as White").click()
    page.wait_for_url(re.compile(r"/drafts/\d+/$"))
    locked = script.drafts.get()
    cue = Cue.objects.select_related("transcript").get()
    reworded = cue.text.replace("gate", "door")
    transcripts.change_text(transcript=cue.transcript, cue=cue.pk, text=reworded, by=editor)
    opened(page, script)
    assert texts(page) == ["The door stood open that"]
    assert "The door stood open that" in paper()
    assert "The gate stood open that" in paper(draft=locked.number)
    edl = page.context.request.get(reverse("script-export", args=[script.film.slug, script.pk, "edl"]))
    with ZipFile(BytesIO(edl.body())) as files:
        assert any("The door stood open that" in files.read(name).decode() for name in files.namelist())
