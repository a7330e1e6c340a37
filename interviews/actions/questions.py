"""What happens to a list of questions: new ones at its end, one before another, asked and answered.

Whoever changes the order first locks the subject. Positions are not part of what people edit:
renumbering leaves versions alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from interviews.models import Question, Subject
from production.models import StaleRecord, User


@transaction.atomic
def add(*, subject: Subject, questions: Iterable[Question], by: User) -> list[Question]:
    """New questions at the end of the list, in their order."""
    added = list(questions)
    for position, question in enumerate(added, start=next_position(subject)):
        question.subject, question.position = subject, position
        question.full_clean()
        _save(question, by)
    return added


def next_position(subject: Subject) -> int:
    """The place after the last one; nobody else gets it until the transaction ends."""
    _lock(subject)
    last: int | None = Question.objects.filter(subject=subject).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


@transaction.atomic
def move(*, question: Question, before: int | None, by: User) -> None:
    """Before another question, or to the end; StaleRecord where the other is no longer there."""
    _lock(question.subject)
    order = list(Question.objects.filter(subject=question.subject).values_list("pk", flat=True))
    if question.pk not in order or (before is not None and before not in order):
        raise StaleRecord(question)
    if before == question.pk:
        return
    order.remove(question.pk)
    order.insert(len(order) if before is None else order.index(before), question.pk)
    for position, key in enumerate(order, start=1):
        Question.objects.filter(pk=key).exclude(position=position).update(position=position)


@transaction.atomic
def mark(*, question: Question, state: str, by: User) -> None:
    """Asked, answered, or to be asked again."""
    now = Question.objects.select_for_update().get(pk=question.pk)
    if now.state != state:
        now.state = state
        _save(now, by)


def _lock(subject: Subject) -> None:
    Subject.everything.select_for_update().get(pk=subject.pk)


def _save(record: Any, by: User) -> None:
    record._history_user = by
    record.save()
