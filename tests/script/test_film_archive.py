"""A whole film in one file: it comes back as it was, under new numbers, and a bad file changes nothing."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import models as django_models
from django.urls import reverse

from interviews.models import Proxy, ProxyUpload
from production import models
from production.backup.archive import FILM, Archive, Refused, seal
from production.readiness import readiness
from script.actions import film_tables
from script.actions.film_export import export
from script.actions.film_import import take
from script.demo.build import build
from script.models import Cell, Draft, Script
from tests import factories
from tests.sweeps.furnished import furnish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("connections_aside")]


def told(path):
    """What an archive says, without its numbers: each row by its place in its table."""
    with Archive(path, FILM) as archive:
        manifest = archive.manifest
        rows = {name: [json.loads(line) for line in archive.lines(name)] for name in manifest.tables}
    tables = {**film_tables.tables(), film_tables.USERS: models.User}
    places = {
        name: {
            row[manifest.tables[name].columns.index(tables[name]._meta.pk.attname)]: n
            for n, row in enumerate(of)
        }
        for name, of in rows.items()
    }
    return {
        name: [_plain(row, manifest.tables[name].columns, tables[name], places) for row in of]
        for name, of in rows.items()
        if name != film_tables.USERS
    }


def _plain(row, names, model, places):
    said = {}
    for name, value in zip(names, row, strict=True):
        column = next(c for c in model._meta.local_concrete_fields if c.attname == name)
        if (
            column.primary_key
            or isinstance(column, django_models.FileField)
            or name == "file"  # in a history it is the text of its name
            or name in {"content", "slug", "subject"}
        ):
            continue
        target = column.related_model
        if target is models.User or target is None:
            if target is None and not (hasattr(model, "instance_type") and name == "id"):
                said[name] = value
        else:
            said[name] = places[target._meta.label_lower].get(value) if value is not None else None
    return said


@pytest.fixture
def demo(tmp_path):
    return build(password="long enough for a test")


@pytest.fixture
def moved(demo, tmp_path):
    """The demo film, and the same film brought in beside it."""
    path = tmp_path / "film.zip"
    export(demo, path)
    by = models.User.objects.get(email="producer@example.org")
    return demo, take(path, by=by, with_members=True), path, tmp_path


def test_the_demo_film_comes_back_with_every_row(moved):
    film, again, path, folder = moved
    export(again, folder / "again.zip")
    before, after = told(path), told(folder / "again.zip")
    assert before.keys() == after.keys()
    assert sum(map(len, before.values())) > 1_000
    for name in before:
        assert after[name] == before[name], name
    assert again.slug != film.slug


def test_its_papers_say_the_same(moved):
    film, again, *_ = moved
    sheets = film.call_sheets.order_by("pk"), again.call_sheets.order_by("pk")
    assert len(sheets[0]) == len(sheets[1]) > 0
    for old, new in zip(*sheets, strict=True):
        one, other = (_unnumbered(sheet.content) for sheet in (old, new))
        assert one == other
        people = set(again.people.values_list("pk", flat=True))
        assert {person.key for person in new.sheet.crew} <= people
        assert {place.key for place in new.sheet.places} <= set(again.locations.values_list("pk", flat=True))
    for old, new in zip(film.shoot_days.all(), again.shoot_days.all(), strict=True):
        points = [[(p.rule, p.accepted is None) for p in readiness(day).points] for day in (old, new)]
        assert points[0] == points[1]


def _unnumbered(content):
    if isinstance(content, dict):
        hidden = {"key", "place", "first_place", "items"}
        return {name: _unnumbered(value) for name, value in content.items() if name not in hidden}
    return [_unnumbered(value) for value in content] if isinstance(content, list) else content


def test_it_is_found_by_its_words(moved, client_of):
    _film, again, *_ = moved
    client = client_of(models.User.objects.get(email="producer@example.org"))
    found = client.get(reverse("search", args=[again.slug]) + "?q=fernandez").content.decode()
    assert f"/films/{again.slug}/people/{again.people.get(name='Octavio Fernández').pk}/" in found


def furnished(slug, mark):
    return furnish(
        factories.FilmFactory(slug=slug), mark=mark, secret=f"{mark}secret", year=1871, digits="7391001"
    )


def test_nothing_of_another_film_comes_along(tmp_path):
    own, other = furnished("own", "zorzal"), furnished("other", "zanate")
    export(own.film, tmp_path / "film.zip")
    with zipfile.ZipFile(tmp_path / "film.zip") as archive:
        body = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert own.mark in body
    assert other.mark not in body
    assert other.secret not in body
    assert not any(user.password and user.password in body for user in own.users.values())


def test_files_come_along_under_names_of_ours(tmp_path):
    own = furnished("own", "zorzal")
    export(own.film, tmp_path / "film.zip")
    again = take(tmp_path / "film.zip", by=own.users["producer"])
    olds = {f.sha256: f.original.read() for f in own.film.files.all()}
    news = {f.sha256: f.original.read() for f in again.files.all()}
    assert olds == news
    assert all(f.original.name.startswith(f"{again.pk}/") for f in again.files.all())


def test_members_come_in_only_when_asked_for(tmp_path, stranger):
    own = furnished("own", "zorzal")
    export(own.film, tmp_path / "film.zip")
    again = take(tmp_path / "film.zip", by=stranger)
    assert [(m.user, m.role) for m in again.memberships.all()] == [(stranger, "producer")]
    kept = models.Membership.everything.filter(film=again)
    assert kept.count() == models.Membership.everything.filter(film=own.film).count() + 1


def test_an_unknown_account_comes_without_a_password(tmp_path, stranger):
    own = furnished("own", "zorzal")
    export(own.film, tmp_path / "film.zip")
    models.User.objects.filter(pk=own.users["crew"].pk).update(email="moved@example.org")
    take(tmp_path / "film.zip", by=stranger, with_members=True)
    new = models.User.objects.get(email=f"crew@{own.mark}.example")
    assert not new.has_usable_password()
    assert not new.is_superuser


def rewritten(path, change):
    """The same archive with another content, sealed again."""
    body = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(body, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        new.comment = old.comment
    target = path.with_name("changed.zip")
    target.write_bytes(body.getvalue())
    with target.open("r+b") as stream:
        seal(stream)
    return target


BAD = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-400]) and path,
    "no zip": lambda path: path.write_bytes(b"PK\x03\x04 nothing") and path,
    "a changed row": lambda path: rewritten(
        path, lambda name, data: data.replace(b"zorzal", b"zzzzzz") if name.endswith("scene.jsonl") else data
    ),
    "of something newer": lambda path: rewritten(
        path, lambda name, data: data.replace(b'"format_version": 1', b'"format_version": 9')
    ),
    "a whole backup": lambda path: rewritten(
        path, lambda name, data: data.replace(b"rodaje-film", b"rodaje-backup")
    ),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_archive_changes_nothing(bad, tmp_path, stranger):
    own = furnished("own", "zorzal")
    export(own.film, tmp_path / "film.zip")
    path = BAD[bad](tmp_path / "film.zip")
    before = models.Film.everything.count(), models.User.objects.count(), models.StoredFile.objects.count()
    with pytest.raises(Refused):
        take(path, by=stranger)
    after = models.Film.everything.count(), models.User.objects.count(), models.StoredFile.objects.count()
    assert after == before


def test_what_no_page_could_show_is_refused(tmp_path):
    """tests/script/test_film_judging.py tells which."""
    own = furnished("own", "zorzal")
    for model, column in ((Draft, "content"), (Cell, "kept"), (Script, "paces")):
        row = model._base_manager.filter(film_tables.rows_of(model, own.film.pk)).order_by("pk").first()
        here = django_models.QuerySet(model).filter(pk=row.pk)
        here.update(**{column: {"rows": 5}})
        export(own.film, tmp_path / f"{column}.zip")
        with pytest.raises(Refused, match=column):
            take(tmp_path / f"{column}.zip", by=own.users["producer"])
        here.update(**{column: getattr(row, column)})


def test_every_document_with_numbers_in_it_is_known():
    known = {*film_tables.PLAIN, *film_tables.NUMBERED, *film_tables.BY_KIND}
    stored = {
        film_tables.column_name(model, column)
        for model in film_tables.tables().values()
        if not film_tables.is_history(model)
        for column in model._meta.fields
        if isinstance(column, django_models.JSONField)
    }
    assert stored <= known, "say in film_tables.py whether numbers of rows stand in it"


def test_from_page_to_page(client_of, tmp_path):
    own = furnished("own", "zorzal")
    client = client_of(own.users["producer"])
    answer = client.get(reverse("film-export", args=["own"]))
    body = b"".join(answer.streaming_content)
    assert answer.headers["Content-Type"] == "application/zip"
    sent = {"archive": SimpleUploadedFile("film.zip", body)}
    assert client.post(reverse("film-import"), sent).headers["Location"] == "/films/own-2/"
    refused = client.post(reverse("film-import"), {"archive": SimpleUploadedFile("film.zip", b"no zip")})
    assert "no archive of a film of Rodaje" in refused.content.decode()


def test_from_command_to_command(tmp_path, capsys):
    own = furnished("own", "zorzal")
    call_command("film_export", "own", str(tmp_path / "film.zip"))
    call_command("film_import", str(tmp_path / "film.zip"), by=own.users["producer"].email)
    assert "films/own-2/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no account"):
        call_command("film_import", str(tmp_path / "film.zip"), by="nobody@example.org")
    with pytest.raises(CommandError, match="no film"):
        call_command("film_export", "nowhere", str(tmp_path / "other.zip"))


def test_a_proxy_comes_along_with_its_file_and_a_path_stays_a_path(tmp_path):
    own = furnished("one", "zorzal")
    before = Proxy.objects.get(recording__interview__film=own.film)
    body = before.file.read()
    factories.ProxyFactory(
        recording=own.things["other_recording"], file="", path="day 1/A001.webm", sha256=""
    )
    export(own.film, tmp_path / "film.zip")
    again = take(tmp_path / "film.zip", by=own.users["producer"])
    uploaded, registered = Proxy.objects.filter(recording__interview__film=again).order_by("path")
    assert (uploaded.file.read(), uploaded.sha256) == (body, before.sha256)
    assert uploaded.file.name.startswith(f"{again.pk}/")
    assert str(uploaded.history.first().file) == uploaded.file.name
    assert (registered.path, registered.file.name) == ("day 1/A001.webm", "")
    assert not ProxyUpload.objects.filter(recording__interview__film=again).exists()


@pytest.mark.parametrize(
    "lie", [{"content_type": "text/html"}, {"sha256": "0" * 64}, {"size": 5}], ids=lambda lie: next(iter(lie))
)
def test_a_proxy_that_is_not_what_its_row_says_is_refused(tmp_path, lie):
    own = furnished("one", "zorzal")
    Proxy.objects.filter(recording__interview__film=own.film).update(**lie)
    export(own.film, tmp_path / "film.zip")
    before = models.Film.everything.count()
    with pytest.raises(Refused):
        take(tmp_path / "film.zip", by=own.users["producer"])
    assert models.Film.everything.count() == before
