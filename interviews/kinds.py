"""The records of interviews in the list of all kinds: for their history, the bin and undo."""

from __future__ import annotations

from interviews.models import Question, Subject
from production.access import Access, Permission
from production.kinds import Kind, register


def _sensitive(access: Access, subject: Subject) -> frozenset[str]:
    return frozenset() if access.may(Permission.SEE_SENSITIVITIES) else frozenset({"sensitivities"})


register(
    Kind(Subject, "subject", Permission.EDIT_INTERVIEWS, hidden=_sensitive),
    Kind(Question, "question", Permission.EDIT_INTERVIEWS, "subject", page="subject-detail"),
)
