"""What is found of scripts: each by its title, and what was written into them, row by row.

Words that are quoted are found where they were said; what a cell cites, by its own name.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from production.access import Permission
from production.models.indexing import Entry, Findable, add
from production.search import KINDS, Kind
from script.models import Cell, Script

_SEES = Permission.SEE_SCRIPT.name

KINDS |= {
    "script": Kind(_("Scripts"), "layout-split", 2),
    "written": Kind(_("Written in a script"), "pencil-square"),
}


def _script(script: Script) -> Iterator[Entry]:
    yield Entry("script", _SEES, script.title, (script.notes,), "script-detail", (script.pk,))


def _cell(cell: Cell) -> Iterator[Entry]:
    if not cell.text:
        return
    script = cell.row.scene.script
    note = f"{script} · {cell.get_element_display()}"
    query, first = f"row={cell.row_id}", cell.text.partition("\n")[0]
    yield Entry("written", _SEES, "", (cell.text,), "script-detail", (script.pk,), query, first, note)


add(
    Findable(Script, _script),
    Findable(Cell, _cell, lambda rows: rows.select_related("row__scene__script")),
)
