"""All question lists of a film as one table, on the page and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.pdf.content import Ask, Guest, QuestionLists
from production.pdf.report_tables import Cell, Column, Group, Report
from production.pdf.wording import Words


def question_lists(
    found: QuestionLists, words: Words, *, states: Mapping[str, Any], statuses: Mapping[str, Any]
) -> Report:
    """`states` and `statuses` word the codes of questions and of subjects."""
    columns = (
        Column(_("No."), 24, "right"),
        Column(_("Question"), 1.35),
        Column(_("Must-get"), 74),
        Column(_("Asked in"), 62),
        Column(_("Theme"), 90),
        Column(_("State"), 60),
    )
    groups = tuple(
        Group(
            tuple(_line(number, one, words, states) for number, one in enumerate(guest.questions, start=1)),
            heading=_heading(guest, words, statuses),
            facts=(),
        )
        for guest in found.guests
    )
    summary = (
        (_("Interview subjects"), str(len(found.guests))),
        (_("Questions"), str(sum(len(guest.questions) for guest in found.guests))),
        (_("Must-gets open"), str(sum(guest.open_musts for guest in found.guests))),
    )
    return Report(_("Question lists"), found.head, columns, groups, summary)


def _heading(guest: Guest, words: Words, statuses: Mapping[str, Any]) -> str:
    """Esteban Volkov — Scheduled — 8 questions, 2 must-gets open."""
    count = len(guest.questions)
    told = ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}
    if guest.open_musts:
        waits = ngettext("%(count)d must-get open", "%(count)d must-gets open", guest.open_musts)
        told = f"{told}, {waits % {'count': guest.open_musts}}"
    return " — ".join(filter(None, (guest.name, words.label(statuses, guest.status), told)))


def _line(number: int, one: Ask, words: Words, states: Mapping[str, Any]) -> tuple[Cell, ...]:
    return (
        Cell(str(number)),
        Cell(one.text, one.note, is_strong=one.is_must),
        Cell(_("must-get") if one.is_must else ""),
        Cell(words.languages([one.language]) if one.language else ""),
        Cell(one.theme),
        Cell(words.label(states, one.state)),
    )
