"""What changed since an earlier version: the block that a reissue opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from production.changes_words import told

from .call_sheet_content import WhatChanged
from .rows import Row, lines
from .sheet import STRONG, TEXT, caps, stack

if TYPE_CHECKING:
    from .call_sheet import CrewSheet

PRIVATE_FIELDS = ("phone", "email", "pick_up_place", "diet", "access", "companion")


def add_changes(sheet: CrewSheet, changed: WhatChanged) -> None:
    """Section by section, each change as a sentence, with the bar that its row carries below."""
    since = caps(changed.since.colour) or str(changed.since.version or "")
    sheet.section(_("What changed since %(version)s") % {"version": since})
    shown = [change for change in changed.changes if sheet.private or change.field not in PRIVATE_FIELDS]
    if not shown:
        sheet.paragraph(lines(_("Nothing that this sheet shows."), TEXT, sheet.width), above=4)
        return
    layout = sheet.columns(92, 1.0)
    with sheet.flow.table():
        for section, sentences in told(shown, sheet.words.language):
            what = stack(layout[1].width)
            for sentence in sentences:
                what.text(sentence)
            cells = [lines(section, STRONG, layout[0].width), what.pieces]
            sheet.flow.add(Row(layout, cells, tags=("TH", "TD"), rule=0.3, bar=True, splits=True))
