"""What is found of interviews, and as what; what is sensitive is found by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from interviews.models import Question, Subject
from production.access import Permission
from production.models.indexing import Entry, Findable, add
from production.search import KINDS, Kind

_SEES = Permission.SEE_INTERVIEWS.name

KINDS |= {
    "subject": Kind(_("Interview subjects"), "chat-left-quote", 2),
    "question": Kind(_("Questions"), "question-circle"),
}


def _subject(subject: Subject) -> Iterator[Entry]:
    texts = (subject.person.line, subject.brief)
    note = str(subject.get_status_display())
    yield Entry("subject", _SEES, subject.person.name, texts, "subject-detail", (subject.pk,), note=note)


def _question(question: Question) -> Iterator[Entry]:
    texts = (question.note, question.theme.name if question.theme else "")
    keys, note = (question.subject_id,), str(question.subject)
    yield Entry("question", _SEES, question.text, texts, "subject-detail", keys, note=note)


add(
    Findable(Subject, _subject, lambda rows: rows.select_related("person"), ("person",)),
    Findable(
        Question,
        _question,
        lambda rows: rows.select_related("subject__person", "theme"),
        ("theme", "subject__person"),
    ),
)
