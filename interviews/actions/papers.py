"""Gather what the papers of interviews say."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch

from interviews.models import Question, Subject
from interviews.pdf.content import Ask, Guest, LapSheet, QuestionLists
from production.actions.reports import head
from production.models import Film


def lap_sheet(subject: Subject, *, today: date, with_sensitivities: bool) -> LapSheet:
    """For the next interview with this person; what hurts only for who may read it."""
    dates = subject.interview_dates()
    return LapSheet(
        head=head(subject.film),
        guest=_guest(subject, subject.questions.select_related("theme")),
        on=next((on for on in dates if on >= today), dates[-1] if dates else None),
        brief=subject.brief,
        sensitivities=subject.sensitivities if with_sensitivities else "",
    )


def question_lists(film: Film) -> QuestionLists:
    """Of every subject who hasn't declined."""
    asked = Prefetch("questions", Question.objects.select_related("theme"))
    subjects = Subject.objects.filter(film=film).exclude(status=Subject.Status.DECLINED)
    found = subjects.select_related("person").prefetch_related(asked)
    return QuestionLists(head(film), tuple(_guest(one, one.questions.all()) for one in found))


def _guest(subject: Subject, questions: object) -> Guest:
    person = subject.person
    return Guest(
        name=person.name,
        status=subject.status,
        said=person.said,
        addressed=person.addressed,
        line=person.line,
        languages=tuple(person.languages),
        needs_interpreter=person.interpreter_needed,
        is_irreplaceable=subject.is_irreplaceable,
        questions=tuple(_ask(question) for question in questions),  # type: ignore[attr-defined]
    )


def _ask(question: Question) -> Ask:
    return Ask(
        text=question.text,
        is_must=question.is_must,
        state=question.state,
        language=question.language,
        theme=question.theme.name if question.theme else "",
        note=question.note,
    )
