"""The filters of the selects board; grouping and order stand in the address beside them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from interviews.forms.narrowing import at_least, speakers
from interviews.models import Cue, Interview, Question, Segment
from interviews.narrowing import in_language, with_speaker
from production.forms.fields import PlainSelect, language_choices
from production.looking import Narrowed
from production.models import Scene, Theme
from production.search import find
from production.words import read


def _questions(request: Any) -> Any:
    """Those that a segment answers; what a form sends must be among them too."""
    film = request.access.film
    return (
        Question.objects.filter(subject__film=film, answers__binned_at=None).exclude(answers=None).distinct()
    )


class SelectFilter(FilterSet):
    q = CharFilter(method="said", label=_("Search"))
    person = ModelChoiceFilter(
        method="spoken_by",
        queryset=lambda request: speakers(request.access.film),
        widget=PlainSelect,
        label=_("Who speaks"),
    )
    theme = ModelChoiceFilter(
        method="about",
        queryset=lambda request: Theme.objects.filter(film=request.access.film),
        widget=PlainSelect,
        null_label=_("without a theme"),
        label=_("Theme"),
    )
    rating = ChoiceFilter(
        field_name="rating", lookup_expr="gte", choices=at_least, label=_("Rating at least")
    )
    used = ChoiceFilter(
        method="is_used",
        choices=[("yes", _("speaks to a scene")), ("no", _("not used yet"))],
        label=_("Used"),
    )
    scene = ModelChoiceFilter(
        method="speaks_to",
        queryset=lambda request: Scene.objects.filter(film=request.access.film),
        widget=PlainSelect,
        label=_("Scene"),
    )
    language = ChoiceFilter(method="in_language", choices=language_choices, label=_("Language"))
    interview = ModelChoiceFilter(
        field_name="recording__interview",
        queryset=lambda request: Interview.objects.filter(film=request.access.film),
        widget=PlainSelect,
        label=_("Interview"),
    )
    question = ModelChoiceFilter(
        method="answers", queryset=_questions, widget=PlainSelect, label=_("Question that it answers")
    )

    class Meta:
        model = Segment
        fields: list[str] = []

    def said(self, rows: Any, name: str, value: str) -> QuerySet[Any]:
        """Words of the log, or of the transcript beneath the segment: another camera's too, at its rate."""
        asked = read(value)
        if not asked.asks:
            return rows
        hits = find(self.request.access, asked, "", {Segment: Narrowed(), Cue: Narrowed()}).hits
        own = [key for source, key, _kind in hits if source == "interviews.segment"]
        lines = [key for source, key, _kind in hits if source == "interviews.cue"]
        offset = OuterRef("recording__sync_offset") - F("transcript__recording__sync_offset")
        beneath = Cue.objects.filter(
            pk__in=lines,
            transcript__recording__interview=OuterRef("recording__interview"),
            transcript__recording__rate=OuterRef("recording__rate"),
            in_frame__lt=OuterRef("out_frame") + offset,
            out_frame__gt=OuterRef("in_frame") + offset,
        )
        return rows.filter(Q(pk__in=own) | Q(Exists(beneath)))

    def spoken_by(self, rows: Any, name: str, value: Any) -> QuerySet[Any]:
        return rows.filter(pk__in=with_speaker(Segment.objects.all()).filter(who=value.pk).values("pk"))

    def about(self, rows: Any, name: str, value: Any) -> QuerySet[Any]:
        links = Segment.themes.through._default_manager.filter(segment=OuterRef("pk"))
        if value == "null":
            return rows.exclude(Exists(links.filter(theme__binned_at=None)))
        return rows.filter(Exists(links.filter(theme=value)))

    def is_used(self, rows: Any, name: str, value: str) -> QuerySet[Any]:
        unplaced = Segment.objects.unplaced().values("pk")
        return rows.filter(pk__in=unplaced) if value == "no" else rows.exclude(pk__in=unplaced)

    def speaks_to(self, rows: Any, name: str, value: Any) -> QuerySet[Any]:
        links = Segment.scenes.through._default_manager.filter(segment=OuterRef("pk"), scene=value)
        return rows.filter(Exists(links))

    def in_language(self, rows: Any, name: str, value: str) -> QuerySet[Any]:
        return in_language(rows, value)

    def answers(self, rows: Any, name: str, value: Any) -> QuerySet[Any]:
        links = Segment.questions.through._default_manager.filter(segment=OuterRef("pk"), question=value)
        return rows.filter(Exists(links))
