"""The selects of a film in groups: by theme, who speaks, rating or interview, with what each adds up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import DateField, Prefetch
from django.db.models.functions import Coalesce

from interviews.models import Segment
from interviews.narrowing import with_speaker
from interviews.quotes import NOTHING, Quote, quotes
from production import timecode
from production.models import Film, Person, Scene, Theme


@dataclass(frozen=True)
class Light:
    """What a segment counts for; thousands are read at once."""

    pk: int
    seconds: Fraction
    rating: int
    who: int | None
    interview: int
    place: tuple[Any, ...]  # of all segments in the order in which they were recorded


@dataclass
class Group:
    key: Any  # None for those that have none
    words: str
    segments: list[Light] = field(default_factory=list)

    @property
    def seconds(self) -> Fraction:
        return sum((one.seconds for one in self.segments), Fraction())

    @property
    def running(self) -> str:
        return running(self.seconds)


def running(seconds: Fraction) -> str:
    """1:05, 1:02:03: rounded once, at the very end."""
    whole = int(seconds + Fraction(1, 2))
    minutes, hours = whole // 60 % 60, whole // 3600
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


_READ = (
    "pk",
    "in_frame",
    "out_frame",
    "rating",
    "who",
    "recording",
    "recording__rate",
    "recording__interview",
    "recording__interview__title",
    "shot_on",
)


def light(segments: Any) -> list[Light]:
    """Segments of a query, without what nobody counts."""
    dated = with_speaker(segments).annotate(
        shot_on=Coalesce(
            "recording__interview__item__day__date", "recording__interview__date", output_field=DateField()
        )
    )
    return [_light(*row) for row in dated.order_by().values_list(*_READ)]


def _light(
    pk: int,
    in_frame: int,
    out_frame: int,
    rating: int,
    who: int | None,
    recording: int,
    rate: str,
    interview: int,
    title: str,
    day: Any,
) -> Light:
    seconds = timecode.rate_of(rate).seconds(out_frame - in_frame)
    place = (day is None, day, title, interview, recording, in_frame, pk)
    return Light(pk, seconds, rating, who, interview, place if day else (True, 0, *place[2:]))


ORDERS: dict[str, Callable[[Light], Any]] = {
    "source": lambda one: one.place,
    "rating": lambda one: (-one.rating, one.place),
    "longest": lambda one: (-one.seconds, one.place),
    "shortest": lambda one: (one.seconds, one.place),
}


def grouped(film: Film, segments: Sequence[Light], by: str, order: str) -> list[Group]:
    """Each segment in its group; in every one of its themes, where they are grouped by theme."""
    groups = _GROUPS[by](film, sorted(segments, key=ORDERS[order]))
    return [group for group in groups if group.segments]


def _by_theme(film: Film, segments: list[Light]) -> list[Group]:
    groups = {theme.pk: Group(theme.pk, theme.name) for theme in Theme.objects.filter(film=film)}
    links = Segment.themes.through._default_manager.filter(theme__film=film, theme__binned_at=None)
    themes: dict[int, list[int]] = defaultdict(list)
    for segment, theme in links.values_list("segment", "theme"):
        themes[segment].append(theme)
    without = Group(None, "")
    for one in segments:
        for theme in themes[one.pk]:
            groups[theme].segments.append(one)
        if not themes[one.pk]:
            without.segments.append(one)
    return [*groups.values(), without]


def _by_person(film: Film, segments: list[Light]) -> list[Group]:
    people = Person.everything.filter(pk__in={one.who for one in segments if one.who})
    names = dict(people.values_list("pk", "name"))
    return _split(segments, lambda one: one.who, sorted(names.items(), key=lambda pair: pair[1]))


def _by_rating(film: Film, segments: list[Light]) -> list[Group]:
    return _split(segments, lambda one: one.rating or None, [(n, str(n)) for n in (5, 4, 3, 2, 1)])


def _by_interview(film: Film, segments: list[Light]) -> list[Group]:
    titles = {one.interview: str(one.place[2]) for one in sorted(segments, key=lambda one: one.place)}
    return _split(segments, lambda one: one.interview, titles.items())


def _split(
    segments: list[Light], key: Callable[[Light], Any], names: Iterable[tuple[Any, str]]
) -> list[Group]:
    groups = {of: Group(of, words) for of, words in [*names, (None, "")]}
    for one in segments:
        groups[key(one)].segments.append(one)
    return list(groups.values())


_GROUPS: dict[str, Callable[[Film, list[Light]], list[Group]]] = {
    "theme": _by_theme,
    "person": _by_person,
    "rating": _by_rating,
    "interview": _by_interview,
}


# -- shown -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Select:
    segment: Any
    quote: Quote
    who: str


def selects(keys: Iterable[int]) -> dict[int, Select]:
    """Segments with all that a reader is shown of them, in few queries."""
    rows = list(
        with_speaker(Segment.objects.filter(pk__in=set(keys)))
        .select_related("recording__interview", "speaker")
        .prefetch_related(
            Prefetch("themes", Theme.objects.all(), to_attr="about"),
            Prefetch("scenes", Scene.objects.all(), to_attr="placed"),
        )
    )
    said = quotes(rows)
    people = Person.everything.filter(pk__in={row.who for row in rows if row.who})
    names = dict(people.values_list("pk", "name"))
    return {row.pk: _select(row, said.get(row.pk, NOTHING), names) for row in rows}


def _select(segment: Any, quote: Quote, names: dict[int, str]) -> Select:
    return Select(segment, quote, names.get(segment.who, "") or ", ".join(quote.speakers))
