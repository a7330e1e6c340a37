"""Where a segment is used: what speaks of it, with the page that shows it.

An app above this one adds what it knows when it is made ready: ``register(provider)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interviews.models import Segment
from production.access import Access, Permission


@dataclass(frozen=True)
class Use:
    kind: str | Promise  # what it is: scene, question
    words: str
    url: str


# each asks once, however many segments there are
Provider = Callable[[Access, Sequence[Segment]], Iterable[tuple[int, Use]]]
PROVIDERS: list[Provider] = []


def register(*providers: Provider) -> None:
    PROVIDERS.extend(providers)


def uses(access: Access, segments: Iterable[Segment]) -> dict[int, list[Use]]:
    """By the segment's key, what the reader may see of where it is used."""
    segments = list(segments)
    found: dict[int, list[Use]] = {segment.pk: [] for segment in segments}
    for provider in PROVIDERS:
        for key, use in provider(access, segments) if segments else ():
            found[key].append(use)
    return found


def _scenes(access: Access, segments: Sequence[Segment]) -> Iterable[tuple[int, Use]]:
    if not access.may(Permission.SEE_SCENES):
        return
    links = Segment.scenes.through._default_manager.filter(segment__in=segments, scene__binned_at=None)
    for link in links.select_related("scene").order_by("scene__number_key", "scene"):
        url = reverse("scene-detail", args=[access.film.slug, link.scene_id])
        yield link.segment_id, Use(_("Scene"), str(link.scene), url)


def _events(access: Access, segments: Sequence[Segment]) -> Iterable[tuple[int, Use]]:
    if not access.may(Permission.SEE_SCENES):
        return
    links = Segment.events.through._default_manager.filter(
        segment__in=segments, historicalevent__binned_at=None
    )
    for link in links.select_related("historicalevent").order_by("historicalevent"):
        url = reverse("event-detail", args=[access.film.slug, link.historicalevent_id])
        yield link.segment_id, Use(_("Historical event"), str(link.historicalevent), url)


def _questions(access: Access, segments: Sequence[Segment]) -> Iterable[tuple[int, Use]]:
    links = Segment.questions.through._default_manager.filter(segment__in=segments, question__binned_at=None)
    for link in links.select_related("question").order_by("question__position", "question"):
        question = link.question
        url = reverse("subject-detail", args=[access.film.slug, question.subject_id])
        yield link.segment_id, Use(_("Question"), question.text, f"{url}#question-{question.pk}")


register(_scenes, _events, _questions)
