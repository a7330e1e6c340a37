"""The annotated script: each line traced to where it comes from, and what is open said plainly."""

from dataclasses import replace
from datetime import date

from production.pdf.wording import Words
from script.pdf import annotated
from script.pdf.annotations import Annotations
from script.pdf.content import Cell, Medium, from_json, to_json, without_releases
from script.pdf.elements import Wish
from tests.production.pdf import reading as paper
from tests.script.pdf import papers

PLAIN = Wish()


def words(content=papers.SCRIPT, language="en", **wish):
    data = annotated.render(content, Words(language, papers.HEAD.as_of), wish=Wish(**wish))
    return paper.words(data).replace("\u00a0", " ")


def having(*cells, **more):
    return replace(papers.SCRIPT, cells=cells, **more)


def test_what_is_said_is_traced_to_interview_day_reel_timecode_voice_and_release():
    told = words()
    assert (
        "5 INTERVIEW: Volkov in the garden, 17 Jun 2003 "
        "SOURCE: A001 · B / 01:01:02:04 – 01:01:12:12 / :10 "
        "SAID BY: Esteban Volkov RELEASE: signed"
    ) in told


def test_each_range_has_its_place():
    assert (
        "SOURCE: A001 · B / 01:02:00:00 – 01:02:10:00 / :10 "
        "SOURCE: A001 · B / 01:01:02:04 – 01:01:12:12 / :10 SAID BY: Esteban Volkov"
    ) in words()


def test_an_archive_clip_has_its_holder_number_maker_copy_and_licence():
    assert (
        "HELD BY: Footage Farm CATALOGUE NO.: 220606-08 (issued by Universal) "
        "MADE BY: Newsreel, 22 August 1940 IN–OUT: 03:40:30:00 – 03:40:40:00 "
        "COPY: screener, 220606-08, with a watermark CREDIT: Footage Farm Not cleared: quoted"
    ) in words()
    paid = tuple(
        replace(cell, clearance="clear", clearance_words="paid") if cell.key == 6 else cell
        for cell in papers.CELLS
    )
    assert "CREDIT: Footage Farm LICENCE: paid" in words(having(*paid))


def test_what_cites_nothing_rests_on_the_notes_of_its_row():
    row_of = {"row": 4, "column": "sound"}
    said = Cell(20, element="narration", text="Nobody left by the gate.", language="en", **row_of)
    card = Cell(21, element="card", text="May 1940", **row_of)
    note = Cell(22, element="note", text="Serge and Sedova, page 212", **row_of)
    told = words(having(said, card, note))
    assert "1 NOTED: Serge and Sedova, page 212" in told
    assert "2 NOTED: the same as 1" in told
    assert "No source given" not in told
    assert "2 annotations. What cites" in told
    told = words(having(said, card))
    assert "Nobody left by the gate. 1 No source given" in " ".join(told.split())
    assert "2 annotations. 2 without a source." in told


def test_notes_that_are_left_out_are_neither_read_nor_taken_for_no_source():
    said = Cell(20, 4, "sound", "narration", "Nobody left by the gate.", language="en")
    note = Cell(22, 4, "sound", "note", "Told in confidence by a neighbour")
    told = words(having(said, note), notes=False)
    assert "neighbour" not in told
    assert "NOTED: a note of the row, left out on this copy" in told
    assert "No source given" not in told


def test_a_picture_that_nobody_holds_has_no_source():
    orphan = Medium(recording=None, clip=8, name="A photograph", reel="")
    cell = Cell(30, 4, "picture", "still", clip=8, title="A photograph")
    told = words(having(cell, media=(orphan,)))
    assert "1 No source given" in told
    assert "STILL 3.2 (1)" in told


def test_who_may_not_see_releases_reads_none_and_is_told_that_there_are_some():
    told = words(without_releases(papers.SCRIPT))
    assert "RELEASE" not in told
    assert "refused" not in told
    assert "Left out on this copy: where releases stand." in told
    assert "12 annotations. 2 without a source. 1 not cleared." in told
    assert "Not cleared: quoted" in told  # of a clip


def test_warnings_that_are_left_out_are_said_to_be():
    told = words(states=False)
    for gone in ("RELEASE", "LICENCE", "cleared: quoted", "refused", "Stale translation", "Kept as quoted"):
        assert gone not in told
    assert "Left out on this copy: where releases and licences stand, and what is stale." in told


def test_an_interview_that_is_held_back_says_until_when_to_who_may_know():
    held = replace(papers.A001, not_before=date(2003, 10, 1), promised="Nothing before the book is out")
    cell = papers.bite(5, 2, papers.GARDEN, clearance="blocked", clearance_words="held_back")
    content = having(cell, media=(held,))
    assert "BLOCKED: the interview is held back until 1 Oct 2003. What was promised: Nothing" in words(
        content
    )
    assert "held back" not in words(without_releases(content))
    assert "promised" not in words(without_releases(content))


def test_numbers_count_through_the_script_whatever_is_printed():
    everything = Annotations(papers.SCRIPT, PLAIN).by_row
    counts = [one.count for row in papers.ROWS for one in everything[row.key]]
    assert counts == list(range(1, 13))
    told = words(scenes=(3,))
    assert "6 HELD BY: Footage Farm" in told
    assert "7 annotations." in told
    assert "Narrator" not in told


def test_what_is_open_and_every_source_stand_at_the_end():
    told = words()
    listed = told[told.index("What is open") :]
    assert "3.1 6 ARCHIVE: TROTSKY'S FUNERAL, FOOTAGE FARM, 220606-08" in listed
    assert "BLOCKED: release refused" in listed
    assert "3.2 12 NARRATOR (V.O.) To be written" in listed
    assert "12 NARRATOR (V.O.) To be written To be written" not in listed
    assert "A001 · B Volkov in the garden · 17 Jun 2003 · 25 fps · from 01:00:00:00 1.2, 3.1" in listed
    assert "The funeral Footage Farm · 220606-08 (issued by Universal) · Newsreel, 22 August 1940" in listed


def test_a_voice_that_nobody_knows_is_open():
    told = words(having(papers.bite(5, 2, papers.GARDEN, speakers=(), people=())))
    assert "Voice not named RELEASE" in told
    assert "VOICE NOT NAMED (ON CAM) Vivíamos aquí en esta casa" in told


def test_a_draft_of_a_former_version_prints_what_it_knows():
    values = to_json(papers.BLUE)
    new = ("interview", "shot_on", "holder", "number", "issuer", "creator", "dated", "copy", "is_watermarked")
    for medium in values["media"]:
        for name in new:
            del medium[name]
    told = words(from_json(values))
    assert "INTERVIEW" not in told
    assert "5 SOURCE: A001 · B / 01:01:02:04" in told
    assert "HELD BY: Footage Farm, 220606-08" in told


def test_a_line_of_5000_words_and_its_notes_come_whole():
    text = " ".join(f"w{n}" for n in range(5_000))
    said = Cell(20, 4, "sound", "narration", text, language="en")
    note = Cell(22, 4, "sound", "note", text.replace("w", "n"))
    printed = words(having(said, note)).split()
    for n in (0, 1_234, 4_999):
        assert printed.count(f"w{n}") == 1
        assert printed.count(f"n{n}") == 2  # as a note, and as what the narration rests on
    assert "3.2 cont." in " ".join(printed)
