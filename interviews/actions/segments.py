"""What happens to segments beside their form: themes put on and taken off, the bin and the way back.

Themes are put on and taken off one by one, so that two loggers who do so at once don't meet: what
the one puts on stays when the other's change arrives late.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from interviews.models import Segment
from production.importing import writing
from production.models import Film, Theme, User, citing
from production.words import fold


@transaction.atomic
def mark(*, segment: Segment, add: Iterable[Theme] = (), remove: Iterable[Theme] = (), by: User) -> Segment:
    """Put themes on and take themes off; nothing is written where nothing changes."""
    now: Segment = Segment.objects.select_for_update().get(pk=segment.pk)
    has = set(now.themes.values_list("pk", flat=True))
    new = [theme for theme in add if theme.pk not in has]
    gone = [theme for theme in remove if theme.pk in has]
    if new or gone:
        _save(now, by)
        now.themes.add(*new)
        now.themes.remove(*gone)
    return now


@transaction.atomic
def make(*, segments: Sequence[Segment], by: User) -> None:
    """Write many new segments at once; who asks for them sees to it that they lie in their recordings."""
    written: writing.Written = []
    writing.make(segments, [{} for _segment in segments], by=by, search=written)
    writing.tell_search(written)


@transaction.atomic
def put_away(*, segment: Segment, by: User) -> Segment:
    citing.hold(segment)
    now = _locked(segment)
    if not now.is_binned:
        now._history_user = by  # type: ignore[attr-defined]
        now.bin(by=by)
    return now


@transaction.atomic
def bring_back(*, segment: Segment, by: User) -> Segment:
    now = _locked(segment)
    if now.is_binned:
        now._history_user = by  # type: ignore[attr-defined]
        now.restore()
    return now


@transaction.atomic
def put_away_untouched(*, versions: Mapping[int, int], used: Collection[int] = (), by: User) -> list[Segment]:
    """Put into the bin those that still are as they were made, at the version that stands beside their key.

    What was changed since, is cited, speaks to a scene, answers a question or is among `used` stays.
    """
    rows = Segment.objects.select_for_update().filter(pk__in=versions).order_by("pk")
    found = [one for one in rows if one.version == versions[one.pk] and one.pk not in used]
    kept = {key for key, cited in citing.citations(found).items() if cited} | _linked(found)
    away = [one for one in found if one.pk not in kept]
    moment = timezone.now()
    for segment in away:
        segment.binned_at, segment.binned_by = moment, by
    _save_many(away, by)
    return away


@transaction.atomic
def bring_back_many(*, keys: Iterable[int], by: User) -> list[Segment]:
    """Those of them that lie in the bin."""
    rows = Segment.everything.binned().select_for_update().filter(pk__in=keys)
    found = list(rows.order_by("pk"))
    for segment in found:
        segment.binned_at = segment.binned_by = None
    _save_many(found, by)
    return found


def _linked(segments: Sequence[Segment]) -> set[int]:
    """Those that stand in a list of theirs: on a scene, a question, an event, under a theme."""
    found: set[int] = set()
    for field in Segment._meta.many_to_many:
        links: Any = getattr(Segment, field.name).through._default_manager.filter(segment__in=segments)
        found |= set(links.values_list("segment", flat=True))
    return found


def _save_many(segments: Sequence[Segment], by: User) -> None:
    written: writing.Written = []
    writing.save(segments, [{} for _segment in segments], by=by, search=written)
    writing.tell_search(written)


def theme_called(*, film: Film, name: str, by: User) -> Theme:
    """The film's theme of this name, whatever its case and accents; made where there is none."""
    if found := _named(film, name):
        return found
    theme = Theme(film=film, name=name)
    theme.full_clean()
    theme._history_user = by  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError:  # somebody made it in the same moment
        return Theme.objects.get(film=film, name__iexact=theme.name)
    return theme


def themes_called(*, film: Film, names: Iterable[str]) -> list[Theme]:
    """The film's themes of these names, those that there are."""
    return [theme for name in names if (theme := _named(film, name))]


def _named(film: Film, name: str) -> Theme | None:
    wanted = fold(name) or name
    themes = Theme.objects.filter(film=film)
    return next((theme for theme in themes if (fold(theme.name) or theme.name) == wanted), None)


def _locked(segment: Segment) -> Segment:
    found: Segment = Segment.everything.select_for_update().get(pk=segment.pk)
    return found


def _save(record: Segment, by: User) -> None:
    record._history_user = by  # type: ignore[attr-defined]
    record.save()
