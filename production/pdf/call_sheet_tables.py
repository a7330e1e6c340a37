"""The tables of the crew sheet, in the order in which a crew reads them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from production import labels
from production.clock import format_eighths

from .call_sheet_content import AdvanceDay, AdvanceRow, Contributor, Place
from .call_sheet_content import Row as Item
from .layout import PALE, Style
from .rows import Cell, Column, Row, lines, one_line, rich
from .sheet import PLACE, SMALL, STRONG, TEXT, Stack, stack
from .wording import is_located

if TYPE_CHECKING:
    from .call_sheet import CrewSheet

CODE = 44.0
PAUSES = ("meal", "move", "wrap")  # rows that part the day, on a pale ground
RIGHT = Style(9, 11, align="right")


# Running order


def add_running_order(sheet: CrewSheet) -> None:
    content = sheet.content
    sheet.section(_("Running order"))
    if not content.rows:
        sheet.paragraph(lines(_("Nothing is planned yet."), TEXT, sheet.width), above=4)
        return
    widths = [32, 20, 28, 46, 1.0, *([28] if content.show_eighths else []), 36, 88]
    layout = sheet.columns(*widths)
    names = [_("Time"), _("Min"), _("Scene"), _("Set"), _("What")]
    names += [*([_("Pages")] if content.show_eighths else []), _("With"), _("Place")]
    numbers = (_("Min"), _("Pages"))
    aligns = ["right" if name in numbers else "left" for name in names]
    header = sheet.header(list(zip(layout, names, aligns, strict=True)))
    touched = sheet.touched("row")
    with sheet.flow.table(header):
        for item in content.rows:
            sheet.flow.add(
                Row(
                    layout,
                    _item_cells(sheet, item, layout),
                    rule=0.3,
                    tint=PALE if item.kind in PAUSES else None,
                    bar=item.key in touched,
                )
            )


def _item_cells(sheet: CrewSheet, item: Item, layout: tuple[Column, ...]) -> list[Cell]:
    ways = _inside_and_when(sheet, item)
    cells: list[Cell] = [
        _time_cell(sheet, item, layout[0].width),
        lines(str(item.minutes) if item.minutes else "", RIGHT, layout[1].width),
        lines(item.scene, STRONG, layout[2].width),
        lines(ways, TEXT, layout[3].width),
        _what_cell(sheet, item, layout[4].width),
    ]
    if sheet.content.show_eighths:
        pages = format_eighths(item.eighths) if item.eighths is not None else ""
        cells.append(lines(pages, RIGHT, layout[5].width))
    cells.append(lines(", ".join(item.people), TEXT, layout[-2].width))
    cells.append(_place_cell(sheet, item, layout[-1].width))
    return cells


def _inside_and_when(sheet: CrewSheet, item: Item | AdvanceRow) -> str:
    """INT Day, EXT Night."""
    words = sheet.words
    found = (words.label(labels.INT_EXT, item.int_ext), words.label(labels.DAY_NIGHT, item.day_night))
    return " ".join(filter(None, found))


def _time_cell(sheet: CrewSheet, item: Item, width: float) -> Cell:
    words = sheet.words
    cell = stack(width).text(words.clock(item.start), STRONG).text(words.other_day(item.start), SMALL)
    if sheet.many_zones:
        cell.text(words.offset(item.start), SMALL)
    if item.fixed:
        cell.text(_("fixed"), SMALL)
    return cell.pieces


def _what_cell(sheet: CrewSheet, item: Item, width: float) -> Cell:
    kind = sheet.words.label(labels.ITEM_KINDS, item.kind)
    if item.kind == "move" and item.destination:
        kind = _("Company move to %(place)s") % {"place": item.destination}
    rest = " – ".join(filter(None, (item.set_name, item.description)))
    cell = stack(width).add(*rich([(kind, True), (rest, False)], TEXT, width))
    if item.overrun_minutes:
        length = sheet.words.minutes(item.overrun_minutes)
        cell.text(_("The day arrives here %(length)s late.") % {"length": length}, STRONG)
    return cell.text(item.notes, SMALL).pieces


def _place_cell(sheet: CrewSheet, item: Item, width: float) -> Cell:
    place = sheet.content.place(item.place)
    name = item.place_name or (place.name if place else "")
    return lines(name, TEXT, width)


# Contributors


def add_contributors(sheet: CrewSheet) -> None:
    people = sheet.content.contributors
    if not people:
        return
    sheet.section(_("Contributors"))
    names = [_("No."), _("Name"), _("Status"), _("Pick-up"), _("Arrival"), _("Ready"), _("Free by")]
    names.append(_("Release"))
    layout = sheet.columns(20, 1.0, 34, 42, 42, 42, 42, 62)
    header = sheet.header([(column, name, "left") for column, name in zip(layout, names, strict=True)])
    touched = sheet.touched("contributor")
    wide = (layout[0], Column(layout[1].x, layout[-1].x + layout[-1].width - layout[1].x))
    with sheet.flow.table(header):
        for person in people:
            care = _care_cell(sheet, person, wide[1].width)
            bar = person.key in touched
            cells = _contributor_cells(sheet, person, layout)
            rule = 0.0 if care else 0.3
            below = 0.5 if care else 2.5
            sheet.flow.add(
                Row(
                    layout,
                    cells,
                    rule=rule,
                    below=below,
                    above=3.5,
                    bar=bar,
                    keep=bool(care),
                    splits=bool(care),
                )
            )
            if care:
                cells = [[], care]
                sheet.flow.add(
                    Row(wide, cells, tags=("TD", "TD:7"), above=0, below=3.5, rule=0.3, bar=bar, splits=True)
                )


def _contributor_cells(sheet: CrewSheet, person: Contributor, layout: tuple[Column, ...]) -> list[Cell]:
    width = layout[1].width
    name = stack(width).add(*rich([(person.name, True), (person.line, False)], TEXT, width))
    said = [_("say “%(sound)s”") % {"sound": person.said}] if person.said else []
    said += [_("address as %(words)s") % {"words": person.addressed}] if person.addressed else []
    name.text(", ".join(said), SMALL)
    standing = sheet.words.label(labels.RELEASE_STANDINGS, person.release)
    release = stack(layout[7].width).text(standing, TEXT if person.release in SETTLED else STRONG)
    times = (person.pick_up, person.arrival, person.ready, person.release_by)
    return [
        lines(person.number, STRONG, layout[0].width),
        name.pieces,
        lines(person.status, TEXT, layout[2].width),
        *(_moment_cell(sheet, at, column) for at, column in zip(times, layout[3:7], strict=True)),
        release.text(person.release_detail, SMALL).pieces,
    ]


def _moment_cell(sheet: CrewSheet, at: datetime | None, column: Column) -> Cell:
    clock, day = sheet.words.clock(at), sheet.words.other_day(at)
    return stack(column.width).text(clock, STRONG).text(day, SMALL).pieces


SETTLED = ("signed", "not_required", "")


def _care_cell(sheet: CrewSheet, person: Contributor, width: float) -> Cell:
    words = sheet.words
    met_by = person.met_by
    contact = " ".join(filter(None, (met_by.name, met_by.phone))) if met_by else ""
    runs: list[tuple[str, bool]] = []
    facts = [
        (_("Met by"), contact),
        (_("Agreed"), words.minutes(person.agreed_minutes)),
        (_("Speaks"), words.languages(person.languages)),
        (_("Interpreter"), _("needed") if person.interpreter_needed else ""),
    ]
    if sheet.private:
        facts += [
            (_("Pick-up at"), person.pick_up_place),
            (_("With"), person.companion),
            (_("Access"), person.access),
            (_("Diet"), person.diet),
        ]
    facts.append((_("Remarks"), person.remarks))
    for label, value in facts:
        if value and not value.isspace():
            runs += [(label, True), (value.rstrip() + "  ", False)]
    return rich(runs, SMALL, width)


# Places


def add_places(sheet: CrewSheet) -> None:
    places = sheet.content.places
    if not places:
        return
    sheet.section(_("Places"))
    touched = sheet.touched("place")
    for number, place in enumerate(places, start=1):
        _add_place(sheet, number, place, place.key in touched)


def _add_place(sheet: CrewSheet, number: int, place: Place, bar: bool) -> None:
    located = is_located(place.latitude, place.longitude)
    layout = sheet.columns(1.0, 1.0, 1.0, *([CODE] if located else []), gap=14)
    sets = ", ".join(place.sets)
    heading = rich([(f"{number}", True), (place.name, True), (sets, False)], PLACE, sheet.width)
    sheet.paragraph(heading, keep=True, kind="H3", above=5, below=1, bar=bar)
    cells: list[Cell] = [
        _way_cell(sheet, place, layout[0].width),
        _site_cell(place, layout[1].width),
        _help_cell(place, layout[2].width),
    ]
    if located:
        cells.append(sheet.code(place, CODE))
    last = number == len(sheet.content.places)
    sheet.flow.add(
        Row(layout, cells, tag="", above=1, below=6, rule=0.0 if last else 0.3, bar=bar, splits=False)
    )


def _way_cell(sheet: CrewSheet, place: Place, width: float) -> Cell:
    cell = stack(width).text(place.address, TEXT)
    if is_located(place.latitude, place.longitude):
        cell.text(f"{place.latitude}, {place.longitude}", SMALL)
    if sheet.many_zones:
        cell.pair(_("Time"), sheet.words.zone(place.zone))
    return cell.pair(_("Entrance"), place.entrance).pair(_("Load-in"), place.load_in).pair(
        _("Hours"), place.hours
    ).pieces  # fmt: skip


def _site_cell(place: Place, width: float) -> Cell:
    cell = stack(width)
    cell.pair(_("Crew parking"), place.crew_parking).pair(_("Unit parking"), place.unit_parking)
    cell.pair(_("Base"), place.base).pair(_("Holding"), place.holding)
    cell.pair(_("Catering"), place.catering).pair(_("Toilets"), place.toilets)
    return cell.pair(_("House rules"), place.rules).pieces


def _help_cell(place: Place, width: float) -> Cell:
    cell = stack(width)
    _add_contact(cell, _("Site contact"), place)
    for permit in place.permits:
        cell.pair(_("Permit"), permit)
    hospital = ", ".join(filter(None, (place.hospital_name, place.hospital_address)))
    cell.pair(_("Hospital"), hospital).phone(place.hospital_phone)
    return cell.pair(_("Emergency"), place.emergency_number).pieces


def _add_contact(cell: Stack, label: str, place: Place) -> None:
    contact = place.contact
    if contact is not None:
        who = ", ".join(filter(None, (contact.name, contact.role)))
        cell.pair(label, who).phone(contact.phone, TEXT)


# Transport, notes, the days ahead


def add_transport(sheet: CrewSheet) -> None:
    vehicles = sheet.content.vehicles
    if not vehicles:
        return
    sheet.section(_("Transport"))
    layout = sheet.columns(0.9, 0.8, 40, 1.0, 1.3)
    names = [_("Vehicle"), _("Driver"), _("Pick-up"), _("From"), _("Passengers")]
    header = sheet.header([(column, name, "left") for column, name in zip(layout, names, strict=True)])
    touched = sheet.touched("rest")
    with sheet.flow.table(header):
        for vehicle in vehicles:
            at = stack(layout[2].width).text(sheet.words.clock(vehicle.pick_up), STRONG)
            cells: list[Cell] = [
                stack(layout[0].width).text(vehicle.name, STRONG).text(vehicle.note, SMALL).pieces,
                lines(vehicle.driver, TEXT, layout[1].width),
                at.text(sheet.words.other_day(vehicle.pick_up), SMALL).pieces,
                lines(vehicle.pick_up_place, TEXT, layout[3].width),
                lines(", ".join(vehicle.passengers), TEXT, layout[4].width),
            ]
            sheet.flow.add(Row(layout, cells, rule=0.3, bar=f"vehicles:{vehicle.name}" in touched))


def add_notes(sheet: CrewSheet) -> None:
    content = sheet.content
    notes = [
        ("safety", _("Safety"), content.safety),
        ("radio", _("Radio"), content.radio),
        ("kit", _("Kit arriving"), content.kit),
    ]
    for note in content.department_notes:
        label = sheet.words.label(labels.DEPARTMENTS, note.department)
        notes.append((f"department_notes:{note.department}", label, note.note))
    notes = [note for note in notes if note[2] and not note[2].isspace()]
    if not notes:
        return
    sheet.section(_("Notes"))
    layout = sheet.columns(96, 1.0)
    touched = sheet.touched("rest")
    with sheet.flow.table():
        for key, label, text in notes:
            cells = [lines(label, STRONG, layout[0].width), lines(text, TEXT, layout[1].width)]
            sheet.flow.add(Row(layout, cells, tags=("TH", "TD"), rule=0.3, splits=True, bar=key in touched))


def add_advance(sheet: CrewSheet) -> None:
    days = sheet.content.advance
    if not days:
        return
    sheet.section(_("Advance schedule"), _("Subject to change."))
    for day in days:
        _add_day(sheet, day)


def _add_day(sheet: CrewSheet, day: AdvanceDay) -> None:
    words = sheet.words
    if day.number is None:
        what = _("%(type)s day") % {"type": words.label(labels.DAY_TYPES, day.day_type)}
    else:
        what = _("Day %(number)d") % {"number": day.number}
    call = day.general_call
    at = _("general call %(time)s") % {"time": words.clock(call)} if call else ""
    rest = " · ".join(filter(None, (what, at, day.place_name)))
    heading = rich([(words.day(day.on), True), (rest, False)], TEXT, sheet.width)
    bar = f"advance:{day.on}" in sheet.touched("rest")
    sheet.paragraph(heading, keep=bool(day.rows), kind="H3", above=4, below=1, bar=bar)
    if not day.rows:
        return
    ways = max([one_line(w, TEXT) for w in map(str, labels.INT_EXT.values())]) + 34
    layout = sheet.columns(30, ways, 1.0, 40)
    with sheet.flow.table():
        for row in day.rows:
            kind = words.label(labels.ITEM_KINDS, row.kind)
            rest = " – ".join(filter(None, (row.set_name, row.description)))
            cells: list[Cell] = [
                lines(row.scene, STRONG, layout[0].width),
                lines(_inside_and_when(sheet, row), TEXT, layout[1].width),
                rich([(kind, True), (rest, False)], TEXT, layout[2].width),
                lines(words.minutes(row.minutes) if row.minutes else "", RIGHT, layout[3].width),
            ]
            sheet.flow.add(Row(layout, cells, above=1.2, below=1.2, rule=0.2))
