"""A film out of an archive, as a new film beside those that are there.

The archive is first restored aside, into an empty database with all constraints, and brought up to
date there; only what stands that test is written, all of it in one transaction, under new numbers.
"""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FileField

from interviews.models import Proxy
from production.actions.films import free_slug
from production.backup import rows
from production.backup.archive import FILM, Archive, Refused
from production.backup.places import sqlite_file
from production.formats import media, uploads
from production.models import Film, Membership, StoredFile, User
from production.models.fields import LineField, ParagraphsField
from production.models.indexing import findables
from production.models.search import refresh
from script.actions.film_judging import FAULTS, READS
from script.actions.film_tables import (
    LEFT_BEHIND,
    NAMED,
    USERS,
    Model,
    column_name,
    is_history,
    kept_model,
    refiltered,
    renamed,
    renumbered,
    rows_of,
    tables,
)

_BATCH = 500


def take(path: Path, *, by: User, with_members: bool = False) -> Film:
    """Make a film out of an archive; `by` is its producer.

    Whoever was a member where it comes from is one here only if asked for: an archive is a file,
    and files come from anywhere. Accounts are told by their e-mail address; those that aren't
    known here yet come without a password. Raises Refused, and then nothing was changed.
    """
    with Archive(path, FILM) as archive, _restored(archive) as aside:
        film = _only_film(aside)
        with _written_files(archive) as files, transaction.atomic():
            taking = _Taking(archive, aside, by, with_members, files)
            taking.number_everything(film)
            try:
                taking.write_everything(film)
                return taking.finish()
            except DatabaseError as fault:
                raise Refused(f"The database doesn't take the rows of this archive: {fault}") from fault


@contextmanager
def _restored(archive: Archive) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own with the rows of the archive, as today's Rodaje would have them."""
    unknown = set(archive.manifest.tables) & set(LEFT_BEHIND)
    if unknown:
        raise Refused(f"This archive holds what no film takes along: {sorted(unknown)[0]}")
    nodes = archive.manifest.migrations
    is_of_today = set(nodes) == set(rows.applied(connection))
    with (
        tempfile.TemporaryDirectory(prefix="rodaje-film-") as folder,
        sqlite_file(Path(folder) / "aside.sqlite3", careful=False) as aside,
    ):
        try:
            build = rows.drawn if is_of_today else rows.migrated
            rows.fill(aside, archive.manifest, archive.lines, build, is_whole=False)
            if not is_of_today:
                call_command("migrate", database=aside.alias, interactive=False, verbosity=0)
        except DatabaseError as fault:
            raise Refused(f"The rows of this archive don't fit together: {fault}") from fault
        yield aside


def _only_film(aside: BaseDatabaseWrapper) -> Film:
    films = list(Film.everything.using(aside.alias).all()[:2])
    if len(films) != 1:
        raise Refused("This archive doesn't hold one film.")
    return films[0]


class _Pieces(File):
    """A file of the archive, read piece by piece."""

    def __init__(self, pieces: Iterable[bytes], name: str) -> None:
        super().__init__(None, name)  # never opened: its pieces come by themselves
        self._pieces = pieces

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return iter(self._pieces)


@dataclass
class _Files:
    """Names of files where they come from, and here."""

    archive: Archive
    folder: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def taken(self, name: str) -> str:
        """Write a file under a name of ours, once; one that was missing stays missing."""
        if not name:
            return ""
        target = f"{self.folder}/{secrets.token_hex(16)}"
        if name not in self.archive.manifest.files:
            return target  # a name of ours, behind which nothing stands, as there
        if name not in self.names:
            self.names[name] = target  # before it is written: it has to go again if that fails
            self.names[name] = default_storage.save(target, _Pieces(self.archive.pieces(name), target))
        return self.names[name]


@contextmanager
def _written_files(archive: Archive) -> Iterator[_Files]:
    """No file stays behind when the film isn't taken."""
    files = _Files(archive)
    try:
        yield files
    except BaseException:
        for name in files.names.values():
            default_storage.delete(name)
        raise


class _Taking:
    """One film on its way in: what every number of the archive is here."""

    def __init__(
        self, archive: Archive, aside: BaseDatabaseWrapper, by: User, with_members: bool, files: _Files
    ) -> None:
        self.archive, self.aside, self.by, self.with_members, self.files = (
            archive, aside, by, with_members, files,
        )  # fmt: skip
        self.tables = tables()
        self.numbers: dict[str, dict[int, int]] = {label: {} for label in self.tables}
        self.users: dict[int, int] = {}
        self.film = 0

    # -- numbers -----------------------------------------------------------------------------

    def number_everything(self, film: Film) -> None:
        for label, model in self.tables.items():
            chosen = model._base_manager.using(self.aside.alias).filter(rows_of(model, film.pk))
            old = list(chosen.order_by("pk").values_list("pk", flat=True))
            self.numbers[label] = dict(zip(old, _reserve(model, len(old)), strict=True))
        self.film = self.numbers[Film._meta.label_lower][film.pk]
        self.files.folder = str(self.film)
        for user in User.objects.using(self.aside.alias).order_by("pk"):
            self.users[user.pk] = _account(user).pk

    def new(self, label: str, old: int) -> int:
        """The number of a row here; a row that was gone already gets one that nobody else will have."""
        known = self.numbers.setdefault(label, {})
        if old not in known:
            known[old] = _reserve(self.tables[label], 1)[0]
        return known[old]

    # -- rows --------------------------------------------------------------------------------

    def write_everything(self, film: Film) -> None:
        for label, model in self.tables.items():
            changes = self._changes(label, model)
            lines = rows.dump(model, self.aside, rows_of(model, film.pk))
            names = [column.attname for column in rows.columns(model)]
            changed = (self._changed(line, changes, model) for line in lines)
            rows.load(connection, model, names, changed)

    def _changed(self, line: bytes, changes: dict[int, Callable[[Any], Any]], model: Model) -> bytes:
        row = json.loads(line)
        for place, change in changes.items():
            if row[place] is not None:
                row[place] = change(row[place])
        if model is Membership and not self.with_members:
            self._put_aside(row, model)
        return rows.line(row)

    def _put_aside(self, row: list[Any], model: Model) -> None:
        """A member there, but not here until the producer says so: kept in the bin."""
        places = {column.attname: place for place, column in enumerate(rows.columns(model))}
        if row[places["binned_at"]] is None:
            row[places["binned_at"]] = self.archive.manifest.made_at
            row[places["binned_by_id"]] = self.by.pk

    def _changes(self, label: str, model: Model) -> dict[int, Callable[[Any], Any]]:
        """What is done to which column on its way in."""
        found = {}
        for place, column in enumerate(rows.columns(model)):
            if (change := self._change(label, model, column)) is not None:
                found[place] = change
        return found

    def _change(self, label: str, model: Model, column: Any) -> Callable[[Any], Any] | None:
        if column.primary_key:
            return lambda old: self.new(label, old)
        if is_history(model) and column.name == "id":
            kept = kept_model(model)._meta.label_lower
            return lambda old: self.new(kept, old)
        if column.related_model is not None:
            return self._change_of_reference(column.related_model._meta.label_lower)
        if _names_a_file(model, column):
            return self._preview if column.name == "preview" else self.files.taken
        return self._change_of_words(model, column)

    def _change_of_reference(self, target: str) -> Callable[[Any], Any]:
        if target == USERS:
            return lambda old: self.users.get(old)
        return lambda old: self.new(target, old)

    def _change_of_words(self, model: Model, column: Any) -> Callable[[Any], Any] | None:
        name = column_name(model, column)
        if model is Film and column.name == "slug":
            return free_slug
        if name in NAMED:
            return lambda text: renamed(text, self.new)
        if name == "savedfilter.query":
            return lambda query: refiltered(query, self.new)
        if isinstance(column, models.JSONField):
            return lambda content: self._document(name, content)
        if column.choices:
            known = {value for value, _words in column.flatchoices}
            return lambda value: _one_of(known, value, name)
        if isinstance(column, (LineField, ParagraphsField)):
            return column.to_python
        return None

    def _document(self, name: str, content: Any) -> Any:
        changed = renumbered(name, content, self.new)
        if name in READS:
            try:
                READS[name](changed)
            except FAULTS as fault:
                raise Refused(f"What this archive holds as {name} can't be read.") from fault
        return changed

    def _preview(self, name: str) -> str:
        """The small picture that is shown in pages: a JPEG, or nothing."""
        if name in self.archive.manifest.files:
            data = b"".join(self.archive.pieces(name))
            try:
                if uploads.inspect(data, uploads.PICTURES).content_type != "image/jpeg":
                    return ""
            except uploads.Refused:
                return ""
        return self.files.taken(name)

    # -- the end -----------------------------------------------------------------------------

    def finish(self) -> Film:
        self._judge_files()
        film: Film = Film.objects.get(pk=self.film)
        self._make_producer(film)
        for findable in findables():
            label = findable.model._meta.label_lower
            keys = sorted(self.numbers.get(label, {}).values())
            for start in range(0, len(keys), _BATCH):
                refresh({findable: keys[start : start + _BATCH]})
        return film

    def _judge_files(self) -> None:
        """What a row says of its file is so."""
        members = self.archive.manifest.files
        here = {new: members[old] for old, new in self.files.names.items()}
        for stored in StoredFile.objects.filter(film=self.film).iterator():
            member = here.get(str(stored.original.name))
            if member is not None and (member.sha256 != stored.sha256 or member.size != stored.size):
                raise Refused(f"The file “{stored.name}” isn't the one that was handed in.")
            if stored.content_type not in uploads.EXTENSIONS:
                raise Refused(f"The file “{stored.name}” is of a kind that isn't kept.")
        for proxy in Proxy.everything.filter(recording__interview__film=self.film).iterator():
            member = here.get(str(proxy.file.name))
            if member is not None and (member.sha256 != proxy.sha256 or member.size != proxy.size):
                raise Refused(f"The file “{proxy.name}” isn't the one that was handed in.")
            if proxy.content_type not in media.EXTENSIONS:
                raise Refused(f"The file “{proxy.name}” is of a kind that isn't played.")

    def _make_producer(self, film: Film) -> None:
        member = Membership.everything.filter(film=film, user=self.by).order_by("binned_at").first()
        if member is None:
            Membership.objects.create(film=film, user=self.by, role=Membership.Role.PRODUCER)
        elif member.is_binned or member.role != Membership.Role.PRODUCER:
            member.role = Membership.Role.PRODUCER
            member.binned_at = member.binned_by = None
            member.save()


def _names_a_file(model: Model, column: Any) -> bool:
    """Its history keeps the name of a file as a mere text."""
    if is_history(model) and any(field.name == column.name for field in kept_model(model)._meta.fields):
        column = kept_model(model)._meta.get_field(column.name)
    return isinstance(column, FileField)


def _one_of(known: set[Any], value: Any, name: str) -> Any:
    if value not in known and value != "":
        raise Refused(f"The archive says of {name} what can't be: {str(value)[:60]!r}")
    return value


def _account(told: User) -> User:
    """The account of this address, or a new one into which nobody has got yet."""
    known = User.objects.filter(email__iexact=told.email).first()
    return known or User.objects.create_user(told.email, None, name=told.name, language=told.language)


def _reserve(model: Model, count: int) -> list[int]:
    """Numbers that the table will give to nobody else."""
    if not count:
        return []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            name = f'"{model._meta.db_table}"'
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [name, model._meta.pk.column])
            cursor.execute(f"SELECT nextval('{cursor.fetchone()[0]}') FROM generate_series(1, %s)", [count])  # noqa: S608
            return [row[0] for row in cursor.fetchall()]
    last = rows.last_id(connection, model)
    with connection.cursor() as cursor:  # nobody else writes while we do
        table = model._meta.db_table
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last + count, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last + count])
    return list(range(last + 1, last + count + 1))
