"""The clips of the demo film: catalogue entries that exist, photographs and papers that the account names.

The reel numbers and timecodes of Footage Farm are the archive's own. Who holds a paper, what a copy
is called and how far a clip has come is sample data and says so.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from script.demo import SAMPLE

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

OLD = {"colour": "black_and_white"}


def _clip(title: str, kind: str, source: str, state: str = "identified", **more: Any) -> dict[str, Any]:
    return {"title": title, "kind": kind, "source": source, "state": state, **more}


def _road_to_the_wall(reel: str, state: str, **more: Any) -> dict[str, Any]:
    return _clip(
        f"Road to the Wall ({reel} reel)",
        "footage",
        FOOTAGE_FARM,
        state,
        description="With the title card “Coyoacan 1940”.",
        people_named="Leon Trotsky",
        themes=["The house"],
        **more,
    )


def _picnic(title: str, people_named: str, state: str = "agreed", **more: Any) -> dict[str, Any]:
    more = {"themes": ["The Cárdenas family"], **more}
    return _clip(
        title, "photograph", ALBUM, state, creator=VOLKOV, people_named=people_named, scenes=["9"], **more
    )


def _letter(title: str, creator: str, date: str, scene: str, theme: str) -> dict[str, Any]:
    return _clip(title, "document", "", date=date, creator=creator, scenes=[scene], themes=[theme])


def _of_the_shoot(title: str, people: list[str], **more: Any) -> dict[str, Any]:
    more |= {"date": "June 2003", "colour": "colour", "notes": "Production still."}
    return _clip(title, "photograph", OURS, "signed", people=people, **more)


def _screener(name: str, watermark: str, **more: Any) -> dict[str, Any]:
    more |= {"watermarked": True, "watermark": watermark, "burnt_in": True, "place": "Edit room, drive A"}
    return {"kind": "screener", "name": name, **more}


def _print(place: str, **more: Any) -> dict[str, Any]:
    return {"kind": "print", "place": place, "notes": SAMPLE, **more}


def _scan(name: str, file_name: str) -> dict[str, Any]:
    return {"kind": "master", "name": name, "file_name": file_name, "place": "Drive A", "notes": SAMPLE}


CLIPS: list[dict[str, Any]] = [
    _clip(
        "1940 – Mexico: Trotsky's Funeral",
        "footage",
        FOOTAGE_FARM,
        "screener_in_cut",
        **OLD,
        catalogue_number="220606-08",
        date="22 August 1940",
        timecode_in="03:40:22",
        timecode_out="03:43:33",
        sound="silent",
        description="The funeral in Mexico City.",
        people_named="Leon Trotsky",
        scenes=["20"],
        themes=["20 August", "Memory"],
        still=True,
        copies=[
            _screener(
                "FF-1",
                "FOOTAGE FARM",
                file_name="220606-08_screener.mov",
                start_timecode="03:40:22",
                received_on=date(2003, 5, 12),
                replaced_by="FF-2",
                notes=SAMPLE,
            ),
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
    _road_to_the_wall(
        "first",
        "quoted",
        catalogue_number="221409-05",
        timecode_in="16:54:33",
        timecode_out="17:09:15",
        scenes=["1", "12"],
        still=True,
        copies=[_screener("FF-3", "FOOTAGE FARM", file_name="221409-05_screener.mov")],
    ),
    _road_to_the_wall(
        "second",
        "screener_ordered",
        catalogue_number="220309-08",
        timecode_in="12:54:21",
        timecode_out="13:06:12",
        scenes=["12"],
    ),
    _clip(
        "Trotsky denounces the purges",
        "footage",
        PATHE,
        "quote_requested",
        **OLD,
        date="1937",
        sound="sound",
        people_named="Leon Trotsky",
        scenes=["19"],
        themes=["The trials"],
        still=True,
        copies=[_screener("BP-1", "BRITISH PATHÉ", notes=SAMPLE)],
    ),
    _clip(
        "The Moscow trials",
        "footage",
        PATHE,
        "denied",
        **OLD,
        date="1937–38",
        scenes=["11", "19"],
        themes=["The trials"],
        notes=HOLDER,
    ),
    _clip(
        "The nationalisation of oil",
        "footage",
        FILMOTECA,
        "negotiating",
        **OLD,
        date="1938",
        people_named="Lázaro Cárdenas",
        scenes=["9"],
        themes=["The Cárdenas family"],
        notes=HOLDER,
    ),
    _clip(
        "Tampico, the harbour",
        "footage",
        FILMOTECA,
        **OLD,
        date="1930s",
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
        **OLD,
        scenes=["6"],
        themes=["Asylum"],
        still=True,
        copies=[_print("Production office, box 1", format="18×24 cm")],
        notes=HOLDER,
    ),
    _clip(
        "The train Hidalgo",
        "photograph",
        PRESS,
        "signed",
        **OLD,
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
        still=True,
        copies=[_scan("Scan 600 dpi", "asylum.tif")],
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
        **OLD,
        date="May 1940",
        description="Rooms and walls after the night of 24 May.",
        scenes=["12", "12B"],
        themes=["The night of 24 May", "The house"],
        still=True,
        notes=HOLDER,
    ),
    _picnic(
        "Picnic with Lázaro Cárdenas",
        "Lázaro Cárdenas",
        still=True,
        copies=[_print("With Esteban Volkov", name="Album, page 1")],
    ),
    _picnic(
        "Picnic with the young Cuauhtémoc Cárdenas",
        "Cuauhtémoc Cárdenas",
        themes=["The Cárdenas family", "Everyday life"],
        still=True,
        copies=[_print("With Esteban Volkov", name="Album, page 2"), _scan("Scan", "album_02.tif")],
    ),
    _picnic("Picnic, both families", "Lázaro Cárdenas, Cuauhtémoc Cárdenas", "replaced"),
    _of_the_shoot(
        "Woods and Volkov read the script",
        [WOODS, VOLKOV],
        scenes=["16"],
        themes=["Memory"],
        still=True,
    ),
    _of_the_shoot("Videla directing", [VIDELA], still=True),
    _of_the_shoot("Woods at the desk", [WOODS], scenes=["15"], themes=["20 August"]),
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
    _letter("Reiss's letter to the Central Committee", "Ignace Reiss", "1937", "11", "The trials"),
    _letter("Letter about the biography of Stalin", "Leon Trotsky", "March 1938", "3", "Exile"),
    _letter("Sudoplatov's letter to the Procurator General", "Pavel Sudoplatov", "1989", "13", "Mercader"),
    _clip(
        "Map of the exile: Turkey, France, Norway, Mexico",
        "graphic",
        OURS,
        date="2003",
        scenes=["3"],
        themes=["Exile"],
    ),
]
