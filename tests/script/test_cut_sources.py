"""Which source the names of an editor's cut mean, whatever letters they are written in."""

import unicodedata

import pytest

from production.timecode import Rate
from script.cut_sources import Quoted, Sources, plain
from script.formats import edl, edl_read, fcpxml, fcpxml_read, reels, xmeml, xmeml_read
from script.formats.cut import Cut, Event, Media, ReadEvent

PAL = Rate(25)
NOTHING = Quoted([], {})


def medium(number, reel="", file="", name="", start=90_000):
    return Media(f"recording:{number}", reel, name, PAL, start, 1_000, file)


def found(media, event):
    return Sources(media, {}).find(0, event, PAL, NOTHING).sources


def event(reel="", file="", name=""):
    return ReadEvent(0, 50, 90_100, 90_150, reel=reel, file=file, name=name, rate=PAL)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("/Volumes/Peña 1.mov", unicodedata.normalize("NFD", "/Volumes/R/Peña 1.mov")),  # as macOS keeps it
        ("Peña 1.mov", "PENA_1.MOV"),
        ("Волков 1.mov", "Волков 1.mov"),
        ("Волков 1.mov", "Volkov 1.mov"),  # spelled, as lists have it
        ("日本.mov", "日本.mov"),
        ("Straße.mov", "STRASSE.mov"),
    ],
)
def test_files_are_known_by_their_letters(ours, theirs):
    media = [medium(1, file="Other.mov"), medium(2, file=ours)]
    assert found(media, event(file=theirs)) == (("recording", 2),)
    card, said = ours.rpartition("/")[2], theirs.rpartition("/")[2]
    assert found([medium(1, reel="OTHER"), medium(2, reel=card)], event(reel=said)) == (("recording", 2),)


def test_an_accent_alone_tells_no_two_cards_apart_but_another_letter_does():
    assert plain("CARD_Á") == plain("Card A") == "carda"
    assert found([medium(1, reel="CARD Á"), medium(2, reel="CARD É")], event("CARD E")) == (("recording", 2),)
    assert found([medium(1, reel="東京"), medium(2, reel="日本")], event("日本")) == (("recording", 2),)


def test_what_has_no_letter_is_no_name():
    assert plain(" – ¿?_") == ""
    assert found([medium(1, reel="--"), medium(2, reel="¿?")], event("??")) == ()


@pytest.mark.parametrize("reel", ["ENTREVISTA_PEÑA_ÁGUILA_1", "Волков", "CARD01_PEÑA"])
def test_a_card_comes_back_from_every_format_without_our_numbers(reel):
    media = [medium(1, reel="A001", file="a.mov"), medium(2, reel=reel)]
    shot = Event("V1", 0, 50, media[1], 100, 150)
    cut = Cut("House", PAL, 90_000, 50, (shot,))
    short = reels.names(media)
    read = [
        edl_read.read(edl.write(cut, reel_of=short)),
        fcpxml_read.read(fcpxml.write(cut)),
        xmeml_read.read(xmeml.write(cut)),
    ]
    for one in read:
        (event,) = one.events
        told = Sources(media, short).find(0, event, PAL, NOTHING)
        assert (told.sources, told.start, told.end) == ((("recording", 2),), 100, 150)
