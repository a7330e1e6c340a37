"""Cuts as an editor hands them back."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import strategies as st

from production import timecode
from script import cutting
from script.actions import content as gather
from script.actions import cut_files, cut_import, cut_taking
from script.actions.cut_media import reel_names
from script.actions.cut_taking import Wanted

FORMATS = ("edl-list", "fcpxml", "xmeml", "otio")
RATES = st.sampled_from(sorted(timecode.RATES))


def cut_of(script):
    return cutting.cut(gather.script(script)).cut


def written(format, cut, film):
    module = {"edl-list": "edl"}.get(format, format)
    pytest.importorskip(f"script.formats.{module}")
    pytest.importorskip(f"script.formats.{module}_read")
    return cut_files.written(format, cut, "cut", reel_names(film, cut.rate)).data


def brought(script, data, by, rate=None):
    imported = cut_import.look_first(script=script, name="cut", data=data, rate=rate or script.frames, by=by)
    return cut_import.keep(imported=imported, data=data)


def lines(imported):
    return [(one.code, one.head, one.tail, one.is_moved) for one in cut_import.compare(imported).report.lines]


def take(imported, by, **wanted):
    imported.script.refresh_from_db()
    return cut_taking.take(
        imported=imported, wanted=Wanted(**wanted), revision=imported.script.revision, by=by
    )


def changed(cut, change):
    """The cut with its events as a function leaves them, or without those for which it gives None."""
    return replace(cut, events=tuple(event for event in map(change, cut.events) if event))


def at(cut, row):
    """The record times of a row."""
    found = [event for event in cut.events if event.row == row]
    return min(one.record_in for one in found), max(one.record_out for one in found)


def added(cut, recording, start, end, at):
    media = next(media for media in cut.media if media.key == f"recording:{recording.pk}")
    event = replace(
        next(event for event in cut.events if event.media), track="A1", media=media, source_in=start,
        source_out=end, record_in=at, record_out=at + end - start, ids=(), row="",
    )  # fmt: skip
    return replace(cut, events=(*cut.events, event), length=max(cut.length, event.record_out))


def hand_in(client, script, data, name="cut.edl", **more):
    url = reverse("script-cut-import", args=[script.film.slug, script.pk])
    sent = {"file": SimpleUploadedFile(name, data), "rate": "25/1", **more}
    return client.post(url, sent, follow=True)
