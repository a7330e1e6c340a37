"""The records of interviews in the list of all kinds: for their history, the bin and undo."""

from __future__ import annotations

from interviews.models import (
    Interview,
    Proxy,
    Question,
    Recording,
    Segment,
    Subject,
    Transcript,
    Translation,
)
from production.access import Access, Permission
from production.kinds import Kind, register

_EDITS = Permission.EDIT_INTERVIEWS


def _sensitive(access: Access, subject: Subject) -> frozenset[str]:
    return frozenset() if access.may(Permission.SEE_SENSITIVITIES) else frozenset({"sensitivities"})


register(
    Kind(Subject, "subject", _EDITS, hidden=_sensitive),
    Kind(Question, "question", _EDITS, "subject", page="subject-detail"),
    Kind(Interview, "interview", _EDITS),
    Kind(Recording, "recording", _EDITS, "interview", page="interview-detail"),
    Kind(Proxy, "proxy", _EDITS, "recording", page="proxy-edit", undoes=False, own_way=("file", "path")),
    Kind(Transcript, "transcript", _EDITS, "recording", own_way=("is_main",)),
    Kind(Translation, "translation", _EDITS, "transcript", page="transcript-list"),
    Kind(Segment, "segment", _EDITS, "recording", page="log", list_page="select-list"),
)
