"""A transcript as the lines that every writer takes: its cues with their times, speakers and words.

What a file brought and nobody moved goes out with the file's own times, to the millisecond, as long
as it is counted as it came in; in the same format even as they were written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interviews.formats.lines import Line, Times, Words
from interviews.importing.placing import place
from interviews.models import Cue, Recording, Transcript, TranslatedCue, Translation
from production import timecode

SUBTITLES = ("srt", "vtt")
_LABELS = ("docx", "txt", "table")  # whose times are labels of frames, not milliseconds
_CHUNK = 2000
_ROUNDED = 2  # frames by which another rate may have moved a point


@dataclass(frozen=True)
class Wanted:
    """What is to be written, and how it is counted; `times` is "" for as it came in."""

    format: str
    words: Words = Words.ORIGINAL
    translation: Translation | None = None
    times: str = ""

    def counts(self, transcript: Transcript) -> Times:
        return Times(self.times) if self.times else as_it_came(transcript)


def as_it_came(transcript: Transcript) -> Times:
    return Times.SOURCE if transcript.zero == Transcript.Zero.SOURCE else Times.RUNNING


def lines(transcript: Transcript, wanted: Wanted) -> Iterator[Line]:
    """In the order of their frames; where only the translation is wanted, no cue that has none."""
    texts = _translations(wanted.translation)
    clocks = _Clocks(transcript, wanted)
    rows = Cue.objects.filter(transcript=transcript).select_related("speaker__person")
    is_table = wanted.format in ("csv", "xlsx")
    for cue in rows.order_by("in_frame", "pk").iterator(chunk_size=_CHUNK):
        text = texts.get(cue.pk, "")
        if text or is_table or wanted.words != Words.TRANSLATION:
            yield clocks.line(cue, text)


def _translations(translation: Translation | None) -> dict[int, str]:
    if translation is None:
        return {}
    return dict(TranslatedCue.objects.filter(translation=translation).values_list("cue", "text"))


class _Clocks:
    """How the frames of a recording are told in milliseconds."""

    def __init__(self, transcript: Transcript, wanted: Wanted) -> None:
        recording: Recording = transcript.recording
        self._start, self._rate = recording.start, recording.frames
        counts = wanted.counts(transcript)
        # in documents and tables the milliseconds are running time, whatever else stands beside them
        self._is_source = counts == Times.SOURCE and wanted.format in SUBTITLES
        came = as_it_came(transcript) == (Times.SOURCE if self._is_source else Times.RUNNING)
        self._is_kept = came and transcript.format not in _LABELS
        self._is_written = self._is_kept and transcript.format == wanted.format
        self._at = place(recording, "", transcript.zero)
        self._slack = 0 if self._is_source else _ROUNDED

    def line(self, cue: Cue, translation: str) -> Line:
        start = self._kept(cue.in_ms, cue.in_frame, 0)
        end = self._kept(cue.out_ms, cue.out_frame, cue.in_frame + 1)
        is_written = self._is_written and not (self._is_source and None in (start, end))
        return Line(
            start=self._ms(cue.in_frame) if start is None else start,
            end=self._ms(cue.out_frame) if end is None else end,
            text=cue.text,
            speaker=str(cue.speaker or ""),
            translation=translation,
            source_in=str(self._label(cue.in_frame)),
            source_out=str(self._label(cue.out_frame)),
            written=cue.written if is_written else "",
        )

    def _kept(self, ms: int | None, frame: int, least: int) -> int | None:
        """What the file said, as long as it still names that frame.

        It doesn't where the recording's start was corrected, or where the file counted frames. The import
        itself moved what would have lain before `least`.
        """
        if ms is None or not self._is_kept:
            return None
        [there] = self._at([ms])
        return ms if abs(there - frame) <= self._slack or there < frame == least else None

    def _ms(self, frame: int) -> int:
        if not self._is_source:
            return timecode.ms_of(frame, self._rate)
        label = self._label(frame)
        return label.total_seconds * 1000 + round((label.frames or 0) * 1000 / self._rate.base)

    def _label(self, frame: int) -> timecode.Label:
        return timecode.source(frame, self._start, self._rate)
