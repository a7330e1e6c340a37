"""A paper edit or a screenplay becomes rows of a script: looked at first, then taken in one step.

Reading and looking takes its time and holds nothing. What was found stands in the import with what the
reader chose of it; nothing of it is in the script before it is taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from production.actions import files
from production.models import Film, User
from script.actions import finding
from script.actions.made_rows import Maker
from script.actions.steps import Kind as StepKind
from script.actions.steps import Refused, Stale, Writing, lock
from script.formats import paper_edit, read_script
from script.formats.read_script import Kind, Reading
from script.models import Script, ScriptImport, ScriptScene, ScriptStep

S = ScriptImport.State
PAPER_EDIT, SCREENPLAY = ScriptImport.Kind.PAPER_EDIT, ScriptImport.Kind.SCREENPLAY
KINDS = (PAPER_EDIT, SCREENPLAY)
SCREENPLAYS = ("fountain", "fdx")
THRESHOLD = 70  # from which confidence on a place is chosen before anybody looked
# what an item may become, by what it is; a place that was found comes before these
BECOMES = {
    "scene": ("scene", "note", "skip"),
    "speech": ("narration", "note", "skip"),
    "narration": ("narration", "note", "skip"),
    "picture": ("picture", "note", "skip"),
    "note": ("note", "narration", "skip"),
}
USUAL = {"scene": "scene", "speech": "note", "narration": "narration", "picture": "picture", "note": "note"}


class NotOpen(Exception):
    """The import was taken or dropped meanwhile."""


# -- looking ---------------------------------------------------------------------------------------


def look_first(*, script: Script, kind: str, name: str, data: bytes, by: User) -> ScriptImport:
    """Read what somebody brings and look for it; the formats' Refused before anything is stored."""
    imported = ScriptImport(
        script=script,
        kind=kind,
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        created_by=by,
        choices={"threshold": THRESHOLD, "lines": {}},
    )
    look(imported, data)
    return imported


def look(imported: ScriptImport, data: bytes) -> None:
    reading = paper_edit.read(data, name=imported.name, encoding=imported.choices.get("encoding", ""))
    if imported.kind == SCREENPLAY and reading.format not in SCREENPLAYS:
        raise read_script.Refused("no_screenplay", found=reading.format)
    imported.format = reading.format
    imported.found = found(reading, imported.script.film)


def found(reading: Reading, film: Film) -> dict[str, Any]:
    """What was read, with where each speech may lie."""
    speeches = [at for at, item in enumerate(reading.items) if item.kind == Kind.SPEECH]
    hits, passed = finding.find(film, [reading.items[at] for at in speeches])
    for at in passed:
        reading.mend(reading.items[speeches[at]].line, "passed")
    of = dict(zip(speeches, hits, strict=True))
    items = [
        {**asdict(item), "kind": item.kind.value, "hits": [hit.as_json() for hit in of.get(at, ())]}
        for at, item in enumerate(reading.items)
    ]
    return {
        "title": reading.title,
        "encoding": reading.encoding,
        "encoding_is_sure": reading.encoding_is_sure,
        "items": items,
        "repairs": [[one.line, one.code, one.found] for one in reading.repairs],
        "more_repairs": reading.more_repairs,
    }


@transaction.atomic
def keep(*, imported: ScriptImport, data: bytes) -> ScriptImport:
    """Store what was looked at, until it is taken or dropped."""
    imported.content.save(imported.name, ContentFile(data), save=False)
    transaction.on_commit(files.OnTrial(str(imported.content.name)).keep)
    imported.save()
    return imported


def look_again(*, imported: ScriptImport, encoding: str = "") -> None:
    """Read it in another encoding, or look for it in what was transcribed since; choices begin anew."""
    try:
        with imported.content.open("rb") as file:
            data: bytes = file.read()
    except FileNotFoundError as error:  # it went with its file meanwhile
        raise NotOpen from error
    imported.choices = {**imported.choices, "lines": {}}
    if encoding:
        imported.choices["encoding"] = encoding
    look(imported, data)
    rows = ScriptImport.objects.filter(pk=imported.pk, state=S.OPEN)
    if not rows.update(found=imported.found, choices=imported.choices, format=imported.format):
        raise NotOpen


def waiting(script: Script, data: bytes, kind: str) -> ScriptImport | None:
    """The same, brought before and not yet decided on."""
    digest = hashlib.sha256(data).hexdigest()
    found: ScriptImport | None = ScriptImport.objects.filter(
        script=script, kind=kind, sha256=digest, state=S.OPEN
    ).first()
    return found


def taken_before(imported: ScriptImport) -> ScriptImport | None:
    """The same, taken already."""
    same = ScriptImport.objects.filter(script=imported.script_id, sha256=imported.sha256, state=S.TAKEN)
    found: ScriptImport | None = same.exclude(pk=imported.pk).select_related("taken_by").first()
    return found


# -- choosing --------------------------------------------------------------------------------------


def may_become(item: Mapping[str, Any]) -> list[str]:
    return [*(f"hit{at}" for at in range(len(item["hits"]))), *BECOMES[item["kind"]]]


def choice_of(imported: ScriptImport, at: int) -> str:
    """What a line becomes: as somebody chose, else the place that is believed, else what it is."""
    item = imported.found["items"][at]
    chosen: str = imported.choices["lines"].get(str(at), "")
    if chosen in may_become(item):
        return chosen
    best = item["hits"][0]["confidence"] if item["hits"] else 0
    return "hit0" if item["hits"] and best >= imported.choices["threshold"] else USUAL[item["kind"]]


@transaction.atomic
def choose(
    *,
    imported: ScriptImport,
    lines: Mapping[int, str],
    threshold: int,
    into: int | None,
    title: str,
) -> ScriptImport:
    """Keep what somebody chose of lines; what stands so already isn't kept: it follows the threshold."""
    now = _locked(imported)
    kept = dict(now.choices["lines"])
    items = now.found["items"]
    for at, choice in lines.items():
        if not 0 <= at < len(items) or choice not in may_become(items[at]):
            continue
        if choice == choice_of(now, at):
            continue
        kept[str(at)] = choice
    now.choices = {**now.choices, "lines": kept, "threshold": threshold, "into": into, "title": title}
    now.save(update_fields=["choices"])
    return now


def _locked(imported: ScriptImport) -> ScriptImport:
    now: ScriptImport = ScriptImport.objects.select_for_update().get(pk=imported.pk)
    if now.state != S.OPEN:
        raise NotOpen
    return now


@transaction.atomic
def drop(*, imported: ScriptImport) -> None:
    if ScriptImport.objects.filter(pk=imported.pk, state=S.OPEN).update(state=S.DROPPED):
        _let_file_go(imported)


def _let_file_go(imported: ScriptImport) -> None:
    name, storage = imported.content.name, imported.content.storage
    if name:
        ScriptImport.objects.filter(pk=imported.pk).update(content="")
        transaction.on_commit(lambda: storage.delete(name))


# -- taking ----------------------------------------------------------------------------------------


@transaction.atomic
def take(*, imported: ScriptImport, by: User) -> ScriptStep:
    """Write all that was chosen, as one step; Refused where nothing was, or where what it cites is gone."""
    script = lock(imported.script)
    now = _locked(imported)
    now.script = script
    into = _into(script, now.choices.get("into"))
    change = Writing(script)
    maker = Maker(change, by, into=into, title=now.choices.get("title") or now.found["title"] or now.name)
    for at, item in enumerate(now.found["items"]):
        if (choice := choice_of(now, at)) != "skip":
            maker.add(item, choice)
    counts = maker.finish()
    if not counts["rows"] and not counts["scenes"]:
        raise Refused("nothing")
    facts = {"of": "import", "id": now.pk, "name": now.name, "made": maker.made}
    step = change.finish(StepKind.IMPORT, by, **facts, **counts)
    now.state, now.taken_at, now.taken_by = S.TAKEN, timezone.now(), by
    now.save(update_fields=["state", "taken_at", "taken_by"])
    _let_file_go(now)
    return step


def _into(script: Script, key: int | None) -> ScriptScene | None:
    if key is None:
        return None
    found: ScriptScene | None = ScriptScene.objects.filter(script=script, pk=key).first()
    if found is None:
        raise Stale
    if found.is_omitted:
        raise Refused("omitted", field="into")
    return found
