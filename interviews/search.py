"""What is found of interviews, and as what; what is sensitive is found by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.models import (
    Cue,
    Interview,
    Question,
    Recording,
    Segment,
    Subject,
    Transcript,
    TranslatedCue,
    Translation,
)
from production.access import Permission
from production.forms.fields import languages_in_words
from production.models import search_lines
from production.models.indexing import Entry, Findable, LineOf, add, findable
from production.search import KINDS, Kind

_SEES = Permission.SEE_INTERVIEWS.name

KINDS |= {
    "subject": Kind(_("Interview subjects"), "chat-left-quote", 2),
    "question": Kind(_("Questions"), "question-circle"),
    "interview": Kind(_("Interviews"), "camera-reels", 2),
    "recording": Kind(_("Recordings"), "camera-reels"),
    "segment": Kind(_("Segments"), "bookmark-star", 1.5),
    # among half a million lines a word is rarer, and so worth more, than among the records
    "cue": Kind(_("Spoken words"), "chat-left-text", 0.4),
}


def _subject(subject: Subject) -> Iterator[Entry]:
    texts = (subject.person.line, subject.brief)
    note = str(subject.get_status_display())
    yield Entry("subject", _SEES, subject.person.name, texts, "subject-detail", (subject.pk,), note=note)


def _question(question: Question) -> Iterator[Entry]:
    texts = (question.note, question.theme.name if question.theme else "")
    keys, note = (question.subject_id,), str(question.subject)
    yield Entry("question", _SEES, question.text, texts, "subject-detail", keys, note=note)


def _interview(interview: Interview) -> Iterator[Entry]:
    names = " ".join(subject.person.name for subject in interview.subjects.all())
    texts = (names, interview.synopsis, interview.restrictions)
    note = str(interview.get_status_display())
    yield Entry("interview", _SEES, interview.title, texts, "interview-detail", (interview.pk,), note=note)


def _recording(recording: Recording) -> Iterator[Entry]:
    texts = (recording.file_name, recording.notes)
    keys, note = (recording.interview_id,), str(recording.interview)
    yield Entry("recording", _SEES, str(recording), texts, "interview-detail", keys, note=note)


def _segment(segment: Segment) -> Iterator[Entry]:
    themes = " ".join(theme.name for theme in segment.themes.all())
    texts = (segment.note, themes, segment.speaker.name if segment.speaker else "")
    where = f"{segment.recording.reel} {segment.source_in}"
    query = f"at={segment.in_frame}"
    keys = (segment.recording_id,)
    yield Entry("segment", _SEES, segment.gist, texts, "log", keys, query, segment.gist or where, where)


def _cue(cue: Cue) -> Iterator[Entry]:
    yield _said(cue, cue.text, str(cue.speaker or ""))


def _translated_cue(translated: TranslatedCue) -> Iterator[Entry]:
    """Found as the cue that it translates, also where that was worded anew since."""
    language = languages_in_words([translated.translation.language])
    language = gettext("translation: %(language)s") % {"language": language}
    stale = gettext("older than the words") if translated.is_stale else ""
    cue = translated.cue
    yield _said(cue, translated.text, str(cue.speaker or ""), language, stale)


def _said(cue: Cue, text: str, *notes: str) -> Entry:
    recording = cue.transcript.recording
    where = f"{recording.source(cue.in_frame)} · {recording.reel}"
    query, note = f"at={cue.in_frame}", " · ".join(filter(None, notes))
    keys = (recording.pk,)
    return Entry("cue", _SEES, "", (text,), "log", keys, query, where, note)


# of the rows around a line as much as is shown: a page of lines is asked for while somebody types
_WHERE = ("recording__reel", "recording__rate", "recording__drop_frame", "recording__start_timecode")
_WHO = ("speaker__name", "speaker__person__name")

add(
    Findable(Subject, _subject, lambda rows: rows.select_related("person"), ("person",)),
    Findable(
        Question,
        _question,
        lambda rows: rows.select_related("subject__person", "theme"),
        ("theme", "subject__person"),
    ),
    Findable(
        Interview,
        _interview,
        lambda rows: rows.prefetch_related("subjects__person"),
        ("subjects__person",),
    ),
    Findable(Recording, _recording, lambda rows: rows.select_related("interview")),
    Findable(
        Segment,
        _segment,
        lambda rows: rows.select_related("recording__interview", "speaker").prefetch_related("themes"),
        ("themes", "speaker"),
    ),
    Findable(
        Cue,
        _cue,
        lambda rows: rows.select_related("transcript__recording", "speaker__person").only(
            "text", "in_frame", *(f"transcript__{name}" for name in _WHERE), *_WHO
        ),
        line=LineOf("transcript", "cue", _SEES),
    ),
    Findable(
        TranslatedCue,
        _translated_cue,
        lambda rows: rows.select_related("translation", "cue__transcript__recording", "cue__speaker__person"),
        line=LineOf("translation", "cue", _SEES),
    ),
)


def index_cues(transcript: Transcript, cues: Iterable[tuple[int, str]]) -> None:
    """Let new cues of a transcript be found, key and text of each; in the transaction that wrote them."""
    film = transcript.recording.film_id
    search_lines.index(findable(Cue), cues, line_of=transcript.pk, film=film)


def index_translation(translation: Translation, cues: Iterable[tuple[int, str]]) -> None:
    """The same for translated cues."""
    film = translation.transcript.recording.film_id
    search_lines.index(findable(TranslatedCue), cues, line_of=translation.pk, film=film)
