"""The resources of an FCPXML file: what its numbers of formats, assets and compound clips stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from production.timecode import RATES, Rate
from script.formats import media_links
from script.formats.cut import Refused
from script.formats.record import near
from script.formats.xml_tree import Node

LONGEST = 10_000_000  # seconds, to either side: a third of a year
_FASTEST = 1_000  # frames a second
_TIME = re.compile(r"([+-]?[0-9]{1,19})(\.[0-9]{1,9})?(?:/([0-9]{1,12}))?s?")
_NAMED = re.compile(r"FFVideoFormat\w*?[pi](2398|24|25|2997|30|50|5994|60)\b")
_KEYS = {
    "2398": "24000/1001", "24": "24/1", "25": "25/1", "2997": "30000/1001", "30": "30/1",
    "50": "50/1", "5994": "60000/1001", "60": "60/1",
}  # fmt: skip
_REEL = ("com.apple.proapps.studio.reel", "com.apple.proapps.spotlight.kMDItemReel")

_Repair = Callable[[str, int, str], None]


def moment(said: str) -> Fraction | None:
    """The seconds that ``1001/24000s`` or ``2.5s`` mean; None where they mean nothing."""
    found = _TIME.fullmatch(said)
    if not found or (found[2] and found[3]):
        return None
    over = int(found[3] or 1)
    if over == 0:
        return None
    seconds = Fraction(found[1] + found[2]) if found[2] else Fraction(int(found[1]), over)
    return near(seconds) if abs(seconds) <= LONGEST else None


@dataclass(frozen=True, slots=True)
class Asset:
    name: str
    reel: str
    file: str
    start: Fraction  # source timecode of its first frame, in seconds
    duration: Fraction | None
    rate: Rate | None
    has_picture: bool
    has_sound: bool
    is_relative: bool  # counted from its first frame: no timecode is known, or it begins with zero


class Resources:
    def __init__(self, top: Node, repair: _Repair) -> None:
        self.repair = repair
        self.formats: dict[str, Rate | None] = {}
        self.assets: dict[str, Asset] = {}
        self.media: dict[str, Node] = {}
        self.others: set[str] = set()  # effects: generators and titles refer to them
        seen: set[str] = set()
        nodes = [node for resources in top.all("resources") for node in resources.children]
        for node in nodes:
            self.others.add(node.get("id"))
            if node.get("id") in seen:
                repair("duplicate_id", node.line, node.get("id"))
                continue
            seen.add(node.get("id"))
            if node.name == "format":
                self.formats[node.get("id")] = _rate(node)
            elif node.name == "media":
                self.media[node.get("id")] = node
        for node in nodes:  # an asset may stand before its format
            if node.name == "asset" and node.get("id") not in self.assets:
                self.assets[node.get("id")] = self.asset(node)

    def asset(self, node: Node) -> Asset:
        kept = {md.get("key"): md.get("value") for data in node.all("metadata") for md in data.all("md")}
        files = [rep.get("src") for rep in node.all("media-rep") if rep.get("kind") != "proxy-media"]
        rate = self.formats.get(node.get("format")) or RATES.get(kept.get("org.rodaje.rate", ""))
        start, duration = self.time(node, "start"), self.time(node, "duration")
        says = node.get("hasVideo") or node.get("hasAudio")
        return Asset(
            node.get("name"),
            next((kept[key] for key in _REEL if kept.get(key)), ""),
            media_links.path(next(iter(files), "") or node.get("src")),
            start or Fraction(0),
            duration if duration and duration > 0 else None,
            rate,
            node.get("hasVideo") == "1" or not says,
            node.get("hasAudio") == "1" or not says,
            not start,
        )

    def time(self, node: Node, fact: str) -> Fraction | None:
        said = node.get(fact)
        found = moment(said) if said else None
        if said and found is None:
            self.repair("bad_time", node.line, f"{fact} {said}")
        return found

    def rate(self, node: Node) -> Rate | None:
        """Of a sequence: the rate of its format with its own numbering."""
        rate = self.formats.get(node.get("format"))
        return rate.counted(drop=node.get("tcFormat") == "DF") if rate else None

    def rate_of(self, asset: Asset, clip: Node, record: Rate) -> Rate:
        """Of an asset, with the numbering that the clip shows; what isn't said is as in the record."""
        rate = asset.rate or self.formats.get(clip.get("format")) or record
        if said := clip.get("tcFormat"):
            return rate.counted(drop=said == "DF")
        return record if rate.runs_as(record) else rate


def _rate(node: Node) -> Rate | None:
    said = node.get("frameDuration")
    if not said:
        named = _NAMED.match(node.get("name"))
        return RATES[_KEYS[named[1]]] if named else None
    lasts = moment(said)
    if lasts is None or lasts <= 0 or not 1 <= 1 / lasts <= _FASTEST:
        raise Refused("rate", line=node.line, found=said[:40])
    return Rate(lasts.denominator, lasts.numerator)
