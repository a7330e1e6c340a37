"""An editor's way through an interview: from the file of its transcript on."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from interviews.models import Cue, Recording, Speaker, Transcript
from tests.factories import ContributorFactory, InterviewFactory, RecordingFactory

VOICES = """WEBVTT

01:00:02.000 --> 01:00:04.500
<v Esteban>We came by ship.

01:00:05.000 --> 01:00:07.000
<v Interviewer>In which year?

01:00:07.500 --> 01:00:09.000
<v Esteban>I was thirteen.
"""
DROP = """(form, [name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name, { type: "text/vtt" }));
    const facts = { dataTransfer: transfer, bubbles: true, cancelable: true };
    for (const kind of ["dragover", "drop"]) form.dispatchEvent(new DragEvent(kind, facts));
}"""


def _recording(film) -> Recording:
    ContributorFactory(film=film, name="Esteban Sedov", number=901)
    interview = InterviewFactory(film=film, languages=["es"], title="In the garden")
    ContributorFactory(film=film, name="Marta Ríos", number=902)
    return RecordingFactory(interview=interview, reel="A077")


def test_a_dropped_transcript_is_looked_at_taken_and_its_speakers_mapped(page: Page, member, demo, console):
    recording = _recording(demo)
    member(page, "editor")
    page.goto(reverse("transcript-import", args=[demo.slug, recording.pk]))
    page.locator("form[data-drop]").evaluate(DROP, ["garden.vtt", VOICES])

    expect(page.get_by_role("heading", name="garden.vtt")).to_be_visible()
    expect(page.get_by_role("group", name="What zero means")).to_be_visible()
    source = page.get_by_label("Timecode 00:00:00:00")
    expect(source).to_be_checked()
    expect(page.get_by_text("all of it lies inside the recording")).to_be_visible()
    expect(page.get_by_text("3 cues lie after the recording's end; they are kept.")).to_be_visible()
    assert not Transcript.objects.filter(recording=recording).exists()
    page.get_by_label("made by").fill("Ana")
    page.get_by_role("button", name="Take the transcript").click()

    expect(page.get_by_text("3 cues are taken.")).to_be_visible()
    expect(page.get_by_role("heading", name="Speakers")).to_be_visible()
    page.locator("select").first.select_option(label="Esteban Sedov")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("We came by ship.")).to_be_visible()
    transcript = Transcript.objects.get(recording=recording)
    assert (transcript.zero, transcript.language, transcript.maker) == ("source", "es", "Ana")
    first = Cue.objects.filter(transcript=transcript).first()
    assert (first.in_frame, first.out_frame, str(first.speaker)) == (50, 113, "Esteban Sedov")
    assert Speaker.objects.filter(transcript=transcript, person=None).count() == 1


def test_a_file_that_is_too_large_is_told_before_it_is_sent(page: Page, member, demo, settings):
    settings.UPLOAD_LIMIT = 1_000
    recording = _recording(demo)
    member(page, "editor")
    page.goto(reverse("transcript-import", args=[demo.slug, recording.pk]))
    file = {"name": "long.srt", "mimeType": "application/x-subrip", "buffer": b"x" * 2_000}
    page.get_by_label("File").set_input_files(file)
    expect(page.get_by_text("This file is too large")).to_be_visible()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("button", name="Read it")).to_be_enabled()
