"""What is taken to an editing system: a script as it stands or a locked draft, a scene, rows, segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviews.models import Segment
from production import timecode
from production.models import Film
from production.timecode import Rate
from script import cutting
from script.actions import content as gather
from script.cutting import Made, Mark
from script.models import Draft, Script
from script.pdf import content

MOST_SEGMENTS = 2_000


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a script is meant: all of it, a scene, some rows."""

    scene: int | None = None
    rows: frozenset[int] = frozenset()

    def made(
        self, script: content.Script, *, marks: Sequence[Mark] = (), words: Mapping[str, str] | None = None
    ) -> Made:
        scenes = None if self.scene is None else {self.scene}
        return cutting.cut(script, scenes=scenes, rows=self.rows or None, marks=marks, words=words)

    def of(self, script: content.Script) -> list[content.Row]:
        scenes = None if self.scene is None else {self.scene}
        return cutting.chosen(script, scenes, self.rows or None)


def pages(script: Script, draft: Draft | None = None, *, into: str = "") -> content.Script:
    """The script as it stands, or as it was locked: then with the translations of that day."""
    return draft.pages if draft is not None else gather.script(script, into=into)


def of_segments(film: Film, segments: Sequence[Segment], *, title: str, into: str = "") -> content.Script:
    """Segments one after the other, at the rate that most of them have."""
    return gather.selects(film, segments, title=title, rate=usual_rate(segments), into=into)


def usual_rate(segments: Sequence[Segment]) -> Rate:
    rates = Counter(segment.recording.frames for segment in segments)
    return max(rates, key=lambda rate: rates[rate], default=timecode.RATES["25/1"])
