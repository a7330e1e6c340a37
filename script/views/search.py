"""Search over everything in a film: a page, and a short list under the box on top of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from interviews import narrowing
from interviews.forms.narrowing import NarrowForm
from interviews.narrowing import Criteria
from production import full_text
from production.access import Access, Permission, film_view
from production.models import Film
from production.search import KINDS, Answer, Result, find, results
from production.words import LONGEST_QUESTION, Asked, Piece, excerpt, marked, read

PAGE = 30
QUICK = 8


@dataclass(frozen=True)
class Shown:
    """A result with the words that were asked for marked."""

    result: Result
    title: SafeString
    text: SafeString

    @classmethod
    def of(cls, result: Result, asked: Asked) -> Shown:
        entry = result.entry
        text = excerpt([part for part in entry.texts if part and part != entry.note], asked)
        return cls(result, _drawn(marked(entry.shown or entry.title, asked)), _drawn(marked(text, asked)))


def _drawn(pieces: list[Piece]) -> SafeString:
    """Drawn here: a template for each piece would take longer than to find it."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", one.text) if one.is_found else one.text,) for one in pieces),
    )


@film_view(Permission.SEE_FILM)
def search(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    text = request.GET.get("q", "")[:LONGEST_QUESTION]
    asked = read(text)
    if request.headers.get("HX-Request"):
        return _quick(request, access, text, asked)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    form = NarrowForm(request.GET, film=film) if access.may(Permission.SEE_INTERVIEWS) else None
    criteria = form.criteria if form else Criteria()
    answer = _answer(access, asked, kind, criteria)
    page = Paginator(answer.hits, PAGE).get_page(request.GET.get("page"))
    context = {
        "q": text,
        "asked": asked,
        "kind": kind,
        "kinds": _kinds(answer),
        "answer": answer,
        "most": full_text.MOST,
        "total": len(answer.hits),
        "page": page,
        "shown": [Shown.of(result, asked) for result in results(access, page.object_list)],
        "query": _query(request),
        "filters": form if form and (criteria.ask or "filters" in request.GET) else None,
        "may_filter": form is not None,
        "is_narrowed": criteria.ask,
        "kept": _query(request, "kind"),
        "unnarrowed": _query(request, *NarrowForm.base_fields, "filters"),
    }
    return render(request, "script/search.html", context)


def _answer(access: Access, asked: Asked, kind: str, criteria: Criteria) -> Answer:
    """By words, by filters, or by both; filters alone list what they leave in order."""
    if not criteria.ask:
        return find(access, asked, kind)
    if asked.asks:
        return find(access, asked, kind, narrowing.narrowed(access.film, criteria))
    return narrowing.in_order(access.film, criteria, kind)


def _quick(request: HttpRequest, access: Access, text: str, asked: Asked) -> HttpResponse:
    answer = find(access, asked)
    shown = [Shown.of(result, asked) for result in results(access, answer.hits[:QUICK])]
    context = {"q": text, "asked": asked, "shown": shown, "total": len(answer.hits), "answer": answer}
    return render(request, "script/_search_quick.html", context)


def _kinds(answer: Answer) -> list[tuple[str, Any, int, bool]]:
    """Of each kind how many there are, and whether there are more."""
    return [(code, KINDS[code], count, code in answer.more) for code, count in answer.counts.items()]


def _query(request: HttpRequest, *without: str) -> str:
    """The address without its page and some more."""
    query = request.GET.copy()
    for name in ("page", *without):
        query.pop(name, None)
    return query.urlencode()
