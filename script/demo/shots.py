"""Shots of the scenes, and b-roll menus of the locations: what to bring home. All sample data."""

from __future__ import annotations

import io
from typing import Any

from production.actions import files
from production.formats import uploads
from production.models import ArchiveClip, Film, Location, Scene, ShootDay, Shot, StoredFile, User
from script.demo import SAMPLE, kept
from script.demo.places import FERNANDEZ, HOUSE, MOUNTAINS, STREET, TAMPICO

# description, size, angle, movement, lens, sound, priority; then what else is known
Row = tuple[Any, ...]

SCENES: dict[str, list[Row]] = {
    "1": [
        ("The wall and the gate from the corner", "els", "Eye level", "Static", "24", "wild", "must"),
        ("Visitors go in at the door", "ls", "Eye level", "Pan", "35", "sync", "must"),
        ("A school class listens to the guide", "ms", "Over the shoulder", "Handheld", "35", "sync", "nice"),
        ("Cactus against the wall", "ms", "Low", "Static", "50", "wild", "must"),
        ("From the roof next door", "els", "High", "Static", "24", "mute", "nice", {"status": "dropped"}),
    ],
    "2": [
        ("The desk from the door", "ls", "Eye level", "Dolly", "35", "mute", "must", {"frame": 1}),
        (
            "The paper calendar: 20 August",
            "ecu",
            "Eye level",
            "Static",
            "100 macro",
            "mute",
            "must",
            {"frame": 2, "notes": "Hold ten seconds; it ends the sequence."},
        ),
        ("The broken glasses", "ecu", "High", "Static", "100 macro", "mute", "must", {"frame": 3}),
        ("Papers and ink", "insert", "Overhead", "Slider", "50", "mute", "must"),
        ("The chair, empty", "ms", "Low", "Static", "50", "wild", "nice"),
        ("Shelves behind the desk", "ms", "Eye level", "Tilt", "50", "mute", "nice"),
    ],
    "4": [
        ("Fernández in his chair, the window at left", "ms", "Eye level", "Static", "50", "sync", "must"),
        ("Fernández, closer, for what hurts", "cu", "Eye level", "Static", "85", "sync", "must"),
        ("His hands on the armrest", "insert", "High", "Static", "85", "mute", "must"),
        ("The room before he comes in", "ls", "Eye level", "Static", "24", "wild", "nice"),
    ],
    "5": [
        ("Front page, whole", "fs", "Overhead", "Static", "50", "mute", "must"),
        (
            "The headline on the asylum",
            "ecu",
            "Overhead",
            "Slider",
            "100 macro",
            "mute",
            "must",
            {"status": "reshoot"},
        ),
        ("El Popular, columns against it", "cu", "Overhead", "Tilt", "50", "mute", "must"),
        ("The page is turned", "insert", "Over the shoulder", "Static", "50", "wild", "nice"),
    ],
    "6": [
        ("The quay at first light", "els", "Eye level", "Static", "24", "wild", "must", {"fps": "25"}),
        ("A tanker passes", "ls", "Eye level", "Pan", "85", "wild", "must", {"clip": "Ruth"}),
        ("Ropes, rust, water", "insert", "High", "Handheld", "50", "wild", "nice"),
    ],
    "9": [
        ("Volkov at the table with his photographs", "ms", "Eye level", "Static", "50", "sync", "must"),
        ("A photograph is put down", "insert", "Overhead", "Static", "100 macro", "sync", "must"),
        ("His eyes on it", "ecu", "Eye level", "Static", "100 macro", "sync", "nice"),
    ],
    "10": [
        ("The road into the hills", "els", "High", "Static", "24", "wild", "must"),
        ("Cactus, near; the valley behind", "ls", "Low", "Slider", "35", "wild", "must", {"fps": "50"}),
        ("A spade beside a root", "cu", "High", "Handheld", "50", "wild", "nice"),
    ],
    "12": [
        ("Volkov in the doorway", "ms", "Eye level", "Static", "35", "sync", "must"),
        ("Bullet marks in the wall", "cu", "Eye level", "Pan", "100 macro", "mute", "must", {"frame": 4}),
        ("The space between bed and wall", "ms", "High", "Static", "24", "mute", "must"),
        ("What he sees from the floor", "ls", "POV", "Static", "24", "wild", "nice"),
    ],
    "12A": [
        ("The guard's post at night", "ls", "Eye level", "Static", "35", "wild", "must"),
        ("The bolt is drawn back", "ecu", "Low", "Static", "100 macro", "sync", "must", {"fps": "50"}),
        ("The gate opens, from inside", "fs", "Low", "Dolly", "24", "sync", "must"),
        (
            "A shadow crosses the lamp",
            "ms",
            "Eye level",
            "Static",
            "50",
            "mute",
            "nice",
            {"status": "dropped"},
        ),
    ],
    "12B": [
        ("Light under the door", "insert", "Low", "Static", "50", "wild", "must"),
        ("The dark room, the bed", "ls", "High", "Static", "24", "mute", "must"),
        ("A curtain moves", "cu", "Eye level", "Static", "85", "mute", "nice"),
    ],
    "14": [
        ("Volkov comes down the street", "ls", "Eye level", "Handheld", "35", "sync", "must"),
        ("From behind, to the gate", "ms", "Over the shoulder", "Handheld", "35", "sync", "must"),
        ("He stops where he stopped then", "mcu", "Eye level", "Static", "50", "sync", "must"),
    ],
    "15": [
        ("Woods at the desk", "ms", "Eye level", "Static", "50", "sync", "must"),
        ("Woods, the calendar behind him", "mcu", "Eye level", "Static", "85", "sync", "must"),
    ],
    "18": [
        ("The stone in the last light", "fs", "Low", "Static", "35", "wild", "must"),
        ("Hammer and sickle, cut in stone", "cu", "Eye level", "Static", "85", "mute", "must"),
    ],
}

# category first
MENUS: dict[str, list[tuple[str, Row]]] = {
    HOUSE: [
        ("establishing", ("The house from across the street", "els", "", "Static", "24", "wild", "must")),
        ("establishing", ("The street at opening time", "ls", "", "Pan", "35", "wild", "nice")),
        ("exteriors", ("Garden wall and guard's post", "ls", "Low", "Tilt", "35", "mute", "must")),
        ("exteriors", ("Garden path after rain", "ms", "", "Slider", "35", "wild", "nice")),
        ("interiors", ("Corridor to the bedrooms", "ls", "", "Dolly", "24", "mute", "must")),
        ("details", ("The garden door, from inside", "cu", "", "Static", "50", "mute", "must")),
        ("objects", ("Books in four languages", "insert", "", "Slider", "100 macro", "mute", "must")),
        ("objects", ("Chairs under the tree", "ms", "", "Static", "35", "wild", "nice")),
        ("hands", ("The gardener waters the cactus", "cu", "High", "Handheld", "50", "wild", "must")),
        ("people", ("The guide tells, the visitors look up", "ms", "", "Handheld", "35", "sync", "nice")),
        ("sound", ("Room tone of the study", "", "", "", "", "wild", "must")),
        ("sound", ("Garden with birds, without traffic", "", "", "", "", "wild", "must")),
    ],
    STREET: [
        ("exteriors", ("The wall, the whole length", "els", "", "Dolly", "24", "wild", "must")),
        ("cutaways", ("A neighbour looks out", "mcu", "", "Static", "85", "mute", "nice")),
    ],
    FERNANDEZ: [
        ("details", ("Books and papers on his table", "insert", "", "Slider", "50", "mute", "must")),
        ("sound", ("Room tone of the living room", "", "", "", "", "wild", "must")),
    ],
    MOUNTAINS: [("establishing", ("Clouds over the ridge", "els", "", "Static", "24", "mute", "nice"))],
    TAMPICO: [("cutaways", ("Pelicans on the piles", "cu", "", "Static", "200", "wild", "nice"))],
}

ON_THE_RECCE = (
    "The house from across the street",
    "Garden wall and guard's post",
    "Chairs under the tree",
)


def enter(*, film: Film, by: User, scenes: dict[str, Scene], locations: dict[str, Location]) -> None:
    for number, rows in SCENES.items():
        for position, row in enumerate(rows, start=1):
            _shot(film, by, row, scene=scenes[number], position=position)
    for name, entries in MENUS.items():
        for position, (category, row) in enumerate(entries, start=1):
            _shot(film, by, row, location=locations[name], category=category, position=position)


def _shot(film: Film, by: User, row: Row, *, position: int, **of: Any) -> None:
    names = ("description", "size", "angle", "movement", "lens", "sound", "priority")
    fields = dict(zip(names, row, strict=False))
    more = dict(row[len(names)]) if len(row) > len(names) else {}
    frame, clip = more.pop("frame", 0), more.pop("clip", "")
    if frame:
        more["file"] = _frame(film, by, frame)
    if clip:
        more["clip"] = ArchiveClip.objects.filter(film=film, title__icontains=clip).first()
    kept(Shot(film=film, number=str(position), position=position, **of, **fields, **more))


def land_on_the_recce(*, film: Film, day: ShootDay) -> None:
    """What the director took along while they looked at the rooms."""
    for shot in Shot.objects.filter(film=film, description__in=ON_THE_RECCE):
        shot.status, shot.shot_on = Shot.Status.SHOT, day
        kept(shot)


def _frame(film: Film, by: User, seed: int) -> StoredFile:
    """A drawn frame with its thirds: how the picture is to be built, and plainly no photograph."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (480, 270), (232, 230, 224))
    pen = ImageDraw.Draw(picture)
    for third in (1, 2):
        pen.line((160 * third, 0, 160 * third, 270), fill=(205, 202, 195))
        pen.line((0, 90 * third, 480, 90 * third), fill=(205, 202, 195))
    left, top = 60 + seed * 67 % 200, 70 + seed * 31 % 60
    pen.rectangle((0, 200, 480, 270), fill=(170, 166, 158))
    pen.rectangle((left, top, left + 150, 215), fill=(96, 92, 86))
    pen.text((12, 250), SAMPLE, fill=(60, 60, 60))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return files.keep(film=film, upload=uploads.inspect(out.getvalue()), name="frame.jpg", by=by)
