"""A transcript on paper: timecode in the left margin, text hanging at an inch, room for the pencil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from interviews.pdf.transcript_content import Paragraph, Transcript, Wish, paragraphs, told_apart
from production import timecode
from production.pdf.layout import Style
from production.pdf.report import TITLE, ReportSheet
from production.pdf.rows import Column, Gap, Piece, Row, lines, rich
from production.pdf.sheet import LABEL, PLACE, STRONG, TEXT, caps, stack
from production.pdf.text import is_right_to_left
from production.pdf.wording import Words

INCH = 72.0
BODY = Style(12, 15)
SPEAKER = Style(10.5, 15, bold=True)
AT = Style(8.4, 15, align="right")
REEL = Style(20, 24, bold=True, align="right")
TIMES = Column(22, 44)  # in the left margin
PENCIL = 142.0  # beside one column; beside two there is an inch
GUTTER = 14.0
PLAIN = Wish()


class Sheet(ReportSheet):
    def __init__(self, found: Transcript, wish: Wish, words: Words, *, paper: str | None = None) -> None:
        self.found, self.wish = found, wish
        self.held = ""
        if found.not_before:
            self.held = _("Held back until %(date)s") % {"date": words.short_day(found.not_before)}
        title = " · ".join(filter(None, (found.interview, found.source.reel)))
        super().__init__(found.head, title, words, paper=paper)
        right = self.document.width - (INCH if wish.words == "both" else PENCIL)
        room = right - INCH
        half = (room - GUTTER) / 2
        self.texts: tuple[Column, ...] = (Column(INCH, room),)
        if wish.words == "both":
            self.texts = (Column(INCH, half), Column(INCH + half + GUTTER, half))

    @property
    def as_of(self) -> str:
        revision = _("Revision %(number)d") % {"number": self.found.revision}
        return " · ".join(filter(None, (revision, super().as_of, self.held)))

    def across(self) -> Column:
        return Column(INCH, self.document.width - 2 * INCH)


def render(found: Transcript, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = Sheet(found, wish, words, paper=paper)
        _add_held_back(sheet)
        _add_title(sheet)
        _add_facts(sheet)
        if not found.cues:
            _add(sheet, lines(_("No cue is written yet."), TEXT, sheet.across().width))
        elif wish.words == "both":
            with sheet.flow.table(_header(sheet)):
                _add_paragraphs(sheet)
        else:
            _add_paragraphs(sheet)
        return sheet.finish()


def _add(sheet: Sheet, pieces: list[Piece], **more: float) -> None:
    if pieces:
        sheet.flow.add(Row([sheet.across()], [pieces], tag="", splits=True, **more))  # type: ignore[arg-type]


def _add_held_back(sheet: Sheet) -> None:
    """What was promised stands before everything else."""
    found, room = sheet.found, sheet.across()
    pieces: list[Piece] = []
    if found.not_before:
        told = _("Held back: nothing of it may be shown before %(date)s.")
        pieces += lines(told % {"date": sheet.words.short_day(found.not_before)}, STRONG, room.width)
    if found.restrictions:
        pieces += rich([(_("Restrictions:"), True), (found.restrictions, False)], TEXT, room.width)
    _add(sheet, pieces, above=6, below=6, frame=1.2)
    if pieces:
        sheet.flow.space(10)


def _add_title(sheet: Sheet) -> None:
    """Whose interview it is; the reel at the top right, where a hand leafs for it."""
    room = sheet.across()
    left, right = Column(room.x, room.width * 0.64), Column(room.x + room.width * 0.68, room.width * 0.32)
    title = stack(left.width).text(sheet.found.interview, TITLE).text(sheet.head.film, PLACE)
    reel = stack(right.width).text(sheet.found.source.reel, REEL)
    reel.text(sheet.found.source.camera, replace(TEXT, align="right"))
    tags = ("H1", "P")
    sheet.flow.add(
        Row(
            (left, right),
            [title.pieces, reel.pieces],
            tag="",
            tags=tags,
            above=0,
            below=6,
            rule=1.2,
            splits=True,
        )
    )


def _add_facts(sheet: Sheet) -> None:
    found, words = sheet.found, sheet.words
    into = words.languages([found.translated_into]) if sheet.wish.is_translated else ""
    facts = (
        (_("Language"), words.languages([found.language])),
        (_("Kind"), words.label({"verbatim": _("Verbatim"), "clean": _("Clean")}, found.kind)),
        (_("Made by"), found.maker),
        (_("Translation"), " · ".join(filter(None, (into, found.translator))) if into else ""),
        (_("Shot"), words.short_day(found.shot_on)),
        (_("Revision"), str(found.revision)),
        ("", _times(sheet)),
    )
    parts = [part for label, value in facts if value for part in ((label, False), (value + "   ", True))]
    _add(sheet, rich(parts, TEXT, sheet.across().width), above=4)
    sheet.flow.space(8)


def _times(sheet: Sheet) -> str:
    """Source timecode at 29.97 drop-frame."""
    rate = sheet.found.source.rate
    if sheet.wish.is_running:
        return _("running time")
    told = _("source timecode, %(rate)s drop-frame") if rate.drop else _("source timecode, %(rate)s")
    name = f"{rate.num / rate.den:.3f}".rstrip("0").rstrip(".")
    return told % {"rate": name if timecode.Rate(rate.num, rate.den) in timecode.RATES.values() else rate.num}


def _header(sheet: Sheet) -> Row:
    codes = (sheet.found.language, sheet.found.translated_into)
    cells = [
        lines(caps(sheet.words.languages([code])), LABEL, column.width)
        for code, column in zip(codes, sheet.texts, strict=True)
    ]
    tags = ("TH", "TH", "TH")
    return Row((TIMES, *sheet.texts), [[], *cells], tags=tags, above=3, below=2, rule=0.6)


def _add_paragraphs(sheet: Sheet) -> None:
    tag = "TR" if sheet.wish.words == "both" else ""
    for one in paragraphs(sheet.found, sheet.wish):
        if one.speaker:
            _add_speaker(sheet, one.speaker, tag)
        # a timecode is as high as a line, so that it stands beside the first
        state = "" if one.goes_on else _state(one.state)
        times: list[Piece] = [Gap(LABEL.leading)] if state and sheet.wish.words != "both" else []
        times += lines(one.at, AT, TIMES.width)
        cells = [times, *_texts(sheet, one, state)]
        above = 0.0 if one.goes_on or one.speaker else 6.0
        bar = one.state == "stale"
        sheet.flow.add(Row((TIMES, *sheet.texts), cells, tag=tag, above=above, below=0, splits=True, bar=bar))


def _add_speaker(sheet: Sheet, name: str, tag: str) -> None:
    """In capitals, never parted from what they say."""
    first, more = sheet.texts[0], sheet.texts[1:]
    cells = [[], lines(caps(name), SPEAKER, first.width), *([] for _column in more)]
    sheet.flow.add(Row((TIMES, *sheet.texts), cells, tag=tag, above=9, below=0, keep=True, splits=True))


def _state(code: str) -> str:
    told = {"stale": _("Stale: the original was changed since"), "missing": _("Not translated yet")}
    return told.get(code, "")


def _texts(sheet: Sheet, one: Paragraph, state: str) -> Sequence[list[Piece]]:
    """A cell for each column; what has no translation stands in its own language, and says so."""
    last = sheet.texts[-1]
    marked = lines(caps(state), replace(LABEL, size=7.4), last.width)
    if sheet.wish.words == "original":
        return [_body(one.text, last.width)]
    told = _body(one.translation, last.width)
    if sheet.wish.words == "both":
        return [_body(one.text, sheet.texts[0].width), [*told, *marked]]
    return [[*marked, *(told or _body(one.text, last.width))]]


def _body(text: str, width: float) -> list[Piece]:
    if is_right_to_left(text):
        return lines(text, replace(BODY, align="right"), width)
    if "[" not in text and "(" not in text:
        return lines(text, BODY, width)
    return rich(told_apart(text), BODY, width)
