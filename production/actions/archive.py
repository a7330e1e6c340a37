"""The archive's records become what goes out: PBCore for archives, the archive list for the film."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from production import timecode
from production.formats.pbcore import Asset, Identifier, Instantiation
from production.historic_dates import HistoricDate, Precision
from production.models import ArchiveClip, Copy

Kind, Colour, Sound = ArchiveClip.Kind, ArchiveClip.Colour, ArchiveClip.Sound
OURS = "Rodaje"
UNKNOWN_PLACE = "Not recorded"

# PBCore's own vocabularies
_ASSET_TYPES = {
    Kind.FOOTAGE: "Clip",
    Kind.PHOTOGRAPH: "Photograph",
    Kind.DOCUMENT: "Document",
    Kind.NEWSPAPER: "Newspaper",
    Kind.OBJECT: "Object",
    Kind.MUSIC: "Music",
    Kind.GRAPHIC: "Graphic",
}
_MEDIA_TYPES = {
    Kind.FOOTAGE: "Moving Image",
    Kind.PHOTOGRAPH: "Static Image",
    Kind.DOCUMENT: "Text",
    Kind.NEWSPAPER: "Text",
    Kind.OBJECT: "Physical Object",
    Kind.MUSIC: "Sound",
    Kind.GRAPHIC: "Static Image",
}
_COLOURS = {
    Colour.BLACK_AND_WHITE: "Black & White",
    Colour.COLOUR: "Color",
    Colour.TINTED: "Toned",
    Colour.MIXED: "Black & White with color sequences",
}
_TRACKS = {Sound.SILENT: "Silent", Sound.SOUND: "Sound", Sound.MUTE: "Mute"}
_GENERATIONS = {
    Copy.Kind.MASTER: "Master",
    Copy.Kind.WORK_COPY: "Copy: Production",
    Copy.Kind.PRINT: "Print",
    Copy.Kind.SCREENER: "Copy: Access",
}


def pbcore_asset(clip: ArchiveClip) -> Asset:
    """A clip as PBCore tells it; whoever asks for many prefetches people, themes and copies."""
    return Asset(
        asset_type=_ASSET_TYPES[Kind(clip.kind)],
        identifiers=tuple(_identifiers(clip)),
        title=clip.title,
        description=clip.description or clip.title,
        instantiations=tuple(_instantiations(clip)),
        date=_iso(clip.dated) if clip.dated else "",
        date_given=clip.date,
        start=clip.timecode_in,
        end=clip.timecode_out,
        themes=tuple(theme.name for theme in clip.themes.all()),
        people=tuple(clip.names_shown),
        creator=clip.creator,
        publisher=clip.source.name if clip.source else "",
    )


def _identifiers(clip: ArchiveClip) -> Iterator[Identifier]:
    if clip.catalogue_number:
        yield Identifier(clip.catalogue_number, clip.issuer)
    yield Identifier(f"clip/{clip.pk}", OURS)


def _iso(when: HistoricDate) -> str:
    """A day, a month or a year as such; anything wider as its first and last day."""
    first, last = when.earliest, when.latest
    if when.precision == Precision.DAY:
        return first.isoformat()
    if when.precision == Precision.MONTH:
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if when.precision == Precision.YEAR else f"{first}/{last}"


def _instantiations(clip: ArchiveClip) -> Iterator[Instantiation]:
    """The item as its holder has it, then what came of it to us."""
    if clip.source:
        yield Instantiation(
            identifiers=tuple(_identifiers(clip))[:1],
            location=clip.source.name,
            start=clip.timecode_in,
            duration=str(clip.length or ""),
            **_common(clip),
            **_rate(clip),
        )
    for copy in clip.copies.all():
        yield _instantiation(clip, copy)


def _instantiation(clip: ArchiveClip, copy: Copy) -> Instantiation:
    own = [Identifier(f"copy/{copy.pk}", OURS)]
    own += [Identifier(copy.name, "Label")] if copy.name else []
    own += [Identifier(copy.file_name, "File name")] if copy.file_name else []
    return Instantiation(
        identifiers=tuple(own),
        location=copy.place or UNKNOWN_PLACE,
        generation=_GENERATIONS[Copy.Kind(copy.kind)],
        format=copy.format,
        is_digital=bool(copy.file_name),
        date=copy.received_on.isoformat() if copy.received_on else "",
        start=copy.start_timecode,
        replaced_by=f"copy/{copy.replaced_by_id}" if copy.replaced_by_id else "",
        annotations=tuple(_annotations(copy)),
        **_common(clip),
        **_rate(copy if copy.rate else clip),
    )


def _common(clip: ArchiveClip) -> dict[str, Any]:
    return {
        "media_type": _MEDIA_TYPES[Kind(clip.kind)],
        "colours": _COLOURS[Colour(clip.colour)] if clip.colour else "",
        "tracks": _TRACKS[Sound(clip.sound)] if clip.sound else "",
        "language": clip.language,
    }


def _rate(record: ArchiveClip | Copy) -> dict[str, Any]:
    return {"frame_rate": timecode.NAMES.get(record.rate, ""), "is_drop_frame": record.drop_frame}


def _annotations(copy: Copy) -> Iterator[tuple[str, str]]:
    if copy.watermarked:
        yield "Watermark", copy.watermark or "yes"
    if copy.burnt_in:
        yield "Burnt-in timecode", "yes"
