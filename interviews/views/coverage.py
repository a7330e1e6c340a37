"""What the interviews cover: themes by who speaks, in minutes; who speaks how long; what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from interviews.covered import Map, Row, Speaking, speaking, subjects_without_recording, theme_map
from interviews.selects import running
from production.access import Permission, film_view
from production.forms.fields import languages_in_words
from production.models import Film
from production.views.listing import csv_answer

BAR = 100  # the longest bar, in parts


@film_view(Permission.SEE_INTERVIEWS)
def interview_coverage(request: HttpRequest, film: Film) -> HttpResponse:
    tables: dict[str, Callable[[Film], Iterator[list[Any]]]] = {
        "themes": _themes_table,
        "people": _people_table,
        "languages": _languages_table,
    }
    if table := tables.get(request.GET.get("export", "")):
        return csv_answer(table(film), f"{gettext('coverage')} {request.GET['export']}")
    covered, spoken = theme_map(film), speaking(film)
    context = {
        "map": covered,
        "people": [name or gettext("Nobody named") for _key, name in covered.people],
        "rows": [_row(film, row) for row in covered.rows],
        "sums": [(running(seconds), _board(film, person=key)) for key, seconds in covered.sums],
        "whole": running(covered.seconds),
        "empty_themes": [row.theme for row in covered.rows if row.theme and not row.segments],
        "unthemed_url": _board(film, theme="null"),
        "unrecorded": list(subjects_without_recording(film)),
        "speaking": _bars(_people(spoken)),
        "languages": _bars([(languages_in_words([code]), s) for code, s in spoken.languages]),
        "spoken": running(spoken.seconds),
    }
    return render(request, "interviews/interview_coverage.html", context)


def _board(film: Film, **filters: Any) -> str:
    """The selects board with these filters; "" for those whom no filter names."""
    if None in filters.values():
        return ""
    return f"{reverse('select-list', args=[film.slug])}?{urlencode(filters)}"


def _row(film: Film, row: Row) -> dict[str, Any]:
    theme = row.theme.pk if row.theme else "null"
    return {
        "words": row.theme.name if row.theme else gettext("Without a theme"),
        "url": _board(film, theme=theme),
        "segments": row.segments,
        "sum": running(row.seconds) if row.segments else "",
        "cells": [
            (running(cell.seconds), cell.shade, _board(film, theme=theme, person=cell.person))
            if cell.seconds
            else ("", 0, "")
            for cell in row.cells
        ],
    }


def _people(spoken: Speaking) -> list[tuple[str, Fraction]]:
    return [(name or gettext("Names without a person"), seconds) for _key, name, seconds in spoken.people]


def _bars(lengths: list[tuple[str, Fraction]]) -> list[tuple[str, str, int]]:
    """Of each its words, its time, and how long its bar is drawn."""
    most = max((seconds for _words, seconds in lengths), default=Fraction(1)) or Fraction(1)
    return [(words, running(seconds), round(BAR * seconds / most)) for words, seconds in lengths]


# -- out of here -------------------------------------------------------------------------------


def _minutes(seconds: Fraction) -> float:
    return round(float(seconds / 60), 2)


def _themes_table(film: Film) -> Iterator[list[Any]]:
    """In minutes, as all tables of this page."""
    covered: Map = theme_map(film)
    names = [name or gettext("Nobody named") for _key, name in covered.people]
    yield [gettext("Theme"), *names, gettext("Minutes"), gettext("Segments")]
    for row in covered.rows:
        words = row.theme.name if row.theme else gettext("Without a theme")
        yield [words, *(_minutes(cell.seconds) for cell in row.cells), _minutes(row.seconds), row.segments]
    yield [
        gettext("All"),
        *(_minutes(seconds) for _key, seconds in covered.sums),
        _minutes(covered.seconds),
        "",
    ]


def _people_table(film: Film) -> Iterator[list[Any]]:
    spoken: Speaking = speaking(film)
    yield [gettext("Who speaks"), gettext("Minutes")]
    yield from ([name, _minutes(seconds)] for name, seconds in _people(spoken))


def _languages_table(film: Film) -> Iterator[list[Any]]:
    yield [gettext("Language"), gettext("Minutes")]
    for code, seconds in speaking(film).languages:
        yield [languages_in_words([code]), _minutes(seconds)]
