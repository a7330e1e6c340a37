"""An editor's cut beside the script: whose frames its events are, and what became of what was written.

First each event is matched to a recording or a clip: by our own ids, by the card that it names, by its
file, and by whether its frames lie in there. Then what is shown at one moment on several tracks is one
use of a source; and each range of the script takes the use that shows the most of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from production.order import not_falling
from production.timecode import Rate
from script import cut_uses
from script.cut_sources import Found, Key, Quoted, Sources, has_other_rate, is_material
from script.cut_sync import Sync, together
from script.cut_uses import Use
from script.formats.cut import Media, ReadCut, ReadEvent

MOST_ROUNDS = 10
MOST_PAIRS = 60  # uses that are weighed for a range: beyond them nothing is like it


@dataclass(frozen=True, slots=True)
class Range:
    """A range that the script takes of a source, in its frames; `place` counts ranges in script order."""

    place: int
    row: int
    cell: int
    part: int
    source: Key
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a range of the script, or a use that it doesn't know.

    kept, trimmed, dropped, added. `head` frames are more at its beginning, `tail` at its end; fewer
    where they are negative.
    """

    code: str
    range: Range | None = None
    use: Use | None = None
    is_moved: bool = False
    head: int = 0
    tail: int = 0

    @property
    def key(self) -> str:
        """The same as long as the script and the cut are."""
        if self.range is not None:
            return f"c{self.range.cell}.{self.range.part}"
        return f"u{self.use.number if self.use else 0}"


@dataclass(frozen=True, slots=True)
class Report:
    lines: tuple[Line, ...]  # in the order of the cut; what was dropped where it stood in the script
    found: tuple[Found, ...] = ()
    unknown: tuple[int, ...] = ()  # events of no source that the film has
    ambiguous: tuple[int, ...] = ()  # events of which nothing tells whose they are: they count for nothing
    converted: tuple[int, ...] = ()  # events whose frames were counted at another rate than their source's
    moved_rows: tuple[int, ...] = ()
    rows: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # record in and out by row

    def count(self, code: str) -> int:
        if code == "moved":
            return sum(line.is_moved for line in self.lines)
        return sum(line.code == code for line in self.lines)


def compare(
    cut: ReadCut,
    rate: Rate,
    media: Sequence[Media],
    ranges: Sequence[Range],
    *,
    rows: Collection[int] = (),
    short: Mapping[str, str] | None = None,
    chosen: Mapping[int, Key] | None = None,
    sync: Sync | None = None,
) -> Report:
    """Both beside each other.

    `rate` is the cut's; `rows` are those of the script, whose gaps may come back; `short` is the reel by
    which lists name a medium, `chosen` the source of an event that the cut itself doesn't tell, `sync` how
    recordings lie beside each other.
    """
    sources = Sources(media, short or {})
    cells = {one.cell: one.source for one in ranges}
    quoted = Quoted(((one.source, one.start, one.end) for one in ranges), cells)
    found = [
        sources.find(number, event, rate, quoted, (chosen or {}).get(number))
        for number, event in enumerate(cut.events)
    ]
    synced = together(cut.events, found, sources=sources, rate=rate, sync=sync or Sync(), quoted=quoted)
    uses = list(cut_uses.uses(cut.events, synced))
    loose = {key: _looseness(one.rate, rate) for key, one in sources.media.items()}
    lines = list(_aligned(ranges, uses, loose))
    times = _record_of_rows(lines, _gaps(cut.events, found, rows), rate.base)
    lines, moved = _moved(lines, times)
    return Report(
        tuple(_in_order(lines)),
        tuple(found),
        tuple(one.event for one in found if not one.sources and is_material(cut.events[one.event])),
        tuple(one.event for one in found if one.is_ambiguous),
        tuple(
            one.event
            for one in found
            if one.sources and has_other_rate(cut.events[one.event], rate, sources.media[one.sources[0]])
        ),
        moved,
        times,
    )


# -- beside the script -----------------------------------------------------------------------------


def _looseness(source: Rate, record: Rate) -> int:
    """By how many frames of a source its ends may lie elsewhere, since the record has no frame there."""
    if source.runs_as(record):
        return 0
    return -(-source.num * record.den // (source.den * record.num))


def _aligned(ranges: Sequence[Range], uses: Sequence[Use], loose: Mapping[Key, int]) -> Iterator[Line]:
    taken: dict[int, Use] = {}  # by the range's place
    free: dict[int, Use] = {use.number: use for use in uses}
    open_ranges = ranges
    for _round in range(MOST_ROUNDS):
        for one, use in _pairs(open_ranges, list(free.values()), taken):
            if one.place not in taken and use.number in free:
                taken[one.place] = free.pop(use.number)
        left = [one for one in open_ranges if one.place not in taken]
        if not free or len(left) in (0, len(open_ranges)):
            break
        open_ranges = left
    _through(taken, free, ranges)
    for one in ranges:
        found = taken.get(one.place)
        yield Line("dropped", one) if found is None else _became(one, found, loose[one.source])
    for use in free.values():
        yield Line("added", use=use)


def _became(one: Range, use: Use, loose: int) -> Line:
    head, tail = one.start - use.start, use.end - one.end
    if abs(head) <= loose and abs(tail) <= loose:
        head = tail = 0
    return Line("trimmed" if head or tail else "kept", one, use, head=head, tail=tail)


def _pairs(
    ranges: Sequence[Range], uses: Sequence[Use], taken: Mapping[int, Use]
) -> Iterator[tuple[Range, Use]]:
    """Ranges and uses that may be each other, the likeliest first: ours, exact, most alike.

    `taken` is filled meanwhile: what was found so far tells where the rest stands.
    """
    exact: dict[tuple[Key, int, int], list[Use]] = defaultdict(list)
    of: dict[Key, list[Use]] = defaultdict(list)
    for use in uses:
        exact[use.source, use.start, use.end].append(use)
        of[use.source].append(use)
    for one in ranges:
        mine = [use for use in exact[one.source, one.start, one.end] if use.cell == one.cell]
        if mine:
            yield one, mine[0]
    yield from _same(ranges, exact, taken)
    weighed = []
    for one, near in _near(ranges, of):
        for use in near:
            shared = min(one.end, use.end) - max(one.start, use.start)
            weighed.append((use.cell != one.cell, -shared, one.place, use.number, one, use))
    weighed.sort(key=lambda pair: pair[:4])
    for *_order, one, use in weighed:
        yield one, use


def _same(
    ranges: Sequence[Range], exact: Mapping[tuple[Key, int, int], list[Use]], taken: Mapping[int, Use]
) -> Iterator[tuple[Range, Use]]:
    """Of the same frames twice in the script and once in the cut the one that stands where the cut has it."""
    same: dict[tuple[Key, int, int], list[Range]] = defaultdict(list)
    for one in ranges:
        same[one.source, one.start, one.end].append(one)
    uneven = []
    for frames, of_range in same.items():
        of_use = exact.get(frames, [])
        if len(of_range) == len(of_use) or len(of_range) * len(of_use) > MOST_PAIRS**2:
            yield from zip(of_range, of_use, strict=False)
        else:
            uneven.append((of_range, of_use))
    places = sorted(taken)
    for of_range, of_use in uneven:
        ways = [
            (abs(use.record_in - _about(one, taken, places)), one.place, use.number, one, use)
            for one in of_range
            for use in of_use
        ]
        yield from ((one, use) for *_order, one, use in sorted(ways, key=lambda way: way[:3]))


def _about(one: Range, taken: Mapping[int, Use], places: Sequence[int]) -> int:
    """Where in the record a range would begin, by what stands before it, or else behind."""
    at = bisect_left(places, one.place)
    if at:
        return taken[places[at - 1]].record_out
    return taken[places[0]].record_in if places else 0


def _near(ranges: Sequence[Range], of: Mapping[Key, list[Use]]) -> Iterator[tuple[Range, list[Use]]]:
    """For each range the uses that share frames with it, no more than can be weighed."""
    sorted_uses = {key: sorted(found, key=lambda use: use.start) for key, found in of.items()}
    starts = {key: [use.start for use in found] for key, found in sorted_uses.items()}
    longest = {key: max(use.end - use.start for use in found) for key, found in sorted_uses.items()}
    for one in ranges:
        found = sorted_uses.get(one.source)
        if not found:
            continue
        first = bisect_left(starts[one.source], one.start - longest[one.source])
        last = bisect_left(starts[one.source], one.end)
        near = [use for use in found[max(first, last - 20 * MOST_PAIRS) : last] if use.end > one.start]
        if len(near) > MOST_PAIRS:
            near.sort(key=lambda use: max(one.start, use.start) - min(one.end, use.end))
        yield one, near[:MOST_PAIRS]


def _through(taken: dict[int, Use], free: dict[int, Use], ranges: Iterable[Range]) -> None:
    """An editor may part a clip and take nothing out: the pieces make one use again."""
    starting = {(use.source, use.start, use.record_in): use for use in free.values()}
    ending = {(use.source, use.end, use.record_out): use for use in free.values()}
    for one in ranges:
        use = taken.get(one.place)
        if use is None:
            continue
        while (after := starting.get((use.source, use.end, use.record_out))) and after.start < one.end:
            if free.pop(after.number, None) is None:
                break
            use = cut_uses.joined(use, after)
        while (before := ending.get((use.source, use.start, use.record_in))) and before.end > one.start:
            if free.pop(before.number, None) is None:
                break
            use = cut_uses.joined(before, use)
        taken[one.place] = use


def _moved(lines: Sequence[Line], times: Mapping[int, tuple[int, int]]) -> tuple[list[Line], tuple[int, ...]]:
    """Which rows were moved, so that as few as can be were."""
    order = list(dict.fromkeys(line.range.row for line in lines if line.range and line.use))
    stay = set(not_falling([times[row][0] for row in order]))
    moved = tuple(row for at, row in enumerate(order) if at not in stay)
    gone = set(moved)
    return [
        replace(line, is_moved=line.range.row in gone and line.use is not None) if line.range else line
        for line in lines
    ], moved


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """As the cut goes; what was dropped follows what stands before it in the script."""
    placed: list[tuple[tuple[int, int, int], Line]] = []
    at = -1
    for line in lines:
        if line.range is None:
            use = line.use
            placed.append(((use.record_in, 2, use.number) if use else (at, 2, 0), line))
            continue
        at = line.use.record_in if line.use else at
        placed.append(((at, 0 if line.use else 1, line.range.place), line))
    return [line for _place, line in sorted(placed, key=lambda one: one[0])]


def _gaps(
    events: Sequence[ReadEvent], found: Iterable[Found], rows: Collection[int]
) -> Iterator[tuple[int, int, int]]:
    """What was a gap and came back with our ids, like narration: its row, record in and out."""
    for one in found:
        event = events[one.event]
        if not one.sources:
            yield from (
                (key, event.record_in, event.record_out)
                for name, key in event.ids
                if name == "row" and key in rows
            )


def _record_of_rows(
    lines: Iterable[Line], gaps: Iterable[tuple[int, int, int]], near: int
) -> dict[int, tuple[int, int]]:
    """In and out of each row: of its voice, with what lies beside it.

    Pictures and gaps that stayed behind where a voice was moved away tell nothing of the row.
    """
    times: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for line in lines:
        if line.range and line.use:
            rank = 0 if line.use.is_heard and line.use.source[0] == "recording" else 1
            times[line.range.row].append((rank, line.use.record_in, line.use.record_out))
    for row, first, last in gaps:
        times[row].append((2, first, last))
    return {row: _together(sorted(of), near) for row, of in times.items()}


def _together(times: list[tuple[int, int, int]], near: int) -> tuple[int, int]:
    first, last = times[0][1:]
    grown = True
    while grown:
        grown = False
        for _rank, start, end in times:
            if start <= last + near and end >= first - near and (start < first or end > last):
                first, last, grown = min(first, start), max(last, end), True
    return first, last
