"""The courtesy sheet: one page for one contributor, without anybody else's data.

No phone but that of the person who meets them, no name of another contributor; typed words that
name one are left out rather than guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from production import labels

from .call_sheet_content import CallSheet, Contributor, Issue, Place
from .call_sheet_content import Row as Item
from .layout import Style
from .pictures import picture
from .rows import Cell, Gap, Row, lines, one_line, rich
from .sheet import LABEL, Pictures, Sheet, stack
from .wording import is_located

SCALES = (1.1, 1.0, 0.9, 0.8, 0.7, 0.6)  # the first that gives one page
NAME_LENGTH = 4  # a shorter part of a name is found in too many words
CODE = 74.0
LOGO = (64.0, 34.0)


def render(
    content: CallSheet,
    person_key: int,
    issue: Issue,
    *,
    language: str,
    paper: str | None = None,
    pictures: Pictures | None = None,
) -> bytes:
    """The sheet of the contributor with this key; KeyError where the day has no such person."""
    person = next((person for person in content.contributors if person.key == person_key), None)
    if person is None:
        raise KeyError(person_key)
    with translation.override(language):
        for scale in SCALES:
            sheet = CourtesySheet(content, person, issue, language=language, paper=paper, scale=scale)
            sheet.write(pictures or {})
            if sheet.document.page_count == 1:
                break
        return sheet.flow.finish()


class CourtesySheet(Sheet):
    def __init__(
        self,
        content: CallSheet,
        person: Contributor,
        issue: Issue,
        *,
        language: str,
        paper: str | None,
        scale: float,
    ) -> None:
        title = _("Your day with us – %(film)s") % {"film": content.film}
        super().__init__(content, issue, language=language, paper=paper, title=title)
        self.person = person
        self.scale = scale
        self.heading = self.style(12, bold=True)
        self.caption = replace(LABEL, size=8 * scale, leading=11 * scale)
        self._others = frozenset(_name_parts(content, person))

    def style(self, size: float, *, bold: bool = False, align: str = "left") -> Style:
        return Style(size * self.scale, size * 1.24 * self.scale, bold=bold, align=align)

    def write(self, pictures: Pictures) -> None:
        self.flow.add(self.band())
        self._add_title(pictures)
        self._add_greeting()
        self._add_answers()
        self._add_place()
        self._add_day()
        self._add_good_to_know()
        self.flow.add(Row(self.columns(1.0), [[]], tag="", above=0, below=0))

    # Words of other people

    def own(self, text: str) -> str:
        """The text, or nothing where it names another contributor."""
        folded = text.casefold()
        return "" if any(part in folded for part in self._others) else text

    # From the top

    def _add_title(self, pictures: Pictures) -> None:
        content = self.content
        self.flow.space(10)
        date = self.words.day(content.on)
        right_style = Style(12 * self.scale, 24.8 * self.scale, align="right")
        right = min(one_line(date, right_style), self.width * 0.45)
        film, day = self.columns(1.0, right, gap=12)
        left = stack(film.width)
        if content.logo and content.logo in pictures:
            logo = picture(self.document, pictures[content.logo], *LOGO, content.company or content.film)
            left.add(*([logo, Gap(4)] if logo else []))
        left.text(content.film, self.style(20, bold=True)).text(content.company, self.style(10))
        cells = (left.pieces, lines(date, right_style, day.width))
        self.flow.add(Row((film, day), cells, tag="", tags=("H1", "P"), above=0, below=10, rule=1.4))

    def _add_greeting(self) -> None:
        name = self.person.addressed or self.person.name
        words = _("%(name)s, this is your day with us. Thank you for giving us your time.") % {"name": name}
        self.paragraph(lines(words, self.style(12), self.width), above=12, below=10)

    def _add_answers(self) -> None:
        """When, and who meets you."""
        when, whom = self.columns(1.0, 1.0, gap=24)
        cells = (self._when(when.width), self._whom(whom.width))
        self.flow.add(Row((when, whom), cells, tag="", above=8, below=10, rule_above=0.9, splits=True))

    def _when(self, width: float) -> Cell:
        person, words = self.person, self.words
        cell = stack(width)
        at = person.arrival or person.ready or person.pick_up
        fetched = person.pick_up and not (person.arrival or person.ready)
        cell.label(_("We fetch you at") if fetched else _("Please be there at"), self.caption)
        if at is None:
            cell.text(_("to be confirmed"), self.style(20, bold=True))
        else:
            cell.text(words.clock(at), Style(46 * self.scale, 44 * self.scale, bold=True))
            cell.text(words.other_day(at), self.style(11, bold=True))
        text = self.style(11)
        place = self._place()
        if self.many_zones and place is not None:
            cell.text(words.zone(place.zone), text)
        pick_up = " – ".join(filter(None, (words.time(person.pick_up), person.pick_up_place)))
        cell.pair(_("We fetch you"), pick_up, text)
        cell.pair(_("We begin"), words.time(person.ready), text)
        cell.pair(_("It takes about"), words.minutes(person.agreed_minutes), text)
        return cell.pair(_("You are free by"), words.time(person.release_by), text).pieces

    def _whom(self, width: float) -> Cell:
        contact = self.person.met_by
        cell = stack(width)
        if contact is not None:
            cell.label(_("Who meets you"), self.caption).text(contact.name, self.style(15, bold=True))
            cell.text(self.words.label(labels.HEADER_ROLES, contact.role), self.style(11))
            cell.phone(contact.phone, self.style(15, bold=True))
        place = self._place()
        emergency = (place.emergency_number if place else "") or self.content.emergency_number
        if emergency:
            cell.add(Gap(6)).pair(_("In an emergency"), emergency, self.style(11))
        return cell.pieces

    def _place(self) -> Place | None:
        content, person = self.content, self.person
        keys = (row.place for row in self._items() if row.place is not None)
        found = content.place(person.first_place) or content.place(next(keys, None))
        return found or next(iter(content.places), None)

    def _items(self) -> Iterator[Item]:
        return (row for row in self.content.rows if row.key in self.person.items)

    def _add_place(self) -> None:
        place = self._place()
        if place is None:
            return
        located = is_located(place.latitude, place.longitude)
        self.section(_("Where"))
        layout = self.columns(1.0, *([CODE] if located else []), gap=16)
        text, width = self.style(11), layout[0].width
        cell = (
            stack(width)
            .text(self.own(place.name), self.style(14, bold=True))
            .text(self.own(place.address), text)
        )
        for label, value in (
            (_("Entrance"), place.entrance),
            (_("Parking"), place.crew_parking),
            (_("Please wait at"), place.holding),
            (_("Toilets"), place.toilets),
        ):
            cell.pair(label, self.own(value), text)
        cells: list[Cell] = [
            cell.pieces,
            *([self.code(replace(place, name=self.own(place.name)), CODE)] if located else []),
        ]
        self.flow.add(Row(layout, cells, tag="", above=6, below=4, splits=True))

    def _add_day(self) -> None:
        """What happens: the person's own items, and no word about the others."""
        items = list(self._items())
        if not items:
            return
        self.section(_("What happens on the day"))
        layout = self.columns(56 * self.scale, 1.0, gap=10)
        with self.flow.table():
            for item in items:
                cells = (
                    lines(self.words.time(item.start), self.style(11, bold=True), layout[0].width),
                    self._item(item, layout[1].width),
                )
                self.flow.add(Row(layout, cells, above=4, below=4, rule=0.3, splits=True))

    def _item(self, item: Item, width: float) -> Cell:
        kind = self.words.label(labels.ITEM_KINDS, item.kind)
        place = self.content.place(item.place)
        where = ", ".join(filter(None, (item.set_name, item.place_name or (place.name if place else ""))))
        length = self.words.minutes(item.minutes) if item.minutes else ""
        rest = " · ".join(filter(None, (self.own(where), length)))
        cell = stack(width).add(*rich([(kind, True), (rest, False)], self.style(11), width))
        return cell.text(self.own(item.description), self.style(11)).pieces

    def _add_good_to_know(self) -> None:
        person, text = self.person, self.style(11)
        wear = person.wear or _("What you like best, in plain colours. Fine stripes flicker on camera.")
        languages = self.words.languages(person.languages)
        interpreter = _("An interpreter is with you.") if person.interpreter_needed else ""
        cell = stack(self.width)
        for label, value in (
            (_("What to wear"), wear),
            (_("Languages"), " ".join(filter(None, (languages, interpreter)))),
            (_("With you"), self.own(person.companion)),
            (_("We have prepared"), self.own(person.access)),
            (_("Meals"), self.own(person.diet)),
        ):
            cell.pair(label, value, text)
        self.section(_("Good to know"))
        self.paragraph(cell.pieces, above=6)


def _name_parts(content: CallSheet, person: Contributor) -> Iterator[str]:
    """The names of the others, whole and in parts; not those that the person shares with them."""
    own = person.name.casefold().split()
    for other in content.contributors:
        if other.key == person.key:
            continue
        name = other.name.casefold()
        if name and name != person.name.casefold():
            yield name
        for part in name.replace(".", " ").split():
            if len(part) >= NAME_LENGTH and part not in own:
                yield part
