"""Files come back into the script: the editor's cut, a paper edit; and what is no such file."""

import re
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from interviews.models import Segment
from script.models import Cell, Row, Script, ScriptImport
from tests.factories import CellFactory, RowFactory, ScriptFactory, ScriptSceneFactory
from tests.script.paper_files import SAID, spoken

pytestmark = pytest.mark.django_db(transaction=True)

NOBODYS = "Nobody in the film has ever said these words about the moon."
PAPER = f"VOLKOV: {SAID[0]}, {SAID[1]}.\n\nVOLKOV: {NOBODYS}\n\nV.O.: The house stands behind a wall.\n"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE fcpxml [<!ENTITY a "b">]><fcpxml version="1.10">&a;</fcpxml>'


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="House of glass")


@pytest.fixture
def scene(script):
    scene = ScriptSceneFactory(script=script, scene=None, title="The garden")
    CellFactory(row=RowFactory(scene=scene), text="What stood there before.")
    return scene


def goto(page, name, script, *more):
    page.goto(reverse(name, args=[script.film.slug, script.pk, *more]))


def hand_in(page, name, data):
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read it").click()


def undone(page, script, what):
    goto(page, "script-detail", script)
    expect(page.locator("#script[data-loaded]")).to_be_attached()
    expect(page.locator("#s-undo")).to_have_attribute("title", re.compile(what))
    page.locator("#s-undo").click()
    expect(page.locator("#s-undo")).not_to_have_attribute("title", re.compile(what), timeout=30_000)


# -- the editor's cut ------------------------------------------------------------------------------


class Spine:
    """The story of an FCPXML as an editor goes on with it; what follows moves up or back."""

    def __init__(self, data):
        self.root = ET.fromstring(data)
        self.spine = self.root.find(".//spine")

    def of(self, row):
        return next(
            clip
            for clip in self.spine.findall("asset-clip")
            if f"[rodaje row:{row} " in ET.tostring(clip, "unicode")
        )

    def shorten(self, clip, frames):
        clip.set("duration", _seconds(_read(clip.get("duration")) - frames * FRAME))

    def drop(self, clip):
        self.spine.remove(clip)

    def to_the_end(self, clip):
        self.spine.remove(clip)
        self.spine.append(clip)

    def add(self, like, frame, frames):
        """Other frames of the same medium, behind all."""
        asset = next(one for one in self.root.iter("asset") if one.get("id") == like.get("ref"))
        start = _read(asset.get("start")) + frame * FRAME
        ET.SubElement(
            self.spine, "asset-clip", ref=like.get("ref"), name="New", offset="0s", start=_seconds(start),
            duration=_seconds(frames * FRAME), format=like.get("format"), audioRole="dialogue",
        )  # fmt: skip

    @property
    def data(self):
        at = _read(self.spine[0].get("offset"))
        for one in self.spine:
            one.set("offset", _seconds(at))
            at += _read(one.get("duration"))
        return ET.tostring(self.root, encoding="utf-8", xml_declaration=True)


FRAME = Fraction(1001, 30000)


def _read(text):
    return Fraction(text.removesuffix("s"))


def _seconds(value):
    return f"{value.numerator}/{value.denominator}s"


def unlogged(recording, frames):
    """A stretch of which nobody has made a segment."""
    at = 0
    for start, end in (
        Segment.objects.filter(recording=recording).order_by("in_frame").values_list("in_frame", "out_frame")
    ):
        if start - at >= frames:
            return at
        at = max(at, end)
    assert recording.duration - at >= frames
    return at


def test_the_demo_films_cut_comes_back(page, member, demo):
    """Exported; trimmed, shortened, added to and moved about as an editor does; read, taken over, undone."""
    script = Script.objects.filter(film=demo).order_by("pk").first()
    voices = Cell.objects.filter(
        row__scene__script=script,
        element="soundbite",
        ranges=[],
        kept__isnull=True,
        segment__recording__rate="30000/1001",
    ).select_related("segment__recording")
    voices = [
        cell for cell in voices.order_by("row__scene__position", "row__position") if cell.segment.frames > 60
    ]
    trimmed, dropped, moved = voices[2], voices[4], voices[6]
    recording = trimmed.segment.recording
    start, rows, segments = unlogged(recording, 75), Row.objects.count(), Segment.objects.count()

    member(page, "editor")
    goto(page, "script-exports", script)
    with page.expect_download() as download:
        page.get_by_role("button", name="FCPXML").click()
    spine = Spine(download.value.path().read_bytes())
    like = spine.of(trimmed.row_id)
    spine.shorten(like, 10)
    spine.drop(spine.of(dropped.row_id))
    spine.to_the_end(spine.of(moved.row_id))
    spine.add(like, start, 75)

    goto(page, "script-cut-import", script)
    hand_in(page, "cut.fcpxml", spine.data)
    expect(page.get_by_role("heading", level=1)).to_have_text("cut.fcpxml")
    tabs = page.get_by_role("navigation", name="What became of it")
    for tab in ("Trimmed 1", "Moved 1", "Added 1", "Dropped 1", "Not found 0"):
        expect(tabs.get_by_role("link", name=tab, exact=True)).to_be_visible()
    expect(page.get_by_text("In no segment yet: one is made.")).to_be_visible()
    expect(page.locator("tr", has=page.locator(f"a[href$='#row-{trimmed.row_id}']"))).to_contain_text("−10")
    box = page.locator("tr", has=page.locator(f"a[href$='#row-{dropped.row_id}']")).get_by_role("checkbox")
    expect(box).not_to_be_checked()
    box.check()
    page.locator("tr", has=page.locator(f"a[href$='#row-{moved.row_id}']")).get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Take it over").click()
    expect(page.get_by_text("1 segment was logged for it.")).to_be_visible()
    expect(page.locator("dl.facts")).to_contain_text("Segments")

    trimmed.refresh_from_db()
    assert trimmed.spans == [(trimmed.segment.in_frame, trimmed.segment.out_frame - 10)]
    assert not Row.objects.filter(pk=dropped.row_id).exists()
    made = Segment.objects.get(recording=recording, in_frame=start, out_frame=start + 75)
    assert Cell.objects.get(segment=made).row.scene.script_id == script.pk

    undone(page, script, "cut taken over")
    assert Row.objects.count() == rows
    assert Segment.objects.count() == segments
    trimmed.refresh_from_db()
    assert trimmed.ranges == []


# -- a paper edit ----------------------------------------------------------------------------------


def test_a_paper_edit_is_pasted_looked_at_and_taken(page, login, editor, script, scene):
    spoken(script.film)
    login(page, editor)
    goto(page, "script-paper-edit", script)
    page.locator("textarea[name=text]").fill(PAPER)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".read-line")).to_have_count(3)
    expect(page.locator(".read-line").nth(0)).to_contain_text("sure")
    expect(page.locator(".read-line").nth(1)).to_contain_text("found nowhere")
    expect(page.get_by_text("Found nowhere:")).to_be_visible()
    assert Row.objects.count() == 1
    page.locator("select[name=into]").select_option(str(scene.pk))
    page.get_by_role("button", name="Take it into the script").click()
    expect(page.get_by_text("3 rows are in the script.")).to_be_visible()
    expect(page.get_by_text("1 segment was logged for it.")).to_be_visible()
    expect(page.locator("#script[data-loaded]")).to_be_attached()
    expect(page.locator(".s-row")).to_have_count(4)
    expect(page.locator(".s-row").nth(1)).to_contain_text(SAID[0])
    expect(page.locator(".s-row").nth(2)).to_contain_text(NOBODYS)
    expect(page.locator(".s-row").nth(3)).to_contain_text("The house stands behind a wall.")

    # somebody rates what was logged for it: undo leaves that in the log, and says so
    segment = Segment.objects.get()
    segment.rating = 4
    segment.save()
    page.keyboard.press("Control+z")
    expect(page.locator(".s-row")).to_have_count(1)
    expect(page.locator("#s-say")).to_contain_text("stays in the log")
    assert Segment.objects.get() == segment


# -- what is no such file --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [("bomb.fcpxml", ENTITIES), ("empty.edl", b""), ("holiday.jpg", b"\xff\xd8\xff\xe0" + b"\0\1" * 90)],
)
def test_a_wrong_cut_says_why_and_keeps_what_was_chosen(page, login, editor, script, scene, name, data):
    login(page, editor)
    goto(page, "script-cut-import", script)
    page.get_by_label("Frames a second, of an EDL").select_option("30000/1001")
    page.get_by_label("Drop-frame").check()
    hand_in(page, name, data)
    expect(page.get_by_role("alert")).to_contain_text("Nothing was taken")
    expect(page.locator(".invalid-feedback").first).to_be_visible()
    expect(page.get_by_label("Frames a second, of an EDL")).to_have_value("30000/1001")
    expect(page.get_by_label("Drop-frame")).to_be_checked()
    assert not ScriptImport.objects.exists()


def test_a_wrong_paper_edit_says_why_and_keeps_what_was_typed(page, login, editor, script, scene):
    login(page, editor)
    goto(page, "script-paper-edit", script)
    page.locator("textarea[name=text]").fill(PAPER)
    hand_in(page, "edit.docx", b"\x89PNG\r\n\x1a\n" + b"\0\1" * 90)
    expect(page.get_by_role("alert")).to_contain_text("Nothing was taken")
    expect(page.locator(".invalid-feedback").first).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value(PAPER)
    assert not ScriptImport.objects.exists()
