"""What is said in a range of frames: derived from the transcript each time, never copied.

Words with times of their own are taken whole, one by one; where a cue has none, it is taken whole or
not at all. A recording without a transcript is quoted from that of another camera, by the sync offsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from django.db.models import Q

from interviews.models import Cue, Recording, Segment, Transcript, TranslatedCue
from production import timecode

AT_THE_ENDS = 3  # words that tell where a soundbite begins and ends


@dataclass(frozen=True)
class Quote:
    """`by` says how its words were chosen: by their own times, or by whole cues; "" where none is known."""

    words: str = ""
    by: str = ""  # "words", "cues"
    speakers: tuple[str, ...] = ()
    language: str = ""
    transcript: int | None = None

    @property
    def in_words(self) -> str:
        return " ".join(self.words.split()[:AT_THE_ENDS])

    @property
    def out_words(self) -> str:
        return " ".join(self.words.split()[-AT_THE_ENDS:])


NOTHING = Quote()


@dataclass(frozen=True)
class Source:
    """The transcript that a recording is quoted from, and how their frames lie beside each other."""

    transcript: Transcript
    recording: Recording

    def frames(self, in_frame: int, out_frame: int) -> tuple[int, int]:
        return self._frame(in_frame), self._frame(out_frame)

    def back(self, frame: int) -> int:
        """The frame of the recording at which one of the transcript lies."""
        return synced(frame, self.transcript.recording, self.recording)

    def _frame(self, frame: int) -> int:
        return synced(frame, self.recording, self.transcript.recording)


def synced(frame: int, source: Recording, target: Recording) -> int:
    """The frame of another recording of the same interview that was taken at the same time.

    Points are converted, never lengths; the result may lie before the target's first frame.
    """
    if source.pk == target.pk:
        return frame
    at = frame + source.sync_offset
    return timecode.convert(at, source.frames, target.frames) - target.sync_offset


def quotes(segments: Iterable[Segment]) -> dict[int, Quote]:
    """By the segment's key, as :func:`spoken`, with the speaker it names; segments come with `recording`."""
    segments = list(segments)
    found = spoken(
        Span(segment.pk, segment.recording, segment.in_frame, segment.out_frame) for segment in segments
    )
    return {segment.pk: _named(found[segment.pk].quote, segment) for segment in segments}


def _named(quote: Quote, segment: Segment) -> Quote:
    if quote.transcript is None or segment.speaker is None:
        return quote
    return replace(quote, speakers=(segment.speaker.name,))


def source_of(recording: Recording) -> Source | None:
    """Where the words of a recording stand."""
    return _sources({recording.pk: recording}).get(recording.pk)


def quote(segment: Segment) -> Quote:
    return quotes([segment])[segment.pk]


def _sources(recordings: dict[int, Recording]) -> dict[int, Source]:
    """By recording: its own transcript, else that of a recording beside it."""
    interviews = {recording.interview_id for recording in recordings.values()}
    found = Transcript.objects.filter(
        recording__interview__in=interviews, recording__binned_at=None, is_main=True
    ).select_related("recording")
    own = {transcript.recording_id: transcript for transcript in found}
    beside: dict[int, Transcript] = {}
    for transcript in own.values():
        beside.setdefault(transcript.recording.interview_id, transcript)
    sources = {}
    for key, recording in recordings.items():
        if transcript := own.get(key) or beside.get(recording.interview_id):
            sources[key] = Source(transcript, recording)
    return sources


@dataclass(frozen=True, slots=True)
class Span:
    """Any range of a recording that is to be quoted; `key` tells it from others."""

    key: Hashable
    recording: Recording
    in_frame: int
    out_frame: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said in a span, by whom, and in which other words."""

    quote: Quote = NOTHING
    people: tuple[int, ...] = ()  # speakers who are in the register
    translation: str = ""
    is_stale: bool = False  # the original was worded anew since


def spoken(spans: Iterable[Span], into: str = "") -> dict[Hashable, Spoken]:
    """By the span's key, in three queries however many there are; four with a translation `into` others."""
    spans = list(spans)
    gathered = _gather(spans, into)
    return {span.key: _spoken(span, gathered) for span in spans}


@dataclass(frozen=True, slots=True)
class Said:
    """A cue as far as it belongs to a span, in frames of the span's recording."""

    in_frame: int
    out_frame: int
    words: tuple[tuple[str, int | None, int | None], ...]  # each with its in and out, where it has them
    speaker: str = ""
    translation: str = ""


def said(spans: Iterable[Span], into: str = "") -> dict[Hashable, list[Said]]:
    """Cue by cue what is said in each span, in as many queries as :func:`spoken`."""
    spans = list(spans)
    gathered = _gather(spans, into)
    return {span.key: list(_said(span, gathered)) for span in spans}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What spans are quoted from: transcripts by recording, cues by transcript, other words by cue."""

    sources: dict[int, Source]
    tracks: dict[int, Track]
    translated: dict[int, TranslatedCue]


def _gather(spans: Iterable[Span], into: str) -> _Gathered:
    sources = _sources({span.recording.pk: span.recording for span in spans})
    wanted: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in spans:
        if source := sources.get(span.recording.pk):
            wanted[source.transcript.pk].append(source.frames(span.in_frame, span.out_frame))
    return _Gathered(sources, _tracks(wanted), _translated(wanted, into) if into else {})


def _said(span: Span, gathered: _Gathered) -> Iterator[Said]:
    source = gathered.sources.get(span.recording.pk)
    if source is None:
        return
    frames = source.frames(span.in_frame, span.out_frame)
    for cue in gathered.tracks[source.transcript.pk].within(*frames):
        words = timed_between(cue, *frames)
        if not words:
            continue
        start = cue.in_frame
        timed = [
            (word, None, None)
            if times is None
            else (word, source.back(start + times[0]), source.back(start + times[1]))
            for word, times in words
        ]
        line = gathered.translated.get(cue.pk)
        yield Said(
            max(source.back(cue.in_frame), span.in_frame),
            min(source.back(cue.out_frame), span.out_frame),
            tuple(timed),
            str(cue.speaker or ""),
            line.text if line else "",
        )


def _spoken(span: Span, gathered: _Gathered) -> Spoken:
    source = gathered.sources.get(span.recording.pk)
    if source is None:
        return Spoken()
    parts = gathered.tracks[source.transcript.pk].parts(*source.frames(span.in_frame, span.out_frame))
    cues = [cue for cue, _words in parts]
    people = dict.fromkeys(cue.speaker.person_id for cue in cues if cue.speaker and cue.speaker.person_id)
    lines = [(line, cue) for cue in cues if (line := gathered.translated.get(cue.pk))]
    return Spoken(
        _quote(parts, source.transcript),
        tuple(people),
        " ".join(line.text for line, _cue in lines if line.text),
        any(line.wording != cue.wording for line, cue in lines),
    )


def _quote(parts: Sequence[tuple[Cue, list[str]]], transcript: Transcript) -> Quote:
    by = "" if not parts else "words" if all(cue.word_times for cue, _words in parts) else "cues"
    speakers = dict.fromkeys(str(cue.speaker) for cue, _words in parts if cue.speaker)
    words = " ".join(" ".join(words) for _cue, words in parts)
    return Quote(words, by, tuple(speakers), transcript.language, transcript.pk)


def _translated(wanted: dict[int, list[tuple[int, int]]], into: str) -> dict[int, TranslatedCue]:
    """By the cue's key, the lines of translations into a language."""
    asked = Q()
    for transcript, ranges in wanted.items():
        first, last = min(start for start, _end in ranges), max(end for _start, end in ranges)
        asked |= Q(cue__transcript=transcript, cue__in_frame__lt=last, cue__out_frame__gt=first)
    if not wanted:
        return {}
    lines = TranslatedCue.objects.filter(
        asked, translation__language=into, translation__binned_at=None
    ).order_by("-pk")
    return {line.cue_id: line for line in lines}


class Track:
    """The cues of a transcript, or of a part of it, to be asked for many ranges."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self.cues = cues
        self._ins = [cue.in_frame for cue in cues]
        self._outs = list(accumulate((cue.out_frame for cue in cues), max))

    def within(self, in_frame: int, out_frame: int) -> list[Cue]:
        """Those that share a frame with the range."""
        first = bisect_right(self._outs, in_frame)
        last = bisect_left(self._ins, out_frame)
        return [cue for cue in self.cues[first:last] if cue.out_frame > in_frame]

    def parts(self, in_frame: int, out_frame: int) -> list[tuple[Cue, list[str]]]:
        """The cues of which something belongs to the range, each with its words that do."""
        cues = self.within(in_frame, out_frame)
        return [(cue, words) for cue in cues if (words := words_between(cue, in_frame, out_frame))]


def words_between(cue: Cue, in_frame: int, out_frame: int) -> list[str]:
    """The words of a cue that belong to a range: by their times, else all of them or none."""
    return [word for word, _times in timed_between(cue, in_frame, out_frame)]


def timed_between(cue: Cue, in_frame: int, out_frame: int) -> list[tuple[str, Sequence[int] | None]]:
    """The same, each with its times from the cue's in; None where it has none."""
    words = cue.text.split()
    if not cue.word_times:
        belongs = _belongs(cue.in_frame, cue.out_frame, in_frame, out_frame)
        return [(word, None) for word in words] if belongs else []
    chosen, inside = [], _inside(cue.in_frame, cue.in_frame + 1, in_frame, out_frame)
    for word, times in zip(words, cue.word_times, strict=False):
        if times is not None:  # a word without a time goes with the one before it
            inside = _inside(cue.in_frame + times[0], cue.in_frame + times[1], in_frame, out_frame)
        if inside:
            chosen.append((word, times))
    return chosen


def _inside(start: int, end: int, in_frame: int, out_frame: int) -> bool:
    """Whether the middle of a word lies in the range."""
    return 2 * in_frame <= start + end < 2 * out_frame


def _belongs(start: int, end: int, in_frame: int, out_frame: int) -> bool:
    """Whether they share at least half of the shorter: a neighbour's last frame is no quotation."""
    shared = min(end, out_frame) - max(start, in_frame)
    return shared > 0 and 2 * shared >= min(end - start, out_frame - in_frame)


def _tracks(wanted: dict[int, list[tuple[int, int]]]) -> dict[int, Track]:
    asked = Q()
    for transcript, ranges in wanted.items():
        first, last = min(start for start, _end in ranges), max(end for _start, end in ranges)
        asked |= Q(transcript=transcript, in_frame__lt=last, out_frame__gt=first)
    cues: dict[int, list[Cue]] = defaultdict(list)
    if wanted:
        for cue in Cue.objects.filter(asked).select_related("speaker__person").order_by("in_frame", "pk"):
            cues[cue.transcript_id].append(cue)
    return {transcript: Track(cues[transcript]) for transcript in wanted}
