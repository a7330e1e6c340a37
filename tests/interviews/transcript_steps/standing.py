"""What a transcript holds, told so that two moments can be compared."""

from interviews.actions import replacing
from interviews.actions.replacing import Wanted
from interviews.models import Cue, Speaker, TranslatedCue


def state(transcript):
    """All that its steps may change, but for versions."""
    rows = {}
    for model, found in (
        (Cue, {"transcript": transcript}),
        (Speaker, {"transcript": transcript}),
        (TranslatedCue, {"translation__transcript": transcript}),
    ):
        names = [f.attname for f in model._meta.concrete_fields if f.attname != "version"]
        rows[model.__name__] = sorted(model.objects.filter(**found).values_list(*names), key=repr)
    return rows


def said(transcript):
    return [cue.text for cue in Cue.objects.filter(transcript=transcript)]


def fresh(row):
    row.refresh_from_db()
    return row


def found(transcript, **wanted):
    return [find.cue.text for find in replacing.finds(transcript, Wanted(**wanted))]
