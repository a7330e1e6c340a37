"""The crew grid: by department, in two columns, own calls in bold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from production import labels

from .call_sheet_content import CrewCall
from .layout import Style
from .rows import Cell, Column, Row, columns, lines
from .sheet import GRID, GRID_STRONG, stack

if TYPE_CHECKING:
    from .call_sheet import CrewSheet

GRID_GAP = 22.0
TOGETHER = 12  # a department of so many stands in one column
GRID_RIGHT = Style(8.4, 10.4, align="right")
DEPARTMENT = Style(9, 11.5, bold=True)


def add_crew(sheet: CrewSheet) -> None:
    crew = sheet.content.crew
    if not crew:
        return
    sheet.section(_("Crew"))
    width = (sheet.width - GRID_GAP) / 2
    layout = columns(sheet.left, width, (0.98, 1.0, 26, 60 if sheet.private else 1.6), 6)
    sheet.flow.space(3)
    with sheet.flow.tagged("Table"):
        sheet.flow.side_by_side(list(_crew_rows(sheet, layout)), (0.0, width + GRID_GAP))


def _crew_rows(sheet: CrewSheet, layout: tuple[Column, ...]) -> Iterator[Row]:
    """Department by department, in the trade's order; within one, in the order of the content."""
    touched = sheet.touched("crew")
    order = list(labels.DEPARTMENTS)
    crew = sorted(sheet.content.crew, key=lambda call: _rank(order, call.department))
    by_department: dict[str, list[CrewCall]] = {}
    for call in crew:
        by_department.setdefault(call.department, []).append(call)
    whole = (Column(layout[0].x, layout[-1].x + layout[-1].width - layout[0].x),)
    for department, calls in by_department.items():
        name = sheet.words.label(labels.DEPARTMENTS, department) or _("Others")
        heading = _department(name, whole, above=5)
        heading.keep = True
        yield heading
        again = _department(_("%(department)s (continued)") % {"department": name}, whole, above=0)
        for number, call in enumerate(calls, start=1):
            together = number < len(calls) and len(calls) <= TOGETHER
            yield from _crew_call(sheet, call, layout, call.key in touched, together, again)


def _rank(order: list[str], department: str) -> int:
    return order.index(department) if department in order else len(order)


def _department(name: str, whole: tuple[Column, ...], above: float) -> Row:
    return Row(
        whole, [lines(name, DEPARTMENT, whole[0].width)], tags=("TH:4",), above=above, below=1.5, rule=0.4
    )


def _crew_call(
    sheet: CrewSheet, call: CrewCall, layout: tuple[Column, ...], bar: bool, keep: bool, again: Row
) -> Iterator[Row]:
    phone = stack(layout[3].width)
    if sheet.private:
        phone.phone(call.phone, GRID_RIGHT)
    cells: list[Cell] = [
        lines(call.position, GRID, layout[0].width),
        lines(call.name, GRID_STRONG, layout[1].width),
        _call_cell(sheet, call, layout[2].width),
        phone.pieces,
    ]
    second = _crew_detail(sheet, call, layout)
    yield Row(
        layout, cells, above=2.0, below=0 if second else 1.5, bar=bar, keep=keep or bool(second), again=again
    )
    if second:
        wide = (layout[0], Column(layout[1].x, layout[3].x + layout[3].width - layout[1].x))
        yield Row(wide, [[], second], tags=("TD", "TD:3"), above=0, below=2, bar=bar, keep=keep, again=again)


def _call_cell(sheet: CrewSheet, call: CrewCall, width: float) -> Cell:
    if call.own_call:
        return lines(_("O/C"), GRID, width)
    at = call.call or sheet.content.general_call
    style = GRID_STRONG if call.differs else GRID
    return stack(width).text(sheet.words.clock(at), style).text(sheet.words.other_day(at), GRID).pieces


def _crew_detail(sheet: CrewSheet, call: CrewCall, layout: tuple[Column, ...]) -> Cell:
    width = layout[3].x + layout[3].width - layout[1].x
    pick_up = sheet.words.time(call.pick_up)
    if sheet.private and call.pick_up_place:
        pick_up = " ".join(filter(None, (pick_up, call.pick_up_place)))
    return stack(width).pair(_("Pick-up"), pick_up, GRID).text(call.note, GRID).pieces
