"""An editor's cut comes back: read and kept, looked at beside the script as it is now."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from interviews import quotes
from interviews.models import Recording, Segment
from interviews.quotes import Span, Spoken
from production import timecode
from production.actions import files
from production.models import User
from production.timecode import Rate
from script import cutting, matching
from script.actions import content as gather
from script.actions.cut_media import film_media, film_recordings, sync_of
from script.actions.made_segments import Logged
from script.cut_sources import Key
from script.cut_uses import Use
from script.formats import bundles, cut_read, reels
from script.formats.cut import Media, ReadCut, Refused
from script.matching import Line, Range, Report
from script.models import Script, ScriptImport
from script.pdf import content

S = ScriptImport.State


class NotOpen(Exception):
    """It was taken or dropped meanwhile."""


def look_first(*, script: Script, name: str, data: bytes, rate: Rate | None, by: User) -> ScriptImport:
    """Read a file that somebody brings; Refused before anything is stored. `rate` is that of an EDL."""
    told = bundles.unpacked(data)
    kind = cut_read.kind_of(told)
    cut = cut_read.read(kind, told, rate)
    found = cut_read.to_json(cut)
    if not found["events"]:
        raise Refused("empty")
    if found["rate"] is None:
        found["rate"] = [script.frames.num, script.frames.den, int(script.frames.drop)]
    return ScriptImport(
        script=script,
        kind=ScriptImport.Kind.CUT,
        name=name,
        format=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        found=found,
        created_by=by,
    )


def same_file(script: Script, data: bytes) -> ScriptImport | None:
    """The same file where it waits already."""
    digest = hashlib.sha256(data).hexdigest()
    rows = ScriptImport.objects.filter(script=script, kind=ScriptImport.Kind.CUT, sha256=digest)
    return rows.filter(state=S.OPEN).first()


def taken_before(imported: ScriptImport) -> ScriptImport | None:
    """The same file as it was taken over last."""
    rows = ScriptImport.objects.filter(script=imported.script_id, sha256=imported.sha256, state=S.TAKEN)
    found: ScriptImport | None = (
        rows.exclude(pk=imported.pk).select_related("taken_by").order_by("-taken_at").first()
    )
    return found


@transaction.atomic
def keep(*, imported: ScriptImport, data: bytes) -> ScriptImport:
    imported.content.save(imported.name, ContentFile(data), save=False)
    transaction.on_commit(files.OnTrial(str(imported.content.name)).keep)
    imported.save()
    return imported


@transaction.atomic
def drop(*, imported: ScriptImport) -> bool:
    """Throw an open one away with its file; whether it was open."""
    if not ScriptImport.objects.filter(pk=imported.pk, state=S.OPEN).update(state=S.DROPPED):
        return False
    let_file_go(imported)
    return True


def let_file_go(imported: ScriptImport) -> None:
    name, storage = imported.content.name, imported.content.storage
    if name:
        ScriptImport.objects.filter(pk=imported.pk).update(content="")
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def choose(*, imported: ScriptImport, **said: Any) -> None:
    """What the reader said of it: `sources` of events, lines that are `off` and `on`."""
    now = ScriptImport.objects.select_for_update().get(pk=imported.pk)
    if not now.is_open:
        raise NotOpen
    now.choices = {**now.choices, **said}
    now.save(update_fields=["choices"])
    imported.choices = now.choices


# -- beside the script -----------------------------------------------------------------------------


@dataclass
class Compared:
    """An import beside the script as it stands at this moment."""

    imported: ScriptImport
    cut: ReadCut
    rate: Rate  # of the cut
    pages: content.Script
    media: dict[Key, Media]
    report: Report
    recordings: dict[int, Recording] = field(default_factory=dict)
    segments: dict[int, Segment] = field(default_factory=dict)  # by the number of an added use

    def counted(self, events: Iterable[int]) -> int:
        """As an editor counts events: by the lines of a list; elsewhere what stands on several tracks at
        one moment is one."""
        of = (self.cut.events[number] for number in events)
        if self.imported.format == "edl":
            return len({event.line for event in of})
        return len({(one.record_in, one.record_out, one.source_in, one.reel or one.file) for one in of})

    @property
    def event_count(self) -> int:
        return self.counted(range(len(self.cut.events)))

    @property
    def converted_count(self) -> int:
        return self.counted(self.report.converted)

    @cached_property
    def rows(self) -> dict[int, content.Row]:
        return {row.key: row for row in self.pages.rows}

    @cached_property
    def cells(self) -> dict[int, content.Cell]:
        return {cell.key: cell for cell in self.pages.cells}

    @cached_property
    def off(self) -> set[str]:
        return set(self.imported.choices.get("off", ()))

    @cached_property
    def on(self) -> set[str]:
        return set(self.imported.choices.get("on", ()))

    def is_chosen(self, line: Line) -> bool:
        """Trims and what is new are taken unless somebody says no; what is gone only if they say so."""
        if not self.may_be_chosen(line):
            return False
        return line.key in self.on if line.code == "dropped" else line.key not in self.off

    def may_be_chosen(self, line: Line) -> bool:
        if line.code == "added":
            return self.spans.get(line.use.number) is not None if self.is_new(line) and line.use else True
        return line.code != "kept" or line.is_moved

    def is_new(self, line: Line) -> bool:
        """What was said lies in no segment yet: one is made where the line is taken over."""
        use = line.use
        is_said = line.code == "added" and use is not None and use.source[0] == "recording"
        return is_said and use is not None and use.number not in self.segments

    @cached_property
    def spans(self) -> dict[int, Span]:
        """What of their recordings is to become segments, by the number of the use."""
        uses = [line.use for line in self.report.lines if self.is_new(line) and line.use]
        return {use.number: span for use in uses if (span := self._span(use))}

    def _span(self, use: Use) -> Span | None:
        """What an editing system may have counted a frame beyond is cut to what there is."""
        recording = self.recordings[use.source[1]]
        start, end = max(use.start, 0), min(use.end, recording.duration or use.end)
        return Span(use.number, recording, start, end) if start < end else None

    @cached_property
    def said(self) -> dict[Hashable, Spoken]:
        """The words of what is to become segments."""
        return quotes.spoken(self.spans.values())

    def record(self, frame: int) -> int:
        """The frame of the script's record at a frame of the cut's."""
        return timecode.convert(frame, self.rate, self.pages.frames)


def compare(imported: ScriptImport) -> Compared:
    """In a fixed number of queries, however long the cut is."""
    script = imported.script
    cut = cut_read.from_json(imported.found)
    rate = cut.rate or script.frames
    pages = gather.script(script)
    made = cutting.cut(pages)
    recordings = film_recordings(script.film)
    media = film_media(script.film, script.frames, recordings)
    report = matching.compare(
        cut,
        rate,
        media,
        ranges_of(made),
        rows={row.key for row in pages.rows},
        short=reels.names([*media, *made.cut.media]),
        chosen=_chosen(imported),
        sync=sync_of(recordings),
    )
    by_key = {key_of(one): one for one in media}
    of = {one.pk: one for one in recordings}
    return Compared(imported, cut, rate, pages, by_key, report, of, _segments(report))


def key_of(media: Media) -> Key:
    kind, _sign, number = media.key.partition(":")
    return kind, int(number)


def ranges_of(made: cutting.Made) -> list[Range]:
    return [
        Range(place, one.row, one.cell, one.part, key_of(one.media), one.source_in, one.source_out)
        for place, one in enumerate(made.shown)
    ]


def _chosen(imported: ScriptImport) -> dict[int, Key]:
    found: dict[int, Key] = {}
    for event, key in imported.choices.get("sources", {}).items():
        kind, _sign, number = str(key).partition(":")
        found[int(event)] = kind, int(number)
    return found


def _segments(report: Report) -> dict[int, Segment]:
    """For each use that is new the segment that it says most of: half of the shorter of both at least."""
    uses = [line.use for line in report.lines if line.code == "added" and line.use]
    recordings = {use.source[1] for use in uses if use.source[0] == "recording"}
    of: dict[int, Logged] = defaultdict(Logged)
    rows = Segment.objects.filter(recording__in=recordings).select_related("recording__interview")
    for segment in rows.order_by("in_frame", "pk"):
        of[segment.recording_id].add(segment)
    found = {}
    for use in uses:
        near = [
            (min(use.end, segment.out_frame) - max(use.start, segment.in_frame), -segment.pk, segment)
            for segment in (
                of[use.source[1]].near(use.start, use.end) if use.source[0] == "recording" else ()
            )
        ]
        best = max(near, key=lambda one: one[:2], default=None)
        if best and 2 * best[0] >= min(use.end - use.start, best[2].frames):
            found[use.number] = best[2]
    return found
