"""The editor locks WHITE, goes on writing, sees what changed, and locks BLUE; WHITE stays as it was."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from interviews.models import Cue
from script.actions import drafts
from script.models import Cell
from tests.factories import (
    CellFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SoundbiteFactory,
    said,
)

pytestmark = pytest.mark.django_db(transaction=True)

SAID = "There were rabbits in the garden."


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="House of glass")


@pytest.fixture
def soundbite(script):
    """What Volkov said, and narration after it."""
    segment = said(script.film, SAID, language="en")
    scene = ScriptSceneFactory(script=script, title="The garden")
    cell = SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    CellFactory(row=RowFactory(scene=scene), text="The wall was made higher twice.")
    return cell


def goto(page, name, script, query="", **more):
    page.goto(reverse(name, kwargs={"film": script.film.slug, "script": script.pk, **more}) + query)


def test_lock_change_compare(page, login, editor, script, soundbite):
    login(page, editor)
    goto(page, "script-detail", script)
    page.get_by_role("link", name="Drafts").click()
    page.get_by_role("main").get_by_role("link", name="Lock a draft").first.click()
    expect(page.get_by_text("Esteban Volkov is heard in 1 row")).to_be_visible()
    page.get_by_label("What is new").fill("For the reading")
    page.get_by_role("button", name="Lock as White").click()
    expect(page.get_by_text("Locked as White.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 White")
    white = page.url

    # somebody goes on writing, and corrects the transcript
    Cell.objects.filter(text__startswith="The wall").update(text="The old wall was made higher twice.")
    Cue.objects.filter(text=SAID).update(text=SAID.replace("rabbits", "white rabbits"))

    page.get_by_role("link", name="Compare with the script now").click()
    expect(page.locator("ins")).to_have_text(["white", "old"])
    expect(page.locator(".d-told")).to_have_text("2 reworded")
    page.get_by_label("Show").select_option("all rows")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile("show=all"))

    goto(page, "draft-lock", script)
    page.get_by_role("button", name="Lock as Blue").click()
    expect(page.get_by_text("changed in this draft")).to_have_count(2)
    heading, heard = page.locator(".d-columns span").nth(2), page.locator(".is-revised .d-sound").first
    assert heading.bounding_box()["x"] == pytest.approx(heard.bounding_box()["x"], abs=0.5)

    page.goto(white)  # as it was locked, with what its source says now beside
    expect(page.locator(".d-paper")).to_contain_text(SAID)
    expect(page.locator(".d-paper")).not_to_contain_text("old wall")
    expect(page.get_by_role("heading", name="1 line whose source changed since")).to_be_visible()
    expect(page.locator(".d-sources ins")).to_have_text("white")


def test_a_pinned_line_takes_what_the_source_says(page, login, editor, script, soundbite):
    kept = {"ranges": [[0, 100]], "words": [SAID], "speaker": "Esteban Volkov"}
    Cell.objects.filter(pk=soundbite.pk).update(kept=kept)
    draft = drafts.lock(script=script, by=editor)
    Cue.objects.filter(text=SAID).update(text=SAID.replace("rabbits", "white rabbits"))
    login(page, editor)
    goto(page, "draft-detail", script, draft=draft.pk)
    expect(page.get_by_text("pinned: the script keeps what was quoted")).to_be_visible()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted: the script says what the source says.")).to_be_visible()
    soundbite.refresh_from_db()
    assert soundbite.kept["words"] == [SAID.replace("rabbits", "white rabbits")]
    expect(page.locator(".d-paper")).to_contain_text(SAID)


def test_a_warning_leads_to_its_row(page, login, editor, script, soundbite):
    login(page, editor)
    goto(page, "script-warnings", script)
    page.get_by_role("link", name="No lower third 1").click()
    page.get_by_role("link", name=re.compile("no lower third says who that is")).click()
    expect(page).to_have_url(re.compile(rf"#row-{soundbite.row_id}$"))
    expect(page.locator(f"#row-{soundbite.row_id}")).to_be_in_viewport()
