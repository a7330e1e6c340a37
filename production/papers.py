"""The register of papers: every report of a film, in the groups in which their index shows them.

A paper that is one table is a row of ``production.views.reports.TABLES``: its page, its document
and their addresses follow. One with pages of its own names them after itself (``report-<name>``,
``report-<name>-pdf``), or says what they are called. An app above this one adds its papers when it
is ready: ``papers.add(…)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from production.access import Access, Permission
from production.models import Film
from production.pdf.report_tables import Report
from production.pdf.wording import Words

LayOut = Callable[[Words], Report]

GROUPS = {
    "planning": _("Planning"),
    "day": _("On the day"),
    "people": _("People"),
    "archive": _("Archive"),
    "clearance": _("Clearance"),
    "script": _("Script"),
}


@dataclass(frozen=True)
class Paper:
    """One report; its addresses are report-<name> and report-<name>-pdf where it says nothing else."""

    name: str
    words: str | Promise
    answers: str | Promise
    permission: Permission
    group: str
    gather: Callable[[Film, Access], LayOut] | None = None  # none where its page has a form of its own
    page: str = ""  # name of the address, where it isn't report-<name>
    has_pdf: bool = True  # of the whole film; False where each entry of the page has its own

    def addresses(self, film: Film) -> tuple[str, str]:
        """Of the page and of the document, "" where there is no document of the whole."""
        page = self.page or f"report-{self.name}"
        pdf = reverse(f"{page}-pdf", args=[film.slug]) if self.has_pdf else ""
        return reverse(page, args=[film.slug]), pdf


_papers: dict[str, Paper] = {}


def add(*papers: Paper) -> None:
    """Take papers into the index; the same one again takes its own place."""
    for paper in papers:
        assert paper.group in GROUPS, paper.group  # noqa: S101  # a slip of the programmer's
        _papers[paper.name] = paper


def grouped(access: Access) -> Iterator[tuple[str | Promise, list[Paper]]]:
    """What this member may read, group by group; a group without papers is left out."""
    for code, words in GROUPS.items():
        found = [p for p in _papers.values() if p.group == code and access.may(p.permission)]
        if found:
            yield words, found
