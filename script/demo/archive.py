"""The archive of the demo film: its sources, its clips with their stills, and their copies."""

from __future__ import annotations

import io
from typing import Any

from production.actions import files
from production.formats import uploads
from production.models import ArchiveClip, Copy, Film, Person, Scene, Source, StoredFile, Theme, User
from script.demo import SAMPLE, kept
from script.demo.clips import ALBUM, CLIPS, FILMOTECA, FOOTAGE_FARM, MUSEUM, OURS, PATHE, PRESS, VOLKOV

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
