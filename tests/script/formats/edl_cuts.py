"""A cut to write lists of, with most of what a cut can hold; and any cut at all."""

from hypothesis import strategies as st

from production.timecode import RATES, Rate
from script.formats.cut import Cut, Event, Marker, Media, Title

PAL = Rate(25)
HOUR = 90_000

VOLKOV = Media(
    "recording:1", "CARD01_VOLKOV", "Volkov 1", PAL, 10 * HOUR, 50_000, "/Volumes/A/VOLKOV_C001.MOV"
)
VIDELA = Media("recording:2", "CARD01_VIDELA", "Videla 1", PAL, HOUR, 50_000, "VIDELA_C001.MOV")
FUNERAL = Media(
    "clip:5", "", "Trotsky’s funeral", PAL, 0, 2_500, "Trotsky entierro 1940.mov", has_sound=False
)
WORDS = (
    "Mi abuelo llegó a México —«sí»— en enero de 1937, y nosotros vivíamos en la calle Viena, "
    "en Coyoacán, con los conejos y los cactus que él recogía."
)


def said(track, start, end, media, source, **more):
    return Event(track, start, end, media, source, source + end - start, **more)


EXILE = {
    "element": "soundbite", "row": "1.1", "name": "Exile", "note": WORDS, "themes": ("exilio", "niñez"),
    "comment": "ESTEBAN VOLKOV (ON CAM) / cleared", "rating": 5,
    "ids": (("row", 12), ("cell", 30), ("segment", 4)),
}  # fmt: skip

THE_HOUSE = Cut(
    title="La casa de Coyoacán",
    rate=PAL,
    start=HOUR,
    length=500,
    events=(
        said("V1", 0, 125, VOLKOV, 100, **EXILE),
        said("A1", 0, 125, VOLKOV, 100, **EXILE),
        said("V1", 125, 250, FUNERAL, 0, element="archive", row="1.2", name="Trotsky’s funeral",
             ids=(("row", 13), ("cell", 32))),
        Event("A1", 125, 300, element="narration", row="1.2", comment="NARRATOR (V.O.)",
              note="The house in Coyoacán had high walls, and a watch-tower at each corner.",
              ids=(("row", 13), ("cell", 31))),
        said("V2", 130, 200, VIDELA, 1_000, element="soundbite", row="1.2", ids=(("row", 13), ("cell", 33))),
        said("V1", 300, 500, VIDELA, 0, element="soundbite", row="2.1", ids=(("row", 14), ("cell", 34))),
        said("A1", 300, 500, VIDELA, 0, element="soundbite", row="2.1", ids=(("row", 14), ("cell", 34))),
        said("A2", 300, 500, VIDELA, 0, element="soundbite", row="2.1", ids=(("row", 14), ("cell", 34))),
    ),
    titles=(Title(0, 125, "ESTEBAN VOLKOV / Trotsky’s grandson", "lower_third", "1.1"),),
    markers=(
        Marker(0, "La llegada", "1", "green"),
        Marker(130, "rights to be asked for", "1.2", "red", 50),
        Marker(280, "covered by nothing | yet", "1.2"),
    ),
    handles=25,
)  # fmt: skip

rates = st.sampled_from(
    [*RATES.values(), Rate(30_000, 1_001, True), Rate(60_000, 1_001, True), Rate(30, 1, True)]
)
words = st.text(max_size=200)


@st.composite
def cuts(draw, text=words):
    """Any sound cut at one rate, on one track of pictures and two of sound."""
    rate = draw(rates)
    media = [
        Media(
            f"recording:{number}",
            draw(st.text(max_size=20)),
            draw(st.text(min_size=1, max_size=20)),
            rate,
            draw(st.integers(0, rate.day - 1)),
            None,
            draw(st.sampled_from(["", "a.mov", "/x/Ñandú.wav"])),
        )
        for number in range(1, draw(st.integers(2, 5)))
    ]
    events, at = [], 0
    for number in range(draw(st.integers(1, 12))):
        at += draw(st.sampled_from([0, 0, 0, 7]))
        lasts = draw(st.integers(1, 5_000))
        source = draw(st.integers(0, 100_000))
        one = draw(st.sampled_from([*media, None]))
        about = {"note": draw(text), "row": f"1.{number}", "ids": (("row", number), ("cell", number + 7))}
        tracks = draw(st.sampled_from(["V1", "A1", "A2", "V1 A1", "A1 A2", "V1 A1 A2", "V1 A2"])).split()
        for track in tracks:
            events.append(
                said(track, at, at + lasts, one, source, **about)
                if one
                else Event(track, at, at + lasts, **about)
            )
        at += lasts
    return Cut(draw(text), rate, draw(st.integers(0, rate.day - 1)), at, tuple(events))
