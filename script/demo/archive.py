"""The archive of the demo film: catalogue entries that exist, photographs and papers that the account names.

The reel numbers and timecodes of Footage Farm are the archive's own. Who holds a paper, what a copy
is called and how far a clip has come is sample data and says so.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from production.actions import files
from production.formats import uploads
from production.models import ArchiveClip, Copy, Film, Person, Scene, Source, StoredFile, Theme, User
from script.demo import SAMPLE, kept

FOOTAGE_FARM, PATHE, FILMOTECA, ALBUM, MUSEUM, PRESS, OURS = (
    "Footage Farm",
    "British Pathé",
    "Filmoteca UNAM",
    "Volkov family album",
    "Museum in the house in Coyoacán",
    "Newspaper archive (sample data)",
    "Videla film",
)
VOLKOV, WOODS, VIDELA = "Esteban Volkov", "Alan Woods", "Adolfo Videla"
HOLDER = f"{SAMPLE}: who holds it, and how far it has come."

SOURCES: list[dict[str, Any]] = [
    {
        "name": FOOTAGE_FARM,
        "kind": "archive_house",
        "currency": "USD",
        "rate_card": "Public domain footage: an access rate for each reel.",
        "notes": f"{SAMPLE}: currency.",
    },
    {"name": PATHE, "kind": "archive_house", "currency": "GBP", "notes": f"{SAMPLE}: currency."},
    {"name": FILMOTECA, "kind": "archive_house", "address": "Mexico City", "currency": "MXN"},
    {
        "name": ALBUM,
        "kind": "private",
        "person": VOLKOV,
        "contact": VOLKOV,
        "notes": "His own photographs; scanned at the house, the prints stay there.",
    },
    {"name": MUSEUM, "kind": "museum", "contact": "Museum desk (sample data)", "phone": "+52 55 555-0180"},
    {"name": PRESS, "kind": "library", "email": "press@example.org", "currency": "MXN", "notes": SAMPLE},
    {"name": OURS, "kind": "own", "credit": "Own work"},
]

SCREENER = {"kind": "screener", "watermarked": True, "burnt_in": True, "place": "Edit room, drive A"}


def _clip(title: str, kind: str, source: str, state: str = "identified", **more: Any) -> dict[str, Any]:
    return {"title": title, "kind": kind, "source": source, "state": state, **more}


CLIPS: list[dict[str, Any]] = [
    _clip(
        "1940 – Mexico: Trotsky's Funeral",
        "footage",
        FOOTAGE_FARM,
        "screener_in_cut",
        catalogue_number="220606-08",
        date="22 August 1940",
        timecode_in="03:40:22",
        timecode_out="03:43:33",
        colour="black_and_white",
        sound="silent",
        description="The funeral in Mexico City.",
        people_named="Leon Trotsky",
        scenes=["20"],
        themes=["20 August", "Memory"],
        still=True,
        copies=[
            {
                **SCREENER,
                "name": "FF-1",
                "file_name": "220606-08_screener.mov",
                "start_timecode": "03:40:22",
                "watermark": "FOOTAGE FARM",
                "received_on": date(2003, 5, 12),
                "replaced_by": "FF-2",
                "notes": SAMPLE,
            },
            {
                "kind": "work_copy",
                "name": "FF-2",
                "format": "Digital Betacam, NTSC",
                "place": "Edit room, shelf 2",
                "rate": "30000/1001",
                "drop_frame": True,
                "start_timecode": "03:40:00;00",
                "received_on": date(2003, 6, 2),
                "notes": SAMPLE,
            },
        ],
    ),
    _clip(
        "Road to the Wall (first reel)",
        "footage",
        FOOTAGE_FARM,
        "quoted",
        catalogue_number="221409-05",
        timecode_in="16:54:33",
        timecode_out="17:09:15",
        description="With the title card “Coyoacan 1940”.",
        people_named="Leon Trotsky",
        scenes=["1", "12"],
        themes=["The house"],
        still=True,
        copies=[
            {**SCREENER, "name": "FF-3", "file_name": "221409-05_screener.mov", "watermark": "FOOTAGE FARM"}
        ],
    ),
    _clip(
        "Road to the Wall (second reel)",
        "footage",
        FOOTAGE_FARM,
        "screener_ordered",
        catalogue_number="220309-08",
        timecode_in="12:54:21",
        timecode_out="13:06:12",
        description="With the title card “Coyoacan 1940”.",
        people_named="Leon Trotsky",
        scenes=["12"],
        themes=["The house"],
    ),
    _clip(
        "Trotsky denounces the purges",
        "footage",
        PATHE,
        "quote_requested",
        date="1937",
        colour="black_and_white",
        sound="sound",
        people_named="Leon Trotsky",
        scenes=["19"],
        themes=["The trials"],
        still=True,
        copies=[{**SCREENER, "name": "BP-1", "watermark": "BRITISH PATHÉ", "notes": SAMPLE}],
    ),
    _clip(
        "The Moscow trials",
        "footage",
        PATHE,
        "denied",
        date="1937–38",
        colour="black_and_white",
        scenes=["11", "19"],
        themes=["The trials"],
        notes=HOLDER,
    ),
    _clip(
        "The nationalisation of oil",
        "footage",
        FILMOTECA,
        "negotiating",
        date="1938",
        colour="black_and_white",
        people_named="Lázaro Cárdenas",
        scenes=["9"],
        themes=["The Cárdenas family"],
        notes=HOLDER,
    ),
    _clip(
        "Tampico, the harbour",
        "footage",
        FILMOTECA,
        date="1930s",
        colour="black_and_white",
        seconds_given=46,
        scenes=["6"],
        themes=["Asylum"],
        notes=f"{HOLDER} {SAMPLE}: date and length.",
    ),
    _clip(
        "The tanker Ruth",
        "photograph",
        PRESS,
        "agreed",
        colour="black_and_white",
        scenes=["6"],
        themes=["Asylum"],
        still=True,
        copies=[
            {"kind": "print", "place": "Production office, box 1", "format": "18×24 cm", "notes": SAMPLE}
        ],
        notes=HOLDER,
    ),
    _clip(
        "The train Hidalgo",
        "photograph",
        PRESS,
        "signed",
        colour="black_and_white",
        scenes=["7"],
        themes=["Asylum"],
        notes=HOLDER,
    ),
    _clip(
        "Front pages announce the asylum",
        "newspaper",
        PRESS,
        "paid",
        language="es",
        scenes=["5"],
        themes=["Asylum"],
        copies=[
            {
                "kind": "master",
                "name": "Scan 600 dpi",
                "file_name": "asylum.tif",
                "place": "Drive A",
                "notes": SAMPLE,
            }
        ],
        still=True,
        notes=HOLDER,
    ),
    _clip(
        "El Popular",
        "newspaper",
        PRESS,
        "cut",
        creator="El Popular",
        language="es",
        people_named="Vicente Lombardo Toledano",
        scenes=["5"],
        notes=HOLDER,
    ),
    _clip(
        "The house after the attack",
        "photograph",
        FILMOTECA,
        "quote_requested",
        date="May 1940",
        colour="black_and_white",
        description="Rooms and walls after the night of 24 May.",
        scenes=["12", "12B"],
        themes=["The night of 24 May", "The house"],
        still=True,
        notes=HOLDER,
    ),
    _clip(
        "Picnic with Lázaro Cárdenas",
        "photograph",
        ALBUM,
        "agreed",
        creator=VOLKOV,
        people_named="Lázaro Cárdenas",
        scenes=["9"],
        themes=["The Cárdenas family"],
        still=True,
        copies=[{"kind": "print", "name": "Album, page 1", "place": "With Esteban Volkov", "notes": SAMPLE}],
    ),
    _clip(
        "Picnic with the young Cuauhtémoc Cárdenas",
        "photograph",
        ALBUM,
        "agreed",
        creator=VOLKOV,
        people_named="Cuauhtémoc Cárdenas",
        scenes=["9"],
        themes=["The Cárdenas family", "Everyday life"],
        still=True,
        copies=[
            {"kind": "print", "name": "Album, page 2", "place": "With Esteban Volkov", "notes": SAMPLE},
            {
                "kind": "master",
                "name": "Scan",
                "file_name": "album_02.tif",
                "place": "Drive A",
                "notes": SAMPLE,
            },
        ],
    ),
    _clip(
        "Picnic, both families",
        "photograph",
        ALBUM,
        "replaced",
        creator=VOLKOV,
        people_named="Lázaro Cárdenas, Cuauhtémoc Cárdenas",
        scenes=["9"],
        themes=["The Cárdenas family"],
    ),
    _clip(
        "Woods and Volkov read the script",
        "photograph",
        OURS,
        "signed",
        date="June 2003",
        colour="colour",
        people=[WOODS, VOLKOV],
        scenes=["16"],
        themes=["Memory"],
        still=True,
        notes="Production still.",
    ),
    _clip(
        "Videla directing",
        "photograph",
        OURS,
        "signed",
        date="June 2003",
        colour="colour",
        people=[VIDELA],
        still=True,
        notes="Production still.",
    ),
    _clip(
        "Woods at the desk",
        "photograph",
        OURS,
        "signed",
        date="June 2003",
        colour="colour",
        people=[WOODS],
        scenes=["15"],
        themes=["20 August"],
        notes="Production still.",
    ),
    _clip(
        "The broken glasses",
        "object",
        MUSEUM,
        "agreed",
        description="They lie on the desk in the study.",
        scenes=["2", "15"],
        themes=["20 August"],
        still=True,
    ),
    _clip(
        "The desk calendar",
        "object",
        MUSEUM,
        "agreed",
        description="A paper calendar that still stands at 20 August.",
        scenes=["2"],
        themes=["20 August", "Memory"],
    ),
    _clip(
        "Reiss's letter to the Central Committee",
        "document",
        "",
        date="1937",
        creator="Ignace Reiss",
        scenes=["11"],
        themes=["The trials"],
    ),
    _clip(
        "Letter about the biography of Stalin",
        "document",
        "",
        date="March 1938",
        creator="Leon Trotsky",
        scenes=["3"],
        themes=["Exile"],
    ),
    _clip(
        "Sudoplatov's letter to the Procurator General",
        "document",
        "",
        date="1989",
        creator="Pavel Sudoplatov",
        scenes=["13"],
        themes=["Mercader"],
    ),
    _clip(
        "Map of the exile: Turkey, France, Norway, Mexico",
        "graphic",
        OURS,
        "identified",
        date="2003",
        scenes=["3"],
        themes=["Exile"],
    ),
]


def enter(*, film: Film, by: User, people: dict[str, Person], scenes: dict[str, Scene]) -> None:
    """Sources, clips with their stills, and copies."""
    sources = {"": None}
    for row in SOURCES:
        person = people[row["person"]] if "person" in row else None
        sources[row["name"]] = kept(Source(film=film, **{**row, "person": person}))
    themes = {theme.name: theme for theme in Theme.objects.filter(film=film)}
    for row in CLIPS:
        fields = {
            n: v
            for n, v in row.items()
            if n not in ("source", "people", "scenes", "themes", "copies", "still")
        }
        still = _still(film, by, len(sources) * len(row["title"])) if row.get("still") else None
        clip = kept(ArchiveClip(film=film, source=sources[row["source"]], file=still, **fields))
        clip.people.set(people[name] for name in row.get("people", ()))
        clip.scenes.set(scenes[number] for number in row.get("scenes", ()))
        clip.themes.set(themes[name] for name in row.get("themes", ()))
        _copies(clip, row.get("copies", ()))


def _copies(clip: ArchiveClip, rows: Any) -> None:
    """The better copy stands behind the one that it replaces, and is entered first."""
    made: dict[str, Copy] = {}
    for row in reversed(rows):
        better = made.get(row.get("replaced_by", ""))
        copy = kept(Copy(clip=clip, **{**row, "replaced_by": better}))
        made[copy.name] = copy


def _still(film: Film, by: User, seed: int) -> StoredFile:
    """A drawn horizon in greys: no picture of anything, and plainly none."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (480, 360), (seed * 7 % 60 + 150,) * 3)
    pen = ImageDraw.Draw(picture)
    height = 200 + seed * 13 % 90
    pen.rectangle((0, height, 480, 360), fill=(seed * 5 % 50 + 60,) * 3)
    pen.ellipse((60 + seed * 29 % 280, height - 110, 150 + seed * 29 % 280, height - 20), fill=(225,) * 3)
    pen.text((12, 336), SAMPLE, fill=(235,) * 3)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return files.keep(film=film, upload=uploads.inspect(out.getvalue()), name="still.jpg", by=by)
