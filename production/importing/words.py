"""What reading a file has to say, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from production.formats import tables, texts

REFUSALS: dict[str, Any] = {
    "empty": gettext_lazy("This file is empty."),
    "binary": gettext_lazy("This is no text file: it holds signs that no table has."),
    "columns": gettext_lazy("This table has %(found)s columns; %(most)s at most are read."),
    "rows": gettext_lazy("This table has more than %(most)s rows. Divide it into several."),
    "entries": gettext_lazy("This file holds more than %(most)s parts; no table of ours needs so many."),
    "not_a_workbook": gettext_lazy(
        "This file is packed like a workbook but holds none. Save it as XLSX or CSV."
    ),
    "unpacked": gettext_lazy("Unpacked, this file would be far too large."),
    "entities": gettext_lazy("This workbook declares entities, which no table needs."),
    "damaged": gettext_lazy("This workbook can't be read: it is damaged or was cut off. Save it again."),
    "foreign": gettext_lazy("This is a file of another kind (%(found)s). Save the table as XLSX or CSV."),
    "cards": gettext_lazy("Address cards are imported as people."),
    "no_scene": gettext_lazy("This text has no scene heading like INT. HOUSE - DAY."),
}
REPAIRS: dict[str, Any] = {
    "nul": gettext_lazy("signs that stand for nothing (NUL) were taken away"),
    "letters": gettext_lazy("some letters can't be read in this encoding"),
    "quote": gettext_lazy("a quotation mark is never closed; it was read as a plain sign"),
    "doubled": gettext_lazy("the heading “%(column)s” stands twice"),
    "above": gettext_lazy("stands above the headings and isn't read: %(text)s"),
    "short": gettext_lazy("missing cells: %(missing)s; they were read as empty"),
    "long": gettext_lazy("cells beyond the last column aren't read: %(beyond)s"),
    "cut": gettext_lazy("a cell was cut after %(most)s letters"),
    "error_cell": gettext_lazy("a formula gave an error (%(found)s); the cell was read as empty"),
    "card": gettext_lazy("this card is never ended"),
    "boneyard": gettext_lazy("the comment /* is never closed; it was read as text"),
    "note": gettext_lazy("the note [[ is never closed; it was read as text"),
}
SEPARATORS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar"),
}


def refusal(refused: tables.Refused) -> str:
    return str(REFUSALS[refused.code]) % refused.facts


def repair(line: int, code: str, facts: dict[str, Any]) -> str:
    return _("Line %(line)s: %(words)s.") % {"line": line, "words": str(REPAIRS[code]) % facts}


def encoding(name: str) -> str:
    return texts.ENCODINGS.get(name, name)
