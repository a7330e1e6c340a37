"""What a list exports is the same when it comes back, in CSV and in XLSX, whatever stands in it."""

import pytest
from django.urls import reverse

from production import models
from production.importing.columns import Mapping
from tests import factories, hostile
from tests.production.imports import fates, problems, upload, worked

pytestmark = pytest.mark.django_db

LISTS = {
    "people": "person-list",
    "scenes": "scene-list",
    "locations": "location-list",
    "days": "day-list",
    "shots": "shot-list",
    "clips": "clip-list",
}


def furnish(film):
    """Rows that say little, and rows that say everything."""
    place = factories.LocationFactory(film=film, name="House", hospital_name="+Hospital")
    factories.LocationFactory(film=film, name="Far", latitude="48.858400", longitude="2.294500")
    study = factories.SetFactory(location=place, name="Study – upstairs")
    ana = factories.ContributorFactory(film=film, name="Ana", line="Historian", languages=["es", "ru"])
    factories.PersonFactory(film=film, name="=Bo", email="bo@example.org", is_contributor=True)
    scene = factories.SceneFactory(
        film=film, number="12A", title="Morning", kind="b_roll", int_ext="int_ext", day_night="dusk",
        set=study, people=[ana], status="part_shot", planned_minutes=90,
    )  # fmt: skip
    day = factories.ShootDayFactory(film=film, date="2003-06-17", day_type="recce")
    later = factories.ShootDayFactory(film=film, date="2003-06-18", general_call=None)
    for one in (day, later):
        factories.RunningItemFactory(day=one, scene=scene, minutes=90, fixed_start=None)
    factories.ShotFactory(film=film, scene=scene, number="1", size="mcu", fps="23.976", shot_on=day)
    factories.ShotFactory(film=film, scene=None, location=place, category="hands", number="2", sound="wild")
    clip = factories.ArchiveClipFactory(
        film=film,
        date="c. 1935",
        rate="30000/1001",
        drop_frame=True,
        timecode_in="01:00:00;00",
        timecode_out="01:00:10;00",
        people=[ana],
        scenes=[scene],
        people_named="Somebody, Else",
    )
    clip.themes.set([factories.ThemeFactory(film=film)])
    factories.ArchiveClipFactory(film=film, source=None, catalogue_number="", seconds_given=None)


def sent_back(client, film, kind, form):
    exported = client.get(reverse(LISTS[kind], args=[film.slug]) + f"?export={form}")
    data = b"".join(exported.streaming_content) if exported.streaming else exported.content
    _answer, imported = upload(client, film, kind, data, f"list.{form}")
    mapping = Mapping.of(imported)
    sent = {f"column-{at}": name for at, name in enumerate(mapping.columns)} | {"order": mapping.order}
    client.post(reverse("import-columns", args=[film.slug, imported.pk]), sent)
    return worked(imported)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", LISTS)
def test_every_row_is_the_same(client_of, film, producer, kind, form, language):
    producer.language = language
    producer.save()
    furnish(film)
    imported = sent_back(client_of(producer), film, kind, form)
    changes = [(row.values, row.before) for row in imported.rows.filter(fate="changed")]
    assert set(fates(imported)) == {"same"}, (problems(imported), changes)
    assert any(Mapping.of(imported).columns)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_hostile_texts_come_back_the_same(client_of, film, producer, form):
    texts = {name: text for name, text in hostile.STRINGS.items() if (name, form) != ("noncharacter", "xlsx")}
    for number, text in enumerate(texts.values()):  # XML has no way to write that one
        name = hostile.as_stored(f"{text} {number}", lines=False)[:120].strip()
        factories.PersonFactory(film=film, name=name, position=hostile.as_stored(text, lines=False)[:120])
    imported = sent_back(client_of(producer), film, "people", form)
    wrong = [(row.title, row.values, row.before, row.problems) for row in imported.rows.exclude(fate="same")]
    assert imported.count == models.Person.objects.count()
    assert not wrong


def test_an_exported_list_makes_the_same_rows_in_another_film(client_of, film, producer, other_film):
    from production.actions import imports

    factories.MembershipFactory(film=other_film, user=producer, role="producer")
    furnish(film)
    client = client_of(producer)
    exported = client.get(reverse("person-list", args=[film.slug]) + "?export=xlsx").content
    _answer, imported = upload(client, other_film, "people", exported, "people.xlsx")
    imports.choose_columns(imported=imported, mapping=Mapping.of(imported), by=producer)
    imports.take(imported=worked(imported), by=producer)
    said = ("name", "is_crew", "is_contributor", "department", "phone", "email", "languages")
    pairs = [list(f.people.order_by("name").values_list(*said)) for f in (film, other_film)]
    assert pairs[0] == pairs[1]
