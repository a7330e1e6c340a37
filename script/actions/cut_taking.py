"""What the editor changed is taken over into the script: one step, which undo takes back as a whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from production.models import User
from production.order import not_falling
from script.actions import places, rows, trimming
from script.actions.cells import as_ranges, check_ranges
from script.actions.cut_import import Compared, NotOpen, compare, let_file_go
from script.actions.made_segments import Segments
from script.actions.screenplays import LONGEST_TITLE
from script.actions.steps import Kind, Refused, Writing, lock
from script.cut_uses import Use
from script.matching import Line
from script.models import Cell, Row, Script, ScriptImport, ScriptScene
from script.models.rows import GAP

SHOWS = ("soundbite", "narration", "archive", "b_roll", "still", "card", "music", "natural_sound")


class Moved(Exception):
    """The script was changed since the report was looked at."""


@dataclass(frozen=True)
class Wanted:
    """Which changes are taken over; of each kind only the lines that are chosen."""

    trims: bool = True
    order: bool = True
    added: bool = True
    segments: bool = True  # for what is new and lies in none
    dropped: bool = True
    record: bool = True


@dataclass
class Taken:
    """How much was taken over, and rows whose line is pinned to something that is no longer there."""

    trimmed: int = 0
    moved: int = 0
    added: int = 0
    deleted: int = 0
    timed: int = 0
    segments: int = 0
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def take(*, imported: ScriptImport, wanted: Wanted, revision: int, by: User) -> Taken:
    """Moved where the script isn't the one that the reader saw; NotOpen where it was done already."""
    script = lock(imported.script)
    now = ScriptImport.objects.select_for_update().get(pk=imported.pk)
    if not now.is_open:
        raise NotOpen
    if script.revision != revision:
        raise Moved
    now.script = script
    taking = _Taking(script, compare(now), wanted)
    taken = taking.take(by)
    if not taking.change.is_empty:
        facts = {"of": "import", "id": now.pk, "name": now.name, "made": taking.made}
        taking.change.finish(Kind.CUT, by, **facts)
    now.state = ScriptImport.State.TAKEN
    now.taken_at, now.taken_by = timezone.now(), by
    now.choices = {"taken": _summary(taken)}
    now.found = {**now.found, "events": []}
    now.save()
    let_file_go(now)
    return taken


def _summary(taken: Taken) -> dict[str, Any]:
    names = ("trimmed", "moved", "added", "deleted", "timed", "segments")
    return {**{name: getattr(taken, name) for name in names}, "refused": taken.refused[:50]}


class _Taking:
    def __init__(self, script: Script, compared: Compared, wanted: Wanted) -> None:
        self.script, self.compared, self.wanted = script, compared, wanted
        self.report = compared.report
        self.change = Writing(script)
        places.make_room(self.change, len(self.report.lines))
        self.taken = Taken()
        self.segments = dict(self.compared.segments)  # by the number of the use
        self.made: list[list[int]] = []  # segments, with their versions
        keys = [line.range.cell for line in self.report.lines if line.range]
        found = Cell.objects.select_related("segment__recording__interview", "segment__speaker", "clip")
        self.cells = found.in_bulk(keys)
        of = Row.objects.filter(scene__script=script)
        ordered = of.order_by("scene__position", "scene", "position", "pk")
        self.rows = {row.pk: row for row in ordered.select_related("scene")}

    def take(self, by: User) -> Taken:
        gone = self._cells()
        deleted = self._deleted(gone)
        if self.wanted.record:
            self._record(deleted)
        new = self._new()
        self._log(new, by)
        self._order(deleted, new)
        return self.taken

    def chosen(self, code: str) -> list[Line]:
        lines = [line for line in self.report.lines if line.code == code]
        return [line for line in lines if self.compared.is_chosen(line)]

    # -- ranges ----------------------------------------------------------------------------------

    def _cells(self) -> set[int]:
        """Trim the cells, and take out of them what was dropped; those of which nothing is left."""
        new: dict[int, dict[int, Use | None]] = defaultdict(dict)
        for line in self.chosen("trimmed") if self.wanted.trims else ():
            if line.range:
                new[line.range.cell][line.range.part] = line.use
        for line in self.chosen("dropped") if self.wanted.dropped else ():
            if line.range:
                new[line.range.cell][line.range.part] = None
        gone = set()
        for key, parts in new.items():
            cell = self.cells[key]
            left = self._soundbite(cell, parts) if cell.segment else self._clip(cell, parts[0])
            if not left:
                gone.add(key)
        return gone

    def _soundbite(self, cell: Cell, parts: dict[int, Use | None]) -> bool:
        spans = [
            span if part not in parts else _span(parts[part], cell) for part, span in enumerate(cell.spans)
        ]
        left = [span for span in spans if span is not None]
        if not left:
            return False
        try:
            trimming.take(self.change, cell, left)
        except Refused:  # it quotes what its source no longer says: somebody looks at that first
            self.taken.refused.append(self.compared.rows[cell.row_id].number)
        else:
            self.taken.trimmed += sum(use is not None for use in parts.values())
        return True

    def _clip(self, cell: Cell, use: Use | None) -> bool:
        if use is None:
            return False
        first, last = self._labels(("clip", cell.clip_id or 0), use)
        self.change.change(cell, clip_in=first, clip_out=last, lasts_ms=None)
        self.taken.trimmed += 1
        return True

    def _labels(self, source: tuple[str, int], use: Use) -> tuple[str, str]:
        from production import timecode

        media = self.compared.media[source]
        start = timecode.label_of(media.start % media.rate.day, media.rate)
        first, last = (timecode.source(max(frame, 0), start, media.rate) for frame in (use.start, use.end))
        return str(first), str(last)

    def _deleted(self, gone: set[int]) -> set[int]:
        """Remove the cells, and rows in which nothing is shown or heard any more."""
        if not gone:
            return set()
        owners = {self.cells[key].row_id for key in gone}
        left = Cell.objects.filter(row__in=owners, element__in=SHOWS).exclude(pk__in=gone)
        kept = set(left.values_list("row", flat=True))
        deleted = owners - kept
        rows.remove(self.change, [self.rows[key] for key in self.rows if key in deleted])
        for key in gone:
            if self.cells[key].row_id not in deleted:
                self.change.remove(self.cells[key])
        self.taken.deleted = len(deleted)
        return deleted

    # -- record times ----------------------------------------------------------------------------

    def _record(self, deleted: set[int]) -> None:
        """Rows that the cut doesn't have lose the times that an earlier one gave them."""
        for key, row in self.rows.items():
            if key in deleted:
                continue
            times = self.report.rows.get(key)
            first, last = map(self.compared.record, times) if times else (None, None)
            if (row.record_in, row.record_out) != (first, last):
                self.change.change(row, record_in=first, record_out=last)
                self.taken.timed += 1

    # -- order -----------------------------------------------------------------------------------

    def _order(self, deleted: set[int], new: list[Use]) -> None:
        moved = self._moved(deleted)
        over = {use.number: row for use in new if (row := self._covered(use, deleted))}
        self._cover([(self.rows[over[use.number]], use) for use in new if use.number in over])
        items: list[tuple[int, Row | Use]] = [(self.report.rows[row.pk][0], row) for row in moved]
        items += [(use.record_in, use) for use in new if use.number not in over]
        items.sort(key=lambda item: item[0])
        going = deleted | {row.pk for row in moved}
        stay = [row for key, row in self.rows.items() if key not in going]
        timed = [row for row in stay if row.pk in self.report.rows and row.pk not in self.report.moved_rows]
        timed = [timed[at] for at in not_falling([self.report.rows[row.pk][0] for row in timed])]
        starts = [self.report.rows[row.pk][0] for row in timed]
        runs: dict[int | None, list[Row | Use]] = defaultdict(list)
        for at, item in items:
            place = bisect_right(starts, at)
            runs[timed[place - 1].pk if place else None].append(item)
        self._place(runs, timed or stay)

    def _moved(self, deleted: set[int]) -> list[Row]:
        if not self.wanted.order:
            return []
        off = {
            line.range.row
            for line in self.report.lines
            if line.range and line.is_moved and line.key in self.compared.off
        }
        keys = [key for key in self.report.moved_rows if key not in deleted and key not in off]
        self.taken.moved = len(keys)
        return [self.rows[key] for key in keys]

    def _place(self, runs: Mapping[int | None, list[Row | Use]], stay: list[Row]) -> None:
        """Runs of rows, each behind a row, or before the first of those that stay."""
        of: dict[ScriptScene, dict[int | None, list[Row | Use]]] = defaultdict(dict)
        for after, items in runs.items():
            scene, beside = self._beside(after, stay)
            of[scene][beside] = items
        new = []
        for scene, behind in of.items():
            free = places.runs(scene.pk, {beside: len(items) for beside, items in behind.items()})
            for beside, items in behind.items():
                for item, position in zip(items, free[beside], strict=True):
                    if isinstance(item, Row):
                        places.put(self.change, "row", item, {"scene_id": scene.pk}, position)
                    else:
                        new.append((self._row(item, scene, position), item))
        self._add(new)

    def _beside(self, after: int | None, stay: list[Row]) -> tuple[ScriptScene, int | None]:
        """The scene, and the row in it that what comes follows; None for before all."""
        if after is not None:
            return self.rows[after].scene, after
        if not stay:
            scene = (
                ScriptScene.objects.filter(script=self.script, is_omitted=False).order_by("position").first()
            )
            return scene or self._chapter(), None
        first = stay[0]
        before = [row for row in self.rows.values() if row.scene_id == first.scene_id]
        at = before.index(first)
        return first.scene, before[at - 1].pk if at else None

    def _chapter(self) -> ScriptScene:
        """Where a script has no scene yet, one that is called after the file."""
        of, title = {"script_id": self.script.pk}, self.compared.imported.name[:LONGEST_TITLE]
        made: ScriptScene = self.change.add(
            ScriptScene(script=self.script, title=title, position=places.last("scene", of))
        )
        return made

    # -- what is new -----------------------------------------------------------------------------

    def _new(self) -> list[Use]:
        lines = self.chosen("added") if self.wanted.added else []
        if not self.wanted.segments:
            lines = [line for line in lines if not self.compared.is_new(line)]
        return [line.use for line in lines if line.use]

    def _log(self, new: list[Use], by: User) -> None:
        """Segments for what lies in none; they are of this step, and go with its undo."""
        spans = [self.compared.spans[use.number] for use in new if use.number in self.compared.spans]
        segments = Segments(self.script.film_id, {span.recording.pk for span in spans})
        for span in spans:
            words = self.compared.said[span.key].quote.words
            found = segments.want(span.recording.pk, span.in_frame, span.out_frame, words)
            self.segments[int(str(span.key))] = found
        self.made = segments.write(by)
        self.taken.segments = len(self.made)

    def _covered(self, use: Use, deleted: set[int]) -> int | None:
        """The row that is heard while a picture is shown."""
        if use.source[0] != "clip" and use.is_heard:
            return None
        middle = use.record_in + use.record_out
        ends = bisect_right(self.heard, middle, key=lambda row: 2 * row[0])
        begins = bisect_left(self.heard, middle - 2 * self.longest, key=lambda row: 2 * row[0])
        found = [
            (at, key)
            for _first, last, at, key in self.heard[begins:ends]
            if key not in deleted and middle < 2 * last
        ]
        return min(found)[1] if found else None

    @cached_property
    def heard(self) -> list[tuple[int, int, int, int]]:
        """Rows by when they begin: in and out of the record, their place in the report, their key."""
        return sorted((*times, at, key) for at, (key, times) in enumerate(self.report.rows.items()))

    @cached_property
    def longest(self) -> int:
        return max((last - first for first, last, *_row in self.heard), default=0)

    def _cover(self, over: list[tuple[Row, Use]]) -> None:
        """Pictures behind those that a row has."""
        pictures = Cell.objects.filter(row__scene__script=self.script, column=Cell.Column.PICTURE)
        last: dict[int, int] = dict(pictures.order_by().values_list("row").annotate(Max("position")))
        made = []
        for row, use in over:
            last[row.pk] = last.get(row.pk, 0) + GAP
            made.append(self._cell(use, row, Cell.Column.PICTURE))
            made[-1].position = last[row.pk]
        self.change.add_all(made)
        self.taken.added += len(made)

    def _row(self, use: Use, scene: ScriptScene, position: int) -> Row:
        first, last = self.compared.record(use.record_in), self.compared.record(use.record_out)
        times = {"record_in": first, "record_out": last} if self.wanted.record else {}
        return Row(scene=scene, position=position, **times)

    def _add(self, new: list[tuple[Row, Use]]) -> None:
        self.change.add_all([row for row, _use in new])
        columns = {"clip": Cell.Column.PICTURE, "recording": Cell.Column.SOUND}
        self.change.add_all([self._cell(use, row, columns[use.source[0]]) for row, use in new])
        self.taken.added += len(new)

    def _cell(self, use: Use, row: Row, column: str) -> Cell:
        if use.source[0] == "clip":
            first, last = self._labels(use.source, use)
            sound = Cell.Sound.SOUND if use.is_heard else Cell.Sound.MUTE
            values: dict[str, Any] = {"clip_id": use.source[1], "clip_in": first, "clip_out": last}
            return Cell(
                row=row, column=column, element=Cell.Element.ARCHIVE, sound=sound, position=GAP, **values
            )
        segment = self.segments[use.number]
        ranges = as_ranges([_inside(use, segment.recording.duration)], segment)
        check_ranges(ranges, segment)
        return Cell(
            row=row,
            column=column,
            element=Cell.Element.SOUNDBITE,
            segment=segment,
            ranges=ranges,
            on_camera=any(track.startswith("V") for track in use.tracks),
            position=GAP,
        )


def _span(use: Use | None, cell: Cell) -> tuple[int, int] | None:
    if use is None or cell.segment is None:
        return None
    return _inside(use, cell.segment.recording.duration)


def _inside(use: Use, lasts: int | None) -> tuple[int, int]:
    """What an editing system may have counted a frame beyond is cut to what there is."""
    end = use.end if lasts is None else min(use.end, lasts)
    start = max(use.start, 0)
    return (start, end) if start < end else (max(end - 1, 0), max(end, 1))
