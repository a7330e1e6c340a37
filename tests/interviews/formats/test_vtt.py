"""WebVTT as the standard has it and as platforms write it; webvtt-py and pysubs2 judge what they can read."""

import contextlib
import html
import io
from itertools import pairwise

import pysubs2
import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from interviews.formats import subtitles, vtt
from interviews.formats.cues import Refused, Word
from interviews.formats.times import usual
from tests.own_time import within


def block(start, end, text, name=""):
    return f"{name}{usual(start, '.')} --> {usual(end, '.')}\n{text}\n\n"


def read(text, header="WEBVTT\n\n"):
    return vtt.read((header + text).encode())


def told(reading):
    return [(repair.line, repair.code) for repair in reading.repairs]


def said(reading):
    return [cue.text for cue in reading.cues]


def spoken(reading):
    return [(cue.speaker, cue.text) for cue in reading.cues]


def one(text, end=10_000):
    """What is said in one cue of a file."""
    return read(block(0, end, text))


def test_a_clean_file_is_read_exactly():
    reading = read(
        "00:00:01.000 --> 00:00:02.500\nOne\n\nname\n00:00:03.000 --> 01:00:04.000 align:start position:0%\n"
        "Two\nlines\n\n7\n01:00:05.000 --> 01:00:06.000\nThree"
    )
    assert [(cue.start, cue.end) for cue in reading.cues] == [
        (1_000, 2_500),
        (3_000, 3_604_000),
        (3_605_000, 3_606_000),
    ]
    assert said(reading) == ["One", "Two\nlines", "Three"]
    assert [(cue.line, cue.written, cue.words) for cue in reading.cues] == [
        (3, "", ()),
        (7, "", ()),
        (12, "", ()),
    ]
    assert (reading.format, reading.repairs) == ("vtt", [])


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_line_ends_and_unicode_make_no_difference(ends, encoding):
    text = "WEBVTT - título\n\n" + block(0, 1_000, "<v Анна>Привет</v>") + block(1_000, 2_000, "é")
    reading = vtt.read(text.replace("\n", ends).encode(encoding))
    assert spoken(reading) == [("Анна", "Привет"), ("", "é")]
    assert reading.repairs == []


def test_times_without_hours_are_usual_and_kept_as_written():
    reading = read("00:01.000 --> 00:02.500\nA\n\n59:59.000 --> 01:00:01.000\nB\n")
    assert [cue.written for cue in reading.cues] == ["00:01.000 --> 00:02.500", "59:59.000 --> 01:00:01.000"]
    assert [(cue.start, cue.end) for cue in reading.cues] == [(1_000, 2_500), (3_599_000, 3_601_000)]
    assert told(read("00:01.000 --> 00:02.500\nA\n")) == []


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("00:00:01,000 --> 00:00:02,500", (1_000, 2_500)),
        ("00:00:01.0-->00:00:02.5", (1_000, 2_500)),
        ("0:01 --> 0:02.50", (1_000, 2_500)),
    ],
)
def test_other_ways_to_write_times_are_read_and_told(written, span):
    reading = read(f"{written}\nA\n")
    assert [(cue.start, cue.end, cue.written) for cue in reading.cues] == [(*span, written)]
    assert told(reading) == [(3, "unusual_time")]


@pytest.mark.parametrize(
    ("header", "language", "codes", "line"),
    [
        ("WEBVTT\n\n", "", [], 3),
        ("WEBVTT a title\n\n", "", [], 3),
        ("WEBVTT\nKind: captions\nLanguage: es-MX\n\n", "es-MX", [], 5),
        ("WEBVTT\n", "", [], 2),
        ("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n\n\n", "", [], 6),
        ("", "", [(1, "no_header")], 1),
        ("WEBVTTX\n\n", "", [(1, "left_out"), (1, "no_header")], 3),
    ],
)
def test_the_header_may_say_the_language_and_may_lack(header, language, codes, line):
    reading = read(block(0, 1_000, "A"), header)
    assert said(reading) == ["A"]
    assert (reading.language, sorted(told(reading)), reading.cues[0].line) == (language, codes, line)


def test_notes_styles_and_regions_are_not_said():
    reading = read(
        "NOTE one line\n\nNOTE\nof two\nlines\n\nSTYLE\n::cue { color: red }\n\n"
        "REGION\nid:fred\nwidth:40%\n\n"
        + block(0, 1_000, "A")
        + "NOTE between\n\n"
        + block(1_000, 2_000, "NOTE is said here")
        + "NOTES\n"
        + block(2_000, 3_000, "C")
    )
    assert said(reading) == ["A", "NOTE is said here", "C"]
    assert reading.repairs == []


def test_a_note_that_looks_like_a_cue_is_a_note_and_told():
    reading = read("NOTE\n00:01.000 --> 00:02.000\nnot said\n\n" + block(3_000, 4_000, "A"))
    assert said(reading) == ["A"]
    assert told(reading) == [(4, "timing_in_note")]


def test_a_style_with_a_blank_line_is_no_text():
    reading = read(block(0, 1_000, "A") + "STYLE\n::cue {\n\ncolor: red}\n\n" + block(1_000, 2_000, "B"))
    assert said(reading) == ["A", "B"]
    assert told(reading) == [(9, "left_out")]


def test_blank_lines_inside_a_text_are_part_of_it():
    reading = read(block(0, 1_000, "A\n\nmore") + block(1_000, 2_000, "B", "name\n"))
    assert said(reading) == ["A\nmore", "B"]
    assert told(reading) == [(6, "blank_line")]


def test_blank_lines_between_cues_may_lack():
    reading = read((block(0, 1_000, "A", "1\n") + block(1_000, 2_000, "B", "2\n")).replace("\n\n", "\n"))
    assert said(reading) == ["A", "B"]


def test_voices_become_speakers():
    reading = read(
        block(0, 1_000, "<v Roger Bingham>We are</v>") + block(1_000, 2_000, "<v.loud.first  Neil  T.>here")
    )
    assert spoken(reading) == [("Roger Bingham", "We are"), ("Neil T.", "here")]
    assert reading.speakers == ["Roger Bingham", "Neil T."]


def test_several_voices_in_a_cue_are_several_cues_with_its_times():
    reading = one("<v A>Yes.</v>\n<v B>No.</v> <v B>Never.\n<v C></v>and nobody")
    assert spoken(reading) == [("A", "Yes."), ("B", "No. Never."), ("", "and nobody")]
    assert {(cue.start, cue.end, cue.line) for cue in reading.cues} == {(0, 10_000, 3)}
    assert reading.repairs == []


def test_what_stands_before_a_voice_is_nobodys():
    assert spoken(one("- <v A>Yes.")) == [("", "-"), ("A", "Yes.")]


def test_the_name_of_a_voice_is_bounded():
    reading = one(f"<v {'x' * 500}>A")
    assert reading.speakers == ["x" * 120]
    assert told(reading) == [(3, "name_cut")]
    assert told(one(f"<v {'x' * 500}>A &amp; B")) == [(3, "name_cut")]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<i>a</i> <b>b</b> <u>c</u> <c.red.big>d</c> <lang es>e</lang>", "a b c d e"),
        ("<ruby>a<rt>b</rt></ruby>", "ab"),
        ("a &amp; b &lt;i&gt; &nbsp; &gt;", "a & b <i> \xa0 >"),
        ("&lt;v A&gt;", "<v A>"),
        ("AT&T & Sons", "AT&T & Sons"),
        ("&#0;&#xD800;&#x41;&#13;&#x81;", "\ufffd\ufffdA"),
        ("<c.a<b<<v", "<c.a<b<<v"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("<div hx-get='/p/'>x</div>", "<div hx-get='/p/'>x</div>"),
        ("<i>unclosed", "unclosed"),
        ("<i", "<i"),
        ("<video>", "<video>"),
    ],
)
def test_tags_of_the_format_are_for_screens_and_anything_else_is_text(written, text):
    assert said(one(written)) == [text]


def test_a_cue_of_tags_alone_keeps_its_times():
    reading = one("<c></c>")
    assert said(reading) == [""]
    assert told(reading) == [(3, "no_text")]


def test_times_inside_a_text_are_those_of_its_words():
    reading = one("One<00:00:02.000><c> two</c><00:00:05.000><c> three four</c><00:08.000> five")
    assert said(reading) == ["One two three four five"]
    assert reading.cues[0].words == (
        Word("One", 0, 2_000),
        Word("two", 2_000, 5_000),
        Word("three", 5_000, None),
        Word("four", None, 8_000),
        Word("five", 8_000, 10_000),
    )


def test_a_time_inside_a_word_is_none_of_the_next():
    reading = one("<00:00:01.000>hel<00:00:02.000>lo world")
    assert reading.cues[0].words == (Word("hello", 1_000, None), Word("world", None, 10_000))


def test_times_that_go_back_or_outside_are_left_out_and_told():
    reading = one("a <00:00:05.000>b <00:00:04.000>c <00:00:11.000>d")
    assert [word.start for word in reading.cues[0].words] == [0, 5_000, None, None]
    assert [(repair.line, repair.code, repair.facts) for repair in reading.repairs] == [
        (3, "word_time", {"count": 2})
    ]


def test_words_of_two_voices_have_their_own_times():
    reading = one("<v A>one <00:00:02.000>two</v>\n<v B><00:00:04.000>three</v>")
    assert [cue.words for cue in reading.cues] == [
        (Word("one", 0, 2_000), Word("two", 2_000, 4_000)),
        (Word("three", 4_000, 10_000),),
    ]


def test_times_are_mended_as_in_any_subtitles():
    reading = read(
        block(5_000, 2_000, "B") + block(1_000, 3_000, "A") + block(2_000, 9_000, "C") + "00:09.000 -->\nD"
    )
    assert [(cue.start, cue.end, cue.text) for cue in reading.cues] == [
        (1_000, 3_000, "A"),
        (2_000, 9_000, "C"),
        (5_000, 9_000, "B"),
        (9_000, 12_000, "D"),
    ]
    assert told(reading) == [
        (3, "end_before_start"),
        (3, "overlaps"),
        (6, "unsorted"),
        (9, "unsorted"),
        (9, "overlaps"),
        (12, "no_end"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"WEBVTT", "no_cues"),
        (b"WEBVTT\n\nNOTE x\n", "no_cues"),
        (bytes(range(256)) * 9, "binary"),
        (b"WEBVTT\n\n" + b"a\n\n" * 4_000_000, "no_cues"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v A>x<v B>y" * 1_200_000, "long_text"),
    ],
)
def test_what_is_none_is_refused_with_the_reason(data, code):
    with pytest.raises(Refused) as refused:
        vtt.read(data)
    assert refused.value.code == code


texts = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="<>&"), min_size=1, max_size=30
)
names = st.sampled_from(["", "1\n", "name of it\n"])
cues = st.lists(
    st.tuples(st.integers(0, 350_000_000), st.integers(1, 60_000), texts, names), min_size=1, max_size=20
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


def written(rows):
    return "".join(block(start, start + long, text, name) for start, long, text, name in rows)


@given(cues)
def test_what_was_written_is_read(rows):
    found = [(cue.start, cue.end - cue.start, cue.text, cue.written) for cue in read(written(rows)).cues]
    assert found == [(start, long, text, "") for start, long, text, _name in rows]


@given(cues)
def test_one_block_or_line_by_line_gives_the_same(rows):
    swept = read(written(rows))
    reading = subtitles.Reading(format="vtt")
    lines = vtt._Lines(reading, "")
    lines.feed(written(rows), 3)
    lines.end()
    subtitles.settle(reading)
    assert reading.cues == swept.cues
    assert reading.repairs == swept.repairs


@given(cues)
def test_the_public_packages_read_the_same(rows):
    text = "WEBVTT\n\n" + written(rows)
    found = vtt.read(text.encode()).cues
    judge = webvtt.from_buffer(io.StringIO(text))
    assert [cue.text for cue in found] == [caption.text for caption in judge]
    assert [usual(cue.start, ".") for cue in found] == [caption.start for caption in judge]
    other = pysubs2.SSAFile.from_string(text, format_="vtt")
    assert sorted((cue.start, cue.end) for cue in found) == sorted(
        (event.start, event.end) for event in other
    )


@given(st.lists(st.tuples(st.sampled_from(["Ana", "Bo <", "C & D"]), texts), min_size=1, max_size=6))
def test_every_voice_is_heard(rows):
    text = "\n".join(f"<v {html.escape(name)}>{html.escape(said)}</v>" for name, said in rows)
    found = one(text).cues
    assert "\n".join(cue.text for cue in found) == "\n".join(said for _name, said in rows)
    assert [cue.speaker for cue in found] == [
        name for at, (name, _said) in enumerate(rows) if not at or rows[at - 1][0] != name
    ]


pieces = st.sampled_from(
    ["1", "id", "\n", "\n\n", "\r", " ", "-->", "00:00:01.000", "00:01.000 --> 00:02.000\n", ":",
     "99:61:61.1", "10:00:00:12", "<v A>", "<v", "</v>", "<c.x>", "<00:00:01.500>", "<", ">", "&lt;", "&",
     "\0", "\ufeff", "\x1d", "&#13;",
     "NOTE\n", "STYLE\n", "WEBVTT\n\n", "text", "align:start", "﷽", "٣"]
)  # fmt: skip
mutated = st.lists(pieces, max_size=60).map("".join).map(str.encode) | st.binary(max_size=400)


@given(mutated)
def test_whatever_comes_is_read_or_refused(data):
    try:
        reading = vtt.read(data)
    except Refused:
        return
    assert all(0 <= cue.start < cue.end and "\0" not in cue.text for cue in reading.cues)
    assert all(first.start <= second.start for first, second in pairwise(reading.cues))
    for cue in reading.cues:
        assert [word.text for word in cue.words] in ([], cue.text.split())
        starts = [word.start for word in cue.words if word.start is not None]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text",
    [
        "<v A>x</v>\n" * 50_000,
        "<v A>x</v><v B>y</v>" * 30_000,
        "<v " * 60_000,
        "<v." + ".a" * 90_000,
        "<c>" * 60_000,
        "a<00:00:01.000> " * 12_000,
        "&lt" * 60_000,
        "&" * 190_000,
        "x --> y\n" * 20_000,
    ],
)
def test_no_cue_takes_longer_than_its_length(text):
    with within(5), contextlib.suppress(Refused):
        one(text)


def test_real_world_files(samples):
    reading = vtt.read((samples / "vtt_interview_voice_tags.vtt").read_bytes())
    assert len(reading.cues) == 13
    assert reading.speakers == ["Roger Bingham", "Neil deGrasse Tyson"]
    assert reading.cues[0].written == "00:11.000 --> 00:13.000"
    assert reading.cues[11].text == "Laughs"
    assert {repair.code for repair in reading.repairs} == {"overlaps", "signs"}


@pytest.mark.parametrize(
    ("name", "cues"),
    [("valid", [("Анна", "Привет")]), ("style_block", [("", "x")]), ("unclosed_tags", [("", "<c.a<b<<v")])],
)
def test_every_hostile_file_is_answered(samples, name, cues):
    reading = vtt.read((samples / "hostile" / "vtt" / f"{name}.vtt").read_bytes())
    assert spoken(reading) == cues
    assert reading.repairs == []
