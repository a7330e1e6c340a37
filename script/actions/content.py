"""Gather what a script says, in a fixed number of queries however long it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import timezone

from interviews.models import Segment
from interviews.quotes import Span, Spoken, spoken
from production.actions.reports import head
from production.models import ArchiveClip, Film
from production.timecode import Rate
from script.actions.citing_cells import cells as cited_with
from script.actions.citing_cells import theme_names
from script.actions.clearing import clearances, cleared, clip_clearance
from script.actions.media import clip_length, clip_part, medium_cited, medium_held
from script.models import Cell, Row, Script, ScriptScene
from script.numbering import numbered
from script.pdf import content
from script.pdf.content import Medium, Part


def script(found: Script, *, into: str = "", today: date | None = None) -> content.Script:
    """A whole script; `into` is the language of the translations beside."""
    scenes = list(
        ScriptScene.objects.filter(script=found).select_related("scene__set").order_by("position", "pk")
    )
    rows = list(
        Row.objects.filter(scene__script=found).order_by("scene__position", "scene", "position", "pk")
    )
    cells = cited_with(Cell.objects.filter(row__scene__script=found))
    return _assembled(found, scenes, rows, cells, into, today or timezone.localdate())


def rows(found: Script, keys: Iterable[int], *, into: str = "", today: date | None = None) -> content.Script:
    """The same of a few rows alone: their numbers and starts are those in the whole script.

    Lengths of other rows aren't gathered, so :attr:`Row.starts` is nought; ask `running_times` for sums.
    """
    keys = list(keys)
    scenes = list(
        ScriptScene.objects.filter(script=found).select_related("scene__set").order_by("position", "pk")
    )
    owners = set(Row.objects.filter(pk__in=keys).values_list("scene", flat=True))
    every = list(Row.objects.filter(scene__in=owners).order_by("scene__position", "scene", "position", "pk"))
    cells = cited_with(Cell.objects.filter(row__in=keys, row__scene__script=found))
    whole = _assembled(found, scenes, every, cells, into, today or timezone.localdate())
    return replace(whole, rows=tuple(row for row in whole.rows if row.key in set(keys)))


def selects(
    film: Film, segments: Sequence[Segment], *, title: str, rate: Rate, into: str = ""
) -> content.Script:
    """Segments one after the other, as a script that was never written: its keys lie below nought."""
    unwritten = Script(film=film, title=title, rate=rate.key, drop_frame=rate.drop)
    scene = ScriptScene(pk=-1, script=unwritten, title=title)
    rows = [Row(pk=-at, scene=scene) for at in range(1, len(segments) + 1)]
    cells = [
        Cell(
            pk=row.pk,
            row=row,
            column=Cell.Column.SOUND,
            element=Cell.Element.SOUNDBITE,
            segment=segment,
            on_camera=True,
        )
        for row, segment in zip(rows, segments, strict=True)
    ]
    return _assembled(unwritten, [scene], rows, cells, into, timezone.localdate())


def _assembled(
    found: Script,
    scenes: Sequence[ScriptScene],
    rows: Sequence[Row],
    cells: Sequence[Cell],
    into: str,
    today: date,
) -> content.Script:
    gathering = _Gathering(found, cells, into, today)
    told = [gathering.cell(cell) for cell in cells]
    of_row: dict[int, list[content.Cell]] = defaultdict(list)
    for cell in told:
        of_row[cell.row].append(cell)
    numbers = dict(
        zip([scene.pk for scene in scenes], numbered([scene.number for scene in scenes]), strict=True)
    )
    return content.Script(
        head=head(found.film),
        title=found.title,
        rate=found.rate,
        drop=found.drop_frame,
        record_start=found.record_start,
        target=found.target_seconds,
        language=found.language,
        translated_into=into,
        pace=found.pace,
        narrator_pace=gathering.narrator_pace.get(found.language, 0),
        handles=found.handles,
        cover_after=found.cover_after,
        media=tuple(gathering.media.values()),
        scenes=tuple(_scene(scene, numbers[scene.pk]) for scene in scenes),
        rows=tuple(_rows(rows, of_row, numbers)),
        cells=tuple(told),
    )


def _scene(scene: ScriptScene, number: str) -> content.Scene:
    of = scene.scene
    return content.Scene(
        key=scene.pk,
        number=number,
        title=str(scene),
        scene=of.pk if of else None,
        scene_number=of.number if of else "",
        int_ext=of.int_ext if of else "",
        day_night=of.day_night if of else "",
        set_name=of.set.name if of and of.set else "",
        synopsis=of.synopsis if of else "",
        target=scene.target_seconds,
        is_omitted=scene.is_omitted,
    )


def _rows(
    rows: Sequence[Row], cells: Mapping[int, list[content.Cell]], numbers: Mapping[int, str]
) -> Iterable[content.Row]:
    start, scene, at = Fraction(), None, 0
    for row in rows:
        at = at + 1 if row.scene_id == scene else 1
        scene = row.scene_id
        lasts, measured = _length(cells.get(row.pk, ()))
        yield content.Row(
            key=row.pk,
            scene=row.scene_id,
            number=f"{numbers[row.scene_id]}.{at}",
            lasts=lasts.as_integer_ratio(),
            measured=measured.as_integer_ratio(),
            starts=start.as_integer_ratio(),
            record_in=row.record_in,
            record_out=row.record_out,
            clearance=max(
                (cell.clearance for cell in cells.get(row.pk, ())), key=content.CLEARANCES.index, default=""
            ),
        )
        start += lasts


def _length(cells: Iterable[content.Cell]) -> tuple[Fraction, Fraction]:
    cells = list(cells)
    columns = [
        content.column_length([cell for cell in cells if cell.column == column])
        for column in ("sound", "picture")
    ]
    return max(columns)


@dataclass
class _Gathering:
    """What the cells of a script need beside themselves, asked for once."""

    script: Script
    cells: Sequence[Cell]
    into: str
    today: date
    media: dict[tuple[str, int], Medium] = field(default_factory=dict)

    def __post_init__(self) -> None:
        spans = [
            Span((cell.pk, at), cell.segment.recording, start, end)
            for cell in self.cells
            if cell.segment
            for at, (start, end) in enumerate(cell.spans)
        ]
        # what a pinned line would say today
        spans += [
            Span((cell.pk, "live", at), cell.segment.recording, start, end)
            for cell in self.cells
            if cell.segment and cell.kept
            for at, (start, end) in enumerate(_live(cell))
        ]
        self.spoken = spoken(spans, self.into)
        segments = [cell.segment.pk for cell in self.cells if cell.segment]
        self.themes = {
            Segment: theme_names(Segment, segments),
            ArchiveClip: theme_names(ArchiveClip, [cell.clip.pk for cell in self.cells if cell.clip]),
        }
        self.clearances = clearances(self.script.film, self._people(), self.today)
        self.narrator_pace = narrator_paces(self.script, self.cells)

    def _people(self) -> set[int]:
        named = {cell.segment.speaker_id for cell in self.cells if cell.segment and cell.segment.speaker_id}
        return named | {person for one in self.spoken.values() for person in one.people}

    def cell(self, cell: Cell) -> content.Cell:
        make = {
            Cell.Element.SOUNDBITE: self._soundbite,
            Cell.Element.NARRATION: self._narration,
            Cell.Element.LOWER_THIRD: self._lower_third,
        }
        if cell.element in make:
            return make[Cell.Element(cell.element)](cell)
        if cell.clip is not None:
            return self._clip(cell, cell.clip)
        return self._shot(cell) if cell.shot else self._typed(cell)

    def _soundbite(self, cell: Cell) -> content.Cell:
        segment = cell.segment
        assert segment is not None  # noqa: S101  # script_cell_soundbite_has_source
        recording = segment.recording
        self.media.setdefault(("recording", recording.pk), medium_held(recording, self.today))
        said = [self.spoken[cell.pk, at] for at in range(len(cell.spans))]
        speakers, people = _voices(cell, said)
        rate = recording.frames
        parts = tuple(
            Part(
                start,
                end,
                str(recording.source(start)),
                str(recording.source(end)),
                kept if kept is not None else one.quote.words,
                one.translation,
                one.is_stale,
            )
            for (start, end), one, kept in zip(cell.spans, said, _kept_words(cell), strict=True)
        )
        clearance, why = cleared(people, self.clearances, recording, self.today)
        return replace(
            self._typed(cell),
            text="",
            parts=parts,
            segment=segment.pk,
            recording=recording.pk,
            speakers=speakers,
            people=people,
            on_camera=cell.on_camera,
            title=segment.gist,
            language=next((one.quote.language for one in said if one.quote.language), cell.language),
            translated_into=self.into if any(one.translation for one in said) else "",
            themes=self.themes[Segment].get(segment.pk, ()),
            rating=segment.rating,
            lasts=sum((rate.seconds(part.end - part.start) for part in parts), Fraction()).as_integer_ratio(),
            basis="measured",
            clearance=clearance,
            clearance_words=why,
            is_pinned=cell.kept is not None,
            is_changed=self._is_changed(cell),
        )

    def _is_changed(self, cell: Cell) -> bool:
        if not cell.kept:
            return False
        live = _live(cell)
        words = [self.spoken[cell.pk, "live", at].quote.words for at in range(len(live))]
        return not cell.has_seen([list(one) for one in live], words)

    def _narration(self, cell: Cell) -> content.Cell:
        language = cell.language or self.script.language
        pace = cell.pace or self.pace(language)
        lasts, basis = narration_length(cell, pace)
        found = replace(self._typed(cell), language=language, lasts=lasts.as_integer_ratio(), basis=basis)
        return found if cell.lasts_ms is not None else replace(found, pace=pace)

    def pace(self, language: str) -> int:
        own = self.narrator_pace.get(language, 0) if self.script.uses_own_pace else 0
        return own or self.script.pace_of(language)

    def _lower_third(self, cell: Cell) -> content.Cell:
        people = (cell.person_id,) if cell.person_id else ()
        text = cell.text or (cell.person.name if cell.person else "")
        return replace(self._typed(cell), text=text, people=people)

    def _clip(self, cell: Cell, clip: ArchiveClip) -> content.Cell:
        medium = medium_cited(clip, self.script.frames)
        self.media.setdefault(("clip", clip.pk), medium)
        parts = (part,) if (part := clip_part(cell, clip, medium)) else ()
        lasts, basis = clip_length(cell, clip, medium, parts)
        number = clip.catalogue_number
        return replace(
            self._typed(cell),
            parts=parts,
            clip=clip.pk,
            title=clip.title,
            reference=", ".join(filter(None, (clip.source.name if clip.source else "", number))),
            credit=clip.source.credit if clip.source else "",
            themes=self.themes[ArchiveClip].get(clip.pk, ()),
            lasts=lasts.as_integer_ratio(),
            basis=basis,
            clearance=clip_clearance(clip),
            clearance_words=clip.state,
        )

    def _shot(self, cell: Cell) -> content.Cell:
        shot = cell.shot
        assert shot is not None  # noqa: S101
        place = shot.location.name if shot.location else shot.scene.title if shot.scene else ""
        return replace(
            self._typed(cell), shot=shot.pk, title=shot.description, reference=shot.code, place=place
        )

    def _typed(self, cell: Cell) -> content.Cell:
        return content.Cell(
            key=cell.pk,
            row=cell.row_id,
            column=cell.column,
            element=cell.element,
            text=cell.text,
            sound=cell.sound,
            move=cell.move,
            language=cell.language or self.script.language,
            lasts=_seconds(cell.lasts_ms or 0),
            basis="given" if cell.lasts_ms else "",
        )


def narration_length(cell: Any, pace: int) -> tuple[Fraction, str]:
    """As it was recorded or given; else by so many words a minute."""
    if cell.lasts_ms is not None:
        return Fraction(cell.lasts_ms, 1000), "measured" if cell.is_recorded else "given"
    lasts = Fraction(60 * len(cell.text.split()), pace)
    return lasts, "estimated" if lasts else ""


def _seconds(ms: int) -> tuple[int, int]:
    return Fraction(ms, 1000).as_integer_ratio()


def _live(cell: Cell) -> list[tuple[int, int]]:
    """What a soundbite would take were it not pinned."""
    assert cell.segment is not None  # noqa: S101
    ranges = [(start, end) for start, end in cell.ranges]
    return ranges or [(cell.segment.in_frame, cell.segment.out_frame)]


def _kept_words(cell: Cell) -> list[str | None]:
    words = list(cell.kept["words"]) if cell.kept else []
    return [words[at] if at < len(words) else None for at in range(len(cell.spans))]


def _voices(cell: Cell, said: Sequence[Spoken]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Who speaks: as the segment says it, else as the transcript does."""
    segment = cell.segment
    if segment is not None and segment.speaker is not None:
        return (segment.speaker.name,), (segment.speaker.pk,)
    names = dict.fromkeys(name for one in said for name in one.quote.speakers)
    people = dict.fromkeys(person for one in said for person in one.people)
    if cell.kept and cell.kept.get("speaker"):
        return (cell.kept["speaker"],), tuple(people)
    return tuple(names), tuple(people)


def narrator_paces(script: Script, cells: Iterable[Any]) -> dict[str, int]:
    """Words a minute of what the narrator has recorded, by language."""
    words: dict[str, int] = defaultdict(int)
    lasts: dict[str, int] = defaultdict(int)
    for cell in cells:
        if cell.is_recorded and cell.lasts_ms:
            language = cell.language or script.language
            words[language] += len(cell.text.split())
            lasts[language] += cell.lasts_ms
    return {
        language: max(1, round(Fraction(60_000 * words[language], lasts[language]))) for language in lasts
    }
