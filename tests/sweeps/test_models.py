"""What every model must have, seen by walking all of them."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from production.models import Record, User
from production.models.fields import LineField, ParagraphsField
from production.models.records import film_path

APPS = ("production", "interviews", "script")
# Models without a film, and why
NO_FILM = {
    "production.User": "an account may be a member of many films",
    "production.SubmittedForm": "a person's one-time keys, also of forms outside a film",
}
# Rows that people write but that are no Record, and why
NO_RECORD = {
    "production.User": "accounts belong to their owner alone",
    "production.SubmittedForm": "written once, never edited",
    "production.CalendarFeed": "made once, revoked once",
    "production.Invitation": "written once, accepted or revoked once",
    "production.SearchEntry": "written by the program alone, from what people write elsewhere",
    "production.StoredFile": "never changed",
    "production.Import": "goes from step to step; what it takes has versions and histories",
    "production.ImportRow": "a row of a file; what it becomes has a version and a history",
    "production.ColumnMemory": "written by the program whenever columns are chosen",
    "production.IssuedCallSheet": "frozen",
    "production.SignedReport": "frozen",
    "production.BulkEdit": "written once, undone once",
    "interviews.Cue": "changed by steps of its transcript, each of which is kept",
    "interviews.Speaker": "changed by steps of its transcript, each of which is kept",
    "interviews.TranslatedCue": "has a version of its own; its transcript's steps keep what it was",
    "interviews.TranscriptStep": "written once, undone once",
    "interviews.TranscriptImport": "goes from step to step; what it takes has versions",
    "interviews.ProxyUpload": "grows piece by piece, then becomes a proxy",
    "script.ScriptScene": "changed by steps of its script, each of which is kept",
    "script.Row": "changed by steps of its script, each of which is kept",
    "script.Cell": "changed by steps of its script, each of which is kept",
    "script.ScriptStep": "written once, taken back and made again",
    "script.Draft": "frozen",
    "script.ScriptImport": "goes from step to step; what it takes has versions",
    "production.SavedFilter": "a person's own shortcut to a list; nobody else may change it",
    "production.AcceptedWarning": "accepted once; comes back with new facts",
    "production.Unavailability": "lines of their person's form, saved with the person's version",
    "production.EventSource": "lines of their event's form, saved with the event's version",
    "production.Heir": "lines of their release's form, saved with the release's version",
    **{
        f"production.{name}": "lines of their day's report, saved with the report's version"
        for name in ("ReportedItem", "ReportedShot", "AddedItem", "PersonTime", "ReleaseSigning", "MediaCard")
    },
}
# Texts that the program writes, or that are chosen from a list in the form
PROGRAM_TEXTS = {
    "AcceptedWarning.facts": "digest",
    "AcceptedWarning.rule": "code of the rule",
    "AcceptedWarning.subject": "key of what the rule is about",
    "ArchiveClip.date_precision": "computed",
    "ArchiveClip.language": "chosen from a list",
    "ArchiveClip.timecode_in": "read, and written anew",
    "ArchiveClip.timecode_out": "read, and written anew",
    "Copy.start_timecode": "read, and written anew",
    "Cell.clip_in": "read, and written anew",
    "Cell.clip_out": "read, and written anew",
    "Cell.language": "chosen from a list",
    "Draft.colour": "from the film's cleaned list of colours",
    "Script.language": "chosen from a list",
    "Script.record_start": "read, and written anew",
    "ScriptImport.format": "code",
    "ScriptImport.sha256": "digest",
    "CalendarFeed.token_hash": "digest",
    "BulkEdit.kind": "noun of a register",
    "Film.slug": "validated as slug",
    "Film.time_zone": "validated as zone",
    "HistoricalEvent.date_precision": "computed",
    "Import.sha256": "digest",
    "ImportRow.key": "digest",
    "Invitation.token_hash": "digest",
    "IssuedCallSheet.colour": "from the film's cleaned list of colours",
    "Location.time_zone": "validated as zone",
    "Cue.written": "times as a file wrote them, cut to size by its reader",
    "Proxy.content_type": "found by looking at the bytes",
    "Proxy.path": "one of those that the media folder has",
    "Proxy.sha256": "digest",
    "Proxy.start_timecode": "read from the file, and written anew",
    "ProxyUpload.fingerprint": "digest",
    "Question.language": "chosen from a list",
    "Recording.start_timecode": "read, and written anew",
    "Release.fee_currency": "chosen from a list",
    "Release.language": "chosen from a list",
    "SavedFilter.page": "name of an address",
    "SavedFilter.query": "encoded as it stands in the address",
    "Scene.number_key": "computed",
    "SearchEntry.kind": "code of the kind",
    "SearchEntry.permission": "name of a permission",
    "SearchEntry.source": "name of a model",
    "SearchEntry.title": "folded from cleaned text",
    "SearchEntry.words": "folded from cleaned text",
    "Shot.number_key": "computed",
    "ShootDay.time_zone": "validated as zone",
    "Source.currency": "chosen from a list",
    "Source.website": "validated as address",
    "StoredFile.content_type": "found by looking at the bytes",
    "StoredFile.sha256": "digest",
    "StoredFile.warning": "code",
    "SubmittedForm.key": "random",
    "SubmittedForm.location": "address",
    "SubmittedForm.path": "address",
    "Transcript.encoding": "code",
    "Transcript.format": "code",
    "Transcript.language": "chosen from a list",
    "TranscriptImport.format": "code",
    "TranscriptImport.sha256": "digest",
    "Translation.language": "chosen from a list",
    "User.language": "chosen from a list",
    "User.password": "digest",
}


def our_models():
    found = [model for name in APPS for model in apps.get_app_config(name).get_models()]
    return [model for model in found if not hasattr(model, "instance_type")]  # history has one


def ids(model):
    return model._meta.label


each_model = pytest.mark.parametrize("model", our_models(), ids=ids)


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@each_model
def test_every_model_reaches_its_film(model):
    path = film_path(model)
    if model._meta.label in NO_FILM:
        assert path is None, f"{model._meta.label} reaches its film by {path}: take it off the list"
        return
    assert path, f"{model._meta.label} reaches no film: give it one, or say in NO_FILM why it has none"
    for step in path.split("__")[:-1]:
        column = model._meta.get_field(step)
        assert not column.null, f"{model._meta.label}.{step} leads to the film and must not be empty"
        model = column.related_model


@each_model
def test_what_people_edit_is_a_record_with_a_history(model):
    if model._meta.label in NO_RECORD:
        assert not issubclass(model, Record), f"{model._meta.label} is a Record: take it off the list"
        return
    assert issubclass(model, Record), f"{model._meta.label} is no Record; say in NO_RECORD why"
    history = getattr(model, "history", None)
    assert history is not None, f"{model._meta.label} keeps no history"
    kept = {column.name for column in history.model._meta.fields}
    lost = {column.name for column in model._meta.fields} - kept
    assert not lost, f"the history of {model._meta.label} leaves out {sorted(lost)}"


def pairs():
    """Where a model says that an account did something, or when."""
    for model in our_models():
        columns = {column.name: column for column in model._meta.fields}
        by = {n[:-3] for n, c in columns.items() if n.endswith("_by") and c.related_model is User}
        at = {n[:-3] for n in columns if n.endswith("_at") and f"{n[:-3]}_by" in columns}
        for stem in sorted(by | at):
            yield pytest.param(model, stem, id=f"{model.__name__}.{stem}")


@pytest.mark.parametrize(("model", "stem"), list(pairs()))
def test_a_moment_and_who_did_it_stand_together(model, stem):
    columns = {column.name: column for column in model._meta.fields}
    at, by = columns.get(f"{stem}_at"), columns.get(f"{stem}_by")
    assert at is not None, f"{model.__name__}.{stem}_by says who, but nothing says when"
    if not at.null and not by.null:
        return
    assert at.null is by.null, f"{model.__name__}: {stem}_at and {stem}_by must be empty together"
    conditions = [str(c.condition) for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    held = any(f"{stem}_at" in c and f"{stem}_by" in c for c in conditions)
    assert held, f"{model.__name__}: no constraint holds {stem}_at and {stem}_by together"


def texts():
    for model in our_models():
        for column in model._meta.fields:
            if isinstance(column, (models.CharField, models.TextField)):
                yield pytest.param(model, column, id=f"{model.__name__}.{column.name}")


@pytest.mark.parametrize(("model", "column"), list(texts()))
def test_text_from_people_is_cleaned_where_it_enters(model, column):
    cleaned = isinstance(column, (LineField, ParagraphsField, models.EmailField))
    listed = f"{model.__name__}.{column.name}" in PROGRAM_TEXTS
    assert cleaned or column.choices or listed, (
        f"{model.__name__}.{column.name} takes text as it comes: make it a LineField or a "
        "ParagraphsField, or say in PROGRAM_TEXTS where its text comes from"
    )


def test_the_lists_of_exceptions_name_what_exists():
    labels = {model._meta.label for model in our_models()}
    assert set(NO_FILM) | set(NO_RECORD) <= labels
    fields = {f"{model.__name__}.{column.name}" for model in our_models() for column in model._meta.fields}
    assert set(PROGRAM_TEXTS) <= fields
