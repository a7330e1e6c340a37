"""Archive clips out of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production import lengths, timecode
from production.importing.fields import (
    Field,
    Meaning,
    Plain,
    column,
    reference,
    references,
)
from production.importing.kind import Keys, Kind
from production.importing.names import Names, key
from production.models import ArchiveClip, Film, Import

K = Import.Kind


def _clip_keys(clip: Any, names: Names) -> Keys:
    source = getattr(clip, "new_rows", {}).get("source", clip.source_id)
    issuer = clip.number_issuer or (source if isinstance(source, str) else names.words("sources", [source]))
    if clip.catalogue_number:
        return [f"number {key(clip.catalogue_number)} {key(issuer)}"]
    return [f"title {key(clip.title)}"] if clip.title else []


def _clips(film: Film) -> Iterator[tuple[int, Keys]]:
    rows = ArchiveClip.objects.filter(film=film).order_by("pk")
    for pk, number, issuer, source, title in rows.values_list(
        "pk", "catalogue_number", "number_issuer", "source__name", "title"
    ):
        numbered = [f"number {key(number)} {key(issuer or source or '–')}"] if number else []
        yield pk, [*numbered, f"title {key(title)}"]


def _seconds(text: str, meaning: Meaning) -> int:
    """A length to the second; frames behind it are let go."""
    parts = text.replace(";", ":").split(":")
    try:
        return int(lengths.read(":".join(parts[:3] if len(parts) == 4 else parts), alone=0))
    except ValueError as error:
        raise ValidationError(_("Write a length like 1:30 or 00:01:30.")) from error


def _measure(clip: Any) -> None:
    clip.measure_date()
    if clip.timecode_in and clip.timecode_out:  # they say how long it is
        clip.seconds_given = None


def _read_rate(text: str, meaning: Meaning) -> Plain:
    """25, 29.97 DF: as the list of clips writes it."""
    number, drop = text.upper().removesuffix("DF").strip(), " DF" if text.upper().endswith("DF") else ""
    found = next((code for code, name in timecode.NAMES.items() if name == number.replace(",", ".")), "")
    if not found:
        raise ValidationError(
            _("Write one of: %(offered)s.") % {"offered": ", ".join(timecode.NAMES.values())}
        )
    return found + drop


def _put_rate(clip: Any, value: Plain) -> None:
    clip.rate, _space, drop = value.partition(" ")
    clip.drop_frame = bool(drop)


RATE = Field(
    "rate",
    ArchiveClip._meta.get_field("rate").verbose_name,
    read=_read_rate,
    put=_put_rate,
    get=lambda clip: f"{clip.rate}{' DF' * clip.drop_frame}",
    word=lambda value, names: (
        f"{timecode.NAMES.get(value.partition(' ')[0], '–')}{value[-3:] * (' ' in value)}"
    ),
    headings=("fps", "frame rate", "cuadros por segundo"),
)


CLIPS = Kind(
    K.CLIPS,
    ArchiveClip,
    (
        column(ArchiveClip, "title", "name", "título"),
        column(ArchiveClip, "kind", "type", "tipo"),
        column(ArchiveClip, "date", "year", "fecha", "año"),
        reference(ArchiveClip, "source", "sources", "archive", "archivo", "fuente", "acervo", may_make=True,
                  show=lambda c: c.source.name if c.source else ""),
        column(ArchiveClip, "catalogue_number", "number", "catalog number", "reel", "reel number", "no",
               "número", "número de catálogo"),
        column(ArchiveClip, "number_issuer", "issuer", show=lambda c: c.issuer),
        RATE,
        column(ArchiveClip, "timecode_in", "in", "tc in", "entrada"),
        column(ArchiveClip, "timecode_out", "out", "tc out", "salida"),
        column(ArchiveClip, "seconds_given", "seconds", "segundos", read=_seconds,
               show=lambda c: str(c.length or "")),
        column(ArchiveClip, "creator", "author", "made by", "autor"),
        column(ArchiveClip, "description", "descripción"),
        references(ArchiveClip, "scenes", "scenes", "scene", "escenas",
                   show=lambda c: ", ".join(s.number for s in c.scenes.all())),
        references(ArchiveClip, "themes", "themes", "theme", "tema", "temas", "tags", may_make=True),
        column(ArchiveClip, "people_named", "people", "people shown", "personas", "others shown",
               show=lambda c: ", ".join(c.names_shown)),
        column(ArchiveClip, "colour", "color"),
        column(ArchiveClip, "sound", "sonido"),
        column(ArchiveClip, "state", "status", "estado"),
        column(ArchiveClip, "notes", "note", "comments", "observaciones"),
    ),
    keys=_clip_keys,
    index=_clips,
    read=lambda rows: rows.select_related("source").prefetch_related("people", "scenes", "themes"),
    title=lambda c: str(c.title),
    counted="title ",
    told_at={"drop_frame": "rate"},
    constants=("source", "kind", "rate"),
    derive=_measure,
)  # fmt: skip
