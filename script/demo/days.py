"""The nine days in order, with their running orders and calls. All times are sample data."""

from __future__ import annotations

from datetime import date
from typing import Any

from production.clock import parse_day_time as at
from script.demo.places import ARCHIVE, BROUE, FERNANDEZ, HOUSE, MOUNTAINS, OFFICE, STREET, TAMPICO

V, B, F, W = "Esteban Volkov", "Pierre Broué", "Octavio Fernández", "Alan Woods"
CORE = [
    "Adolfo Videla",
    "Inés Robledo",
    "Tomás Arriaga",
    "Paula Nieto",
    "Héctor Sandoval",
    "Bruno Calles",
    "Daniel Ocampo",
    "Marisol Tovar",
    "Ernesto Pineda",
]
FULL = [*CORE, "Lucía Ferrer", "Jorge Lira", "Rosa Quiñones", "Chayo Mendieta", "Raúl Estévez"]


def item(kind: str, minutes: int, title: str = "", **more: Any) -> dict[str, Any]:
    """One row of a running order; ``scene`` is a number, ``where`` a location or (location, set)."""
    fixed = more.pop("fixed", "")
    return {
        "kind": kind,
        "minutes": minutes,
        "title": title,
        "fixed_start": at(fixed) if fixed else None,
        **more,
    }


LUNCH = item("meal", 60, "Lunch")
WRAP = item("wrap", 0)

DAYS: list[dict[str, Any]] = [
    {
        "date": date(2003, 6, 4),
        "day_type": "recce",
        "general_call": at("09:00"),
        "crew": ["Adolfo Videla", "Inés Robledo", "Tomás Arriaga", "Marisol Tovar"],
        "items": [
            item("other", 120, "Walk through the rooms, power, daylight", where=HOUSE),
            item("move", 5, "Round the corner", where=STREET),
            item("other", 60, "Gate and street: where the neighbours park", where=STREET),
            item("meal", 60, "Lunch"),
        ],
    },
    {
        "date": date(2003, 6, 5),
        "day_type": "shoot",
        "general_call": at("08:00"),
        "breakfast": at("07:30"),
        "weather": "Overcast, 23 °C, showers after 17:00",
        "radio": "1 production · 2 camera and sound",
        "safety": "An elderly contributor: pauses every half hour, nothing on the floor of the hall.",
        "script_draft": "Treatment of 20 May",
        "crew": CORE,
        "calls": {
            "Marisol Tovar": {"offset": "-0:30"},
            F: {
                "at": "10:00",
                "ready": "10:20",
                "release_by": "12:15",
                "agreed_minutes": 90,
                "met_by": "Adolfo Videla",
            },
        },
        "vehicles": [
            ("Van 1", "Ernesto Pineda", "07:20", "Production office", ["Tomás Arriaga", "Héctor Sandoval"])
        ],
        "items": [
            item("load_in", 45, "Load in, shoes off", where=FERNANDEZ),
            item("set_up", 75, "Light and sound in the living room", where=(FERNANDEZ, "Living room")),
            item("interview", 45, scene="4", fixed="10:30"),
            item("other", 15, "Pause", where=FERNANDEZ),
            item("interview", 45, scene="4", title="Fernández: second session"),
            LUNCH,
            item("move", 25, "To the newspaper archive", where=ARCHIVE),
            item("b_roll", 90, scene="5"),
            WRAP,
        ],
    },
    {
        "date": date(2003, 6, 9),
        "day_type": "shoot",
        "general_call": at("07:30"),
        "breakfast": at("07:00"),
        "weather": "Sun in the morning, 25 °C, showers after 16:00",
        "radio": "1 production · 2 camera and sound · 3 locations",
        "kit": "Second lens set from the rental house, 07:15",
        "safety": "Museum: cable mats on the steps, nobody sits on the furniture.",
        "script_draft": "Treatment of 20 May",
        "closed_set": True,
        "crew": FULL,
        "calls": {
            "Marisol Tovar": {"offset": "-0:30"},
            "Chayo Mendieta": {"offset": "-1:00"},
            "Lucía Ferrer": {"own": True},
            V: {
                "at": "08:30",
                "ready": "08:50",
                "release_by": "16:30",
                "agreed_minutes": 210,
                "met_by": "Inés Robledo",
                "note": "Brings his photographs",
            },
        },
        "vehicles": [
            ("Van 1", "Ernesto Pineda", "06:45", "Production office", ["Tomás Arriaga", "Paula Nieto"])
        ],
        "notes": {
            "camera": "Macro lens for the photographs.",
            "sound": "Air conditioning of the library off while we record.",
        },
        "items": [
            item("load_in", 30, "Load in through the garden", where=HOUSE),
            item("safety", 10, "With the people of the museum", where=HOUSE),
            item("set_up", 40, "Light the library", where=(HOUSE, "Library")),
            item("interview", 60, scene="8", fixed="09:00"),
            item("interview", 60, scene="9"),
            item("interview", 60, scene="13"),
            LUNCH,
            item("interview", 45, scene="17", fixed="14:00"),
            item("b_roll", 50, scene="2", title="The desk, between visitors"),
            WRAP,
        ],
    },
    {
        # the draft that waits for the producer: one red point, three amber ones
        "date": date(2003, 6, 10),
        "day_type": "shoot",
        "general_call": at("07:30"),
        "breakfast": at("07:00"),
        "weather": "Sun, 26 °C",
        "radio": "1 production · 2 camera and sound · 3 locations",
        "script_draft": "Treatment of 20 May",
        "crew": FULL,
        "calls": {
            "Marisol Tovar": {"offset": "-0:30"},
            V: {
                "at": "11:00",
                "ready": "11:15",
                "release_by": "15:30",
                "agreed_minutes": 120,
                "met_by": "Inés Robledo",
            },
        },
        "items": [
            item("load_in", 30, "Load in through the garden", where=HOUSE),
            item("b_roll", 60, scene="1", title="The house before the visitors"),
            item("set_up", 30, "Light the study", where=(HOUSE, "Study")),
            item("interview", 75, scene="15", fixed="09:30"),
            item("actuality", 45, scene="16", fixed="11:30"),
            item("move", 10, "On foot to the street", where=STREET),
            item("actuality", 60, scene="14"),
            item("meal", 60, "Lunch", where=HOUSE, fixed="13:45"),
            item("b_roll", 45, scene="18", title="The monument", fixed="18:15"),
            WRAP,
        ],
    },
    {
        "date": date(2003, 6, 11),
        "day_type": "shoot",
        "general_call": at("14:00"),
        "weather": "Clear night, 16 °C",
        "radio": "1 production · 2 camera and sound · 3 street",
        "safety": "Night on the street: vests, two marshals, no vehicle moves without Marisol.",
        "crew": FULL,
        "calls": {
            V: {
                "at": "15:30",
                "ready": "15:50",
                "release_by": "18:00",
                "agreed_minutes": 120,
                "met_by": "Inés Robledo",
            }
        },
        "items": [
            item("load_in", 30, "Load in", where=HOUSE),
            item("set_up", 90, "Light the bedroom through the window", where=(HOUSE, "Trotsky's bedroom")),
            item("interview", 90, scene="12", fixed="16:00"),
            item("meal", 60, "Dinner", where=HOUSE),
            item("move", 10, "To the gate", where=STREET),
            item("set_up", 50, "Gate: two lamps, smoke", where=(STREET, "Gate")),
            item("reconstruction", 120, scene="12A", fixed="20:30"),
            item("reconstruction", 90, scene="12B", fixed="22:45"),
            item("wrap", 30, "And load out", where=HOUSE),
        ],
    },
    {"date": date(2003, 6, 12), "day_type": "off", "crew": [], "items": []},
    {
        "date": date(2003, 6, 13),
        "day_type": "travel",
        "general_call": at("06:00"),
        "crew": ["Adolfo Videla", "Inés Robledo", "Tomás Arriaga", "Héctor Sandoval", "Ernesto Pineda"],
        "vehicles": [
            ("Van 1", "Ernesto Pineda", "06:00", "Production office", ["Adolfo Videla", "Tomás Arriaga"])
        ],
        "items": [
            item("move", 90, "To the mountains", where=MOUNTAINS),
            item("b_roll", 120, scene="10", title="Looking for cactus, on the way"),
            item("meal", 45, "Lunch on the road", where=MOUNTAINS),
            item("move", 450, "On to Tampico", where=TAMPICO),
        ],
    },
    {
        "date": date(2003, 6, 14),
        "day_type": "shoot",
        "general_call": at("06:30"),
        "weather": "Haze, 31 °C",
        "safety": "Working harbour: helmet, vest, nobody beyond the yellow line.",
        "crew": ["Adolfo Videla", "Inés Robledo", "Tomás Arriaga", "Héctor Sandoval", "Ernesto Pineda"],
        "items": [
            item("safety", 20, "Induction by the harbour master", where=TAMPICO),
            item("b_roll", 90, scene="6"),
            item(
                "b_roll",
                60,
                scene="6",
                title="River mouth, from the pilot's boat",
                where=(TAMPICO, "River mouth"),
            ),
            item("meal", 60, "Breakfast and lunch in one", where=TAMPICO),
            WRAP,
        ],
    },
    {
        "date": date(2003, 6, 17),
        "day_type": "shoot",
        "unit": "French unit",
        "general_call": at("09:00"),
        "weather": "Hot, 33 °C",
        "crew": ["Claire Aubry"],
        "calls": {
            B: {
                "at": "10:00",
                "ready": "10:15",
                "release_by": "13:00",
                "agreed_minutes": 120,
                "met_by": "Claire Aubry",
            }
        },
        "items": [
            item("load_in", 45, "Three flights of stairs", where=BROUE),
            item("set_up", 45, "Light the study", where=(BROUE, "Study")),
            item("interview", 120, scene="11", fixed="10:30"),
            item("meal", 60, "Lunch", where=BROUE),
            WRAP,
        ],
    },
]

POOL = [
    item("b_roll", 30, "Office: cards on the wall", where=OFFICE),
    item("b_roll", 40, "Visitors' book and school classes", where=(HOUSE, "Library")),
]
