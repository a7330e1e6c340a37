"""CSV of every program: encodings, separators, quotes, ragged rows; each repair told by its line."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.formats import tables, texts
from production.formats.tables import Refused


def read(text, **how):
    data = text if isinstance(text, bytes) else text.encode()
    table = tables.read(data, **how)
    return table, [row.cells for row in table.rows]


def told(table):
    return [(repair.line, repair.code) for repair in table.repairs]


@pytest.mark.parametrize(
    ("encoding", "is_sure"),
    [("utf-8", True), ("utf-8-sig", True), ("utf-16", True), ("utf-16-le", True), ("utf-16-be", True),
     ("cp1252", False), ("mac-roman", False)],
)  # fmt: skip
def test_encodings(encoding, is_sure):
    table, rows = read("Name,Título\nMuñoz,cámara y dirección\n".encode(encoding))
    assert (table.columns, rows) == (["Name", "Título"], [["Muñoz", "cámara y dirección"]])
    assert table.reading["encoding_is_sure"] is is_sure


def test_cyrillic_is_told_from_latin():
    table, rows = read("Имя;Город\nНаталья;Москва\n".encode("cp1251"))
    assert (table.reading["encoding"], rows) == ("cp1251", [["Наталья", "Москва"]])


DOUBLE = ("cp932", "euc-jp", "cp949", "gb18030")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp932", "私はメキシコにいました。"), ("euc-jp", "私はメキシコにいました。"),
     ("cp949", "우리는 그 집에 살았습니다."), ("gb18030", "我们住在那座房子里，花园里有他的兔子。")],
)  # fmt: skip
def test_letters_of_two_bytes(encoding, text):
    table, rows = read(f"a;b\n1;{text}\n".encode(encoding))
    assert (table.reading["encoding"], rows) == (encoding, [["1", text]])
    assert not table.reading["encoding_is_sure"]


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850", "iso-8859-15"])
@pytest.mark.parametrize("text", ["Él añoró Ñoñas SEÑOR ÁÉÍÓÚ más", "ñoño ñu Él Él", "¿Qué pasó? Él soñó"])
def test_western_words_are_no_letters_of_two_bytes(encoding, text):
    assert texts.guess(f"{text}\n".encode(encoding)).name not in DOUBLE


@given(st.text("абвгдежзиклмнопрстуя", min_size=1).map(lambda word: f"{word} и он сказал ей"))
def test_cyrillic_words_are_no_letters_of_two_bytes(text):
    for encoding in ("cp1251", "koi8-r"):
        assert texts.guess(text.encode(encoding)).name not in DOUBLE


def test_a_chosen_encoding_is_taken():
    table, _rows = read("a,b\n1,é\n".encode("cp850"), encoding="cp850")
    assert table.reading["encoding_is_sure"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_separators(sign):
    table, rows = read(f"a{sign}b\n1{sign}2\n")
    assert (table.reading["separator"], rows) == (sign, [["1", "2"]])


def test_decimal_commas_dont_part_cells():
    assert read("scene;cost\n1;3,50\n2;1,20\n")[1] == [["1", "3,50"], ["2", "1,20"]]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_what_a_spreadsheet_says_of_its_separator(first):
    assert read(f"{first}\na,x;b\n1;2\n")[1] == [["1", "2"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end):
    table, rows = read(end.join(["a,b", "1,2", "3,4", ""]))
    assert rows == [["1", "2"], ["3", "4"]]


def test_quoted_cells():
    _table, rows = read('a,b\n"x, ""y""","one\ntwo"\n"",z\n"""",q\n')
    assert rows == [['x, "y"', "one\ntwo"], ["", "z"], ['"', "q"]]


def test_lines_are_counted_where_a_row_begins():
    table = tables.read(b'a,b\n"x\ny",1\nz,2\n')
    assert [row.line for row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a,b\n1,"open\n2,b\n3,c\n', [["1", '"open'], ["2", "b"], ["3", "c"]]),
        ('a,b\n1,"open\n2,"b"\n3,c\n', [["1", '"open'], ["2", "b"], ["3", "c"]]),
        ('a,b\n1,"b"ad\n2,x\n', [["1", '"b"ad'], ["2", "x"]]),
    ],
)
def test_a_broken_quote_is_told_and_swallows_nothing(text, rows):
    table, found = read(text)
    assert (found, told(table)) == (rows, [(2, "quote")])


def test_ragged_rows():
    table, rows = read("a,b\n1\n2,b,more,even more\n3,c,,\n")
    assert rows == [["1", ""], ["2", "b"], ["3", "c"]]
    assert told(table) == [(2, "short"), (3, "long")]


def test_nul_and_unreadable_letters():
    table, rows = read(
        b"a,b\n1,x\0y\n2,\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xff\n"
    )
    assert rows[0] == ["1", "xy"]
    assert told(table) == [(2, "nul"), (3, "letters")]


def test_doubled_and_nameless_columns():
    table, rows = read("Name,Name,,x\nA,B,C,D\n")
    assert table.columns == ["Name", "Name (2)", "", "x"]
    assert told(table) == [(1, "doubled")]


def test_what_stands_above_the_headings():
    table, rows = read("Crew list\n\nName;Mail\nA;a\n")
    assert (table.columns, rows, told(table)) == (["Name", "Mail"], [["A", "a"]], [(1, "above")])


def test_a_table_without_headings():
    table, rows = read("Ana;ana@example.org\nBo;bo@example.org\n")
    assert (table.columns, len(rows)) == (["", ""], 2)
    assert read("Ana;ana@example.org\n", heading=True)[0].columns == ["Ana", "ana@example.org"]


def test_only_headings():
    assert read("scene,shot\n")[1] == []


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"\xef\xbb\xbf\n \n", "empty"), (b",,\n,,\n", "empty"),
     (bytes(range(256)) * 9, "binary"), (b"," * 5000, "empty"),
     (b",".join(b"c%d" % n for n in range(301)), "columns")],
)  # fmt: skip
def test_refused(data, code):
    with pytest.raises(Refused) as refused:
        list(tables.read(data).rows)
    assert refused.value.code == code


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="rows"):
        read("a,b\n1,2\n3,4\n5,6\n")


def test_a_huge_cell_is_cut_and_told():
    table, rows = read(f'a,b\n"{"x" * 30_000}\n{"y" * 10_000}",1\n{"z" * 60_000},2\n')
    assert len(rows[0][0]) == 40_001
    assert len(rows[1][0]) == tables.LONGEST_CELL
    assert told(table) == [(4, "cut")]


def test_repairs_are_counted_beyond_those_told():
    table, _rows = read("a,b\n" + "1\n" * 2_000)
    assert (table.repaired, len(table.repairs)) == (2_000, tables.MOST_REPAIRS)


@given(st.text(max_size=40))
def test_the_guard_of_formulas_comes_off_as_it_went_on(text):
    assert tables.unguarded(tables.guarded(text)) == text
    assert tables.guarded(text)[:1] not in set("=+-@\t\r") or not text


cells = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_whatever_the_csv_module_writes_is_read(rows, sign):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign)
    writer.writerows([("first", "second"), *(tuple(map(tables.guarded, row)) for row in rows)])
    _table, found = read("sep=" + sign + "\n" + out.getvalue(), heading=True)
    assert found == [list(row) for row in rows]


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data):
    with contextlib.suppress(Refused):
        list(tables.read(data).rows)
