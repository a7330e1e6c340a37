"""Scripts to print in tests and benchmarks: plain content, as the gathering makes it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from script.pdf.content import Cell, Medium, Part, Row, Scene, Script
from tests.production.pdf.papers import HEAD

A001 = Medium(
    recording=1, clip=None, name="A001 · B", reel="A001", start="01:00:00:00",
    interview="Volkov in the garden", shot_on=date(2003, 6, 17),
)  # fmt: skip
FUNERAL = Medium(
    recording=None, clip=7, name="The funeral", reel="220606-08", start="03:40:00:00", holder="Footage Farm",
    number="220606-08", issuer="Universal", creator="Newsreel", dated="22 Aug 1940", copy="screener",
    is_watermarked=True,
)  # fmt: skip

GARDEN = Part(
    1554, 1812, "01:01:02:04", "01:01:12:12",
    "Vivíamos aquí en esta casa, y mi abuelo daba de comer a los conejos.",
    "We lived here in this house, and my grandfather fed the rabbits.",
)  # fmt: skip
GATE = Part(3000, 3250, "01:02:00:00", "01:02:10:00", "Luego hubo disparos.", "Then there were shots.", True)
SHOWN = Part(750, 1000, "03:40:30:00", "03:40:40:00")

SCENES = (
    Scene(1, "1", "The gate", 11, int_ext="ext", day_night="day", set_name="Garden wall", target=20),
    Scene(2, "2", "Exile", is_omitted=True),
    Scene(3, "3", "The attack of 24 May", target=60),
)


def bite(key, row, *parts, **more):
    """What Volkov says, from A001."""
    lasts = (sum(part.end - part.start for part in parts), 25)
    told = {
        "parts": parts, "segment": key, "recording": 1, "speakers": ("Esteban Volkov",), "people": (5,),
        "title": "The rabbits", "language": "es", "translated_into": "en", "themes": ("Childhood", "Exile"),
        "rating": 4, "lasts": lasts, "basis": "measured", "clearance": "clear", "clearance_words": "signed",
    }  # fmt: skip
    return Cell(key, row, "sound", "soundbite", **(told | more))


CELLS = (
    Cell(1, 1, "picture", "b_roll", shot=3, title="The wall from the street", reference="12/3", place="House",
         lasts=(8, 1), basis="given"),
    Cell(2, 1, "sound", "narration", "The house stands in Coyoacan behind a wall that was made higher twice.",
         language="en", lasts=(6, 1), basis="estimated", pace=130),
    Cell(3, 1, "sound", "music", "Corrido of the house", move="in", lasts=(30, 1), basis="given"),
    Cell(4, 2, "picture", "lower_third", "Esteban Volkov\nTrotsky's grandson", people=(5,)),
    bite(5, 2, GARDEN),
    Cell(6, 3, "picture", "archive", parts=(SHOWN,), clip=7, title="Trotsky's funeral", sound="mute",
         reference="Footage Farm, 220606-08", credit="Footage Farm", lasts=(10, 1), basis="measured",
         clearance="open", clearance_words="quoted"),
    Cell(7, 3, "picture", "subtitle", language="en"),
    bite(8, 3, GATE, GARDEN, on_camera=False, is_pinned=True, is_changed=True, clearance="blocked",
         clearance_words="refused"),
    Cell(9, 4, "picture", "still", "slow push", clip=9, title="Picnic, 1938",
         reference="Volkov family album"),
    Cell(10, 4, "picture", "card", "Coyoacán, 1940"),
    Cell(11, 4, "sound", "natural_sound", "Birds in the garden", lasts=(5, 1), basis="given"),
    Cell(12, 4, "sound", "note", "Ask the museum for the other picnic."),
    Cell(13, 4, "sound", "narration", "", language="en"),
)  # fmt: skip

ROWS = (
    Row(1, 1, "1.1", (30, 1), starts=(0, 1)),
    Row(2, 1, "1.2", (258, 25), (258, 25), (30, 1), clearance="clear"),
    Row(3, 3, "3.1", (508, 25), (508, 25), (1008, 25), clearance="blocked", is_changed=True),
    Row(4, 3, "3.2", (5, 1), (0, 1), (1516, 25)),
)

SCRIPT = Script(
    HEAD, "The house in Coyoacán", target=60, language="en", translated_into="en",
    media=(A001, FUNERAL), scenes=SCENES, rows=ROWS, cells=CELLS,
)  # fmt: skip
BLUE = replace(
    SCRIPT, number=2, colour="Blue", tint="#d6e6f5", note="The attack was told anew", on=date(2003, 7, 1),
    locked_at=datetime(2003, 7, 1, 12, tzinfo=UTC), locked_by="Inés",
)  # fmt: skip

SAID = [
    word
    for line in ("the boy comes home from school and", "is led away before he can see the room")
    for word in line.split()
]


def script_of(count, per_scene=14):
    """A script of so many rows, about as long as those of a film."""
    scenes = tuple(Scene(n, str(n + 1), f"Chapter of {n}", target=120) for n in range(-(-count // per_scene)))
    rows, cells = [], []
    for n in range(count):
        scene, at = divmod(n, per_scene)
        rows.append(
            Row(n, scene, f"{scene + 1}.{at + 1}", (10, 1), (10, 1), (10 * n, 1), is_changed=not n % 5)
        )
        seen = " ".join(SAID[n % 5 :])
        cells.append(Cell(2 * n, n, "picture", "b_roll", seen, lasts=(10, 1), basis="given"))
        heard = " ".join((SAID[n % 7 :] + SAID) * (1 + n % 3))
        if n % 2:
            cells.append(Cell(2 * n + 1, n, "sound", "narration", heard, lasts=(10, 1), basis="estimated"))
        else:
            cells.append(bite(2 * n + 1, n, replace(GARDEN, words=heard), lasts=(10, 1)))
    return replace(SCRIPT, scenes=scenes, rows=tuple(rows), cells=tuple(cells))


def locked(count):
    """One that is locked: without the stamp of a draft, which lies beneath the words."""
    return replace(script_of(count), number=2, colour="Blue", tint="#d6e6f5")
