"""Cuts for the tests of edit lists: small, made up by hypothesis, long, and one that is checked by eye."""

from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from production.timecode import MAY_DROP, RATES, Label, Rate, convert, frame_of, rate_of
from script.formats.cut import Cut, Event, Marker, Media, Title
from script.formats.record import frame_at

PAL = Rate(25)
CARD = Media("recording:1", "A001", "Volkov", PAL, 90_000, 10_000, "/V/A 1.mov")
BITE = Event("A1", 0, 50, CARD, 100, 150, "The wall", "soundbite", "1.1", ids=(("cell", 7),))
quick = settings(max_examples=60)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
rates = st.sampled_from(
    [*RATES.values(), *(rate_of(key, drop=True) for key in MAY_DROP if key.endswith("1001"))]
)


def cut(*events, length=100, **more):
    return Cut("House", PAL, 90_000, length, events, **more)


@st.composite
def media(draw, number, rate, *, free=True):
    kind = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
    key = f"{draw(st.sampled_from(['recording', 'clip']))}:{number}"
    start = draw(st.integers(0, rate.day - 1))
    duration = draw(st.none() | st.integers(20_000, 200_000))
    words = WORDS if free else st.just("Volkov")
    file = draw(st.sampled_from(["", f"card {number}/A001 Ñ%#{number}.mov", f"/Volumes/R/{number}.mov"]))
    return Media(key, f"A{number:03d}", draw(words), rate, start, duration, file, *kind)


def _source(draw, medium, length, record):
    """In and out of a source so that it lasts as long as the record does."""
    inside = draw(st.integers(0, 8_000))
    if (medium.rate.num, medium.rate.den) == (record.num, record.den):
        return inside, inside + length
    return inside, inside + max(1, convert(length, record, medium.rate))


@st.composite
def cuts(draw, *, mixed=True, free=True, most=12):
    """Sound cuts: `mixed` where media may have rates other than the record's, `free` for any text."""
    record = draw(rates)
    kinds = rates if mixed else st.just(record)
    shelf = [draw(media(number, draw(kinds), free=free)) for number in range(1, draw(st.integers(1, 4)) + 1)]
    words = WORDS if free else st.sampled_from(["", "The wall.", "No hubo miedo."])
    events = []
    for track in ("V1", "V2", "A1", "A2"):
        at = 0
        for number in range(draw(st.integers(0, most // 4))):
            at += draw(st.sampled_from([0, 0, 1, 25, 300]))
            length = draw(st.integers(2, 2_000))
            seen = [one for one in shelf if (one.has_picture if track[0] == "V" else one.has_sound)]
            medium = draw(st.none() | st.sampled_from(seen)) if seen else None
            inside = _source(draw, medium, length, record) if medium else (0, 0)
            events.append(
                Event(
                    track, at, at + length, medium, *inside,
                    name=draw(words), element="soundbite" if medium else "narration",
                    row=f"{number + 1}.{number}", note=draw(words), comment=draw(words),
                    themes=tuple(draw(st.lists(words, max_size=2))), rating=draw(st.integers(0, 5)),
                    clearance=draw(st.sampled_from(["", "cleared", "asked"])),
                    ids=(("row", len(events) + 1), ("cell", 1000 + len(events))),
                )
            )  # fmt: skip
            at += length
    events.sort(key=lambda event: event.record_in)
    length = max([event.record_out for event in events], default=0) + draw(st.integers(1, 50))
    titles = tuple(
        Title(
            at, min(at + 50, length), draw(words), draw(st.sampled_from(["lower_third", "card", "subtitle"]))
        )
        for at in draw(st.lists(st.integers(0, length - 1), max_size=3))
    )
    markers = tuple(
        Marker(at, draw(words), draw(words), draw(st.sampled_from(["blue", "red", "green", "pink"])))
        for at in draw(st.lists(st.integers(0, length - 1), max_size=3))
    )
    start = draw(st.sampled_from([0, frame_of(Label(1, 0, 0, 0), record), 5]))
    return Cut(
        draw(words), record, start, length, tuple(events), titles, markers,
        handles=draw(st.sampled_from([0, 12])), language=draw(st.sampled_from(["en", "es"])),
    )  # fmt: skip


# -- one to look at --------------------------------------------------------------------------------


def house(rate: Rate, *, other: Rate | None = None) -> Cut:
    """Scenes of a film: Volkov on camera, archive over his voice, narration under pictures, titles."""
    hour = frame_of(Label(1, 0, 0, 0), rate)
    card = Media(
        "recording:1",
        "A001",
        "Esteban Volkov",
        rate,
        hour,
        90_000,
        "/Volumes/CARDS/A001 Volkov.mov",
    )
    film = other or rate
    reel = Media(
        "clip:5", "NEWS_37", "Arrival at Tampico", film, 0, 4_000, "Tampico & México 1937.mov", True, False
    )
    sound = Media("recording:2", "ZOOM01", "Garden", rate, 0, None, "ZOOM01.wav", False, True)

    def at(seconds):
        return frame_at(Fraction(seconds), rate)

    def pair(start, end, source):
        return {
            "record_in": at(start), "record_out": at(end), "media": card,
            "source_in": source, "source_out": source + at(end) - at(start),
            "element": "soundbite", "row": "1.1", "name": "Volkov: the wall",
            "note": "They shot through the bedroom wall.", "comment": "VOLKOV (ON CAM)",
            "themes": ("attack", "childhood"), "rating": 5, "clearance": "cleared",
            "ids": (("row", 11), ("cell", 30), ("segment", 4)),
        }  # fmt: skip

    frames = convert(at(18) - at(10), rate, film)
    events = (
        Event("V1", **pair(0, 10, 1_500)),
        Event("A1", **pair(0, 10, 1_500)),
        Event(
            "V2", at(10), at(18), reel, 48, 48 + frames, "Arrival at Tampico", "archive", "1.2",
            "The tanker *Ruth* docks.", "British Pathé; ask", ("arrival",), 3, "asked",
            (("row", 12), ("cell", 32)),
        ),
        Event(
            "A1", at(10), at(16), None, 0, 0, "", "narration", "1.2",
            "In January 1937 a tanker brings him to Tampico.", "", (), 0, "", (("row", 12), ("cell", 33)),
        ),
        Event(
            "A4", at(10), at(24), sound, 100, 100 + at(24) - at(10), "Birds", "natural_sound", "1.2", "", "",
            (), 1, "", (("row", 12), ("cell", 34)),
        ),
        Event("A1", **{**pair(18, 25, 9_000), "row": "2.1", "rating": 2, "themes": ()}),
        Event(
            "V2", at(18), at(25), None, 0, 0, "", "still", "2.1", "The watchtower, 1940", "", (), 0, "",
            (("row", 21), ("cell", 40)),
        ),
    )  # fmt: skip
    titles = (
        Title(at(2), at(7), "ESTEBAN VOLKOV\nTrotsky’s grandson", "lower_third", "1.1"),
        Title(at(1), at(4), "Dispararon a través de la pared.", "subtitle", "1.1"),
        Title(at(18), at(21), "COYOACÁN", "card", "2.1"),
    )
    markers = (Marker(0, "The wall", "1", "blue"), Marker(at(18), "Clearance asked", "2", "red", 2))
    events = tuple(sorted(events, key=lambda event: event.record_in))
    return Cut("The House in Coyoacán", rate, hour, at(25), events, titles, markers, 12)


def long(count, rate=RATES["25/1"]):
    """So many soundbites and archive clips one after the other, from forty cards."""
    shelf = [
        Media(
            f"recording:{number}",
            f"A{number:03d}",
            f"Card {number}",
            rate,
            90_000,
            None,
            f"A{number:03d}.mov",
        )
        for number in range(40)
    ]
    events = tuple(
        Event(
            "V1", 50 * number, 50 * number + 50, shelf[number % 40], 7 * number, 7 * number + 50,
            f"Clip {number}", "soundbite", f"1.{number}", "They shot through the bedroom wall. " * 3,
            "VOLKOV", ("attack", "childhood"), number % 6, "cleared", (("row", number), ("cell", number + 7)),
        )
        for number in range(count)
    )  # fmt: skip
    return Cut("Long", rate, 90_000, 50 * count, events)
