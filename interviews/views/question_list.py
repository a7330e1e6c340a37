"""The list of questions on a subject's page: what stands in it, and the part that answers a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from interviews.material import answers
from interviews.models import Question, Subject
from production.access import Access, Permission
from production.models import Film

QUESTIONS = "interviews/_questions.html"
State = Question.State
NEXT = {State.OPEN: State.ASKED, State.ASKED: State.ANSWERED, State.ANSWERED: State.OPEN}


@dataclass(frozen=True)
class Entry:
    """A question with where one step leads: before which question it goes up or down, its next state."""

    question: Question
    number: int
    up: int | None
    down: int | None
    is_last: bool
    next_state: str


def question_list(access: Access, subject: Subject) -> dict[str, Any]:
    rows = Question.objects.filter(subject=subject).select_related("theme")
    found = list(rows.prefetch_related(answers(subject.film_id)))
    return {
        "questions": list(_entries(found)),
        "open_musts": sum(one.is_must and one.state != State.ANSWERED for one in found),
        "may_edit": access.may(Permission.EDIT_INTERVIEWS),
    }


def _entries(found: list[Question]) -> Any:
    keys: list[int | None] = [one.pk for one in found]
    for at, question in enumerate(found):
        yield Entry(
            question=question,
            number=at + 1,
            up=keys[at - 1] if at else None,
            down=keys[at + 2] if at + 2 < len(keys) else None,
            is_last=at + 1 == len(keys),
            next_state=NEXT[State(question.state)],
        )


def answer_questions(
    request: HttpRequest, film: Film, subject: Subject, *, refused: str = "", moved: int | None = None
) -> HttpResponse:
    """The list as it stands now, in place of the one on the page."""
    context = {
        "subject": subject,
        "refused": refused,
        "moved": moved,
        **question_list(request.access, subject),  # type: ignore[attr-defined]
    }
    return render(request, QUESTIONS, context, status=409 if refused else 200)
