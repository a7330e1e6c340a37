"""What the readiness of a day says. Each rule is tested: it fires, it keeps quiet, what lies on the line."""

from datetime import UTC, date, datetime

from production.models import ShootDay
from production.readiness import readiness

DAY = date(2003, 6, 17)  # a Tuesday
LONG_BEFORE = datetime(2003, 1, 1, tzinfo=UTC)


def points(day, now=LONG_BEFORE):
    return readiness(ShootDay.objects.get(pk=day.pk), now=now).points


def found(day, now=LONG_BEFORE):
    return [point.rule for point in points(day, now)]


def subjects(day, rule, now=LONG_BEFORE):
    return [point.subject for point in points(day, now) if point.rule == rule]
