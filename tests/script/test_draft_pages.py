"""Pages of drafts and warnings: list, lock, read, compare, what a locked line's source says now."""

import csv
import io
import re
from fractions import Fraction

import pytest
from django.urls import reverse
from pypdf import PdfReader

from interviews.models import Cue
from script.actions import drafts
from script.models import Cell, Draft, Script
from script.views.draft_pages import signed
from tests.factories import (
    CellFactory,
    ReleaseFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="Long version")


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script, title="The wall")


@pytest.fixture
def narration(scene):
    return CellFactory(row=RowFactory(scene=scene), text="The wall was made higher.")


@pytest.fixture
def soundbite(scene):
    segment = said(scene.script.film, "Vivíamos aquí.", "Había conejos.")
    return CellFactory(row=RowFactory(scene=scene), element="soundbite", text="", segment=segment)


def address(name, script, **more):
    return reverse(name, kwargs={"film": script.film.slug, "script": script.pk, **more})


def page(client, name, script, query="", **more):
    response = client.get(address(name, script, **more) + query)
    assert response.status_code == 200
    return response.content.decode()


def lock(script, by, **more):
    return drafts.lock(script=Script.objects.get(pk=script.pk), by=by, **more)


# -- locking -----------------------------------------------------------------------------------


def test_an_editor_locks_what_they_have_looked_at(client_of, editor, script, narration):
    client = client_of(editor)
    told = page(client, "draft-lock", script)
    assert "Lock as White" in told
    assert f'href="{address("draft-list", script)}">Cancel<' in told
    response = client.post(address("draft-lock", script), {"seen": 0, "note": "For the broadcaster"})
    draft = Draft.objects.get()
    assert response.url == address("draft-detail", script, draft=draft.pk)
    told = client.get(response.url).content.decode()
    assert "Locked as White." in told
    assert "For the broadcaster" in told
    assert "The wall was made higher." in told


def test_the_warnings_are_read_before(client_of, editor, script, soundbite):
    told = page(client_of(editor), "draft-lock", script)
    assert "Esteban Volkov is heard in 1 row, 0:08. Release: needed." in told
    assert f"#row-{soundbite.row_id}" in told


def test_a_change_meanwhile_is_told_and_what_was_typed_stays(client_of, editor, script, narration):
    Script.objects.filter(pk=script.pk).update(revision=3)
    response = client_of(editor).post(address("draft-lock", script), {"seen": 2, "note": "My note"})
    told = response.content.decode()
    assert "Somebody wrote to the script while you looked." in told
    assert "My note" in told
    assert 'name="seen" value="3"' in told
    assert not Draft.objects.exists()


def test_the_same_again_asks_first(client_of, editor, script, narration):
    client = client_of(editor)
    lock(script, editor)
    assert "although_same" in page(client, "draft-lock", script)
    told = client.post(address("draft-lock", script), {"seen": 0}).content.decode()
    assert "Nothing has changed since White." in told
    client.post(address("draft-lock", script), {"seen": 0, "although_same": "on"})
    assert Draft.objects.count() == 2


def test_an_empty_script_is_not_locked(client_of, editor, script):
    client = client_of(editor)
    assert "There is no row in the script yet." in page(client, "draft-lock", script)
    told = client.post(address("draft-lock", script), {"seen": 0}).content.decode()
    assert "nothing was locked" in told


def test_who_only_reads_does_not_lock(client_of, viewer, script, narration):
    client = client_of(viewer)
    assert client.get(address("draft-lock", script)).status_code == 403
    assert "Lock a draft" not in page(client, "draft-list", script)


def test_a_made_up_revision_is_no_revision(client_of, editor, script, narration):
    assert client_of(editor).post(address("draft-lock", script), {"seen": "x"}).status_code == 404


def test_a_difference_is_that_of_the_lengths_that_are_shown():
    assert signed(Fraction(5, 2), Fraction(12, 5)) == "−0:01"  # 0:03 and 0:02
    assert signed(Fraction(12, 5), Fraction(5, 2)) == "+0:01"
    assert signed(Fraction(7, 2), Fraction(22, 5)) == ""
    assert signed(Fraction(), Fraction(3725)) == "+1:02:05"


# -- list and page -----------------------------------------------------------------------------


def test_the_list_tells_what_each_draft_changed(client_of, editor, script, narration):
    lock(script, editor)
    CellFactory(row=RowFactory(scene=narration.row.scene))
    lock(script, editor, note="The second scene")
    CellFactory(row=RowFactory(scene=narration.row.scene))
    told = " ".join(page(client_of(editor), "draft-list", script).split())
    assert "1 White" in told
    assert "2 Blue" in told
    assert "The second scene" in told
    assert "since White:" in told
    assert "Since Blue:" in told
    assert "1 added" in told
    assert "?old=2&amp;new=working" in told


def test_a_script_without_a_draft_says_what_one_is_for(client_of, editor, script):
    assert "numbered and coloured" in page(client_of(editor), "draft-list", script)
    assert "once a draft has been locked" in page(client_of(editor), "draft-compare", script)


def test_changed_rows_and_omitted_scenes_are_seen(client_of, editor, script, narration):
    lock(script, editor)
    Cell.objects.filter(pk=narration.pk).update(text="The wall was made higher twice.")
    omitted = ScriptSceneFactory(script=script, title="The garden", is_omitted=True, number="2")
    draft = lock(script, editor)
    told = page(client_of(editor), "draft-detail", script, draft=draft.pk)
    assert "changed in this draft" in told
    assert "OMITTED" in told
    assert omitted.title not in told


def test_a_voice_without_words_says_so_as_on_paper(client_of, editor, script, soundbite):
    Cue.objects.all().delete()
    draft = lock(script, editor)
    assert "No words in the transcript" in page(client_of(editor), "draft-detail", script, draft=draft.pk)


def test_a_draft_of_another_script_is_not_there(client_of, editor, script, narration):
    draft = lock(script, editor)
    other = ScriptFactory(film=script.film)
    assert client_of(editor).get(address("draft-detail", other, draft=draft.pk)).status_code == 404


def test_a_line_whose_source_changed_shows_both(client_of, editor, script, soundbite):
    draft = lock(script, editor)
    client = client_of(editor)
    assert "whose source changed" not in page(client, "draft-detail", script, draft=draft.pk)
    Cue.objects.filter(text="Había conejos.").update(text="Había muchos conejos.")
    told = page(client, "draft-detail", script, draft=draft.pk)
    assert "1 line whose source changed since" in told
    assert "<ins>muchos</ins>" in told
    assert "Vivíamos aquí. Había conejos." in told  # the draft itself


def test_a_line_follows_its_segment_and_keeps_what_was_trimmed_in_the_script(
    client_of, editor, script, soundbite
):
    draft = lock(script, editor)
    client = client_of(editor)
    Cell.objects.filter(pk=soundbite.pk).update(ranges=[[0, 100]])
    assert "whose source changed" not in page(client, "draft-detail", script, draft=draft.pk)
    Cell.objects.filter(pk=soundbite.pk).update(ranges=[])
    soundbite.segment.out_frame = 100
    soundbite.segment.save()
    told = page(client, "draft-detail", script, draft=draft.pk)
    assert "<del>Había conejos.</del>" in told
    assert "now 01:00:00:00 – 01:00:04:00" in " ".join(told.split())


def test_a_pinned_line_leads_to_where_it_is_accepted(client_of, editor, script, soundbite):
    Cell.objects.filter(pk=soundbite.pk).update(
        kept={"ranges": [[0, 200]], "words": ["Vivíamos aquí. Había conejos."], "speaker": ""}
    )
    draft = lock(script, editor)
    Cue.objects.filter(text="Había conejos.").update(text="Había muchos conejos.")
    client = client_of(editor)
    told = page(client, "draft-detail", script, draft=draft.pk)
    assert "1 line whose source changed since" in told
    accept = address("cell-accept", script, cell=soundbite.pk)
    assert f'action="{accept}"' in told
    assert client.post(accept, {"version": soundbite.version}, follow=True).status_code == 200
    told = page(client, "draft-detail", script, draft=draft.pk)
    assert "<ins>muchos</ins>" in told  # the draft keeps what it said
    assert f'action="{accept}"' not in told


def test_who_only_reads_is_not_asked(client_of, editor, viewer, script, soundbite):
    Cell.objects.filter(pk=soundbite.pk).update(
        kept={"ranges": [[0, 200]], "words": ["Vivíamos aquí."], "speaker": ""}
    )
    draft = lock(script, editor)
    told = page(client_of(viewer), "draft-detail", script, draft=draft.pk)
    assert "pinned: the script keeps what was quoted" in told
    assert "cell-accept" not in told
    assert "data-accept" not in told


def test_a_draft_whose_source_is_gone_still_opens(client_of, editor, script, soundbite):
    draft = lock(script, editor)
    recording = soundbite.segment.recording
    soundbite.delete()
    recording.bin(by=editor)
    assert "Había conejos." in page(client_of(editor), "draft-detail", script, draft=draft.pk)


# -- compare -----------------------------------------------------------------------------------


def test_two_versions_stand_side_by_side(client_of, editor, script, narration):
    lock(script, editor)
    CellFactory(row=RowFactory(scene=narration.row.scene), text="Same as before.")
    lock(script, editor)
    Cell.objects.filter(pk=narration.pk).update(text="The old wall was made higher.")
    client = client_of(editor)
    told = page(client, "draft-compare", script)
    assert "<ins>old</ins>" in told
    assert "Same as before." not in told
    assert "Same as before." in page(client, "draft-compare", script, "?show=all")
    backwards = page(client, "draft-compare", script, "?old=working&new=1")
    assert "<del>old</del>" in backwards
    assert "Both say the same." in page(client, "draft-compare", script, "?old=1&new=1")


@pytest.mark.parametrize("query", ["?old=9", "?new=x", "?old=01", "?old=1&new=٢"])
def test_what_is_no_version_is_the_last_draft_and_the_script_now(client_of, editor, script, narration, query):
    lock(script, editor)
    assert "Both say the same." in page(client_of(editor), "draft-compare", script, query)


def test_the_comparison_is_exported(client_of, editor, script, narration):
    lock(script, editor)
    Cell.objects.filter(pk=narration.pk).update(text="The old wall was made higher.")
    client = client_of(editor)
    response = client.get(address("draft-compare", script) + "?export=csv")
    table = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert table[0][:4] == ["Scene", "Row before", "Row after", "What changed"]
    assert table[1][:6] == [
        "1 The wall",
        "1.1",
        "1.1",
        "reworded",
        "NARRATOR (V.O.): The wall was made higher.",
        "NARRATOR (V.O.): The old wall was made higher.",
    ]
    assert client.get(address("draft-compare", script) + "?export=xlsx").content[:2] == b"PK"


# -- warnings ----------------------------------------------------------------------------------


def test_warnings_are_narrowed_sorted_and_exported(client_of, editor, script, soundbite):
    client = client_of(editor)
    every = page(client, "script-warnings", script)
    assert "2 warnings" in every
    assert "Heard, not released" in every
    assert "no lower third says who that is" in every
    only = page(client, "script-warnings", script, "?kind=no_lower_third")
    assert "1 warning" in only
    assert "is heard in" not in only
    assert "Nothing matches this search." in page(client, "script-warnings", script, "?q=rabbits")
    assert "1 warning" in page(client, "script-warnings", script, "?q=LOWER+third")
    for query in ("?sort=-level", "?sort=number", "?sort=x", "?kind=x&scene=x&level=x&page=9"):
        assert "2 warnings" in page(client, "script-warnings", script, query)
    response = client.get(address("script-warnings", script) + "?export=csv")
    assert "Esteban Volkov is heard" in b"".join(response.streaming_content).decode()


def test_a_script_without_a_warning_says_so(client_of, editor, script):
    assert "Nothing to look at" in page(client_of(editor), "script-warnings", script)


def test_the_script_tells_how_many_warnings_it_has(client_of, editor, script, soundbite):
    told = page(client_of(editor), "script-detail", script)
    assert '<span id="s-warnings"> <span class="count">2</span></span>' in told


# -- what isn't for every reader ---------------------------------------------------------------


def test_who_may_not_see_releases_is_told_nothing_of_them(client_of, editor, viewer, script, soundbite):
    lock(script, editor)
    person = soundbite.segment.recording.transcripts.get().speakers.get().person
    ReleaseFactory(person=person, state="signed", signed_on="2003-06-10")
    lock(script, editor)
    CellFactory(row=RowFactory(scene=soundbite.row.scene))
    compared = page(client_of(editor), "draft-compare", script, "?old=1&new=2")
    assert "1 clearance changed" in compared
    standings = re.findall(r'class="d-standing">([^<]*)<', compared)
    assert standings == ["Not cleared: release needed", "Cleared"]
    client = client_of(viewer)
    assert "Both say the same." in page(client, "draft-compare", script, "?old=1&new=2")
    assert "clearance changed" not in page(client, "draft-list", script)
    draft = Draft.objects.get(number=2)
    assert "clearance changed" not in page(client, "draft-detail", script, draft=draft.pk)


def test_who_may_not_see_releases_is_not_warned_of_them(client_of, editor, viewer, script, soundbite):
    assert "Heard, not released" in page(client_of(editor), "script-warnings", script)
    told = page(client_of(viewer), "script-warnings", script)
    assert "1 warning" in told
    assert "is heard in" not in told
    assert "not cleared" not in page(client_of(viewer), "script-detail", script).lower()


# -- paper -------------------------------------------------------------------------------------


def test_the_paper_of_a_locked_draft_prints_the_same_words(client_of, editor, script, soundbite):
    lock(script, editor)
    client = client_of(editor)

    def words(query):
        address = reverse("script-paper-pdf", args=[script.film.slug, script.pk, "two-column"])
        response = client.get(address + query)
        assert response.status_code == 200
        leaves = PdfReader(io.BytesIO(response.content)).pages
        return " ".join(" ".join(leaf.extract_text() for leaf in leaves).split())

    before = words("?draft=1")
    assert "Había conejos." in before
    Cue.objects.filter(text="Había conejos.").update(text="Había muchos conejos.")
    Script.objects.filter(pk=script.pk).update(title="Another title")
    assert words("?draft=1") == before
    assert "Había muchos conejos." in words("")
