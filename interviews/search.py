"""What is found of interviews, and as what; what is sensitive is found by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from interviews.models import Interview, Question, Segment, Subject
from production.access import Permission
from production.models.indexing import Entry, Findable, add
from production.search import KINDS, Kind

_SEES = Permission.SEE_INTERVIEWS.name

KINDS |= {
    "subject": Kind(_("Interview subjects"), "chat-left-quote", 2),
    "question": Kind(_("Questions"), "question-circle"),
    "interview": Kind(_("Interviews"), "camera-reels", 2),
    "segment": Kind(_("Segments"), "bookmark-star", 1.5),
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


def _segment(segment: Segment) -> Iterator[Entry]:
    themes = " ".join(theme.name for theme in segment.themes.all())
    texts = (segment.note, themes, segment.speaker.name if segment.speaker else "")
    where = f"{segment.recording.reel} {segment.source_in}"
    query = f"at={segment.in_frame}"
    keys = (segment.recording_id,)
    yield Entry("segment", _SEES, segment.gist, texts, "log", keys, query, segment.gist or where, where)


add(
    Findable(
        Interview,
        _interview,
        lambda rows: rows.prefetch_related("subjects__person"),
        ("subjects__person",),
    ),
    Findable(
        Segment,
        _segment,
        lambda rows: rows.select_related("recording__interview", "speaker").prefetch_related("themes"),
        ("themes", "speaker"),
    ),
)

add(
    Findable(Subject, _subject, lambda rows: rows.select_related("person"), ("person",)),
    Findable(
        Question,
        _question,
        lambda rows: rows.select_related("subject__person", "theme"),
        ("theme", "subject__person"),
    ),
)
