import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from production.models import HistoricalEvent
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_days_that_a_date_can_mean_follow_what_is_typed():
    event = factories.EventFactory(date="  24–25 May 1940 ")
    assert event.date == "24–25 May 1940"
    assert (event.date_earliest, event.date_latest) == (
        datetime.date(1940, 5, 24),
        datetime.date(1940, 5, 25),
    )
    assert event.date_precision == "range"
    event.date = "1940s"
    event.save()
    event.refresh_from_db()
    assert (event.date_latest, event.date_precision) == (datetime.date(1949, 12, 31), "decade")


def test_events_stand_in_the_order_of_history():
    film = factories.FilmFactory()
    for date in ("autumn 2003", "early 1935", "20 Aug 1940", "1924", "24 May 1940", "1937–38"):
        factories.EventFactory(film=film, date=date)
    assert [event.date for event in HistoricalEvent.objects.filter(film=film)] == [
        "1924", "early 1935", "1937–38", "24 May 1940", "20 Aug 1940", "autumn 2003",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("", "required|blank"),
        ("long ago", "22 Aug 1940"),
        ("30 Feb 1940", "no such day"),
        ("8/9/1940", "two ways"),
        ("1940–37", "before it begins"),
    ],
)
def test_a_date_that_is_none_is_told_at_its_field(date, said):
    event = HistoricalEvent(film=factories.FilmFactory(), title="Somewhen", date=date)
    with pytest.raises(ValidationError) as refused:
        event.full_clean()
    words = " ".join(refused.value.message_dict["date"])
    assert any(part in words for part in said.split("|"))


def test_the_database_holds_the_computed_days_to_the_typed_ones():
    event = factories.EventFactory()
    for wrong in ({"date_earliest": datetime.date(1950, 1, 1)}, {"date": ""}, {"date_precision": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HistoricalEvent.objects.filter(pk=event.pk).update(**wrong)


def test_the_same_event_stands_once():
    event = factories.EventFactory(title="Attack", date="24 May 1940")
    factories.EventFactory(film=event.film, title="Attack", date="20 Aug 1940")
    with pytest.raises(ValidationError, match="already"):
        HistoricalEvent(film=event.film, title="Attack", date="24 May 1940").full_clean()
    event.bin(by=factories.UserFactory())
    HistoricalEvent(film=event.film, title="Attack", date="24 May 1940").full_clean()


def test_history_keeps_what_covered_it():
    scene = factories.SceneFactory()
    event = factories.EventFactory(film=scene.film, scenes=[scene])
    event.scenes.clear()
    event.title = "Another"
    event.save()
    covered = [[row.scene_id for row in entry.scenes.all()] for entry in event.history.order_by("pk")]
    assert [scene.pk] in covered
    assert covered[-1] == []
