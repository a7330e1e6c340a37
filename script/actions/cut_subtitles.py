"""What a cut says, cue by cue, at the moments of its record: as the transcripts have it today.

A pinned line and a locked draft say what was quoted; their words share the time of their range.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from interviews.models import Recording
from interviews.quotes import Said, Span, said
from script.cutting import Place
from script.formats.cut_subtitles import Passage, Word, plain
from script.pdf import content


@dataclass(frozen=True, slots=True)
class Spoken:
    passages: tuple[Passage, ...]
    untranslated: tuple[str, ...] = ()  # numbers of the rows that say something without a translation


def spoken(
    script: content.Script, places: Iterable[Place], *, into: str = "", narration: bool = True
) -> Spoken:
    """`into` is the language of the translation that is wanted; "" for what was said."""
    places = list(places)
    cues = _cues(script, places, into) if script.is_draft else {}
    found: list[Passage] = []
    missing: dict[str, None] = {}
    for place in places:
        if place.cell.element == "narration":
            found += _narration(place, into) if narration else []
            continue
        passages = list(_soundbite(script, place, cues, into))
        found += passages
        if into and not passages and place.cell.parts[place.part].words and _is_foreign(place, into):
            missing[place.row.number] = None
    return Spoken(tuple(found), tuple(missing))


def _is_foreign(place: Place, into: str) -> bool:
    return place.cell.language != into


def _cues(script: content.Script, places: Iterable[Place], into: str) -> dict[tuple[int, int], list[Said]]:
    live = [place for place in places if place.cell.element == "soundbite" and not place.cell.is_pinned]
    keys = {place.cell.recording for place in live}
    recordings = Recording.everything.select_related("interview").in_bulk([key for key in keys if key])
    spans = []
    for place in live:
        part, recording = place.cell.parts[place.part], recordings.get(place.cell.recording or 0)
        if recording is not None:
            spans.append(Span((place.cell.key, place.part), recording, part.start, part.end))
    found: dict[tuple[int, int], list[Said]] = said(spans, into)  # type: ignore[assignment]
    return found


def _narration(place: Place, into: str) -> list[Passage]:
    """Narration is written in the language of the script; there is no other text of it."""
    cell = place.cell
    if not cell.text or not place.lasts or (into and into != cell.language):
        return []
    passage = Passage(
        place.starts,
        place.starts + place.lasts,
        plain(cell.text),
        language=cell.language,
        row=place.row.number,
    )
    return [passage]


def _soundbite(
    script: content.Script, place: Place, cues: dict[tuple[int, int], list[Said]], into: str
) -> Iterable[Passage]:
    cell, part = place.cell, place.cell.parts[place.part]
    is_own = not into or cell.language == into
    lines = cues.get((cell.key, place.part))
    if lines is None:
        text = part.words if is_own else part.translation if cell.translated_into == into else ""
        if text:
            yield _passage(place, place.starts, place.starts + place.lasts, plain(text), into)
        return
    rate = script.media_by_key[cell.medium or ("", 0)].frames

    def moment(frame: int) -> Fraction:
        return place.starts + rate.seconds(min(max(frame, part.start), part.end) - part.start)

    for line in lines:
        words = (
            tuple(
                Word(
                    word,
                    None if start is None else moment(start),
                    None if end is None else moment(end),
                )
                for word, start, end in line.words
            )
            if is_own
            else plain(line.translation)
        )
        first, last = moment(line.in_frame), moment(line.out_frame)
        if words and first < last:
            yield _passage(place, first, last, words, into, line.speaker)


def _passage(
    place: Place, start: Fraction, end: Fraction, words: tuple[Word, ...], into: str, speaker: str = ""
) -> Passage:
    cell = place.cell
    speaker = speaker or ", ".join(cell.speakers)
    return Passage(start, end, words, speaker, into or cell.language, place.row.number)
