"""Every Record stands in the list of kinds, and what the list says of it holds."""

import pytest
from django.urls import reverse

from production.kinds import KINDS, kind_called, kind_of
from production.models import Record
from production.models.records import film_path
from tests.factories import RunningItemFactory, SceneFactory, ShootDayFactory
from tests.sweeps.test_models import our_models

pytestmark = pytest.mark.django_db
RECORDS = [model for model in our_models() if issubclass(model, Record)]


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label)
def test_every_record_is_of_a_kind(model):
    kinds = [kind for kind in KINDS if kind.model is model]
    assert len(kinds) == 1, (
        f"say in production/kinds.py what {model._meta.label} is called, who sees and who changes it"
    )
    assert kind_of(model) is kind_called(kinds[0].noun)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_a_kind_reaches_its_film_as_its_model_does(kind):
    assert kind.film_path == film_path(kind.model)


def test_whatever_was_deleted_waits_in_the_bin(film, producer, client_of):
    day = ShootDayFactory(film=film, unit="Second unit")
    day.bin(by=producer)
    lost = RunningItemFactory(day=day, title="Lunch of the second unit")
    item = RunningItemFactory(film=film, day=None, title="Pickups of the tram")
    for record in (lost, item):
        record.bin(by=producer)
    page = client_of(producer).get(reverse("bin-list", args=[film.slug])).content.decode()
    assert "Second unit" in page
    assert "Pickups of the tram" in page
    assert lost.title not in page, "it comes back with its day, or not at all"


def test_a_page_is_found_for_each_kind(film):
    scene = SceneFactory(film=film)
    assert kind_of(scene).page_path(film, scene) == reverse("scene-detail", args=[film.slug, scene.pk])
    item = RunningItemFactory(film=film, day=None)
    assert kind_of(item).page_path(film, item) == reverse("stripboard", args=[film.slug])
    assert kind_of(item).edit_path(film, item) == reverse("item-edit", args=[film.slug, item.pk])
