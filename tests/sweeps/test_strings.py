"""Hostile texts are kept as they are, or refused at their field; and shown as nothing but text."""

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests import hostile
from tests.access_table import TABLE, rows
from tests.prove.scale import scaled
from tests.sweeps.addresses import addresses
from tests.sweeps.strings import Shown, Typed, different, filled, formulas, turned
from tests.sweeps.visits import rolled_back, visit

pytestmark = pytest.mark.django_db
OF_FILMS = [found for found in addresses() if found.name in TABLE and found.is_of_a_film]
FORMS = [found for found in OF_FILMS if rows(found.name)[0].methods == "GET POST"]
PAGES = [found for found in OF_FILMS if "GET" in rows(found.name)[0].methods]
TEXTS = [text for text in hostile.STRINGS.values() if hostile.as_stored(text, lines=False)]
ROUNDS = 1


def url_of(world, found):
    return reverse(found.name, kwargs=world.own.arguments(found.parameters, rows(found.name)[0].things))


@pytest.mark.parametrize("found", FORMS, ids=lambda found: found.name)
def test_what_is_typed_is_kept_or_refused(world, found):
    wrong = []
    for number in range(ROUNDS):
        texts = turned(list(hostile.STRINGS.values()), number * 31 + len(found.name))
        wrong += Typed(world, found, rows(found.name)[0], texts).run()
    assert not wrong, "\n".join(wrong)


def shown_everywhere(world, texts_of_rounds):
    """What is wrong with any page, whatever text stands in it."""
    wrong = []
    with rolled_back():
        filled(world.own, [f"Plain {n}" for n in range(len(TEXTS))])
        plain = {found.name: Shown.of(world, url_of(world, found)) for found in PAGES}
    for texts in texts_of_rounds:
        with rolled_back():
            filled(world.own, texts)
            for found in PAGES:
                wrong += different(found, plain[found.name], Shown.of(world, url_of(world, found)))
            wrong += [f"{name} exports {cell!r}" for name, cell in exported(world)]
    return wrong


def exported(world):
    for found in PAGES:
        if rows(found.name)[0].listing:
            url = url_of(world, found)
            with rolled_back():
                table = visit(world, "producer", "GET", f"{url}?export=csv")
                book = visit(world, "producer", "GET", f"{url}?export=xlsx")
            if (table.status, book.status) != (200, 200):
                yield found.name, f"nothing: {table.status}, {book.status}"
                continue
            yield from ((found.name, cell) for cell in formulas(table.body))
            yield from ((found.name, cell) for cell in formula_cells(book.body))


def formula_cells(book):
    import io

    sheets = load_workbook(io.BytesIO(book)).worksheets
    return [
        cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]


def test_pages_show_hostile_texts_as_text(world):
    wrong = shown_everywhere(world, [turned(TEXTS, 17)])
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.prove
def test_every_hostile_text_on_every_page(world, figure):
    count = scaled(12, len(TEXTS))
    rounds = [turned(TEXTS, number * len(TEXTS) // count) for number in range(count)]
    wrong = shown_everywhere(world, rounds)
    what = f"{len(TEXTS)} hostile texts on {len(PAGES)} pages and documents, {count} rounds: faults"
    figure("4", what, len(wrong), "0")
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.prove
def test_every_hostile_text_in_every_form(world, figure):
    texts = list(hostile.STRINGS.values())
    count = scaled(8, len(texts))
    wrong = []
    for number in range(count):
        for found in FORMS:
            wrong += Typed(
                world, found, rows(found.name)[0], turned(texts, number * len(texts) // count)
            ).run()
    figure("4", f"{len(texts)} hostile texts in {len(FORMS)} forms, {count} rounds: faults", len(wrong), "0")
    assert not wrong, "\n".join(wrong[:40])


def test_texts_of_samples(world, samples):
    texts = [text for text in hostile.load(samples).values() if hostile.as_stored(text, lines=False)]
    wrong = shown_everywhere(world, [texts])
    for found in FORMS:
        wrong += Typed(world, found, rows(found.name)[0], turned(texts, len(found.name))).run()
    assert not wrong, "\n".join(wrong[:40])
