"""The log while others log too, and when its page is left with a cell open."""

import pytest
from playwright.sync_api import expect

from interviews.models import Segment
from tests.browser.log.hands import log_of, opened, press, saved
from tests.browser.patience import until
from tests.factories import InterviewFactory, RecordingFactory, SegmentFactory, ThemeFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def recording(film):
    interview = InterviewFactory(film=film, title="Volkov")
    return RecordingFactory(interview=interview, reel="A001", start_timecode="10:00:00:00", duration=1000)


@pytest.fixture
def segment(recording):
    return SegmentFactory(
        recording=recording, in_frame=0, out_frame=50, gist="Before", note="Their note", rating=1
    )


def test_a_tab_that_is_closed_with_a_cell_open_loses_no_word(page, login, editor, recording, segment):
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "ArrowDown", "Enter")
    page.keyboard.type("The gate")
    expect(page.locator("#log-state")).to_have_text("Not saved yet")
    other = page.context.new_page()
    page.close()
    opened(other, log_of(recording))
    saved(other)
    expect(other.locator("#segments tbody tr")).to_contain_text("The gate")
    segment.refresh_from_db()
    assert segment.gist == "The gate"


def test_an_answer_that_was_overtaken_shows_nothing_older(page, login, editor, recording, segment):
    """What the log asks as it opens may be answered after what was done since."""
    SegmentFactory(recording=recording, in_frame=100, out_frame=150, gist="Goes")
    login(page, editor)
    late = []
    page.route("**/log/segments/", lambda route: late.append((route, route.fetch())), times=1)
    page.goto(log_of(recording))
    until(page, lambda: late)
    row = page.locator("#segments tbody tr")
    press(page, "ArrowDown", "ArrowDown", "Delete")
    expect(row).to_have_count(1)
    press(page, "ArrowUp", "Enter")
    page.keyboard.type("The gate")
    press(page, "Enter")
    saved(page)
    until(page, lambda: list(Segment.objects.values_list("gist", flat=True)) == ["The gate"])
    route, answer = late[0]
    route.fulfill(response=answer)
    expect(page.locator("#log[data-loaded]")).to_be_attached()
    expect(row).to_have_count(1)
    expect(row).to_contain_text("The gate")


def heard_of_theirs(page, segment, **theirs):
    """While a cell or a dialog is open, an answer brings what somebody else wrote meanwhile."""
    waits = []
    page.route("**/mark/**", lambda route: waits.append(route), times=1)
    press(page, "ArrowDown", "4")
    expect(page.locator("#log-state")).to_have_text("Waits: 1")
    yield
    found = Segment.objects.get(pk=segment.pk)
    for name, value in theirs.items():
        setattr(found, name, value)
    found.save()
    until(page, lambda: waits)
    waits[0].continue_()
    expect(page.locator("tr.is-waiting")).to_have_count(0, timeout=30_000)
    yield


def test_a_cell_that_is_left_as_it_was_overwrites_nobody(page, login, editor, recording, segment):
    login(page, editor)
    opened(page, log_of(recording))
    story = heard_of_theirs(page, segment, gist="Theirs")
    next(story)
    press(page, "Enter")
    expect(page.locator(".cell-input")).to_have_value("Before")
    next(story)
    press(page, "Enter")
    saved(page)
    expect(page.locator("#segments tbody tr")).to_contain_text("Theirs")
    segment.refresh_from_db()
    assert (segment.gist, segment.rating) == ("Theirs", 4)


def test_what_somebody_else_wrote_under_an_open_cell_is_asked_about(
    page, login, editor, recording, segment, console
):
    console.allow("409")
    login(page, editor)
    opened(page, log_of(recording))
    story = heard_of_theirs(page, segment, gist="Theirs")
    next(story)
    press(page, "Enter")
    page.keyboard.type("Mine")
    next(story)
    press(page, "Enter")
    problem = page.locator(".log-problem")
    for text in ("Before", "Theirs", "Mine"):
        expect(problem).to_contain_text(text)
    expect(page.locator("#log-state")).to_have_text("Not taken: 1")
    segment.refresh_from_db()
    assert segment.gist == "Theirs"
    problem.get_by_role("button", name="Keep mine").click()
    saved(page)
    segment.refresh_from_db()
    assert segment.gist == "Mine"


def test_a_note_under_an_open_dialog_is_asked_about(page, login, editor, recording, segment, console):
    console.allow("409")
    login(page, editor)
    opened(page, log_of(recording))
    story = heard_of_theirs(page, segment, note="Theirs")
    next(story)
    press(page, "n")
    page.locator("#note-dialog textarea").fill("Mine")
    next(story)
    press(page, "Enter")
    expect(page.locator(".log-problem")).to_contain_text("Theirs")
    page.get_by_role("button", name="Take theirs").click()
    saved(page)
    segment.refresh_from_db()
    assert segment.note == "Theirs"


def test_a_theme_that_somebody_else_put_on_meanwhile_stays_on(page, login, editor, recording, segment):
    exile, house = (
        ThemeFactory(film=recording.interview.film, name="Exile"),
        ThemeFactory(film=recording.interview.film, name="House"),
    )
    login(page, editor)
    opened(page, log_of(recording))
    story = heard_of_theirs(page, segment, gist="Theirs")
    next(story)
    press(page, "Enter", "Tab", "Tab")
    expect(page.locator('[data-field="themes"] .cell-input')).to_be_focused()
    page.keyboard.type("House")
    segment.themes.add(exile)
    next(story)
    press(page, "Enter")
    saved(page)
    assert set(segment.themes.all()) == {exile, house}
