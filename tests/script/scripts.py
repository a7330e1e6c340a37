"""Small scripts made without a database: a list of rows, each a list of cells of that row."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from production.pdf.report_content import Head
from script.pdf.content import Cell, Medium, Part, Row, Scene, Script, column_length

HEAD = Head("Film", date(2003, 6, 17))
MEDIUM = Medium(1, None, "A001 · A", "A001", start="01:00:00:00", duration=100_000)
SCENE = Scene(1, "1", "One")


def narration(key, text, *, seconds=10, **more):
    """Its row has the same key."""
    return Cell(
        key=key,
        row=key,
        column="sound",
        element="narration",
        text=text,
        lasts=Fraction(seconds).as_integer_ratio(),
        basis="estimated",
        **more,
    )


def soundbite(key, words, start=0, end=100, **more):
    """Of segment 1 of recording 1, at 25."""
    more = {"speakers": ("Esteban Volkov",), "people": (7,), "clearance": "open", **more}
    return Cell(
        key=key,
        row=key,
        column="sound",
        element="soundbite",
        parts=(Part(start, end, f"in {start}", f"out {end}", words),),
        segment=1,
        recording=1,
        lasts=Fraction(end - start, 25).as_integer_ratio(),
        basis="measured",
        **more,
    )


def picture(key, row, element="b_roll", *, seconds=0, **more):
    return Cell(
        key=key,
        row=row,
        column="picture",
        element=element,
        lasts=Fraction(seconds).as_integer_ratio(),
        basis="given" if seconds else "",
        **more,
    )


def script_of(rows, *, scenes=(SCENE,), at=(), **more):
    """`at` names the scene of each row; without it all are in the first. A row has its first cell's key."""
    made, cells, start, places = [], [], Fraction(), {}
    for n, of_row in enumerate(rows):
        scene = at[n] if at else scenes[0].key
        places[scene] = places.get(scene, 0) + 1
        key = of_row[0].row
        sides = [[cell for cell in of_row if cell.column == side] for side in ("sound", "picture")]
        lasts, measured = max(column_length(side) for side in sides)
        clearance = max((cell.clearance for cell in of_row), key=("", "clear", "open", "blocked").index)
        made.append(
            Row(
                key,
                scene,
                f"{scene}.{places[scene]}",
                lasts.as_integer_ratio(),
                measured.as_integer_ratio(),
                start.as_integer_ratio(),
                clearance=clearance,
            )
        )
        cells += [replace(cell, row=key) for cell in of_row]
        start += lasts
    return Script(
        HEAD, "Script", media=(MEDIUM,), scenes=tuple(scenes), rows=tuple(made), cells=tuple(cells), **more
    )
