"""Dates of history in words of English and Spanish."""

from __future__ import annotations

from production.historic_dates import MONTHS, SHORT_MONTHS, WINTER, HistoricDate, Precision, Stated

_SEASONS = {
    "en": ["spring", "summer", "autumn", "winter"],
    "es": ["primavera", "verano", "otoño", "invierno"],
}
_PARTS = {"en": ["early", "mid-", "late"], "es": ["principios de", "mediados de", "fines de"]}
_ABOUT = {"en": "about", "es": "hacia"}


def format_date(value: HistoricDate, language: str = "en", *, short: bool = False) -> str:
    """The date in words of English or Spanish: ``24–25 May 1940``, ``principios de 1935``."""
    tongue = "es" if language[:2] == "es" else "en"
    words = _worded(value.start, tongue, short)
    if value.end is not None:
        words = _worded_range(value.start, value.end, tongue, short)
    return f"{_ABOUT[tongue]} {words}" if value.about else words


def _worded_range(start: Stated, end: Stated, language: str, short: bool) -> str:
    last = _worded(end, language, short)
    if start.precision == end.precision:
        if start.precision == Precision.YEAR and start.year // 100 == end.year // 100:
            return f"{start.year}–{end.year % 100:02d}"
        if start.precision == Precision.DAY and (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{last}"
        if start.month and start.year == end.year:
            first = _worded(start, language, short, year=False)
            return f"{first}–{last}" if start.precision == Precision.MONTH else f"{first} – {last}"
    return f"{_worded(start, language, short)} – {last}"


def _worded(stated: Stated, language: str, short: bool, year: bool = True) -> str:
    words = _joined(_pieces(stated, language, short, year), language, short)
    if stated.part is None:
        return words
    part = _PARTS[language][stated.part]
    if language == "es" and stated.decade:
        part += " la"
    return f"{part}{words}" if part.endswith("-") else f"{part} {words}"


def _pieces(stated: Stated, language: str, short: bool, year: bool) -> list[str]:
    """Day, month or season, and year, as far as they are stated."""
    if stated.decade:
        return [f"{stated.year}s"] if language == "en" else ["década", str(stated.year)]
    pieces = [str(stated.day)] if stated.day else []
    if stated.month:
        pieces.append((SHORT_MONTHS if short else MONTHS)[language][stated.month - 1])
    if stated.season is not None:
        pieces.append(_SEASONS[language][stated.season])
    winter = f"{stated.year}–{(stated.year + 1) % 100:02d}"
    return [*pieces, winter if stated.season == WINTER else str(stated.year)] if year else pieces


def _joined(pieces: list[str], language: str, short: bool) -> str:
    if language == "en":
        return " ".join(pieces)
    return (" " if short and pieces[0] != "década" else " de ").join(pieces)
