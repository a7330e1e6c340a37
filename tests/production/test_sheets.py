"""XLSX: looked at before it is opened; cells as a person would type them."""

import datetime
import io
import re
import zipfile

import pytest
from openpyxl import Workbook

from production.formats import sheets
from production.formats.tables import Refused
from tests.own_time import within


def workbook(*tables, names=()):
    book = Workbook()
    book.remove(book.active)
    for at, rows in enumerate(tables):
        sheet = book.create_sheet(names[at] if names else None)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data, change, part="xl/worksheets/sheet1.xml"):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            body = before.read(entry)
            after.writestr(entry.filename, change(body) if entry.filename == part else body)
    return out.getvalue()


def rows(data, **how):
    table = sheets.read(data, **how)
    return table, [row.cells for row in table.rows]


def code(data):
    with pytest.raises(Refused) as refused:
        rows(data)
    return refused.value.code


SMALL = workbook([["Name", "Position"], ["Ana", "Grip"]])


def test_cells_are_what_a_person_would_type():
    day = datetime.date(2003, 6, 17)
    data = workbook(
        [
            ["Name", "Date", "Call", "Number", "Yes", "Long"],
            ["Ana", day, datetime.time(7, 30), 12.0, True, datetime.timedelta(hours=26)],
            ["=1+1 as text", datetime.datetime(2003, 6, 17, 8, 5), None, 1.5, False, None],
        ]
    )
    _table, found = rows(changed(data, lambda b: b))
    assert found[0] == ["Ana", "2003-06-17", "07:30", "12", "true", "26:00"]
    assert found[1][1:] == ["2003-06-17 08:05", "", "1.5", "false", ""]


def test_the_first_sheet_with_something_in_it_or_the_one_chosen():
    data = workbook([], [["a", "b"], ["1", "2"]], [["c", "d"], ["3", "4"]], names=["Empty", "One", "Two"])
    table, found = rows(data)
    assert (table.reading["sheet"], found) == ("One", [["1", "2"]])
    assert rows(data, sheet="Two")[1] == [["3", "4"]]


def test_an_error_of_a_formula_is_told():
    def fail(sheet):
        return re.sub(rb'<c r="B2"[^>]*>.*?</c>', b'<c r="B2" t="e"><v>#REF!</v></c>', sheet)

    table, found = rows(changed(SMALL, fail))
    assert found == [["Ana", ""]]
    assert [(repair.line, repair.code) for repair in table.repairs] == [(2, "error_cell")]


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b.replace(b'r="2"', b'r="999999999"').replace(b'r="A2"', b'r="A9"'),
        lambda b: b.replace(b"<sheetData>", b'<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row>' * 1),
        lambda b: b.replace(b'r="B2"', b'r="ZZZZZZ2"'),
        lambda b: b.replace(b'r="B2"', b'r="--"'),
        lambda b: b.replace(b"<v>3</v>", b"<v>99999999</v>"),
        lambda b: b.replace(b"<v>3</v>", b"<v>-1</v>"),
    ],
)
def test_what_a_sheet_claims_costs_nothing(change):
    with within(2):
        table, found = rows(changed(SMALL, change))
        assert found[-1][0] == "Ana"


def test_packed_bombs_and_strange_packages_are_refused():
    assert code(b"PK\x03\x04 nothing") == "damaged"
    assert code(SMALL[:-200]) == "damaged"
    assert code(changed(SMALL, lambda b: b[:-40])) == "damaged"
    assert code(changed(SMALL, lambda b: b'<!DOCTYPE x [<!ENTITY a "b">]>' + b)) == "entities"
    assert (
        code(changed(SMALL, lambda b: b.replace(b"<sheetData>", b"<sheetData>" + b"<row/>" * 2_000_000)))
        == "unpacked"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"{number}.xml", "x")
    assert code(out.getvalue()) == "entries"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert code(out.getvalue()) == "not_a_workbook"


def test_a_workbook_with_nothing_in_it():
    assert code(workbook([[]])) == "empty"


@pytest.mark.parametrize(
    "name", ["entries_5000", "bomb_paragraphs", "laughs", "lying_size", "not_zip", "zip_no_doc"]
)
def test_hostile_packages(samples, name):
    with within(1):
        code((samples / "hostile" / "docx" / f"{name}.docx").read_bytes())
