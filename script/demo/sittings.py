"""The interviews with their recordings, transcripts and logs, brought in as an editor would.

What they tell stands in script.demo.said; cards, cameras and times are sample data.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from interviews.actions import proxy_uploads, transcript_imports, transcripts, translations
from interviews.formats import subtitles_out
from interviews.formats.lines import Line
from interviews.models import Interview, Question, Recording, Segment, Subject, Transcript, Translation
from production import timecode
from production.models import Film, HistoricalEvent, Person, RunningItem, Scene, Theme, User
from script.demo import SAMPLE, film_strip, kept
from script.demo.said import SPOKEN_BY, Note
from script.demo.said_others import BROUE, FERNANDEZ, FERNANDEZ_B, WOODS
from script.demo.said_volkov import VOLKOV_1
from script.demo.said_volkov_later import VOLKOV_2
from script.demo.scenes import B, F, V, W

MAKER = f"Log-keeper's summary in reported speech ({SAMPLE.lower()})"
PAUSE = 200  # ms between two sentences
PICTURES = 15  # frames for which a picture of the proxies stands


@dataclass(frozen=True)
class Card:
    reel: str
    notes: Sequence[Note]
    seconds: int
    start: str
    rate: str = "30000/1001"
    camera: str = "A"
    sync_offset: int = 0
    file_name: str = ""
    speaker: str = ""  # as its transcript names them; "" where there is none
    has_word_times: bool = False
    has_proxy: bool = False

    @property
    def drops(self) -> bool:
        return ";" in self.start


@dataclass(frozen=True)
class Sitting:
    person: str
    title: str
    cards: tuple[Card, ...]
    language: str
    scene: str = ""  # whose item of the schedule it is
    facts: dict[str, Any] = field(default_factory=dict)
    interviewer: str = "Adolfo Videla"
    interpreter: str = ""


SITTINGS = [
    Sitting(
        V,
        "Volkov in the library",
        (
            Card(
                "A002",
                VOLKOV_1,
                360,
                "02:00:00;00",
                file_name="A002C001.mov",
                speaker="VOLKOV",
                has_proxy=True,
            ),
            Card(
                "A002",
                VOLKOV_2,
                360,
                "02:40:00;00",
                sync_offset=71_928,  # forty minutes later, as its timecode says
                file_name="A002C002.mov",
                speaker="VOLKOV",
                has_word_times=True,
            ),
        ),
        "es",
        scene="8",
        facts={
            "status": "logged",
            "synopsis": "From the boy's arrival to the friendly years with the Cárdenas family; after the "
            "pause the night of 24 May, Mercader, 20 August, and his sister.",
        },
    ),
    Sitting(
        F,
        "Fernández at home",
        (
            Card("A001", FERNANDEZ, 220, "01:00:00;00", file_name="A001C001.mov", speaker="FERNÁNDEZ"),
            Card(
                "B001",
                FERNANDEZ_B,
                200,
                "11:20:14;06",
                camera="B",
                sync_offset=240,
                file_name="B001C001.mov",
            ),
        ),
        "es",
        scene="4",
        facts={
            "status": "logged",
            "synopsis": "How the asylum was won. Two short sessions; the second ends before the journey "
            "to the capital.",
            "restrictions": f"The family hears the recording first ({SAMPLE.lower()}).",
        },
    ),
    Sitting(
        W,
        "Woods at the desk",
        (Card("W001", WOODS, 190, "10:00:00:00", rate="24000/1001", has_proxy=True),),
        "en",
        facts={
            "status": "logged",
            "date": date(2003, 6, 8),
            "synopsis": "A guest's view, told where it happened. Logged by theme; not transcribed yet.",
        },
    ),
    Sitting(
        B,
        "Broué, a first conversation",
        (Card("F001", BROUE, 360, "00:58:30:00", rate="25/1"),),
        "fr",
        facts={
            "status": "shot",
            "date": date(2003, 5, 21),
            "synopsis": "The themes of the long interview of 17 June, gone through once, interpreted.",
            "not_before": date(2003, 9, 1),
            "restrictions": f"Asks to see quotations before they are used ({SAMPLE.lower()}).",
        },
        interviewer="Claire Aubry",
    ),
]
# which notes answer a question, by the beginnings of both
ANSWERS = {
    "Which governments had refused": ("Visas asked for",),
    "How did you come before": ("Diego Rivera", "Received by Cárdenas"),
    "In which words was": ("Received by Cárdenas",),
    "What did the Old Man fear": ("“The Old Man” feared", "The fear of a shipwreck"),
    "Who stood on the quay": ("Arrival in Tampico",),
    "What did a Sunday with": ("Played with Cuauhtémoc", "Shows the photographs"),
    "Where did you lie": ("Under the bed",),
    "From how many directions": ("Woken by firing",),
    "What do you think today about": ("Today he believes",),
    "How did the man who called": ("Favours for the guards",),
    "What did you see when you came home": ("A crowd outside",),
    "In which language did you": ("No language in common",),
}
EVENTS = {
    "Sieva comes to the house": ("He came to the house",),
    "The attack of 24 May": (
        "Woken by firing",
        "They fired in",
        "Under the bed",
        "The firing stopped",
        "Ran into",
    ),
    "Robert Sheldon Harte": ("The guard who", "Today he believes", "Harte as a"),
    "Mercader's attack": ("A crowd outside", "His grandfather has"),
    "Asylum is granted": ("Received by Cárdenas", "What the news meant"),
    "Landing at Tampico": ("Arrival in Tampico", "“The Old Man” feared"),
    "Ignace Reiss": ("Ignace Reiss breaks", "On Ignace Reiss"),
    "The purge trials": ("Trials: Trotsky", "On the trials"),
    "The house is a museum": ("What the visitors see", "Visitors file past"),
}
MISSING = 4  # of each so many lines the last has no translation yet
# original lines that were worded anew after they were translated: what they begin with, and the new words
REWORDED = {
    "Tenía entonces": "Acababa de cumplir trece años.",
    "Salían juntos": "Salían juntos al campo los domingos de excursión.",
}


def build(film: Film, people: dict[str, Person], scenes: dict[str, Scene], by: User) -> None:
    maker = _Maker(film, people, scenes, by)
    for sitting in SITTINGS:
        maker.sit(sitting)


@dataclass
class _Maker:
    film: Film
    people: dict[str, Person]
    scenes: dict[str, Scene]
    by: User

    def __post_init__(self) -> None:
        self.themes = {theme.name: theme for theme in Theme.objects.filter(film=self.film)}
        self.questions = list(Question.objects.filter(subject__film=self.film))
        self.events = list(HistoricalEvent.objects.filter(film=self.film))

    def sit(self, sitting: Sitting) -> None:
        subject = Subject.objects.get(film=self.film, person=self.people[sitting.person])
        items = RunningItem.objects.filter(film=self.film, scene__number=sitting.scene).exclude(day=None)
        interview = kept(
            Interview(
                film=self.film,
                title=sitting.title,
                item=items.order_by("pk").first() if sitting.scene else None,
                languages=[sitting.language],
                interviewer=self.people[sitting.interviewer],
                **sitting.facts,
            )
        )
        interview.subjects.set([subject])
        for card in sitting.cards:
            self._record(interview, card, sitting)

    def _record(self, interview: Interview, card: Card, sitting: Sitting) -> None:
        rate = timecode.rate_of(card.rate, drop=card.drops)
        recording = kept(
            Recording(
                interview=interview,
                reel=card.reel,
                camera=card.camera,
                rate=card.rate,
                drop_frame=card.drops,
                start_timecode=card.start,
                duration=timecode.frame_at(card.seconds * 1000, rate),
                sync_offset=card.sync_offset,
                file_name=card.file_name,
            )
        )
        if card.speaker:
            transcript = self._transcribe(recording, card, sitting)
            if card.notes is VOLKOV_1:
                self._translate(transcript, card.notes)
        # who speaks is known from the transcript, where there is one
        speaker = self.people[sitting.person] if not any(one.speaker for one in sitting.cards) else None
        for note in card.notes:
            self._log(recording, note, speaker)
        if card.has_proxy:
            self._draw(recording, card)

    # -- what is said --------------------------------------------------------------------------

    def _transcribe(self, recording: Recording, card: Card, sitting: Sitting) -> Transcript:
        """Written as a file, then imported like any other."""
        lines = list(_lines(card))
        name, data = _as_words(lines, sitting.language) if card.has_word_times else _as_vtt(lines)
        imported = transcript_imports.look_first(recording=recording, name=name, data=data, by=self.by)
        transcript_imports.keep(imported=imported, data=data)
        choice = transcript_imports.Choice(
            zero=Transcript.Zero.FIRST_FRAME,
            language=sitting.language,
            kind=Transcript.Kind.CLEAN,
            maker=MAKER,
        )
        ready = transcript_imports.make_ready(imported=imported, choice=choice)
        transcript = transcript_imports.take(imported=imported, ready=ready, choice=choice, by=self.by)
        self._map(transcript, card)
        return transcript

    def _map(self, transcript: Transcript, card: Card) -> None:
        speaker = transcript.speakers.get()
        people: dict[int, Person | None] = {speaker.pk: self.people[SPOKEN_BY[card.speaker]]}
        transcripts.map_speakers(transcript=transcript, people=people, by=self.by)

    def _translate(self, transcript: Transcript, notes: Iterable[Note]) -> None:
        translation = kept(Translation(transcript=transcript, language="en", maker=MAKER))
        english = dict(pair for note in notes for pair in note.said)
        for number, cue in enumerate(transcript.cues.all(), start=1):
            if number % MISSING:
                translations.translate(translation=translation, cue=cue.pk, text=english[cue.text])
        for begins, text in REWORDED.items():
            key = transcript.cues.get(text__startswith=begins).pk
            transcripts.change_text(transcript=transcript, cue=key, text=text, by=self.by)

    # -- the log -------------------------------------------------------------------------------

    def _log(self, recording: Recording, note: Note, speaker: Person | None) -> None:
        start = _seconds(note.at) * 1000
        segment = kept(
            Segment(
                recording=recording,
                in_frame=timecode.frame_at(start, recording.frames),
                out_frame=timecode.frame_at(start + note.seconds * 1000, recording.frames),
                gist=note.gist,
                rating=note.stars,
                note=note.note,
                speaker=speaker,
            )
        )
        segment.themes.add(*(self.themes[name] for name in note.themes))
        for links, rows in (
            (segment.scenes, [self.scenes[number] for number in note.scenes]),
            (segment.questions, _answering(note, ANSWERS, self.questions)),
            (segment.events, _answering(note, EVENTS, self.events)),
        ):
            if rows:
                links.add(*rows)
        segment.questions.update(state=Question.State.ANSWERED)

    def _draw(self, recording: Recording, card: Card) -> None:
        with tempfile.TemporaryDirectory() as folder:
            film = film_strip.draw(
                Path(folder) / "proxy.webm",
                rate=recording.frames,
                start=recording.start,
                seconds=card.seconds,
                reel=f"{card.reel}  {SAMPLE}",
                every=PICTURES,
            )
            name = f"{card.reel}_{card.camera}_proxy.webm"
            file = SimpleUploadedFile(name, film.read_bytes(), content_type="video/webm")
            proxy_uploads.take_whole(recording=recording, file=file, by=self.by)


def _answering(note: Note, told: dict[str, tuple[str, ...]], rows: Iterable[Any]) -> list[Any]:
    """The rows that a note speaks to: both are told by how they begin."""
    wanted = tuple(begins for begins, gists in told.items() if note.gist.startswith(gists))
    return [row for row in rows if wanted and str(row).startswith(wanted)]


def _seconds(at: str) -> int:
    minutes, seconds = at.split(":")
    return int(minutes) * 60 + int(seconds)


def _lines(card: Card) -> Iterator[Line]:
    """The sentences of each note, one after the other within its time."""
    for note in card.notes:
        start, each = _seconds(note.at) * 1000, note.seconds * 1000 // max(1, len(note.said))
        for number, (sentence, _translation) in enumerate(note.said):
            first = start + number * each
            yield Line(first, first + each - PAUSE, sentence, card.speaker)


def _as_vtt(lines: list[Line]) -> tuple[str, bytes]:
    return "summary.vtt", "".join(subtitles_out.vtt(lines)).encode()


def _as_words(lines: list[Line], language: str) -> tuple[str, bytes]:
    """As speech recognition gives it: each word with its times."""
    segments = [
        {
            "start": line.start / 1000,
            "end": line.end / 1000,
            "text": line.text,
            "speaker": line.speaker,
            "words": [
                {"word": word, "start": start / 1000, "end": end / 1000} for word, start, end in _words(line)
            ],
        }
        for line in lines
    ]
    told = {"language": language, "segments": segments}
    return "summary.json", json.dumps(told, ensure_ascii=False).encode()


def _words(line: Line) -> Iterator[tuple[str, int, int]]:
    words = line.text.split()
    each = (line.end - line.start) // len(words)
    for number, word in enumerate(words):
        start = line.start + number * each
        yield word, start, start + each
