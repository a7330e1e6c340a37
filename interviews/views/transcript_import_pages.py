"""The page of an import: what the file says, what its zero would mean, what was mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interviews import repairs
from interviews.forms.log_imports import LogTakeForm
from interviews.forms.transcript_imports import ReadingForm, TakeForm
from interviews.importing.known import Known, known
from interviews.importing.placing import Outcome, facts_of, likelier
from interviews.importing.reading import TABLES, becomes_segments
from interviews.importing.segments import Names
from interviews.models import Recording, Transcript, TranscriptImport
from production import timecode
from production.formats import texts
from production.models import Person, Theme

Zero = Transcript.Zero
FORMATS: dict[str, str | Promise] = {
    "srt": "SubRip (SRT)",
    "vtt": "WebVTT",
    "whisper": "Whisper (JSON)",
    "autoedit": "autoEdit (JSON)",
    "bbc": "BBC digital paper edit (JSON)",
    "words": _("Timed words (JSON)"),
    "docx": "Word (DOCX)",
    "txt": _("Text with timecodes"),
    "table": _("Log"),
}
WHY = {
    "outside": _("Otherwise more of it would lie outside the recording."),
    "labels": _("It counts frames, as source timecode does."),
    "silence": _("Otherwise nothing would be said for long at the beginning."),
    "usual": _("It is what most programs write."),
}


@dataclass(frozen=True)
class Point:
    source: str
    running: str


@dataclass(frozen=True)
class Meaning:
    """What the file would become if its zero meant this."""

    zero: str
    words: str
    first: Point
    last: Point
    outcome: Outcome
    why: Any = ""  # of the likelier one

    @property
    def is_inside(self) -> bool:
        return not (self.outcome.outside or self.outcome.cut)


def point(recording: Recording, frame: int) -> Point:
    sign = "−" if frame < 0 else ""
    running = sign + timecode.running(abs(frame), recording.frames)
    return Point(str(recording.source(frame)), running)


def meanings(imported: TranscriptImport) -> tuple[list[Meaning], str]:
    """Both, and which is likelier; one alone where they come to the same."""
    recording = imported.recording
    found = {zero: Outcome(**facts) for zero, facts in imported.found["outcomes"].items()}
    best, why = likelier(found, imported.found["counts"], recording)
    shown = [best] if why == "same" else list(found)
    return [
        Meaning(
            zero,
            str(Zero(zero).label),
            point(recording, found[zero].first),
            point(recording, found[zero].last),
            found[zero],
            WHY.get(why, "") if zero == best else "",
        )
        for zero in shown
    ], best


Form = TakeForm | LogTakeForm


def take_form(imported: TranscriptImport, data: Any = None) -> Form:
    _shown, best = meanings(imported)
    said: dict[str, Any] = {"imported": imported, "is_known": known(imported) is not None, "likelier": best}
    if becomes_segments(imported):
        return LogTakeForm(data, brings_themes=bool(new_themes(imported)), **said)
    has_main = Transcript.objects.filter(recording=imported.recording, is_main=True).exists()
    return TakeForm(data, has_main=has_main, **said)


def new_themes(imported: TranscriptImport) -> list[str]:
    film = imported.recording.interview.film_id
    names = Names(Theme.objects.filter(film=film).values_list("pk", "name"))
    return [theme for theme in imported.found["themes"] if not names.knows(theme)]


def unknown_speakers(imported: TranscriptImport) -> list[str]:
    """Those whom nobody in the register is called, or more than one."""
    film = imported.recording.interview.film_id
    names = Names(Person.objects.filter(film=film).values_list("pk", "name"))
    return [name for name, _count in imported.found["speakers"] if names.find(name) is None]


def preview(request: HttpRequest, imported: TranscriptImport, form: Form | None = None) -> HttpResponse:
    recording = imported.recording
    context: dict[str, Any] = {"imported": imported, "recording": recording}
    if imported.is_open:
        context |= _open(imported, form or take_form(imported))
    return render(request, "interviews/transcript_import_detail.html", context)


def _open(imported: TranscriptImport, form: Form) -> dict[str, Any]:
    found = imported.found
    shown, best = meanings(imported)
    twin: Known | None = known(imported)
    return {
        **reading_context(imported),
        **(_of_log(imported) if becomes_segments(imported) else {}),
        "form": form,
        "meanings": shown,
        "chosen": form["zero"].value() or best,
        "known": twin,
        "is_stale": found["facts"] != facts_of(imported.recording),
        "first": clock(found["first"], found),
        "last": clock(found["last"], found),
        "lines": list(_lines(found)),
        "rest": found["count"] - len(found["lines"]),
    }


def _of_log(imported: TranscriptImport) -> dict[str, Any]:
    return {
        "is_log": True,
        "new_themes": new_themes(imported),
        "unknown_speakers": unknown_speakers(imported),
        "ends": imported.options["ends"],
        "seconds": imported.options["seconds"],
    }


def reading_context(imported: TranscriptImport) -> dict[str, Any]:
    """How the file was read."""
    found, form = imported.found, ReadingForm(imported=imported)
    return {
        "found": found,
        "format": FORMATS.get(found["format"], found["format"]),
        "is_table": imported.format in TABLES,
        "encoding": texts.ENCODINGS.get(found["encoding"], found["encoding"]),
        "reading_form": form if form.fields else None,
        "repairs": [
            repairs.repair(line, code, facts, format=found["format"])
            for line, code, facts in found["repairs"]
        ],
        "repaired": len(found["repairs"]) + found["more_repairs"],
    }


def _lines(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for start, end, speaker, text, *rating in found["lines"]:
        yield {
            "start": clock(start, found),
            "end": clock(end, found),
            "speaker": speaker,
            "text": text,
            "stars": "★" * rating[0] if rating else "",
        }


def clock(ms: int, found: dict[str, Any]) -> str:
    """A time as the file counts it: to the frame, or to the thousandth."""
    seconds, rest = divmod(ms, 1000)
    text = timecode.format_seconds(seconds)
    if found["counts"] == "labels":
        return f"{text}:{min(round(rest * found['base'] / 1000), found['base'] - 1):02d}"
    return f"{text}.{rest:03d}"
