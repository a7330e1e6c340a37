"""The pages of an import: handing in, columns, preview, taking, undoing."""

import pytest
from django.urls import reverse

from production.importing.reading import claim
from production.models import Import, Person
from tests import factories
from tests.production.imports import address, checked, fates, hand_in, taken, upload

pytestmark = pytest.mark.django_db

CREW = "Name,E-mail,Department\nAna Soto,ana@example.org,camera\n"


@pytest.fixture
def signed_in(client_of, producer):
    return client_of(producer)


def test_a_file_is_read_and_its_columns_guessed(signed_in, film, producer):
    answer, imported = upload(signed_in, film, "people", CREW)
    assert answer.redirect_chain[-1][0] == address(imported)
    form = answer.context["form"]
    assert [form[f"column-{n}"].value() for n in range(3)] == ["name", "email", "department"]
    assert imported.sha256
    assert imported.content.read() == CREW.encode()


def test_rows_may_be_pasted_from_a_spreadsheet(signed_in, film):
    sent = {"kind": "people", "pasted": "Name\tE-mail\nAna\tana@example.org\n"}
    signed_in.post(reverse("import-new", args=[film.slug]), sent)
    assert Import.objects.get().rows.get().cells == ["Ana", "ana@example.org"]


def test_from_columns_to_the_register_and_back(signed_in, film, producer):
    _answer, imported = upload(signed_in, film, "people", CREW)
    columns = {"column-0": "name", "column-1": "email", "column-2": "department", "order": "dmy"}
    answer = signed_in.post(address(imported, "columns"), {**columns, "same-kind": "crew"}, follow=True)
    assert b"Import 1 row" in answer.content
    answer = signed_in.post(address(imported, "take"), follow=True)
    assert Person.objects.get().name == "Ana Soto"
    assert b"Undo the whole import" in answer.content
    imported.refresh_from_db()
    assert not imported.content
    signed_in.post(address(imported, "undo"))
    assert not Person.objects.exists()
    listed = signed_in.get(reverse("import-list", args=[film.slug]))
    assert b"table.csv" in listed.content


def test_a_refused_cell_is_mended_on_the_page(signed_in, film, producer):
    imported = checked(film, producer, "people", "Name,E-mail,Department\nAna,ana@,camera\nBo,,sound\n")
    page = signed_in.get(address(imported))
    assert [shown.row.line for shown in page.context["rows"]] == [2]
    row = imported.rows.get(line=2)
    sent = {"row": row.pk, "take": row.pk, f"cell-{row.pk}-email": "ana@example.org", "fate": "refused"}
    signed_in.post(address(imported, "mend"), sent)
    assert fates(imported) == ["new", "new"]


def test_unticked_rows_are_left_out_and_kept(signed_in, film, producer):
    imported = checked(film, producer, "people", CREW + "Wrong,x,y\n")
    signed_in.post(address(imported, "mend"), {"leave_out": "refused"})
    signed_in.post(address(imported, "take"))
    assert Person.objects.count() == 1
    assert imported.rows.count() == 2


def test_taking_with_refused_rows_says_what_to_do(signed_in, film, producer):
    imported = checked(film, producer, "people", CREW + "Wrong,x,y\n")
    answer = signed_in.post(address(imported, "take"), follow=True)
    assert "mend the refused rows" in str(next(iter(answer.context["messages"])))
    assert not Person.objects.exists()


def test_saves_that_touch_no_row_of_the_table_dont_hold_it_up(signed_in, film, producer):
    imported = checked(film, producer, "people", CREW)
    factories.PersonFactory(film=film)
    signed_in.post(address(imported, "take"))
    assert Person.objects.filter(name="Ana Soto").exists()


def test_saves_that_touch_a_row_are_shown_first(signed_in, film, producer):
    imported = checked(film, producer, "people", CREW)
    factories.PersonFactory(film=film, name="Somebody", email="ana@example.org")
    answer = signed_in.post(address(imported, "take"), follow=True)
    assert Person.objects.get().name == "Somebody"
    assert "changed since you looked" in answer.content.decode()


def test_a_double_submit_makes_one_import(signed_in, film):
    sent = {"kind": "people", "pasted": CREW, "form_key": "one-key"}
    first = signed_in.post(reverse("import-new", args=[film.slug]), sent)
    second = signed_in.post(reverse("import-new", args=[film.slug]), sent)
    assert first["Location"] == second["Location"]
    assert Import.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
        ("list.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("junk.csv", bytes(range(256)) * 20, "no text file"),
        ("wide.csv", b",".join(b"c%d" % n for n in range(5000)), "5000 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(signed_in, film, name, data, says):
    answer, _imported = upload(signed_in, film, "people", data, name)
    told = answer.content.decode() + " ".join(map(str, answer.context["messages"]))
    assert says in told
    assert not Import.objects.exclude(state="discarded").exists()


def test_a_long_import_goes_on_step_by_step(signed_in, film, producer, monkeypatch):
    imported = hand_in(film, producer, "people", CREW)
    Import.objects.filter(pk=imported.pk).update(state="checking", checked=0)
    page = signed_in.get(address(imported))
    assert "0 of 1 rows" in page.content.decode()
    answer = signed_in.post(address(imported, "work"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == address(imported)
    assert fates(imported) == ["new"]


def test_two_requests_never_work_on_one_import(signed_in, film, producer):
    imported = hand_in(film, producer, "people", CREW)
    Import.objects.filter(pk=imported.pk).update(state="checking", checked=0)
    imported.refresh_from_db()
    claim(imported)
    signed_in.post(address(imported, "work"))
    assert fates(imported) == [""]


def test_another_encoding_reads_the_file_again(signed_in, film):
    _answer, imported = upload(signed_in, film, "people", "Name;Notes\nÁngel;año\n".encode("cp1252"))
    assert imported.reading["encoding"] == "cp1252"
    page = signed_in.get(address(imported)).content.decode()
    assert "that is a guess" in page
    sent = {"encoding": "mac-roman", "separator": ";", "heading": "on"}
    signed_in.post(address(imported, "reading"), sent)
    imported.refresh_from_db()
    assert imported.rows.get().cells[0] != "Ángel"
    signed_in.post(address(imported, "reading"), {**sent, "encoding": "cp1252"})
    assert imported.rows.get().cells == ["Ángel", "año"]


def test_who_may_not_write_people_sees_no_table_of_them(client_of, film, producer, editor):
    imported = checked(film, producer, "people", CREW)
    client = client_of(editor)
    for verb in ("work", "reading", "columns", "mend", "take", "undo", "discard"):
        assert client.post(address(imported, verb)).status_code == 403
    assert client.get(address(imported)).status_code == 403
    assert b"table.csv" not in client.get(reverse("import-list", args=[film.slug])).content
    sent = {"kind": "people", "pasted": CREW}
    assert "kind" in client.post(reverse("import-new", args=[film.slug]), sent).context["form"].errors


def test_another_films_import_isnt_there(client_of, stranger, other_film, film, producer):
    imported = checked(film, producer, "people", CREW)
    path = reverse("import-detail", args=[other_film.slug, imported.pk])
    assert client_of(stranger).get(path).status_code == 404


def test_ambiguous_dates_are_asked_about(signed_in, film, producer):
    answer, imported = upload(signed_in, film, "days", "Date,Unit\n03/04/2003,Main unit\n")
    assert "can be read in two ways" in answer.content.decode()
    signed_in.post(address(imported, "columns"), {"column-0": "date", "column-1": "unit", "order": "mdy"})
    assert imported.rows.get().values["date"] == "2003-03-04"


@pytest.mark.parametrize("page", ["?fate=new&page=99999999", "?fate=x&page=-1", "?page=x"])
def test_odd_addresses_of_a_preview_show_it(signed_in, film, producer, page):
    imported = taken(film, producer, "people", CREW)
    assert signed_in.get(address(imported) + page).status_code == 200
