"""How fast the subtitles of a script may be read: shown and set where they go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.forms.fields import languages_in_words
from production.models import Film
from production.views.listing import kept_query
from script.actions import reading as rules_of
from script.formats.cut_subtitles import Reading, Rules
from script.forms.reading import RulesForm
from script.models import Script
from script.pdf import content
from script.views.script_page import script_of


def shown(reading: Reading, languages: Iterable[str], *, may_write: bool = False) -> list[dict[str, Any]]:
    """The rules of each language: in words, and as a form for who may set them."""
    return [
        {
            "language": languages_in_words([code]),
            "words": in_words(reading.rules(code)),
            "form": RulesForm.of(code, reading.rules(code)) if may_write else None,
        }
        for code in languages
    ]


def in_words(rules: Rules) -> str:
    """``42 letters a line, 17 a second, 1–7 s``"""
    return _("%(characters)s letters a line, %(per_second)s a second, %(shortest)s–%(longest)s s") % {
        "characters": rules.characters,
        "per_second": rules.per_second,
        "shortest": _seconds(rules.shortest),
        "longest": _seconds(rules.longest),
    }


def _seconds(ms: int) -> str:
    return str(number_format(f"{ms / 1000:.3f}".rstrip("0").rstrip(".")))


def languages_of(script: content.Script, offered: Iterable[tuple[str, str]]) -> list[str]:
    """Those in which something is said, and those into which it is translated."""
    said = {cell.language for cell in script.cells if cell.element in content.VOICES and cell.language}
    return sorted(said | {code for code, _words in offered if code})


def told(reading: Reading, counts: Mapping[str, tuple[int, int]]) -> list[str]:
    """Of each language: its rules, and how many of its subtitles break them."""
    return [
        _("%(language)s: %(rules)s. %(broken)s of %(all)s break them.")
        % {
            "language": languages_in_words([code]) if code else _("Language not known"),
            "rules": in_words(reading.rules(code)),
            "broken": broken,
            "all": every,
        }
        for code, (broken, every) in counts.items()
    ]


@film_view(Permission.EDIT_SCRIPT)
@require_POST
def script_subtitle_rules(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """Of one language; the page of exports answers with what was chosen there before."""
    found = script_of(film, script)
    form = RulesForm(request.POST)
    if not form.is_valid():
        if {"language", "was"} & set(form.errors):
            raise Http404
        messages.error(request, " ".join(_faults(form)))
    else:
        _set(request, found, form)
    query = kept_query(request.GET)
    address = reverse("script-exports", args=[film.slug, found.pk])
    return redirect(f"{address}{'?' if query else ''}{query}#reading")


def _set(request: HttpRequest, script: Script, form: RulesForm) -> None:
    language = form.cleaned_data["language"]
    facts = {"language": languages_in_words([language]), "rules": in_words(form.rules)}
    try:
        rules_of.set_rules(
            script=script,
            language=language,
            rules=form.rules,
            seen=form.seen,
            by=request.user,  # type: ignore[arg-type]
        )
    except rules_of.SetMeanwhile:
        text = _(
            "Not saved: somebody else has set other rules for %(language)s meanwhile. They stand here now."
        )
        messages.warning(request, text % facts)
    else:
        messages.success(request, _("Subtitles in %(language)s: %(rules)s.") % facts)


def _faults(form: RulesForm) -> Iterable[str]:
    for name, faults in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        yield from (f"{label}: {fault}" if label else str(fault) for fault in faults)
