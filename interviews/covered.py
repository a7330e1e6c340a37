"""What the interviews of a film cover: themes by who speaks, speaking time, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef

from interviews.coverage import Stretch, lengths, share, stretch
from interviews.models import Cue, Recording, Segment, Subject
from interviews.narrowing import with_speaker
from production import timecode
from production.models import Film, Person, Theme

SHADES = 5


@dataclass(frozen=True)
class Cell:
    theme: int | None
    person: int | None
    seconds: Fraction
    shade: int


@dataclass(frozen=True)
class Row:
    """A theme, or what has none, by who speaks."""

    theme: Theme | None
    cells: list[Cell]
    seconds: Fraction  # of all who speak of it: what two say at once counts once
    segments: int


@dataclass(frozen=True)
class Map:
    people: list[tuple[int | None, str]]
    rows: list[Row]
    sums: list[tuple[int | None, Fraction]]  # of each person, about whatever
    seconds: Fraction
    unthemed: int  # segments


Marked = tuple[int, int | None, Stretch]  # segment, who speaks, where


def theme_map(film: Film) -> Map:
    marked = list(_segments(film))
    themes = _themes(film)
    by_both = lengths(
        ((theme, who), where) for key, who, where in marked for theme in themes.get(key, [None])
    )
    by_theme = lengths((theme, where) for key, _who, where in marked for theme in themes.get(key, [None]))
    by_person = lengths((who, where) for _key, who, where in marked)
    counts: dict[int | None, int] = defaultdict(int)
    for key, _who, _where in marked:
        for theme in themes.get(key, [None]):
            counts[theme] += 1
    people = _people(film, {who for _key, who, _where in marked})
    most = max(by_both.values(), default=Fraction())
    rows = [
        Row(theme, _cells(key, people, by_both, most), by_theme.get(key, Fraction()), counts[key])
        for key, theme in _named(film, with_none=counts[None] > 0)
    ]
    sums = [(key, by_person.get(key, Fraction())) for key, _name in people]
    whole = lengths((None, where) for _key, _who, where in marked)
    return Map(people, rows, sums, whole.get(None, Fraction()), counts[None])


def _cells(theme: int | None, people: Any, found: dict[Any, Fraction], most: Fraction) -> list[Cell]:
    seconds = [(person, found.get((theme, person), Fraction())) for person, _name in people]
    return [Cell(theme, person, length, share(length, most, SHADES)) for person, length in seconds]


def _segments(film: Film) -> Iterator[Marked]:
    rows = with_speaker(Segment.objects.of_film(film)).order_by()
    columns = ("pk", "who", "recording__interview", "in_frame", "out_frame", *_RATE)
    for key, who, interview, in_frame, out_frame, rate, offset in rows.values_list(*columns):
        yield key, who, stretch(interview, in_frame, out_frame, timecode.rate_of(rate), offset)


_RATE = ("recording__rate", "recording__sync_offset")


def _themes(film: Film) -> dict[int, list[int | None]]:
    links = Segment.themes.through._default_manager.filter(theme__film=film, theme__binned_at=None)
    found: dict[int, list[int | None]] = defaultdict(list)
    for segment, theme in links.values_list("segment", "theme"):
        found[segment].append(theme)
    return found


def _named(film: Film, *, with_none: bool) -> list[tuple[int | None, Theme | None]]:
    themes: list[tuple[int | None, Theme | None]] = [
        (theme.pk, theme) for theme in Theme.objects.filter(film=film)
    ]
    return [*themes, (None, None)] if with_none else themes


def _people(film: Film, speak: set[int | None]) -> list[tuple[int | None, str]]:
    """The subjects, those too who were not recorded yet, and whoever else speaks."""
    subjects = set(Subject.objects.filter(film=film).values_list("person", flat=True))
    rows = Person.everything.filter(pk__in={key for key in speak | subjects if key})
    people: list[tuple[int | None, str]] = list(rows.order_by("name", "pk").values_list("pk", "name"))
    return [*people, (None, "")] if None in speak else people


# -- who speaks how long -----------------------------------------------------------------------


@dataclass(frozen=True)
class Speaking:
    people: list[tuple[int | None, str, Fraction]]  # the longest first; None: names without a person
    languages: list[tuple[str, Fraction]]
    seconds: Fraction


def speaking(film: Film) -> Speaking:
    """By the transcripts that segments quote; two cameras of one sitting are heard once."""
    by_person: list[tuple[int | None, Stretch]] = []
    by_language: list[tuple[str, Stretch]] = []
    for who, language, where in _cues(film):
        by_person.append((who, where))
        by_language.append((language, where))
    people, languages = lengths(by_person), lengths(by_language)
    names = dict(Person.everything.filter(pk__in=[key for key in people if key]).values_list("pk", "name"))
    whole = lengths((None, where) for _language, where in by_language)
    return Speaking(
        [(key, names.get(key or 0, ""), people[key]) for key in _longest_first(people)],
        [(code, languages[code]) for code in _longest_first(languages)],
        whole.get(None, Fraction()),
    )


def _longest_first(found: dict[Any, Fraction]) -> list[Any]:
    """What has no name comes last."""
    return sorted(found, key=lambda key: (not key, -found[key], str(key)))


def _cues(film: Film) -> Iterator[tuple[int | None, str, Stretch]]:
    rows = Cue.objects.filter(
        transcript__is_main=True,
        transcript__binned_at=None,
        transcript__recording__binned_at=None,
        transcript__recording__interview__binned_at=None,
        transcript__recording__interview__film=film,
    ).order_by()
    columns = (
        "speaker__person",
        "transcript__language",
        "transcript__recording__interview",
        "in_frame",
        "out_frame",
        *(f"transcript__{name}" for name in _RATE),
    )
    for who, language, interview, in_frame, out_frame, rate, offset in rows.values_list(*columns).iterator():
        yield who, language, stretch(interview, in_frame, out_frame, timecode.rate_of(rate), offset)


# -- what is missing ---------------------------------------------------------------------------


def subjects_without_recording(film: Film) -> Any:
    taken = Recording.objects.filter(
        interview__subjects=OuterRef("pk"), interview__binned_at=None, interview__film=film
    )
    return Subject.objects.filter(~Exists(taken), film=film).select_related("person")
