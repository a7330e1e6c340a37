"""Events of history that the film tells, with what proves them and what covers them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from production import labels
from production.models.archive import ArchiveClip
from production.models.fields import LineField, ParagraphsField
from production.models.films import Film
from production.models.historic import Dated, HistoricDateField
from production.models.people import Person
from production.models.records import Lines, Record, live_unique
from production.models.scenes import Scene
from production.models.tags import Theme


class HistoricalEvent(Dated, Record):
    class Certainty(models.TextChoices):
        UNCHECKED = "unchecked", labels.CERTAINTIES["unchecked"]
        ESTABLISHED = "established", labels.CERTAINTIES["established"]
        DISPUTED = "disputed", labels.CERTAINTIES["disputed"]

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="events")
    title = LineField(_("title"), max_length=160)
    date = HistoricDateField(_("date"))
    place = LineField(_("place"), max_length=160, blank=True)
    figures = LineField(
        _("historical figures"),
        max_length=500,
        blank=True,
        help_text=_("Names separated by commas; who takes part in the film is ticked below."),
    )
    people = models.ManyToManyField(Person, blank=True, related_name="events", verbose_name=_("people"))
    description = ParagraphsField(_("what happened"))
    certainty = models.CharField(
        _("certainty"), max_length=12, choices=Certainty, default=Certainty.UNCHECKED
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="events", verbose_name=_("themes"))
    scenes = models.ManyToManyField(Scene, blank=True, related_name="events", verbose_name=_("scenes"))
    clips = models.ManyToManyField(
        ArchiveClip, blank=True, related_name="events", verbose_name=_("archive clips")
    )

    history = HistoricalRecords(m2m_fields=[people, themes, scenes, clips], bases=[Lines])

    class Meta(Record.Meta):
        ordering = ["date_earliest", "date_latest", "pk"]
        verbose_name = _("historical event")
        verbose_name_plural = _("historical events")
        constraints = [
            *Record.Meta.constraints,
            *Dated.Meta.constraints,
            live_unique(
                "film",
                "title",
                "date",
                name="production_event_once",
                message=_("This event stands in the timeline already, with this date."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def who(self) -> str:
        """Who took part, those of the film's register last."""
        return ", ".join(filter(None, (self.figures, *(person.name for person in self.people.all()))))


class EventSource(models.Model):
    """What an event is known from; a line of its event's form, in the order of the form."""

    class Kind(models.TextChoices):
        BOOK = "book", _("Book")
        ARTICLE = "article", _("Article")
        DOCUMENT = "document", _("Document")
        ARCHIVE = "archive", _("Archive clip")
        INTERVIEW = "interview", _("Interview")
        RECORD = "record", _("Official record")

    class Standing(models.TextChoices):
        PRIMARY = "primary", _("Primary")
        SECONDARY = "secondary", _("Secondary")

    event = models.ForeignKey(HistoricalEvent, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    citation = LineField(_("source"), max_length=300)
    locator = LineField(_("where in it"), max_length=80, blank=True)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing, blank=True)
    quotation = LineField(_("quotation"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("source")

    def __str__(self) -> str:
        """Volkogonov, Trotsky, p. 443."""
        return ", ".join(part for part in (self.citation, self.locator) if part)
