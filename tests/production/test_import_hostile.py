"""Bad tables: told by row, nothing half done, soon over."""

import pytest

from production.actions import imports
from production.models import Location, Person, Scene, ShootDay
from tests import hostile
from tests.own_time import within
from tests.production.imports import checked, fates, problems, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["valid", "semicolon", "sep_line", "unterminated_quote", "nul", "ragged",
                                  "only_header", "wide", "bare_cr", "nan_inf", "dates"])  # fmt: skip
@pytest.mark.parametrize("kind", ["people", "scenes", "locations", "days", "shots", "clips"])
def test_every_hostile_table_is_answered(client_of, film, producer, samples, name, kind):
    with within(5):
        data = (samples / "hostile" / "csv" / f"{name}.csv").read_bytes()
        answer, imported = upload(client_of(producer), film, kind, data, f"{name}.csv")
        assert answer.status_code == 200
    assert not any(model.objects.exists() for model in (Person, Scene, Location, ShootDay))
    if name != "wide":
        assert imported.reading["repaired"] == {"unterminated_quote": 1, "nul": 1, "ragged": 2}.get(name, 0)


def test_numbers_that_are_none_are_told_by_row(film, producer):
    text = "Scene,Title,Minutes\n1,a,NaN\n2,b,1e999\n3,c,-0\n4,d,²\n5,e,١٢\n6,f,1500\n7,g,90\n"
    imported = checked(film, producer, "scenes", text)
    assert fates(imported) == ["refused"] * 6 + ["new"]
    assert list(problems(imported)) == [2, 3, 4, 5, 6, 7]


def test_dates_and_times_that_are_none_are_told_by_row(film, producer):
    text = "Day,Call\n31.02.2026,25:61\n0000-00-00,7:00\n9999-12-31,24:00\n2026-03-29,02:30\n"
    imported = checked(film, producer, "days", text)
    assert fates(imported) == ["refused", "refused", "refused", "new"]
    assert [name for name, _why in problems(imported)[2]] == ["date", "general_call"]


@pytest.mark.parametrize("kind", ["people", "scenes", "locations", "clips"])
def test_hostile_texts_are_kept_exactly_or_refused(film, producer, kind):
    import csv
    import io

    heading = {"people": "name", "scenes": "title", "locations": "name", "clips": "title"}[kind]
    texts = [f"{number} {text}" for number, text in enumerate(hostile.STRINGS.values())]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows(
        [
            [heading, "kind" if kind == "people" else "x"],
            *([t, "contributor" if kind == "people" else ""] for t in texts),
        ]
    )
    imported = checked(film, producer, kind, out.getvalue())
    imports.leave_out_refused(imported=imported, by=producer)
    imports.take(imported=imported, by=producer)
    model = {"people": Person, "scenes": Scene, "locations": Location}.get(kind)
    if model is None:
        kept = set(film.archive_clips.values_list("title", flat=True))
    else:
        kept = set(model.objects.values_list(heading, flat=True))
    longest = 120 if heading == "name" else 200
    wanted = {stored for t in texts if len(stored := hostile.as_stored(t, lines=False)) <= longest}
    assert kept == wanted


def test_a_table_of_everything_wrong_says_so_for_every_row(film, producer):
    text = "Name,E-mail,Department,Number\n" + "".join(f",x{n}@,nowhere,{n}.5\n" for n in range(200))
    imported = checked(film, producer, "people", text)
    assert fates(imported) == ["refused"] * 200
    assert all(
        {name for name, _why in row.problems} >= {"name", "email", "department"}
        for row in imported.rows.all()
    )


def test_repairs_stand_on_the_page_by_line(client_of, film, producer):
    answer, _imported = upload(client_of(producer), film, "scenes", 'No.,Title\n1,"open\n2\n')
    page = answer.content.decode()
    assert "Line 2: a quotation mark is never closed" in page
    assert "Line 3: missing cells: 1" in page


def test_fountain_and_cards_come_the_same_way(film, producer):
    play = "INT. HOUSE - DAY #4#\n\nANA\nHello.\n\nEXT. PORT - NIGHT\n\nWaves.\n"
    imported = checked(film, producer, "scenes", play, "play.fountain")
    imports.take(imported=imported, by=producer)
    found = list(Scene.objects.values_list("number", "title", "int_ext", "day_night", "synopsis"))
    assert found == [("4", "HOUSE", "int", "day", ""), ("5", "PORT", "ext", "night", "Waves.")]
    assert [str(scene.set) for scene in Scene.objects.all()] == ["HOUSE – HOUSE", "PORT – PORT"]
    assert fates(checked(film, producer, "scenes", play, "play.fountain")) == ["same", "same"]
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Soto\nEMAIL:ana@example.org\nTITLE:Historian\nEND:VCARD\n"
    imported = checked(film, producer, "people", card, "ana.vcf", constants={"kind": "contributor"})
    assert imports.take(imported=imported, by=producer).state == "taken"
    assert Person.objects.get().position == "Historian"


def test_brick_and_steel_makes_eight_scenes(film, producer, samples):
    data = (samples / "fountain_brick_and_steel.fountain").read_bytes()
    imported = checked(film, producer, "scenes", data, "brick.fountain")
    assert fates(imported) == ["new"] * 8
    imports.take(imported=imported, by=producer)
    assert Scene.objects.count() == 8


def test_cards_are_people_only(client_of, film, producer):
    answer, _imported = upload(client_of(producer), film, "scenes", "BEGIN:VCARD\nFN:A\nEND:VCARD\n", "a.vcf")
    assert "imported as people" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_row_that_only_the_database_refuses_leaves_nothing_behind(film, producer):
    imported = checked(film, producer, "people", "Name,Department\nA,camera\nB,camera\n")
    row = imported.rows.get(line=3)
    row.values = {**row.values, "kind": "crew", "number": -5}
    row.save()
    with pytest.raises(imports.Moved):
        imports.take(imported=imported, by=producer)
    assert not Person.objects.exists()
