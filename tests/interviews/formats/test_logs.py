"""Logs in tables: what their columns mean, and rows with times, stars and themes."""

import io
from datetime import time as clock
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from interviews.formats import logs
from interviews.formats.cues import Refused
from interviews.formats.logs import LogRow
from production.timecode import rate_of
from tests.own_time import within

ENGLISH = "In,Out,Speaker,Gist,Rating,Themes,Notes,Reel\n"


def read(text, mapping=None, **how):
    data = text.encode() if isinstance(text, str) else text
    return logs.read(data, mapping=mapping or logs.columns(data).guesses, **how)


def told(log):
    return [(repair.line, repair.code) for repair in log.repairs]


def test_a_log_in_english():
    log = read(ENGLISH + '01:00:10,01:00:20,Volkov,The wall,4,"wall, memory;garden",cold,A001\n')
    assert log.rows == [
        LogRow(
            2, 3_610_000, 3_620_000, "", "The wall", "Volkov", 4, ("wall", "memory", "garden"), "cold", "A001"
        )
    ]
    assert (log.repairs, log.format, log.counts) == ([], "table", "time")


def test_a_log_in_spanish_between_tabs():
    text = "TC entrada\tTC salida\tQuién\tTranscripción\tCalificación\tTemas\tObservaciones\tRollo\n"
    log = read(
        text
        + "01:00:10:05\t01:00:20:10\tVolkov\tEl muro.\t★★★\tmuro / jardín\tfrío\tA001\n".replace("/", "|")
    )
    assert (log.counts, log.base) == ("labels", 25)
    assert log.rows == [
        LogRow(2, 3_610_200, 3_620_400, "El muro.", "", "Volkov", 3, ("muro", "jardín"), "frío", "A001")
    ]
    assert told(log) == [(0, "base_guessed")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Timecode In", "in"),
        ("START", "in"),
        ("Código de tiempo", "in"),
        ("Fin", "out"),
        ("Duración", "length"),
        ("¿Quién habla?", "speaker"),
        ("Soundbite", "text"),
        ("Descripción", "gist"),
        ("Palabras clave", "themes"),
        ("Comentarios", "note"),
        ("Card", "reel"),
        ("Estrellas", "rating"),
    ],
)
def test_headings_are_guessed(heading, field):
    assert logs.columns(f"x,{heading}\n,a\n".encode()).guesses == {field: 1}


def test_columns_show_the_first_rows_and_how_the_table_was_read():
    found = logs.columns("Entrada;Algo;Texto\n00:01;x;año\n00:02;y;dos\n".encode("cp1252"))
    assert found.headings == ["Entrada", "Algo", "Texto"]
    assert found.guesses == {"in": 0, "text": 2}
    assert found.samples == [["00:01", "x", "año"], ["00:02", "y", "dos"]]
    assert (found.reading["encoding"], found.reading["separator"]) == ("cp1252", ";")


def test_a_table_without_headings_is_known_by_its_times():
    log = read("1.500000\t2.250000\tla casa azul\n3.000000\t4.000000\tel muro\n")
    assert [row[1:4] for row in log.rows] == [(1500, 2250, "la casa azul"), (3000, 4000, "el muro")]


@pytest.mark.parametrize(
    ("cell", "ms"),
    [
        ("00:01:02", 62_000),
        ("1:02", 62_000),
        ("62", 62_000),
        ("62.5", 62_500),
        ("62,5", 62_500),
        ("01:00:00.250", 3_600_250),
        ("00000102", 1_080),
        ("000102", 62_000),
        ("00:00:02:02", 2_080),
        ("[00:01:02]", 62_000),
    ],
)
def test_times_in_cells(cell, ms):
    log = read(f'In,Text\n"{cell}",hola\n', {"in": 0, "text": 1}, rate=rate_of("25/1"))
    assert log.rows[0].start == ms


def test_a_length_gives_the_end_that_is_missing():
    log = read("In,Dur,Text\n00:00:10,00:00:05,a\n00:00:20,,b\n")
    assert [(row.start, row.end) for row in log.rows] == [(10_000, 15_000), (20_000, None)]


def test_what_cant_be_kept_is_told_by_line():
    text = (
        ENGLISH
        + "soon,00:00:05,,a,,,,\n00:00:09,00:00:05,,b,7,,,\n00:00:09,00:00:09,,c,good,,,\n,,,d,4/5,,,\n"
    )
    log = read(text)
    assert told(log) == [
        (2, "no_time"), (2, "row_without_time"), (3, "end_before_start"), (3, "rating"), (4, "no_length"),
        (4, "rating"), (5, "row_without_time"),
    ]  # fmt: skip
    assert [(row.start, row.end, row.rating) for row in log.rows] == [
        (None, 5000, None), (9000, None, None), (9000, None, None), (None, None, 4),
    ]  # fmt: skip


def test_rows_as_cues():
    text = "In,Out,Speaker,Words\n00:00:05,,Ana,dos\n00:00:01,00:00:04,Luis,uno\n00:00:09,00:00:10,,\n"
    reading = logs.as_cues(read(text))
    assert [cue[:4] for cue in reading.cues] == [(1000, 4000, "uno", "Luis"), (5000, 6000, "dos", "Ana")]
    assert told(reading) == [(4, "no_text"), (3, "unsorted"), (2, "no_last_end")]
    assert logs.as_cues(read("In,Gist\n00:00:05,the wall\n")).cues[0].text == "the wall"
    with pytest.raises(Refused, match="no_words"):
        logs.as_cues(read("In,Reel\n00:00:05,A001\n"))


def test_workbooks_keep_the_seconds_of_their_times():
    book = Workbook()
    sheet = book.active
    sheet.append(["In", "Out", "Duration", "Text", "Rating"])
    sheet.append([clock(0, 1, 2), timedelta(hours=25, seconds=3, milliseconds=500), None, "uno", 5])
    sheet.append(["01:00:00:12", None, timedelta(seconds=10), "dos", "3"])
    out = io.BytesIO()
    book.save(out)
    log = read(out.getvalue(), rate=rate_of("25/1"))
    assert [row[1:4] for row in log.rows] == [(62_000, 90_003_500, "uno"), (3_600_480, 3_610_480, "dos")]
    assert [row.rating for row in log.rows] == [5, 3]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"a,b\n" + b"x," * 400, ""),
        (b"a," * 400 + b"\n", "columns"),
    ],
)
def test_what_is_refused(data, code):
    try:
        logs.columns(data)
        found = ""
    except Refused as refusal:
        found = refusal.code
    assert found == code


def test_a_column_or_an_encoding_that_isnt_there_is_refused():
    with pytest.raises(Refused, match="no_such_column"):
        logs.read(b"In,Text\n1,a\n", mapping={"in": 5})
    with pytest.raises(Refused, match="encoding"):
        logs.columns(b"In,Text\n1,a\n", encoding="klingon")


def test_many_rows_are_quick():
    text = "In,Out,Text\n" + "".join(f"{n},{n + 1},palabra {n}\n" for n in range(50_000))
    with within(12):
        assert len(logs.as_cues(read(text)).cues) == 50_000


@pytest.mark.parametrize(
    "name",
    [
        "valid",
        "semicolon",
        "sep_line",
        "unterminated_quote",
        "nul",
        "ragged",
        "only_header",
        "wide",
        "bare_cr",
        "nan_inf",
        "dates",
    ],
)
def test_hostile_tables(samples, name):
    data = (samples / "hostile" / "csv" / f"{name}.csv").read_bytes()
    if name == "wide":
        with pytest.raises(Refused, match="columns"):
            logs.columns(data)
        return
    headings = logs.columns(data).headings
    log = logs.read(data, mapping={"in": 0, "text": len(headings) - 1})
    codes = {code for _line, code in told(log)}
    wanted = {"unterminated_quote": {"quote"}, "nul": {"nul"}, "ragged": {"short", "long"}}.get(name, set())
    assert wanted <= codes
    assert (len(log.rows) == 0) is (name == "only_header")


cells = st.sampled_from(
    ["In", "Out", "Text", "00:00:01", "1:2", "NaN", "-5", '"', "a\nb", "9" * 30, "★", "4/5", "", "x;y"]
)


@settings(max_examples=200)
@given(st.lists(st.lists(cells, max_size=5).map(",".join), max_size=8).map("\n".join))
def test_no_table_breaks_it(text):
    try:
        found = logs.columns(text.encode())
        log = logs.read(text.encode(), mapping=found.guesses)
        logs.as_cues(log)
    except Refused:
        return
    assert all(row.start is None or row.end is None or row.end > row.start for row in log.rows)


ALE = """Heading
FIELD_DELIM\tTABS
VIDEO_FORMAT\t1080
FPS\t25

Column
Name\tTracks\tStart\tEnd\tTape\tComments

Data
At the desk\tVA1\t10:00:04:00\t10:00:18:00\tW001\tgood light
The calendar\tVA1\t10:02:48:20\t10:03:02:00\tW001\t
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_an_avid_log_is_read_below_its_headings(ends):
    data = ALE.replace("\n", ends).encode()
    columns = logs.columns(data)
    assert columns.headings == ["Name", "Tracks", "Start", "End", "Tape", "Comments"]
    assert columns.guesses == {"gist": 0, "in": 2, "out": 3, "reel": 4, "note": 5}
    log = logs.read(data, mapping=columns.guesses, rate=rate_of("25/1"))
    assert [(row.line, row.start, row.end, row.gist, row.note, row.reel) for row in log.rows] == [
        (10, 36_004_000, 36_018_000, "At the desk", "good light", "W001"),
        (11, 36_168_800, 36_182_000, "The calendar", "", "W001"),
    ]
    assert not log.repairs


def test_a_table_that_only_begins_like_an_avid_log_stays_a_table():
    columns = logs.columns(b"Heading\tIn\nThe desk\t10:00:04:00\n")
    assert columns.headings == ["Heading", "In"]
