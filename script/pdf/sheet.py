"""The page of a script's papers: one-inch margins, the band with draft and colour, running time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from production import labels
from production.pdf.flow import Flow
from production.pdf.layout import BLACK, HAIR, PALE, Document, Page, Style, plain
from production.pdf.rows import Column, Piece, Row, lines, rich
from production.pdf.sheet import FURNITURE, LABEL, SMALL, STRONG, TEXT, WATERMARK, caps, stack, tint
from production.pdf.text import clean, fit, in_visual_order, text_width
from production.pdf.wording import Words
from script.pdf.content import Scene, Script, clock, running_time, seconds_shown
from script.pdf.elements import NO_BREAK, Wish, Wording

INCH = 72.0
TITLE = Style(20, 24, bold=True)
FILM = Style(11, 14, bold=True)
BAND = 21.0
BAND_TOP = 26.0  # below the edge of the paper
BAND_TEXT = Style(9.5, 12)
BAND_STRONG = Style(9.5, 12, bold=True)
HEADING = Style(10.5, 13, bold=True)
ASIDE = Style(9, 13, align="right")
NUMBER = Style(9, 13, bold=True, align="right")
LENGTH = Style(8.4, 10.2, align="right")
STAR = Style(13, 13, bold=True)
SCENE_TIME = 150.0

# in the margins: numbers and lengths to the left, stars to the right
NUMBERS = Column(26.0, 38.0)
STARS = 8.0


class ScriptSheet:
    """A paper of a script in the making. `name` is what the paper is called."""

    def __init__(
        self,
        script: Script,
        name: str,
        words: Words,
        *,
        wish: Wish,
        paper: str | None = None,
        is_wide: bool = False,
    ) -> None:
        self.script, self.name, self.words, self.wish = script, name, words, wish
        self.wording = Wording.of(script, wish)
        self.document = Document(
            title=_("%(title)s – %(film)s") % {"title": f"{script.title}, {name}", "film": script.head.film},
            language=words.language,
            paper=paper or script.head.paper,
            furniture=self._furnish,
            is_wide=is_wide,
        )
        self.width = self.document.width - 2 * INCH
        self.flow = Flow(self.document, top=self.document.height - INCH, bottom=INCH)
        self.body = Column(INCH, self.width)
        self.stars = Column(INCH + self.width + STARS, 12.0)
        self.scenes = [scene for scene in script.scenes if not wish.scenes or scene.key in wish.scenes]

    # Words of the head

    @property
    def colour(self) -> str:
        """The word of the revision: BLUE, or DRAFT."""
        script = self.script
        if script.is_draft:
            return caps(_("Draft"))
        return caps(script.colour) or _("Draft %(number)d") % {"number": script.number or 0}

    @property
    def standing(self) -> str:
        """Which draft, of when."""
        script = self.script
        if script.is_draft:
            day = self.words.short_day(script.head.as_of)
            return _("not locked, as of %(date)s") % {"date": day}
        draft = _("Draft %(number)d") % {"number": script.number or 0}
        return " · ".join(filter(None, (draft, self.words.short_day(script.on))))

    def running_time(self) -> list[tuple[str, bool]]:
        """``TRT 52:10 (measured 38:22, estimated 13:48)``, the target, what is cleared; in runs of weight."""
        whole = self.script.running_time
        runs = [(_("TRT %(time)s") % {"time": clock(whole.total)}, True)]
        measured = {"measured": clock(whole.measured), "estimated": clock(whole.estimated)}
        runs.append((_("(measured %(measured)s, estimated %(estimated)s)") % measured, False))
        if (target := self.script.target) is not None:
            runs.append((f"· {against(whole.total, target)}", False))
        if whole.uncleared:
            told = _("without what is not cleared %(time)s") % {"time": clock(whole.cleared)}
            runs.append((f"· {told.replace(' ', NO_BREAK)}", False))
        return runs

    @cached_property
    def is_marked(self) -> bool:
        return self.wish.marks and self.script.is_marked

    # Building blocks

    def add_title(self, *facts: str) -> None:
        """What this is, of which film, how long it lasts."""
        script = self.script
        head = stack(self.width).text(script.title, TITLE).text(script.head.film, FILM)
        self._add(head.pieces, tags=("H1",), above=0, below=5, rule=1.2)
        company = script.head.company
        locked = _("locked by %(name)s") % {"name": script.locked_by} if script.locked_by else ""
        line = " · ".join(filter(None, (self.name, self.standing, locked, script.note, company)))
        self._add(lines(line, TEXT, self.width), above=5)
        self._add(rich(self.running_time(), Style(10, 13), self.width))
        if self.wish.scenes and self.scenes:
            rows = [row for scene in self.scenes for row in script.rows_of.get(scene.key, ())]
            told = _("Scenes %(numbers)s alone: %(time)s") % {
                "numbers": ", ".join(scene.number for scene in self.scenes),
                "time": clock(running_time(rows).total),
            }
            self._add(lines(told, STRONG, self.width))
        for fact in (*facts, self._since()):
            self._add(lines(fact, SMALL, self.width))
        self.flow.space(6)

    def _since(self) -> str:
        """How long the draft before lasted."""
        since = self.script.since
        if since is None:
            return ""
        draft = " · ".join(
            filter(None, (_("Draft %(number)d") % {"number": since.number}, caps(since.colour)))
        )
        told = _("The draft before, %(draft)s, lasted %(time)s.")
        return told % {"draft": draft, "time": clock(Fraction(*since.before))}

    def _add(
        self,
        pieces: Sequence[Piece],
        *,
        tags: tuple[str, ...] = ("P",),
        above: float = 2,
        below: float = 2,
        rule: float = 0.0,
    ) -> None:
        if pieces:
            row = Row(
                [self.body], [pieces], tag="", tags=tags, above=above, below=below, rule=rule, splits=True
            )
            self.flow.add(row)

    def add_nothing(self, why: str) -> None:
        """In place of what a paper has none of."""
        self.paragraph(
            _("None of these scenes is in this draft.") if self.wish.scenes and not self.scenes else why
        )

    def paragraph(self, text: str, style: Style = TEXT) -> None:
        self._add(lines(text, style, self.width))

    def scene_row(self, scene: Scene) -> Row:
        """A scene's heading over a table: number, title and set; how long it is and may be."""
        columns = [NUMBERS, Column(INCH, self.width - SCENE_TIME - 8)]
        columns.append(Column(INCH + self.width - SCENE_TIME, SCENE_TIME))
        cells = [
            lines(scene.number, replace(HEADING, align="right"), NUMBERS.width),
            self._heading(scene, columns[1].width),
            [] if scene.is_omitted else lines(self._budget(scene), ASIDE, SCENE_TIME),
        ]
        tags = ["TH", "TH", "TD"]
        if self.is_marked:
            columns.append(self.stars)
            cells.append(lines("*", STAR, self.stars.width) if scene.is_changed else [])
            tags.append("TD")
        has_rows = bool(self.script.rows_of.get(scene.key)) and not scene.is_omitted
        tinted = {"tint": PALE} if not scene.is_omitted else {}
        return Row(columns, cells, tags=tags, above=4, below=3, rule=0.4, keep=has_rows, **tinted)  # type: ignore[arg-type]

    def _heading(self, scene: Scene, width: float) -> list[Piece]:
        if scene.is_omitted:
            return lines(caps(_("Omitted")), HEADING, width)
        pieces = lines(caps(scene.title) or "–", HEADING, width)
        return [*pieces, *lines(setting(scene), SMALL, width)]

    def _budget(self, scene: Scene) -> str:
        total = running_time(self.script.rows_of.get(scene.key, ())).total
        if scene.target is None:
            return clock(total)
        return f"{clock(total)}  ·  {against(total, scene.target)}"

    def finish(self) -> bytes:
        return self.flow.finish()

    # Furniture

    def _furnish(self, page: Page, number: int, total: int) -> None:
        script, top = self.script, self.document.height - BAND_TOP
        left, width = INCH - 4, self.width + 8
        if script.is_draft:
            page.stamp(self.colour, 130, WATERMARK)
            page.frame(left, top - BAND, width, BAND, 1.2)
        else:
            page.tint(left, top - BAND, width, BAND, tint(script.tint))
            page.frame(left, top - BAND, width, BAND, 0.6)
        baseline = top - BAND / 2 - 3
        count = _("Page %(number)d of %(total)d") % {"number": number, "total": total}
        used = text_width(clean(count), True, BAND_STRONG.size)
        page.text(INCH + self.width - used, baseline, plain(in_visual_order(count), True), BAND_STRONG)
        word = fit(self.colour, True, BAND_STRONG.size, 130)
        page.text(INCH, baseline, plain(word, True), BAND_STRONG)
        x = INCH + text_width(word + "  ", True, BAND_STRONG.size)
        told = " · ".join((script.title, self.standing))
        page.text(x, baseline, plain(fit(told, False, 9.5, INCH + self.width - used - 14 - x)), BAND_TEXT)
        self._furnish_foot(page)

    def _furnish_foot(self, page: Page) -> None:
        y = INCH - 24
        page.rule(INCH, y + 10, self.width, 0.4, HAIR)
        words = " · ".join((self.script.head.film, self.name))
        page.text(INCH, y, plain(fit(words, False, FURNITURE.size, self.width)), FURNITURE)
        if self.script.head.confidentiality:
            line = fit(self.script.head.confidentiality, False, FURNITURE.size, self.width)
            page.text(INCH, y - 9.5, plain(line), FURNITURE)


def against(total: Fraction, target: int) -> str:
    """The target, and how far off it is, to the second."""
    off = seconds_shown(total) - target
    told = _("target %(time)s") % {"time": clock(target)}
    if not off:
        return told
    over = _("%(time)s over") if off > 0 else _("%(time)s under")
    return f"{told}, {over % {'time': clock(abs(off))}}"


def setting(scene: Scene) -> str:
    """``INT. Study – Day``."""
    where = " ".join(
        filter(None, (_dotted(labels.INT_EXT.get(scene.int_ext, scene.int_ext)), scene.set_name))
    )
    when = str(labels.DAY_NIGHT.get(scene.day_night, scene.day_night))
    return " – ".join(filter(None, (where, when)))


def _dotted(word: object) -> str:
    return f"{word}." if word else ""


def labels_row(columns: Sequence[Column], names: Sequence[str]) -> Row:
    """The heading of a table, repeated on each page."""
    style = replace(LABEL, size=8, leading=10.5, colour=BLACK)
    cells = [
        lines(caps(name), replace(style, bold=True), column.width)
        for name, column in zip(names, columns, strict=True)
    ]
    return Row(columns, cells, tags=("TH",) * len(cells), above=0, below=2, rule=0.9)
