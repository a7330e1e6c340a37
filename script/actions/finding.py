"""Where the paragraphs of a paper edit lie in what a film's interviews say, in a few queries.

All transcripts go by once, and all translations; what was found likely is read and laid over. A reel
with a timecode wins over words.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import PurePath
from typing import Any

from django.utils.text import slugify

from interviews.models import Cue, Recording, Transcript, TranslatedCue
from interviews.quotes import Span, spoken
from production import timecode
from production.models import Film
from production.timecode import BadTimecode, Range
from production.words import fold, fold_each
from script import paper_matching as matching
from script.formats.read_script import Item, Place
from script.paper_matching import AROUND, Found, Search, Window
from script.pdf.content import clock
from script.word_alignment import Text, align, text_of

CHUNK = 2_000
KEYS = 5_000  # cues that are read at once
MOST_HITS = 3
MOST_LETTERS = 12_000_000  # of all likely places together: what repeats itself for ever
LEAST = 30  # less is no likeness
LONGEST_SHOWN = 2_000  # letters of a piece of words
NEAR = 5  # seconds round a time that a file tells
SPEAKER, TIME = 5, 10  # how much likelier: by who speaks, by when


@dataclass(slots=True)
class Hit:
    """A place where a paragraph may lie; `by` words, cues (whole ones) or place (as its file says)."""

    recording: int
    reel: str
    ranges: list[list[int]]
    labels: list[list[str]]  # of each range
    lasts: str  # together, as a clock
    confidence: int
    by: str
    speaker: str
    asked: list[list[Any]]  # pieces of the paragraph: words, whether they were said so
    said: list[list[Any]]
    language: str = ""  # of the translation that it was found in
    agrees: int = 100  # by words, where its place was told

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


Track = tuple[str, int]  # "said", a transcript; "translated", a translation


def find(film: Film, items: Sequence[Item]) -> tuple[list[list[Hit]], list[int]]:
    """The likeliest places of each item, the best first; nothing where nothing was found.

    And which items were not looked for by their words: their likely places were too long together.
    """
    if not items:
        return [], []
    looking = _Looking(film, items)
    return [looking.hits(number) for number in range(len(items))], looking.passed


class _Looking:
    def __init__(self, film: Film, items: Sequence[Item]) -> None:
        self.items = items
        self.texts: list[Text] = [text_of(item.text.split()) for item in items]
        rows: Any = Recording.objects.filter(interview__film=film, interview__binned_at=None)
        self.recordings: dict[int, Recording] = {one.pk: one for one in rows.select_related("interview")}
        self.transcripts: dict[int, Transcript] = {
            one.pk: one for one in Transcript.objects.filter(recording__in=self.recordings, is_main=True)
        }
        self.order: dict[Track, array[int]] = {}
        self.of: dict[Track, tuple[int, str]] = {}  # recording, language of the translation
        self.looked = 0  # letters
        self.passed: list[int] = []
        self.search = Search(self.texts)
        self._look()
        self.windows = [self.search.windows(number) for number in range(len(items))]
        self.cues = self._read(window for windows in self.windows for window in windows)
        self.named = self._places()

    # -- what was said goes by ---------------------------------------------------------------------

    def _look(self) -> None:
        cues: Any = Cue.objects.filter(transcript__in=self.transcripts).order_by(
            "transcript", "in_frame", "pk"
        )
        for key, rows in _tracks(cues.values_list("transcript", "pk", "text")):
            self.of["said", key] = (self.transcripts[key].recording_id, "")
            self._note(("said", key), rows)
        lines: Any = TranslatedCue.objects.filter(
            cue__transcript__in=self.transcripts, translation__binned_at=None
        ).order_by("translation", "cue__in_frame", "cue")
        values = lines.values_list("translation", "cue", "text", "translation__language", "cue__transcript")
        for key, rows in _tracks(values):
            first = next(rows)
            self.of["translated", key] = (self.transcripts[first[4]].recording_id, first[3])
            self._note(("translated", key), _chain(first, rows))

    def _note(self, track: Track, rows: Iterable[tuple[Any, ...]]) -> None:
        keys, texts = array("q"), list[str]()
        for row in rows:
            keys.append(row[1])
            texts.append(row[2])
        self.order[track] = keys
        self.search.look(track, enumerate(fold_each(texts)))

    def _read(self, windows: Iterable[Window]) -> dict[Track, dict[int, matching.Cue]]:
        """The cues of windows, with their surroundings, by their places in their track."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for window in windows:
            track: Track = window.track  # type: ignore[assignment]
            wanted[track[0]].update(
                self.order[track][max(0, window.first - AROUND) : window.last + AROUND + 1]
            )
        said = self._cues(wanted["said"] | wanted["translated"])
        words = self._translated(wanted["translated"])
        found: dict[Track, dict[int, matching.Cue]] = defaultdict(dict)
        for track, keys in self.order.items():
            for place, key in enumerate(keys):
                if track[0] == "said" and key in wanted["said"]:
                    found[track][place] = said[key]
                elif (track[1], key) in words and key in said:
                    cue = said[key]
                    text = words[track[1], key]
                    found[track][place] = matching.Cue(cue.key, cue.start, cue.end, text, None, cue.speaker)
        return found

    def _cues(self, keys: set[int]) -> dict[int, matching.Cue]:
        found = {}
        for batch in _batches(keys):
            for cue in Cue.objects.filter(pk__in=batch).select_related("speaker__person"):
                found[cue.pk] = matching.Cue(
                    cue.pk, cue.in_frame, cue.out_frame, cue.text, cue.word_times, str(cue.speaker or "")
                )
        return found

    def _translated(self, keys: set[int]) -> dict[tuple[int, int], str]:
        found = {}
        for batch in _batches(keys):
            lines: Any = TranslatedCue.objects.filter(cue__in=batch, translation__binned_at=None)
            for translation, cue, text in lines.values_list("translation", "cue", "text"):
                found[translation, cue] = text
        return found

    # -- one paragraph -----------------------------------------------------------------------------

    def hits(self, number: int) -> list[Hit]:
        item, text = self.items[number], self.texts[number]
        if self.looked > MOST_LETTERS and self.windows[number]:
            self.passed.append(number)
            self.windows[number] = []
        found = [one for window in self.windows[number] if (one := self._over(text, window)) and one.ranges]
        found = [one for one in found if one.confidence >= LEAST and not _is_a_word(one, text)]
        hits = [self._hit(one) for one in self._chosen(found, item)[:MOST_HITS]]
        if (told := self.named.get(number)) is not None:
            hits = [
                told,
                *(hit for hit in hits if (hit.recording, hit.ranges) != (told.recording, told.ranges)),
            ]
        return hits[:MOST_HITS]

    def _over(self, text: Text, window: Window) -> Found | None:
        cues = self.cues[window.track]  # type: ignore[index]
        places = range(window.first - AROUND, window.last + AROUND + 1)
        here = [cues[place] for place in places if place in cues]
        self.looked += sum(len(cue.text) for cue in here)
        return matching.lay_over(text, window.track, here)

    def _chosen(self, found: list[Found], item: Item) -> list[Found]:
        """The likeliest first; of two that are as likely, by who speaks and by when."""
        return matching.choose(found, [self._bonus(one, item) for one in found])

    def _bonus(self, one: Found, item: Item) -> int:
        names = set(fold(one.speaker).split())
        asked = fold(item.speaker).split()
        bonus = SPEAKER if asked and asked[-1] in names else 0
        recording = self.recordings[self.of[one.track][0]]  # type: ignore[index]
        return bonus + (TIME if any(_is_near(place, one, recording) for place in item.places) else 0)

    def _hit(self, one: Found) -> Hit:
        key, language = self.of[one.track]  # type: ignore[index]
        ranges = [list(one) for one in one.ranges]
        hit = _made(self.recordings[key], ranges, one.confidence, one.by)
        hit.speaker, hit.language = one.speaker, language
        hit.asked, hit.said = _short(one.asked), _short(one.said)
        return hit

    # -- places that a file tells ------------------------------------------------------------------

    def _places(self) -> dict[int, Hit]:
        """Of the items that name a reel which is here, with an in and an out on it."""
        known = _by_name(self.recordings.values())
        found: dict[int, Hit] = {}
        for number, item in enumerate(self.items):
            told = [one for place in item.places if (one := _placed(place, known))]
            if told and len({recording.pk for recording, _range in told}) == 1:
                ranges = [[one.start, one.end] for _recording, one in told]
                found[number] = _made(told[0][0], ranges, 100, "place")
        self._say(found)
        return found

    def _say(self, found: dict[int, Hit]) -> None:
        spans = [
            Span((number, at), self.recordings[hit.recording], start, end)
            for number, hit in found.items()
            for at, (start, end) in enumerate(hit.ranges)
        ]
        said = spoken(spans)
        for number, hit in found.items():
            quotes = [said[number, at].quote for at in range(len(hit.ranges))]
            words = " // ".join(quote.words for quote in quotes if quote.words)
            hit.speaker = next((quote.speakers[0] for quote in quotes if quote.speakers), "")
            text, other = self.texts[number], text_of(words.split())
            agreement = align(text.words, other.words)
            hit.agrees = agreement.confidence if text.words and other.words else 100
            hit.asked = _short(matching.pieces(text, {i for i, _j in agreement.pairs}))
            hit.said = _short(matching.pieces(other, {j for _i, j in agreement.pairs}))


def _is_a_word(one: Found, text: Text) -> bool:
    """A single word of several is found everywhere."""
    return len(text.words) > 1 and sum(len(words.split()) for words, _is_same in one.said) < 2


def _made(recording: Recording, ranges: list[list[int]], confidence: int, by: str) -> Hit:
    labels = [[str(recording.source(start)), str(recording.source(end))] for start, end in ranges]
    lasts = clock(recording.frames.seconds(sum(end - start for start, end in ranges)))
    return Hit(recording.pk, str(recording), ranges, labels, lasts, confidence, by, "", [], [])


def _tracks(rows: Any) -> Iterator[tuple[int, Iterator[tuple[Any, ...]]]]:
    """Rows by their first value, as they come."""
    for key, found in groupby(rows.iterator(chunk_size=CHUNK), key=lambda row: row[0]):
        yield key, iter(found)


def _chain(first: tuple[Any, ...], rest: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    yield first
    yield from rest


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    order = sorted(keys)
    for at in range(0, len(order), KEYS):
        yield order[at : at + KEYS]


def _short(pieces: Iterable[tuple[str, bool]]) -> list[list[Any]]:
    """What is shown of long words."""
    shown, left = list[list[Any]](), LONGEST_SHOWN
    for text, is_same in pieces:
        shown.append([text if len(text) <= left else f"{text[:left]} …", is_same])
        left -= len(text)
        if left <= 0:
            break
    return shown


def _by_name(recordings: Iterable[Recording]) -> dict[str, list[Recording]]:
    """Recordings by what a paper may call them: reel, reel with camera, file."""
    known: dict[str, list[Recording]] = defaultdict(list)
    for one in recordings:
        names = {one.reel, str(one), one.file_name, PurePath(one.file_name).stem}
        for name in {_plain(name) for name in names} - {""}:
            known[name].append(one)
    return known


def _plain(name: str) -> str:
    return fold(name).replace(" ", "") or slugify(name)


def _placed(place: Place, known: dict[str, list[Recording]]) -> tuple[Recording, Range] | None:
    """The one recording of that name which has such a range; None where there are none, or several."""
    found = [
        (recording, told)
        for recording in known.get(_plain(place.reel), ())
        if (told := _range(place, recording)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _range(place: Place, recording: Recording) -> Range | None:
    start, end = _frame(place.start, place, recording), _frame(place.end, place, recording)
    if start is None or end is None or end <= start:
        return None
    return Range(start, end) if end <= (recording.duration or recording.frames.day) else None


def _frame(text: str, place: Place, recording: Recording) -> int | None:
    try:
        if place.is_running:
            return timecode.frame_at(round(float(text) * 1000), recording.frames)
        return timecode.offset_of(timecode.read(text), recording.start, recording.frames)
    except (BadTimecode, ValueError):
        return None


def _is_near(place: Place, one: Found, recording: Recording) -> bool:
    at = _frame(place.start, place, recording)
    near = NEAR * recording.frames.base
    return at is not None and one.ranges[0][0] - near <= at <= one.ranges[-1][1] + near
