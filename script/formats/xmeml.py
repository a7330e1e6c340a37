"""The XML of Final Cut Pro 7 (xmeml 5), which Premiere and Resolve read best.

Whole frames throughout: of the record on the time line, of a source from its file's first frame at the
file's own rate. A file is described where it is first used, and referred to afterwards. A track has no
gaps that could carry words: narration and pictures to be found are markers with a length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from production.timecode import Rate, label_of
from script.formats import media_links
from script.formats.cut import Cut, Event, Marker, Media, Refused, Title
from script.formats.fcpxml_story import lanes
from script.formats.xml_text import HEAD, Lines, element, of_ids, tag

VERSION = "5"

# of Premiere, by what they are named there
_LABELS = {
    "soundbite": "Iris", "archive": "Mango", "b_roll": "Caribbean", "still": "Lavender",
    "music": "Forest", "natural_sound": "Cerulean", "narration": "Rose",
}  # fmt: skip
_COLOURS = {
    "blue": (0, 0, 255), "red": (255, 0, 0), "green": (0, 160, 0), "yellow": (255, 220, 0),
    "cyan": (0, 200, 255), "pink": (255, 105, 180), "purple": (128, 0, 128),
}  # fmt: skip
_SIZES = {"lower_third": 36, "card": 64, "subtitle": 28}
_FAVOURITE = 4  # stars from which on a clip is good


def write(cut: Cut) -> bytes:
    """Refused: empty; rates, where one has no name in this format."""
    if cut.length < 1 or not (cut.events or cut.titles):
        raise Refused("empty")
    for rate in (cut.rate, *(media.rate for media in cut.media)):
        if rate.den not in (1, 1001) or rate.num != rate.base * (1 if rate.den == 1 else 1000):
            raise Refused("rates", found=rate.key)
    return _Writer(cut).written().encode()


class _Writer:
    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.out = Lines()
        self.ends = media_links.ends(cut)
        self.files: dict[str, str] = {}  # by the key of their medium, once they are described
        self.tracks: dict[str, list[Event]] = defaultdict(list)
        for event in cut.events:
            if event.media:
                self.tracks[event.track].append(event)
        self.places = {
            id(event): (track, number)
            for track, events in self.tracks.items()
            for number, event in enumerate(events, 1)
        }
        self.linked = dict(_linked(cut))

    def written(self) -> str:
        out, cut = self.out, self.cut
        out.add("<!DOCTYPE xmeml>", "")
        out.open("xmeml", [("version", VERSION)])
        out.open("sequence", [("id", "sequence-1")])
        out.add(element("name", cut.title or "Rodaje"), element("duration", cut.length))
        self.rate(cut.rate)
        self.timecode(cut.start, cut.rate)
        out.open("media")
        self.video()
        self.audio()
        out.close("media")
        for marker in self.markers():
            self.marker(marker)
        out.close("sequence", "xmeml")
        return HEAD + str(out)

    def rate(self, rate: Rate) -> None:
        ntsc = "TRUE" if rate.den == 1001 else "FALSE"
        self.out.add(f"<rate><timebase>{rate.base}</timebase><ntsc>{ntsc}</ntsc></rate>")

    def timecode(self, frame: int, rate: Rate, reel: str = "") -> None:
        self.out.open("timecode")
        self.rate(rate)
        self.out.add(
            element("string", str(label_of(frame, rate))),
            element("frame", frame),
            element("displayformat", "DF" if rate.drop else "NDF"),
        )
        if reel:
            self.out.add(f"<reel>{element('name', reel)}</reel>")
        self.out.close("timecode")

    # -- tracks --------------------------------------------------------------------------------------

    def video(self) -> None:
        self.out.open("video")
        self.out.open("format")
        self.picture(self.cut.rate)
        self.out.close("format")
        for track in self.numbered("V"):
            self.track(track)
        top: dict[int, list[Title]] = defaultdict(list)
        for title, lane in lanes(self.cut.titles, 0):
            top[lane].append(title)
        for lane in sorted(top):
            self.out.open("track")
            for number, title in enumerate(top[lane], 1):
                self.title(title, f"title-{lane}-{number}")
            self.out.close("track")
        self.out.close("video")

    def picture(self, rate: Rate) -> None:
        self.out.open("samplecharacteristics")
        self.rate(rate)
        self.out.add(
            element("width", 1920), element("height", 1080), element("anamorphic", "FALSE"),
            element("pixelaspectratio", "square"), element("fielddominance", "none"),
        )  # fmt: skip
        self.out.close("samplecharacteristics")

    def audio(self) -> None:
        self.out.open("audio")
        self.out.add(element("numOutputChannels", 2))
        for track in self.numbered("A"):
            self.track(track)
        self.out.close("audio")

    def numbered(self, kind: str) -> Iterator[str]:
        """The tracks of a kind by their number, those between them too, so that none moves down."""
        last = max((int(track[1:]) for track in self.tracks if track.startswith(kind)), default=0)
        return (f"{kind}{number}" for number in range(1, last + 1))

    def track(self, track: str) -> None:
        self.out.open("track")
        for event in self.tracks.get(track, ()):
            if event.media:
                self.clip(event, event.media)
        self.out.add(element("enabled", "TRUE"), element("locked", "FALSE"))
        self.out.close("track")

    # -- clips ---------------------------------------------------------------------------------------

    def clip(self, event: Event, media: Media) -> None:
        out = self.out
        out.open("clipitem", [("id", self.id(event))])
        out.add(
            element("name", event.name or media.name or media.reel),
            element("enabled", "TRUE"),
            element("duration", self.ends[media]),
        )
        self.rate(media.rate)
        out.add(
            element("start", event.record_in), element("end", event.record_out),
            element("in", event.source_in), element("out", event.source_out),
        )  # fmt: skip
        self.file(media)
        kind = "audio" if event.track.startswith("A") else "video"
        out.add(f"<sourcetrack><mediatype>{kind}</mediatype><trackindex>1</trackindex></sourcetrack>")
        self.said(event)
        if label := _LABELS.get(event.element):
            out.add(f"<labels>{element('label2', label)}</labels>")
        self.links(event)
        out.close("clipitem")

    def id(self, event: Event) -> str:
        track, number = self.places[id(event)]
        return f"clip-{track}-{number}"

    def file(self, media: Media) -> None:
        if media.key in self.files:
            self.out.add(tag("file", [("id", self.files[media.key])]))
            return
        self.files[media.key] = said = f"file-{len(self.files) + 1}"
        out = self.out
        out.open("file", [("id", said)])
        where = media_links.url(media, "localhost")
        name = media.file.replace("\\", "/").rpartition("/")[2] or media.name or media.reel
        out.add(element("name", name), element("pathurl", where))
        self.rate(media.rate)
        out.add(element("duration", self.ends[media]))
        self.timecode(media.start, media.rate, media.reel)
        out.open("media")
        if media.has_picture:
            out.open("video")
            self.picture(media.rate)
            out.close("video")
        if media.has_sound:
            out.add(f"<audio>{element('channelcount', 2)}</audio>")
        out.close("media", "file")

    def said(self, event: Event) -> None:
        """The words, and in the comments what else the script knows."""
        stars = "★" * event.rating
        facts = " · ".join(part for part in (event.row, event.element, event.clearance, stars) if part)
        themes = ", ".join(event.themes)
        good = "TRUE" if event.rating >= _FAVOURITE else "FALSE"
        self.out.open("logginginfo")
        self.out.add(element("description", event.note), element("lognote", event.comment))
        self.out.add(element("scene", event.row.partition(".")[0]), element("good", good))
        self.out.close("logginginfo")
        words = (of_ids(event.ids), facts, themes)
        if any(words):
            self.out.open("comments")
            self.out.add(*(element(f"mastercomment{n}", said) for n, said in enumerate(words, 1) if said))
            self.out.close("comments")

    def links(self, event: Event) -> None:
        """Picture and sound of the same frames move together."""
        together = self.linked.get(id(event), ())
        for other in together:
            track, number = self.places[id(other)]
            kind = "audio" if track.startswith("A") else "video"
            self.out.open("link")
            self.out.add(
                element("linkclipref", self.id(other)), element("mediatype", kind),
                element("trackindex", track[1:]), element("clipindex", number),
            )  # fmt: skip
            self.out.close("link")

    def title(self, title: Title, said: str) -> None:
        out = self.out
        length = title.record_out - title.record_in
        name = " ".join(title.text.split())[:80] or title.kind
        out.open("generatoritem", [("id", said)])
        out.add(element("name", name), element("enabled", "TRUE"), element("duration", length))
        self.rate(self.cut.rate)
        out.add(
            element("start", title.record_in), element("end", title.record_out),
            element("in", 0), element("out", length),
        )  # fmt: skip
        out.open("effect")
        out.add(
            element("name", "Text"), element("effectid", "Text"), element("effectcategory", "Text"),
            element("effecttype", "generator"), element("mediatype", "video"),
        )  # fmt: skip
        for key, label, value in (
            ("str", "Text", title.text),
            ("fontsize", "Size", _SIZES.get(title.kind, 36)),
        ):
            out.open("parameter")
            out.add(element("parameterid", key), element("name", label), element("value", value))
            out.close("parameter")
        out.close("effect")
        out.add("<sourcetrack><mediatype>video</mediatype></sourcetrack>")
        out.close("generatoritem")

    # -- markers -------------------------------------------------------------------------------------

    def markers(self) -> list[Marker]:
        """Those of the cut, and what has words but no medium."""
        found = list(self.cut.markers)
        for event in self.cut.events:
            if event.media is None:
                name = event.name or f"{event.element} {event.row}".strip()
                words = "\n".join(part for part in (event.note, event.comment, of_ids(event.ids)) if part)
                found.append(Marker(event.record_in, words, name, "purple", event.length))
        return sorted(found, key=lambda marker: marker.at)

    def marker(self, marker: Marker) -> None:
        red, green, blue = _COLOURS.get(marker.colour, _COLOURS["blue"])
        out = self.out
        out.open("marker")
        out.add(element("name", marker.name or marker.text[:40]), element("comment", marker.text))
        out.add(
            element("in", marker.at),
            element("out", marker.at + marker.lasts if marker.lasts > 1 else -1),
            f"<color><alpha>0</alpha><red>{red}</red><green>{green}</green><blue>{blue}</blue></color>",
        )
        out.close("marker")


def _linked(cut: Cut) -> Iterator[tuple[int, list[Event]]]:
    same: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in cut.events:
        if event.media:
            same[event.media.key, event.record_in, event.record_out, event.source_in].append(event)
    for events in same.values():
        if len(events) > 1:
            yield from ((id(event), events) for event in events)
