"""The lower thirds: who is named, in which words, when first; and who isn't."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from production.pdf.layout import PALE, Style
from production.pdf.rows import Piece, Row, columns, lines, rich
from production.pdf.wording import Words
from script.pdf.annotations import names_of
from script.pdf.content import LOWER_THIRD, Script, short
from script.pdf.elements import Wish, capitals
from script.pdf.record import Place, how_placed, label, places
from script.pdf.sheet import INCH, NUMBER, NUMBERS, ScriptSheet, labels_row
from script.warnings import findings

TEXT = Style(10, 12.5)
WORDS = Style(10, 12.5)
TIMES = Style(9, 12.5)
PLAIN = Wish()


@dataclass(frozen=True, slots=True)
class Third:
    """One as it stands in the script, or one that is missing; `row` is a number."""

    row: str
    at: str  # record timecode
    who: str
    text: str = ""
    lasts: str = ""
    is_missing: bool = False
    later: str = ""  # where it comes after all
    is_again: bool = False  # not the first of these words


def thirds(script: Script, wish: Wish = PLAIN) -> list[Third]:
    where = places(script)
    keys = {row.key: at for at, row in enumerate(script.rows)}
    found = [*_written(script, where), *_missing(script, where)]
    if wish.scenes:
        found = [(key, one) for key, one in found if script.rows[keys[key]].scene in wish.scenes]
    return [one for _key, one in sorted(found, key=lambda pair: (keys[pair[0]], not pair[1].is_missing))]


def _written(script: Script, where: dict[int, Place]) -> Iterator[tuple[int, Third]]:
    names = names_of(script)
    met: set[str] = set()
    omitted = {scene.key for scene in script.scenes if scene.is_omitted}
    for row in script.rows:
        for cell in script.cells_of.get(row.key, ()):
            if cell.element != "lower_third" or row.scene in omitted:
                continue
            who = ", ".join(names[key] for key in cell.people if key in names)
            who = who or cell.text.partition("\n")[0]
            again = cell.text.casefold() in met
            met.add(cell.text.casefold())
            at = label(script, where[row.key].start)
            lasts = short(cell.seconds or LOWER_THIRD)
            yield row.key, Third(row.number, at, who, cell.text, lasts, is_again=again)


def _missing(script: Script, where: dict[int, Place]) -> Iterator[tuple[int, Third]]:
    for one in findings(script):
        if one.kind == "no_lower_third" and one.row is not None:
            at = label(script, where[one.row].start)
            yield one.row, Third(one.number, at, one.about, is_missing=True, later=one.later)


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = ScriptSheet(script, _("Lower thirds"), words, wish=wish, paper=paper)
        found = thirds(script, wish)
        sheet.add_title(_sums(script, found))
        if not found:
            sheet.add_nothing(_("Nobody is to be named."))
            return sheet.finish()
        rooms = (NUMBERS, *columns(INCH, sheet.width, (62, 0.36, 0.64), 12.0))
        names = ("", _("Timecode"), _("Who"), _("On the screen"))
        with sheet.flow.table(labels_row(rooms, names)):
            for one in found:
                row = Row(rooms, _cells(one, [room.width for room in rooms]), above=3, below=4, rule=0.2)
                row.bar = one.is_missing
                row.tint = PALE if one.is_missing else None
                sheet.flow.add(row)
        return sheet.finish()


def _cells(one: Third, widths: list[float]) -> list[list[Piece]]:
    text = rich(_on_screen(one), WORDS, widths[3])
    return [
        lines(one.row, NUMBER, widths[0]),
        lines(one.at, TIMES, widths[1]),
        lines(one.who, TEXT, widths[2]),
        text,
    ]


def _on_screen(one: Third) -> list[tuple[str, bool]]:
    if one.is_missing:
        later = _("named only in %(row)s") % {"row": one.later} if one.later else _("named nowhere")
        return [(_("MISSING"), True), (f"– {later}", False)]
    name, _end, rest = one.text.partition("\n")
    words = " / ".join(filter(None, (rest.replace("\n", " / "),)))
    again = _("(again)") if one.is_again else ""
    return [
        (capitals(name), True),
        (f"/ {words}" if words else "", False),
        (f"· {one.lasts}" if one.lasts else "", False),
        (again, False),
    ]


def _sums(script: Script, found: list[Third]) -> str:
    missing = sum(one.is_missing for one in found)
    written = len(found) - missing
    return " ".join(
        (
            ngettext("%(count)d lower third,", "%(count)d lower thirds,", written) % {"count": written},
            ngettext("%(count)d missing.", "%(count)d missing.", missing) % {"count": missing},
            how_placed(script),
        )
    )
