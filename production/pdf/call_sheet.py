"""The crew sheet: a shooting day on paper.

Its first page answers in five seconds: when, where, what first, who to phone, where the
hospital is. The rest stands in the order in which a crew asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from production import labels

from .call_sheet_changes import add_changes
from .call_sheet_content import CallSheet, Contact, Issue, Place, WhatChanged
from .call_sheet_crew import add_crew
from .call_sheet_tables import (
    add_advance,
    add_contributors,
    add_notes,
    add_places,
    add_running_order,
    add_transport,
)
from .layout import Style
from .pictures import picture
from .rows import Cell, Gap, Row, Stroke, lines, one_line, rich
from .sheet import FURNITURE, SMALL, STRONG, TEXT, Pictures, Sheet, Stack, stack
from .wording import Words

TITLE = Style(20, 23, bold=True)
TITLE_RIGHT = Style(20, 23, bold=True, align="right")
DATE = Style(11, 14, align="right")
UNDER_TITLE = Style(9, 11.5)
GENERAL_CALL = Style(54, 48, bold=True)
NAME = Style(11.5, 14, bold=True)
FIRST = Style(10, 12.5)
FACT = Style(10, 12.5, bold=True)
LOGO = (64.0, 34.0)


def render(
    content: CallSheet,
    issue: Issue,
    *,
    language: str,
    paper: str | None = None,
    changed: WhatChanged | None = None,
    pictures: Pictures | None = None,
    private: bool = True,
) -> bytes:
    """The crew sheet as a PDF file.

    ``pictures`` are files by their SHA-256. Without ``private`` the sheet leaves out what only
    those may see who may see private data: phones of the crew, pick-up places, care.
    """
    with translation.override(language):
        sheet = CrewSheet(content, issue, language=language, paper=paper, changed=changed, private=private)
        return sheet.render(pictures or {})


class CrewSheet(Sheet):
    def __init__(
        self,
        content: CallSheet,
        issue: Issue,
        *,
        language: str,
        paper: str | None,
        changed: WhatChanged | None,
        private: bool,
    ) -> None:
        date = Words(language, content.on).day(content.on)
        title = _("Call sheet – %(film)s – %(date)s") % {"film": content.film, "date": date}
        super().__init__(content, issue, language=language, paper=paper, title=title)
        self.changed = changed
        self.private = private

    def render(self, pictures: Pictures) -> bytes:
        flow = self.flow
        flow.add(self.band())
        self._add_title(pictures)
        self._add_answers()
        self._add_facts()
        if self.changed is not None:
            add_changes(self, self.changed)
        add_running_order(self)
        add_contributors(self)
        add_places(self)
        add_crew(self)
        add_transport(self)
        add_notes(self)
        add_advance(self)
        self._add_approvals()
        return flow.finish()

    def touched(self, section: str) -> frozenset[int | str | None]:
        return self.changed.touched(section) if self.changed is not None else frozenset()

    # The head

    def _add_title(self, pictures: Pictures) -> None:
        content = self.content
        logo = None
        if content.logo and content.logo in pictures:
            logo = picture(self.document, pictures[content.logo], *LOGO, content.company or content.film)
        self.flow.space(9)
        right = max(one_line(self.day_words, TITLE_RIGHT), one_line(self.words.day(content.on), DATE))
        right = min(right, self.width * 0.45)
        row = self.columns(*([LOGO[0]] if logo else []), 1.0, right, gap=12)
        cells: list[Cell] = [[logo]] if logo else []
        cells += [self._film(row[-2].width), self._day(row[-1].width)]
        kinds = ("P", "H1", "P")[-len(cells) :]
        self.flow.add(Row(row, cells, tag="", tags=kinds, above=0, below=7))

    def _film(self, width: float) -> Cell:
        content = self.content
        cell = stack(width).text(content.film, TITLE)
        directors = ", ".join(filter(str.strip, content.directors))
        by = _("directed by %(names)s") % {"names": directors} if directors else ""
        return cell.text(" · ".join(filter(None, (_("Call sheet"), content.company, by))), UNDER_TITLE).pieces

    def _day(self, width: float) -> Cell:
        content = self.content
        unit = Style(9, 11.5, align="right")
        day = stack(width).text(self.day_words, TITLE_RIGHT).text(self.words.day(content.on), DATE)
        return day.text(content.unit, unit).pieces

    # When, where, what first, who to phone, which hospital

    def _add_answers(self) -> None:
        when, where, whom = self.columns(142, 1.0, 158, gap=16)
        cells = (self._when(when.width), self._where(where.width), self._whom(whom.width))
        bar = bool(self.touched("header"))
        row = (when, where, whom)
        self.flow.add(
            Row(row, cells, tag="", above=7, below=8, rule_above=1.4, rule=0.9, splits=True, bar=bar)
        )

    def _when(self, width: float) -> Cell:
        content, words = self.content, self.words
        cell = stack(width).label(_("General call"))
        if content.general_call is None:
            cell.text(_("to be confirmed"), Style(20, 26, bold=True))
        else:
            cell.text(words.clock(content.general_call), GENERAL_CALL)
            cell.text(words.other_day(content.general_call), STRONG)
        if self.many_zones:
            cell.text(words.zone(content.zone), SMALL)
        cell.add(Gap(3))
        for label, value in self._times():
            cell.pair(label, value, Style(9.5, 12))
        return cell.pieces

    def _times(self) -> Iterable[tuple[str, str]]:
        content, words = self.content, self.words
        lunch = words.time(content.lunch)
        if lunch and content.lunch_minutes:
            values = {"time": lunch, "length": words.minutes(content.lunch_minutes)}
            lunch = _("%(time)s (%(length)s)") % values
        yield _("Breakfast"), words.time(content.breakfast)
        yield _("Shooting call"), words.time(content.shooting_call)
        yield _("Lunch"), lunch
        yield _("Estimated wrap"), words.time(content.estimated_wrap)

    def _where(self, width: float) -> Cell:
        content = self.content
        cell = stack(width).label(_("Where"))
        place = self._first_place()
        if place is not None:
            cell.text(place.name, NAME).text(place.address)
            cell.pair(_("Entrance"), place.entrance)
            cell.pair(_("Parking"), place.crew_parking)
        else:
            cell.text(_("to be confirmed"))
        first = next((row for row in content.rows if row.is_scene), None)
        if first is not None:
            cell.add(Gap(6)).label(_("First"))
            kind = self.words.label(labels.ITEM_KINDS, first.kind)
            rest = " – ".join(filter(None, (first.set_name, first.description)))
            time = self.words.time(first.start)
            cell.add(*rich([(time, True), (kind, True), (rest, False)], FIRST, width))
        return cell.pieces

    def _first_place(self) -> Place | None:
        content = self.content
        keys = (row.place for row in content.rows if row.place is not None)
        return content.place(next(keys, None)) or next(iter(content.places), None)

    def _whom(self, width: float) -> Cell:
        cell = stack(width).label(_("Phone"))
        for contact in self.content.heads:
            self._contact(cell, contact)
        if not (self.content.heads or self.content.production_office):
            cell.text(_("to be confirmed"))
        office = self.content.production_office
        if office is not None:
            self._contact(cell, Contact(office.name, office.role or _("Production office"), office.phone))
        place = self._first_place()
        cell.add(Gap(6)).label(_("Nearest hospital"))
        if place is not None and place.hospital_name:
            cell.text(place.hospital_name, STRONG).text(place.hospital_address).phone(place.hospital_phone)
        else:
            cell.text(_("to be confirmed"))
        emergency = (place.emergency_number if place else "") or self.content.emergency_number
        if emergency:
            runs = [(_("Emergency"), False), (emergency, True)]
            cell.add(Gap(2)).add(*rich(runs, NAME, width))
        return cell.pieces

    def _contact(self, cell: Stack, contact: Contact) -> None:
        role = self.words.label(labels.HEADER_ROLES, contact.role)
        cell.add(*rich([(contact.name, True), (role, False)], TEXT, cell.width))
        cell.phone(contact.phone, TEXT)

    # Sun, weather, safety

    def _add_facts(self) -> None:
        self._add_sun()
        content = self.content
        weather = content.weather
        if weather and content.weather_at:
            values = {"weather": weather, "moment": self.words.moment(content.weather_at)}
            weather = _("%(weather)s (forecast of %(moment)s)") % values
        facts = [
            (_("Weather"), weather),
            (_("Safety"), content.safety_line),
            (_("Script"), content.script_draft),
        ]
        if content.closed_set:
            facts.append((_("Closed set"), _("Nobody on set who is not on this sheet.")))
        cell = stack(self.width)
        for label, value in facts:
            cell.pair(label, value)
        self.paragraph(cell.pieces, above=4, below=1)

    def _add_sun(self) -> None:
        sun = self.content.sun
        if sun is None:
            return
        if sun.polar:
            words = _("The sun does not set.") if sun.polar == "day" else _("The sun does not rise.")
            self.paragraph(rich([(_("Sun"), True), (words, False)], TEXT, self.width), above=5, below=1)
            return
        facts = self._sun_facts(sun.morning_golden_end, sun.evening_golden_start)
        if not facts:
            return
        row = self.columns(*([1.0] * len(facts)), gap=8)
        cells = [
            stack(column.width).label(label).text(value, FACT).pieces
            for column, (label, value) in zip(row, facts, strict=True)
        ]
        self.flow.add(Row(row, cells, tag="", above=5, below=4, rule=0.4))

    def _sun_facts(self, golden_end: datetime | None, golden_start: datetime | None) -> list[tuple[str, str]]:
        sun, words = self.content.sun, self.words
        if sun is None:
            return []
        facts = [
            (_("Civil dawn"), words.time(sun.civil_dawn)),
            (_("Sunrise"), words.time(sun.sunrise)),
            (_("Golden until"), words.time(golden_end)),
            (_("Golden from"), words.time(golden_start)),
            (_("Sunset"), words.time(sun.sunset)),
            (_("Civil dusk"), words.time(sun.civil_dusk)),
        ]
        return [(label, value) for label, value in facts if value]

    # The end

    def _add_approvals(self) -> None:
        content = self.content
        names = [name for name in content.approvals if name.strip()]
        if names:
            self.section(_("Approved"))
        for at in range(0, len(names), 4):
            row = self.columns(*([1.0] * 4), gap=16)[: len(names) - at]
            cells: list[Cell] = [
                [Gap(24), Stroke(), *lines(name, SMALL, column.width)]
                for name, column in zip(names[at : at + 4], row, strict=True)
            ]
            self.flow.add(Row(row, cells, tag=""))
        if self.confidentiality_is_long:
            self.flow.space(8)
            self.paragraph(lines(content.confidentiality, FURNITURE, self.width))
