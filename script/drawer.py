"""What a script is built from, looked for: segments, archive clips, shots, with words and clearance.

Words are looked for in what is known of a thing and, of segments, in what is said in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from interviews import narrowing
from interviews.models import Cue, Segment, TranslatedCue
from interviews.narrowing import Criteria
from interviews.quotes import Quote, quotes
from production.access import Access, Permission
from production.looking import Narrowed
from production.models import ArchiveClip, Person, Shot, Theme
from production.search import find
from production.words import read
from script.actions.clearing import clearances, cleared, clip_clearance
from script.actions.media import clip_part, medium_of_clip
from script.models import Cell, Script
from script.pdf.content import clock

PAGE = 30
MOST_CUES = 400  # lines found by their words whose segments are looked for
KINDS = {"segment": _("Segments"), "clip": _("Archive clips"), "shot": _("Shots")}
MODELS: dict[str, Any] = {"segment": Segment, "clip": ArchiveClip, "shot": Shot}
# what each becomes in a column, its own column first; a person who speaks may be seen while others are heard
PLACES = {
    "segment": {"sound": "soundbite", "picture": "soundbite"},
    "clip": {"picture": "archive"},
    "footage": {"picture": "archive", "sound": "archive"},
    "music": {"sound": "music"},
    "shot": {"picture": "b_roll", "sound": "natural_sound"},
}


@dataclass(frozen=True)
class Wanted:
    q: str = ""
    kind: str = ""
    person: Person | None = None
    theme: Theme | None = None
    rating: int = 0
    used: str = ""  # "yes", "no"
    page: int = 1

    @property
    def kinds(self) -> tuple[str, ...]:
        """Who speaks and how well is asked of segments alone."""
        if self.kind:
            return (self.kind,)
        return ("segment",) if self.person or self.rating else tuple(KINDS)


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str  # segment, clip, shot
    key: int
    title: str
    words: str = ""
    language: str = ""
    note: str = ""  # who speaks, where it comes from
    length: str = ""
    stars: str = ""
    themes: tuple[str, ...] = ()
    clearance: str = ""
    used: int = 0  # times in this script
    places: Mapping[str, str] = field(default_factory=dict)  # element by column, its own column first

    @property
    def column(self) -> str:
        return next(iter(self.places))

    @property
    def other(self) -> str:
        """The other column, where it can stand there too."""
        return next((column for column in self.places if column != self.column), "")


@dataclass(frozen=True)
class Found:
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    next: int = 0  # the page after this one


def look(access: Access, script: Script, wanted: Wanted, *, today: date) -> Found:
    asked = read(wanted.q)
    rows = {kind: _narrowed(script, kind, wanted) for kind in wanted.kinds}
    if asked.asks:
        narrowed = {MODELS[kind]: Narrowed(rows=found) for kind, found in rows.items()}
        hits = find(access, asked, narrowed=narrowed).hits
        keys = [(kind, key) for _model, key, kind in hits if kind in rows]
        if "segment" in rows:
            keys += [("segment", key) for key in _by_what_is_said(access, asked, rows["segment"])]
        keys = list(dict.fromkeys(keys))
    else:
        keys = [(kind, key) for kind, found in rows.items() for key in found.values_list("pk", flat=True)]
    first = (wanted.page - 1) * PAGE
    shown = keys[first : first + PAGE]
    more = wanted.page + 1 if len(keys) > first + PAGE else 0
    return Found(_hits(access, script, shown, today), len(keys), more)


def _narrowed(script: Script, kind: str, wanted: Wanted) -> Any:
    film = script.film
    if kind == "segment":
        criteria = Criteria(person=wanted.person, theme=wanted.theme, rating=wanted.rating)
        rows = narrowing.segments(film, criteria).in_order()
    elif kind == "clip":
        rows = ArchiveClip.objects.filter(film=film)
        rows = rows.filter(themes=wanted.theme) if wanted.theme else rows
    else:
        rows = Shot.objects.filter(Shot.STANDING, film=film)
        rows = rows.filter(scene__themes=wanted.theme) if wanted.theme else rows
    if wanted.used:
        cited = Exists(Cell.objects.filter(row__scene__script=script, **{kind: OuterRef("pk")}))
        rows = rows.filter(cited if wanted.used == "yes" else ~cited)
    return rows


def _by_what_is_said(access: Access, asked: Any, segments: Any) -> Iterable[int]:
    """Segments in which a line of a transcript or of a translation has the words."""
    lines: Any = {Cue: Narrowed(), TranslatedCue: Narrowed()}
    found = find(access, asked, narrowed=lines).hits[:MOST_CUES]
    own = [key for model, key, _kind in found if model == Cue._meta.label_lower]
    translated = [key for model, key, _kind in found if model == TranslatedCue._meta.label_lower]
    said = Cue.objects.filter(
        Q(pk__in=own) | Q(pk__in=TranslatedCue.objects.filter(pk__in=translated).values("cue")),
        transcript__recording=OuterRef("recording"),
        in_frame__lt=OuterRef("out_frame"),
        out_frame__gt=OuterRef("in_frame"),
    )
    return segments.filter(Exists(said)).values_list("pk", flat=True) if found else []


# -- worded --------------------------------------------------------------------------------------


def _hits(access: Access, script: Script, keys: Sequence[tuple[str, int]], today: date) -> list[Hit]:
    make = {"segment": _segments, "clip": _clips, "shot": _shots}
    of_kind = {kind: [key for of, key in keys if of == kind] for kind in KINDS}
    told = {
        (kind, hit.key): hit
        for kind, found in of_kind.items()
        if found
        for hit in make[kind](access, script, found, today)
    }
    return [told[key] for key in keys if key in told]


def _used(script: Script, kind: str, keys: Sequence[int]) -> Counter[int]:
    cells = Cell.objects.filter(row__scene__script=script, **{f"{kind}__in": keys})
    return Counter(cells.values_list(kind, flat=True))


def _segments(access: Access, script: Script, keys: Sequence[int], today: date) -> Iterable[Hit]:
    rows = Segment.objects.filter(pk__in=keys).select_related("recording__interview", "speaker")
    segments = list(rows.prefetch_related("themes"))
    said, used = quotes(segments), _used(script, "segment", keys)
    may_see = access.may(Permission.SEE_RELEASES)
    clear = clearances(script.film, [one.speaker_id for one in segments if one.speaker_id], today)
    for one in segments:
        quote: Quote = said[one.pk]
        where = f"{one.recording.reel} {one.source_in}"
        yield Hit(
            "segment",
            one.pk,
            one.gist or where,
            quote.words,
            quote.language,
            " · ".join(filter(None, (", ".join(quote.speakers), where if one.gist else ""))),
            clock(one.recording.frames.seconds(one.frames)),
            "★" * one.rating,
            tuple(theme.name for theme in one.themes.all()),
            cleared((one.speaker_id or 0,), clear, one.recording, today)[0] if may_see else "",
            used[one.pk],
            PLACES["segment"],
        )


def _clips(_access: Access, script: Script, keys: Sequence[int], _today: date) -> Iterable[Hit]:
    rows = ArchiveClip.objects.filter(pk__in=keys).select_related("source")
    used = _used(script, "clip", keys)
    for one in rows.prefetch_related("themes", "copies"):
        medium = medium_of_clip(one, script.frames)
        part = clip_part(Cell(), one, medium)
        state = clip_clearance(one)
        yield Hit(
            "clip",
            one.pk,
            one.title,
            one.description,
            "",
            ", ".join(filter(None, (one.source.name if one.source else "", one.catalogue_number))),
            clock(medium.frames.seconds(part.end - part.start)) if part else "",
            "",
            tuple(theme.name for theme in one.themes.all()),
            state,
            used[one.pk],
            PLACES.get(one.kind, PLACES["clip"]),
        )


def _shots(_access: Access, script: Script, keys: Sequence[int], _today: date) -> Iterable[Hit]:
    used = _used(script, "shot", keys)
    for one in Shot.objects.filter(pk__in=keys).select_related("scene", "location"):
        place = one.location.name if one.location else one.scene.title if one.scene else ""
        title = f"{one.code} {one.description}".strip()
        note = f"{place} · {one.get_status_display()}"
        yield Hit("shot", one.pk, title, one.notes, note=note, used=used[one.pk], places=PLACES["shot"])
