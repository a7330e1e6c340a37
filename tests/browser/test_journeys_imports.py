"""A list of people that was kept in a spreadsheet: three bad rows mended, the import taken, then undone."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from production.models import Person

CREW = """Nombre;Correo;Área;Puesto;Teléfono;Inicio
Lucía Ferro;lucia@example.org;Cámara;Foquista;+52 55 5550 0171;16/06/2003
Tomás Rey;tomas@;Sonido;Microfonista;+52 55 5550 0172;16/06/2003
Irene Paz;irene@example.org;Magia;Gaffer;+52 55 5550 0173;16/06/2003
Hugo Sanz;hugo@example.org;Producción;Asistente;ninguno;31/06/2003
Elena Vidal;elena@example.org;Arte;Utilera;+52 55 5550 0175;18/06/2003
"""


def test_three_bad_rows_are_mended_taken_and_undone(page: Page, member, demo, console):
    before = demo.people.count()
    member(page, "producer")
    page.goto(reverse("person-list", args=[demo.slug]))
    page.get_by_role("link", name="Import", exact=True).click()
    expect(page.get_by_label("What does the table hold?")).to_have_value("people")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "crew.csv", "mimeType": "text/csv", "buffer": CREW.encode("cp1252")}
    )
    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_text("Read as Windows, Western (cp1252): that is a guess.")).to_be_visible()
    expect(page.get_by_label("Área", exact=True)).to_have_value("department")
    page.get_by_role("button", name="Show what becomes of the rows").click()

    expect(page.get_by_text("3 rows are refused.")).to_be_visible()
    expect(page.get_by_role("button", name="Import 2 rows")).to_have_count(0)
    page.get_by_label("E-mail, line 3").fill("tomas@example.org")
    page.get_by_label("Department, line 4").select_option("lighting_grip")
    page.get_by_label("Phone, line 5").fill("+52 55 5550 0174")
    page.get_by_label("Starts on, line 5").fill("30/06/2003")
    page.get_by_role("button", name="Check again").click()

    page.get_by_role("button", name="Import 5 rows").click()
    told = page.get_by_role("status").filter(has_text="Imported: crew.csv.")
    expect(told).to_be_visible()
    assert demo.people.count() == before + 5
    hugo = Person.objects.get(film=demo, name="Hugo Sanz")
    assert (hugo.phone, str(hugo.starts_on)) == ("+52 55 5550 0174", "2003-06-30")
    page.goto(reverse("person-list", args=[demo.slug]) + "?q=Irene")
    expect(page.get_by_role("link", name="Irene Paz")).to_be_visible()

    page.goto(reverse("import-list", args=[demo.slug]))
    page.get_by_role("button", name="Undo crew.csv").click()
    expect(page.get_by_role("status").filter(has_text="Undone: crew.csv.")).to_be_visible()
    assert demo.people.count() == before
