"""Typed transcripts: times and names in every way in which people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.formats import plain
from interviews.formats.cues import Refused
from production.timecode import Rate, rate_of
from tests.own_time import within


def read(text, **how):
    return plain.read(text.encode() if isinstance(text, str) else text, **how)


def rows(reading):
    return [(cue.start, cue.end, cue.speaker, cue.text) for cue in reading.cues]


def told(reading):
    return [(repair.line, repair.code) for repair in reading.repairs]


def test_the_end_of_a_block_is_the_start_of_the_next_and_a_time_without_text_is_an_end():
    reading = read("[00:00:01] VOLKOV: The wall.\nIt was cold.\n\n[00:00:10] WOODS: Yes.\n[00:00:12]\n")
    assert rows(reading) == [
        (1000, 10_000, "VOLKOV", "The wall.\nIt was cold."),
        (10_000, 12_000, "WOODS", "Yes."),
    ]
    assert reading.repairs == []
    assert [cue.line for cue in reading.cues] == [1, 4]
    assert reading.counts == "time"


def test_the_last_block_ends_after_its_words_and_that_is_told():
    reading = read("[00:00:01] " + "word " * 130)
    assert rows(reading)[0][:2] == (1000, 61_000)
    assert told(reading) == [(1, "no_last_end")]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("[01:02:03] hola", 3_723_000),
        ("(01:02:03) hola", 3_723_000),
        ("<01:02:03> hola", 3_723_000),
        ("{1:02:03} hola", 3_723_000),
        ("01:02:03 hola", 3_723_000),
        ("01:02:03\nhola", 3_723_000),
        ("[01:02:03]\n\nhola", 3_723_000),
        ("  01:02:03 - hola", 3_723_000),
        ("01:02:03.250 hola", 3_723_250),
        ("01:02:03,250 hola", 3_723_250),
        ("01:02:03.5 hola", 3_723_500),
        ("[2:03] hola", 123_000),
        ("2:03\nhola", 123_000),
        ("125:00:00 hola", 450_000_000),
    ],
)
def test_times_as_people_type_them(text, start):
    reading = read(text)
    assert (rows(reading)[0][0], rows(reading)[0][3]) == (start, "hola")


@pytest.mark.parametrize("text", ["01:02:03:12 hola", "[01:02:03:12] hola", "01:02:03.12 hola"])
def test_frames(text):
    reading = read(text, rate=rate_of("25/1"))
    assert (reading.counts, reading.base, reading.cues[0].start) == ("labels", 25, 3_723_480)
    assert told(reading) == [(1, "no_last_end")]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("01:02:03:12 a", 25),
        ("01:02:03:24 a", 25),
        ("01:02:03:25 a", 30),
        ("01:02:03:49 a", 50),
        ("01:02:03:51 a", 60),
        ("01:02:03;12 a", 30),
        ("01;02;03;12 a", 30),
        ("01:02:03;59 a", 60),
    ],
)
def test_without_a_rate_the_greatest_frame_says_how_many_there_are(text, base):
    reading = read(text)
    assert (reading.base, reading.repairs[0].code, reading.repairs[0].facts) == (
        base,
        "base_guessed",
        {"base": base},
    )


def test_a_stop_before_more_than_any_rate_has_is_hundredths():
    reading = read("[00:00:05.12] uno\n[00:00:09.99] dos")
    assert (reading.counts, [cue.start for cue in reading.cues]) == ("time", [5120, 9990])
    assert told(reading)[0] == (0, "hundredths")


def test_frames_beyond_the_rate_and_dropped_labels_are_told_by_line():
    drop = Rate(30000, 1001, drop=True)
    reading = read("00:01:00;00 a\n00:02:00:01 b\n00:10:00;00 c\n00:10:01;31 d\n00:10:02;00", rate=drop)
    assert told(reading) == [(1, "dropped"), (2, "dropped"), (4, "frame_beyond")]
    assert [round((cue.start % 1000) * 30 / 1000) for cue in reading.cues] == [2, 2, 0, 29]


def test_semicolons_at_a_rate_that_drops_nothing_are_told():
    reading = read("00:01:00;00 a\n00:01:10;00", rate=rate_of("25/1"))
    assert told(reading) == [(0, "semicolons")]
    assert reading.cues[0].start == 60_000


def test_ranges():
    for text in ("00:00:01 - 00:00:05\nhola", "[00:00:01 - 00:00:05] hola", "[00:00:01] – [00:00:05] hola",
                 "00:00:01 --> 00:00:05\nhola", "00:00:01\t00:00:05\thola", "(00:00:01)-(00:00:05): hola",
                 "00:00:01 a 00:00:05 hola", "[0:01–0:05] hola"):  # fmt: skip
        assert rows(read(text)) == [(1000, 5000, "", "hola")], text


def test_a_range_that_ends_before_it_starts():
    reading = read("00:00:09 - 00:00:05 a\n00:00:12 b\n00:00:15")
    assert rows(reading)[0][:2] == (9000, 12_000)
    assert told(reading) == [(1, "end_before_start")]


def test_marks_are_text():
    said = "So [inaudible 01:02:03] he said [crosstalk] (laughs) [?Robles] at 10:30 or 01:02:04 perhaps"
    assert rows(read(f"[01:02:00] {said}\n[01:02:09]")) == [(3_720_000, 3_729_000, "", said)]


def test_a_time_among_the_words_is_told_and_one_after_them_ends_them():
    reading = read("[00:00:01] uno [00:00:05] dos [00:00:09]")
    assert rows(reading) == [(1000, 9000, "", "uno [00:00:05] dos")]
    assert told(reading) == [(1, "time_inside")]


@pytest.mark.parametrize(
    "text",
    [
        "[00:00:05] Esteban Volkov: hola",
        "Esteban Volkov: [00:00:05] hola",
        "Esteban Volkov (00:05): hola",
        "Esteban Volkov  00:00:05\nhola",
        "Esteban Volkov [00:05]:\nhola",
        "00:00:05\nEsteban Volkov: hola",
        "00:00:05\tEsteban Volkov\thola",
        "Esteban Volkov\t00:00:05\thola",
        "12\t00:00:05\tEsteban Volkov\thola",
    ],
)
def test_names_stand_before_or_after_their_times(text):
    assert [row for row in rows(read(text)) if row[3]] == [(5000, 6000, "Esteban Volkov", "hola")]


@pytest.mark.parametrize(
    "name",
    [
        "V",
        "P",
        "SPEAKER 1",
        "Speaker 01",
        "Renán Vega (intérprete)",
        "Sieva de la Rosa",
        "АННА",
        "INTERVIEWER (O.S.)",
        "O'Brien",
        "Q",
    ],
)
def test_what_is_a_name(name):
    assert read(f"[00:00:05] {name}: hola").speakers == [name]


@pytest.mark.parametrize(
    "words",
    [
        "he said",
        "Lo que pasó es que",
        "http",
        "One two three four five six",
        "“Well",
        "A" * 41,
        "12",
        "He said to me, then",
    ],
)
def test_what_is_none(words):
    reading = read(f"[00:00:05] {words}: hola")
    assert (reading.speakers, reading.cues[0].text) == ([], f"{words}: hola")


def test_a_word_before_a_colon_is_no_name_where_others_come_again():
    reading = read(
        "[00:00:01] Ana: uno\nRemember: it\n[00:00:03] Luis: dos\n[00:00:05] Ana: tres\n"
        "[00:00:07] Luis: x\n[00:00:08] Recuerdo: y\n[00:00:09]"
    )
    assert reading.speakers == ["Ana", "Luis"]
    assert [cue.text for cue in reading.cues] == ["uno\nRemember: it", "dos", "tres", "x", "Recuerdo: y"]


def test_names_without_a_time_of_their_own_share_it_and_that_is_told():
    reading = read("[00:00:01] ANA: uno\nLUIS: dos\nmás\n[00:00:09]")
    assert rows(reading) == [(1000, 9000, "ANA", "uno"), (1000, 9000, "LUIS", "dos\nmás")]
    assert told(reading) == [(2, "shared_time")]


def test_exports_of_an_editing_system():
    reading = read(
        "00;00;01;00 - 00;00;02;10\nUnknown\nHola\n\n00;00;03;00 - 00;00;04;24\nSpeaker 2\nAdiós\n"
    )
    assert [(cue.speaker, cue.text) for cue in reading.cues] == [("Unknown", "Hola"), ("Speaker 2", "Adiós")]


def test_a_word_before_a_time_that_ends_it_is_no_name():
    reading = read("[00:00:01] ANA: Hacía frío.\nMucho. [00:00:04]\n[00:00:06] LUIS: Sí [00:00:08]")
    assert rows(reading) == [(1000, 4000, "ANA", "Hacía frío.\nMucho."), (6000, 8000, "LUIS", "Sí")]


def test_text_before_the_first_time_is_told():
    reading = read("\nThe House\nReel A001\n\n[00:00:01] uno\n[00:00:02]")
    assert reading.repairs[0] == (2, "before_first", {"lines": 2, "text": "The House"})


def test_times_out_of_order_are_sorted_and_told():
    reading = read("[00:00:05] b\n[00:00:01] a\n[00:00:07]")
    assert rows(reading) == [(1000, 5000, "", "a"), (5000, 7000, "", "b")]
    assert told(reading) == [(2, "unsorted")]


def test_minutes_beyond_59_are_told():
    reading = read("[00:61:61] a\n[02:00:00]")
    assert reading.cues[0].start == 3_721_000
    assert told(reading) == [(1, "sixty")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\ufeff \r\n", "empty"),
        ("Only words.\nNo times: none.", "no_times"),
        ("[00:00:01]\n[00:00:02]", "no_words"),
        (bytes(range(1, 32)) * 40, "binary"),
        ("[00:00:01] " + "x" * 200_001, "long_text"),
        ("[00:00:01] a\n" + "0" * 200_001 + ":00", "long_text"),
    ],
)
def test_what_is_refused(text, code):
    with within(1):
        with pytest.raises(Refused) as refusal:
            read(text)
        assert refusal.value.code == code


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1251"])
def test_encodings(encoding):
    name, said = ("АННА", "Привет из Мехико") if encoding == "cp1251" else ("Fernández", "¿Qué pasó allá?")
    reading = read(f"[00:00:01] {name}: {said}\r[00:00:09]\r".encode(encoding))
    assert rows(reading) == [(1000, 9000, name, said)]
    assert reading.encoding_is_sure is encoding.startswith("utf")


def test_signs_that_no_text_holds_are_told():
    reading = read("[00:00:01] a\0b\x1b c\n[00:00:02]")
    assert (reading.cues[0].text, told(reading)) == ("ab c", [(1, "nul")])


def test_many_lines_are_quick():
    text = "".join(
        f"[{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}] ANA: palabra {n}\n" for n in range(20_000)
    )
    with within(5):
        assert len(read(text).cues) == 20_000
    with pytest.raises(Refused, match="too_many"):
        read("[00:00:01] a\n" * 200_001)
    for text in ("hola: que tal\n" * 1_100_000, "[00:00:01] a\n" * 1_000_000):
        with within(4), pytest.raises(Refused):
            read(text)


bits = st.sampled_from(
    [
        "00:00:01",
        "00:00:05:12",
        "00:01:00;00",
        "[",
        "]",
        "(",
        ")",
        "1:02",
        " - ",
        "-->",
        "\t",
        "\n",
        " ",
        "ANA",
        "Ana",
        ":",
        "hola",
        "[00:00:09]",
        "99:99:99",
        ".5",
        ",250",
        "|",
        "Speaker 1",
        "\0",
        "：",
        "00:00:01:02:03",
        "-",
        "12",
    ]
)


@settings(max_examples=400)
@given(
    st.lists(bits, max_size=40).map("".join), st.sampled_from([None, *map(rate_of, ("25/1", "30000/1001"))])
)
def test_no_text_breaks_it(text, rate):
    try:
        reading = read(text, rate=rate)
    except Refused:
        return
    assert all(0 <= cue.start < cue.end and cue.text.strip() == cue.text != "" for cue in reading.cues)


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(data):
    for candidate in (data, b"[00:00:01] " + data):
        try:
            plain.read(candidate)
        except Refused:
            continue


@pytest.mark.parametrize(
    "sign", ["[", "(", " ", "\t", "00:", ":", "00:00:01 ", "[00:00:01", "A ", "A:", "0", "-", "1:1:1:"]
)
def test_long_runs_of_one_sign_are_quick(sign):
    with within(2):
        for text in (sign * (190_000 // len(sign)), "00:00:01 ana " + sign * (180_000 // len(sign))):
            try:
                plain.read(text.encode())
            except Refused:
                continue
