"""Gather what the lap sheet and the question lists say."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from interviews import material
from interviews.models import Question, Segment, Subject
from interviews.pdf.content import Answer, Ask, Guest, LapSheet, QuestionLists
from production import timecode
from production.actions.reports import head
from production.models import Film


def lap_sheet(subject: Subject, *, today: date, with_sensitivities: bool) -> LapSheet:
    """For the next interview with this person; what hurts only for who may read it."""
    dates = subject.interview_dates()
    return LapSheet(
        head=head(subject.film),
        guest=_guest(subject, _answered(subject)),
        on=next((on for on in dates if on >= today), dates[-1] if dates else None),
        brief=subject.brief,
        sensitivities=subject.sensitivities if with_sensitivities else "",
    )


def _answered(subject: Subject) -> QuerySet[Question]:
    """The questions with the segments that answer them."""
    rows = subject.questions.select_related("theme")
    return rows.prefetch_related(material.answers(subject.film_id))


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
        answers=tuple(_answer(segment) for segment in getattr(question, "answered_by", ())),
    )


def _answer(segment: Segment) -> Answer:
    return Answer(
        reel=segment.recording.reel,
        source_in=str(segment.source_in),
        length=timecode.format_seconds(round(segment.recording.frames.seconds(segment.frames))),
        gist=segment.gist,
    )
