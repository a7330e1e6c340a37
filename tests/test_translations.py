"""Every string that people read is translated, whole and with its placeholders."""

import pytest
from babel.messages.catalog import Catalog

from tests import messages


@pytest.mark.parametrize("language", messages.CATALOGUES)
def test_every_string_is_translated(language):
    found = messages.faults(language)
    assert not found, f"{len(found)} faults (python -m tests.messages update):\n" + "\n".join(found[:200])


def test_strings_of_python_and_of_templates_are_found(tmp_path, monkeypatch):
    (tmp_path / "production").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "production" / "a.py").write_text(
        'from x import gettext_lazy as _\na = _("One " "text")\nb = ngettext("%(n)s day", "%(n)s days", n)\n'
        'c = pgettext("film", "Call")\nd = _(variable)\n'
    )
    (tmp_path / "templates" / "a.html").write_text(
        '{% load i18n %}\n   <p title="{% translate "Title’s" %}">\n {{ _("Shown") }}'
        "{% blocktranslate trimmed with n=film.name %}\n  Hello {{ n }}\n{% endblocktranslate %}\n"
        "{% blocktranslate count n=days|length %}{{ n }} hour{% plural %}{{ n }} hours{% endblocktranslate %}"
        '{% translate "Call" context "phone" %}</p>'
    )
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    found = {(message.id, message.context) for message in messages.extracted() if message.id}
    assert found == {
        ("One text", None),
        (("%(n)s day", "%(n)s days"), None),
        ("Call", "film"),
        ("Title’s", None),
        ("Shown", None),
        ("Hello %(n)s", None),
        (("%(n)s hour", "%(n)s hours"), None),
        ("Call", "phone"),
    }


def catalogue(text, *, flags=()):
    written = Catalog(locale="es", fuzzy=False)
    written.add("Saved %(n)s", text, flags=flags)
    return written


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (Catalog(locale="es", fuzzy=False), "missing"),
        (catalogue(""), "empty"),
        (catalogue("Guardado %(n)s", flags=["fuzzy"]), "fuzzy"),
        (catalogue("Guardado %(m)s"), "placeholders"),
        (catalogue("Guardado"), "placeholders"),
        (catalogue("Guardado %(n)s"), ""),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(monkeypatch, written, fault):
    source = Catalog(fuzzy=False)
    source.add("Saved %(n)s", locations=[("a.py", 1)])
    monkeypatch.setattr(messages, "extracted", lambda: source)
    monkeypatch.setattr(messages, "stored", lambda path, language: written)
    said = messages.faults("es")
    assert (said == []) if not fault else said[0].startswith(fault)


def test_an_obsolete_translation_is_said(monkeypatch):
    written = catalogue("Guardado %(n)s")
    written.add("Gone", "Ido")
    source = Catalog(fuzzy=False)
    source.add("Saved %(n)s", locations=[("a.py", 1)])
    monkeypatch.setattr(messages, "extracted", lambda: source)
    monkeypatch.setattr(messages, "stored", lambda path, language: written)
    assert messages.faults("es") == ["no longer used: 'Gone'"]


def test_updating_adds_what_is_new_and_drops_what_is_gone(monkeypatch, tmp_path):
    path = tmp_path / "es" / "django.po"
    monkeypatch.setattr(messages, "CATALOGUES", {"es": path})
    source = Catalog(fuzzy=False)
    source.add("Old")
    monkeypatch.setattr(messages, "extracted", lambda: source)
    assert messages.update("es") == (1, 1)
    path.write_text(path.read_text().replace('msgid "Old"\nmsgstr ""', 'msgid "Old"\nmsgstr "Viejo"'))
    source.add("New")
    assert messages.update("es") == (2, 1)
    source.delete("Old")
    assert messages.update("es") == (1, 1)
    assert "Viejo" not in path.read_text()
