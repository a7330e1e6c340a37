"""Transcripts and logs on paper."""

import unicodedata
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from interviews.pdf import transcript
from interviews.pdf.log import log
from interviews.pdf.log_content import Log
from interviews.pdf.transcript_content import Spoken, Wish, paragraphs, told_apart
from production.pdf import report
from production.pdf.text import clean
from production.pdf.wording import Words
from tests import hostile
from tests.interviews.pdf import transcripts
from tests.own_time import within
from tests.production.pdf import reading

GOLDEN = Path(__file__).parents[2] / "golden"
WISHES = {
    "transcript": Wish(),
    "transcript_both": Wish("both", 30, has_frames=False),
    "transcript_translation": Wish("translation", 60, is_running=True),
}
NAMES = [*WISHES, "log"]


def render(name, content=None, language="en", paper=None):
    words = Words(language, transcripts.HEAD.as_of)
    if name == "log":
        return report.render(partial(log, content or transcripts.LOG), words, paper=paper)
    return transcript.render(content or transcripts.TRANSCRIPT, words, wish=WISHES[name], paper=paper)


def plain(text):
    """Without spaces, without the shapes that letters take beside each other."""
    return "".join(unicodedata.normalize("NFKD", text).split())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_a_golden_paper_reads_word_for_word(name, language):
    path = GOLDEN / f"{name}_{language}.txt"
    assert reading.lines(render(name, language=language)) == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off_and_nothing_overlaps(name, paper):
    many = Log(transcripts.HEAD, "All", (transcripts.GATE, transcripts.FLOOR) * 40)
    content = many if name == "log" else transcripts.transcript_of(120)
    for (width, height), boxes in reading.line_boxes(render(name, content, "es", paper)):
        for left, bottom, right, top in boxes:
            assert 18 <= left <= right <= width - 20
            assert 15 <= bottom <= top <= height - 15
        assert not reading.overlapping(boxes)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_sound_and_tagged(name):
    data = render(name)
    assert not reading.problems(data)
    assert reading.is_balanced(data)
    assert all(reading.fonts(data).values())
    assert {"H1", "P"} <= {kind for _depth, kind in reading.structure(data)}


def test_a_paragraph_ends_with_its_speaker_and_at_a_pause():
    found = list(paragraphs(transcripts.TRANSCRIPT, Wish()))
    assert [(one.at, one.speaker, len(one.cues)) for one in found] == [
        ("10:00:59;20", transcripts.ASKED, 1),
        ("10:01:01;24", transcripts.TOLD, 2),
        ("10:01:10;22", "", 2),
    ]


def test_long_speech_is_parted_where_a_cue_begins():
    cues = tuple(Spoken(n * 30, n * 30 + 30, "x" * 100, "A") for n in range(10))
    content = replace(transcripts.TRANSCRIPT, cues=cues)
    assert [len(one.cues) for one in paragraphs(content, Wish())] == [5, 5]


@pytest.mark.parametrize(("every", "times"), [(30, ["00", "30", "00"]), (60, ["00", "00"])])
def test_a_timecode_stands_where_the_clock_passes_it(every, times):
    rate = transcripts.timecode.Rate(25)
    source = replace(transcripts.SOURCE, rate=rate, start=transcripts.timecode.read("10:00:00:00"))
    cues = tuple(Spoken(n * 250, n * 250 + 250, "x", "A") for n in range(7))
    content = replace(transcripts.TRANSCRIPT, source=source, cues=cues)
    assert [one.at[6:8] for one in paragraphs(content, Wish(every=every)) if one.at] == times


def test_marks_stand_apart_and_words_do_not():
    assert told_apart("It was [?Sheldon], (laughs) he said.") == [
        ("It was", False), ("[?Sheldon],", True), ("(laughs)", True), ("he said.", False),
    ]  # fmt: skip


def test_stale_lines_and_missing_ones_say_so():
    words = reading.words(render("transcript_translation"))
    assert "STALE" in words
    assert "NOT TRANSLATED YET" in words
    assert "We lay on the floor." in words
    assert "Who opened" not in words


@pytest.mark.parametrize("name", NAMES)
def test_what_is_held_back_says_so_first(name):
    assert "nothing of it may be shown before 1 Jan 2999" in reading.words(render(name))
    content = transcripts.LOG if name == "log" else transcripts.TRANSCRIPT
    open_now = replace(content, not_before=None, restrictions="")
    assert "2999" not in reading.words(render(name, open_now))


def test_a_log_by_theme_and_by_rating_sums_each_group():
    by_theme = log(replace(transcripts.LOG, by="theme"), Words("en", transcripts.HEAD.as_of))
    assert [group.heading for group in by_theme.groups] == ["Exile", "The attack", "Without a theme"]
    by_rating = log(replace(transcripts.LOG, by="rating"), Words("en", transcripts.HEAD.as_of))
    assert [(g.heading, g.closing) for g in by_rating.groups] == [
        ("★★★★☆ 4", "1 segment — 00:00:10"), ("★★☆☆☆ 2", "1 segment — 00:00:10"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_hostile_words_is_printed_and_is_nothing_but_text(name):
    for text in hostile.STRINGS.values():
        cue = Spoken(0, 100, text, text[:120], text)
        pick = replace(transcripts.GATE, gist=text, note=text, speakers=(text,), themes=(text,))
        content = (
            replace(transcripts.LOG, title=text, picks=(pick,))
            if name == "log"
            else replace(transcripts.TRANSCRIPT, interview=text, cues=(cue,), maker=text)
        )
        data = render(name, content)
        assert not reading.problems(data)
        assert reading.is_balanced(data)
        assert not reading.links(data)
        printed = set(plain(reading.words(data)))
        assert set(plain(clean(text))) <= printed, text


def test_what_is_read_from_the_right_stands_at_the_right():
    cue = Spoken(0, 100, "ליאון טרוצקי")
    ((_size, boxes), *_more) = reading.line_boxes(
        render("transcript", replace(transcripts.TRANSCRIPT, cues=(cue,)))
    )
    assert any(right > 430 and left > 300 for left, bottom, right, _top in boxes if 200 < bottom < 720)


@pytest.mark.parametrize("word", ["a" * 150_000, "[a" * 75_000, "(" * 150_000])
def test_a_cue_without_a_space_is_drawn_in_no_time(word):
    with within(5):
        render("transcript", replace(transcripts.TRANSCRIPT, cues=(Spoken(0, 100, word),)))
