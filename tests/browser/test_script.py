"""The director builds the film: by keyboard from the drawer, without a connection, beside somebody else."""

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
from script.models import Cell, Row, ScriptScene
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    ContributorFactory,
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    ReleaseFactory,
    RowFactory,
    SceneFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
    SpeakerFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ["The", "gate", "stood", "open", "that", "evening", "and", "nobody", "heard", "the", "bell."]
NARRATION = "The house stands in Coyoacan behind a wall."


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="House of glass", target_seconds=60)


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script, scene__title="The gate", target_seconds=30)


@pytest.fixture
def recording(film):
    """Eleven words of half a second each, from one second on; the segment has five of them."""
    interview = InterviewFactory(film=film, title="Volkov")
    recording = RecordingFactory(
        interview=interview, reel="A001", start_timecode="10:00:00:00", duration=25 * 60
    )
    transcript = TranscriptFactory(recording=recording, language="en")
    person = ContributorFactory(film=film, name="Esteban Volkov")
    CueFactory(
        transcript=transcript,
        in_frame=25,
        out_frame=25 + 12 * len(WORDS),
        speaker=SpeakerFactory(transcript=transcript, name="VOLKOV", person=person),
        text=" ".join(WORDS),
        word_times=[[12 * n, 12 * n + 10] for n in range(len(WORDS))],
    )
    return recording


@pytest.fixture
def segment(recording):
    return SegmentFactory(recording=recording, in_frame=25, out_frame=25 + 12 * 5, gist="The gate stood open")


@pytest.fixture
def rows(scene):
    """Narration in three rows."""
    return [CellFactory(row=RowFactory(scene=scene), text=text).row for text in ("One.", "Two.", "Three.")]


def opened(page, script, query=""):
    page.goto(reverse("script-detail", args=[script.film.slug, script.pk]) + query)
    expect(page.locator("#script[data-loaded]")).to_be_attached()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def held(page, what):
    expect(page.locator("#s-found[aria-busy]")).to_have_count(0)
    what.hover()
    page.mouse.down()


def carried(page, onto, at=None):
    """Over something, `at` pixels below its top, or to its middle: a drag begins with the second move."""
    box = onto.bounding_box()
    for _turn in range(2):
        page.mouse.move(box["x"] + 60, box["y"] + (box["height"] / 2 if at is None else at))


def saved(page):
    expect(page.locator("#s-state")).to_have_text("All saved", timeout=30_000)
    expect(page.locator(".is-waiting")).to_have_count(0)


def texts(page):
    return page.locator(".s-row:not([hidden]) .s-text").all_inner_texts()


def written(script):
    cells = Cell.objects.filter(row__scene__script=script)
    return list(
        cells.order_by("row__scene__position", "row__position", "position").values_list("text", flat=True)
    )


def numbers(page):
    return page.locator(".s-row:not([hidden]) .s-number").all_inner_texts()


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


def test_narration_is_written_in_place_and_waits_for_the_connection(
    page, login, editor, script, rows, console
):
    console.allow("net::ERR_INTERNET_DISCONNECTED")
    login(page, editor)
    opened(page, script)
    press(page, "ArrowDown", "Enter")
    expect(page.locator("textarea")).to_have_value("Two.")
    page.context.set_offline(True)
    page.keyboard.type(" And a half.")
    press(page, "Enter")
    expect(page.locator("#s-lost")).to_contain_text("No connection")
    expect(page.locator("#s-state")).to_have_text("Waits: 1")
    assert texts(page) == ["One.", "Two. And a half.", "Three."]
    press(page, "n")
    page.keyboard.type("New one.")
    press(page, "Enter", "Delete", "n")
    page.keyboard.type("After it.")
    press(page, "Enter")
    expect(page.locator("#s-state")).to_have_text("Waits: 3")
    lines = ["One.", "Two. And a half.", "New one.", "After it.", "Three."]
    assert texts(page) == lines
    page.context.set_offline(False)
    saved(page)
    assert texts(page) == lines
    assert written(script) == lines


def test_what_waited_is_sent_after_a_reload(page, login, editor, script, rows, console):
    console.allow("503")
    console.allow("net::ERR")
    login(page, editor)
    opened(page, script)
    page.route("**/cells/*/edit/", lambda route: route.abort())
    press(page, "Enter")
    page.keyboard.type(" Once more.")
    press(page, "Enter")
    expect(page.locator("#s-lost")).to_be_visible()
    page.reload()
    expect(page.locator("#script[data-loaded]")).to_be_attached()
    assert texts(page)[0] == "One. Once more."
    page.unroute("**/cells/*/edit/")
    saved(page)
    assert written(script)[0] == "One. Once more."


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


def test_rows_are_ordered_by_the_mouse_and_hits_are_dropped(page, login, editor, script, rows, segment):
    login(page, editor)
    opened(page, script)
    last = page.locator(".s-row").nth(2)
    held(page, last.locator(".s-number"))
    carried(page, page.locator(".s-row").nth(0), at=4)
    expect(page.locator(".s-row").nth(0)).to_have_class(re.compile("is-ghost"))
    page.mouse.up()
    saved(page)
    assert texts(page) == ["Three.", "One.", "Two."]
    assert written(script) == ["Three.", "One.", "Two."]
    press(page, "i")
    hit = page.locator(".hit").filter(has_text="The gate stood open")
    held(page, hit.locator("strong"))
    carried(page, page.locator(".s-row").nth(1), at=4)
    expect(page.locator(".s-rows > .hit")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".s-row .is-soundbite")).to_have_count(1)
    saved(page)
    assert page.locator(".s-row").nth(1).locator(".s-text").inner_text() == "The gate stood open that"


def test_a_hit_is_dropped_into_either_column_of_a_row(page, login, editor, script, rows, segment):
    ArchiveClipFactory(film=script.film, title="Funeral procession", kind="footage")
    ArchiveClipFactory(film=script.film, title="Family portrait", kind="photograph")
    login(page, editor)
    opened(page, script)
    press(page, "i")
    clip = page.locator(".hit").filter(has_text="Funeral procession").locator("strong")
    row = page.locator(".s-row").nth(1)
    held(page, clip)
    for column, says in (("picture", "As picture"), ("sound", "As sound")):
        carried(page, row.locator(f".s-{column}"))
        expect(row.locator("[data-landing]")).to_have_attribute("data-landing", says)
        expect(page.locator("[data-landing]")).to_have_count(1)
    page.mouse.up()
    expect(row.locator(".s-sound .is-archive")).to_have_count(1)
    expect(page.locator("[data-landing]")).to_have_count(0)
    expect(page.locator(".s-row")).to_have_count(3)
    saved(page)
    held(page, clip)
    carried(page, row.locator(".s-picture"))
    expect(row.locator("[data-landing]")).to_have_attribute("data-landing", "As picture")
    page.mouse.up()
    expect(row.locator(".s-picture .is-archive")).to_have_count(1)
    saved(page)
    still = page.locator(".hit").filter(has_text="Family portrait").locator("strong")
    held(page, still)
    carried(page, row.locator(".s-sound .is-narration"))  # nobody hears a photograph: a row of its own
    expect(page.locator(".s-rows > .hit")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".s-row")).to_have_count(4)
    saved(page)
    found = Cell.objects.filter(clip__isnull=False).order_by("pk").values_list("row", "column", "element")
    assert list(found[:2]) == [(rows[1].pk, "sound", "archive"), (rows[1].pk, "picture", "archive")]
    assert found[2][1:] == ("picture", "archive")


def test_a_hit_goes_into_the_other_column_by_keyboard_and_by_its_button(
    page, login, editor, script, rows, segment
):
    clip = ArchiveClipFactory(film=script.film, title="Funeral procession", kind="footage")
    ArchiveClipFactory(film=script.film, title="Family portrait", kind="photograph")
    login(page, editor)
    opened(page, script)
    press(page, "?")
    expect(page.locator("#keys")).to_contain_text("Alt+Enter into its other column")
    press(page, "Escape", "i")
    page.keyboard.type("funeral")
    expect(page.locator(".hit")).to_have_count(1)
    press(page, "ArrowDown", "Alt+Enter")
    first = page.locator(".s-row").first
    expect(first.locator(".s-sound .is-archive .s-title")).to_have_text("Funeral procession")
    saved(page)
    assert Cell.objects.get(clip=clip).column == "sound"
    press(page, "/")
    page.keyboard.type("gate")
    hit = page.locator(".hit").filter(has_text="The gate stood open")
    hit.get_by_role("button", name="As picture").click()
    expect(first.locator(".s-picture .is-soundbite")).to_have_count(1)
    saved(page)
    press(page, "/")
    page.keyboard.type("portrait")
    expect(page.locator(".hit strong")).to_have_text("Family portrait")
    expect(page.get_by_role("button", name="As sound")).to_have_count(0)
    press(page, "ArrowDown", "Alt+Enter")
    expect(page.locator("#s-say")).to_have_text("This stands in one column only.")
    assert Cell.objects.count() == 5


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

    def ask():  # as when one comes back to the tab
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

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
    ask()
    expect(row.locator(".is-soundbite .s-text")).to_have_text("The door stood open that")
    expect(row.locator(".s-theirs")).to_have_text("What it cites was changed")
    expect(page.locator("#s-say")).to_have_text("What is cited was changed in rows: 1")
    expect(page.locator(".s-theirs")).to_have_count(1)
    expect(page.locator("textarea")).to_have_value("Two. Still typing")
    person = cue.speaker.person
    person.name = "Vsevolod Volkov"
    person.save()
    ReleaseFactory(person=person, state="signed", signed_on=date(2003, 6, 1))
    ask()
    expect(row.locator(".is-soundbite .s-kind")).to_have_text("Vsevolod Volkov (on camera)")
    expect(row.locator(".s-side")).to_contain_text("Cleared")
    segment.refresh_from_db()
    segment.out_frame += 24
    segment.save()
    ask()
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


def test_the_keys_are_told_and_wait_while_somebody_types(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    press(page, "?")
    expect(page.locator("#keys")).to_contain_text("split the row, join it with the next")
    press(page, "Escape", "Enter")
    page.keyboard.type(" n b p s")
    expect(page.locator("textarea")).to_have_value("One. n b p s")
    press(page, "Escape")
    assert texts(page) == ["One.", "Two.", "Three."]
    press(page, "g", "s")
    page.wait_for_url("**" + reverse("scene-list", args=[script.film.slug]))


def test_what_is_typed_is_saved_in_each_pause_and_undone_in_one(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    page.keyboard.type(" And more.")
    expect(page.locator("#s-state")).to_have_text("All saved")
    expect(page.locator("#s-undo")).to_be_enabled()
    assert written(script)[0] == "One. And more."
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.type(" And again.")
    press(page, "Enter")
    saved(page)
    assert written(script)[0] == "One. And more. And again."
    assert script.steps.count() == 1
    press(page, "Control+z")
    expect(page.locator(".s-text").first).to_have_text("One.")
    saved(page)
    assert written(script)[0] == "One."


def test_what_is_typed_while_a_save_is_on_its_way_is_undone_with_it(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    held = []
    page.route("**/edit/**", lambda route: held.append(route), times=1)
    press(page, "Enter")
    page.keyboard.type(" And more.")
    while not held:
        page.wait_for_timeout(50)
    page.keyboard.type(" And again.")
    press(page, "Enter")
    held[0].continue_()
    saved(page)
    assert written(script)[0] == "One. And more. And again."
    assert script.steps.count() == 1


def test_undo_works_from_the_first_moment(page, login, editor, script, rows):
    cells.edit(script=script, cell=Cell.objects.get(text="One.").pk, values={"text": "Two."}, by=editor)
    login(page, editor)
    page.route("**/since/**", lambda route: route.fulfill(content_type="text/plain", body=""))
    opened(page, script)
    press(page, "Control+z")
    expect(page.locator(".s-text").first).to_have_text("One.")
    saved(page)


def test_what_is_typed_outlives_the_page(page, login, editor, script, rows):
    login(page, editor)
    opened(page, script)
    press(page, "Enter")
    page.keyboard.type(" Left open.")
    opened(page, script)
    saved(page)
    assert texts(page)[0] == "One. Left open."
    assert written(script)[0] == "One. Left open."


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


def test_the_script_is_read_and_built_on_a_phone(phone, login, editor, script, rows, segment):
    login(phone, editor)
    opened(phone, script)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("button", name="Sources").tap()
    phone.locator(".hit").filter(has_text="The gate stood open").get_by_role("button", name="Insert").tap()
    expect(phone.locator(".s-row")).to_have_count(4)
    saved(phone)
    phone.get_by_role("button", name="Close").tap()
    for button in phone.locator("#s-tools .btn:visible, .s-number:visible").all()[:12]:
        assert button.bounding_box()["height"] >= 39
    tools, bar = phone.locator("#s-tools"), phone.locator(".bottom-bar")
    phone.locator(".bottom-bar a").last.evaluate("link => link.lastChild.textContent = 'Hojas de llamado'")
    below = tools.bounding_box()["y"] + tools.bounding_box()["height"]
    assert below <= bar.bounding_box()["y"] + 1  # also where the names of rooms take two lines


def test_nobody_is_kept_out_in_the_dark_on_a_phone(phone, login, axe, editor, script, rows, segment):
    SoundbiteFactory(row=rows[0], segment=segment)
    login(phone, editor)
    phone.emulate_media(color_scheme="dark")
    opened(phone, script)
    expect(phone.locator("html")).to_have_attribute("data-bs-theme", "dark")
    axe(phone)
    for key in ("a", "c", "d", "t", "?"):
        press(phone, "ArrowRight", key)  # to the soundbite, which can be trimmed
        expect(phone.locator("dialog[open]")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        axe(phone)
        press(phone, "Escape")
    press(phone, "c")
    phone.get_by_label("Target length").fill("three")
    press(phone, "Enter")
    expect(phone.get_by_role("alert").filter(has_text="Write a length")).to_be_visible()
    axe(phone)
    press(phone, "Escape")
    phone.get_by_role("button", name="Sources").tap()
    expect(phone.locator(".hit")).to_have_count(1)
    axe(phone)


def test_a_viewer_reads(page, login, viewer, script, rows, console):
    login(page, viewer)
    opened(page, script)
    press(page, "ArrowDown", "n", "Delete", "Enter")
    assert texts(page) == ["One.", "Two.", "Three."]
    expect(page.locator("textarea")).to_have_count(0)
    press(page, "r")
    expect(page.locator(".is-reading")).to_have_count(1)


def test_nobody_is_kept_out_of_the_page_and_what_opens_over_it(
    page, login, axe, editor, script, scene, rows, segment
):
    kept = {"ranges": [[25, 85]], "words": ["The door stood open that"], "speaker": "Esteban Volkov"}
    SoundbiteFactory(row=rows[0], segment=segment, kept=kept)
    login(page, editor)
    opened(page, script)
    axe(page)
    press(page, "i")
    expect(page.locator(".hit")).to_have_count(1)
    axe(page)
    press(page, "Escape", "Enter")
    axe(page)
    press(page, "Escape")
    for key in ("a", "d", "c"):
        press(page, key)
        expect(page.locator("dialog[open]")).to_be_visible()
        axe(page)
        press(page, "Escape")
    page.locator(".is-soundbite").click()
    press(page, "t")
    expect(page.locator(".s-word")).to_have_count(len(WORDS))
    axe(page)
