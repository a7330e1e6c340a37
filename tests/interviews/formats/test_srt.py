"""SubRip: clean files, any encoding, times as people and programs write them."""

from itertools import pairwise

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.formats import srt, subtitles
from interviews.formats.cues import MOST_CUES, MOST_REPAIRS, Refused
from tests.interviews.formats.srts import CLEAN, block, read, said, times, told
from tests.own_time import within


def test_a_clean_file_is_read_exactly():
    reading = read(CLEAN)
    assert times(reading) == [(1_000, 2_500), (3_000, 4_000), (4_000, 6_000)]
    assert said(reading) == [
        "Привет, мир — “ok” é",
        "Second line\nand its third",
        "<i>kept</i> {\\an8}as it is",
    ]
    assert [cue.line for cue in reading.cues] == [2, 6, 11]
    assert {cue.written for cue in reading.cues} == {""}
    assert (reading.format, reading.encoding, reading.encoding_is_sure) == ("srt", "utf-8", True)
    assert (reading.repairs, reading.counts) == ([], "time")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_line_ends_and_unicode_make_no_difference(ends, encoding):
    reading = srt.read(CLEAN.replace("\n", ends).encode(encoding))
    assert reading.cues == read(CLEAN).cues
    assert reading.encoding_is_sure
    assert reading.repairs == []


@pytest.mark.parametrize(("encoding", "text"), [("cp1252", "¿Dónde está “él”?"), ("cp1251", "Привет, мир")])
def test_old_encodings_are_guesses_that_are_shown(encoding, text):
    data = block(1, 0, 1_000, text).encode(encoding)
    reading = srt.read(data)
    assert (said(reading), reading.encoding, reading.encoding_is_sure) == ([text], encoding, False)
    chosen = srt.read(data, encoding="koi8-r")
    assert (chosen.encoding, chosen.encoding_is_sure) == ("koi8-r", True)
    assert said(chosen) != [text]


def test_bytes_that_mean_nothing_are_told_by_line():
    reading = srt.read(
        block(1, 0, 1_000, "caf\N{LATIN SMALL LETTER E WITH ACUTE}" * 20).encode() + b"a \xff b\n"
    )
    assert told(reading)[0] == (5, "unreadable")


@pytest.mark.parametrize(
    ("written", "span", "codes"),
    [
        ("00:00:05.500 --> 00:00:06.250", (5_500, 6_250), ["unusual_time"]),
        ("00:00:05,5 --> 00:00:06,25", (5_500, 6_250), ["unusual_time"]),
        ("0:00:05,5 --> 0:00:06", (5_500, 6_000), ["unusual_time"]),
        ("00:05,500-->00:06,250", (5_500, 6_250), ["unusual_time"]),
        ("00:00:05,500 -> 00:00:06,250", (5_500, 6_250), ["unusual_time"]),
        ("00:00:05,500 – > x", None, []),
        ("00:00:05,500 –> 00:00:06,250", (5_500, 6_250), ["unusual_time"]),
        ("00: 00: 05, 500 --> 00: 00: 06, 250", (5_500, 6_250), ["unusual_time"]),
        ("00:00:05:500 --> 00:00:06:250", (5_500, 6_250), ["unusual_time"]),
        ("00:00:05,4996 --> 00:00:06,2504", (5_500, 6_250), ["unusual_time"]),
        ("100:00:05,500 --> 100:00:06,250", (360_005_500, 360_006_250), ["past_a_day"]),
        ("00:00:05,500 --> 00:00:06,250   ", (5_500, 6_250), []),
        ("00:00:05,500 --> 00:00:06,250 X1:40 X2:600 Y1:20 Y2:50", (5_500, 6_250), []),
    ],
)
def test_times_are_read_as_people_and_programs_write_them(written, span, codes):
    text = f"1\n{written}\nsaid\n"
    if span is None:
        with pytest.raises(Refused):
            read(text)
        return
    reading = read(text)
    assert times(reading) == [span]
    assert said(reading) == ["said"]
    assert [repair.code for repair in reading.repairs] == codes
    assert reading.cues[0].written == (written if "unusual_time" in codes else "")


def test_a_habit_of_the_whole_file_is_told_once():
    reading = read("".join(block(n, n * 1000, n * 1000 + 900, "x") for n in range(1, 50)).replace(",", "."))
    assert [(repair.line, repair.code, repair.facts) for repair in reading.repairs] == [
        (2, "unusual_time", {"count": 49})
    ]
    assert reading.cues[0].written == "00:00:01.000 --> 00:00:01.900"


def test_labels_in_frames_are_labels():
    reading = read("1\n10:00:01:12 --> 10:00:02:24\na\n\n2\n10:00:03:00 --> 10:00:04:01\nb\n")
    assert (reading.counts, reading.base) == ("labels", 25)
    assert times(reading) == [(36_001_480, 36_002_960), (36_003_000, 36_004_040)]
    assert reading.cues[0].written == "10:00:01:12 --> 10:00:02:24"
    assert told(reading) == [(2, "frames")]
    assert read("1\n00:00:01;12 --> 00:00:02;29\na\n").base == 30


def test_numbers_may_lack():
    reading = read(
        "00:00:01,000 --> 00:00:02,000\nA\n\n00:00:03,000 --> 00:00:04,000\n42\n\n"
        "00:00:05,000 --> 00:00:06,000\nB\n"
    )
    assert said(reading) == ["A", "42", "B"]
    assert told(reading) == [(1, "no_number")]
    assert reading.repairs[0].facts == {"count": 3}


def test_blank_lines_inside_a_text_are_part_of_it():
    reading = read("1\n00:00:01,000 --> 00:00:02,000\nA\n\n\nB\n\n2\n00:00:03,000 --> 00:00:04,000\nC\n\nD\n")
    assert said(reading) == ["A\nB", "C\nD"]
    assert told(reading) == [(6, "blank_line"), (12, "blank_line")]
    assert [cue.line for cue in reading.cues] == [2, 9]


def test_blank_lines_between_cues_may_lack():
    reading = read(CLEAN.replace("\n\n", "\n"))
    assert said(reading) == said(read(CLEAN))
    assert times(reading) == times(read(CLEAN))
    assert reading.repairs == []


def test_every_second_line_may_be_blank():
    reading = read(CLEAN.replace("\n", "\n\n"))
    assert said(reading) == said(read(CLEAN))
    assert {code for _line, code in told(reading)} == {"blank_line"}


def test_a_number_that_is_said_stays():
    without = "00:00:01,000 --> 00:00:02,000\nHow many?\n42\n00:00:03,000 --> 00:00:04,000\nB\n"
    assert said(read(without)) == ["How many?\n42", "B"]
    numbered = "1\n00:00:01,000 --> 00:00:02,000\nHow many?\n42\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n"
    assert said(read(numbered)) == ["How many?\n42", "B"]


def test_an_unknown_encoding_is_refused():
    with pytest.raises(Refused) as refused:
        srt.read(CLEAN.encode(), encoding="rot13")
    assert refused.value.code == "encoding"


def test_too_many_cues_are_refused():
    text = "".join(f"00:00:01,000 --> 00:00:02,000\n{n}\n\n" for n in range(MOST_CUES + 1))
    with pytest.raises(Refused) as refused:
        read(text)
    assert (refused.value.code, refused.value.facts) == ("too_many", {"most": MOST_CUES})


def test_more_repairs_than_anybody_reads_are_counted():
    reading = read("".join(block(n, 1_000, 500, "x") for n in range(MOST_REPAIRS + 100)))
    assert len(reading.repairs) == MOST_REPAIRS
    assert reading.more_repairs >= 100


texts = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)

cues = st.lists(
    st.tuples(st.integers(0, 350_000_000), st.integers(1, 60_000), texts), min_size=1, max_size=20
)


@given(cues)
def test_what_was_written_is_read(rows):
    text = "".join(block(n, start, start + long, said) for n, (start, long, said) in enumerate(rows, 1))
    found = [(cue.start, cue.end - cue.start, as_written(cue)) for cue in read(text).cues]
    assert found == sorted(rows, key=lambda row: row[0])


def as_written(cue):
    return f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text


def test_capitals_before_a_colon_that_come_again_are_who_speaks():
    said = [
        "WOODS: The desk.",
        "Q: Why?",
        "WOODS: Because: so.",
        "NOTE: once",
        "Woods: no capitals",
        "Q: And?",
    ]
    said += ["Speaker 1: Hm.", "Speaker 1: Yes.", "- WOODS: No.", "THE END"]
    reading = read("".join(block(n, 1000 * n, 1000 * n + 900, text) for n, text in enumerate(said, 1)))
    assert [(cue.speaker, cue.text) for cue in reading.cues] == [
        ("WOODS", "The desk."),
        ("Q", "Why?"),
        ("WOODS", "Because: so."),
        ("", "NOTE: once"),
        ("", "Woods: no capitals"),
        ("Q", "And?"),
        ("Speaker 1", "Hm."),
        ("Speaker 1", "Yes."),
        ("", "- WOODS: No."),
        ("", "THE END"),
    ]
    told = [repair for repair in reading.repairs if repair.code == "named"]
    assert [(one.line, one.facts) for one in told] == [(2, {"count": 6, "names": "WOODS, Q, Speaker 1"})]


@given(cues)
def test_one_block_or_line_by_line_gives_the_same(rows):
    """The sweep and the reader of lines agree, down to the numbers of lines."""
    text = "".join(block(n, start, start + long, said) for n, (start, long, said) in enumerate(rows, 1))
    swept = read(text)
    reading = subtitles.Reading(format="srt")
    lines = srt._Lines(reading, text)
    lines.feed(text, 1)
    lines.end()
    subtitles.settle(reading)
    srt._name_speakers(reading)
    assert reading.cues == swept.cues
    assert reading.repairs == swept.repairs


@given(cues)
def test_pysubs2_reads_the_same(rows):
    text = "".join(block(n, start, start + long, said) for n, (start, long, said) in enumerate(rows, 1))
    judge = pysubs2.SSAFile.from_string(text, format_="srt", keep_html_tags=True)
    assert times(read(text)) == [(e.start, e.end) for e in sorted(judge, key=lambda e: e.start)]


pieces = st.sampled_from(
    ["1", "2", "\n", "\n\n", "\r", " ", "-->", "->", "00:00:01,000", "00:00:0", ":", ",5", "99:61:61.1",
     "10:00:00:12", " --> ", "\0", "\ufeff", "WEBVTT\n\n", "text", "X1:40", "﷽", "٣", "-", "é"]
)  # fmt: skip

mutated = st.lists(pieces, max_size=60).map("".join).map(str.encode) | st.binary(max_size=400)


@given(mutated)
def test_whatever_comes_is_read_or_refused(data):
    try:
        reading = srt.read(data)
    except Refused:
        return
    assert all(0 <= cue.start < cue.end and "\0" not in cue.text for cue in reading.cues)
    assert all(one.start <= other.start for one, other in pairwise(reading.cues))
    assert [repair.line for repair in reading.repairs] == sorted(repair.line for repair in reading.repairs)


def test_real_world_files(samples):
    reading = srt.read((samples / "srt_bom_crlf_extended.srt").read_bytes())
    assert len(reading.cues) == 5
    assert (reading.cues[0].start, reading.cues[-1].end) == (36_038, 3_355_306)
    assert reading.cues[3].text == "♪ Song lyric ♪"
    assert {cue.written for cue in reading.cues} == {""}


@pytest.mark.parametrize(
    ("name", "count", "codes"),
    [
        ("valid_utf8", 2, []), ("utf16_bom", 2, []), ("utf16le_nobom", 2, []), ("cp1251", 2, []),
        ("latin1", 1, []),
        ("nul_bytes", 1, ["nul"]), ("crlf", 2, []), ("no_numbers", 2, ["no_number"]),
        ("end_before_start", 1, ["end_before_start"]), ("over_24h", 1, ["past_a_day"]),
        ("minutes_61", 1, ["minutes_over_59", "end_before_start"]), ("redos_digits", "no_cues", []),
        ("empty", "empty", []), ("binary", "binary", []), ("htmx_injection", 1, []), ("cue_in_text", 1, []),
        ("long_line", 1, []),
    ],
)  # fmt: skip
def test_every_hostile_file_is_answered(samples, name, count, codes):
    data = (samples / "hostile" / "srt" / f"{name}.srt").read_bytes()
    with within(1):
        if isinstance(count, str):
            with pytest.raises(Refused) as refused:
                srt.read(data)
            assert refused.value.code == count
        else:
            reading = srt.read(data)
            assert (len(reading.cues), [repair.code for repair in reading.repairs]) == (count, codes)
            assert reading.encoding_is_sure == (name not in ("cp1251", "latin1"))
            assert all(cue.start < cue.end and "\ufeff" not in cue.text for cue in reading.cues)
