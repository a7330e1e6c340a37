"""Search and the keys of a page, by keyboard alone, and by mouse where there is one."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from interviews.search import index_cues
from tests.factories import (
    ContributorFactory,
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    SceneFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(film):
    return lambda name, *parts: reverse(name, args=[film.slug, *parts])


@pytest.fixture
def fernandez(film):
    for number in range(3):
        SceneFactory(film=film, number=str(number), title=f"Fernández {number}")
    return ContributorFactory(film=film, name="Octavio Fernández", line="")


def test_from_the_box_to_a_person_without_accents(page: Page, login, producer, here, fernandez, axe):
    login(page, producer)
    page.goto(here("scene-list"))
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="Search in this film")
    expect(box).to_be_focused()
    page.keyboard.type("fernandez")
    first = page.locator("#quick a.result").first
    expect(first).to_contain_text("Octavio Fernández")
    axe(page)
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{here('person-detail', fernandez.pk)}")


def test_escape_closes_the_list_and_enter_leads_to_all(page: Page, login, producer, here, fernandez, axe):
    login(page, producer)
    page.goto(here("scene-list"))
    page.keyboard.press("/")
    page.keyboard.type("fern")
    expect(page.locator("#quick a.result").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#quick")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=fern")
    expect(page.locator("#results mark").first).to_have_text("Fernández")
    axe(page)
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results a.result").first).to_be_focused()
    page.get_by_role("navigation", name="Kinds").get_by_role("link", name="Scenes").click()
    expect(page.locator("#results a.result")).to_have_count(3)


@pytest.fixture
def rabbits(film):
    """A sentence in the middle of an interview."""
    interview = InterviewFactory(film=film, title="In the garden")
    transcript = TranscriptFactory(recording=RecordingFactory(interview=interview, reel="A007"))
    texts = ["Nothing of that.", "Los conejos los alimentábamos en el jardín.", "Más tarde."]
    cues = [CueFactory(transcript=transcript, in_frame=1_000 * n, text=text) for n, text in enumerate(texts)]
    index_cues(transcript, [(cue.pk, cue.text) for cue in cues])
    return cues[1]


def test_from_two_half_remembered_words_to_the_moment_in_the_log(
    page: Page, login, editor, here, rabbits, axe
):
    login(page, editor)
    page.goto(here("interview-list"))
    page.keyboard.press("/")
    page.keyboard.type("aliment jardin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=aliment+jardin")
    found = page.locator("#results a.result")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("01:00:40:00")
    expect(found.locator("mark")).to_have_text(["alimentábamos", "jardín"])
    page.get_by_role("link", name="Filter what was said").click()
    page.get_by_label("Language").select_option("es")
    page.get_by_role("button", name="Filter").click()
    expect(found).to_have_count(1)
    axe(page)
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{here('log', rabbits.transcript.recording_id)}?at=1000")
    expect(page.get_by_role("heading", name="A007")).to_be_visible()


def test_search_on_a_phone(phone: Page, login, viewer, here, fernandez):
    login(phone, viewer)
    phone.goto(here("scene-list"))
    phone.locator(".topbar").get_by_role("link", name="Search").click()
    phone.get_by_role("searchbox", name="Words to find").fill("octavio")
    phone.keyboard.press("Enter")
    phone.locator("#results").get_by_role("link", name="Octavio Fernández").click()
    phone.wait_for_url(f"**{here('person-detail', fernandez.pk)}")


def test_the_keys_of_a_page(page: Page, login, producer, here, axe):
    login(page, producer)
    page.goto(here("scene-list"))
    dialog = page.get_by_role("dialog", name="Keys")
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Go to: g, then")
    axe(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_keys_go_places_and_wait_while_somebody_types(page: Page, login, producer, here):
    login(page, producer)
    page.goto(here("film-overview"))
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url(f"**{here('scene-list')}")
    page.locator("main input").first.focus()
    page.keyboard.type("gp?/n")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(page).to_have_url(re.compile(here("scene-list") + "$"))
    page.locator("main input").first.blur()
    page.keyboard.press("n")
    page.wait_for_url(f"**{here('scene-new')}")


def test_a_calendar_address_is_copied(page: Page, login, viewer, here, film):
    login(page, viewer)
    page.goto(here("calendar-list"))
    page.locator("main").get_by_role("button", name="All days of the film").click()
    address = page.get_by_label("The private address").last
    expect(address).to_have_value(re.compile(r"/calendars/[\w-]{43}\.ics$"))
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.request.get(address.input_value()).text().startswith("BEGIN:VCALENDAR")
