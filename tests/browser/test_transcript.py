"""The editor works on a transcript in place: words, splits, merges, somebody else, a lost connection."""

import re

import pytest
from playwright.sync_api import expect

from interviews.actions import transcripts
from interviews.models import Cue, TranslatedCue
from tests.browser.patience import until
from tests.factories import (
    CueFactory,
    RecordingFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)

TEXTS = ["The house was quiet.", "We lived there.", "Two years, no more.", "And then they came."]


@pytest.fixture
def transcript(film):
    transcript = TranscriptFactory(recording=RecordingFactory(interview__film=film))
    speaker = SpeakerFactory(transcript=transcript, name="VOLKOV")
    for n, text in enumerate(TEXTS):
        CueFactory(transcript=transcript, speaker=speaker, in_frame=n * 100, text=text)
    return transcript


def opened(page, transcript, query=""):
    page.goto(f"/films/house/recordings/{transcript.recording_id}/transcripts/{transcript.pk}/{query}")
    page.wait_for_load_state("networkidle")


def row(page, number):
    return page.locator("#cues > .cue").nth(number)


def text(page, number):
    return row(page, number).locator(".cue-text")


def write(page, number, words):
    row(page, number).click()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(words)


def test_words_are_changed_split_and_merged_by_keyboard(page, login, editor, transcript, axe):
    login(page, editor)
    opened(page, transcript)
    axe(page)
    write(page, 0, "One two three four.")
    page.keyboard.press("Enter")  # saved, and on to the next
    expect(row(page, 1)).to_be_focused()
    expect(text(page, 0)).to_have_text("One two three four.")
    expect(page.locator("#cues-notice")).to_contain_text("Text changed at 01:00:00:00.")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("Home")
    for _ in "One two ":
        page.keyboard.press("ArrowRight")
    axe(page)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(text(page, 0)).to_have_text("One two")
    expect(text(page, 1)).to_have_text("three four.")
    expect(row(page, 1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("m")
    expect(text(page, 0)).to_have_text("One two three four.")
    page.locator("#cues-notice").get_by_role("button", name="Undo").click()
    expect(text(page, 1)).to_have_text("three four.")
    assert [cue.text for cue in Cue.objects.all()] == ["One two", "three four.", *TEXTS[1:]]


@pytest.mark.parametrize("key", ["u", "ControlOrMeta+z"])
def test_what_was_done_last_is_taken_back_by_a_key(page, login, editor, transcript, key):
    login(page, editor)
    opened(page, transcript)
    row(page, 0).click()
    page.keyboard.press("m")
    expect(text(page, 0)).to_have_text("The house was quiet. We lived there.")
    page.keyboard.press(key)
    expect(text(page, 1)).to_have_text("We lived there.")
    page.keyboard.press("Enter")  # in a cell it is a letter
    page.keyboard.type("u")
    expect(page.locator(".cue-input")).to_have_value(re.compile("u"))
    assert [cue.text for cue in Cue.objects.all()] == TEXTS


def test_somebody_else_in_the_same_cue(page, login, editor, director, transcript, console):
    console.allow("409")
    login(page, editor)
    opened(page, transcript)
    cue = Cue.objects.first()
    write(page, 0, "Mine.")
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="Theirs.", by=director)
    page.keyboard.press("ControlOrMeta+S")
    conflict = row(page, 0).locator(".cue-conflict")
    expect(conflict).to_contain_text("Theirs.")
    expect(conflict).to_contain_text("Mine.")
    expect(conflict).to_contain_text(TEXTS[0])
    conflict.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#cues-notice")).to_contain_text("Text changed")
    expect(text(page, 0)).to_have_text("Mine.")
    assert Cue.objects.get(pk=cue.pk).text == "Mine."


def test_the_speaker_is_changed_while_the_words_are_on_their_way(page, login, editor, transcript):
    login(page, editor)
    opened(page, transcript)
    late = []
    page.route("**/text/", lambda route: late.append((route, route.fetch())), times=1)
    write(page, 0, "Mine.")
    page.keyboard.press("ControlOrMeta+S")
    until(page, lambda: late)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("BROUÉ")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)  # what is sent at once would be there by now
    route, answer = late[0]
    route.fulfill(response=answer)
    until(page, lambda: str(Cue.objects.first().speaker) == "BROUÉ")
    expect(row(page, 0).locator(".cue-note")).to_have_count(0)
    expect(row(page, 0).locator(".cue-conflict")).to_have_count(0)
    expect(row(page, 0).locator(".cue-speaker")).to_have_text("BROUÉ")
    expect(text(page, 0)).to_have_text("Mine.")
    assert Cue.objects.first().text == "Mine."


def test_without_a_connection_it_is_kept_and_sent_again(page, login, editor, transcript, console):
    console.allow("ERR_INTERNET_DISCONNECTED")
    login(page, editor)
    opened(page, transcript)
    page.context.set_offline(True)
    write(page, 1, "Kept.")
    page.keyboard.press("Enter")
    expect(row(page, 1)).to_contain_text("No connection: kept here and sent again.")
    assert Cue.objects.all()[1].text == TEXTS[1]
    page.context.set_offline(False)
    expect(row(page, 1).locator(".cue-note")).to_have_count(0)
    assert Cue.objects.all()[1].text == "Kept."


def test_find_and_replace_after_a_look(page, login, editor, transcript, axe):
    login(page, editor)
    opened(page, transcript)
    page.get_by_text("Change", exact=True).first.click()
    page.get_by_role("link", name="Find and replace").click()
    page.get_by_label("Find").fill("the")
    page.get_by_label("Replace by").fill("THE")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("Found in 3 cues.")).to_be_visible()
    axe(page)
    page.get_by_role("checkbox", name="01:00:04:00").uncheck()
    page.get_by_role("button", name="Replace where ticked").click()
    expect(page.get_by_text("“the” replaced by “THE” in 2 cues.")).to_be_visible()
    expect(text(page, 0)).to_have_text("THE house was quiet.")
    expect(text(page, 1)).to_have_text(TEXTS[1])
    page.get_by_role("button", name="Undo").click()
    expect(text(page, 0)).to_have_text(TEXTS[0])


def test_lines_are_translated_beside_the_original(page, login, editor, transcript):
    translation = TranslationFactory(transcript=transcript, language="es")
    TranslatedCueFactory(translation=translation, cue=Cue.objects.first(), wording=0, source_text="The flat.")
    login(page, editor)
    opened(page, transcript, f"?with={translation.pk}")
    expect(row(page, 0)).to_contain_text("The flat.")
    row(page, 0).get_by_role("button", name="Still right").click()
    expect(page.locator(".cue.is-stale")).to_have_count(0)
    row(page, 1).click()
    page.keyboard.press("t")
    page.keyboard.type("Vivimos ahí.")
    page.keyboard.press("Enter")
    expect(row(page, 2).locator(".cue-input")).to_be_focused()
    expect(row(page, 1).locator(".cue-line")).to_have_text("Vivimos ahí.")
    expect(row(page, 1).locator(".is-unsaved")).to_have_count(0)
    assert [line.text for line in TranslatedCue.objects.order_by("pk")] == ["In other words.", "Vivimos ahí."]


def test_a_line_that_waits_goes_to_no_other_translation(page, login, editor, transcript, console):
    console.allow("ERR_FAILED")
    spanish = TranslationFactory(transcript=transcript, language="es")
    french = TranslationFactory(transcript=transcript, language="fr")
    page.on("dialog", lambda dialog: dialog.accept())  # the page is left with something unsaved
    login(page, editor)
    opened(page, transcript, f"?with={spanish.pk}")
    page.route("**/translations/**", lambda route: route.abort())
    row(page, 1).click()
    page.keyboard.press("t")
    page.keyboard.type("Vivimos ahí.")
    page.keyboard.press("Enter")
    expect(row(page, 1)).to_contain_text("No connection: kept here and sent again.")
    page.unroute("**/translations/**")
    opened(page, transcript, f"?with={french.pk}")
    expect(row(page, 1).locator(".cue-line")).to_have_text("")
    write(page, 0, "The house was still.")
    page.keyboard.press("Enter")
    expect(page.locator("#cues-notice")).to_contain_text("Text changed")
    assert not TranslatedCue.objects.exists()
    opened(page, transcript, f"?with={spanish.pk}")
    expect(row(page, 1).locator(".cue-line")).to_have_text("Vivimos ahí.")
    expect(row(page, 1).locator(".is-unsaved")).to_have_count(0)
    assert TranslatedCue.objects.get().translation == spanish


def test_a_long_transcript_comes_as_one_reads(page, login, editor, transcript):
    speaker = transcript.speakers.get()
    Cue.objects.bulk_create(
        Cue(transcript=transcript, in_frame=n * 100, out_frame=n * 100 + 90, text=f"{n}.", speaker=speaker)
        for n in range(4, 400)
    )
    login(page, editor)
    opened(page, transcript)
    expect(page.locator("#cues > .cue")).to_have_count(120)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_text("125.", exact=True)).to_be_attached()
    page.get_by_label("Timecode to go to").fill("01:30:00:00")
    page.get_by_role("button", name="Go to").click()
    expect(page.locator("#cues > .cue.is-chosen .cue-text")).to_have_text("399.")
