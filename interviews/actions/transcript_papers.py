"""Gather what transcripts and logs say on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from interviews.models import Cue, Interview, Recording, Segment, Transcript, TranslatedCue, Translation
from interviews.pdf.log_content import Log, Pick
from interviews.pdf.transcript_content import Source, Spoken
from interviews.pdf.transcript_content import Transcript as Content
from interviews.quotes import Quote, quotes
from production import timecode
from production.actions.reports import head
from production.models import Film, Theme


def transcript(found: Transcript, beside: Translation | None, *, film: Film, today: date) -> Content:
    """In four queries, however many cues there are; it comes with its recording and interview."""
    recording: Recording = found.recording
    interview: Interview = recording.interview
    return Content(
        head=head(film),
        interview=interview.title,
        source=Source(recording.reel, recording.frames, recording.start, recording.camera),
        language=found.language,
        kind=found.kind,
        cues=_cues(found, beside),
        maker=found.maker,
        revision=found.revision,
        shot_on=interview.day,
        translated_into=beside.language if beside else "",
        translator=beside.maker if beside else "",
        not_before=interview.not_before if interview.is_held_back(today) else None,
        restrictions=interview.restrictions,
    )


def _cues(found: Transcript, beside: Translation | None) -> tuple[Spoken, ...]:
    names = {speaker.pk: str(speaker) for speaker in found.speakers.select_related("person")}
    told: dict[int, tuple[str, int]] = {}
    if beside is not None:
        lines = TranslatedCue.objects.filter(translation=beside)
        told = {cue: (text, wording) for cue, text, wording in lines.values_list("cue", "text", "wording")}
    rows = Cue.objects.filter(transcript=found).order_by("in_frame", "pk")
    columns = rows.values_list("pk", "in_frame", "out_frame", "text", "speaker", "wording")
    return tuple(
        Spoken(start, end, text, names.get(speaker, ""), line, is_stale=bool(line) and of != wording)
        for pk, start, end, text, speaker, wording in columns
        for line, of in [told.get(pk, ("", 0))]
    )


def log(
    interview: Interview,
    recording: Recording | None = None,
    *,
    film: Film,
    by: str,
    at_least: int,
    theme: Theme | None,
    today: date,
) -> Log:
    """Of an interview over its recordings, or of one of these."""
    rows = Segment.objects.of_film(film).filter(recording__interview=interview, rating__gte=at_least)
    rows = rows.filter(recording=recording) if recording else rows
    rows = rows.filter(themes=theme) if theme else rows
    rows = rows.select_related("recording__interview", "speaker").prefetch_related("themes")
    segments = list(rows.order_by("recording__reel", "recording__camera", "recording", "in_frame", "pk"))
    return Log(
        head=head(film),
        title=f"{interview.title} · {recording}" if recording else interview.title,
        picks=_picks(segments),
        by=by,
        at_least=at_least,
        theme=theme.name if theme else "",
        not_before=interview.not_before if interview.is_held_back(today) else None,
        restrictions=interview.restrictions,
    )


def _picks(segments: Sequence[Segment]) -> tuple[Pick, ...]:
    said = quotes(segments)
    return tuple(_pick(segment, said[segment.pk]) for segment in segments)


def _pick(segment: Segment, said: Quote) -> Pick:
    recording, rate = segment.recording, segment.recording.frames
    return Pick(
        reel=str(recording),
        source_in=str(segment.source_in),
        source_out=str(segment.source_out),
        length=str(timecode.label_of(segment.frames, rate)),
        seconds=rate.seconds(segment.frames),
        rating=segment.rating,
        gist=segment.gist,
        in_words=said.in_words,
        out_words=said.out_words,
        speakers=said.speakers or ((segment.speaker.name,) if segment.speaker else ()),
        themes=tuple(sorted(theme.name for theme in segment.themes.all())),
        note=segment.note,
    )
