"""PBCore 2.1: what an archive asks for when it is told which of its clips a film means.

Plain objects become XML, piece by piece, so that a long list is never held as a whole. Lossy on
purpose: working states and notes of the production stay here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.pbcore.org/PBCore/PBCoreNamespace.html"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# what XML 1.0 can't carry, beside the controls
_UNFIT = dict.fromkeys((*range(55296, 57344), 65534, 65535), "�") | {
    code: " " for code in range(0x20) if chr(code) not in "\t\n\r"
}
# ISO 639-2/B of the languages that films here speak
_LANGUAGES = {
    "ar": "ara", "ca": "cat", "de": "ger", "en": "eng", "es": "spa", "eu": "baq", "fr": "fre", "gl": "glg",
    "he": "heb", "it": "ita", "pl": "pol", "pt": "por", "ru": "rus", "uk": "ukr", "yi": "yid",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identifier:
    value: str
    source: str  # who issued it; the schema asks for one


@dataclass(frozen=True, slots=True)
class Instantiation:
    """One thing that lies somewhere: the archive's own item, a tape, a file, a print."""

    identifiers: tuple[Identifier, ...]
    location: str
    media_type: str
    generation: str = ""
    format: str = ""
    is_digital: bool = False
    date: str = ""
    start: str = ""
    duration: str = ""
    colours: str = ""
    tracks: str = ""
    language: str = ""  # two letters
    frame_rate: str = ""
    is_drop_frame: bool = False
    replaced_by: str = ""
    annotations: tuple[tuple[str, str], ...] = ()  # type and words


@dataclass(frozen=True, slots=True)
class Asset:
    """One clip, photograph, paper or object."""

    asset_type: str
    identifiers: tuple[Identifier, ...]
    title: str
    description: str
    instantiations: tuple[Instantiation, ...]
    date: str = ""  # ISO 8601, as far as it goes
    date_given: str = ""  # in the source's words
    start: str = ""  # timecodes on the item that the first identifier names
    end: str = ""
    themes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    creator: str = ""
    publisher: str = ""


def document(asset: Asset) -> str:
    """One asset as a document of its own."""
    return _DECLARATION + "".join(_asset(asset, f' xmlns="{NAMESPACE}"'))


def collection(assets: Iterable[Asset], *, title: str) -> Iterator[str]:
    """Many assets as one document, an asset at a time."""
    yield _DECLARATION
    yield f'<pbcoreCollection xmlns="{NAMESPACE}" collectionTitle={_quoted(title)}>\n'
    for asset in assets:
        yield "".join(_asset(asset))
    yield "</pbcoreCollection>\n"


def _asset(asset: Asset, namespace: str = "") -> Iterator[str]:
    yield f"<pbcoreDescriptionDocument{namespace}>\n"
    yield _tag("pbcoreAssetType", asset.asset_type)
    if asset.date or asset.date_given:
        yield _tag("pbcoreAssetDate", asset.date, dateType="created", annotation=asset.date_given)
    for identifier in asset.identifiers:
        yield _tag("pbcoreIdentifier", identifier.value, source=identifier.source)
    yield _tag("pbcoreTitle", asset.title)
    for theme in asset.themes:
        yield _tag("pbcoreSubject", theme, subjectType="Theme")
    for person in asset.people:
        yield _tag("pbcoreSubject", person, subjectType="Person")
    yield _tag("pbcoreDescription", asset.description, startTime=asset.start, endTime=asset.end)
    if asset.creator:
        yield _within("pbcoreCreator", _tag("creator", asset.creator))
    if asset.publisher:
        role = _tag("publisherRole", "Distributor")
        yield _within("pbcorePublisher", _tag("publisher", asset.publisher) + role)
    for one in asset.instantiations:
        yield _within("pbcoreInstantiation", "".join(_instantiation(one)))
    yield "</pbcoreDescriptionDocument>\n"


def _instantiation(one: Instantiation) -> Iterator[str]:
    """In the order of the schema; what is empty is left out."""
    for identifier in one.identifiers:
        yield _tag("instantiationIdentifier", identifier.value, source=identifier.source)
    yield _optional("instantiationDate", one.date, dateType="received")
    yield _optional("instantiationDigital" if one.is_digital else "instantiationPhysical", one.format)
    yield _tag("instantiationLocation", one.location)
    yield _optional("instantiationMediaType", one.media_type)
    yield _optional("instantiationGenerations", one.generation)
    yield _optional("instantiationTimeStart", one.start)
    yield _optional("instantiationDuration", one.duration)
    yield _optional("instantiationColors", one.colours)
    yield _optional("instantiationTracks", one.tracks)
    yield _optional("instantiationLanguage", _LANGUAGES.get(one.language, ""))
    if one.frame_rate:
        numbering = "drop-frame" if one.is_drop_frame else "non-drop-frame"
        rate = _tag("essenceTrackFrameRate", one.frame_rate, unitsOfMeasure="fps", annotation=numbering)
        yield _within("instantiationEssenceTrack", rate)
    if one.replaced_by:
        relation = _tag("instantiationRelationType", "Is Replaced By")
        other = _tag("instantiationRelationIdentifier", one.replaced_by)
        yield _within("instantiationRelation", relation + other)
    for kind, words in one.annotations:
        yield _tag("instantiationAnnotation", words, annotationType=kind)


def _tag(name: str, text: str, **attributes: str) -> str:
    told = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items() if value)
    return f"<{name}{told}>{escape(text.translate(_UNFIT))}</{name}>\n"


def _optional(name: str, text: str, **attributes: str) -> str:
    return _tag(name, text, **attributes) if text else ""


def _within(name: str, inner: str) -> str:
    return f"<{name}>\n{inner}</{name}>\n"


def _quoted(value: str) -> str:
    return quoteattr(str(value).translate(_UNFIT))
