"""Calendar feeds: a film's days, or one member's own calls, at a private address."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from production.models.films import Film, Membership, hash_token


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def open(self) -> Self:
        """Feeds that answer: a feed dies with its owner's membership."""
        return self.filter(
            revoked_at=None,
            expires_at__gt=timezone.now(),
            membership__binned_at=None,
            membership__user__is_active=True,
            film__binned_at=None,
        )

    def by_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_token(token))


class CalendarFeed(models.Model):
    class Kind(models.TextChoices):
        OWN = "own", _("Your own calls")
        FILM = "film", _("All days of the film")

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="calendar_feeds")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="calendar_feeds")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("works until"))
    fetched_at = models.DateTimeField(_("last fetched"), null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="production_feed_revoked_by_somebody",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="production_feed_lives"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} – {self.get_kind_display()}"
