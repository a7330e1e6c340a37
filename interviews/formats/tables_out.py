"""A transcript as a table for spreadsheets: both countings of its times, who speaks, the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from interviews.formats.lines import Line, Words, clock
from production.formats import tables_out

HEADINGS = ("In", "Out", "Start", "End", "Speaker", "Text", "Translation")
WIDTHS = (14, 14, 14, 14, 22, 80, 80)


def rows(
    lines: Iterable[Line], *, words: Words = Words.BOTH, headings: Sequence[str] = HEADINGS
) -> Iterator[list[str]]:
    """The headings, then a row for each line; `headings` gives them in the reader's language."""
    has_original, has_translation = words != Words.TRANSLATION, words != Words.ORIGINAL
    kept = [True] * 5 + [has_original, has_translation]
    yield [heading for heading, is_kept in zip(headings, kept, strict=True) if is_kept]
    for line in lines:
        cells = [line.source_in, line.source_out, clock(line.start), clock(line.end), line.speaker]
        yield [*cells, *([line.text] * has_original), *([line.translation] * has_translation)]


def csv(
    lines: Iterable[Line], *, words: Words = Words.BOTH, headings: Sequence[str] = HEADINGS
) -> Iterator[str]:
    yield from tables_out.csv(rows(lines, words=words, headings=headings))


def xlsx(lines: Iterable[Line], *, words: Words = Words.BOTH, headings: Sequence[str] = HEADINGS) -> bytes:
    return tables_out.xlsx(rows(lines, words=words, headings=headings), widths=WIDTHS)
