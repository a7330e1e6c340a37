"""A row of the writing page as HTML.

No template: a page has up to 1,200 rows of several cells, and a template would take four times as long
for each. Every text goes through ``escape``; what stands here besides is markup of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from django.utils.html import escape
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from script.views.drawn import Badge, CellShown, RowShown


class RowDrawer:
    """Words that all rows share are asked for once."""

    def __init__(self, *, translated: bool = True) -> None:
        self.translated = translated
        icon = '<i class="bi bi-pin-angle-fill" aria-hidden="true"></i>'
        self.pinned = f' <span class="s-pin">{icon}{escape(_("pinned"))}</span>'
        self.changed = escape(_("Source changed since you quoted it"))
        self.none = escape(_("No words in the transcript"))
        self.accept, self.keep = escape(_("Accept")), escape(_("Keep"))

    def row(self, row: RowShown) -> str:
        """`data-look` says how it looks, but for its number, which the page counts itself."""
        key, length = row.row.key, row.length and f'<span class="s-length">{_about(row)}{row.length}</span>'
        revised = " is-revised" if row.row.is_changed else ""
        sums = f'data-s="{row.seconds}" data-m="{row.measured}" data-c="{row.row.clearance}"'
        rest = (
            f"{length}{_badge(row.badge, ' s-clear')}</div>"
            f'<div class="s-col s-picture" data-column="picture">{self._cells(row.picture)}</div>'
            f'<div class="s-col s-sound" data-column="sound">{self._cells(row.sound)}</div></li>'
        )
        look = crc32(f"{sums}{rest}".encode())
        return (
            f'<li class="s-row{revised}" id="row-{key}" data-row="{key}" data-version="{row.version}"'
            f' {sums} data-look="{look:x}" tabindex="-1">'
            f'<div class="s-side"><span class="s-number">{escape(row.row.number)}</span>{rest}'
        )

    def _cells(self, cells: list[CellShown]) -> str:
        return "".join(map(self.cell, cells))

    def cell(self, shown: CellShown) -> str:
        cell, element = shown.cell, escape(shown.cell.element)  # an archive may bring any
        return (
            f'<div class="s-cell is-{element}{" is-pinned" if cell.is_pinned else ""}"'
            f' data-cell="{cell.key}" data-version="{shown.version}" data-element="{element}"'
            f' data-typed="{escape(shown.typed)}">{self._head(shown)}'
            f"{_words('s-text', cell.words, cell.language) or self._wordless(cell.element)}"
            f"{_words('s-translation', cell.translation, cell.translated_into) if self.translated else ''}"
            f"{_reference(shown)}{self._changed() if cell.is_changed else ''}</div>"
        )

    def _head(self, shown: CellShown) -> str:
        title = f' <span class="s-title">{escape(shown.cell.title)}</span>' if shown.cell.title else ""
        pin = self.pinned if shown.cell.is_pinned else ""
        lasts = (
            f'<span class="s-lasts">{shown.length} <span class="s-basis">{escape(shown.basis)}</span></span>'
            if shown.length
            else ""
        )
        name = f'<span class="s-kind">{escape(shown.kind)}</span>{title}{pin}'
        return f'<p class="s-head"><span class="s-name">{name}</span>{lasts}</p>'

    def _wordless(self, element: str) -> str:
        return f'<p class="s-none">{self.none}</p>' if element == "soundbite" else ""

    def _changed(self) -> str:
        button = '<button type="button" class="btn btn-sm may-edit'
        return (
            '<p class="s-changed"><span class="state is-warn">'
            '<i class="bi bi-exclamation-triangle-fill" aria-hidden="true"></i>'
            f'{self.changed}</span> {button} btn-outline-secondary" data-act="accept">{self.accept}</button>'
            f' {button} btn-quiet" data-act="keep">{self.keep}</button></p>'
        )


def looks(html: str, look: object) -> bool:
    """Whether a row that was drawn looks so."""
    return f' data-look="{look}" ' in html


def _about(row: RowShown) -> str:
    return '<span aria-hidden="true">≈</span>' if row.is_estimated else ""


def _words(name: str, text: str, language: str) -> str:
    return f'<p class="{name}" lang="{escape(language)}">{escape(text)}</p>' if text else ""


def _badge(badge: Badge | None, more: str = "") -> str:
    if badge is None:
        return ""
    state, picture, words = badge
    icon = f'<i class="bi bi-{picture}" aria-hidden="true"></i>'
    return f'<span class="state is-{state}{more}">{icon}{escape(words)}</span>'


def _reference(shown: CellShown) -> str:
    """Where its source is, and what keeps it from being shown."""
    if not shown.link:
        return ""
    badge = _badge(shown.badge) if shown.badge and shown.badge[0] != "ok" else ""
    words = escape(shown.reference or shown.name)
    return f'<p class="s-ref"><a href="{escape(shown.link)}">{words}</a> {badge}</p>'
