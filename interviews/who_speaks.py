"""Who of the register a name in a transcript probably is; a person looks at it before it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviews.models import Interview, Speaker
from production.models import Person
from production.words import fold

_ASKS = {"interviewer", "interview", "entrevistador", "entrevistadora", "entrevista", "q", "p", "pregunta"}
_TRANSLATES = {"interpreter", fold("intérprete"), "translator", "traductor", "traductora"}


def likely(speakers: Iterable[Speaker], people: Sequence[Person], interview: Interview) -> dict[int, Person]:
    """A person for each speaker whose name says it: in full, or a part of one name alone.

    Parts are looked for among those of the interview first. Once somebody mapped a speaker, nothing is
    guessed any more: who is left out then is left out on purpose.
    """
    speakers = list(speakers)
    if any(speaker.person_id for speaker in speakers):
        return {}
    by_key = {person.pk: person for person in people}
    roles = dict.fromkeys(_ASKS, interview.interviewer_id)
    roles |= dict.fromkeys(_TRANSLATES, interview.interpreter_id)
    keys = {subject.person_id for subject in interview.subjects.all()}
    near = [person for person in people if person.pk in keys]
    found = {}
    for speaker in speakers:
        name = fold(speaker.name)
        person = by_key.get(roles.get(name) or 0) or _called(name, near) or _called(name, people)
        if person:
            found[speaker.pk] = person
    return found


def _called(name: str, people: Sequence[Person]) -> Person | None:
    """The only one who is called so; every word of the name is one of theirs."""
    words = set(name.split())
    called = [person for person in people if words and words <= set(fold(person.name).split())]
    return called[0] if len(called) == 1 else None
