"""Release forms to be signed, filled with what the film knows; what it doesn't is a line to write on.

Every page says that it is a template: the words are no lawyer's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from .layout import BLACK, Style
from .release_form_content import ReleaseForm
from .release_form_words import Form, form, warning
from .report import TITLE, ReportSheet
from .rows import Gap, Piece, Row, Stroke, lines
from .sheet import LABEL, PLACE, SMALL, STRONG, TEXT, caps, stack
from .wording import Words

SCALES = (1.0, 0.94, 0.88)  # the first in which all is signed on one page; else the first
SIZE, LEADING = 10.4, 13.5
WRITING = 17.0
SIGNING = 27.0  # a signature wants more room than a name
HEIRS = 3  # blocks to sign of a blank form
POSTER = Style(54, 58, bold=True, align="center")
POSTER_TEXT = Style(25, 33, align="center")
POSTER_SMALLER = Style(18, 25, align="center")
POSTER_FACT = Style(17, 24, align="center")

Facts = Sequence[tuple[str, str]]


class FormSheet(ReportSheet):
    """A form: its foot says on every page what its words are worth; it leaves the house."""

    def __init__(
        self, content: ReleaseForm, found: Form, words: Words, paper: str | None, scale: float
    ) -> None:
        head = replace(content.head, confidentiality="")
        super().__init__(head, found.title, words, paper=paper)
        self.scale = scale
        self.text = Style(SIZE * scale, LEADING * scale)
        self.strong = replace(self.text, bold=True)

    @property
    def as_of(self) -> str:
        return warning()


def render(content: ReleaseForm, words: Words, *, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        found = form(content.kind)
        for scale in (*SCALES, SCALES[0]):
            sheet = FormSheet(content, found, words, paper, scale)
            write = _write_poster if content.kind == "crowd" else _write_form
            write(sheet, content, found)
            if sheet.document.page_count == 1:
                break
        return sheet.finish()


def _write_form(sheet: FormSheet, content: ReleaseForm, found: Form) -> None:
    _add_title(sheet, content, found)
    _add_facts(sheet, list(_facts(content, sheet.words)))
    sheet.paragraph(lines(found.opening, sheet.strong, sheet.width))
    _add_clauses(sheet, found.clauses)
    sheet.flow.space(4)
    _add_facts(sheet, list(_agreed(content, sheet.words)))
    _add_signatures(sheet, content)


def _add_title(sheet: FormSheet, content: ReleaseForm, found: Form) -> None:
    left, right = sheet.columns(1.0, 170, gap=16)
    film = stack(left.width).text(found.title, TITLE).text(content.head.film, PLACE)
    aside = replace(TEXT, align="right")
    beside = stack(right.width).text(content.head.company, aside).text(content.office, aside)
    cells = (film.pieces, beside.text(content.phone, aside).pieces)
    sheet.flow.add(
        Row((left, right), cells, tag="", tags=("H1", "P"), above=0, below=6, rule=1.2, splits=True)
    )
    _add_warning(sheet)


def _add_warning(sheet: FormSheet) -> None:
    sheet.flow.space(6)
    room = sheet.columns(1.0)
    pieces = lines(caps(warning()), replace(STRONG, align="center"), sheet.width)
    sheet.flow.add(Row(room, [pieces], tag="", tags=("P",), above=4, below=4, frame=1.2))
    sheet.flow.space(6)


def _facts(content: ReleaseForm, words: Words) -> Iterator[tuple[str, str]]:
    yield _("Film (working title)"), content.head.film
    yield _("Company"), content.head.company
    yield _("Director"), content.directors
    yield from _of_kind(content, words)
    yield _("Dates of filming"), _dates(content, words)


def _of_kind(content: ReleaseForm, words: Words) -> Iterator[tuple[str, str]]:
    if content.kind == "appearance":
        yield _("Who takes part"), content.person
    elif content.kind == "minor":
        yield _("The minor"), content.person
        yield _("Parent or guardian"), content.signer
    elif content.kind == "estate":
        yield _("Of the late"), content.person
        yield _("Died on"), words.short_day(content.died)
    elif content.kind == "location":
        yield _("Place"), content.place
        yield _("Address"), content.address
        yield _("For the owner"), content.on_behalf_of
    else:
        yield _("Material"), content.material
        yield _("Owner"), content.owner
        yield _("Copyright holder, where another"), content.copyright_holder


def _dates(content: ReleaseForm, words: Words) -> str:
    return ", ".join(words.short_day(on) for on in content.dates)


def _agreed(content: ReleaseForm, words: Words) -> Iterator[tuple[str, str]]:
    """What is settled between the two: the fee, the limits, and the law that holds."""
    if content.kind == "materials":
        yield _("Credited as"), ""
    yield _("Fee, paid against receipt"), words.money(content.fee, content.currency)
    yield _("Limits"), content.limits
    yield _("Law and courts of"), ""


def _add_facts(sheet: FormSheet, facts: Facts) -> None:
    """Label and words, or a line to write on."""
    label_room, value_room = sheet.columns(150, 1.0, gap=10)
    for label, value in facts:
        name = lines(label, sheet.text, label_room.width)
        told: list[Piece] = lines(value, sheet.strong, value_room.width)
        cells = [name, told or [Gap(WRITING * sheet.scale - 3), Stroke()]]
        if not told:
            cells[0] = [Gap(WRITING * sheet.scale - sheet.text.leading), *name]
        sheet.flow.add(Row((label_room, value_room), cells, tag="", above=1.5, below=1.5))
    sheet.flow.space(6)


def _add_clauses(sheet: FormSheet, clauses: Sequence[str]) -> None:
    number_room, text_room = sheet.columns(16, 1.0, gap=4)
    with sheet.flow.tagged("L"):
        for number, clause in enumerate(clauses, start=1):
            cells = [
                lines(f"{number}.", sheet.text, number_room.width),
                lines(clause, sheet.text, text_room.width),
            ]
            sheet.flow.add(
                Row((number_room, text_room), cells, tag="LI", tags=("Lbl", "LBody"), above=1.6, below=1.6)
            )


def _add_signatures(sheet: FormSheet, content: ReleaseForm) -> None:
    """Blocks to sign, two side by side; a pair never breaks over a page."""
    blocks = [*_signers(content), (_("For the company"), "")]
    rooms = sheet.columns(1.0, 1.0, gap=26)
    sheet.flow.space(4)
    for at in range(0, len(blocks), 2):
        pair = blocks[at : at + 2]
        cells = [_block(sheet, role, name, rooms[0].width) for role, name in pair]
        sheet.flow.add(Row(rooms[: len(pair)], cells, tag="", above=6, below=2))


def _signers(content: ReleaseForm) -> list[tuple[str, str]]:
    if content.kind == "minor":
        return [
            (_("Parent or guardian"), content.signer),
            (_("The minor, who agrees as well"), content.person),
        ]
    if content.kind == "estate":
        names = content.heirs or ("",) * HEIRS
        of = len(names)
        return [
            (_("Heir %(number)d of %(of)d") % {"number": number, "of": of}, name)
            for number, name in enumerate(names, start=1)
        ]
    if content.kind == "location":
        return [(_("Owner, or who signs for them"), content.signer)]
    if content.kind == "materials":
        return [(_("Owner, or who signs for them"), content.signer or content.owner)]
    return [(_("Who takes part"), content.signer or content.person)]


def _block(sheet: FormSheet, role: str, name: str, width: float) -> list[Piece]:
    pieces: list[Piece] = list(lines(role, STRONG, width))
    for label, value in (
        (_("Signature"), ""),
        (_("Name"), name),
        (_("Place and date"), ""),
        (_("Identity document"), ""),
    ):
        room = (SIGNING if label == _("Signature") else WRITING) * sheet.scale
        pieces += [Gap(5), *lines(value, sheet.strong, width)] if value else [Gap(room)]
        pieces += [Stroke(), *lines(label, replace(SMALL, size=7.4, leading=9.4), width)]
    return pieces


def _write_poster(sheet: FormSheet, content: ReleaseForm, found: Form) -> None:
    """A notice for the gate, read from three metres; at its foot what the file wants to know."""
    for style, text, kind in (
        (POSTER, found.title, "H1"),
        (POSTER_TEXT, found.opening, "P"),
        (replace(POSTER_TEXT, bold=True), content.head.film, "P"),
        (POSTER_FACT, _place_and_dates(content, sheet.words), "P"),
    ):
        sheet.paragraph(lines(text, style, sheet.width), kind=kind)
        sheet.flow.space(14)
    for clause in found.clauses:
        sheet.paragraph(lines(clause, POSTER_SMALLER, sheet.width))
        sheet.flow.space(5)
    sheet.flow.space(8)
    whom = " · ".join(filter(None, (content.head.company, content.office)))
    sheet.paragraph(lines(whom, POSTER_FACT, sheet.width))
    phone = content.phone or "_" * 18
    sheet.paragraph(lines(phone, replace(POSTER_TEXT, size=32, leading=40, bold=True), sheet.width))
    _add_warning(sheet)
    room = sheet.columns(1.0)
    label = lines(caps(_("For the file")), replace(LABEL, colour=BLACK), sheet.width)
    sheet.flow.add(Row(room, [label], tag="", rule_above=0.8, above=4, below=0, keep=True))
    _add_facts(
        sheet,
        [
            (_("Posted where"), content.posted_where),
            (_("Posted on, at, by"), ""),
            (_("Photographed by"), ""),
        ],
    )


def _place_and_dates(content: ReleaseForm, words: Words) -> str:
    return "\n".join(filter(None, (content.place, _dates(content, words))))
