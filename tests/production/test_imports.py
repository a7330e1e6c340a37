"""A table from hand-in to undo: fates, all or nothing, what others do meanwhile."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from production.actions import imports
from production.models import Import, ImportRow, Location, Person, Scene, SearchEntry, Set, Theme
from tests import factories
from tests.production.imports import checked, fates, hand_in, problems, taken, worked

pytestmark = pytest.mark.django_db

CREW = "Name,E-mail,Department,Position,Phone\nAna Soto,ana@example.org,camera,Operator,+52 55 5550 0100\n"


def test_each_row_has_its_fate(film, producer):
    factories.PersonFactory(film=film, name="Same", email="same@example.org", position="Grip")
    factories.PersonFactory(film=film, name="Changed", email="changed@example.org", phone="+52 1234567")
    imported = checked(
        film,
        producer,
        "people",
        "Name,E-mail,Department,Position,Phone\n"
        "Same,SAME@example.org,Camera,Grip,\n"
        "Changed,changed@example.org,Cámara,Camera operator,+52 7654321\n"
        "New,new@example.org,Sound,Mixer,555 0101\n"
        "Wrong,no address,Magic,Mixer,none\n",
    )
    assert fates(imported) == ["same", "changed", "new", "refused"]
    changed = imported.rows.get(fate="changed")
    assert changed.values == {"phone": "+52 7654321"}
    assert changed.before == {"phone": "+52 1234567"}
    assert [name for name, _why in problems(imported)[5]] == ["email", "department", "phone"]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_while_a_row_is_refused(film, producer):
    imported = checked(film, producer, "people", CREW + "Wrong,nobody,camera,x,1\n")
    with pytest.raises(imports.NotReady):
        imports.take(imported=imported, by=producer)
    assert not Person.objects.exists()


def test_taking_writes_rows_with_history_and_search(film, producer):
    imported = taken(film, producer, "people", CREW)
    ana = Person.objects.get(film=film)
    assert (ana.name, ana.department, ana.is_crew, ana.version) == ("Ana Soto", "camera", True, 1)
    line = ana.history.get()
    assert (line.history_type, line.history_user, line.name) == ("+", producer, "Ana Soto")
    assert SearchEntry.objects.filter(source="production.person", object_id=ana.pk).exists()
    assert (imported.state, imported.taken_by) == ("taken", producer)
    ana.refresh_from_db()
    ana.phone = ""
    ana.save()
    assert ana.history.count() == 2


def test_a_second_take_answers_like_the_first(film, producer):
    imported = taken(film, producer, "people", CREW)
    assert imports.take(imported=imported, by=producer).state == "taken"
    assert Person.objects.count() == 1


def test_undo_takes_everything_back_but_what_was_touched_since(film, producer, director):
    old = factories.PersonFactory(film=film, name="Old", email="old@example.org", position="Grip")
    touched = factories.PersonFactory(film=film, name="Touched", email="t@example.org", position="Grip")
    text = "Name,E-mail,Department,Position\nOld,old@example.org,camera,Gaffer\n"
    text += "Touched,t@example.org,camera,Gaffer\nNew,new@example.org,sound,Mixer\n"
    imported = taken(film, producer, "people", text)
    touched.refresh_from_db()
    touched.phone = "555 0102"
    touched.save()
    undone = imports.undo(imported=imported, by=director)
    old.refresh_from_db()
    touched.refresh_from_db()
    assert (old.position, touched.position) == ("Grip", "Gaffer")
    assert old.history.first().history_user == director
    assert undone.left == ["Line 3: Touched"]
    assert not Person.objects.filter(name="New").exists()
    new = Person.everything.get(name="New")
    assert new.binned_by == director
    new.restore()
    assert imports.undo(imported=imported, by=director).state == "undone"


@pytest.mark.django_db(transaction=True)
def test_a_register_that_moved_meanwhile_is_never_overwritten(film, producer):
    person = factories.PersonFactory(film=film, name="A", email="a@example.org", position="Grip")
    text = "Name,E-mail,Department,Position\nA,a@example.org,camera,Gaffer\n"
    imported = checked(film, producer, "people", text)
    person.position = "Best boy"
    person.save()
    with pytest.raises(imports.Moved):
        imports.take(imported=imported, by=producer)
    person.refresh_from_db()
    assert person.position == "Best boy"
    imports.check_again(imported=imported)
    worked(imported)
    row = imported.rows.get()
    assert (row.before, row.is_moved) == ({"position": "Best boy"}, True)
    imports.take(imported=imported, by=producer)
    person.refresh_from_db()
    assert person.position == "Gaffer"


def test_a_refused_cell_is_mended_and_the_rest_is_kept(film, producer):
    text = "Name,E-mail,Department,Position\nA,a@,camera,Grip\nB,b@example.org,camera,Grip\n"
    imported = checked(film, producer, "people", text)
    row = imported.rows.get(line=2)
    imports.mend(imported=imported, texts={row.pk: {"email": "a@example.org"}}, left_out={}, by=producer)
    assert fates(imported) == ["new", "new"]
    imports.take(imported=imported, by=producer)
    assert Person.objects.get(name="A").email == "a@example.org"


def test_rows_about_the_same_are_told_and_one_may_be_left_out(film, producer):
    text = "Name,E-mail,Department\nA,a@example.org,camera\nAnne,A@example.org,camera\n"
    imported = checked(film, producer, "people", text)
    assert fates(imported) == ["new", "refused"]
    assert problems(imported) == {3: [["", "It is the same as line 2."]]}
    first = imported.rows.get(line=2)
    imports.mend(imported=imported, texts={}, left_out={first.pk: True}, by=producer)
    assert fates(imported)[1] == "new"
    imports.take(imported=imported, by=producer)
    assert Person.objects.get().name == "Anne"


def test_numbers_of_the_call_sheet_stay_apart(film, producer):
    factories.ContributorFactory(film=film, number=1)
    text = "Name,No.,Kind\nA,1,contributor\nB,2,contributor\nC,2,contributor\nD,,contributor\n"
    imported = checked(film, producer, "people", text)
    assert fates(imported) == ["refused", "new", "refused", "new"]


def test_a_person_is_found_by_address_then_by_name(film, producer):
    by_name = factories.PersonFactory(film=film, name="José  Núñez".replace("  ", " "), email="")
    by_mail = factories.PersonFactory(film=film, name="Other", email="x@example.org")
    text = "Name,E-mail,Department\njosé núñez,,camera\nRenamed,X@example.org,camera\n"
    imported = checked(film, producer, "people", text)
    assert [row.record for row in imported.rows.all()] == [by_name.pk, by_mail.pk]


def test_two_of_one_name_are_never_guessed(film, producer):
    factories.PersonFactory.create_batch(2, film=film, name="Juan Pérez", email="")
    imported = checked(film, producer, "people", "Name,Department\nJuan Pérez,camera\n")
    assert fates(imported) == ["refused"]


def test_scenes_bring_sets_themes_and_people(film, producer):
    place = factories.LocationFactory(film=film, name="House")
    study = factories.SetFactory(location=place, name="Study")
    natalia = factories.ContributorFactory(film=film, name="Natalia")
    text = (
        "No.;Título;INT/EXT;D/N;Set;Personas;Temas;Minutos\n"
        "1;Morning;INT;Día;House – Study;Natalia;Exile, Home;1:30\n"
        "2;Garden;EXT;dusk;House - Garden;;exile;\n"
        "3;Port;ext;noche;Port;;;45 min\n"
    )
    imported = taken(film, producer, "scenes", text)
    one, two, three = Scene.objects.filter(film=film).order_by("number_key")
    assert (one.set, one.planned_minutes, one.day_night) == (study, 90, "day")
    assert list(one.people.all()) == [natalia]
    assert sorted(theme.name for theme in one.themes.all()) == ["Exile", "Home"]
    assert [theme.name for theme in two.themes.all()] == ["Exile"]
    assert two.set.location == place
    assert str(three.set) == "Port – Port"
    kept = one.history.get()
    assert kept.people.count() == 1
    assert kept.themes.count() == 2
    imports.undo(imported=imported, by=producer)
    assert not Scene.objects.filter(film=film).exists()
    assert not Theme.objects.filter(film=film).exists()
    assert list(Set.objects.filter(location__film=film)) == [study]
    assert list(Location.objects.filter(film=film)) == [place]


def test_lists_of_a_changed_scene_come_back_too(film, producer):
    exile, home = (
        factories.ThemeFactory(film=film, name="Exile"),
        factories.ThemeFactory(film=film, name="Home"),
    )
    scene = factories.SceneFactory(film=film, number="1", title="Morning")
    scene.themes.set([exile])
    imported = taken(film, producer, "scenes", "No.,Title,Themes\n1,Morning,Home\n")
    assert list(scene.themes.all()) == [home]
    imports.undo(imported=imported, by=producer)
    assert list(scene.themes.all()) == [exile]


def test_a_list_comes_back_without_what_is_gone_from_the_film(film, producer):
    exile, home, asylum = (
        factories.ThemeFactory(film=film, name=name) for name in ("Exile", "Home", "Asylum")
    )
    scene = factories.SceneFactory(film=film, number="1", title="Morning")
    scene.themes.set([exile, asylum])
    imported = taken(film, producer, "scenes", "No.,Title,Themes\n1,Morning,Home\n")
    exile.delete()
    imports.undo(imported=imported, by=producer)
    assert list(scene.themes.all()) == [asylum]
    assert home.scenes.count() == 0


def test_an_undo_asks_no_more_for_more_rows(film, producer):
    factories.ThemeFactory(film=film, name="Home")
    asked = []
    for count in (2, 12):
        film.scenes.all().delete()
        for number in range(1, count + 1):
            scene = factories.SceneFactory(film=film, number=str(number), title="Morning")
            scene.themes.set([factories.ThemeFactory(film=film, name=f"{count}, {number}")])
        text = "".join(f"{number},Morning,Home\n" for number in range(1, count + 1))
        imported = taken(film, producer, "scenes", f"No.,Title,Themes\n{text}")
        with CaptureQueriesContext(connection) as queries:
            imports.undo(imported=imported, by=producer)
        assert all(
            name.startswith(f"{count}, ") for name in film.scenes.values_list("themes__name", flat=True)
        )
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_scenes_without_numbers_get_the_next(film, producer):
    factories.SceneFactory(film=film, number="7", title="Known")
    text = "Title,Kind\nKnown,interview\nOne,b-roll\nOne,b-roll\n"
    imported = taken(film, producer, "scenes", text)
    assert fates(imported) == ["same", "new", "new"]
    assert sorted(Scene.objects.values_list("number", flat=True)) == ["7", "8", "9"]
    again = checked(film, producer, "scenes", text)
    assert fates(again) == ["same", "same", "same"]


def test_empty_cells_leave_or_empty_as_was_said(film, producer):
    factories.PersonFactory(film=film, name="A", email="a@example.org", phone="555 0100")
    text = "Name,E-mail,Phone\nA,a@example.org,\n"
    assert fates(checked(film, producer, "people", text)) == ["same"]
    row = checked(film, producer, "people", text, clears=True).rows.get()
    assert (row.fate, row.values) == ("changed", {"phone": ""})


def test_days_times_and_dates(film, producer):
    factories.ShootDayFactory(film=film, date="2003-06-17", unit="Main unit", general_call=420)
    text = "Fecha,Llamado,Unidad,Tipo\n17/06/2003,7:30 am,Main unit,Rodaje\n18/06/2003,0800,Main unit,Shoot\n"
    text += "31/02/2003,07:00,Main unit,Shoot\n"
    imported = checked(film, producer, "days", text)
    assert fates(imported) == ["changed", "new", "refused"]
    assert imported.rows.get(line=2).values == {"general_call": 450}


def test_days_that_are_closed_stay_as_they_are(film, producer):
    days = [
        factories.ShootDayFactory(film=film, date=f"2003-06-{number}", general_call=420)
        for number in (17, 18)
    ]
    factories.ProductionReportFactory(day=days[0], closed_at=timezone.now(), closed_by=producer)
    factories.ProductionReportFactory(day=days[1])
    text = "Date,General call\n17/06/2003,07:30\n18/06/2003,07:30\n"
    imported = checked(film, producer, "days", text)
    assert fates(imported) == ["refused", "changed"]
    assert problems(imported) == {2: [["", "This day is closed: its production report is signed."]]}
    assert fates(checked(film, producer, "days", text.replace("07:30", "07:00"))) == ["same", "same"]


def test_shots_and_clips(film, producer):
    scene = factories.SceneFactory(film=film, number="4")
    taken(
        film,
        producer,
        "shots",
        "Scene,No.,Description,Size,Must or nice\n4,1,The desk,CU,must\n4,2,Hands,,nice\n",
    )
    assert [(s.number, s.position, s.size) for s in scene.shots.all()] == [("1", 1, "cu"), ("2", 2, "")]
    text = "Title,Source,Number,Date,In,Out\nArrival,Imago,2206-01,22 Aug 1940,00:01:00,00:01:10\n"
    imported = taken(film, producer, "clips", text)
    clip = film.archive_clips.get()
    assert (clip.source.name, clip.catalogue_number, str(clip.date_earliest)) == (
        "Imago",
        "2206-01",
        "1940-08-22",
    )
    assert fates(checked(film, producer, "clips", text)) == ["same"]
    imports.undo(imported=imported, by=producer)
    assert not film.archive_clips.exists()
    assert not film.archive_sources.exists()


def test_columns_are_remembered_per_film_and_kind(film, producer, other_film):
    from production.importing.columns import Mapping

    imported = hand_in(film, producer, "people", "Quién,Area\nAna,camera\n")
    assert Mapping.of(imported).columns == ["", "department"]
    mapping = Mapping.of(imported)
    mapping.columns = ["name", ""]
    imports.choose_columns(imported=imported, mapping=mapping, by=producer)
    assert Mapping.of(hand_in(film, producer, "people", "QUIEN,Area\nAna,camera\n")).columns == ["name", ""]
    assert Mapping.of(hand_in(other_film, producer, "people", "Quién,Area\nAna,x\n")).columns[0] == ""


def test_discarding_leaves_nothing(film, producer):
    imported = hand_in(film, producer, "people", CREW)
    imports.discard(imported=imported, by=producer)
    assert Import.objects.get().state == "discarded"
    assert not ImportRow.objects.exists()
