"""Tables for spreadsheets."""

import csv
import io
from datetime import date
from itertools import islice, repeat

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from production.formats import tables_out


def sheet(table, **more):
    return load_workbook(io.BytesIO(tables_out.xlsx(table, **more))).active


def test_no_cell_is_taken_for_a_formula():
    [row] = csv.reader(
        io.StringIO("".join(tables_out.csv([["=1+1", "-5", -5, "plain"]])).removeprefix("\ufeff"))
    )
    assert row == ["'=1+1", "'-5", "-5", "plain"]
    cells = sheet([["=1+1", "-5", -5, "plain"]])[1]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("=1+1", "s"), ("-5", "s"), (-5, "n"), ("plain", "s"),
    ]  # fmt: skip


def test_numbers_and_dates_of_a_workbook_are_such():
    whole, part, day = sheet([[3, 2.5, date(2003, 6, 30)]])[1]
    assert (whole.value, part.value, day.value.date()) == (3, 2.5, date(2003, 6, 30))
    assert day.is_date


def test_no_sign_loses_a_workbook():
    cells = sheet([["a\0b\uffff", "_x0041_"]])[1]
    # the reader here leaves to others what stands for a sign
    assert [unescape(cell.value) for cell in cells] == ["a\ufffdb\ufffd", "_x0041_"]


def test_a_workbook_with_widths_is_laid_out_for_reading():
    plain, laid_out = sheet([["Head"], ["text"]]), sheet([["Head"], ["text"]], widths=(40,))
    assert (plain.freeze_panes, laid_out.freeze_panes) == (None, "A2")
    assert laid_out.column_dimensions["A"].width == 40
    assert [laid_out[place].font.bold for place in ("A1", "A2")] == [True, False]
    assert laid_out["A2"].alignment.wrap_text
    assert not plain["A1"].font.bold


def test_rows_go_out_as_they_come():
    assert list(islice(tables_out.csv(repeat(["a", 1])), 3)) == ["\ufeff", "a,1\r\n", "a,1\r\n"]


def test_what_a_spreadsheet_would_cut_off_goes_on_in_the_row_below():
    long = "word " * 9_000
    first, second = tables_out.fitted([["1", long, 3]])
    assert (first[0], first[2], second[0], second[2]) == ("1", 3, "", "")
    assert f"{first[1]} {second[1]}" == long
    assert max(map(len, tables_out.pieces("x" * 100_000))) <= tables_out.LONGEST
    assert "".join(tables_out.pieces("x" * 100_000)) == "x" * 100_000
    assert list(tables_out.fitted([["2", "short", 4]])) == [["2", "short", 4]]
