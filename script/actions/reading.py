"""Set how fast the subtitles of a script may be read."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from production.actions.schedule import sign
from production.models import Film, User
from script.formats.cut_subtitles import Reading, Rules
from script.models import Script


class SetMeanwhile(Exception):
    """Somebody else has set other rules since they were looked at."""


@transaction.atomic
def set_rules(*, script: Script, language: str, rules: Rules, seen: Rules, by: User) -> Script:
    """For one language; `seen` are the rules that were shown. SetMeanwhile where they are no longer so."""
    found = Script.objects.select_for_update(of=("self",)).get(pk=script.pk)
    now = found.rules.rules(language)
    if now not in (seen, rules):
        raise SetMeanwhile
    others = {code: known for code, known in found.reading.items() if code != language}
    found.reading = others if rules == Rules() else {**others, language: asdict(rules)}
    sign(found, by)
    found.save()
    return found


def of_film(film: Film) -> Reading:
    """As the film's working script has them."""
    found = Script.objects.filter(film=film, is_working=True).first()
    return found.rules if found else Reading()
