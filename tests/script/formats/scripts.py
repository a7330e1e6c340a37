"""A small script in content alone, for tests of what writes it."""

import datetime

from production.pdf.report_content import Head
from script.pdf import content
from script.pdf.content import Cell, Medium, Part, Row, Scene, Script

A001 = Medium(1, None, "A001 · B", "A001", "A001.mov", start="01:00:00:00", duration=90_000)
NEWSREEL = Medium(None, 5, "Funeral", "AGN-12", has_timecode=True)


def cell(key, row, element, text="", *, column="", **facts):
    pictures = {"archive", "b_roll", "still", "lower_third", "card", "subtitle"}
    return Cell(key, row, column or ("picture" if element in pictures else "sound"), element, text, **facts)


def soundbite(key, row, words, translation="", **facts):
    part = Part(90_850, 91_106, "01:02:03:04", "01:02:13:12", words, translation)
    said = {"parts": (part,), "segment": 3, "recording": 1, "speakers": ("Esteban Volkov",)}
    told = {**said, "lasts": (10, 1), "basis": "measured", "title": "The rabbits"} | facts
    return cell(key, row, "soundbite", **told)


def script(scenes, rows, cells, **facts):
    head = Head("Coyoacán: the last house", datetime.date(2003, 7, 1))
    return Script(
        head,
        "The house: a film",
        media=(A001, NEWSREEL),
        scenes=tuple(scenes),
        rows=tuple(rows),
        cells=tuple(cells),
        **facts,
    )


def whole(**facts):
    """Every element once, two scenes and one that was omitted."""
    scenes = [
        Scene(
            1, "1", "Trotsky: the garden", int_ext="ext", day_night="day", set_name="Garden", synopsis="Hens."
        ),
        Scene(2, "2", "¿Who came?"),
        Scene(3, "3", "Cut away", is_omitted=True),
    ]
    rows = [
        Row(10, 1, "1.1", (10, 1), (10, 1)),
        Row(11, 1, "1.2", (6, 1)),
        Row(12, 2, "2.1", is_changed=True),
    ]
    cells = [
        soundbite(100, 10, "Vivíamos aquí. Había conejos.", "We lived here. There were rabbits."),
        cell(101, 10, "lower_third", "Esteban Volkov\nTrotsky's grandson"),
        cell(102, 10, "b_roll", "", title="The wall", reference="12A", place="Calle Viena", shot=7),
        cell(103, 11, "narration", "The house stands behind a wall\n\n*that* was made higher [[twice]]."),
        cell(
            104, 11, "archive", title="Funeral", reference="AGN, 12-3", clip=5, sound="mute",
            parts=(Part(0, 200, "03:40:22", "03:40:30"),), clearance="open", lasts=(8, 1), basis="measured",
        ),
        cell(105, 12, "music", "Corrido", move="under"),
        cell(106, 12, "natural_sound", "Hens"),
        cell(107, 12, "card", "COYOACÁN, 1940"),
        cell(108, 12, "still", "The study"),
        cell(109, 12, "subtitle", "We lived here."),
        cell(110, 12, "note", "Ask again /* about it */ ]]"),
        soundbite(111, 12, "", on_camera=False, speakers=()),
    ]  # fmt: skip
    return script(scenes, rows, cells, **facts)


__all__ = ["Cell", "Part", "Row", "Scene", "Script", "cell", "content", "script", "soundbite", "whole"]
