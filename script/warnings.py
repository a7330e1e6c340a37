"""What a script should be looked at for, found in what it says: nothing is refused for it.

Rows are walked in their order once for each rule; scenes that were omitted are passed over. A
finding names the row or scene that it lands at, and carries plain facts: words are made of them
where they are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from script.pdf.content import OVER, PICTURES, VOICES, Cell, Part, Row, Scene, Script, seconds_shown

# in the order in which they are offered; the first of two for one row stands above
KINDS = (
    "not_released",
    "archive_gone",
    "source_changed",
    "no_words",
    "stale_translation",
    "no_lower_third",
    "uncovered",
    "jump_cut",
    "short_pictures",
    "silent_scene",
    "no_length",
    "over_target",
    "under_target",
)
BLOCKS, WARNS, NOTES = "block", "warn", "note"
GONE = frozenset({"denied", "replaced", "cut"})  # states of a clip that can't be shown
MAY_LACK = Fraction(1, 20)  # of the script's target, before it is called missed
MAY_MISS = Fraction(1, 5)  # of a scene's, either way: it is a budget, not a slot


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str
    level: str
    scene: int | None = None
    row: int | None = None
    number: str = ""  # of the row, else of the scene
    cell: int | None = None
    about: str = ""  # who, or what
    code: str = ""  # why: a standing of releases, a state of clips, "seen" or "unseen"
    seconds: Fraction = Fraction()  # how long
    limit: Fraction = Fraction()  # and how long it should be
    rows: int = 1  # how many rows it is about
    later: str = ""  # number of a row where what is missing comes after all
    until: date | None = None  # of an interview that is held back: the first day on which it may be shown
    promised: str = ""  # and what was promised


@dataclass(frozen=True, slots=True)
class Place:
    """A row with what the rules ask about it."""

    row: Row
    voices: tuple[Cell, ...]  # in the order in which they are heard
    pictures: tuple[Cell, ...]
    seen: tuple[bool, ...]  # of each voice: whether the speaker is in the picture
    is_bare: bool  # nothing but notes and titles

    def finding(self, kind: str, level: str = WARNS, **more: object) -> Finding:
        return Finding(kind, level, self.row.scene, self.row.key, self.row.number, **more)  # type: ignore[arg-type]


def findings(script: Script) -> list[Finding]:
    """All of a script, in its order; what is about the whole stands first."""
    places = list(_places(script))
    found = [one for rule in _RULES for one in rule(script, places)]
    order = {row.key: at for at, row in enumerate(script.rows)}
    scenes = {scene.key: at for at, scene in enumerate(script.scenes)}

    def key(one: Finding) -> tuple[int, int, int]:
        scene = scenes.get(one.scene, -1) if one.scene is not None else -1
        return scene, order.get(one.row, -1) if one.row is not None else -1, KINDS.index(one.kind)

    return sorted(found, key=key)


def counts(found: Iterable[Finding]) -> dict[str, int]:
    """How many of each kind, in the order of KINDS."""
    numbers: dict[str, int] = defaultdict(int)
    for one in found:
        numbers[one.kind] += 1
    return {kind: numbers[kind] for kind in KINDS if numbers[kind]}


def _places(script: Script) -> Iterator[Place]:
    omitted = {scene.key for scene in script.scenes if scene.is_omitted}
    for row in script.rows:
        if row.scene not in omitted:
            yield _place(script, row)


def _place(script: Script, row: Row) -> Place:
    """What is said stands in the sound column; beside it a soundbite is who is seen, or a cut away."""
    cells = script.cells_of.get(row.key, [])
    voices = [cell for cell in cells if cell.element in VOICES]
    heard = [cell for cell in voices if cell.column == "sound"] or voices
    said = {cell.segment for cell in heard}
    aside = [cell for cell in voices if cell not in heard and cell.segment not in said]
    faces = {cell.segment for cell in voices if cell not in heard}
    return Place(
        row,
        tuple(heard),
        (*(cell for cell in cells if cell.element in PICTURES), *aside),
        tuple(_is_seen(script, cell) or (cell.segment in faces and bool(cell.segment)) for cell in heard),
        all(cell.element in OVER for cell in cells),
    )


def _is_seen(script: Script, cell: Cell) -> bool:
    medium = script.media_by_key.get(cell.medium) if cell.medium else None
    return cell.element == "soundbite" and cell.on_camera and (medium is None or medium.has_picture)


# -- who speaks --------------------------------------------------------------------------------


def _not_released(script: Script, places: list[Place]) -> Iterator[Finding]:
    """Each who is heard once, at their first line; what is held back for each promise by itself."""
    heard: dict[tuple[Any, bool, date | None, str], list[tuple[Place, Cell]]] = defaultdict(list)
    for place in places:
        for cell in place.voices:
            if cell.element == "soundbite" and cell.clearance in ("open", "blocked"):
                heard[cell.people or cell.speakers, *_held_back(script, cell)].append((place, cell))
    for (_who, _is_held_back, until, promised), lines in heard.items():
        place, cell = lines[0]
        yield place.finding(
            "not_released",
            BLOCKS if any(one.clearance == "blocked" for _place, one in lines) else WARNS,
            cell=cell.key,
            about=", ".join(cell.speakers),
            code=cell.clearance_words,
            seconds=sum((one.seconds for _place, one in lines), Fraction()),
            rows=len({where.row.key for where, _one in lines}),
            until=until,
            promised=promised,
        )


def _held_back(script: Script, cell: Cell) -> tuple[bool, date | None, str]:
    """Whether its interview is, until when, and what was promised."""
    medium = script.media_by_key.get(cell.medium) if cell.medium else None
    if cell.clearance_words != "held_back":
        return False, None, ""
    return True, medium.not_before if medium else None, medium.promised if medium else ""


def _no_lower_third(script: Script, places: list[Place]) -> Iterator[Finding]:
    """It comes while the speaker is in the picture for the first time: in that row or those that go on."""
    named = [_named(script, place) for place in places]
    met: set[object] = set()
    for at, place in enumerate(places):
        for who, name in _appearing(place):
            if who in met:
                continue
            met.add(who)
            if any(_is_named(who, name, named[n]) for n in _while_seen(places, at, who)):
                continue
            later = (places[n].row.number for n in range(at, len(places)) if _is_named(who, name, named[n]))
            yield place.finding("no_lower_third", about=name, later=next(later, ""))


def _named(script: Script, place: Place) -> tuple[frozenset[int], str]:
    """Whom the lower thirds of a row name: keys of people, and what they say."""
    thirds = [cell for cell in script.cells_of.get(place.row.key, ()) if cell.element == "lower_third"]
    people = frozenset(person for cell in thirds for person in cell.people)
    return people, "\n".join(cell.text for cell in thirds).casefold()


def _appearing(place: Place) -> Iterator[tuple[object, str]]:
    """Who is in the picture: a key of the register and a name; the name alone for who isn't in it."""
    for cell, is_seen in zip(place.voices, place.seen, strict=True):
        if not is_seen:
            continue
        if len(cell.people) == len(cell.speakers):
            yield from zip(cell.people, cell.speakers, strict=True)
        else:
            yield from ((name.casefold(), name) for name in cell.speakers)


def _is_named(who: object, name: str, named: tuple[frozenset[int], str]) -> bool:
    people, text = named
    return who in people or (bool(name) and name.casefold() in text)


def _while_seen(places: list[Place], at: int, who: object) -> Iterator[int]:
    for n in range(at, len(places)):
        if who not in {one for one, _name in _appearing(places[n])}:
            return
        yield n


def _silent_scene(script: Script, places: list[Place]) -> Iterator[Finding]:
    with_voice = {place.row.scene for place in places if place.voices}
    for scene in script.scenes:
        if not scene.is_omitted and scene.key not in with_voice:
            yield Finding("silent_scene", NOTES, scene.key, number=scene.number, about=scene.title)


# -- what is seen ------------------------------------------------------------------------------


def _uncovered(script: Script, places: list[Place]) -> Iterator[Finding]:
    """Stretches of a voice without pictures: of a face, and of nothing to look at, each by itself."""
    stretch: list[Place] = []
    code = ""
    for place, now in [*((place, _bare_voice(place)) for place in places if not place.is_bare), (None, "")]:
        if now != code or not now:
            yield from _stretch(script, stretch, code)
            stretch, code = [], now
        if now and place:
            stretch.append(place)


def _bare_voice(place: Place) -> str:
    if not place.voices or place.pictures:
        return ""
    return "seen" if all(place.seen) else "unseen"


def _stretch(script: Script, stretch: list[Place], code: str) -> Iterator[Finding]:
    lasts = sum((place.row.seconds for place in stretch), Fraction())
    if stretch and seconds_shown(lasts) > script.cover_after:
        limit = Fraction(script.cover_after)
        yield stretch[0].finding("uncovered", code=code, seconds=lasts, limit=limit, rows=len(stretch))


def _jump_cut(script: Script, places: list[Place]) -> Iterator[Finding]:
    """Two ranges of one recording one after the other, the speaker in the picture, and nothing over it."""
    shown = [(place, list(_parts(place))) for place in places if not place.is_bare]
    for place, parts in shown:
        for one, other in pairwise(parts):
            if _jumps(one, other):
                yield place.finding("jump_cut", cell=other[0].key if other[0] else None, about=_who(other))
    for (_before, ending), (place, beginning) in pairwise(shown):
        if ending and beginning and _jumps(ending[-1], beginning[0]):
            yield place.finding("jump_cut", about=_who(beginning[0]), rows=2)


def _parts(place: Place) -> Iterator[tuple[Cell | None, Part | None]]:
    """The ranges of a row that are seen, in order; None for one that isn't."""
    for cell, is_seen in zip(place.voices, place.seen, strict=True):
        if is_seen and not place.pictures:
            yield from ((cell, part) for part in cell.parts)
        else:
            yield None, None


def _jumps(one: tuple[Cell | None, Part | None], other: tuple[Cell | None, Part | None]) -> bool:
    cell, part = one
    next_cell, next_part = other
    if cell is None or part is None or next_cell is None or next_part is None:
        return False
    return cell.recording == next_cell.recording and part.end != next_part.start


def _who(one: tuple[Cell | None, Part | None]) -> str:
    return ", ".join(one[0].speakers) if one[0] else ""


def _short_pictures(script: Script, places: list[Place]) -> Iterator[Finding]:
    """Of rows whose pictures all have a length; a still without one lasts as long as what it covers.

    What differs by less than is shown is a matter of the cut.
    """
    for place in places:
        narration = [cell for cell in place.voices if cell.element == "narration"]
        if not narration or not place.pictures or any(not cell.basis for cell in place.pictures):
            continue
        needed = sum((cell.seconds for cell in narration), Fraction())
        there = sum((cell.seconds for cell in place.pictures), Fraction())
        if seconds_shown(needed) > seconds_shown(there):
            yield place.finding("short_pictures", seconds=needed, limit=there)


# -- sources -----------------------------------------------------------------------------------


def _sources(script: Script, places: list[Place]) -> Iterator[Finding]:
    for place in places:
        for cell in place.voices:
            yield from _quoted(place, cell)
        for cell in script.cells_of.get(place.row.key, ()):
            if cell.clip is not None and cell.clearance_words in GONE:
                about, code = cell.title, cell.clearance_words
                yield place.finding("archive_gone", BLOCKS, cell=cell.key, about=about, code=code)


def _quoted(place: Place, cell: Cell) -> Iterator[Finding]:
    if cell.element != "soundbite":
        return
    about = ", ".join(cell.speakers) or cell.title
    if cell.is_changed:
        yield place.finding("source_changed", cell=cell.key, about=about)
    if any(part.is_stale for part in cell.parts):
        yield place.finding("stale_translation", cell=cell.key, about=about)


def _no_words(script: Script, places: list[Place]) -> Iterator[Finding]:
    """Each recording once, at the first line: most often it has no transcript at all."""
    silent: dict[int | None, list[tuple[Place, Cell]]] = defaultdict(list)
    for place in places:
        for cell in place.voices:
            if cell.element == "soundbite" and not cell.words:
                silent[cell.recording].append((place, cell))
    for lines in silent.values():
        place, cell = lines[0]
        rows = len({where.row.key for where, _cell in lines})
        about = ", ".join(cell.speakers) or cell.title
        yield place.finding("no_words", cell=cell.key, about=about, rows=rows)


# -- time --------------------------------------------------------------------------------------


def _no_length(script: Script, places: list[Place]) -> Iterator[Finding]:
    """A row of notes and titles alone is none that lasts; one without anything in it is unfinished."""
    for place in places:
        is_empty = not script.cells_of.get(place.row.key)
        if not place.row.seconds and (is_empty or not place.is_bare):
            yield place.finding("no_length", NOTES)


def _target(script: Script, places: list[Place]) -> Iterator[Finding]:
    lasts: dict[int, Fraction] = defaultdict(Fraction)
    for place in places:
        lasts[place.row.scene] += place.row.seconds
    yield from _held(script.target, sum(lasts.values(), Fraction()), None)
    for scene in script.scenes:
        if not scene.is_omitted:
            yield from _held(scene.target, lasts[scene.key], scene)


def _held(target: int | None, lasts: Fraction, scene: Scene | None) -> Iterator[Finding]:
    """A script is over by a second; it is short, and a scene over or short, by more than a share."""
    if not target:
        return
    whole = seconds_shown(lasts)
    most = target * (1 + MAY_MISS) if scene else Fraction(target)
    least = target * (1 - (MAY_MISS if scene else MAY_LACK))
    kind = "over_target" if whole > most else "under_target" if whole < least else ""
    if kind:
        key, number, about = (scene.key, scene.number, scene.title) if scene else (None, "", "")
        yield Finding(
            kind, NOTES, key, number=number, about=about, seconds=lasts, limit=Fraction(target), rows=0
        )


Rule = Callable[[Script, list[Place]], Iterator[Finding]]
_RULES: tuple[Rule, ...] = (
    _not_released,
    _no_lower_third,
    _silent_scene,
    _uncovered,
    _jump_cut,
    _short_pictures,
    _sources,
    _no_words,
    _no_length,
    _target,
)
