"""Versions, bin and merge of records: nothing is overwritten silently."""

import pytest

from production.forms.records import RecordForm
from production.models import Location, Scene, StaleRecord, Theme
from tests.factories import LocationFactory, PersonFactory, SceneFactory, ThemeFactory

pytestmark = pytest.mark.django_db


class LocationForm(RecordForm):
    class Meta:
        model = Location
        fields = ["name", "address", "entrance", "permit_required", "closed_weekdays"]


class SceneForm(RecordForm):
    class Meta:
        model = Scene
        fields = ["number", "title", "kind", "themes", "people", "planned_minutes", "status"]


def sent(form):
    """What a browser would send back from a form as it was shown."""
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value is True:
            data[name] = "on"
        elif isinstance(value, list):
            data[name] = [getattr(v, "pk", v) for v in value]
        elif value not in (None, False):
            data[name] = value
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def test_a_second_save_of_the_same_version_is_refused(film):
    location = LocationFactory(film=film)
    first, second = Location.objects.get(pk=location.pk), Location.objects.get(pk=location.pk)
    first.name = "Study"
    first.save()
    second.name = "Garden"
    with pytest.raises(StaleRecord):
        second.save()
    assert Location.objects.get(pk=location.pk).name == "Study"


def test_every_save_writes_its_history_with_the_version(film):
    location = LocationFactory(film=film)
    location.name = "Study"
    location.save()
    assert list(location.history.values_list("version", flat=True).order_by("version")) == [1, 2]


def test_changes_of_different_fields_are_merged(film):
    location = LocationFactory(film=film, address="Old 1", entrance="Front")
    data = sent(LocationForm(instance=location, film=film))
    other = Location.objects.get(pk=location.pk)
    other.address = "New 2"
    other.permit_required = True
    other.save()
    data["entrance"] = "Garden gate"
    form = LocationForm(data, instance=Location.objects.get(pk=location.pk), film=film)
    assert form.is_valid(), form.errors
    form.save()
    stored = Location.objects.get(pk=location.pk)
    assert (stored.address, stored.entrance, stored.permit_required) == ("New 2", "Garden gate", True)
    assert len(form.merged) == 2


def test_changes_of_one_field_show_both_and_keep_what_was_typed(film):
    location = LocationFactory(film=film, address="Old 1")
    data = sent(LocationForm(instance=location, film=film))
    other = Location.objects.get(pk=location.pk)
    other.address = "Theirs 2"
    other.save()
    data["address"] = "Mine 3"
    form = LocationForm(data, instance=Location.objects.get(pk=location.pk), film=film)
    assert not form.is_valid()
    [conflict] = form.conflicts
    assert (conflict.base, conflict.theirs, conflict.mine) == ("Old 1", "Theirs 2", "Mine 3")
    again = LocationForm(form.data, instance=Location.objects.get(pk=location.pk), film=film)
    assert again.is_valid(), again.errors
    again.save()
    assert Location.objects.get(pk=location.pk).address == "Mine 3"


def test_people_and_themes_of_a_scene_are_merged_too(film):
    scene = SceneFactory(film=film)
    theme, person = ThemeFactory(film=film), PersonFactory(film=film)
    data = sent(SceneForm(instance=scene, film=film))
    other = Scene.objects.get(pk=scene.pk)
    theirs = SceneForm(data.copy(), instance=other, film=film)
    theirs.data.setlist("themes", [theme.pk])
    assert theirs.is_valid(), theirs.errors
    theirs.save()
    data.setlist("people", [person.pk])
    form = SceneForm(data, instance=Scene.objects.get(pk=scene.pk), film=film)
    assert form.is_valid(), form.errors
    form.save()
    stored = Scene.objects.get(pk=scene.pk)
    assert (list(stored.themes.all()), list(stored.people.all())) == ([theme], [person])


def test_choices_come_from_the_film_alone(film, other_film):
    PersonFactory(film=other_film)
    mine = PersonFactory(film=film)
    form = SceneForm(film=film)
    assert list(form.fields["people"].queryset) == [mine]


def test_the_bin_gives_back(film, producer):
    theme = ThemeFactory(film=film, name="Exile")
    theme.bin(by=producer)
    assert not film.themes.exists()
    ThemeFactory(film=film, name="Other")
    Theme.everything.get(pk=theme.pk).restore()
    assert film.themes.filter(name="Exile").exists()
