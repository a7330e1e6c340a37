"""FCPXML 1.10, as Final Cut Pro and Resolve open it.

The story line is the sound: soundbites with their pictures, narration as gaps with its words; pictures
that lie over it, more sound and titles are connected. Without sound the pictures are the story line.
Times are rational seconds: of the record whole frames of the record, of a source whole frames of its
medium, which begins at its source timecode. Media of another rate keep their real time.
"""

from __future__ import annotations

from collections.abc import Iterator

from production.timecode import NAMES, Rate
from script.formats import media_links
from script.formats.cut import Cut, Event, Marker, Media, Refused, Title
from script.formats.fcpxml_story import Item, tell
from script.formats.xml_text import HEAD, Lines, element, of_ids, tag

VERSION = "1.10"

_FORMATS = {
    "24000/1001": "2398", "24/1": "24", "25/1": "25", "30000/1001": "2997", "30/1": "30",
    "50/1": "50", "60000/1001": "5994", "60/1": "60",
}  # fmt: skip
_CONFORMED = {"24000/1001": "23.98", "30000/1001": "29.97", "60000/1001": "59.94"}
_TITLES = ".../Titles.localized/"
_EFFECTS = {
    "lower_third": (
        "Basic Lower Third",
        f"{_TITLES}Lower Thirds.localized/Basic Lower Third.localized/Basic Lower Third.moti",
    ),
    "": ("Basic Title", f"{_TITLES}Bumper:Opener.localized/Basic Title.localized/Basic Title.moti"),
}
_STYLES = {"lower_third": (54, "left"), "card": (96, "center"), "subtitle": (42, "center")}
_ROLES = {"music": "music", "natural_sound": "effects"}
_NARRATION = {"en": "Narration", "es": "Narración"}
_STARS = {"en": ("star", "stars"), "es": ("estrella", "estrellas")}
_FAVOURITE, _REJECTED = 4, 1  # stars from which on, and up to which

_Facts = list[tuple[str, str | int]]


def write(cut: Cut) -> bytes:
    """Refused: empty."""
    if cut.length < 1 or not (cut.events or cut.titles):
        raise Refused("empty")
    return _Writer(cut).written().encode()


def seconds(frames: int, rate: Rate) -> str:
    """``3600s``, ``86486400/24000s``: so many frames as rational seconds."""
    over = frames * rate.den
    return f"{over // rate.num}s" if over % rate.num == 0 else f"{over}/{rate.num}s"


def display(rate: Rate) -> str:
    return "DF" if rate.drop else "NDF"


class _Writer:
    def __init__(self, cut: Cut) -> None:
        self.cut, self.rate = cut, cut.rate
        self.spine = tell(cut)
        self.out = Lines()
        self.formats: dict[str, str] = {}
        self.assets: dict[str, str] = {}
        self.effects: dict[str, str] = {}
        self.styles = 0

    def id(self) -> str:
        return f"r{len(self.formats) + len(self.assets) + len(self.effects) + 1}"

    def written(self) -> str:
        out, cut = self.out, self.cut
        out.add("<!DOCTYPE fcpxml>", "")
        out.open("fcpxml", [("version", VERSION)])
        out.open("resources")
        self.resources()
        out.close("resources")
        out.open("library")
        title = cut.title or "Rodaje"
        out.open("event", [("name", title)])
        out.open("project", [("name", title)])
        out.open("sequence", [
            ("format", self.formats[self.rate.key]), ("duration", self.at(cut.length)),
            ("tcStart", self.at(cut.start)), ("tcFormat", display(self.rate)),
            ("audioLayout", "stereo"), ("audioRate", "48k"),
        ])  # fmt: skip
        out.open("spine")
        for item in self.spine:
            self.item(item)
        out.close("spine", "sequence", "project", "event", "library", "fcpxml")
        return HEAD + str(out)

    def at(self, frames: int) -> str:
        return seconds(frames, self.rate)

    # -- resources -----------------------------------------------------------------------------------

    def resources(self) -> None:
        ends = media_links.ends(self.cut)
        media = list(ends)
        for rate in [self.rate, *(medium.rate for medium in media if medium.has_picture)]:
            self.format(rate)
        for medium in media:
            self.asset(medium, ends[medium])
        for kind in dict.fromkeys(title.kind if title.kind in _EFFECTS else "" for title in self.cut.titles):
            name, uid = _EFFECTS[kind]
            self.effects[kind] = said = self.id()
            self.out.add(tag("effect", [("id", said), ("name", name), ("uid", uid)]))

    def format(self, rate: Rate) -> None:
        key = rate.key
        if key in self.formats:
            return
        named = _FORMATS.get(key, "")
        hundred = 1 if rate.den > 1 else 100  # 100/2500s, as Final Cut Pro writes it
        self.formats[key] = said = self.id()
        self.out.add(tag("format", [
            ("id", said), ("name", f"FFVideoFormat1080p{named}" if named else ""),
            ("frameDuration", f"{hundred * rate.den}/{hundred * rate.num}s"),
            ("width", 1920), ("height", 1080),
        ]))  # fmt: skip

    def asset(self, media: Media, frames: int) -> None:
        self.assets[media.key] = said = self.id()
        facts: _Facts = [
            ("id", said), ("name", media.name or media.reel), ("start", seconds(media.start, media.rate)),
            ("duration", seconds(frames, media.rate)),
        ]  # fmt: skip
        if media.has_picture:
            facts += [("hasVideo", 1), ("format", self.formats[media.rate.key]), ("videoSources", 1)]
        if media.has_sound:
            facts += [("hasAudio", 1), ("audioSources", 1), ("audioChannels", 2), ("audioRate", 48000)]
        self.out.open("asset", facts)
        self.out.add(tag("media-rep", [("kind", "original-media"), ("src", media_links.url(media))]))
        reel = [("com.apple.proapps.studio.reel", media.reel)] if media.reel else []
        rate = [] if media.has_picture else [("org.rodaje.rate", media.rate.key)]  # it has no format
        self.metadata([*reel, ("org.rodaje.media", media.key), *rate])
        self.out.close("asset")

    def metadata(self, pairs: list[tuple[str, str]]) -> None:
        if said := [pair for pair in pairs if pair[1]]:
            self.out.open("metadata")
            self.out.add(*(tag("md", [("key", key), ("value", value)]) for key, value in said))
            self.out.close("metadata")

    # -- what the story line holds -------------------------------------------------------------------

    def item(self, item: Item) -> None:
        """A clip or a gap of the story line with all that is connected to it."""
        place: _Facts = [("offset", self.at(self.cut.start + item.record_in))]
        if item.event and item.event.media:
            self.clip(item, item.event, item.event.media, place)
        else:
            self.gap(item, place)

    def gap(self, item: Item, place: _Facts) -> None:
        event = item.event
        name = _name_of_gap(event, self.cut.language) if event else "Gap"
        self.out.open("gap", [("name", name), *place, ("start", "0s"), ("duration", self.at(item.length))])
        if event:
            self.note(event)
        self.hang(item, (0, self.rate))
        if event:
            self.metadata(_facts(event))
        self.out.close("gap")

    def clip(self, item: Item, event: Event, media: Media, place: _Facts) -> None:
        start = (media.start + event.source_in, media.rate)
        role = _ROLES.get(event.element, "dialogue")
        self.out.open("asset-clip", [
            ("ref", self.assets[media.key]), *place, ("name", event.name or media.name or media.reel),
            ("start", seconds(*start)), ("duration", self.at(item.length)), ("srcEnable", item.enable),
            ("format", self.formats[media.rate.key] if media.has_picture else ""),
            ("tcFormat", display(media.rate)),
            ("audioRole", role if media.has_sound and item.enable != "video" else ""),
        ])  # fmt: skip
        self.note(event)
        if media.has_picture and not media.rate.runs_as(self.rate):
            key = media.rate.key
            named = _CONFORMED.get(key) or NAMES.get(key, "")
            self.out.add(tag("conform-rate", [("scaleEnabled", 0), ("srcFrameRate", named)]))
        self.hang(item, start)
        self.kept(event, start, item.length)
        self.metadata(_facts(event))
        self.out.close("asset-clip")

    def note(self, event: Event) -> None:
        words = "\n".join(part for part in (event.note, event.comment, of_ids(event.ids)) if part)
        if words:
            self.out.add(element("note", words))

    def hang(self, item: Item, start: tuple[int, Rate]) -> None:
        """What is connected, then the markers, each at its moment in the item's own time."""
        for one in item.clips:
            if one.event and one.event.media:
                place: _Facts = [
                    ("lane", one.lane),
                    ("offset", self.moment(start, one.record_in - item.record_in)),
                ]
                self.clip(one, one.event, one.event.media, place)
        for title, lane in item.titles:
            self.title(
                title, [("lane", lane), ("offset", self.moment(start, title.record_in - item.record_in))]
            )
        for marker in item.markers:
            self.marker(marker, self.moment(start, marker.at - item.record_in))

    def moment(self, start: tuple[int, Rate], frames: int) -> str:
        """So many frames of the record after the beginning of an item, in the item's own time."""
        own, rate = start
        if rate.runs_as(self.rate):
            return seconds(own + frames, rate)
        whole = rate.seconds(own) + self.rate.seconds(frames)
        counted = whole * rate.num / rate.den
        if counted.denominator == 1:
            return seconds(int(counted), rate)
        return f"{whole.numerator}s" if whole.denominator == 1 else f"{whole.numerator}/{whole.denominator}s"

    def title(self, title: Title, place: _Facts) -> None:
        self.styles += 1
        style = f"ts{self.styles}"
        size, alignment = _STYLES.get(title.kind, _STYLES["card"])
        length = title.record_out - title.record_in
        name = " ".join(title.text.split())[:80] or title.kind
        out = self.out
        out.open("title", [
            ("ref", self.effects[title.kind if title.kind in _EFFECTS else ""]), *place, ("name", name),
            ("start", "0s"), ("duration", self.at(length)),
        ])  # fmt: skip
        words = element("text-style", title.text).replace("<text-style>", f'<text-style ref="{style}">', 1)
        out.add(f"<text>{words}</text>")
        look: _Facts = [
            ("font", "Helvetica"), ("fontSize", size), ("fontColor", "1 1 1 1"), ("alignment", alignment),
        ]  # fmt: skip
        out.open("text-style-def", [("id", style)])
        out.add(tag("text-style", look))
        out.close("text-style-def")
        if title.row:
            out.add(element("note", title.row))
        out.close("title")

    def marker(self, marker: Marker, start: str) -> None:
        """Final Cut Pro knows no colours: red is what is still to be done."""
        value = marker.text or marker.name or "–"
        note = marker.name if marker.text else ""
        facts: _Facts = [("start", start), ("duration", self.at(marker.lasts)), ("value", value)]
        if marker.colour == "red":
            facts += [("completed", 0)]
        self.out.add(tag("marker", [*facts, ("note", note)]))

    def kept(self, event: Event, start: tuple[int, Rate], length: int) -> None:
        """Themes and stars, over the frames that are used."""
        span: _Facts = [("start", seconds(*start)), ("duration", self.at(length))]
        for word in _keywords(event, self.cut.language):
            self.out.add(tag("keyword", [*span, ("value", word)]))
        if value := _liked(event.rating):
            self.out.add(tag("rating", [("name", value.title()), *span, ("value", value)]))


def _facts(event: Event) -> list[tuple[str, str]]:
    return [
        ("org.rodaje.row", event.row), ("org.rodaje.element", event.element),
        ("org.rodaje.clearance", event.clearance), ("org.rodaje.ids", of_ids(event.ids)),
    ]  # fmt: skip


def _name_of_gap(event: Event, language: str) -> str:
    if event.name:
        return event.name
    named = _NARRATION.get(language, "Narration") if event.element == "narration" else "Gap"
    return f"{named} {event.row}".strip()


def _keywords(event: Event, language: str) -> Iterator[str]:
    """A comma would part one word into two."""
    for theme in event.themes:
        if word := " ".join(theme.replace(",", ";").split()):
            yield word
    if event.rating:
        one, many = _STARS.get(language, _STARS["en"])
        yield f"{event.rating} {one if event.rating == 1 else many}"


def _liked(rating: int) -> str:
    if rating >= _FAVOURITE:
        return "favorite"
    return "reject" if 0 < rating <= _REJECTED else ""
