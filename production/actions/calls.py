"""Who is called on a day: defaults from the running order, written down so that they can be changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from production.actions.schedule import lock_days, sign
from production.clock import day_time
from production.models import Call, Person, ShootDay, User
from production.running_order import DayPlan, PersonCall, plans

READY_BEFORE = timedelta(minutes=10)  # a contributor is miked and seated before their first item


class NoGeneralCall(Exception):
    """Nothing to count arrivals from."""

    message = _("Set the general call first: arrivals are counted from it.")


@transaction.atomic
def fill_calls(*, day: ShootDay, by: User) -> list[Call]:
    """A call for everybody in the items who has none: crew at general call, contributors for their items."""
    lock_days(day)
    plan = plans(ShootDay.objects.filter(pk=day.pk).with_running_order())[0]
    if plan.is_assumed:
        raise NoGeneralCall
    missing = [wanted for wanted in plan.calls.values() if wanted.call is None]
    calls = [default_call(plan, wanted) for wanted in missing]
    for call in calls:
        sign(call, by)
        call.save()
    return calls


@transaction.atomic
def call_crew(*, day: ShootDay, people: Iterable[Person], by: User) -> list[Call]:
    """Call people at general call, besides those of the items; who is called already stays as they are."""
    lock_days(day)
    called = set(Call.objects.filter(day=day).values_list("person_id", flat=True))
    calls = [Call(day=day, person=person) for person in people if person.pk not in called]
    for call in calls:
        sign(call, by)
        call.save()
    return calls


def default_call(plan: DayPlan, wanted: PersonCall) -> Call:
    """The call that the running order suggests, not saved."""
    call = Call(day=plan.day, person=wanted.person)
    if wanted.suggested_arrival is None or wanted.first is None or wanted.last is None:
        return call
    on, zone = plan.day.date, plan.zone
    call.mode = Call.Mode.ABSOLUTE
    call.at = day_time(wanted.suggested_arrival, on, zone)
    call.ready = day_time(wanted.first.astimezone(UTC) - READY_BEFORE, on, zone)
    call.release_by = day_time(wanted.last, on, zone)
    return call
