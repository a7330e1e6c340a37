"""OpenTimelineIO (.otio): a cut as the JSON that its library writes, whole frames with their rates.

A source counts from its timecode, at its own rate; how long it stands is counted at the record's rate,
so that nothing after it shifts where rates are mixed. What the script knows stands in the metadata
"rodaje": row, element, words, clearance, themes, stars and our numbers.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from production.timecode import Rate
from script.formats import media_links, record
from script.formats.cut import Cut, Event, Marker, Media, Refused, Title
from script.formats.fcpxml_story import lanes

_COLOURS = {"blue", "red", "green", "yellow", "cyan", "pink", "purple"}

_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # and no backslash before "u0000"

Json = dict[str, Any]


def write(cut: Cut) -> bytes:
    """Refused: empty."""
    if cut.length < 1 or not (cut.events or cut.titles):
        raise Refused("empty")
    told = json.dumps(_Writer(cut).timeline(), ensure_ascii=False)
    if "\\u0000" in told:  # where the library would end the text
        told = _NUL.sub(r"\1", told)
    return told.encode("utf-8", "replace")


class _Writer:
    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.rate = cut.rate.num / cut.rate.den
        ends = media_links.ends(cut)
        self.references = {media: _reference(media, frames) for media, frames in ends.items()}

    def timeline(self) -> Json:
        cut = self.cut
        tracks = [self.track(track) for track in record.tracks(cut)]
        pictures = [track for track in tracks if track["kind"] == "Video"]
        sounds = [track for track in tracks if track["kind"] == "Audio"]
        return {
            "OTIO_SCHEMA": "Timeline.1",
            "metadata": {"rodaje": {"drop": cut.rate.drop, "language": cut.language, "length": cut.length}},
            "name": cut.title or "Rodaje",
            "global_start_time": _time(cut.start, self.rate),
            "tracks": _item("Stack.1", "tracks", {}, None, [self.marker(marker) for marker in cut.markers])
            | {"children": [*pictures, *self.titles(), *sounds]},
        }

    def track(self, name: str) -> Json:
        children = [
            self.clip(event, event.media) if event.media else self.gap(event)
            for event in record.contiguous(self.cut, name)
        ]
        return _track(name, children)

    def clip(self, event: Event, media: Media) -> Json:
        rate = media.rate.num / media.rate.den
        source = _range(_time(media.start + event.source_in, rate), _time(event.length, self.rate))
        name = event.name or media.name or media.reel
        return _item("Clip.2", name, _facts(event), source) | {
            "media_references": {"DEFAULT_MEDIA": self.references[media]},
            "active_media_reference_key": "DEFAULT_MEDIA",
        }

    def gap(self, event: Event) -> Json:
        lasts = _range(_time(0, self.rate), _time(event.length, self.rate))
        return _item("Gap.1", event.name, _facts(event) if event.element or event.ids else {}, lasts)

    def titles(self) -> Iterable[Json]:
        """Tracks of their own above all pictures; two titles at a time stand above each other."""
        told: dict[int, list[Title]] = defaultdict(list)
        for title, lane in lanes(self.cut.titles, 0):
            told[lane].append(title)
        for lane in sorted(told):
            children, at = [], 0
            for title in told[lane]:
                if title.record_in > at:
                    children.append(self.gap(Event("V", at, title.record_in)))
                children.append(self.title(title))
                at = title.record_out
            yield _track(f"T{lane}", children)

    def title(self, title: Title) -> Json:
        lasts = _range(_time(0, self.rate), _time(title.record_out - title.record_in, self.rate))
        facts = {"rodaje": {"element": title.kind, "row": title.row}}
        name = " ".join(title.text.split())[:80] or title.kind
        return _item("Clip.2", name, facts, lasts) | {
            "media_references": {
                "DEFAULT_MEDIA": {
                    "OTIO_SCHEMA": "GeneratorReference.1",
                    "metadata": {},
                    "name": title.kind,
                    "available_range": None,
                    "available_image_bounds": None,
                    "generator_kind": "Title",
                    "parameters": {"text": title.text},
                }
            },
            "active_media_reference_key": "DEFAULT_MEDIA",
        }

    def marker(self, marker: Marker) -> Json:
        return {
            "OTIO_SCHEMA": "Marker.2",
            "metadata": {},
            "name": marker.name,
            "color": (marker.colour if marker.colour in _COLOURS else "blue").upper(),
            "marked_range": _range(_time(marker.at, self.rate), _time(marker.lasts, self.rate)),
            "comment": marker.text,
        }


def _reference(media: Media, frames: int) -> Json:
    rate = media.rate.num / media.rate.den
    return {
        "OTIO_SCHEMA": "ExternalReference.1",
        "metadata": {"rodaje": {"media": media.key, "reel": media.reel, "drop": media.rate.drop}},
        "name": media.name or media.reel,
        "available_range": _range(_time(media.start, rate), _time(frames, rate)),
        "available_image_bounds": None,
        "target_url": media_links.url(media),
    }


def _facts(event: Event) -> Json:
    said: Json = {
        "row": event.row,
        "element": event.element,
        "words": event.note,
        "comment": event.comment,
        "clearance": event.clearance,
        "rating": event.rating,
        "themes": list(event.themes),
        "ids": dict(event.ids),
    }
    return {"rodaje": {name: fact for name, fact in said.items() if fact}}


def _track(name: str, children: list[Json]) -> Json:
    kind = "Audio" if name.startswith("A") else "Video"
    return _item("Track.1", name, {}, None) | {"children": children, "kind": kind}


def _item(schema: str, name: str, metadata: Json, source: Json | None, markers: Iterable[Json] = ()) -> Json:
    return {
        "OTIO_SCHEMA": schema,
        "metadata": metadata,
        "name": name,
        "source_range": source,
        "effects": [],
        "markers": list(markers),
        "enabled": True,
        "color": None,
    }


def _range(start: Json, lasts: Json) -> Json:
    return {"OTIO_SCHEMA": "TimeRange.1", "duration": lasts, "start_time": start}


def _time(frames: int, rate: float) -> Json:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": rate, "value": float(frames)}


def exact(rate: float) -> Rate | None:
    """The rate that a number stands for, rounded as it may be: 23.98 and 23.976 are 24000/1001."""
    if not 0.9 <= rate <= 1_000:  # also what is no number
        return None
    base = round(rate)
    if abs(rate - base) < 0.002:
        return Rate(base)
    base = -int(-rate // 1)
    if abs(rate - base * 1000 / 1001) < 0.01:
        return Rate(base * 1000, 1001)
    return Rate(round(rate * 1000), 1000)
