"""An editor logs: by keyboard with the picture playing, from the words, without a connection, by thumb."""

import random
import re
import time

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import Page, expect

from interviews.models import Proxy, Segment
from interviews.places import frame_typed
from production import timecode
from production.models import Theme
from production.timecode import BadTimecode
from script.demo import film_strip
from tests.factories import (
    ContributorFactory,
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    SceneFactory,
    SegmentFactory,
    SpeakerFactory,
    SubjectFactory,
    ThemeFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 40
TEXTS = [
    "The gate stood open that evening.",
    "Nobody had heard the bell, said the guard.",
    "My grandfather fed the rabbits.",
    "Then the workroom fell silent.",
]


@pytest.fixture
def recording(film):
    """Forty seconds at 25 from 10:00:00:00, of Volkov, whose words have times but for the last cue."""
    person = ContributorFactory(film=film, name="Esteban Volkov")
    interview = InterviewFactory(film=film, title="Volkov", subjects=[SubjectFactory(person=person)])
    recording = RecordingFactory(
        interview=interview, reel="A001", start_timecode="10:00:00:00", duration=25 * SECONDS
    )
    transcript = TranscriptFactory(recording=recording, language="en")
    speaker = SpeakerFactory(transcript=transcript, name="VOLKOV", person=person)
    for number, text in enumerate(TEXTS):
        times = [[10 * n, 10 * n + 8] for n, _ in enumerate(text.split())] if number < 3 else None
        CueFactory(
            transcript=transcript,
            in_frame=100 * number + 50,
            out_frame=100 * number + 140,
            speaker=speaker,
            text=text,
            word_times=times,
        )
    ThemeFactory(film=film, name="Exile")
    ThemeFactory(film=film, name="The house")
    return recording


@pytest.fixture(scope="session")
def strip(tmp_path_factory):
    path = tmp_path_factory.mktemp("strip") / "a001.webm"
    rate = timecode.rate_of("25/1")
    film_strip.draw(path, rate=rate, start=timecode.read("10:00:00:00"), seconds=SECONDS, reel="A001")
    return path.read_bytes()


@pytest.fixture
def proxy(recording, strip):
    proxy = Proxy(
        recording=recording, name="a001.webm", content_type="video/webm", size=len(strip), duration_ms=40_000
    )
    proxy.file.save("a001.webm", ContentFile(strip), save=False)
    proxy.save()
    return proxy


def log_of(recording):
    return reverse("log", args=[recording.interview.film.slug, recording.pk])


def opened(page, url):
    page.goto(url)
    expect(page.locator("#log[data-loaded]")).to_be_attached()


def at(page):
    """The source timecode under the playhead, in frames from ten o'clock."""
    label = timecode.read(page.locator("#log-source").inner_text())
    return timecode.frame_of(label, timecode.rate_of("25/1")) - 10 * 3600 * 25


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def go(page, text):
    press(page, "c")
    page.keyboard.type(text)
    press(page, "Enter")


def saved(page):
    expect(page.locator("#log-state")).to_have_text("All saved", timeout=30_000)
    expect(page.locator("tr.is-waiting")).to_have_count(0)


def rows(page):
    return page.locator("#segments tbody tr")


def part(row, name):
    return row.locator(f'[data-part="{name}"]')


def word(page, cue, text):
    """Where a word of a cue stands on the screen: its middle."""
    return page.evaluate(
        """([cue, text]) => {
            const node = document.querySelectorAll("#cues .cue-text")[cue].firstChild;
            const range = new Range();
            const start = node.data.indexOf(text);
            range.setStart(node, start);
            range.setEnd(node, start + text.length);
            const box = range.getBoundingClientRect();
            return [box.left, box.right, (box.top + box.bottom) / 2];
        }""",
        [cue, text],
    )


def until(said, seconds=10):
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end, "it didn't come to that"
        time.sleep(0.05)


# -- the arithmetic ------------------------------------------------------------------------------


def test_timecode_is_counted_as_on_the_server(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    rates = [
        (key, drop)
        for key in timecode.RATES
        for drop in (False, True)
        if not drop or key in timecode.MAY_DROP
    ]
    asked, wanted = [], []
    chance = random.Random(1940)
    for key, drop in rates:
        rate = timecode.rate_of(key, drop=drop)
        minute = 60 * rate.base
        frames = [0, 1, minute - 1, minute, minute + 1, 10 * minute, rate.day - 1, rate.day, 3 * rate.day + 7]
        frames += [chance.randrange(rate.day) for _ in range(200)]
        asked.append([[rate.num, rate.den, rate.drop], frames])
        wanted.append(
            [
                [
                    str(timecode.label_of(frame % rate.day, rate)),
                    timecode.running(frame, rate),
                    timecode.ms_of(frame, rate),
                    timecode.frame_at(timecode.ms_of(frame, rate) + 7, rate),
                ]
                for frame in frames
            ]
        )
    got = page.evaluate(
        """async (asked) => {
            const t = await import("/static/production/log_timecode.js");
            return asked.map(([given, frames]) => {
                const rate = t.rateOf(given);
                return frames.map((frame) => [
                    t.source(frame, { rate, start: 0 }),
                    t.running(frame, rate),
                    t.msOf(frame, rate),
                    t.frameAt(t.msOf(frame, rate) + 7, rate),
                ]);
            });
        }""",
        asked,
    )
    assert got == wanted


TYPED = [
    "10:00:04:00", "10:00:04", "100004", "10000412", "0:04", "4:10", "r 4", "r4", "R 0:12", "r 1:00:00:05",
    "+12", "-12", "+ 1:00", "-1:00", "+1:00:00", "+99:99", "10:00:00:25", "10:00:00;05", "09:59:59:24",
    "24:00:00:00", "10:60:00:00", "10:00:61", "soon", "", "10.00.04.00", "10;00", "10:01:00:00",
    "10:01:00:02", "10:01:00;00", "10:01:00;02",
    "11:59:59:00", "r 99:99", "r 999999", "+", "1", "١٢:٠٠", "10:00:04:0",
]  # fmt: skip


@pytest.mark.parametrize(("key", "drop"), [("25/1", False), ("30000/1001", True), ("24000/1001", False)])
def test_typed_times_mean_the_same_as_on_the_server(page: Page, login, editor, film, key, drop, console):
    recording = RecordingFactory(
        interview=InterviewFactory(film=film),
        rate=key,
        drop_frame=drop,
        start_timecode="10:00:00:00",
        duration=200_000,
    )
    login(page, editor)
    opened(page, log_of(recording))
    rate = recording.frames
    got = page.evaluate(
        """async ([given, start, duration, texts]) => {
            const t = await import("/static/production/log_timecode.js");
            const place = { rate: t.rateOf(given), start, duration };
            return texts.map((text) => {
                try { return t.typed(text, place, 300); } catch (error) { return error.code; }
            });
        }""",
        [[rate.num, rate.den, rate.drop], timecode.frame_of(recording.start, rate), 200_000, TYPED],
    )
    assert dict(zip(TYPED, got, strict=True)) == {text: _meant(text, recording) for text in TYPED}


def _meant(text, recording):
    try:
        return frame_typed(text, recording, at=300)
    except BadTimecode as error:
        return error.code


# -- with the picture playing ----------------------------------------------------------------------


def test_ten_selects_are_logged_by_keyboard_alone(page: Page, login, editor, recording, proxy, console, axe):
    login(page, editor)
    opened(page, log_of(recording))
    until(lambda: page.evaluate("document.getElementById('log-media').readyState >= 2"))
    press(page, " ")
    for number in range(10):
        press(page, "i")
        start = at(page)
        until(lambda start=start: at(page) >= start + 10)
        press(page, "o")
        expect(rows(page)).to_have_count(number + 1)
        press(page, str(number % 5 + 1))
        press(page, "t")
        page.keyboard.type("exi" if number % 2 else "Rabbits")
        press(page, "Enter")
        press(page, "n")
        page.keyboard.type(f"Note {number}")
        press(page, "Enter")
    press(page, "k")
    saved(page)
    segments = list(Segment.objects.order_by("in_frame"))
    assert [segment.rating for segment in segments] == [1, 2, 3, 4, 5] * 2
    assert [segment.note for segment in segments] == [f"Note {number}" for number in range(10)]
    assert [segment.themes.get().name for segment in segments] == ["Rabbits", "Exile"] * 5
    assert Theme.objects.filter(name="Rabbits").count() == 1
    assert all(
        segment.out_frame > segment.in_frame for segment in segments
    )  # the counter is read a little late
    ends = [segment.out_frame for segment in segments]
    assert all(later.in_frame >= end for end, later in zip(ends, segments[1:], strict=False))
    # a gist each, in the other mode, without a hand on the mouse
    press(page, "ArrowUp", "ArrowUp", "Home")
    page.evaluate("document.querySelector('#segments').closest('.log-scroll').scrollTop = 0")
    for _ in range(12):
        press(page, "ArrowUp")
    press(page, "F2")
    for number in range(10):
        page.keyboard.type(f"Gist {number}")
        press(page, "Enter")
    press(page, "F2")
    saved(page)
    assert list(Segment.objects.order_by("in_frame").values_list("gist", flat=True)) == [
        f"Gist {number}" for number in range(10)
    ]
    axe(page)


def test_a_word_that_is_typed_beside_the_fields_leads_nowhere(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    page.keyboard.type("gist")  # g, the log's own i, then what would lead to the scenes
    page.wait_for_timeout(500)
    expect(page).to_have_url(re.compile(re.escape(log_of(recording))))
    press(page, "Escape", "g", "p")
    expect(page).to_have_url(re.compile("/people/"))


def test_a_key_that_is_held_down_acts_once(page: Page, login, editor, recording, console):
    for start in (0, 100, 200):
        SegmentFactory(recording=recording, in_frame=start, out_frame=start + 50)
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "ArrowDown")
    for _ in range(4):
        page.keyboard.down("Delete")
    page.keyboard.up("Delete")
    expect(rows(page)).to_have_count(2)
    for _ in range(4):
        page.keyboard.down("l")
    page.keyboard.up("l")
    expect(page.locator("#log-speed")).to_contain_text("▶ 1×")
    press(page, "k")
    at_rest = at(page)
    for _ in range(4):
        page.keyboard.down("ArrowRight")  # which walks on
    page.keyboard.up("ArrowRight")
    assert at(page) == at_rest + 4
    saved(page)
    assert Segment.objects.count() == 2


def test_from_filters_and_the_scrub_the_keys_come_back(page: Page, login, editor, recording, console):
    SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="The gate", rating=4)
    login(page, editor)
    opened(page, log_of(recording))
    log = page.locator("#log")
    page.locator("#filter-search").focus()
    page.keyboard.type("gate")
    press(page, "Enter")
    expect(log).to_be_focused()
    expect(rows(page)).to_have_count(1)
    page.locator("#filter-stars").focus()
    press(page, "Escape")
    expect(log).to_be_focused()
    page.locator("#log-scrub").focus()
    press(page, "?")
    expect(page.locator("dialog#keys")).to_be_visible()
    press(page, "Escape")
    # on a Spanish keyboard both are typed with Shift
    for key, code in (("/", "Digit7"), ("?", "Minus")):
        page.evaluate(
            """([key, code]) => document.activeElement.dispatchEvent(
                new KeyboardEvent(
                    "keydown", {key, code, shiftKey: true, bubbles: true, cancelable: true}
                ))""",
            [key, code],
        )
        if key == "/":
            expect(page.locator("#cue-search")).to_be_focused()
            press(page, "Escape")
    expect(page.locator("dialog#keys")).to_be_visible()


def test_speeds_steps_and_the_picture_agree(page: Page, login, editor, recording, proxy, console):
    login(page, editor)
    opened(page, log_of(recording) + "?at=500")
    until(lambda: page.evaluate("document.getElementById('log-media').readyState >= 2"))
    media = "document.getElementById('log-media')"
    assert at(page) == 500
    for key, frames in [
        ("ArrowRight", 1),
        ("ArrowLeft", -1),
        ("Shift+ArrowRight", 25),
        ("Shift+ArrowLeft", -25),
    ]:
        before = at(page)
        press(page, key)
        assert at(page) - before == frames
        until(lambda: abs(page.evaluate(f"{media}.currentTime") * 25 - at(page) - 0.5) < 0.01)
    for speed in ("1×", "2×", "4×", "8×", "8×"):
        press(page, "l")
        expect(page.locator("#log-speed")).to_have_text(f"▶ {speed}")
    assert page.evaluate(f"{media}.playbackRate") == 8
    press(page, "k")
    expect(page.locator("#log-speed")).to_have_text("paused")
    assert page.evaluate(f"{media}.paused")
    go(page, "10:00:30:00")
    assert at(page) == 750
    press(page, "j", "j")
    expect(page.locator("#log-speed")).to_have_text("◀ 2×")
    until(lambda: at(page) < 700)
    press(page, "k")
    stands = at(page)
    page.wait_for_timeout(200)
    assert at(page) == stands
    until(lambda: abs(page.evaluate(f"{media}.currentTime") * 25 - stands - 0.5) < 0.01)


def test_the_transcript_follows_and_a_word_leads_there(page: Page, login, editor, recording, proxy, console):
    login(page, editor)
    opened(page, log_of(recording))
    go(page, "+3:00")
    expect(page.locator(".cue.is-now")).to_contain_text("The gate stood open")
    press(page, " ")
    expect(page.locator(".cue.is-now")).to_contain_text("Nobody had heard")
    press(page, "k")
    left, right, middle = word(page, 2, "rabbits")
    page.mouse.click((left + right) / 2, middle)
    assert at(page) == 250 + 40
    assert page.evaluate("document.getElementById('log-media').currentTime") == pytest.approx(290.5 / 25)
    page.locator(".cue-at").nth(3).click()
    assert at(page) == 350


def test_beyond_the_end_of_its_proxy_it_runs_on(page: Page, login, editor, recording, proxy, console):
    type(recording).objects.filter(pk=recording.pk).update(duration=25 * 120)
    login(page, editor)
    opened(page, log_of(recording) + "?at=2000")
    until(lambda: page.evaluate("document.getElementById('log-media').readyState >= 1"))
    press(page, " ")
    until(lambda: at(page) > 2005)
    press(page, "k")
    assert page.evaluate("document.getElementById('log-media').paused")
    go(page, "10:00:10:00")
    press(page, " ")
    until(lambda: at(page) > 255)
    assert not page.evaluate("document.getElementById('log-media').paused")


# -- from the words --------------------------------------------------------------------------------


def test_words_that_are_chosen_become_a_segment(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    left, _, middle = word(page, 0, "stood")
    _, right, below = word(page, 1, "Nobody")
    page.mouse.move(left + 2, middle)
    page.mouse.down()
    page.mouse.move(right - 2, below, steps=6)
    page.mouse.up()
    expect(page.locator("#cue-selected")).to_have_text("Words chosen: 5. Enter makes a segment of them.")
    press(page, "Enter")
    expect(part(rows(page).first, "in")).to_have_text("10:00:02:20")
    saved(page)
    made = Segment.objects.get()
    assert (made.in_frame, made.out_frame) == (50 + 20, 150 + 8)
    expect(page.locator("#current-words")).to_have_text("stood open that evening. Nobody")
    # by keyboard: from the clicked word a word on, and one more
    left, right, middle = word(page, 2, "grandfather")
    page.mouse.click((left + right) / 2, middle)
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "s")
    expect(rows(page)).to_have_count(2)
    saved(page)
    by_keys = Segment.objects.latest("pk")
    assert (by_keys.in_frame, by_keys.out_frame) == (250 + 10, 250 + 28)
    # without times of its words the cue gives both ends
    left, right, middle = word(page, 3, "workroom")
    page.mouse.dblclick((left + right) / 2, middle)
    press(page, "Enter")
    expect(rows(page)).to_have_count(3)
    saved(page)
    by_cue = Segment.objects.latest("pk")
    assert (by_cue.in_frame, by_cue.out_frame) == (350, 440)
    expect(page.locator("#current-by")).to_have_text("by whole cues")


def test_a_word_is_searched_without_its_accents(page: Page, login, editor, recording, console):
    CueFactory(
        transcript=recording.transcripts.get(), in_frame=500, out_frame=600, text="Fernández lloró ahí."
    )
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "/")
    page.keyboard.type("lloro ahi")
    expect(page.locator("#cue-found")).to_have_text("1 of 1")
    press(page, "Enter")
    assert at(page) == 500
    page.locator("#cue-search").fill("the")
    expect(page.locator("#cue-found")).to_have_text(re.compile("of 4"))
    press(page, "Escape")
    press(page, "ArrowRight")
    assert at(page) == 501


# -- nothing is lost -------------------------------------------------------------------------------


def test_without_a_connection_three_selects_wait_and_are_sent_once(
    page: Page, login, editor, recording, console, axe
):
    console.allow("ERR_INTERNET_DISCONNECTED")
    login(page, editor)
    opened(page, log_of(recording))
    page.context.set_offline(True)
    for number in range(3):
        go(page, f"10:00:{10 * number:02d}:00")
        press(page, "i")
        press(page, "Shift+ArrowRight", "o", str(number + 3))
    expect(page.locator("#log-state")).to_have_text("Waits: 6")
    expect(page.locator("#log-lost")).to_contain_text("No connection")
    expect(rows(page)).to_have_count(3)
    axe(page)
    assert not Segment.objects.exists()
    page.context.set_offline(False)
    saved(page)
    expect(page.locator("#log-lost")).to_be_hidden()
    assert list(Segment.objects.order_by("in_frame").values_list("in_frame", "out_frame", "rating")) == [
        (0, 25, 3),
        (250, 275, 4),
        (500, 525, 5),
    ]
    opened(page, log_of(recording))
    expect(rows(page)).to_have_count(3)


def test_what_waits_survives_a_reload(page: Page, login, editor, recording, console):
    console.allow("ERR_FAILED")
    login(page, editor)
    opened(page, log_of(recording))
    page.route(
        "**/segments/**", lambda route: route.abort() if route.request.method == "POST" else route.fallback()
    )
    press(page, "i", "Shift+ArrowRight", "o", "4")
    expect(page.locator("#log-state")).to_have_text("Waits: 2")
    opened(page, log_of(recording))
    expect(rows(page)).to_have_count(1)
    expect(part(rows(page).first, "rating")).to_have_text("★★★★☆")
    expect(page.locator("#log-state")).to_have_text("Waits: 2")
    page.unroute("**/segments/**")
    saved(page)
    made = Segment.objects.get()
    assert (made.in_frame, made.out_frame, made.rating) == (0, 25, 4)


def test_a_new_theme_is_undone_before_the_server_has_heard_of_it(
    page: Page, login, editor, recording, console
):
    console.allow("ERR_INTERNET_DISCONNECTED")
    login(page, editor)
    opened(page, log_of(recording))
    page.context.set_offline(True)
    press(page, "i", "Shift+ArrowRight", "o", "t")
    page.keyboard.type("Fear")
    press(page, "Enter")
    expect(part(rows(page).first, "themes")).to_have_text("Fear")
    press(page, "u")
    expect(part(rows(page).first, "themes")).to_have_text("")
    page.context.set_offline(False)
    saved(page)
    expect(page.locator("#log-problems")).to_be_hidden()
    assert not Segment.objects.get().themes.exists()


def test_what_is_typed_is_not_called_saved_and_outlives_the_page(
    page: Page, login, editor, recording, console
):
    segment = SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="Before")
    login(page, editor)
    opened(page, log_of(recording))
    state = page.locator("#log-state")
    expect(state).to_have_text("All saved")
    press(page, "ArrowDown", "Enter")
    page.keyboard.type("The gate")
    expect(state).to_have_text("Not saved yet")
    press(page, "Escape")  # what stood there stays
    expect(state).to_have_text("All saved")
    press(page, "Enter")
    page.keyboard.type("The gate")
    opened(page, log_of(recording))  # the page is left in the middle of it
    expect(part(rows(page).first, "gist")).to_have_text("The gate")
    saved(page)
    press(page, "ArrowDown", "n")
    page.keyboard.type("By night")
    expect(state).to_have_text("Not saved yet")
    opened(page, log_of(recording))
    saved(page)
    segment.refresh_from_db()
    assert (segment.gist, segment.note) == ("The gate", "By night")


def test_what_two_changed_is_shown_and_chosen(page: Page, login, editor, recording, console, axe):
    console.allow("409")
    console.allow("410")
    segment = SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="Before", rating=1)
    login(page, editor)
    opened(page, log_of(recording))
    segment.gist = "Theirs"
    segment.save()
    press(page, "ArrowDown", "Enter")
    page.keyboard.type("Mine")
    press(page, "Enter")
    problem = page.locator(".log-problem")
    expect(problem).to_contain_text("somebody else changed it meanwhile")
    expect(page.locator("#log-state")).to_have_text("Not taken: 1")
    for text in ("Before", "Theirs", "Mine"):
        expect(problem).to_contain_text(text)
    axe(page)
    problem.get_by_role("button", name="Keep mine").click()
    expect(problem).to_have_count(0)
    saved(page)
    segment.refresh_from_db()
    assert (segment.gist, segment.rating) == ("Mine", 1)
    # deleted meanwhile: brought back with what was typed
    segment.bin(by=editor)
    press(page, "m", "5")
    expect(problem).to_contain_text("It was deleted meanwhile.")
    problem.get_by_role("button", name="Bring it back and save").click()
    expect(problem).to_have_count(0)
    saved(page)
    assert Segment.objects.get().rating == 5


def test_what_was_done_is_undone(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "i", "Shift+ArrowRight", "o", "5", "t")
    page.keyboard.type("house")
    press(page, "Enter")
    expect(part(rows(page).first, "themes")).to_have_text("The house")
    press(page, "u")
    expect(part(rows(page).first, "themes")).to_have_text("")
    press(page, "u")
    expect(part(rows(page).first, "rating")).to_have_text("")
    press(page, "Delete")
    expect(rows(page)).to_have_count(0)
    press(page, "u")
    expect(rows(page)).to_have_count(1)
    press(page, "u")
    expect(rows(page)).to_have_count(0)
    press(page, "u")
    expect(page.locator("#log-say")).to_have_text("Nothing to undo.")
    saved(page)
    assert not Segment.objects.exists()
    assert Segment.everything.get().rating == 0


# -- writing ---------------------------------------------------------------------------------------


def test_cells_are_written_one_after_the_other(page: Page, login, editor, recording, console):
    for number in range(3):
        SegmentFactory(recording=recording, in_frame=100 * number, out_frame=100 * number + 50, gist="")
    login(page, editor)
    opened(page, log_of(recording))
    press(page, "ArrowDown", "F2")
    expect(page.locator("#log")).to_have_attribute("data-mode", "write")
    expect(page.get_by_role("textbox", name="Gist")).to_be_focused()
    expect(page.locator("#log-speed")).to_have_text("▶ 1×")  # its range plays
    page.keyboard.type("The gate 1 2 3 jkl io")
    press(page, "Enter")
    page.keyboard.type("The bell")
    press(page, "Tab")
    expect(page.get_by_role("textbox", name="Rating")).to_be_focused()
    page.keyboard.type("4")
    press(page, "Tab")
    page.keyboard.type("exile, Sound")
    press(page, "Tab")
    page.get_by_role("combobox", name="Speaker").fill("esteban volkov")
    press(page, "Tab")
    page.keyboard.type("Keep the bell")
    press(page, "Escape")  # left as it was
    expect(page.locator("#log-speed")).to_have_text("paused")
    saved(page)
    first, second, third = Segment.objects.order_by("in_frame")
    assert (first.gist, second.gist, second.rating, second.note) == (
        "The gate 1 2 3 jkl io",
        "The bell",
        4,
        "",
    )
    assert {theme.name for theme in second.themes.all()} == {"Exile", "Sound"}
    assert second.speaker.name == "Esteban Volkov"
    # a time that can't be is told, and the cell stays open
    rows(page).nth(2).locator('[data-field="out"]').click()
    page.keyboard.type("10:00:07:00")
    press(page, "Enter")
    expect(page.locator("#log-say")).to_contain_text("The out must lie after the in")
    page.keyboard.press("Control+a")
    page.keyboard.type("+3:00")
    press(page, "Enter")
    saved(page)
    third.refresh_from_db()
    assert (third.in_frame, third.out_frame) == (200, 275)


def test_the_table_is_filtered_and_leads_to_its_pages(page: Page, login, editor, recording, console):
    theme, scene = (
        Theme.objects.get(name="Exile"),
        SceneFactory(film=recording.interview.film, title="The gate"),
    )
    marked = SegmentFactory(recording=recording, in_frame=0, out_frame=50, gist="Árbol", rating=5)
    marked.themes.add(theme)
    marked.scenes.add(scene)
    SegmentFactory(recording=recording, in_frame=100, out_frame=150, gist="Bell", rating=2)
    login(page, editor)
    opened(page, f"{log_of(recording)}?segment={marked.pk}")
    expect(rows(page).first).to_have_attribute("aria-current", "true")
    expect(page.locator("#current-uses a")).to_contain_text("The gate")
    page.get_by_label("Search in the segments").fill("arbol")
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#segment-count")).to_have_text("1 of 2")
    page.get_by_label("Search in the segments").fill("")
    page.get_by_label("Rating at least").select_option("3")
    expect(rows(page)).to_have_count(1)
    page.locator("#filter-theme").select_option("Exile")
    expect(rows(page)).to_have_count(1)
    part(rows(page).first, "edit").click()
    expect(page.get_by_role("heading", name="Edit segment")).to_be_visible()


# -- other people, other places ----------------------------------------------------------------------


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
    until(lambda: at(page) > before)  # the counter runs by itself
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
    until(lambda: at(phone) > 5)
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
