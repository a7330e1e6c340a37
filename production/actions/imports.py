"""An import is handed in, taken as a whole or not at all, and undone as a whole."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from production.actions.files import OnTrial
from production.actions.import_taking import Taking
from production.actions.import_undoing import Undoing
from production.importing import check, reading
from production.importing.columns import Mapping, remember
from production.importing.kinds import KINDS
from production.models import Film, Import, ImportRow, StaleRecord, User

S = Import.State


class NotReady(Exception):
    """Rows are refused and not left out, or the import is no longer open."""


class Moved(Exception):
    """The register has changed since the rows were looked at."""


class CantBeUndone(Exception):
    """What the import made or changed is held by something that came later."""


@transaction.atomic
def hand_in(*, film: Film, kind: str, name: str, data: bytes, by: User) -> Import:
    """Keep a file whose rows are to be read; tables.Refused for what is no table at first sight."""
    imported = Import(
        film=film,
        kind=kind,
        format=reading.format_of(data, name, kind),
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        created_by=by,
    )
    imported.content.save(name, ContentFile(data), save=False)
    transaction.on_commit(OnTrial(str(imported.content.name)).keep)
    imported.save()
    return imported


def _let_file_go(imported: Import) -> None:
    """What was taken stands in the registers; what was discarded is nobody's business any more."""
    name, storage = imported.content.name, imported.content.storage
    if name:
        Import.objects.filter(pk=imported.pk).update(content="")
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def check_again(*, imported: Import) -> None:
    """Hold all rows against the register once more; what a reader has seen stays known to tell what moved."""
    open_states = [S.MAPPING, S.CHECKED, S.CHECKING]
    Import.objects.filter(pk=imported.pk, state__in=open_states).update(state=S.CHECKING, checked=0)
    imported.refresh_from_db()


@transaction.atomic
def choose_columns(*, imported: Import, mapping: Mapping, by: User) -> None:
    """What the columns mean; the film's next table of this kind begins with it."""
    moved = Import.objects.filter(pk=imported.pk, state__in=[S.MAPPING, S.CHECKED, S.CHECKING])
    if moved.update(mapping=mapping.to_json(), state=S.CHECKING, checked=0):
        imported.rows.update(fate="", is_moved=False)
        remember(imported, mapping)
    imported.refresh_from_db()


@transaction.atomic
def read_otherwise(*, imported: Import, wanted: dict[str, Any], by: User) -> None:
    """Read the same file in another encoding, with another separator, from another sheet."""
    wait = Import.objects.filter(pk=imported.pk, state__in=[S.MAPPING, S.CHECKED, S.CHECKING])
    if wait.update(reading={**imported.reading, "wanted": wanted}, state=S.READING, checked=0, count=0):
        imported.rows.all().delete()
    imported.refresh_from_db()


@transaction.atomic
def mend(*, imported: Import, texts: dict[int, dict[str, str]], left_out: dict[int, bool], by: User) -> None:
    """Take what was typed into refused rows, leave rows out or take them in again, and look at them anew."""
    if not Import.objects.select_for_update().filter(pk=imported.pk, state=S.CHECKED).exists():
        raise NotReady
    known = {field.name for field in KINDS[imported.kind].fields}
    rows = list(imported.rows.filter(pk__in={*texts, *left_out}).order_by("line"))
    touched = []
    for row in rows:
        typed = {name: text.strip() for name, text in texts.get(row.pk, {}).items() if name in known}
        out = left_out.get(row.pk, row.is_left_out)
        mended = {**row.mended, **typed}
        if mended != row.mended or out != row.is_left_out:
            row.mended, row.is_left_out = mended, out
            touched.append(row)
    if touched:
        ImportRow.objects.bulk_update(touched, ["mended", "is_left_out"])
        check.again(imported, touched)


@transaction.atomic
def leave_out_refused(*, imported: Import, by: User) -> int:
    """Take the rest without the rows that are refused."""
    if not Import.objects.select_for_update().filter(pk=imported.pk, state=S.CHECKED).exists():
        raise NotReady
    return int(imported.rows.in_the_way().update(is_left_out=True))


@transaction.atomic
def discard(*, imported: Import, by: User) -> None:
    """Throw an open import away, file and rows; nothing of it was ever in a register."""
    if Import.objects.filter(pk=imported.pk, state__in=Import.OPEN).update(state=S.DISCARDED):
        ImportRow.objects.filter(of=imported).delete()
        _let_file_go(imported)


# -- taking ----------------------------------------------------------------------------------------


# A savepoint around thousands of updates makes SQLite slower with each of them, so there is none:
# what goes wrong here rolls back the whole transaction, and whoever began it says so.


@transaction.atomic(savepoint=False)
def take(*, imported: Import, by: User) -> Import:
    """Write every wanted row, or none. A second call answers like the first."""
    now = Import.objects.select_for_update().get(pk=imported.pk)
    if now.state == S.TAKEN:
        return now
    if now.state != S.CHECKED or now.rows.in_the_way().exists():
        raise NotReady
    if now.seen != check.seen(now):
        raise Moved
    try:
        Taking(now, by).run()
    except (IntegrityError, StaleRecord) as error:  # somebody wrote in the very same moment
        raise Moved from error
    now.state, now.taken_at, now.taken_by = S.TAKEN, timezone.now(), by
    now.save()
    _let_file_go(now)
    return now


# -- undoing ---------------------------------------------------------------------------------------


@transaction.atomic(savepoint=False)
def undo(*, imported: Import, by: User) -> Import:
    """New rows go to the bin, changed ones become what they were; who touched one since keeps it."""
    now = Import.objects.select_for_update().get(pk=imported.pk)
    if now.state == S.UNDONE:
        return now
    if now.state != S.TAKEN:
        raise NotReady
    try:
        now.left = Undoing(now, by).run()
    except (IntegrityError, StaleRecord) as error:
        raise CantBeUndone from error
    now.state, now.undone_at, now.undone_by = S.UNDONE, timezone.now(), by
    now.save()
    return now
